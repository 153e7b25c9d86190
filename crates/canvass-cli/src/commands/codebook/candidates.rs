use std::fmt::Write as _;
use std::path::Path;

use canvass::codebook::{Candidate, Contrast, candidates, candidates_toml};
use canvass::coding::Codings;
use canvass::survey::FrameKind;

use super::{CandidateFormat, INTERNAL, answers, coded, codings};
use crate::terminal::{Done, Failure, print};

/// Proposes codes for what the codebook misses.
pub(super) fn run(
    project: &Path,
    frame: Option<&str>,
    format: CandidateFormat,
) -> Result<Done, Failure> {
    let coded = coded(project)?;
    let book = &coded.project.codebook;
    let ids = || book.frames.iter().map(|frame| &frame.id);
    let default = book
        .frame(FrameKind::Theme)
        .or_else(|| book.frames.first())
        .map(|frame| frame.id.as_str());
    let name = frame.or(default).unwrap_or_default();
    let frame = ids().find(|id| id.as_str() == name);
    let frame = frame.ok_or_else(|| Failure::unknown("code frame", name, ids()))?;
    let waves: Vec<_> = coded.responses.iter().collect();
    let codings = codings(&coded);
    let codings: Vec<&Codings> = codings.iter().collect();
    let answers = answers(&coded.project, &waves);
    let found = candidates(&coded.codebook, &answers, &codings, frame);
    print(&match format {
        CandidateFormat::Text => text(&found),
        CandidateFormat::Toml => candidates_toml(&found, book, frame),
    })?;
    Ok(Done::Clean)
}

fn text(found: &[Candidate]) -> String {
    let mut text = format!(
        "{INTERNAL}Phrases that fewer than 3 people used are not shown. z ranks phrases; it is no test.\n"
    );
    for (contrast, heading) in [
        (
            Contrast::Uncoded,
            "In answers without a code, or long and hardly coded",
        ),
        (
            Contrast::SinceLastWave,
            "More often than in the wave before",
        ),
    ] {
        let mut these = found
            .iter()
            .filter(|found| found.contrast == contrast)
            .peekable();
        let _ = writeln!(text, "\n{heading}");
        if these.peek().is_none() {
            text.push_str("  nothing stands out\n");
        }
        for candidate in these {
            text.push_str(&candidate_text(candidate));
        }
    }
    text
}

fn candidate_text(candidate: &Candidate) -> String {
    let phrases: Vec<String> = candidate
        .phrases
        .iter()
        .map(|phrase| {
            format!(
                "{} {}:{} (z {:.1})",
                phrase.words, phrase.answers, phrase.elsewhere, phrase.z
            )
        })
        .collect();
    let mut text = format!("  {}\n    {}\n", candidate.rule, phrases.join(", "));
    let _ = write!(text, "    finds {} answers", candidate.finds);
    if candidate.contrast == Contrast::Uncoded {
        let _ = write!(text, ", {} of them here", candidate.finds_in_target);
    }
    let overlap: Vec<String> = candidate
        .overlap
        .iter()
        .take(3)
        .map(|(code, count)| format!("{code} {count}"))
        .collect();
    if !overlap.is_empty() {
        let _ = write!(text, "; have already: {}", overlap.join(", "));
    }
    text.push('\n');
    text
}
