use serde::Serialize;

use super::record::{record, words};
use crate::disclosure::{PublishedCell, PublishedTable};
use crate::survey::QuestionId;
use crate::tabulate::{CodeScope, GroupKey, LineKey, Subject};

record! {
    /// One line of one table: how many of those who answered chose an option or wrote of a code.
    #[derive(Debug, Clone, PartialEq, Serialize)]
    #[non_exhaustive]
    pub struct EstimateRecord {
        /// Id of the wave.
        pub wave: String,
        /// What the table counts: question (answers to a question), frame (codes found in people's own words) or theory (a chain of the Theory of Change).
        pub subject: SubjectKind,
        /// Id of the question, the code frame, or the theme that a chain starts from.
        pub subject_id: String,
        /// For a chain, what speaks for a link: words (people's own), options (chosen) or either. For a ranking, the place: place 1, place 2 and so on. For a frame, the answers looked at: all, or those that are a request, a criticism, an impact or neutral.
        pub scope: Option<&'static str>,
        /// Id of the question whose answers alone are looked at, where a table of codes is of one question.
        pub in_question: Option<String>,
        /// Id of the question that parts respondents into groups, in a cross-table.
        pub group: Option<String>,
        /// Id of the group's option; unknown for those who gave no answer that can be used.
        pub group_id: Option<String>,
        /// Label of the group.
        pub group_label: Option<String>,
        /// What the line counts: option, union (options counted as one), code, or answered (all who answered a question without options). Measures are top_box and bottom_box (the highest and the lowest points of a scale), mean (of a scale or a number), mean_place (of a ranking), lower_quartile, median, upper_quartile, least and greatest. groups_alike is a test of whether groups answered alike. A chain has theme, outcome and horizon.
        pub line: LineKind,
        /// Id of the option, the union or the code; for any other line the word for what it counts.
        pub line_id: String,
        /// Label of the option, the union or the code; for any other line what it says.
        pub label: String,
        /// shown, suppressed (there is a figure, and it is not given), or not_applicable (not offered, or nobody answered).
        pub state: CellState,
        /// Respondents counted in the line.
        pub count: Option<u64>,
        /// Respondents that shares of this table are shares of: those who answered, or in a chain everybody.
        pub base: Option<u64>,
        /// Respondents who were asked.
        pub asked: Option<u64>,
        /// Count divided by base, from 0 to 1, unrounded.
        pub share: Option<f64>,
        /// Lower limit of the share's 95% interval (Wilson score).
        pub lower: Option<f64>,
        /// Upper limit of the share's 95% interval (Wilson score).
        pub upper: Option<f64>,
        /// Count divided by all answers given to a question of several answers, from 0 to 1, unrounded: no share of respondents.
        pub share_of_answers: Option<f64>,
        /// The measure that is no count, unrounded.
        pub value: Option<f64>,
        /// Lower limit of a mean's 95% interval (Student's t).
        pub value_lower: Option<f64>,
        /// Upper limit of a mean's 95% interval (Student's t).
        pub value_upper: Option<f64>,
        /// Two-sided p-value of a measure that is a test.
        pub p: Option<f64>,
        /// The measure of answers that are days, such as 2024-02-12.
        pub day: Option<String>,
        /// Place among the options by count; those that tie share it, and those that exclude others have none.
        pub rank: Option<u64>,
        /// The best place that chance alone leaves plausible (95%, all options of the question together).
        pub rank_best: Option<u64>,
        /// The worst place that chance alone leaves plausible.
        pub rank_worst: Option<u64>,
        /// Kish's effective base: how many respondents of equal weight would tell as much; only with weights.
        pub effective_base: Option<f64>,
        /// The share with weights, from 0 to 1, unrounded.
        pub weighted_share: Option<f64>,
        /// Lower limit of the weighted share's 95% interval (Wilson score on the linearised variance).
        pub weighted_lower: Option<f64>,
        /// Upper limit of the weighted share's 95% interval (Wilson score on the linearised variance).
        pub weighted_upper: Option<f64>,
        /// The mean with weights, unrounded.
        pub weighted_value: Option<f64>,
        /// Lower limit of the weighted mean's 95% interval (Student's t on the linearised variance).
        pub weighted_value_lower: Option<f64>,
        /// Upper limit of the weighted mean's 95% interval (Student's t on the linearised variance).
        pub weighted_value_upper: Option<f64>,
        /// What has to be known with the figure, or why there is none.
        pub note: Option<String>,
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
        /// A chain of the Theory of Change.
        Theory = "theory",
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
        /// The highest points of a scale.
        TopBox = "top_box",
        /// The lowest points of a scale.
        BottomBox = "bottom_box",
        /// The mean of a scale or a number.
        Mean = "mean",
        /// The mean of the places of an option in a ranking.
        MeanPlace = "mean_place",
        /// A quarter of the answers lie below.
        LowerQuartile = "lower_quartile",
        /// Half of the answers lie below.
        Median = "median",
        /// A quarter of the answers lie above.
        UpperQuartile = "upper_quartile",
        /// The least, or the first day.
        Least = "least",
        /// The greatest, or the last day.
        Greatest = "greatest",
        /// A test of whether the groups of a cross-table answered alike.
        GroupsAlike = "groups_alike",
        /// A theme of a chain.
        Theme = "theme",
        /// An outcome of a chain.
        Outcome = "outcome",
        /// What a chain leads to.
        Horizon = "horizon",
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
                    note: note(&line.cell, table.base(), with_percent.is_some()),
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

    /// The same record of one group of a cross-table.
    #[must_use]
    pub(super) fn in_group(self, question: &QuestionId, group: &GroupKey, label: &str) -> Self {
        EstimateRecord {
            group: Some(question.to_string()),
            group_id: Some(group.as_str().to_owned()),
            group_label: Some(label.to_owned()),
            ..self
        }
    }

    /// A line without any figure yet.
    pub(super) fn blank(subject: &Subject, wave: &str, key: &LineKey, label: &str) -> Self {
        let (kind, subject_id, scope) = subject_fields(subject);
        let (line, line_id) = line_fields(key);
        let in_question = match subject {
            Subject::FrameInQuestion { question, .. } => Some(question.to_string()),
            _ => None,
        };
        EstimateRecord {
            scope,
            in_question,
            line_id,
            ..EstimateRecord::empty(wave, (kind, subject_id), line, label)
        }
    }

    /// A record of which nothing is known but what it is about.
    pub(super) fn empty(
        wave: &str,
        (subject, subject_id): (SubjectKind, String),
        line: LineKind,
        label: &str,
    ) -> Self {
        EstimateRecord {
            wave: wave.to_owned(),
            subject,
            subject_id,
            scope: None,
            in_question: None,
            group: None,
            group_id: None,
            group_label: None,
            line,
            line_id: line.word().to_owned(),
            label: label.to_owned(),
            state: CellState::NotApplicable,
            count: None,
            base: None,
            asked: None,
            share: None,
            lower: None,
            upper: None,
            share_of_answers: None,
            value: None,
            value_lower: None,
            value_upper: None,
            p: None,
            day: None,
            rank: None,
            rank_best: None,
            rank_worst: None,
            effective_base: None,
            weighted_share: None,
            weighted_lower: None,
            weighted_upper: None,
            weighted_value: None,
            weighted_value_lower: None,
            weighted_value_upper: None,
            note: None,
            low_base: false,
            internal: false,
        }
    }
}

/// Why a published line lacks a figure.
fn note(cell: &PublishedCell, base: Option<u64>, with_percent: bool) -> Option<String> {
    let why = match (cell, base) {
        (PublishedCell::Suppressed, _) => "held back, so that nobody can be recognised",
        (PublishedCell::NotApplicable, Some(0)) => NOBODY_ANSWERED,
        (PublishedCell::NotApplicable, _) => NOT_OFFERED,
        (PublishedCell::Shown(_), _) if !with_percent => "too few answered for a percentage",
        (PublishedCell::Shown(_), _) => return None,
    };
    Some(why.to_owned())
}

pub(super) const NOBODY_ANSWERED: &str = "nobody answered";
pub(super) const NOT_OFFERED: &str = "not offered in this wave";

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
