//! Headings to questions: by their wording, never by position.

use std::collections::{BTreeMap, BTreeSet};

use super::heading::{Headings, Role, is_generic, one_line};
use super::key::{key, without_glued_digits, words};
use super::labels::Labels;
use super::platform::Conventions;
use super::reader::Cells;
use crate::diagnostics::{Code, Diagnostic, Diagnostics, Place, nearest};
use crate::survey::{Question, QuestionKind, Survey, Wave};

/// A question and where its answers stand.
pub(super) struct Bound<'s> {
    pub(super) question: &'s Question,
    pub(super) labels: Labels<'s>,
    pub(super) cells: Cells,
}

/// What became of the columns of an export.
pub(super) struct Binding<'s> {
    /// The questions in the order of the questionnaire.
    pub(super) bound: Vec<Bound<'s>>,
    /// Columns that no question uses.
    pub(super) unmapped: u64,
    /// Columns with personal data that are not read.
    pub(super) personal: u64,
}

impl Binding<'_> {
    /// The first columns of questions whose options have a column each.
    pub(super) fn blocks(&self) -> BTreeSet<usize> {
        self.bound
            .iter()
            .filter(|bound| matches!(bound.cells, Cells::Options { .. }))
            .map(|bound| bound.cells.first())
            .collect()
    }
}

/// The headings of columns that may answer one question.
struct Target {
    /// Columns with their labels in the block.
    columns: Vec<(usize, String)>,
    question: String,
    part: String,
}

/// How a wording is compared with a target, from strict to lenient.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Pass {
    /// The question and the label of one column together: a row of a matrix, a comment box.
    Parts,
    /// The question over a block.
    Blocks,
    /// The same without punctuation.
    BlockWords,
    /// The same without the digits that a spreadsheet table glues on.
    Glued,
    /// The label of one column alone.
    PartAlone,
}

impl Pass {
    fn target_form(self, target: &Target) -> String {
        match self {
            Pass::Parts => words(&format!("{} {}", target.question, target.part)),
            Pass::Blocks => target.question.clone(),
            Pass::BlockWords => words(&target.question),
            Pass::Glued => without_glued_digits(&target.question).to_owned(),
            Pass::PartAlone => target.part.clone(),
        }
    }

    fn wording_form(self, wording: &str) -> String {
        match self {
            Pass::Parts | Pass::BlockWords => words(wording),
            Pass::Blocks | Pass::Glued | Pass::PartAlone => wording.to_owned(),
        }
    }

    fn takes_blocks(self) -> bool {
        matches!(self, Pass::Blocks | Pass::BlockWords | Pass::Glued)
    }
}

/// What is known of a question while headings are compared.
struct Wanted<'s> {
    question: &'s Question,
    wording: &'s str,
    key: String,
    columns: Option<Vec<(usize, String)>>,
    /// Two places fit, and it has been reported.
    ambiguous: bool,
}

/// Finds the columns of every question that the wave asked.
pub(super) fn bind<'s>(
    survey: &'s Survey,
    wave: &'s Wave,
    file: &str,
    headings: &Headings,
    conventions: Conventions,
    diagnostics: &mut Diagnostics,
) -> Binding<'s> {
    let mut wanted: Vec<Wanted<'s>> = survey
        .questions
        .iter()
        .filter_map(|question| {
            let asked = question.asked_in(&wave.id)?;
            Some(Wanted {
                question,
                wording: &asked.wording,
                key: key(&asked.wording),
                columns: None,
                ambiguous: false,
            })
        })
        .collect();
    let mut claimed = vec![false; headings.columns.len()];
    let mut passes = vec![Pass::Parts, Pass::Blocks, Pass::BlockWords];
    if conventions.glued_digits {
        passes.push(Pass::Glued);
    }
    passes.push(Pass::PartAlone);
    for pass in passes {
        run(pass, headings, file, &mut wanted, &mut claimed, diagnostics);
    }
    flattened(headings, wave, &mut wanted, &mut claimed);
    report_missing(file, headings, &wanted, diagnostics);

    let mut bound = Vec::new();
    let mut used = vec![false; headings.columns.len()];
    for wanted in &wanted {
        let Some(columns) = &wanted.columns else {
            continue;
        };
        let labels = Labels::new(wanted.question, &wave.id);
        let place = Place::column(file, one_line(wanted.wording));
        match cells(wanted.question, &labels, columns) {
            Ok(cells) => {
                report_missing_options(&place, &labels, &cells, diagnostics);
                let unlisted = match &cells {
                    Cells::Options { unlisted, .. } => &unlisted[..],
                    Cells::One { .. } => &[],
                };
                for column in cells.columns().iter().chain(unlisted) {
                    if let Some(used) = used.get_mut(*column) {
                        *used = true;
                    }
                }
                bound.push(Bound {
                    question: wanted.question,
                    labels,
                    cells,
                });
            }
            Err((code, message)) => {
                for (column, _) in columns {
                    used[*column] = true;
                }
                diagnostics.push(Diagnostic::new(code, place, message));
            }
        }
    }
    let (unmapped, personal) = if bound.is_empty() {
        (0, 0)
    } else {
        report_unused(file, headings, &used, diagnostics)
    };
    let unlisted: u64 = bound
        .iter()
        .map(|bound| match &bound.cells {
            Cells::Options { unlisted, .. } => unlisted.len() as u64,
            Cells::One { .. } => 0,
        })
        .sum();
    Binding {
        bound,
        unmapped: unmapped + unlisted,
        personal,
    }
}

/// Compares what is still wanted with what is still free.
fn run(
    pass: Pass,
    headings: &Headings,
    file: &str,
    wanted: &mut [Wanted<'_>],
    claimed: &mut [bool],
    diagnostics: &mut Diagnostics,
) {
    let mut forms: BTreeMap<String, Vec<Target>> = BTreeMap::new();
    for target in targets(pass, headings, claimed) {
        let form = pass.target_form(&target);
        if !form.is_empty() {
            forms.entry(form).or_default().push(target);
        }
    }
    let mut askers: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (index, wanted) in wanted.iter().enumerate() {
        if wanted.columns.is_none() && !wanted.ambiguous {
            let form = pass.wording_form(&wanted.key);
            askers.entry(form).or_default().push(index);
        }
    }
    for (form, questions) in askers {
        let Some(targets) = forms.remove(&form) else {
            continue;
        };
        // Questions of two branches may have the same words: they stand in the same order in the file.
        if targets.len() == questions.len() {
            for (question, target) in questions.into_iter().zip(targets) {
                for (column, _) in &target.columns {
                    claimed[*column] = true;
                }
                wanted[question].columns = Some(target.columns);
            }
        } else if pass == Pass::Blocks || (pass == Pass::BlockWords && questions.len() == 1) {
            let later_digits = questions.len() > targets.len();
            if later_digits {
                continue;
            }
            for question in questions {
                wanted[question].ambiguous = true;
                diagnostics.push(ambiguous(file, &wanted[question], &targets));
            }
        }
    }
}

fn targets(pass: Pass, headings: &Headings, claimed: &[bool]) -> Vec<Target> {
    let mut targets: Vec<Target> = Vec::new();
    let mut last_block = None;
    for (column, heading) in headings.columns.iter().enumerate() {
        let bindable = matches!(heading.role, Role::Answers | Role::Personal);
        if !bindable || claimed[column] {
            continue;
        }
        let cell = (column, heading.part.clone());
        if pass.takes_blocks() {
            match targets.last_mut() {
                Some(target) if last_block == Some(heading.block) => target.columns.push(cell),
                _ => targets.push(Target {
                    columns: vec![cell],
                    question: key(&heading.question),
                    part: String::new(),
                }),
            }
            last_block = Some(heading.block);
        } else {
            let part = key(&heading.part);
            if !part.is_empty() && !is_generic(&part) {
                targets.push(Target {
                    columns: vec![cell],
                    question: key(&heading.question),
                    part,
                });
            }
        }
    }
    targets
}

/// `Question - Option` in a single heading row, as reshaped files have it.
fn flattened(headings: &Headings, wave: &Wave, wanted: &mut [Wanted<'_>], claimed: &mut [bool]) {
    for wanted in wanted {
        if wanted.columns.is_some() || wanted.ambiguous || !wanted.question.kind.has_options() {
            continue;
        }
        let labels = Labels::new(wanted.question, &wave.id);
        let mut columns = Vec::new();
        for (column, heading) in headings.columns.iter().enumerate() {
            let key = key(&heading.question);
            let Some(rest) = key.strip_prefix(wanted.key.as_str()) else {
                continue;
            };
            let part = rest.trim_matches([' ', '-', ':', '[', ']', '/']);
            if !claimed[column] && heading.role == Role::Answers && labels.find(part).is_some() {
                columns.push((column, part.to_owned()));
            }
        }
        if !columns.is_empty() {
            for (column, _) in &columns {
                claimed[*column] = true;
            }
            wanted.columns = Some(columns);
        }
    }
}

/// Which columns of a block are the answer, ticks and words of one's own.
fn cells(
    question: &Question,
    labels: &Labels<'_>,
    columns: &[(usize, String)],
) -> Result<Cells, (Code, String)> {
    let is_other = |(column, part): &(usize, String)| -> Option<usize> {
        let other = labels.other()?;
        let part = key(part);
        (labels.find(&part) == Some(other) || part.starts_with("other")).then_some(*column)
    };
    if !question.kind.has_options() {
        return match columns {
            [(answer, _)] => Ok(*answer),
            _ => columns
                .iter()
                .find(|(_, part)| is_generic(&key(part)))
                .map(|(answer, _)| *answer)
                .ok_or_else(|| {
                    (
                        Code::IngestAmbiguousQuestion,
                        format!(
                            "the question has {} columns; add the label of the one that is meant to its wording, after \" - \"",
                            columns.len()
                        ),
                    )
                }),
        }
        .map(|answer| Cells::One {
            answer,
            other: None,
        });
    }
    let answer = match columns {
        [(answer, part)] => {
            let is_option = question.kind == QuestionKind::MultiSelect
                && labels.find(option_part(part)).is_some();
            (!is_option).then_some(*answer)
        }
        _ => columns
            .iter()
            .find(|(_, part)| is_generic(&key(part)))
            .map(|(answer, _)| *answer),
    };
    if let Some(answer) = answer {
        let other = columns
            .iter()
            .filter(|(column, _)| *column != answer)
            .find_map(is_other);
        return Ok(Cells::One { answer, other });
    }
    let mut ticks = Vec::new();
    let mut unlisted = Vec::new();
    let mut other = None;
    for (column, part) in columns {
        match labels.find(option_part(part)) {
            Some(option) if Some(option) == labels.other() && other.is_none() => {
                other = Some(*column);
            }
            Some(option) => ticks.push((*column, option)),
            None => unlisted.push(*column),
        }
    }
    if other.is_none() {
        other = columns
            .iter()
            .filter(|(column, _)| unlisted.contains(column))
            .find_map(is_other);
        unlisted.retain(|column| Some(*column) != other);
    }
    if ticks.is_empty() {
        return Err((
            Code::IngestUnknownOption,
            format!(
                "none of the question's {} columns is an option that the project lists",
                columns.len()
            ),
        ));
    }
    Ok(Cells::Options {
        ticks,
        other,
        unlisted,
    })
}

/// The label of an option's column: points of a scale are written ` - 1`.
fn option_part(part: &str) -> &str {
    let part = part.trim();
    part.strip_prefix("- ").unwrap_or(part)
}

fn ambiguous(file: &str, wanted: &Wanted<'_>, targets: &[Target]) -> Diagnostic {
    let columns: Vec<String> = targets
        .iter()
        .filter_map(|target| target.columns.first())
        .map(|(column, _)| super::heading::letters(*column))
        .collect();
    Diagnostic::new(
        Code::IngestAmbiguousQuestion,
        Place::column(file, one_line(wanted.wording)),
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

fn report_missing(
    file: &str,
    headings: &Headings,
    wanted: &[Wanted<'_>],
    diagnostics: &mut Diagnostics,
) {
    let missing: Vec<&Wanted<'_>> = wanted
        .iter()
        .filter(|wanted| wanted.columns.is_none() && !wanted.ambiguous)
        .collect();
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
    let questions = headings.questions();
    for wanted in missing {
        let wording = one_line(wanted.wording);
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

fn report_missing_options(
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

/// Notes on columns that nothing reads: unmapped ones and those with personal data, counted.
fn report_unused(
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
            Role::ResponseId | Role::Bookkeeping => continue,
            Role::Answers => {
                unmapped += 1;
                (Code::IngestUnmappedColumn, "no question uses the column")
            }
            Role::Personal => {
                personal += 1;
                (
                    Code::IngestPersonalData,
                    "the column holds personal data; it is not read",
                )
            }
        };
        if unmapped <= NAMED || heading.role == Role::Personal {
            let place = Place::column(file, heading.shown(column));
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
