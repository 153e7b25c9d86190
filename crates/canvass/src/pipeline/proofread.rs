use super::Analysis;
use crate::diagnostics::{Code, Diagnostic, Diagnostics, Place};
use crate::document::{Document, DocumentError};
use crate::report;

/// What is wrong with the report of an analysis, so that it must not be written: a structure that is not accessible,
/// numbers that no table bears out, figures told that a table holds back, comments on nothing that it has, templates
/// that cannot be used.
pub fn proofread(analysis: &Analysis) -> Diagnostics {
    Proofread::of(analysis).faults
}

/// The documents of an analysis, read before they are rendered.
pub(super) struct Proofread {
    /// Report and summary; `None` where one of them cannot be built.
    pub(super) documents: Option<(Document, Document)>,
    /// What is wrong with them, and with the project's templates.
    pub(super) faults: Diagnostics,
}

impl Proofread {
    pub(super) fn of(analysis: &Analysis) -> Self {
        let mut faults = Diagnostics::new();
        let documents = match documents(analysis) {
            Ok((report, summary, found)) => {
                faults.extend(found);
                Some((report, summary))
            }
            Err(error) => {
                faults.push(structure(&error));
                None
            }
        };
        #[cfg(feature = "html")]
        if let Err(found) = templates::read(&analysis.project) {
            faults.extend(found);
        }
        #[cfg(feature = "png")]
        if let Some(found) = mark::fault(&analysis.project) {
            faults.push(found);
        }
        #[cfg(feature = "docx")]
        if let Err(found) = house::word_template(&analysis.project) {
            faults.extend(found);
        }
        Proofread { documents, faults }
    }
}

fn documents(analysis: &Analysis) -> Result<(Document, Document, Diagnostics), DocumentError> {
    let (project, release) = (&analysis.project, &analysis.release);
    let report = report::impact_report(project, release)?;
    let summary = report::executive_summary(project, release)?;
    let faults = report::faults(project, release, &report, &summary)?;
    Ok((report, summary, faults))
}

fn structure(error: &DocumentError) -> Diagnostic {
    let place = match error.anchor() {
        Some(anchor) => Place::whole(format!("report#{anchor}")),
        None => Place::whole("report"),
    };
    Diagnostic::new(Code::ReportStructure, place, error.to_string())
}

#[cfg(feature = "png")]
mod mark {
    use std::error::Error as _;

    use crate::config::Project;
    use crate::diagnostics::{Code, Diagnostic};
    use crate::render;

    /// What is wrong with the logo, if there is one.
    pub(super) fn fault(project: &Project) -> Option<Diagnostic> {
        let logo = project.report.logo.as_ref()?;
        let error = render::drawn(logo).err()?;
        // What the reader of the file says.
        let deepest = std::iter::successors(error.source(), |&error| error.source()).last();
        let why = deepest.map_or_else(|| error.to_string(), ToString::to_string);
        let message = format!("\"{}\" cannot be drawn: {why}", logo.file.name);
        let found = Diagnostic::new(Code::ConfigInvalidValue, logo.file.place.clone(), message);
        Some(found.help("save it anew, as a PNG picture or as a plain SVG drawing"))
    }
}

#[cfg(feature = "docx")]
pub(super) mod house {
    use crate::config::Project;
    use crate::diagnostics::{Code, Diagnostic, Diagnostics};
    use crate::render::{WordTemplate, WordTemplateError};

    /// The Word file whose styles the report takes; `None` where it has its own.
    pub(in crate::pipeline) fn word_template(
        project: &Project,
    ) -> Result<Option<WordTemplate>, Diagnostics> {
        let Some(file) = &project.report.word_template else {
            return Ok(None);
        };
        WordTemplate::read(&file.bytes).map(Some).map_err(|error| {
            let help = match error {
                WordTemplateError::MissingStyles { .. } => {
                    "use each of these styles once in the file, and save it: Word writes only what is used"
                }
                WordTemplateError::Macros => "save it as a Word document without macros (.docx)",
                WordTemplateError::Strict => "save it as a Word document (.docx) of the usual form",
                _ => "save it in Word or LibreOffice as a Word document (.docx)",
            };
            let message = format!("\"{}\": {error}", file.name);
            let found = Diagnostic::new(Code::ConfigInvalidValue, file.place.clone(), message);
            let mut faults = Diagnostics::new();
            faults.push(found.help(help));
            faults
        })
    }
}

#[cfg(feature = "html")]
pub(super) mod templates {
    use crate::config::Project;
    use crate::diagnostics::{Code, Diagnostic, Diagnostics, Place, Position, nearest};
    use crate::render::{RenderError, TemplateFault, Templates};

    /// The templates of the project.
    pub(in crate::pipeline) fn read(project: &Project) -> Result<Templates, Diagnostics> {
        let own = project.templates.iter();
        Templates::replaced(own.map(|(name, text)| (name.as_str(), text.as_str()))).map_err(
            |found| {
                let mut faults = Diagnostics::new();
                for fault in found {
                    faults.push(diagnostic(fault));
                }
                faults
            },
        )
    }

    /// The fault of a template of the project that shows only when it is filled in; `None` for another error.
    pub(in crate::pipeline) fn filled_in(
        project: &Project,
        error: &RenderError,
    ) -> Option<Diagnostics> {
        let fault = error.template_fault()?;
        let mut faults = Diagnostics::new();
        // A template that is fine by itself fails when another one hands it something else.
        if project.templates.contains_key(&fault.name) {
            faults.push(diagnostic(fault));
        } else {
            let name = project.templates.keys().next()?;
            let message = format!(
                "with it, \"{}\" cannot be filled in: {}",
                fault.name, fault.message
            );
            let place = Place::whole(format!("templates/{name}"));
            faults.push(Diagnostic::new(Code::TemplateBroken, place, message));
        }
        Some(faults)
    }

    fn diagnostic(fault: TemplateFault) -> Diagnostic {
        let file = format!("templates/{}", fault.name);
        if fault.unknown {
            let names: Vec<&str> = Templates::texts().map(|(name, _)| name).collect();
            let found = Diagnostic::new(Code::TemplateUnknown, Place::whole(file), fault.message);
            return match nearest(&fault.name, names.iter().copied()) {
                Some(meant) => found.help(format!("did you mean \"{meant}\"?")),
                None => found.help(format!("the templates are: {}", names.join(", "))),
            };
        }
        let position = fault
            .line
            .map_or(Position::Whole, |line| Position::Text { line, column: 1 });
        let place = Place { file, position };
        Diagnostic::new(Code::TemplateBroken, place, fault.message)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Anchor;

    #[test]
    fn a_structure_that_is_not_accessible_says_where_it_is() {
        let of_figure = DocumentError::EmptyDescription(Anchor::slug("", "figure-help"));
        assert_eq!(
            structure(&of_figure).to_string(),
            "report#figure-help: error[report/structure]: the figure \"figure-help\" has no description"
        );
        let of_two = DocumentError::RepeatedHeading {
            level: 2,
            heading: "Voice".into(),
        };
        assert_eq!(
            structure(&of_two).to_string(),
            "report: error[report/structure]: two headings of level 2 read \"Voice\""
        );
    }
}
