use std::path::Path;

use canvass::codebook::lint;
use canvass::config;
use canvass::pipeline;

use super::{answers, coded, compiled};
use crate::args::FailOn;
use crate::commands::check::found;
use crate::terminal::{Done, Failure, print};

/// Tells what is suspect in the codebook.
pub(super) fn run(
    project: &Path,
    without_answers: bool,
    fail_on: Option<FailOn>,
) -> Result<Done, Failure> {
    let findings = if without_answers {
        let project = config::load(project).map_err(pipeline::Error::Rejected)?;
        lint(&compiled(&project.value.codebook)?, None)
    } else {
        let coded = coded(project)?;
        let waves: Vec<_> = coded.responses.iter().collect();
        let answers = answers(&coded.project, &waves);
        lint(&coded.codebook, Some(&answers))
    };
    let mut text = String::new();
    for finding in findings.iter() {
        text.push_str(&format!("{finding}\n"));
    }
    text.push_str(&match findings.len() {
        0 => "Nothing to look at.\n".to_owned(),
        1 => "1 thing to look at; \"canvass explain CODE\" tells more\n".to_owned(),
        many => format!("{many} things to look at; \"canvass explain CODE\" tells more\n"),
    });
    print(&text)?;
    Ok(match found(&findings, fail_on) {
        true => Done::WithFindings,
        false => Done::Clean,
    })
}
