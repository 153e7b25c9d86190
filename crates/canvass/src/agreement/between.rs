use std::collections::BTreeSet;

use super::judgements::{Found, Judgements, in_frame};
use crate::stats::{
    Confidence, Interval, Kappa, Reliability, StatsError, Trust, cohen_kappa, jaccard_distance,
    masi_distance, nominal_distance,
};
use crate::survey::{CodeRef, Codebook, FrameId};

/// How often units are drawn again for an interval of alpha.
const RESAMPLES: u32 = 1000;
/// The seed of those draws: the same codings always have the same interval.
const SEED: u64 = 20_240_601;

/// Krippendorff's alpha with what surrounds it.
#[derive(Debug, Clone, PartialEq)]
pub struct Alpha {
    /// 1 for full agreement, 0 for what chance would do; or why it is undefined.
    pub alpha: Result<f64, StatsError>,
    /// A 95 per cent interval from drawing answers again with a fixed seed; `None` where too few draws have any
    /// variation.
    pub interval: Option<Interval>,
    /// The answers that two coders or more looked at.
    pub answers: usize,
    /// The share of pairs of coders who agree, without allowance for chance.
    pub raw: Option<f64>,
}

impl Alpha {
    /// What may be built on it; `None` when alpha is undefined.
    pub fn trust(&self) -> Option<Trust> {
        self.alpha.as_ref().ok().map(|alpha| Trust::of(*alpha))
    }

    fn of<T: Ord>(units: &[Vec<T>], distance: impl Fn(&T, &T) -> f64) -> Self {
        let reliability = Reliability::of(units, distance);
        Alpha {
            alpha: reliability.alpha(),
            interval: reliability.bootstrap(SEED, RESAMPLES, Confidence::P95),
            answers: reliability.units(),
            raw: reliability.raw_agreement(),
        }
    }
}

/// How far the coders agree on whether answers have a code.
#[derive(Debug, Clone, PartialEq)]
pub struct AgreementOnCode {
    /// The code.
    pub code: CodeRef,
    /// To how many answers each coder gave it, of those that two coders or more looked at.
    pub given: Vec<u64>,
    /// Krippendorff's nominal alpha of "has it" and "has it not".
    pub alpha: Alpha,
    /// Cohen's kappa, where there are two coders; inside it why it is undefined.
    pub kappa: Option<Result<Kappa, StatsError>>,
    /// Of the times that one of two coders gave the code, the share where both did, over all pairs of coders:
    /// 2a / (2a + b + c). `None` when nobody gave it.
    pub positive: Option<f64>,
}

/// How two sets of codes are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SetDistance {
    /// The same or not.
    Exact,
    /// The share of codes that they do not have in common.
    Jaccard,
    /// Jaccard weighed by whether one set holds the other (Passonneau 2006).
    Masi,
}

impl SetDistance {
    /// Every one, in order.
    pub const ALL: [SetDistance; 3] = [SetDistance::Exact, SetDistance::Jaccard, SetDistance::Masi];

    /// Its name in results.
    pub fn name(self) -> &'static str {
        match self {
            SetDistance::Exact => "exact",
            SetDistance::Jaccard => "jaccard",
            SetDistance::Masi => "masi",
        }
    }
}

/// How far the coders agree on all codes of a frame that an answer has.
#[derive(Debug, Clone, PartialEq)]
pub struct AgreementOnFrame {
    /// The frame.
    pub frame: FrameId,
    /// Alpha of whole sets of codes, by each way to compare two sets.
    pub sets: Vec<(SetDistance, Alpha)>,
    /// Code by code, in the codebook's order.
    pub codes: Vec<AgreementOnCode>,
}

/// How far coders agree.
#[derive(Debug, Clone, PartialEq)]
pub struct Between {
    /// The coders' names.
    pub coders: Vec<String>,
    /// The answers that two coders or more looked at.
    pub answers: usize,
    /// Frame by frame, in the codebook's order.
    pub frames: Vec<AgreementOnFrame>,
}

/// How far the coders agree, frame by frame and code by code. An answer that fewer than two coders looked at tells
/// nothing and is left out.
pub fn agreement(codebook: &Codebook, judgements: &Judgements) -> Between {
    let answers: Vec<Vec<(usize, &Found)>> = judgements
        .answers()
        .iter()
        .map(|answer| {
            let by = answer.by.iter().enumerate();
            by.filter_map(|(coder, found)| Some((coder, found.as_ref()?)))
                .collect()
        })
        .filter(|by: &Vec<_>| by.len() >= 2)
        .collect();
    let coders = judgements.coders().len();
    let frames = codebook.frames.iter().map(|frame| AgreementOnFrame {
        frame: frame.id.clone(),
        sets: on_sets(&answers, &frame.id),
        codes: frame
            .codes
            .iter()
            .map(|code| {
                let code = CodeRef {
                    frame: frame.id.clone(),
                    code: code.id.clone(),
                };
                on_code(&answers, coders, code)
            })
            .collect(),
    });
    Between {
        coders: judgements.coders().to_vec(),
        answers: answers.len(),
        frames: frames.collect(),
    }
}

fn on_sets(answers: &[Vec<(usize, &Found)>], frame: &FrameId) -> Vec<(SetDistance, Alpha)> {
    let units: Vec<Vec<BTreeSet<&CodeRef>>> = answers
        .iter()
        .map(|by| by.iter().map(|(_, found)| in_frame(found, frame)).collect())
        .collect();
    SetDistance::ALL
        .into_iter()
        .map(|distance| {
            let alpha = match distance {
                SetDistance::Exact => Alpha::of(&units, nominal_distance),
                SetDistance::Jaccard => Alpha::of(&units, jaccard_distance),
                SetDistance::Masi => Alpha::of(&units, masi_distance),
            };
            (distance, alpha)
        })
        .collect()
}

fn on_code(answers: &[Vec<(usize, &Found)>], coders: usize, code: CodeRef) -> AgreementOnCode {
    let mut given = vec![0; coders];
    let (mut both, mut either) = (0_u64, 0_u64);
    let mut units = Vec::with_capacity(answers.len());
    for by in answers {
        let unit: Vec<bool> = by
            .iter()
            .map(|(_, found)| found.contains_key(&code))
            .collect();
        for ((coder, _), has) in by.iter().zip(&unit) {
            if let (true, Some(given)) = (has, given.get_mut(*coder)) {
                *given += 1;
            }
        }
        let yes = unit.iter().filter(|has| **has).count() as u64;
        // Each pair of coders once: both said yes, or how many yeses there are in all pairs.
        both += yes * yes.saturating_sub(1);
        either += yes * (unit.len() as u64 - 1);
        units.push(unit);
    }
    let kappa = (coders == 2).then(|| {
        let pairs: Vec<(bool, bool)> = units
            .iter()
            .filter_map(|unit| Some((*unit.first()?, *unit.get(1)?)))
            .collect();
        cohen_kappa(&pairs)
    });
    AgreementOnCode {
        code,
        given,
        alpha: Alpha::of(&units, nominal_distance),
        kappa,
        positive: (either > 0).then(|| both as f64 / either as f64),
    }
}
