//! How well the rules of a project's codebook agree with answers coded by people.
//!
//! `score_codes PROJECT CODED.csv [--question NAME=ID]... [--half tuning|held-out] [--wrong FRAME | --rules FRAME]`
//!
//! CODED.csv has the columns `id, question, text, coder_1, coder_2`; a coder's codes are parted by `;`.
//! `--question` says which question of the project a name in the file stands for, where they differ.
//! Precision, recall and F1 are micro-averaged over all answers, against each coder in turn, and the two averaged.
//! `--half` looks at every other answer only, so that rules can be tuned on one half and judged on the other.
//! `--wrong` lists the answers whose codes of a frame differ from those of both coders. `--rules` says of every rule of
//! a frame how many of the answers that it found neither coder gave its code, those with most such answers first.

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::io::Write;
use std::path::Path;

use canvass::coding::{CompiledCodebook, OpenAnswerState};
use canvass::survey::{Codebook, QuestionId, Stance, Survey};

type Codes = BTreeSet<String>;

struct Answer {
    id: String,
    text: String,
    coders: [Codes; 2],
    rules: Codes,
    /// Which rules gave which code, as `(code, rule)`.
    by_rule: Vec<(String, String)>,
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments: Vec<String> = std::env::args().skip(1).collect();
    let half = option(&mut arguments, "--half");
    let wrong = option(&mut arguments, "--wrong");
    let rules = option(&mut arguments, "--rules");
    let mut names = BTreeMap::new();
    while let Some(name) = option(&mut arguments, "--question") {
        let (name, id) = name.split_once('=').ok_or("--question takes NAME=ID")?;
        names.insert(name.to_owned(), id.to_owned());
    }
    let [project, coded] = &arguments[..] else {
        return Err("usage: score_codes PROJECT CODED.csv".into());
    };
    let project = canvass::config::load(Path::new(project))
        .map_err(|faults| faults.to_string())?
        .value;
    let compiled = CompiledCodebook::compile(&project.codebook)
        .map_err(|faults| faults.to_string())?
        .value;
    let mut answers = read(coded)?;
    answers.retain(|(answer, _)| {
        half.as_deref()
            .is_none_or(|half| (half == "held-out") == held_out(&answer.id))
    });
    let mut coder = compiled.coder();
    for (answer, question) in &mut answers {
        let id = names.get(question.as_str()).unwrap_or(question);
        let (question, usual) = question_of(&project.survey, id)?;
        let found = coder.code(Some(question), usual, &answer.text);
        answer.rules = found.codes.iter().map(|c| c.code.to_string()).collect();
        for code in &found.codes {
            let rules = code.rules.iter();
            answer
                .by_rule
                .extend(rules.map(|rule| (code.code.to_string(), rule.to_string())));
        }
        if let OpenAnswerState::Content { stance, .. } = found.state {
            answer.rules.insert(format!("stance:{}", stance.name()));
        }
    }
    let answers: Vec<Answer> = answers.into_iter().map(|(answer, _)| answer).collect();
    let mut out = std::io::stdout().lock();
    match (wrong, rules) {
        (Some(frame), _) => list_wrong(&mut out, &answers, &frame)?,
        (None, Some(frame)) => list_rules(&mut out, &answers, &frame)?,
        (None, None) => table(&mut out, &project.codebook, &answers)?,
    }
    Ok(())
}

fn option(arguments: &mut Vec<String>, name: &str) -> Option<String> {
    let at = arguments.iter().position(|a| a == name)?;
    arguments.remove(at);
    (at < arguments.len()).then(|| arguments.remove(at))
}

/// Every other answer, by the last digit of its id.
fn held_out(id: &str) -> bool {
    id.bytes().last().is_some_and(|digit| digit % 2 == 1)
}

/// The question, and what an answer to it is unless its words say otherwise.
fn question_of<'s>(
    survey: &'s Survey,
    id: &str,
) -> Result<(&'s QuestionId, Option<Stance>), Box<dyn Error>> {
    survey
        .questions
        .iter()
        .find(|question| question.id.as_str() == id)
        .map(|question| (&question.id, question.stance))
        .ok_or_else(|| format!("the project has no question {id}").into())
}

fn read(path: &str) -> Result<Vec<(Answer, String)>, Box<dyn Error>> {
    let mut reader = csv::Reader::from_path(path)?;
    let heads = reader.headers()?.clone();
    let place = |name: &str| {
        heads
            .iter()
            .position(|head| head == name)
            .ok_or(format!("no column {name}"))
    };
    let (id, question, text) = (place("id")?, place("question")?, place("text")?);
    let coders = [place("coder_1")?, place("coder_2")?];
    let mut answers = Vec::new();
    for record in reader.records() {
        let record = record?;
        let codes = |at: usize| {
            record[at]
                .split(';')
                .map(str::trim)
                .filter(|code| !code.is_empty())
                .map(str::to_owned)
                .collect()
        };
        let answer = Answer {
            id: record[id].to_owned(),
            text: record[text].to_owned(),
            coders: coders.map(codes),
            rules: Codes::new(),
            by_rule: Vec::new(),
        };
        answers.push((answer, record[question].to_owned()));
    }
    Ok(answers)
}

/// Right, given without being right, and missed, against each coder.
#[derive(Default, Clone, Copy)]
struct Counts([(u32, u32, u32); 2]);

impl Counts {
    fn add(&mut self, answer: &Answer, of: impl Fn(&Codes) -> Codes) {
        let rules = of(&answer.rules);
        for (count, coder) in self.0.iter_mut().zip(&answer.coders) {
            let coder = of(coder);
            count.0 += rules.intersection(&coder).count() as u32;
            count.1 += rules.difference(&coder).count() as u32;
            count.2 += coder.difference(&rules).count() as u32;
        }
    }

    /// Precision, recall and F1, averaged over the coders.
    fn scores(&self) -> [f64; 3] {
        let mean = |of: &dyn Fn(f64, f64, f64) -> f64| {
            self.0
                .iter()
                .map(|c| of(f64::from(c.0), f64::from(c.1), f64::from(c.2)))
                .sum::<f64>()
                / 2.0
        };
        [
            mean(&|right, extra, _| right / (right + extra).max(1.0)),
            mean(&|right, _, missed| right / (right + missed).max(1.0)),
            mean(&|right, extra, missed| 2.0 * right / (2.0 * right + extra + missed).max(1.0)),
        ]
    }
}

fn in_frame(codes: &Codes, frame: &str) -> Codes {
    let prefix = format!("{frame}:");
    codes
        .iter()
        .filter(|c| c.starts_with(&prefix))
        .cloned()
        .collect()
}

/// The codes with the theme of every outcome.
fn with_themes(codes: &Codes) -> Codes {
    let themes = codes
        .iter()
        .filter_map(|code| code.rsplit_once('.'))
        .map(|(theme, _)| theme.to_owned());
    codes.iter().cloned().chain(themes).collect()
}

/// The codes without the themes that an outcome among them implies.
fn most_specific(codes: &Codes) -> Codes {
    codes
        .iter()
        .filter(|code| {
            !codes
                .iter()
                .any(|other| other.starts_with(&format!("{code}.")))
        })
        .cloned()
        .collect()
}

fn table(out: &mut impl Write, codebook: &Codebook, answers: &[Answer]) -> std::io::Result<()> {
    let mut line = |name: &str, counts: &Counts| {
        let [precision, recall, f1] = counts.scores();
        let people = counts.0[0].0 + counts.0[0].2;
        writeln!(
            out,
            "{name:<44} P {precision:.2}  R {recall:.2}  F1 {f1:.2}  ({people} by coder 1)"
        )
    };
    let total = |of: &dyn Fn(&Codes) -> Codes| {
        let mut counts = Counts::default();
        answers.iter().for_each(|answer| counts.add(answer, of));
        counts
    };
    for frame in &codebook.frames {
        let id = frame.id.as_str();
        line(id, &total(&|c| with_themes(&in_frame(c, id))))?;
        if id == "theme" {
            line(
                "theme, the most specific code only",
                &total(&|c| most_specific(&in_frame(c, id))),
            )?;
            line(
                "theme, themes only",
                &total(&|c| {
                    let mut codes = with_themes(&in_frame(c, id));
                    codes.retain(|code| !code.contains('.'));
                    codes
                }),
            )?;
            line(
                "theme, outcomes only",
                &total(&|c| {
                    let mut codes = in_frame(c, id);
                    codes.retain(|code| code.contains('.'));
                    codes
                }),
            )?;
        }
        let mut each: BTreeMap<String, Counts> = BTreeMap::new();
        for code in &frame.codes {
            let name = format!("{id}:{}", code.id);
            each.insert(
                name.clone(),
                total(&|c| {
                    let mut codes = with_themes(c);
                    codes.retain(|code| *code == name);
                    codes
                }),
            );
        }
        for (name, counts) in &each {
            line(&format!("  {name}"), counts)?;
        }
    }
    Ok(())
}

fn list_wrong(out: &mut impl Write, answers: &[Answer], frame: &str) -> std::io::Result<()> {
    let join = |codes: Codes| codes.into_iter().collect::<Vec<_>>().join(" ");
    for answer in answers {
        let rules = most_specific(&in_frame(&answer.rules, frame));
        let coders = answer
            .coders
            .each_ref()
            .map(|c| most_specific(&in_frame(c, frame)));
        if coders.iter().all(|coder| *coder != rules) {
            let [one, two] = coders.map(join);
            writeln!(
                out,
                "{} {}\n  rules: {}\n  coder 1: {one}\n  coder 2: {two}",
                answer.id,
                answer.text,
                join(rules)
            )?;
        }
    }
    Ok(())
}

fn list_rules(out: &mut impl Write, answers: &[Answer], frame: &str) -> std::io::Result<()> {
    let mut rules: BTreeMap<&str, (usize, Vec<&str>)> = BTreeMap::new();
    for answer in answers {
        let coders = answer.coders.each_ref().map(with_themes);
        for (code, rule) in &answer.by_rule {
            if rule.starts_with(&format!("{code}#")) && code.starts_with(&format!("{frame}:")) {
                let (hits, wrong) = rules.entry(rule).or_default();
                *hits += 1;
                if !coders.iter().any(|coder| coder.contains(code)) {
                    wrong.push(&answer.id);
                }
            }
        }
    }
    let mut rules: Vec<_> = rules.into_iter().collect();
    rules.sort_by_key(|(rule, (_, wrong))| (std::cmp::Reverse(wrong.len()), *rule));
    for (rule, (hits, wrong)) in rules {
        writeln!(
            out,
            "{rule}: {} of {hits} wrong: {}",
            wrong.len(),
            wrong.join(" ")
        )?;
    }
    Ok(())
}
