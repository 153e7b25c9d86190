use canvass::pipeline::{Coded, Learnt};
use serde::Serialize;

use super::model::{ModelRecord, model_rows};
use super::{DisagreementRecord, FigureRecord, Report, differing, figures};
use crate::terminal::Failure;

/// Goes up when a field changes its meaning or goes away; not when one is added.
const VERSION: u32 = 1;

#[derive(Serialize)]
struct Output<'a> {
    version: u32,
    kind: &'static str,
    organisation: &'a str,
    internal: bool,
    codebook: Codebook<'a>,
    coders: &'a [String],
    answers: usize,
    figures: Vec<FigureRecord>,
    disagreements: Vec<DisagreementRecord>,
}

#[derive(Serialize)]
struct Codebook<'a> {
    name: &'a str,
    version: &'a str,
}

/// All that is known of the agreement, as `agreement.schema.json` describes it.
pub(crate) fn json(report: &Report<'_>) -> Result<String, Failure> {
    let mut text = serde_json::to_string_pretty(&Output {
        version: VERSION,
        kind: "agreement",
        organisation: report.organisation,
        internal: report.internal,
        codebook: Codebook {
            name: &report.codebook.id,
            version: &report.codebook.version,
        },
        coders: report.judgements.coders(),
        answers: report.judgements.answers().len(),
        figures: figures(report),
        disagreements: differing(report),
    })?;
    text.push('\n');
    Ok(text)
}

#[derive(Serialize)]
struct ModelOutput<'a> {
    version: u32,
    kind: &'static str,
    organisation: &'a str,
    codebook: Codebook<'a>,
    model: &'a str,
    answers: usize,
    wave: &'a str,
    read: usize,
    unread: usize,
    figures: Vec<ModelRecord>,
}

/// All that is known of the model, as `model.schema.json` describes it.
pub(crate) fn model_json(coded: &Coded, learnt: &Learnt) -> Result<String, Failure> {
    let mut text = serde_json::to_string_pretty(&ModelOutput {
        version: VERSION,
        kind: "model",
        organisation: &coded.project.organisation,
        codebook: Codebook {
            name: &coded.project.codebook.id,
            version: &coded.project.codebook.version,
        },
        model: learnt.model.id(),
        answers: learnt.answers,
        wave: learnt.wave.as_str(),
        read: learnt.read,
        unread: learnt.unread,
        figures: model_rows(learnt),
    })?;
    text.push('\n');
    Ok(text)
}
