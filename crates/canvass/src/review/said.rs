use std::collections::BTreeSet;

use super::cells::{self, as_kept};
use super::columns::{Column, frames};
use super::evidence::{self, Pointed};
use super::identity::Refusal;
use super::importer::Importer;
use super::read::ReturnedRow;
use crate::coding::decisions::QuoteApproval;
use crate::survey::{CodeId, CodeRef, Codebook, Stance};

/// What the cells of a row say.
pub(super) struct Said {
    pub(super) frames: Vec<BTreeSet<CodeId>>,
    pub(super) stance: Option<Stance>,
    pub(super) quote: Option<QuoteApproval>,
    pub(super) note: String,
    pub(super) done: Option<bool>,
    pub(super) evidence: Pointed,
}

impl Said {
    /// Every code in the row.
    pub(super) fn codes<'s>(
        &'s self,
        codebook: &'s Codebook,
    ) -> impl Iterator<Item = CodeRef> + 's {
        let of_frames = frames(codebook).zip(&self.frames);
        of_frames.flat_map(|(at, codes)| {
            let frame = cells::frame(codebook, at);
            frame.into_iter().flat_map(move |frame| {
                codes.iter().map(|code| CodeRef {
                    frame: frame.id.clone(),
                    code: code.clone(),
                })
            })
        })
    }
}

pub(super) fn read_cells(
    importer: &Importer<'_>,
    row: &ReturnedRow,
    words: &str,
) -> Result<Said, Refusal> {
    let codebook = &importer.project.codebook;
    let mut faults = Vec::new();
    let mut codes = Vec::new();
    for at in frames(codebook) {
        let Some(frame) = cells::frame(codebook, at) else {
            continue;
        };
        let read = cells::read_codes(frame, row.cell(Column::Frame(at)));
        let of_frame = read.unwrap_or_else(|message| {
            faults.push((Column::Frame(at), message));
            BTreeSet::new()
        });
        codes.push(of_frame);
    }
    let mut or_fault = |column: Column, message: String| faults.push((column, message));
    let stance = cells::read_stance(row.cell(Column::Stance))
        .map_err(|message| or_fault(Column::Stance, message));
    let quote = cells::read_quote(row.cell(Column::QuoteOk), row.cell(Column::Redacted), words)
        .map_err(|message| or_fault(Column::QuoteOk, message));
    let done =
        cells::read_yes(row.cell(Column::Done)).map_err(|message| or_fault(Column::Done, message));
    let mut said = Said {
        frames: codes,
        stance: None,
        quote: None,
        note: as_kept(row.cell(Column::Note)),
        done: None,
        evidence: Pointed::default(),
    };
    let in_row: BTreeSet<CodeRef> = said.codes(codebook).collect();
    let evidence = evidence::read(row.cell(Column::Evidence), words, codebook, &in_row)
        .map_err(|message| or_fault(Column::Evidence, message));
    match (stance, quote, done, evidence) {
        (Ok(stance), Ok(quote), Ok(done), Ok(evidence)) if faults.is_empty() => {
            (said.stance, said.quote, said.done) = (stance, quote, done);
            said.evidence = evidence;
            Ok(said)
        }
        _ => Err(Refusal::Faults(faults)),
    }
}
