use super::{Bars, Scale};
use crate::disclosure::{PublishedCell, PublishedLine, Shown};
use crate::document::{
    Anchor, Block, Cell, Chart, ChartColumn, ColumnHead, DocumentError, Figure, Mark, Row, Table,
};
use crate::report::context::Context;
use crate::report::describe;
use crate::report::phrases::Phrases;
use crate::report::ranked::Ranked;
use crate::report::words::{self, Words};
use crate::stats::{Percent, Proportion};
use crate::survey::{GridRow, Question};
use crate::tabulate::LineKey;
use crate::wording::say;

/// The most options that stand beside each other in one table.
const COLUMNS: usize = 7;

/// Who gave which answer, row by row: the rows of a grid, or one question year by year.
pub(in crate::report) struct Answers<'a> {
    pub(in crate::report) words: Words<'a>,
    /// Tells this figure from the others; part of its anchors.
    pub(in crate::report) id: String,
    /// What is shown.
    pub(in crate::report) title: String,
    /// The wave, where it is the same for all rows.
    pub(in crate::report) wave: Option<&'a str>,
    /// The term for what a row is.
    pub(in crate::report) item: &'static str,
    pub(in crate::report) rows: Vec<AnswerRow<'a>>,
    /// The options in the order of the questionnaire.
    pub(in crate::report) options: Vec<(&'a LineKey, &'a str)>,
    /// The scale that the options are, or some of them.
    pub(in crate::report) scale: Option<Scale>,
}

/// One row: what it is called, and what was answered.
pub(in crate::report) struct AnswerRow<'a> {
    pub(in crate::report) label: String,
    pub(in crate::report) bars: &'a Bars<'a>,
}

/// The figures of a grid: one table with a row for each of its rows and a column for each option, drawn if the options
/// are a scale. Where that would be too wide, a table for each row; where no figure may be shown, none.
pub(in crate::report) fn grid_figures<'a>(
    words: Words<'a>,
    grid: &GridRow,
    question: &Question,
    rows: Vec<AnswerRow<'a>>,
) -> Result<Vec<Block>, DocumentError> {
    let is_shown = |row: &&AnswerRow<'_>| !row.bars.ranked.shown.is_empty();
    if !rows.iter().any(|row| is_shown(&row)) {
        return Ok(Vec::new());
    }
    let Some(options) = options(&rows) else {
        let shown = rows.iter().filter(is_shown);
        return shown
            .map(|row| row.bars.table().map(Block::Table))
            .collect();
    };
    let answers = Answers {
        words,
        id: grid.grid.as_str().to_owned(),
        title: grid.title.clone(),
        wave: rows.first().map(|row| row.bars.wave),
        item: "row",
        scale: Scale::of(question, &options),
        rows,
        options,
    };
    Ok(vec![answers.block()?])
}

/// The answers to a scale in the current wave, and in the waves before that may be compared with it; `None` where
/// the current wave has something hidden, so that its bar cannot be drawn.
pub(in crate::report) fn scale_figure(
    context: &Context<'_>,
    question: &Question,
) -> Result<Option<Figure>, DocumentError> {
    let waves: Vec<Bars<'_>> = context
        .comparable_tables(question)
        .into_iter()
        .map(|(wave, table)| Bars {
            words: context.words,
            id: question.id.as_str().to_owned(),
            title: question.title.clone(),
            phrases: Phrases::of(question),
            wave,
            table,
            ranked: Ranked::options(question, table),
        })
        .collect();
    let rows: Vec<AnswerRow<'_>> = waves
        .iter()
        .map(|bars| AnswerRow {
            label: bars.wave.to_owned(),
            bars,
        })
        .collect();
    let Some(options) = options(&rows) else {
        return Ok(None);
    };
    let Some(scale) = Scale::of(question, &options) else {
        return Ok(None);
    };
    let answers = Answers {
        words: context.words,
        id: format!("scale-{}", question.id),
        title: question.title.clone(),
        wave: None,
        item: "year",
        rows,
        options,
        scale: Some(scale),
    };
    let newest = answers.rows.last().map(|row| row.label.as_str());
    let draws_newest = answers
        .drawn()
        .any(|row| Some(row.label.as_str()) == newest);
    match answers.block()? {
        Block::Figure(figure) if draws_newest => Ok(Some(figure)),
        _ => Ok(None),
    }
}

/// The options that any row offered, in the order of the questionnaire; `None` where they are too many for columns of
/// one table, or two have the same label.
fn options<'a>(rows: &[AnswerRow<'a>]) -> Option<Vec<(&'a LineKey, &'a str)>> {
    let mut options: Vec<(&LineKey, &str)> = Vec::new();
    let offered = |line: &&PublishedLine| {
        matches!(line.key, LineKey::Option(_)) && line.cell != PublishedCell::NotApplicable
    };
    let tables = rows.iter().map(|row| row.bars.table);
    for line in tables.flat_map(|table| table.lines()).filter(offered) {
        if options
            .iter()
            .any(|(key, label)| **key != line.key && *label == line.label)
        {
            return None;
        }
        if !options.iter().any(|(key, _)| **key == line.key) {
            options.push((&line.key, &line.label));
        }
    }
    (1..=COLUMNS).contains(&options.len()).then_some(options)
}

impl AnswerRow<'_> {
    fn shown(&self, key: &LineKey) -> Option<&Shown> {
        self.bars.table.line(key)?.cell.shown()
    }

    fn hides_any(&self) -> bool {
        !self.bars.ranked.suppressed.is_empty()
    }
}

impl<'a> Answers<'a> {
    /// The chart with its words and its table, or the table alone where there is nothing to draw.
    fn block(&self) -> Result<Block, DocumentError> {
        let table = self.table()?;
        let (Some(scale), true) = (&self.scale, self.drawn().next().is_some()) else {
            return Ok(Block::Table(table));
        };
        let part = |&point: &usize| {
            let (_, label) = self.options.get(point)?;
            Some(ChartColumn {
                column: 1 + point,
                label: words::short(label).to_owned(),
            })
        };
        let chart = Chart::Scale {
            parts: scale.points.iter().filter_map(part).collect(),
            neutral: scale.neutral(),
        };
        let alternative = describe::scale(self, scale, table.anchor())?;
        Figure::chart(
            Anchor::slug("figure", &self.id),
            describe::scale_finding(self, scale),
            alternative,
            chart,
            table,
        )
        .map(Block::Figure)
    }

    /// The rows that have a bar: those whose every point has a percentage.
    pub(in crate::report) fn drawn(&self) -> impl Iterator<Item = &AnswerRow<'a>> {
        let points = self
            .scale
            .iter()
            .flat_map(|scale| &scale.points)
            .filter_map(|point| self.options.get(*point));
        let points: Vec<&LineKey> = points.map(|(key, _)| *key).collect();
        self.rows.iter().filter(move |row| {
            let percent = |key: &&LineKey| row.shown(key).and_then(Shown::percent).is_some();
            !points.is_empty() && points.iter().all(percent)
        })
    }

    /// How many of a row chose one of `points`; `None` where the sum may not be told: a point has no percentage, or
    /// something in the row is hidden, which the sum would help to work out.
    pub(in crate::report) fn sum(
        &self,
        row: &AnswerRow<'_>,
        points: &[usize],
    ) -> Option<Proportion> {
        if row.hides_any() && points.len() > 1 {
            return None;
        }
        let mut count = 0;
        for point in points {
            let shown = row.shown(self.options.get(*point)?.0)?;
            shown.percent()?;
            count += shown.share().count();
        }
        Proportion::new(count, row.bars.table.base()?).ok()
    }

    /// The labels of some points, in quotation marks: "“Agree” or “Strongly agree”".
    pub(in crate::report) fn either(&self, points: &[usize]) -> String {
        let labels = points.iter().filter_map(|point| self.options.get(*point));
        let labels: Vec<String> = labels.map(|(_, label)| self.words.quoted(label)).collect();
        self.words.either(&labels)
    }

    fn table(&self) -> Result<Table, DocumentError> {
        let words = self.words;
        let with_percent = self.rows.iter().any(|row| row.bars.has_percent());
        let head = |of: String| match with_percent {
            true => say!(words, "figures.heads.percent-of", of),
            false => say!(words, "figures.heads.count-of", of),
        };
        let mut columns = vec![ColumnHead::numbers(say!(words, "figures.heads.base"))];
        columns.extend(
            self.options
                .iter()
                .map(|(_, label)| ColumnHead::numbers(head((*label).to_owned()))),
        );
        let ends = self.scale.as_ref().filter(|_| with_percent);
        let sums: Vec<&[usize]> = ends.map_or_else(Vec::new, |scale| scale.sums());
        columns.extend(sums.iter().map(|points| {
            let labels = points.iter().filter_map(|point| self.options.get(*point));
            let labels: Vec<&str> = labels.map(|(_, label)| words::short(label)).collect();
            ColumnHead::numbers(head(words.either(&labels)))
        }));
        let cell = |line: Option<&PublishedLine>| match line.map(|line| &line.cell) {
            Some(PublishedCell::Shown(figure)) if with_percent => figure
                .percent()
                .map_or(Cell::Mark(Mark::NotAvailable), Cell::Percent),
            Some(PublishedCell::Shown(figure)) => Cell::Count(figure.share().count()),
            Some(PublishedCell::Suppressed) => Cell::Mark(Mark::Confidential),
            Some(PublishedCell::NotApplicable) | None => Cell::Mark(Mark::NotApplicable),
        };
        let sum = |row: &AnswerRow<'_>, points: &[usize]| match self.sum(row, points) {
            Some(share) => Cell::Percent(Percent::of(share)),
            None if row.hides_any() => Cell::Mark(Mark::Confidential),
            None => Cell::Mark(Mark::NotAvailable),
        };
        let rows = self.rows.iter().map(|row| {
            let table = row.bars.table;
            let base = table
                .base()
                .map_or(Cell::Mark(Mark::Confidential), Cell::Count);
            let figures = self.options.iter().map(|(key, _)| cell(table.line(key)));
            let sums = sums.iter().map(|points| sum(row, points));
            Row {
                head: row.label.clone(),
                cells: std::iter::once(base).chain(figures).chain(sums).collect(),
            }
        });
        let (title, who, when) = (&self.title, self.who(), self.when());
        Table::new(
            Anchor::slug("table", &self.id),
            say!(words, "figures.answers.table", title, who, when, percent => with_percent),
            say!(words, "figures.answers.stub", years => self.wave.is_none()),
            columns,
            rows.collect(),
            self.notes(with_percent),
        )
    }

    /// The term for who the base is.
    pub(in crate::report) fn who(&self) -> &'static str {
        let first = self.rows.first();
        first.map_or("answered", |row| row.bars.phrases.who)
    }

    /// How a sentence names a row: a year as it is, anything else in quotation marks.
    pub(in crate::report) fn name(&self, row: &AnswerRow<'_>) -> String {
        if self.wave.is_some() {
            self.words.quoted(&row.label)
        } else {
            row.label.clone()
        }
    }

    /// The wave, or the waves as a list.
    pub(in crate::report) fn when(&self) -> String {
        let waves: Vec<&str> = self.rows.iter().map(|row| row.bars.wave).collect();
        self.wave
            .map_or_else(|| self.words.list(&waves), str::to_owned)
    }

    fn notes(&self, with_percent: bool) -> Vec<String> {
        let (rows, words) = (&self.rows, self.words);
        let mut notes = Vec::new();
        let several = rows.iter().any(|row| row.bars.table.several_answers());
        if several {
            notes.push(say!(words, "figures.answers.several-answers", with_percent));
        } else if with_percent {
            notes.push(say!(words, "figures.answers.rounding"));
        }
        let years = self.wave.is_none();
        let named = |wanted: &dyn Fn(&Bars<'_>) -> bool| {
            let rows = rows.iter().filter(|row| wanted(row.bars));
            let names: Vec<String> = rows.map(|row| self.name(row)).collect();
            (!names.is_empty()).then_some(names)
        };
        if !with_percent {
            notes.push(say!(words, "figures.notes.counts-only"));
        } else if let Some(names) =
            named(&|bars| !bars.has_percent() && !bars.ranked.shown.is_empty())
        {
            notes.push(say!(words, "figures.answers.too-few", years, names));
        }
        if let Some(names) = named(&|bars| bars.table.low_base()) {
            notes.push(say!(words, "figures.answers.low-base", years, names));
        }
        notes
    }
}
