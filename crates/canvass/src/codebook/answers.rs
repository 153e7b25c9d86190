use std::fmt;

use crate::coding::is_non_answer;
use crate::survey::{Question, Responses, Survey, TextAnswer, WaveId};

/// The answers that a codebook is looked at with: all that people wrote in their own words.
#[derive(Debug, Clone, Copy)]
pub struct Answers<'a> {
    /// The questions.
    pub survey: &'a Survey,
    /// The waves to look at, in order of time.
    pub waves: &'a [&'a Responses],
}

/// One answer in somebody's own words. Its `Debug` form holds no word of it.
#[derive(Clone, Copy)]
pub struct Written<'a> {
    /// The wave.
    pub wave: &'a WaveId,
    /// The question answered.
    pub question: &'a Question,
    /// Who wrote it: the wave's place among the waves, and the respondent's among its responses.
    pub person: (usize, usize),
    /// The answer.
    pub text: &'a str,
}

impl fmt::Debug for Written<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "Written({}, {}, {} bytes)",
            self.wave,
            self.question.id,
            self.text.len()
        )
    }
}

impl<'a> Answers<'a> {
    /// Every answer: wave by wave, in each question by question, in each by respondent.
    pub fn iter(&self) -> impl Iterator<Item = Written<'a>> {
        let survey = self.survey;
        self.waves.iter().enumerate().flat_map(move |(at, wave)| {
            survey.questions.iter().flat_map(move |question| {
                let texts = wave.column(&question.id).and_then(|c| c.verbatims());
                let answers = texts.into_iter().flat_map(|texts| texts.iter());
                answers.enumerate().filter_map(move |(respondent, answer)| {
                    let TextAnswer::Given(text) = answer else {
                        return None;
                    };
                    Some(Written {
                        wave: wave.wave(),
                        question,
                        person: (at, respondent),
                        text,
                    })
                })
            })
        })
    }

    /// The answers that say something, which is all but "n/a", "nothing" and the like.
    pub(super) fn with_content(&self) -> Vec<Written<'a>> {
        self.iter()
            .filter(|answer| !is_non_answer(answer.text))
            .collect()
    }
}
