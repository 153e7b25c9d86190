use super::page::{self, TextArea};
use super::xml::{Attributes, Xml};
use crate::chart::{ChartError, StandIn, png};
use crate::document::Figure;

/// The dots of a picture to the inch where its words are 13 points high, as charts draw them.
const DOTS_PER_INCH: u32 = 200;
/// What is left of the height of a page below the tallest picture, in twips, for its caption.
const CAPTION: u64 = 2_400;

/// The namespace of pictures.
pub(super) const PICTURE: &str = "http://schemas.openxmlformats.org/drawingml/2006/picture";

/// A figure drawn.
pub(super) struct Picture {
    /// The file.
    pub(super) png: Vec<u8>,
    /// Its width and height in English Metric Units, with words of 12 points.
    pub(super) size: (u64, u64),
    /// Labels that are drawn as something else.
    pub(super) stand_ins: Vec<StandIn>,
}

impl Picture {
    /// Draws a figure, its words as large as those of the text. Not as SVG, which Word can show too: where a reader's machine lacks the font, its
    /// words would no longer fit their places.
    pub(super) fn draw(figure: &Figure) -> Result<Self, ChartError> {
        let picture = png(figure, DOTS_PER_INCH)?;
        let (width, height) = picture.emus();
        Ok(Picture {
            png: picture.bytes().to_vec(),
            size: (width * 12 / 13, height * 12 / 13),
            stand_ins: picture.stand_ins().to_vec(),
        })
    }

    /// The size at which it stands in the text: in a document of a page or two its words are those of 10.5 points.
    pub(super) fn size_in(&self, short: bool) -> (u64, u64) {
        let (width, height) = self.size;
        match short {
            true => (width * 7 / 8, height * 7 / 8),
            false => self.size,
        }
    }
}

/// A picture in the text.
pub(super) struct Drawing<'a> {
    /// Its number among the pictures of the file.
    pub(super) id: usize,
    /// What it is called, such as "Figure 3".
    pub(super) name: String,
    /// The short alternative text.
    pub(super) alt: &'a str,
    /// Its width and height in English Metric Units.
    pub(super) size: (u64, u64),
    /// The relationship that leads to the file.
    pub(super) relationship: String,
}

impl Drawing<'_> {
    /// Writes the picture as a run of the text.
    pub(super) fn write(&self, xml: &mut Xml, area: TextArea) {
        let id = self.id.to_string();
        let identity = [
            ("id", id.as_str()),
            ("name", self.name.as_str()),
            ("descr", self.alt),
        ];
        let (width, height) = fitted(self.size, area);
        let (width, height) = (width.to_string(), height.to_string());
        let size = [("cx", width.as_str()), ("cy", height.as_str())];
        let distances = [
            ("distT", "0"),
            ("distB", "0"),
            ("distL", "0"),
            ("distR", "0"),
        ];
        xml.open("w:r", &[]);
        xml.open("w:drawing", &[]);
        xml.open("wp:inline", &distances);
        xml.empty("wp:extent", &size);
        xml.empty("wp:docPr", &identity);
        xml.element("wp:cNvGraphicFramePr", &[], |xml| {
            xml.empty("a:graphicFrameLocks", &[("noChangeAspect", "1")]);
        });
        xml.element("a:graphic", &[], |xml| {
            xml.element("a:graphicData", &[("uri", PICTURE)], |xml| {
                xml.element("pic:pic", &[], |xml| {
                    picture(xml, &identity, &size, &self.relationship);
                });
            });
        });
        xml.close();
        xml.close();
        xml.close();
    }
}

fn picture(xml: &mut Xml, identity: Attributes<'_>, size: Attributes<'_>, relationship: &str) {
    xml.element("pic:nvPicPr", &[], |xml| {
        xml.empty("pic:cNvPr", identity);
        xml.empty("pic:cNvPicPr", &[]);
    });
    xml.element("pic:blipFill", &[], |xml| {
        xml.empty("a:blip", &[("r:embed", relationship)]);
        xml.element("a:stretch", &[], |xml| xml.empty("a:fillRect", &[]));
    });
    xml.element("pic:spPr", &[], |xml| {
        xml.element("a:xfrm", &[], |xml| {
            xml.empty("a:off", &[("x", "0"), ("y", "0")]);
            xml.empty("a:ext", size);
        });
        xml.element("a:prstGeom", &[("prst", "rect")], |xml| {
            xml.empty("a:avLst", &[]);
        });
    });
}

/// The size at which a picture stands on the sheet: its own, or smaller where it would not fit.
fn fitted((width, height): (u64, u64), area: TextArea) -> (u64, u64) {
    let widest = area.width * page::EMU;
    let tallest = area.height.saturating_sub(CAPTION) * page::EMU;
    let (width, height) = match width > widest {
        true => (widest, height * widest / width),
        false => (width, height),
    };
    match height > tallest {
        true => (width * tallest / height, tallest),
        false => (width, height),
    }
}

#[cfg(test)]
mod tests {
    use super::{TextArea, fitted};

    #[test]
    fn pictures_keep_their_shape_when_they_are_made_to_fit() {
        // 400 by 300 points fits as it is; the text is 470.6 points wide and 597.2 points may be used of its height.
        assert_eq!(
            fitted((5_080_000, 3_810_000), TextArea::of(false)),
            (5_080_000, 3_810_000)
        );
        let (width, height) = fitted((12_000_000, 6_000_000), TextArea::of(false));
        assert_eq!((width, height), (5_976_620, 2_988_310));
        let (width, height) = fitted((2_000_000, 20_000_000), TextArea::of(false));
        assert_eq!((width, height), (758_444, 7_584_440));
    }
}
