use std::collections::BTreeMap;
use std::io::BufRead;

use quick_xml::events::Event;

use super::xml::{Document, attribute};
use crate::ingest::row::Stop;

/// What a number in a cell is shown as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Format {
    /// A number, with whatever decimals and signs.
    Other,
    /// A day, a time, or both.
    Moment,
    /// A length of time, which may be longer than a day.
    Length,
}

/// The format of each style of a workbook.
///
/// # Errors
/// When the part is damaged.
pub(super) fn formats(document: &mut Document<'_, impl BufRead>) -> Result<Vec<Format>, Stop> {
    let mut own = BTreeMap::new();
    let mut formats = Vec::new();
    let mut in_cells = false;
    loop {
        match document.next()? {
            Event::Start(element) => match element.local_name().as_ref() {
                "numFmt" => {
                    let id = attribute(&element, "numFmtId");
                    let code = attribute(&element, "formatCode");
                    if let (Some(id), Some(code)) = (id, code) {
                        own.insert(id, of_code(&code));
                    }
                }
                "cellXfs" => in_cells = true,
                "xf" if in_cells => {
                    let id = attribute(&element, "numFmtId").unwrap_or_default();
                    let format = own.get(&id).copied();
                    formats.push(format.unwrap_or_else(|| built_in(&id)));
                }
                _ => {}
            },
            Event::End(element) if element.local_name().as_ref() == "cellXfs" => in_cells = false,
            Event::Eof => return Ok(formats),
            _ => {}
        }
    }
}

/// The formats that every workbook has without writing them down.
fn built_in(id: &str) -> Format {
    match id.parse::<u32>() {
        Ok(46) => Format::Length,
        // 27 to 36 and 50 to 58 are dates in East Asian workbooks.
        Ok(14..=22 | 27..=36 | 45 | 47 | 50..=58) => Format::Moment,
        _ => Format::Other,
    }
}

/// Tells a date by the letters of its format, outside quotation marks, colours and other brackets.
fn of_code(code: &str) -> Format {
    let mut characters = code.chars();
    let mut format = Format::Other;
    while let Some(c) = characters.next() {
        match c {
            // Only the first section is for numbers above nought.
            ';' => break,
            '"' => drop(characters.by_ref().find(|c| *c == '"')),
            '\\' | '_' | '*' => drop(characters.next()),
            '[' => {
                let inside: String = characters.by_ref().take_while(|c| *c != ']').collect();
                let inside = inside.to_ascii_lowercase();
                let letters = ["h", "m", "s"];
                if letters
                    .iter()
                    .any(|l| !inside.is_empty() && inside.replace(l, "").is_empty())
                {
                    return Format::Length;
                }
            }
            'd' | 'D' | 'm' | 'M' | 'y' | 'Y' | 'h' | 'H' | 's' | 'S' => format = Format::Moment,
            // "General", and exponents.
            'G' | 'g' | 'E' | 'e' if format == Format::Other => return Format::Other,
            _ => {}
        }
    }
    format
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_told_from_numbers() {
        for (code, format) in [
            ("General", Format::Other),
            ("0.00", Format::Other),
            ("0.00E+00", Format::Other),
            ("\"day\" 0", Format::Other),
            ("[Red]0.0;[Red]-0.0", Format::Other),
            ("\\d0", Format::Other),
            ("#,##0_h", Format::Other),
            ("[$\u{a3}-809]#,##0.00", Format::Other),
            ("dd/mm/yyyy", Format::Moment),
            ("[$-409]m/d/yy h:mm AM/PM;@", Format::Moment),
            ("yyyy\\-mm\\-dd\\Thh:mm:ss", Format::Moment),
            ("h:mm", Format::Moment),
            ("[h]:mm:ss", Format::Length),
            ("[mm]:ss", Format::Length),
        ] {
            assert_eq!(of_code(code), format, "{code}");
        }
        assert_eq!(built_in("14"), Format::Moment);
        assert_eq!(built_in("9"), Format::Other);
    }
}
