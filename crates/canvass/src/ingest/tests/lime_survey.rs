use super::*;
use crate::ingest::detect;

const HELP: &str = "Which of these helped you?";

fn help(labels: &[&str]) -> Form {
    Form::new(None, vec![multi("help", HELP, labels), text("why", "Why?")])
}

const LABELS: &[&str] = &["Advice [free]", "Reports", "Other"];

const BOTH: &str = "id. Response ID,submitdate. Date submitted,lastpage. Last page,startlanguage. Start language,\
    help[SQ001]. Which of these helped you? [Advice [free]],help[SQ002]. Which of these helped you? [Reports],\
    help[other]. Which of these helped you? [Other],why. Why?\n";

#[test]
fn no_is_not_ticked_and_blank_is_not_shown() {
    let csv = format!(
        "{BOTH}1,2024-05-01 00:00:00,3,en,Yes,No,,a\n\
         2,,3,en,No,No,,b\n3,,1,en,,,,c\n4,,3,en,No,Yes,tea,d\n5,,3,en,N/A,N/A,,e\n"
    );
    let form = help(LABELS);
    assert_eq!(form.answers("help", &csv), ["0", "-", "/", "1+2:tea", "/"]);
    assert_eq!(form.responses(&csv).quality().unmapped_columns, 0);
    assert_eq!(
        detect("a.csv", csv.as_bytes()).unwrap().value.questions,
        [HELP, "Why?"]
    );
}

#[test]
fn a_response_that_was_not_submitted_is_unfinished() {
    let csv = format!(
        "{BOTH}1,2024-05-01 00:00:00,3,en,Yes,No,,a\n2,,1,en,No,Yes,,\n3,1980-01-01 00:00:00,3,en,Yes,No,,c\n"
    );
    let responses = help(LABELS).responses(&csv);
    assert_eq!(responses.respondents(), 3);
    assert_eq!(responses.quality().partial_records, 1);
    let finished = help(LABELS).finished_only();
    assert_eq!(finished.answers("why", &csv), ["\"a\"", "\"c\""]);
    assert_eq!(finished.responses(&csv).quality().unfinished_left_out, 1);
    // Where the times were taken out, nothing tells.
    let emptied = csv
        .replace("2024-05-01 00:00:00", "")
        .replace("1980-01-01 00:00:00", "");
    let quality = help(LABELS).responses(&emptied).quality().clone();
    assert_eq!(quality.partial_records, 0);
}

#[test]
fn with_y_and_blank_nothing_tells_whether_it_was_shown() {
    let csv = format!("{BOTH}1,x,3,en,Y,Y,,a\n2,x,3,en,,,,b\n3,x,3,en,,,tea,c\n");
    assert_eq!(help(LABELS).answers("help", &csv), ["0+1", "-", "2:tea"]);
}

#[test]
fn headings_may_be_codes_alone() {
    let form = Form::new(
        None,
        vec![
            multi("help", "help", &["SQ001", "SQ002", "Other"]),
            single("who", "who", &["A1", "Other"]),
            text("why", "why"),
        ],
    );
    let csv = "id,submitdate,lastpage,startlanguage,seed,token,help[SQ001],help[SQ002],help[other],who,who[other],why\n\
        1,2024-05-01 00:00:00,3,en,77,abc,Y,,cake,A1,,a\n2,2024-05-01 00:00:00,3,en,78,abd,,Y,,-oth-,me,\n";
    assert_eq!(form.answers("help", csv), ["0+2:cake", "1"]);
    assert_eq!(form.answers("who", csv), ["0", "1:me"]);
    assert_eq!(form.responses(csv).quality().personal_columns, 1);
}

#[test]
fn headings_may_be_texts_alone() {
    let form = Form::new(
        None,
        vec![
            multi("help", HELP, LABELS),
            text("why", "Overall. Why [in short]"),
            scale("a", "Rate us [Talks]", &["1", "2"]),
        ],
    );
    let csv = "Response ID,Date submitted,Last page,Start language,Which of these helped you? [Advice [free]],\
        Which of these helped you? [Reports],Which of these helped you? [Other],Overall. Why [in short],\
        Rate us [Talks],Rate us [Guides]\n1,2024-05-01 00:00:00,3,en,Yes,No,tea,a,2,1\n";
    assert_eq!(form.answers("help", csv), ["0+2:tea"]);
    assert_eq!(form.answers("why", csv), ["\"a\""]);
    assert_eq!(form.answers("a", csv), ["1"]);
}

#[test]
fn the_option_for_other_words_may_be_in_another_language() {
    let csv = format!("{BOTH}1,x,3,de,Y,,Tee,a\n").replace(
        "help[other]. Which of these helped you? [Other]",
        "help[other]. Which of these helped you? [Sonstiges]",
    );
    assert_eq!(help(LABELS).answers("help", &csv), ["0+2:Tee"]);
}

#[test]
fn a_publisher_may_delete_the_platforms_columns_and_use_another_separator() {
    let csv = "help[SQ001] | Which of these helped you? [Advice [free]],help[SQ002] | Which of these helped you? [Reports],why | Why?\n\
        Yes,No,a\n,,b\n";
    assert_eq!(
        help(&["Advice [free]", "Reports"]).answers("help", csv),
        ["0", "/"]
    );
}

#[test]
fn an_answer_may_start_with_an_invisible_mark() {
    let form = Form::new(None, vec![single("who", "Who?", &["Member", "Friend"])]);
    let csv = "id,submitdate,lastpage,who. Who?\n1,x,2,\u{feff}Member\n";
    assert_eq!(form.answers("who", csv), ["0"]);
}

#[test]
fn rows_of_an_array_are_bound_by_question_and_row() {
    let form = Form::new(
        None,
        vec![
            scale("talks", "Rate us - Talks", &["0 - Not at all", "1"]),
            scale("guides", "Rate us - Guides", &["0 - Not at all", "1"]),
        ],
    );
    let csv = "id,lastpage,submitdate,r[SQ001]. Rate us [Talks],r[SQ002]. Rate us [Guides]\n1,2,x,0 - Not at all,1\n";
    assert_eq!(form.answers("talks", csv), ["0"]);
    assert_eq!(form.answers("guides", csv), ["1"]);
}

#[test]
fn an_option_called_n_a_is_an_answer() {
    let form = Form::new(None, vec![single("who", "Who?", &["Member", "N/A"])]);
    let csv = "id,submitdate,lastpage,who. Who?\n1,x,2,N/A\n2,x,2,Member\n";
    assert_eq!(form.answers("who", csv), ["1", "0"]);
}

#[test]
fn a_table_has_a_row_and_a_column_in_brackets() {
    let form = Form::new(
        None,
        vec![
            number("a", "How much? - Trains - 2023"),
            number("b", "How much? - Buses - 2024"),
            scale("c", "How good? - Trains - Now", &["1", "2"]),
        ],
    );
    let csv = "id,lastpage,submitdate,t[SQ001_SQ001]. How much? [Trains][2023],t[SQ002_SQ002]. How much? [Buses][2024],\
               d[SQ001][1]. How good? [Trains][Now],d[SQ001][2]. How good? [Trains][Then]\n1,2,x,36.0,4,2,1\n";
    assert_eq!(form.answers("a", csv), ["36"]);
    assert_eq!(form.answers("b", csv), ["4"]);
    assert_eq!(form.answers("c", csv), ["1"]);
    let codes = Form::new(
        None,
        vec![
            number("a", "t - SQ002_SQ001"),
            scale("c", "d - SQ001 - 2", &["1", "2"]),
        ],
    );
    let csv = "id,lastpage,submitdate,t[SQ001_SQ001],t[SQ002_SQ001],d[SQ001][1],d[SQ001][2]\n1,2,x,36,4,2,1\n";
    assert_eq!(codes.answers("a", csv), ["4"]);
    assert_eq!(codes.answers("c", csv), ["0"]);
}

#[test]
fn yes_and_no_may_be_in_another_language() {
    for (yes, no) in [
        ("Ja", "Nein"),
        ("Oui", "Non"),
        ("S\u{ed}", "No"),
        ("Ja", "Nee"),
    ] {
        let csv = format!("{BOTH}1,x,3,de,{yes},{no},,a\n2,x,3,de,{no},{no},,b\n3,x,1,de,,,,c\n");
        assert_eq!(help(LABELS).answers("help", &csv), ["0", "-", "/"], "{yes}");
    }
}

#[test]
fn the_separator_of_a_publisher_holds_for_every_heading() {
    let csv = "id,help[SQ001]=> Which of these helped you? [Advice [free]],help[SQ002]=> Which of these helped you? [Reports],why=> Why?,weight of this row\n\
        1,Yes,No,a,0.5\n2,,,b,1.5\n";
    let form = help(&["Advice [free]", "Reports"]);
    assert_eq!(form.answers("help", csv), ["0", "/"]);
    assert_eq!(form.answers("why", csv), ["\"a\"", "\"b\""]);
    assert_eq!(form.responses(csv).quality().unmapped_columns, 1);
}

#[test]
fn codes_for_statistics_programs_have_no_brackets() {
    let form = Form::new(None, vec![multi("help", "help", &["SQ001", "SQ002"])]);
    let csv = "id,submitdate,lastpage,help_SQ001,help_SQ002\n1,x,3,Y,\n2,x,3,,Y\n";
    assert_eq!(form.answers("help", csv), ["0", "1"]);
}

#[test]
fn a_table_of_check_boxes_by_its_codes_is_a_grid() {
    let mut csv =
        "id,submitdate,lastpage,q1[SQ001_SQ001],q1[SQ001_SQ002],q1[SQ002_SQ001],q1[SQ002_SQ002]\n"
            .to_owned();
    for (id, ticks) in ["1,1,,1", "1,,1,", ",,,", ",1,,"].iter().enumerate() {
        csv.push_str(&format!("{},2024-05-07 10:00:00,1,{ticks}\n", id + 1));
    }
    let seen = crate::ingest::inspect("export.csv", csv.as_bytes(), None)
        .unwrap()
        .value;
    let [grid] = &seen.questions[..] else {
        panic!("{:?}", seen.questions)
    };
    let rows: Vec<(&str, u64)> = grid
        .rows
        .iter()
        .map(|r| (r.label.as_str(), r.answered))
        .collect();
    assert_eq!(rows, [("SQ001", 3), ("SQ002", 2)]);
    let options: Vec<(&str, u64)> = grid
        .options
        .iter()
        .map(|o| (o.label.as_str(), o.count))
        .collect();
    assert_eq!(options, [("SQ001", 3), ("SQ002", 3)]);
    assert_eq!(grid.kind, QuestionKind::MultiSelect);
}
