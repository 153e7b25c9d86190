//! The report of the example project: what it says in words, and what its tables bear out.

mod claims;
mod executive;
mod exports;
mod figures;
mod ground;
mod groups;
mod kinds;
mod mistakes;
mod reading;
mod recount;
mod rendered;
mod secrecy;
mod statement;
mod tables;
mod trends;

use std::path::Path;
use std::sync::LazyLock;

use canvass::document::Document;
use canvass::pipeline::{self, Analysis};

use ground::{Known, Said};

/// The example project, read and counted.
static ANALYSIS: LazyLock<Analysis> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fixtures/members-questionnaire");
    pipeline::analyse(&folder)
        .expect("the example project has no faults")
        .value
});

/// Its report.
static REPORT: LazyLock<Document> = LazyLock::new(|| {
    pipeline::impact_document(&ANALYSIS).expect("the example's report can be built")
});

fn known() -> Known {
    let project = &ANALYSIS.project;
    let waves = &project.survey.waves;
    let responses: Vec<i64> = ANALYSIS
        .waves
        .iter()
        .map(|wave| wave.responses.respondents() as i64)
        .collect();
    let current = waves
        .iter()
        .position(|wave| wave.id == project.current)
        .expect("there is a current wave");
    let members = waves[current]
        .members
        .expect("the example says how many members there are") as i64;
    let policy = &project.disclosure;
    let said = project.report.key_figures.iter().filter_map(|key| {
        let question = project.survey.question(&key.question)?;
        let option = question
            .options
            .iter()
            .find(|option| option.id == key.option)?;
        Some(Said {
            words: key.says.clone()?,
            subject: format!("{}: ", question.title),
            label: option.label.to_lowercase(),
        })
    });
    Known {
        said: said.collect(),
        gaps: recount::gap_numbers(),
        waves: waves.iter().map(|wave| wave.label.clone()).collect(),
        days: vec!["12 February 2024".into(), "11 March 2024".into()],
        turnout: Some((responses[current], members)),
        responses,
        limits: [
            1,
            policy.threshold - 1,
            policy.counts_only_below,
            policy.low_base_below,
        ]
        .map(|n| n.to_string())
        .into(),
    }
}

fn assert_none(problems: Vec<String>) {
    assert!(problems.is_empty(), "\n{}\n", problems.join("\n"));
}

#[test]
fn tables_agree_with_each_other() {
    assert_none(tables::inconsistent(&REPORT, &known().waves));
    let [shares, waves, changes] = tables::looked_at(&REPORT, &known().waves);
    assert!(
        shares > 60 && waves > 100 && changes > 30,
        "{shares} {waves} {changes}"
    );
}

#[test]
fn what_sentences_claim_is_in_the_tables() {
    assert_none(claims::unfounded(&REPORT, &known().waves));
}

#[test]
fn every_number_in_words_has_its_ground_in_a_table() {
    assert_none(ground::ungrounded(&REPORT, &known()));
}
