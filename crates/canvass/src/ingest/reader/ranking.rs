use super::{Cells, Given, Reader, is_missing};
use crate::diagnostics::Code;
use crate::ingest::bind::place_of;
use crate::ingest::findings::Findings;
use crate::ingest::joined::split;
use crate::ingest::key::key;
use crate::ingest::labels::Labels;
use crate::ingest::platform::Conventions;
use crate::ingest::row::Row;
use crate::survey::{Column, RankingColumn, ResponseState};

/// Reads options in order of preference.
pub(super) struct Ranking<'s> {
    labels: Labels<'s>,
    conventions: Conventions,
    /// The column that stands for the question.
    column: usize,
    source: Source,
    /// How many options there are to rank.
    places: usize,
    ranked: Vec<(usize, u16)>,
    chosen: Vec<usize>,
    /// A place twice, an option twice, or a cell that is neither.
    odd: bool,
    unknown: Option<String>,
    answers: RankingColumn,
}

enum Source {
    /// One cell holds the options, the first choice first.
    Joined { column: usize, longest: usize },
    /// Each option has a column with its place.
    Options(Vec<(usize, usize)>),
    /// Each place has a column with its option.
    Places(Vec<(usize, u16)>),
}

impl<'s> Ranking<'s> {
    pub(super) fn new(
        labels: Labels<'s>,
        offered: Vec<bool>,
        cells: &Cells,
        conventions: Conventions,
    ) -> Self {
        let source = match cells {
            Cells::One { answer, .. } => Source::Joined {
                column: *answer,
                longest: labels.most_separators(conventions.separators),
            },
            Cells::Options { ticks, .. } => Source::Options(ticks.clone()),
            Cells::Places(places) => Source::Places(places.clone()),
        };
        Ranking {
            conventions,
            column: cells.first(),
            source,
            places: labels.offered().len(),
            labels,
            ranked: Vec::new(),
            chosen: Vec::new(),
            odd: false,
            unknown: None,
            answers: RankingColumn::new(offered),
        }
    }

    fn is_nothing(&self, cell: &str) -> bool {
        is_missing(cell, self.conventions)
            || matches!(key(cell).as_str(), "n/a" | "na" | "not applicable" | "-")
    }

    /// Notes that somebody put an option in a place.
    fn rank(&mut self, option: usize, place: u16) {
        let taken = |(other, its_place): &(usize, u16)| *other == option || *its_place == place;
        if self.ranked.iter().any(taken) || usize::from(place) > self.places {
            self.odd = true;
        }
        self.ranked.push((option, place));
    }

    fn take_joined(&mut self, cell: &str, longest: usize) {
        if let Some(option) = self.labels.find_punctuated(cell) {
            self.rank(option, 1);
            return;
        }
        if self.is_nothing(cell) {
            return;
        }
        let joined = split(cell, &self.labels, self.conventions.separators, longest);
        if !joined.rest.is_empty() {
            self.unknown = Some(joined.rest);
        }
        self.odd |= joined.repeats;
        for (option, place) in joined.ticks.into_iter().zip(1..) {
            self.rank(option, place);
        }
    }
}

impl Reader for Ranking<'_> {
    fn take(&mut self, row: &Row) -> Given {
        self.ranked.clear();
        self.odd = false;
        self.unknown = None;
        let source = std::mem::replace(&mut self.source, Source::Options(Vec::new()));
        match &source {
            Source::Joined { column, longest } => self.take_joined(row.cell(*column), *longest),
            Source::Options(columns) => {
                for (column, option) in columns {
                    let cell = row.cell(*column);
                    if self.is_nothing(cell) {
                        continue;
                    }
                    match place(cell) {
                        Some(place) => self.rank(*option, place),
                        None => self.odd = true,
                    }
                }
            }
            Source::Places(columns) => {
                for (column, place) in columns {
                    let cell = row.cell(*column);
                    match self.labels.find(cell) {
                        Some(option) => self.rank(option, *place),
                        None if self.is_nothing(cell) => {}
                        None => self.unknown = Some(cell.to_owned()),
                    }
                }
            }
        }
        self.source = source;
        self.chosen.clear();
        let options = self.ranked.iter().map(|(option, _)| *option);
        self.chosen.extend(options);
        if self.ranked.is_empty() && !self.odd && self.unknown.is_none() {
            Given::Nothing
        } else {
            Given::Something
        }
    }

    fn chosen(&self) -> &[usize] {
        &self.chosen
    }

    fn keep(&mut self, row: &Row, findings: &mut Findings<'_>) {
        if let Some(text) = &self.unknown {
            findings.unknown_option(row.number, self.column, text, &self.labels);
        }
        if self.odd {
            findings.cell(Code::IngestUnusable, row.number, self.column);
        }
        if self.odd || self.unknown.is_some() {
            self.answers.push(ResponseState::Unusable, []);
        } else if self.ranked.is_empty() {
            self.answers.push(ResponseState::NoAnswer, []);
        } else {
            let ranked = self.ranked.iter().copied();
            self.answers.push(ResponseState::Answered, ranked);
        }
    }

    fn skip(&mut self) {
        self.answers.push(ResponseState::NotAsked, []);
    }

    fn finish(self: Box<Self>, _: &mut Findings<'_>) -> Column {
        Column::Ranking(self.answers)
    }
}

/// The place in the cell of an option: `1`, `1.0` or `1st`.
fn place(cell: &str) -> Option<u16> {
    let cell = cell.trim();
    let whole = cell
        .split_once('.')
        .filter(|(_, fraction)| fraction.bytes().all(|b| b == b'0'));
    place_of(whole.map_or(cell, |(whole, _)| whole))
}
