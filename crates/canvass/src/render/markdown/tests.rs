use super::*;
use crate::document::sample;

fn sample() -> String {
    markdown(&sample::document(), |figure| {
        format!("figures/{}.svg", figure.anchor())
    })
}

#[test]
fn the_sample_reads_as_it_should() {
    assert_eq!(sample(), include_str!("tests/document.md"));
}

#[test]
fn no_markup_comes_from_the_words_of_the_document() {
    let markdown = sample();
    assert!(!markdown.contains("<script"));
    assert!(!markdown.contains("<b>"));
    assert!(markdown.contains("&lt;script&gt;alert(1)&lt;/script&gt;"));
}

#[test]
fn every_row_of_a_table_has_as_many_cells_as_its_head() {
    let markdown = sample();
    let mut cells = None;
    for line in markdown.lines() {
        if !line.starts_with('|') {
            cells = None;
            continue;
        }
        let bars = line.replace("\\|", "").matches('|').count();
        assert_eq!(*cells.get_or_insert(bars), bars, "{line}");
    }
}
