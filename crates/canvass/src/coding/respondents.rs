use std::collections::BTreeMap;
use std::fmt;

use super::codings::{Codings, Source, SourceKind};
use crate::survey::{CodeRef, OptionId, QuestionId, Stance, WaveId};

/// Who has which code in a wave, and who wrote what kind of answer: what tables count of codings.
///
/// [`Codings`] say what each coding rests on. This keeps five bytes of each, so that waves of a million responses can be
/// counted side by side.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CodedRespondents {
    wave: WaveId,
    codebook: String,
    version: String,
    codings: Vec<CodingGroup>,
    answers: Vec<AnswerGroup>,
}

/// Codings of one code that differ in who has them, and in how many pieces of an answer speak for it.
#[derive(Clone, PartialEq, Eq)]
pub struct CodingGroup {
    /// What they have in common.
    pub alike: Alike,
    /// The respondents' positions in the wave's responses, in order, each once.
    respondents: Vec<u32>,
    /// How many pieces of the answer each rests on; [`u8::MAX`] for as many and more.
    pieces: Vec<u8>,
}

/// What the codings of a [`CodingGroup`] have in common.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Alike {
    /// The code.
    pub code: CodeRef,
    /// The question answered.
    pub question: QuestionId,
    /// Where they come from.
    pub source: SourceKind,
    /// The option that was chosen, where they come from one.
    pub option: Option<OptionId>,
    /// Their stance.
    pub stance: Option<Stance>,
    /// Whether a negation stands before every piece of evidence.
    pub negated: bool,
}

/// Open answers to one question that are of one kind.
#[derive(Clone, PartialEq, Eq)]
pub struct AnswerGroup {
    /// The question answered.
    pub question: QuestionId,
    /// The answers' main stance; `None` for words that answer nothing.
    pub stance: Option<Stance>,
    /// The respondents' positions in the wave's responses, in order, each once.
    respondents: Vec<u32>,
}

/// Says how many respondents have the code, and not who.
impl fmt::Debug for CodingGroup {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CodingGroup")
            .field("alike", &self.alike)
            .field("respondents", &self.respondents.len())
            .finish()
    }
}

/// Says how many answers there are, and not whose.
impl fmt::Debug for AnswerGroup {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AnswerGroup")
            .field("question", &self.question)
            .field("stance", &self.stance)
            .field("respondents", &self.respondents.len())
            .finish()
    }
}

impl CodingGroup {
    /// Who has the code, in order.
    pub fn respondents(&self) -> impl Iterator<Item = usize> {
        self.respondents.iter().map(|one| *one as usize)
    }

    /// Who has the code, in order, each with how many pieces of the answer speak for it: 255 for as many and more.
    pub fn with_pieces(&self) -> impl Iterator<Item = (usize, u8)> {
        self.respondents().zip(self.pieces.iter().copied())
    }
}

impl AnswerGroup {
    /// Who wrote them, in order.
    pub fn respondents(&self) -> impl Iterator<Item = usize> {
        self.respondents.iter().map(|one| *one as usize)
    }
}

impl CodedRespondents {
    /// Those of codings.
    pub fn of(codings: &Codings) -> Self {
        let mut gathered = Gathered::default();
        gathered.add_codings(codings);
        let (wave, book, version) = (codings.wave(), codings.codebook(), codings.version());
        gathered.finish(wave.clone(), book.to_owned(), version.to_owned())
    }

    /// The wave.
    pub fn wave(&self) -> &WaveId {
        &self.wave
    }

    /// The codebook's name.
    pub fn codebook(&self) -> &str {
        &self.codebook
    }

    /// The codebook's version; every published figure names it.
    pub fn version(&self) -> &str {
        &self.version
    }

    /// Every coding, in the order of [`Alike`].
    pub fn codings(&self) -> &[CodingGroup] {
        &self.codings
    }

    /// The codings of one code.
    pub fn of_code(&self, code: &CodeRef) -> &[CodingGroup] {
        let start = self.codings.partition_point(|g| g.alike.code < *code);
        let end = self.codings.partition_point(|g| g.alike.code <= *code);
        self.codings.get(start..end).unwrap_or_default()
    }

    /// Every answer in somebody's own words, by question and stance.
    pub fn answers(&self) -> &[AnswerGroup] {
        &self.answers
    }
}

/// Respondents under way, each with how many pieces of evidence there are.
#[derive(Default)]
pub(super) struct Row {
    respondents: Vec<u32>,
    pieces: Vec<u8>,
}

impl Row {
    pub(super) fn push(&mut self, respondent: usize, pieces: usize) {
        // No export has so many rows.
        if let Ok(respondent) = u32::try_from(respondent) {
            self.respondents.push(respondent);
            self.pieces.push(u8::try_from(pieces).unwrap_or(u8::MAX));
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.respondents.is_empty()
    }

    fn append(&mut self, mut other: Row) {
        if self.is_empty() {
            *self = other;
            self.respondents.shrink_to_fit();
            self.pieces.shrink_to_fit();
        } else {
            self.respondents.append(&mut other.respondents);
            self.pieces.append(&mut other.pieces);
        }
    }

    /// In order; whoever stands in it twice stands there once, with the most pieces.
    fn in_order(self) -> Self {
        if self.respondents.is_sorted_by(|a, b| a < b) {
            return self;
        }
        let mut pairs: Vec<(u32, u8)> = self.respondents.into_iter().zip(self.pieces).collect();
        pairs.sort_unstable_by_key(|(one, pieces)| (*one, std::cmp::Reverse(*pieces)));
        pairs.dedup_by_key(|(one, _)| *one);
        let (respondents, pieces) = pairs.into_iter().unzip();
        Row {
            respondents,
            pieces,
        }
    }
}

/// Codings and answers under way, in any order.
#[derive(Default)]
pub(super) struct Gathered {
    codings: BTreeMap<Alike, Row>,
    answers: BTreeMap<(QuestionId, Option<Stance>), Row>,
}

impl Gathered {
    /// Adds codings that have this in common.
    pub(super) fn add(&mut self, alike: Alike, row: Row) {
        self.codings.entry(alike).or_default().append(row);
    }

    /// Adds open answers to a question that have this stance, or none because they answer nothing.
    pub(super) fn add_answers(&mut self, question: &QuestionId, stance: Option<Stance>, row: Row) {
        let key = (question.clone(), stance);
        self.answers.entry(key).or_default().append(row);
    }

    /// Adds codings with all that they rest on.
    pub(super) fn add_codings(&mut self, codings: &Codings) {
        for coding in codings.codings() {
            let alike = Alike {
                code: coding.code.clone(),
                question: coding.question.clone(),
                source: coding.source.kind(),
                option: match &coding.source {
                    Source::Option(option) => Some(option.clone()),
                    _ => None,
                },
                stance: coding.stance,
                negated: coding.negated,
            };
            let row = self.codings.entry(alike).or_default();
            row.push(coding.respondent, coding.evidence.len());
        }
        for answer in codings.answers() {
            let key = (answer.question.clone(), answer.stance());
            self.answers
                .entry(key)
                .or_default()
                .push(answer.respondent, 0);
        }
    }

    pub(super) fn finish(
        self,
        wave: WaveId,
        codebook: String,
        version: String,
    ) -> CodedRespondents {
        let codings = self.codings.into_iter().filter(|(_, row)| !row.is_empty());
        let answers = self.answers.into_iter().filter(|(_, row)| !row.is_empty());
        CodedRespondents {
            wave,
            codebook,
            version,
            codings: codings
                .map(|(alike, row)| {
                    let Row {
                        respondents,
                        pieces,
                    } = row.in_order();
                    CodingGroup {
                        alike,
                        respondents,
                        pieces,
                    }
                })
                .collect(),
            answers: answers
                .map(|((question, stance), row)| AnswerGroup {
                    question,
                    stance,
                    respondents: row.in_order().respondents,
                })
                .collect(),
        }
    }
}
