//! Reads sentences: the numbers in them, and what each number is about.

use canvass::document::{ColumnKind, Document, Row, Table};

use crate::figures::ALL_YEARS;
use crate::statement::Statement;

/// What a number counts, by what stands behind it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Unit {
    Percent,
    Points,
    Plain,
}

/// A number in a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Number {
    /// Where it starts and ends, in bytes.
    pub(crate) start: usize,
    pub(crate) end: usize,
    /// As written, without thousands separators, with an ASCII minus.
    pub(crate) value: String,
    pub(crate) unit: Unit,
    /// Labels of rows that it is about: the last ones named before it, in this sentence or in an earlier one of the
    /// statement; else the first one named behind it.
    pub(crate) about: Vec<String>,
}

impl Number {
    /// The number as a whole one.
    pub(crate) fn whole(&self) -> Option<i64> {
        self.value.parse().ok()
    }

    /// The number in tenths: 814 for 81.4.
    pub(crate) fn tenths(&self) -> Option<i64> {
        let (whole, tenths) = self.value.split_once('.').unwrap_or((&self.value, "0"));
        let tenths = if tenths.len() == 1 {
            tenths.parse::<i64>().ok()?
        } else {
            return None;
        };
        let size = whole.trim_start_matches('-').parse::<i64>().ok()? * 10 + tenths;
        Some(if whole.starts_with('-') { -size } else { size })
    }
}

/// A sentence of a statement.
#[derive(Debug)]
pub(crate) struct Sentence {
    pub(crate) text: String,
    pub(crate) numbers: Vec<Number>,
}

impl Sentence {
    pub(crate) fn before(&self, number: &Number) -> &str {
        &self.text[..number.start]
    }

    pub(crate) fn behind(&self, number: &Number) -> &str {
        &self.text[number.end..]
    }
}

/// What stands in quotation marks, in lower case.
pub(crate) fn quoted(text: &str) -> Vec<String> {
    let opened = text
        .match_indices('“')
        .map(|(at, mark)| &text[at + mark.len()..]);
    opened
        .filter_map(|rest| rest.split_once('”'))
        .map(|(words, _)| words.to_lowercase())
        .collect()
}

/// What a row is about: its heading without the year, which the table of a trend adds to it.
pub(crate) fn name_of(row: &Row) -> &str {
    match year_of(row) {
        Some(year) => row.head.trim_end_matches(year).trim_end_matches(", "),
        None => &row.head,
    }
}

/// The year of a row in the table of a trend: "Yes, 2024".
pub(crate) fn year_of(row: &Row) -> Option<&str> {
    let (_, year) = row.head.rsplit_once(", ")?;
    (year.len() == 4 && year.bytes().all(|b| b.is_ascii_digit())).then_some(year)
}

/// How rows may be called: by their whole heading, or by what stands before a bracket in it.
pub(crate) fn is_called(row: &Row, label: &str) -> bool {
    let head = name_of(row).to_lowercase();
    head == label || head.split(" (").next() == Some(label)
}

/// The words by which the tables of a document tell what their figures are about.
pub(crate) struct Words {
    /// The labels of all rows, in lower case, the longest first.
    labels: Vec<String>,
    /// What tables are about, such as the title of a question: words that hold no figures of their own.
    subjects: Vec<String>,
}

/// Whether a table holds numbers, and not words alone.
pub(crate) fn tells_figures(table: &Table) -> bool {
    let mut columns = table.columns().iter();
    columns.any(|column| column.kind == ColumnKind::Numbers)
}

impl Words {
    pub(crate) fn of(document: &Document) -> Self {
        let tables = || document.tables().filter(|table| tells_figures(table));
        // Titles of questions are not what sentences tell figures of.
        let heads = tables()
            .filter(|table| table.stub() != "Question")
            .flat_map(Table::rows)
            .map(|row| row.head.to_lowercase());
        let mut labels: Vec<String> = Vec::new();
        for head in heads {
            let short = head.split(" (").next().unwrap_or_default().to_owned();
            labels.extend([short, head]);
        }
        labels.sort_by_key(|label| (std::cmp::Reverse(label.len()), label.clone()));
        labels.dedup();
        let subject = |table: &Table| {
            table
                .caption()
                .split([':', '('])
                .next()
                .map(|words| words.replace(ALL_YEARS, ""))
        };
        Words {
            labels,
            subjects: tables().filter_map(subject).collect(),
        }
    }
}

/// Reads a statement sentence by sentence.
pub(crate) fn read(statement: &Statement<'_>, words: &Words) -> Vec<Sentence> {
    let heading = statement.heading.to_lowercase();
    let mut about: Vec<String> = words
        .labels
        .iter()
        .filter(|label| **label == heading)
        .cloned()
        .collect();
    let mut sentences = Vec::new();
    for text in split(&statement.text) {
        let mut hidden = text.clone();
        for subject in &words.subjects {
            let end = hidden
                .find(subject.as_str())
                .map(|start| start + subject.len());
            if let Some(end) = end.filter(|end| hidden[*end..].starts_with([':', '.', ','])) {
                hide(&mut hidden, end - subject.len(), end);
            }
        }
        let named = named(&mut hidden, &words.labels);
        let mut numbers = numbers(&hidden);
        let mut last_number = 0;
        for number in &mut numbers {
            let before: Vec<String> = named
                .iter()
                .filter(|(at, _)| *at >= last_number && *at < number.start)
                .map(|n| n.1.clone())
                .collect();
            if !before.is_empty() {
                about = before;
            }
            let behind = named
                .iter()
                .find(|(at, _)| *at > number.start)
                .map(|n| n.1.clone());
            number.about = if about.is_empty() {
                behind.into_iter().collect()
            } else {
                about.clone()
            };
            last_number = number.end;
        }
        let rest: Vec<String> = named
            .iter()
            .filter(|(at, _)| *at >= last_number)
            .map(|n| n.1.clone())
            .collect();
        if !rest.is_empty() {
            about = rest;
        }
        sentences.push(Sentence { text, numbers });
    }
    sentences
}

fn split(text: &str) -> Vec<String> {
    let mut sentences = Vec::new();
    let mut start = 0;
    for (at, _) in text.match_indices(". ") {
        if text[at + 2..].starts_with(|c: char| !c.is_lowercase()) {
            sentences.push(text[start..=at].to_owned());
            start = at + 2;
        }
    }
    sentences.push(text[start..].to_owned());
    sentences
}

/// Where rows are named, and by which label; hides the names in the text, so that no number in them is read.
fn named(text: &mut String, labels: &[String]) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    for label in labels {
        // A single word is an everyday word, unless something is said about it.
        let everyday = !label.contains(' ');
        let mut from = 0;
        while let Some((start, end)) = find_ignoring_case(text, label, from) {
            from = end;
            let quoted = text[..start].ends_with('“') && text[end..].starts_with('”');
            let whole = !text[..start].ends_with(char::is_alphanumeric)
                && !text[end..].starts_with(char::is_alphanumeric);
            if quoted || (whole && (!everyday || text[..start].ends_with("about "))) {
                found.push((start, label.clone()));
                hide(text, start, end);
            }
        }
    }
    found.sort();
    found
}

/// Text in place of which something of the same length is found nowhere.
fn hide(text: &mut String, start: usize, end: usize) {
    text.replace_range(start..end, &"\u{1}".repeat(end - start));
}

fn find_ignoring_case(text: &str, label: &str, from: usize) -> Option<(usize, usize)> {
    text[from..]
        .char_indices()
        .map(|(at, _)| from + at)
        .find_map(|start| {
            let mut rest = text[start..].char_indices();
            for wanted in label.chars() {
                let (_, c) = rest.next()?;
                if !c.to_lowercase().eq(std::iter::once(wanted)) {
                    return None;
                }
            }
            let end = rest.next().map_or(text.len(), |(at, _)| start + at);
            Some((start, end))
        })
}

/// The numbers in a text that are written in digits.
pub(crate) fn numbers(text: &str) -> Vec<Number> {
    let mut found: Vec<Number> = Vec::new();
    let mut start = 0;
    while let Some(at) = text[start..]
        .find(|c: char| c.is_ascii_digit())
        .map(|at| start + at)
    {
        let digits = |from: usize| {
            text[from..]
                .find(|c: char| !c.is_ascii_digit())
                .map_or(text.len(), |n| from + n)
        };
        let mut end = digits(at);
        while text[end..].starts_with([',', '.']) && digits(end + 1) > end + 1 {
            end = digits(end + 1);
        }
        let minus = text[..at].ends_with(['−', '-'])
            && text[..at]
                .trim_end_matches(['−', '-'])
                .ends_with([' ', '(']);
        let sign = if minus { "-" } else { "" };
        let unit = match &text[end..] {
            rest if rest.starts_with('%') => Unit::Percent,
            rest if rest.starts_with(" percentage point") => Unit::Points,
            _ => Unit::Plain,
        };
        let value = format!("{sign}{}", text[at..end].replace(',', ""));
        found.push(Number {
            start: at,
            end,
            value,
            unit,
            about: Vec::new(),
        });
        start = end;
    }
    found
}
