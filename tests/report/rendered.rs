//! What readers see in the files of the report is what the document says.

use std::io::Cursor;
use std::sync::LazyLock;

use canvass::document::{Block, Table};
use canvass::render;

use crate::REPORT;
use crate::exports::{part_of, text_of};
use crate::statement::statements;

/// What the HTML file says, on one line.
pub(crate) static HTML_TEXT: LazyLock<String> = LazyLock::new(|| {
    let html = render::html(&REPORT).expect("the report can be rendered as HTML");
    let (_, body) = html.split_once("<body").expect("the page has a body");
    one_line(&text_of(&spaced(body)))
});

/// What the Word file says, on one line.
pub(crate) static WORD_TEXT: LazyLock<String> = LazyLock::new(|| {
    let file = render::docx(&REPORT).expect("the report can be rendered as a Word file");
    let part = |path| part_of(Cursor::new(&file), path);
    let (body, footnotes) = (part("word/document.xml"), part("word/footnotes.xml"));
    // Pieces of text, with alternative texts, which are attributes, put where readers are told them.
    let alternatives: Vec<&str> = body
        .split(" descr=\"")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .collect();
    one_line(&text_of(&format!(
        "{} {} {}",
        spaced(&body),
        spaced(&footnotes),
        alternatives.join(" ")
    )))
});

/// Markup with a blank wherever a block ends, so that words of two blocks do not run together.
fn spaced(markup: &str) -> String {
    [
        "</p>",
        "</w:p>",
        "</td>",
        "</th>",
        "</li>",
        "</h",
        "</figcaption>",
        "</caption>",
        "<br",
        "</w:tab",
        "</summary>",
        "</text>",
        "</title>",
        "</desc>",
    ]
    .iter()
    .fold(markup.to_owned(), |text, end| {
        text.replace(end, &format!(" {end}"))
    })
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn assert_all_said(name: &str, text: &str) {
    let mut missing: Vec<String> = Vec::new();
    let mut expect = |words: String| {
        let words = one_line(&words);
        if !text.contains(&words) {
            missing.push(words);
        }
    };
    for statement in statements(&REPORT) {
        expect(statement.text);
    }
    for block in REPORT.blocks() {
        if let Block::Quotation(quotation) = block {
            expect(quotation.words.clone());
        }
    }
    for row in REPORT.tables().flat_map(Table::rows) {
        let cells: Vec<String> = row.cells.iter().map(|cell| cell.shown()).collect();
        expect(format!("{} {}", row.head, cells.join(" ")));
    }
    assert!(
        missing.is_empty(),
        "{name} does not say:\n{}",
        missing.join("\n")
    );
}

#[test]
fn the_page_says_all_that_the_document_says() {
    assert_all_said("report.html", &HTML_TEXT);
}

#[test]
fn the_word_file_says_all_that_the_document_says() {
    assert_all_said("report.docx", &WORD_TEXT);
}
