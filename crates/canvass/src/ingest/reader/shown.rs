use super::Cells;
use super::tick::{Tick, sign};
use crate::ingest::forms::Opened;
use crate::ingest::key::is_blank;
use crate::ingest::platform::{Conventions, ShownMarks};
use crate::ingest::row::Row;

/// Whether respondents saw a question, as far as its cells tell.
///
/// Some platforms write "No", 0 or a mark of their own where somebody saw an option and did not tick it, and
/// nothing where it was not shown. A file whose columns never do so tells nothing.
#[derive(Clone)]
pub(in crate::ingest) struct Shown {
    columns: Vec<usize>,
    /// The columns of ticks.
    ticks: Vec<usize>,
    marks: ShownMarks,
    /// Cells that are as good as blank.
    missing: &'static [&'static str],
    blank_tells: bool,
    /// The part of the questionnaire that the question stands in.
    form: Option<Opened>,
}

impl Shown {
    pub(in crate::ingest) fn new(cells: &Cells, conventions: Conventions) -> Self {
        let ticks = match cells {
            Cells::One { .. } | Cells::Places(_) => Vec::new(),
            Cells::Options { ticks, .. } => ticks.iter().map(|(column, _)| *column).collect(),
        };
        Shown {
            columns: cells.columns(),
            ticks,
            marks: conventions.shown,
            missing: conventions.missing,
            blank_tells: false,
            form: None,
        }
    }

    /// Says which part of the questionnaire the question stands in, of those that tell whether they were opened.
    pub(in crate::ingest) fn stand_in(&mut self, forms: &[Opened]) {
        let first = self.columns.iter().min();
        self.form = first.and_then(|first| forms.iter().find(|form| form.holds(*first)).cloned());
    }

    /// Takes over where the answers were found after all. What marks "not ticked" in any of the columns before
    /// marks it in them.
    pub(in crate::ingest) fn found(&mut self, cells: &Cells) {
        self.columns = cells.columns();
        if let Cells::Options { ticks, .. } = cells {
            self.ticks = ticks.iter().map(|(column, _)| *column).collect();
        }
    }

    /// Learns from a row whether the file marks what was shown and not answered.
    pub(in crate::ingest) fn learn(&mut self, row: &Row) {
        if self.blank_tells || !self.marks.blank {
            return;
        }
        let says_no = |column: &usize| {
            let cell = row.cell(*column);
            !self.is_nothing(cell) && !self.is_not_shown(cell) && sign(cell) == Tick::No
        };
        let is_mark = |column: &usize| self.marks.unanswered.contains(&row.cell(*column).trim());
        self.blank_tells = self.ticks.iter().any(says_no) || self.columns.iter().any(is_mark);
    }

    /// Whether the respondent of a row saw the question; `true` where nothing tells.
    pub(in crate::ingest) fn was_shown(&self, row: &Row) -> bool {
        if self.form.as_ref().is_some_and(|form| !form.was_opened(row)) {
            return false;
        }
        if self.marks.not_shown.is_empty() && !self.blank_tells {
            return true;
        }
        let mut marked = false;
        for column in &self.columns {
            let cell = row.cell(*column);
            if self.is_nothing(cell) {
                continue;
            }
            if !self.is_not_shown(cell) {
                return true;
            }
            marked = true;
        }
        !marked && !self.blank_tells
    }

    fn is_nothing(&self, cell: &str) -> bool {
        is_blank(cell) || self.missing.contains(&cell.trim())
    }

    fn is_not_shown(&self, cell: &str) -> bool {
        self.marks.not_shown.contains(&cell.trim())
    }
}
