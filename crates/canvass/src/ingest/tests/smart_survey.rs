use super::*;
use crate::ingest::detect;

const HELP: &str = "Which of these helped you?";
const OPTIONS: &[&str] = &["Advice", "Reports", "Other (please specify)"];

const HEADINGS: &str = "UserID,UserNo,Name,Email,IP Address,Unique ID,Started,Ended,Tracking Link,\
    Q4. Which of these helped you?,,,Q5. Who are you?,,Q6. Why?\n\
    ,,,,,,,,,Q4.1. Advice,Q4.2. Reports,Q4.3. Other (please specify),Q5.1. Role,Other (please specify),\n\
    ,,,,,,,,,,,,Answer,,Answer\n";

fn form() -> Form {
    Form::new(
        None,
        vec![
            multi("help", HELP, OPTIONS),
            single("who", "Who are you? Role", &["Member", "Friend"]),
            text("why", "Why?"),
        ],
    )
}

fn export(rows: &[&str]) -> String {
    let mut csv = HEADINGS.to_owned();
    for (number, row) in rows.iter().enumerate() {
        csv.push_str(&format!(
            "90{number},{number},,,192.0.2.1,u{number},07/05/2024 21:08:07,07/05/2024 21:10:07,Web,{row}\n"
        ));
    }
    csv
}

#[test]
fn three_heading_rows_are_joined_and_their_numbers_left_out() {
    let csv = export(&["Advice,,,Member,,a", "1,Yes,tea,Friend,,b", "-,-,-,-,-,."]);
    let responses = form().responses(&csv);
    assert_eq!(answers(&responses, "help"), ["0", "0+1+2:tea", "-"]);
    assert_eq!(answers(&responses, "who"), ["0", "1", "-"]);
    assert_eq!(answers(&responses, "why"), ["\"a\"", "\"b\"", "\".\""]);
    assert_eq!(responses.quality().personal_columns, 3);
    assert_eq!(
        detect("a.csv", csv.as_bytes()).unwrap().value.questions,
        [HELP, "Who are you?", "Why?"]
    );
}

#[test]
fn apostrophes_may_be_written_out() {
    let form = Form::new(
        None,
        vec![
            single(
                "who",
                "Who are you? Role",
                &["Member", "I don\u{2019}t know"],
            ),
            text("why", "Why?"),
        ],
    );
    let csv = export(&[",,,I don@SQ@t know,,It@SQ@s good"]);
    assert_eq!(form.answers("who", &csv), ["1"]);
    assert_eq!(form.answers("why", &csv), ["\"It's good\""]);
}

#[test]
fn an_option_called_other_may_have_a_tick_and_words_behind_it() {
    let csv =
        export(&["Advice,,a poster,Member,,", ",Reports,,,a carer,"]).replace("Q5.1. Role", "");
    let who = single(
        "who",
        "Who are you?",
        &["Member", "Friend", "Other (please specify)"],
    );
    let form = Form::new(None, vec![multi("help", HELP, OPTIONS), who]);
    assert_eq!(form.answers("help", &csv), ["0+2:a poster", "1"]);
    assert_eq!(form.answers("who", &csv), ["0", "2:a carer"]);
}

#[test]
fn a_ticked_option_that_is_called_email_is_no_address() {
    let csv = "UserID,UserNo,Name,Email,Q1. How do you hear from us?,,Q2. Why?\n\
        ,,,,Q1.1. Email,Q1.2. Post,\n\
        1,1,Ann,a@example.org,Email,Post,so\n2,2,Ben,b@example.org,Email,,\n3,3,,,,Post,\n";
    let seen = crate::ingest::inspect("export.csv", csv.as_bytes(), None)
        .unwrap()
        .value;
    let question = seen
        .questions
        .iter()
        .find(|q| q.wording == "How do you hear from us?");
    let counts: Vec<(&str, u64)> = question
        .map(|q| {
            q.options
                .iter()
                .map(|o| (o.label.as_str(), o.count))
                .collect()
        })
        .unwrap_or_default();
    assert_eq!(counts, [("Email", 2), ("Post", 2)]);
}
