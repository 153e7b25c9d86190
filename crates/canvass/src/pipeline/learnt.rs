use std::collections::BTreeMap;

use super::Coded;
use super::guide::{Lesson, Open, labels, lessons};
use crate::coding::{AnswerId, OpenAnswerState};
use crate::suggest::{
    Example, Looked, Missed, Model, Settings, Standing, Validation, Waiting, queue,
};
use crate::survey::{CodeRef, FrameId, FrameKind, WaveId};

/// What was learnt from people's decisions, how well it tells answers that it has not seen, and what the random part of
/// the queue says of the answers that nobody has read.
#[derive(Debug, Clone, PartialEq)]
pub struct Learnt {
    /// On how many answers people decided something.
    pub answers: usize,
    /// What was learnt. With few decisions it knows no code.
    pub model: Model,
    /// On answers of respondents that it has not learnt from.
    pub other_respondents: Validation,
    /// On the current wave, learnt from the waves before; `None` when people have decided nothing in either.
    pub later_wave: Option<Validation>,
    /// What the model may do with each code in use, in the codebook's order.
    pub codes: Vec<LearntCode>,
    /// What rules miss in each frame of the current wave but that of stances, where the random part of the queue can tell.
    pub missed: Vec<(FrameId, Option<Missed>)>,
    /// Answers of the current wave with content that a person has finished with.
    pub read: usize,
    /// Answers of the current wave with content that wait for a person, for the first time or again.
    pub unread: usize,
    /// The current wave.
    pub wave: WaveId,
}

/// What a model may do with a code, and why no more.
#[derive(Debug, Clone, PartialEq)]
pub struct LearntCode {
    /// The code.
    pub code: CodeRef,
    /// To how many answers people gave it.
    pub given: u64,
    /// For how many they decided that it does not apply.
    pub not_given: u64,
    /// What the model may do with it.
    pub standing: Standing,
}

/// Learns as [`guide`](super::guide) does, and says what that is worth.
pub fn learnt(coded: &Coded) -> Learnt {
    let settings = Settings::default();
    let open = Open::all(coded);
    let lessons = lessons(&open);
    let examples: Vec<Example<'_>> = lessons.iter().map(Lesson::example).collect();
    let model = Model::learn(&examples, &settings);
    let order: Vec<WaveId> = coded.responses.iter().map(|r| r.wave().clone()).collect();
    let current = &coded.project.current;
    let looked = Wave::of(coded, &open);
    Learnt {
        answers: examples.len(),
        other_respondents: Validation::out_of_fold(&examples, &settings),
        later_wave: Validation::forward(&examples, &order, current, &settings),
        codes: standings(coded, &examples, &model),
        missed: looked.missed(coded),
        read: looked.answers.iter().filter(|answer| answer.done).count(),
        unread: looked.answers.iter().filter(|answer| !answer.done).count(),
        wave: current.clone(),
        model,
    }
}

fn standings(coded: &Coded, examples: &[Example<'_>], model: &Model) -> Vec<LearntCode> {
    let mut counts: BTreeMap<&CodeRef, (u64, u64)> = BTreeMap::new();
    for (code, has) in examples.iter().flat_map(|example| example.decided) {
        let (given, not_given) = counts.entry(code).or_default();
        *(if *has { given } else { not_given }) += 1;
    }
    let codes = coded.project.codebook.codes();
    codes
        .filter_map(|(code, _)| {
            let (given, not_given) = counts.get(&code).copied()?;
            Some(LearntCode {
                standing: model.standing(&code),
                code,
                given,
                not_given,
            })
        })
        .collect()
}

/// The answers of the current wave that say something.
struct Wave {
    answers: Vec<ReadAnswer>,
    /// By rules alone: what people decided must not move an answer out of the group that it tells of.
    priorities: BTreeMap<AnswerId, f64>,
}

struct ReadAnswer {
    answer: AnswerId,
    done: bool,
    /// Codes of which people decided otherwise than rules.
    changed: Vec<CodeRef>,
}

impl Wave {
    fn of(coded: &Coded, open: &[Open<'_>]) -> Self {
        let open: Vec<&Open<'_>> = open
            .iter()
            .filter(|open| {
                open.answer.wave == coded.project.current
                    && *open.state != OpenAnswerState::NonAnswer
            })
            .collect();
        let waiting: Vec<Waiting<'_>> = open
            .iter()
            .map(|open| Waiting {
                answer: &open.answer,
                text: open.text,
                codings: open.found.of_answer(open.respondent, &open.answer.question),
                decisions: &[],
            })
            .collect();
        let queued = queue(&coded.project.codebook, &waiting, None, &[]);
        Wave {
            priorities: queued.into_iter().map(|q| (q.answer, q.priority)).collect(),
            answers: open.iter().map(|open| ReadAnswer::of(open)).collect(),
        }
    }

    fn missed(&self, coded: &Coded) -> Vec<(FrameId, Option<Missed>)> {
        let frames = coded.project.codebook.frames.iter();
        frames
            .filter(|frame| frame.kind != FrameKind::Stance)
            .map(|frame| {
                let looked: Vec<Looked> = self
                    .answers
                    .iter()
                    .map(|read| Looked {
                        answer: read.answer.clone(),
                        priority: self.priorities.get(&read.answer).copied().unwrap_or(0.0),
                        read: read.done,
                        wrong: read.changed.iter().any(|code| code.frame == frame.id),
                    })
                    .collect();
                (frame.id.clone(), Missed::in_wave(&looked))
            })
            .collect()
    }
}

impl ReadAnswer {
    fn of(open: &Open<'_>) -> Self {
        let rules = open.rules();
        let labels = open.said.map(labels).unwrap_or_default();
        let differs = labels
            .into_iter()
            .filter(|(code, has)| *has != rules.contains(code));
        ReadAnswer {
            answer: open.answer.clone(),
            done: !open.waits,
            changed: differs.map(|(code, _)| code).collect(),
        }
    }
}
