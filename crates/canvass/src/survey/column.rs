use std::fmt;

use super::{AnswerState, Date, ResponseState};

/// The answers of every respondent of one wave to one question.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Column {
    /// One option of several, or one point of a scale.
    Choice(ChoiceColumn),
    /// Any number of options.
    MultiSelect(MultiSelectColumn),
    /// Options in order of preference.
    Ranking(RankingColumn),
    /// A number.
    Number(NumberColumn),
    /// A day.
    Date(DateColumn),
    /// Words of the respondent's own.
    Text(TextColumn),
}

impl Column {
    /// How many respondents it has.
    pub fn len(&self) -> usize {
        match self {
            Column::Choice(c) => c.answers.len(),
            Column::MultiSelect(c) => c.states.len(),
            Column::Ranking(c) => c.states.len(),
            Column::Number(c) => c.answers.len(),
            Column::Date(c) => c.answers.len(),
            Column::Text(c) => c.states.len(),
        }
    }

    /// Whether it has no respondents.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Whether and how a respondent answered.
    ///
    /// `None` when there is no such respondent.
    pub fn state(&self, respondent: usize) -> Option<ResponseState> {
        match self {
            Column::Choice(c) => c.get(respondent).map(Choice::state),
            Column::MultiSelect(c) => c.states.get(respondent).copied(),
            Column::Ranking(c) => c.states.get(respondent).copied(),
            Column::Number(c) => c.answers.get(respondent).map(|a| a.state()),
            Column::Date(c) => c.answers.get(respondent).map(|a| a.state()),
            Column::Text(c) => c.states.get(respondent).copied(),
        }
    }

    /// How many options it has; `None` where answers are no options.
    pub(super) fn options(&self) -> Option<usize> {
        match self {
            Column::Choice(c) => Some(c.offered.len()),
            Column::MultiSelect(c) => Some(c.offered.len()),
            Column::Ranking(c) => Some(c.offered.len()),
            Column::Number(_) | Column::Date(_) | Column::Text(_) => None,
        }
    }

    /// The words that somebody wrote: the answer to an open question, or beside "Other". `None` where there are none,
    /// or no longer.
    pub fn verbatims(&self) -> Option<&TextColumn> {
        let texts = match self {
            Column::Choice(c) => c.other.as_ref(),
            Column::MultiSelect(c) => c.other.as_ref(),
            Column::Ranking(_) | Column::Number(_) | Column::Date(_) => None,
            Column::Text(c) => Some(c),
        };
        texts.filter(|texts| !texts.is_forgotten())
    }

    /// Lets the words go. How each respondent answered stays.
    pub(super) fn forget_verbatims(&mut self) {
        match self {
            Column::Choice(c) => c.other = None,
            Column::MultiSelect(c) => c.other = None,
            Column::Ranking(_) | Column::Number(_) | Column::Date(_) => {}
            Column::Text(c) => c.forget(),
        }
    }
}

/// The answer to a question with one choice. Options are named by their position in the question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Choice {
    /// This option.
    Option(u16),
    /// Shown, and nothing given.
    NoAnswer,
    /// Not shown.
    NotAsked,
    /// Something that cannot be used.
    Unusable,
}

impl Choice {
    fn state(self) -> ResponseState {
        match self {
            Choice::Option(_) => ResponseState::Answered,
            Choice::NoAnswer => ResponseState::NoAnswer,
            Choice::NotAsked => ResponseState::NotAsked,
            Choice::Unusable => ResponseState::Unusable,
        }
    }
}

/// Answers to a single-choice or scale question.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ChoiceColumn {
    answers: Vec<Choice>,
    offered: Vec<bool>,
    other: Option<TextColumn>,
}

impl ChoiceColumn {
    /// No answers yet; `offered` says for each option whether this wave had it.
    pub fn new(offered: Vec<bool>) -> Self {
        ChoiceColumn {
            answers: Vec::new(),
            offered,
            other: None,
        }
    }

    /// Adds the next respondent's answer.
    pub fn push(&mut self, answer: Choice) {
        self.answers.push(answer);
    }

    /// Keeps what people wrote beside "Other".
    pub fn set_other(&mut self, other: TextColumn) {
        self.other = Some(other);
    }

    /// The answer of a respondent.
    pub fn get(&self, respondent: usize) -> Option<Choice> {
        self.answers.get(respondent).copied()
    }

    /// Every answer in the respondents' order.
    pub fn iter(&self) -> impl Iterator<Item = Choice> {
        self.answers.iter().copied()
    }

    /// Whether this wave had the option.
    pub fn offered(&self, option: usize) -> bool {
        self.offered.get(option).copied().unwrap_or(false)
    }

    /// What became of one option for one respondent.
    pub fn option_state(&self, respondent: usize, option: usize) -> Option<AnswerState> {
        let answer = self.get(respondent)?;
        Some(option_state(
            answer.state(),
            self.offered(option),
            answer == Choice::Option(option as u16),
        ))
    }
}

/// Answers to a multi-select question: one bit for each respondent and option.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct MultiSelectColumn {
    states: Vec<ResponseState>,
    ticks: Vec<u64>,
    offered: Vec<bool>,
    other: Option<TextColumn>,
}

impl MultiSelectColumn {
    /// No answers yet; `offered` says for each option whether this wave had it.
    pub fn new(offered: Vec<bool>) -> Self {
        MultiSelectColumn {
            states: Vec::new(),
            ticks: Vec::new(),
            offered,
            other: None,
        }
    }

    fn words(&self) -> usize {
        self.offered.len().div_ceil(64)
    }

    /// Adds the next respondent's ticks, as positions of options; a position beyond the options is ignored.
    ///
    /// A respondent who was shown the question and ticked nothing has [`ResponseState::NoAnswer`].
    pub fn push(&mut self, state: ResponseState, ticked: impl IntoIterator<Item = usize>) {
        let start = self.ticks.len();
        self.states.push(state);
        self.ticks.resize(start + self.words(), 0);
        for option in ticked {
            if option < self.offered.len() {
                self.ticks[start + option / 64] |= 1 << (option % 64);
            }
        }
    }

    /// Keeps what people wrote beside "Other".
    pub fn set_other(&mut self, other: TextColumn) {
        self.other = Some(other);
    }

    /// How each respondent answered, in their order.
    pub fn states(&self) -> &[ResponseState] {
        &self.states
    }

    /// Whether this wave had the option.
    pub fn offered(&self, option: usize) -> bool {
        self.offered.get(option).copied().unwrap_or(false)
    }

    /// Whether a respondent ticked the option.
    pub fn ticked(&self, respondent: usize, option: usize) -> bool {
        let word = respondent * self.words() + option / 64;
        option < self.offered.len()
            && self
                .ticks
                .get(word)
                .is_some_and(|w| w & (1 << (option % 64)) != 0)
    }

    /// The options that a respondent ticked, in the question's order.
    pub fn ticks(&self, respondent: usize) -> impl Iterator<Item = usize> {
        let words = self.words();
        let start = respondent * words;
        let ticks = self.ticks.get(start..start + words).unwrap_or_default();
        ticks.iter().enumerate().flat_map(|(at, word)| {
            let rest = |word: &u64| Some(word & (word - 1)).filter(|rest| *rest != 0);
            let ones = std::iter::successors(Some(*word).filter(|word| *word != 0), rest);
            ones.map(move |word| at * 64 + word.trailing_zeros() as usize)
        })
    }

    /// What became of one option for one respondent.
    pub fn option_state(&self, respondent: usize, option: usize) -> Option<AnswerState> {
        let state = *self.states.get(respondent)?;
        Some(option_state(
            state,
            self.offered(option),
            self.ticked(respondent, option),
        ))
    }
}

fn option_state(state: ResponseState, offered: bool, selected: bool) -> AnswerState {
    match state {
        ResponseState::NotAsked => AnswerState::NotAsked,
        _ if !offered => AnswerState::NotOffered,
        ResponseState::NoAnswer => AnswerState::NoAnswer,
        ResponseState::Unusable => AnswerState::Unusable,
        ResponseState::Answered if selected => AnswerState::Selected,
        ResponseState::Answered => AnswerState::NotSelected,
    }
}

/// Answers to a ranking: the place that each respondent gave each option.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct RankingColumn {
    states: Vec<ResponseState>,
    /// For each respondent and option the place from 1, or 0 where the option was not ranked.
    places: Vec<u16>,
    offered: Vec<bool>,
}

impl RankingColumn {
    /// No answers yet; `offered` says for each option whether this wave had it.
    pub fn new(offered: Vec<bool>) -> Self {
        RankingColumn {
            states: Vec::new(),
            places: Vec::new(),
            offered,
        }
    }

    /// Adds the next respondent's ranking, as options with their places from 1; an option beyond the question's
    /// is ignored.
    pub fn push(&mut self, state: ResponseState, ranked: impl IntoIterator<Item = (usize, u16)>) {
        let start = self.places.len();
        self.states.push(state);
        self.places.resize(start + self.offered.len(), 0);
        for (option, place) in ranked {
            if option < self.offered.len() {
                self.places[start + option] = place;
            }
        }
    }

    /// How each respondent answered, in their order.
    pub fn states(&self) -> &[ResponseState] {
        &self.states
    }

    /// Whether this wave had the option.
    pub fn offered(&self, option: usize) -> bool {
        self.offered.get(option).copied().unwrap_or(false)
    }

    /// The place from 1 that a respondent gave an option; `None` when they did not rank it.
    pub fn place(&self, respondent: usize, option: usize) -> Option<u16> {
        if option >= self.offered.len() {
            return None;
        }
        let place = self.places.get(respondent * self.offered.len() + option)?;
        (*place > 0).then_some(*place)
    }
}

/// The answer to a question for a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateAnswer {
    /// This day.
    Given(Date),
    /// Shown, and nothing given.
    NoAnswer,
    /// Not shown.
    NotAsked,
    /// Not a day, or one that could be two.
    Unusable,
}

impl DateAnswer {
    fn state(self) -> ResponseState {
        match self {
            DateAnswer::Given(_) => ResponseState::Answered,
            DateAnswer::NoAnswer => ResponseState::NoAnswer,
            DateAnswer::NotAsked => ResponseState::NotAsked,
            DateAnswer::Unusable => ResponseState::Unusable,
        }
    }
}

/// Answers to a question for a day.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct DateColumn {
    answers: Vec<DateAnswer>,
}

impl DateColumn {
    /// No answers yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds the next respondent's answer.
    pub fn push(&mut self, answer: DateAnswer) {
        self.answers.push(answer);
    }

    /// Every answer in the respondents' order.
    pub fn iter(&self) -> impl Iterator<Item = DateAnswer> {
        self.answers.iter().copied()
    }
}

/// The answer to a question for a number.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum NumberAnswer {
    /// This number; always finite.
    Given(f64),
    /// Shown, and nothing given.
    NoAnswer,
    /// Not shown.
    NotAsked,
    /// Not a number, or an impossible one.
    Unusable,
}

impl NumberAnswer {
    fn state(&self) -> ResponseState {
        match self {
            NumberAnswer::Given(_) => ResponseState::Answered,
            NumberAnswer::NoAnswer => ResponseState::NoAnswer,
            NumberAnswer::NotAsked => ResponseState::NotAsked,
            NumberAnswer::Unusable => ResponseState::Unusable,
        }
    }
}

/// Answers to a question for a number.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct NumberColumn {
    answers: Vec<NumberAnswer>,
}

impl NumberColumn {
    /// No answers yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds the next respondent's answer.
    pub fn push(&mut self, answer: NumberAnswer) {
        self.answers.push(answer);
    }

    /// Every answer in the respondents' order.
    pub fn iter(&self) -> impl Iterator<Item = NumberAnswer> {
        self.answers.iter().copied()
    }
}

/// The answer to an open question. Its `Debug` form holds no word of it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum TextAnswer<'a> {
    /// These words.
    Given(&'a str),
    /// Shown, and nothing given.
    NoAnswer,
    /// Not shown.
    NotAsked,
    /// Something that cannot be used.
    Unusable,
}

impl fmt::Debug for TextAnswer<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            TextAnswer::Given(text) => write!(f, "Given({} bytes)", text.len()),
            TextAnswer::NoAnswer => f.write_str("NoAnswer"),
            TextAnswer::NotAsked => f.write_str("NotAsked"),
            TextAnswer::Unusable => f.write_str("Unusable"),
        }
    }
}

/// Answers in the respondents' own words, in one piece of memory. Its `Debug` form holds no word of them.
#[derive(Clone, Default, PartialEq)]
pub struct TextColumn {
    text: String,
    /// Where each answer ends; empty once the words were let go.
    ends: Vec<usize>,
    states: Vec<ResponseState>,
}

impl TextColumn {
    /// No answers yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds the next respondent's answer, exactly as given.
    pub fn push(&mut self, answer: TextAnswer<'_>) {
        let state = match answer {
            TextAnswer::Given(words) => {
                self.text.push_str(words);
                ResponseState::Answered
            }
            TextAnswer::NoAnswer => ResponseState::NoAnswer,
            TextAnswer::NotAsked => ResponseState::NotAsked,
            TextAnswer::Unusable => ResponseState::Unusable,
        };
        self.ends.push(self.text.len());
        self.states.push(state);
    }

    /// How many respondents it has.
    pub fn len(&self) -> usize {
        self.states.len()
    }

    /// Whether it has no respondents.
    pub fn is_empty(&self) -> bool {
        self.states.is_empty()
    }

    /// Lets the words go and keeps the states.
    fn forget(&mut self) {
        self.text = String::new();
        self.ends = Vec::new();
    }

    fn is_forgotten(&self) -> bool {
        self.ends.len() < self.states.len()
    }

    /// The answer of a respondent. `None` when there is no such respondent, or the words were let go.
    pub fn get(&self, respondent: usize) -> Option<TextAnswer<'_>> {
        if self.is_forgotten() {
            return None;
        }
        let state = *self.states.get(respondent)?;
        Some(match state {
            ResponseState::Answered => {
                let start = if respondent == 0 {
                    0
                } else {
                    self.ends[respondent - 1]
                };
                TextAnswer::Given(&self.text[start..self.ends[respondent]])
            }
            ResponseState::NoAnswer => TextAnswer::NoAnswer,
            ResponseState::NotAsked => TextAnswer::NotAsked,
            ResponseState::Unusable => TextAnswer::Unusable,
        })
    }

    /// Every answer in the respondents' order.
    pub fn iter(&self) -> impl Iterator<Item = TextAnswer<'_>> {
        (0..self.len()).filter_map(|respondent| self.get(respondent))
    }
}

impl fmt::Debug for TextColumn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "TextColumn({} respondents, {} bytes)",
            self.len(),
            self.text.len()
        )
    }
}
