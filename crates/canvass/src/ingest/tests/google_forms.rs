use super::*;

const HELP: &str = "How has it helped?";
const OPTIONS: &[&str] = &[
    "Opportunities, such as funding, training",
    "Funding",
    "Training",
    "Practical help (governance, money)",
    "Practical help",
    "Other",
    "None of these",
];

fn help() -> Form {
    Form::new(None, vec![multi("help", HELP, OPTIONS)])
}

fn cells(cells: &[&str]) -> String {
    let mut csv = format!("Timestamp,{HELP}\r\n");
    for cell in cells {
        csv.push_str(&format!("5/7/2024 21:08:07,\"{cell}\"\r\n"));
    }
    csv
}

#[test]
fn options_that_hold_the_separator_are_taken_whole() {
    let joined_with_commas = cells(&[
        "Opportunities, such as funding, training, Funding, Training",
        "Practical help (governance, money), Training",
        "Practical help, Training",
        "Funding",
    ]);
    let expected = ["0+1+2", "2+3", "2+4", "1"];
    assert_eq!(help().answers("help", &joined_with_commas), expected);
    let joined_with_semicolons = cells(&[
        "Opportunities, such as funding, training;Funding;Training",
        "Practical help (governance, money);Training",
        "Practical help;Training",
        "Funding;",
    ]);
    assert_eq!(help().answers("help", &joined_with_semicolons), expected);
}

#[test]
fn a_separator_between_options_is_not_the_comma_within_one() {
    let form = Form::new(
        None,
        vec![multi(
            "help",
            HELP,
            &["Reports", "Toolkits", "Reports, toolkits"],
        )],
    );
    assert_eq!(
        form.answers("help", cells(&["Reports;Toolkits", "Reports, toolkits"])),
        ["0+1", "2"]
    );
}

#[test]
fn words_of_ones_own_may_hold_commas_and_options() {
    let csv = cells(&[
        "Training, tea, cake and a chat",
        "a lift home",
        "Funding, help with training, funding, and rent",
        "something, Training",
    ]);
    assert_eq!(
        help().answers("help", &csv),
        [
            "2+5:tea, cake and a chat",
            "5:a lift home",
            "1+5:help with training, funding, and rent",
            "2+5:something",
        ]
    );
}

#[test]
fn without_other_an_unknown_option_is_an_error_that_shows_no_word_of_it() {
    let form = Form::new(
        None,
        vec![multi("help", HELP, &["Funding", "Reports, printed"])],
    );
    let csv = cells(&[
        "Funding, Report, printed",
        "Funding",
        "Funding, Report, printed",
    ]);
    let fault = form.fault(Code::IngestUnknownOption, &csv);
    assert_eq!(
        fault,
        "export.csv: row 2, column \"How has it helped?\": error[ingest/unknown-option]: 2 answers hold an option that the project does not list (15 characters): rows 2 and 4\n  \
         help: it is much like the option \"Reports, printed\"; give that option the label it has in this export"
    );
    assert!(form.read(&csv).is_err());
}

#[test]
fn the_same_words_from_many_people_look_like_a_missing_option() {
    let csv = cells(&["Trainings"; 6]);
    assert_eq!(help().answers("help", &csv)[0], "5:Trainings");
    let fault = help().fault(Code::IngestUnknownOption, &csv);
    assert!(
        fault.contains("warning[ingest/unknown-option]: 6 people"),
        "{fault}"
    );
    assert!(fault.contains("the option \"Training\""), "{fault}");
    assert!(help().faults(cells(&["Trainings"; 4])).is_empty());
}

#[test]
fn none_and_not_applicable_are_answers() {
    let form = Form::new(
        None,
        vec![
            single("level", "Which level?", &["None", "NA", "Some"]),
            text("why", "Why?"),
        ],
    );
    let csv = "Timestamp,Which level?,Why?\n1,None,NA\n1,NA,None\n1,Some, \n";
    assert_eq!(form.answers("level", csv), ["0", "1", "2"]);
    assert_eq!(form.answers("why", csv), ["\"NA\"", "\"None\"", "-"]);
}

#[test]
fn open_answers_stay_exactly_as_given() {
    let form = Form::new(None, vec![text("why", "Why?")]);
    let csv =
        "Timestamp,Why?\r\n1,\"  two\nlines, \u{201c}quoted\u{201d} \"\r\n1,\u{a0}\r\n1,x\r\n";
    assert_eq!(
        form.answers("why", csv),
        ["\"  two\nlines, \u{201c}quoted\u{201d} \"", "\"x\""]
    );
}

#[test]
fn a_single_choice_may_hold_commas_and_words_of_ones_own() {
    let form = Form::new(
        None,
        vec![single(
            "role",
            "Who?",
            &["Member, or friend", "Carer", "Other"],
        )],
    );
    let csv = "Timestamp,Who?\n1,\"Member, or friend\"\n1,\"a nurse, retired\"\n1,\"Carer, Member, or friend\"\n";
    assert_eq!(form.answers("role", csv), ["0", "2:a nurse, retired", "?"]);
}

#[test]
fn rows_of_a_grid_have_the_row_in_brackets() {
    let form = Form::new(
        None,
        vec![scale(
            "web",
            "How useful? [The website]",
            &["No", "Some", "Very"],
        )],
    );
    let csv = "Timestamp,How useful?  [The bulletin],How useful?  [The website]\n1,No,Very\n";
    assert_eq!(form.answers("web", csv), ["2"]);
}

#[test]
fn scale_points_may_look_like_decimals() {
    let form = Form::new(None, vec![scale("s", "How?", &["1", "2", "3"])]);
    assert_eq!(
        form.answers("s", "Timestamp,How?\n1,3.0\n1,2\n1,4.0\n1,2.5\n"),
        ["2", "1", "?", "?"]
    );
}

#[test]
fn questions_with_the_same_words_are_taken_in_order() {
    let form = Form::new(
        None,
        vec![text("a", "Please explain"), text("b", "Please explain")],
    );
    let csv = "Timestamp,Please explain,Please explain\n1,first,second\n";
    assert_eq!(form.answers("a", csv), ["\"first\""]);
    assert_eq!(form.answers("b", csv), ["\"second\""]);
}

#[test]
fn one_question_for_two_columns_is_not_guessed() {
    let form = Form::new(None, vec![text("a", "Please explain")]);
    let csv = "Timestamp,Please explain,Other,Please explain \n1,first,,second\n";
    let fault = form.fault(Code::IngestAmbiguousQuestion, csv);
    assert!(fault.contains("any of the columns B, D"), "{fault}");
    assert!(form.read(csv).is_err());
}

#[test]
fn two_questions_for_one_column_are_not_guessed() {
    let form = Form::new(
        None,
        vec![text("a", "Please explain"), text("b", "Please explain")],
    );
    let faults = form.faults("Timestamp,Please explain\n1,first\n");
    assert_eq!(
        faults.iter().map(|f| f.code).collect::<Vec<_>>(),
        [Code::IngestAmbiguousQuestion; 2]
    );
}

#[test]
fn the_first_heading_follows_the_language_of_the_account() {
    let form = Form::new(None, vec![text("a", "Pam?")]);
    assert_eq!(
        form.answers("a", "Horodateur,Pam?\n1,oherwydd\n"),
        ["\"oherwydd\""]
    );
}

#[test]
fn dead_columns_are_no_questions() {
    let form = Form::new(None, vec![text("a", "Why?")]);
    let csv = "Timestamp,,Why?,\n1,,because,\n";
    assert_eq!(form.responses(csv).quality().unmapped_columns, 2);
    assert!(
        form.faults(csv)
            .to_string()
            .contains("(no heading, column B)")
    );
}

#[test]
fn tab_separated_text_has_no_quotation() {
    let form = Form::new(None, vec![text("a", "Why?"), text("b", "How?")]);
    let tsv = "Timestamp\tWhy?\tHow?\r\n1\t\"because\tx\r\n2\ty \"z\"\t\r\n";
    assert_eq!(form.answers("a", tsv), ["\"\"because\"", "\"y \"z\"\""]);
    assert_eq!(form.answers("b", tsv), ["\"x\"", "-"]);
}
