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
    /// The number that stands for the option, where answers were exported as numbers.
    number: Option<u16>,
}

impl TickColumn {
    /// The columns of a block, each with its option.
    pub(super) fn all(columns: &[(usize, usize)]) -> Vec<Self> {
        let new = |(column, option): &(usize, usize)| TickColumn {
            column: *column,
            option: *option,
            ticked: String::new(),
            number: None,
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
        if row.is_empty(self.column) {
            return Tick::No;
        }
        if row.bytes(self.column) == self.ticked.as_bytes() {
            return Tick::Yes;
        }
        let cell = row.cell(self.column);
        let tick = if labels.find(cell) == Some(self.option) {
            Tick::Yes
        } else if is_missing(cell, conventions) {
            Tick::No
        } else {
            match sign(cell) {
                Tick::Odd => self.numbered(cell),
                tick => tick,
            }
        };
        if tick == Tick::Yes {
            cell.clone_into(&mut self.ticked);
        }
        tick
    }
}

impl TickColumn {
    /// A column has one number: that of its option.
    fn numbered(&mut self, cell: &str) -> Tick {
        let whole = cell.trim().trim_end_matches(".0");
        match whole.parse::<u16>() {
            Ok(number) if *self.number.get_or_insert(number) == number => Tick::Yes,
            _ => Tick::Odd,
        }
    }
}

/// What a cell that is not the option's label says about it.
pub(in crate::ingest) fn sign(cell: &str) -> Tick {
    if is_blank(cell) {
        return Tick::No;
    }
    if is_longer_than_signs(cell) {
        return Tick::Odd;
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

/// Whether a cell has more letters and figures than any sign, without looking for its key. Markup has letters that do
/// not count.
fn is_longer_than_signs(cell: &str) -> bool {
    /// Those of the longest sign, "not selected", and one more.
    const TOO_MANY: usize = 12;
    let is_letter = |byte: &u8| byte.is_ascii_alphanumeric();
    cell.len() >= TOO_MANY
        && cell.bytes().filter(is_letter).nth(TOO_MANY - 1).is_some()
        && !cell.contains(['<', '&', '@'])
}
