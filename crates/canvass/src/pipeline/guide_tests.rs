use std::collections::BTreeMap;

use super::*;
use crate::coding::decisions::{Decided, Decision, DecisionSource, Moment, RecordFile, Statement};
use crate::coding::{AnswerHash, CompiledCodebook, SuggestionSource};
use crate::config::{self, Texts};
use crate::suggest::Standing;
use crate::survey::{Column, DataQuality, QuestionId, Stance, TextAnswer, TextColumn, WaveId};

const CANVASS: &str = r#"
[project]
title = "Report"
organisation = "Kindred Ground"
language = "en-GB"
current = "2024"
codebook = "codebook.toml"
[[wave]]
id = "2024"
export = "exports/2024.csv"
[[question]]
id = "impact"
kind = "open-text"
title = "Impact"
text = "What difference did we make?"
stance = "impact"
"#;

const CODEBOOK: &str = r#"
id = "book"
version = "1.0"
[[frame]]
id = "theme"
label = "Themes"
kind = "theme"
[[frame.code]]
id = "voice"
label = "Voice"
definition = "Speaking out."
rules = ["campaign*", { match = "biscuit*", suggest = true }]
[[frame.code]]
id = "money"
label = "Money"
definition = "Money."
rules = ["grant*"]
[[frame]]
id = "stance"
label = "Stance"
kind = "stance"
[[frame.code]]
id = "impact"
label = "Impact"
definition = "Did something."
[[frame.code]]
id = "request"
label = "Request"
definition = "Asks."
[[frame.code]]
id = "criticism"
label = "Criticism"
definition = "A problem."
[[frame.code]]
id = "neutral"
label = "Neutral"
definition = "A fact."
"#;

/// A project of which these are the answers, and these the decisions: respondent, coder, statement.
fn coded(answers: &[&str], decisions: &[(usize, &str, Statement)]) -> Coded {
    let texts = Texts {
        canvass: CANVASS,
        codebook: CODEBOOK,
        ..Texts::default()
    };
    let project = config::parse(&texts).unwrap().value;
    let mut impact = TextColumn::new();
    for words in answers {
        impact.push(TextAnswer::Given(words));
    }
    let question = QuestionId::new("impact").unwrap();
    let columns = BTreeMap::from([(question.clone(), Column::Text(impact))]);
    let wave = project.current.clone();
    let responses = Responses::new(
        &project.survey.questions,
        wave,
        answers.len(),
        columns,
        DataQuality::default(),
    )
    .unwrap();
    let codebook = CompiledCodebook::compile(&project.codebook).unwrap().value;
    let found = codebook.code_wave(&project.survey, &responses);
    let decisions: Vec<Decision> = decisions
        .iter()
        .map(|(respondent, coder, statement)| Decision {
            answer: AnswerId::of(&responses, *respondent, &question).unwrap(),
            hash: AnswerHash::of(answers[*respondent]),
            statement: statement.clone(),
            source: DecisionSource::Person,
            decided_by: (*coder).into(),
            decided_at: Moment::from_unix(1_800_000_000).unwrap(),
            codebook: "book".into(),
            version: "1.0".into(),
            supersedes: vec![],
        })
        .collect();
    let folder = tempfile::tempdir().unwrap();
    let mut file = RecordFile::hold(folder.path()).unwrap();
    file.append(&decisions).unwrap();
    let record = file.read().unwrap().value;
    let decided = Decided::fold(&record, &project.codebook, &[&responses]);
    Coded {
        project,
        codebook,
        responses: vec![responses],
        found: vec![found],
        record,
        decided,
    }
}

fn codes(codes: &[&str], value: Value) -> Statement {
    Statement::Codes {
        codes: codes
            .iter()
            .map(|code| CodeRef::parse(code).unwrap())
            .collect(),
        value,
        stance: None,
        evidence: vec![],
    }
}

#[test]
fn what_rules_only_suggest_is_shown_and_counts_for_nothing() {
    let coded = coded(&["Biscuits", "A campaign for biscuits"], &[]);
    let guidance = guide(&coded, vec![]);
    // The second has the code already, by a rule that gives it.
    let told: Vec<(&SuggestionSource, String, usize)> = guidance
        .suggestions
        .iter()
        .map(|one| (&one.source, one.code.to_string(), one.evidence[0].bytes.end))
        .collect();
    assert_eq!(
        told,
        [(&SuggestionSource::Rules, "theme:voice".to_owned(), 8)]
    );
    assert_eq!(coded.found[0].codings().len(), 1);
    let sheet = coded.review_sheet(
        &guidance.suggestions,
        &guidance.queue,
        &crate::review::Perspective::Open,
        None,
    );
    let csv = String::from_utf8(crate::review::csv(&sheet)).unwrap();
    let row = csv.lines().find(|line| line.contains("Biscuits")).unwrap();
    assert!(row.contains("voice"), "{row}");
}

#[test]
fn what_is_finished_or_says_nothing_does_not_wait() {
    let coded = coded(
        &["Your campaign", "n/a", "A grant", "Tea"],
        &[
            (0, "A", codes(&["theme:voice"], Value::Present)),
            (0, "A", Statement::Done(true)),
            // Two people differ, though both have finished.
            (2, "A", codes(&["theme:money"], Value::Present)),
            (2, "A", Statement::Done(true)),
            (2, "B", codes(&["theme:money"], Value::Absent)),
            (2, "B", Statement::Done(true)),
        ],
    );
    let guidance = guide(&coded, vec![]);
    let order: Vec<usize> = guidance
        .queue
        .iter()
        .map(|queued| {
            coded.responses[0]
                .respondent(queued.answer.response)
                .unwrap()
        })
        .collect();
    assert_eq!(order, [2, 3]);
    assert!(guidance.queue[0].why.contains(&Why::Conflict));
    assert!(guidance.queue[1].why.contains(&Why::Uncoded));
    assert_eq!(guidance.model, None);
    let about = asked(&coded).into_iter();
    let about: Vec<(String, String)> = about.map(|(_, asked, text)| (asked, text)).collect();
    let question = "What difference did we make?".to_owned();
    assert_eq!(
        about,
        ["A grant", "Tea"].map(|text| (question.clone(), text.to_owned()))
    );
    // A program is never handed the answers of another wave.
    let mut coded = coded;
    coded.project.current = WaveId::new("2025").unwrap();
    assert!(asked(&coded).is_empty());
}

#[test]
fn coders_are_judged_on_what_they_finished() {
    let coded = coded(
        &["Your campaign", "A grant", "Tea"],
        &[
            (0, "B", codes(&["theme:voice"], Value::Present)),
            (0, "B", Statement::Stance(Stance::Request)),
            (0, "B", Statement::Done(true)),
            (0, "A", codes(&["theme:voice"], Value::Absent)),
            (0, "A", Statement::Done(true)),
            // Not finished, so it is nobody's last word.
            (1, "A", codes(&["theme:voice"], Value::Present)),
        ],
    );
    let (judgements, texts) = judge_record(&coded);
    assert_eq!(judgements.coders(), ["rules", "A", "B"]);
    assert_eq!(texts, ["Your campaign"]);
    let by: Vec<Vec<String>> = judgements.answers()[0]
        .by
        .iter()
        .map(|found| {
            found
                .iter()
                .flatten()
                .map(|(code, _)| code.to_string())
                .collect()
        })
        .collect();
    assert_eq!(
        by,
        [
            vec!["stance:impact", "theme:voice"],
            vec![],
            vec!["stance:request", "theme:voice"]
        ]
    );
}

/// Forty answers by turns about rent and about friends; a person finished with 36 and gave `theme:money` to those about
/// rent.
fn forty() -> Coded {
    let answers: Vec<String> = (0..40)
        .map(|n| {
            if n % 2 == 0 {
                format!("rent and heating {n}")
            } else {
                format!("friends and company {n}")
            }
        })
        .collect();
    let texts: Vec<&str> = answers.iter().map(String::as_str).collect();
    let decisions: Vec<(usize, &str, Statement)> = (0..36)
        .flat_map(|n| {
            let value = if n % 2 == 0 {
                Value::Present
            } else {
                Value::Absent
            };
            [
                (n, "A", codes(&["theme:money"], value)),
                (n, "A", Statement::Done(true)),
            ]
        })
        .collect();
    coded(&texts, &decisions)
}

#[test]
fn what_is_learnt_is_tried_on_answers_that_were_left_out() {
    let coded = forty();
    let learnt = crate::pipeline::learnt(&coded);
    assert_eq!((learnt.answers, learnt.read, learnt.unread), (36, 36, 4));
    // Rent is only in the answers that have the code, so those of other respondents are told without a mistake.
    let [money] = &learnt.other_respondents.codes[..] else {
        panic!("only one code was decided");
    };
    assert_eq!((money.given, money.told, money.right), (18, 18, 18));
    assert_eq!(learnt.later_wave, None);
    let codes: Vec<(String, u64, u64, Standing)> = learnt
        .codes
        .iter()
        .map(|one| (one.code.to_string(), one.given, one.not_given, one.standing))
        .collect();
    let money = ("theme:money".to_owned(), 18, 18, Standing::OrdersQueue);
    assert_eq!(codes, [money]);
    // Stances are no codes of this kind.
    let [(frame, missed)] = &learnt.missed[..] else {
        panic!("one frame of themes");
    };
    assert_eq!(frame.as_str(), "theme");
    // Rules find none of it. All answers are equally long and uncoded, so which stand low is their ids' chance.
    assert!(missed.is_none_or(|missed| missed.drawn <= 4 && missed.wrong <= missed.drawn));
}

#[test]
fn a_model_learns_from_what_people_decided_and_not_from_what_they_accepted() {
    let coded = forty();
    let guidance = guide(&coded, vec![]);
    let model = guidance.model.unwrap();
    let money = CodeRef::parse("theme:money").unwrap();
    assert_eq!(model.given(&money), 18);
    // Fewer than thirty: it orders the queue, and suggests nothing.
    assert_eq!(guidance.suggestions, []);
    // Rules found nothing in any of the four left; the model tells the two about rent.
    let first: Vec<usize> = guidance
        .queue
        .iter()
        .take(2)
        .map(|queued| {
            coded.responses[0]
                .respondent(queued.answer.response)
                .unwrap()
                % 2
        })
        .collect();
    assert_eq!(first, [0, 0]);
    assert!(guidance.queue[0].why.contains(&Why::Disagreement));
}
