//! What a sheet shows, and which rows of it are refused.

use super::*;

#[test]
fn a_row_shows_what_was_found_and_why_to_look() {
    let world = World::new();
    let page = world.open();
    assert_eq!(page.get("Ŵ", "codes: theme"), "voice; resourcing");
    assert_eq!(page.get("Ŵ", "codes: role"), "funder");
    assert_eq!(
        page.get("Ŵ", "suggested codes"),
        "role:funder \"grant\" [rule #1]\ntheme:resourcing \"grant\" [rule #1]\ntheme:voice \"campaign\" [rule #1]"
    );
    assert_eq!(page.get("Ŵ", "stance"), "impact");
    assert_eq!(page.get("00123", "why queued"), "no code found");
    let first: Vec<&String> = page
        .rows
        .iter()
        .map(|row| &row[page.column("priority")])
        .collect();
    assert_eq!(first[..2], ["1", "2"]);
    assert_eq!(page.row("n/a"), page.rows.len() - 1);
}

#[test]
fn rows_that_cannot_be_taken_in_are_refused_with_their_numbers() {
    let world = World::new();
    let mut page = world
        .open()
        .set("Your", "codes: theme", "voice; voise")
        .set(
            "Your",
            "codes: role",
            "funder secret words of somebody's own",
        )
        .set("Your", "stance", "impct")
        .set("The grant", "codes: theme", "voice")
        .set("The grant", "answer", "The grants secret")
        .set("00123", "sheet_id", "canvass-review-1/0000/open/Ann")
        .set("=1+1", "state_hash", "state:0123")
        .set("'quoted'", "answer_hash", "sha256:0");
    let twice = page.rows[page.row("Ŵ")].clone();
    page.rows.push(twice);
    let key = page.column("row_key");
    let none = page.row("n/a");
    page.rows[none][key].clear();
    let read = world.import(&page);
    assert!(read.value.decisions.is_empty());
    assert_eq!(read.value.refused, 8);
    let faults = read.diagnostics.to_string();
    assert!(!faults.contains("secret"), "{faults}");
    let fault = |words: &str, message: &str| {
        let row = page.row(words) + 2;
        let found = read.diagnostics.iter().any(|fault| {
            fault.place.to_string().contains(&format!(": row {row}, "))
                && fault.message.contains(message)
        });
        assert!(found, "row {row}: {message} in\n{faults}");
    };
    fault(
        "Your",
        "what stands at place 2 of 2 here is not a code of theme; did you mean \"voice\"?",
    );
    fault("Your", "this is not a code of role");
    fault("Your", "did you mean \"impact\"?");
    fault("The grants", "the answer's text was changed");
    fault("00123", "another project");
    fault("=1+1", "hidden columns");
    fault("'quoted'", "another text");
    fault("Ŵ", "several rows");
    fault("n/a", "no key");
}

#[test]
fn a_file_that_is_no_sheet_is_refused_as_a_whole() {
    let world = World::new();
    let fault = |bytes: &[u8]| world.read(bytes, false).unwrap_err().to_string();
    assert!(fault(b"a,b\n1,2\n").contains("review/not-a-sheet"));
    let mut page = world.open();
    let at = page.column("state_hash");
    for row in std::iter::once(&mut page.headings).chain(&mut page.rows) {
        row.remove(at);
    }
    assert!(fault(&page.csv()).contains("no column \"state_hash\""));
    let nameless = world.page(&Perspective::Open, "").set("Your", "note", "x");
    assert!(fault(&nameless.csv()).contains("review/nameless"));
}

#[test]
fn text_as_spreadsheets_save_it_comes_back_whole() {
    let mut world = World::with(&[
        "Your campaign “loud”",
        "=1+1",
        "1/2",
        "TRUE",
        "'a",
        "caf\u{e9}\nbar",
        "-",
    ]);
    let page =
        world
            .open()
            .set("Your", "codes: theme", "resourcing")
            .set("caf", "note", "\u{e9}t\u{e9}");
    let utf8 = String::from_utf8(page.csv()).unwrap();
    for cell in ["\"'=1+1\"", "\"'1/2\"", "\"'TRUE\"", "\"''a\"", "\"'-\""] {
        assert!(utf8.contains(cell), "{cell}");
    }
    let expected = world.import(&page).value;
    assert_eq!(what(&expected).len(), 2);
    // Semicolons, and quotation marks only where they are needed, in the encoding of Windows.
    let mut other = String::new();
    for row in std::iter::once(&page.headings).chain(&page.rows) {
        let cells = row.iter().map(|cell| {
            let risky = cell.starts_with(|c: char| c.is_ascii_digit() || "=-'".contains(c));
            let risky = risky || cell == "TRUE";
            let lead = if risky { "'" } else { "" };
            let cell = format!("{lead}{cell}");
            if cell.contains([';', '"', '\n']) {
                format!("\"{}\"", cell.replace('"', "\"\""))
            } else {
                cell
            }
        });
        other.push_str(&cells.collect::<Vec<_>>().join(";"));
        other.push_str("\r\n");
    }
    let (windows, _, lost) = encoding_rs::WINDOWS_1252.encode(&other);
    assert!(!lost);
    let read = world.read(&windows, false).unwrap();
    assert_eq!(what(&read.value), what(&expected), "{}", read.diagnostics);
    assert_eq!(read.value.refused, 0, "{}", read.diagnostics);
    world.log.extend(read.value.decisions);
    assert!(world.import(&page).value.decisions.is_empty());
}
