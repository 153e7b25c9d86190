//! The example's exports, read by a few lines of this suite's own, so that the library does not check itself.

use std::collections::BTreeSet;
use std::fs;
use std::io::Read as _;
use std::path::PathBuf;

/// The cells of an export: headings, and a row for each respondent.
pub(crate) struct Export {
    headings: Vec<String>,
    /// The second row of headings, where there is one: the options.
    options: Vec<String>,
    rows: Vec<Vec<String>>,
    joined_by: &'static str,
}

/// The answers of one respondent to one question.
pub(crate) struct Chosen<'l> {
    pub(crate) labels: BTreeSet<&'l str>,
    pub(crate) other: bool,
}

impl Export {
    /// The export of a wave of the example.
    pub(crate) fn of(wave: &str) -> Export {
        match wave {
            "2022" => Export::new(csv_rows("2022-google-forms.csv"), false, ", "),
            "2023" => Export::new(csv_rows("2023-surveymonkey.csv"), true, ""),
            _ => Export::new(workbook_rows("2024-microsoft-forms.xlsx"), false, ";"),
        }
    }

    fn new(mut rows: Vec<Vec<String>>, two_headings: bool, joined_by: &'static str) -> Export {
        let headings = rows.remove(0);
        let options = if two_headings {
            rows.remove(0)
        } else {
            Vec::new()
        };
        Export {
            headings,
            options,
            rows,
            joined_by,
        }
    }

    pub(crate) fn rows(&self) -> usize {
        self.rows.len()
    }

    /// The columns of the question whose wording starts with these words.
    fn columns(&self, wording: &str) -> Vec<usize> {
        let first = self
            .headings
            .iter()
            .position(|heading| heading.trim().starts_with(wording));
        let first = first.unwrap_or_else(|| panic!("no heading starts with {wording:?}"));
        let more = self.headings[first + 1..]
            .iter()
            .take_while(|h| !self.options.is_empty() && h.is_empty());
        (first..=first + more.count()).collect()
    }

    /// What a respondent gave as the answer to a question with one answer.
    pub(crate) fn answer(&self, row: usize, wording: &str) -> &str {
        self.columns(wording)
            .first()
            .map_or("", |column| self.rows[row][*column].trim())
    }

    /// What a respondent chose of `labels`, and whether they gave something else; `None` if they gave nothing.
    pub(crate) fn chosen<'l>(
        &self,
        row: usize,
        wording: &str,
        labels: &[&'l str],
    ) -> Option<Chosen<'l>> {
        let cells = self
            .columns(wording)
            .into_iter()
            .map(|column| self.rows[row][column].trim());
        let cells: Vec<&str> = cells.filter(|cell| !cell.is_empty()).collect();
        // A mark that is in no answer stands between the answers, whatever the export writes there.
        let mut rest = cells.join("\u{1}");
        if !self.joined_by.is_empty() {
            rest = rest.replace(self.joined_by, "\u{1}");
        }
        rest = format!("\u{1}{rest}\u{1}");
        let mut chosen = Chosen {
            labels: BTreeSet::new(),
            other: false,
        };
        for label in labels {
            // A label may hold what stands between answers.
            let marked = if self.joined_by.is_empty() {
                (*label).to_owned()
            } else {
                label.replace(self.joined_by, "\u{1}")
            };
            let marked = format!("\u{1}{marked}\u{1}");
            if rest.contains(&marked) {
                chosen.labels.insert(*label);
                rest = rest.replace(&marked, "\u{1}");
            }
        }
        chosen.other = rest.chars().any(char::is_alphanumeric);
        (!cells.is_empty()).then_some(chosen)
    }

    /// Every cell, with its heading.
    pub(crate) fn cells(&self) -> impl Iterator<Item = (&str, &str)> {
        self.rows.iter().flat_map(|row| {
            self.headings
                .iter()
                .map(String::as_str)
                .zip(row.iter().map(String::as_str))
        })
    }
}

fn path(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("../fixtures/members-questionnaire/exports")
        .join(name)
}

fn csv_rows(name: &str) -> Vec<Vec<String>> {
    let text = fs::read_to_string(path(name)).expect("the export can be read");
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    reader
        .records()
        .map(|record| record.expect("a row").iter().map(str::to_owned).collect())
        .collect()
}

/// The rows of the first sheet of a workbook.
fn workbook_rows(name: &str) -> Vec<Vec<String>> {
    let strings: Vec<String> = part(&path(name), "xl/sharedStrings.xml")
        .split("<si>")
        .skip(1)
        .map(text_of)
        .collect();
    let sheet = part(&path(name), "xl/worksheets/sheet1.xml");
    let mut rows: Vec<Vec<String>> = Vec::new();
    for row in sheet.split("<row ").skip(1) {
        let mut cells = Vec::new();
        for cell in row.split("<c r=\"").skip(1) {
            let column = cell
                .bytes()
                .take_while(u8::is_ascii_uppercase)
                .fold(0, |n, letter| n * 26 + usize::from(letter - b'A') + 1);
            cells.resize(column.max(cells.len()), String::new());
            let value = cell
                .split("<v>")
                .nth(1)
                .and_then(|rest| rest.split("</v>").next())
                .unwrap_or_default();
            let shared = cell
                .split('>')
                .next()
                .is_some_and(|tag| tag.contains("t=\"s\""));
            cells[column - 1] = if shared {
                strings[value.parse::<usize>().expect("an index")].clone()
            } else {
                value.to_owned()
            };
        }
        rows.push(cells);
    }
    let width = rows.first().map_or(0, Vec::len);
    rows.iter_mut()
        .for_each(|row| row.resize(width, String::new()));
    rows
}

/// A part of a zipped Office file, as text.
pub(crate) fn part(path: &std::path::Path, name: &str) -> String {
    part_of(fs::File::open(path).expect("the file can be opened"), name)
}

pub(crate) fn part_of(file: impl std::io::Read + std::io::Seek, name: &str) -> String {
    let mut archive = zip::ZipArchive::new(file).expect("a ZIP archive");
    let mut text = String::new();
    archive
        .by_name(name)
        .expect("the part is there")
        .read_to_string(&mut text)
        .expect("the part is text");
    text
}

/// What XML says when the markup is taken out.
pub(crate) fn text_of(xml: &str) -> String {
    let words: String = xml
        .split('<')
        .enumerate()
        .map(|(i, piece)| {
            if i == 0 {
                piece
            } else {
                piece.split_once('>').map_or("", |p| p.1)
            }
        })
        .collect();
    [
        "&lt;<", "&gt;>", "&quot;\"", "&apos;'", "&#39;'", "&#x27;'", "&#x2f;/", "&amp;&",
    ]
    .iter()
    .filter_map(|pair| pair.split_once(';'))
    .fold(words, |words, (escaped, plain)| {
        words.replace(&format!("{escaped};"), plain)
    })
}
