use super::CodeScope;
use crate::stats::{Confidence, Interval, Population, Proportion, StatsError, wilson};
use crate::survey::{CodeRef, FrameId, OptionId, QuestionId, WaveId};

/// How many respondents of one wave chose each option of a question, or said what each code stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OneWay {
    /// What is counted.
    pub subject: Subject,
    /// The wave.
    pub wave: WaveId,
    /// How many respondents could be counted at all.
    pub bases: Bases,
    /// The lines in the order of the questionnaire or the frame.
    pub lines: Vec<Line>,
    /// Whether every counted respondent stands in exactly one line that is no union; in a ranking, those who
    /// left the place empty stand in none.
    pub additive: bool,
}

/// What a table counts.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Subject {
    /// Answers to a question.
    Question(QuestionId),
    /// What was put in one place of a ranking.
    Place {
        /// The question.
        question: QuestionId,
        /// The place, from 1.
        place: u16,
    },
    /// Codes of a frame, found in open answers.
    Frame {
        /// The frame.
        frame: FrameId,
        /// Which answers are looked at.
        scope: CodeScope,
    },
    /// Codes of a frame, found in the answers to one question.
    FrameInQuestion {
        /// The frame.
        frame: FrameId,
        /// Which answers are looked at.
        scope: CodeScope,
        /// The question.
        question: QuestionId,
    },
}

/// How many respondents a question reached.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Bases {
    /// Everybody in the wave.
    pub respondents: u64,
    /// Those who were asked.
    pub asked: u64,
    /// Those who gave something that can be used: the base of every percentage.
    pub answered: u64,
    /// Those whose answer cannot be used.
    pub unusable: u64,
    /// Ticks in all; more than `answered` where several answers are allowed.
    pub mentions: u64,
}

impl Bases {
    /// Those who were asked and gave nothing.
    pub fn no_answer(&self) -> u64 {
        self.asked - self.answered - self.unusable
    }
}

/// One line of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// What is counted in this line.
    pub key: LineKey,
    /// How a reader knows it.
    pub label: String,
    /// How many respondents; `None` when the wave did not offer it, which is not nought.
    pub count: Option<u64>,
}

/// What a line counts.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LineKey {
    /// An option.
    Option(OptionId),
    /// Options counted as one.
    Union(OptionId),
    /// A code.
    Code(CodeRef),
}

impl OneWay {
    /// The line that counts `key`.
    pub fn line(&self, key: &LineKey) -> Option<&Line> {
        self.lines.iter().find(|line| &line.key == key)
    }

    /// The share of a line among those who answered; `None` when the wave did not offer it or nobody answered.
    pub fn share(&self, line: &Line) -> Option<Proportion> {
        Proportion::new(line.count?, self.bases.answered).ok()
    }

    /// The share of a line among all answers given, where one respondent can give several; `None` when the wave did
    /// not offer it or nobody answered. It is no share of respondents, and never told as one.
    pub fn share_of_answers(&self, line: &Line) -> Option<Proportion> {
        Proportion::new(line.count?, self.bases.mentions).ok()
    }

    /// The Wilson interval of a share (methods: Wilson 1927).
    ///
    /// `members` is given when the figures are to speak of all of them, else `None`.
    ///
    /// # Errors
    /// When there are fewer members than respondents.
    pub fn interval(
        &self,
        line: &Line,
        confidence: Confidence,
        members: Option<Population>,
    ) -> Result<Option<Interval>, StatsError> {
        self.share(line)
            .map(|share| wilson(share, confidence, members))
            .transpose()
    }
}
