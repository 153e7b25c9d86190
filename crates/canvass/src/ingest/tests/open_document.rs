use super::workbooks::{archive, expected, refused};
use super::*;

fn why() -> Form {
    Form::new(None, vec![text("why", "Why?"), number("n", "How many?")])
}

/// A spreadsheet with these elements in the place of sheets.
pub(super) fn spreadsheet(tables: &str) -> Vec<u8> {
    let content = format!(
        r#"<?xml version="1.0" encoding="UTF-8"?><office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"><office:automatic-styles><style:style style:name="ta1" style:family="table"><style:table-properties table:display="true"/></style:style><style:style style:name="ta2" style:family="table"><style:table-properties table:display="false"/></style:style></office:automatic-styles><office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"#
    );
    archive(&[
        (
            "mimetype",
            b"application/vnd.oasis.opendocument.spreadsheet",
        ),
        ("content.xml", content.as_bytes()),
    ])
}

const HEADINGS: &str = "<table:table-header-rows><table:table-row><table:table-cell><text:p>Timestamp</text:p></table:table-cell><table:table-cell><text:p>Why?</text:p></table:table-cell><table:table-cell><text:p>How many?</text:p></table:table-cell></table:table-row></table:table-header-rows>";

/// A sheet named S with the headings and these rows.
fn sheet(rows: &str) -> String {
    format!(
        r#"<table:table table:name="S" table:style-name="ta1"><table:table-column table:number-columns-repeated="16384"/>{HEADINGS}{rows}</table:table>"#
    )
}

/// A row with this cell under "Why?".
fn row(cell: &str) -> String {
    format!(
        r#"<table:table-row><table:table-cell/>{cell}<table:table-cell office:value-type="float" office:value="36"><text:p>36.00</text:p></table:table-cell><table:table-cell table:number-columns-repeated="16381"/></table:table-row>"#
    )
}

#[test]
fn cells_are_read_as_they_are_shown() {
    let typed = |kind: &str, value: &str| {
        format!(
            r#"<table:table-cell office:value-type="{kind}" {value}><text:p>shown</text:p></table:table-cell>"#
        )
    };
    let words = |words: &str| {
        format!(r#"<table:table-cell office:value-type="string">{words}</table:table-cell>"#)
    };
    let cells = [
        (
            typed("float", r#"office:value="1.10000000001E+11""#),
            "110000000001",
        ),
        (typed("float", r#"office:value="3.0""#), "3"),
        (typed("percentage", r#"office:value="0.25""#), "0.25"),
        (
            typed("currency", r#"office:currency="GBP" office:value="12.5""#),
            "12.5",
        ),
        (typed("boolean", r#"office:boolean-value="true""#), "TRUE"),
        (
            typed("date", r#"office:date-value="2024-05-07""#),
            "2024-05-07",
        ),
        (
            typed(
                "date",
                r#"office:date-value="2024-05-07T21:08:06.999999999""#,
            ),
            "2024-05-07 21:08:07",
        ),
        (
            typed("date", r#"office:date-value="2024-05-07T00:00:00""#),
            "2024-05-07",
        ),
        (
            typed("time", r#"office:time-value="PT09H05M00S""#),
            "09:05:00",
        ),
        (
            typed("time", r#"office:time-value="PT26H01M04.9999999S""#),
            "26:01:05",
        ),
        (
            typed("float", r#"table:formula="of:=1+1" office:value="2""#),
            "2",
        ),
        (words("<text:p>#N/A</text:p>"), "#N/A"),
        (words("<text:p>one  \n two</text:p>"), "one two"),
        (
            words(r#"<text:p>a<text:s text:c="3"/>b<text:s/><text:tab/>c</text:p>"#),
            "a   b \tc",
        ),
        (
            words("<text:p>a</text:p><text:p/><text:p>b<text:line-break/>c</text:p>"),
            "a\n\nb\nc",
        ),
        (
            words(
                "<text:p>ca<text:span>f\u{e9}</text:span> <text:a>&amp; &#163;5</text:a></text:p>",
            ),
            "caf\u{e9} & \u{a3}5",
        ),
        (
            words(
                "<office:annotation><text:p>a remark</text:p></office:annotation><text:p>said</text:p>",
            ),
            "said",
        ),
        (
            words(
                "<text:p>said<text:note><text:note-body><text:p>x</text:p></text:note-body></text:note></text:p>",
            ),
            "said",
        ),
        (
            r#"<table:table-cell office:value-type="string" office:string-value="stated"/>"#
                .to_owned(),
            "stated",
        ),
        (
            "<table:table-cell><text:p>no type</text:p></table:table-cell>".to_owned(),
            "no type",
        ),
    ];
    let rows: String = cells.iter().map(|(cell, _)| row(cell)).collect();
    let bytes = spreadsheet(&sheet(&rows));
    let expected = cells.each_ref().map(|(_, text)| expected(text));
    assert_eq!(why().answers("why", &bytes), expected);
    assert_eq!(why().answers("n", &bytes), vec!["36"; cells.len()]);
}

#[test]
fn empty_and_covered_cells_and_rows_keep_their_places_and_cost_nothing() {
    let rows = [
        r#"<table:table-row table:number-rows-repeated="7"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>"#.to_owned(),
        r#"<table:table-row-group><table:table-row table:number-rows-repeated="2"><table:table-cell table:number-columns-repeated="1"/><table:table-cell office:value-type="string"><text:p>twice</text:p></table:table-cell><table:table-cell office:value-type="string"><text:p>lots</text:p></table:table-cell></table:table-row></table:table-row-group>"#.to_owned(),
        r#"<table:table-row><table:covered-table-cell table:number-columns-repeated="2"><text:p>under</text:p></table:covered-table-cell><table:table-cell office:value-type="float" office:value="5"/></table:table-row>"#.to_owned(),
        r#"<table:table-row table:number-rows-repeated="18446744073709551615"><table:table-cell table:number-columns-repeated="18446744073709551615"/></table:table-row>"#.to_owned(),
    ]
    .concat();
    let bytes = spreadsheet(&sheet(&rows));
    assert_eq!(
        why().answers("why", &bytes),
        ["\"twice\"", "\"twice\"", "-"]
    );
    assert_eq!(why().answers("n", &bytes), ["?", "?", "5"]);
    let fault = why().fault(Code::IngestUnusable, &bytes);
    assert!(fault.contains("row 9"), "{fault}");
}

#[test]
fn hidden_sheets_and_deleted_cells_are_left_out() {
    let rows: String = (0..3)
        .map(|_| row("<table:table-cell><text:p>h</text:p></table:table-cell>"))
        .collect();
    let hidden = sheet(&rows)
        .replace("ta1", "ta2")
        .replace("\"S\"", "\"Hidden &amp; gone\"");
    let deleted =
        format!("<table:tracked-changes>{hidden}</table:tracked-changes>").replace("ta2", "ta1");
    let seen = sheet(&row(
        "<table:table-cell><text:p>seen</text:p></table:table-cell>",
    ));
    let bytes = spreadsheet(&[deleted, hidden, seen].concat());
    assert_eq!(why().answers("why", &bytes), ["\"seen\""]);
    let mut form = why();
    form.survey.waves[0].sheet = Some("Hidden & gone".to_owned());
    assert_eq!(form.answers("why", &bytes).len(), 3);
}

#[test]
fn a_locked_file_is_named_as_such() {
    let bytes = archive(&[
        ("content.xml", b"\x8a\x91\x02"),
        (
            "META-INF/manifest.xml",
            b"<m:file-entry m:full-path=\"content.xml\"><m:encryption-data/></m:file-entry>",
        ),
    ]);
    let fault = why().fault(Code::IngestUnreadable, bytes);
    assert!(fault.contains("password"), "{fault}");
}

#[test]
fn a_file_that_is_cut_short_or_damaged_is_refused() {
    let whole = sheet(&row("<table:table-cell/>"));
    for tables in [
        &whole[..whole.len() - 20],
        "<table:table></table:row></table:table>",
        "<table:table><table:table-row><table:table-cell><text:p>&unknown;</text:p></table:table-cell></table:table-row></table:table>",
    ] {
        assert_eq!(
            refused(&spreadsheet(tables)),
            Code::IngestUnreadable,
            "{tables}"
        );
    }
}
