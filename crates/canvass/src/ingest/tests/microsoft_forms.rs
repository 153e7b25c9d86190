use super::*;

const META: &str = "ID,Start time,Completion time,Email,Name";

fn csv(headings: &str, rows: &[&str]) -> String {
    let mut csv = format!("{META},{headings}\n");
    for (index, row) in rows.iter().enumerate() {
        csv.push_str(&format!(
            "{},8/20/25 12:51:45,8/20/25 12:59:45,anonymous,,{row}\n",
            index + 1
        ));
    }
    csv
}

#[test]
fn options_end_with_a_semicolon_and_may_hold_commas() {
    let form = Form::new(
        None,
        vec![multi(
            "h",
            "How?",
            &["Reports, toolkits", "Events", "Other"],
        )],
    );
    let csv = csv(
        "How?",
        &[
            "\"Reports, toolkits;Events;\"",
            "Events;",
            "\"Events;a lift, twice;\"",
            "my own; words;",
            "",
        ],
    );
    assert_eq!(
        form.answers("h", &csv),
        ["0+1", "1", "1+2:a lift, twice", "2:my own; words"]
    );
    assert_eq!(form.responses(&csv).quality().blank_records, 1);
}

#[test]
fn an_option_with_a_semicolon_is_taken_whole() {
    let form = Form::new(
        None,
        vec![multi("h", "How?", &["Reports; toolkits", "Reports"])],
    );
    let csv = csv(
        "How?",
        &[
            "Reports; toolkits;",
            "Reports;",
            "Reports;Reports; toolkits;",
        ],
    );
    assert_eq!(form.answers("h", &csv), ["0", "1", "0+1"]);
}

#[test]
fn headings_that_occur_twice_have_a_digit_glued_on() {
    let both = Form::new(
        None,
        vec![text("a", "Please explain"), text("b", "Please explain")],
    );
    let csv = csv("Please explain,Please explain2", &["x,y"]);
    assert_eq!(both.answers("a", &csv), ["\"x\""]);
    assert_eq!(both.answers("b", &csv), ["\"y\""]);
    let second = Form::new(
        None,
        vec![text("a", "Please explain"), text("b", "Please explain2")],
    );
    assert_eq!(second.answers("b", &csv), ["\"y\""]);
}

#[test]
fn a_digit_at_the_end_of_a_wording_is_its_own() {
    let form = Form::new(
        None,
        vec![number("a", "Events in 2023"), number("b", "Events in 2024")],
    );
    let csv = csv("Events in 2024,Events in 2023", &["4,3"]);
    assert_eq!(form.answers("a", &csv), ["3"]);
    assert_eq!(form.answers("b", &csv), ["4"]);
}

#[test]
fn headings_carry_no_break_spaces_and_line_breaks() {
    let form = Form::new(None, vec![text("a", "Why do you come?")]);
    let csv = csv("\"Why\u{a0}do you\ncome?\u{a0}\"", &["tea"]);
    assert_eq!(form.answers("a", &csv), ["\"tea\""]);
}

#[test]
fn what_the_platform_writes_is_neither_reported_nor_read() {
    let form = Form::new(None, vec![text("a", "Why?")]);
    let csv = csv(
        "Last modified time,Language,Total points,Quiz feedback,Why?,Points - Why?,Feedback - Why?",
        &["x,English,,,tea,,"],
    );
    let read = form.read(&csv).unwrap();
    assert_eq!(read.value.quality().unmapped_columns, 0);
    assert_eq!(read.value.quality().personal_columns, 2);
    let codes: Vec<Code> = read.diagnostics.iter().map(|d| d.code).collect();
    assert_eq!(codes, [Code::IngestPersonalData; 2]);
}
