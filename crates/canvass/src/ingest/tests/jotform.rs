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

#[test]
fn words_of_ones_own_may_stand_behind_the_name_of_their_option() {
    let form = Form::new(
        None,
        vec![
            multi(
                "help",
                "How has it helped?",
                &["Funding", "Advice", "Other"],
            ),
            single("who", "Who are you?", &["Member", "Other"]),
        ],
    );
    let csv = "Submission Date,How has it helped?,Who are you?\n\
               2024-03-01 10:22:33,\"Funding\nOther: a lift, twice\",Other: a carer\n\
               2024-03-01 10:22:33,Advice,carer: part time\n";
    assert_eq!(form.answers("help", csv), ["0+2:a lift, twice", "1"]);
    assert_eq!(
        form.answers("who", csv),
        ["1:a carer", "1:carer: part time"]
    );
}

#[test]
fn rows_of_a_matrix_stand_behind_an_arrow() {
    let form = Form::new(
        None,
        vec![
            scale("web", "How useful? >> The website", &["No", "Very"]),
            scale("mail", "How useful? - The bulletin", &["No", "Very"]),
        ],
    );
    let csv = "Submission Date,How useful? >> The website,How useful? >> The bulletin,Contact >> First Name,Contact >> Last Name\n\
               2024-03-01 10:22:33,No,Very,Sam,Example\n";
    assert_eq!(form.answers("web", csv), ["0"]);
    assert_eq!(form.answers("mail", csv), ["1"]);
    assert_eq!(form.responses(csv).quality().personal_columns, 2);
}
