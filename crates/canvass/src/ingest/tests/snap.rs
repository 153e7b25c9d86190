use super::red_cap::coded;
use super::*;
use crate::ingest::detect;

fn form() -> Form {
    let options = &["Advice", "Reports", "Other"];
    Form::new(
        None,
        vec![
            coded(
                single("who", "Who are you?", &["Member", "Friend"]),
                "Q1",
                &["1", "2"],
            ),
            coded(
                multi("help", "What helped?", options),
                "Q2",
                &["1", "2", "3"],
            ),
            coded(
                multi("use", "What do you use?", options),
                "Q3",
                &["a", "b", "c"],
            ),
            coded(
                scale("calls", "How useful? Calls", &["Poor", "Good"]),
                "Q4.a",
                &["1", "2"],
            ),
        ],
    )
}

#[test]
fn codes_share_a_cell_or_have_a_column_each() {
    let csv = "ID,ID.date,Q1,Q2,Q3.a,Q3.b,Q3.c,Q4.a,Q4.b\n\
        1,07/05/2024,1,1;3,1,0,0,2,1\n2,07/05/2024,2,2,0,1,1,,2\n3,07/05/2024,2,,,,,1,\n";
    assert_eq!(form().answers("who", csv), ["0", "1", "1"]);
    assert_eq!(form().answers("help", csv), ["0+2", "1", "-"]);
    assert_eq!(form().answers("use", csv), ["0", "1+2", "/"]);
    assert_eq!(form().answers("calls", csv), ["1", "-", "0"]);
    assert_eq!(
        detect("a.csv", csv.as_bytes()).unwrap().value.platform,
        Platform::Snap
    );
}

#[test]
fn words_beside_a_question_are_found_by_the_whole_name() {
    let csv = "ID,ID.date,Q1,Q1.a,Q2\n1,07/05/2024,1,by bus,1;3\n2,07/05/2024,2,,2\n";
    let mut form = form();
    form = Form::new(
        None,
        vec![
            form.survey.questions[0].clone(),
            text("how", "Q1 - a"),
            form.survey.questions[1].clone(),
        ],
    );
    assert_eq!(form.answers("how", csv), ["\"by bus\"", "-"]);
    assert_eq!(form.answers("who", csv), ["0", "1"]);
}

#[test]
fn names_of_other_files_are_not_taken_for_it() {
    for csv in ["Q1,Q2,Q3\n1,2,3\n", "id,Q1 Why?,Q2.a How?\n1,a,b\n"] {
        assert!(detect("a.csv", csv.as_bytes()).is_err());
    }
}
