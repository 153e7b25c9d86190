use super::*;

const HELPED: &[&str] = &["Funding", "Training", "Other"];

fn export(headings: &str, rows: &[&str]) -> String {
    let mut csv = format!("#,{headings},Start Date (UTC),Submit Date (UTC),Network ID\r\n");
    for (index, row) in rows.iter().enumerate() {
        csv.push_str(&format!(
            "a{index},{row},2024-05-07 21:08:07,2024-05-07 21:09:11,n1\r\n"
        ));
    }
    csv
}

fn helped() -> Form {
    Form::new(None, vec![multi("helped", "How has it helped?", HELPED)])
}

#[test]
fn options_are_found_by_headings_that_say_nothing_else() {
    let csv = export(
        "Who?,Funding,Training,Other",
        &[
            "x,Funding,,",
            "x,Funding,Training,a chat",
            "x,,,",
            "x,,,tea, ",
        ],
    );
    let form = helped();
    assert_eq!(form.answers("helped", &csv), ["0", "0+1+2:a chat", "2:tea"]);
    let read = form.responses(&csv);
    assert!(read.quality().layout.starts_with("Typeform: "));
    assert_eq!(read.quality().blank_records, 1);
    assert_eq!(read.quality().unmapped_columns, 1);
}

#[test]
fn blocks_with_the_same_options_are_told_apart_by_where_they_stand() {
    let form = Form::new(
        None,
        vec![
            multi("used", "What did you use?", HELPED),
            text("why", "Please explain"),
            multi("wanted", "What do you want?", HELPED),
            multi("all", "What else?", &["Funding", "Training", "Advice"]),
        ],
    );
    let csv = export(
        "Funding,Training,Other,Funding,Training,Other,Please explain,Funding,Training,Advice",
        &["Funding,,,,Training,,so,,,Advice"],
    );
    assert_eq!(form.answers("used", &csv), ["0"]);
    assert_eq!(form.answers("wanted", &csv), ["1"]);
    assert_eq!(form.answers("all", &csv), ["2"]);
}

#[test]
fn a_block_that_may_be_two_questions_is_not_guessed() {
    let csv = export(
        "Funding,Training,Other,Funding,Training,Other",
        &["Funding,,,,,"],
    );
    let fault = helped().fault(Code::IngestAmbiguousQuestion, &csv);
    assert!(fault.contains("any of the columns B, E"), "{fault}");
    assert!(helped().read(&csv).is_err());
}

#[test]
fn one_option_among_other_columns_is_no_block() {
    let csv = export("Funding,Why?", &["Funding,x"]);
    let fault = helped().fault(Code::IngestMissingQuestion, &csv);
    assert!(fault.contains("How has it helped?"), "{fault}");
}

#[test]
fn a_block_may_lack_an_option_and_says_so() {
    let csv = export("Funding,Other", &["Funding,"]);
    assert_eq!(helped().answers("helped", &csv), ["0"]);
    let fault = helped().fault(Code::IngestMissingOption, &csv);
    assert!(fault.contains("the option \"Training\""), "{fault}");
}

#[test]
fn a_heading_with_the_question_goes_before_the_options() {
    let csv = export(
        "How has it helped?",
        &[
            "\"Training, Funding\"",
            "Funding|Training",
            "\"Funding, tea, cake\"",
        ],
    );
    assert_eq!(
        helped().answers("helped", &csv),
        ["0+1", "0+1", "0+2:tea, cake"]
    );
}

#[test]
fn markup_in_headings_does_not_matter() {
    let form = Form::new(
        None,
        vec![
            text("why", "Why did you join us?"),
            multi("helped", "How?", &["Funding & money", "Training"]),
        ],
    );
    let csv = export(
        "<strong>Why</strong> did you *join* us?,_Funding_ &amp; money,<em>Training</em>",
        &["because,Funding & money,"],
    );
    assert_eq!(form.answers("why", &csv), ["\"because\""]);
    assert_eq!(form.answers("helped", &csv), ["0"]);
}

#[test]
fn digits_and_truth_values_are_yes_and_no() {
    let form = Form::new(
        None,
        vec![single("again", "Would you join again?", &["Yes", "No"])],
    );
    let csv = export(
        "Would you join again?",
        &["1", "0", "TRUE", "false", "1.0", "Yes"],
    );
    assert_eq!(form.answers("again", &csv), ["0", "1", "0", "1", "0", "0"]);
    assert!(form.read(export("Would you join again?", &["2"])).is_err());
}

#[test]
fn columns_at_the_end_are_the_platforms_and_options_of_that_name_are_not() {
    let form = Form::new(None, vec![multi("kind", "Kind?", &["Tags", "Ending"])]);
    let csv = "#,Tags,Ending,Response Type,Start Date (UTC),Stage Date (UTC),Submit Date (UTC),Network ID,Tags,Ending\n\
               a,Tags,,completed,2024-05-07 21:08:07,,2024-05-07 21:09:11,n,,e\n";
    assert_eq!(form.answers("kind", csv), ["0"]);
    assert_eq!(form.responses(csv).quality().unmapped_columns, 0);
}

#[test]
fn a_token_that_comes_again_is_one_response() {
    let csv = export("Funding,Training,Other", &["Funding,,"]);
    let again = format!("{csv}{}\r\n", csv.lines().last().unwrap_or_default());
    let read = helped().responses(again);
    assert_eq!(
        (read.respondents(), read.quality().repeated_records),
        (1, 1)
    );
}

#[test]
fn other_words_stand_beside_one_choice() {
    let form = Form::new(
        None,
        vec![
            single("sector", "Which sector?", &["Health", "Arts", "Other"]),
            multi("helped", "How has it helped?", HELPED),
        ],
    );
    let csv = export(
        "Which sector?,Other,Funding,Training,Other",
        &["Health,,Funding,,tea", ",a library,,Training,", "Arts,,,,"],
    );
    assert_eq!(form.answers("sector", &csv), ["0", "2:a library", "1"]);
    assert_eq!(form.answers("helped", &csv), ["0+2:tea", "1", "-"]);
}

#[test]
fn rows_of_a_matrix_stand_behind_their_question() {
    let form = Form::new(
        None,
        vec![
            scale("a", "How good? - Talks", &["1", "2"]),
            scale("b", "How good? - Food", &["1", "2"]),
        ],
    );
    let csv = export("How good? - Talks,How good? - Food", &["1,2"]);
    assert_eq!(form.answers("a", &csv), ["0"]);
    assert_eq!(form.answers("b", &csv), ["1"]);
}

#[test]
fn a_response_that_was_only_begun_is_unfinished() {
    let csv = "#,Why?,Response Type,Start Date (UTC),Submit Date (UTC),Network ID\n\
               a,x,completed,2024-05-07 21:08:07,2024-05-07 21:09:11,n\nb,y,partial,2024-05-07 21:08:07,,n\n";
    let form = Form::new(None, vec![text("why", "Why?")]);
    assert_eq!(form.responses(csv).quality().partial_records, 1);
    assert_eq!(form.finished_only().answers("why", csv), ["\"x\""]);
}
