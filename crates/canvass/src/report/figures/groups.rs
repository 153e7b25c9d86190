use super::percent_or_mark;
use crate::disclosure::{
    PublishedCell, PublishedColumn, PublishedCrossTable, PublishedLine, Shown,
};
use crate::document::{
    Anchor, Cell, Chart, ChartColumn, ColumnHead, DocumentError, Figure, Mark, Row, Table,
};
use crate::report::context::Context;
use crate::report::describe;
use crate::report::phrases::Phrases;
use crate::report::words::{self, Words};
use crate::survey::Question;
use crate::tabulate::LineKey;
use crate::wording::say;

/// The fewest groups, and the fewest answers, that make a pattern to look at.
const FEWEST: usize = 2;

/// What the groups of respondents answered to a question, as far as it may be published.
pub(in crate::report) struct ByGroup<'a> {
    pub(in crate::report) words: Words<'a>,
    id: String,
    pub(in crate::report) title: String,
    /// What tells the groups.
    pub(in crate::report) by: &'a str,
    pub(in crate::report) wave: &'a str,
    pub(in crate::report) phrases: Phrases,
    pub(in crate::report) groups: &'a [PublishedColumn],
    /// The options that any group may show a figure of, or that are held back.
    lines: Vec<&'a PublishedLine>,
}

/// One figure, with the names of its row and column.
pub(in crate::report) struct GroupFigure<'a> {
    pub(in crate::report) line: &'a str,
    pub(in crate::report) group: &'a str,
    pub(in crate::report) shown: &'a Shown,
}

/// The tables by groups of a question that show enough to be drawn, in the order of the groups' questions.
pub(in crate::report) fn by_groups<'a>(
    context: &Context<'a>,
    question: &'a Question,
) -> Vec<ByGroup<'a>> {
    let groups = context.project.groups.iter();
    groups
        .filter_map(|by| {
            let table = context.release.crossed(&question.id, by)?;
            let by = context.project.survey.question(by)?;
            ByGroup::new(context, question, &by.title, table)
        })
        .collect()
}

impl<'a> ByGroup<'a> {
    fn new(
        context: &Context<'a>,
        question: &'a Question,
        by: &'a str,
        table: &'a PublishedCrossTable,
    ) -> Option<Self> {
        let first = table.columns.first()?;
        let offered = |line: &&PublishedLine| {
            matches!(line.key, LineKey::Option(_)) && line.cell != PublishedCell::NotApplicable
        };
        let groups = ByGroup {
            words: context.words,
            id: format!("{}-{}", table.by, question.id),
            title: question.title.clone(),
            by,
            wave: context.now_label(),
            phrases: Phrases::of(question),
            groups: &table.columns,
            lines: first.table.lines().iter().filter(offered).collect(),
        };
        groups.is_worth_drawing().then_some(groups)
    }

    /// Whether most figures are shown, and there are rows and columns to set beside each other.
    fn is_worth_drawing(&self) -> bool {
        let shown = self.figures().count();
        let full_rows = (0..self.lines.len()).filter(|row| self.row(*row).count() >= FEWEST);
        full_rows.count() >= FEWEST && 2 * shown > self.lines.len() * self.groups.len()
    }

    /// How many rows there are.
    pub(in crate::report) fn rows(&self) -> usize {
        self.lines.len()
    }

    /// How many figures are held back.
    pub(in crate::report) fn hidden(&self) -> usize {
        let cells = self.lines.iter().flat_map(|line| self.cells(line));
        cells
            .filter(|cell| **cell == PublishedCell::Suppressed)
            .count()
    }

    fn cells<'t>(&'t self, line: &PublishedLine) -> impl Iterator<Item = &'t PublishedCell> {
        let key = line.key.clone();
        self.groups.iter().map(move |group| {
            let line = group.table.line(&key);
            line.map_or(&PublishedCell::NotApplicable, |line| &line.cell)
        })
    }

    /// The percentages of a row, group by group.
    pub(in crate::report) fn row(&self, row: usize) -> impl Iterator<Item = GroupFigure<'_>> {
        let line = self.lines.get(row).copied();
        line.into_iter().flat_map(move |line| {
            let groups = self.groups.iter().zip(self.cells(line));
            groups.filter_map(move |(group, cell)| {
                let shown = cell.shown().filter(|shown| shown.percent().is_some())?;
                Some(GroupFigure {
                    line: &line.label,
                    group: &group.label,
                    shown,
                })
            })
        })
    }

    /// Every percentage, row by row.
    pub(in crate::report) fn figures(&self) -> impl Iterator<Item = GroupFigure<'_>> {
        (0..self.lines.len()).flat_map(|row| self.row(row))
    }

    /// The heat map with its words and its table.
    pub(in crate::report) fn figure(&self) -> Result<Figure, DocumentError> {
        let table = self.table()?;
        let columns = self.groups.iter().enumerate();
        let columns = columns.map(|(column, group)| ChartColumn {
            column,
            label: words::short(&group.label).to_owned(),
        });
        let chart = Chart::Heat {
            columns: columns.collect(),
        };
        let alternative = describe::groups(self, table.anchor())?;
        Figure::chart(
            Anchor::slug("figure-by", &self.id),
            describe::groups_finding(self),
            alternative,
            chart,
            table,
        )
    }

    fn table(&self) -> Result<Table, DocumentError> {
        let words = self.words;
        let head = |group: &PublishedColumn| {
            let (of, base) = (&group.label, words.base(group.table.base()));
            ColumnHead::numbers(say!(words, "figures.groups.head", of, base))
        };
        let cell = |cell: &PublishedCell| match cell {
            PublishedCell::Shown(shown) => percent_or_mark(shown.percent()),
            PublishedCell::Suppressed => Cell::Mark(Mark::Confidential),
            PublishedCell::NotApplicable => Cell::Mark(Mark::NotApplicable),
        };
        let rows = self.lines.iter().map(|line| Row {
            head: line.label.clone(),
            cells: self.cells(line).map(cell).collect(),
        });
        let title = self.phrases.counted(words, &self.title);
        let (by, who, wave) = (words.in_quotes(self.by), self.phrases.who, self.wave);
        Table::new(
            Anchor::slug("table-by", &self.id),
            say!(words, "figures.groups.table", title, by, who, wave),
            self.phrases.head(words),
            self.groups.iter().map(head).collect(),
            rows.collect(),
            self.notes(),
        )
    }

    fn notes(&self) -> Vec<String> {
        let words = self.words;
        let mut notes: Vec<String> = self.phrases.note(words).into_iter().collect();
        let several = self.groups.iter().any(|g| g.table.several_answers());
        notes.push(say!(words, "figures.groups.sums", several));
        notes.push(say!(words, "figures.groups.left-out"));
        let names: Vec<String> = self
            .groups
            .iter()
            .filter(|group| group.table.low_base())
            .map(|group| words.quoted(&group.label))
            .collect();
        if !names.is_empty() {
            notes.push(say!(words, "figures.groups.low-base", names));
        }
        notes
    }
}
