mod attack;
mod clearing;
mod corrections;
mod crossed;
mod earlier;

use std::collections::BTreeMap;

use super::*;
use crate::coding::decisions::Decided;
use crate::coding::{
    CodedRespondents, Coding, Codings, OpenAnswer, OpenAnswerState, Source, StanceSource,
};
use crate::config::{Project, Texts, parse};
use crate::survey::{
    Choice, ChoiceColumn, CodeRef, Column, DataQuality, MultiSelectColumn, OptionId, QuestionId,
    ResponseState, Responses, Stance, WaveId,
};
use crate::tabulate::{CodedWave, LineKey};

/// Who answered, what helped them, and what groups among them wanted.
const CANVASS: &str = r#"
[project]
title = "T"
organisation = "O"
current = "2024"

[[wave]]
id = "2023"
export = "2023.csv"
[[wave]]
id = "2024"
export = "2024.csv"

[[question]]
id = "who"
kind = "single-choice"
title = "Who"
text = "Who are you?"
option = [
    { id = "self", label = "Myself" },
    { id = "group", label = "A group" },
    { id = "friend", label = "A friend" },
    { id = "staff", label = "Staff" },
]
union = [{ id = "outside", label = "From outside", of = ["friend", "staff"] }]

[[question]]
id = "helped"
kind = "multi-select"
title = "How we helped"
text = "How did we help?"
option = [
    { id = "a", label = "Alpha" },
    { id = "b", label = "Beta" },
    { id = "c", label = "Gamma" },
]
union = [
    { id = "ab", label = "Alpha or Beta", of = ["a", "b"] },
    { id = "bc", label = "Beta or Gamma", of = ["b", "c"] },
]

[[question]]
id = "wanted"
kind = "single-choice"
title = "What groups wanted"
text = "What does your group want?"
option = [{ id = "money", label = "Money" }, { id = "room", label = "A room" }]
asked_of = { question = "who", options = ["group"] }

[disclosure]
threshold = THRESHOLD
"#;

const CODEBOOK: &str = r#"
id = "book"
version = "1"
[[frame]]
id = "theme"
label = "Themes"
kind = "theme"
code = [
    { id = "voice", label = "Voice", definition = "Being heard." },
    { id = "money", label = "Money", definition = "Being paid." },
]
[[frame]]
id = "stance"
label = "What answers are"
kind = "stance"
code = [
    { id = "impact", label = "Impact", definition = "What was done." },
    { id = "request", label = "Request", definition = "What is asked for." },
    { id = "criticism", label = "Criticism", definition = "What is wrong." },
    { id = "neutral", label = "Neutral", definition = "A fact." },
]
"#;

fn project(threshold: u64) -> Project {
    let texts = Texts {
        canvass: &CANVASS.replace("THRESHOLD", &threshold.to_string()),
        codebook: CODEBOOK,
        ..Texts::default()
    };
    parse(&texts)
        .unwrap_or_else(|faults| panic!("{faults}"))
        .value
}

/// The answers of a wave.
#[derive(Debug, Clone, Default)]
struct Answers {
    /// How many chose each option of "who".
    who: [usize; 4],
    /// How many ticked each set of options of "helped", by its bits; the first ticked nothing.
    helped: [usize; 8],
    /// How many of the groups chose each option of "wanted", as far as there are groups.
    wanted: [usize; 2],
    /// How many spoke of each theme in their own words, to praise it and to ask for it.
    said: [[usize; 2]; 2],
}

impl Answers {
    fn wave(&self, id: &str) -> CodedWave {
        let wave = WaveId::new(id).unwrap();
        let people: usize = self.who.iter().sum::<usize>().max(self.helped.iter().sum());
        let mut who = ChoiceColumn::new(vec![true; 4]);
        let mut wanted = ChoiceColumn::new(vec![true; 2]);
        let mut helped = MultiSelectColumn::new(vec![true; 3]);
        let chosen = spread(&self.who);
        let mut wants = spread(&self.wanted).into_iter();
        let ticked = spread(&self.helped);
        for person in 0..people {
            let choice = chosen.get(person).copied();
            who.push(choice.map_or(Choice::NoAnswer, |o| Choice::Option(o as u16)));
            wanted.push(match choice {
                Some(1) => wants
                    .next()
                    .map_or(Choice::NoAnswer, |o| Choice::Option(o as u16)),
                _ => Choice::NotAsked,
            });
            match ticked.get(person).copied().unwrap_or(0) {
                0 => helped.push(ResponseState::NoAnswer, []),
                set => {
                    helped.push(
                        ResponseState::Answered,
                        (0..3).filter(|o| set & (1 << o) != 0),
                    );
                }
            }
        }
        let id = |id: &str| QuestionId::new(id).unwrap();
        let columns = BTreeMap::from([
            (id("who"), Column::Choice(who)),
            (id("helped"), Column::MultiSelect(helped)),
            (id("wanted"), Column::Choice(wanted)),
        ]);
        CodedWave {
            responses: Responses::of_columns(wave.clone(), people, columns, DataQuality::default())
                .unwrap(),
            codings: CodedRespondents::of(&self.codings(wave, people)),
        }
    }

    /// Everybody speaks of one theme at most.
    fn codings(&self, wave: WaveId, people: usize) -> Codings {
        let said = spread(self.said.as_flattened());
        let (mut codings, mut answers) = (Vec::new(), Vec::new());
        for (respondent, said) in said.into_iter().take(people).enumerate() {
            let question = QuestionId::new("who").unwrap();
            let stance = [Stance::Impact, Stance::Request][said % 2];
            codings.push(Coding {
                respondent,
                question: question.clone(),
                code: CodeRef::parse(["theme:voice", "theme:money"][said / 2]).unwrap(),
                source: Source::Rules(vec!["rule".into()]),
                evidence: Vec::new(),
                negated: false,
                stance: Some(stance),
            });
            answers.push(OpenAnswer {
                respondent,
                question,
                state: OpenAnswerState::Content {
                    stance,
                    decided_by: StanceSource::Nothing,
                },
            });
        }
        Codings::new(wave, "book".into(), "1".into(), codings, answers)
    }
}

/// Each position as often as it counts.
fn spread(counts: &[usize]) -> Vec<usize> {
    let each = counts.iter().enumerate();
    each.flat_map(|(at, count)| std::iter::repeat_n(at, *count))
        .collect()
}

fn released(threshold: u64, answers: &Answers) -> Release {
    let waves = [answers.wave("2024")];
    release(
        &project(threshold),
        &waves,
        &Decided::default(),
        &Ledger::default(),
    )
    .unwrap()
    .value
}

fn table<'a>(release: &'a Release, question: &str, wave: &str) -> &'a PublishedTable {
    let key = (
        QuestionId::new(question).unwrap(),
        WaveId::new(wave).unwrap(),
    );
    &release.questions[&key]
}

/// The counts of the lines of a table; `None` for what is hidden.
fn shown(table: &PublishedTable) -> Vec<Option<u64>> {
    let count = |cell: &PublishedCell| match cell {
        PublishedCell::Shown(shown) => Some(shown.share().count()),
        PublishedCell::Suppressed => None,
        PublishedCell::NotApplicable => Some(0),
    };
    table.lines().iter().map(|line| count(&line.cell)).collect()
}

/// What is published of "who" when so many chose each of its options; the last is the union of the last two.
fn who(counts: [usize; 4]) -> Vec<Option<u64>> {
    let answers = Answers {
        who: counts,
        ..Answers::default()
    };
    shown(table(&released(5, &answers), "who", "2024"))
}

fn option(id: &str) -> LineKey {
    LineKey::Option(OptionId::new(id).unwrap())
}
