//! Files that somebody may take for an export and that canvass does not read.

/// Bytes of the start that are looked at.
const START: usize = 512;

/// What a file is, told by its first bytes, and what to do; `None` if it may be delimited text.
pub(super) fn foreign(bytes: &[u8]) -> Option<(&'static str, &'static str)> {
    const RESPONSES: &str = "export the individual responses as CSV or XLSX";
    const UNPACK: &str = "unpack it and name the export inside, a .csv, .xlsx or .ods file";
    const STATISTICS: &str =
        "open it in the program that wrote it and save it as CSV, with labels rather than codes";
    const SIGNATURES: &[(&[u8], &str, &str)] = &[
        (
            b"\xD0\xCF\x11\xE0",
            "the file is an old Excel workbook (.xls), or one with a password",
            "open it and save it as .xlsx or CSV, without a password",
        ),
        (b"%PDF", "the file is a PDF", RESPONSES),
        (b"{\\rtf", "the file is an RTF document", RESPONSES),
        (
            b"\x1F\x8B",
            "the file is packed with gzip, or an R data file",
            UNPACK,
        ),
        (b"BZh", "the file is packed with bzip2", UNPACK),
        (b"\xFD7zXZ\0", "the file is packed with xz", UNPACK),
        (b"7z\xBC\xAF\x27\x1C", "the file is a 7z archive", UNPACK),
        (b"Rar!", "the file is a RAR archive", UNPACK),
        (b"$FL2", "the file is an SPSS data file (.sav)", STATISTICS),
        (b"$FL3", "the file is an SPSS data file (.zsav)", STATISTICS),
        (b"<stata_dta>", "the file is a Stata data file", STATISTICS),
        (b"RDX2\n", "the file is an R data file", STATISTICS),
        (b"RDX3\n", "the file is an R data file", STATISTICS),
        (b"PAR1", "the file is a Parquet file", STATISTICS),
        (b"SQLite format 3", "the file is a database", STATISTICS),
    ];
    if let Some((_, what, help)) = SIGNATURES.iter().find(|(sign, ..)| bytes.starts_with(sign)) {
        return Some((what, help));
    }
    let start = &bytes[..bytes.len().min(START)];
    let start = start.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(start);
    let start = start.trim_ascii_start();
    let tag = |tag: &[u8]| {
        let name = start.get(..tag.len());
        name.is_some_and(|name| name.eq_ignore_ascii_case(tag))
    };
    if tag(b"<html") || tag(b"<!doc") {
        Some(("the file is a web page", RESPONSES))
    } else if tag(b"<?xml") {
        Some((
            "the file is XML",
            "if it is a spreadsheet, open it and save it as .xlsx, .ods or CSV",
        ))
    } else if is_json(start) {
        Some(("the file is JSON", RESPONSES))
    } else {
        None
    }
}

/// Whether a text starts as an object or a list of JSON does.
fn is_json(start: &[u8]) -> bool {
    let after = |sign: u8| start.strip_prefix(&[sign]).map(<[u8]>::trim_ascii_start);
    if let Some(rest) = after(b'{') {
        rest.starts_with(b"\"") || rest.starts_with(b"}")
    } else if let Some(rest) = after(b'[') {
        rest.starts_with(b"{") || rest.starts_with(b"[") || rest.starts_with(b"\"")
    } else {
        false
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_kinds_of_file_are_named() {
        for (bytes, word) in [
            (&b"%PDF-1.7 ..."[..], "PDF"),
            (b"\xD0\xCF\x11\xE0\xA1\xB1", "old Excel workbook"),
            (b"  <!DOCTYPE html><html>", "web page"),
            (b"\xEF\xBB\xBF<?xml version=\"1.0\"?><Workbook/>", "XML"),
            (b"\x1F\x8B\x08\0", "gzip"),
            (b"$FL2@(#) IBM SPSS STATISTICS", "SPSS"),
            (b"[\n  {\"id\": 1}\n]", "JSON"),
            (b"{\"responses\": []}", "JSON"),
        ] {
            assert!(
                foreign(bytes).is_some_and(|(what, _)| what.contains(word)),
                "{word}"
            );
        }
    }

    #[test]
    fn headings_in_brackets_are_no_json() {
        for text in [
            "[Q1] Why?,How?",
            "{name},Why?",
            "",
            "Timestamp,{\"ImportId\"",
            "[,a",
        ] {
            assert!(foreign(text.as_bytes()).is_none(), "{text}");
        }
    }
}
