//! What does coding with the example's whole codebook cost beside one pass over the same text?
//!
//! The floor counts the words of every answer. Every second respondent answers, one in four of them with nothing.

use canvass::coding::CompiledCodebook;
use canvass::ingest;
use canvass::survey::{Responses, TextAnswer};

use benches::{project, surveymonkey};

fn main() {
    divan::main();
}

const ROWS: [usize; 2] = [215, 10_000];

fn responses(rows: usize) -> (canvass::config::Project, Responses) {
    let project = project().unwrap_or_else(|faults| panic!("{faults}"));
    let export = surveymonkey(rows);
    let read = ingest::read(
        &project.survey,
        &project.survey.waves[0],
        "export.csv",
        export.as_bytes(),
    );
    let responses = read.unwrap_or_else(|faults| panic!("{faults}")).value;
    (project, responses)
}

#[divan::bench(args = ROWS)]
fn one_pass(bencher: divan::Bencher<'_, '_>, rows: usize) {
    let (project, responses) = responses(rows);
    let column = responses.column(&project.survey.questions[1].id);
    let verbatims = column.and_then(|column| column.verbatims());
    bencher.bench(|| {
        let words: usize = verbatims
            .into_iter()
            .flat_map(|column| column.iter())
            .map(|answer| {
                if let TextAnswer::Given(text) = answer {
                    text.split_whitespace().count()
                } else {
                    0
                }
            })
            .sum();
        assert!(words > rows);
        words
    });
}

#[divan::bench(args = ROWS)]
fn code(bencher: divan::Bencher<'_, '_>, rows: usize) {
    let (project, responses) = responses(rows);
    let codebook = CompiledCodebook::compile(&project.codebook)
        .unwrap_or_else(|faults| panic!("{faults}"))
        .value;
    bencher.bench(|| {
        let codings = codebook.code_wave(&project.survey, &responses);
        assert_eq!(codings.answers().len(), rows.div_ceil(2));
        codings
    });
}
