use super::*;
use crate::document::{
    AltText, Alternative, Anchor, Block, Cell, Chart, ColumnHead, Figure, FrontMatter, Row,
    Section, Table, Target, Text,
};
use crate::render::RenderError;
use std::error::Error;

fn section(anchor: &str, heading: &str, blocks: Vec<Block>, sections: Vec<Section>) -> Section {
    Section {
        anchor: Anchor::new(anchor).unwrap(),
        heading: heading.into(),
        blocks,
        sections,
    }
}

fn front() -> FrontMatter {
    FrontMatter {
        title: "Title".into(),
        language: "en-IE".into(),
        ..FrontMatter::default()
    }
}

#[test]
fn the_head_says_what_browsers_and_readers_need() {
    let (document, html) = rendered();
    assert!(html.starts_with(
        "<!DOCTYPE html>\n<html lang=\"en-GB\">\n<head>\n<meta charset=\"utf-8\" />\n"
    ));
    let page = parsed(&html);
    let head = one(page.root(), "head");
    let meta = |name: &str| {
        let metas = all(head, "meta");
        let found = metas.iter().find(|m| m.attribute("name") == Some(name));
        found.unwrap().attribute("content").unwrap().to_owned()
    };
    assert_eq!(meta("viewport"), "width=device-width, initial-scale=1");
    assert_eq!(meta("description"), document.front().description);
    assert_eq!(text(one(head, "title")), document.front().title);
    assert_eq!(text(one(page.root(), "h1")), document.front().title);
}

#[test]
fn all_text_stands_in_a_landmark_after_a_skip_link() {
    let (_, html) = rendered();
    let page = parsed(&html);
    let body = one(page.root(), "body");
    assert_eq!(children(body), ["a", "header", "div", "footer"]);
    let skip = body.first_element_child().unwrap();
    assert_eq!(text(skip), "Skip to main content");
    let main = by_id(&page, &skip.attribute("href").unwrap()[1..]);
    assert_eq!(main, one(body, "main"));
    let nav = one(body, "nav");
    assert_eq!(nav.attribute("aria-label"), Some("Contents"));
    assert_eq!(nav.next_sibling_element(), Some(main));
    assert_eq!(children(main.parent_element().unwrap()), ["nav", "main"]);
    assert_eq!(
        texts(&all(nav, "a")),
        ["Summary", "Findings", "Resourcing", "Who answered"]
    );
}

#[test]
fn headings_follow_the_depth_of_sections() {
    let (_, html) = rendered();
    let page = parsed(&html);
    let headings: Vec<_> = page
        .descendants()
        .filter(|node| matches!(node.tag_name().name(), "h2" | "h3" | "h4" | "h5" | "h6"))
        .map(|node| {
            let id = node.attribute("id").unwrap();
            (node.tag_name().name(), id, text(node))
        })
        .collect();
    let expected = [
        ("h2", "summary", "Summary"),
        ("h2", "findings", "Findings"),
        ("h3", "resourcing", "Resourcing"),
        ("h2", "who", "Who answered"),
    ];
    assert_eq!(headings, expected.map(|(h, id, t)| (h, id, t.to_owned())));

    let deepest = ["e", "d", "c", "b", "a"]
        .into_iter()
        .fold(Vec::new(), |inside, id| {
            vec![section(id, &format!("Section {id}"), Vec::new(), inside)]
        });
    let html = super::html(&Document::new(front(), deepest).unwrap()).unwrap();
    let page = parsed(&html);
    for (id, level) in [
        ("a", "h2"),
        ("b", "h3"),
        ("c", "h4"),
        ("d", "h5"),
        ("e", "h6"),
    ] {
        assert_eq!(by_id(&page, id).tag_name().name(), level);
    }
}

#[test]
fn ids_are_unique_and_everything_that_points_at_one_finds_it() {
    let (_, html) = rendered();
    let page = parsed(&html);
    let mut pointed = 0;
    for node in page.descendants() {
        if let Some(id) = node.attribute("id") {
            by_id(&page, id);
        }
        let here = node.attribute("href").and_then(|h| h.strip_prefix('#'));
        for id in here.into_iter().chain(node.attribute("aria-labelledby")) {
            assert!(!text(by_id(&page, id)).trim().is_empty(), "{id}");
            pointed += 1;
        }
    }
    assert!(pointed > 10, "{pointed}");
}

#[test]
fn nothing_is_fetched_and_nothing_runs() {
    let (_, html) = rendered();
    let page = parsed(&html);
    for node in page.descendants().filter(Node::is_element) {
        let name = node.tag_name().name();
        let runs = ["script", "iframe", "object", "embed", "img", "form", "base"];
        assert!(!runs.contains(&name), "{name}");
        for attribute in node.attributes() {
            assert!(!attribute.name().starts_with("on"), "{attribute:?}");
            assert!(
                !["src", "srcset"].contains(&attribute.name()),
                "{attribute:?}"
            );
            let outside = attribute.value().contains("://");
            assert!(
                !outside || (name, attribute.name()) == ("a", "href"),
                "{attribute:?}"
            );
        }
    }
    let icon = one(page.root(), "link");
    assert_eq!(icon.attribute("href"), Some("data:,"));
    assert!(html.contains("default-src 'none'"));
    let style = text(one(page.root(), "style"));
    assert!(!style.contains("url(") && !style.contains("@import"));
}

#[test]
fn the_same_document_gives_the_same_bytes() {
    assert_eq!(rendered().1, rendered().1);
}

#[test]
fn what_the_front_matter_does_not_give_is_not_printed() {
    let empty = Document::new(front(), Vec::new()).unwrap();
    let html = super::html(&empty).unwrap();
    let page = parsed(&html);
    assert_eq!(page.root_element().attribute("lang"), Some("en-IE"));
    assert_eq!(
        children(
            with_class(page.root(), "title-page")[0]
                .first_element_child()
                .unwrap()
        ),
        ["h1"]
    );
    assert_eq!(
        texts(&all(one(page.root(), "footer"), "p")),
        ["Back to the top of the page"]
    );
    for wrong in ["None", "none<", "null", "undefined", "{{", "{%"] {
        assert!(
            !html[html.find("<body>").unwrap()..].contains(wrong),
            "{wrong}"
        );
    }
}

#[test]
fn a_contact_is_a_link_only_when_it_is_an_address() {
    for (contact, href) in [
        ("hello@example.org", Some("mailto:hello@example.org")),
        ("the office, 020 7946 0000", None),
    ] {
        let mut front = front();
        front.contact = Some(contact.into());
        let html = super::html(&Document::new(front, Vec::new()).unwrap()).unwrap();
        let page = parsed(&html);
        let footer = one(page.root(), "footer");
        assert_eq!(
            all(footer, "a")[0]
                .attribute("href")
                .filter(|h| !h.starts_with('#')),
            href
        );
        assert!(text(footer).contains(contact));
    }
}

#[test]
fn only_addresses_of_pages_mail_and_telephones_become_links() {
    let link = |address: &str| {
        Block::Paragraph(Text::new().link("words", Target::Address(address.into())))
    };
    for (address, expected) in [
        (
            "https://example.org/?a=1&b=\"2\"",
            Some("https://example.org/?a=1&b=\"2\""),
        ),
        ("mailto:a@example.org", Some("mailto:a@example.org")),
        ("javascript:alert(1)", None),
        ("JaVaScript:alert(1)", None),
        ("java\u{0}script:alert(1)", None),
        ("data:text/html,x", None),
    ] {
        let sections = vec![section("a", "A", vec![link(address)], Vec::new())];
        let html = super::html(&Document::new(front(), sections).unwrap()).unwrap();
        let page = parsed(&html);
        let main = one(page.root(), "main");
        assert_eq!(text(one(main, "p")), "words");
        let links = all(main, "a");
        assert_eq!(links.first().and_then(|a| a.attribute("href")), expected);
    }
}

#[test]
fn a_figure_that_cannot_be_drawn_is_named_with_its_cause() {
    let table = Table::new(
        Anchor::new("table-odd").unwrap(),
        "Caption",
        "Stub",
        vec![ColumnHead::numbers("Share (%)")],
        vec![Row {
            head: "Row".into(),
            cells: vec![Cell::Words("most".into())],
        }],
        Vec::new(),
    );
    let figure = Figure::chart(
        Anchor::new("figure-odd").unwrap(),
        "Caption",
        Alternative::new(AltText::new("Bar chart.").unwrap(), vec!["Bars.".into()]),
        Chart::Bars { values: 0 },
        table.unwrap(),
    );
    let blocks = vec![Block::Figure(figure.unwrap())];
    let sections = vec![section("a", "A", blocks, Vec::new())];
    let html = super::html(&Document::new(front(), sections).unwrap());
    let error = html.err().unwrap();
    assert!(matches!(&error, RenderError::Chart { figure, .. } if figure.as_str() == "figure-odd"));
    assert!(error.source().is_some());
}
