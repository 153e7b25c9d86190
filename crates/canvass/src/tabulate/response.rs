use super::{Bases, question_bases};
use crate::stats::Proportion;
use crate::survey::{QuestionId, ResponseState, Responses, Survey};

/// How one question fared in a wave: who passed it over, and who stopped there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuestionResponse {
    /// The question.
    pub question: QuestionId,
    /// How many it reached.
    pub bases: Bases,
    /// Those for whom it is the last question that they answered.
    pub last_answered: u64,
}

impl QuestionResponse {
    /// Item nonresponse: those who gave nothing, of those who were asked; `None` when nobody was asked.
    pub fn nonresponse(&self) -> Option<Proportion> {
        Proportion::new(self.bases.no_answer(), self.bases.asked).ok()
    }
}

/// How every question of a wave fared, in the order of the questionnaire.
///
/// Where somebody broke off is told by the last question that they answered: whoever goes on to the end but for the
/// last question, say an open one that many leave empty, has not broken off there. Respondents who answered nothing
/// at all are last nowhere.
pub fn question_responses(survey: &Survey, responses: &Responses) -> Vec<QuestionResponse> {
    let asked: Vec<_> = survey.asked_in(responses.wave()).collect();
    let mut is_placed = vec![false; responses.respondents()];
    let mut found: Vec<QuestionResponse> = asked
        .into_iter()
        .rev()
        .filter_map(|question| {
            let column = responses.column(&question.id)?;
            let mut last_answered = 0;
            for (respondent, is_placed) in is_placed.iter_mut().enumerate() {
                if !*is_placed && column.state(respondent) == Some(ResponseState::Answered) {
                    *is_placed = true;
                    last_answered += 1;
                }
            }
            Some(QuestionResponse {
                question: question.id.clone(),
                bases: question_bases(question, responses)?,
                last_answered,
            })
        })
        .collect();
    found.reverse();
    found
}
