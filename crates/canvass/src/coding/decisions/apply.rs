use std::collections::{BTreeMap, BTreeSet};

use super::super::{
    Coding, Codings, OpenAnswer, OpenAnswerState, Source, SourceKind, StanceSource,
};
use super::decision::{QuoteApproval, Value};
use super::fold::{CodeDecision, Decided, DecidedAnswer};
use super::votes::Settled;
use crate::survey::{CodeRef, Codebook, QuestionId, Responses, Stance};

/// An answer: whose, and to which question.
type Place = (usize, QuestionId);

impl Decided {
    /// The answers of a wave about which something was decided.
    pub(in crate::coding) fn places(
        &self,
        responses: &Responses,
    ) -> BTreeMap<Place, &DecidedAnswer> {
        let wave = responses.wave();
        self.answers()
            .filter(|(answer, _)| answer.wave == *wave)
            .filter_map(|(answer, decided)| {
                let respondent = responses.respondent(answer.response)?;
                Some(((respondent, answer.question.clone()), decided))
            })
            .collect()
    }

    /// Puts what people decided over what rules and options found in a wave.
    ///
    /// A decided code takes the place of what rules found. A chosen option stays what it is, unless a person says that
    /// its code does not apply. Codings that have no stance of their own take the answer's main stance.
    pub fn apply(&self, found: Codings, responses: &Responses, codebook: &Codebook) -> Codings {
        let decided = self.places(responses);
        if decided.is_empty() {
            return found;
        }
        let own_stance = |coding: &Coding| match &coding.source {
            Source::Rules(rules) => codebook
                .rules
                .iter()
                .any(|rule| rule.stance.is_some() && rules.iter().any(|id| **id == *rule.id)),
            _ => false,
        };
        let mut parts = found.into_parts();
        for answer in &mut parts.answers {
            let place = (answer.respondent, answer.question.clone());
            if let Some(decided) = decided.get(&place) {
                settle_state(answer, decided);
            }
        }
        let stances: BTreeMap<Place, Stance> = parts
            .answers
            .iter()
            .filter_map(|answer| {
                Some((
                    (answer.respondent, answer.question.clone()),
                    answer.stance()?,
                ))
            })
            .collect();
        parts.codings.retain_mut(|coding| {
            let place = (coding.respondent, coding.question.clone());
            let Some(decided) = decided.get(&place) else {
                return true;
            };
            if coding.source.kind().is_of_words()
                && decided.stance.settled().is_some()
                && !own_stance(coding)
            {
                coding.stance = stances.get(&place).copied();
            }
            match decided
                .codes
                .get(&coding.code)
                .and_then(|votes| votes.settled())
            {
                Some(vote) => stands_beside(coding, vote),
                None => true,
            }
        });
        let stand: BTreeSet<(Place, CodeRef)> = parts
            .codings
            .iter()
            .filter(|coding| coding.source.kind().is_of_words())
            .map(|coding| ((coding.respondent, coding.question.clone()), coding))
            .filter(|(place, _)| decided.contains_key(place))
            .map(|(place, coding)| (place, coding.code.clone()))
            .collect();
        for (place, answer) in &decided {
            let added = added(place, answer, stances.get(place).copied());
            let key = |coding: &Coding| (place.clone(), coding.code.clone());
            parts
                .codings
                .extend(added.filter(|coding| !stand.contains(&key(coding))));
            if let Some(vote) = answer.quote.settled() {
                parts
                    .quotes
                    .push((place.0, place.1.clone(), vote.value.clone()));
            }
        }
        Codings::from_parts(parts)
    }
}

/// Whether what was found stands although something was decided about its code.
fn stands_beside(found: &Coding, vote: &Settled<CodeDecision>) -> bool {
    let (decided, found) = (vote.source.kind(), found.source.kind());
    decided < found || (found == SourceKind::Option && vote.value.value == Value::Present)
}

fn settle_state(answer: &mut OpenAnswer, decided: &DecidedAnswer) {
    if let Some(vote) = decided.stance.settled() {
        answer.state = OpenAnswerState::Content {
            stance: vote.value,
            decided_by: StanceSource::Decision,
        };
    } else if answer.state == OpenAnswerState::NonAnswer
        && decided.codes.values().any(|votes| {
            votes
                .settled()
                .is_some_and(|vote| vote.value.value == Value::Present)
        })
    {
        // Whoever gives it a code says that it says something.
        answer.state = OpenAnswerState::Content {
            stance: Stance::Neutral,
            decided_by: StanceSource::Nothing,
        };
    }
}

/// The codings that decisions on an answer make.
fn added<'a>(
    place: &'a Place,
    answer: &'a DecidedAnswer,
    main: Option<Stance>,
) -> impl Iterator<Item = Coding> + 'a {
    let settled = answer
        .codes
        .iter()
        .filter_map(|(code, votes)| Some((code, votes.settled()?)));
    settled
        .filter(|(_, vote)| vote.value.value == Value::Present)
        .map(move |(code, vote)| Coding {
            respondent: place.0,
            question: place.1.clone(),
            code: code.clone(),
            source: vote.source.clone(),
            evidence: vote.value.evidence.clone(),
            negated: false,
            stance: vote.value.stance.or(main),
        })
}

impl Codings {
    /// Whether a person has said that an answer may be quoted, and in which words. The writer's consent is asked for
    /// besides.
    pub fn quote(&self, respondent: usize, question: &QuestionId) -> Option<&QuoteApproval> {
        let at = self
            .quotes()
            .binary_search_by(|(other, of, _)| (*other, of).cmp(&(respondent, question)))
            .ok()?;
        self.quotes().get(at).map(|(_, _, approval)| approval)
    }
}
