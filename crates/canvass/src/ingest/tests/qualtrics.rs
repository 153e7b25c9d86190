use super::*;
use crate::ingest::detect;

const HELP: &str = "Which of these helped you?";
const OPTIONS: &[&str] = &["Advice, such as calls", "Reports", "Other (please specify)"];

fn help() -> Form {
    Form::new(None, vec![multi("help", HELP, OPTIONS)])
}

/// An export with three heading rows: the platform's own columns, then those of `columns`, each its short
/// name and text. Rows are the status and the cells.
fn export(columns: &[(&str, &str)], rows: &[(&str, &str)]) -> String {
    let mut csv = String::from("StartDate,Status,IPAddress,Finished,RecordedDate,ResponseId");
    for (name, _) in columns {
        csv.push_str(&format!(",{name}"));
    }
    csv.push_str("\nStart Date,Response Type,IP Address,Finished,Recorded Date,Response ID");
    for (_, text) in columns {
        csv.push_str(&format!(",\"{text}\""));
    }
    csv.push('\n');
    for name in ["startDate", "status", "ipAddress", "finished"] {
        csv.push_str(&format!("\"{{\"\"ImportId\"\":\"\"{name}\"\"}}\","));
    }
    csv.push_str("\"{\"\"ImportId\"\":\"\"recordedDate\"\",\"\"timeZone\"\":\"\"Z\"\"}\",\"{\"\"ImportId\"\":\"\"_recordId\"\"}\"");
    for (name, _) in columns {
        csv.push_str(&format!(",\"{{\"\"ImportId\"\":\"\"{name}\"\"}}\""));
    }
    csv.push('\n');
    for (number, (status, cells)) in rows.iter().enumerate() {
        csv.push_str(&format!(
            "2024-05-07 21:08:07,{status},192.0.2.1,True,2024-05-07 21:12:00,R_{number},{cells}\n"
        ));
    }
    csv
}

fn real<'c>(cells: &[&'c str]) -> Vec<(&'static str, &'c str)> {
    cells.iter().map(|cells| ("IP Address", *cells)).collect()
}

const SPLIT: &[(&str, &str)] = &[
    (
        "Q5_1",
        "Which of these helped you? - Selected Choice - Advice, such as calls",
    ),
    (
        "Q5_2",
        "Which of these helped you? - Selected Choice - Reports",
    ),
    (
        "Q5_4",
        "Which of these helped you? - Selected Choice - Other (please specify)",
    ),
    (
        "Q5_4_TEXT",
        "Which of these helped you? - Other (please specify) - Text",
    ),
];

#[test]
fn joined_options_hold_commas_and_their_words_stand_beside() {
    let columns = [
        ("Q5", "Which of these helped you? - Selected Choice"),
        (
            "Q5_4_TEXT",
            "Which of these helped you? - Other (please specify) - Text",
        ),
    ];
    let csv = export(
        &columns,
        &real(&[
            "\"Advice, such as calls,Reports\",",
            "\"Reports,Other (please specify)\",\"tea, cake\"",
            "Reports,",
        ]),
    );
    assert_eq!(help().answers("help", &csv), ["0+1", "1+2:tea, cake", "1"]);
    assert_eq!(
        detect("a.csv", csv.as_bytes()).unwrap().value.questions,
        [HELP]
    );
}

#[test]
fn options_in_columns_are_ticked_by_number_or_label() {
    let rows = [
        "1,,,",
        "\"Advice, such as calls\",Reports,,",
        ",,1,tea",
        ",,Other (please specify),",
    ];
    let csv = export(SPLIT, &real(&rows));
    assert_eq!(help().answers("help", &csv), ["0", "0+1", "2:tea", "2"]);
    assert_eq!(help().responses(&csv).quality().other_blank, 1);
    assert_eq!(help().responses(&csv).quality().personal_columns, 1);
}

#[test]
fn previews_are_left_out_and_counted() {
    for (real, preview) in [("IP Address", "Survey Preview"), ("0", "1")] {
        let csv = export(SPLIT, &[(real, "1,,,"), (preview, ",1,,"), (real, ",,,")]);
        let responses = help().responses(&csv);
        let quality = responses.quality();
        assert_eq!(answers(&responses, "help"), ["0"]);
        assert_eq!(
            (quality.records, quality.test_records, quality.blank_records),
            (3, 1, 1)
        );
        let note = help().fault(Code::IngestTestRecord, &csv);
        assert!(
            note.contains("row 5") && note.contains("1 row of people who tried"),
            "{note}"
        );
    }
}

#[test]
fn what_is_not_finished_is_counted_or_left_out_as_the_project_says() {
    let csv = export(SPLIT, &real(&["1,,,", ",1,,"])).replacen(",True,", ",False,", 1);
    let quality = help().responses(&csv).quality().clone();
    assert_eq!(quality.partial_records, 1);
    assert!(
        help()
            .fault(Code::IngestPartialRecord, &csv)
            .contains("row 4")
    );
    let finished = help().finished_only();
    assert_eq!(finished.answers("help", &csv), ["1"]);
    let fault = finished.fault(Code::IngestUnfinishedLeftOut, &csv);
    assert!(fault.contains("row 4"), "{fault}");
}

#[test]
fn rows_of_one_response_are_turns_of_a_loop_and_count_once() {
    let form = Form::new(None, vec![text("why", "Why?"), text("who", "Who helped?")]);
    let columns = [("Q3", "Why?"), ("Q4", "Who helped?")];
    let csv = export(&columns, &real(&["a,", "a,Ann", "a,Bob", "b,Cy"]))
        .replace("R_1,", "R_0,")
        .replace("R_2,", "R_0,");
    let responses = form.responses(&csv);
    assert_eq!(answers(&responses, "why"), ["\"a\"", "\"b\""]);
    assert_eq!(answers(&responses, "who"), ["\"Ann\"", "\"Cy\""]);
    let quality = responses.quality();
    assert_eq!((quality.joined_records, quality.repeated_records), (1, 1));
}

#[test]
fn seen_and_unanswered_is_told_from_not_shown() {
    let form = Form::new(
        None,
        vec![
            multi("help", HELP, OPTIONS),
            number("age", "How old are you?"),
            text("why", "Why?"),
            scale("s", "Rate us", &["Bad", "Good"]),
            text("more", "More?"),
        ],
    );
    let mut columns = SPLIT.to_vec();
    columns.extend([
        ("Q6", "How old are you?"),
        ("Q7", "Why?"),
        ("Q8", "Rate us"),
        ("Q9", "More?"),
    ]);
    let csv = export(
        &columns,
        &real(&[
            "1,0,0,,40,because,Good,x",
            "0,0,0,-99,-99,-99,-99,x",
            ",,,,,,,x",
            "-99,-99,-99,-99,41,-99,Bad,",
        ]),
    );
    assert_eq!(form.answers("help", &csv), ["0", "-", "/", "-"]);
    assert_eq!(form.answers("age", &csv), ["40", "-", "/", "41"]);
    assert_eq!(form.answers("why", &csv), ["\"because\"", "-", "/", "-"]);
    assert_eq!(form.answers("s", &csv), ["1", "-", "/", "0"]);
    // Nothing in this column tells, so a blank cell is no answer.
    assert_eq!(form.answers("more", &csv), ["\"x\"", "\"x\"", "\"x\"", "-"]);
}

#[test]
fn without_marks_a_blank_cell_is_no_answer() {
    let mut columns = SPLIT.to_vec();
    columns.push(("Q9", "More?"));
    let form = Form::new(
        None,
        vec![multi("help", HELP, OPTIONS), text("more", "More?")],
    );
    let csv = export(&columns, &real(&["1,,,,x", ",,,,x"]));
    assert_eq!(form.answers("help", &csv), ["0", "-"]);
}

#[test]
fn a_matrix_has_a_column_for_each_row_and_labels_may_share_their_beginning() {
    let form = Form::new(
        None,
        vec![
            scale(
                "talks",
                "Rate - please - our: Talks - online",
                &["Bad", "Good"],
            ),
            multi(
                "money",
                "What for?",
                &["Money - grants", "Money - loans", "Time"],
            ),
        ],
    );
    let columns = [
        ("Q7_1", "Rate - please - our - Talks - online"),
        ("Q7_2", "Rate - please - our - Guides"),
        ("Q8_1", "What for? - Money - grants"),
        ("Q8_2", "What for? - Money - loans"),
        ("Q8_3", "What for? - Time"),
        ("Q8_DO_1", "What for? - Display Order - Time"),
        ("Q8_First Click", "Timing - First Click"),
    ];
    let csv = export(&columns, &real(&["Good,Bad,1,1,,2,1.5", "Bad,,,,1,1,2"]));
    assert_eq!(form.answers("talks", &csv), ["1", "0"]);
    assert_eq!(form.answers("money", &csv), ["0+1", "2"]);
    assert_eq!(form.responses(&csv).quality().unmapped_columns, 1);
}

#[test]
fn columns_with_like_names_and_other_texts_are_questions_of_their_own() {
    let form = Form::new(
        None,
        vec![text("a", "What went well?"), text("b", "What did not?")],
    );
    let columns = [("open_1", "What went well?"), ("open_2", "What did not?")];
    let csv = export(&columns, &real(&["tea,queue"]));
    assert_eq!(form.answers("a", &csv), ["\"tea\""]);
    assert_eq!(form.answers("b", &csv), ["\"queue\""]);
}

#[test]
fn turns_of_a_loop_are_told_apart_by_their_prefix() {
    let form = Form::new(None, vec![text("first", "Why?"), text("second", "Why?")]);
    let csv = export(&[("1_Q3", "Why?"), ("2_Q3", "Why?")], &real(&["a,b"]));
    assert_eq!(form.answers("first", &csv), ["\"a\""]);
    assert_eq!(form.answers("second", &csv), ["\"b\""]);
}

#[test]
fn older_exports_have_two_heading_rows_and_a_comma_at_the_end() {
    let csv = "\u{feff}V1,V2,V3,V4,V5,V6,V10,Q5_1,Q5_2,Q5_4,Q5_4_TEXT,\n\
        ResponseID,ResponseSet,Name,ExternalDataReference,EmailAddress,Status,Finished,\
        \"Which of these helped you?-Advice\",x,y,z,\n\
        R_1,Default,Anonymous,,a@example.org,0,1,1,,,,\n\
        R_2,Default,Anonymous,,b@example.org,1,1,1,,,,\n";
    let csv = csv.replace(
        "\"Which of these helped you?-Advice\",x,y,z",
        "\"Which of these helped you? - Advice, such as calls\",Which of these helped you? - Reports,\
         Which of these helped you? - Other (please specify),Which of these helped you? - Other (please specify) - Text",
    );
    let responses = help().responses(&csv);
    assert_eq!(answers(&responses, "help"), ["0"]);
    assert_eq!(responses.quality().test_records, 1);
    assert_eq!(responses.quality().personal_columns, 3);
}

#[test]
fn an_utf_16_file_with_tabs_is_read() {
    let csv = export(&[("Q3", "Why?")], &real(&["a"])).replace(',', "\t");
    let mut bytes = vec![0xff, 0xfe];
    bytes.extend(csv.encode_utf16().flat_map(u16::to_le_bytes));
    let form = Form::new(None, vec![text("why", "Why?")]);
    assert_eq!(answers(&form.responses(bytes), "why"), ["\"a\""]);
}

#[test]
fn a_file_with_two_modern_heading_rows_or_one_is_read_too() {
    let form = Form::new(None, vec![text("why", "Why?"), text("q4", "Q4")]);
    let csv = "StartDate,RecordedDate,ResponseId,Q3,Q4\nStart Date,Recorded Date,Response ID,Why?,Q4\n2024-05-07 21:08:07,2024-05-07 21:08:07,R_1,a,b\n";
    assert_eq!(form.answers("why", csv), ["\"a\""]);
    let csv = "StartDate,RecordedDate,ResponseId,Why?,Q4\n2024-05-07 21:08:07,2024-05-07 21:08:07,R_1,a,b\n";
    assert_eq!(form.answers("why", csv), ["\"a\""]);
}

#[test]
fn columns_of_one_question_may_have_names_of_any_kind() {
    let columns = [
        (
            "Q5_Part_1",
            "Which of these helped you? - Selected Choice - Advice, such as calls",
        ),
        (
            "Q5_Part_2",
            "Which of these helped you? - Selected Choice - Reports",
        ),
        (
            "Q5_OTHER",
            "Which of these helped you? - Selected Choice - Other (please specify)",
        ),
        ("Q6", "Who? - Selected Choice"),
        ("Q6_OTHER_TEXT", "Who? - Other - Text"),
    ];
    let csv = export(
        &columns,
        &real(&[
            "\"Advice, such as calls\",,,Other,a carer",
            ",Reports,,Friend,-1",
        ]),
    );
    assert_eq!(help().answers("help", &csv), ["0", "1"]);
    let who = Form::new(None, vec![single("who", "Who?", &["Friend", "Other"])]);
    assert_eq!(who.answers("who", &csv), ["1:a carer", "0"]);
}

#[test]
fn a_published_file_without_the_platforms_own_columns_is_known_by_its_choices() {
    let csv = "Seconds,Q1,Q2_Part_1,Q2_Part_2,Q2_OTHER\n\
        Duration (in seconds),Which ticket?,What helped? - Selected Choice - Advice,\
        What helped? - Selected Choice - Reports,\"What helped? - Selected Choice - Other, please state\"\n\
        100,Day,Advice,,\"Other, please state\"\n200,Week,,Reports,\n";
    let seen = crate::ingest::inspect("export.csv", csv.as_bytes(), None)
        .unwrap()
        .value;
    assert_eq!(seen.platform, Platform::Qualtrics);
    assert_eq!(seen.records, 2);
    let questions: Vec<&str> = seen.questions.iter().map(|q| q.wording.as_str()).collect();
    assert_eq!(questions, ["Which ticket?", "What helped?"]);
    let form = Form::new(
        None,
        vec![multi(
            "help",
            "What helped?",
            &["Advice", "Reports", "Other, please state"],
        )],
    );
    assert_eq!(form.answers("help", csv), ["0+2", "1"]);
}
