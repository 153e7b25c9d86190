use polars::prelude::DataFrame;

use super::{FrameError, build};
use crate::coding::{Coding, Codings, Evidence};
use crate::disclosure::records::record;

record! {
    /// One piece of evidence for one code on one answer, or a code that a chosen option stands for.
    pub(super) struct CodingRow<'a> {
        /// Id of the wave.
        wave: &'a str,
        /// Position of the respondent in the wave, from 0; it is the same in responses.
        respondent: u64,
        /// Id of the question answered.
        question: &'a str,
        /// Id of the code frame.
        frame: &'a str,
        /// Id of the code in its frame.
        code: &'a str,
        /// Where the coding comes from: rules (they matched the answer's words), option (a chosen option means the code), person, adjudicated, model, suggester or import.
        source: &'static str,
        /// Ids of the rules, with a space between them; or the option, person, model, program or origin of the import.
        source_id: String,
        /// Whether a negation stands before every piece of evidence of the coding.
        negated: bool,
        /// Stance of the coding: impact, request, criticism or neutral.
        stance: Option<&'static str>,
        /// Where the piece of evidence starts in the answer, in bytes from 0.
        byte_start: Option<u64>,
        /// Where it ends: the byte after its last.
        byte_end: Option<u64>,
    }
}

/// The codings of a wave as a data frame with the columns [`CODINGS`](super::CODINGS): a row for each piece of
/// evidence, or one for a coding without any. To count people, count distinct respondents, not rows.
///
/// Rows stand by respondent, question, code, source and place. They hold places, never words.
///
/// # Errors
/// When polars cannot build a frame of that size.
pub fn codings(codings: &Codings) -> Result<DataFrame, FrameError> {
    let wave = codings.wave().as_str();
    build::frame::<CodingRow<'_>>(codings.codings().iter().flat_map(|coding| {
        let places = coding.evidence.iter().map(Some);
        let nowhere = coding.evidence.is_empty().then_some(None);
        places
            .chain(nowhere)
            .map(move |place| row(wave, coding, place))
    }))
}

fn row<'a>(wave: &'a str, coding: &'a Coding, place: Option<&Evidence>) -> CodingRow<'a> {
    CodingRow {
        wave,
        respondent: coding.respondent as u64,
        question: coding.question.as_str(),
        frame: coding.code.frame.as_str(),
        code: coding.code.code.as_str(),
        source: coding.source.kind().name(),
        source_id: coding.source.id(),
        negated: coding.negated,
        stance: coding.stance.map(|stance| stance.name()),
        byte_start: place.map(|place| place.bytes.start as u64),
        byte_end: place.map(|place| place.bytes.end as u64),
    }
}
