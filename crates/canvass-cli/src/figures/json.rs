//! JSON results. Their schemas stand in `crates/canvass-cli/schemas`.

use canvass::disclosure::records::{
    ChangeRecord, EstimateRecord, GapRecord, LinkedRecord, SourceRecord, TrendRecord, WhoRecord,
};
use canvass::pipeline::Analysis;
use canvass::report::assumption;
use serde::Serialize;

use super::Compared;
use crate::terminal::Failure;

/// Goes up when a field changes its meaning or goes away; not when one is added.
const VERSION: u32 = 1;

#[derive(Serialize)]
struct Estimates<'a> {
    version: u32,
    kind: &'static str,
    organisation: &'a str,
    wave: &'a str,
    internal: bool,
    draft: bool,
    assumption: String,
    codebook: Codebook<'a>,
    estimates: &'a [EstimateRecord],
    who: &'a [WhoRecord],
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    sources: &'a [SourceRecord],
}

#[derive(Serialize)]
struct Changes<'a> {
    version: u32,
    kind: &'static str,
    organisation: &'a str,
    from_wave: &'a str,
    to_wave: &'a str,
    internal: bool,
    draft: bool,
    assumption: String,
    codebook: Codebook<'a>,
    shift: Option<Shift<'a>>,
    changes: &'a [ChangeRecord],
    gaps: &'a [GapRecord],
    trends: &'a [TrendRecord],
    linked: &'a [LinkedRecord],
}

#[derive(Serialize)]
struct Codebook<'a> {
    name: &'a str,
    version: &'a str,
}

#[derive(Serialize)]
struct Shift<'a> {
    claim: &'a str,
    figures: &'a str,
    evidence: &'a str,
}

/// Estimates of one wave, as `tables.schema.json` describes them.
pub(crate) fn estimates(
    analysis: &Analysis,
    records: &[EstimateRecord],
    who: &[WhoRecord],
    sources: &[SourceRecord],
    internal: bool,
) -> Result<Vec<u8>, Failure> {
    text(&Estimates {
        version: VERSION,
        kind: "estimates",
        organisation: &analysis.project.organisation,
        wave: analysis.project.current.as_str(),
        internal,
        draft: analysis.release.is_draft,
        assumption: assumption(&analysis.project),
        codebook: codebook(analysis),
        estimates: records,
        who,
        sources,
    })
}

/// Changes between two waves, as `compare.schema.json` describes them.
pub(crate) fn changes(
    analysis: &Analysis,
    compared: &Compared,
    internal: bool,
) -> Result<Vec<u8>, Failure> {
    text(&Changes {
        version: VERSION,
        kind: "changes",
        organisation: &analysis.project.organisation,
        from_wave: compared.before.as_str(),
        to_wave: analysis.project.current.as_str(),
        internal,
        draft: analysis.release.is_draft,
        assumption: assumption(&analysis.project),
        codebook: codebook(analysis),
        shift: compared.shift.as_ref().map(|shift| Shift {
            claim: &shift.claim,
            figures: &shift.figures,
            evidence: &shift.evidence,
        }),
        changes: &compared.changes,
        gaps: &compared.gaps,
        trends: &compared.trends,
        linked: &compared.linked,
    })
}

fn codebook(analysis: &Analysis) -> Codebook<'_> {
    let (name, version) = &analysis.release.codebook;
    Codebook { name, version }
}

fn text(result: &impl Serialize) -> Result<Vec<u8>, Failure> {
    let mut text = serde_json::to_vec_pretty(result)?;
    text.push(b'\n');
    Ok(text)
}
