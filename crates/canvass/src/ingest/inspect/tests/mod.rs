#![allow(clippy::unwrap_used, reason = "tests")]

mod kinds;

use std::collections::BTreeMap;

use super::*;
use crate::survey::{
    AnswerOption, Asked, Choice, Column, Continuity, Offered, OptionId, Partial, Question,
    QuestionId, ResponseState, Responses, Survey, Wave, WaveId,
};

/// What an export seems to hold.
fn seen(bytes: impl AsRef<[u8]>) -> Inspection {
    match inspect("export.csv", bytes.as_ref(), None) {
        Ok(inspection) => inspection.value,
        Err(faults) => panic!("{faults}"),
    }
}

fn wave() -> WaveId {
    WaveId::new("w").unwrap()
}

/// A question as the inspection describes it, without grids.
fn question(index: usize, found: &Found) -> Question {
    let option = |(index, option): (usize, &FoundOption)| AnswerOption {
        id: OptionId::new(format!("o{index}")).unwrap(),
        label: option.label.clone(),
        exclusive: option.exclusive,
        other: option.other,
        score: option.score,
        codes: Vec::new(),
        offered: BTreeMap::from([(
            wave(),
            Offered {
                label: option.label.clone(),
                cell: option.cell.clone(),
                continuity: Continuity::Same,
            },
        )]),
    };
    Question {
        id: QuestionId::new(format!("q{index}")).unwrap(),
        kind: found.kind,
        title: found.wording.clone(),
        grid: None,
        options: found.options.iter().enumerate().map(option).collect(),
        unions: Vec::new(),
        route: None,
        theme: None,
        stance: None,
        asked: BTreeMap::from([(
            wave(),
            Asked {
                wording: found.wording.clone(),
                row: None,
                heading: found.heading.clone(),
                continuity: Continuity::Same,
            },
        )]),
    }
}

/// Reads an export by what was found in it.
fn read_back(inspection: &Inspection, bytes: &[u8]) -> Responses {
    let questions = inspection
        .questions
        .iter()
        .enumerate()
        .filter(|(_, found)| !found.personal && found.rows.is_empty())
        .map(|(index, found)| question(index, found))
        .collect();
    let survey = Survey {
        waves: vec![Wave {
            id: wave(),
            label: "w".to_owned(),
            export: "export.csv".to_owned(),
            platform: Some(inspection.platform),
            sheet: inspection.sheet.clone(),
            separator: inspection.separator.clone(),
            partial: Partial::Count,
            opened: None,
            closed: None,
            members: None,
            link: None,
            invited: None,
        }],
        questions,
    };
    match crate::ingest::read(&survey, &survey.waves[0], "export.csv", bytes) {
        Ok(read) => read.value,
        Err(faults) => panic!("{faults}"),
    }
}

/// How many gave any answer, and how many chose each option.
fn counts(column: &Column, options: usize) -> (u64, Vec<u64>) {
    let mut chosen = vec![0; options];
    let mut answered = 0;
    for respondent in 0..column.len() {
        if column.state(respondent) != Some(ResponseState::Answered) {
            continue;
        }
        answered += 1;
        match column {
            Column::Choice(choice) => {
                if let Some(Choice::Option(option)) = choice.get(respondent) {
                    chosen[usize::from(option)] += 1;
                }
            }
            Column::MultiSelect(multi) => {
                multi.ticks(respondent).for_each(|tick| chosen[tick] += 1)
            }
            _ => {}
        }
    }
    (answered, chosen)
}

/// Whether everything that was found is read with the counts that were found.
fn assert_reads_back(bytes: impl AsRef<[u8]>) {
    let inspection = seen(&bytes);
    for found in &inspection.questions {
        assert!(found.answered <= inspection.records, "{}", found.wording);
    }
    let responses = read_back(&inspection, bytes.as_ref());
    assert_eq!(responses.respondents() as u64, inspection.records);
    for (index, found) in inspection.questions.iter().enumerate() {
        if found.personal || !found.rows.is_empty() {
            continue;
        }
        let column = responses
            .column(&QuestionId::new(format!("q{index}")).unwrap())
            .unwrap();
        let (answered, chosen) = counts(column, found.options.len());
        assert_eq!(answered, found.answered, "answers to {}", found.wording);
        let closed = matches!(
            found.kind,
            QuestionKind::SingleChoice | QuestionKind::Scale | QuestionKind::MultiSelect
        );
        let told: Vec<u64> = found.options.iter().map(|option| option.count).collect();
        assert!(
            !closed || told == chosen,
            "{}: {told:?} {chosen:?}",
            found.wording
        );
    }
}

fn kind_of(inspection: &Inspection, wording: &str) -> QuestionKind {
    inspection
        .questions
        .iter()
        .find(|found| found.wording.starts_with(wording))
        .unwrap()
        .kind
}

const GOOGLE: &str =
    include_str!("../../../../../../fixtures/members-questionnaire/exports/2022-google-forms.csv");
const MONKEY: &str =
    include_str!("../../../../../../fixtures/members-questionnaire/exports/2023-surveymonkey.csv");

#[test]
fn the_projects_own_exports_read_back() {
    assert_reads_back(GOOGLE);
    assert_reads_back(MONKEY);
}

#[cfg(feature = "spreadsheets")]
#[test]
fn the_projects_own_workbook_reads_back() {
    assert_reads_back(include_bytes!(
        "../../../../../../fixtures/members-questionnaire/exports/2024-microsoft-forms.xlsx"
    ));
}

#[test]
fn a_file_that_no_platform_knows_is_a_wide_table() {
    let seen = seen("Why?,Where?\nbecause of this,North\nno idea,North\nit is nice there,South\n");
    assert_eq!(seen.platform, Platform::WideTable);
    assert_eq!(seen.records, 3);
    assert_eq!(seen.questions.len(), 2);
}

/// A table of `rows` respondents, each cell made from the number of the row.
fn table(headings: &str, rows: usize, cells: impl Fn(usize) -> String) -> String {
    let mut table = format!("{headings}\n");
    for row in 0..rows {
        table.push_str(&cells(row));
        table.push('\n');
    }
    table
}

#[test]
fn columns_of_all_kinds_are_told_apart() {
    let regions = ["North", "South", "East"];
    let export = table(
        "Timestamp,Where do you live?,How likely are you to come again?,How old are you?,When did you join?,What is your email?,What helps?",
        40,
        |row| {
            format!(
                "5/7/2024 21:08:{row:02},{},{},{},2024-03-{:02},p{row}@example.org,{}",
                regions[row % 3],
                row % 11,
                18 + row,
                1 + row % 28,
                [
                    "Advice",
                    "\"Advice, Training\"",
                    "Training",
                    "\"Training, Money (grants, loans)\""
                ][row % 4],
            )
        },
    );
    let inspection = seen(&export);
    for (wording, kind) in [
        ("Where do", QuestionKind::SingleChoice),
        ("How likely", QuestionKind::Scale),
        ("How old", QuestionKind::Number),
        ("When", QuestionKind::Date),
        ("What helps", QuestionKind::MultiSelect),
    ] {
        assert_eq!(kind_of(&inspection, wording), kind, "{wording}");
    }
    let helps = inspection
        .questions
        .iter()
        .find(|found| found.wording == "What helps?")
        .unwrap();
    let options: Vec<(&str, u64)> = helps
        .options
        .iter()
        .map(|option| (option.label.as_str(), option.count))
        .collect();
    assert_eq!(
        options,
        [
            ("Training", 30),
            ("Advice", 20),
            ("Money (grants, loans)", 10)
        ]
    );
    let personal: Vec<&str> = inspection
        .questions
        .iter()
        .filter(|found| found.personal)
        .map(|found| found.wording.as_str())
        .collect();
    assert_eq!(personal, ["What is your email?"]);
}

#[test]
fn a_block_of_ticks_reads_back() {
    let tick = |there: bool, label: &str| {
        if there {
            label.to_owned()
        } else {
            String::new()
        }
    };
    let export = table(
        "Respondent ID,Collector ID,Which of these?,,,Where?\n,,Advice,Training,Other (please specify),Response",
        30,
        |row| {
            format!(
                "11000{row:05},1,{},{},{},{}",
                tick(row % 2 == 0, "Advice"),
                tick(row % 3 == 0, "Training"),
                tick(row % 10 == 0, "something of my own"),
                ["North", "South"][row % 2],
            )
        },
    );
    assert_reads_back(&export);
    let inspection = seen(&export);
    let which = &inspection.questions[0];
    assert_eq!(which.kind, QuestionKind::MultiSelect);
    let options: Vec<(&str, u64, bool)> = which
        .options
        .iter()
        .map(|option| (option.label.as_str(), option.count, option.other))
        .collect();
    assert_eq!(
        options,
        [
            ("Advice", 15, false),
            ("Training", 10, false),
            ("Other (please specify)", 3, true)
        ]
    );
}

#[test]
fn never_two_ticks_in_many_answers_are_a_single_choice() {
    let export = table(
        "Respondent ID,Collector ID,How satisfied are you?,,\n,,Dissatisfied,Neutral,Satisfied",
        30,
        |row| {
            let mut cells = ["", "", ""];
            cells[row % 3] = ["Dissatisfied", "Neutral", "Satisfied"][row % 3];
            format!("11000{row:05},1,{}", cells.join(","))
        },
    );
    assert_reads_back(&export);
    assert_eq!(seen(&export).questions[0].kind, QuestionKind::Scale);
}

#[test]
fn a_grid_has_rows_and_a_scale() {
    let answers = ["Agree", "Disagree", "Strongly agree"];
    let export = table(
        "Timestamp,How far do you agree? [I am heard],How far do you agree? [I am safe]",
        12,
        |row| {
            format!(
                "5/7/2024 21:08:{row:02},{},{}",
                answers[row % 3],
                answers[(row + row / 3) % 3]
            )
        },
    );
    let inspection = seen(&export);
    let [grid] = inspection.questions.as_slice() else {
        panic!("one grid");
    };
    assert_eq!(grid.kind, QuestionKind::Scale);
    assert_eq!(grid.wording, "How far do you agree?");
    let rows: Vec<&str> = grid.rows.iter().map(|row| row.label.as_str()).collect();
    assert_eq!(rows, ["I am heard", "I am safe"]);
    let labels: Vec<&str> = grid
        .options
        .iter()
        .map(|option| option.label.as_str())
        .collect();
    assert_eq!(labels, ["Disagree", "Agree", "Strongly agree"]);
}

#[test]
fn a_ranking_has_different_places_in_each_row() {
    let export = table("Best first: A,Best first: B,Best first: C", 9, |row| {
        ["1,2,3", "2,1,3", "3,1,2"][row % 3].to_owned()
    });
    let inspection = seen(&export);
    assert_eq!(inspection.questions[0].kind, QuestionKind::Ranking);
    assert_eq!(inspection.questions[0].options.len(), 3);
}

#[test]
fn words_of_peoples_own_are_never_told() {
    let export = table("Timestamp,What is your role?,Anything else?", 60, |row| {
        let role = match row {
            7 => "i look after my sister in Leeds",
            _ => ["Carer", "Friend", "Member"][row % 3],
        };
        format!("5/7/2024 21:08:{row:02},{role},secret thought number {row}")
    });
    let shown = format!("{:?}", seen(&export));
    assert!(
        !shown.contains("sister") && !shown.contains("secret"),
        "{shown}"
    );
}

fn options_of(inspection: &Inspection, wording: &str) -> Vec<(String, u64, bool)> {
    let found = inspection
        .questions
        .iter()
        .find(|found| found.wording.starts_with(wording))
        .unwrap();
    let option = |option: &FoundOption| (option.label.clone(), option.count, option.other);
    found.options.iter().map(option).collect()
}

#[test]
fn what_single_people_wrote_is_no_option_beside_what_many_wrote_alike() {
    // Two answers come again and again, and a fifth of the people say something else each.
    let said = |i: usize| match i % 5 {
        0 | 1 => "met people".to_owned(),
        2 | 3 => "nothing much".to_owned(),
        _ => format!("more confident speaking up number {i}"),
    };
    for wording in ["What changed for you this year?", "The year in our group"] {
        let export = table(&format!("Timestamp,{wording}"), 48, |i| {
            format!("{}/03/2024 10:00:00,{}", i % 28 + 1, said(i))
        });
        let inspection = seen(&export);
        assert_eq!(kind_of(&inspection, wording), QuestionKind::OpenText);
        assert_eq!(options_of(&inspection, wording), []);
    }
}

#[test]
fn names_and_addresses_are_no_options_whatever_the_heading() {
    const NAMES: &[&str] = &[
        "Sarah Jones",
        "Zbigniew Kowal",
        "Tom Price",
        "Ngozi Eze",
        "Mary Lee",
        "Bronagh Quigg",
        "Ian Shaw",
    ];
    let export = table("q1,q2,q3,q4", 140, |row| {
        let contact = match row % 4 {
            0 => "someone@example.org",
            1 => "No",
            _ => "Yes",
        };
        format!(
            "{},{},{contact},{}",
            ["Yes", "No"][row % 2],
            NAMES[row % NAMES.len()],
            NAMES[row % NAMES.len()].split(' ').next().unwrap()
        )
    });
    let inspection = seen(&export);
    let shown = format!("{inspection:?}");
    for word in ["Sarah", "Kowal", "Bronagh", "someone@"] {
        assert!(!shown.contains(word), "{shown}");
    }
    let kept: Vec<&str> = inspection
        .questions
        .iter()
        .filter(|found| !found.personal)
        .map(|found| found.wording.as_str())
        .collect();
    assert_eq!(kept, ["q1", "q3"]);
    assert_eq!(kind_of(&inspection, "q3"), QuestionKind::OpenText);
}

#[test]
fn whoever_left_nothing_but_a_name_gave_no_response() {
    let inspection = seen(
        "Timestamp,Your name,Where?\n5/7/2024 21:08:01,Ann,North\n5/7/2024 21:08:02,Bo,\n5/7/2024 21:08:03,Cy,South\n",
    );
    assert_eq!(inspection.records, 2);
    assert!(inspection.questions.iter().all(|found| found.answered <= 2));
}

#[test]
fn what_the_platform_calls_open_ended_has_no_options() {
    let headings = "Respondent ID,What is your role?,How old are you?\n\
                    ,Open-Ended Response,Open-Ended Response";
    let text = table(headings, 40, |row| {
        let role = ["Nurse, carer", "Carer", "Nurse"][row % 3];
        format!("{},\"{role}\",{}", 110_000 + row, 20 + row)
    });
    let inspection = seen(&text);
    assert_eq!(
        kind_of(&inspection, "What is your role?"),
        QuestionKind::OpenText
    );
    assert_eq!(
        kind_of(&inspection, "How old are you?"),
        QuestionKind::Number
    );
}

#[test]
fn the_code_of_other_is_the_one_beside_which_words_stand() {
    let export = table(
        "StartDate,RecordedDate,ResponseId,Q1,Q1_16_TEXT,Q2,Q3,Q4\nStart Date,Recorded Date,Response ID,Which sector? - Selected Choice,Which sector? - Other - Text,Where?,How?,Who?",
        60,
        |row| {
            let (code, words) = match row % 6 {
                5 => (16, format!("words {row}")),
                rest => (11 + rest % 3, String::new()),
            };
            format!(
                "2024-01-01 10:00:00,2024-01-01 10:00:00,R_{row},{code},{words},{},{},{}",
                20 + row % 20,
                21 + row % 2,
                4 + row % 3
            )
        },
    );
    let inspection = seen(&export);
    assert_eq!(
        options_of(&inspection, "Which sector?"),
        [
            ("11".to_owned(), 20, false),
            ("12".to_owned(), 20, false),
            ("13".to_owned(), 10, false),
            ("Other".to_owned(), 10, true),
        ]
    );
    let other = inspection.questions[0].options.last().unwrap();
    assert_eq!(other.cell.as_deref(), Some("16"));
    assert_eq!(kind_of(&inspection, "Where?"), QuestionKind::SingleChoice);
    assert_reads_back(&export);
}

#[test]
fn what_was_chosen_once_is_an_option_where_words_stand_apart() {
    let export = table(
        "Which ticket?,Which sector?,Which sector? - Other",
        80,
        |row| {
            let ticket = match row {
                7 => "Full conference",
                31 => "Day ticket: Friday",
                _ => ["Speaker", "Online", "Day ticket: Thursday"][row % 3],
            };
            let (sector, words) = match row % 9 {
                8 => ("Other", format!("my own word {row}")),
                rest => (["Public", "Private", "Charity"][rest % 3], String::new()),
            };
            format!("{ticket},{sector},{words}")
        },
    );
    let once: Vec<String> = options_of(&seen(&export), "Which ticket?")
        .into_iter()
        .filter(|(_, count, _)| *count == 1)
        .map(|(label, ..)| label)
        .collect();
    assert_eq!(once, ["Day ticket: Friday", "Full conference"]);
}

#[test]
fn a_dictionary_gives_wordings_and_labels() {
    let dictionary = crate::ingest::dictionary(
        "labels.csv",
        b"Variable,Variable label,Code,Label\nq1,Where do you live?,1,North\nq1,Where do you live?,2,South\nq1,Where do you live?,3,East\n",
    )
    .unwrap();
    let export = table("q1,q2", 30, |row| format!("{},{}", 1 + row % 2, row % 7));
    let inspection =
        inspect_explained("export.csv", export.as_bytes(), None, Some(&dictionary)).unwrap();
    let found = &inspection.value.questions[0];
    assert_eq!(found.kind, QuestionKind::SingleChoice);
    let options: Vec<(&str, Option<&str>, u64)> = found
        .options
        .iter()
        .map(|option| (option.label.as_str(), option.cell.as_deref(), option.count))
        .collect();
    assert_eq!(
        options,
        [
            ("North", Some("1"), 15),
            ("South", Some("2"), 15),
            ("East", Some("3"), 0)
        ]
    );
}
