//! The codebook that a project starts with.

/// The codebook of the example project.
const BUILT_IN: &str = include_str!("../../../../fixtures/members-questionnaire/codebook.toml");

/// What stands above each frame.
const RULE: &str = "# ====";

const HEADER: &str = "\
# The code frames to start with, and rules that find their codes in what people wrote. They follow the Theory of
# Change of a charity for user-led groups in mental health: make them your own.
#
# - Change labels and definitions to those of your own Theory of Change; take out codes that you do not need.
# - A rule is an expression of words; `canvass check` tries every rule on the examples and near misses of its code.
# - Give `version` a higher number with every change: every published coding names it.
#
# docs/canvass-toml.md describes every key.

";

/// The built-in codebook without what is about the questions of the example: rules for single questions, and the
/// frame of what people ask for, which consists of such rules.
pub(super) fn starting() -> String {
    let from_id = BUILT_IN
        .find("\nid = ")
        .map_or(BUILT_IN, |at| BUILT_IN.get(at + 1..).unwrap_or_default());
    let mut text = HEADER.to_owned();
    for (position, frame) in parts(from_id, RULE).into_iter().enumerate() {
        if position > 0 && frame.contains("kind = \"need\"") {
            continue;
        }
        text.push_str(&without_questions(frame));
    }
    let end = text.trim_end().len();
    text.truncate(end);
    text.push('\n');
    text
}

/// The parts of a text, each but the first starting with `mark`.
fn parts<'a>(text: &'a str, mark: &str) -> Vec<&'a str> {
    let mut starts: Vec<usize> = text.match_indices(mark).map(|(at, _)| at).collect();
    starts.insert(0, 0);
    starts.push(text.len());
    let part = |pair: &[usize]| text.get(*pair.first()?..*pair.get(1)?);
    starts.windows(2).filter_map(part).collect()
}

/// Rules without those that are for single questions.
fn without_questions(frame: &str) -> String {
    let mut kept = String::with_capacity(frame.len());
    let mut rest = frame;
    while let Some(start) = rest.find("\n  { match = ") {
        let Some(end) = rest.get(start + 1..).and_then(|rule| rule.find(" },\n")) else {
            break;
        };
        let end = start + 1 + end + " },".len();
        let rule = rest.get(start..end).unwrap_or_default();
        kept.push_str(rest.get(..start).unwrap_or_default());
        if !rule.contains(", questions = [") {
            kept.push_str(rule);
        }
        rest = rest.get(end..).unwrap_or_default();
    }
    kept.push_str(rest);
    kept
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;
    use crate::coding::{CompiledCodebook, check_examples};
    use crate::config::{Texts, parse};

    #[test]
    fn it_fits_any_project_and_its_examples_hold() {
        let canvass = "[project]\ntitle = \"T\"\norganisation = \"O\"\n[[wave]]\nid = \"1\"\nexport = \"e.csv\"\n\
                       [[question]]\nid = \"q\"\nkind = \"open-text\"\ntitle = \"Q\"\ntext = \"Q\"\n";
        let codebook = starting();
        let project = parse(&Texts {
            canvass,
            codebook: &codebook,
            ..Texts::default()
        })
        .unwrap();
        assert!(project.diagnostics.is_empty(), "{}", project.diagnostics);
        let frames: Vec<&str> = project
            .value
            .codebook
            .frames
            .iter()
            .map(|frame| frame.id.as_str())
            .collect();
        assert_eq!(frames, ["theme", "role", "approach", "value", "stance"]);
        let compiled = CompiledCodebook::compile(&project.value.codebook).unwrap();
        let faults = check_examples(&compiled.value);
        assert!(faults.is_empty(), "{faults}");
        assert!(!codebook.contains("questions = ["));
    }
}
