use super::{Coded, Error, code_project};
use crate::coding::decisions::{Moment, RecordFile};
use crate::coding::{Codings, Queued, Suggestion};
use crate::config::Project;
use crate::diagnostics::Warned;
use crate::review::{Import, Importer, Perspective, Reviewed, Sheet, import, sheet};

impl Coded {
    /// What counts in each wave: what was found, with people's decisions over it.
    pub fn codings(&self) -> Vec<Codings> {
        let waves = self.responses.iter().zip(&self.found);
        waves
            .map(|(responses, found)| {
                self.decided
                    .apply(found.clone(), responses, &self.project.codebook)
            })
            .collect()
    }

    /// The review sheet of the current wave, see [`sheet`].
    pub fn review_sheet(
        &self,
        suggestions: &[Suggestion],
        queue: &[Queued],
        perspective: &Perspective,
        coder: Option<&str>,
    ) -> Sheet {
        let codings = self.codings();
        let waves = self.reviewed(&codings);
        let current = waves
            .into_iter()
            .filter(|wave| *wave.responses.wave() == self.project.current)
            .collect::<Vec<_>>();
        sheet(
            &self.project,
            &current,
            &self.decided,
            suggestions,
            queue,
            perspective,
            coder,
        )
    }

    fn reviewed<'a>(&'a self, codings: &'a [Codings]) -> Vec<Reviewed<'a>> {
        let waves = self.responses.iter().zip(&self.found).zip(codings);
        waves
            .map(|((responses, found), codings)| Reviewed {
                responses,
                found,
                codings,
            })
            .collect()
    }
}

/// A review sheet to take in.
#[derive(Clone, Copy)]
pub struct ReviewImport<'a> {
    /// Its name, for diagnostics.
    pub file: &'a str,
    /// Its content.
    pub bytes: &'a [u8],
    /// Who decided in it; `None` means: the name that stands in it.
    pub coder: Option<&'a str>,
    /// Whether it settles what others decided before.
    pub adjudicates: bool,
    /// What time it is.
    pub now: Moment,
    /// Whether nothing is to be recorded.
    pub dry_run: bool,
}

/// Takes a review sheet in: what it decides is added to the project's record, unless it is a dry run. Nobody else can
/// add to the record meanwhile.
///
/// # Errors
/// [`Error::Rejected`] when the project or the sheet cannot be read; [`Error::Record`] when the record cannot be used, or
/// somebody else is adding to it.
pub fn import_review(
    project: Warned<Project>,
    asked: &ReviewImport<'_>,
) -> Result<Warned<Import>, Error> {
    let mut held = if asked.dry_run {
        None
    } else {
        Some(RecordFile::hold(&project.value.folder)?)
    };
    let coded = code_project(project)?;
    let mut diagnostics = coded.diagnostics;
    let coded = coded.value;
    let codings = coded.codings();
    let importer = Importer {
        project: &coded.project,
        waves: &coded.reviewed(&codings),
        decided: &coded.decided,
        coder: asked.coder,
        adjudicates: asked.adjudicates,
        now: asked.now,
    };
    let imported = import(&importer, asked.file, asked.bytes).map_err(Error::Rejected)?;
    if let Some(held) = &mut held {
        held.append(&imported.value.decisions)?;
    }
    diagnostics.extend(imported.diagnostics);
    Ok(Warned {
        value: imported.value,
        diagnostics,
    })
}
