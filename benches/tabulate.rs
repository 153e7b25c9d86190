//! What do cross-tables of a million respondents cost beside counting the same answers once?
//!
//! Forty questions of several answers, twelve options each, by a question of thirteen groups.

use std::collections::{BTreeMap, BTreeSet};

use canvass::survey::{
    AnswerOption, Asked, Choice, ChoiceColumn, Column, Continuity, DataQuality, MultiSelectColumn,
    Offered, OptionId, OptionUnion, Question, QuestionId, QuestionKind, ResponseState, Responses,
    WaveId,
};
use canvass::tabulate::{Groups, cross_tables, question_table};

fn main() {
    divan::main();
}

const RESPONDENTS: [usize; 2] = [10_000, 1_000_000];
const QUESTIONS: usize = 40;
const OPTIONS: usize = 12;
const GROUPS: u16 = 13;

fn wave() -> WaveId {
    WaveId::new("2024").unwrap_or_else(|fault| panic!("{fault}"))
}

fn option_id(at: usize) -> OptionId {
    OptionId::new(format!("o{at}")).unwrap_or_else(|fault| panic!("{fault}"))
}

fn question(id: &str, kind: QuestionKind, options: usize) -> Question {
    let asked = Asked {
        wording: "Which?".into(),
        row: None,
        heading: None,
        continuity: Continuity::Same,
    };
    let offered = Offered {
        label: "Option".into(),
        cell: None,
        continuity: Continuity::Same,
    };
    Question {
        id: QuestionId::new(id).unwrap_or_else(|fault| panic!("{fault}")),
        kind,
        title: "Which".into(),
        grid: None,
        options: (0..options)
            .map(|at| AnswerOption {
                id: option_id(at),
                label: format!("Option {at}"),
                exclusive: false,
                other: false,
                score: None,
                codes: Vec::new(),
                offered: BTreeMap::from([(wave(), offered.clone())]),
            })
            .collect(),
        unions: vec![OptionUnion {
            id: option_id(options),
            label: "The first two".into(),
            of: BTreeSet::from([option_id(0), option_id(1)]),
        }],
        route: None,
        theme: None,
        stance: None,
        asked: BTreeMap::from([(wave(), asked)]),
    }
}

/// The question of the groups, the others, and all answers: respondent `r` ticks option `o` of question `q` where a
/// third of the numbers that these three make say so.
fn survey(respondents: usize) -> (Question, Vec<Question>, Responses) {
    let groups = question("region", QuestionKind::SingleChoice, usize::from(GROUPS));
    let questions: Vec<Question> = (0..QUESTIONS)
        .map(|at| question(&format!("q{at}"), QuestionKind::MultiSelect, OPTIONS))
        .collect();
    let mut columns = BTreeMap::new();
    let mut region = ChoiceColumn::new(vec![true; usize::from(GROUPS)]);
    for group in (0..GROUPS).cycle().take(respondents) {
        region.push(Choice::Option(group));
    }
    columns.insert(groups.id.clone(), Column::Choice(region));
    for (at, question) in questions.iter().enumerate() {
        let mut column = MultiSelectColumn::new(vec![true; OPTIONS]);
        for respondent in 0..respondents {
            let ticked = (0..OPTIONS).filter(|option| (respondent + at * 7 + option) % 3 == 0);
            column.push(ResponseState::Answered, ticked);
        }
        columns.insert(question.id.clone(), Column::MultiSelect(column));
    }
    let all: Vec<Question> = [&groups].into_iter().chain(&questions).cloned().collect();
    let responses = Responses::new(&all, wave(), respondents, columns, DataQuality::default());
    let responses = responses.unwrap_or_else(|error| panic!("{error}"));
    (groups, questions, responses)
}

#[divan::bench(args = RESPONDENTS, sample_count = 3, sample_size = 1)]
fn count_once(bencher: divan::Bencher<'_, '_>, respondents: usize) {
    let (_, questions, responses) = survey(respondents);
    bencher.bench(|| {
        let tables = questions
            .iter()
            .filter_map(|q| question_table(q, &responses));
        let mentions: u64 = tables.map(|table| table.bases.mentions).sum();
        assert_eq!(mentions, (respondents * QUESTIONS * OPTIONS / 3) as u64);
    });
}

#[divan::bench(args = RESPONDENTS, sample_count = 3, sample_size = 1)]
fn by_group(bencher: divan::Bencher<'_, '_>, respondents: usize) {
    let (region, questions, responses) = survey(respondents);
    bencher.bench(|| {
        let groups = Groups::of(&region, &responses);
        let groups = groups.unwrap_or_else(|| panic!("there are groups"));
        let columns = questions.iter().flat_map(|question| {
            let tables = cross_tables(question, &responses, &groups);
            tables.into_iter().flat_map(|table| table.columns)
        });
        let mentions: u64 = columns.map(|column| column.table.bases.mentions).sum();
        assert_eq!(mentions, (respondents * QUESTIONS * OPTIONS / 3) as u64);
    });
}
