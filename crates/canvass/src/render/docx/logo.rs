use super::body::Body;
use super::drawing::Drawing;
use super::look::Style;
use super::package::relationship;
use crate::config::Logo;
use crate::render::RenderError;
use crate::render::logo::drawn;

/// The height of a logo in English Metric Units: 1.6 cm.
const HEIGHT: u64 = 576_000;
/// The widest that a logo stands: 7 cm.
const WIDEST: u64 = 2_520_000;
/// English Metric Units in a pixel where 150 make an inch; a picture of fewer pixels stands smaller.
const PIXEL: u64 = 6_096;
/// Its number among the pictures of the file, far from those of figures.
const ID: usize = 1_000_000;

impl Body<'_> {
    /// The publisher's mark, on a line of its own.
    pub(super) fn logo(&mut self, logo: &Logo) -> Result<(), RenderError> {
        let (png, (width, height)) = drawn(logo)?;
        let target = "media/logo.png";
        let drawing = Drawing {
            id: ID,
            name: "Logo".to_owned(),
            alt: &logo.alt,
            size: size(u64::from(width), u64::from(height)),
            relationship: self.relationships.add(relationship::IMAGE, target),
        };
        self.pictures.push((format!("word/{target}"), png));
        self.paragraph(Style::Logo, |body| drawing.write(&mut body.xml, body.area));
        Ok(())
    }
}

/// The size at which pixels stand on the sheet.
fn size(width: u64, height: u64) -> (u64, u64) {
    let (width, height) = (width.max(1), height.max(1));
    let tall = HEIGHT.min(height * PIXEL);
    let wide = width * tall / height;
    match wide > WIDEST {
        true => (WIDEST, height * WIDEST / width),
        false => (wide, tall),
    }
}

#[cfg(test)]
mod tests {
    use super::size;

    #[test]
    fn a_logo_keeps_its_shape_within_its_room() {
        assert_eq!(size(600, 300), (1_152_000, 576_000));
        assert_eq!(size(4_000, 400), (2_520_000, 252_000));
        // 50 pixels at 150 to the inch are a third of an inch.
        assert_eq!(size(100, 50), (609_600, 304_800));
    }
}
