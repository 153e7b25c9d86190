use super::{Comparability, option_comparability, question_comparability, union_comparability};
use crate::stats::{PValue, Proportion, StatsError, Trend, column_letters, holm, trend};
use crate::survey::{Question, Survey, Wave, WaveId};
use crate::tabulate::{LineKey, OneWay};

/// How one line of a question moved over all of its waves.
#[derive(Debug, Clone, PartialEq)]
pub struct LineTrend {
    /// What is counted.
    pub key: LineKey,
    /// How a reader knows it.
    pub label: String,
    /// Every wave that was looked at, in order of time. Those that may not be compared with the last are gaps.
    pub points: Vec<TrendPoint>,
    /// The trend over the points that may be compared.
    pub trend: Result<Trend, NoTrend>,
    /// The p-value of the trend after Holm's adjustment over the lines of the table.
    pub p_adjusted: Option<PValue>,
}

/// One wave of a line.
#[derive(Debug, Clone, PartialEq)]
pub struct TrendPoint {
    /// The wave.
    pub wave: WaveId,
    /// Its year; `None` when it cannot be told.
    pub year: Option<i32>,
    /// Whether it may be compared with the last wave.
    pub comparability: Comparability,
    /// The share; `None` when it was not offered or nobody answered.
    pub share: Option<Proportion>,
    /// Of the waves that may be compared, the letters of those that this one is clearly above: A is the first point.
    pub letters: String,
}

/// Why there is no trend.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum NoTrend {
    /// Fewer than three waves may be compared; two are told as a change.
    #[error("{comparable} waves may be compared, and a trend needs three")]
    TooFewWaves {
        /// How many may be.
        comparable: usize,
    },
    /// It cannot be told from which year a wave is.
    #[error("it is not known from which year wave {wave} is")]
    NoYear {
        /// The wave.
        wave: WaveId,
    },
    /// Two waves are of the same year.
    #[error("two waves are of the year {year}")]
    RepeatedYear {
        /// The year.
        year: i32,
    },
}

/// The year of a wave: of the day on which it opened or closed, else the year that its id or its label is, such as
/// "2024".
pub fn wave_year(wave: &Wave) -> Option<i32> {
    let day = wave.opened.or(wave.closed).map(|day| i32::from(day.year()));
    let named = || {
        let names = [wave.id.as_str(), wave.label.as_str()].into_iter();
        names
            .filter(|name| name.len() == 4)
            .find_map(|name| name.parse().ok())
    };
    day.or_else(named)
}

/// The trend of every line of a question over three or more waves. `tables` stand in order of time, one for each wave
/// that asked the question; what may be compared is decided from the last of them.
pub fn question_trends(survey: &Survey, question: &Question, tables: &[OneWay]) -> Vec<LineTrend> {
    let Some(last) = tables.last() else {
        return Vec::new();
    };
    let comparability = |key: &LineKey, wave: &WaveId| {
        let of_question = question_comparability(survey, question, wave, &last.wave);
        let of_line = match key {
            LineKey::Option(id) => question
                .option_index(id)
                .map(|at| option_comparability(survey, question, at, wave, &last.wave)),
            LineKey::Union(id) => {
                let union = question.unions.iter().find(|union| &union.id == id);
                union.map(|union| union_comparability(survey, question, union, wave, &last.wave))
            }
            LineKey::Code(_) => None,
        };
        match of_question {
            Comparability::Comparable => of_line.unwrap_or(Comparability::Comparable),
            other => other,
        }
    };
    line_trends(survey, tables, comparability)
}

/// The trend of every code of a frame. As long as one codebook coded all waves, codes may be compared; whether the
/// questions behind them may is for the caller to say.
pub fn code_trends(survey: &Survey, tables: &[OneWay]) -> Vec<LineTrend> {
    line_trends(survey, tables, |_, _| Comparability::Comparable)
}

fn line_trends(
    survey: &Survey,
    tables: &[OneWay],
    comparability: impl Fn(&LineKey, &WaveId) -> Comparability,
) -> Vec<LineTrend> {
    let lines = tables.last().into_iter().flat_map(|table| &table.lines);
    let mut trends: Vec<LineTrend> = lines
        .map(|line| {
            let points = tables.iter().map(|table| TrendPoint {
                wave: table.wave.clone(),
                year: survey.wave(&table.wave).and_then(wave_year),
                comparability: comparability(&line.key, &table.wave),
                share: table.line(&line.key).and_then(|line| table.share(line)),
                letters: String::new(),
            });
            let mut points: Vec<TrendPoint> = points.collect();
            give_letters(&mut points);
            LineTrend {
                key: line.key.clone(),
                label: line.label.clone(),
                trend: trend_of(&points),
                points,
                p_adjusted: None,
            }
        })
        .collect();
    let p: Vec<Option<PValue>> = trends
        .iter()
        .map(|line| line.trend.as_ref().ok().map(|trend| trend.p))
        .collect();
    for (line, p) in trends.iter_mut().zip(holm(&p)) {
        line.p_adjusted = p;
    }
    trends
}

fn give_letters(points: &mut [TrendPoint]) {
    let shares: Vec<Option<Proportion>> = points
        .iter()
        .map(|point| point.share.filter(|_| point.comparability.is_comparable()))
        .collect();
    if shares.iter().flatten().count() < 3 {
        return;
    }
    for (point, letters) in points.iter_mut().zip(column_letters(&shares)) {
        point.letters = letters;
    }
}

fn trend_of(points: &[TrendPoint]) -> Result<Trend, NoTrend> {
    let mut years = Vec::new();
    for point in points
        .iter()
        .filter(|point| point.comparability.is_comparable())
    {
        let Some(share) = point.share else { continue };
        let year = point.year.ok_or_else(|| NoTrend::NoYear {
            wave: point.wave.clone(),
        });
        years.push((year, share));
    }
    let comparable = years.len();
    if comparable < 3 {
        return Err(NoTrend::TooFewWaves { comparable });
    }
    let years = years
        .into_iter()
        .map(|(year, share)| Ok((year?, share)))
        .collect::<Result<Vec<_>, NoTrend>>()?;
    trend(&years).map_err(|error| match error {
        StatsError::RepeatedYear { year } => NoTrend::RepeatedYear { year },
        _ => NoTrend::TooFewWaves { comparable },
    })
}
