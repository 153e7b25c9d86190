//! What the sheet "Read me" says.

#[cfg(feature = "spreadsheets")]
use super::sheet::Sheet;

/// The label of the cell with the coder's name.
pub(super) const CODER: &str = "Coder";

/// The rows of the sheet: a label and what it means.
#[cfg(feature = "spreadsheets")]
pub(super) fn rows(sheet: &Sheet) -> Vec<(String, String)> {
    let row = |label: &str, text: &str| (label.to_owned(), text.to_owned());
    let mut rows = vec![
        row("", &sheet.title),
        row(CODER, &sheet.coder),
        row("Codebook", &sheet.codebook),
        row("Answers", &sheet.rows.len().to_string()),
        row("", ""),
    ];
    if sheet.coder.is_empty() {
        rows.push(row("First", "Write your name beside \"Coder\" above."));
    }
    let what = if sheet.is_blind {
        "You are the second coder. The sheet shows no codes, so that yours are your own. Please do not look at the first coder's sheet."
    } else {
        "The sheet shows the codes that count now. Correct them where they are wrong. Answers where looking helps most stand at the top; you need not reach the end."
    };
    rows.push(row("What this is", what));
    for (label, text) in [
        (
            "codes: ...",
            "Codes that apply, by their ids, with ; between them. The sheet \"Codes\" says what each means. A code below another, such as knowledge.memory, brings the one above along.",
        ),
        ("stance", "What the answer mainly is. Choose from the list."),
        (
            "evidence",
            "If you like, the words that show it, copied from the answer, a piece on each line. They count for the codes that you add in this row. Put a code and a colon first to say which one: voice: our campaign",
        ),
        (
            "quote_ok",
            "yes: the report may quote the answer. no: it may not. redact: it may quote what you write under redacted_quote.",
        ),
        (
            "redacted_quote",
            "The answer's words with what could say who wrote it changed; put what you change in square brackets: [a town in Wales]. Leave words out with dots: ...",
        ),
        ("note", "Anything to remember. It is never published."),
        (
            "done",
            "yes: you have finished with this answer, and its codes are as they should be. A blank cell of codes then means that no code applies.",
        ),
        (
            "Sorting",
            "You can sort, filter, hide and delete rows. A row that is not there decides nothing. The grey columns at the end belong to their row: do not change them.",
        ),
        (
            "Blank",
            "A cell that you leave as it is decides nothing, unless the row is done. A blank cell in a row that is not done decides nothing either.",
        ),
        (
            "Then",
            "Save the file as .xlsx or as CSV, and take it in: canvass review import FILE",
        ),
        (
            "Private",
            "This file holds people's answers. Keep it as safe as the exports.",
        ),
    ] {
        rows.push(row(label, text));
    }
    rows
}
