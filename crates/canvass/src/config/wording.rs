//! The words of the report: those of its language, and the project's own.

use std::sync::Arc;

use super::beside::Beside;
use super::source::{Located, Source};
use crate::diagnostics::{Code, Diagnostics};
use crate::wording::{DEFAULT, NoWording, Wording};

/// The most messages that are named where a language lacks some.
const NAMED: usize = 5;

/// The wording in the language that stands at `language`, with the project's own files. What is wrong with these goes
/// to `faults`, and a language that there is not is a fault of `source`.
pub(super) fn read(
    source: &Source<'_>,
    language: Option<&Located<String>>,
    own: Vec<Beside>,
    faults: &mut Diagnostics,
) -> Arc<Wording> {
    let own: Vec<(String, String)> = own.into_iter().map(|file| (file.path, file.text)).collect();
    let tag = language.map_or(DEFAULT, |language| language.value.as_str());
    match Wording::of(tag, &own) {
        Ok((wording, found)) => {
            faults.extend(found);
            wording
        }
        Err(missing) => {
            if let Some(language) = language {
                let (code, message) = (Code::WordingLanguage, missing.to_string());
                source.fault_with_help(code, language.at, message, help(&missing));
            }
            Wording::built_in()
        }
    }
}

fn help(missing: &NoWording) -> String {
    let known = missing.known.join(", ");
    if missing.missing.is_empty() {
        return format!(
            "the languages are: {known}; docs/wording.md says how to add one to a project"
        );
    }
    let all = missing.missing.len();
    let named: Vec<&str> = missing
        .missing
        .iter()
        .take(NAMED)
        .map(String::as_str)
        .collect();
    let more = if all > NAMED { " and others" } else { "" };
    format!(
        "the project's own wording has no message for {}{more}, {all} in all; the languages that need none are: {known}",
        named.join(", ")
    )
}
