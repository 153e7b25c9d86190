//! The example's report in another language: whatever is still in English letters is the project's, or a sentence that
//! has not come from the catalogue.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use super::{Analysis, analyse, proofread};
use crate::document::{Block, Cell, Content, Document, Inline, Section, Text};
use crate::wording::{pseudo, say};

/// The example, in the language of the tests.
fn in_another_language() -> Analysis {
    let example =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/members-questionnaire");
    let folder = tempfile::tempdir().unwrap();
    for name in [
        "actions.toml",
        "canvass.toml",
        "codebook.toml",
        "membership.csv",
    ] {
        let text = fs::read_to_string(example.join(name)).unwrap();
        let text = text.replace("\"en-GB\"", &format!("\"{}\"", pseudo::LANGUAGE));
        fs::write(folder.path().join(name), text).unwrap();
    }
    fs::create_dir(folder.path().join("exports")).unwrap();
    for file in fs::read_dir(example.join("exports")).unwrap() {
        let file = file.unwrap();
        let copy = folder.path().join("exports").join(file.file_name());
        fs::copy(file.path(), copy).unwrap();
    }
    fs::create_dir_all(folder.path().join("templates/wording")).unwrap();
    for (path, text) in pseudo::files() {
        fs::write(folder.path().join(path), text).unwrap();
    }
    analyse(folder.path()).unwrap().value
}

/// What the project says itself and stands in what is `said`, the longest first, with what the report makes of it.
fn own_words(analysis: &Analysis, said: &[String]) -> Vec<String> {
    let all = said.join("\n");
    let mut own = BTreeSet::new();
    let mut add = |said: &str| {
        let short = said.rfind(" (").map_or(said, |at| &said[..at]);
        for said in [said, short] {
            let said = said.trim();
            own.insert(said.to_owned());
            let mut lower = said.chars();
            if let Some(first) = lower.next() {
                own.insert(first.to_lowercase().chain(lower.clone()).collect());
                own.insert(first.to_uppercase().chain(lower).collect());
            }
        }
    };
    for name in ["canvass.toml", "codebook.toml", "actions.toml"] {
        let example =
            Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/members-questionnaire");
        let text = fs::read_to_string(example.join(name)).unwrap();
        pseudo::texts_of(&text).iter().for_each(|said| add(said));
    }
    for theme in &analysis.project.codebook.theory.themes {
        let cleared = analysis.release.quotations.of_theme(&theme.code);
        cleared.iter().for_each(|quotation| add(&quotation.words));
    }
    let report = &analysis.project.report;
    add(&report.organisation_short);
    let mut own: Vec<String> = own
        .into_iter()
        .filter(|own| own.len() > 1 && all.contains(own.as_str()))
        .collect();
    own.sort_by_key(|said| std::cmp::Reverse(said.len()));
    own
}

/// The text without what is the project's own.
fn without(own: &[String], said: &str) -> String {
    let mut said = said.to_owned();
    for own in own {
        let mut from = 0;
        while let Some(at) = said[from..].find(own.as_str()).map(|at| from + at) {
            let end = at + own.len();
            let is_part = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
            let stands_alone =
                !is_part(said[..at].chars().next_back()) && !is_part(said[end..].chars().next());
            if stands_alone {
                said.replace_range(at..end, "");
                from = at;
            } else {
                from = end;
            }
        }
    }
    said
}

fn plain(text: &Text) -> String {
    let pieces = text.pieces().iter().map(|piece| match piece {
        Inline::Words(words) | Inline::Strong(words) | Inline::Link { words, .. } => words.as_str(),
        _ => "",
    });
    pieces.collect()
}

fn texts(sections: &[Section], found: &mut Vec<String>) {
    for section in sections {
        found.push(section.heading.clone());
        for block in &section.blocks {
            match block {
                Block::Paragraph(text) | Block::Caution(text) => found.push(plain(text)),
                Block::Bullets(items) => found.extend(items.iter().map(plain)),
                Block::KeyFigures(figures) => {
                    for key in figures {
                        found.extend([key.figure.clone(), plain(&key.words)]);
                    }
                }
                Block::Commentary(commentary) => found.extend(commentary.texts().map(plain)),
                Block::Quotation(quotation) => {
                    found.extend([&quotation.words, &quotation.attribution].map(String::clone));
                }
                Block::Table(table) => table_texts(table, found),
                Block::Figure(figure) => {
                    found.extend([figure.caption(), figure.alternative().alt()].map(str::to_owned));
                    found.extend(figure.alternative().description().iter().map(plain));
                    if let Some(table) = figure.table() {
                        table_texts(table, found);
                    }
                    match figure.content() {
                        Content::Chart { .. } => {}
                        Content::Diagram(hub) => found.extend(hub.phrases.clone()),
                        Content::Chain(chain) => {
                            for step in &chain.steps {
                                found.push(step.label.clone());
                                found.extend(step.items.clone());
                            }
                        }
                    }
                }
            }
        }
        texts(&section.sections, found);
    }
}

fn table_texts(table: &crate::document::Table, found: &mut Vec<String>) {
    found.extend([table.caption(), table.stub()].map(str::to_owned));
    found.extend(table.columns().iter().map(|column| column.label.clone()));
    // A shorthand such as [c] is the same in every language.
    let notes = table.notes().iter().map(|note| {
        note.replace("[c]", "")
            .replace("[x]", "")
            .replace("[z]", "")
    });
    found.extend(notes);
    for row in table.rows() {
        found.push(row.head.clone());
        found.extend(row.cells.iter().filter_map(|cell| match cell {
            Cell::Words(words) => Some(words.clone()),
            _ => None,
        }));
    }
}

fn all_texts(document: &Document) -> Vec<String> {
    let front = document.front();
    let mut found = vec![front.title.clone(), front.description.clone()];
    found.extend(
        [&front.subtitle, &front.published, &front.period]
            .into_iter()
            .flatten()
            .cloned(),
    );
    texts(document.sections(), &mut found);
    found
}

/// The words of a picture or a page: what stands outside its tags, and what a screen reader says.
#[cfg(feature = "html")]
fn in_markup(markup: &str) -> Vec<String> {
    let markup = markup
        .split_once("</style>")
        .map_or(markup, |(_, page)| page);
    let mut found = Vec::new();
    for part in markup.split('<') {
        let (tag, words) = part.split_once('>').unwrap_or(("", part));
        found.push(words.to_owned());
        for attribute in ["aria-label=\"", "alt=\""] {
            let said = tag.split_once(attribute).map(|(_, rest)| rest);
            found.extend(
                said.and_then(|rest| rest.split('"').next())
                    .map(str::to_owned),
            );
        }
    }
    let plain = |words: String| {
        let words = words
            .replace("&#x27;", "'")
            .replace("&#39;", "'")
            .replace("&quot;", "\"");
        let words = words.replace("&#x2f;", "/").replace("&lt;", "<");
        words.replace("&amp;", "&")
    };
    found.into_iter().map(plain).collect()
}

/// What the formats say around the document, and its pictures.
#[test]
#[cfg(feature = "html")]
fn nothing_is_said_around_it_but_by_the_catalogue() {
    let analysis = in_another_language();
    let document = super::impact_document(&analysis).unwrap();
    let mut said = in_markup(&crate::render::html(&document).unwrap());
    let text = crate::render::text(&document);
    said.extend(text.lines().map(str::to_owned));
    let markdown = crate::render::markdown(&document, |_| String::new());
    said.extend(markdown.lines().map(|line| {
        let line = line.replace('\\', "").replace("&lt;", "<");
        line.replace("mailto:", "")
    }));
    assert_none_left(&analysis, &said);
}

/// What the Word file and the workbook say, in their texts and in what is read aloud of pictures and tables.
#[test]
#[cfg(all(feature = "docx", feature = "spreadsheets"))]
fn nothing_is_said_in_word_or_the_workbook_but_by_the_catalogue() {
    let analysis = in_another_language();
    let document = super::impact_document(&analysis).unwrap();
    let summary = super::summary_document(&analysis).unwrap();
    let mut said = crate::render::words_in(&crate::render::docx(&document).unwrap());
    said.extend(crate::render::words_in(
        &crate::render::docx(&summary).unwrap(),
    ));
    let words = said.len();
    said.extend(crate::render::words_in(
        &crate::render::workbook(&document).unwrap(),
    ));
    let sheets = said.len() - words;
    assert!(words > 1_000 && sheets > 300, "{words} {sheets}");
    assert_none_left(&analysis, &said);
}

/// That whatever is left in English letters is the project's own.
#[cfg(feature = "html")]
fn assert_none_left(analysis: &Analysis, said: &[String]) {
    let own = own_words(analysis, said);
    // A label is broken into lines in a picture, so that parts of it stand by themselves.
    let is_part = |c: char| c.is_ascii_alphanumeric() || " -'(),/&".contains(c);
    let foreign = |text: &str| {
        if own.iter().any(|own| own.contains(text.trim())) {
            return false;
        }
        let rest = without(&own, text);
        let mut parts = rest.split(|c| !is_part(c)).map(str::trim);
        parts.any(|part| {
            part.contains(|c: char| c.is_ascii_alphabetic())
                && !own.iter().any(|own| own.contains(part))
        })
    };
    let left: BTreeSet<String> = said
        .iter()
        .map(|text| {
            let marks = ["[c]", "[x]", "[z]"];
            marks
                .iter()
                .fold(text.clone(), |text, mark| text.replace(mark, ""))
        })
        .filter(|text| foreign(text))
        .collect();
    let left: Vec<String> = left.into_iter().collect();
    assert!(left.is_empty(), "{}", left.join("\n"));
}

#[test]
fn nothing_is_said_but_by_the_catalogue() {
    let analysis = in_another_language();
    assert!(proofread(&analysis).is_empty(), "{}", proofread(&analysis));
    let mut said = all_texts(&super::impact_document(&analysis).unwrap());
    said.extend(all_texts(&super::summary_document(&analysis).unwrap()));
    let own = own_words(&analysis, &said);
    let mut left = BTreeSet::new();
    for text in said {
        let rest = without(&own, &text);
        if rest.contains(|c: char| c.is_ascii_alphabetic()) {
            left.insert(format!("{text}   [{rest}]"));
        }
    }
    let left: Vec<String> = left.into_iter().collect();
    assert!(left.is_empty(), "{}", left.join("\n"));
    let said = say!(analysis.project.wording, "phrases.nobody");
    assert_eq!(said, pseudo::in_other_letters("nobody"));
}
