use std::collections::BTreeMap;
use std::sync::OnceLock;

use super::{
    Column, MemberKey, Question, QuestionId, ResponseKey, ResponsesError, TextAnswer, WaveId,
};

/// Whether and how a respondent answered a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ResponseState {
    /// Something that can be used was given.
    Answered,
    /// The question was shown and nothing was given.
    NoAnswer,
    /// The respondent was routed past the question.
    NotAsked,
    /// Something was given that cannot be used.
    Unusable,
}

/// The typed answers of one wave.
#[derive(Debug, Clone, PartialEq)]
pub struct Responses {
    wave: WaveId,
    keys: Vec<ResponseKey>,
    positions: Positions,
    columns: BTreeMap<QuestionId, Column>,
    /// The member that each respondent is, where the export tells; empty where it does not.
    members: Vec<Option<MemberKey>>,
    quality: DataQuality,
}

/// The positions of the respondents in the order of their keys. Few need it: it is made when it is first asked for.
#[derive(Debug, Clone, Default)]
struct Positions(OnceLock<Vec<u32>>);

impl Positions {
    fn of(&self, keys: &[ResponseKey], key: ResponseKey) -> Option<usize> {
        let positions = self.0.get_or_init(|| {
            let mut positions: Vec<u32> = (0..).take(keys.len()).collect();
            positions.sort_unstable_by_key(|position| keys[*position as usize]);
            positions
        });
        let at = positions.binary_search_by_key(&key, |position| keys[*position as usize]);
        at.ok().map(|at| positions[at] as usize)
    }
}

/// They follow from the keys.
impl PartialEq for Positions {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Responses {
    /// Puts the columns of a wave together, each with the answers to one of `questions`, such as those of
    /// [`Survey::questions`](super::Survey::questions). The keys of the respondents are made from their positions: see
    /// [`Responses::with_keys`] for those that stay the same when an export is sorted.
    ///
    /// # Errors
    /// When a column is of no question, or of one that the wave did not ask, or is not of its kind, or has other options
    /// or another length.
    pub fn new(
        questions: &[Question],
        wave: WaveId,
        respondents: usize,
        columns: BTreeMap<QuestionId, Column>,
        quality: DataQuality,
    ) -> Result<Self, ResponsesError> {
        let keys = Responses::keys_of_positions(&wave, respondents);
        Responses::with_keys(questions, wave, keys, columns, quality)
    }

    /// The same, with the key of each respondent in their order.
    ///
    /// # Errors
    /// As [`Responses::new`], and when a key stands twice.
    pub fn with_keys(
        questions: &[Question],
        wave: WaveId,
        keys: Vec<ResponseKey>,
        columns: BTreeMap<QuestionId, Column>,
        quality: DataQuality,
    ) -> Result<Self, ResponsesError> {
        for (id, column) in &columns {
            let question = questions.iter().find(|question| question.id == *id);
            let question = question.filter(|question| question.asked_in(&wave).is_some());
            let Some(question) = question else {
                return Err(ResponsesError::NotAsked {
                    question: id.clone(),
                    wave,
                });
            };
            column.check(question)?;
        }
        Responses::put_together(wave, keys, columns, quality)
    }

    /// The same without a look at questions, for tests of what needs none.
    #[cfg(test)]
    pub(crate) fn of_columns(
        wave: WaveId,
        respondents: usize,
        columns: BTreeMap<QuestionId, Column>,
        quality: DataQuality,
    ) -> Result<Self, ResponsesError> {
        let keys = Responses::keys_of_positions(&wave, respondents);
        Responses::put_together(wave, keys, columns, quality)
    }

    fn keys_of_positions(wave: &WaveId, respondents: usize) -> Vec<ResponseKey> {
        (0..respondents)
            .map(|position| ResponseKey::of_position(wave, position))
            .collect()
    }

    fn put_together(
        wave: WaveId,
        keys: Vec<ResponseKey>,
        columns: BTreeMap<QuestionId, Column>,
        quality: DataQuality,
    ) -> Result<Self, ResponsesError> {
        let mut sorted = keys.clone();
        sorted.sort_unstable();
        if let Some(pair) = sorted.windows(2).find(|pair| pair[0] == pair[1]) {
            return Err(ResponsesError::RepeatedKey { key: pair[0] });
        }
        for (question, column) in &columns {
            column.check_length(question, keys.len())?;
        }
        Ok(Responses {
            wave,
            keys,
            positions: Positions::default(),
            columns,
            members: Vec::new(),
            quality,
        })
    }

    /// Says which member each respondent is, in their order, `None` for one who gave no number. A list of another
    /// length than there are respondents is a fault of the caller and links nobody.
    #[must_use]
    pub fn with_members(self, members: Vec<Option<MemberKey>>) -> Self {
        let fits = members.len() == self.keys.len();
        Responses {
            members: if fits { members } else { Vec::new() },
            ..self
        }
    }

    /// The positions, here and in another wave, of the members who responded to both, in the order of this wave.
    /// Whoever shares a number with somebody else in a wave is left out. `None` when one of the waves does not tell
    /// its members apart.
    pub fn linked_with(&self, other: &Responses) -> Option<Vec<(usize, usize)>> {
        if self.members.is_empty() || other.members.is_empty() {
            return None;
        }
        let (here, there) = (self.single_members(), other.single_members());
        let mut pairs: Vec<(usize, usize)> = here
            .iter()
            .filter_map(|(member, position)| {
                let at = there.binary_search_by_key(member, |(member, _)| *member);
                Some((*position, there.get(at.ok()?)?.1))
            })
            .collect();
        pairs.sort_unstable();
        Some(pairs)
    }

    /// The members who stand in this wave once, in the order of their keys, with their positions.
    fn single_members(&self) -> Vec<(MemberKey, usize)> {
        let members = self.members.iter().zip(0..);
        let mut members: Vec<(MemberKey, usize)> = members
            .filter_map(|(member, position)| Some(((*member)?, position)))
            .collect();
        members.sort_unstable();
        let once = |group: &[(MemberKey, usize)]| match group {
            [one] => Some(*one),
            _ => None,
        };
        members
            .chunk_by(|a, b| a.0 == b.0)
            .filter_map(once)
            .collect()
    }

    /// The wave.
    pub fn wave(&self) -> &WaveId {
        &self.wave
    }

    /// How many people responded.
    pub fn respondents(&self) -> usize {
        self.keys.len()
    }

    /// What names the respondent at a position, also in another download of the same export.
    pub fn key(&self, respondent: usize) -> Option<ResponseKey> {
        self.keys.get(respondent).copied()
    }

    /// The keys of all respondents in their order.
    pub fn keys(&self) -> &[ResponseKey] {
        &self.keys
    }

    /// The position of the respondent with this key.
    pub fn respondent(&self, key: ResponseKey) -> Option<usize> {
        self.positions.of(&self.keys, key)
    }

    /// The words of a respondent in answer to a question, to an open question or beside "Other".
    pub fn words(&self, respondent: usize, question: &QuestionId) -> Option<&str> {
        match self.column(question)?.verbatims()?.get(respondent)? {
            TextAnswer::Given(words) => Some(words),
            _ => None,
        }
    }

    /// The answers to a question; `None` when this wave did not ask it.
    pub fn column(&self, question: &QuestionId) -> Option<&Column> {
        self.columns.get(question)
    }

    /// Lets go of the words that people wrote in answer to a question, or beside its "Other": of many people they take
    /// most of the memory. How each of them answered, and what they chose, stays; [`Column::verbatims`] and
    /// [`Responses::words`] are `None` from then on.
    ///
    /// ```
    /// use std::collections::BTreeMap;
    ///
    /// use canvass::survey::{
    ///     Column, DataQuality, QuestionId, ResponseState, Responses, TextAnswer, TextColumn, WaveId,
    /// };
    ///
    /// # let why = QuestionId::new("why")?;
    /// # let wave = WaveId::new("2024")?;
    /// # let asked = canvass::survey::Asked {
    /// #     wording: "Why?".into(),
    /// #     row: None,
    /// #     heading: None,
    /// #     continuity: canvass::survey::Continuity::Same,
    /// # };
    /// # let questions = [canvass::survey::Question {
    /// #     id: why.clone(),
    /// #     kind: canvass::survey::QuestionKind::OpenText,
    /// #     title: "Why".into(),
    /// #     grid: None,
    /// #     options: vec![],
    /// #     unions: vec![],
    /// #     route: None,
    /// #     theme: None,
    /// #     stance: None,
    /// #     asked: BTreeMap::from([(wave.clone(), asked)]),
    /// # }];
    /// // `questions` has the open question `why`, which `wave` asked.
    /// let mut texts = TextColumn::new();
    /// texts.push(TextAnswer::Given("For the company"));
    /// texts.push(TextAnswer::NoAnswer);
    /// let columns = BTreeMap::from([(why.clone(), Column::Text(texts))]);
    /// let mut responses = Responses::new(&questions, wave, 2, columns, DataQuality::default())?;
    /// assert_eq!(responses.words(0, &why), Some("For the company"));
    /// responses.forget_verbatims(&why);
    /// assert_eq!(responses.words(0, &why), None);
    /// let column = responses.column(&why).unwrap();
    /// assert!(column.verbatims().is_none());
    /// assert_eq!(column.state(0), Some(ResponseState::Answered));
    /// assert_eq!(column.state(1), Some(ResponseState::NoAnswer));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn forget_verbatims(&mut self, question: &QuestionId) {
        if let Some(column) = self.columns.get_mut(question) {
            column.forget_verbatims();
        }
    }

    /// What was found, counted and decided while reading the export.
    pub fn quality(&self) -> &DataQuality {
        &self.quality
    }
}

/// What was found, counted and decided while reading one export: every row of the file is accounted for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct DataQuality {
    /// How the platform and layout were told, in words.
    pub layout: String,
    /// The character encoding read.
    pub encoding: String,
    /// Rows under the headings; lines with nothing at all, not even a separator, are none.
    pub records: u64,
    /// Rows left out because they hold no answer to any question.
    pub blank_records: u64,
    /// Rows left out because their response id stood earlier in the file.
    pub repeated_records: u64,
    /// Rows that were joined with an earlier one of the same response id, because they complete it.
    pub joined_records: u64,
    /// Rows left out because the platform marks them as a preview or a test.
    pub test_records: u64,
    /// Rows left out because they repeat the headings.
    pub repeated_headings: u64,
    /// Rows left out because they hold totals or averages.
    pub total_records: u64,
    /// Rows left out because the platform calls them unfinished or turned away, and the project wants none
    /// of these.
    pub unfinished_left_out: u64,
    /// Responses that the platform calls unfinished, counted as far as they go.
    pub partial_records: u64,
    /// Responses of people whom the platform turned away, counted as far as they go.
    pub disqualified_records: u64,
    /// Rows with exactly the same answers as an earlier one, kept because two people may answer alike.
    pub identical_records: u64,
    /// Columns that no question uses.
    pub unmapped_columns: u64,
    /// Columns with personal data that were dropped unread.
    pub personal_columns: u64,
    /// Excluding ticks dropped beside substantive ones.
    pub exclusive_conflicts: u64,
    /// Answers of people's own counted as "Other" though it was not ticked.
    pub other_unticked: u64,
    /// Answers "Other" without any words beside it.
    pub other_blank: u64,
    /// Answers to questions that the respondent was not asked, not counted.
    pub off_route: u64,
    /// Answers that cannot be used.
    pub unusable: u64,
}

impl DataQuality {
    /// Rows under the headings that are no response of their own, whatever the reason.
    pub fn left_out(&self) -> u64 {
        self.blank_records
            + self.repeated_records
            + self.joined_records
            + self.test_records
            + self.repeated_headings
            + self.total_records
            + self.unfinished_left_out
    }

    /// Rows that are responses: every row that is not left out for a reason that is counted.
    pub fn responses(&self) -> u64 {
        self.records.saturating_sub(self.left_out())
    }

    /// Whether every row is accounted for: it is one of so many responses, or left out for a reason that is
    /// counted.
    pub fn accounts_for(&self, responses: usize) -> bool {
        self.left_out() + responses as u64 == self.records
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn members_who_responded_to_both_waves_are_paired() -> Result<(), Box<dyn std::error::Error>> {
        let wave = |id: &str, numbers: &[&str]| {
            let members = numbers.iter().map(|number| MemberKey::of_number(number));
            let none = (BTreeMap::new(), DataQuality::default());
            let wave = WaveId::new(id)?;
            let responses = Responses::new(&[], wave, numbers.len(), none.0, none.1)?;
            Ok::<_, Box<dyn std::error::Error>>(responses.with_members(members.collect()))
        };
        let before = wave("2023", &["7", "8", "9", "", "5", "5"])?;
        let after = wave("2024", &["10", " 9 ", "7", "", "5"])?;
        assert_eq!(before.linked_with(&after), Some(vec![(0, 2), (2, 1)]));
        assert_eq!(after.linked_with(&before), Some(vec![(1, 2), (2, 0)]));
        let unlinked = Responses {
            members: Vec::new(),
            ..before.clone()
        };
        assert_eq!(unlinked.linked_with(&after), None);
        assert_eq!(
            before.clone().with_members(Vec::new()).linked_with(&after),
            None
        );
        Ok(())
    }

    #[test]
    fn every_row_is_a_response_or_left_out_for_one_reason() {
        let quality = DataQuality {
            records: 40,
            blank_records: 1,
            repeated_records: 2,
            joined_records: 3,
            test_records: 4,
            repeated_headings: 5,
            total_records: 6,
            unfinished_left_out: 7,
            partial_records: 8,
            identical_records: 9,
            ..DataQuality::default()
        };
        assert_eq!(quality.left_out(), 28);
        assert!(quality.accounts_for(12));
        assert!(!quality.accounts_for(11));
    }
}
