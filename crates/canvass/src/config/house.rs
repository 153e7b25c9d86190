//! The house style of the report: a logo for its cover, and a Word file whose styles it takes.

use super::files::Files;
use super::keys;
use super::reader::TableReader;
use super::source::Located;
use crate::diagnostics::{Code, Place};
use crate::limits::{MAX_LOGO_BYTES, MAX_LOGO_PIXELS, MAX_WORD_TEMPLATE_BYTES};

/// The publisher's mark on the cover.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Logo {
    /// What stands for it where it is not seen, such as "Kindred Ground".
    pub alt: String,
    /// What its file holds.
    pub kind: LogoKind,
    /// The file.
    pub file: ProjectFile,
}

/// What the file of a logo holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LogoKind {
    /// Pixels.
    Png {
        /// How many across.
        width: u32,
        /// How many down.
        height: u32,
    },
    /// A drawing. It has no scripts and no declarations of its own.
    Svg,
}

/// A file of the project that is no text of its settings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProjectFile {
    /// Its path in the project.
    pub name: String,
    /// Where the settings name it.
    pub place: Place,
    /// What it holds.
    pub bytes: Vec<u8>,
}

/// The longest alternative text of a logo, in characters.
const ALT: usize = 125;

/// Reads `logo`.
pub(super) fn logo(reader: TableReader<'_, '_>, files: Files<'_>) -> Option<Logo> {
    let table = reader.table("logo", &keys::LOGO)?;
    let alt = table.required::<String>("alt");
    let name = table.required::<String>("file");
    let (alt, name) = (alt?, name?);
    let refuse = |at: usize, message: &str, help: &str| {
        let code = Code::ConfigInvalidValue;
        reader.source.fault_with_help(code, at, message, help);
    };
    if alt.value.chars().count() > ALT {
        refuse(
            alt.at,
            &format!("the words for the logo have more than {ALT} characters"),
            "write what the logo says, such as the name of the organisation",
        );
        return None;
    }
    let at = name.at;
    let file = file(reader, name, files, MAX_LOGO_BYTES)?;
    match kind(&file.bytes) {
        Ok(kind) => Some(Logo {
            alt: alt.value,
            kind,
            file,
        }),
        Err(message) => {
            refuse(
                at,
                message,
                "a logo is a PNG picture or an SVG drawing without scripts, entities or foreign objects",
            );
            None
        }
    }
}

/// Reads `word_template`.
pub(super) fn word_template(reader: TableReader<'_, '_>, files: Files<'_>) -> Option<ProjectFile> {
    let name = reader.optional::<String>("word_template")?;
    file(reader, name, files, MAX_WORD_TEMPLATE_BYTES)
}

/// The file that a setting names, of at most `largest` bytes.
fn file(
    reader: TableReader<'_, '_>,
    name: Located<String>,
    files: Files<'_>,
    largest: u64,
) -> Option<ProjectFile> {
    match files.bytes(&name.value, largest) {
        Ok(bytes) => Some(ProjectFile {
            place: reader.source.place(name.at),
            name: name.value,
            bytes,
        }),
        Err(message) => {
            let message = format!("\"{}\": {message}", name.value);
            let help = "it is a file in the project's folder, with its path from there";
            let code = Code::ConfigInvalidValue;
            reader.source.fault_with_help(code, name.at, message, help);
            None
        }
    }
}

/// What a logo holds, or why it cannot be one.
fn kind(bytes: &[u8]) -> Result<LogoKind, &'static str> {
    if let Some(rest) = bytes.strip_prefix(b"\x89PNG\r\n\x1a\n") {
        return png(rest).ok_or("the picture is broken, empty or larger than 4,000 pixels");
    }
    let text = std::str::from_utf8(bytes).map_err(|_| "the file is no PNG and no SVG")?;
    let text = text.to_ascii_lowercase();
    if !text.contains("<svg") {
        return Err("the file is no PNG and no SVG");
    }
    let refused = ["<!doctype", "<!entity", "<script", "<foreignobject"];
    if refused.iter().any(|part| text.contains(part)) {
        return Err("the drawing holds more than shapes and words");
    }
    Ok(LogoKind::Svg)
}

/// The size that the first chunk of a PNG tells.
fn png(chunks: &[u8]) -> Option<LogoKind> {
    let number = |at: usize| {
        let bytes: [u8; 4] = chunks.get(at..at + 4)?.try_into().ok()?;
        Some(u32::from_be_bytes(bytes)).filter(|pixels| (1..=MAX_LOGO_PIXELS).contains(pixels))
    };
    (chunks.get(4..8)? == b"IHDR").then_some(())?;
    Some(LogoKind::Png {
        width: number(8)?,
        height: number(12)?,
    })
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;
    use crate::config::{Texts, parse};

    /// The start of a PNG of 300 by 200 pixels.
    const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\x01\x2c\0\0\0\xc8\x08\x06\0\0\0";
    const SVG: &[u8] =
        b"<?xml version=\"1.0\"?><svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"/>";

    fn faults(settings: &str, file: &[u8]) -> String {
        let canvass = format!("[report]\n{settings}");
        let texts = Texts {
            canvass: &canvass,
            files: &[("mark.png", file)],
            ..Texts::default()
        };
        parse(&texts).unwrap_err().to_string()
    }

    #[test]
    fn a_logo_is_a_picture_or_a_harmless_drawing() {
        let (width, height) = (300, 200);
        assert_eq!(kind(PNG), Ok(LogoKind::Png { width, height }));
        assert_eq!(kind(SVG), Ok(LogoKind::Svg));
        let with = |part: &str| format!("<svg>{part}</svg>").into_bytes();
        for bad in [
            b"GIF89a".to_vec(),
            b"\xff\xd8\xff".to_vec(),
            b"<html></html>".to_vec(),
            with("<SCRIPT>alert(1)</SCRIPT>"),
            with("<foreignObject/>"),
            b"<!DOCTYPE svg [<!ENTITY a \"b\">]><svg/>".to_vec(),
            PNG[..20].to_vec(),
            [&PNG[..16], &[0; 20]].concat(),
            [&PNG[..16], &[0x7f; 20]].concat(),
        ] {
            assert!(kind(&bad).is_err(), "{bad:?}");
        }
    }

    #[test]
    fn faults_of_a_logo_stand_where_the_settings_name_it() {
        let missing = faults("logo = { file = \"mark.png\" }\n", PNG);
        assert!(
            missing.contains("canvass.toml:2:8: error[config/missing-key]"),
            "{missing}"
        );
        let blank = faults("logo = { file = \"mark.png\", alt = \" \" }\n", PNG);
        assert!(
            blank.contains(
                "canvass.toml:2:35: error[config/invalid-value]: \"alt\" must not be empty"
            ),
            "{blank}"
        );
        let long = "a".repeat(126);
        let long = faults(
            &format!("logo = {{ file = \"mark.png\", alt = \"{long}\" }}\n"),
            PNG,
        );
        assert!(
            long.contains(
                "canvass.toml:2:35: error[config/invalid-value]: the words for the logo have more than 125 characters"
            ),
            "{long}"
        );
        let other = faults("logo = { file = \"mark.gif\", alt = \"Us\" }\n", PNG);
        assert!(
            other.contains("canvass.toml:2:17: error[config/invalid-value]: \"mark.gif\": there is no such file"),
            "{other}"
        );
        let gif = faults("logo = { file = \"mark.png\", alt = \"Us\" }\n", b"GIF89a");
        assert!(
            gif.contains(
                "canvass.toml:2:17: error[config/invalid-value]: the file is no PNG and no SVG"
            ),
            "{gif}"
        );
        let large = vec![0; 1024 * 1024 + 1];
        let large = faults("logo = { file = \"mark.png\", alt = \"Us\" }\n", &large);
        assert!(
            large.contains("\"mark.png\": the file is larger than 1 MiB"),
            "{large}"
        );
        let outside = faults("word_template = \"../house.docx\"\n", b"");
        assert!(
            outside.contains("canvass.toml:2:17: error[config/invalid-value]: \"../house.docx\": the file is not in the project's folder"),
            "{outside}"
        );
        let fine = faults("logo = { file = \"mark.png\", alt = \"Us\" }\n", PNG);
        assert!(!fine.contains("mark.png"), "{fine}");
    }
}
