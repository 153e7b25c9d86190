use super::*;
use crate::diagnostics::Position;
use crate::ingest::read_file;

fn why() -> Form {
    Form::new(None, vec![text("why", "Why?"), text("how", "How?")])
}

fn utf_16(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

#[test]
fn the_same_answers_come_out_of_every_encoding() {
    let csv = "Timestamp,Why?,How?\n1,caf\u{e9} \u{2019}n\u{2019} \u{a3}5,b\n";
    let windows = encoding_rs::WINDOWS_1252.encode(csv).0;
    for bytes in [
        csv.as_bytes().to_vec(),
        format!("\u{feff}{csv}").into_bytes(),
        utf_16(csv),
        utf_16(&format!("\u{feff}{csv}")),
        windows.into_owned(),
    ] {
        assert_eq!(
            why().answers("why", &bytes),
            ["\"caf\u{e9} \u{2019}n\u{2019} \u{a3}5\""]
        );
    }
}

/// What is read of a file with these bytes.
fn read_from_file(form: &Form, bytes: &[u8]) -> Checked<Responses> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("an export.csv");
    std::fs::write(&path, bytes).unwrap();
    read_file(&form.survey, &form.survey.waves[0], "export.csv", &path)
}

#[test]
fn a_file_is_read_in_pieces_as_its_bytes_are_at_once() {
    let mut csv = String::from("Timestamp,Why?,How?\r\n");
    for row in 0..6_000 {
        let length = row % 97;
        let words = "caf\u{e9} \u{a3}5, ".repeat(length % 7);
        csv.push_str(&format!(
            "{row},\"{words}\"\"{row}\"\"\r\n\",{}\r\n",
            "x".repeat(length)
        ));
    }
    let windows = encoding_rs::WINDOWS_1252.encode(&csv).0.into_owned();
    // The only letter beyond ASCII, and the only zero byte, stand far behind the first piece.
    let mut late = csv.replace(['\u{e9}', '\u{a3}'], "e").into_bytes();
    late.extend_from_slice(b"9,caf\xe9,b\0\r\n");
    for bytes in [csv.clone().into_bytes(), utf_16(&csv), windows, late] {
        assert!(bytes.len() > 2 * crate::ingest::source::PIECE);
        let (here, there) = (
            why().read(&bytes).unwrap(),
            read_from_file(&why(), &bytes).unwrap(),
        );
        assert!(here.value == there.value);
        assert_eq!(here.diagnostics, there.diagnostics);
        let Some(Column::Text(why)) = here.value.column(&QuestionId::new("why").unwrap()) else {
            panic!("an open question has texts");
        };
        assert!(
            matches!(why.get(5_000), Some(TextAnswer::Given(words)) if words.ends_with("\"5000\"\r\n"))
        );
    }
}

#[test]
fn what_is_no_file_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    for path in [folder.path().to_owned(), folder.path().join("nowhere.csv")] {
        let form = why();
        let read = read_file(&form.survey, &form.survey.waves[0], "export.csv", &path);
        let faults = read.err().unwrap();
        let codes: Vec<Code> = faults.iter().map(|fault| fault.code).collect();
        assert_eq!(codes, [Code::IngestUnreadable]);
    }
}

#[test]
fn a_file_that_is_written_to_is_noticed() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("export.csv");
    std::fs::write(&path, "Timestamp,Why?\n1,a\n").unwrap();
    let source = Source::open("export.csv", &path).unwrap();
    assert!(!source.has_changed());
    std::fs::write(&path, "Timestamp,Why?\n1,a\n2,b\n").unwrap();
    assert!(source.has_changed());
}

#[test]
fn the_encoding_is_recorded() {
    let csv = "Timestamp,Why?,How?\n1,a,b\n";
    assert_eq!(why().responses(csv).quality().encoding, "UTF-8");
    assert_eq!(why().responses(utf_16(csv)).quality().encoding, "UTF-16LE");
}

#[test]
fn semicolons_may_part_the_cells() {
    let form = Form::new(
        None,
        vec![
            multi("h", "Which, if any?", &["A, b", "C"]),
            text("w", "Why?"),
        ],
    );
    let csv = "Timestamp;Which, if any?;Why?\n1;\"A, b;C\";x\n1;A, b, C;y\n";
    assert_eq!(form.answers("h", csv), ["0+1", "0+1"]);
    assert!(
        form.responses(csv)
            .quality()
            .layout
            .contains("semicolon separated")
    );
}

#[test]
fn a_first_line_may_state_the_delimiter() {
    let csv = "sep=;\r\nTimestamp;Why?, if you like;How?\r\n1;a, b;c\r\n";
    let form = Form::new(None, vec![text("why", "Why?, if you like")]);
    assert_eq!(form.answers("why", csv), ["\"a, b\""]);
}

#[test]
fn any_sign_may_be_stated_and_pipes_are_known() {
    for csv in [
        "\u{feff}sep=^\nTimestamp^Why?^How?\n1^a, b^c; d\n",
        "Timestamp|Why?|How?\n1|a, b|c; d\n",
    ] {
        assert_eq!(why().answers("why", csv), ["\"a, b\""]);
    }
}

#[test]
fn a_quoted_tab_separated_file_is_read_with_its_quotes() {
    // Google Forms writes none, other programs do.
    let quoted = "\"Timestamp\"\t\"Why?\"\t\"How?\"\n\"1\"\t\"a\tb\nc\"\t\"\"\"d\"\"\"\n";
    assert_eq!(why().answers("why", quoted), ["\"a\tb\nc\""]);
    assert_eq!(why().answers("how", quoted), ["\"\"d\"\""]);
    let bare = "Timestamp\tWhy?\tHow?\n1\t\"a\tb\n2\tc\td\n";
    assert_eq!(why().answers("why", bare), ["\"\"a\"", "\"c\""]);
}

#[test]
fn line_ends_of_every_kind_make_the_same_rows() {
    let rows = ["Timestamp,Why?,How?", "1,\"a\nb\",c", "2,d,e", ""];
    for end in ["\n", "\r\n", "\r", "\r\r\n"] {
        assert_eq!(
            why().answers("why", rows.join(end)),
            ["\"a\nb\"", "\"d\""],
            "{end:?}"
        );
    }
    let mixed = "Timestamp,Why?,How?\r\n1,\"a\nb\",c\r2,d,e\n";
    assert_eq!(why().answers("why", mixed), ["\"a\nb\"", "\"d\""]);
}

#[test]
fn a_quotation_mark_that_takes_in_rows_is_refused_where_it_opens() {
    let csv = "Timestamp,Why?,How?\n1,a,b\n2,\"no end,b\n3,\"c, d\",e\n4,f,g\n";
    let fault = why().fault(Code::IngestUnreadable, csv);
    assert!(fault.contains("row 3"), "{fault}");
    assert!(!fault.contains("no end"), "{fault}");
}

#[test]
fn mac_roman_is_told_from_windows() {
    let csv = b"Timestamp,Why?\xca,How?\r1,I don\xd5t know \xa35 caf\x8e,b\r";
    let fault = why().fault(Code::IngestEncoding, csv);
    assert!(fault.contains("Mac Roman"), "{fault}");
    assert_eq!(
        why().answers("why", csv),
        ["\"I don\u{2019}t know \u{a3}5 caf\u{e9}\""]
    );
    assert_eq!(
        why().responses(csv).quality().encoding,
        "Mac Roman, guessed"
    );
}

#[test]
fn files_of_other_programs_are_refused_with_advice() {
    for (bytes, word) in [
        (&b"%PDF-1.7 ..."[..], "PDF"),
        (b"\x1F\x8B\x08\0\0\0\0\0", "gzip"),
        (b"$FL2@(#) SPSS DATA FILE", "save it as CSV"),
    ] {
        let fault = why().fault(Code::IngestUnreadable, bytes);
        assert!(fault.contains(word), "{fault}");
    }
}

#[test]
#[cfg(not(feature = "spreadsheets"))]
fn without_the_feature_a_workbook_is_refused_with_advice() {
    let fault = why().fault(Code::IngestUnreadable, b"PK\x03\x04....");
    assert!(fault.contains("feature `spreadsheets`"), "{fault}");
}

#[test]
fn too_many_columns_are_refused_at_their_row() {
    let csv = format!("Timestamp,Why?,How?\n1,a,b{}\n", ",".repeat(20_001));
    let faults = why().faults(csv);
    let fault = faults.iter().next().unwrap();
    assert_eq!(fault.code, Code::IngestTooLarge);
    assert_eq!(fault.place.position, Position::Record { record: 2 });
}

#[test]
fn too_many_rows_are_refused() {
    let csv = format!(
        "Timestamp,Why?,How?\n{}",
        "1\n\n\n\n\n\n\n\n".repeat(250_010)
    );
    assert_eq!(
        why().faults(csv).iter().next().unwrap().code,
        Code::IngestTooLarge
    );
}

/// A file in which a data tool wrote a word into blank cells, or in which people chose it.
fn with_words(who: &[&str], how: &[&str], why: &[&str]) -> String {
    let mut csv =
        "Respondent ID,Collector ID,Who?,How?,Why?\n,,Response,Response,Open-Ended Response\n"
            .to_owned();
    for (at, ((who, how), why)) in who.iter().zip(how).zip(why).enumerate() {
        csv.push_str(&format!("11{at:09},4,{who},{how},{why}\n"));
    }
    csv
}

#[test]
fn a_word_that_a_data_tool_wrote_into_blank_cells_is_no_answer() {
    let form = Form::new(
        None,
        vec![single("who", "Who?", &["I", "You"]), text("why", "Why?")],
    );
    let csv = with_words(
        &["I", "NA", "You", "NA", "I", "I"],
        &["A", "B", "NA", "NA", "A", "B"],
        &["so", "not so", "NA", "perhaps", "never", "often"],
    );
    let responses = form.responses(&csv);
    assert_eq!(answers(&responses, "who"), ["0", "-", "1", "-", "0", "0"]);
    assert_eq!(answers(&responses, "why")[2], "-");
    assert!(
        responses
            .quality()
            .layout
            .ends_with("\"NA\" stands for blank cells")
    );
}

#[test]
fn a_word_that_people_chose_or_that_stands_beside_blank_cells_is_an_answer() {
    let form = Form::new(None, vec![single("who", "Who?", &["I", "NA"])]);
    for csv in [
        with_words(&["I", "NA", "I"], &["A", "B", "A"], &["so", "so", "so"]),
        with_words(&["I", "NA", "I"], &["A", "", "NA"], &["so", "", "NA"]),
    ] {
        assert_eq!(form.answers("who", &csv), ["0", "1", "0"]);
    }
}
