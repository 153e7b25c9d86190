//! What an answer mainly is: impact, request, criticism or neutral.

use crate::survey::Stance;

/// Weighs what speaks for each stance; the weightiest decides, of equals the first in [`ORDER`].
///
/// Every piece of evidence for a rule of the stance frame weighs two. What answers to the question usually are weighs
/// one in an answer of a single sentence and three in a longer one: one word decides what a single sentence is about,
/// but in a longer answer it may be said in passing, so it takes two.
#[derive(Debug)]
pub(super) struct Ballot {
    usual: Option<Stance>,
    usual_weight: usize,
    evidence: [usize; ORDER.len()],
}

/// What a piece of evidence weighs.
const EVIDENCE: usize = 2;

/// What the question weighs in an answer of one sentence, and of more.
const USUAL: (usize, usize) = (1, 3);

/// What goes first when as much speaks for one stance as for another: what is asked for should not be overlooked,
/// nor what is wrong; words that only state something tell more than a question's usual answer.
const ORDER: [Stance; 4] = [
    Stance::Request,
    Stance::Criticism,
    Stance::Neutral,
    Stance::Impact,
];

/// What was decided, and by what.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Decision {
    pub(super) stance: Stance,
    /// Rules of the stance frame spoke for it.
    pub(super) by_rules: bool,
    /// It is what answers to the question usually are.
    pub(super) by_question: bool,
}

impl Ballot {
    /// No evidence yet.
    pub(super) fn new(usual: Option<Stance>, sentences: usize) -> Self {
        Ballot {
            usual,
            usual_weight: if sentences > 1 { USUAL.1 } else { USUAL.0 },
            evidence: [0; ORDER.len()],
        }
    }

    /// Adds so many pieces of evidence for a stance.
    pub(super) fn add(&mut self, stance: Stance, pieces: usize) {
        for (place, count) in ORDER.iter().zip(&mut self.evidence) {
            if *place == stance {
                *count += pieces;
            }
        }
    }

    /// The weightiest stance; neutral when nothing speaks for any.
    pub(super) fn decide(&self) -> Decision {
        let total = |at: usize| {
            let usual = self.usual == Some(ORDER[at]);
            self.evidence[at] * EVIDENCE + usize::from(usual) * self.usual_weight
        };
        let best = (0..ORDER.len())
            .max_by_key(|at| (total(*at), std::cmp::Reverse(*at)))
            .filter(|at| total(*at) > 0);
        match best {
            Some(at) => Decision {
                stance: ORDER[at],
                by_rules: self.evidence[at] > 0,
                by_question: self.usual == Some(ORDER[at]),
            },
            None => Decision {
                stance: Stance::Neutral,
                by_rules: false,
                by_question: false,
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decide(usual: Option<Stance>, sentences: usize, evidence: &[(Stance, usize)]) -> Stance {
        let mut ballot = Ballot::new(usual, sentences);
        for (stance, pieces) in evidence {
            ballot.add(*stance, *pieces);
        }
        ballot.decide().stance
    }

    #[test]
    fn evidence_outweighs_the_question_sooner_in_a_single_sentence() {
        use Stance::{Criticism, Impact, Neutral, Request};
        assert_eq!(decide(None, 1, &[]), Neutral);
        assert_eq!(decide(Some(Impact), 1, &[]), Impact);
        assert_eq!(decide(Some(Impact), 1, &[(Criticism, 1)]), Criticism);
        assert_eq!(decide(Some(Impact), 2, &[(Criticism, 1)]), Impact);
        assert_eq!(decide(Some(Impact), 2, &[(Criticism, 2)]), Criticism);
        assert_eq!(decide(Some(Request), 1, &[(Impact, 1)]), Impact);
        assert_eq!(
            decide(Some(Request), 1, &[(Impact, 1), (Request, 1)]),
            Request
        );
    }

    #[test]
    fn of_equals_a_request_goes_first_and_impact_last() {
        use Stance::{Criticism, Impact, Neutral, Request};
        assert_eq!(
            decide(None, 1, &[(Impact, 1), (Criticism, 1), (Request, 1)]),
            Request
        );
        assert_eq!(decide(None, 1, &[(Impact, 1), (Neutral, 1)]), Neutral);
    }
}
