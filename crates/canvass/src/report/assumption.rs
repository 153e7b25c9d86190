use super::context::Context;
use crate::config::{Inference, Project};
use crate::document::{Block, Content, Inline, Section, Table, Text};
use crate::wording::say;

/// Says what intervals take for granted right before the first block that gives one.
pub(super) fn add(context: &Context<'_>, sections: &mut [Section]) {
    let signs = Signs {
        column: say!(context.words, "figures.heads.lower-percent"),
        points: say!(context.words, "figures.heads.lower-points"),
        in_words: say!(context.words, "phrases.interval"),
    };
    let words = assumption(context.project);
    let _ = sections
        .iter_mut()
        .any(|section| put(section, &signs, &words));
}

/// What has to be taken for granted for an interval to mean anything. Nobody drew those who answered a questionnaire
/// that is open to everybody (AAPOR, Guidance on Reporting Precision for Nonprobability Samples, 2016).
pub fn assumption(project: &Project) -> String {
    let wording = &project.wording;
    match project.report.inference {
        Inference::Respondents => say!(wording, "sections.assumption.respondents"),
        Inference::MembersAsIfRandom => say!(wording, "sections.assumption.members"),
        Inference::Weighted => say!(wording, "sections.assumption.weighted"),
    }
}

/// How an interval is known.
struct Signs {
    /// The heading of the column of lower limits of percentages.
    column: String,
    /// The heading of the column of lower limits of changes.
    points: String,
    /// How words tell of an interval.
    in_words: String,
}

fn put(section: &mut Section, signs: &Signs, words: &str) -> bool {
    if let Some(at) = section.blocks.iter().position(|block| signs.are_in(block)) {
        section.blocks.insert(at, Block::Caution(words.into()));
        return true;
    }
    section
        .sections
        .iter_mut()
        .any(|inner| put(inner, signs, words))
}

impl Signs {
    fn are_in(&self, block: &Block) -> bool {
        match block {
            Block::Paragraph(text) => self.in_text(text),
            Block::Table(table) => self.in_table(table),
            Block::Figure(figure) => match figure.content() {
                Content::Chart { table, .. } => self.in_table(table),
                _ => false,
            },
            _ => false,
        }
    }

    fn in_table(&self, table: &Table) -> bool {
        let mut columns = table.columns().iter();
        columns.any(|column| column.label == self.column || column.label == self.points)
    }

    fn in_text(&self, text: &Text) -> bool {
        text.pieces().iter().any(|piece| match piece {
            Inline::Words(words) | Inline::Strong(words) => words.contains(&self.in_words),
            _ => false,
        })
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;
    use crate::document::{Anchor, Cell, ColumnHead, Row};

    fn section(blocks: Vec<Block>, sections: Vec<Section>) -> Section {
        Section {
            anchor: Anchor::new("a").unwrap(),
            heading: "A".to_owned(),
            blocks,
            sections,
        }
    }

    fn table(column: &str) -> Block {
        let columns = vec![ColumnHead::numbers(column)];
        let anchor = Anchor::new("t").unwrap();
        let row = Row {
            head: "R".to_owned(),
            cells: vec![Cell::Count(1)],
        };
        Block::Table(Table::new(anchor, "T", "Row", columns, vec![row], Vec::new()).unwrap())
    }

    #[test]
    fn it_stands_before_the_first_interval_and_nowhere_else() {
        let blocks = || vec![table("Share (%)"), table("Lower limit (%)")];
        let mut sections = [
            section(vec![Block::Paragraph("No figures.".into())], Vec::new()),
            section(blocks(), vec![section(blocks(), Vec::new())]),
        ];
        let signs = Signs {
            column: "Lower limit (%)".into(),
            points: "Lower limit (points)".into(),
            in_words: "95% interval".into(),
        };
        let say = |section: &mut Section| put(section, &signs, "Mind.");
        assert!(sections.iter_mut().any(say));
        assert_eq!(sections[0].blocks.len(), 1);
        assert_eq!(sections[1].blocks.len(), 3);
        assert_eq!(sections[1].blocks[1], Block::Caution("Mind.".into()));
        assert_eq!(sections[1].sections[0].blocks.len(), 2);

        let mut told = section(
            vec![Block::Paragraph(
                "Up by 2.0 (95% interval 1.0 to 3.0).".into(),
            )],
            Vec::new(),
        );
        assert!(say(&mut told));
        assert_eq!(told.blocks[0], Block::Caution("Mind.".into()));
    }
}
