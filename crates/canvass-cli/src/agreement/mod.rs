//! What `canvass agreement` prints: figures of agreement, where coders differ, and what the model is worth.

mod json;
mod model;
mod records;
mod text;

#[cfg(test)]
mod tests;

use canvass::agreement::{
    Between, Disagreement, FrameScores, Judgements, agreement, disagreements, scores,
};
use canvass::config::Project;
use canvass::survey::Codebook;

pub(crate) use json::{json, model_json};
pub(crate) use model::{model_rows, model_text};
pub(crate) use records::{DisagreementRecord, FigureRecord, differing, figures};
pub(crate) use text::{differing_text, figures_text};

/// The place of the rules among the coders of a judged file.
const RULES: usize = 0;

/// Everything there is to print of coded answers.
pub(crate) struct Report<'a> {
    pub(crate) organisation: &'a str,
    pub(crate) codebook: &'a Codebook,
    pub(crate) judgements: &'a Judgements,
    /// The answers' words, in the order of the judgements.
    pub(crate) texts: Vec<&'a str>,
    pub(crate) people: Between,
    pub(crate) rules: Vec<FrameScores>,
    pub(crate) differing: Vec<Disagreement>,
    pub(crate) internal: bool,
}

impl<'a> Report<'a> {
    pub(crate) fn new(
        project: &'a Project,
        judgements: &'a Judgements,
        texts: Vec<&'a str>,
        internal: bool,
    ) -> Self {
        let (all, codebook) = (judgements, &project.codebook);
        let people: Vec<usize> = (0..all.coders().len()).filter(|c| *c != RULES).collect();
        Report {
            organisation: &project.organisation,
            codebook,
            judgements,
            texts,
            people: agreement(codebook, &all.only(&people)),
            rules: scores(codebook, all, RULES),
            differing: disagreements(all),
            internal,
        }
    }
}
