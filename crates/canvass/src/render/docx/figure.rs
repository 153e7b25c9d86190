use super::body::{Body, Format};
use super::drawing::Drawing;
use super::look::{STRONG, Style};
use super::package::relationship;
use crate::chart::StandIn;
use crate::document::{Figure, Outline};
use crate::render::RenderError;
use crate::wording::say;

impl Body<'_> {
    /// A figure: the picture, the caption, the description, then what it is drawn from.
    pub(super) fn figure(&mut self, figure: &Figure) -> Result<(), RenderError> {
        let picture = (self.draw)(figure).map_err(|source| RenderError::Chart {
            figure: figure.anchor().clone(),
            source,
        })?;
        let target = format!("media/figure-{}.png", figure.number());
        let drawing = Drawing {
            id: figure.number(),
            name: figure.name(),
            alt: figure.alternative().alt(),
            size: picture.size_in(self.document.front().short),
            relationship: self.relationships.add(relationship::IMAGE, &target),
        };
        self.pictures.push((format!("word/{target}"), picture.png));
        // Said of the paragraph itself too: a house template may have other styles, and readers look here.
        let with_caption = Format {
            keep_next: true,
            ..Style::Picture.into()
        };
        self.paragraph(with_caption, |body| {
            body.bookmarked(figure.anchor(), |body| {
                drawing.write(&mut body.xml, body.area)
            });
        });
        self.caption(
            ("Figure", figure.number()),
            (&figure.name(), &figure.numbered_caption()),
            None,
            Vec::new(),
        );
        self.description(figure);
        self.stand_ins(&picture.stand_ins);
        if let Some(commentary) = figure.commentary() {
            self.commentary(commentary);
        }
        if let Some(table) = figure.table() {
            self.table(table);
        }
        for list in figure.outline() {
            self.list(&list);
        }
        Ok(())
    }

    /// What is drawn in the place of labels that the font of the picture lacks.
    fn stand_ins(&mut self, stand_ins: &[StandIn]) {
        if stand_ins.is_empty() {
            return;
        }
        let wording = self.document.wording();
        let told = stand_ins.iter().map(|stand_in| {
            let (drawn, label) = (&stand_in.drawn, &stand_in.label);
            say!(wording, "render.word.stand-in", drawn, label)
        });
        let items: Vec<String> = told.collect();
        let told = say!(wording, "render.word.stand-ins", items);
        self.paragraph(Style::TableNote, |body| body.words(&told));
    }

    /// The description, named as such.
    fn description(&mut self, figure: &Figure) {
        let texts = figure.alternative().description().iter();
        for (i, text) in texts.filter(|text| !text.is_blank()).enumerate() {
            self.paragraph(Style::Description, |body| {
                if i == 0 {
                    let wording = body.document.wording();
                    let lead = say!(wording, "render.parts.description-lead");
                    body.run(Some(STRONG), &format!("{lead} "));
                }
                body.text(text);
            });
        }
    }

    /// Words of a diagram, kept together.
    fn list(&mut self, list: &Outline<'_>) {
        let kept = |style: Style, keep_next: bool| Format {
            keep_next,
            ..style.into()
        };
        self.paragraph(kept(Style::Normal, true), |body| body.words(&list.lead));
        let last = list.items.len().saturating_sub(1);
        for (i, item) in list.items.iter().enumerate() {
            self.paragraph(kept(Style::ListBullet, i < last), |body| body.words(item));
        }
    }
}
