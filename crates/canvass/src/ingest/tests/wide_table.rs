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
