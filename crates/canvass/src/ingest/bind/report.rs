//! What is wrong with the headings, in the users' words.

use super::{Target, Wanted};
use crate::diagnostics::{Code, Diagnostic, Diagnostics, Place, nearest};
use crate::ingest::heading::{Headings, Role, letters, one_line};
use crate::ingest::key::{key, words};
use crate::ingest::labels::Labels;
use crate::ingest::reader::Cells;

/// Several places fit a question.
pub(super) fn ambiguous(file: &str, wanted: &Wanted<'_>, targets: &[Target]) -> Diagnostic {
    let columns: Vec<String> = targets
        .iter()
        .filter_map(|target| target.columns.first())
        .map(|(column, _)| letters(*column))
        .collect();
    Diagnostic::new(
        Code::IngestAmbiguousQuestion,
        Place::column(file, one_line(&wanted.wording)),
        format!(
            "the question \"{}\" could be any of the columns {}",
            wanted.question.id,
            columns.join(", ")
        ),
    )
    .help(
        "list one question for each of them: questions with the same wording are taken in the order of the columns",
    )
}

/// Questions that no column answers.
pub(super) fn missing(
    file: &str,
    headings: &Headings,
    wanted: &[Wanted<'_>],
    diagnostics: &mut Diagnostics,
) {
    let questions = headings.questions();
    let forms: Vec<String> = questions.iter().map(|q| words(&key(q))).collect();
    let taken: Vec<String> = wanted
        .iter()
        .filter(|wanted| wanted.columns.is_some())
        .map(|wanted| words(&wanted.key))
        .collect();
    let (shared, missing): (Vec<&Wanted<'_>>, Vec<&Wanted<'_>>) = wanted
        .iter()
        .filter(|wanted| wanted.columns.is_none() && !wanted.ambiguous)
        .partition(|wanted| {
            let form = words(&wanted.key);
            forms.contains(&form) && !taken.contains(&form)
        });
    for wanted in shared {
        diagnostics.push(
            Diagnostic::new(
                Code::IngestAmbiguousQuestion,
                Place::column(file, one_line(&wanted.wording)),
                format!(
                    "the question \"{}\" has the same wording as another one, and the file has fewer such columns",
                    wanted.question.id
                ),
            )
            .help("take the wave out of the question that was not asked"),
        );
    }
    let found = wanted.len() - missing.len();
    if missing.len() > 1 && found * 3 < wanted.len() {
        diagnostics.push(
            Diagnostic::new(
                Code::IngestMissingQuestion,
                Place::whole(file),
                format!(
                    "only {found} of the {} questions of this wave are in the file: it looks like the export of another survey or wave",
                    wanted.len()
                ),
            )
            .help("check `export` of the wave, and the wordings of its questions"),
        );
        return;
    }
    for wanted in missing {
        let wording = one_line(&wanted.wording);
        let near = nearest(&wording, questions.iter().map(String::as_str));
        diagnostics.push(
            Diagnostic::new(
                Code::IngestMissingQuestion,
                Place::whole(file),
                format!(
                    "no column has the wording of the question \"{}\": \"{wording}\"",
                    wanted.question.id
                ),
            )
            .help(match near {
                Some(near) => format!("did you mean the heading \"{near}\"?"),
                None => "copy the heading from the export, or take the wave out of the question"
                    .to_owned(),
            }),
        );
    }
}

/// Options that have no column where each should have one.
pub(super) fn missing_options(
    place: &Place,
    labels: &Labels<'_>,
    cells: &Cells,
    diagnostics: &mut Diagnostics,
) {
    let Cells::Options { ticks, other, .. } = cells else {
        return;
    };
    for (option, label) in labels.offered() {
        let is_there = ticks.iter().any(|(_, ticked)| ticked == option)
            || (other.is_some() && labels.other() == Some(*option));
        if !is_there {
            diagnostics.push(
                Diagnostic::new(
                    Code::IngestMissingOption,
                    place.clone(),
                    format!(
                        "the option \"{label}\" has no column; it is taken as chosen by nobody"
                    ),
                )
                .help("if this wave did not offer it, take the wave out of the option"),
            );
        }
    }
}

/// Options that have several columns.
pub(super) fn repeated_options(
    place: &Place,
    labels: &Labels<'_>,
    cells: &Cells,
    diagnostics: &mut Diagnostics,
) {
    let Cells::Options { ticks, .. } = cells else {
        return;
    };
    for (option, label) in labels.offered() {
        let columns = ticks.iter().filter(|(_, ticked)| ticked == option).count();
        if columns > 1 {
            diagnostics.push(Diagnostic::new(
                Code::IngestRepeatedOption,
                place.clone(),
                format!("the option \"{label}\" has {columns} columns; who ticked any of them chose it once"),
            ));
        }
    }
}

/// Notes on columns that nothing reads: unmapped ones and those with personal data, counted.
pub(super) fn unused(
    file: &str,
    headings: &Headings,
    used: &[bool],
    diagnostics: &mut Diagnostics,
) -> (u64, u64) {
    const NAMED: u64 = 20;
    let (mut unmapped, mut personal) = (0, 0);
    for (column, heading) in headings.columns.iter().enumerate() {
        if used.get(column).copied().unwrap_or(false) {
            continue;
        }
        let (code, message) = match heading.role {
            role if role.is_platforms() || role == Role::Repeated => continue,
            Role::Personal => {
                personal += 1;
                (
                    Code::IngestPersonalData,
                    "the column holds personal data; it is not read",
                )
            }
            _ => {
                unmapped += 1;
                (Code::IngestUnmappedColumn, "no question uses the column")
            }
        };
        if unmapped <= NAMED || heading.role == Role::Personal {
            let place = Place::column(file, headings.shown(column));
            diagnostics.push(Diagnostic::new(code, place, message));
        }
    }
    if unmapped > NAMED {
        diagnostics.push(Diagnostic::new(
            Code::IngestUnmappedColumn,
            Place::whole(file),
            format!("no question uses {} more columns", unmapped - NAMED),
        ));
    }
    (unmapped, personal)
}
