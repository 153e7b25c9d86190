use std::collections::{BTreeMap, BTreeSet};

use super::{CodeRef, OptionId, QuestionId, Stance, WaveId};

/// What kind of answer a question takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum QuestionKind {
    /// One option of several.
    SingleChoice,
    /// Any number of options.
    MultiSelect,
    /// One point of an ordered scale.
    Scale,
    /// Options in order of preference.
    Ranking,
    /// A number.
    Number,
    /// A day.
    Date,
    /// Words of the respondent's own.
    OpenText,
}

impl QuestionKind {
    /// Every kind, in order.
    pub const ALL: &'static [QuestionKind] = &[
        QuestionKind::SingleChoice,
        QuestionKind::MultiSelect,
        QuestionKind::Scale,
        QuestionKind::Ranking,
        QuestionKind::Number,
        QuestionKind::Date,
        QuestionKind::OpenText,
    ];

    /// The name in `canvass.toml`.
    pub fn name(self) -> &'static str {
        match self {
            QuestionKind::SingleChoice => "single-choice",
            QuestionKind::MultiSelect => "multi-select",
            QuestionKind::Scale => "scale",
            QuestionKind::Ranking => "ranking",
            QuestionKind::Number => "number",
            QuestionKind::Date => "date",
            QuestionKind::OpenText => "open-text",
        }
    }

    /// Whether it is answered by choosing from options.
    pub fn has_options(self) -> bool {
        matches!(
            self,
            QuestionKind::SingleChoice
                | QuestionKind::MultiSelect
                | QuestionKind::Scale
                | QuestionKind::Ranking
        )
    }
}

/// One question, across every wave that asked it. This is also the crosswalk: what stays the same under
/// changing words.
#[derive(Debug, Clone, PartialEq)]
pub struct Question {
    /// Its id across waves.
    pub id: QuestionId,
    /// What kind of answer it takes.
    pub kind: QuestionKind,
    /// A short name for tables, captions and sentences, such as "How the charity helped".
    pub title: String,
    /// The row that it is of a grid; `None` for a question that stands alone.
    pub grid: Option<GridRow>,
    /// Its options in the order of the questionnaire; empty unless the kind has options.
    pub options: Vec<AnswerOption>,
    /// Sets of options that are counted as one as well, such as the two halves of a split option.
    pub unions: Vec<OptionUnion>,
    /// Who was asked; `None` means everybody.
    pub route: Option<Route>,
    /// Where the report tells of it; `None` means: among the full tables only.
    pub theme: Option<CodeRef>,
    /// For an open question, what an answer is unless its words say otherwise.
    pub stance: Option<Stance>,
    /// The waves that asked it, and how.
    pub asked: BTreeMap<WaveId, Asked>,
}

impl Question {
    /// The wording in `wave`; `None` when that wave did not ask it.
    pub fn asked_in(&self, wave: &WaveId) -> Option<&Asked> {
        self.asked.get(wave)
    }

    /// Whether the wave offered the option at `index`.
    pub fn offers(&self, index: usize, wave: &WaveId) -> bool {
        self.asked.contains_key(wave)
            && self
                .options
                .get(index)
                .is_some_and(|o| o.offered.contains_key(wave))
    }

    /// The position of the option with this id.
    pub fn option_index(&self, id: &OptionId) -> Option<usize> {
        self.options.iter().position(|o| &o.id == id)
    }
}

/// How a wave asked a question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// The question in the words that people read.
    pub wording: String,
    /// The label of the row, for a row of a grid.
    pub row: Option<String>,
    /// What stands over the column in the export, where that is not the wording: the name of a variable.
    pub heading: Option<String>,
    /// How the wording relates to that of the wave before it that asked the question.
    pub continuity: Continuity,
}

impl Asked {
    /// What stands over the question in the export.
    pub fn in_export(&self) -> &str {
        self.heading.as_deref().unwrap_or(&self.wording)
    }
}

/// A row of a grid: several questions with the same options under one heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GridRow {
    /// The id of the grid.
    pub grid: QuestionId,
    /// The short name of the grid.
    pub title: String,
    /// The label of this row in tables and charts.
    pub label: String,
}

/// How a wording relates to the one before it in time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Continuity {
    /// The same words, apart from spacing, case and typography.
    Same,
    /// Other words that people understand alike: still compared.
    Minor,
    /// Words that may change the answers by themselves: a break in series, never compared.
    Reworded,
    /// Nobody has said yet what the difference does: not compared.
    Unconfirmed,
}

impl Continuity {
    /// Whether figures on both sides of the change may not be compared.
    pub fn is_break(self) -> bool {
        matches!(self, Continuity::Reworded | Continuity::Unconfirmed)
    }
}

/// One option of a question, across waves.
#[derive(Debug, Clone, PartialEq)]
pub struct AnswerOption {
    /// Its id across waves.
    pub id: OptionId,
    /// The label in tables and charts.
    pub label: String,
    /// Whether it excludes all others ("None of these").
    pub exclusive: bool,
    /// Whether it stands for an answer in the respondent's own words ("Other, please specify").
    pub other: bool,
    /// Its value on a scale.
    pub score: Option<i64>,
    /// What choosing it means in the code frames.
    pub codes: Vec<CodeRef>,
    /// The waves that offered it, and the label each gave it. A wave that is not here did not offer it.
    pub offered: BTreeMap<WaveId, Offered>,
}

/// How a wave labelled an option.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offered {
    /// The label that people read.
    pub label: String,
    /// What stands in the export where that is not the label: a code.
    pub cell: Option<String>,
    /// How the label relates to that of the wave before it that offered the option.
    pub continuity: Continuity,
}

impl Offered {
    /// What stands for the option in the export.
    pub fn in_export(&self) -> &str {
        self.cell.as_deref().unwrap_or(&self.label)
    }
}

/// Options counted as one: a respondent who chose any of them counts once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OptionUnion {
    /// Its id, in the same name space as the options'.
    pub id: OptionId,
    /// The label in tables and charts.
    pub label: String,
    /// The options it is made of.
    pub of: BTreeSet<OptionId>,
}

/// Who is asked a question: those who chose one of these options of an earlier one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Route {
    /// The earlier question.
    pub question: QuestionId,
    /// The options that lead here.
    pub options: BTreeSet<OptionId>,
}

/// The state of one option for one respondent. Every base is counted from these.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AnswerState {
    /// Chosen.
    Selected,
    /// The question was answered, and this option was not chosen.
    NotSelected,
    /// The question was shown and nothing was given.
    NoAnswer,
    /// The respondent was routed past the question, or the wave did not ask it.
    NotAsked,
    /// The wave asked the question without this option.
    NotOffered,
    /// Something was given that cannot be used.
    Unusable,
}
