//! Whether the columns of a wave are answers to its questions.

use super::{Choice, Column, Question, QuestionId, QuestionKind, ResponseKey, WaveId};

/// Why columns are not the answers of a wave. A fault of the program that put them together, not of a file.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ResponsesError {
    /// There is no such question, or the wave did not ask it.
    #[error("wave {wave} asked no question \"{question}\", and there is a column of answers to it")]
    NotAsked {
        /// What the column is of.
        question: QuestionId,
        /// The wave.
        wave: WaveId,
    },
    /// The column holds another kind of answers than the question takes.
    #[error("the question \"{question}\" is of the kind {}, and its column holds {given}", kind.name())]
    WrongKind {
        /// The question.
        question: QuestionId,
        /// What kind of answer it takes.
        kind: QuestionKind,
        /// What the column holds.
        given: &'static str,
    },
    /// The column has more or fewer options than the question.
    #[error("the question \"{question}\" has {options} options, and its column {given}")]
    WrongOptions {
        /// The question.
        question: QuestionId,
        /// How many options the question has.
        options: usize,
        /// How many the column has.
        given: usize,
    },
    /// Somebody chose an option that the question does not have.
    #[error(
        "an answer to the question \"{question}\" is its option {option} counted from 0, which it does not have"
    )]
    NoSuchOption {
        /// The question.
        question: QuestionId,
        /// The position of the option.
        option: usize,
    },
    /// The column, or what people wrote beside its "Other", has not one entry for each respondent.
    #[error(
        "the column of the question \"{question}\" has {given} entries, and there are {respondents} respondents"
    )]
    WrongLength {
        /// The question.
        question: QuestionId,
        /// How many respondents there are.
        respondents: usize,
        /// How many entries the column has.
        given: usize,
    },
    /// Two respondents have the same key.
    #[error("two respondents have the key {key}")]
    RepeatedKey {
        /// The key.
        key: ResponseKey,
    },
}

impl Column {
    /// What its answers are, in words.
    fn holds(&self) -> &'static str {
        match self {
            Column::Choice(_) => "choices",
            Column::MultiSelect(_) => "several choices each",
            Column::Ranking(_) => "rankings",
            Column::Number(_) => "numbers",
            Column::Date(_) => "days",
            Column::Text(_) => "texts",
        }
    }

    /// That these can be answers to `question`.
    pub(super) fn check(&self, question: &Question) -> Result<(), ResponsesError> {
        let fits = match self {
            Column::Choice(_) => matches!(
                question.kind,
                QuestionKind::SingleChoice | QuestionKind::Scale
            ),
            Column::MultiSelect(_) => question.kind == QuestionKind::MultiSelect,
            Column::Ranking(_) => question.kind == QuestionKind::Ranking,
            Column::Number(_) => question.kind == QuestionKind::Number,
            Column::Date(_) => question.kind == QuestionKind::Date,
            Column::Text(_) => question.kind == QuestionKind::OpenText,
        };
        if !fits {
            return Err(ResponsesError::WrongKind {
                question: question.id.clone(),
                kind: question.kind,
                given: self.holds(),
            });
        }
        let options = question.options.len();
        if let Some(given) = self.options().filter(|given| *given != options) {
            return Err(ResponsesError::WrongOptions {
                question: question.id.clone(),
                options,
                given,
            });
        }
        if let Column::Choice(choices) = self {
            let beyond = choices.iter().find_map(|choice| match choice {
                Choice::Option(option) => Some(usize::from(option)).filter(|at| *at >= options),
                _ => None,
            });
            if let Some(option) = beyond {
                return Err(ResponsesError::NoSuchOption {
                    question: question.id.clone(),
                    option,
                });
            }
        }
        Ok(())
    }

    /// That there is one answer for each respondent, in words as well where people could write beside "Other".
    pub(super) fn check_length(
        &self,
        question: &QuestionId,
        respondents: usize,
    ) -> Result<(), ResponsesError> {
        let words = self.verbatims().map(super::TextColumn::len);
        let lengths = std::iter::once(self.len()).chain(words);
        match lengths.into_iter().find(|length| *length != respondents) {
            None => Ok(()),
            Some(given) => Err(ResponsesError::WrongLength {
                question: question.clone(),
                respondents,
                given,
            }),
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::survey::{
        AnswerOption, Asked, ChoiceColumn, Continuity, DataQuality, DateColumn, MultiSelectColumn,
        NumberColumn, OptionId, RankingColumn, Responses, TextAnswer, TextColumn,
    };

    fn wave() -> WaveId {
        WaveId::new("2024").unwrap()
    }

    /// A question with three options, if its kind has any.
    fn question(kind: QuestionKind) -> Question {
        let asked = Asked {
            wording: "Which?".into(),
            row: None,
            heading: None,
            continuity: Continuity::Same,
        };
        let option = |id: &str| AnswerOption {
            id: OptionId::new(id).unwrap(),
            label: id.to_uppercase(),
            exclusive: false,
            other: false,
            score: None,
            codes: Vec::new(),
            offered: BTreeMap::new(),
        };
        let options = if kind.has_options() { 3 } else { 0 };
        Question {
            id: QuestionId::new("which").unwrap(),
            kind,
            title: "Which".into(),
            grid: None,
            options: ["a", "b", "c"][..options]
                .iter()
                .map(|id| option(id))
                .collect(),
            unions: vec![],
            route: None,
            theme: None,
            stance: None,
            asked: BTreeMap::from([(wave(), asked)]),
        }
    }

    fn put(question: &Question, column: Column, respondents: usize) -> Result<(), ResponsesError> {
        let columns = BTreeMap::from([(QuestionId::new("which").unwrap(), column)]);
        let questions = std::slice::from_ref(question);
        Responses::new(
            questions,
            wave(),
            respondents,
            columns,
            DataQuality::default(),
        )
        .map(|_| ())
    }

    /// An empty column of every kind, with so many options.
    fn columns(options: usize) -> [Column; 6] {
        let offered = vec![true; options];
        [
            Column::Choice(ChoiceColumn::new(offered.clone())),
            Column::MultiSelect(MultiSelectColumn::new(offered.clone())),
            Column::Ranking(RankingColumn::new(offered)),
            Column::Number(NumberColumn::new()),
            Column::Date(DateColumn::new()),
            Column::Text(TextColumn::new()),
        ]
    }

    #[test]
    fn a_column_is_of_the_kind_of_its_question() {
        // The place of the one kind of column that each kind of question takes.
        let fits = [0, 1, 0, 2, 3, 4, 5];
        for (kind, fits) in QuestionKind::ALL.iter().zip(fits) {
            for (at, column) in columns(3).into_iter().enumerate() {
                let put = put(&question(*kind), column, 0);
                match at == fits {
                    true => assert_eq!(put, Ok(())),
                    false => assert!(
                        matches!(put, Err(ResponsesError::WrongKind { .. })),
                        "{kind:?} {at} {put:?}"
                    ),
                }
            }
        }
        let error = put(&question(QuestionKind::Number), columns(0)[5].clone(), 0);
        assert_eq!(
            error.unwrap_err().to_string(),
            "the question \"which\" is of the kind number, and its column holds texts"
        );
    }

    #[test]
    fn a_column_has_the_options_of_its_question() {
        let kinds = [
            QuestionKind::Scale,
            QuestionKind::MultiSelect,
            QuestionKind::Ranking,
        ];
        for (kind, column) in kinds.iter().zip(columns(2)) {
            let error = put(&question(*kind), column, 0).unwrap_err();
            assert_eq!(
                error.to_string(),
                "the question \"which\" has 3 options, and its column 2"
            );
        }
        let mut choices = ChoiceColumn::new(vec![true; 3]);
        choices.push(Choice::Option(2));
        let question = question(QuestionKind::SingleChoice);
        assert_eq!(put(&question, Column::Choice(choices.clone()), 1), Ok(()));
        choices.push(Choice::Option(3));
        let error = put(&question, Column::Choice(choices), 2).unwrap_err();
        assert!(matches!(
            error,
            ResponsesError::NoSuchOption { option: 3, .. }
        ));
    }

    #[test]
    fn a_column_has_an_entry_for_each_respondent_and_is_of_a_question_that_was_asked() {
        let texts = || {
            let mut texts = TextColumn::new();
            texts.push(TextAnswer::NoAnswer);
            texts
        };
        let open = question(QuestionKind::OpenText);
        assert_eq!(put(&open, Column::Text(texts()), 1), Ok(()));
        let short = put(&open, Column::Text(texts()), 2).unwrap_err();
        assert!(matches!(
            short,
            ResponsesError::WrongLength { given: 1, .. }
        ));
        // What people wrote beside "Other" is of the same respondents.
        let mut choices = ChoiceColumn::new(vec![true; 3]);
        choices.push(Choice::NoAnswer);
        choices.push(Choice::NoAnswer);
        choices.set_other(texts());
        let short = put(
            &question(QuestionKind::SingleChoice),
            Column::Choice(choices),
            2,
        );
        assert!(matches!(
            short,
            Err(ResponsesError::WrongLength { given: 1, .. })
        ));

        let not_asked = Question {
            asked: BTreeMap::new(),
            ..open.clone()
        };
        let other = Question {
            id: QuestionId::new("other").unwrap(),
            ..open
        };
        for question in [not_asked, other] {
            let error = put(&question, Column::Text(texts()), 1).unwrap_err();
            assert!(matches!(error, ResponsesError::NotAsked { .. }), "{error}");
        }
    }

    #[test]
    fn two_respondents_have_two_keys() {
        let keys = vec![ResponseKey::of_id(&wave(), "7"); 2];
        let none = (BTreeMap::new(), DataQuality::default());
        let error = Responses::with_keys(&[], wave(), keys, none.0, none.1).unwrap_err();
        assert!(matches!(error, ResponsesError::RepeatedKey { .. }));
    }
}
