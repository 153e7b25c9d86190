use super::queue::lot;
use crate::coding::{AnswerId, Queued, Why};
use crate::stats::exact_upper;

/// What the random part of a queue says of the answers that nobody has read.
///
/// ```
/// use canvass::suggest::Missed;
///
/// let missed = Missed::of(29, 0).ok_or("something was drawn")?;
/// assert!((missed.at_most - 0.0981).abs() < 5e-5);
/// assert!(missed.may_stop());
/// assert!(!Missed::of(28, 0).ok_or("something was drawn")?.may_stop());
/// # Ok::<(), &str>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Missed {
    /// Answers drawn at random that were read only because they were drawn.
    pub drawn: u64,
    /// Those of them whose codes a person had to change.
    pub wrong: u64,
    /// The share of all such answers that may be wrong at most: the exact (Clopper and Pearson 1934) upper limit,
    /// one-sided, 95 per cent.
    pub at_most: f64,
}

/// An answer of a wave, as far as it tells what is missed in others.
#[derive(Debug, Clone, PartialEq)]
pub struct Looked {
    /// Which answer it is.
    pub answer: AnswerId,
    /// Its priority in a queue of all answers of the wave, read or not.
    pub priority: f64,
    /// Whether a person has finished with it.
    pub read: bool,
    /// Whether that person changed its codes.
    pub wrong: bool,
}

/// A person may stop reading when at most this share of the rest may be wrong.
const STOP_AT: f64 = 0.1;

impl Missed {
    /// From counts; `None` when nothing was drawn, or more are wrong than drawn.
    pub fn of(drawn: u64, wrong: u64) -> Option<Self> {
        Some(Missed {
            drawn,
            wrong,
            at_most: exact_upper(wrong, drawn, 0.95)?,
        })
    }

    /// From a queue of which the first `read` answers were read; `wrong` says whether a person changed an answer's
    /// codes.
    ///
    /// Only those drawn count that the order alone would not have reached: they are a random sample of the answers
    /// that stand too low to be read, so what is found in them holds for those.
    pub fn in_queue(
        queue: &[Queued],
        read: usize,
        wrong: impl Fn(&AnswerId) -> bool,
    ) -> Option<Self> {
        let read = queue.get(..read)?;
        let lowest = read
            .iter()
            .filter(|queued| !is_drawn(queued))
            .map(|queued| queued.priority)
            .min_by(f64::total_cmp)?;
        let drawn: Vec<&Queued> = read
            .iter()
            .filter(|queued| is_drawn(queued) && queued.priority < lowest)
            .collect();
        let changed = drawn.iter().filter(|queued| wrong(&queued.answer)).count();
        Missed::of(drawn.len() as u64, changed as u64)
    }

    /// From all answers of a wave, in however many sheets they were read; `None` when nobody has read a drawn one, or
    /// nothing is left to read.
    ///
    /// Queues draw answers in one order, which says nothing about them. Those that come first in it and have been read,
    /// up to the first that has not, are therefore a random sample of all. Of these, the ones count that would not have
    /// been read for their priority: as many answers as have been read are set aside from the top, and what is found in
    /// the sample below holds for all that stand below.
    pub fn in_wave(answers: &[Looked]) -> Option<Self> {
        let read = answers.iter().filter(|looked| looked.read).count();
        let mut order: Vec<&Looked> = answers.iter().collect();
        order.sort_by(|a, b| {
            b.priority
                .total_cmp(&a.priority)
                .then_with(|| a.answer.cmp(&b.answer))
        });
        let mut below: Vec<_> = order
            .iter()
            .enumerate()
            .map(|(at, looked)| (lot(&looked.answer), at >= read, looked))
            .collect();
        below.sort_by(|a, b| (&a.0, &a.2.answer).cmp(&(&b.0, &b.2.answer)));
        if below.iter().all(|(_, _, looked)| looked.read) {
            return None;
        }
        let sample: Vec<&Looked> = below
            .iter()
            .take_while(|(_, _, looked)| looked.read)
            .filter(|(_, low, _)| *low)
            .map(|(_, _, looked)| **looked)
            .collect();
        let wrong = sample.iter().filter(|looked| looked.wrong).count();
        Missed::of(sample.len() as u64, wrong as u64)
    }

    /// The rule for stopping: no more than one in ten of the rest may be wrong. Without a wrong one that takes 29
    /// answers drawn.
    pub fn may_stop(&self) -> bool {
        self.at_most <= STOP_AT
    }
}

fn is_drawn(queued: &Queued) -> bool {
    queued.why.contains(&Why::Random)
}
