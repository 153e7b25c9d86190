use crate::compare::Comparability;
use crate::disclosure::{PublishedCell, PublishedChange, PublishedChanges};
use crate::document::{
    Anchor, Cell, ChangeColumns, Chart, ColumnHead, DocumentError, Figure, Mark, Row, Table,
};
use crate::report::context::Context;
use crate::report::describe;
use crate::report::phrases::Phrases;
use crate::report::words::Words;
use crate::stats::Points;
use crate::survey::{OptionId, Question, QuestionKind};
use crate::tabulate::LineKey;
use crate::wording::say;

/// The most lines of a slope chart; more of them would run into each other.
const SLOPES: usize = 4;

/// What changed between two waves, with everything that its words need.
pub(in crate::report) struct ChangePlot<'a> {
    pub(in crate::report) words: Words<'a>,
    /// Tells this plot from the others; part of its anchors.
    pub(in crate::report) id: String,
    /// What is shown, such as the question's title.
    pub(in crate::report) title: String,
    /// How its lines are told.
    pub(in crate::report) phrases: Phrases,
    /// The labels of the earlier and the later wave.
    pub(in crate::report) waves: (&'a str, &'a str),
    pub(in crate::report) changes: &'a PublishedChanges,
    /// The lines in the order in which they are drawn.
    pub(in crate::report) lines: Vec<&'a PublishedChange>,
    /// Whether the lines are in order of size.
    pub(in crate::report) by_size: bool,
}

impl<'a> ChangePlot<'a> {
    /// The changes of a question; `None` when no line of it can be compared.
    pub(in crate::report) fn of_question(
        context: &Context<'a>,
        question: &'a Question,
    ) -> Option<Self> {
        let phrases = Phrases::of(question);
        Self::new(
            context,
            context.changes(question)?,
            question.id.as_str(),
            phrases.counted(context.words, &question.title),
            phrases,
            question.kind != QuestionKind::Scale,
        )
    }

    /// The changes of a frame's codes; `None` when no line of it can be compared.
    pub(in crate::report) fn of_codes(
        context: &Context<'a>,
        changes: &'a PublishedChanges,
        id: &str,
        title: &str,
        item: &'static str,
    ) -> Option<Self> {
        let phrases = Phrases::own_words(item, "wrote");
        Self::new(context, changes, id, title.to_owned(), phrases, true)
    }

    fn new(
        context: &Context<'a>,
        changes: &'a PublishedChanges,
        id: &str,
        title: String,
        phrases: Phrases,
        by_size: bool,
    ) -> Option<Self> {
        changes
            .lines
            .iter()
            .any(|line| line.tested.is_some())
            .then_some(())?;
        let mut lines: Vec<&PublishedChange> = changes.lines.iter().collect();
        lines.sort_by_key(|line| place_of(line, by_size));
        Some(ChangePlot {
            words: context.words,
            id: id.to_owned(),
            title,
            phrases,
            waves: (context.before_label()?, context.now_label()),
            changes,
            lines,
            by_size,
        })
    }

    /// Keeps the lines of these options. What is clear stays as it was tested, among all lines of the question.
    pub(in crate::report) fn keep(&mut self, options: &[&OptionId]) {
        self.lines.retain(|line| match &line.key {
            LineKey::Option(id) => options.contains(&id),
            _ => false,
        });
    }

    /// Keeps the first lines that can be compared.
    pub(in crate::report) fn keep_first(&mut self, many: usize) {
        self.lines.retain(|line| line.tested.is_some());
        self.lines.truncate(many);
    }

    /// The chart with its words and its table.
    pub(in crate::report) fn figure(&self) -> Result<Figure, DocumentError> {
        let table = self.table()?;
        let alternative = describe::changes(self, table.anchor())?;
        let (from, to) = self.waves;
        let (from_label, to_label) = (from.to_owned(), to.to_owned());
        let change = ChangeColumns {
            column: 2,
            lower: 3,
            upper: 4,
        };
        let chart = match self.is_slope() {
            true => Chart::Slope {
                from: 0,
                from_label,
                to: 1,
                to_label,
                change,
            },
            false => Chart::Dumbbell {
                from: 0,
                from_label,
                to: 1,
                to_label,
                change: Some(Box::new(change)),
            },
        };
        let (title, clear) = (&self.title, clear_changes(self.lines.iter().copied()));
        let (item, count) = (self.phrases.item, self.lines.len());
        let caption = say!(
            self.words,
            "figures.changes.caption",
            title,
            clear,
            all_clear => clear_changes(&self.changes.lines),
            item,
            count,
            from,
            to
        );
        Figure::chart(
            Anchor::slug("figure-change", &self.id),
            caption,
            alternative,
            chart,
            table,
        )
    }

    /// Whether it is drawn as a slope chart: a few lines, all with both figures, so that what crosses what is seen at
    /// once. Otherwise it has a row for each line.
    pub(in crate::report) fn is_slope(&self) -> bool {
        let has_percent = |cell: &PublishedCell| {
            let shown = cell.shown();
            shown.is_some_and(|shown| shown.percent().is_some())
        };
        let mut lines = self.lines.iter();
        self.by_size
            && self.lines.len() <= SLOPES
            && lines.all(|line| {
                line.tested.is_some() && has_percent(&line.from) && has_percent(&line.to)
            })
    }

    /// Whether any line changed clearly.
    pub(in crate::report) fn has_clear_change(&self) -> bool {
        clear_changes(self.lines.iter().copied()) > 0
    }

    /// How many lines there are in all, where only some of them are shown.
    pub(in crate::report) fn part_of(&self) -> Option<usize> {
        let all = self.changes.lines.len();
        (self.lines.len() < all).then_some(all)
    }

    /// Whether lines stand at the end whatever their size, because one of their figures is not there or not shown.
    pub(in crate::report) fn some_apart(&self) -> bool {
        let both = |line: &PublishedChange| line.from.shown().and(line.to.shown()).is_some();
        self.by_size && !self.lines.iter().all(|line| both(line))
    }

    /// Whether few answered in one of the waves.
    pub(in crate::report) fn low_base(&self) -> bool {
        self.changes.from.low_base() || self.changes.to.low_base()
    }

    /// The anchor of the table.
    pub(in crate::report) fn table_anchor(&self) -> Anchor {
        Anchor::slug("table-change", &self.id)
    }

    /// The table of the changes, line by line.
    pub(in crate::report) fn table(&self) -> Result<Table, DocumentError> {
        let ((from, to), words) = (self.waves, self.words);
        let columns = vec![
            ColumnHead::numbers(say!(words, "figures.heads.percent-of", of => from)),
            ColumnHead::numbers(say!(words, "figures.heads.percent-of", of => to)),
            ColumnHead::numbers(say!(words, "figures.heads.change")),
            ColumnHead::numbers(say!(words, "figures.heads.lower-points")),
            ColumnHead::numbers(say!(words, "figures.heads.upper-points")),
            ColumnHead::words(say!(words, "figures.heads.clear-change")),
        ];
        let row = |line: &&PublishedChange| Row {
            head: line.label.clone(),
            cells: change_cells(words, line),
        };
        let mut notes = vec![
            say!(words, "figures.changes.unrounded"),
            say!(words, "figures.changes.clear"),
        ];
        if let Some(all) = self.part_of() {
            let (item, count) = (self.phrases.item, self.lines.len());
            let clear = clear_changes(&self.changes.lines);
            notes.push(say!(words, "figures.changes.part", item, count, all, clear));
        }
        notes.extend(self.phrases.note(words));
        if self.low_base() {
            notes.push(say!(words, "figures.notes.low-base-in-some-year"));
        }
        let (title, who) = (&self.title, self.phrases.who);
        let from_base = words.base(self.changes.from.base());
        let to_base = words.base(self.changes.to.base());
        Table::new(
            self.table_anchor(),
            say!(
                words,
                "figures.changes.table",
                title,
                who,
                from,
                from_base,
                to,
                to_base
            ),
            self.phrases.head(words),
            columns,
            self.lines.iter().map(row).collect(),
            notes,
        )
    }
}

fn clear_changes<'l>(lines: impl IntoIterator<Item = &'l PublishedChange>) -> usize {
    let is_clear = |line: &&PublishedChange| line.tested.is_some_and(|tested| tested.is_clear());
    lines.into_iter().filter(is_clear).count()
}

/// Where a line stands. In order of size: what both waves have first, by the later share; suppressed lines last, by
/// name, so that their place tells nothing. The points of a scale keep the order of the scale.
fn place_of(
    line: &PublishedChange,
    by_size: bool,
) -> Option<(bool, bool, std::cmp::Reverse<u64>, String)> {
    by_size.then_some(())?;
    let hidden = [line.from, line.to].contains(&PublishedCell::Suppressed);
    let in_both = line.from.shown().is_some() && line.to.shown().is_some();
    let count = line
        .to
        .shown()
        .or(line.from.shown())
        .map_or(0, |shown| shown.share().count());
    let size = if hidden { 0 } else { count };
    let name = if hidden {
        line.label.clone()
    } else {
        String::new()
    };
    Some((hidden, !in_both, std::cmp::Reverse(size), name))
}

fn change_cells(words: Words<'_>, line: &PublishedChange) -> Vec<Cell> {
    let share = |cell: &PublishedCell| match cell {
        PublishedCell::Shown(shown) => shown
            .percent()
            .map_or(Cell::Mark(Mark::NotAvailable), Cell::Percent),
        PublishedCell::Suppressed => Cell::Mark(Mark::Confidential),
        PublishedCell::NotApplicable => Cell::Mark(Mark::NotApplicable),
    };
    let points = |difference: f64| {
        Points::from_difference(difference).map_or(Cell::Mark(Mark::NotAvailable), Cell::Points)
    };
    let shares = || line.from.shown().zip(line.to.shown());
    let mut cells = vec![share(&line.from), share(&line.to)];
    match (line.tested, shares()) {
        (Some(tested), Some((from, to))) => {
            let change = Points::between(from.share(), to.share());
            cells.extend([
                Cell::Points(change),
                points(tested.interval.lower()),
                points(tested.interval.upper()),
                Cell::Words({
                    let (clear, up) = (tested.is_clear(), tested.difference > 0.0);
                    say!(words, "figures.changes.is-clear", clear, up)
                }),
            ]);
        }
        _ => {
            let hidden = [line.from, line.to].contains(&PublishedCell::Suppressed);
            let (mark, why) = match &line.comparability {
                _ if hidden => (Mark::Confidential, "hidden"),
                Comparability::Break(_) => (Mark::NotApplicable, "reworded"),
                Comparability::NotAsked(_) => (Mark::NotApplicable, "not-asked"),
                Comparability::Comparable => (Mark::NotAvailable, "too-few"),
            };
            cells.extend([
                Cell::Mark(mark),
                Cell::Mark(mark),
                Cell::Mark(mark),
                Cell::Words(say!(words, "figures.changes.not-compared", why)),
            ]);
        }
    }
    cells
}
