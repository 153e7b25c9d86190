//! What the writer of the workbook cannot say: the file's language, and that titles are headings.

use std::io::{self, Cursor, Read, Write};

use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use super::format::TITLE_SIZE;
use crate::render::clean::clean;

const CORE: &str = "docProps/core.xml";
const STYLES: &str = "xl/styles.xml";

/// The same file with its language, and with its titles in the style "Heading 1".
pub(super) fn finish(bytes: &[u8], language: &str) -> io::Result<Vec<u8>> {
    let mut from = ZipArchive::new(Cursor::new(bytes))?;
    let mut to = ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..from.len() {
        let mut part = from.by_index(at)?;
        let name = part.name()?.into_owned();
        let change: fn(&str, &str) -> Option<String> = match name.as_str() {
            CORE => with_language,
            STYLES => |styles, _| with_headings(styles),
            _ => {
                to.raw_copy_file(part)?;
                continue;
            }
        };
        let mut text = String::new();
        part.read_to_string(&mut text)?;
        let changed = change(&text, language)
            .ok_or_else(|| io::Error::new(io::ErrorKind::InvalidData, name.clone()))?;
        let options = SimpleFileOptions::default().last_modified_time(zip::DateTime::default());
        to.start_file(name, options)?;
        to.write_all(changed.as_bytes())?;
    }
    Ok(to.finish()?.into_inner())
}

fn with_language(core: &str, language: &str) -> Option<String> {
    let language = clean(language);
    let language = quick_xml::escape::escape(language.trim());
    let (before, after) = core.rsplit_once("</cp:coreProperties>")?;
    Some(format!(
        "{before}<dc:language>{language}</dc:language></cp:coreProperties>{after}"
    ))
}

/// Names the style of the titles, which is told by the size of their font.
fn with_headings(styles: &str) -> Option<String> {
    let fonts = between(styles, "<fonts ", "</fonts>")?;
    let size = format!("<sz val=\"{TITLE_SIZE}\"/>");
    let font = fonts
        .split("</font>")
        .position(|font| font.contains(&size))?;
    let known = between(styles, "<cellStyleXfs count=\"", "\"")?
        .parse::<usize>()
        .ok()?;
    let format = format!("fontId=\"{font}\" fillId=\"0\" borderId=\"0\"");
    let style = format!(
        "<xf numFmtId=\"0\" {format} applyNumberFormat=\"0\" applyFill=\"0\" applyBorder=\"0\"/>"
    );
    let name = format!("<cellStyle name=\"Heading 1\" xfId=\"{known}\" builtinId=\"16\"/>");
    let count = known + 1;
    Some(
        styles
            .replace(
                &format!("{format} xfId=\"0\""),
                &format!("{format} xfId=\"{known}\""),
            )
            .replace(
                &format!("<cellStyleXfs count=\"{known}\""),
                &format!("<cellStyleXfs count=\"{count}\""),
            )
            .replace("</cellStyleXfs>", &format!("{style}</cellStyleXfs>"))
            .replace(
                &format!("<cellStyles count=\"{known}\""),
                &format!("<cellStyles count=\"{count}\""),
            )
            .replace("</cellStyles>", &format!("{name}</cellStyles>")),
    )
}

fn between<'a>(text: &'a str, before: &str, after: &str) -> Option<&'a str> {
    text.split_once(before)?
        .1
        .split_once(after)
        .map(|(found, _)| found)
}
