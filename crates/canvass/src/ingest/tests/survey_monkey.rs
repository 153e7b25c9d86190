use super::*;

const HELP: &str = "How has it helped?";
const OPTIONS: &[&str] = &[
    "Opportunities, such as funding",
    "Reports",
    "Other (please specify)",
    "None of these",
];

fn help() -> Form {
    Form::new(None, vec![multi("help", HELP, OPTIONS)])
}

/// An export with one multi-select question; each row is its four cells.
fn expanded(rows: &[&str]) -> String {
    let mut csv = format!(
        "Respondent ID,Collector ID,{HELP},,,\n,,\"Opportunities, such as funding\",Reports,Other (please specify),None of these\n"
    );
    for (index, row) in rows.iter().enumerate() {
        csv.push_str(&format!("11{index:09},4,{row}\n"));
    }
    csv
}

#[test]
fn a_tick_repeats_the_label_and_other_holds_the_words() {
    let csv = expanded(&[
        "\"Opportunities, such as funding\",Reports,,",
        ",,\"a lift home, twice\",",
        ",Reports,the tea,",
        ",,,None of these",
    ]);
    assert_eq!(
        help().answers("help", &csv),
        ["0+1", "2:a lift home, twice", "1+2:the tea", "3"]
    );
}

#[test]
fn no_break_spaces_and_typography_do_not_matter() {
    let csv = expanded(&["\"Opportunities,\u{a0}such as  FUNDING \",,,"])
        .replace(HELP, "How\u{a0}has it helped? ")
        .replace(",Reports,", ",\u{201c}Reports\u{201d},");
    assert_eq!(help().answers("help", &csv), ["0"]);
}

#[test]
fn an_excluding_tick_beside_another_is_dropped_and_noted() {
    let csv = expanded(&[",Reports,,None of these", ",,words,None of these"]);
    assert_eq!(help().answers("help", &csv), ["1", "2:words"]);
    assert_eq!(help().responses(&csv).quality().exclusive_conflicts, 2);
    assert!(help().fault(Code::IngestExclusive, &csv).starts_with(
        "export.csv: row 3, column \"How has it helped?\": note[ingest/exclusive]: 2 people chose"
    ));
}

#[test]
fn a_comment_box_looks_like_an_option_and_is_none() {
    let csv = expanded(&[",Reports,,,I love the reports", ",Reports,,,so clear"])
        .replace("None of these\n", "None of these,Comments:\n");
    assert_eq!(help().answers("help", &csv), ["1", "1"]);
    let fault = help().fault(Code::IngestUnmappedColumn, &csv);
    assert!(
        fault.contains("column \"How has it helped? - Comments:\""),
        "{fault}"
    );
    assert_eq!(help().responses(&csv).quality().unmapped_columns, 1);
}

#[test]
fn a_comment_box_in_a_block_may_be_a_question_of_its_own() {
    let csv = format!(
        "Respondent ID,How were the talks?,,{HELP},,\n\
         ,Response,Why?,Reports,None of these,Comments:\n\
         1,Good,but long,Reports,,I love the reports\n2,Bad,,Reports,,\n"
    );
    let form = Form::new(
        None,
        vec![
            single("talks", "How were the talks?", &["Good", "Bad"]),
            text("why", "How were the talks? - Why?"),
            multi("help", HELP, OPTIONS),
            text("comments", &format!("{HELP} - Comments:")),
        ],
    );
    let form = || form.responses(&csv);
    assert_eq!(
        answers(&form(), "comments"),
        ["\"I love the reports\"", "-"]
    );
    assert_eq!(answers(&form(), "why"), ["\"but long\"", "-"]);
    assert_eq!(answers(&form(), "talks"), ["0", "1"]);
    assert_eq!(answers(&form(), "help"), ["1", "1"]);
    assert_eq!(form().quality().unmapped_columns, 0);
}

#[test]
fn the_label_over_a_day_says_no_more_than_that_the_answer_is_below() {
    let csv = "Respondent ID,When did you arrive?\n,Date / Time\n1,05/07/2024\n2,\n";
    let seen = crate::ingest::inspect("export.csv", csv.as_bytes(), None).unwrap();
    assert_eq!(seen.value.questions[0].wording, "When did you arrive?");
}

#[test]
fn words_to_other_may_stand_beside_its_tick() {
    let csv = format!(
        "Respondent ID,{HELP},,,Why?\n,Reports,Other (please specify),Other (please specify) Comment,Response\n\
         1,,Other (please specify),tea,x\n2,Reports,,,y\n"
    );
    assert_eq!(help().answers("help", &csv), ["2:tea", "1"]);
    let seen = crate::ingest::inspect("export.csv", csv.as_bytes(), None).unwrap();
    let questions: Vec<String> = seen
        .value
        .questions
        .into_iter()
        .map(|q| q.wording)
        .collect();
    assert_eq!(questions, [HELP, "Why?"]);
}

#[test]
fn an_option_that_nobody_listed_is_an_error_and_its_heading_may_be_shown() {
    let csv = expanded(&[",Reports,,,Report", ",,,,Report"])
        .replace("None of these\n", "None of these,Report\n");
    let fault = help().fault(Code::IngestUnknownOption, &csv);
    assert!(
        fault.contains("the project does not list the option \"Report\", and 2 people chose it"),
        "{fault}"
    );
    assert!(
        fault.contains("much like the option \"Reports\""),
        "{fault}"
    );
    assert!(help().read(&csv).is_err());
}

#[test]
fn an_option_without_a_column_is_taken_as_chosen_by_nobody() {
    let csv = format!("Respondent ID,{HELP},\n,Reports,None of these\n1,Reports,\n");
    assert_eq!(help().answers("help", &csv), ["1"]);
    let faults = help().faults(&csv);
    let missing = faults
        .iter()
        .filter(|f| f.code == Code::IngestMissingOption);
    assert_eq!(missing.count(), 2);
}

#[test]
fn the_same_label_twice_is_one_option() {
    let csv = format!(
        "Respondent ID,{HELP},,,,\n,\"Opportunities, such as funding\",Reports,Reports,Other (please specify),None of these\n1,,,Reports,,\n2,,Reports,Reports,,\n"
    );
    assert_eq!(help().answers("help", &csv), ["1", "1"]);
    let note = help().fault(Code::IngestRepeatedOption, &csv);
    assert!(note.contains("\"Reports\" has 2 columns"), "{note}");
}

#[test]
fn something_else_in_the_column_of_an_option_is_unusable() {
    let csv = expanded(&["Reports,,,", ",Reports,,"]);
    assert_eq!(help().answers("help", &csv), ["?", "1"]);
    assert_eq!(help().responses(&csv).quality().unusable, 1);
}

const ROLE: &str = "Who are you?";

fn role() -> Form {
    Form::new(
        None,
        vec![single(
            "role",
            ROLE,
            &["Member", "Friend", "Other (please specify)"],
        )],
    )
}

#[test]
fn single_choice_has_a_response_column_and_one_for_other() {
    let csv = format!(
        "Respondent ID,{ROLE},,\n,Response,Other (please specify),Comments:\n\
         1,Member,,\n2,Other (please specify),a carer,\n3,Other (please specify),,\n4,,a neighbour,\n5,,,\n6,Friend,,hello\n"
    );
    assert_eq!(
        role().answers("role", &csv),
        ["0", "2:a carer", "2", "2:a neighbour", "1"]
    );
    let quality = role().responses(&csv).quality().clone();
    assert_eq!(quality.other_unticked, 1);
    assert_eq!(quality.other_blank, 1);
    assert_eq!(quality.blank_records, 1);
    assert_eq!(quality.unmapped_columns, 1);
}

#[test]
fn the_label_of_a_comment_box_in_the_place_of_an_answer_is_unusable() {
    let form = Form::new(
        None,
        vec![
            single("role", ROLE, &["Member", "Friend"]),
            text("why", "Why?"),
        ],
    );
    let csv = format!(
        "Respondent ID,{ROLE},,Why?\n,Response,Comments:,Open-Ended Response\n1,Member,,x\n2,Comments:,only words,y\n"
    );
    assert_eq!(form.answers("role", &csv), ["0", "?"]);
}

#[test]
fn other_that_the_project_does_not_list_is_an_unknown_option() {
    let form = Form::new(None, vec![single("role", ROLE, &["Member", "Friend"])]);
    let csv = format!(
        "Respondent ID,{ROLE},\n,Response,Other (please specify)\n1,Member,\n2,Other (please specify),a carer\n"
    );
    let fault = form.fault(Code::IngestUnknownOption, &csv);
    assert!(fault.contains("row 4"), "{fault}");
}

#[test]
fn a_contact_form_is_personal_data() {
    let form = Form::new(None, vec![single("role", ROLE, &["Member", "Friend"])]);
    let csv = format!(
        "Respondent ID,{ROLE},Keep in touch,,\n,Response,Name,Email Address,Town\n1,Member,Sam,s@example.org,Leeds\n"
    );
    let quality = form.responses(&csv).quality().clone();
    assert_eq!((quality.personal_columns, quality.unmapped_columns), (2, 1));
}

#[test]
fn a_single_choice_may_be_spread_over_columns() {
    let csv = format!(
        "Respondent ID,{ROLE},,\n,Member,Friend,Other (please specify)\n1,Member,,\n2,,,a carer\n3,Member,Friend,\n"
    );
    assert_eq!(role().answers("role", &csv), ["0", "2:a carer", "?"]);
}

#[test]
fn an_unlisted_option_of_a_spread_single_choice_is_an_error() {
    let csv = format!(
        "Respondent ID,{ROLE},,\n,Member,Friend,Volunteer\n1,Member,,\n2,,,Volunteer\n3,,,Volunteer\n"
    );
    let fault = role().fault(Code::IngestUnknownOption, &csv);
    assert!(
        fault.contains("\"Volunteer\", and 2 people chose it"),
        "{fault}"
    );
}

#[test]
fn ends_of_a_scale_are_words_and_its_middle_numbers() {
    let form = Form::new(
        None,
        vec![scale(
            "s",
            "How do you feel?",
            &["Very unhappy", "2", "3", "4", "Very happy"],
        )],
    );
    let csv = "Respondent ID,How do you feel?\n,Response\n1,Very unhappy\n2,2\n3,3.0\n4,Very  Happy\n5,5\n6,1\n7,9\n";
    assert_eq!(form.answers("s", csv), ["0", "1", "2", "4", "4", "0", "?"]);
    let spread =
        "Respondent ID,How do you feel?,,,,\n, - 1, - 2, - 3, - 4, - 5\n1,,2,,,\n2,,,,,5\n";
    assert_eq!(form.answers("s", spread), ["1", "4"]);
}

#[test]
fn a_row_of_a_matrix_is_found_by_question_and_label() {
    let form = Form::new(
        None,
        vec![
            scale("web", "How useful? - The website", &["No", "Some", "Very"]),
            scale(
                "mail",
                "How useful? - The bulletin",
                &["No", "Some", "Very"],
            ),
        ],
    );
    let csv = "Respondent ID,How useful?,\n,The bulletin,The website\n1,Very,No\n2,,Some\n";
    assert_eq!(form.answers("web", csv), ["0", "1"]);
    assert_eq!(form.answers("mail", csv), ["2", "-"]);
}

#[test]
fn the_platform_is_told_by_the_second_row_when_the_ids_were_taken_out() {
    let form = Form::new(
        None,
        vec![
            multi("help", HELP, OPTIONS),
            text("why", "Why?"),
            number("n", "How many?"),
        ],
    );
    let csv = format!(
        "{HELP},,,,Why?,How many?\n\"Opportunities, such as funding\",Reports,Other (please specify),None of these,Open-Ended Response,Response\n,Reports,,,because,\"1,200\"\n"
    );
    assert_eq!(form.answers("help", &csv), ["1"]);
    assert_eq!(form.answers("why", &csv), ["\"because\""]);
    assert_eq!(form.answers("n", &csv), ["1200"]);
    assert!(form.responses(&csv).quality().layout.contains("second row"));
}

#[test]
fn a_row_of_question_numbers_on_top_is_passed_over() {
    let csv = format!(",,Q1,,,\n{}", expanded(&[",Reports,,"]));
    assert_eq!(help().answers("help", &csv), ["1"]);
}

#[test]
fn a_single_heading_row_is_understood() {
    let csv = format!(
        "Respondent ID,{HELP} - Reports,{HELP} - None of these\n1,Reports,\n2,,None of these\n"
    );
    assert_eq!(help().answers("help", &csv), ["1", "3"]);
    let condensed = format!(
        "Respondent ID,{HELP}\n1,\"Opportunities, such as funding, Reports\"\n2,None of these\n"
    );
    assert_eq!(help().answers("help", &condensed), ["0+1", "3"]);
}

#[test]
fn a_dash_is_no_answer_to_a_closed_question() {
    let form = Form::new(
        None,
        vec![
            single("role", ROLE, &["Member", "Friend"]),
            text("why", "Why?"),
        ],
    );
    let csv = format!("Respondent ID,{ROLE},Why?\n,Response,Open-Ended Response\n1,-,-\n");
    assert_eq!(form.answers("role", &csv), ["-"]);
    assert_eq!(form.answers("why", &csv), ["\"-\""]);
}

#[test]
fn numbers_in_the_place_of_answers_are_explained() {
    let csv = format!("Respondent ID,{ROLE}\n,Response\n1,1\n2,2\n");
    let faults = role().faults(&csv).to_string();
    assert!(faults.contains("export the answers' text"), "{faults}");
    assert!(
        faults.contains("2 answers are numbers") && faults.contains("positions of its 3 options"),
        "{faults}"
    );
    let codes = csv.replace("2,2", "2,77");
    let faults = role().faults(&codes).to_string();
    assert!(faults.contains("codes of its options"), "{faults}");
    let mut form = role();
    for (option, code) in form.survey.questions[0]
        .options
        .iter_mut()
        .zip(["1", "2", "3"])
    {
        if let Some(offered) = option.offered.get_mut(&wave_id()) {
            offered.cell = Some(code.to_owned());
        }
    }
    assert_eq!(form.answers("role", &csv), ["0", "1"]);
}

#[test]
fn a_range_that_became_a_date_is_explained() {
    let form = Form::new(None, vec![single("size", "How many?", &["1-4", "5-10"])]);
    let csv = "Respondent ID,How many?\n,Response\n1,10-May\n2,1-4\n";
    let fault = form.fault(Code::IngestUnknownOption, csv);
    assert!(fault.contains("it is a date"), "{fault}");
}

#[test]
fn an_id_that_a_spreadsheet_shortened_tells_nothing() {
    let csv = format!("Respondent ID,{ROLE}\n,Response\n1.1E+11,Member\n1.1E+11,Friend\n");
    let responses = role().responses(&csv);
    assert_eq!(responses.respondents(), 2);
    assert_eq!(responses.quality().repeated_records, 0);
    assert!(role().fault(Code::IngestDamagedId, &csv).contains("2 rows"));
}

#[test]
fn a_summary_is_refused() {
    let csv = "Members' Questionnaire\n\nQ1. How has it helped?\nAnswer Choices,Response Percent,Responses\nReports,50.00%,12\n";
    for platform in [None, Some(Platform::SurveyMonkey)] {
        let form = Form::new(platform, vec![multi("help", HELP, OPTIONS)]);
        let fault = form.fault(Code::IngestSummary, csv);
        assert!(fault.contains("row 4"), "{fault}");
    }
}

#[test]
fn labels_may_be_told_by_the_ticks_that_repeat_them() {
    let csv = format!(
        "{HELP},,,,{ROLE},\n\"Opportunities, such as funding\",Reports,Other (please specify),None of these,Member,Friend\n\
         ,Reports,,,Member,\n\"Opportunities, such as funding\",Reports,,,,Friend\n,,tea,,,Friend\n"
    );
    let form = Form::new(
        None,
        vec![
            multi("help", HELP, OPTIONS),
            single("role", ROLE, &["Member", "Friend"]),
        ],
    );
    assert_eq!(form.answers("help", &csv), ["1", "0+1", "2:tea"]);
    assert_eq!(form.answers("role", &csv), ["0", "1", "1"]);
    assert!(form.responses(&csv).quality().layout.contains("repeat"));
}

#[test]
fn without_the_second_row_options_are_told_by_what_stands_in_their_columns() {
    let form = Form::new(
        None,
        vec![
            multi("help", HELP, OPTIONS),
            single(
                "role",
                ROLE,
                &["Member", "Friend", "Other (please specify)"],
            ),
            text("why", "Why?"),
        ],
    );
    for blank in ["", "Unnamed: "] {
        let name = |column: usize| match blank {
            "" => String::new(),
            start => format!("{start}{column}"),
        };
        let csv = format!(
            "Respondent ID,{HELP},{},{},{},{ROLE},{},Why?\n\
             118000001,,Reports,,,Member,,a\n\
             118000002,\"Opportunities, such as funding\",Reports,tea,,Friend,,b\n\
             118000003,,,cake,,Other (please specify),a carer,\n",
            name(2),
            name(3),
            name(4),
            name(6)
        );
        assert_eq!(
            form.answers("help", &csv),
            ["1", "0+1+2:tea", "2:cake"],
            "{blank}"
        );
        assert_eq!(form.answers("role", &csv), ["0", "1", "2:a carer"]);
        assert_eq!(form.responses(&csv).quality().unmapped_columns, 0);
    }
}

#[test]
fn the_second_row_may_name_the_platforms_columns_again() {
    let csv =
        format!("Respondent ID,{HELP},\nRespondent ID,Reports,None of these\n118000001,Reports,\n");
    assert_eq!(help().answers("help", &csv), ["1"]);
}

#[test]
fn an_option_that_is_called_email_is_no_address() {
    let form = Form::new(None, vec![text("why", "Why?")]);
    let csv =
        "Respondent ID,How do we reach you?,,Why?\n,Email,Post,Open-Ended Response\n1,Email,,x\n";
    let quality = form.responses(csv).quality().clone();
    assert_eq!((quality.personal_columns, quality.unmapped_columns), (0, 2));
}

#[test]
fn one_heading_row_may_number_the_options() {
    let csv =
        "Respondent ID,4. Reports,4. None of these,5. Why?\n1,Reports,,x\n2,,None of these,y\n";
    assert_eq!(help().answers("help", csv), ["1", "3"]);
}

#[test]
fn a_total_and_an_average_under_the_responses_are_left_out() {
    let csv = format!(
        "{}Total,,1,3,1,\n,,,2.5,,\n",
        expanded(&[
            ",Reports,,",
            ",Reports,x,",
            "\"Opportunities, such as funding\",Reports,,",
            ",,,None of these"
        ])
    );
    let responses = help().responses(&csv);
    assert_eq!(responses.respondents(), 4);
    assert_eq!(responses.quality().total_records, 2);
}

#[test]
fn ticks_may_be_numbers_of_options() {
    let csv = expanded(&["1,,,", ",2,tea,", ",2,,4"]);
    assert_eq!(help().answers("help", &csv), ["0", "1+2:tea", "1"]);
    let odd = expanded(&[",2,,", ",7,,"]);
    assert_eq!(help().answers("help", &odd), ["1", "?"]);
}

#[test]
fn a_dash_beside_an_option_is_no_words() {
    let csv = format!(
        "Respondent ID,{ROLE},\n,Response,Other (please specify)\n1,Member,-\n2,-,-\n3,-,a carer\n4,Friend,-\n"
    );
    assert_eq!(role().answers("role", &csv), ["0", "2:a carer", "1"]);
}

#[test]
fn words_of_the_first_respondent_are_no_heading() {
    let mut form = role();
    form.survey.waves[0].platform = Some(Platform::SurveyMonkey);
    let csv = format!("{ROLE},\nOther (please specify),a carer\nMember,\nFriend,\n");
    assert_eq!(form.answers("role", &csv), ["2:a carer", "0", "1"]);
}

#[test]
fn a_name_with_an_underscore_is_of_a_file_that_somebody_made() {
    let csv = "respondent_id,Why?,How?\n1,a,b\n2,c,d\n";
    assert!(crate::ingest::detect("export.csv", csv.as_bytes()).is_err());
}

#[test]
fn a_summary_of_ratings_and_a_letter_are_no_responses() {
    for (code, file) in [
        (
            Code::IngestSummary,
            "Conference\nHow was it?\n,1,,2,,Total,Weighted Average\n\
             Venue,10.00%,5,20.00%,10,50,2.60\n,,,,,Answered,50\n",
        ),
        (
            Code::IngestUnknownLayout,
            "Dear all,\n\nplease find the results in the other file.\n\nBest wishes\nJo\n",
        ),
    ] {
        let faults = crate::ingest::inspect("export.csv", file.as_bytes(), None).unwrap_err();
        assert!(faults.iter().any(|fault| fault.code == code), "{faults}");
    }
}

#[test]
fn words_beside_a_choice_are_left_where_no_row_says_what_they_are() {
    let mut csv = "Respondent ID,Collector ID,How are you?,,Why?\n".to_owned();
    for at in 0..12 {
        let words = if at == 3 {
            "I lost, and found, a cat"
        } else {
            ""
        };
        let how = if at % 2 == 0 { "Well" } else { "Badly" };
        csv.push_str(&format!(
            "11{at:09},4,{how},\"{words}\",{at} reasons or so\n"
        ));
    }
    let seen = crate::ingest::inspect("export.csv", csv.as_bytes(), None).unwrap();
    let questions = seen.value.questions;
    let wordings: Vec<&str> = questions.iter().map(|q| q.wording.as_str()).collect();
    assert_eq!(wordings, ["How are you?", "Why?"]);
    assert_eq!(questions[0].kind, QuestionKind::SingleChoice);
}

#[test]
fn one_comment_in_a_block_is_no_option_that_everybody_chose() {
    let csv = "Respondent ID,Collector ID,What helped?,,\n,,Advice,Reports,Comments:\n\
        1,4,Advice,Reports,the tea was good\n2,4,,Reports,\n3,4,Advice,,\n";
    let seen = crate::ingest::inspect("export.csv", csv.as_bytes(), None).unwrap();
    let questions = seen.value.questions;
    let wordings: Vec<&str> = questions.iter().map(|q| q.wording.as_str()).collect();
    assert_eq!(wordings, ["What helped?", "What helped? - Comments:"]);
    assert_eq!(questions[0].options.len(), 2);
}
