#![allow(clippy::unwrap_used, reason = "tests")]

use std::collections::BTreeMap;

use super::*;
use crate::coding::decisions::Decided;
use crate::coding::{CodedRespondents, Codings, OpenAnswer, OpenAnswerState, StanceSource};
use crate::config::{Project, Texts, parse};
use crate::disclosure::{Ledger, Release, release};
use crate::survey::{
    Choice, ChoiceColumn, Column, DataQuality, MultiSelectColumn, QuestionId, ResponseState,
    Responses, Stance, WaveId,
};
use crate::tabulate::{CodedWave, WaveWeights};

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
members = 1000

[[question]]
id = "who"
kind = "single-choice"
title = "Who"
text = "Who are you?"
option = [{ id = "self", label = "Myself" }, { id = "group", label = "A group" }]

[[question]]
id = "helped"
kind = "multi-select"
title = "How we helped"
text = "How did we help?"
option = [
    { id = "a", label = "Alpha" },
    { id = "b", label = "Beta" },
    { id = "c", label = "Gamma", waves = ["2024"] },
]
"#;

const CODEBOOK: &str = r#"
id = "book"
version = "1"
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

fn project() -> Project {
    let texts = Texts {
        canvass: CANVASS,
        codebook: CODEBOOK,
        ..Texts::default()
    };
    parse(&texts)
        .unwrap_or_else(|faults| panic!("{faults}"))
        .value
}

/// A wave in which the first `counts[i]` of `base` respondents ticked option i, 12 of 20 answered for themselves,
/// and `impact` and `request` of them wrote one or the other.
fn wave(id: &str, base: usize, counts: [usize; 3], [impact, request]: [usize; 2]) -> CodedWave {
    let wave = WaveId::new(id).unwrap();
    let mut helped = MultiSelectColumn::new(vec![true, true, id == "2024"]);
    let mut who = ChoiceColumn::new(vec![true, true]);
    for respondent in 0..base {
        helped.push(
            ResponseState::Answered,
            (0..3).filter(|option| respondent < counts[*option]),
        );
        who.push(match respondent {
            0..12 => Choice::Option(0),
            12..20 => Choice::Option(1),
            _ => Choice::NoAnswer,
        });
    }
    let columns = BTreeMap::from([
        (QuestionId::new("who").unwrap(), Column::Choice(who)),
        (
            QuestionId::new("helped").unwrap(),
            Column::MultiSelect(helped),
        ),
    ]);
    let answers = (0..impact + request)
        .map(|respondent| OpenAnswer {
            respondent,
            question: QuestionId::new("helped").unwrap(),
            state: OpenAnswerState::Content {
                stance: if respondent < impact {
                    Stance::Impact
                } else {
                    Stance::Request
                },
                decided_by: StanceSource::Nothing,
            },
        })
        .collect();
    CodedWave {
        responses: Responses::of_columns(wave.clone(), base, columns, DataQuality::default())
            .unwrap(),
        codings: CodedRespondents::of(&Codings::new(
            wave,
            "book".into(),
            "1".into(),
            Vec::new(),
            answers,
        )),
    }
}

fn waves() -> Vec<CodedWave> {
    vec![
        wave("2023", 60, [20, 3, 0], [30, 20]),
        wave("2024", 120, [70, 60, 10], [57, 3]),
    ]
}

fn released() -> (Project, Vec<CodedWave>, Release) {
    let (project, waves) = (project(), waves());
    let release = release(&project, &waves, &Decided::default(), &Ledger::default())
        .unwrap()
        .value;
    (project, waves, release)
}

fn estimate<'a>(
    records: &'a [EstimateRecord],
    wave: &str,
    subject: &str,
    line: &str,
) -> &'a EstimateRecord {
    let wanted = |r: &&EstimateRecord| {
        r.wave == wave
            && r.subject_id == subject
            && r.line_id == line
            && r.scope.is_none_or(|s| s == "all")
    };
    records.iter().find(wanted).unwrap()
}

fn assert_close(left: Option<f64>, right: f64) {
    assert!(
        (left.unwrap() - right).abs() < 1e-9,
        "{left:?} is not {right}"
    );
}

#[test]
fn an_estimate_has_its_share_and_interval() {
    let (project, _, release) = released();
    let records = estimates(&project, &release);
    let alpha = estimate(&records, "2024", "helped", "a");
    assert_eq!(
        (alpha.subject, alpha.line),
        (SubjectKind::Question, LineKind::Option)
    );
    assert_eq!((alpha.label.as_str(), alpha.scope), ("Alpha", None));
    assert_eq!(
        (alpha.state, alpha.count, alpha.base, alpha.asked),
        (CellState::Shown, Some(70), Some(120), Some(120))
    );
    assert_close(alpha.share, 70.0 / 120.0);
    // The Wilson limits, worked out by hand from the formula.
    assert_close(alpha.lower, 0.493_880_327_001_642_36);
    assert_close(alpha.upper, 0.667_616_478_595_240_4);
    assert!(!alpha.low_base && !alpha.internal);
    assert!(estimate(&records, "2023", "helped", "a").low_base);
}

#[test]
fn a_suppressed_line_has_no_figure() {
    let (project, _, release) = released();
    let beta = &estimates(&project, &release);
    let beta = estimate(beta, "2023", "helped", "b");
    assert_eq!(beta.state, CellState::Suppressed);
    assert_eq!(
        (beta.count, beta.share, beta.lower, beta.upper),
        (None, None, None, None)
    );
    assert_eq!(beta.base, Some(60));
}

#[test]
fn what_was_not_offered_is_not_nought() {
    let (project, waves, release) = released();
    for records in [
        estimates(&project, &release),
        internal_estimates(&project, &waves, &[]),
    ] {
        let gamma = estimate(&records, "2023", "helped", "c");
        assert_eq!((gamma.state, gamma.count), (CellState::NotApplicable, None));
    }
}

#[test]
fn a_small_base_gives_counts_without_shares_unless_internal() {
    let (project, waves, release) = released();
    let published = estimates(&project, &release);
    let published = estimate(&published, "2024", "who", "self");
    assert_eq!(
        (published.count, published.base, published.share),
        (Some(12), Some(20), None)
    );
    let internal = internal_estimates(&project, &waves, &[]);
    let internal = estimate(&internal, "2024", "who", "self");
    assert_close(internal.share, 0.6);
    assert!(internal.low_base && internal.internal);
}

#[test]
fn internal_estimates_are_the_published_ones_with_every_figure() {
    let (project, waves, release) = released();
    let published = estimates(&project, &release);
    let mut internal = internal_estimates(&project, &waves, &[]);
    // Codes by question are told to the analyst alone.
    internal.retain(|record| record.in_question.is_none());
    assert_eq!(published.len(), internal.len());
    for (published, internal) in published.iter().zip(&internal) {
        assert_eq!(
            (
                &published.wave,
                &published.subject_id,
                published.scope,
                &published.line_id
            ),
            (
                &internal.wave,
                &internal.subject_id,
                internal.scope,
                &internal.line_id
            )
        );
        assert!(internal.internal && !published.internal);
        assert_ne!(internal.state, CellState::Suppressed);
        if published.state == CellState::Shown {
            assert_eq!(
                (published.count, published.base),
                (internal.count, internal.base)
            );
        }
    }
    assert_eq!(estimate(&internal, "2023", "helped", "b").count, Some(3));
}

#[test]
fn codes_are_counted_for_each_scope() {
    let (project, waves, _) = released();
    let records = internal_estimates(&project, &waves, &[]);
    let count = |scope, code: &str| {
        let of = |r: &&EstimateRecord| r.scope == Some(scope) && r.line_id == code;
        records.iter().find(of).unwrap().count
    };
    assert_eq!(
        (count("all", "impact"), count("all", "request")),
        (Some(57), Some(3))
    );
    assert_eq!(
        (count("request", "impact"), count("request", "request")),
        (Some(0), Some(3))
    );
    let record = records
        .iter()
        .find(|r| r.scope == Some("criticism"))
        .unwrap();
    assert_eq!(
        (record.subject, record.line, record.base),
        (SubjectKind::Frame, LineKind::Code, Some(60))
    );
}

#[test]
fn a_change_is_told_with_its_interval_and_test() {
    let (project, waves, release) = released();
    for (records, internal) in [
        (changes(&project, &release), false),
        (internal_changes(&project, &waves, &[]), true),
    ] {
        let alpha = records.iter().find(|r| r.line_id == "a").unwrap();
        assert_eq!(
            (alpha.from_wave.as_str(), alpha.to_wave.as_str()),
            ("2023", "2024")
        );
        assert_eq!(
            (
                alpha.from_count,
                alpha.from_base,
                alpha.to_count,
                alpha.to_base
            ),
            (Some(20), Some(60), Some(70), Some(120))
        );
        assert_eq!(
            (alpha.comparability, alpha.clear),
            (ComparabilityKind::Comparable, Some(true))
        );
        // Newcombe's method 10 and the mid-p, worked out from their formulas apart from this program. Beta's p is
        // smaller, and so Holm's adjustment leaves Alpha's as it is.
        assert_close(alpha.difference, 0.25);
        assert_close(alpha.lower, 0.095_395_515_954_884_3);
        assert_close(alpha.upper, 0.385_455_832_174_188_16);
        assert_close(alpha.p, 0.001_670_197_775_074_832_4);
        assert_eq!(alpha.p, alpha.p_adjusted);
        assert_eq!(alpha.internal, internal);
    }
}

#[test]
fn a_change_from_a_suppressed_figure_is_not_told() {
    let (project, waves, release) = released();
    let records = changes(&project, &release);
    let beta = records.iter().find(|r| r.line_id == "b").unwrap();
    assert_eq!(
        (beta.from_state, beta.from_count, beta.from_share),
        (CellState::Suppressed, None, None)
    );
    assert_eq!((beta.to_state, beta.to_count), (CellState::Shown, Some(60)));
    assert_eq!(
        (beta.difference, beta.lower, beta.upper),
        (None, None, None)
    );
    assert_eq!((beta.p, beta.p_adjusted, beta.clear), (None, None, None));
    let internal = internal_changes(&project, &waves, &[]);
    let beta = internal.iter().find(|r| r.line_id == "b").unwrap();
    assert_eq!((beta.from_count, beta.clear), (Some(3), Some(true)));
}

#[test]
fn a_line_that_one_wave_did_not_have_is_not_compared() {
    let (project, _, release) = released();
    let records = changes(&project, &release);
    let gamma = records.iter().find(|r| r.line_id == "c").unwrap();
    assert_eq!(gamma.comparability, ComparabilityKind::NotAsked);
    assert_eq!(gamma.comparability_wave.as_deref(), Some("2023"));
    assert_eq!((gamma.to_count, gamma.difference), (Some(10), None));
}

#[test]
fn waves_after_the_current_one_are_left_out() {
    let (mut project, waves, _) = released();
    project.current = WaveId::new("2023").unwrap();
    let records = internal_estimates(&project, &waves, &[]);
    assert!(!records.is_empty() && records.iter().all(|r| r.wave == "2023"));
    assert!(internal_changes(&project, &waves, &[]).is_empty());
}

/// What serde calls the fields, and what they hold, is what the schema and the values say.
fn agrees<R: Record + serde::Serialize>(records: &[R]) {
    for record in records {
        let json = serde_json::to_value(record).unwrap();
        let object = json.as_object().unwrap();
        assert_eq!(object.len(), R::FIELDS.len());
        for (field, value) in R::FIELDS.iter().zip(record.values()) {
            let expected = match value {
                Value::Empty => serde_json::Value::Null,
                Value::Text(text) => text.into(),
                Value::Count(count) => count.into(),
                Value::Number(number) => number.into(),
                Value::Flag(flag) => flag.into(),
            };
            assert_eq!(object.get(field.name), Some(&expected), "{}", field.name);
            let kind = match value {
                Value::Empty => field.may_be_empty.then_some(field.kind),
                Value::Text(_) => Some(FieldKind::Text),
                Value::Count(_) => Some(FieldKind::Count),
                Value::Number(_) => Some(FieldKind::Number),
                Value::Flag(_) => Some(FieldKind::Flag),
            };
            assert_eq!(kind, Some(field.kind), "{}", field.name);
        }
    }
}

#[test]
fn schema_values_and_serialisation_agree() {
    let (project, waves, release) = released();
    agrees(&estimates(&project, &release));
    agrees(&internal_estimates(&project, &waves, &[]));
    agrees(&changes(&project, &release));
    agrees(&internal_changes(&project, &waves, &[]));
    for field in EstimateRecord::FIELDS.iter().chain(ChangeRecord::FIELDS) {
        assert!(
            field.meaning.ends_with(['.', ')']) && !field.meaning.contains('\n'),
            "{}",
            field.name
        );
    }
}

#[test]
fn every_kind_of_record_agrees_with_its_schema() {
    let (project, waves, release) = released();
    agrees(&internal_gaps(&project, &waves, &[]));
    agrees(&internal_trends(&project, &waves));
    agrees(&who_answered(&project, &release));
    agrees(&internal_who_answered(&project, &waves, &[]));
    let by_group = internal_by_group(&project, &waves, &[], &project.survey.questions[0]).unwrap();
    agrees(&by_group);
    let north = |r: &&EstimateRecord| r.group_id.as_deref() == Some("self") && r.line_id == "a";
    let cell = by_group.iter().find(north).unwrap();
    // The first twelve answer for themselves, and the first seventy chose Alpha.
    assert_eq!((cell.count, cell.base), (Some(12), Some(12)));
    let fields = GapRecord::FIELDS.iter().chain(TrendRecord::FIELDS);
    for field in fields.chain(LinkedRecord::FIELDS).chain(WhoRecord::FIELDS) {
        assert!(field.meaning.ends_with(['.', ')']), "{}", field.name);
    }
}

#[test]
fn weighted_figures_stand_beside_the_others() {
    let (project, waves, _) = released();
    let weights: Vec<WaveWeights> = waves
        .iter()
        .map(|wave| {
            let weights = (0..wave.responses.respondents()).map(|at| match at % 2 {
                0 => 0.5,
                _ => 1.5,
            });
            WaveWeights {
                wave: wave.responses.wave().clone(),
                weights: crate::stats::Weights::new(weights.collect()).unwrap(),
                cap: None,
                capped: 0,
                margin_error: 0.0,
                sweeps: 1,
                margins: Vec::new(),
            }
        })
        .collect();
    let records = internal_estimates(&project, &waves, &weights);
    let alpha = estimate(&records, "2024", "helped", "a");
    // The first 70 of 120, of whom every second counts three times as much: half of them in each.
    assert_close(alpha.weighted_share, 70.0 / 120.0);
    assert_close(alpha.effective_base, 96.0);
    assert!(alpha.weighted_lower < alpha.lower && alpha.weighted_upper > alpha.upper);
    // The 2024 wave has 1,000 members.
    let mut of_members = project.clone();
    of_members.report.inference = crate::config::Inference::Weighted;
    let of_members = internal_estimates(&of_members, &waves, &weights);
    let narrower = estimate(&of_members, "2024", "helped", "a");
    assert_close(narrower.weighted_lower, 0.4881724595047394);
    assert_close(narrower.weighted_upper, 0.6726650306731619);
    assert_eq!(narrower.lower, alpha.lower);
    let changes = internal_changes(&project, &waves, &weights);
    let alpha = changes.iter().find(|r| r.line_id == "a").unwrap();
    assert_close(alpha.weighted_difference, 0.25);
    assert!(alpha.weighted_p > alpha.p);
    let plain = internal_changes(&project, &waves, &[]);
    assert!(plain.iter().all(|r| r.weighted_difference.is_none()));
}
