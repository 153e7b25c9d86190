//! The marks, and how they are looked for.

use std::io::{Cursor, Read as _};

/// What somebody wrote who agreed to be quoted: what a program can see, and a name that `redact` lists.
pub(super) const AGREED: &str = "I am Zebedee Quillfeather, zq.marked@mail.example.org, 07700 900863 or (07700) 900 863, of ZZ98 7QX. See https://quillfeather.example/me or @brackenburyot. My NHS number is 943 476 5919, NI QQ 12 34 56 C, member KG-7001234, born 12/03/1961.";

/// What somebody wrote who did not: all that, a name that nobody listed, and what tells who it is without any.
pub(super) const NOT_AGREED: &str = "Ottoline Brackenbury, the only deaf harpist in Porthgwidden; zq.marked@mail.example.org, 07700 900863, ZZ98 7QX, 943 476 5919, KG-7001234.";

/// Who decides on answers.
pub(super) const CODER: &str = "Perpetua Marksworth";

/// Pieces of the marks, each of which gives somebody away, as they may be written in other ways.
const PIECES: [&str; 22] = [
    "zebedee",
    "quillfeather",
    "ottoline",
    "brackenbury",
    "harpist",
    "porthgwidden",
    "zq.marked",
    "07700",
    "900863",
    "900 863",
    "zz98 7qx",
    "zz987qx",
    "476 5919",
    "4765919",
    "12 34 56 c",
    "kg-7001234",
    "7001234",
    "12/03/1961",
    "1961-03-12",
    "192.0.2.177",
    "998877665544",
    "perpetua",
];

/// Which pieces of marks are in some bytes: as they are, in another encoding, without markup, or packed in a ZIP.
pub(super) fn marks_in(bytes: &[u8]) -> Vec<String> {
    let mut texts = vec![String::from_utf8_lossy(bytes).to_lowercase()];
    let wide: Vec<u16> = bytes
        .chunks_exact(2)
        .map(|pair| u16::from_le_bytes([pair[0], pair[1]]))
        .collect();
    texts.push(String::from_utf16_lossy(&wide).to_lowercase());
    texts.push(without_markup(&texts[0]));
    // `{:?}` of bytes.
    let numbers = |piece: &str| {
        let numbers: Vec<String> = piece.bytes().map(|b| b.to_string()).collect();
        numbers.join(", ")
    };
    let mut found = Vec::new();
    for piece in PIECES {
        let in_texts = texts.iter().any(|text| text.contains(piece));
        if in_texts || texts[0].contains(&numbers(piece)) {
            found.push(piece.to_owned());
        }
    }
    if bytes.starts_with(b"PK") {
        let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("it is a whole ZIP");
        for at in 0..archive.len() {
            let mut part = archive.by_index(at).expect("it is there");
            let name = part.name().expect("a name").into_owned();
            let mut bytes = name.clone().into_bytes();
            part.read_to_end(&mut bytes).expect("it can be unpacked");
            found.extend(
                marks_in(&bytes)
                    .into_iter()
                    .map(|mark| format!("{mark} in {name}")),
            );
        }
    }
    found
}

/// Words that markup parts are put together again.
fn without_markup(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut inside = false;
    for c in text.chars() {
        match c {
            '<' => inside = true,
            '>' => inside = false,
            _ if !inside => plain.push(c),
            _ => {}
        }
    }
    let plain = plain.replace("&#64;", "@").replace("&amp;", "&");
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[track_caller]
pub(super) fn assert_unmarked(what: &str, bytes: &[u8]) {
    let found = marks_in(bytes);
    assert!(
        found.is_empty(),
        "{what} holds {found:?}:\n{}",
        String::from_utf8_lossy(&bytes[..bytes.len().min(3000)])
    );
}

#[test]
fn marks_are_found_however_they_are_hidden() {
    use std::io::Write as _;

    for hidden in [
        "Dear OTTOLINE,",
        "<w:t>Otto</w:t><w:t>line</w:t>",
        "tel. 07700 900 863",
        "[97, 90, 101, 98, 101, 100, 101, 101]"
            .replace("90,", "122,")
            .as_str(),
    ] {
        assert!(!marks_in(hidden.as_bytes()).is_empty(), "{hidden}");
    }
    let wide: Vec<u8> = "harpist"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    assert_eq!(marks_in(&wide), ["harpist"]);
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    archive
        .start_file(
            "word/document.xml",
            zip::write::SimpleFileOptions::default(),
        )
        .expect("a part");
    archive.write_all(b"by Perpetua").expect("it is in memory");
    let packed = archive.finish().expect("it is in memory").into_inner();
    assert_eq!(marks_in(&packed), ["perpetua in word/document.xml"]);
    assert!(marks_in(b"Nobody at all, 17 of 215 (7.9%)").is_empty());
}
