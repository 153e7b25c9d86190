use super::sheet::Sheet;

/// Writes a sheet as text that every spreadsheet opens: UTF-8 with a byte order mark, commas, every cell in quotation
/// marks. A text that a spreadsheet could take for a formula, a number or a date starts with an apostrophe, which
/// [`import`](super::import) takes away again.
pub fn csv(sheet: &Sheet) -> Vec<u8> {
    let mut text = String::from("\u{feff}");
    line(&mut text, &sheet.headings);
    for row in &sheet.rows {
        line(&mut text, row);
    }
    text.into_bytes()
}

pub(super) fn line(text: &mut String, cells: &[String]) {
    for (at, cell) in cells.iter().enumerate() {
        if at > 0 {
            text.push(',');
        }
        text.push('"');
        if needs_apostrophe(cell) {
            text.push('\'');
        }
        text.push_str(&cell.replace('"', "\"\""));
        text.push('"');
    }
    text.push_str("\r\n");
}

/// Whether a spreadsheet could make something else of a text, or the text starts with an apostrophe itself.
fn needs_apostrophe(cell: &str) -> bool {
    let truth = ["true", "false"]
        .iter()
        .any(|word| cell.trim().eq_ignore_ascii_case(word));
    truth
        || cell.starts_with(|c: char| {
            c.is_ascii_digit()
                || c.is_whitespace()
                || matches!(c, '=' | '+' | '-' | '@' | '\'' | '.')
                // Their wide forms.
                || matches!(c, '\u{ff1d}' | '\u{ff0b}' | '\u{ff0d}' | '\u{ff20}')
        })
}

/// Takes the apostrophe away.
pub(super) fn without_apostrophe(cell: &str) -> &str {
    cell.strip_prefix('\'').unwrap_or(cell)
}
