use super::*;
use crate::ingest::detect;

fn form() -> Form {
    Form::new(
        None,
        vec![
            single("who", "Who are you?", &["Member", "Friend", "Other"]),
            multi(
                "help",
                "What helped?",
                &["Advice, such as calls", "Reports", "Other"],
            ),
            number("age", "Age?"),
            text("why", "Why?"),
        ],
    )
}

const ROWS: &str = "respondent_id,question,answer\n\
    7,Who are you?,Member\n\
    7,What helped?,Reports\n\
    7,What helped?,\"Advice, such as calls\"\n\
    7,Why?,\"a, b; c\"\n\
    9,Who are you?,a neighbour\n\
    9,Age?,31\n\
    9,What helped?,\"tea, cake\"\n\
    9,What helped?,reports\n\
    11,Who are you?,\n\
    11,Why?, \n";

#[test]
fn answers_of_one_respondent_come_together() {
    assert_eq!(form().answers("who", ROWS), ["0", "2:a neighbour"]);
    assert_eq!(form().answers("help", ROWS), ["0+1", "1+2:tea, cake"]);
    assert_eq!(form().answers("age", ROWS), ["-", "31"]);
    assert_eq!(form().answers("why", ROWS), ["\"a, b; c\"", "-"]);
    let quality = form().responses(ROWS).quality().clone();
    assert_eq!(quality.records, 10);
    assert_eq!(quality.joined_records, 7);
    assert_eq!(quality.blank_records, 1);
    let detected = detect("a.csv", ROWS.as_bytes()).unwrap().value;
    assert_eq!(detected.platform, Platform::LongTable);
    assert_eq!(
        detected.questions,
        ["Who are you?", "What helped?", "Why?", "Age?"]
    );
}

#[test]
fn names_of_the_columns_vary() {
    for headings in [
        "Response ID,Question,Response",
        "participant,item,value",
        "user,question_text,answer",
        "ID,Variable,Value",
    ] {
        let csv = ROWS.replacen("respondent_id,question,answer", headings, 1);
        assert_eq!(form().answers("help", &csv).len(), 2, "{headings}");
    }
}

#[test]
fn the_same_row_twice_counts_once_and_is_reported() {
    let form = Form::new(
        None,
        vec![
            multi("help", "What helped?", &["Advice", "Reports"]),
            text("why", "Why?"),
        ],
    );
    let csv = "user,question,answer\n1,What helped?,Reports\n1,What helped?,Reports\n2,Why?,a\n2,Why?,a\n2,Why?,b\n";
    assert_eq!(form.answers("help", csv), ["1", "-"]);
    assert_eq!(form.answers("why", csv), ["-", "\"a\nb\""]);
    let fault = form.fault(Code::IngestRepeatedAnswer, csv);
    assert!(fault.contains("rows 3 and 5"), "{fault}");
}

#[test]
fn two_answers_to_a_single_choice_cannot_be_used() {
    let form = Form::new(
        None,
        vec![single("who", "Who are you?", &["Member", "Friend"])],
    );
    let csv = "user,question,answer\n1,Who are you?,Member\n1,Who are you?,Friend\n2,Who are you?,Friend\n";
    assert_eq!(form.answers("who", csv), ["?", "1"]);
}

#[test]
fn options_and_rows_of_grids_may_have_a_column() {
    let form = Form::new(
        None,
        vec![
            multi("help", "What helped?", &["Advice", "Reports"]),
            scale("calls", "How useful? - Calls", &["Poor", "Good"]),
        ],
    );
    let csv = "user,question,option,answer\n\
        1,What helped?,Advice,1\n1,What helped?,Reports,0\n1,How useful?,Calls,Good\n\
        2,What helped?,Advice,0\n2,What helped?,Reports,1\n2,How useful?,Calls,Poor\n";
    assert_eq!(form.answers("help", csv), ["0", "1"]);
    assert_eq!(form.answers("calls", csv), ["1", "0"]);
}

#[test]
fn what_is_said_of_respondents_is_kept_and_what_is_said_of_answers_is_not() {
    let form = Form::new(
        None,
        vec![
            single("who", "Who are you?", &["Member", "Friend"]),
            single("region", "region", &["North", "South"]),
        ],
    );
    let csv = "user,region,score,question,answer,date\n\
        1,North,3,Who are you?,Member,2024-05-07\n1,,4,Why?,a,2024-05-08\n\
        2,South,3,Who are you?,Friend,2024-05-07\n";
    assert_eq!(form.answers("region", csv), ["0", "1"]);
    let faults = form.faults(csv);
    assert!(faults.to_string().contains("describes answers"), "{faults}");
}

#[test]
fn an_answer_of_nobody_is_a_fault() {
    let csv = "user,question,answer\n1,Who are you?,Member\n,Why?,a\n1,Why?,b\n";
    assert!(form().read(csv).is_err());
    assert!(form().fault(Code::IngestUnreadable, csv).contains("3"));
}

#[test]
fn a_table_with_such_headings_and_a_row_for_each_respondent_is_not_long() {
    let csv = "id,question,answer\n1,Why?,a\n2,How?,b\n";
    assert!(
        detect("a.csv", csv.as_bytes()).map_or(true, |d| d.value.platform != Platform::LongTable)
    );
}

#[test]
fn hostile_tables_end_in_time() {
    let mut many = String::from("user,question,answer\n");
    for row in 0..300_000 {
        many.push_str(&format!("{},q{},a\n", row % 2, row % 2000));
    }
    many.push_str("1,Why?,a\n");
    assert!(form().faults(&many).has_errors());
    let mut same = String::from("user,question,answer\n1,Why?,x\n");
    for row in 0..100_000 {
        same.push_str(&format!("1,Why?,a{row}\n"));
    }
    assert!(form().fault(Code::IngestTooLarge, &same).contains("1000"));
    let mut wide = String::from("user,question,answer\n");
    for row in 0..30_000 {
        wide.push_str(&format!("{row},q{row},a\n{row},q{row},b\n"));
    }
    assert!(form().fault(Code::IngestTooLarge, &wide).contains("20000"));
}

#[test]
fn an_option_that_stands_in_a_cell_is_not_named() {
    let form = Form::new(
        None,
        vec![multi("help", "What helped?", &["Advice", "Reports"])],
    );
    let csv = "user,question,option,answer\n\
        1,What helped?,Advice,1\n1,What helped?,Ann Lee of 5 Mill Lane,1\n\
        2,What helped?,Reports,1\n2,What helped?,Ann Lee of 5 Mill Lane,1\n";
    let fault = form.fault(Code::IngestUnknownOption, csv);
    assert!(
        fault.contains("an option (22 characters), and 2 people chose it"),
        "{fault}"
    );
    let rare = csv.replace("Lane,1", "Lane,0");
    for csv in [csv, rare.as_str()] {
        let told = form.faults(csv).to_string();
        assert!(
            told.contains("What helped?") && !told.contains("Ann"),
            "{told}"
        );
    }
}
