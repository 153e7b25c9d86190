use std::fmt::Write as _;
use std::path::Path;

use canvass::codebook::{Occurrence, find};
use canvass::pipeline;
use canvass::survey::Responses;

use super::{answers, coded};
use crate::figures::{check_question, wave};
use crate::terminal::{Done, Failure, print};

const INTERNAL: &str =
    "INTERNAL: these are people's own words. Never publish them or pass them on.\n";

/// The most that the matched words take of a line, as one part of so many.
const PART: usize = 3;

/// Prints every place where a pattern matches.
pub(super) fn run(
    project: &Path,
    pattern: &str,
    wave_id: Option<&str>,
    question: Option<&str>,
    width: usize,
) -> Result<Done, Failure> {
    let coded = coded(project)?;
    let wave_id = wave_id.map(|id| wave(&coded.project, id)).transpose()?;
    if let Some(question) = question {
        check_question(&coded.project, question)?;
    }
    let waves: Vec<&Responses> = coded
        .responses
        .iter()
        .filter(|responses| wave_id.as_ref().is_none_or(|id| responses.wave() == id))
        .collect();
    let answers = answers(&coded.project, &waves);
    let mut found = find(&coded.codebook, pattern, &answers).map_err(pipeline::Error::Rejected)?;
    found.retain(|place| question.is_none_or(|id| place.answer.question.id.as_str() == id));
    print(&text(&found, width))?;
    Ok(Done::Clean)
}

fn text(found: &[Occurrence<'_>], width: usize) -> String {
    let mut text = INTERNAL.to_owned();
    if found.is_empty() {
        text.push_str("\nNothing matches.\n");
    }
    let same_question = |a: &Occurrence<'_>, b: &Occurrence<'_>| {
        a.answer.wave == b.answer.wave && a.answer.question.id == b.answer.question.id
    };
    for places in found.chunk_by(same_question) {
        let Some(first) = places.first() else {
            continue;
        };
        let mut people: Vec<_> = places.iter().map(|place| place.answer.person).collect();
        people.dedup();
        let _ = writeln!(
            text,
            "\n{}, {} ({}): {} in {}",
            first.answer.wave,
            first.answer.question.title,
            first.answer.question.id,
            counted(places.len(), "match", "matches"),
            counted(people.len(), "answer", "answers"),
        );
        for place in places {
            let _ = writeln!(text, "{}", line(place, width));
        }
    }
    text
}

fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

/// The matched words in the middle of a line, and as much around them as there is room for.
fn line(place: &Occurrence<'_>, width: usize) -> String {
    let chars: Vec<char> = place
        .answer
        .text
        .chars()
        .map(|c| {
            if c.is_whitespace() || c.is_control() {
                ' '
            } else {
                c
            }
        })
        .collect();
    let (start, end) = (place.matched.chars.start, place.matched.chars.end);
    let part = |from: usize, to: usize| -> String {
        chars.get(from..to).unwrap_or_default().iter().collect()
    };
    let most = width / PART;
    let mut matched = part(start, end);
    if end - start > most {
        matched = part(start, start + most - 1) + "…";
    }
    let side = (width - most - 2) / 2;
    let mut left = part(start.saturating_sub(side), start);
    if start > side {
        left = format!("…{}", left.chars().skip(1).collect::<String>());
    }
    let room = width - side - 2 - matched.chars().count();
    let mut right = part(end, chars.len().min(end + room));
    if chars.len() > end + room {
        right = right.chars().take(room - 1).collect::<String>() + "…";
    }
    let right = right.trim_end();
    format!("{left:>side$}[{matched}]{right}")
        .trim_end()
        .to_owned()
}

#[cfg(test)]
mod tests {
    use canvass::codebook::Written;
    use canvass::coding::Evidence;
    use canvass::survey::{Question, QuestionId, QuestionKind, WaveId};

    use super::*;

    #[test]
    fn the_matched_words_stand_under_each_other_and_lines_keep_their_width() {
        let question = Question {
            id: QuestionId::new("more").expect("an id"),
            kind: QuestionKind::OpenText,
            title: "More".into(),
            grid: None,
            options: vec![],
            unions: vec![],
            route: None,
            theme: None,
            stance: None,
            asked: [].into(),
        };
        let wave = WaveId::new("2024").expect("an id");
        let line = |text: &str, matched: &str| {
            let at = text.find(matched).expect("it is there");
            let chars = text[..at].chars().count();
            let answer = Written {
                wave: &wave,
                question: &question,
                person: (0, 0),
                text,
            };
            let matched = Evidence {
                bytes: at..at + matched.len(),
                chars: chars..chars + matched.chars().count(),
            };
            super::line(&Occurrence { answer, matched }, 40)
        };
        assert_eq!(line("grants", "grants"), "            [grants]");
        assert_eq!(
            line(
                "Tŷ Newydd had a small\ngrant of you, and spent it on the rent",
                "grant"
            ),
            "…ad a small [grant] of you, and spent i…"
        );
        assert_eq!(
            line(
                "ab the whole of a very long match",
                "the whole of a very long"
            ),
            "         ab [the whole of…] match"
        );
    }
}
