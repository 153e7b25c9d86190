use super::percent_or_mark;
use crate::disclosure::{PublishedLine, PublishedTable, Shown};
use crate::document::{Anchor, Cell, Chart, ColumnHead, DocumentError, Figure, Mark, Row, Table};
use crate::report::context::Context;
use crate::report::describe;
use crate::report::phrases::Phrases;
use crate::report::ranked::Ranked;
use crate::report::words;
use crate::stats::{Percent, thousands};
use crate::survey::Question;

/// Bars of one table, with everything that its words need.
pub(in crate::report) struct Bars<'a> {
    /// Tells this figure from the others; part of its anchors.
    pub(in crate::report) id: String,
    /// What is shown, such as the question's title.
    pub(in crate::report) title: String,
    /// How its lines are told.
    pub(in crate::report) phrases: Phrases,
    /// The wave's label.
    pub(in crate::report) wave: &'a str,
    pub(in crate::report) table: &'a PublishedTable,
    pub(in crate::report) ranked: Ranked<'a>,
}

/// The bars of a question in the current wave; `None` when that wave did not ask it or nobody answered.
pub(in crate::report) fn question_bars<'a>(
    context: &Context<'a>,
    question: &Question,
) -> Option<Bars<'a>> {
    let table = context.table(question)?;
    let places = context.release.places.get(&question.id);
    let ranked = Ranked::options(question, table).with_places(places);
    (!ranked.is_empty()).then(|| Bars {
        id: question.id.as_str().to_owned(),
        title: question.title.clone(),
        phrases: Phrases::of(question),
        wave: context.now_label(),
        table,
        ranked,
    })
}

impl Bars<'_> {
    /// What leads, for the caption.
    pub(in crate::report) fn finding(&self) -> String {
        let highest: Vec<String> = self
            .ranked
            .highest()
            .iter()
            .map(|(line, _)| words::quoted(&line.label))
            .collect();
        let (wave, of_those) = (self.wave, self.of_those_shown());
        let title = words::leading(&self.title);
        let size = self.most();
        let places = self.ranked.places();
        let places = places.map_or_else(String::new, |places| {
            format!("; allowing for chance, {places}")
        });
        match highest.as_slice() {
            [] => format!("{}, {wave}.", self.title),
            [one] => format!(
                "{title} {of_those}{one} {} in {wave}, at {size}{places}.",
                self.leads()
            ),
            several => format!(
                "{title} {of_those}{} share first place in {wave}, at {size} each.",
                words::list(several)
            ),
        }
    }

    /// How the line that leads is told to do so: more carefully where chance alone could put another one first.
    pub(in crate::report) fn leads(&self) -> &'static str {
        if self.ranked.could_come_later() {
            self.phrases.leads_in_count
        } else {
            self.phrases.leads
        }
    }

    /// Says that something hidden could be larger, where it could: "of the answers shown, ".
    pub(in crate::report) fn of_those_shown(&self) -> String {
        if self.ranked.leader_is_certain() {
            String::new()
        } else {
            format!("of the {} shown, ", self.phrases.item.many)
        }
    }

    /// The largest figure: "59.3%", or "6 of 17" where there is no percentage. Empty when all stand at nought.
    pub(in crate::report) fn most(&self) -> String {
        let highest = self.ranked.highest();
        highest
            .first()
            .map_or_else(String::new, |(_, figure)| words::size(figure))
    }

    /// The chart with its words and its table.
    pub(in crate::report) fn figure(&self) -> Result<Figure, DocumentError> {
        let table = self.table()?;
        let values = if self.has_percent() { 1 } else { 0 };
        let alternative = describe::bars(self, table.anchor())?;
        Figure::chart(
            Anchor::slug("figure", &self.id),
            self.finding(),
            alternative,
            Chart::Bars { values },
            table,
        )
    }

    /// The table without a chart.
    pub(in crate::report) fn table(&self) -> Result<Table, DocumentError> {
        bars_table(self)
    }

    /// Whether the base is large enough for percentages.
    pub(in crate::report) fn has_percent(&self) -> bool {
        self.ranked
            .shown
            .iter()
            .any(|(_, figure)| figure.percent().is_some())
    }
}

fn bars_table(bars: &Bars<'_>) -> Result<Table, DocumentError> {
    let with_percent = bars.has_percent();
    let mut columns = vec![ColumnHead::numbers("Respondents")];
    if with_percent {
        columns
            .extend(["Share (%)", "Lower limit (%)", "Upper limit (%)"].map(ColumnHead::numbers));
    }
    let row = |line: &&PublishedLine| {
        let cells = match line.cell.shown() {
            Some(figure) => bar_cells(figure, with_percent),
            None => vec![Cell::Mark(Mark::Confidential); columns.len()],
        };
        Row {
            head: line.label.clone(),
            cells,
        }
    };
    let rows = bars.ranked.lines.iter().map(row).collect();
    Table::new(
        Anchor::slug("table", &bars.id),
        format!(
            "{}: {}, {}{}",
            bars.phrases.counted(&bars.title),
            bars.phrases.who,
            bars.wave,
            base_words(bars.table)
        ),
        words::capital(bars.phrases.item.one),
        columns,
        rows,
        table_notes(bars, with_percent),
    )
}

fn bar_cells(figure: &Shown, with_percent: bool) -> Vec<Cell> {
    let mut cells = vec![Cell::Count(figure.share().count())];
    if with_percent {
        let percent = figure.percent();
        cells.push(percent.map_or(Cell::Mark(Mark::NotAvailable), Cell::Percent));
        let limits = figure.interval().map(|i| [i.lower(), i.upper()]);
        cells.extend(
            limits
                .map_or([None, None], |l| l.map(Percent::from_share))
                .map(percent_or_mark),
        );
    }
    cells
}

fn base_words(table: &PublishedTable) -> String {
    table
        .base()
        .map_or_else(String::new, |base| format!(" (base {})", thousands(base)))
}

fn table_notes(bars: &Bars<'_>, with_percent: bool) -> Vec<String> {
    let table = bars.table;
    let mut notes: Vec<String> = bars.phrases.note().map(str::to_owned).into_iter().collect();
    if table.several_answers() {
        notes.push(
            "One respondent can count in more than one row, so figures can add up to more than 100%."
                .to_owned(),
        );
    } else if with_percent && bars.phrases.first_places {
        notes.push(
            "Figures may not add up to 100% because of rounding, or because somebody left the first place empty."
                .to_owned(),
        );
    } else if with_percent {
        notes.push("Figures may not add up to 100% because of rounding.".to_owned());
    }
    if with_percent {
        notes.push(
            "The lower and upper limits are those of a 95% interval, explained in the section on method."
                .to_owned(),
        );
    } else {
        notes.push("Few answered this, so there are counts and no percentages.".to_owned());
    }
    if table.low_base() {
        notes.push("Few answered this, so treat the percentages with caution.".to_owned());
    }
    notes
}
