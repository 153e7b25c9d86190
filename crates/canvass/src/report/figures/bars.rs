use super::percent_or_mark;
use crate::disclosure::{PublishedLine, PublishedTable, Shown};
use crate::document::{Anchor, Cell, Chart, ColumnHead, DocumentError, Figure, Mark, Row, Table};
use crate::report::context::Context;
use crate::report::describe;
use crate::report::phrases::Phrases;
use crate::report::ranked::Ranked;
use crate::report::words::Words;
use crate::stats::Percent;
use crate::survey::Question;
use crate::wording::say;

/// Bars of one table, with everything that its words need.
pub(in crate::report) struct Bars<'a> {
    pub(in crate::report) words: Words<'a>,
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
        words: context.words,
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
        let (words, wave, ranked) = (self.words, self.wave, &self.ranked);
        let highest = ranked.highest();
        if highest.is_empty() {
            return say!(words, "figures.bars.caption", title => &self.title, wave);
        }
        let names = highest.iter().map(|(line, _)| words.quoted(&line.label));
        say!(
            words,
            "figures.bars.caption-with-finding",
            title => words.leading(&self.title),
            names => names.collect::<Vec<_>>(),
            item => self.phrases.item,
            manner => self.manner(),
            in_count => ranked.could_come_later(),
            certain => ranked.leader_is_certain(),
            last_place => ranked.last_place(),
            among_shown => !ranked.suppressed.is_empty(),
            wave,
            size => self.most(),
        )
    }

    /// The term for how a line comes to stand before others; the only answer stands before none.
    pub(in crate::report) fn manner(&self) -> &'static str {
        match self.phrases.manner {
            "chosen" | "common" if self.ranked.len() == 1 => "only",
            manner => manner,
        }
    }

    /// The largest figure: "59.3%", or "6 of 17" where there is no percentage. Empty when all stand at nought.
    pub(in crate::report) fn most(&self) -> String {
        let highest = self.ranked.highest();
        highest
            .first()
            .map_or_else(String::new, |(_, figure)| self.words.size(figure))
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
    let words = bars.words;
    let with_percent = bars.has_percent();
    let mut heads = vec![say!(words, "figures.heads.respondents")];
    if with_percent {
        heads.extend([
            say!(words, "figures.heads.share"),
            say!(words, "figures.heads.lower-percent"),
            say!(words, "figures.heads.upper-percent"),
        ]);
    }
    let columns: Vec<ColumnHead> = heads.into_iter().map(ColumnHead::numbers).collect();
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
    let (title, who) = (bars.phrases.counted(words, &bars.title), bars.phrases.who);
    let (wave, base) = (bars.wave, bars.table.base());
    Table::new(
        Anchor::slug("table", &bars.id),
        say!(words, "figures.bars.table", title, who, wave, base, percent => with_percent),
        bars.phrases.head(words),
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

fn table_notes(bars: &Bars<'_>, with_percent: bool) -> Vec<String> {
    let (table, words) = (bars.table, bars.words);
    let mut notes: Vec<String> = bars.phrases.note(words).into_iter().collect();
    if table.several_answers() {
        let several = bars.ranked.len() > 1;
        notes.extend(several.then(|| say!(words, "figures.bars.several-answers", with_percent)));
    } else if with_percent {
        let first_places = bars.phrases.first_places;
        notes.push(say!(words, "figures.bars.rounding", first_places));
    }
    notes.push(if with_percent {
        say!(words, "figures.bars.limits")
    } else {
        say!(words, "figures.notes.counts-only")
    });
    if table.low_base() {
        notes.push(say!(words, "figures.notes.low-base"));
    }
    notes
}
