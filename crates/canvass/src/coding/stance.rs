//! What an answer mainly is: impact, request, criticism or neutral.

use crate::survey::Stance;

/// Weighs what speaks for each stance; the weightiest decides, of equals the first in [`ORDER`].
///
/// Every piece of evidence for a rule of the stance frame weighs six, and a point one. What answers to the question
/// usually are weighs three in an answer of a single sentence and nine in a longer one: one word decides what a single
/// sentence is about, but in a longer answer it may be said in passing, so it takes two.
#[derive(Debug)]
pub(super) struct Ballot {
    usual: Option<Stance>,
    usual_weight: i64,
    weight: [i64; ORDER.len()],
}

/// What a piece of evidence weighs.
const EVIDENCE: i64 = 6;

/// What the question weighs in an answer of one sentence, and of more.
const USUAL: (i64, i64) = (3, 9);

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
            weight: [0; ORDER.len()],
        }
    }

    /// Adds so many pieces of evidence for a stance, and so many points.
    pub(super) fn add(&mut self, stance: Stance, pieces: usize, points: i32) {
        for (place, weight) in ORDER.iter().zip(&mut self.weight) {
            if *place == stance {
                *weight += pieces as i64 * EVIDENCE + i64::from(points);
            }
        }
    }

    /// The weightiest stance; neutral when nothing speaks for any.
    pub(super) fn decide(&self) -> Decision {
        let total = |at: usize| {
            let usual = self.usual == Some(ORDER[at]);
            self.weight[at] + i64::from(usual) * self.usual_weight
        };
        let best = (0..ORDER.len())
            .max_by_key(|at| (total(*at), std::cmp::Reverse(*at)))
            .filter(|at| total(*at) > 0);
        match best {
            Some(at) => Decision {
                stance: ORDER[at],
                by_rules: self.weight[at] > 0,
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
            ballot.add(*stance, *pieces, 0);
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
    fn six_points_weigh_as_much_as_a_piece_of_evidence() {
        use Stance::{Criticism, Impact, Request};
        let mut ballot = Ballot::new(Some(Impact), 1);
        ballot.add(Request, 1, -1);
        ballot.add(Criticism, 0, 6);
        // Impact 3, request 5, criticism 6.
        assert_eq!(ballot.decide().stance, Criticism);
        // Impact -1, request 5, criticism 4.
        ballot.add(Criticism, 0, -2);
        ballot.add(Impact, 0, -4);
        assert_eq!(ballot.decide().stance, Request);
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
