//! The executive summary of the example: it says nothing that the report does not bear out, and stays short.

use std::sync::LazyLock;

use canvass::document::{Document, Section};
use canvass::{pipeline, render};

use crate::claims::unfounded_in;
use crate::exports::text_of;
use crate::ground::ungrounded_in;
use crate::reading::Words;
use crate::statement::statements;
use crate::{ANALYSIS, REPORT, assert_none, known};

static SUMMARY: LazyLock<Document> = LazyLock::new(|| {
    pipeline::summary_document(&ANALYSIS).expect("the example's summary can be built")
});

#[test]
fn it_says_what_the_report_bears_out() {
    let (words, known) = (Words::of(&REPORT), known());
    let problems = statements(&SUMMARY).into_iter().flat_map(|statement| {
        let mut problems = ungrounded_in(&REPORT, &known, &words, &statement);
        // "Table 1" is its own.
        let own = ungrounded_in(&SUMMARY, &known, &words, &statement);
        problems.retain(|problem| own.contains(problem));
        problems.extend(unfounded_in(&REPORT, &known.waves, &words, &statement));
        problems
    });
    assert_none(problems.collect());
}

#[test]
fn it_is_short_and_has_one_chart() {
    let headings: Vec<&str> = SUMMARY
        .sections()
        .iter()
        .map(|section: &Section| section.heading.as_str())
        .collect();
    assert_eq!(
        headings,
        [
            "In short",
            "What changed since 2023",
            "What respondents ask for",
            "What comes of the work",
        ]
    );
    assert_eq!(SUMMARY.figures().count(), 1);
    let text = text_of(&render::text(&SUMMARY));
    let words = text.split_whitespace().count();
    assert!((300..900).contains(&words), "{words} words");
}

#[test]
fn the_shift_is_told_as_the_report_tells_it() {
    let headline = canvass::report::headline(&ANALYSIS.project, &ANALYSIS.release)
        .expect("the example has a shift");
    let text = render::text(&SUMMARY).replace('\n', " ");
    assert!(text.contains(&headline.claim), "{text}");
    let figure = SUMMARY.figures().next().expect("there is a chart");
    assert_eq!(
        figure.caption(),
        "How the charity helped sustain or resource members: one clear change between 2023 and 2024."
    );
}
