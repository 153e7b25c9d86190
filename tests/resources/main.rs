//! Hostile exports end in a fault, without the memory that they ask for.
//!
//! Each file is built in memory, small or large, and read; how much the reader allocates besides is counted and
//! held to a bound. Time is bounded by the same limits, and never measured: a test must not depend on the machine.

mod files;

use std::sync::{Mutex, MutexGuard, PoisonError};

use canvass::diagnostics::Code;
use canvass::ingest;
use files::{archive, ods, xlsx, xlsx_with};
use peak_alloc::PeakAlloc;

#[global_allocator]
static ALLOCATOR: PeakAlloc = PeakAlloc;

/// What is allocated is counted for all threads together, so one file is read at a time.
static ALONE: Mutex<()> = Mutex::new(());

fn alone() -> MutexGuard<'static, ()> {
    ALONE.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Reads a file and gives the fault that stops it, and how many MiB the reader had allocated at the most.
fn read(bytes: &[u8]) -> (Option<Code>, usize) {
    let before = PeakAlloc.current_usage();
    PeakAlloc.reset_peak_usage();
    let code = match ingest::detect("export", bytes) {
        Ok(_) => None,
        Err(faults) => faults.iter().map(|fault| fault.code).next(),
    };
    let peak = PeakAlloc.peak_usage().saturating_sub(before);
    (code, peak >> 20)
}

/// Asserts that a file is refused with a code, and that at most so many MiB were allocated.
#[track_caller]
fn refused(what: &str, bytes: &[u8], code: Code, most: usize) {
    let (found, peak) = read(bytes);
    assert_eq!(found, Some(code), "{what}");
    assert!(peak <= most, "{what}: {peak} MiB");
}

const TABLE: &str = "<table:table table:name=\"S\">";

#[test]
fn archives_that_unpack_to_far_more_than_their_size() {
    let _alone = alone();
    let padding = " ".repeat(64 << 20);
    refused("xlsx", &xlsx(&padding), Code::IngestTooLarge, 4);
    refused("ods", &ods(&padding), Code::IngestTooLarge, 4);
    let part = vec![0; 40 << 20];
    let picture = archive(&[("content.xml", b"<x/>"), ("Pictures/1.png", &part)]);
    refused("a part that is not read", &picture, Code::IngestTooLarge, 4);
}

#[test]
fn a_million_columns() {
    let _alone = alone();
    let row = ",".repeat(1_000_000);
    refused("text", row.as_bytes(), Code::IngestTooLarge, 64);
    let cell = r#"<c t="inlineStr"><is><t>a</t></is></c>"#;
    let cells = format!("<row>{}</row>", cell.repeat(1_000_000));
    refused("xlsx", &xlsx(&cells), Code::IngestTooLarge, 16);
    let cell = r#"<table:table-cell office:value-type="float" office:value="1"/>"#;
    let cells = format!("{TABLE}<table:table-row>{}", cell.repeat(400_000));
    refused("ods", &ods(&cells), Code::IngestTooLarge, 16);
    let repeated = format!(
        r#"{TABLE}<table:table-row><table:table-cell office:value-type="float" office:value="1" table:number-columns-repeated="1000000"/>"#
    );
    refused("ods, repeated", &ods(&repeated), Code::IngestTooLarge, 1);
}

#[test]
fn a_cell_of_fifty_megabytes() {
    let _alone = alone();
    let long = files::words(1 << 20).repeat(50);
    let text = format!("Timestamp,Why?\n1,\"{long}\"\n");
    refused("text", text.as_bytes(), Code::IngestTooLarge, 256);
    let unclosed = format!("Timestamp,Why?\n1,\"{}", "2,x\n".repeat(12 << 20));
    refused(
        "never closed",
        unclosed.as_bytes(),
        Code::IngestTooLarge,
        256,
    );
    // No more than is needed: packing takes time.
    let long = &long[..8 << 20];
    let cell = format!(r#"<row r="1"><c r="A1" t="inlineStr"><is><t>{long}</t></is></c></row>"#);
    refused("xlsx", &xlsx(&cell), Code::IngestTooLarge, 4);
    let shared = format!("<sst><si><t>{long}</t></si></sst>");
    refused(
        "shared",
        &xlsx_with("", &[("xl/sharedStrings.xml", shared.as_bytes())]),
        Code::IngestTooLarge,
        4,
    );
    let cell = format!("{TABLE}<table:table-row><table:table-cell><text:p>{long}</text:p>");
    refused("ods", &ods(&cell), Code::IngestTooLarge, 4);
    // In pieces that are short, with words between them that pack badly.
    let pieces = format!("<text:p>{}</text:p>", &long[..40_000]).repeat(100);
    let cell = format!("{TABLE}<table:table-row><table:table-cell>{pieces}");
    refused("ods, in pieces", &ods(&cell), Code::IngestTooLarge, 8);
    let spaces = r#"<text:p><text:s text:c="4000000000"/></text:p>"#;
    let cell = format!("{TABLE}<table:table-row><table:table-cell>{spaces}");
    refused("ods, spaces", &ods(&cell), Code::IngestTooLarge, 8);
}

#[test]
fn a_million_nested_elements() {
    let _alone = alone();
    let nested = "<c>".repeat(1_000_000);
    refused("ods", &ods(&nested), Code::IngestTooLarge, 4);
    refused("xlsx", &xlsx(&nested), Code::IngestTooLarge, 4);
    let paragraphs = "<text:p>".repeat(1_000_000);
    let cell = format!("{TABLE}<table:table-row><table:table-cell>{paragraphs}");
    refused("ods, paragraphs", &ods(&cell), Code::IngestTooLarge, 4);
}

#[test]
fn entities_that_grow() {
    let _alone = alone();
    let mut laughs = "<!DOCTYPE x [<!ENTITY a \"ha\">".to_owned();
    for (entity, other) in ('b'..='j').zip('a'..) {
        let others = format!("&{other};").repeat(10);
        laughs += &format!("<!ENTITY {entity} \"{others}\">");
    }
    laughs += "]>";
    let cell = format!(
        "{laughs}<x>{TABLE}<table:table-row><table:table-cell><text:p>&j;</text:p></table:table-cell></table:table-row></table:table></x>"
    );
    refused(
        "ods",
        &archive(&[("content.xml", cell.as_bytes())]),
        Code::IngestUnreadable,
        4,
    );
    let shared = format!("{laughs}<sst><si><t>&j;</t></si></sst>");
    refused(
        "xlsx",
        &xlsx_with("", &[("xl/sharedStrings.xml", shared.as_bytes())]),
        Code::IngestUnreadable,
        4,
    );
}

#[test]
fn cells_far_out_and_rows_repeated() {
    let _alone = alone();
    let corner = r#"<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>"#;
    let (code, peak) = read(&xlsx(corner));
    assert!(code.is_some() && peak <= 4, "{peak} MiB");
    let corners: String = (1..=5000)
        .map(|row| format!(r#"<row r="{row}"><c r="XFD{row}"><v>1</v></c></row>"#))
        .collect();
    refused(
        "a far cell in every row",
        &xlsx(&corners),
        Code::IngestTooLarge,
        64,
    );
    let row = |times: &str, cells: &str| {
        format!(
            r#"{TABLE}<table:table-row table:number-rows-repeated="{times}">{cells}</table:table-row></table:table>"#
        )
    };
    let filled = r#"<table:table-cell office:value-type="float" office:value="1"/>"#;
    let empty = r#"<table:table-cell table:number-columns-repeated="1000000000"/>"#;
    refused(
        "a row",
        &ods(&row("1000000000", filled)),
        Code::IngestTooLarge,
        1,
    );
    refused(
        "as often as it may",
        &ods(&row("1999999", filled)),
        Code::IngestTooLarge,
        300,
    );
    refused(
        "nothing",
        &ods(&row("18446744073709551615", empty)),
        Code::IngestEmpty,
        1,
    );
    let long = format!(
        "<table:table-cell><text:p>{}</text:p></table:table-cell>",
        files::words(1 << 19)
    );
    refused(
        "a long answer",
        &ods(&row("100000", &long)),
        Code::IngestTooLarge,
        160,
    );
}

#[test]
fn very_many_sheets() {
    let _alone = alone();
    let table = format!("{TABLE}</table:table>");
    refused("ods", &ods(&table.repeat(100_000)), Code::IngestTooLarge, 4);
    let sheets = r#"<sheet name="S" sheetId="1" r:id="r1"/>"#.repeat(10_000);
    refused(
        "xlsx",
        &files::xlsx_of_sheets(&sheets),
        Code::IngestTooLarge,
        16,
    );
}
