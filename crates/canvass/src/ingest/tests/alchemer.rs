use super::*;

const HELPED: &[&str] = &["Funding", "Advice, legal or other", "Other - Write In"];

fn export(headings: &str, rows: &[&str]) -> String {
    let mut csv =
        format!("\"Response ID\",\"Time Started\",\"Date Submitted\",\"Status\",{headings}\r\n");
    for (index, row) in rows.iter().enumerate() {
        csv.push_str(&format!(
            "\"{index}\",\"2024-05-07 21:08:07\",\"2024-05-07 21:09:11\",{row}\r\n"
        ));
    }
    csv
}

fn helped() -> Form {
    Form::new(None, vec![multi("helped", "How has it helped?", HELPED)])
}

#[test]
fn options_that_share_a_cell_have_the_write_in_beside_them() {
    let csv = export(
        "\"How has it helped?\u{a0} \",\"Other - Write In:How has it helped?\u{a0} \"",
        &[
            "Complete,\"Funding;Advice, legal or other\",",
            "Complete,\"Other - Write In;Funding\",\"tea; and cake\"",
            "Complete,\"Advice, legal or other\",",
        ],
    );
    assert_eq!(
        helped().answers("helped", &csv),
        ["0+1", "0+2:tea; and cake", "1"]
    );
    let read = helped().responses(&csv);
    assert!(read.quality().layout.starts_with("Alchemer: "));
    assert_eq!(read.quality().unmapped_columns, 0);
}

#[test]
fn columns_of_options_share_the_question_behind_the_colon() {
    let csv = export(
        "Funding:How has it helped?,\"Advice, legal or other:How has it helped?\",Other - Write In:How has it helped?,Note: why?",
        &[
            "Complete,Funding,,,x",
            "Complete,,\"Advice, legal or other\",tea,",
        ],
    );
    let form = Form::new(
        None,
        vec![
            multi("helped", "How has it helped?", HELPED),
            text("why", "Note: why?"),
        ],
    );
    assert_eq!(form.answers("helped", &csv), ["0", "1+2:tea"]);
    assert_eq!(form.answers("why", &csv), ["\"x\"", "-"]);
}

#[test]
fn the_write_in_may_have_a_tick_and_a_box_of_the_same_heading() {
    let headings = "Funding:How has it helped?,\"Advice, legal or other:How has it helped?\",Other - Write In:How has it helped?,Other - Write In:How has it helped?";
    for row in [
        "Complete,Funding,,Other - Write In,tea",
        "Complete,Funding,,tea,Other - Write In",
    ] {
        assert_eq!(
            helped().answers("helped", export(headings, &[row])),
            ["0+2:tea"]
        );
    }
}

#[test]
fn a_colon_of_the_question_itself_stays() {
    let form = Form::new(
        None,
        vec![
            single(
                "who",
                "About you: who are you?",
                &["Member", "Other - Write In"],
            ),
            single("place", "About you: where?", &["North", "South"]),
        ],
    );
    let csv = export(
        "About you: who are you?,Other - Write In:About you: who are you?,About you: where?",
        &[
            "Complete,Other - Write In,a nurse,South",
            "Complete,Member,,North",
        ],
    );
    assert_eq!(form.answers("who", &csv), ["1:a nurse", "0"]);
    assert_eq!(form.answers("place", &csv), ["1", "0"]);
}

#[test]
fn neighbours_with_the_same_words_behind_a_colon_are_found_by_their_whole_heading() {
    let form = Form::new(
        None,
        vec![
            text("first", "First reason:Why did you join?"),
            text("second", "Why did you join? - Second reason"),
            scale("a", "The website:How useful?", &["No", "Some", "Very"]),
            scale("b", "The bulletin:How useful?", &["No", "Some", "Very"]),
        ],
    );
    let csv = export(
        "First reason:Why did you join?,Second reason:Why did you join?,The website:How useful?,The bulletin:How useful?",
        &["Complete,one,two,Some,Very"],
    );
    assert_eq!(form.answers("first", &csv), ["\"one\""]);
    assert_eq!(form.answers("second", &csv), ["\"two\""]);
    assert_eq!(form.answers("a", &csv), ["1"]);
    assert_eq!(form.answers("b", &csv), ["2"]);
}

#[test]
fn responses_that_were_not_finished_are_counted_and_reported() {
    let csv = export(
        "How has it helped?",
        &[
            "Complete,Funding",
            "Partial,Funding",
            "Partial,",
            "Disqualified,Funding",
            "Partial,Funding",
        ],
    );
    let read = helped().responses(&csv);
    assert_eq!(read.respondents(), 4);
    assert_eq!(read.quality().blank_records, 1);
    assert_eq!(
        helped().fault(Code::IngestPartialRecord, &csv),
        "export.csv: row 3: note[ingest/partial-record]: 2 rows of people who did not finish the questionnaire, counted: rows 3 and 6"
    );
    let turned_away = helped().fault(Code::IngestDisqualifiedRecord, &csv);
    assert!(turned_away.ends_with("counted: row 5"), "{turned_away}");
    let finished = helped().finished_only();
    let read = finished.responses(&csv);
    assert_eq!(read.respondents(), 1);
    assert_eq!(read.quality().unfinished_left_out, 3);
    assert_eq!(read.quality().partial_records, 0);
}

#[test]
fn options_may_hold_colons() {
    let form = Form::new(
        None,
        vec![multi(
            "talks",
            "Which talks?",
            &["Opening: water, people", "Panel: who pays?", "None"],
        )],
    );
    let csv = export(
        "\"Opening: water, people:Which talks?\",Panel: who pays?:Which talks?,None:Which talks?",
        &[
            "Complete,\"Opening: water, people\",Panel: who pays?,",
            "Complete,,,None",
        ],
    );
    assert_eq!(form.answers("talks", &csv), ["0+1", "2"]);
}

#[test]
fn options_before_their_question_are_known_without_the_platforms_own_columns() {
    let csv = "Who are you?,Panel: who pays?:Which sessions did you see?,\
        Talks:Which sessions did you see?,Meals:Which sessions did you see?\n\
        a,Panel: who pays?,,Meals\nb,,Talks,\n";
    let form = Form::new(
        None,
        vec![multi(
            "seen",
            "Which sessions did you see?",
            &["Panel: who pays?", "Talks", "Meals"],
        )],
    );
    assert_eq!(form.answers("seen", csv), ["0+2", "1"]);
    let detected = |csv: &str| {
        crate::ingest::detect("export.csv", csv.as_bytes()).map(|detected| detected.value.platform)
    };
    assert_eq!(detected(csv).ok(), Some(Platform::Alchemer));
    // With a space behind it the colon stands between a question and a row.
    assert!(detected("A: why so?,B: why so?,C: why so?\n1,2,3\n").is_err());
}
