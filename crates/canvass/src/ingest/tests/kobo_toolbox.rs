use super::red_cap::coded;
use super::*;
use crate::ingest::detect;

const LABELS: &[&str] = &["A lot", "A lot of advice", "Reports", "None of these"];
const CODES: &[&str] = &["a_lot", "a_lot_of_advice", "reports", "none"];

/// A form whose names stand in the group `services`.
fn names() -> Form {
    Form::new(
        None,
        vec![
            coded(
                multi("help", "What helped?", LABELS),
                "services/help",
                CODES,
            ),
            coded(text("why", "Why?"), "why", &[]),
        ],
    )
}

/// Rows of an export behind their headings; the meta columns stand around the answers.
fn export(separator: char, headings: &str, rows: &[&str]) -> String {
    let mut csv = format!(
        "start;end;{headings};__version__;meta/instanceID;_id;_uuid;_submission_time;_validation_status;_index\n"
    );
    for (number, row) in rows.iter().enumerate() {
        csv.push_str(&format!(
            "2024-05-07T11:30:46.000+02:00;2024-05-07T11:40:46.000+02:00;{row};v1;uuid:{number};25000{number};{number}-a;2024-05-07T09:41:00;;{number}\n"
        ));
    }
    csv.replace(';', &separator.to_string())
}

const BOTH: &str = "services/help;services/help/a_lot;services/help/a_lot_of_advice;services/help/reports;services/help/none;services/why";

#[test]
fn cell_and_columns_say_the_same_and_count_once() {
    let rows = [
        "a_lot reports;1;0;1;0;a",
        "a_lot_of_advice;0;1;0;0;b",
        ";;;;;c",
        ";0;0;0;0;d",
        "none;FALSE;FALSE;FALSE;TRUE;e",
        "n/a;n/a;n/a;n/a;n/a;f",
    ];
    for separator in [';', ','] {
        let csv = export(separator, BOTH, &rows);
        assert_eq!(
            names().answers("help", &csv),
            ["0+2", "1", "/", "-", "3", "/"]
        );
        assert_eq!(names().responses(&csv).quality().unmapped_columns, 0);
        let detected = detect("a.csv", csv.as_bytes()).unwrap().value;
        assert_eq!(detected.platform, Platform::KoboToolbox);
        assert_eq!(detected.questions, ["services/help", "services/why"]);
    }
}

#[test]
fn columns_alone_are_told_by_their_noughts() {
    let headings = "services/age;services/help/a_lot;services/help/a_lot_of_advice;services/help/reports;services/help/none;services/why";
    let csv = export(';', headings, &["31;1;0;1;0;a", "44;;;;;b", "50;0;0;0;0;c"]);
    assert_eq!(names().answers("help", &csv), ["0+2", "/", "-"]);
    let points = csv.replace("services/help/", "services.help.");
    let form = Form::new(
        None,
        vec![coded(
            multi("help", "What helped?", LABELS),
            "services.help",
            CODES,
        )],
    );
    assert_eq!(form.answers("help", &points)[..1], ["0+2"]);
}

#[test]
fn a_cell_alone_is_parted_by_blanks() {
    let csv = export(
        ';',
        "services/help;services/why",
        &["a_lot reports;a", ";b", "none;c"],
    );
    assert_eq!(names().answers("help", &csv), ["0+2", "-", "3"]);
}

#[test]
fn labels_of_several_words_are_found_longest_first() {
    let form = Form::new(None, vec![multi("help", "What helped?", LABELS)]);
    let csv = export(
        ';',
        "What helped?;Why?",
        &[
            "A lot Reports;a",
            "A lot of advice A lot;b",
            "A lot of advice Reports;c",
            "None of these;d",
        ],
    );
    assert_eq!(form.answers("help", &csv), ["0+2", "0+1", "1+2", "3"]);
    let columns = export(
        ';',
        "What helped?;What helped?/A lot;What helped?/A lot of advice;What helped?/Reports;What helped?/None of these;Why and/or how?",
        &["A lot Reports;1;0;1;0;a"],
    );
    assert_eq!(form.answers("help", &columns), ["0+2"]);
    let detected = detect("a.csv", columns.as_bytes()).unwrap().value;
    assert_eq!(detected.questions, ["What helped?", "Why and/or how?"]);
}

#[test]
fn a_question_is_found_when_its_group_has_another_name() {
    let csv = export(';', BOTH, &["a_lot;1;0;0;0;a"]).replace("services/", "round_2/use/");
    assert_eq!(names().answers("help", &csv), ["0"]);
    let none = export(';', BOTH, &["a_lot;1;0;0;0;a"]).replace("services/", "");
    assert_eq!(names().answers("why", &none), ["\"a\""]);
}

#[test]
fn names_that_were_cut_differ_by_wave() {
    let cut = &["a_lot", "a_lot_of_a", "rep", "2___a_little"];
    let form = Form::new(
        None,
        vec![coded(
            multi("help", "What helped?", LABELS),
            "help_cut",
            cut,
        )],
    );
    let csv = export(
        ';',
        "help_cut;help_cut/a_lot;help_cut/a_lot_of_a;help_cut/rep;help_cut/2___a_little;why",
        &["rep;0;0;1;0;a", "2___a_little;0;0;0;1;b"],
    );
    assert_eq!(form.answers("help", &csv), ["2", "3"]);
}

#[test]
fn what_tells_who_somebody_is_is_not_read() {
    let csv = export(
        ';',
        "deviceid;username;phonenumber;home;_home_latitude;_home_longitude;_home_altitude;_home_precision;spot;services/help;services/why",
        &[
            "d;ann;0123;54.97 -1.61 0 0;54.97;-1.61;0;0;54.1 -1.2 0 0;a_lot;a",
            "d;bob;0124;54.98 -1.62 0 0;54.98;-1.62;0;0;;reports;b",
        ],
    );
    assert_eq!(names().responses(&csv).quality().personal_columns, 9);
    let detected = detect("a.csv", csv.as_bytes()).unwrap().value;
    assert_eq!(detected.questions, ["services/help", "services/why"]);
}

#[test]
fn a_response_that_was_not_approved_is_reported() {
    let csv = export(';', "services/help;why", &["a_lot;a", "reports;b"]).replacen(
        ";;0\n",
        ";Not approved;0\n",
        1,
    );
    let fault = names().fault(Code::IngestNotApproved, &csv);
    assert!(
        fault.contains("warning") && fault.ends_with("row 2"),
        "{fault}"
    );
    assert_eq!(names().finished_only().responses(&csv).respondents(), 2);
}

#[test]
fn a_sheet_of_a_repeating_group_is_not_the_responses() {
    let csv =
        "pet,_index,_parent_table_name,_parent_index,_submission__uuid,_uuid\ncat,1,form,1,a,b\n";
    let detected = detect("a.csv", csv.as_bytes());
    assert!(detected.map_or(true, |d| d.value.platform != Platform::KoboToolbox));
}

#[test]
fn ten_thousand_names_are_told_apart_in_time() {
    let mut headings = String::from("services/help;services/why");
    let mut row = String::from("a_lot;a");
    for name in 0..10_000 {
        headings.push_str(&format!(";g{}/q{name}/o", name % 7));
        row.push_str(";1");
    }
    let csv = export(';', &headings, &[&row, &row]);
    assert_eq!(names().answers("help", &csv), ["0", "0"]);
}

#[test]
fn options_hold_the_separator_and_groups_stand_in_front() {
    let form = Form::new(
        None,
        vec![
            multi(
                "use",
                "Which do you use?",
                &["Bash/Shell", "C", "Web/Pages", "Web/Mail"],
            ),
            multi("a", "Round/First?", &["Yes", "Maybe"]),
            multi("b", "Round/Second?", &["Yes", "Maybe"]),
        ],
    );
    let csv = export(
        ';',
        "Which do you use?/Bash/Shell;Which do you use?/C;Which do you use?/Web/Pages;Which do you use?/Web/Mail;Age?;Round/First?/Yes;Round/First?/Maybe;Round/Second?/Yes;Round/Second?/Maybe",
        &["1;0;1;0;31;1;0;0;1", "0;1;0;1;44;0;0;1;0"],
    );
    assert_eq!(form.answers("use", &csv), ["0+2", "1+3"]);
    assert_eq!(form.answers("a", &csv), ["0", "-"]);
    assert_eq!(form.answers("b", &csv), ["1", "0"]);
    let detected = detect("a.csv", csv.as_bytes()).unwrap().value;
    assert_eq!(
        detected.questions,
        ["Which do you use?", "Age?", "Round/First?", "Round/Second?"]
    );
}
