use std::collections::HashMap;

use super::other::OtherWords;
use super::tick::{Tick, TickColumn, sign};
use super::unlisted::Unlisted;
use super::{Cells, Given, Reader, is_missing};
use crate::diagnostics::Code;
use crate::ingest::findings::Findings;
use crate::ingest::joined::{Joined, split};
use crate::ingest::key::is_blank;
use crate::ingest::labels::Labels;
use crate::ingest::platform::Conventions;
use crate::ingest::row::Row;
use crate::limits::{MAX_REMEMBERED, MAX_REMEMBERED_BYTES};
use crate::survey::{Column, MultiSelectColumn, ResponseState};

/// Reads any number of options.
pub(super) struct MultiSelect<'s> {
    labels: Labels<'s>,
    conventions: Conventions,
    /// The column that stands for the question.
    column: usize,
    source: Source,
    other_column: Option<usize>,
    taken: Taken,
    answers: MultiSelectColumn,
    other: OtherWords,
}

enum Source {
    /// One cell holds all of them.
    Joined {
        column: usize,
        /// Separators within one label at the most.
        longest: usize,
        /// Cells that were taken apart before.
        known: HashMap<String, Joined>,
    },
    /// Each option has a column.
    Ticks {
        columns: Vec<TickColumn>,
        unlisted: Vec<Unlisted>,
    },
}

/// What the record taken last says.
#[derive(Default)]
struct Taken {
    ticks: Vec<usize>,
    words: String,
    /// The words stood among the options, unmarked.
    inline: bool,
    /// Something that is neither an option nor allowed to be words.
    unknown: Option<String>,
    odd: bool,
    dropped_exclusive: bool,
}

impl<'s> MultiSelect<'s> {
    pub(super) fn new(
        labels: Labels<'s>,
        offered: Vec<bool>,
        cells: &Cells,
        conventions: Conventions,
    ) -> Self {
        let (source, other_column) = match cells {
            Cells::One { answer, other, .. } => {
                let longest = labels.most_separators(conventions.separators);
                let source = Source::Joined {
                    column: *answer,
                    longest,
                    known: HashMap::new(),
                };
                (source, *other)
            }
            Cells::Options {
                ticks,
                other,
                unlisted,
            } => {
                let source = Source::Ticks {
                    columns: TickColumn::all(ticks),
                    unlisted: Unlisted::all(unlisted),
                };
                (source, *other)
            }
            Cells::Places(_) => {
                let source = Source::Joined {
                    column: cells.first(),
                    longest: labels.most_separators(conventions.separators),
                    known: HashMap::new(),
                };
                (source, None)
            }
        };
        let other = OtherWords::new(&labels);
        MultiSelect {
            labels,
            conventions,
            column: cells.first(),
            source,
            other_column,
            taken: Taken::default(),
            answers: MultiSelectColumn::new(offered),
            other,
        }
    }

    fn take_joined(&mut self, cell: &str) {
        let Source::Joined { longest, known, .. } = &mut self.source else {
            return;
        };
        let taken = &mut self.taken;
        let mut apply = |joined: &Joined| {
            taken.ticks.extend_from_slice(&joined.ticks);
            if joined.rest.is_empty() {
                return;
            }
            match self.labels.other() {
                Some(other) if self.conventions.inline_other => {
                    taken.words.push_str(self.labels.behind_other(&joined.rest));
                    taken.inline = true;
                    if !taken.ticks.contains(&other) {
                        taken.ticks.push(other);
                    }
                }
                _ => taken.unknown = Some(joined.rest.clone()),
            }
        };
        if let Some(joined) = known.get(cell) {
            apply(joined);
            return;
        }
        let whole = self.labels.find_punctuated(cell);
        if whole.is_none() && is_missing(cell, self.conventions) {
            return;
        }
        let joined = match whole {
            Some(option) => Joined {
                ticks: vec![option],
                ..Joined::default()
            },
            None => split(cell, &self.labels, self.conventions.separators, *longest),
        };
        apply(&joined);
        if cell.len() <= MAX_REMEMBERED_BYTES && known.len() < MAX_REMEMBERED {
            known.insert(cell.to_owned(), joined);
        }
    }

    fn take_ticks(&mut self, row: &Row) {
        let Source::Ticks { columns, unlisted } = &mut self.source else {
            return;
        };
        for unlisted in unlisted {
            unlisted.note(row);
        }
        for column in columns {
            match column.read(row, &self.labels, self.conventions) {
                Tick::Yes => self.taken.ticks.push(column.option),
                Tick::No => {}
                // The box beside "Other" may have the same heading as its tick.
                Tick::Odd if Some(column.option) == self.labels.other() => {
                    self.taken.ticks.push(column.option);
                    self.taken.words.push_str(row.cell(column.column));
                }
                Tick::Odd => self.taken.odd = true,
            }
        }
    }

    /// What the column of "Other" says by a sign such as 1 or No, in a row whose other options have signs.
    fn sign_beside(&self, row: &Row, column: usize) -> Option<Tick> {
        let Source::Ticks { columns, .. } = &self.source else {
            return None;
        };
        let is_sign = |column: usize| {
            let cell = row.cell(column);
            !is_blank(cell) && sign(cell) != Tick::Odd
        };
        let beside = |tick: &TickColumn| tick.column != column && is_sign(tick.column);
        (is_sign(column) && columns.iter().any(beside)).then(|| sign(row.cell(column)))
    }

    fn tick_other(&mut self) {
        if let Some(other) = self.labels.other()
            && !self.taken.ticks.contains(&other)
        {
            self.taken.ticks.push(other);
        }
    }

    /// Words in a column of their own are the tick of "Other" as well.
    fn take_other(&mut self, cell: &str) {
        let Some(other) = self.labels.other() else {
            return;
        };
        if is_missing(cell, self.conventions) {
            return;
        }
        if !self.taken.ticks.contains(&other) {
            self.taken.ticks.push(other);
        }
        // A tick without words repeats the label.
        if self.labels.find(cell) != Some(other) {
            self.taken.words.clear();
            self.taken.words.push_str(cell);
        }
    }

    /// Drops excluding ticks beside substantive ones.
    fn drop_exclusive(&mut self) {
        let labels = &self.labels;
        let ticks = &mut self.taken.ticks;
        let exclusive = ticks.iter().filter(|t| labels.is_exclusive(**t)).count();
        if exclusive > 0 && exclusive < ticks.len() {
            ticks.retain(|tick| !labels.is_exclusive(*tick));
            self.taken.dropped_exclusive = true;
        }
    }
}

impl Reader for MultiSelect<'_> {
    fn take(&mut self, row: &Row) -> Given {
        let taken = &mut self.taken;
        taken.ticks.clear();
        taken.words.clear();
        taken.inline = false;
        taken.unknown = None;
        taken.odd = false;
        taken.dropped_exclusive = false;
        match self.source {
            Source::Joined { column, .. } => self.take_joined(row.cell(column)),
            Source::Ticks { .. } => self.take_ticks(row),
        }
        if let Some(column) = self.other_column
            && !row.is_empty(column)
        {
            match self.sign_beside(row, column) {
                None => self.take_other(row.cell(column)),
                Some(Tick::No) => {}
                Some(_) => self.tick_other(),
            }
        }
        self.drop_exclusive();
        let taken = &self.taken;
        if taken.ticks.is_empty() && !taken.odd && taken.unknown.is_none() {
            Given::Nothing
        } else {
            Given::Something
        }
    }

    fn chosen(&self) -> &[usize] {
        &self.taken.ticks
    }

    fn keep(&mut self, row: &Row, findings: &mut Findings<'_>) {
        let column = self.column;
        let taken = &self.taken;
        if let Some(text) = &taken.unknown {
            findings.unknown_option(row.number, column, text, &self.labels);
        }
        if taken.odd {
            findings.cell(Code::IngestUnusable, row.number, column);
        }
        if taken.dropped_exclusive {
            findings.cell(Code::IngestExclusive, row.number, column);
        }
        if let Some(other) = self.labels.other()
            && taken.ticks.contains(&other)
            && is_blank(&taken.words)
        {
            findings.cell(Code::IngestOtherBlank, row.number, column);
        }
        if taken.odd || taken.unknown.is_some() {
            self.answers.push(ResponseState::Unusable, []);
        } else if taken.ticks.is_empty() {
            self.answers.push(ResponseState::NoAnswer, []);
        } else {
            self.answers
                .push(ResponseState::Answered, taken.ticks.iter().copied());
        }
        if taken.inline {
            self.other.note_inline(&taken.words, row.number);
        }
        self.other.push(&taken.words);
    }

    fn skip(&mut self) {
        self.answers.push(ResponseState::NotAsked, []);
        self.other.push_not_asked();
    }

    fn finish(mut self: Box<Self>, findings: &mut Findings<'_>) -> Column {
        let column = self.column;
        if let Source::Ticks { unlisted, .. } = &self.source {
            for unlisted in unlisted {
                unlisted.report(&self.labels, findings);
            }
        }
        if let Some(words) = self.other.finish(column, &self.labels, findings) {
            self.answers.set_other(words);
        }
        Column::MultiSelect(self.answers)
    }
}
