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

    /// The rule for stopping: no more than one in ten of the rest may be wrong. Without a wrong one that takes 29
    /// answers drawn.
    pub fn may_stop(&self) -> bool {
        self.at_most <= STOP_AT
    }
}

fn is_drawn(queued: &Queued) -> bool {
    queued.why.contains(&Why::Random)
}
