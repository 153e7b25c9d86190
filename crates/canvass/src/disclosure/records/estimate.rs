use serde::Serialize;

use super::record::{record, words};
use crate::config::{DisclosurePolicy, Inference};
use crate::disclosure::published::population;
use crate::disclosure::{PublishedCell, PublishedTable};
use crate::stats::{Confidence, wilson};
use crate::survey::{Question, WaveId};
use crate::tabulate::{Bases, CodeScope, LineKey, OneWay, Subject};

record! {
    /// One line of one table: how many of those who answered chose an option or wrote of a code.
    #[derive(Debug, Clone, PartialEq, Serialize)]
    #[non_exhaustive]
    pub struct EstimateRecord {
        /// Id of the wave.
        pub wave: String,
        /// What the table counts: question (answers to a question) or frame (codes found in people's own words).
        pub subject: SubjectKind,
        /// Id of the question or the code frame.
        pub subject_id: String,
        /// For a ranking, the place: place 1, place 2 and so on. For a frame, the answers looked at: all, or those that are a request, a criticism, an impact or neutral.
        pub scope: Option<&'static str>,
        /// What the line counts: option, union (options counted as one), code, or answered (all who answered a question without options).
        pub line: LineKind,
        /// Id of the option, the union or the code; answered for all who answered.
        pub line_id: String,
        /// Label of the option, the union or the code; for all who answered, that they did.
        pub label: String,
        /// shown, suppressed (there is a figure, and it is not given), or not_applicable (not offered, or nobody answered).
        pub state: CellState,
        /// Respondents counted in the line.
        pub count: Option<u64>,
        /// Respondents that shares of this table are shares of: those who answered.
        pub base: Option<u64>,
        /// Respondents who were asked.
        pub asked: Option<u64>,
        /// Count divided by base, from 0 to 1, unrounded.
        pub share: Option<f64>,
        /// Lower limit of the share's 95% interval (Wilson score).
        pub lower: Option<f64>,
        /// Upper limit of the share's 95% interval (Wilson score).
        pub upper: Option<f64>,
        /// Whether the base is so small that shares must be read with care.
        pub low_base: bool,
        /// Whether the figures are unsuppressed: never to be published or passed on.
        pub internal: bool,
    }
}

words! {
    /// What a table counts.
    SubjectKind {
        /// Answers to a question.
        Question = "question",
        /// Codes of a frame.
        Frame = "frame",
    }
}

words! {
    /// What a line counts.
    LineKind {
        /// An option.
        Option = "option",
        /// Options counted as one.
        Union = "union",
        /// A code.
        Code = "code",
        /// All who answered.
        Answered = "answered",
    }
}

words! {
    /// Whether a figure is there.
    CellState {
        /// It is.
        Shown = "shown",
        /// It is held back.
        Suppressed = "suppressed",
        /// There is none: not offered, or nobody answered.
        NotApplicable = "not_applicable",
    }
}

impl EstimateRecord {
    /// The lines of a published table. A suppressed line has no figure.
    pub fn of_published(table: &PublishedTable) -> Vec<Self> {
        table
            .lines()
            .iter()
            .map(|line| {
                let shown = line.cell.shown();
                let with_percent = shown.filter(|shown| shown.percent().is_some());
                let interval = shown.and_then(|shown| shown.interval());
                EstimateRecord {
                    state: CellState::of(&line.cell),
                    count: shown.map(|shown| shown.share().count()),
                    base: table.base(),
                    asked: table.asked(),
                    share: with_percent.map(|shown| shown.share().value()),
                    lower: interval.map(|interval| interval.lower()),
                    upper: interval.map(|interval| interval.upper()),
                    low_base: table.low_base(),
                    internal: false,
                    ..EstimateRecord::blank(
                        table.subject(),
                        table.wave().as_str(),
                        &line.key,
                        &line.label,
                    )
                }
            })
            .collect()
    }

    /// The lines of a table before disclosure control, with a share for every base, marked
    /// [`internal`](EstimateRecord::internal). `members` is given when the figures speak of all of them.
    pub fn internal(
        table: &OneWay,
        policy: &DisclosurePolicy,
        inference: Inference,
        members: Option<u64>,
    ) -> Vec<Self> {
        let bases = table.bases;
        table
            .lines
            .iter()
            .map(|line| {
                let share = table.share(line);
                let interval = share.and_then(|share| {
                    wilson(share, Confidence::P95, population(inference, members)).ok()
                });
                EstimateRecord {
                    state: CellState::of_share(share.is_some()),
                    count: share.map(|share| share.count()),
                    base: Some(bases.answered),
                    asked: Some(bases.asked),
                    share: share.map(|share| share.value()),
                    lower: interval.map(|interval| interval.lower()),
                    upper: interval.map(|interval| interval.upper()),
                    low_base: bases.answered < policy.low_base_below,
                    internal: true,
                    ..EstimateRecord::blank(
                        &table.subject,
                        table.wave.as_str(),
                        &line.key,
                        &line.label,
                    )
                }
            })
            .collect()
    }

    /// Those who answered a question without options, marked [`internal`](EstimateRecord::internal).
    pub fn internal_bases(
        question: &Question,
        wave: &WaveId,
        bases: Bases,
        policy: &DisclosurePolicy,
    ) -> Self {
        EstimateRecord {
            wave: wave.to_string(),
            subject: SubjectKind::Question,
            subject_id: question.id.to_string(),
            scope: None,
            line: LineKind::Answered,
            line_id: LineKind::Answered.word().to_owned(),
            label: "Answered".to_owned(),
            state: CellState::Shown,
            count: Some(bases.answered),
            base: Some(bases.answered),
            asked: Some(bases.asked),
            share: None,
            lower: None,
            upper: None,
            low_base: bases.answered < policy.low_base_below,
            internal: true,
        }
    }

    fn blank(subject: &Subject, wave: &str, key: &LineKey, label: &str) -> Self {
        let (kind, subject_id, scope) = subject_fields(subject);
        let (line, line_id) = line_fields(key);
        EstimateRecord {
            wave: wave.to_owned(),
            subject: kind,
            subject_id,
            scope,
            line,
            line_id,
            label: label.to_owned(),
            state: CellState::NotApplicable,
            count: None,
            base: None,
            asked: None,
            share: None,
            lower: None,
            upper: None,
            low_base: false,
            internal: false,
        }
    }
}

impl CellState {
    pub(super) fn of(cell: &PublishedCell) -> Self {
        match cell {
            PublishedCell::Shown(_) => CellState::Shown,
            PublishedCell::Suppressed => CellState::Suppressed,
            PublishedCell::NotApplicable => CellState::NotApplicable,
        }
    }

    pub(super) fn of_share(there_is_one: bool) -> Self {
        if there_is_one {
            CellState::Shown
        } else {
            CellState::NotApplicable
        }
    }
}

/// Places of a ranking as records name them.
const PLACES: [&str; 20] = [
    "place 1", "place 2", "place 3", "place 4", "place 5", "place 6", "place 7", "place 8",
    "place 9", "place 10", "place 11", "place 12", "place 13", "place 14", "place 15", "place 16",
    "place 17", "place 18", "place 19", "place 20",
];

pub(super) fn subject_fields(subject: &Subject) -> (SubjectKind, String, Option<&'static str>) {
    match subject {
        Subject::Question(id) => (SubjectKind::Question, id.to_string(), None),
        Subject::Place { question, place } => {
            let place = usize::from(*place).checked_sub(1);
            let place = place.and_then(|place| PLACES.get(place)).copied();
            (
                SubjectKind::Question,
                question.to_string(),
                Some(place.unwrap_or("later place")),
            )
        }
        Subject::Frame { frame, scope } | Subject::FrameInQuestion { frame, scope, .. } => {
            let scope = match scope {
                CodeScope::All => "all",
                CodeScope::Stance(stance) => stance.name(),
            };
            (SubjectKind::Frame, frame.to_string(), Some(scope))
        }
    }
}

pub(super) fn line_fields(key: &LineKey) -> (LineKind, String) {
    match key {
        LineKey::Option(id) => (LineKind::Option, id.to_string()),
        LineKey::Union(id) => (LineKind::Union, id.to_string()),
        LineKey::Code(code) => (LineKind::Code, code.code.to_string()),
    }
}
