//! Blocks of neighbouring columns in a single heading row: headings that begin with the same question.

use crate::ingest::heading::{Heading, Role, mark_contacts};
use crate::ingest::key::is_blank;

/// What stands between the question and the label of one of its columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Joint {
    /// Text between the two, such as ` - `.
    Between(&'static str),
    /// The label in brackets of this kind at the end.
    Brackets(char, char),
}

impl Joint {
    /// Where a heading may be parted: the ends of the question, and the label behind each, longest first.
    fn cuts(self, heading: &str) -> Vec<(&str, &str)> {
        let heading = heading.trim();
        let mut cuts = Vec::new();
        match self {
            Joint::Between(joint) => {
                for (at, found) in heading.match_indices(joint) {
                    cuts.push((heading[..at].trim(), heading[at + found.len()..].trim()));
                }
                cuts.reverse();
            }
            Joint::Brackets(open, close) => {
                let Some(inner) = heading.strip_suffix(close) else {
                    return cuts;
                };
                let mut depth = 1;
                for (at, c) in inner.char_indices().rev() {
                    if c == close {
                        depth += 1;
                    } else if c == open {
                        depth -= 1;
                    }
                    if depth == 0 {
                        let label = inner[at + open.len_utf8()..].trim();
                        cuts.push((inner[..at].trim(), label));
                        break;
                    }
                }
            }
        }
        cuts.retain(|(question, label)| self.parts(question, label));
        cuts
    }

    /// Whether both sides may be what they would be. Underscores, points and slashes part words of names and
    /// alternatives too: behind them must be a question in words, or a number.
    fn parts(self, question: &str, label: &str) -> bool {
        let may = !is_blank(question) && !is_blank(label);
        let in_words = question.contains(char::is_whitespace) || question.ends_with('?');
        match self {
            Joint::Between("_" | "/" | ".") => {
                may && (in_words || label.bytes().all(|b| b.is_ascii_digit()))
            }
            _ => may,
        }
    }

    /// The label of a heading behind a question; empty for the question alone.
    fn label<'h>(self, heading: &'h str, question: &str) -> Option<&'h str> {
        if heading.trim() == question {
            return Some("");
        }
        self.cuts(heading)
            .into_iter()
            .find(|(start, _)| *start == question)
            .map(|(_, label)| label)
    }
}

/// Puts neighbours with the same question into one block, with their labels as parts.
///
/// `joints` are what the file may write between the two; the one that makes the most of its columns into blocks
/// goes first. Where headings may be parted at several places, the question is the longest that neighbours
/// have in common; a column that has less of it in common draws its neighbours along.
pub(super) fn join(columns: &mut [Heading], joints: &[Joint]) {
    let mut left: Vec<Joint> = joints.to_vec();
    while !left.is_empty() {
        let found: Vec<Vec<Run>> = left.iter().map(|joint| runs(columns, *joint)).collect();
        let size = |runs: &Vec<Run>| -> usize { runs.iter().map(|run| run.end - run.start).sum() };
        let Some(best) = (0..left.len())
            .rev()
            .max_by_key(|index| size(&found[*index]))
            .filter(|index| size(&found[*index]) > 0)
        else {
            break;
        };
        let joint = left.remove(best);
        for run in &found[best] {
            apply(columns, joint, run);
        }
    }
}

/// Neighbouring columns with the same question.
struct Run {
    start: usize,
    end: usize,
    question: String,
}

/// Whether a column is of no block yet, and may be.
fn is_free(columns: &[Heading], column: usize) -> bool {
    columns.get(column).is_some_and(|heading| {
        heading.part.is_empty() && matches!(heading.role, Role::Answers | Role::Personal)
    })
}

fn runs(columns: &[Heading], joint: Joint) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    let mut start = 0;
    while start < columns.len() {
        let run = Some(start)
            .filter(|start| is_free(columns, *start) && is_free(columns, start + 1))
            .and_then(|start| longest(columns, joint, start));
        match run {
            Some(run) => {
                start = run.end;
                runs.push(run);
            }
            None => start += 1,
        }
    }
    merged(columns, joint, runs)
}

/// The run from a column whose question is as long as its first two columns allow.
fn longest(columns: &[Heading], joint: Joint, start: usize) -> Option<Run> {
    let heading = |column: usize| columns[column].question.as_str();
    let whole = heading(start).trim();
    let cuts = joint.cuts(heading(start));
    let questions = std::iter::once(whole).chain(cuts.iter().map(|(question, _)| *question));
    for question in questions {
        // The same heading twice is two questions.
        let belongs = |column: usize| {
            joint
                .label(heading(column), question)
                .is_some_and(|label| column == start || !label.is_empty())
        };
        let end = (start + 1..columns.len())
            .find(|column| !is_free(columns, *column) || !belongs(*column))
            .unwrap_or(columns.len());
        if end > start + 1 {
            return Some(Run {
                start,
                end,
                question: question.to_owned(),
            });
        }
    }
    None
}

/// Options may have a beginning of their own in common: where a single neighbour has a shorter question in
/// common with a run, that is the question of both.
fn merged(columns: &[Heading], joint: Joint, runs: Vec<Run>) -> Vec<Run> {
    let mut merged: Vec<Run> = Vec::new();
    let starts: Vec<usize> = runs.iter().map(|run| run.start).collect();
    for mut run in runs {
        if merged.last().is_some_and(|last| last.end > run.start) {
            continue;
        }
        let shorter: Vec<String> = joint
            .cuts(&columns[run.start].question)
            .into_iter()
            .map(|(question, _)| question.to_owned())
            .filter(|question| question.len() < run.question.len())
            .collect();
        for question in shorter {
            let belongs = |column: usize| {
                joint
                    .label(&columns[column].question, &question)
                    .is_some_and(|label| !label.is_empty())
            };
            let end = (run.end..columns.len())
                .find(|column| !is_free(columns, *column) || !belongs(*column))
                .unwrap_or(columns.len());
            if run.end < end && !starts.contains(&run.end) {
                run = Run {
                    end,
                    question,
                    ..run
                };
                break;
            }
        }
        merged.push(run);
    }
    merged
}

fn apply(columns: &mut [Heading], joint: Joint, run: &Run) {
    let block = columns[run.start].block;
    for heading in &mut columns[run.start..run.end] {
        let label = joint.label(&heading.question, &run.question);
        heading.part = label.unwrap_or("").to_owned();
        heading.question.clone_from(&run.question);
        heading.block = block;
        heading.role = Role::Answers;
    }
    mark_contacts(&mut columns[run.start..run.end]);
}

/// Puts neighbours with the same number before them into one block: `4. Reports`, `4. Events`. The question
/// is then the number, because nothing else is known of it.
pub(super) fn join_numbered(columns: &mut [Heading]) {
    let numbers: Vec<Option<String>> = columns
        .iter()
        .map(|heading| {
            let is_free = heading.part.is_empty() && heading.role == Role::Answers;
            numbered(&heading.question)
                .filter(|_| is_free)
                .map(|(number, _)| number.to_owned())
        })
        .collect();
    let mut start = 0;
    while start < columns.len() {
        let end = (start + 1..columns.len())
            .find(|column| numbers[*column] != numbers[start])
            .unwrap_or(columns.len());
        if let Some(number) = numbers[start].as_ref().filter(|_| end > start + 1) {
            let block = columns[start].block;
            for heading in &mut columns[start..end] {
                if let Some((_, label)) = numbered(&heading.question) {
                    heading.part = label.to_owned();
                }
                heading.question.clone_from(number);
                heading.block = block;
            }
        }
        start = end;
    }
}

/// `4.` and what stands behind it.
fn numbered(heading: &str) -> Option<(&str, &str)> {
    let heading = heading.trim();
    let digits = heading.bytes().take_while(u8::is_ascii_digit).count();
    let (number, label) = heading.split_at_checked(digits + 1)?;
    let is_number = (1..=3).contains(&digits) && number.ends_with(['.', ')']);
    (is_number && label.starts_with(char::is_whitespace) && !is_blank(label))
        .then(|| (number, label.trim()))
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALL: &[Joint] = &[
        Joint::Brackets('[', ']'),
        Joint::Between(" - "),
        Joint::Between(": "),
        Joint::Between("_"),
    ];

    fn joined(headings: &[&str]) -> Vec<(String, String, usize)> {
        let mut columns: Vec<Heading> = headings
            .iter()
            .enumerate()
            .map(|(block, question)| Heading {
                question: (*question).to_owned(),
                part: String::new(),
                block,
                role: Role::Answers,
            })
            .collect();
        join(&mut columns, ALL);
        join_numbered(&mut columns);
        columns
            .into_iter()
            .map(|heading| (heading.question, heading.part, heading.block))
            .collect()
    }

    fn as_given(headings: &[&str]) -> Vec<(String, String, usize)> {
        let given =
            |(block, question): (usize, &&str)| ((*question).to_owned(), String::new(), block);
        headings.iter().enumerate().map(given).collect()
    }

    fn block(question: &str, parts: &[&str], block: usize) -> Vec<(String, String, usize)> {
        let of = |part: &&str| (question.to_owned(), (*part).to_owned(), block);
        parts.iter().map(of).collect()
    }

    #[test]
    fn neighbours_with_the_same_question_are_a_block() {
        assert_eq!(
            joined(&["How? - Advice", "How? - Reports", "Why?"])[..2],
            block("How?", &["Advice", "Reports"], 0)
        );
        assert_eq!(
            joined(&["Why?", "How? [A [1]]", "How?  [B]"])[1..],
            block("How?", &["A [1]", "B"], 1)
        );
        assert_eq!(
            joined(&["Which? (all)_Funding", "Which? (all)_Training"]),
            block("Which? (all)", &["Funding", "Training"], 0)
        );
    }

    #[test]
    fn the_question_alone_begins_its_block() {
        assert_eq!(
            joined(&["Who?", "Who? - Other (please specify)"]),
            block("Who?", &["", "Other (please specify)"], 0)
        );
    }

    #[test]
    fn the_question_is_the_longest_that_all_have_in_common() {
        assert_eq!(
            joined(&["Events - which? - Talks", "Events - which? - Meals - hot"]),
            block("Events - which?", &["Talks", "Meals - hot"], 0)
        );
        assert_eq!(
            joined(&[
                "How? - Help - money",
                "How? - Help - advice",
                "How? - Reports"
            ]),
            block("How?", &["Help - money", "Help - advice", "Reports"], 0)
        );
        assert_eq!(
            joined(&[
                "How? - Reports",
                "How? - Help - money",
                "How? - Help - advice"
            ]),
            block("How?", &["Reports", "Help - money", "Help - advice"], 0)
        );
        let rows = joined(&[
            "Use? - A - Ever",
            "Use? - A - Never",
            "Use? - B - Ever",
            "Use? - B - Never",
        ]);
        assert_eq!(rows[..2], block("Use? - A", &["Ever", "Never"], 0));
        assert_eq!(rows[2..], block("Use? - B", &["Ever", "Never"], 2));
    }

    #[test]
    fn other_headings_stay_as_they_are() {
        for headings in [
            &["Why?", "Why?"][..],
            &["Events - why?", "Meals - why?"],
            &["age_group", "age_band"],
            &["4. Why?", "5. How?"],
            &["Only one [A]", "Another"],
        ] {
            assert_eq!(joined(headings), as_given(headings));
        }
    }

    #[test]
    fn numbers_alone_make_a_block() {
        assert_eq!(
            joined(&["3. Why?", "4. Reports", "4. Events", "Q5_1", "Q5_2"])[1..],
            [
                block("4.", &["Reports", "Events"], 1),
                block("Q5", &["1", "2"], 3)
            ]
            .concat()
        );
    }
}
