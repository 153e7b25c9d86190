//! Headings to questions: by their wording, never by position.

mod by_options;
mod by_rows;
mod cells;
mod place;
mod report;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use self::cells::cells;
pub(super) use self::place::place_of;
use super::contents::Contents;
use super::forms::{Form, Opened};
use super::heading::{Headings, Role, is_generic, one_line};
use super::key::{key, without_glued_digits, words};
use super::labels::Labels;
use super::platform::Conventions;
use super::reader::{Cells, Shown};
use crate::diagnostics::{Code, Diagnostic, Diagnostics, Place};
use crate::survey::{Asked, Question, QuestionKind, Survey, Wave};

/// A question and where its answers stand.
#[derive(Clone)]
pub(super) struct Bound<'s> {
    pub(super) question: &'s Question,
    pub(super) labels: Labels<'s>,
    pub(super) cells: Cells,
    pub(super) shown: Shown,
    /// What the rows still have to tell; `cells` is not final until then.
    pub(super) contents: Option<Contents>,
}

/// What became of the columns of an export.
#[derive(Clone)]
pub(super) struct Binding<'s> {
    /// The questions in the order of the questionnaire.
    pub(super) bound: Vec<Bound<'s>>,
    /// Columns that no question uses.
    pub(super) unmapped: u64,
    /// Columns with personal data that are not read.
    pub(super) personal: u64,
}

impl Binding<'_> {
    /// Says which parts of the questionnaire tell whether they were opened.
    pub(super) fn stand_in(&mut self, forms: Vec<Form>) {
        let forms: Vec<Opened> = forms.into_iter().map(Opened::new).collect();
        for bound in &mut self.bound {
            bound.shown.stand_in(&forms);
        }
    }

    /// The first columns of questions whose options have a column each.
    pub(super) fn blocks(&self) -> BTreeSet<usize> {
        self.bound
            .iter()
            .filter(|bound| !matches!(bound.cells, Cells::One { .. }))
            .map(|bound| bound.cells.first())
            .collect()
    }
}

/// The headings of columns that may answer one question.
struct Target {
    /// Columns with their labels in the block.
    columns: Vec<(usize, String)>,
    /// The question, as given.
    heading: String,
    question: String,
    part: String,
}

/// How a wording is compared with a target, from strict to lenient.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Pass {
    /// The question and the label of one column together, where that is no heading of its own: a comment box, which
    /// the question beside it would take along.
    OwnParts,
    /// The question over a block, letter for letter: names may differ by an underscore alone.
    Exact,
    /// The question and the label of one column together: a row of a matrix, a comment box.
    Parts,
    /// The question over a block.
    Blocks,
    /// The same without punctuation.
    BlockWords,
    /// The same without the digits that a spreadsheet table glues on.
    Glued,
    /// The question and the label of one column by their letters and figures alone: names such as `Q5_1`.
    Letters,
    /// The label of one column alone.
    PartAlone,
    /// The label of one column before the question, as a heading `Label:Question` is copied.
    PartFirst,
    /// The name of the question over a block without those of its groups.
    Name,
    /// The row of a grid before the question in one heading: `Row:Question`.
    RowFirst,
    /// The row of a grid alone, with nothing of the question.
    RowAlone,
    /// The same without the digits that a spreadsheet table glues on.
    RowAloneGlued,
}

impl Pass {
    fn target_form(self, target: &Target) -> String {
        match self {
            Pass::Exact => target.heading.clone(),
            Pass::OwnParts | Pass::Parts => words(&format!("{} {}", target.question, target.part)),
            Pass::Blocks | Pass::RowAlone => target.question.clone(),
            Pass::BlockWords | Pass::RowFirst => words(&target.question),
            Pass::Glued | Pass::RowAloneGlued => without_glued_digits(&target.question).to_owned(),
            Pass::Letters => letters_only(&format!("{}{}", target.question, target.part)),
            Pass::PartAlone => target.part.clone(),
            Pass::PartFirst => words(&format!("{} {}", target.part, target.question)),
            Pass::Name => last_name(&target.heading).unwrap_or("").to_owned(),
        }
    }

    fn wording_form(self, wanted: &Wanted<'_>) -> String {
        let wording = wanted.key.as_str();
        match self {
            Pass::OwnParts if wanted.is_heading => String::new(),
            Pass::Exact => wanted.wording.trim().to_owned(),
            Pass::Name => {
                let wording = wanted.wording.trim();
                last_name(wording).unwrap_or(wording).to_owned()
            }
            Pass::OwnParts | Pass::Parts | Pass::BlockWords | Pass::PartFirst => words(wording),
            Pass::Letters => letters_only(wording),
            Pass::RowFirst | Pass::RowAlone | Pass::RowAloneGlued => match wanted.row {
                None => String::new(),
                Some((wording, row)) if self == Pass::RowFirst => {
                    words(&format!("{} {}", key(row), key(wording)))
                }
                Some((_, row)) => key(row),
            },
            Pass::Blocks | Pass::Glued | Pass::PartAlone => wording.to_owned(),
        }
    }

    fn takes_blocks(self) -> bool {
        matches!(
            self,
            Pass::Exact
                | Pass::Blocks
                | Pass::BlockWords
                | Pass::Glued
                | Pass::Name
                | Pass::RowFirst
                | Pass::RowAlone
                | Pass::RowAloneGlued
        )
    }
}

/// The name behind those of its groups.
fn last_name(path: &str) -> Option<&str> {
    let name = path.trim().rsplit(['/', '.']).next()?;
    (!name.is_empty() && !name.contains(char::is_whitespace)).then_some(name)
}

/// The letters and figures of a key.
fn letters_only(key: &str) -> String {
    key.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// What is known of a question while headings are compared.
struct Wanted<'s> {
    question: &'s Question,
    wording: Cow<'s, str>,
    /// The wording of the grid and the label of the row, for a row that is found by them.
    row: Option<(&'s str, &'s str)>,
    key: String,
    /// Whether it stands over a block, letter for letter.
    is_heading: bool,
    columns: Option<Vec<(usize, String)>>,
    /// Two places fit, and it has been reported.
    ambiguous: bool,
}

impl<'s> Wanted<'s> {
    fn new(question: &'s Question, asked: &'s Asked, headings: &BTreeSet<&str>) -> Self {
        let row = asked.row.as_deref().filter(|_| asked.heading.is_none());
        let wording = match row {
            Some(row) => format!("{} [{row}]", asked.wording.trim()).into(),
            None => Cow::Borrowed(asked.in_export()),
        };
        Wanted {
            question,
            key: key(&wording),
            is_heading: headings.contains(wording.trim()),
            wording,
            row: row.map(|row| (asked.wording.as_str(), row)),
            columns: None,
            ambiguous: false,
        }
    }

    /// Takes columns. The label of the only column of a grid's row is the row, and never an option.
    fn take(&mut self, columns: Vec<(usize, String)>) {
        let is_row = self.question.grid.is_some();
        self.columns = Some(match &columns[..] {
            [(column, _)] if is_row => vec![(*column, String::new())],
            _ => columns,
        });
    }
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
    let given: BTreeSet<&str> = headings.columns.iter().map(|h| h.question.trim()).collect();
    let mut wanted: Vec<Wanted<'s>> = survey
        .questions
        .iter()
        .filter_map(|question| {
            let asked = question.asked_in(&wave.id)?;
            Some(Wanted::new(question, asked, &given))
        })
        .collect();
    let mut claimed = vec![false; headings.columns.len()];
    let mut passes = vec![
        Pass::OwnParts,
        Pass::Exact,
        Pass::Parts,
        Pass::Blocks,
        Pass::BlockWords,
    ];
    if conventions.glued_digits {
        passes.push(Pass::Glued);
    }
    passes.extend([Pass::Letters, Pass::PartAlone, Pass::PartFirst]);
    if conventions.paths {
        passes.push(Pass::Name);
    }
    for pass in passes {
        run(pass, headings, file, &mut wanted, &mut claimed, diagnostics);
    }
    run(
        Pass::RowFirst,
        headings,
        file,
        &mut wanted,
        &mut claimed,
        diagnostics,
    );
    by_rows::bind(headings, wave, &mut wanted, &mut claimed);
    flattened(headings, wave, &mut wanted, &mut claimed);
    let mut alone = vec![Pass::RowAlone];
    if conventions.glued_digits {
        alone.push(Pass::RowAloneGlued);
    }
    for pass in alone {
        run(pass, headings, file, &mut wanted, &mut claimed, diagnostics);
    }
    if conventions.option_headings {
        by_options::bind(headings, wave, file, &mut wanted, &mut claimed, diagnostics);
    }
    report::missing(file, headings, &wanted, diagnostics);

    let mut bound = Vec::new();
    let mut used = vec![false; headings.columns.len()];
    for wanted in &wanted {
        let Some(columns) = &wanted.columns else {
            continue;
        };
        let labels = Labels::new(wanted.question, &wave.id);
        let place = Place::column(file, one_line(&wanted.wording));
        let is_words = |column: usize| headings.columns[column].role == Role::Words;
        match cells(wanted.question, &labels, columns, &is_words) {
            Ok(cells) => {
                report::missing_options(&place, &labels, &cells, diagnostics);
                report::repeated_options(&place, &labels, &cells, diagnostics);
                let reported_by_the_reader = match &cells {
                    Cells::Options { unlisted, .. } => &unlisted[..],
                    Cells::One { .. } | Cells::Places(_) => &[],
                };
                // Beside columns of options, the question's own column says the same or nothing.
                for (column, part) in columns {
                    used[*column] |= is_generic(&key(part)) && wanted.question.kind.has_options();
                }
                let reported = reported_by_the_reader.iter().map(|(column, _)| *column);
                for column in cells.columns().into_iter().chain(reported) {
                    used[column] = true;
                }
                let contents = Some(columns)
                    .filter(|_| wanted.question.kind.has_options())
                    .filter(|_| wanted.question.kind != QuestionKind::Ranking)
                    .and_then(|columns| Contents::of(&cells, columns, conventions.missing));
                if contents.as_ref().is_some_and(Contents::is_unlabelled) {
                    for (column, _) in columns {
                        used[*column] = true;
                    }
                }
                bound.push(Bound {
                    question: wanted.question,
                    labels,
                    shown: Shown::new(&cells, conventions),
                    cells,
                    contents,
                });
            }
            Err((code, message)) => {
                for (column, _) in columns {
                    used[*column] = true;
                }
                let fault = Diagnostic::new(code, place, message);
                let is_ranking = wanted.question.kind == QuestionKind::Ranking;
                if code != Code::IngestUnknownOption || is_ranking {
                    diagnostics.push(fault);
                    continue;
                }
                // Until the rows were seen, each column may hold any option.
                let cells = Cells::Options {
                    ticks: columns.iter().map(|(column, _)| (*column, 0)).collect(),
                    other: None,
                    unlisted: Vec::new(),
                };
                bound.push(Bound {
                    question: wanted.question,
                    labels,
                    shown: Shown::new(&cells, conventions),
                    cells,
                    contents: Some(Contents::of_unknown(columns, conventions.missing, fault)),
                });
            }
        }
    }
    let (unmapped, personal) = if bound.is_empty() {
        (0, 0)
    } else {
        report::unused(file, headings, &used, diagnostics)
    };
    let unlisted: u64 = bound
        .iter()
        .map(|bound| match &bound.cells {
            Cells::Options { unlisted, .. } => unlisted.len() as u64,
            Cells::One { .. } | Cells::Places(_) => 0,
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
            let form = pass.wording_form(wanted);
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
                wanted[question].take(target.columns);
            }
        } else if pass != Pass::Exact && pass.takes_blocks() && questions.len() < targets.len() {
            for question in questions {
                wanted[question].ambiguous = true;
                diagnostics.push(report::ambiguous(file, &wanted[question], &targets));
            }
        }
    }
}

fn targets(pass: Pass, headings: &Headings, claimed: &[bool]) -> Vec<Target> {
    let mut targets: Vec<Target> = Vec::new();
    let mut last_block = None;
    for (column, heading) in headings.columns.iter().enumerate() {
        let bindable = matches!(heading.role, Role::Answers | Role::Words | Role::Personal);
        if !bindable || claimed[column] {
            continue;
        }
        let cell = (column, heading.part.clone());
        if pass.takes_blocks() {
            match targets.last_mut() {
                // The rows of a table of check boxes share a block, and each has a heading of its own.
                Some(target)
                    if last_block == Some(heading.block)
                        && target.heading == heading.question.trim() =>
                {
                    target.columns.push(cell);
                }
                _ => targets.push(Target {
                    columns: vec![cell],
                    heading: heading.question.trim().to_owned(),
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
                    heading: heading.question.trim().to_owned(),
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
            let is_ranking = wanted.question.kind == QuestionKind::Ranking;
            let is_part = labels.find(part).is_some() || (is_ranking && place_of(part).is_some());
            if !claimed[column] && heading.role == Role::Answers && is_part {
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
