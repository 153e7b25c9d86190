use super::*;
use crate::document::{Block, ColumnKind, Content};

#[test]
fn running_text_keeps_its_words_and_its_links() {
    let (document, html) = rendered();
    let page = parsed(&html);
    let first = all(one(page.root(), "main"), "p")[0];
    let Some(Block::Paragraph(words)) = document.blocks().next() else {
        panic!("the sample starts with a paragraph");
    };
    assert_eq!(text(first), document.plain(words));
    assert_eq!(
        text(one(first, "strong")),
        "Over three quarters of respondents"
    );
    let links: Vec<_> = all(first, "a")
        .iter()
        .map(|a| (text(*a), a.attribute("href").unwrap()))
        .collect();
    let expected = [
        ("Table 1", "#table-helped"),
        ("who answered", "#who"),
        ("the charity's website", "https://example.org/"),
    ];
    assert_eq!(
        links,
        expected.map(|(words, href)| (words.to_owned(), href))
    );
}

#[test]
fn lists_key_figures_and_cautions_say_what_they_are() {
    let (_, html) = rendered();
    let page = parsed(&html);
    let main = one(page.root(), "main");
    let key_figures = with_class(main, "key-figures");
    assert_eq!(key_figures[0].tag_name().name(), "ul");
    assert_eq!(
        texts(&all(key_figures[0], "li")),
        [
            "81.4% had used resources (175 of 215)",
            "78.6% had become aware of more (169 of 215)"
        ]
    );
    let caution = with_class(main, "caution")[0];
    assert_eq!(caution.attribute("role"), Some("note"));
    assert_eq!(caution.attribute("aria-label"), Some("Bear in mind"));
    assert_eq!(
        text(caution).trim(),
        "Bear in mind: These figures describe those who answered."
    );
    let plain = all(main, "ul")
        .into_iter()
        .find(|ul| ul.attribute("class").is_none());
    assert_eq!(
        texts(&all(plain.unwrap(), "li")),
        ["First point.", "Second point."]
    );
}

#[test]
fn tables_have_captions_headings_with_scope_and_no_other_words_than_the_document() {
    let (document, html) = rendered();
    let page = parsed(&html);
    assert_eq!(all(page.root(), "table").len(), document.tables().count());
    for table in document.tables() {
        let place = by_id(&page, table.anchor().as_str());
        let drawn = one(place, "table");
        assert_eq!(children(drawn), ["caption", "thead", "tbody"]);
        let caption = one(drawn, "caption");
        assert_eq!(text(caption), table.numbered_caption());

        let region = drawn.parent_element().unwrap();
        assert_eq!(region.attribute("role"), Some("region"));
        assert_eq!(region.attribute("tabindex"), Some("0"));
        assert_eq!(region.attribute("aria-labelledby"), caption.attribute("id"));

        let heads = all(one(drawn, "thead"), "th");
        assert!(heads.iter().all(|th| th.attribute("scope") == Some("col")));
        let labels = table.columns().iter().map(|c| c.label.as_str());
        assert!(
            texts(&heads)
                .iter()
                .map(String::as_str)
                .eq([table.stub()].into_iter().chain(labels))
        );

        let rows = all(one(drawn, "tbody"), "tr");
        assert_eq!(rows.len(), table.rows().len());
        for (row, source) in rows.iter().zip(table.rows()) {
            let head = row.first_element_child().unwrap();
            assert_eq!(head.attribute("scope"), Some("row"));
            assert_eq!(text(head), source.head);
            let cells = all(*row, "td");
            let shown: Vec<_> = source.cells.iter().map(|cell| cell.shown()).collect();
            assert_eq!(texts(&cells), shown);
            for (cell, column) in cells.iter().zip(table.columns()) {
                let numeric = cell.attribute("class") == Some("number");
                assert_eq!(numeric, column.kind == ColumnKind::Numbers);
            }
        }
        let notes = with_class(place, "notes");
        let notes: Vec<_> = notes.iter().flat_map(|n| texts(&all(*n, "p"))).collect();
        assert_eq!(notes, table.notes());
    }
}

#[test]
fn figures_hold_the_picture_its_alternative_its_description_and_its_data() {
    let (document, html) = rendered();
    let page = parsed(&html);
    assert_eq!(all(page.root(), "figure").len(), document.figures().count());
    for figure in document.figures() {
        let place = by_id(&page, figure.anchor().as_str());
        assert_eq!(place.tag_name().name(), "figure");
        let caption = place.first_element_child().unwrap();
        assert_eq!(caption.tag_name().name(), "figcaption");
        assert_eq!(text(caption), figure.numbered_caption());

        let svg = one(place, "svg");
        assert_eq!(svg.attribute("role"), Some("img"));
        let title = by_id(&page, svg.attribute("aria-labelledby").unwrap());
        assert_eq!(title.parent(), Some(svg));
        assert_eq!(text(title), figure.alternative().alt());
        assert_eq!(svg.attribute("width"), Some("100%"));

        let description = texts(&all(with_class(place, "description")[0], "p"));
        assert_eq!(description[0], "Image description");
        let told = figure.alternative().description();
        let told: Vec<_> = told.iter().map(|text| document.plain(text)).collect();
        assert_eq!(description[1..], told);

        if let Content::Chart { table, .. } = figure.content() {
            by_id(&page, table.anchor().as_str());
            assert_eq!(text(one(place, "caption")), table.numbered_caption());
        }
        let lists = all(place, "ul");
        let outline = figure.outline();
        assert_eq!(lists.len(), outline.len());
        for (list, expected) in lists.into_iter().zip(outline) {
            assert_eq!(texts(&all(list, "li")), expected.items);
        }
    }
}

#[test]
fn hostile_words_stay_words_inside_a_quotation() {
    let (_, html) = rendered();
    let page = parsed(&html);
    let quotation = with_class(page.root(), "quotation")[0];
    assert_eq!(children(quotation), ["blockquote", "p"]);
    let words = one(quotation, "blockquote");
    assert_eq!(words.attribute("dir"), Some("auto"));
    assert_eq!(
        text(words),
        "<script>alert(1)</script> Diolch \u{1F33B} \n\u{202e}abc — “it helped”\nvery much"
    );
    assert_eq!(
        text(with_class(quotation, "attribution")[0]),
        "Members' Questionnaire respondent"
    );
    assert!(all(page.root(), "b").is_empty());
    let forbidden = |c: char| c.is_control() && c != '\n' && c != '\t';
    assert!(!html.contains(forbidden));
}
