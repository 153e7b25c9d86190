//! The house file: what of it stays, what takes its place, and what cannot be one.

use super::*;
use crate::config::{Logo, LogoKind, ProjectFile};
use crate::diagnostics::Place;

/// A house file on A5, with a header of its own, in German, and with what a report must not have.
fn house() -> Parts {
    let mut house = parts();
    let swap = |house: &mut Parts, path: &str, pairs: &[(&str, &str)]| {
        let mut text = String::from_utf8(house[path].clone()).unwrap();
        for (from, to) in pairs {
            assert!(text.contains(from), "{path} has no {from}");
            text = text.replace(from, to);
        }
        house.insert(path.to_owned(), text.into_bytes());
    };
    swap(
        &mut house,
        "word/header.xml",
        &[("</w:t>", " of the house</w:t>")],
    );
    swap(
        &mut house,
        "word/styles.xml",
        &[
            ("w:val=\"en-GB\"", "w:val=\"de-DE\""),
            ("w:styleId=\"KeyFigure\"", "w:styleId=\"Other\""),
            ("w:styleId=\"CommentaryBullet\"", "w:styleId=\"Another\""),
        ],
    );
    swap(
        &mut house,
        "word/document.xml",
        &[
            ("w:w=\"11906\" w:h=\"16838\"", "w:w=\"8391\" w:h=\"11906\""),
            ("<w:document ", "<w:document xmlns:w14=\"urn:w14\" "),
        ],
    );
    let image = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image";
    let old = format!(
        "<Relationship Id=\"old\" Type=\"{image}\" Target=\"media/old.png\"/></Relationships>"
    );
    swap(
        &mut house,
        "word/_rels/document.xml.rels",
        &[("</Relationships>", &old)],
    );
    let mark = old.replace("old", "mark");
    let head =
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">";
    house.insert(
        "word/_rels/header.xml.rels".into(),
        format!("{head}{mark}").into_bytes(),
    );
    for picture in ["old", "mark"] {
        house.insert(format!("word/media/{picture}.png"), b"picture".to_vec());
    }
    swap(
        &mut house,
        "word/settings.xml",
        &[("<w:zoom", "<w:updateFields w:val=\"true\"/><w:zoom")],
    );
    house
}

fn packed(parts: &Parts) -> Vec<u8> {
    let mut package = Package::default();
    for (path, bytes) in parts {
        package.add(path.as_str(), PartKind::Kept, bytes.clone());
    }
    package.finish_kept().unwrap()
}

fn dressed_in(house: &Parts) -> Parts {
    let template = WordTemplate::read(&packed(house)).unwrap();
    let draw = |_: &Figure| Ok(blank_picture());
    unzip(&dress(&sample::document(), &template, &draw).unwrap())
}

#[test]
fn the_house_file_stays_but_for_its_text() {
    let house = house();
    let report = dressed_in(&house);
    assert_eq!(report["word/header.xml"], house["word/header.xml"]);
    assert_eq!(report["word/numbering.xml"], house["word/numbering.xml"]);
    let text = parse(&report["word/document.xml"]);
    let paragraphs = flow(&text).len();
    assert_eq!(paragraphs, flow(&part("word/document.xml")).len());
    assert_eq!(text.get("xmlns:w14"), "urn:w14");
    let sheet = text.first("w:body").unwrap().children.last().unwrap();
    assert_eq!(sheet.name, "w:sectPr");
    assert_eq!(sheet.first("w:pgSz").unwrap().get("w:w"), "8391");
    // Pictures of its own text are gone with it.
    assert!(house.contains_key("word/media/old.png") && house.contains_key("word/media/mark.png"));
    assert!(!report.contains_key("word/media/old.png"));
    assert!(report.contains_key("word/media/mark.png"));
    let settings = String::from_utf8(report["word/settings.xml"].clone()).unwrap();
    assert!(!settings.contains("updateFields"));
    assert!(settings.contains("<w:zoom"));
}

#[test]
fn tables_and_pictures_fit_the_sheet_of_the_house() {
    let text = parse(&dressed_in(&house())["word/document.xml"]);
    let width = 8_391 - 2 * page::margin(false);
    for table in text.all("w:tbl") {
        let columns = table.all("w:gridCol").into_iter();
        let widths = columns.map(|c| c.get("w:w").parse::<u64>().unwrap());
        assert_eq!(widths.sum::<u64>(), width);
    }
    for extent in text.all("wp:extent") {
        let wide: u64 = extent.get("cx").parse().unwrap();
        assert!(wide <= width * page::EMU);
    }
}

#[test]
fn styles_that_the_house_lacks_are_added_once_and_the_language_is_the_documents() {
    let styles = parse(&dressed_in(&house())["word/styles.xml"]);
    let mut ids: Vec<&str> = styles
        .all("w:style")
        .into_iter()
        .map(|style| style.get("w:styleId"))
        .collect();
    let all = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), all);
    for style in ["KeyFigure", "CommentaryBullet", "Other", "ReportTable"] {
        assert!(ids.contains(&style), "{style}");
    }
    let bullet = styles
        .all("w:style")
        .into_iter()
        .find(|style| style.get("w:styleId") == "CommentaryBullet")
        .unwrap();
    let based_on = bullet.first("w:basedOn").unwrap().get("w:val");
    assert_eq!(based_on, "ListBullet");
    assert!(bullet.first("w:numPr").is_none());
    let language = styles
        .first("w:docDefaults")
        .unwrap()
        .first("w:lang")
        .unwrap();
    assert_eq!(language.get("w:val"), "en-GB");
}

#[test]
fn what_the_text_leads_to_is_in_the_file_beside_what_the_house_has() {
    let report = dressed_in(&house());
    let links = parse(&report["word/_rels/document.xml.rels"]);
    let mut ids = Vec::new();
    for link in links.all("Relationship") {
        ids.push(link.get("Id"));
        if link.get("TargetMode").is_empty() {
            let target = format!("word/{}", link.get("Target"));
            assert!(report.contains_key(&target), "{target}");
        }
    }
    let text = String::from_utf8(report["word/document.xml"].clone()).unwrap();
    for (at, _) in text.match_indices("r:embed=\"") {
        let id = text[at + 9..].split('"').next().unwrap();
        assert!(ids.contains(&id), "{id}");
    }
    let all = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), all);
}

#[test]
fn footnotes_of_the_report_take_the_place_of_those_of_the_house() {
    let ours = parts()["word/footnotes.xml"].clone();
    let kept = dressed_in(&house());
    let mut without = house();
    without.remove("word/footnotes.xml");
    for (path, from) in [
        ("word/_rels/document.xml.rels", "footnotes.xml\""),
        ("[Content_Types].xml", "/word/footnotes.xml\""),
    ] {
        let text = String::from_utf8(without[path].clone()).unwrap();
        assert!(text.contains(from));
        let gone = text.replace(from, &from.replace("footnotes", "numbering"));
        without.insert(path.into(), gone.into_bytes());
    }
    for report in [kept, dressed_in(&without)] {
        assert_eq!(report["word/footnotes.xml"], ours);
        let has_one = |path: &str, what: &str| {
            let text = String::from_utf8(report[path].clone()).unwrap();
            assert_eq!(text.matches(what).count(), 1, "{path}");
        };
        has_one("word/_rels/document.xml.rels", "\"footnotes.xml\"");
        has_one("[Content_Types].xml", "\"/word/footnotes.xml\"");
        let settings = parse(&report["word/settings.xml"]);
        assert!(settings.all("w:footnotePr").is_empty());
    }
}

#[test]
fn what_cannot_be_a_house_file_is_refused() {
    let refused = |change: &dyn Fn(&mut Parts)| {
        let mut house = house();
        change(&mut house);
        WordTemplate::read(&packed(&house)).unwrap_err().to_string()
    };
    let without_styles = refused(&|house| {
        let styles = String::from_utf8(house["word/styles.xml"].clone()).unwrap();
        let styles = styles.replace("w:styleId=\"Caption\"", "w:styleId=\"Beschriftung\"");
        let styles = styles.replace("w:styleId=\"Quote\"", "w:styleId=\"Zitat\"");
        house.insert("word/styles.xml".into(), styles.into_bytes());
    });
    assert_eq!(without_styles, "styles are missing: Caption, Quote");
    let macros = refused(&|house| {
        house.insert("word/vbaProject.bin".into(), Vec::new());
    });
    assert_eq!(macros, "the file holds macros");
    let strict = refused(&|house| {
        let text = String::from_utf8(house["word/document.xml"].clone()).unwrap();
        let text = text.replace(WORD, "http://purl.oclc.org/ooxml/wordprocessingml/main");
        house.insert("word/document.xml".into(), text.into_bytes());
    });
    assert_eq!(strict, "the file is saved as \"Strict Open XML\"");
    let no_word = "this is no Word file (.docx)";
    let broken = refused(&|house| {
        house.insert("word/document.xml".into(), b"<w:document".to_vec());
    });
    assert_eq!(broken, no_word);
    let workbook = refused(&|house| {
        house.remove("word/document.xml");
    });
    assert_eq!(workbook, no_word);
    for bytes in [&b""[..], b"PK", b"{\\rtf1}"] {
        assert_eq!(WordTemplate::read(bytes).unwrap_err().to_string(), no_word);
    }
}

#[test]
fn a_logo_stands_above_the_title_with_its_words() {
    let svg = br##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 100"><rect width="200" height="100" fill="#12436d"/></svg>"##;
    let logo = |bytes: &[u8]| Logo {
        alt: "Kindred <Ground>".into(),
        kind: LogoKind::Svg,
        file: ProjectFile {
            name: "mark.svg".into(),
            place: Place::whole("canvass.toml"),
            bytes: bytes.to_vec(),
        },
    };
    let with = |logo: Logo| {
        let plain = sample::document();
        let front = FrontMatter {
            logo: Some(logo),
            ..plain.front().clone()
        };
        let document = Document::new(front, plain.sections().to_vec()).unwrap();
        compose(&document, &|_| Ok(blank_picture()))
    };
    let report = unzip(&with(logo(svg)).unwrap());
    let text = parse(&report["word/document.xml"]);
    let first = &flow(&text)[0];
    let picture = first.first("wp:docPr").unwrap();
    assert_eq!(picture.get("descr"), "Kindred <Ground>");
    assert_eq!(picture.get("name"), "Logo");
    let size = first.first("wp:extent").unwrap();
    assert_eq!(size.get("cx"), "1152000");
    assert_eq!(size.get("cy"), "576000");
    assert!(report["word/media/logo.png"].starts_with(b"\x89PNG"));
    let ids = text.all("wp:docPr").into_iter();
    let ids: Vec<&str> = ids.map(|picture| picture.get("id")).collect();
    assert_eq!(ids.iter().filter(|id| **id == ids[0]).count(), 1);
    let broken = with(logo(b"<svg")).unwrap_err();
    assert_eq!(broken.to_string(), "the logo \"mark.svg\" cannot be drawn");
}
