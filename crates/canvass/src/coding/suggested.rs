use super::{AnswerId, CompiledCodebook, Suggestion, SuggestionSource};
use crate::survey::{Responses, Survey, TextAnswer};

impl CompiledCodebook {
    /// What the rules that only suggest propose for the answers of a wave, question by question, in each by
    /// respondent. A code that other rules give to the answer is not among them.
    pub fn suggest_wave(&self, survey: &Survey, responses: &Responses) -> Vec<Suggestion> {
        let mut suggestions = Vec::new();
        if self.codebook().rules.iter().all(|rule| !rule.suggest) {
            return suggestions;
        }
        let mut coder = self.coder();
        for question in &survey.questions {
            let texts = responses
                .column(&question.id)
                .and_then(|column| column.verbatims());
            let answers = texts.into_iter().flat_map(|texts| texts.iter());
            for (respondent, answer) in answers.enumerate() {
                let (TextAnswer::Given(text), Some(id)) =
                    (answer, AnswerId::of(responses, respondent, &question.id))
                else {
                    continue;
                };
                let coded = coder.code(Some(&question.id), question.stance, text);
                suggestions.extend(coded.suggested.into_iter().map(|found| Suggestion {
                    answer: id.clone(),
                    code: found.code,
                    source: SuggestionSource::Rules,
                    evidence: found.evidence,
                    confidence: None,
                }));
            }
        }
        suggestions
    }
}
