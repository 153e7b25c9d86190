use super::percent_or_mark;
use crate::compare::{Comparability, option_comparability, question_comparability, wave_year};
use crate::disclosure::{PublishedCell, PublishedTable, Shown};
use crate::document::{
    Anchor, Cell, Chart, ColumnHead, DocumentError, Figure, Mark, Row, Table, TrendPoint,
};
use crate::report::context::Context;
use crate::report::describe;
use crate::report::phrases::Phrases;
use crate::report::words::Words;
use crate::stats::{
    Confidence, Interval, PValue, Percent, Proportion, Trend, holm, newcombe, trend,
};
use crate::survey::{AnswerOption, Question, WaveId};
use crate::tabulate::LineKey;
use crate::wording::say;

/// The most lines that are drawn; every line stands in the full tables.
const LINES: usize = 6;
/// Over fewer waves than this there is a change and no trend.
const WAVES: usize = 3;

/// How the answers to a question moved over three or more waves.
pub(in crate::report) struct TrendPlot<'a> {
    pub(in crate::report) words: Words<'a>,
    id: String,
    pub(in crate::report) title: String,
    pub(in crate::report) phrases: Phrases,
    /// The waves in order of time, from the first that asked the question.
    pub(in crate::report) waves: Vec<TrendWave<'a>>,
    /// The lines that are drawn, the largest share of the current wave first.
    pub(in crate::report) lines: Vec<TrendLine<'a>>,
    /// Lines of the question that have a clear trend and are not drawn, the clearest first.
    pub(in crate::report) undrawn: Vec<TrendLine<'a>>,
    /// How many trends were tested of those that the words are about.
    pub(in crate::report) tested: usize,
    /// How many options the question has.
    options: usize,
}

/// A wave of a trend.
pub(in crate::report) struct TrendWave<'a> {
    pub(in crate::report) label: &'a str,
    year: i32,
    /// What was published of it; `None` when it did not ask the question.
    pub(in crate::report) table: Option<&'a PublishedTable>,
    /// Whether the question may be compared with that of the wave before it that asked it.
    pub(in crate::report) joined: bool,
    /// Whether it may be compared with that of the current wave.
    comparable: bool,
}

/// The label of a wave, and a figure of it.
pub(in crate::report) type FigureOf<'a> = (&'a str, Shown);

/// One line of a trend.
pub(in crate::report) struct TrendLine<'a> {
    option: &'a AnswerOption,
    pub(in crate::report) label: &'a str,
    /// What may be shown, wave by wave.
    pub(in crate::report) cells: Vec<PublishedCell>,
    /// The figures that may be compared, with the label of their wave.
    pub(in crate::report) comparable: Vec<FigureOf<'a>>,
    /// The trend over the figures that may be compared, and its p-value adjusted over the lines of the question.
    tested: Option<(Trend, PValue)>,
}

impl<'a> TrendPlot<'a> {
    /// The trend of the options of a question that are `wanted`, and of no other; `None` where fewer than three waves
    /// can be compared.
    pub(in crate::report) fn of_options(
        context: &Context<'a>,
        question: &'a Question,
        wanted: impl Fn(&AnswerOption) -> bool,
    ) -> Option<Self> {
        let mut plot = Self::new(context, question)?;
        plot.lines.retain(|line| wanted(line.option));
        plot.tested = plot.lines.len();
        (!plot.lines.is_empty()).then_some(plot)
    }

    /// The trend of a question. Of the options that are `wanted` it draws those with the clearest trends, then the
    /// largest; `None` where fewer than three waves can be compared.
    pub(in crate::report) fn of_question(
        context: &Context<'a>,
        question: &'a Question,
        wanted: impl Fn(&AnswerOption) -> bool,
    ) -> Option<Self> {
        let mut plot = Self::new(context, question)?;
        let (mut drawn, mut others): (Vec<_>, Vec<_>) = std::mem::take(&mut plot.lines)
            .into_iter()
            .partition(|line| wanted(line.option));
        drawn.sort_by(TrendLine::clearest_first);
        others.extend(drawn.split_off(drawn.len().min(LINES)));
        drawn.sort_by_key(|line| std::cmp::Reverse(line.count()));
        plot.lines = drawn;
        plot.leave_undrawn(others);
        (!plot.lines.is_empty()).then_some(plot)
    }

    /// The clear trends of a question of which none is drawn; `None` where there are none.
    pub(in crate::report) fn undrawn(
        context: &Context<'a>,
        question: &'a Question,
    ) -> Option<Self> {
        let mut plot = Self::new(context, question)?;
        let lines = std::mem::take(&mut plot.lines);
        plot.leave_undrawn(lines);
        (!plot.undrawn.is_empty()).then_some(plot)
    }

    fn leave_undrawn(&mut self, mut lines: Vec<TrendLine<'a>>) {
        lines.retain(TrendLine::has_clear_trend);
        lines.sort_by(TrendLine::clearest_first);
        self.undrawn = lines;
    }

    /// Every line of a question that can be tested, the largest share of the current wave first.
    fn new(context: &Context<'a>, question: &'a Question) -> Option<Self> {
        let waves = waves(context, question)?;
        let mut lines: Vec<TrendLine<'a>> = question
            .options
            .iter()
            .enumerate()
            .filter_map(|(index, option)| line(context, question, (index, option), &waves))
            .collect();
        test(&mut lines, &waves);
        lines.sort_by_key(|line| std::cmp::Reverse(line.count()));
        Some(TrendPlot {
            words: context.words,
            id: question.id.as_str().to_owned(),
            title: question.title.clone(),
            phrases: Phrases::of(question),
            options: question.options.len(),
            tested: lines.iter().filter(|line| line.tested.is_some()).count(),
            undrawn: Vec::new(),
            waves,
            lines,
        })
    }

    /// How many of the lines that are drawn have a clear trend.
    pub(in crate::report) fn clear(&self) -> usize {
        let lines = self.lines.iter();
        lines.filter(|line| line.has_clear_trend()).count()
    }

    /// Whether some of the options could not be tested, because a figure is not shown or was not asked for.
    pub(in crate::report) fn some_untested(&self) -> bool {
        self.tested < self.options
    }

    /// Whether years are drawn that cannot be compared with the current one.
    pub(in crate::report) fn some_apart(&self) -> bool {
        let is_drawn = |wave: &TrendWave<'_>| wave.table.is_some() && !wave.comparable;
        self.waves.iter().any(is_drawn)
    }

    /// The chart with its words and its table.
    pub(in crate::report) fn figure(&self) -> Result<Figure, DocumentError> {
        let table = self.table_of(
            &self.lines,
            Anchor::slug("table-trend", &self.id),
            self.notes(),
        )?;
        let points = self.waves.iter().map(|wave| TrendPoint {
            label: wave.label.to_owned(),
            at: wave.year,
            joined: wave.joined,
        });
        let alternative = describe::trend(self, table.anchor())?;
        Figure::chart(
            Anchor::slug("figure-trend", &self.id),
            describe::trend_finding(self),
            alternative,
            Chart::Trend {
                lines: self
                    .lines
                    .iter()
                    .map(|line| line.label.to_owned())
                    .collect(),
                values: 0,
                lower: 1,
                upper: 2,
                points: points.collect(),
            },
            table,
        )
    }

    /// The anchor of the table of clear trends that are not drawn.
    pub(in crate::report) fn undrawn_anchor(&self) -> Anchor {
        Anchor::slug("table-trend-more", &self.id)
    }

    /// The table of clear trends that are not drawn.
    pub(in crate::report) fn undrawn_table(&self) -> Result<Table, DocumentError> {
        self.table_of(&self.undrawn, self.undrawn_anchor(), self.basic_notes())
    }

    /// Line after line, with a row for every wave: so the intervals have room however many waves there are.
    fn table_of(
        &self,
        lines: &[TrendLine<'_>],
        anchor: Anchor,
        notes: Vec<String>,
    ) -> Result<Table, DocumentError> {
        let words = self.words;
        let columns = vec![
            ColumnHead::numbers(say!(words, "figures.heads.share")),
            ColumnHead::numbers(say!(words, "figures.heads.lower-percent")),
            ColumnHead::numbers(say!(words, "figures.heads.upper-percent")),
            ColumnHead::words(say!(words, "figures.heads.clear-trend")),
        ];
        let rows = lines.iter().flat_map(|line| {
            let direction = match line.direction() {
                Some(Direction::Rise) => "rise",
                Some(Direction::Fall) => "fall",
                Some(Direction::Uneven) => "uneven",
                None if line.tested.is_some() => "none",
                None => "not-tested",
            };
            let clear = say!(words, "figures.trend.is-clear", direction);
            std::iter::zip(&self.waves, &line.cells).map(move |(wave, cell)| Row {
                head: say!(words, "figures.trend.row", name => line.label, wave => wave.label),
                cells: share_and_limits(cell)
                    .into_iter()
                    .chain([Cell::Words(clear.clone())])
                    .collect(),
            })
        });
        let waves: Vec<String> = self
            .waves
            .iter()
            .map(|wave| {
                let asked = wave.table.is_some();
                let base = wave.table.and_then(PublishedTable::base);
                say!(words, "figures.trend.wave", wave => wave.label, asked, base)
            })
            .collect();
        let (title, who) = (self.phrases.counted(words, &self.title), self.phrases.who);
        Table::new(
            anchor,
            say!(words, "figures.trend.table", title, who, waves),
            self.phrases.head(words),
            columns,
            rows.collect(),
            notes,
        )
    }

    fn notes(&self) -> Vec<String> {
        let words = self.words;
        let mut notes = self.basic_notes();
        if self.lines.len() < self.options {
            let clear = self.clear();
            let all = clear + self.undrawn.len();
            notes.push(say!(words, "figures.trend.left-out", clear, all));
        }
        notes
    }

    fn basic_notes(&self) -> Vec<String> {
        let words = self.words;
        let mut notes = vec![
            say!(words, "figures.trend.clear"),
            say!(words, "figures.bars.limits"),
        ];
        notes.extend(self.phrases.note(words));
        let waves: Vec<String> = self.breaks().map(str::to_owned).collect();
        if !waves.is_empty() {
            notes.push(say!(words, "figures.trend.breaks", waves));
        }
        if self.low_base() {
            notes.push(say!(words, "figures.notes.low-base-in-some-year"));
        }
        notes
    }

    /// Whether few answered in any wave.
    pub(in crate::report) fn low_base(&self) -> bool {
        let mut tables = self.waves.iter().filter_map(|wave| wave.table);
        tables.any(PublishedTable::low_base)
    }

    /// The waves at which the series breaks.
    pub(in crate::report) fn breaks(&self) -> impl Iterator<Item = &'a str> {
        let later = self.waves.iter().skip(1);
        later.filter(|wave| !wave.joined).map(|wave| wave.label)
    }

    /// The first and the last wave that may be compared.
    pub(in crate::report) fn span(&self) -> (&'a str, &'a str) {
        let mut comparable = self.waves.iter().filter(|wave| wave.comparable);
        let first = comparable.next().map_or("", |wave| wave.label);
        (
            first,
            comparable.next_back().map_or(first, |wave| wave.label),
        )
    }
}

/// Where a series leads whose test says that its years differ.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(in crate::report) enum Direction {
    Rise,
    Fall,
    /// It turns on the way, or its ends do not bear out the test: that is no trend.
    Uneven,
}

impl<'a> TrendLine<'a> {
    /// The first and the last figure that may be compared, each with its wave.
    pub(in crate::report) fn ends(&self) -> Option<(FigureOf<'a>, FigureOf<'a>)> {
        Some((*self.comparable.first()?, *self.comparable.last()?))
    }

    /// How many chose it in the current wave.
    fn count(&self) -> u64 {
        let last = self.comparable.last();
        last.map_or(0, |(_, shown)| shown.share().count())
    }

    /// Whether it rises or falls clearly.
    fn has_clear_trend(&self) -> bool {
        let direction = self.direction();
        direction.is_some_and(|direction| direction != Direction::Uneven)
    }

    /// Clear trends come first, those with the strongest evidence before the others.
    fn clearest_first(&self, other: &Self) -> std::cmp::Ordering {
        let strength = |line: &Self| match line.tested {
            Some((trend, _)) if line.has_clear_trend() => trend.z.abs(),
            _ => 0.0,
        };
        strength(other).total_cmp(&strength(self))
    }

    /// Whether it goes one way as far as chance lets that be seen: no year stands clearly against an earlier one, and
    /// its ends are at least half as far apart as its highest and lowest figure.
    fn keeps_on(&self, rises: bool) -> bool {
        let shares: Vec<Proportion> = self.comparable.iter().map(|(_, s)| s.share()).collect();
        let turns = shares.iter().enumerate().any(|(at, earlier)| {
            shares.iter().skip(at + 1).any(|later| {
                let change = newcombe(*earlier, *later, Confidence::P95);
                if rises {
                    change.upper() < 0.0
                } else {
                    change.lower() > 0.0
                }
            })
        });
        let values = || shares.iter().map(|share| share.value());
        let range = values().fold(0.0, f64::max) - values().fold(1.0, f64::min);
        let ends = values().next().zip(values().next_back());
        !turns && ends.is_some_and(|(first, last)| 2.0 * (last - first).abs() >= range)
    }

    /// The direction of the trend; `None` unless it was tested and is clear.
    pub(in crate::report) fn direction(&self) -> Option<Direction> {
        let (trend, p) = self.tested?;
        let ((_, first), (_, last)) = self.ends()?;
        let ends = last.share().compare_share(first.share());
        p.is_below(0.05).then_some(match (trend.z > 0.0, ends) {
            (true, std::cmp::Ordering::Greater) if self.keeps_on(true) => Direction::Rise,
            (false, std::cmp::Ordering::Less) if self.keeps_on(false) => Direction::Fall,
            _ => Direction::Uneven,
        })
    }
}

/// The waves of the release from the first that asked the question; `None` where fewer than three can be compared, or
/// their years do not follow each other.
fn waves<'a>(context: &Context<'a>, question: &Question) -> Option<Vec<TrendWave<'a>>> {
    let (survey, now) = (&context.project.survey, &context.release.current);
    let table = |wave: &WaveId| {
        let key = (question.id.clone(), wave.clone());
        context.release.questions.get(&key)
    };
    let mut before: Option<&WaveId> = None;
    let mut waves = Vec::new();
    for wave in context.release.waves.iter().map(|wave| &wave.id) {
        let table = table(wave);
        if table.is_none() && waves.is_empty() {
            continue;
        }
        let breaks = |before| {
            let comparability = question_comparability(survey, question, before, wave);
            matches!(comparability, Comparability::Break(_))
        };
        waves.push(TrendWave {
            label: context.label(wave),
            year: wave_year(survey.wave(wave)?)?,
            table,
            joined: table.is_none() || !before.is_some_and(breaks),
            comparable: table.is_some()
                && question_comparability(survey, question, wave, now).is_comparable(),
        });
        if table.is_some() {
            before = Some(wave);
        }
    }
    let comparable = waves.iter().filter(|wave| wave.comparable).count();
    let in_order = waves.is_sorted_by(|a, b| a.year < b.year);
    (comparable >= WAVES && in_order).then_some(waves)
}

/// A line with three or more figures that may be compared, the current one among them.
fn line<'a>(
    context: &Context<'a>,
    question: &Question,
    (index, option): (usize, &'a AnswerOption),
    waves: &[TrendWave<'a>],
) -> Option<TrendLine<'a>> {
    let (survey, now) = (&context.project.survey, &context.release.current);
    let key = LineKey::Option(option.id.clone());
    let (mut cells, mut comparable) = (Vec::new(), Vec::new());
    for wave in waves {
        let line = wave.table.and_then(|table| table.line(&key));
        let cell = line.map_or(PublishedCell::NotApplicable, |line| line.cell);
        if let (Some(table), true) = (wave.table, wave.comparable) {
            match option_comparability(survey, question, index, table.wave(), now) {
                Comparability::Break(_) => return None,
                Comparability::NotAsked(_) => {}
                Comparability::Comparable => {
                    let shown = cell.shown().filter(|shown| shown.percent().is_some());
                    comparable.extend(shown.map(|shown| (wave.label, *shown)));
                }
            }
        }
        cells.push(cell);
    }
    let (latest, _) = comparable.last()?;
    let is_current = waves.last().is_some_and(|wave| wave.label == *latest);
    (comparable.len() >= WAVES && is_current).then_some(TrendLine {
        option,
        label: &option.label,
        cells,
        comparable,
        tested: None,
    })
}

/// Tests the lines of a question as one family, from what is published alone.
fn test(lines: &mut [TrendLine<'_>], waves: &[TrendWave<'_>]) {
    let year = |label: &str| {
        waves
            .iter()
            .find(|wave| wave.label == label)
            .map(|wave| wave.year)
    };
    let trends: Vec<Option<Trend>> = lines
        .iter()
        .map(|line| {
            let points = line.comparable.iter();
            let points: Option<Vec<(i32, Proportion)>> = points
                .map(|(wave, shown)| Some((year(wave)?, shown.share())))
                .collect();
            trend(&points?).ok()
        })
        .collect();
    let p: Vec<Option<PValue>> = trends.iter().map(|trend| trend.map(|t| t.p)).collect();
    for ((line, trend), adjusted) in lines.iter_mut().zip(trends).zip(holm(&p)) {
        line.tested = trend.zip(adjusted);
    }
}

/// The share with the limits of its interval.
fn share_and_limits(cell: &PublishedCell) -> [Cell; 3] {
    match cell {
        PublishedCell::Shown(shown) => {
            let limits = shown.percent().and(shown.interval());
            let limit = |limit: fn(Interval) -> f64| {
                percent_or_mark(limits.and_then(|limits| Percent::from_share(limit(limits))))
            };
            [
                percent_or_mark(shown.percent()),
                limit(Interval::lower),
                limit(Interval::upper),
            ]
        }
        PublishedCell::Suppressed => [const { Cell::Mark(Mark::Confidential) }; 3],
        PublishedCell::NotApplicable => [const { Cell::Mark(Mark::NotApplicable) }; 3],
    }
}
