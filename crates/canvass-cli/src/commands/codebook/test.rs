use std::path::Path;

use canvass::coding::test_examples;
use canvass::config;
use canvass::diagnostics::Diagnostics;
use canvass::pipeline;

use super::compiled;
use crate::figures::aligned::{Side, table};
use crate::terminal::{Done, Failure, print, report_faults};

/// Tries the rules on the examples and near-misses of every code.
pub(super) fn run(project: &Path) -> Result<Done, Failure> {
    let project = config::load(project).map_err(pipeline::Error::Rejected)?;
    let codebook = compiled(&project.value.codebook)?;
    let tests = test_examples(&codebook);
    let rows: Vec<Vec<String>> = tests
        .iter()
        .map(|test| {
            let of = |found: usize, all: usize| match all {
                0 => "-".to_owned(),
                _ if !test.has_rules => "no rules".to_owned(),
                all => format!("{found} of {all}"),
            };
            vec![
                test.code.to_string(),
                of(test.examples_found, test.examples),
                of(test.near_misses_left, test.near_misses),
            ]
        })
        .collect();
    let columns = [
        ("Code", Side::Left),
        ("Examples found", Side::Right),
        ("Near-misses left alone", Side::Right),
    ];
    print(&table(&columns, &rows))?;
    let mut faults = Diagnostics::new();
    for test in tests {
        faults.extend(test.faults);
    }
    report_faults(&faults, true);
    Ok(match faults.is_empty() {
        true => Done::Clean,
        false => Done::WithFindings,
    })
}
