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

/// Bars of one table, with everything that its words need.
pub(super) struct Bars<'a> {
    /// Tells this figure from the others; part of its anchors.
    pub(super) id: String,
    /// What is shown, such as the question's title.
    pub(super) title: String,
    /// What one line is: "answer", "theme".
    pub(super) item: &'static str,
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
        item: "answer",
        leads: match question.kind {
            QuestionKind::MultiSelect => "was chosen most often",
            _ => "was the most common answer",
        },
        who: match &question.route {
            Some(_) => "those of the respondents asked who answered",
            None => "respondents who answered",
        },
        wave: context.now_label(),
        table,
        ranked,
    })
}

impl Bars<'_> {
    /// The finding in a few words, for the caption.
    pub(super) fn finding(&self) -> String {
        let highest: Vec<String> = self
            .ranked
            .highest()
            .iter()
            .map(|(line, _)| words::quoted(&line.label))
            .collect();
        match highest.as_slice() {
            [] => format!("{}, {}", self.title, self.wave),
            [one] => format!("{one} {} in {}", self.leads, self.wave),
            several => format!(
                "{} share the first place in {}: {}",
                words::list(several),
                self.wave,
                self.title
            ),
        }
    }

    /// The chart with its words and its table.
    pub(super) fn figure(&self) -> Result<Figure, DocumentError> {
        let table = bars_table(self)?;
        let values = if self.has_percent() { 1 } else { 0 };
        let alternative: Alternative = describe::bars(self, table.anchor())?;
        Figure::chart(
            Anchor::slug("figure", &self.id),
            format!("{}.", self.finding()),
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
        words::capital(bars.item),
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

/// The chart of what changed between two waves; `None` when no line can be compared.
pub(super) fn change_figure(
    id: &str,
    title: &str,
    waves: (&str, &str),
    changes: &PublishedChanges,
) -> Result<Option<Figure>, DocumentError> {
    let lines: Vec<&PublishedChange> = drawn_changes(changes);
    if !lines.iter().any(|line| line.tested.is_some()) {
        return Ok(None);
    }
    let table = change_table(&format!("table-change-{id}"), title, waves, changes, &lines)?;
    let alternative = describe::changes(title, waves, changes, &lines, table.anchor())?;
    let chart = Chart::Dumbbell {
        from: 0,
        from_label: waves.0.to_owned(),
        to: 1,
        to_label: waves.1.to_owned(),
    };
    let clear = lines
        .iter()
        .filter(|l| l.tested.is_some_and(|t| t.is_clear()))
        .count();
    let finding = match clear {
        0 => format!(
            "No clear change between {} and {}: {title}.",
            waves.0, waves.1
        ),
        1 => format!(
            "One clear change between {} and {}: {title}.",
            waves.0, waves.1
        ),
        n => format!(
            "{} clear changes between {} and {}: {title}.",
            words::capital(&words::number(n)),
            waves.0,
            waves.1
        ),
    };
    Figure::chart(
        Anchor::slug("figure-change", id),
        finding,
        alternative,
        chart,
        table,
    )
    .map(Some)
}

/// The lines to draw: by the later share, what was asked in one wave only after that, suppressed ones last by name.
pub(super) fn drawn_changes(changes: &PublishedChanges) -> Vec<&PublishedChange> {
    let mut lines: Vec<&PublishedChange> = changes.lines.iter().collect();
    lines.sort_by(|a, b| {
        let key = |line: &PublishedChange| {
            let hidden = [line.from, line.to].contains(&PublishedCell::Suppressed);
            let in_both = line.from.shown().is_some() && line.to.shown().is_some();
            let size = line
                .to
                .shown()
                .or(line.from.shown())
                .filter(|_| !hidden)
                .map_or(0, |s| s.share().count());
            let name = if hidden {
                line.label.clone()
            } else {
                String::new()
            };
            (hidden, !in_both, std::cmp::Reverse(size), name)
        };
        key(a).cmp(&key(b))
    });
    lines
}

/// The table of changes, line by line.
pub(super) fn change_table(
    anchor: &str,
    title: &str,
    waves: (&str, &str),
    changes: &PublishedChanges,
    lines: &[&PublishedChange],
) -> Result<Table, DocumentError> {
    let (from, to) = waves;
    let columns = vec![
        ColumnHead::numbers(format!("{from} (%)")),
        ColumnHead::numbers(format!("{to} (%)")),
        ColumnHead::numbers("Change (points)"),
        ColumnHead::numbers("Lower limit"),
        ColumnHead::numbers("Upper limit"),
        ColumnHead::words("Clear change?"),
    ];
    let rows = lines
        .iter()
        .map(|line| Row {
            head: line.label.clone(),
            cells: change_cells(line),
        })
        .collect();
    let mut notes = vec![
        "Changes and their 95% limits are in percentage points, worked out from unrounded figures; they may not match the rounded figures beside them.".to_owned(),
        "A change is clear when chance alone would hardly produce it, allowing for the number of rows tested.".to_owned(),
    ];
    if changes.from.low_base() || changes.to.low_base() {
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
    Table::new(
        Anchor::new(anchor.replace('_', "-"))?,
        format!(
            "{title}: {from} (base {}) and {to} (base {})",
            base(&changes.from),
            base(&changes.to)
        ),
        "Answer",
        columns,
        rows,
        notes,
    )
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
