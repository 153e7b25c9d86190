use super::*;
use crate::ingest::detect;

fn form() -> Form {
    Form::new(
        None,
        vec![
            single("who", "Who are you?", &["Member", "Friend", "Other"]),
            multi("help", "What helped?", &["Advice", "Reports", "Other"]),
            scale("calls", "How useful? - Calls", &["Poor", "Good"]),
            scale("talks", "How useful? - Talks", &["Poor", "Good"]),
            text("why", "Why?"),
        ],
    )
}

const ROWS: &[&str] = &[
    "1,7/5/2024,Member,,,Reports,,Good,Poor,a",
    "2,7/5/2024,Other,a neighbour,Advice,,Other,,Good,",
];

fn export(headings: &str) -> String {
    let answers = ROWS.join("\n");
    format!("Unique Response Number,Completion Time,{headings}\n{answers}\n")
}

fn check(csv: &str) {
    assert_eq!(form().answers("who", csv), ["0", "2:a neighbour"]);
    assert_eq!(form().answers("help", csv), ["1", "0+2"]);
    assert_eq!(form().answers("calls", csv), ["1", "-"]);
    assert_eq!(form().answers("talks", csv), ["0", "1"]);
    assert_eq!(form().answers("why", csv), ["\"a\"", "-"]);
    let detected = detect("a.csv", csv.as_bytes()).unwrap().value;
    assert_eq!(detected.platform, Platform::OnlineSurveys);
}

#[test]
fn options_stand_behind_the_question_or_below_its_number() {
    check(&export(
        "3. Who are you?,3.a. If you selected Other please specify:,4. What helped? - Advice,4. What helped? - Reports,4. What helped? - Other,5.1. How useful? - Calls,5.2. How useful? - Talks,6. Why?",
    ));
}

#[test]
fn a_question_may_have_a_column_of_its_own_above_its_options() {
    let csv = "Unique Response Number,Completion Time,4. What helped?,4.a. Advice,4.b. Reports,4.c. Other,5. How useful?,5.1. Calls,5.2. Talks,5.2.a. Why?\n\
        1,7/5/2024,,,Reports,,,Good,Poor,x\n2,7/5/2024,,1,0,1,,,Good,\n";
    assert_eq!(
        form()
            .faults(csv)
            .iter()
            .filter(|f| f.code == Code::IngestMissingQuestion)
            .count(),
        2
    );
    let form = Form::new(None, form().survey.questions[1..4].to_vec());
    assert_eq!(form.answers("help", csv), ["1", "0+2"]);
    assert_eq!(form.answers("calls", csv), ["1", "-"]);
    assert_eq!(form.answers("talks", csv), ["0", "1"]);
}

#[test]
fn numbers_tell_where_the_own_columns_were_taken_out() {
    let csv = "4. What helped?,4.a. Advice,4.b. Reports,4.c. Other\n,Advice,,\n,,Reports,\n";
    assert_eq!(
        detect("a.csv", csv.as_bytes()).unwrap().value.platform,
        Platform::OnlineSurveys
    );
}
