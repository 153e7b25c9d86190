use super::context::Context;
use super::describe;
use super::ranked::Ranked;
use super::words;
use crate::compare::Comparability;
use crate::disclosure::{
    PublishedCell, PublishedChange, PublishedChanges, PublishedRepresentation, PublishedTable,
};
use crate::document::{
    Alternative, Anchor, Cell, Chart, ColumnHead, DocumentError, Figure, Hub, Mark, Row, Table,
};
use crate::stats::{Percent, Points, thousands};
use crate::survey::{CodeGroup, Question, QuestionKind};

/// What one line of a figure is called, and several.
#[derive(Clone, Copy)]
pub(super) struct Item {
    pub(super) one: &'static str,
    pub(super) many: &'static str,
}

impl Item {
    pub(super) const ANSWERS: Item = Item {
        one: "answer",
        many: "answers",
    };
    pub(super) const APPROACHES: Item = Item {
        one: "approach",
        many: "approaches",
    };
    pub(super) const CODES: Item = Item {
        one: "theme or outcome",
        many: "themes and outcomes",
    };
    pub(super) const REQUESTS: Item = Item {
        one: "request",
        many: "requests",
    };
    pub(super) const THEMES: Item = Item {
        one: "theme",
        many: "themes",
    };
    pub(super) const VALUES: Item = Item {
        one: "value",
        many: "values",
    };

    /// "one answer", "five answers".
    pub(super) fn counted(self, count: usize) -> String {
        format!(
            "{} {}",
            words::number(count),
            if count == 1 { self.one } else { self.many }
        )
    }
}

/// Bars of one table, with everything that its words need.
pub(super) struct Bars<'a> {
    /// Tells this figure from the others; part of its anchors.
    pub(super) id: String,
    /// What is shown, such as the question's title.
    pub(super) title: String,
    /// What the lines are.
    pub(super) item: Item,
    /// How a line is told to lead: "was chosen most often".
    pub(super) leads: &'static str,
    /// Who the base is: "respondents who answered".
    pub(super) who: &'static str,
    /// The wave's label.
    pub(super) wave: &'a str,
    pub(super) table: &'a PublishedTable,
    pub(super) ranked: Ranked<'a>,
}

/// The bars of a question in the current wave; `None` when that wave did not ask it or nobody answered.
pub(super) fn question_bars<'a>(context: &Context<'a>, question: &Question) -> Option<Bars<'a>> {
    let table = context.table(question)?;
    let ranked = Ranked::options(question, table);
    (!ranked.is_empty()).then(|| Bars {
        id: question.id.as_str().to_owned(),
        title: question.title.clone(),
        item: Item::ANSWERS,
        leads: match question.kind {
            QuestionKind::MultiSelect => "was chosen most often",
            _ => "was the most common answer",
        },
        who: match &question.route {
            Some(_) => "respondents who were asked and answered",
            None => "respondents who answered",
        },
        wave: context.now_label(),
        table,
        ranked,
    })
}

impl Bars<'_> {
    /// What leads, for the caption.
    pub(super) fn finding(&self) -> String {
        let highest: Vec<String> = self
            .ranked
            .highest()
            .iter()
            .map(|(line, _)| words::quoted(&line.label))
            .collect();
        let among = self.among_those_shown();
        match highest.as_slice() {
            [] => format!("{}, {}.", self.title, self.wave),
            [one] => format!(
                "{}: {one} {}{among} in {}.",
                self.title, self.leads, self.wave
            ),
            several => {
                format!(
                    "{}: {} share the first place{among} in {}.",
                    self.title,
                    words::list(several),
                    self.wave
                )
            }
        }
    }

    /// Says that something hidden could be larger, where it could.
    pub(super) fn among_those_shown(&self) -> String {
        if self.ranked.leader_is_certain() {
            String::new()
        } else {
            format!(" among the {} shown", self.item.many)
        }
    }

    /// The chart with its words and its table.
    pub(super) fn figure(&self) -> Result<Figure, DocumentError> {
        let table = bars_table(self)?;
        let values = if self.has_percent() { 1 } else { 0 };
        let alternative: Alternative = describe::bars(self, table.anchor())?;
        Figure::chart(
            Anchor::slug("figure", &self.id),
            self.finding(),
            alternative,
            Chart::Bars { values },
            table,
        )
    }

    /// Whether the base is large enough for percentages.
    pub(super) fn has_percent(&self) -> bool {
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
    let shown = bars.ranked.shown.iter().map(|(line, figure)| {
        let mut cells = vec![Cell::Count(figure.share().count())];
        if with_percent {
            cells.push(
                figure
                    .percent()
                    .map_or(Cell::Mark(Mark::NotAvailable), Cell::Percent),
            );
            let limits = figure.interval().map(|i| [i.lower(), i.upper()]);
            cells.extend(
                limits
                    .map_or([None, None], |l| l.map(Percent::from_share))
                    .map(percent_or_mark),
            );
        }
        Row {
            head: line.label.clone(),
            cells,
        }
    });
    let suppressed = bars.ranked.suppressed.iter().map(|line| Row {
        head: line.label.clone(),
        cells: vec![Cell::Mark(Mark::Confidential); columns.len()],
    });
    let rows = shown.chain(suppressed).collect();
    Table::new(
        Anchor::slug("table", &bars.id),
        format!(
            "{}: {}, {}{}",
            bars.title,
            bars.who,
            bars.wave,
            base_words(bars.table)
        ),
        words::capital(bars.item.one),
        columns,
        rows,
        table_notes(bars.table, with_percent),
    )
}

fn percent_or_mark(percent: Option<Percent>) -> Cell {
    percent.map_or(Cell::Mark(Mark::NotAvailable), Cell::Percent)
}

fn base_words(table: &PublishedTable) -> String {
    table
        .base()
        .map_or_else(String::new, |base| format!(" (base {})", thousands(base)))
}

fn table_notes(table: &PublishedTable, with_percent: bool) -> Vec<String> {
    let mut notes = Vec::new();
    if table.several_answers() {
        notes.push("One respondent can stand in more than one row, so figures can add up to more than 100%.".to_owned());
    } else if with_percent {
        notes.push("Figures may not add up to 100% because of rounding.".to_owned());
    }
    if with_percent {
        notes.push(
            "The limits are those of a 95% interval; the section on method says what that means."
                .to_owned(),
        );
    } else {
        notes.push(
            "So few answered that percentages would mislead; counts are given instead.".to_owned(),
        );
    }
    if table.low_base() {
        notes.push("Few answered this, so treat the percentages with caution.".to_owned());
    }
    notes
}

/// What changed between two waves, with everything that its words need.
pub(super) struct ChangePlot<'a> {
    /// Tells this plot from the others; part of its anchors.
    pub(super) id: String,
    /// What is shown, such as the question's title.
    pub(super) title: &'a str,
    /// What the lines are.
    pub(super) item: Item,
    /// Who the bases are: "respondents who answered".
    pub(super) who: &'static str,
    /// The labels of the earlier and the later wave.
    pub(super) waves: (&'a str, &'a str),
    pub(super) changes: &'a PublishedChanges,
    /// The lines in the order in which they are drawn.
    pub(super) lines: Vec<&'a PublishedChange>,
    /// Whether the lines are in order of size.
    pub(super) by_size: bool,
}

impl<'a> ChangePlot<'a> {
    /// The changes of a question; `None` when no line of it can be compared.
    pub(super) fn of_question(context: &Context<'a>, question: &'a Question) -> Option<Self> {
        let who = if question.route.is_some() {
            "respondents who were asked and answered"
        } else {
            "respondents who answered"
        };
        let by_size = question.kind != QuestionKind::Scale;
        let (id, title) = (question.id.as_str(), question.title.as_str());
        Self::new(
            context,
            context.changes(question)?,
            id,
            title,
            Item::ANSWERS,
            who,
            by_size,
        )
    }

    /// The changes of a frame's codes; `None` when no line of it can be compared.
    pub(super) fn of_codes(
        context: &Context<'a>,
        changes: &'a PublishedChanges,
        id: &str,
        title: &'a str,
        item: Item,
    ) -> Option<Self> {
        Self::new(
            context,
            changes,
            id,
            title,
            item,
            "respondents who wrote something",
            true,
        )
    }

    fn new(
        context: &Context<'a>,
        changes: &'a PublishedChanges,
        id: &str,
        title: &'a str,
        item: Item,
        who: &'static str,
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
            id: id.to_owned(),
            title,
            item,
            who,
            waves: (context.before_label()?, context.now_label()),
            changes,
            lines,
            by_size,
        })
    }

    /// The chart with its words and its table.
    pub(super) fn figure(&self) -> Result<Figure, DocumentError> {
        let table = self.table()?;
        let alternative = describe::changes(self, table.anchor())?;
        let (from, to) = self.waves;
        let chart = Chart::Dumbbell {
            from: 0,
            from_label: from.to_owned(),
            to: 1,
            to_label: to.to_owned(),
        };
        let finding = match self
            .lines
            .iter()
            .filter(|l| l.tested.is_some_and(|t| t.is_clear()))
            .count()
        {
            0 => "no clear change".to_owned(),
            1 => "one clear change".to_owned(),
            n => format!("{} clear changes", words::number(n)),
        };
        let caption = format!("{}: {finding} between {from} and {to}.", self.title);
        Figure::chart(
            Anchor::slug("figure-change", &self.id),
            caption,
            alternative,
            chart,
            table,
        )
    }

    fn table(&self) -> Result<Table, DocumentError> {
        let (from, to) = self.waves;
        let columns = vec![
            ColumnHead::numbers(format!("{from} (%)")),
            ColumnHead::numbers(format!("{to} (%)")),
            ColumnHead::numbers("Change (points)"),
            ColumnHead::numbers("Lower limit (points)"),
            ColumnHead::numbers("Upper limit (points)"),
            ColumnHead::words("Clear change?"),
        ];
        let row = |line: &&PublishedChange| Row {
            head: line.label.clone(),
            cells: change_cells(line),
        };
        let mut notes = vec![
            "Changes and their 95% limits are in percentage points, worked out from unrounded figures; they may not match the rounded figures beside them.".to_owned(),
            "A change is clear when chance alone would hardly produce it, allowing for the number of rows tested.".to_owned(),
        ];
        if self.changes.from.low_base() || self.changes.to.low_base() {
            notes.push(
                "Few answered this in at least one year, so treat the percentages with caution."
                    .to_owned(),
            );
        }
        let base = |table: &PublishedTable| {
            table
                .base()
                .map_or_else(|| "not shown".to_owned(), thousands)
        };
        let (from_base, to_base) = (base(&self.changes.from), base(&self.changes.to));
        Table::new(
            Anchor::slug("table-change", &self.id),
            format!(
                "{}: {}, {from} (base {from_base}) and {to} (base {to_base})",
                self.title, self.who
            ),
            words::capital(self.item.one),
            columns,
            self.lines.iter().map(row).collect(),
            notes,
        )
    }
}

/// Where a line stands: what both waves have first, by the later share where the order is by size; suppressed
/// lines last, by name, so that their place tells nothing.
fn place_of(line: &PublishedChange, by_size: bool) -> (bool, bool, std::cmp::Reverse<u64>, String) {
    let hidden = [line.from, line.to].contains(&PublishedCell::Suppressed);
    let in_both = line.from.shown().is_some() && line.to.shown().is_some();
    let count = line
        .to
        .shown()
        .or(line.from.shown())
        .map_or(0, |shown| shown.share().count());
    let size = if by_size && !hidden { count } else { 0 };
    let name = if hidden {
        line.label.clone()
    } else {
        String::new()
    };
    (hidden, by_size && !in_both, std::cmp::Reverse(size), name)
}

fn change_cells(line: &PublishedChange) -> Vec<Cell> {
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
                Cell::Words(
                    match (tested.is_clear(), tested.difference > 0.0) {
                        (true, true) => "Yes, up",
                        (true, false) => "Yes, down",
                        (false, _) => "No",
                    }
                    .to_owned(),
                ),
            ]);
        }
        _ => {
            let hidden = [line.from, line.to].contains(&PublishedCell::Suppressed);
            let (mark, why) = match &line.comparability {
                _ if hidden => (Mark::Confidential, "Not shown"),
                Comparability::Break(_) => (Mark::NotApplicable, "Wording changed"),
                Comparability::NotAsked(_) => (Mark::NotApplicable, "Not asked in both"),
                Comparability::Comparable => (Mark::NotAvailable, "Too few answers"),
            };
            cells.extend([
                Cell::Mark(mark),
                Cell::Mark(mark),
                Cell::Mark(mark),
                Cell::Words(why.to_owned()),
            ]);
        }
    }
    cells
}

/// Respondents beside members, group by group.
pub(super) fn representation_figure(
    id: &str,
    title: &str,
    wave: &str,
    representation: &PublishedRepresentation,
) -> Result<Option<Figure>, DocumentError> {
    let groups: Vec<_> = representation
        .groups
        .iter()
        .filter(|g| g.members.is_some())
        .collect();
    if groups.is_empty() {
        return Ok(None);
    }
    let rows = groups
        .iter()
        .map(|group| Row {
            head: group.label.clone(),
            cells: vec![
                percent_or_mark(group.members.map(Percent::of)),
                match &group.respondents {
                    PublishedCell::Shown(shown) => percent_or_mark(shown.percent()),
                    PublishedCell::Suppressed => Cell::Mark(Mark::Confidential),
                    PublishedCell::NotApplicable => Cell::Mark(Mark::NotApplicable),
                },
                group
                    .members
                    .map_or(Cell::Mark(Mark::NotAvailable), |m| Cell::Count(m.count())),
                match &group.respondents {
                    PublishedCell::Shown(shown) => Cell::Count(shown.share().count()),
                    PublishedCell::Suppressed => Cell::Mark(Mark::Confidential),
                    PublishedCell::NotApplicable => Cell::Mark(Mark::NotApplicable),
                },
            ],
        })
        .collect();
    let columns = [
        "All members (%)",
        "Respondents (%)",
        "Members",
        "Respondents",
    ]
    .map(ColumnHead::numbers)
    .to_vec();
    let table = Table::new(
        Anchor::slug("table-profile", id),
        format!(
            "{title}: all members (base {}) and respondents who said (base {}), {wave}",
            thousands(representation.members),
            thousands(representation.respondents)
        ),
        "Group",
        columns,
        rows,
        vec!["Member totals are the organisation's own.".to_owned()],
    )?;
    let alternative = describe::representation(title, wave, representation)?;
    let chart = Chart::Dumbbell {
        from: 0,
        from_label: "All members".to_owned(),
        to: 1,
        to_label: "Respondents".to_owned(),
    };
    let caption = format!("{title}: respondents beside all members in {wave}.");
    Figure::chart(
        Anchor::slug("figure-profile", id),
        caption,
        alternative,
        chart,
        table,
    )
    .map(Some)
}

/// A hub-and-spoke diagram of a group of codes.
pub(super) fn hub_figure(group: &CodeGroup, phrases: Vec<String>) -> Result<Figure, DocumentError> {
    let hub = Hub {
        centre: group.label.clone(),
        phrases,
    };
    let alternative = describe::hub(&hub)?;
    let caption = format!(
        "{}: its {} sides.",
        group.label,
        words::number(hub.phrases.len())
    );
    Figure::diagram(
        Anchor::slug("figure", &group.label),
        caption,
        alternative,
        hub,
    )
}
