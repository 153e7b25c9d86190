//! For tests: what a file says, whatever says it.

use std::io::Read as _;

/// The words of every part of a file of Word or Excel: its texts, what is read aloud of pictures and tables, and the
/// names of worksheets.
pub(crate) fn words_in(file: &[u8]) -> Vec<String> {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(file)).unwrap();
    let mut found = Vec::new();
    for at in 0..archive.len() {
        let mut part = archive.by_index(at).unwrap();
        let name = part.name().unwrap().into_owned();
        let told = [
            "word/document",
            "word/header",
            "word/footer",
            "xl/shared",
            "xl/workbook.xml",
        ];
        if !told.iter().any(|part| name.starts_with(part)) {
            continue;
        }
        let mut text = String::new();
        part.read_to_string(&mut text).unwrap();
        let xml = roxmltree::Document::parse(&text).unwrap();
        for node in xml.descendants() {
            match node.tag_name().name() {
                "t" => found.extend(node.text().map(str::to_owned)),
                "docPr" => found.extend(
                    ["descr", "name"]
                        .iter()
                        .filter_map(|name| node.attribute(*name).map(str::to_owned)),
                ),
                "tblCaption" | "tblDescription" => {
                    found.extend(node.attributes().map(|val| val.value().to_owned()));
                }
                "sheet" => found.extend(node.attribute("name").map(str::to_owned)),
                _ => {}
            }
        }
    }
    found
}
