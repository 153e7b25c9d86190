use std::collections::HashMap;

use super::memo::Memo;
use super::other::OtherWords;
use super::tick::{Tick, TickColumn};
use super::unlisted::Unlisted;
use super::{Cells, Given, Reader, is_missing};
use crate::diagnostics::Code;
use crate::ingest::findings::Findings;
use crate::ingest::joined::split;
use crate::ingest::key::{is_blank, key};
use crate::ingest::labels::Labels;
use crate::ingest::platform::Conventions;
use crate::ingest::row::Row;
use crate::survey::{Choice, ChoiceColumn, Column};

/// Reads one option of several, or one point of a scale.
pub(super) struct SingleChoice<'s> {
    scale: bool,
    labels: Labels<'s>,
    conventions: Conventions,
    /// The column that stands for the question.
    column: usize,
    source: Source,
    other_column: Option<usize>,
    /// What the label of a neighbouring column means in the place of an answer.
    beside: HashMap<String, Meaning>,
    /// What cells were found to mean.
    meanings: Memo<Meaning>,
    taken: Taken,
    chosen: Vec<usize>,
    words: String,
    answers: ChoiceColumn,
    other: OtherWords,
}

enum Source {
    Cell(usize),
    Ticks {
        columns: Vec<TickColumn>,
        unlisted: Vec<Unlisted>,
    },
}

/// What a cell means, whoever gave it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Meaning {
    Nothing,
    Option(usize),
    /// Several options, a number that is not on the scale, or the label of a comment box.
    Unusable,
    /// No listed option.
    Words,
}

/// What the record taken last says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Taken {
    Nothing,
    Option(usize),
    /// Words in the place of an option.
    Inline(usize),
    /// Words beside options of which none is chosen.
    Unticked(usize),
    Unusable,
    Unknown,
}

impl<'s> SingleChoice<'s> {
    pub(super) fn new(
        scale: bool,
        labels: Labels<'s>,
        offered: Vec<bool>,
        cells: &Cells,
        conventions: Conventions,
    ) -> Self {
        let mut beside = HashMap::new();
        let (source, other_column) = match cells {
            Cells::One {
                answer,
                other,
                beside: columns,
            } => {
                for (column, label) in columns {
                    let meaning = match labels.other() {
                        Some(option) if Some(*column) == *other => Meaning::Option(option),
                        // An option for words of one's own that the project does not list.
                        _ if label.starts_with("other") => Meaning::Words,
                        _ => Meaning::Unusable,
                    };
                    beside.insert(label.clone(), meaning);
                }
                (Source::Cell(*answer), *other)
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
            Cells::Places(_) => (Source::Cell(cells.first()), None),
        };
        let other = OtherWords::new(&labels);
        SingleChoice {
            scale,
            labels,
            conventions,
            column: cells.first(),
            source,
            other_column,
            beside,
            meanings: Memo::new(),
            taken: Taken::Nothing,
            chosen: Vec::with_capacity(1),
            words: String::new(),
            answers: ChoiceColumn::new(offered),
            other,
        }
    }

    fn take_cell(&mut self, cell: &str) -> Taken {
        if cell.is_empty() {
            return Taken::Nothing;
        }
        let meaning = match self.meanings.get(cell) {
            Some(meaning) => meaning,
            None => {
                let meaning = self.meaning(cell);
                if meaning != Meaning::Words {
                    self.meanings.insert(cell, meaning);
                }
                meaning
            }
        };
        match meaning {
            Meaning::Nothing => Taken::Nothing,
            Meaning::Option(option) => Taken::Option(option),
            Meaning::Unusable => Taken::Unusable,
            Meaning::Words => match self.labels.other() {
                Some(other) if self.conventions.inline_other => Taken::Inline(other),
                _ => Taken::Unknown,
            },
        }
    }

    fn meaning(&self, cell: &str) -> Meaning {
        if let Some(option) = self.labels.find(cell) {
            return Meaning::Option(option);
        }
        if is_missing(cell, self.conventions) {
            return Meaning::Nothing;
        }
        if self.conventions.withheld.contains(&cell.trim()) {
            return Meaning::Unusable;
        }
        if self.conventions.yes_no_digits
            && let Some(option) = yes_or_no(cell).and_then(|word| self.labels.find(word))
        {
            return Meaning::Option(option);
        }
        if let Some(other) = self.labels.other()
            && self.conventions.other_marks.contains(&cell.trim())
        {
            return Meaning::Option(other);
        }
        let folded = key(cell);
        if let Some(meaning) = self.beside.get(&folded) {
            return *meaning;
        }
        if self.scale && folded.parse::<f64>().is_ok() {
            return Meaning::Unusable;
        }
        let separators = self.conventions.separators;
        let longest = self.labels.most_separators(separators);
        let several = split(cell, &self.labels, separators, longest);
        if several.ticks.len() > 1 && several.rest.is_empty() {
            return Meaning::Unusable;
        }
        Meaning::Words
    }

    fn take_ticks(&mut self, row: &Row) -> Taken {
        let Source::Ticks { columns, unlisted } = &mut self.source else {
            return Taken::Nothing;
        };
        for unlisted in unlisted {
            unlisted.note(row);
        }
        let mut taken = Taken::Nothing;
        for column in columns {
            taken = match (column.read(row, &self.labels, self.conventions), taken) {
                (Tick::No, taken) => taken,
                (Tick::Yes, Taken::Nothing) => Taken::Option(column.option),
                (Tick::Yes, Taken::Option(option)) if option == column.option => taken,
                (Tick::Yes | Tick::Odd, _) => Taken::Unusable,
            };
        }
        taken
    }
}

impl Reader for SingleChoice<'_> {
    fn take(&mut self, row: &Row) -> Given {
        self.taken = match &self.source {
            Source::Cell(column) => self.take_cell(row.cell(*column)),
            Source::Ticks { .. } => self.take_ticks(row),
        };
        self.words.clear();
        match (self.taken, self.other_column) {
            (Taken::Inline(_), _) => {
                let words = self.labels.behind_other(row.cell(self.column));
                self.words.push_str(words);
            }
            (_, Some(column)) if !is_missing(row.cell(column), self.conventions) => {
                self.words.push_str(row.cell(column));
            }
            _ => {}
        }
        if self.taken == Taken::Nothing
            && !is_blank(&self.words)
            && let Some(other) = self.labels.other()
        {
            self.taken = match self.source {
                Source::Cell(_) => Taken::Unticked(other),
                Source::Ticks { .. } => Taken::Option(other),
            };
        }
        self.chosen.clear();
        if let Taken::Option(option) | Taken::Inline(option) | Taken::Unticked(option) = self.taken
        {
            self.chosen.push(option);
        }
        match self.taken {
            Taken::Nothing => Given::Nothing,
            _ => Given::Something,
        }
    }

    fn chosen(&self) -> &[usize] {
        &self.chosen
    }

    fn keep(&mut self, row: &Row, findings: &mut Findings<'_>) {
        let column = self.column;
        let answer = match self.taken {
            Taken::Nothing => Choice::NoAnswer,
            Taken::Option(option) | Taken::Inline(option) | Taken::Unticked(option) => {
                Choice::Option(option as u16)
            }
            Taken::Unusable => {
                findings.cell(Code::IngestUnusable, row.number, column);
                Choice::Unusable
            }
            Taken::Unknown => {
                findings.unknown_option(row.number, column, row.cell(column), &self.labels);
                Choice::Unusable
            }
        };
        match self.taken {
            Taken::Unticked(_) => findings.cell(Code::IngestOtherUnticked, row.number, column),
            Taken::Inline(_) => self.other.note_inline(&self.words, row.number),
            Taken::Option(option)
                if Some(option) == self.labels.other() && is_blank(&self.words) =>
            {
                findings.cell(Code::IngestOtherBlank, row.number, column);
            }
            _ => {}
        }
        self.answers.push(answer);
        self.other.push(&self.words);
    }

    fn skip(&mut self) {
        self.answers.push(Choice::NotAsked);
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
        Column::Choice(self.answers)
    }
}

/// The word for a cell that says yes or no as programs do.
fn yes_or_no(cell: &str) -> Option<&'static str> {
    match key(cell).as_str() {
        "1" | "1.0" | "true" => Some("yes"),
        "0" | "0.0" | "false" => Some("no"),
        _ => None,
    }
}
