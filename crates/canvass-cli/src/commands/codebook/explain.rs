use std::fmt::Write as _;
use std::path::Path;

use canvass::codebook::{ExplainedPattern, ExplainedRule, FEWEST_PEOPLE, explain};
use canvass::survey::{CodePoints, CodeRef};

use super::{INTERNAL, answers, coded};
use crate::terminal::{Done, Failure, print};

/// Prints what the patterns of a code match.
pub(super) fn run(project: &Path, code: Option<&str>) -> Result<Done, Failure> {
    let coded = coded(project)?;
    let book = &coded.project.codebook;
    let code = code.map(|name| super::code(book, name)).transpose()?;
    let waves: Vec<_> = coded.responses.iter().collect();
    let answers = answers(&coded.project, &waves);
    let rules = explain(&coded.codebook, &answers, code.as_ref());
    let mut text =
        format!("{INTERNAL}Words that fewer than {FEWEST_PEOPLE} people used are not shown.\n");
    if rules.is_empty() {
        text.push_str("\nNo rule gives this code.\n");
    }
    let mut code = None;
    for rule in &rules {
        if code != Some(&rule.code)
            && let Some(points) = rule.takes
        {
            text.push_str(&points_text(&rule.code, points));
        }
        code = Some(&rule.code);
        text.push_str(&rule_text(rule));
    }
    print(&text)?;
    Ok(Done::Clean)
}

/// How many points a code takes.
fn points_text(code: &CodeRef, points: CodePoints) -> String {
    let CodePoints {
        at_least,
        rule,
        further,
    } = points;
    format!(
        "\n{code} takes {at_least} points. What rules without points find gives {rule}, and {further} more for each of \
         two further pieces.\n"
    )
}

fn rule_text(rule: &ExplainedRule) -> String {
    let mut text = format!("\n{}  {}  {}", rule.id, rule.place, count(rule.answers));
    if let Some(points) = rule.points {
        let _ = write!(text, "  {points:+} for each pattern");
    }
    text.push('\n');
    let mut set = None;
    for pattern in rule.patterns.iter().filter(|pattern| pattern.answers > 0) {
        if pattern.set.as_ref() != set {
            set = pattern.set.as_ref();
            if let Some(name) = set {
                let _ = writeln!(text, "  from #{name}");
            }
        }
        text.push_str(&pattern_text(pattern));
    }
    let idle: Vec<String> = rule
        .patterns
        .iter()
        .filter(|pattern| pattern.answers == 0)
        .map(written)
        .collect();
    if !idle.is_empty() {
        let _ = writeln!(text, "  in no answer: {}", idle.join(", "));
    }
    text
}

/// A pattern on one line.
fn written(pattern: &ExplainedPattern) -> String {
    let words: Vec<&str> = pattern.pattern.split_whitespace().collect();
    words.join(" ")
}

fn pattern_text(pattern: &ExplainedPattern) -> String {
    let mut text = format!("  {}  {}\n", written(pattern), count(pattern.answers));
    for found in &pattern.types {
        let _ = write!(text, "      {} {}", found.word, found.count);
        if !found.claimed_by.is_empty() {
            let others: Vec<String> = found.claimed_by.iter().map(ToString::to_string).collect();
            let _ = write!(text, "  (also {})", others.join(", "));
        }
        text.push('\n');
    }
    if pattern.rare > 0 {
        let _ = writeln!(text, "      {} not shown", pattern.rare);
    }
    text
}

fn count(answers: usize) -> String {
    match answers {
        1 => "1 answer".to_owned(),
        many => format!("{many} answers"),
    }
}
