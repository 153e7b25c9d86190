//! Questions of several waves put together.
//!
//! `questions` makes them ready to be compared, `step` puts one wave beside those before it, `likely` finds what is
//! alike in other words, and `sequence` puts the result in one order.

mod likely;
mod questions;
mod sequence;
mod step;

use std::collections::{BTreeMap, BTreeSet};

pub(super) use self::questions::Questions;
use self::step::Step;
use super::LeftOut;
use super::labels::Link;
use crate::survey::QuestionKind;

/// Where a question stands: its wave, and its position there.
type Place = (usize, usize);

/// Questions among which those on the wrong side of another are taken apart one at a time; of more, all at once.
const ONE_BY_ONE: usize = 20_000;

/// A question across waves: where each has it, and how that was told.
#[derive(Debug, Clone)]
pub(super) struct Thread {
    pub(super) kind: QuestionKind,
    /// For each wave that asked it, the question there and how it was told from the wave before.
    pub(super) asked: BTreeMap<usize, (usize, Link)>,
    /// What a person should know of other questions.
    pub(super) remarks: Vec<String>,
}

impl Thread {
    fn latest(&self) -> Option<Place> {
        self.asked
            .last_key_value()
            .map(|(wave, (question, _))| (*wave, *question))
    }
}

/// The questions of all waves but those in `left_out`, put together and in order.
pub(super) fn threads(questions: &Questions<'_>, left_out: &LeftOut) -> Vec<Thread> {
    let mut apart = BTreeSet::new();
    let mut looked_at = 0;
    loop {
        let threads = sequence::in_order(put_together(questions, left_out, &apart), questions);
        // Questions with the same words are told by their order, which has to be that of every wave.
        let places = sequence::out_of_order(&threads, questions);
        looked_at += threads.len();
        let most = if looked_at > ONE_BY_ONE {
            places.len()
        } else {
            1
        };
        let before = apart.len();
        apart.extend(places.into_iter().take(most));
        if apart.len() == before {
            return threads;
        }
    }
}

/// Puts the questions together wave by wave; those that stand `apart` stay alone.
fn put_together(
    questions: &Questions<'_>,
    left_out: &LeftOut,
    apart: &BTreeSet<Place>,
) -> Vec<Thread> {
    let mut threads: Vec<Thread> = Vec::new();
    for wave in 0..questions.waves() {
        let asked: Vec<usize> = (0..questions.count(wave))
            .filter(|question| {
                let place = (wave, *question);
                questions.is_of_the_project(place) && !left_out.contains_key(&place)
            })
            .collect();
        for taken in Step::new(questions, apart, &threads, wave, &asked).take() {
            match taken.thread {
                Some((thread, link, kind)) => {
                    if let Some(thread) = threads.get_mut(thread) {
                        thread.kind = kind;
                        thread.asked.insert(wave, (taken.question, link));
                        thread.remarks.extend(taken.remarks);
                    }
                }
                None => threads.push(Thread {
                    kind: questions
                        .get((wave, taken.question))
                        .map_or(QuestionKind::OpenText, |question| question.found.kind),
                    asked: BTreeMap::from([(wave, (taken.question, Link::Same))]),
                    remarks: taken.remarks,
                }),
            }
        }
    }
    threads
}
