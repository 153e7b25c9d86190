//! Most tables hold nothing that needs to be known before their rows are read: no totals, no response in two rows, no
//! columns that only their cells explain. Such a table is read once. While it is, this looks out for what would have been
//! learnt from it; if there is anything, the table is read again, with what was learnt.

use super::bind::Bound;
use super::contents::Contents;
use super::key::is_blank;
use super::labels::Labels;
use super::platform::Conventions;
use super::row::Row;
use super::sorting::Sorting;
use super::total::{LAST, Suspect, Totals};
use crate::survey::ResponseKey;

/// Looks out for what is unusual in a table.
pub(super) struct Watch<'s> {
    contents: Vec<(Contents, Labels<'s>)>,
    rows: u64,
    unidentified: u64,
    submitted: u64,
    /// Whether each of the last rows may be a total, the latest in the lowest bit.
    suspects: u8,
    /// The keys of the ids of rows that were left out.
    left_out: Vec<ResponseKey>,
    is_unusual: bool,
}

impl<'s> Watch<'s> {
    /// `None` for a table that has to be learnt from in any case.
    pub(super) fn new(bound: &[Bound<'s>], conventions: Conventions) -> Option<Self> {
        let contents = bound.iter().filter_map(|bound| {
            let contents = bound.contents.as_ref()?;
            Some((contents.clone(), bound.labels.clone()))
        });
        let contents: Vec<_> = contents.collect();
        let may_be_usual = !conventions.shown.blank
            && contents
                .iter()
                .all(|(contents, _)| !contents.is_unlabelled());
        may_be_usual.then_some(Watch {
            contents,
            rows: 0,
            unidentified: 0,
            submitted: 0,
            suspects: 0,
            left_out: Vec::new(),
            is_unusual: false,
        })
    }

    /// Looks at a row under the headings.
    pub(super) fn look(&mut self, row: &Row, sorting: &Sorting<'_>) {
        let is_unidentified = sorting.is_unidentified(row);
        self.rows += 1;
        self.unidentified += u64::from(is_unidentified);
        self.submitted += u64::from(sorting.submitted.is_some_and(|c| !is_blank(row.cell(c))));
        let suspect = Totals::may_be(row, sorting.answers());
        self.is_unusual |=
            suspect == Some(Suspect::Named) || (suspect.is_some() && is_unidentified);
        self.suspects = self.suspects << 1 | u8::from(suspect.is_some());
        for (contents, labels) in &mut self.contents {
            contents.learn(row, labels);
        }
    }

    /// Notes that a row was left out, and its id.
    pub(super) fn leave_out(&mut self, id: Option<ResponseKey>) {
        self.left_out.extend(id);
    }

    /// Whether nothing unusual has been seen so far.
    pub(super) fn is_usual(&self) -> bool {
        !self.is_unusual
    }

    /// Looks at what the table was as a whole. `keys` are those of its responses.
    pub(super) fn finish(&mut self, sorting: &Sorting<'_>, keys: &[ResponseKey]) {
        let most_are_identified = self.unidentified == 0 || self.unidentified * 2 < self.rows;
        let none_is_last = self.suspects & ((1 << LAST) - 1) == 0;
        let are_submitted = sorting.submitted.is_none() || self.submitted > 0;
        let are_where_headings_tell = |(contents, _): &(Contents, _)| !contents.tell_something();
        self.left_out.extend_from_slice(keys);
        self.left_out.sort_unstable();
        let all_differ = self.left_out.windows(2).all(|pair| pair[0] != pair[1]);
        self.is_unusual |= !most_are_identified
            || !none_is_last
            || !are_submitted
            || !all_differ
            || !self.contents.iter().all(are_where_headings_tell);
    }
}
