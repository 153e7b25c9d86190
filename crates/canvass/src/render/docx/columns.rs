use super::look::TABLE_SIZE;
use super::measure;
use super::page::TextArea;
use crate::document::{ColumnKind, Table};

/// The margins left and right of the words in a cell of a table that is crowded, in twips.
pub(super) const NARROW_SIDE: &str = "55";
/// A heading no wider than this stands on one line.
const SHORT_HEADING: u64 = 1_100;
/// The narrowest column of numbers that looks calm.
const NARROWEST: u64 = 1_000;

/// A longer word than this, in hundredths of the text's width, is broken rather than that it takes the room of others.
const LONGEST_WORD: u64 = 30;

/// How much room is left beside the words in the cells of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Padding {
    /// As much as looks calm.
    Usual,
    /// Less, so that no word of a crowded table is broken.
    Narrow,
}

impl Padding {
    /// The room left and right together, in twips, and a little more: bold letters vary.
    const fn twips(self) -> u64 {
        match self {
            Padding::Usual => 300,
            Padding::Narrow => 140,
        }
    }

    /// On about how many lines the words of a cell stand in a column of that width.
    pub(super) fn lines(self, cell: &str, width: u64) -> u64 {
        let whole = measure::width(cell, TABLE_SIZE.into(), false);
        whole.div_ceil(width.saturating_sub(self.twips()).max(1))
    }
}

/// The columns of a table.
pub(super) struct Columns {
    /// Their widths, in twips.
    pub(super) widths: Vec<u64>,
    pub(super) padding: Padding,
}

/// What a column needs, in twips.
struct Need {
    kind: ColumnKind,
    /// For its longest word, unless that is too long for any column.
    least: u64,
    /// Beyond that, before the others get anything: for the row headings on two lines.
    first: u64,
    /// To look well: numbers for a heading of at most two lines, words for the whole line, though not for more than half of
    /// the text's width.
    wanted: u64,
}

/// Shares the width of the text out to the columns of a table. No word is broken while there is room for it; then the
/// row headings get what they need to stand on two lines, then all columns what they need to look well; what is left
/// over goes to the columns of words. Where words would be broken, cells give up some of the room beside them.
pub(super) fn column_widths(table: &Table, area: TextArea) -> Columns {
    let text = area.width;
    let needs_with = |padding: Padding| -> Vec<Need> {
        let columns = 0..=table.columns().len();
        columns
            .map(|column| need(table, column, area, padding))
            .collect()
    };
    let least_of = |needs: &[Need]| -> u64 { needs.iter().map(|need| need.least).sum() };
    let (mut padding, mut needs) = (Padding::Usual, needs_with(Padding::Usual));
    if least_of(&needs) > text {
        (padding, needs) = (Padding::Narrow, needs_with(Padding::Narrow));
    }
    let least = least_of(&needs);
    let mut widths: Vec<u64> = needs
        .iter()
        .map(|need| need.least * text.min(least) / least)
        .collect();
    for wish in [|need: &Need| need.first, |need: &Need| need.wanted] {
        raise(&mut widths, needs.iter().map(wish), text);
    }
    fill(&mut widths, &needs, text);
    Columns { widths, padding }
}

/// Shares what is left of the width out to the columns that wish for more, in proportion to what they lack.
fn raise(widths: &mut [u64], wishes: impl Iterator<Item = u64>, text: u64) {
    let spare = text.saturating_sub(widths.iter().sum());
    let lacks: Vec<u64> = std::iter::zip(widths.iter(), wishes)
        .map(|(width, wish)| wish.saturating_sub(*width))
        .collect();
    let lacking: u64 = lacks.iter().sum();
    let given = spare.min(lacking);
    for (width, lack) in widths.iter_mut().zip(lacks) {
        *width += lack * given / lacking.max(1);
    }
}

/// Gives what is left of the width to the columns of words, in proportion to what they have.
fn fill(widths: &mut [u64], needs: &[Need], text: u64) {
    let left = text.saturating_sub(widths.iter().sum());
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
    let rounded_off = text.saturating_sub(widths.iter().sum());
    if let Some(first) = widths.first_mut() {
        *first += rounded_off;
    }
}

fn need(table: &Table, column: usize, area: TextArea, padding: Padding) -> Need {
    let (text, padding) = (area.width, padding.twips());
    let column = column.checked_sub(1);
    let (head, kind) = match column.and_then(|i| table.columns().get(i)) {
        Some(column) => (column.label.as_str(), column.kind),
        None => (table.stub(), ColumnKind::Words),
    };
    let mut extent = Extent::of(head, true);
    for row in table.rows() {
        let cell = match column {
            Some(i) => row
                .cells
                .get(i)
                .map(|cell| table.shown(cell))
                .unwrap_or_default(),
            None => row.head.clone(),
        };
        extent = extent.max(Extent::of(&cell, false));
    }
    let extent = extent.scaled(area.letters);
    let least = (extent.word + padding).min(text * LONGEST_WORD / 100);
    let first = match column {
        Some(_) => least,
        None => (extent.half + padding).clamp(least, text * 9 / 20),
    };
    let wanted = match kind {
        ColumnKind::Numbers => {
            let one_line = extent.whole.min(SHORT_HEADING);
            (extent.half.max(one_line) + padding).max(NARROWEST)
        }
        ColumnKind::Words => (extent.whole + padding).min(text / 2),
    };
    Need {
        kind,
        least,
        first,
        wanted: wanted.max(first),
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

    /// As wide as in letters of another width, in hundredths of those of Arial.
    fn scaled(self, letters: u64) -> Self {
        Extent {
            word: self.word * letters / 100,
            half: self.half * letters / 100,
            whole: self.whole * letters / 100,
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
    use crate::document::{Anchor, Cell, ColumnHead, Row};

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
        let widths = column_widths(&table, TextArea::of(false)).widths;
        assert_eq!(widths.iter().sum::<u64>(), TextArea::of(false).width);
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
        assert!(widths[1] >= 863 + Padding::Usual.twips(), "{widths:?}");
    }

    #[test]
    fn a_word_longer_than_a_column_takes_no_room_from_the_numbers() {
        let label = "a".repeat(160);
        let columns = ["2023 (%)", "2024 (%)", "Change (points)"].map(ColumnHead::numbers);
        let widths = widths(
            "Answer",
            columns.to_vec(),
            &[&[&label, "10.9", "9.3", "-19.4"]],
        );
        // Five characters are 582 twips at 10.5 pt, and the padding.
        assert!(widths[1..].iter().all(|width| *width > 882), "{widths:?}");
    }

    #[test]
    fn row_headings_stand_on_two_lines_before_other_headings_stand_on_one() {
        let label = "Option number 10 of the thirty that may be chosen";
        let columns = [
            "2023 (%)",
            "2024 (%)",
            "Change (points)",
            "Lower limit (points)",
            "Upper limit (points)",
            "Clear change or not",
        ];
        let columns = columns.map(ColumnHead::numbers).to_vec();
        let row = [label, "52.9", "11.4", "-1.5", "-10.0", "10.9", "0.0"];
        let widths = widths("Answer", columns, &[&row]);
        assert_eq!(Padding::Usual.lines(label, widths[0]), 2, "{widths:?}");
    }

    #[test]
    fn cells_of_a_crowded_table_give_up_room_so_that_no_word_is_broken() {
        let answers = [
            "Very unhappy",
            "Unhappy",
            "Neither",
            "Happy",
            "Very happy",
            "Don't know",
        ];
        let heads = answers
            .iter()
            .chain(&["Very unhappy or Unhappy", "Happy or Very happy"]);
        let columns = std::iter::once("Base".to_owned())
            .chain(heads.map(|head| format!("{head} (%)")))
            .map(ColumnHead::numbers);
        let row: Vec<&str> = std::iter::once("2024").chain(["46.1"; 9]).collect();
        let widths = widths("Year", columns.collect(), &[&row]);
        // "Unhappy" is 4,278 thousandths wide in bold letters: 898 twips at 10.5 pt, between margins of 55.
        for unhappy in [2, 3, 8] {
            assert!(widths[unhappy] >= 898 + 110, "{widths:?}");
        }
        // "Neither" is 3,445 thousandths wide: 723 twips.
        assert!(widths[4] >= 723 + 110, "{widths:?}");
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
