//! What a document states in words, piece by piece.

use canvass::document::{Block, Document, Section, Table};

/// Sections whose numbers are not figures of the questionnaire: what the organisation answers in its own words,
/// and the literature behind the methods.
const NOT_FIGURES: [&str; 3] = ["actions-will", "actions-cannot", "method"];

/// Some words of a document.
#[derive(Debug)]
pub(crate) struct Statement<'a> {
    /// Where they stand, for messages.
    pub(crate) place: String,
    /// The heading above them.
    pub(crate) heading: &'a str,
    pub(crate) text: String,
    /// The table that they are about: that of their figure, or the one that they describe.
    pub(crate) table: Option<&'a Table>,
}

/// Every statement of a document about the questionnaire, in reading order; not what respondents said.
pub(crate) fn statements(document: &Document) -> Vec<Statement<'_>> {
    let mut found = Vec::new();
    for section in document.sections() {
        of_section(document, section, &mut found);
    }
    found
}

fn of_section<'a>(document: &'a Document, section: &'a Section, found: &mut Vec<Statement<'a>>) {
    if NOT_FIGURES.contains(&section.anchor.as_str()) {
        return;
    }
    let mut add = |place: String, text: String, table| {
        found.push(Statement {
            place: format!("{}, {place}", section.anchor),
            heading: &section.heading,
            text,
            table,
        });
    };
    for block in &section.blocks {
        match block {
            Block::Paragraph(text) | Block::Caution(text) => {
                add("paragraph".into(), document.plain(text), None)
            }
            Block::Bullets(items) => {
                items
                    .iter()
                    .for_each(|text| add("list".into(), document.plain(text), None));
            }
            Block::KeyFigures(figures) => {
                for key in figures {
                    let words = document.plain(&key.words);
                    assert!(
                        words.contains(&format!("({},", key.figure)),
                        "{}: {words}",
                        key.figure
                    );
                    add("key figure".into(), words, None);
                }
            }
            Block::Table(table) => of_table(table, &mut add),
            Block::Figure(figure) => {
                let table = figure.table();
                let place = |part: &str| format!("figure {}, {part}", figure.number());
                add(place("caption"), figure.caption().to_owned(), table);
                add(
                    place("alternative text"),
                    figure.alternative().alt().to_owned(),
                    table,
                );
                for text in figure.alternative().description() {
                    add(place("description"), document.plain(text), table);
                }
                if let Some(table) = table {
                    of_table(table, &mut add);
                }
            }
            _ => {}
        }
    }
    for inner in &section.sections {
        of_section(document, inner, found);
    }
}

fn of_table<'a>(table: &'a Table, add: &mut impl FnMut(String, String, Option<&'a Table>)) {
    add(
        format!("table {}, caption", table.number()),
        table.caption().to_owned(),
        Some(table),
    );
    for note in table.notes() {
        add(
            format!("table {}, note", table.number()),
            note.clone(),
            Some(table),
        );
    }
}
