use super::*;

fn helped() -> Form {
    Form::new(
        None,
        vec![multi(
            "helped",
            "How has it helped?",
            &["Funding", "Advice, legal or other", "Other"],
        )],
    )
}

fn export(cells: &[&str]) -> String {
    let mut csv =
        "Submission Date,First Name,Last Name,E-mail,How has it helped?,Submission ID\n".to_owned();
    for (index, cell) in cells.iter().enumerate() {
        csv.push_str(&format!(
            "2024-03-01 10:22:33,A,B,c@example.org,\"{cell}\",{index}\n"
        ));
    }
    csv
}

#[test]
fn options_stand_on_lines_of_their_own() {
    let csv = export(&[
        "Funding\nAdvice, legal or other",
        "Advice, legal or other\r\nFunding\r\n",
        "Funding\ntea, cake\nand a chat",
        "Funding; Advice, legal or other",
        "Advice, legal or other, Funding",
    ]);
    assert_eq!(
        helped().answers("helped", &csv),
        ["0+1", "0+1", "0+2:tea, cake\nand a chat", "0+1", "0+1"]
    );
}

#[test]
fn names_and_addresses_are_not_read() {
    let csv = export(&["Funding"]);
    let read = helped().responses(&csv);
    assert!(read.quality().layout.starts_with("Jotform: "));
    assert_eq!(read.quality().personal_columns, 3);
    assert_eq!(read.quality().unmapped_columns, 0);
}

#[test]
fn rows_of_a_matrix_have_the_question_before_them() {
    let form = Form::new(
        None,
        vec![scale(
            "web",
            "How useful? >> The website",
            &["No", "Some", "Very"],
        )],
    );
    let csv = "Submission Date,How useful? >> The bulletin,How useful? >> The website\n\"Mar 1, 2024\",No,Very\n";
    assert_eq!(form.answers("web", csv), ["2"]);
}
