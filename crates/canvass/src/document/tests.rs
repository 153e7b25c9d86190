use super::sample::document;
use super::*;

fn anchor(text: &str) -> Anchor {
    Anchor::new(text).unwrap()
}

fn alternative(alt: &str, description: &[&str]) -> Alternative {
    Alternative::new(
        AltText::new(alt).unwrap(),
        description.iter().map(|d| Text::from(*d)).collect(),
    )
}

#[test]
fn tables_and_figures_are_numbered_in_reading_order() {
    let document = document();
    let captions: Vec<_> = document
        .tables()
        .map(|t| (t.number(), t.anchor().as_str()))
        .collect();
    assert_eq!(
        captions,
        [(1, "table-helped"), (2, "table-shift"), (3, "table-who")]
    );
    let figures: Vec<_> = document.figures().map(Figure::number).collect();
    assert_eq!(figures, [1, 2, 3]);
    assert_eq!(document.label(&anchor("table-shift")), "Table 2");
    assert_eq!(document.label(&anchor("who")), "Who answered");
}

#[test]
fn what_would_not_be_accessible_cannot_be_built() {
    assert!(matches!(
        AltText::new("A chart"),
        Err(DocumentError::BadAltText { .. })
    ));
    assert!(matches!(
        AltText::new(" "),
        Err(DocumentError::BadAltText { .. })
    ));
    let section = |anchor: &str, heading: &str, blocks| Section {
        anchor: Anchor::new(anchor).unwrap(),
        heading: heading.into(),
        blocks,
        sections: Vec::new(),
    };
    let front = || FrontMatter {
        title: "T".into(),
        ..FrontMatter::default()
    };
    assert_eq!(
        Document::new(FrontMatter::default(), vec![]).err(),
        Some(DocumentError::EmptyTitle)
    );
    for tag in ["", "not a tag!", "english"] {
        let front = FrontMatter {
            language: tag.into(),
            ..front()
        };
        let error = Document::new(front, vec![]).err();
        assert_eq!(error, Some(DocumentError::BadLanguage(tag.into())));
    }
    // Words that say "Table 1" around a text in Welsh would be read out as Welsh.
    for (tag, suits) in [("en-IE", true), ("EN", true), ("cy", false)] {
        let front = FrontMatter {
            language: tag.into(),
            ..front()
        };
        assert_eq!(Document::new(front, vec![]).is_ok(), suits, "{tag}");
    }
    let nothing = vec![Block::Bullets(vec![]), Block::KeyFigures(vec![])];
    let built = Document::new(front(), vec![section("a", "A", nothing)]).unwrap();
    assert_eq!(built.blocks().count(), 0);
    let build = |sections| Document::new(front(), sections).err();
    assert!(matches!(
        build(vec![section("a", " ", vec![])]),
        Some(DocumentError::EmptyHeading(_))
    ));
    assert!(matches!(
        build(vec![
            section("a", "Same", vec![]),
            section("b", "Same", vec![])
        ]),
        Some(DocumentError::RepeatedHeading { level: 1, .. })
    ));
    assert!(matches!(
        build(vec![
            section("a", "One", vec![]),
            section("a", "Two", vec![])
        ]),
        Some(DocumentError::RepeatedAnchor(_))
    ));
    let dangling = Block::Paragraph(Text::new().reference(anchor("nowhere")));
    assert_eq!(
        build(vec![section("a", "One", vec![dangling])]),
        Some(DocumentError::DanglingReference(anchor("nowhere")))
    );
    let blank = Row {
        head: "r".into(),
        cells: vec![Cell::Words(" ".into())],
    };
    let table = Table::new(
        anchor("t"),
        "c",
        "s",
        vec![ColumnHead::words("w")],
        vec![blank],
        vec![],
    );
    assert!(matches!(table, Err(DocumentError::BadRow { row: 1, .. })));
}

#[test]
fn a_chart_draws_columns_of_numbers_only() {
    let table = Table::new(
        anchor("t"),
        "c",
        "s",
        vec![ColumnHead::words("w")],
        vec![Row {
            head: "r".into(),
            cells: vec![Cell::Words("x".into())],
        }],
        vec![],
    )
    .unwrap();
    let chart = |values| {
        Figure::chart(
            anchor("f"),
            "c",
            alternative("A.", &["d"]),
            Chart::Bars { values },
            table.clone(),
        )
        .err()
    };
    assert!(matches!(
        chart(0),
        Some(DocumentError::BadChartColumn { column: 0, .. })
    ));
    assert!(matches!(
        chart(1),
        Some(DocumentError::BadChartColumn { column: 1, .. })
    ));
}
