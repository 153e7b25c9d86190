//! What an answer mainly is: impact, request, criticism or neutral.

use crate::survey::Stance;

/// Counts what speaks for each stance. Every piece of evidence for a rule of the stance frame is one vote, and what
/// answers to the question usually are is one more. Most votes decide; of equals the first in [`ORDER`].
#[derive(Debug)]
pub(super) struct Ballot {
    usual: Option<Stance>,
    votes: [usize; ORDER.len()],
}

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
    /// No votes yet.
    pub(super) fn new(usual: Option<Stance>) -> Self {
        Ballot {
            usual,
            votes: [0; ORDER.len()],
        }
    }

    /// Adds votes for a stance.
    pub(super) fn vote(&mut self, stance: Stance, votes: usize) {
        for (place, count) in ORDER.iter().zip(&mut self.votes) {
            if *place == stance {
                *count += votes;
            }
        }
    }

    /// The stance with the most votes; neutral when there are none at all.
    pub(super) fn decide(&self) -> Decision {
        let total = |at: usize| self.votes[at] + usize::from(self.usual == Some(ORDER[at]));
        let best = (0..ORDER.len())
            .max_by_key(|at| (total(*at), std::cmp::Reverse(*at)))
            .filter(|at| total(*at) > 0);
        match best {
            Some(at) => Decision {
                stance: ORDER[at],
                by_rules: self.votes[at] > 0,
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

    fn decide(usual: Option<Stance>, votes: &[(Stance, usize)]) -> Stance {
        let mut ballot = Ballot::new(usual);
        for (stance, count) in votes {
            ballot.vote(*stance, *count);
        }
        ballot.decide().stance
    }

    #[test]
    fn most_votes_decide_and_the_question_has_one() {
        use Stance::{Criticism, Impact, Neutral, Request};
        assert_eq!(decide(None, &[]), Neutral);
        assert_eq!(decide(Some(Impact), &[]), Impact);
        assert_eq!(decide(Some(Impact), &[(Criticism, 1)]), Criticism);
        assert_eq!(decide(Some(Impact), &[(Criticism, 1), (Impact, 1)]), Impact);
        assert_eq!(decide(Some(Request), &[(Impact, 1)]), Request);
        assert_eq!(decide(Some(Request), &[(Impact, 2)]), Impact);
    }
}
