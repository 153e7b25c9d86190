use super::*;
use crate::document::sample;

#[test]
fn the_sample_reads_as_it_should() {
    assert_eq!(
        text(&sample::document()),
        include_str!("tests/document.txt")
    );
}

#[test]
fn no_line_holds_a_control_character_or_ends_in_a_space() {
    for line in text(&sample::document()).lines() {
        assert!(!line.contains(char::is_control), "{line:?}");
        assert_eq!(line.trim_end(), line);
    }
}

#[test]
fn every_figure_of_a_table_stands_behind_the_heading_of_its_column() {
    let document = sample::document();
    let text = text(&document);
    for table in document.tables() {
        for row in table.rows() {
            let line = text
                .lines()
                .find(|line| line.starts_with(&format!("- {}.", row.head)));
            for (column, cell) in table.columns().iter().zip(&row.cells) {
                let said = format!("{}: {}", column.label, cell.shown());
                assert!(text.contains(&said), "{said} in {line:?}");
            }
        }
    }
}
