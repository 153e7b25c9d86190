use super::body::{Body, Format};
use super::drawing::Drawing;
use super::look::{STRONG, Style};
use super::package::relationship;
use crate::document::{Content, Figure, Hub};
use crate::render::RenderError;

impl Body<'_> {
    /// A figure: the picture, the caption, the description, then what it is drawn from.
    pub(super) fn figure(&mut self, figure: &Figure) -> Result<(), RenderError> {
        let picture = (self.draw)(figure).map_err(|source| RenderError::Chart {
            figure: figure.anchor().clone(),
            source,
        })?;
        let target = format!("media/figure-{}.png", figure.number());
        let drawing = Drawing {
            number: figure.number(),
            alt: figure.alternative().alt(),
            size: picture.size,
            relationship: self.relationships.add(relationship::IMAGE, &target),
        };
        self.pictures.push((format!("word/{target}"), picture.png));
        self.paragraph(Style::Picture, |body| {
            body.bookmarked(figure.anchor(), |body| drawing.write(&mut body.xml));
        });
        self.caption("Figure", figure.number(), figure.caption(), None);
        self.description(figure);
        match figure.content() {
            Content::Chart { table, .. } => self.table(table),
            Content::Diagram(hub) => self.phrases(hub),
        }
        Ok(())
    }

    /// The description, named as such.
    fn description(&mut self, figure: &Figure) {
        let texts = figure.alternative().description().iter();
        for (i, text) in texts.filter(|text| !text.is_blank()).enumerate() {
            self.paragraph(Style::Description, |body| {
                if i == 0 {
                    body.run(Some(STRONG), "Image description: ");
                }
                body.text(text);
            });
        }
    }

    /// The words of a diagram as a list, kept together.
    fn phrases(&mut self, hub: &Hub) {
        let kept = |style: Style| Format {
            keep_next: true,
            ..style.into()
        };
        self.paragraph(kept(Style::Normal), |body| {
            body.words("At the centre: ");
            body.run(Some(STRONG), &hub.centre);
            body.words(". Around it:");
        });
        let (last, others) = match hub.phrases.split_last() {
            Some(split) => split,
            None => return,
        };
        for phrase in others {
            self.paragraph(kept(Style::ListBullet), |body| body.words(phrase));
        }
        self.paragraph(Style::ListBullet, |body| body.words(last));
    }
}
