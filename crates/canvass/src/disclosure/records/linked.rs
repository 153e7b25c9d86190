use serde::Serialize;

use super::estimate::{LineKind, line_fields};
use super::record::record;
use crate::compare::LinkedChanges;
use crate::survey::Question;

record! {
    /// How one line changed among the members who answered in both waves.
    #[derive(Debug, Clone, PartialEq, Serialize)]
    #[non_exhaustive]
    pub struct LinkedRecord {
        /// Id of the earlier wave.
        pub from_wave: String,
        /// Id of the later wave.
        pub to_wave: String,
        /// Id of the question.
        pub question: String,
        /// What the line counts: option or union (options counted as one).
        pub line: LineKind,
        /// Id of the option or the union.
        pub line_id: String,
        /// Label of the option or the union.
        pub label: String,
        /// Members who responded to both waves.
        pub members: u64,
        /// Those of them who answered the question in both.
        pub base: u64,
        /// Those who chose it in both waves.
        pub both: u64,
        /// Those who chose it only in the later wave.
        pub gained: u64,
        /// Those who chose it only in the earlier wave.
        pub lost: u64,
        /// Later minus earlier share, from -1 to 1, unrounded.
        pub difference: f64,
        /// Lower limit of the difference's 95% interval (Tango's score).
        pub lower: f64,
        /// Upper limit of the difference's 95% interval (Tango's score).
        pub upper: f64,
        /// Two-sided p-value (McNemar's mid-p).
        pub p: f64,
        /// The same after Holm's adjustment over the lines of the question.
        pub p_adjusted: f64,
        /// Whether the figures are unsuppressed: never to be published or passed on.
        pub internal: bool,
    }
}

impl LinkedRecord {
    /// The lines of one question, marked [`internal`](LinkedRecord::internal).
    pub(super) fn of(question: &Question, changes: &LinkedChanges) -> Vec<Self> {
        let lines = changes.lines.iter();
        lines
            .map(|line| {
                let (kind, line_id) = line_fields(&line.key);
                LinkedRecord {
                    from_wave: changes.from.to_string(),
                    to_wave: changes.to.to_string(),
                    question: question.id.to_string(),
                    line: kind,
                    line_id,
                    label: line.label.clone(),
                    members: changes.members,
                    base: changes.answered,
                    both: line.table.a().count() - line.table.a_only(),
                    gained: line.table.a_only(),
                    lost: line.table.b_only(),
                    difference: line.change.size,
                    lower: line.change.interval.lower(),
                    upper: line.change.interval.upper(),
                    p: line.change.p.value(),
                    p_adjusted: line.p_adjusted.value(),
                    internal: true,
                }
            })
            .collect()
    }
}
