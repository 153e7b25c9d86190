//! How soon the codes of a project become right when a person reads answers in the order of the queue.
//!
//! `queue_curve PROJECT CODED.csv [--question NAME=ID]... [--earlier CODED.csv] [--sheets N]
//! [--rules yes|no] [--pieces yes|no]`
//!
//! CODED.csv is as for `canvass agreement`. Its first coder stands for the person who reads: the codes of an answer
//! that was read are the first coder's, those of all others are the rules'. The F1 of all answers' themes is printed after 0, 10, 20, 30
//! and 40 per cent, against the first coder and averaged over all coders, beside a random order and the best order
//! that there is. `--earlier` gives answers from which a model is learnt before. With `--sheets` the answers are read
//! in so many parts of a tenth each, and a model is learnt anew from all decisions after each.

#![allow(clippy::print_stdout, reason = "an example prints what it finds")]

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::path::Path;

use canvass::agreement::{Confusion, Found, Part, Scores};
use canvass::coding::{AnswerHash, AnswerId, Coding, CompiledCodebook, Source};
use canvass::config::Project;
use canvass::pipeline::{JudgedFile, judge_file};
use canvass::suggest::{Example, Missed, Model, Settings, Standing, Validation, Waiting, queue};
use canvass::survey::{CodeRef, FrameId, QuestionId, ResponseKey, WaveId};

/// The place of the rules among the coders of a judged file.
const RULES: usize = 0;

struct Answer {
    id: AnswerId,
    text: String,
    codings: Vec<Coding>,
    rules: Vec<CodeRef>,
    by: Vec<Found>,
    decided: BTreeMap<CodeRef, bool>,
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments: Vec<String> = std::env::args().skip(1).collect();
    let earlier = option(&mut arguments, "--earlier");
    let sheets: usize = option(&mut arguments, "--sheets").map_or(Ok(1), |n| n.parse())?;
    let mut settings = Settings::default();
    for (name, setting) in [
        ("--rules", &mut settings.rules),
        ("--pieces", &mut settings.pieces),
    ] {
        if let Some(value) = option(&mut arguments, name) {
            *setting = value == "yes";
        }
    }
    let mut names = BTreeMap::new();
    while let Some(name) = option(&mut arguments, "--question") {
        let (name, id) = name.split_once('=').ok_or("--question takes NAME=ID")?;
        names.insert(name.to_owned(), id.to_owned());
    }
    let [project, coded] = &arguments[..] else {
        return Err("usage: queue_curve PROJECT CODED.csv".into());
    };
    let project = canvass::config::load(Path::new(project))
        .map_err(|faults| faults.to_string())?
        .value;
    let answers = read(&project, coded, &names)?;
    let mut before = Vec::new();
    if let Some(earlier) = &earlier {
        before = read(&project, earlier, &names)?;
        validate(&before, &settings);
    }
    let theme = FrameId::new("theme")?;
    let order = read_in_order(&project, &answers, &before, sheets, &settings, &theme);
    println!("F1 of themes (and of themes with outcomes) after reading");
    println!(
        "{:28}0%           10%          20%          30%          40%",
        ""
    );
    curve("queue, first coder", &answers, &order, &theme, &[1]);
    let coders: Vec<usize> = (1..answers.first().map_or(1, |a| a.by.len())).collect();
    curve("queue, mean of coders", &answers, &order, &theme, &coders);
    let mut random: Vec<usize> = (0..answers.len()).collect();
    random.sort_by_key(|at| AnswerHash::of(&answers[*at].text));
    curve("random, first coder", &answers, &random, &theme, &[1]);
    let mut best: Vec<usize> = (0..answers.len()).collect();
    best.sort_by_key(|at| {
        let confusion = confusion(&answers[*at].by, RULES, 1, Part::Top, &theme);
        std::cmp::Reverse(confusion.extra + confusion.missed)
    });
    curve("best there is, first coder", &answers, &best, &theme, &[1]);
    curve("best there is, mean", &answers, &best, &theme, &coders);
    Ok(())
}

fn option(arguments: &mut Vec<String>, name: &str) -> Option<String> {
    let at = arguments.iter().position(|a| a == name)?;
    arguments.remove(at);
    (at < arguments.len()).then(|| arguments.remove(at))
}

fn read(
    project: &Project,
    path: &str,
    names: &BTreeMap<String, String>,
) -> Result<Vec<Answer>, Box<dyn Error>> {
    let JudgedFile {
        judgements,
        answers,
    } = judge_file(project, path, &std::fs::read(path)?, names)?.value;
    let codes: Vec<CodeRef> = project.codebook.codes().map(|(code, _)| code).collect();
    let compiled = CompiledCodebook::compile(&project.codebook)
        .map_err(|faults| faults.to_string())?
        .value;
    let mut coder = compiled.coder();
    let mut all = Vec::new();
    for (answer, judged) in answers.into_iter().zip(judgements.answers()) {
        let wave = WaveId::new(answer.wave.unwrap_or_else(|| "all".to_owned()))?;
        let name = names.get(&answer.question).unwrap_or(&answer.question);
        let asked = project.survey.questions.iter();
        let asked = asked.clone().find(|question| question.id.as_str() == name);
        let question = QuestionId::new(name.clone())?;
        let found = coder.code(
            asked.map(|question| &question.id),
            asked.and_then(|question| question.stance),
            &answer.text,
        );
        let by: Vec<Found> = judged.by.iter().flatten().cloned().collect();
        let given = by.get(1).ok_or("no coder")?;
        all.push(Answer {
            rules: found.codes.iter().map(|found| found.code.clone()).collect(),
            codings: found
                .codes
                .into_iter()
                .map(|found| Coding {
                    respondent: 0,
                    question: question.clone(),
                    code: found.code,
                    source: Source::Rules(found.rules),
                    evidence: found.evidence,
                    negated: found.negated,
                    stance: Some(found.stance),
                })
                .collect(),
            decided: codes
                .iter()
                .map(|code| (code.clone(), given.contains_key(code)))
                .collect(),
            id: AnswerId {
                response: ResponseKey::of_id(&wave, &answer.id),
                question,
                wave,
            },
            text: answer.text,
            by,
        });
    }
    Ok(all)
}

impl Answer {
    fn example(&self) -> Example<'_> {
        Example {
            answer: &self.id,
            text: &self.text,
            rules: &self.rules,
            decided: &self.decided,
        }
    }
}

/// How well the model tells answers that it has not learnt from.
fn validate(before: &[Answer], settings: &Settings) {
    let examples: Vec<Example<'_>> = before.iter().map(Answer::example).collect();
    let mut waves: Vec<WaveId> = before.iter().map(|answer| answer.id.wave.clone()).collect();
    waves.sort();
    waves.dedup();
    let last = waves.last().cloned();
    let forward = last.and_then(|last| Validation::forward(&examples, &waves, &last, settings));
    for (name, validation) in [
        (
            "other respondents",
            Some(Validation::out_of_fold(&examples, settings)),
        ),
        ("the last wave", forward),
    ] {
        let Some(validation) = validation else {
            continue;
        };
        println!(
            "Model on {name}, {} answers: micro F1 {:.2}, macro {:.2}, by answer {:.2}, exact {:.2}",
            validation.answers,
            validation.micro_f1().unwrap_or_default(),
            validation.macro_f1().unwrap_or_default(),
            validation.samples_f1.unwrap_or_default(),
            validation.exact.unwrap_or_default()
        );
        for code in &validation.codes {
            let share = |share: Option<(f64, canvass::stats::Interval)>| {
                share.map_or_else(
                    || "-".to_owned(),
                    |(s, i)| format!("{s:.2} ({:.2} to {:.2})", i.lower(), i.upper()),
                )
            };
            println!(
                "  {:<36} given {:>3}  P {:<22} R {:<22} F1 {:.2}  told/given {:.2}",
                code.code.to_string(),
                code.given,
                share(code.precision()),
                share(code.recall()),
                code.f1().unwrap_or_default(),
                code.prevalence_bias().unwrap_or_default()
            );
        }
    }
    let model = Model::learn(&examples, settings);
    for (code, standing) in model.standings().filter(|(_, s)| *s != Standing::Off) {
        let reasons: Vec<&str> = model.reasons(code, 6).into_iter().map(|r| r.0).collect();
        println!("  {code}: {standing:?}; {}", reasons.join(", "));
    }
    println!();
}

/// The places of the answers in the order in which they are read.
fn read_in_order(
    project: &Project,
    answers: &[Answer],
    before: &[Answer],
    sheets: usize,
    settings: &Settings,
    theme: &FrameId,
) -> Vec<usize> {
    let mut order: Vec<usize> = Vec::new();
    for sheet in 1..=sheets {
        let decided: Vec<Example<'_>> = before
            .iter()
            .chain(order.iter().filter_map(|at| answers.get(*at)))
            .map(Answer::example)
            .collect();
        let model = (!decided.is_empty()).then(|| Model::learn(&decided, settings));
        let left: Vec<usize> = (0..answers.len())
            .filter(|at| !order.contains(at))
            .collect();
        let waiting: Vec<Waiting<'_>> = left
            .iter()
            .filter_map(|at| answers.get(*at))
            .map(|answer| Waiting {
                answer: &answer.id,
                text: &answer.text,
                codings: &answer.codings,
                decisions: &[],
            })
            .collect();
        let queue = queue(&project.codebook, &waiting, model.as_ref(), &[]);
        if sheet == 1 {
            let read = answers.len() * 3 / 10;
            let changed = |id: &AnswerId| {
                let mut of = answers.iter().filter(|answer| answer.id == *id);
                of.any(|answer| {
                    let mut themes = answer.decided.iter().filter(|(c, _)| c.frame == *theme);
                    themes.any(|(c, has)| *has != answer.rules.contains(c))
                })
            };
            if let Some(missed) = Missed::in_queue(&queue, read, changed) {
                println!(
                    "Drawn at random within the first 30%: {}, changed {}, so at most {:.2} of the rest\n",
                    missed.drawn, missed.wrong, missed.at_most
                );
            }
        }
        let take = if sheet == sheets {
            left.len()
        } else {
            answers.len().div_ceil(10)
        };
        for queued in queue.iter().take(take) {
            order.extend(answers.iter().position(|answer| answer.id == queued.answer));
        }
    }
    order
}

fn curve(name: &str, answers: &[Answer], order: &[usize], theme: &FrameId, coders: &[usize]) {
    let mut line = format!("{name:28}");
    for tenths in 0..=4 {
        let read: BTreeSet<usize> = order
            .iter()
            .copied()
            .take((answers.len() * tenths + 5) / 10)
            .collect();
        let f1 = |part: Part| {
            let against = coders.iter().map(|coder| {
                let mut total = Confusion::default();
                for (at, answer) in answers.iter().enumerate() {
                    let subject = if read.contains(&at) { 1 } else { RULES };
                    let one = confusion(&answer.by, subject, *coder, part, theme);
                    total.right += one.right;
                    total.extra += one.extra;
                    total.missed += one.missed;
                }
                total
            });
            let scores = Scores {
                against: against.collect(),
            };
            scores.f1().unwrap_or_default()
        };
        line.push_str(&format!("{:.3} ({:.3}) ", f1(Part::Top), f1(Part::All)));
    }
    println!("{}", line.trim_end());
}

fn confusion(by: &[Found], subject: usize, coder: usize, part: Part, theme: &FrameId) -> Confusion {
    let mut confusion = Confusion::default();
    if let (Some(found), Some(given)) = (by.get(subject), by.get(coder)) {
        confusion.add(&part.of(found, theme), &part.of(given, theme));
    }
    confusion
}
