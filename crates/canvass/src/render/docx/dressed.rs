//! The document in a house file: every part of that file, with our text, pictures and properties in their places.

use std::io;

use super::footnotes::FOOTNOTES;
use super::package::{Package, PartKind, Relationships};
use super::template::{KINDS, LINKS, SETTINGS, STYLES, TEXT, TEXT_LINKS, WordTemplate};
use super::{properties, styles};
use crate::document::FrontMatter;

const CORE: &str = "docProps/core.xml";
const EXTENDED: &str = "docProps/app.xml";
/// Settings of the house file that a finished report must not have: they ask the reader for something, keep them from
/// it, tell where the file was kept, or count on footnotes of its own text.
const UNWANTED: [&str; 5] = [
    "w:footnotePr",
    "w:updateFields",
    "w:documentProtection",
    "w:writeProtection",
    "w:attachedTemplate",
];

/// What takes the place of parts of the house file.
pub(super) struct Contents {
    pub(super) text: Vec<u8>,
    pub(super) links: Relationships,
    pub(super) pictures: Vec<(String, Vec<u8>)>,
    pub(super) footnotes: Vec<u8>,
}

/// The house file with the contents in it.
pub(super) fn dressed(
    template: &WordTemplate,
    front: &FrontMatter,
    colour: &str,
    contents: Contents,
) -> io::Result<Vec<u8>> {
    let mut package = Package::default();
    let has_core = template.parts.iter().any(|(path, _)| path == CORE);
    let links = links(template, contents.links)?;
    let taken = |path: &str| {
        let ours = contents.pictures.iter().any(|(own, _)| own == path);
        ours || [FOOTNOTES, "word/_rels/footnotes.xml.rels"].contains(&path)
    };
    let mut text = Some(contents.text);
    for (path, bytes) in &template.parts {
        if taken(path) || is_left_behind(path, template, &links) {
            continue;
        }
        let own = || String::from_utf8_lossy(bytes).into_owned();
        let replaced = match path.as_str() {
            TEXT => text.take().unwrap_or_default(),
            TEXT_LINKS => links.clone().into_bytes(),
            STYLES => {
                let more = styles::missing(front, colour, template)?;
                let styles = before_end(&own(), "w:styles", &more);
                in_language(&styles, &front.language).into_bytes()
            }
            SETTINGS => without(&own(), &UNWANTED).into_bytes(),
            KINDS => kinds(&own(), has_core).into_bytes(),
            LINKS if !has_core => before_end(&own(), "Relationships", CORE_LINK).into_bytes(),
            CORE => properties::core(front)?,
            EXTENDED => properties::extended(front)?,
            "word/_rels/settings.xml.rels" => {
                let empty = Relationships::default().finish()?;
                match own().contains("/attachedTemplate\"") {
                    true => empty,
                    false => bytes.clone(),
                }
            }
            _ => bytes.clone(),
        };
        package.add(path.as_str(), PartKind::Kept, replaced);
    }
    if !has_core {
        package.add(CORE, PartKind::Kept, properties::core(front)?);
    }
    package.add(FOOTNOTES, PartKind::Kept, contents.footnotes);
    for (path, png) in contents.pictures {
        package.add(path, PartKind::Picture, png);
    }
    package.finish_kept()
}

/// What the text leads to: what the house file needs around it (styles, header, footer and so on), and what is ours.
/// Pictures, addresses and footnotes of its own text are left behind with that text.
fn links(template: &WordTemplate, ours: Relationships) -> io::Result<String> {
    let own = template.parts.iter().find(|(path, _)| path == TEXT_LINKS);
    let own = own.map_or_else(String::new, |(_, bytes)| {
        String::from_utf8_lossy(bytes).into_owned()
    });
    let ours = String::from_utf8(ours.finish()?).map_err(io::Error::other)?;
    let mut kept = String::with_capacity(own.len() + ours.len());
    let mut rest = own.as_str();
    while let Some(at) = rest.find("<Relationship ") {
        let end = rest[at..].find("/>").map_or(rest.len(), |end| at + end + 2);
        let link = &rest[at..end];
        let of_the_text = [
            "/image\"",
            "/hyperlink\"",
            "/chart\"",
            "/oleObject\"",
            "/footnotes\"",
        ];
        kept.push_str(&rest[..at]);
        if !of_the_text.iter().any(|kind| link.contains(kind)) {
            kept.push_str(link);
        }
        rest = &rest[end..];
    }
    kept.push_str(rest);
    let ours = between(&ours, "Relationships").unwrap_or_default();
    Ok(before_end(&kept, "Relationships", ours))
}

/// Whether a part is a picture of the house file's own text, to which nothing leads any more.
fn is_left_behind(path: &str, template: &WordTemplate, links: &str) -> bool {
    let Some(name) = path.strip_prefix("word/media/") else {
        return false;
    };
    let name = format!("media/{name}\"");
    let mut others = template
        .parts
        .iter()
        .filter(|(path, _)| path.ends_with(".rels") && path != TEXT_LINKS);
    let led_to = |links: &str| links.contains(&name);
    !led_to(links) && !others.any(|(_, bytes)| led_to(&String::from_utf8_lossy(bytes)))
}

const CORE_LINK: &str = "<Relationship Id=\"canvassCore\" Type=\"http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties\" Target=\"docProps/core.xml\"/>";
const CORE_KIND: &str = "<Override PartName=\"/docProps/core.xml\" ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/>";
const FOOTNOTES_KIND: &str = "<Override PartName=\"/word/footnotes.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml\"/>";
const PNG_KIND: &str = "<Default Extension=\"png\" ContentType=\"image/png\"/>";

/// The kinds of the parts, with those of our pictures, footnotes and properties. A template for Word becomes a file for Word.
fn kinds(own: &str, has_core: bool) -> String {
    let own = own.replace(
        "wordprocessingml.template.main+xml",
        "wordprocessingml.document.main+xml",
    );
    let has_png = own.to_ascii_lowercase().contains("extension=\"png\"");
    let mut more = String::new();
    if !has_png {
        more.push_str(PNG_KIND);
    }
    if !has_core {
        more.push_str(CORE_KIND);
    }
    if !own.contains("\"/word/footnotes.xml\"") {
        more.push_str(FOOTNOTES_KIND);
    }
    before_end(&own, "Types", &more)
}

/// A part with something added before its root ends.
fn before_end(part: &str, root: &str, more: &str) -> String {
    let end = format!("</{root}>");
    match part.rfind(&end) {
        Some(at) => format!("{}{more}{}", &part[..at], &part[at..]),
        None => part.to_owned(),
    }
}

/// What stands inside the root of a part.
fn between<'a>(part: &'a str, root: &str) -> Option<&'a str> {
    let start = part.find(&format!("<{root}"))?;
    let from = start + part.get(start..)?.find('>')? + 1;
    part.get(from..part.rfind(&format!("</{root}>"))?)
}

/// A part without the elements of these names, none of which holds others.
fn without(part: &str, names: &[&str]) -> String {
    let mut rest = part;
    let mut kept = String::with_capacity(part.len());
    'part: loop {
        let starts = names.iter().filter_map(|name| {
            let at = rest.find(&format!("<{name}"))?;
            let after = rest.get(at + 1 + name.len()..)?;
            after.starts_with([' ', '/', '>']).then_some((at, *name))
        });
        let Some((at, name)) = starts.min() else {
            break 'part;
        };
        kept.push_str(&rest[..at]);
        let tail = &rest[at..];
        let tag = tail.find('>').map_or(tail.len(), |end| end + 1);
        let whole = match tail[..tag].ends_with("/>") {
            true => tag,
            false => {
                let end = format!("</{name}>");
                tail.find(&end).map_or(tag, |at| at + end.len())
            }
        };
        rest = &tail[whole..];
    }
    kept.push_str(rest);
    kept
}

/// Styles whose words are in the language of the document unless a style says otherwise.
fn in_language(styles: &str, language: &str) -> String {
    let language = language.trim();
    let tag = format!(
        "<w:lang w:val=\"{}\"/>",
        quick_xml::escape::escape(language)
    );
    let Some((start, end)) = styles
        .find("<w:rPrDefault>")
        .zip(styles.find("</w:rPrDefault>"))
        .filter(|_| !language.is_empty())
    else {
        return styles.to_owned();
    };
    let defaults = without(&styles[start..end], &["w:lang"]);
    let defaults = match defaults.contains("</w:rPr>") {
        true => before_end(&defaults, "w:rPr", &tag),
        false => format!("<w:rPrDefault><w:rPr>{tag}</w:rPr>"),
    };
    format!("{}{defaults}{}", &styles[..start], &styles[end..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_are_taken_out_whole() {
        let part = "<w:settings><w:updateFields w:val=\"true\"/><w:zoom/><w:updateFieldsOther/></w:settings>";
        assert_eq!(
            without(part, &UNWANTED),
            "<w:settings><w:zoom/><w:updateFieldsOther/></w:settings>"
        );
        assert_eq!(without("<a><b x=\"1\">c</b>d</a>", &["b"]), "<a>d</a>");
    }

    #[test]
    fn the_language_of_a_house_file_gives_way() {
        let with = |inner: &str| format!("<w:rPrDefault>{inner}</w:rPrDefault><x/>");
        let welsh = "<w:lang w:val=\"cy-GB\"/>";
        for inner in [
            "<w:rPr><w:sz w:val=\"24\"/><w:lang w:val=\"de-DE\" w:bidi=\"ar-SA\"/></w:rPr>",
            "<w:rPr><w:sz w:val=\"24\"/></w:rPr>",
        ] {
            let expected = with(&format!("<w:rPr><w:sz w:val=\"24\"/>{welsh}</w:rPr>"));
            assert_eq!(in_language(&with(inner), "cy-GB"), expected);
        }
        assert_eq!(
            in_language(&with(""), "cy-GB"),
            with(&format!("<w:rPr>{welsh}</w:rPr>"))
        );
    }
}
