//! The file as a package: its parts, what leads where, and that nothing in it is left to chance.

use std::collections::{BTreeMap, BTreeSet};

use super::*;

#[test]
fn the_same_document_gives_the_same_bytes() {
    assert_eq!(file(), file());
}

#[test]
fn every_part_is_well_formed_and_has_a_content_type() {
    let parts = parts();
    let types = parse(&parts["[Content_Types].xml"]);
    let extensions: BTreeSet<&str> = types
        .all("Default")
        .iter()
        .map(|node| node.get("Extension"))
        .collect();
    let named: BTreeSet<&str> = types
        .all("Override")
        .iter()
        .map(|node| node.get("PartName"))
        .collect();
    for (path, bytes) in &parts {
        let extension = path.rsplit('.').next().unwrap();
        assert!(extensions.contains(extension), "{path}");
        if extension == "xml" || extension == "rels" {
            parse(bytes);
        }
        let stands_alone = path == "[Content_Types].xml" || extension != "xml";
        assert!(
            stands_alone || named.contains(format!("/{path}").as_str()),
            "{path}"
        );
    }
    assert!(named.iter().all(|name| parts.contains_key(&name[1..])));
}

#[test]
fn every_relationship_leads_somewhere() {
    let parts = parts();
    let relationships = parse(&parts["word/_rels/document.xml.rels"]);
    let mut targets = BTreeMap::new();
    for node in relationships.all("Relationship") {
        let target = node.get("Target");
        if node.get("TargetMode") == "External" {
            assert!(!target.contains(' '), "{target}");
        } else {
            assert!(parts.contains_key(&format!("word/{target}")), "{target}");
        }
        let repeated = targets.insert(node.get("Id").to_owned(), target.to_owned());
        assert_eq!(repeated, None);
    }
    let document = parse(&parts["word/document.xml"]);
    let mut used = BTreeSet::new();
    for (element, attribute) in [
        ("a:blip", "r:embed"),
        ("w:headerReference", "r:id"),
        ("w:footerReference", "r:id"),
        ("w:hyperlink", "r:id"),
    ] {
        for node in document.all(element) {
            let id = node.get(attribute);
            if !id.is_empty() {
                assert!(targets.contains_key(id), "{element} {id}");
                used.insert(id.to_owned());
            }
        }
    }
    // The rest are the styles, the bullets, the settings and the footnotes.
    assert_eq!(used.len() + 4, targets.len());
    let outside: Vec<&str> = document
        .all("w:hyperlink")
        .iter()
        .filter_map(|link| targets.get(link.get("r:id")).map(String::as_str))
        .collect();
    assert_eq!(
        outside,
        [
            "mailto:hello@kindredground.example.org",
            "https://example.org/"
        ]
    );

    let roots = parse(&parts["_rels/.rels"]);
    for node in roots.all("Relationship") {
        assert!(
            parts.contains_key(node.get("Target")),
            "{}",
            node.get("Target")
        );
    }
}

#[test]
fn every_bookmark_is_one_place_and_every_inner_link_meets_one() {
    let document = part("word/document.xml");
    let starts = document.all("w:bookmarkStart");
    let names: BTreeSet<&str> = starts.iter().map(|node| node.get("w:name")).collect();
    let ids: BTreeSet<&str> = starts.iter().map(|node| node.get("w:id")).collect();
    let ends: BTreeSet<&str> = document
        .all("w:bookmarkEnd")
        .iter()
        .map(|node| node.get("w:id"))
        .collect();
    // Four sections, three tables, three figures.
    assert_eq!((names.len(), ids.len(), starts.len()), (10, 10, 10));
    assert_eq!(ids, ends);
    let inner: Vec<&str> = document
        .all("w:hyperlink")
        .iter()
        .map(|node| node.get("w:anchor"))
        .filter(|anchor| !anchor.is_empty())
        .collect();
    assert_eq!(
        inner,
        [
            "summary",
            "findings",
            "resourcing",
            "who",
            "table_helped",
            "who"
        ]
    );
    assert!(inner.iter().all(|anchor| names.contains(anchor)));
}

#[test]
fn fields_are_balanced_and_filled_in() {
    let parts = parts();
    for (path, codes) in [
        (
            "word/document.xml",
            vec![
                r#"TOC \o "1-3" \n \h \z"#,
                r"SEQ Figure \* ARABIC",
                r"SEQ Table \* ARABIC",
                r"SEQ Figure \* ARABIC",
                r"SEQ Table \* ARABIC",
                r"SEQ Figure \* ARABIC",
                r"SEQ Table \* ARABIC",
            ],
        ),
        ("word/footer.xml", vec!["PAGE", "NUMPAGES"]),
        ("word/footer-first.xml", vec!["PAGE", "NUMPAGES"]),
    ] {
        let part = parse(&parts[path]);
        let written: Vec<String> = part.all("w:instrText").iter().map(|n| n.text()).collect();
        let written: Vec<&str> = written.iter().map(|code| code.trim()).collect();
        assert_eq!(written, codes, "{path}");
        let mut depth = 0;
        let mut separated = 0;
        for mark in part.all("w:fldChar") {
            assert_eq!(mark.get("w:dirty"), "");
            match mark.get("w:fldCharType") {
                "begin" => depth += 1,
                "separate" => separated += 1,
                _ => depth -= 1,
            }
        }
        assert_eq!((depth, separated), (0, codes.len()), "{path}");
    }
    assert!(
        parse(&parts["word/settings.xml"])
            .all("w:updateFields")
            .is_empty()
    );
    assert_eq!(parse(&parts["word/footer.xml"]).reads(), "Page 1 of 1");
}

/// A place for a number that nobody has filled in would print as a blank margin.
#[test]
fn the_contents_promise_no_numbers_of_pages() {
    let contents = part("word/document.xml");
    let contents = contents.first("w:sdtContent").unwrap();
    assert!(contents.all("w:tab").is_empty());
    let entries: Vec<String> = contents
        .all("w:hyperlink")
        .iter()
        .map(|entry| entry.reads())
        .collect();
    assert_eq!(
        entries,
        ["Summary", "Findings", "Resourcing", "Who answered"]
    );
    // A field in the place of a number would have codes of its own.
    assert_eq!(contents.all("w:instrText").len(), 1);
}

#[test]
fn the_file_knows_its_title_author_subject_and_language() {
    let core = part("docProps/core.xml");
    let properties: Vec<(&str, String)> = core
        .children
        .iter()
        .map(|node| (node.name.as_str(), node.text()))
        .collect();
    assert_eq!(
        properties,
        [
            (
                "dc:title",
                "Members' Questionnaire 2024: impact report".to_owned()
            ),
            ("dc:subject", "What 215 respondents told us".to_owned()),
            ("dc:creator", "Kindred Ground".to_owned()),
            (
                "dc:description",
                "What members said in the 2024 questionnaire, and what comes of it.".to_owned()
            ),
            ("dc:language", "en-GB".to_owned()),
        ]
    );
    assert_eq!(
        part("word/styles.xml")
            .first("w:docDefaults")
            .unwrap()
            .value("w:lang"),
        "en-GB"
    );
    assert_eq!(part("word/settings.xml").value("w:themeFontLang"), "en-GB");
}

#[test]
fn a_title_alone_is_a_document() {
    let document = Document::new(sample::titled(), Vec::new()).unwrap();
    let parts = unzip(&docx(&document).unwrap());
    let text = parse(&parts["word/document.xml"]);
    assert!(text.all("w:sdt").is_empty());
    let reads: Vec<String> = text.all("w:p").iter().map(|p| p.reads()).collect();
    assert_eq!(reads, ["Report"]);
    let core = parse(&parts["docProps/core.xml"]);
    let known: Vec<String> = core
        .all("dc:title")
        .iter()
        .map(|title| title.text())
        .collect();
    assert_eq!(known, ["Report"]);
    assert!(core.all("dc:creator").is_empty() && core.all("dc:subject").is_empty());
}

#[test]
fn pictures_are_drawn_sharp_enough_for_paper() {
    let parts = unzip(&docx(&sample::document()).unwrap());
    let document = parse(&parts["word/document.xml"]);
    for (i, extent) in document.all("wp:extent").iter().enumerate() {
        let png = &parts[&format!("word/media/figure-{}.png", i + 1)];
        assert!(png.starts_with(b"\x89PNG\r\n\x1a\n"));
        let dots = u32::from_be_bytes(png[16..20].try_into().unwrap());
        let inches = extent.get("cx").parse::<f64>().unwrap() / 914_400.0;
        assert!(f64::from(dots) / inches >= 150.0);
    }
}

#[test]
fn what_cannot_be_drawn_is_an_error_that_names_the_figure() {
    let error = compose(&sample::document(), &|_| {
        Err(ChartError::BadResolution { dpi: 1 })
    });
    let error = error.unwrap_err();
    assert_eq!(
        error.to_string(),
        "the figure \"figure-helped\" cannot be drawn"
    );
    assert!(std::error::Error::source(&error).is_some());
}
