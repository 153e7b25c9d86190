//! Tables that no platform wrote: what is refused, and what a person is told.

use crate::diagnostics::{Code, Diagnostics, Position, Severity};
use crate::ingest::{Inspection, inspect};

fn look(csv: &str) -> (Inspection, Diagnostics) {
    let found = inspect("e.csv", csv.as_bytes(), None).unwrap();
    (found.value, found.diagnostics)
}

fn refused(csv: &str) -> Diagnostics {
    inspect("e.csv", csv.as_bytes(), None).unwrap_err()
}

fn times(row: &str, count: usize) -> String {
    format!("{row}\n").repeat(count)
}

#[test]
fn a_file_without_headings_is_refused_at_its_first_row() {
    let answers = format!(
        "Yes,No,Maybe\n{}",
        times("No,Yes,No\nMaybe,Maybe,Yes\nYes,No,No\nNo,No,Maybe", 5)
    );
    let people =
        "Amelia Zorkin,a.zorkin@example.org,Yes\nBronte Quibble,q1@example.org,No\n".to_owned();
    for (csv, row) in [
        (answers.clone(), 1),
        (format!(",,\n{answers}"), 2),
        (people, 1),
    ] {
        let faults = refused(&csv);
        let fault = faults.iter().next().unwrap();
        assert_eq!(fault.code, Code::IngestNoHeadings);
        assert_eq!(fault.place.position, Position::Record { record: row });
        assert!(!faults.to_string().contains("Zorkin") && !faults.to_string().contains("Maybe"));
    }
}

#[test]
fn headings_that_come_again_as_answers_are_headings_still() {
    // A column of an option repeats its heading; a question may be called like one of its answers.
    let (found, faults) = look(&format!(
        "Advice,Training,Member?\n{}",
        times(
            "Advice,,Member\n,Training,Friend\nAdvice,Training,Member",
            4
        )
    ));
    assert_eq!(found.records, 12);
    assert!(faults.is_empty(), "{faults}");
}

#[test]
fn columns_without_a_heading_are_told_with_their_letters() {
    let (found, faults) = look(&format!(
        "Did you come?,,Age,\n{}",
        times("Yes,Red,41,a\nNo,Blue,55,b", 6)
    ));
    let warning = faults.iter().next().unwrap();
    assert_eq!(
        (warning.code, warning.severity),
        (Code::IngestNoHeadings, Severity::Warning)
    );
    assert!(warning.message.starts_with("columns B and D"), "{warning}");
    assert_eq!(warning.place.position, Position::Record { record: 1 });
    assert!(found.questions.len() >= 2);
}

#[test]
fn a_text_with_commas_is_refused() {
    let prose = "It rained, and we went in.\nThere was tea, cake, and talk.\nNobody left, not even late, or tired.\n\
                 We sang, we danced, we laughed.\n";
    let faults = refused(prose);
    assert_eq!(
        faults.iter().next().unwrap().code,
        Code::IngestUnknownLayout
    );
}

#[test]
fn words_and_nothing_else_are_warned_of() {
    let (_, faults) = look("What did you think?,What did you do?\nIt hurt,Sat\n");
    let warning = faults.iter().next().unwrap();
    assert_eq!(
        (warning.code, warning.severity),
        (Code::IngestUnknownLayout, Severity::Warning)
    );
    assert!(!faults.to_string().contains("hurt"), "{faults}");
    let (_, faults) = look(&format!(
        "Did you come?,Why?\n{}",
        times("Yes,It hurt\nNo,", 6)
    ));
    assert!(faults.is_empty(), "{faults}");
}

#[test]
fn a_named_total_in_the_last_row_is_no_response() {
    let people = times("Yes,3,41\nNo,1,29\nYes,2,50", 20);
    let (found, _) = look(&format!(
        "Did you come?,Visits,Age\n{people}TOTAL,118,3000\n"
    ));
    assert_eq!(found.records, 60);
}
