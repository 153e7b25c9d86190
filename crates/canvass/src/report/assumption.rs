use crate::config::Project;
use crate::document::{Block, Content, Inline, Section, Table, Text};

/// How the first column of an interval begins, in every table of the report.
const LOWER_LIMIT: &str = "Lower limit";
/// How words tell of an interval.
const IN_WORDS: &str = "95% interval";

/// Says what intervals take for granted right before the first block that gives one.
pub(super) fn add(project: &Project, sections: &mut [Section]) {
    let words = project.report.inference.assumption();
    let _ = sections.iter_mut().any(|section| say(section, words));
}

fn say(section: &mut Section, words: &str) -> bool {
    if let Some(at) = section.blocks.iter().position(has_interval) {
        section.blocks.insert(at, Block::Caution(words.into()));
        return true;
    }
    section.sections.iter_mut().any(|inner| say(inner, words))
}

fn has_interval(block: &Block) -> bool {
    let in_table = |table: &Table| {
        let mut columns = table.columns().iter();
        columns.any(|column| column.label.starts_with(LOWER_LIMIT))
    };
    match block {
        Block::Paragraph(text) => in_words(text),
        Block::Table(table) => in_table(table),
        Block::Figure(figure) => match figure.content() {
            Content::Chart { table, .. } => in_table(table),
            _ => false,
        },
        _ => false,
    }
}

fn in_words(text: &Text) -> bool {
    text.pieces().iter().any(|piece| match piece {
        Inline::Words(words) | Inline::Strong(words) => words.contains(IN_WORDS),
        _ => false,
    })
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
        assert!(sections.iter_mut().any(|section| say(section, "Mind.")));
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
        assert!(say(&mut told, "Mind."));
        assert_eq!(told.blocks[0], Block::Caution("Mind.".into()));
    }
}
