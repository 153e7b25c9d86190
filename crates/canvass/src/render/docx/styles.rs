use std::io;

use super::WORD;
use super::look::{
    BLUE, BODY_SIZE, Border, FILL, FONT, FOOTNOTE_REFERENCE, HYPERLINK, INK, KEY_FIGURE_NUMBER,
    KEY_FIGURE_SIZE, LINK, LOOKS, Look, REPORT_TABLE, RULE, STRONG, Style, close_size,
};
use super::template::WordTemplate;
use super::xml::Xml;
use crate::document::FrontMatter;

/// The part that says what everything looks like, in the language of the document and in `colour` in place of the
/// usual blue.
pub(super) fn styles(front: &FrontMatter, colour: &str) -> io::Result<Vec<u8>> {
    let mut xml = Xml::new();
    xml.element("w:styles", &[("xmlns:w", WORD)], |xml| {
        defaults(xml, &front.language);
        let ground = Ground {
            colour,
            lists: true,
        };
        all(xml, front, &ground, |_| true);
        xml.element(
            "w:style",
            &[
                ("w:type", "numbering"),
                ("w:default", "1"),
                ("w:styleId", "NoList"),
            ],
            |xml| xml.value("w:name", "No List"),
        );
    });
    xml.finish()
}

/// What the styles stand on.
struct Ground<'a> {
    /// The colour in the place of the usual blue.
    colour: &'a str,
    /// Whether the lists of the file are ours.
    lists: bool,
}

/// Our styles that a house file lacks, without a root around them.
pub(super) fn missing(
    front: &FrontMatter,
    colour: &str,
    template: &WordTemplate,
) -> io::Result<String> {
    let ground = Ground {
        colour,
        lists: false,
    };
    let mut xml = Xml::bare();
    all(&mut xml, front, &ground, |id| !template.styles.contains(id));
    xml.finish()
        .map(|bytes| String::from_utf8_lossy(&bytes).into_owned())
}

/// The styles that are `wanted`, by their ids.
fn all(xml: &mut Xml, front: &FrontMatter, ground: &Ground<'_>, wanted: impl Fn(&str) -> bool) {
    for look in LOOKS.iter().filter(|look| wanted(look.style.id())) {
        let look = if front.short { look.close() } else { *look };
        paragraph_style(xml, &look, ground);
    }
    let mut characters = |id: &str, name: &str, look: &dyn Fn(&mut Xml)| {
        if wanted(id) {
            character_style(xml, id, name, look);
        }
    };
    characters("DefaultParagraphFont", "Default Paragraph Font", &|_| {});
    characters(STRONG, "Strong", &|xml| {
        xml.empty("w:b", &[]);
        xml.empty("w:bCs", &[]);
    });
    characters(HYPERLINK, "Hyperlink", &|xml| {
        xml.value("w:color", LINK);
        xml.value("w:u", "single");
    });
    characters(FOOTNOTE_REFERENCE, "footnote reference", &|xml| {
        xml.value("w:vertAlign", "superscript");
    });
    characters(KEY_FIGURE_NUMBER, "Key Figure Number", &|xml| {
        xml.empty("w:b", &[]);
        xml.empty("w:bCs", &[]);
        xml.value("w:color", ground.colour);
        size(
            xml,
            match front.short {
                true => close_size(KEY_FIGURE_SIZE),
                false => KEY_FIGURE_SIZE,
            },
        );
    });
    if wanted(TABLE_NORMAL) {
        plain_table(xml);
    }
    if wanted(REPORT_TABLE) {
        report_table(xml, ground.colour);
    }
}

fn defaults(xml: &mut Xml, language: &str) {
    xml.element("w:docDefaults", &[], |xml| {
        xml.element("w:rPrDefault", &[], |xml| {
            xml.element("w:rPr", &[], |xml| {
                xml.empty(
                    "w:rFonts",
                    &[
                        ("w:ascii", FONT),
                        ("w:hAnsi", FONT),
                        ("w:eastAsia", FONT),
                        ("w:cs", FONT),
                    ],
                );
                xml.value("w:color", INK);
                size(xml, BODY_SIZE);
                if !language.trim().is_empty() {
                    xml.value("w:lang", language);
                }
            });
        });
        xml.element("w:pPrDefault", &[], |_| {});
    });
}

fn size(xml: &mut Xml, half_points: u32) {
    let size = half_points.to_string();
    xml.value("w:sz", &size);
    xml.value("w:szCs", &size);
}

/// The colour to print: `accent` in the place of the usual blue.
fn shown<'a>(colour: &'a str, accent: &'a str) -> &'a str {
    if colour == BLUE { accent } else { colour }
}

fn paragraph_style(xml: &mut Xml, look: &Look, ground: &Ground<'_>) {
    let accent = ground.colour;
    let id = look.style.id();
    let normal = look.style == Style::Normal;
    let mut attributes = vec![("w:type", "paragraph"), ("w:styleId", id)];
    if normal {
        attributes.push(("w:default", "1"));
    }
    xml.element("w:style", &attributes, |xml| {
        xml.value("w:name", look.name);
        if !normal {
            xml.value("w:basedOn", based_on(look.style, ground).id());
            xml.value("w:next", look.next.id());
        }
        xml.empty("w:qFormat", &[]);
        xml.element("w:pPr", &[], |xml| paragraph_properties(xml, look, ground));
        xml.element("w:rPr", &[], |xml| {
            if look.bold {
                xml.empty("w:b", &[]);
                xml.empty("w:bCs", &[]);
            }
            if look.style == Style::Caption {
                // LibreOffice takes its own style of that name, which is italic, for what is not said here.
                xml.value("w:i", "0");
                xml.value("w:iCs", "0");
            }
            if let Some(colour) = look.colour {
                xml.value("w:color", shown(colour, accent));
            }
            if let Some(half_points) = look.size {
                size(xml, half_points);
            }
        });
    });
}

/// A list of ours in a house file takes its bullets from the list there.
fn based_on(style: Style, ground: &Ground<'_>) -> Style {
    match style.list() {
        Some(_) if !ground.lists => Style::ListBullet,
        _ => Style::Normal,
    }
}

fn paragraph_properties(xml: &mut Xml, look: &Look, ground: &Ground<'_>) {
    if look.keep_next {
        xml.empty("w:keepNext", &[]);
    }
    if look.keep_lines {
        xml.empty("w:keepLines", &[]);
    }
    if let Some(list) = look.style.list().filter(|_| ground.lists) {
        xml.element("w:numPr", &[], |xml| {
            xml.value("w:numId", &list.to_string());
        });
    }
    if !look.borders.is_empty() {
        xml.element("w:pBdr", &[], |xml| {
            for &Border(side, width, space, colour) in look.borders {
                let name = match side {
                    "top" => "w:top",
                    "left" => "w:left",
                    "bottom" => "w:bottom",
                    _ => "w:right",
                };
                border(xml, name, width, space, shown(colour, ground.colour));
            }
        });
    }
    if let Some(fill) = look.fill {
        shade(xml, fill);
    }
    xml.empty(
        "w:spacing",
        &[
            ("w:before", &look.before.to_string()),
            ("w:after", &look.after.to_string()),
            ("w:line", &look.line.to_string()),
            ("w:lineRule", "auto"),
        ],
    );
    let (left, right) = look.indent;
    if left + right + look.hanging > 0 {
        xml.empty(
            "w:ind",
            &[
                ("w:left", &left.to_string()),
                ("w:right", &right.to_string()),
                ("w:hanging", &look.hanging.to_string()),
            ],
        );
    }
    xml.value("w:jc", if look.right { "right" } else { "left" });
    if let Some(level) = look.outline {
        xml.value("w:outlineLvl", &(level - 1).to_string());
    }
}

fn border(xml: &mut Xml, name: &'static str, width: u32, space: u32, colour: &str) {
    xml.empty(
        name,
        &[
            ("w:val", "single"),
            ("w:sz", &width.to_string()),
            ("w:space", &space.to_string()),
            ("w:color", colour),
        ],
    );
}

fn shade(xml: &mut Xml, fill: &str) {
    xml.empty(
        "w:shd",
        &[("w:val", "clear"), ("w:color", "auto"), ("w:fill", fill)],
    );
}

fn character_style(xml: &mut Xml, id: &str, name: &str, look: &dyn Fn(&mut Xml)) {
    let default = id == "DefaultParagraphFont";
    let mut attributes = vec![("w:type", "character"), ("w:styleId", id)];
    if default {
        attributes.push(("w:default", "1"));
    }
    xml.element("w:style", &attributes, |xml| {
        xml.value("w:name", name);
        if !default {
            xml.value("w:basedOn", "DefaultParagraphFont");
            xml.empty("w:qFormat", &[]);
            xml.element("w:rPr", &[], look);
        }
    });
}

const TABLE_NORMAL: &str = "TableNormal";

fn margins(xml: &mut Xml, height: &str, side: &str) {
    xml.element("w:tblCellMar", &[], |xml| {
        for (name, width) in [
            ("w:top", height),
            ("w:left", side),
            ("w:bottom", height),
            ("w:right", side),
        ] {
            xml.empty(name, &[("w:w", width), ("w:type", "dxa")]);
        }
    });
}

fn plain_table(xml: &mut Xml) {
    let attributes = [
        ("w:type", "table"),
        ("w:default", "1"),
        ("w:styleId", TABLE_NORMAL),
    ];
    xml.element("w:style", &attributes, |xml| {
        xml.value("w:name", "Normal Table");
        xml.element("w:tblPr", &[], |xml| margins(xml, "0", "108"));
    });
}

fn report_table(xml: &mut Xml, colour: &str) {
    let attributes = [("w:type", "table"), ("w:styleId", REPORT_TABLE)];
    xml.element("w:style", &attributes, |xml| {
        xml.value("w:name", "Report Table");
        xml.value("w:basedOn", TABLE_NORMAL);
        xml.empty("w:qFormat", &[]);
        xml.element("w:tblPr", &[], |xml| {
            xml.element("w:tblBorders", &[], |xml| {
                border(xml, "w:top", 12, 0, colour);
                border(xml, "w:bottom", 12, 0, colour);
                border(xml, "w:insideH", 4, 0, RULE);
            });
            margins(xml, "70", "130");
        });
        xml.element("w:tblStylePr", &[("w:type", "firstRow")], |xml| {
            xml.element("w:tcPr", &[], |xml| {
                xml.element("w:tcBorders", &[], |xml| {
                    border(xml, "w:bottom", 8, 0, colour);
                });
                shade(xml, FILL);
                xml.value("w:vAlign", "bottom");
            });
        });
    });
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::super::look::GREY;
    use super::*;

    /// Relative luminance of a colour, as WCAG 2.2 defines it.
    fn luminance(colour: &str) -> f64 {
        let part = |at: usize| {
            let value = u8::from_str_radix(&colour[at..at + 2], 16).unwrap();
            let value = f64::from(value) / 255.0;
            if value <= 0.04045 {
                value / 12.92
            } else {
                ((value + 0.055) / 1.055).powf(2.4)
            }
        };
        0.2126 * part(0) + 0.7152 * part(2) + 0.0722 * part(4)
    }

    fn contrast(ink: &str, paper: &str) -> f64 {
        let (a, b) = (luminance(ink), luminance(paper));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    #[test]
    fn words_stand_out_from_what_is_behind_them() {
        assert!((contrast("4F81BD", "FFFFFF") - 4.03).abs() < 0.01);
        let mut papers = vec!["FFFFFF", FILL];
        papers.extend(LOOKS.iter().filter_map(|look| look.fill));
        for paper in papers {
            for ink in [INK, BLUE, GREY, LINK] {
                assert!(contrast(ink, paper) >= 4.5, "{ink} on {paper}");
            }
        }
    }

    #[test]
    fn nothing_is_smaller_than_10_points() {
        assert!(
            LOOKS
                .iter()
                .filter_map(|look| look.size)
                .all(|size| size >= 20)
        );
    }
}
