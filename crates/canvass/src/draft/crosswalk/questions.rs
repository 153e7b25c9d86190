use std::collections::BTreeMap;

use super::super::Wave;
use super::super::comparable::{Comparable, share_their_options};
use super::super::likeness::Weights;
use super::super::words::title;
use super::{Place, Thread};
use crate::ingest::Found;

/// The questions of all waves, which stand in order of time, ready to be compared.
pub(in super::super) struct Questions<'a> {
    waves: Vec<Vec<Comparable<'a>>>,
    ids: Vec<&'a str>,
    shared: Vec<Vec<bool>>,
    pub(super) weights: Weights,
}

impl<'a> Questions<'a> {
    pub(in super::super) fn new(waves: &'a [Wave<'_>]) -> Self {
        let ids = waves.iter().map(|wave| wave.id.as_str()).collect();
        let waves: Vec<Vec<Comparable<'a>>> = waves
            .iter()
            .map(|wave| {
                wave.inspection
                    .questions
                    .iter()
                    .map(Comparable::new)
                    .collect()
            })
            .collect();
        Questions {
            ids,
            shared: waves.iter().map(|wave| share_their_options(wave)).collect(),
            weights: Weights::new(waves.iter().flatten().map(|question| &question.words)),
            waves,
        }
    }

    /// How many waves there are.
    pub(super) fn waves(&self) -> usize {
        self.waves.len()
    }

    /// How many questions a wave has.
    pub(super) fn count(&self, wave: usize) -> usize {
        self.waves.get(wave).map_or(0, Vec::len)
    }

    pub(super) fn get(&self, (wave, question): Place) -> Option<&Comparable<'a>> {
        self.waves.get(wave)?.get(question)
    }

    /// The id of a wave.
    pub(super) fn id(&self, wave: usize) -> &'a str {
        self.ids.get(wave).copied().unwrap_or("")
    }

    /// The words of a question: as they stand, or those that are compared.
    pub(super) fn form(&self, place: Place, exact: bool) -> &str {
        self.get(place).map_or("", |question| match exact {
            true => &question.plain,
            false => &question.words.normal,
        })
    }

    /// The words of a thread in its oldest wave.
    pub(super) fn words(&self, thread: &Thread) -> &str {
        let first = thread.asked.first_key_value();
        first.map_or("", |(wave, (question, _))| {
            self.form((*wave, *question), false)
        })
    }

    /// Whether a question can be part of a project: it has a name and says nothing of who somebody is.
    pub(super) fn is_of_the_project(&self, place: Place) -> bool {
        let is_nameless = |found: &Found| {
            let heading = found.heading.as_deref().unwrap_or("");
            title(&found.wording).is_empty() && title(heading).is_empty()
        };
        self.get(place)
            .is_some_and(|question| !question.found.personal && !is_nameless(question.found))
    }

    /// Whether another question of the wave has most of this one's options, so that they do not tell it.
    pub(super) fn shares_its_options(&self, (wave, question): Place) -> bool {
        let wave = self.shared.get(wave);
        wave.and_then(|wave| wave.get(question))
            .copied()
            .unwrap_or(false)
    }

    /// How often the words of each question stand in a wave.
    pub(super) fn standing(&self, wave: usize, questions: &[usize]) -> BTreeMap<&str, usize> {
        let mut standing: BTreeMap<&str, usize> = BTreeMap::new();
        for question in questions {
            *standing
                .entry(self.form((wave, *question), false))
                .or_default() += 1;
        }
        standing
    }
}
