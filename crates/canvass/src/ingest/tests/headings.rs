use super::*;

fn two() -> Form {
    Form::new(
        None,
        vec![
            text("why", "Why do you come to our events?"),
            text("what", "What should we do more of?"),
        ],
    )
}

#[test]
fn order_does_not_matter() {
    let csv =
        "Timestamp,What should we do more of?,Why do you come to our events?\n1,more,because\n";
    assert_eq!(two().answers("why", csv), ["\"because\""]);
}

#[test]
fn a_missing_question_is_an_error_with_the_nearest_heading() {
    let csv = "Timestamp,Why do you come to events?,What should we do more of?\n1,x,y\n";
    let fault = two().fault(Code::IngestMissingQuestion, csv);
    assert_eq!(
        fault,
        "export.csv: error[ingest/missing-question]: no column has the wording of the question \"why\": \"Why do you come to our events?\"\n  \
         help: did you mean the heading \"Why do you come to events?\"?"
    );
}

#[test]
fn the_export_of_another_survey_is_said_to_be_one() {
    let csv = "Timestamp,Favourite colour?,Favourite animal?\n1,red,cat\n";
    let faults = two().faults(csv);
    assert_eq!(faults.len(), 1, "{faults}");
    assert!(
        faults
            .to_string()
            .contains("looks like the export of another survey")
    );
}

#[test]
fn punctuation_matters_last() {
    let form = Form::new(
        None,
        vec![text("a", "Events: why?"), text("b", "Events - why?")],
    );
    let csv = "Timestamp,Events - why?,Events: why?\n1,dash,colon\n";
    assert_eq!(form.answers("a", csv), ["\"colon\""]);
    assert_eq!(form.answers("b", csv), ["\"dash\""]);
    let form = Form::new(None, vec![text("a", "Events: why")]);
    assert_eq!(
        form.answers("a", "Timestamp,Events - why?\n1,x\n"),
        ["\"x\""]
    );
}

#[test]
fn columns_that_nobody_uses_are_noted_and_counted() {
    let form = Form::new(None, vec![text("why", "Why?")]);
    let csv = "Timestamp,Why?,Internal note,Email Address\n1,x,y,z@example.org\n";
    let read = form.read(csv).unwrap();
    let codes: Vec<(Code, String)> = read
        .diagnostics
        .iter()
        .map(|d| (d.code, d.place.to_string()))
        .collect();
    assert_eq!(
        codes,
        [
            (
                Code::IngestPersonalData,
                "export.csv: column \"Email Address\"".to_owned()
            ),
            (
                Code::IngestUnmappedColumn,
                "export.csv: column \"Internal note\"".to_owned()
            ),
        ]
    );
    assert_eq!(read.value.quality().unmapped_columns, 1);
    assert_eq!(read.value.quality().personal_columns, 1);
}

#[test]
fn many_unused_columns_do_not_drown_the_rest() {
    let form = Form::new(None, vec![text("why", "Why?")]);
    let extra: Vec<String> = (0..100).map(|i| format!("extra {i}")).collect();
    let csv = format!("Timestamp,Why?,{}\n1,x\n", extra.join(","));
    let read = form.read(&csv).unwrap();
    assert_eq!(read.value.quality().unmapped_columns, 100);
    assert_eq!(read.diagnostics.len(), 21);
}

#[test]
fn an_unknown_layout_is_an_error_that_quotes_nothing() {
    let faults = two().faults("Sam Example,sam@example.org\nx,y\n");
    assert_eq!(
        faults.iter().map(|f| f.code).collect::<Vec<_>>(),
        [Code::IngestUnknownLayout]
    );
    assert!(!faults.to_string().contains("Sam"));
}

#[test]
fn a_platform_that_the_headings_contradict_is_warned_of() {
    let form = Form::new(Some(Platform::GoogleForms), vec![text("why", "Why?")]);
    let csv = "Respondent ID,Why?\n1,x\n";
    let fault = form.fault(Code::IngestUnknownLayout, csv);
    assert!(fault.contains("warning["), "{fault}");
    assert!(fault.contains("platform = \"surveymonkey\""), "{fault}");
}
