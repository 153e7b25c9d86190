#![allow(clippy::unwrap_used, reason = "tests")]

use super::*;

fn options(variable: &Variable) -> Vec<(&str, &str)> {
    variable
        .options
        .iter()
        .map(|(code, label)| (code.as_str(), label.as_str()))
        .collect()
}

#[test]
fn a_red_cap_dictionary_says_kinds_and_labels() {
    let csv = "\"Variable / Field Name\",\"Form Name\",\"Section Header\",\"Field Type\",\"Field Label\",\"Choices, Calculations, OR Slider Labels\",\"Field Note\",\"Text Validation Type OR Show Slider Number\"\n\
        record_id,members,,text,Record ID,,,\n\
        who,members,,radio,Who are you?,\"1, Member, or friend | 2, Carer\",,\n\
        help,members,,checkbox,\"What\nhelped?\",\"1, Advice | a, None of these\",,\n\
        quote,members,,yesno,May we quote you?,,,\n\
        age,members,,text,Age?,,,integer\n\
        day,members,,text,When?,,,date_dmy\n\
        total,members,,calc,,\"[age] * 2\",,\n\
        why,members,,notes,Why?,,,\n";
    let dictionary = dictionary("d.csv", csv.as_bytes()).unwrap();
    let kinds: Vec<Option<QuestionKind>> = dictionary.variables.iter().map(|v| v.kind).collect();
    assert_eq!(
        kinds[1..],
        [
            Some(QuestionKind::SingleChoice),
            Some(QuestionKind::MultiSelect),
            Some(QuestionKind::SingleChoice),
            Some(QuestionKind::Number),
            Some(QuestionKind::Date),
            Some(QuestionKind::Number),
            Some(QuestionKind::OpenText),
        ]
    );
    let who = dictionary.variable("who").unwrap();
    assert_eq!(options(who), [("1", "Member, or friend"), ("2", "Carer")]);
    let help = dictionary.variable("HELP").unwrap();
    assert_eq!(help.wording, "What helped?");
    assert_eq!(help.label("a"), Some("None of these"));
    assert_eq!(dictionary.variable("quote").unwrap().label("0"), Some("No"));
    assert!(dictionary.variable("total").unwrap().options.is_empty());
}

#[test]
fn a_codebook_may_name_a_variable_once() {
    let csv = "Question,Question text,Value,Label\nQ1,Who are you?,1,Member\n,,2.0,Friend\nQ2,What helped?,1,Advice\n,,1,Again\n";
    let dictionary = dictionary("d.csv", csv.as_bytes()).unwrap();
    assert_eq!(dictionary.variables.len(), 2);
    let who = &dictionary.variables[0];
    assert_eq!(
        (who.name.as_str(), who.wording.as_str()),
        ("Q1", "Who are you?")
    );
    assert_eq!(options(who), [("1", "Member"), ("2", "Friend")]);
    assert_eq!(options(&dictionary.variables[1]), [("1", "Advice")]);
}

#[test]
fn exports_explain_nothing() {
    for csv in [
        "Timestamp,Why?\n1,a\n",
        "user,question,value,label\n1,Why?,2,b\n1,Who?,2,b\n",
        "record_id,help___1,members_complete\n1,1,2\n",
        "",
        "PK\u{3}\u{4}",
    ] {
        assert_eq!(dictionary("e.csv", csv.as_bytes()), None, "{csv}");
    }
}

#[cfg(feature = "spreadsheets")]
#[test]
fn an_xls_form_says_groups_and_lists() {
    let mut book = rust_xlsxwriter::Workbook::new();
    let mut sheet = |name: &str, rows: &[&[&str]]| {
        let sheet = book.add_worksheet();
        sheet.set_name(name).unwrap();
        for (row, cells) in rows.iter().enumerate() {
            for (column, cell) in cells.iter().enumerate() {
                sheet
                    .write_string(row as u32, column as u16, *cell)
                    .unwrap();
            }
        }
    };
    sheet(
        "survey",
        &[
            &["type", "name", "label::English (en)"],
            &["start", "start", ""],
            &["begin_group", "services", "Services"],
            &["select_multiple Help_list or_other", "help", "What helped?"],
            &["end_group", "", ""],
            &["select_one yes_no", "quote", "May we quote you?"],
            &["integer", "age", "Age?"],
            &["note", "thanks", "Thank you"],
        ],
    );
    sheet(
        "choices",
        &[
            &["list_name", "name", "label::English (en)"],
            &["Help_list", "a_lot", "A lot of advice"],
            &["Help_list", "reports", "Reports"],
            &["yes_no", "yes", "Yes"],
        ],
    );
    let bytes = book.save_to_buffer().unwrap();
    let dictionary = dictionary("form.xlsx", &bytes).unwrap();
    assert_eq!(dictionary.variables.len(), 3);
    let help = dictionary.variable("services/help").unwrap();
    assert_eq!(help.groups, ["services"]);
    assert_eq!(help.kind, Some(QuestionKind::MultiSelect));
    assert_eq!(
        options(help),
        [
            ("a_lot", "A lot of advice"),
            ("reports", "Reports"),
            ("other", "Other")
        ]
    );
    assert_eq!(dictionary.variable("other_group/help"), Some(help));
    assert_eq!(
        options(dictionary.variable("quote").unwrap()),
        [("yes", "Yes")]
    );
}
