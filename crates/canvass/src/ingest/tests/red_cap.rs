use super::*;
use crate::ingest::detect;

const HELP: &str = "help";

/// A question over whose columns the name of a variable stands, and in whose cells codes.
pub(super) fn coded(mut question: Question, heading: &str, cells: &[&str]) -> Question {
    for asked in question.asked.values_mut() {
        asked.heading = Some(heading.to_owned());
    }
    for (option, cell) in question.options.iter_mut().zip(cells) {
        for offered in option.offered.values_mut() {
            offered.cell = Some((*cell).to_owned());
        }
    }
    question
}

fn raw() -> Form {
    Form::new(
        None,
        vec![
            coded(
                single("who", "Who are you?", &["Member", "Friend"]),
                "who",
                &["1", "2"],
            ),
            coded(
                multi(
                    HELP,
                    "What helped?",
                    &["Advice", "Reports", "Other", "None of these"],
                ),
                HELP,
                &["1", "2", "99", "a"],
            ),
            coded(text("why", "Why?"), "why", &[]),
        ],
    )
}

const RAW: &str = "record_id,redcap_survey_identifier,members_timestamp,who,help___1,help___2,help___99,help___a,members_complete,later_timestamp,why,later_complete\n";

#[test]
fn nought_is_not_ticked_if_the_form_was_opened_and_not_asked_if_it_was_not() {
    let csv = format!(
        "{RAW}1,,2024-05-07 15:52:43,1,1,0,0,0,2,2024-05-08 09:00:00,a,2\n\
         2,,[not completed],2,0,0,0,0,0,,,\n\
         3,,,,0,0,0,0,0,[not completed],b,0\n\
         4,,,1,0,1,1,0,0,,,0\n\
         5,,,,0,0,0,0,0,,,0\n"
    );
    let form = raw();
    assert_eq!(form.answers("who", &csv), ["0", "1", "/", "0"]);
    assert_eq!(form.answers(HELP, &csv), ["0", "-", "/", "1+2"]);
    assert_eq!(form.answers("why", &csv), ["\"a\"", "/", "\"b\"", "/"]);
    let quality = form.responses(&csv).quality().clone();
    assert_eq!((quality.records, quality.blank_records), (5, 1));
    assert_eq!(quality.other_unticked, 0);
    let detected = detect("a.csv", csv.as_bytes()).unwrap().value;
    assert_eq!(detected.platform, Platform::RedCap);
    assert_eq!(detected.questions, ["who", "help", "why"]);
}

#[test]
fn one_form_says_who_finished() {
    let csv = "record_id,who,help___1,help___2,help___99,help___a,why,members_complete\n\
               1,1,1,0,0,0,a,2\n2,2,0,1,0,0,,0\n";
    assert_eq!(raw().responses(csv).quality().partial_records, 1);
    assert_eq!(raw().finished_only().answers(HELP, csv), ["0"]);
}

#[test]
fn labels_are_read_as_codes_are() {
    let form = Form::new(
        None,
        vec![
            single("who", "Who are you?", &["Member", "Friend"]),
            multi(
                HELP,
                "What (if anything) helped?",
                &["Advice (by phone)", "Reports", "None of these"],
            ),
        ],
    );
    let csv = "Record ID,Event Name,Survey Identifier,Survey Timestamp,Who are you?,\
        What (if anything) helped? (choice=Advice (by phone)),What (if anything) helped? (choice=Reports),\
        What (if anything) helped? (choice=None of these),Complete?\n\
        1,Event 1,,2024-05-07 15:52:43,Member,Checked,Unchecked,Unchecked,Complete\n\
        2,Event 1,,[not completed],Friend,Unchecked,Unchecked,Unchecked,Incomplete\n\
        3,Event 1,,,,Unchecked,Unchecked,Unchecked,Incomplete\n";
    assert_eq!(form.answers("who", csv), ["0", "1"]);
    assert_eq!(form.answers(HELP, csv), ["0", "-"]);
    assert_eq!(form.responses(csv).quality().partial_records, 1);
}

#[test]
fn rows_of_one_record_are_one_respondent() {
    let csv = "study_no,redcap_event_name,redcap_repeat_instrument,redcap_repeat_instance,who,help___1,help___2,help___99,help___a,members_complete,why,later_complete\n\
        7,first_arm_1,,,1,1,0,0,0,2,,\n\
        7,second_arm_1,,,,0,0,0,0,,a,2\n\
        8,first_arm_1,,,,0,0,0,0,0,,\n\
        8,second_arm_1,later,1,2,0,1,0,0,2,b,2\n\
        8,second_arm_1,later,2,1,1,1,0,0,2,c,2\n\
        9,first_arm_1,,,,0,0,0,0,0,,0\n";
    let form = raw();
    assert_eq!(form.answers("who", csv), ["0", "1"]);
    assert_eq!(form.answers(HELP, csv), ["0", "1"]);
    assert_eq!(form.answers("why", csv), ["\"a\"", "\"b\""]);
    let quality = form.responses(csv).quality().clone();
    assert_eq!(quality.records, 6);
    assert_eq!(quality.joined_records, 3);
    assert_eq!(quality.blank_records, 1);
    let faults = form.faults(csv);
    let later = faults.iter().filter(|f| f.code == Code::IngestLaterAnswer);
    assert_eq!(later.count(), 3, "{faults}");
    assert!(faults.to_string().contains("row 6"), "{faults}");
}

#[test]
fn check_boxes_tell_where_nothing_else_does() {
    let csv = "help___1,help___2,why\n1,0,a\n0,0,b\n";
    assert_eq!(
        detect("a.csv", csv.as_bytes()).unwrap().value.platform,
        Platform::RedCap
    );
    let sanitised = "food___drink,food___other_things,why\n1,0,a\n";
    assert!(
        detect("a.csv", sanitised.as_bytes())
            .map_or(true, |d| d.value.platform != Platform::RedCap)
    );
}

#[test]
fn names_that_differ_by_an_underscore_are_two() {
    let form = Form::new(
        None,
        vec![
            coded(number("a", "Visits?"), "q1_1", &[]),
            coded(number("b", "Calls?"), "q11", &[]),
            coded(number("c", "Letters?"), "q_11", &[]),
        ],
    );
    let csv = "record_id,q11,q_11,q1_1,members_complete\n1,11,12,13,2\n";
    assert_eq!(form.answers("a", csv), ["13"]);
    assert_eq!(form.answers("b", csv), ["11"]);
    assert_eq!(form.answers("c", csv), ["12"]);
}

#[test]
fn yes_and_no_are_digits_in_a_raw_export() {
    let form = Form::new(None, vec![single("q", "q", &["Yes", "No"])]);
    let csv = "record_id,q,members_complete\n1,1,2\n2,0,2\n3,,2\n";
    assert_eq!(form.answers("q", csv)[..2], ["0", "1"]);
}

#[test]
fn a_million_parts_of_one_record_are_read_in_little_room() {
    let mut csv = String::from("record_id,redcap_event_name,why,members_complete\n");
    for row in 0..200_000 {
        csv.push_str(&format!("1,e{row},a,2\n"));
    }
    let quality = raw_why().responses(&csv).quality().clone();
    assert_eq!(quality.records, 200_000);
    assert_eq!(quality.joined_records, 199_999);
}

fn raw_why() -> Form {
    Form::new(None, vec![coded(text("why", "Why?"), "why", &[])])
}
