use crate::config::{WeightMethod, Weighting};
use crate::stats::{Margin, RakeOptions, Raked, StatsError, Weights, post_stratify, rake};
use crate::survey::{
    Choice, Column, Membership, OptionId, Question, QuestionId, Responses, Survey, WaveId,
};

/// The weights of the respondents of one wave, and how well they do what they are for.
#[derive(Debug, Clone, PartialEq)]
pub struct WaveWeights {
    /// The wave.
    pub wave: WaveId,
    /// One weight for each respondent in order, with a mean of 1.
    pub weights: Weights,
    /// The largest weight allowed, as a multiple of the mean; `None` without a limit.
    pub cap: Option<f64>,
    /// How many weights lie at the cap.
    pub capped: usize,
    /// The largest distance of a weighted share from its share of members; more than a trace only under a cap.
    pub margin_error: f64,
    /// Sweeps over all margins that it took.
    pub sweeps: u32,
    /// The questions matched, each with how many respondents gave no answer to it that is a group of members. These
    /// keep the share that they have.
    pub margins: Vec<(QuestionId, usize)>,
}

/// Why a wave cannot be weighted.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum WeightingError {
    /// A wave did not ask one of the questions.
    #[error("wave {wave} did not ask question {question}, so it cannot be weighted by it")]
    NotAsked {
        /// The question.
        question: QuestionId,
        /// The wave.
        wave: WaveId,
    },
    /// No member totals are known.
    #[error("no member totals of question {question} are known for wave {wave}")]
    NoTotals {
        /// The question.
        question: QuestionId,
        /// The wave.
        wave: WaveId,
    },
    /// Respondents chose an option of which it is not known how many members it has.
    #[error(
        "wave {wave} has respondents in option {option} of question {question}, and no member total for it"
    )]
    NoTotal {
        /// The question.
        question: QuestionId,
        /// The option.
        option: OptionId,
        /// The wave.
        wave: WaveId,
    },
    /// Members are in a group that no respondent is in.
    #[error(
        "wave {wave} has members in option {option} of question {question}, and no respondents"
    )]
    NoRespondents {
        /// The question.
        question: QuestionId,
        /// The option.
        option: OptionId,
        /// The wave.
        wave: WaveId,
    },
    /// The margins cannot all be matched by these respondents.
    #[error(
        "the respondents of wave {wave} cannot be made to match every margin; question {question} stays {distance} away"
    )]
    NotMatched {
        /// The worst question.
        question: QuestionId,
        /// The wave.
        wave: WaveId,
        /// Its distance from its targets, as a share.
        distance: f64,
    },
    /// The weights themselves cannot be worked out.
    #[error("the respondents of wave {wave} cannot be weighted")]
    Weights {
        /// The wave.
        wave: WaveId,
        /// Why.
        source: StatsError,
    },
}

/// Works out the weights of a wave's respondents, so that they match the members in every margin.
///
/// The targets are the member totals of the wave. Those who gave no answer to a margin, or one that the weighting
/// counts as none, keep the share that they have.
///
/// # Errors
/// [`WeightingError`], naming wave, question and option.
pub fn weigh(
    weighting: &Weighting,
    survey: &Survey,
    membership: &Membership,
    responses: &Responses,
) -> Result<WaveWeights, WeightingError> {
    let wave = responses.wave();
    let margins = weighting
        .margins
        .iter()
        .map(|id| {
            let question = survey
                .question(id)
                .ok_or_else(|| WeightingError::NotAsked {
                    question: id.clone(),
                    wave: wave.clone(),
                })?;
            WeightMargin::of(question, &weighting.missing, membership, responses)
        })
        .collect::<Result<Vec<_>, _>>()?;

    let options = RakeOptions { cap: weighting.cap };
    let stats: Vec<Margin> = margins.iter().map(|margin| margin.margin.clone()).collect();
    let even = Weights::new(vec![1.0; responses.respondents()]);
    let raked = even.and_then(|even| match (weighting.method, stats.first()) {
        (WeightMethod::PostStratify, Some(strata)) => post_stratify(&even, strata.clone(), options),
        _ => rake(&even, &stats, options),
    });
    let Raked {
        weights,
        sweeps,
        capped,
        margin_error,
        unanswered,
    } = raked.map_err(|source| named(source, &margins, wave))?;
    let questions = margins.into_iter().map(|margin| margin.question);
    Ok(WaveWeights {
        wave: wave.clone(),
        weights,
        cap: weighting.cap,
        capped,
        margin_error,
        sweeps,
        margins: questions.zip(unanswered).collect(),
    })
}

/// One question, ready to be matched.
struct WeightMargin {
    question: QuestionId,
    /// The options that have a total, in the order of the targets.
    options: Vec<OptionId>,
    margin: Margin,
}

impl WeightMargin {
    fn of(
        question: &Question,
        missing: &[OptionId],
        membership: &Membership,
        responses: &Responses,
    ) -> Result<Self, WeightingError> {
        let wave = responses.wave();
        let Some(Column::Choice(column)) = responses.column(&question.id) else {
            return Err(WeightingError::NotAsked {
                question: question.id.clone(),
                wave: wave.clone(),
            });
        };
        let mut options = Vec::new();
        let mut totals = Vec::new();
        let places: Vec<Option<usize>> = question
            .options
            .iter()
            .map(|option| {
                let total = membership.total(wave, &question.id, &option.id)?;
                options.push(option.id.clone());
                totals.push(total);
                Some(options.len() - 1)
            })
            .collect();
        let all = totals
            .iter()
            .fold(0_u64, |sum, total| sum.saturating_add(*total));
        if all == 0 {
            return Err(WeightingError::NoTotals {
                question: question.id.clone(),
                wave: wave.clone(),
            });
        }
        let categories = column
            .iter()
            .map(|choice| {
                let Choice::Option(option) = choice else {
                    return Ok(None);
                };
                let at = usize::from(option);
                match (places.get(at).copied().flatten(), question.options.get(at)) {
                    (None, Some(option)) if !missing.contains(&option.id) => {
                        Err(WeightingError::NoTotal {
                            question: question.id.clone(),
                            option: option.id.clone(),
                            wave: wave.clone(),
                        })
                    }
                    (place, _) => Ok(place),
                }
            })
            .collect::<Result<Vec<_>, _>>()?;
        Ok(WeightMargin {
            question: question.id.clone(),
            options,
            margin: Margin {
                categories,
                targets: totals
                    .iter()
                    .map(|total| *total as f64 / all as f64)
                    .collect(),
            },
        })
    }
}

/// The same fault with the names of what it is about.
fn named(source: StatsError, margins: &[WeightMargin], wave: &WaveId) -> WeightingError {
    let question = |margin: usize| margins.get(margin).map(|margin| margin.question.clone());
    let option = |margin: usize, category: usize| {
        let margin = margins.get(margin)?;
        Some((
            margin.question.clone(),
            margin.options.get(category)?.clone(),
        ))
    };
    let wave = wave.clone();
    let found = match source {
        StatsError::CategoryWithoutRespondents { margin, category } => option(margin, category)
            .map(|(question, option)| WeightingError::NoRespondents {
                question,
                option,
                wave: wave.clone(),
            }),
        StatsError::CategoryWithoutTarget { margin, category } => {
            option(margin, category).map(|(question, option)| WeightingError::NoTotal {
                question,
                option,
                wave: wave.clone(),
            })
        }
        StatsError::MarginsNotMatched { margin, error } => {
            question(margin).map(|question| WeightingError::NotMatched {
                question,
                wave: wave.clone(),
                distance: error,
            })
        }
        _ => None,
    };
    found.unwrap_or(WeightingError::Weights { wave, source })
}
