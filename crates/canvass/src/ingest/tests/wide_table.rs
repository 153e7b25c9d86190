use super::*;

const HELPED: &[&str] = &["Funding", "Advice, legal or other", "Other"];

fn form(platform: Option<Platform>) -> Form {
    Form::new(
        platform,
        vec![
            multi("helped", "How has it helped?", HELPED),
            single("who", "Who are you?", &["Member", "Carer"]),
        ],
    )
}

fn wide() -> Form {
    form(Some(Platform::WideTable))
}

#[test]
fn options_may_share_a_cell_whatever_parts_them() {
    let csv = "Who are you?,How has it helped?\n\
               Member,\"Funding;Advice, legal or other\"\n\
               Carer,\"Advice, legal or other|Funding\"\n\
               NA,\"Funding\nAdvice, legal or other\"\n\
               -,\"Advice, legal or other, Funding, a lift home\"\n\
               Carer,.\n";
    assert_eq!(
        wide().answers("helped", csv),
        ["0+1", "0+1", "0+1", "0+1+2:a lift home", "-"]
    );
    assert_eq!(wide().answers("who", csv), ["0", "1", "-", "-", "1"]);
}

#[test]
fn an_option_may_have_a_column_whose_cells_repeat_it() {
    let csv = "Response ID,How has it helped? - Funding,\"How has it helped? - Advice, legal or other\",How has it helped? - Other,Who are you?\n\
               1,Funding,\"Advice, legal or other\",,Member\n\
               2,Funding,,tea,Carer\n\
               3,Not selected,\"Advice, legal or other\",,\n\
               3,Funding,,,Member\n";
    assert_eq!(wide().answers("helped", csv), ["0+1", "0+2:tea", "1"]);
    assert_eq!(wide().responses(csv).quality().repeated_records, 1);
}

#[test]
fn it_is_read_only_if_the_project_names_it() {
    let csv = "Who are you?,How has it helped?,Email\nMember,Funding,a@example.org\n";
    let fault = form(None).fault(Code::IngestUnknownLayout, csv);
    assert!(fault.contains("\"wide-table\""), "{fault}");
    let read = wide().responses(csv);
    assert_eq!(read.respondents(), 1);
    assert_eq!(read.quality().personal_columns, 1);
}

#[test]
fn a_stated_separator_is_the_only_one() {
    let csv = "Who are you?,How has it helped?\nMember,\"Funding+a lift, twice; and tea\"\n";
    let plus = wide().parted_by("+");
    assert_eq!(plus.answers("helped", csv), ["0+2:a lift, twice; and tea"]);
    let fault = wide().parted_by("xyz").fault(Code::ConfigInvalidValue, csv);
    assert!(fault.contains("\"xyz\""), "{fault}");
}

#[test]
fn headings_of_options_say_the_question_in_many_ways() {
    for (between, end) in [
        (" - ", ""),
        (": ", ""),
        (" [", "]"),
        ("_", ""),
        (" (", ")"),
        ("/", ""),
        (" | ", ""),
    ] {
        let heading = |option: &str| format!("\"How has it helped?{between}{option}{end}\"");
        let csv = format!(
            "{},{},{},Who are you?\n1,0,,Member\n0,1,tea,Carer\n",
            heading("Funding"),
            heading("Advice, legal or other"),
            heading("Other")
        );
        let responses = wide().responses(&csv);
        assert_eq!(answers(&responses, "helped"), ["0", "1+2:tea"], "{between}");
        assert_eq!(responses.quality().unmapped_columns, 0);
    }
}

#[test]
fn headings_of_options_may_say_no_more_than_the_number_of_the_question() {
    let csv = "1. Who are you?,2. Funding,\"2. Advice, legal or other\",2. Other\nMember,Funding,,\nCarer,,,tea\n";
    let mut form = wide();
    form.survey.questions[1] = single("who", "1. Who are you?", &["Member", "Carer"]);
    assert_eq!(form.answers("helped", csv), ["0", "2:tea"]);
    assert_eq!(form.answers("who", csv), ["0", "1"]);
}

#[test]
fn names_with_figures_are_found() {
    let form = Form::new(
        Some(Platform::WideTable),
        vec![
            number("a", "Q5_1"),
            number("b", "Q5_2"),
            text("c", "age_group"),
        ],
    );
    let csv = "Q5_1,Q5_2,age_group,age_band\n1,2,x,y\n";
    assert_eq!(form.answers("a", csv), ["1"]);
    assert_eq!(form.answers("b", csv), ["2"]);
    assert_eq!(form.answers("c", csv), ["\"x\""]);
}

#[test]
fn signs_of_ticks_are_known_and_tell_who_was_not_asked() {
    for (yes, no) in [
        ("1", "0"),
        ("1.0", "0.0"),
        ("TRUE", "FALSE"),
        ("Yes", "No"),
        ("Selected", "Not selected"),
        ("Funding", "Not selected"),
    ] {
        let csv = format!(
            "Who are you?,How has it helped? - Funding,\"How has it helped? - Advice, legal or other\"\n\
             Member,{yes},{no}\nCarer,{no},{no}\nMember,NA,NA\nCarer,,\n"
        );
        assert_eq!(
            wide().answers("helped", &csv),
            ["0", "-", "/", "/"],
            "{yes}"
        );
    }
    let crosses = "Who are you?,How has it helped? - Funding,How has it helped? - Other\nMember,x,\nCarer,,\n";
    assert_eq!(wide().answers("helped", crosses), ["0", "-"]);
}

#[test]
fn what_an_analyst_took_out_is_unusable_and_no_answer() {
    let form = Form::new(
        Some(Platform::WideTable),
        vec![
            single("who", "Who?", &["Member", "Carer"]),
            text("why", "Why?"),
            number("n", "How many?"),
        ],
    );
    let csv = "Who?,Why?,How many?\nMember,REDACTED,3\nREDACTED,so,NA\nNo answer,NA,REDACTED\n";
    assert_eq!(form.answers("who", csv), ["0", "?", "-"]);
    assert_eq!(form.answers("why", csv), ["?", "\"so\"", "-"]);
    assert_eq!(form.answers("n", csv), ["3", "-", "?"]);
    let listed = Form::new(
        Some(Platform::WideTable),
        vec![single("who", "Who?", &["Member", "No answer"])],
    );
    assert_eq!(listed.answers("who", "Who?,Why?\nNo answer,x\n"), ["1"]);
}

#[test]
fn words_beside_one_choice_stand_behind_its_question() {
    let form = Form::new(
        Some(Platform::WideTable),
        vec![single("who", "Who?", &["Member", "Other (please specify)"])],
    );
    let csv = "Who?,Who? - Other (please specify)\nMember,NA\nOther (please specify),a carer\n";
    assert_eq!(form.answers("who", csv), ["0", "1:a carer"]);
}

#[test]
fn words_of_ticks_under_other_are_ticks() {
    let csv = "Who are you?,How has it helped?_Funding,How has it helped?_Other\nMember,1,0\nCarer,0,1\nCarer,0,0\n";
    assert_eq!(wide().answers("helped", csv), ["0", "2", "-"]);
}

#[test]
fn names_of_columns_say_less_than_what_stands_in_them() {
    let mut form = wide();
    form.survey.questions[0] = multi("helped", "q4", HELPED);
    let csv = "Who are you?,q4_0001,q4_0002,q4_0003\n\
               Member,Funding,Not selected,Not selected\n\
               Carer,Not selected,\"Advice, legal or other\",Not selected\n\
               Carer,NA,NA,NA\nCarer,Not selected,Not selected,Not selected\n";
    assert_eq!(form.answers("helped", csv), ["0", "1", "/", "-"]);
    let codes = "Who are you?,q4_0001,q4_0002\nMember,1,0\n";
    let fault = form.fault(Code::IngestUnknownOption, codes);
    assert!(
        fault.contains("none of the question's 2 columns"),
        "{fault}"
    );
    assert!(form.read(codes).is_err());
}

#[test]
fn lists_of_data_tools_are_taken_apart() {
    let csv = "Who are you?,How has it helped?\n\
               Member,\"['Advice, legal or other', 'Funding']\"\n\
               Carer,\"['Funding' ;  \"\"the members' tea\"\"]\"\nCarer,[]\n";
    assert_eq!(
        wide().answers("helped", csv),
        ["0+1", "0+2:the members' tea", "-"]
    );
}

#[test]
fn a_second_heading_row_may_hold_the_options() {
    let csv = "Identifier,Who are you?,How has it helped?,,\n,,Funding,\"Advice, legal or other\",Other\n\
               7000001,Member,Funding,,\n7000002,Carer,,\"Advice, legal or other\",\n7000003,Carer,Funding,\"Advice, legal or other\",tea\n";
    assert_eq!(wide().answers("helped", csv), ["0", "1", "0+1+2:tea"]);
    assert_eq!(wide().answers("who", csv), ["0", "1", "1"]);
}
