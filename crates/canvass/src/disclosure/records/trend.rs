use serde::Serialize;

use super::change::ComparabilityKind;
use super::estimate::{LineKind, SubjectKind, line_fields, subject_fields};
use super::record::record;
use crate::compare::LineTrend;
use crate::tabulate::Subject;

record! {
    /// One wave of a line that is followed over all waves. What is said of the whole line stands in each of its rows.
    #[derive(Debug, Clone, PartialEq, Serialize)]
    #[non_exhaustive]
    pub struct TrendRecord {
        /// What the table counts: question (answers to a question) or frame (codes found in people's own words).
        pub subject: SubjectKind,
        /// Id of the question or the code frame.
        pub subject_id: String,
        /// What the line counts: option, union (options counted as one) or code.
        pub line: LineKind,
        /// Id of the option, the union or the code.
        pub line_id: String,
        /// Label of the option, the union or the code.
        pub label: String,
        /// Id of the wave.
        pub wave: String,
        /// The wave's year; empty when it cannot be told.
        pub year: Option<f64>,
        /// Whether the wave may be compared with the last: comparable, not_asked or break. Only those that may be are points of the trend, the others are gaps.
        pub comparability: ComparabilityKind,
        /// Id of the wave that did not ask it, or that reworded it.
        pub comparability_wave: Option<String>,
        /// Respondents counted in the line.
        pub count: Option<u64>,
        /// Those who answered.
        pub base: Option<u64>,
        /// Count divided by base, from 0 to 1, unrounded.
        pub share: Option<f64>,
        /// Letters of the waves that this one is clearly above (A is the first row of the line): small for 5%, capital for 1%, Holm within the line.
        pub letters: String,
        /// Change of the share for each year.
        pub slope: Option<f64>,
        /// The Cochran-Armitage statistic.
        pub z: Option<f64>,
        /// Two-sided p-value of the trend.
        pub p: Option<f64>,
        /// The same after Holm's adjustment over the lines of the table.
        pub p_adjusted: Option<f64>,
        /// Why there is no trend; empty where there is one.
        pub no_trend: Option<String>,
        /// Whether the figures are unsuppressed: never to be published or passed on.
        pub internal: bool,
    }
}

impl TrendRecord {
    /// The waves of every line of one table, marked [`internal`](TrendRecord::internal).
    pub(super) fn of(subject: &Subject, trends: &[LineTrend]) -> Vec<Self> {
        let (kind, subject_id, _) = subject_fields(subject);
        let mut records = Vec::new();
        for line in trends {
            let (line_kind, line_id) = line_fields(&line.key);
            let trend = line.trend.as_ref().ok();
            for point in &line.points {
                let (comparability, comparability_wave) =
                    ComparabilityKind::of(&point.comparability);
                records.push(TrendRecord {
                    subject: kind,
                    subject_id: subject_id.clone(),
                    line: line_kind,
                    line_id: line_id.clone(),
                    label: line.label.clone(),
                    wave: point.wave.to_string(),
                    year: point.year.map(f64::from),
                    comparability,
                    comparability_wave,
                    count: point.share.map(|share| share.count()),
                    base: point.share.map(|share| share.base().get()),
                    share: point.share.map(|share| share.value()),
                    letters: point.letters.clone(),
                    slope: trend.map(|trend| trend.slope),
                    z: trend.map(|trend| trend.z),
                    p: trend.map(|trend| trend.p.value()),
                    p_adjusted: line.p_adjusted.map(|p| p.value()),
                    no_trend: line.trend.as_ref().err().map(ToString::to_string),
                    internal: true,
                });
            }
        }
        records
    }
}
