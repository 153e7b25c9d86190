use super::look::TABLE_SIZE;
use super::{measure, page};
use crate::document::{Cell, ColumnKind, Table};

/// The room left and right of the words in a cell, together, and a little more: bold letters vary.
const PADDING: u64 = 300;
/// A heading no wider than this stands on one line.
const SHORT_HEADING: u64 = 1_100;
/// The narrowest column of numbers that looks calm.
const NARROWEST: u64 = 1_000;

/// What a column needs, in twips.
struct Need {
    kind: ColumnKind,
    /// For its longest word.
    least: u64,
    /// To look well: numbers for a heading of at most two lines, words for the whole line, though not for more than half of
    /// the text's width.
    wanted: u64,
}

/// Shares the width of the text out to the columns of a table. No word is broken while there is room for it;
/// what is left over goes to the columns of words.
pub(super) fn column_widths(table: &Table) -> Vec<u64> {
    let needs: Vec<Need> = (0..=table.columns().len())
        .map(|column| need(table, column))
        .collect();
    let least: u64 = needs.iter().map(|need| need.least).sum();
    let spare = page::TEXT_WIDTH.saturating_sub(least);
    let missing: u64 = needs.iter().map(|need| need.wanted - need.least).sum();
    let given = spare.min(missing);
    let mut widths: Vec<u64> = needs
        .iter()
        .map(|need| {
            let least_share = need.least * page::TEXT_WIDTH.min(least) / least;
            least_share + (need.wanted - need.least) * given / missing.max(1)
        })
        .collect();
    fill(&mut widths, &needs);
    widths
}

/// On about how many lines the words of a cell stand in a column of that width.
pub(super) fn lines(cell: &str, width: u64) -> u64 {
    let whole = measure::width(cell, TABLE_SIZE.into(), false);
    whole.div_ceil(width.saturating_sub(PADDING).max(1))
}

/// Gives what is left of the width to the columns of words, in proportion to what they have.
fn fill(widths: &mut [u64], needs: &[Need]) {
    let left = page::TEXT_WIDTH.saturating_sub(widths.iter().sum());
    let of_words = |need: &Need| need.kind == ColumnKind::Words;
    let words: u64 = std::iter::zip(widths.iter(), needs)
        .filter(|(_, need)| of_words(need))
        .map(|(width, _)| *width)
        .sum();
    for (width, need) in std::iter::zip(widths.iter_mut(), needs) {
        if of_words(need) {
            *width += left * *width / words.max(1);
        }
    }
    let rounded_off = page::TEXT_WIDTH.saturating_sub(widths.iter().sum());
    if let Some(first) = widths.first_mut() {
        *first += rounded_off;
    }
}

fn need(table: &Table, column: usize) -> Need {
    let column = column.checked_sub(1);
    let (head, kind) = match column.and_then(|i| table.columns().get(i)) {
        Some(column) => (column.label.as_str(), column.kind),
        None => (table.stub(), ColumnKind::Words),
    };
    let mut extent = Extent::of(head, true);
    for row in table.rows() {
        let cell = match column {
            Some(i) => row.cells.get(i).map(Cell::shown).unwrap_or_default(),
            None => row.head.clone(),
        };
        extent = extent.max(Extent::of(&cell, false));
    }
    let least = (extent.word + PADDING).min(page::TEXT_WIDTH);
    let wanted = match kind {
        ColumnKind::Numbers => {
            let one_line = extent.whole.min(SHORT_HEADING);
            (extent.half.max(one_line) + PADDING).max(NARROWEST)
        }
        ColumnKind::Words => (extent.whole + PADDING).min(page::TEXT_WIDTH / 2),
    };
    Need {
        kind,
        least,
        wanted: wanted.max(least),
    }
}

/// How wide the words of a cell are.
struct Extent {
    /// The longest word.
    word: u64,
    /// On two lines, broken at the best place.
    half: u64,
    /// On one line.
    whole: u64,
}

impl Extent {
    fn of(cell: &str, bold: bool) -> Self {
        let width = |text: &str| measure::width(text, TABLE_SIZE.into(), bold);
        let whole = width(cell);
        let broken = cell
            .match_indices(' ')
            .map(|(at, space)| width(&cell[..at]).max(width(&cell[at + space.len()..])));
        Extent {
            word: cell.split_whitespace().map(width).max().unwrap_or_default(),
            half: broken.min().unwrap_or(whole),
            whole,
        }
    }

    fn max(self, other: Self) -> Self {
        Extent {
            word: self.word.max(other.word),
            half: self.half.max(other.half),
            whole: self.whole.max(other.whole),
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;
    use crate::document::{Anchor, ColumnHead, Row};

    fn widths(stub: &str, columns: Vec<ColumnHead>, rows: &[&[&str]]) -> Vec<u64> {
        let rows = rows.iter().map(|row| Row {
            head: row[0].into(),
            cells: row[1..]
                .iter()
                .map(|cell| Cell::Words((*cell).into()))
                .collect(),
        });
        let anchor = Anchor::new("t").unwrap();
        let table = Table::new(anchor, "c", stub, columns, rows.collect(), Vec::new()).unwrap();
        let widths = column_widths(&table);
        assert_eq!(widths.iter().sum::<u64>(), page::TEXT_WIDTH);
        widths
    }

    #[test]
    fn numbers_get_what_they_need_and_words_the_rest() {
        let columns = ["2024 (%)", "Change (percentage points)"].map(ColumnHead::numbers);
        let label = "Awareness of opportunities, also when they come from elsewhere";
        let widths = widths(
            "Kind of help",
            columns.to_vec(),
            &[&[label, "59.3", "16.1"]],
        );
        // "(percentage points)" is 8,950 thousandths wide: 2,030 twips in bold 10.5 pt, and the padding.
        assert!((1_000..1_350).contains(&widths[1]), "{widths:?}");
        assert!((2_100..2_400).contains(&widths[2]), "{widths:?}");
    }

    #[test]
    fn bold_headings_are_measured_as_bold() {
        // "criticism" is 4,113 thousandths wide in bold letters: 863 twips at 10.5 pt.
        let columns = vec![
            ColumnHead::numbers("In a criticism"),
            ColumnHead::words("Words"),
        ];
        let label = "a ".repeat(400);
        let widths = widths("Code", columns, &[&[&label, "0", &label]]);
        assert!(widths[1] >= 863 + PADDING, "{widths:?}");
    }

    #[test]
    fn tables_that_cannot_fit_still_fill_the_width_exactly() {
        let long = "a".repeat(5_000);
        let columns: Vec<_> = (0..12)
            .map(|i| ColumnHead::numbers(format!("Unabbreviated{i}")))
            .collect();
        let mut row = vec![long.as_str()];
        row.resize(13, "1");
        let widths = widths("Who", columns, &[&row]);
        assert!(widths.iter().all(|&width| width > 200), "{widths:?}");
    }
}
