use std::collections::BTreeSet;

use super::forms::Forms;
use super::numbers::Words;
use crate::document::{Cell, Mark, Row, Table};
use crate::report::words;
use crate::wording::say;

/// Names whose figures are held back.
pub(super) struct HeldBack<'a> {
    names: BTreeSet<&'a str>,
}

impl<'a> HeldBack<'a> {
    /// Names of rows that are held back in some table and shown in none.
    pub(super) fn of(tables: &[&'a Table]) -> Self {
        let rows = || tables.iter().flat_map(|table| table.rows());
        let shown: BTreeSet<&str> = rows()
            .filter(|row| row.cells.iter().any(is_number))
            .map(|row| row.head.as_str())
            .collect();
        let names = rows().filter(|row| is_held_back(row) && !shown.contains(row.head.as_str()));
        HeldBack {
            names: names.map(|row| row.head.as_str()).collect(),
        }
    }

    /// Names of rows of a table that hold back whatever they have.
    pub(super) fn of_one(table: &'a Table) -> Self {
        Self::of(&[table])
    }

    /// That a text tells a figure of one of the names.
    pub(super) fn told(&self, text: &str, forms: &Forms<'_>) -> Option<String> {
        if !text.contains(|c: char| c.is_ascii_digit()) {
            return None;
        }
        let name = self
            .names
            .iter()
            .find(|name| gives_away(text, name, forms))?;
        // The figure itself is not repeated.
        Some(format!(
            "a figure of \"{}\", which a table holds back, is told in the words",
            words::short(name)
        ))
    }
}

fn is_number(cell: &Cell) -> bool {
    matches!(cell, Cell::Count(_) | Cell::Percent(_) | Cell::Points(_))
}

fn is_held_back(row: &Row) -> bool {
    let is_hidden = |cell: &Cell| matches!(cell, Cell::Mark(Mark::Confidential));
    row.cells.iter().any(is_hidden) && !row.cells.iter().any(is_number)
}

/// Whether a figure is said of the name: it follows the name before the clause ends or another name comes, as in
/// “Advice” (3 of 40) or Advice: 3; or it is told just before, as in 3 of 40 chose “Advice”.
fn gives_away(text: &str, name: &str, forms: &Forms<'_>) -> bool {
    let name = words::short(name);
    let quoted = forms.words.quoted(name);
    let in_quotes = text.match_indices(&quoted).any(|(at, _)| {
        let (before, after) = (&text[..at], &text[at + quoted.len()..]);
        follows(after, forms) || precedes(before, forms)
    });
    in_quotes
        || [name, &forms.words.inside(name)]
            .into_iter()
            .any(|name| in_a_list(text, name, forms))
}

/// Whether the name stands without quotation marks where an item of a list starts, and a figure follows it at once.
fn in_a_list(text: &str, name: &str, forms: &Forms<'_>) -> bool {
    let starts = |before: &str| {
        let mut ends = forms.list("proof.before-items").iter();
        before.is_empty() || ends.any(|end| before.ends_with(end.as_str()))
    };
    name.contains(char::is_alphabetic)
        && text.match_indices(name).any(|(at, _)| {
            let (before, after) = (&text[..at], &text[at + name.len()..]);
            let listed = after.starts_with(" (") || after.starts_with(": ");
            listed && starts(before) && follows(after, forms)
        })
}

fn follows(after: &str, forms: &Forms<'_>) -> bool {
    let open = say!(forms.words, "language.quotes.open");
    let clause = after.split(';').next().unwrap_or_default();
    let clause = clause.split(open.as_str()).next().unwrap_or_default();
    let clause = clause.split(". ").next().unwrap_or_default();
    // The next in a list is another name.
    let next = say!(forms.words, "proof.next-item");
    let clause = clause.split(next.as_str()).next().unwrap_or_default();
    let mut linked = forms.list("proof.after-names").iter();
    linked.any(|link| clause.starts_with(link.as_str())) && tells(clause, forms)
}

fn precedes(before: &str, forms: &Forms<'_>) -> bool {
    let close = say!(forms.words, "language.quotes.close");
    let clause = before.rsplit([';', ':', ',']).next().unwrap_or_default();
    let clause = clause.rsplit(close.as_str()).next().unwrap_or_default();
    let clause = clause.rsplit(". ").next().unwrap_or_default();
    let mut linked = forms.list("proof.before-names").iter();
    linked.any(|link| clause.ends_with(link.as_str())) && tells(clause, forms)
}

/// Whether a clause tells a figure of people: a percentage, a count of a base, a number of respondents.
fn tells(clause: &str, forms: &Forms<'_>) -> bool {
    let words = Words::read(clause, forms);
    let counted = words.numbers.iter().any(|number| words.is_claim(number));
    let alone = clause.trim_matches([' ', ':', '(', ')', '.']);
    let is_count = !alone.is_empty() && alone.bytes().all(|b| b.is_ascii_digit());
    let than = say!(forms.words, "proof.than");
    !clause.contains(&than) && (counted || !words.shares().is_empty() || is_count)
}
