//! Kinds that are easily taken for another.

use super::*;

fn only(export: &str) -> Found {
    let mut questions = seen(export).questions;
    assert_eq!(questions.len(), 1, "one question");
    questions.remove(0)
}

/// An export of Google Forms with one question.
fn form(question: &str, cells: &[(&str, usize)]) -> String {
    let cells: Vec<&str> = cells
        .iter()
        .flat_map(|(cell, times)| std::iter::repeat_n(*cell, *times))
        .collect();
    table(&format!("Timestamp,\"{question}\""), cells.len(), |row| {
        format!(
            "5/7/2024 21:{:02}:{:02},\"{}\"",
            row / 60,
            row % 60,
            cells[row]
        )
    })
}

fn counts_of(found: &Found) -> Vec<(&str, u64)> {
    let options = found.options.iter();
    options
        .map(|option| (option.label.as_str(), option.count))
        .collect()
}

fn is_doubted(found: &Found, words: &str) -> bool {
    found.doubts.iter().any(|doubt| doubt.contains(words))
}

#[test]
fn two_options_and_both_of_them_are_a_multi_select() {
    let export = form("Which?", &[("Cafe", 12), ("Hall", 15), ("Cafe, Hall", 9)]);
    let found = only(&export);
    assert_eq!(found.kind, QuestionKind::MultiSelect);
    assert_eq!(counts_of(&found), [("Hall", 24), ("Cafe", 21)]);
    assert!(is_doubted(&found, "only one combination"));
    assert_reads_back(&export);
}

#[test]
fn words_behind_a_tick_are_words_and_the_tick_stays() {
    let cells = [
        ("Gym, Pool", 9),
        ("Gym", 4),
        ("Pool", 3),
        ("Hall, Pool", 6),
        ("Pool, something own", 3),
        ("Gym, Hall", 1),
    ];
    let export = form("Which?", &cells);
    let found = only(&export);
    assert_eq!(
        counts_of(&found),
        [("Pool", 21), ("Gym", 14), ("Hall", 7), ("Other", 3)]
    );
    assert_reads_back(&export);
}

#[test]
fn options_may_stand_under_a_heading_that_asks_why() {
    let cells = [
        ("A library needs it, Just curious", 3),
        ("A library needs it", 5),
        ("A language feature, Just curious", 2),
        ("A language feature", 1),
        ("A library needs it, A language feature", 2),
    ];
    let found = only(&form("Why do you use it?", &cells));
    assert_eq!(found.kind, QuestionKind::MultiSelect);
    // What people type goes on small.
    let cells = [
        ("It is cheap, near", 3),
        ("Near, kind people", 2),
        ("It is cheap, kind people", 2),
        ("Warm", 1),
        ("Nice, my sister comes too", 1),
    ];
    let found = only(&form("Why do you come?", &cells));
    assert_eq!(found.kind, QuestionKind::OpenText);
}

#[test]
fn ranges_are_options_however_few_answer() {
    let cells = [
        ("Under £1,000", 1),
        ("£1,000 to £10,000", 1),
        ("Over £100,000", 1),
        ("Don't know", 1),
    ];
    let found = only(&form("What is your group's income?", &cells));
    assert_eq!(found.kind, QuestionKind::SingleChoice);
    assert_eq!(found.options.len(), 4);
}

#[test]
fn words_that_people_write_in_several_ways_are_their_own() {
    let roles = [
        "Manager", "manager", "Retired", "retired", "Nurse", "Chair", "chair", "Teacher", "Driver",
        "Carer", "Student", "Cook", "Clerk", "Owner", "Pilot", "Judge", "Vicar",
    ];
    let cells: Vec<(&str, usize)> = roles.iter().map(|role| (*role, 2)).collect();
    let found = only(&form("Q20", &cells));
    assert_eq!(found.kind, QuestionKind::OpenText);
}

#[test]
fn a_grid_of_boxes_may_tick_never_beside_another() {
    let rows = [
        "This year,This year",
        "\"This year, Earlier\",Never",
        "\"Earlier, Never\",Earlier",
        "Never,\"This year, Earlier\"",
    ];
    let export = table(
        "Timestamp,Which have you used? [Bulletin],Which have you used? [Helpline]",
        24,
        |row| format!("5/7/2024 21:08:{row:02},{}", rows[row % 4]),
    );
    let found = only(&export);
    assert_eq!(found.kind, QuestionKind::MultiSelect);
    assert!(found.options.iter().all(|option| !option.exclusive));
    let mut counts = counts_of(&found);
    counts.sort_unstable();
    assert_eq!(counts, [("Earlier", 24), ("Never", 18), ("This year", 24)]);
}

#[test]
fn a_grid_of_choices_is_a_ranking() {
    let orders = [
        ["1st choice", "2nd choice", "3rd choice"],
        ["2nd choice", "1st choice", "3rd choice"],
        ["3rd choice", "1st choice", "2nd choice"],
    ];
    let by_item = table(
        "Timestamp,Best? [Tea],Best? [Milk],Best? [Water]",
        12,
        |row| format!("5/7/2024 21:08:{row:02},{}", orders[row % 3].join(",")),
    );
    let found = only(&by_item);
    assert_eq!(found.kind, QuestionKind::Ranking);
    assert_eq!(
        counts_of(&found),
        [("Tea", 12), ("Milk", 12), ("Water", 12)]
    );
    let items = [
        ["Tea", "Milk", "Water"],
        ["Milk", "Tea", "Juice"],
        ["Juice", "Milk", "Tea"],
    ];
    let by_place = table(
        "Timestamp,Best? [1st choice],Best? [2nd choice],Best? [3rd choice]",
        12,
        |row| format!("5/7/2024 21:08:{row:02},{}", items[row % 3].join(",")),
    );
    let found = only(&by_place);
    assert_eq!(found.kind, QuestionKind::Ranking);
    assert_eq!(
        counts_of(&found),
        [("Milk", 12), ("Tea", 12), ("Juice", 8), ("Water", 4)]
    );
}

#[test]
fn statements_answered_with_one_scale_are_a_grid() {
    let answers = ["Agree", "Disagree", "Strongly agree"];
    let export = table(
        "ID,Start time,Completion time,Email,Name,I am heard,I am safe,I learn a lot,Are you well?",
        12,
        |row| {
            format!(
                "{row},5/7/24 21:08:{row:02},5/7/24 21:09:{row:02},anonymous,,{},{},{},{}",
                answers[row % 3],
                answers[(row + 1) % 3],
                answers[(row + row / 3) % 3],
                answers[row % 2]
            )
        },
    );
    let questions: Vec<Found> = seen(&export).questions;
    let [grid, alone] = questions
        .iter()
        .filter(|found| !found.personal)
        .collect::<Vec<_>>()[..]
    else {
        panic!("a grid and a question");
    };
    assert_eq!(grid.kind, QuestionKind::Scale);
    let rows: Vec<&str> = grid.rows.iter().map(|row| row.label.as_str()).collect();
    assert_eq!(rows, ["I am heard", "I am safe", "I learn a lot"]);
    assert!(is_doubted(grid, "does not say what was asked"));
    assert_eq!(counts_of(grid).iter().map(|(_, n)| n).sum::<u64>(), 36);
    assert_eq!(alone.wording, "Are you well?");
}

#[test]
fn a_few_years_are_options_and_many_are_numbers() {
    let list = table("Timestamp,Which year did you first come?", 40, |row| {
        format!("5/7/2024 21:08:{row:02},{}", 2019 + row % 6)
    });
    let found = only(&list);
    assert_eq!(found.kind, QuestionKind::SingleChoice);
    assert_eq!(counts_of(&found)[0], ("2019", 7));
    assert_reads_back(&list);
    let births = table("Timestamp,What year were you born?", 40, |row| {
        format!("5/7/2024 21:08:{row:02},{}", 1940 + row * 7 % 60)
    });
    assert_eq!(only(&births).kind, QuestionKind::Number);
}

#[test]
fn other_with_a_name_is_no_place_for_words() {
    let mut cells = vec![("Parent", 20), ("Teacher", 20), ("Other professional", 14)];
    cells.extend([("grandparent", 1), ("school governor", 1)]);
    let export = form("What best describes you?", &cells);
    let found = only(&export);
    assert_eq!(
        counts_of(&found),
        [
            ("Parent", 20),
            ("Teacher", 20),
            ("Other professional", 14),
            ("Other", 2)
        ]
    );
    assert_reads_back(&export);
}

#[test]
fn references_of_clients_are_no_answers() {
    let export = table("ref,Goal met?", 12, |row| {
        format!("R{row:04},{}", ["Fully", "Partly"][row % 2])
    });
    let seen = seen(&export);
    assert!(
        seen.questions
            .iter()
            .any(|found| found.personal && found.wording == "ref")
    );
}

#[test]
fn copies_of_a_question_are_flagged() {
    let export = table(
        "id,submitdate,lastpage,startlanguage,q7uk. Your highest qualification?,q7de. Your highest qualification?",
        20,
        |row| {
            let own = [["GCSE", "Degree"], ["Abitur", "Diplom"]][row % 2][row / 2 % 2];
            let cells = if row % 2 == 0 {
                format!("{own},")
            } else {
                format!(",{own}")
            };
            format!("{row},2025-03-01 10:00:00,5,en,{cells}")
        },
    );
    let seen = seen(&export);
    let copies: Vec<&Found> = seen
        .questions
        .iter()
        .filter(|found| !found.personal)
        .collect();
    assert_eq!(copies.len(), 2);
    for copy in copies {
        assert!(is_doubted(
            copy,
            "2 questions of this export have these words"
        ));
    }
}

#[test]
fn sums_of_a_list_are_options() {
    let cells = [("Nothing", 4), ("£1", 6), ("£2", 8), ("£5", 6)];
    let export = form("How much did you pay?", &cells);
    let found = only(&export);
    assert_eq!(found.kind, QuestionKind::SingleChoice);
    assert_eq!(found.answered, 24);
    assert_reads_back(&export);
    let cells = [("none", 4), ("1", 6), ("2", 8), ("5", 6)];
    let found = only(&form("How many children do you have?", &cells));
    assert_eq!(found.kind, QuestionKind::Number);
}

#[test]
fn what_the_platform_wrote_is_no_question_in_a_wide_table() {
    let export = table("Identifier,Browser,Time Started,Goal met?", 12, |row| {
        let browser = ["Edge", "Firefox"][row % 2];
        let met = ["Fully", "Partly"][row / 2 % 2];
        format!("79{row:05},{browser},2024-02-12T10:53:{row:02}Z,{met}")
    });
    assert_eq!(only(&export).wording, "Goal met?");
}
