//! A comment reads alike in every format, and its words are never markup.

use crate::document::{
    Anchor, Block, Commentary, Document, FrontMatter, Prose, Section, Target, Text, sample,
};

fn document() -> Document {
    let parts = vec![
        Prose::Paragraph(
            Text::new()
                .strong("What we make of this")
                .words(" (comment by Us & Co): a <b> and:"),
        ),
        Prose::Bullets(vec![
            Text::new().link("a page", Target::Address("https://example.org/a".into())),
            Text::from("another *thing*"),
        ]),
    ];
    let mut figure = sample::bars();
    figure.set_commentary(Commentary {
        parts: vec![Prose::Paragraph("Look at the second bar.".into())],
    });
    let section = Section {
        anchor: Anchor::slug("", "summary"),
        heading: "Summary".into(),
        blocks: vec![
            Block::Figure(figure),
            Block::Commentary(Commentary { parts }),
        ],
        sections: Vec::new(),
    };
    let front = FrontMatter {
        title: "Report".into(),
        language: "en-GB".into(),
        ..FrontMatter::default()
    };
    Document::new(front, vec![section]).unwrap()
}

#[test]
fn markdown_sets_it_off_as_one_quote() {
    let markdown = super::markdown(&document(), |_| String::new());
    assert!(
        markdown.ends_with(
            "\n\n> **What we make of this** (comment by Us &amp; Co): a &lt;b&gt; and:\n>\n\
             > - [a page](<https://example.org/a>)\n> - another \\*thing\\*\n"
        ),
        "{markdown}"
    );
    let described = markdown.find("**Image description:**").unwrap();
    let comment = markdown.find("> Look at the second bar.").unwrap();
    let table = markdown.find("**Table 1").unwrap();
    assert!(described < comment && comment < table);
}

#[test]
fn plain_text_says_where_it_ends() {
    let text = super::text(&document());
    assert!(
        text.ends_with(
            "\n\nWhat we make of this (comment by Us & Co): a <b> and:\n\n\
             - a page (https://example.org/a)\n- another *thing*\n\nEnd of the comment.\n"
        ),
        "{text}"
    );
    assert!(
        text.contains("\n\nLook at the second bar.\n\nTable 1"),
        "{text}"
    );
}

#[cfg(feature = "html")]
#[test]
fn the_page_marks_it_as_a_note() {
    let page = super::html(&document()).unwrap();
    let (_, body) = page.split_once("<!DOCTYPE html>").unwrap();
    let page = roxmltree::Document::parse(body.trim()).unwrap();
    let notes: Vec<_> = page
        .descendants()
        .filter(|node| node.attribute("class") == Some("commentary"))
        .collect();
    assert_eq!(notes.len(), 2);
    let words = |node: &roxmltree::Node<'_, '_>| {
        let words: String = node
            .descendants()
            .filter(|n| n.is_text())
            .filter_map(|n| n.text())
            .collect();
        words.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    assert_eq!(notes[0].parent().unwrap().tag_name().name(), "figure");
    assert_eq!(words(&notes[0]), "Look at the second bar.");
    assert_eq!(notes[1].attribute("role"), Some("note"));
    assert!(words(&notes[1]).contains("a <b> and:"));
    assert_eq!(
        notes[1]
            .descendants()
            .filter(|n| n.has_tag_name("li"))
            .count(),
        2
    );
}

#[cfg(feature = "html")]
#[test]
fn other_templates_and_a_colour_take_their_place() {
    let section = Section {
        anchor: Anchor::slug("", "summary"),
        heading: "Summary".into(),
        blocks: vec![Block::Paragraph("One < two.".into())],
        sections: Vec::new(),
    };
    let front = FrontMatter {
        title: "Report".into(),
        colour: crate::config::Colour::parse("#7a1f5c"),
        ..FrontMatter::default()
    };
    let document = Document::new(front, vec![section]).unwrap();
    let page = |templates: &[(&str, &str)]| {
        let templates = super::Templates::replaced(templates.iter().copied()).unwrap();
        super::html_with(&document, &templates)
    };
    let own = page(&[(
        "partials/paragraph.html.j2",
        "<p class=\"own\">{{ block.text[0].words }}</p>\n",
    )])
    .unwrap();
    assert!(own.contains("<p class=\"own\">One &lt; two.</p>"), "{own}");
    assert!(own.contains("--link: #7a1f5c;") && own.contains("--band: #7a1f5c;"));
    let error = page(&[("partials/paragraph.html.j2", "<p>\n{{ block.words }}</p>")]).unwrap_err();
    let fault = error.template_fault().unwrap();
    assert_eq!(
        (fault.name.as_str(), fault.line),
        ("partials/paragraph.html.j2", Some(2))
    );
}
