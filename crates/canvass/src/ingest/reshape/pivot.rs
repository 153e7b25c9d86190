//! A row for each answer into a row for each respondent.

use std::collections::hash_map::Entry;
use std::collections::{BTreeSet, HashMap};

use super::{Answers, BETWEEN_ANSWERS, Reshaped, Table, too_large};
use crate::diagnostics::{Code, Diagnostic, Place};
use crate::ingest::findings::Findings;
use crate::ingest::heading::{Heading, Headings, Role, one_line, role_of};
use crate::ingest::key::{is_blank, key};
use crate::ingest::row::{Fields, Row, Rows, Stop};
use crate::limits::{MAX_CELL_BYTES, MAX_COLUMNS, MAX_PIVOTED_ANSWERS, MAX_PIVOTED_CELLS};

/// What the answers of one respondent hold, by column.
struct Respondent {
    id: String,
    /// The first row.
    row: u64,
    /// The values of the columns that are not answers.
    others: Vec<String>,
    answers: Vec<(usize, String)>,
}

/// A table of few answers among many empty cells.
pub(super) struct Pivoted {
    head: Row,
    respondents: Vec<Respondent>,
    /// The columns besides the answers that say one thing of each respondent.
    others: Vec<usize>,
    /// Where each question's answers stand.
    places: Vec<usize>,
    width: usize,
}

/// Puts the answers of each respondent into one row. The order of questions is that in which they appear.
///
/// Several answers to one question share a cell. A column beside the answers that says one thing of each
/// respondent, such as a group, is kept; one that differs describes answers and is passed over.
pub(super) fn pivot(
    file: &str,
    raw: &Headings,
    columns: &Answers,
    rows: &mut dyn Rows,
) -> Result<Reshaped, Stop> {
    let mut findings = Findings::new(file, raw, BTreeSet::new());
    let mut gathered = Gathered::new(columns.others.len());
    let (mut records, mut blank) = (0, 0);
    let mut heading_rows = raw.rows;
    while let Some(row) = rows.next()? {
        if heading_rows > 0 {
            heading_rows -= usize::from(!row.is_blank());
            continue;
        }
        records += 1;
        if row.is_blank() || repeats_headings(row, raw, columns) {
            blank += 1;
            continue;
        }
        if !gathered.add(file, columns, row)? {
            findings.cell(Code::IngestRepeatedAnswer, row.number, columns.answer);
        }
    }
    let joined = records - blank - gathered.respondents.len() as u64;
    let mut diagnostics = findings.into_diagnostics();
    for (other, varies) in columns.others.iter().zip(&gathered.varies) {
        if *varies {
            diagnostics.push(Diagnostic::new(
                Code::IngestUnmappedColumn,
                Place::column(file, raw.shown(*other)),
                "the column describes answers and not respondents; it is not read",
            ));
        }
    }
    let (headings, pivoted) = gathered.finish(file, raw, columns)?;
    Ok(Reshaped {
        headings,
        joined,
        blank,
        diagnostics,
        table: Table::Pivoted(pivoted),
    })
}

fn repeats_headings(row: &Row, raw: &Headings, columns: &Answers) -> bool {
    [columns.respondent, columns.question, columns.answer]
        .into_iter()
        .all(|column| {
            let heading = raw.columns.get(column).map_or("", |h| h.question.trim());
            row.cell(column).trim() == heading
        })
}

/// What has been read so far.
struct Gathered {
    ids: HashMap<String, usize>,
    respondents: Vec<Respondent>,
    /// Questions and parts in order of appearance.
    asked: Vec<(String, String)>,
    columns: HashMap<(String, String), usize>,
    /// Where the answer of a respondent to a question stands, and how many it is.
    cells: HashMap<(usize, usize), (usize, usize)>,
    varies: Vec<bool>,
}

impl Gathered {
    fn new(others: usize) -> Self {
        Gathered {
            ids: HashMap::new(),
            respondents: Vec::new(),
            asked: Vec::new(),
            columns: HashMap::new(),
            cells: HashMap::new(),
            varies: vec![false; others],
        }
    }

    /// `false` if the row says what an earlier one said.
    fn add(&mut self, file: &str, columns: &Answers, row: &Row) -> Result<bool, Stop> {
        let id = row.cell(columns.respondent).trim();
        if id.is_empty() {
            return Err(Box::new(
                Diagnostic::new(
                    Code::IngestUnreadable,
                    Place::record(file, row.number),
                    "the row does not say whose answer it is",
                )
                .help("a long table names the respondent in every row; fill the column down"),
            ));
        }
        let respondent = self.respondent(id, columns, row);
        let column = self.column(file, columns, row)?;
        let answer = row.cell(columns.answer);
        if is_blank(answer) {
            return Ok(true);
        }
        let answers = &mut self.respondents[respondent].answers;
        match self.cells.entry((respondent, column)) {
            Entry::Vacant(cell) => {
                cell.insert((answers.len(), 1));
                answers.push((column, answer.to_owned()));
                Ok(true)
            }
            Entry::Occupied(mut cell) => {
                let (place, count) = cell.get_mut();
                let held = &mut answers[*place].1;
                if held
                    .split(BETWEEN_ANSWERS)
                    .any(|held| held.trim() == answer.trim())
                {
                    return Ok(false);
                }
                *count += 1;
                if *count > MAX_PIVOTED_ANSWERS || held.len() + answer.len() > MAX_CELL_BYTES {
                    return Err(too_large(
                        Place::record(file, row.number),
                        format!(
                            "one respondent has more than {MAX_PIVOTED_ANSWERS} answers to one question"
                        ),
                    ));
                }
                held.push_str(BETWEEN_ANSWERS);
                held.push_str(answer);
                Ok(true)
            }
        }
    }

    fn respondent(&mut self, id: &str, columns: &Answers, row: &Row) -> usize {
        let values = columns.others.iter().map(|other| row.cell(*other));
        match self.ids.get(id) {
            Some(index) => {
                let held = self.respondents[*index].others.iter_mut();
                for ((held, value), varies) in held.zip(values).zip(&mut self.varies) {
                    if is_blank(held) {
                        value.clone_into(held);
                    } else if !is_blank(value) && held.trim() != value.trim() {
                        *varies = true;
                    }
                }
                *index
            }
            None => {
                let index = self.respondents.len();
                self.ids.insert(id.to_owned(), index);
                self.respondents.push(Respondent {
                    id: id.to_owned(),
                    row: row.number,
                    others: values.map(str::to_owned).collect(),
                    answers: Vec::new(),
                });
                index
            }
        }
    }

    fn column(&mut self, file: &str, columns: &Answers, row: &Row) -> Result<usize, Stop> {
        let question = one_line(row.cell(columns.question));
        let part = columns
            .part
            .map_or_else(String::new, |part| one_line(row.cell(part)));
        let asked = (question, part);
        if let Some(column) = self.columns.get(&asked) {
            return Ok(*column);
        }
        let column = self.asked.len();
        if column == MAX_COLUMNS {
            return Err(too_large(
                Place::record(file, row.number),
                format!("the table holds answers to more than {MAX_COLUMNS} questions"),
            ));
        }
        self.asked.push(asked.clone());
        self.columns.insert(asked, column);
        Ok(column)
    }

    fn finish(
        self,
        file: &str,
        raw: &Headings,
        columns: &Answers,
    ) -> Result<(Headings, Pivoted), Stop> {
        let others: Vec<usize> = (0..columns.others.len())
            .filter(|other| !self.varies[*other])
            .collect();
        let own = 1 + others.len();
        let width = own + self.asked.len();
        if width.saturating_mul(self.respondents.len()) > MAX_PIVOTED_CELLS {
            return Err(too_large(
                Place::whole(file),
                format!(
                    "a row for each respondent and a column for each question would be more than {MAX_PIVOTED_CELLS} cells"
                ),
            ));
        }
        let mut headings: Vec<Heading> = Vec::with_capacity(width);
        for (column, role) in std::iter::once((columns.respondent, Some(Role::ResponseId)))
            .chain(others.iter().map(|other| (columns.others[*other], None)))
        {
            let given = raw.columns.get(column);
            headings.push(Heading {
                question: given.map_or_else(String::new, |given| given.question.clone()),
                part: String::new(),
                block: headings.len(),
                role: role
                    .or(given.map(|given| given.role))
                    .unwrap_or(Role::Answers),
            });
        }
        // The parts of a question stand side by side, where it appeared first.
        let mut blocks: HashMap<&str, usize> = HashMap::new();
        for (question, _) in &self.asked {
            let next = blocks.len();
            blocks.entry(question).or_insert(next);
        }
        let mut order: Vec<usize> = (0..self.asked.len()).collect();
        order.sort_by_key(|asked| blocks[self.asked[*asked].0.as_str()]);
        let mut places = vec![0; order.len()];
        for (place, asked) in order.into_iter().enumerate() {
            let (question, part) = &self.asked[asked];
            places[asked] = own + place;
            headings.push(Heading {
                question: question.clone(),
                part: part.clone(),
                block: own + blocks[question.as_str()],
                role: role_of(&key(question), |_| None),
            });
        }
        let head = Row {
            number: 0,
            cells: headings.iter().map(|h| h.question.as_str()).collect(),
        };
        let pivoted = Pivoted {
            head,
            respondents: self.respondents,
            others,
            places,
            width,
        };
        let headings = Headings {
            parts_are_cells: true,
            ..Headings::new(1, headings)
        };
        Ok((headings, pivoted))
    }
}

impl Pivoted {
    pub(super) fn rows(&self) -> PivotedRows<'_> {
        PivotedRows {
            table: self,
            next: 0,
            row: self.head.clone(),
            cells: vec![None; self.width],
        }
    }
}

/// The rows of a pivoted table, one after the other.
pub(super) struct PivotedRows<'p> {
    table: &'p Pivoted,
    next: usize,
    row: Row,
    cells: Vec<Option<&'p str>>,
}

impl Rows for PivotedRows<'_> {
    fn next(&mut self) -> Result<Option<&Row>, Stop> {
        self.next += 1;
        let Some(index) = self.next.checked_sub(2) else {
            return Ok(Some(&self.row));
        };
        let Some(respondent) = self.table.respondents.get(index) else {
            return Ok(None);
        };
        for (column, answer) in &respondent.answers {
            self.cells[self.table.places[*column]] = Some(answer);
        }
        self.row.number = respondent.row;
        let cells: &mut Fields = &mut self.row.cells;
        cells.clear();
        cells.push_field(&respondent.id);
        for other in &self.table.others {
            cells.push_field(&respondent.others[*other]);
        }
        for cell in &mut self.cells[1 + self.table.others.len()..] {
            cells.push_field(cell.take().unwrap_or(""));
        }
        Ok(Some(&self.row))
    }
}
