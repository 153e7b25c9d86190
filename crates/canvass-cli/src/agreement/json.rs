use serde::Serialize;

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
