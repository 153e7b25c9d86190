use super::*;
use crate::diagnostics::Position;

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
fn other_kinds_of_file_are_named() {
    for (bytes, word) in [
        (&b"%PDF-1.7 ..."[..], "PDF"),
        (b"\xD0\xCF\x11\xE0\xA1\xB1", "old Excel workbook"),
        (b"  <!DOCTYPE html><html>", "web page"),
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
