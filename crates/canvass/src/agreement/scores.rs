use std::collections::BTreeSet;

use super::judgements::{Found, Judgements, in_frame};
use crate::survey::{CodeFrame, CodeRef, Codebook, FrameId};

/// Codes found rightly, found without being there, and missed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Confusion {
    /// Found, and given by the coder.
    pub right: u64,
    /// Found, and not given by the coder.
    pub extra: u64,
    /// Given by the coder, and not found.
    pub missed: u64,
}

impl Confusion {
    /// Of the codes found, the share that the coder gave. `None` when nothing was found.
    pub fn precision(&self) -> Option<f64> {
        ratio(self.right, self.right + self.extra)
    }

    /// Of the codes that the coder gave, the share that was found. `None` when the coder gave none.
    pub fn recall(&self) -> Option<f64> {
        ratio(self.right, self.right + self.missed)
    }

    /// The harmonic mean of precision and recall. `None` when there is nothing to find and nothing was found.
    pub fn f1(&self) -> Option<f64> {
        ratio(2 * self.right, 2 * self.right + self.extra + self.missed)
    }

    /// Adds what was found and missed in one answer.
    pub fn add(&mut self, found: &BTreeSet<&CodeRef>, given: &BTreeSet<&CodeRef>) {
        let right = found.intersection(given).count() as u64;
        self.right += right;
        self.extra += found.len() as u64 - right;
        self.missed += given.len() as u64 - right;
    }
}

fn ratio(part: u64, whole: u64) -> Option<f64> {
    (whole > 0).then(|| part as f64 / whole as f64)
}

/// Scores against each coder in turn.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Scores {
    /// One for each coder, in their order.
    pub against: Vec<Confusion>,
}

impl Scores {
    /// Precision averaged over the coders for whom it is defined.
    pub fn precision(&self) -> Option<f64> {
        self.mean(Confusion::precision)
    }

    /// Recall averaged over the coders for whom it is defined.
    pub fn recall(&self) -> Option<f64> {
        self.mean(Confusion::recall)
    }

    /// F1 averaged over the coders for whom it is defined.
    pub fn f1(&self) -> Option<f64> {
        self.mean(Confusion::f1)
    }

    fn mean(&self, of: impl Fn(&Confusion) -> Option<f64>) -> Option<f64> {
        let known: Vec<f64> = self.against.iter().filter_map(of).collect();
        (!known.is_empty()).then(|| known.iter().sum::<f64>() / known.len() as f64)
    }
}

/// Which codes of a frame are scored together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// All of them; a code below another implies it.
    All,
    /// Of the codes of an answer those that none other stands below.
    MostSpecific,
    /// The codes at the top, such as themes.
    Top,
    /// The codes below others, such as outcomes.
    Below,
}

impl Part {
    /// Every one, in order.
    pub const ALL: [Part; 4] = [Part::All, Part::MostSpecific, Part::Top, Part::Below];

    /// Its name in results.
    pub fn name(self) -> &'static str {
        match self {
            Part::All => "all",
            Part::MostSpecific => "most specific",
            Part::Top => "top",
            Part::Below => "below",
        }
    }

    /// These codes of a frame among those found.
    pub fn of<'f>(self, found: &'f Found, frame: &FrameId) -> BTreeSet<&'f CodeRef> {
        let mut codes = in_frame(found, frame);
        match self {
            Part::All => {}
            Part::MostSpecific => {
                let above: BTreeSet<&str> = codes
                    .iter()
                    .filter_map(|code| code.code.as_str().rsplit_once('.'))
                    .map(|(above, _)| above)
                    .collect();
                codes.retain(|code| !above.contains(code.code.as_str()));
            }
            Part::Top => codes.retain(|code| !code.code.as_str().contains('.')),
            Part::Below => codes.retain(|code| code.code.as_str().contains('.')),
        }
        codes
    }
}

/// Scores of a code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CodeScores {
    /// The code.
    pub code: CodeRef,
    /// Its scores.
    pub scores: Scores,
}

/// Scores of a frame.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FrameScores {
    /// The frame.
    pub frame: FrameId,
    /// Micro-averaged scores: all codes of all answers counted alike. Frames without codes below others have the
    /// first part only.
    pub micro: Vec<(Part, Scores)>,
    /// Code by code, in the codebook's order.
    pub codes: Vec<CodeScores>,
}

/// How well the coder in place `subject` finds what each of the others gave, in the order of these. An answer
/// counts against a coder if both looked at it. A frame of which none of the others gave a code has no scores: nobody
/// looked for its codes.
pub fn scores(codebook: &Codebook, judgements: &Judgements, subject: usize) -> Vec<FrameScores> {
    let of_frame = |frame: &CodeFrame| {
        let nested = frame.codes.iter().any(|code| code.parent().is_some());
        let parts = if nested { &Part::ALL[..] } else { &[Part::All] };
        FrameScores {
            frame: frame.id.clone(),
            micro: parts
                .iter()
                .map(|part| {
                    (
                        *part,
                        total(judgements, subject, |found| part.of(found, &frame.id)),
                    )
                })
                .collect(),
            codes: frame
                .codes
                .iter()
                .map(|code| {
                    let code = CodeRef {
                        frame: frame.id.clone(),
                        code: code.id.clone(),
                    };
                    CodeScores {
                        scores: total(judgements, subject, |found| this(found, &code)),
                        code: code.clone(),
                    }
                })
                .collect(),
        }
    };
    let is_used = |frame: &&CodeFrame| {
        judgements.answers().iter().any(|answer| {
            let others = answer.by.iter().enumerate();
            let mut others = others.filter(|(coder, _)| *coder != subject);
            others.any(|(_, found)| {
                let mut codes = found.iter().flat_map(|found| found.keys());
                codes.any(|code| code.frame == frame.id)
            })
        })
    };
    codebook
        .frames
        .iter()
        .filter(is_used)
        .map(of_frame)
        .collect()
}

/// The code, if it was found.
fn this<'f>(found: &'f Found, code: &CodeRef) -> BTreeSet<&'f CodeRef> {
    let entry = found.get_key_value(code);
    entry.map(|(code, _)| code).into_iter().collect()
}

fn total(
    judgements: &Judgements,
    subject: usize,
    of: impl for<'f> Fn(&'f Found) -> BTreeSet<&'f CodeRef>,
) -> Scores {
    let others = (0..judgements.coders().len()).filter(|coder| *coder != subject);
    let against = others.map(|coder| {
        let mut confusion = Confusion::default();
        for answer in judgements.answers() {
            if let (Some(Some(found)), Some(Some(given))) =
                (answer.by.get(subject), answer.by.get(coder))
            {
                confusion.add(&of(found), &of(given));
            }
        }
        confusion
    });
    Scores {
        against: against.collect(),
    }
}
