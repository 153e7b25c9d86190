//! What `canvass agreement` prints: figures of agreement, and where coders differ.

mod json;
mod records;
mod text;

#[cfg(test)]
mod tests;

use canvass::agreement::{Between, Disagreement, FrameScores, agreement, disagreements, scores};
use canvass::pipeline::JudgedFile;
use canvass::survey::Codebook;

pub(crate) use json::json;
pub(crate) use records::{DisagreementRecord, FigureRecord, differing, figures};
pub(crate) use text::{differing_text, figures_text};

/// The place of the rules among the coders of a judged file.
const RULES: usize = 0;

/// Everything there is to print of a file of coded answers.
pub(crate) struct Report<'a> {
    pub(crate) organisation: &'a str,
    pub(crate) codebook: &'a Codebook,
    pub(crate) file: &'a JudgedFile,
    pub(crate) people: Between,
    pub(crate) rules: Vec<FrameScores>,
    pub(crate) differing: Vec<Disagreement>,
    pub(crate) internal: bool,
}

impl<'a> Report<'a> {
    pub(crate) fn new(
        organisation: &'a str,
        codebook: &'a Codebook,
        file: &'a JudgedFile,
        internal: bool,
    ) -> Self {
        let all = &file.judgements;
        let people: Vec<usize> = (0..all.coders().len()).filter(|c| *c != RULES).collect();
        Report {
            organisation,
            codebook,
            file,
            people: agreement(codebook, &all.only(&people)),
            rules: scores(codebook, all, RULES),
            differing: disagreements(all),
            internal,
        }
    }
}
