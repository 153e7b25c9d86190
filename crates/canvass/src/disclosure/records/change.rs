use serde::Serialize;

use super::estimate::{CellState, LineKind, SubjectKind, line_fields, subject_fields};
use super::record::{record, words};
use crate::compare::{Changes, Comparability, Tested, WeightedLine};
use crate::disclosure::{PublishedCell, PublishedChanges};
use crate::stats::Proportion;
use crate::tabulate::{LineKey, Subject};

record! {
    /// How one line of one table changed between two waves.
    #[derive(Debug, Clone, PartialEq, Serialize)]
    #[non_exhaustive]
    pub struct ChangeRecord {
        /// Id of the earlier wave.
        pub from_wave: String,
        /// Id of the later wave.
        pub to_wave: String,
        /// What the table counts: question (answers to a question) or frame (codes found in people's own words).
        pub subject: SubjectKind,
        /// Id of the question or the code frame.
        pub subject_id: String,
        /// For a frame, the answers looked at: all, or those that are a request, a criticism, an impact or neutral.
        pub scope: Option<&'static str>,
        /// What the line counts: option, union (options counted as one) or code.
        pub line: LineKind,
        /// Id of the option, the union or the code.
        pub line_id: String,
        /// Label of the option, the union or the code.
        pub label: String,
        /// The earlier figure: shown, suppressed or not_applicable.
        pub from_state: CellState,
        /// Respondents counted in the line in the earlier wave.
        pub from_count: Option<u64>,
        /// Those who answered in the earlier wave.
        pub from_base: Option<u64>,
        /// Earlier count divided by earlier base, from 0 to 1, unrounded.
        pub from_share: Option<f64>,
        /// The later figure: shown, suppressed or not_applicable.
        pub to_state: CellState,
        /// Respondents counted in the line in the later wave.
        pub to_count: Option<u64>,
        /// Those who answered in the later wave.
        pub to_base: Option<u64>,
        /// Later count divided by later base, from 0 to 1, unrounded.
        pub to_share: Option<f64>,
        /// comparable, not_asked (one wave did not ask or offer it) or break (reworded so much that years are not compared).
        pub comparability: ComparabilityKind,
        /// Id of the wave that did not ask it, or that reworded it.
        pub comparability_wave: Option<String>,
        /// Later minus earlier share, from -1 to 1, unrounded.
        pub difference: Option<f64>,
        /// Lower limit of the difference's 95% interval (Newcombe's hybrid score).
        pub lower: Option<f64>,
        /// Upper limit of the difference's 95% interval (Newcombe's hybrid score).
        pub upper: Option<f64>,
        /// Two-sided p-value (central mid-p of Fisher's exact test).
        pub p: Option<f64>,
        /// The same after Holm's adjustment over the lines of the table.
        pub p_adjusted: Option<f64>,
        /// The same after Benjamini and Hochberg's adjustment: for marks in exploratory tables, never for a claim.
        pub p_exploratory: Option<f64>,
        /// Whether the change is clear enough to be told as one: adjusted p below 0.05.
        pub clear: Option<bool>,
        /// Why there is no difference; empty where there is one.
        pub no_difference: Option<String>,
        /// The earlier share with weights, from 0 to 1, unrounded.
        pub weighted_from_share: Option<f64>,
        /// Kish's effective base in the earlier wave.
        pub from_effective_base: Option<f64>,
        /// The later share with weights, from 0 to 1, unrounded.
        pub weighted_to_share: Option<f64>,
        /// Kish's effective base in the later wave.
        pub to_effective_base: Option<f64>,
        /// Later minus earlier weighted share, from -1 to 1, unrounded.
        pub weighted_difference: Option<f64>,
        /// Lower limit of the weighted difference's 95% interval (from the two weighted Wilson intervals).
        pub weighted_lower: Option<f64>,
        /// Upper limit of the weighted difference's 95% interval (from the two weighted Wilson intervals).
        pub weighted_upper: Option<f64>,
        /// Two-sided p-value of the weighted difference (Student's t on the linearised variances).
        pub weighted_p: Option<f64>,
        /// The same after Holm's adjustment over the lines of the table.
        pub weighted_p_adjusted: Option<f64>,
        /// Why a weighted difference has no p-value; empty where it has one, and where there is no difference.
        pub weighted_no_p: Option<String>,
        /// Whether the figures are unsuppressed: never to be published or passed on.
        pub internal: bool,
    }
}

words! {
    /// Whether two figures may be compared.
    ComparabilityKind {
        /// They may.
        Comparable = "comparable",
        /// One wave did not ask the question or did not offer the option.
        NotAsked = "not_asked",
        /// A wave reworded it so much that the words may have changed the answers.
        Break = "break",
    }
}

impl ComparabilityKind {
    /// The kind, and the wave that is to blame.
    pub(super) fn of(comparability: &Comparability) -> (Self, Option<String>) {
        match comparability {
            Comparability::Comparable => (ComparabilityKind::Comparable, None),
            Comparability::NotAsked(wave) => (ComparabilityKind::NotAsked, Some(wave.to_string())),
            Comparability::Break(wave) => (ComparabilityKind::Break, Some(wave.to_string())),
        }
    }
}

impl ChangeRecord {
    /// The lines of published changes. A change is there only where both its figures are.
    pub fn of_published(changes: &PublishedChanges) -> Vec<Self> {
        let side = |cell: &PublishedCell, base| Side {
            state: CellState::of(cell),
            base,
            count: cell.shown().map(|shown| shown.share().count()),
            share: cell
                .shown()
                .filter(|shown| shown.percent().is_some())
                .map(|shown| shown.share().value()),
        };
        let waves = (changes.from.wave().as_str(), changes.to.wave().as_str());
        changes
            .lines
            .iter()
            .map(|line| {
                let of = (changes.to.subject(), &line.key, line.label.as_str());
                let from = side(&line.from, changes.from.base());
                let to = side(&line.to, changes.to.base());
                ChangeRecord::new(
                    waves,
                    of,
                    (from, to),
                    &line.comparability,
                    line.tested.as_ref(),
                )
            })
            .collect()
    }

    /// The lines of changes before disclosure control, marked [`internal`](ChangeRecord::internal). `weighted` has the
    /// weighted figures of the same lines, if there are any.
    pub fn internal(changes: &Changes, weighted: Option<&[WeightedLine]>) -> Vec<Self> {
        let side = |share: Option<Proportion>, base| Side {
            state: CellState::of_share(share.is_some()),
            base: Some(base),
            count: share.map(Proportion::count),
            share: share.map(Proportion::value),
        };
        let waves = (changes.from.wave.as_str(), changes.to.wave.as_str());
        changes
            .lines
            .iter()
            .enumerate()
            .map(|(at, line)| {
                let of = (&changes.to.subject, &line.key, line.label.as_str());
                let from = side(line.from, changes.from.bases.answered);
                let to = side(line.to, changes.to.bases.answered);
                let record = ChangeRecord::new(
                    waves,
                    of,
                    (from, to),
                    &line.comparability,
                    line.tested.as_ref(),
                );
                ChangeRecord {
                    internal: true,
                    ..record.with_weights(weighted.and_then(|lines| lines.get(at)))
                }
            })
            .collect()
    }

    fn with_weights(self, weighted: Option<&WeightedLine>) -> Self {
        let Some(WeightedLine {
            from,
            to,
            change,
            p_adjusted,
        }) = weighted
        else {
            return self;
        };
        ChangeRecord {
            weighted_from_share: from.map(|share| share.value()),
            from_effective_base: from.map(|share| share.effective_base()),
            weighted_to_share: to.map(|share| share.value()),
            to_effective_base: to.map(|share| share.effective_base()),
            weighted_difference: change.map(|change| change.difference),
            weighted_lower: change.map(|change| change.interval.lower()),
            weighted_upper: change.map(|change| change.interval.upper()),
            weighted_p: change.and_then(|change| Some(change.p?.value())),
            weighted_p_adjusted: p_adjusted.map(|p| p.value()),
            weighted_no_p: change.filter(|change| change.p.is_none()).map(|_| {
                "nobody or everybody chose it in both waves, so there is nothing to test".to_owned()
            }),
            ..self
        }
    }

    fn new(
        waves: (&str, &str),
        (subject, key, label): (&Subject, &LineKey, &str),
        (from, to): (Side, Side),
        comparability: &Comparability,
        tested: Option<&Tested>,
    ) -> Self {
        let (subject, subject_id, scope) = subject_fields(subject);
        let (line, line_id) = line_fields(key);
        let (comparability, comparability_wave) = ComparabilityKind::of(comparability);
        ChangeRecord {
            from_wave: waves.0.to_owned(),
            to_wave: waves.1.to_owned(),
            subject,
            subject_id,
            scope,
            line,
            line_id,
            label: label.to_owned(),
            from_state: from.state,
            from_count: from.count,
            from_base: from.base,
            from_share: from.share,
            to_state: to.state,
            to_count: to.count,
            to_base: to.base,
            to_share: to.share,
            comparability,
            comparability_wave,
            difference: tested.map(|tested| tested.difference),
            lower: tested.map(|tested| tested.interval.lower()),
            upper: tested.map(|tested| tested.interval.upper()),
            p: tested.map(|tested| tested.p.value()),
            p_adjusted: tested.map(|tested| tested.p_adjusted.value()),
            p_exploratory: tested.map(|tested| tested.p_exploratory.value()),
            clear: tested.map(Tested::is_clear),
            no_difference: match tested {
                Some(_) => None,
                None => Some(why_none(comparability, from.state, to.state).to_owned()),
            },
            weighted_from_share: None,
            from_effective_base: None,
            weighted_to_share: None,
            to_effective_base: None,
            weighted_difference: None,
            weighted_lower: None,
            weighted_upper: None,
            weighted_p: None,
            weighted_p_adjusted: None,
            weighted_no_p: None,
            internal: false,
        }
    }
}

/// Why two figures are not set against each other.
fn why_none(comparability: ComparabilityKind, from: CellState, to: CellState) -> &'static str {
    match (comparability, from, to) {
        (ComparabilityKind::NotAsked, ..) => "not asked or not offered in both waves",
        (ComparabilityKind::Break, ..) => "reworded between the waves",
        (_, CellState::Suppressed, _) | (_, _, CellState::Suppressed) => "a figure is held back",
        (_, CellState::NotApplicable, _) | (_, _, CellState::NotApplicable) => {
            "nobody answered in one of the waves"
        }
        _ => "too few answered",
    }
}

/// The figure of one wave.
struct Side {
    state: CellState,
    count: Option<u64>,
    base: Option<u64>,
    share: Option<f64>,
}
