//! What must not be in a report: small numbers, and whatever says who somebody is.

use std::collections::BTreeMap;

use canvass::document::{Block, Cell, Quotation};
use canvass::survey::{Responses, Stance};
use canvass::tabulate::{CodeScope, OneWay, code_table, question_table};

use crate::exports::Export;
use crate::figures::{ALL_YEARS, bases, cell, count, shown, tenths};
use crate::reading::{Words, is_called, name_of, read, year_of};
use crate::rendered::{HTML_TEXT, WORD_TEXT};
use crate::statement::statements;
use crate::{ANALYSIS, REPORT};

/// Every table that the report may tell of, as counted, with how its captions begin.
fn counted() -> Vec<(String, OneWay)> {
    let project = &ANALYSIS.project;
    let mut tables = Vec::new();
    for wave in &ANALYSIS.waves {
        for question in &project.survey.questions {
            tables.extend(
                question_table(question, &wave.responses)
                    .map(|table| (question.title.clone(), table)),
            );
        }
        for frame in &project.codebook.frames {
            for scope in [
                CodeScope::All,
                CodeScope::Stance(Stance::Request),
                CodeScope::Stance(Stance::Criticism),
            ] {
                tables.push((
                    frame.label.clone(),
                    code_table(frame, &wave.responses, &wave.codings, scope),
                ));
            }
        }
    }
    tables
}

#[test]
fn no_table_of_a_question_shows_a_small_count_or_what_is_left_beside_it() {
    let threshold = ANALYSIS.project.disclosure.threshold;
    let is_small = |count: u64| (1..threshold).contains(&count);
    let mut small = 0;
    for (title, counts) in counted() {
        let full = REPORT.tables().find(|table| {
            table
                .caption()
                .starts_with(&format!("{title}{ALL_YEARS}: "))
        });
        let Some(full) = full else { continue };
        for line in &counts.lines {
            let Some(number) = line.count else { continue };
            if !is_small(number) && !is_small(counts.bases.answered - number) {
                continue;
            }
            small += 1;
            let row = full
                .rows()
                .iter()
                .find(|row| row.head == line.label)
                .expect("every answer has a row");
            for head in [
                format!("{} (count)", counts.wave),
                format!("{} (%)", counts.wave),
            ] {
                let told = cell(full, row, &head);
                assert!(
                    matches!(told, Some(Cell::Mark(_))),
                    "{title}, {}, {head}: {told:?}",
                    line.label
                );
            }
        }
    }
    assert!(small > 10, "only {small} small counts were looked at");
}

#[test]
fn what_is_hidden_in_one_place_is_shown_in_no_other() {
    // For each subject, row and wave: how often its share is hidden, and how often it is shown.
    let mut seen: BTreeMap<(String, String, String), [usize; 2]> = BTreeMap::new();
    for table in REPORT.tables() {
        let Some((subject, _)) = table.caption().split_once(": ") else {
            continue;
        };
        let subject = subject.replace(ALL_YEARS, "");
        let single = ANALYSIS.project.current.to_string();
        for row in table.rows() {
            for (column, told) in table.columns().iter().zip(&row.cells) {
                let wave = match column.label.strip_suffix(" (%)") {
                    Some("Share" | "Respondents") => {
                        // The table of a trend has a row for each year.
                        year_of(row).map_or_else(|| single.clone(), str::to_owned)
                    }
                    Some(wave) if wave.chars().all(char::is_numeric) => wave.to_owned(),
                    _ => continue,
                };
                let hidden = matches!(told, Cell::Mark(canvass::document::Mark::Confidential));
                seen.entry((subject.clone(), name_of(row).to_owned(), wave))
                    .or_default()[usize::from(!hidden)] += 1;
            }
        }
    }
    let hidden = seen.values().filter(|[hidden, _]| *hidden > 0).count();
    assert!(hidden > 20, "only {hidden} hidden figures were looked at");
    for (figure, [hidden, told]) in seen {
        assert!(
            hidden == 0 || told == 0,
            "{figure:?} is hidden in {hidden} tables and shown in {told}"
        );
    }
}

#[test]
fn no_hidden_count_can_be_had_by_taking_shown_ones_away() {
    let threshold = ANALYSIS.project.disclosure.threshold as i64;
    for table in REPORT.tables() {
        for row in table.rows() {
            let told = |head| count(table, row, head);
            let Some(all) = told("Respondents") else {
                continue;
            };
            let parts = ["As helpful or valued", "In a request", "In a criticism"];
            for part in parts.into_iter().filter_map(told) {
                assert!(
                    !(1..threshold).contains(&(all - part)),
                    "table {}, {}",
                    table.number(),
                    row.head
                );
            }
        }
    }
    for (title, counts) in counted().into_iter().filter(|(_, counts)| counts.additive) {
        let full = REPORT.tables().find(|table| {
            table
                .caption()
                .starts_with(&format!("{title}{ALL_YEARS}: "))
        });
        let head = format!("{} (count)", counts.wave);
        let Some(full) = full else { continue };
        let hidden = full.rows().iter().filter(|row| {
            let hidden = matches!(
                cell(full, row, &head),
                Some(Cell::Mark(canvass::document::Mark::Confidential))
            );
            hidden && counts.lines.iter().any(|line| line.label == row.head)
        });
        assert_ne!(
            hidden.count(),
            1,
            "{title}, {}: one hidden figure is what is left of the base",
            counts.wave
        );
    }
}

#[test]
fn no_sentence_tells_a_hidden_figure() {
    let threshold = ANALYSIS.project.disclosure.threshold;
    let words = Words::of(&REPORT);
    let now: Vec<(String, OneWay)> = counted()
        .into_iter()
        .filter(|(_, t)| t.wave == ANALYSIS.project.current)
        .collect();
    let mut looked_at = 0;
    for statement in statements(&REPORT) {
        for sentence in read(&statement, &words) {
            for number in &sentence.numbers {
                let Some(label) = number.about.last() else {
                    continue;
                };
                for (title, counts) in &now {
                    let about = statement
                        .table
                        .is_some_and(|table| table.caption().starts_with(title.as_str()));
                    let lines = counts.lines.iter().filter(|line| {
                        about && line.label.to_lowercase().starts_with(label.as_str())
                    });
                    for small in lines
                        .filter_map(|line| line.count)
                        .filter(|count| (1..threshold).contains(count))
                    {
                        looked_at += 1;
                        let base = counts.bases.answered as i64;
                        let told = [small.to_string(), shown(tenths(small as i64, base))];
                        let is_base = statement.table.is_some_and(|t| {
                            bases(t).iter().any(|b| b.to_string() == number.value)
                        });
                        assert!(
                            is_base || !told.contains(&number.value),
                            "{}: {}",
                            statement.place,
                            sentence.text
                        );
                    }
                }
            }
        }
    }
    assert!(looked_at > 0, "no sentence was looked at");
}

/// Answers in people's own words, wave by wave.
fn verbatims(responses: &Responses) -> impl Iterator<Item = String> + '_ {
    let columns = ANALYSIS
        .project
        .survey
        .questions
        .iter()
        .filter_map(|question| responses.column(&question.id)?.verbatims());
    columns.flat_map(|column| {
        column.iter().filter_map(|answer| match answer {
            canvass::survey::TextAnswer::Given(words) => Some(words.to_owned()),
            _ => None,
        })
    })
}

#[test]
fn nothing_that_says_who_somebody_is_is_in_a_report() {
    let mut secrets: Vec<String> = ANALYSIS.project.disclosure.redact.clone();
    for wave in ["2022", "2023", "2024"] {
        let export = Export::of(wave);
        for (heading, words) in export.cells().filter(|(_, words)| !words.trim().is_empty()) {
            let personal = [
                "Respondent ID",
                "IP Address",
                "Email Address",
                "First Name",
                "Last Name",
            ]
            .contains(&heading);
            if personal {
                secrets.push(words.to_owned());
            }
        }
    }
    for words in ANALYSIS
        .waves
        .iter()
        .flat_map(|wave| verbatims(&wave.responses))
    {
        for word in words.split_whitespace() {
            if word.contains('@') || word.contains("www.") || word.contains("://") {
                secrets.push(word.trim_matches(|c: char| !c.is_alphanumeric()).to_owned());
            }
        }
        // Runs of digits, with blanks between, that are long enough to be a telephone number.
        for run in words.split(|c: char| !c.is_ascii_digit() && c != ' ') {
            if run.chars().filter(char::is_ascii_digit).count() >= 9 {
                secrets.push(run.trim().to_owned());
            }
        }
        let parts: Vec<&str> = words.split(|c: char| !c.is_alphanumeric()).collect();
        for pair in parts
            .windows(2)
            .filter(|pair| is_postcode(pair[0], pair[1]))
        {
            secrets.push(pair.join(" "));
        }
    }
    secrets.sort();
    secrets.dedup();
    assert!(
        secrets.len() > 200,
        "only {} secrets were looked for",
        secrets.len()
    );
    for text in [&*HTML_TEXT, &*WORD_TEXT] {
        let text = text.to_lowercase();
        let told: Vec<&String> = secrets
            .iter()
            .filter(|secret| text.contains(&secret.to_lowercase()))
            .collect();
        assert!(told.is_empty(), "{told:?}");
    }
}

fn is_postcode(outward: &str, inward: &str) -> bool {
    let (out, inn): (Vec<char>, Vec<char>) = (outward.chars().collect(), inward.chars().collect());
    let outward = (2..=4).contains(&out.len())
        && out[0].is_ascii_alphabetic()
        && out.iter().any(char::is_ascii_digit);
    let inward =
        inn.len() == 3 && inn[0].is_ascii_digit() && inn[1..].iter().all(char::is_ascii_alphabetic);
    outward && inward
}

#[test]
fn quotations_are_what_somebody_wrote_who_agreed_to_it() {
    let export = Export::of("2024");
    let open = [
        "What difference, if any",
        "What should we do more of",
        "What would make our events easier",
        "Is there anything else",
    ];
    let quotations: Vec<&Quotation> = REPORT
        .blocks()
        .filter_map(|block| {
            if let Block::Quotation(quotation) = block {
                Some(quotation)
            } else {
                None
            }
        })
        .collect();
    assert!(
        quotations.len() >= 8,
        "only {} quotations",
        quotations.len()
    );
    let mut quoted = Vec::new();
    for quotation in quotations {
        let writer = (0..export.rows()).find(|row| {
            open.iter()
                .any(|wording| is_from(&quotation.words, export.answer(*row, wording)))
        });
        let writer = writer.unwrap_or_else(|| panic!("nobody wrote: {}", quotation.words));
        assert_eq!(
            export.answer(writer, "May we quote"),
            "Yes",
            "did not agree to: {}",
            quotation.words
        );
        assert!(
            !quoted.contains(&writer),
            "quoted twice: {}",
            quotation.words
        );
        quoted.push(writer);
        assert_eq!(quotation.attribution, ANALYSIS.project.report.attribution);
    }
}

/// Whether a quotation is an answer, up to what its marks stand for.
fn is_from(quotation: &str, answer: &str) -> bool {
    let pieces: Vec<&str> = quotation
        .split('[')
        .map(|piece| piece.split_once(']').map_or(piece, |(_, rest)| rest))
        .collect();
    let mut rest = answer;
    pieces.iter().all(|piece| match rest.find(piece) {
        Some(at) => {
            rest = &rest[at + piece.len()..];
            true
        }
        None => false,
    }) && pieces.iter().map(|piece| piece.len()).sum::<usize>() > 10
}

#[test]
fn quotations_are_told_from_what_nobody_wrote() {
    let answer = "I rang Ann on Monday, and she helped us.";
    assert!(is_from(
        "I rang [name] on Monday, and she helped us.",
        answer
    ));
    assert!(!is_from(
        "I rang [name] on Tuesday, and she helped us.",
        answer
    ));
    assert!(!is_from("she helped us. I rang [name] on Monday", answer));
    assert!(is_postcode("zz99", "3wz") && !is_postcode("the", "3rd"));
    assert!(is_called(
        &canvass::document::Row {
            head: "Other (please specify)".into(),
            cells: Vec::new()
        },
        "other"
    ));
}
