use super::is_missing;
use crate::ingest::key::{is_blank, key};
use crate::ingest::labels::Labels;
use crate::ingest::platform::Conventions;
use crate::ingest::row::Row;

/// What the cell of one option says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::ingest) enum Tick {
    Yes,
    No,
    /// Neither the option's label nor any sign of a tick.
    Odd,
}

/// The column of one option.
pub(super) struct TickColumn {
    pub(super) column: usize,
    pub(super) option: usize,
    /// A cell that was found to be a tick; nearly all others are the same.
    ticked: String,
}

impl TickColumn {
    /// The columns of a block, each with its option.
    pub(super) fn all(columns: &[(usize, usize)]) -> Vec<Self> {
        let new = |(column, option): &(usize, usize)| TickColumn {
            column: *column,
            option: *option,
            ticked: String::new(),
        };
        columns.iter().map(new).collect()
    }

    /// Whether the option is ticked in a row. A tick repeats the label, or is a sign such as 1 or Yes.
    pub(super) fn read(
        &mut self,
        row: &Row,
        labels: &Labels<'_>,
        conventions: Conventions,
    ) -> Tick {
        let cell = row.cell(self.column);
        if cell.is_empty() {
            return Tick::No;
        }
        if cell == self.ticked {
            return Tick::Yes;
        }
        let tick = if labels.find(cell) == Some(self.option) {
            Tick::Yes
        } else if is_missing(cell, conventions) {
            Tick::No
        } else {
            sign(cell)
        };
        if tick == Tick::Yes {
            cell.clone_into(&mut self.ticked);
        }
        tick
    }
}

/// What a cell that is not the option's label says about it.
pub(in crate::ingest) fn sign(cell: &str) -> Tick {
    if is_blank(cell) {
        return Tick::No;
    }
    match key(cell).as_str() {
        "1" | "1.0" | "true" | "yes" | "y" | "x" | "checked" | "selected" | "ticked"
        | "\u{2713}" | "\u{2714}" | "\u{2611}" | "\u{d7}" => Tick::Yes,
        "0" | "0.0" | "false" | "no" | "n" | "unchecked" | "not selected" | "not ticked" | "-" => {
            Tick::No
        }
        // German and Dutch, French, Spanish and Italian, Portuguese, Polish, Scandinavian.
        "ja" | "oui" | "s\u{ed}" | "s\u{ec}" | "sim" | "tak" => Tick::Yes,
        "nein" | "nee" | "non" | "n\u{e3}o" | "nie" | "nei" | "nej" => Tick::No,
        _ => Tick::Odd,
    }
}
