//! Threads in one order.

use std::collections::BTreeMap;

use super::super::order::merged;
use super::{Place, Questions, Thread};

/// Threads in the order of the newest wave, and of those before it. Those with the same words keep theirs.
pub(super) fn in_order(threads: Vec<Thread>, questions: &Questions<'_>) -> Vec<Thread> {
    let sequences: Vec<Vec<usize>> = (0..questions.waves())
        .rev()
        .map(|wave| {
            let mut here: Vec<(usize, usize)> = threads
                .iter()
                .enumerate()
                .filter_map(|(at, thread)| Some((thread.asked.get(&wave)?.0, at)))
                .collect();
            here.sort_unstable();
            here.into_iter().map(|(_, at)| at).collect()
        })
        .collect();
    let mut known: BTreeMap<&str, usize> = BTreeMap::new();
    let kin: Vec<usize> = threads
        .iter()
        .map(|thread| {
            let next = known.len();
            *known.entry(questions.words(thread)).or_insert(next)
        })
        .collect();
    let order = merged(&sequences, &|thread| kin.get(thread).copied());
    let mut threads: Vec<Option<Thread>> = threads.into_iter().map(Some).collect();
    order
        .into_iter()
        .filter_map(|at| threads.get_mut(at).and_then(Option::take))
        .collect()
}

/// Questions, put together with those of other waves, that are on the wrong side of one with the same words in their
/// own wave.
pub(super) fn out_of_order(threads: &[Thread], questions: &Questions<'_>) -> Vec<Place> {
    let mut places = Vec::new();
    for wave in 0..questions.waves() {
        let mut latest: BTreeMap<&str, (usize, bool)> = BTreeMap::new();
        for thread in threads {
            let Some((question, _)) = thread.asked.get(&wave) else {
                continue;
            };
            let joined = thread.asked.len() > 1;
            let words = questions.form((wave, *question), false);
            match latest.insert(words, (*question, joined)) {
                Some((before, _)) if before > *question && joined => places.push((wave, *question)),
                Some((before, true)) if before > *question => places.push((wave, before)),
                _ => {}
            }
        }
    }
    places
}
