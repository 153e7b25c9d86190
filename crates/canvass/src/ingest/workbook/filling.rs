use super::{too_large, unreadable};
use crate::diagnostics::Place;
use crate::ingest::row::{Fields, Row, Stop};
use crate::limits::{
    EMPTY_FOR_EACH_CELL, MAX_CELL_BYTES, MAX_COLUMNS, MAX_REPEATED_TEXT, MAX_ROWS, MAX_SHEET_CELLS,
    MAX_SHEET_TEXT, SPARE_EMPTY_CELLS,
};

/// The worksheets of one workbook while they are filled, and what may still be put into memory.
pub(super) struct Filling<'f> {
    file: &'f str,
    cells: usize,
    text: usize,
    /// Empty cells between others, and cells that stand once in the file and many times in the sheet.
    spare: usize,
    repeated_text: usize,
    rows: Vec<Row>,
}

impl<'f> Filling<'f> {
    pub(super) fn new(file: &'f str) -> Self {
        Filling {
            file,
            cells: MAX_SHEET_CELLS,
            text: MAX_SHEET_TEXT,
            spare: SPARE_EMPTY_CELLS,
            repeated_text: MAX_REPEATED_TEXT,
            rows: Vec::new(),
        }
    }

    /// The worksheet as filled so far; the next one starts empty.
    pub(super) fn finish_sheet(&mut self) -> Vec<Row> {
        std::mem::take(&mut self.rows)
    }

    /// Puts a text into `times` neighbouring cells of a row, numbered from 1, from a column, counted from 0.
    /// Empty texts take no room. Rows, and cells in a row, come in order, as every spreadsheet writes them.
    ///
    /// # Errors
    /// When a limit is reached, or the cells are out of order.
    pub(super) fn put(
        &mut self,
        number: u64,
        column: usize,
        text: &str,
        times: usize,
    ) -> Result<(), Stop> {
        if text.is_empty() || times == 0 {
            return Ok(());
        }
        let end = column.saturating_add(times);
        if number > MAX_ROWS || end > MAX_COLUMNS || text.len() > MAX_CELL_BYTES {
            return Err(self.far_out(number));
        }
        if self.rows.last().is_none_or(|last| last.number < number) {
            self.rows.push(Row {
                number,
                cells: Fields::default(),
            });
        }
        let Some(last) = self
            .rows
            .last_mut()
            .filter(|last| last.number == number && last.cells.len() <= column)
        else {
            return Err(unreadable(
                self.file,
                "the worksheet's cells are out of order",
            ));
        };
        let empty = column - last.cells.len();
        for _ in 0..empty {
            last.cells.push_field("");
        }
        for _ in 0..times {
            last.cells.push_field(text);
        }
        self.spare += EMPTY_FOR_EACH_CELL;
        self.take(empty + 1, empty, text.len(), 0)?;
        self.take(times - 1, times - 1, 0, (times - 1) * text.len())
    }

    /// Repeats the last row if it is this one, so that it stands there `times` times.
    ///
    /// # Errors
    /// When a limit is reached.
    pub(super) fn repeat_row(&mut self, number: u64, times: u64) -> Result<(), Stop> {
        let Some(row) = self.rows.last().filter(|row| row.number == number).cloned() else {
            return Ok(());
        };
        let end = number.saturating_add(times);
        if end > MAX_ROWS + 1 {
            return Err(self.far_out(number));
        }
        for number in number + 1..end {
            let cells = row.cells.len();
            self.take(cells, cells, 0, row.cells.bytes())?;
            self.rows.push(Row {
                number,
                cells: row.cells.clone(),
            });
        }
        Ok(())
    }

    fn take(
        &mut self,
        cells: usize,
        spare: usize,
        text: usize,
        repeated: usize,
    ) -> Result<(), Stop> {
        let left = |have: &mut usize, amount: usize| {
            *have = have.checked_sub(amount)?;
            Some(())
        };
        left(&mut self.cells, cells)
            .and_then(|()| left(&mut self.spare, spare))
            .and_then(|()| left(&mut self.text, text))
            .and_then(|()| left(&mut self.repeated_text, repeated))
            .ok_or_else(|| {
                too_large(
                    Place::whole(self.file),
                    format!(
                        "the workbook holds more than {MAX_SHEET_CELLS} cells or {MAX_SHEET_TEXT} bytes of text, or a few cells very far apart or repeated very often"
                    ),
                )
            })
    }

    fn far_out(&self, number: u64) -> Stop {
        too_large(
            Place::record(self.file, number),
            format!(
                "a cell of the worksheet stands beyond row {MAX_ROWS} or column {MAX_COLUMNS}, or is longer than {MAX_CELL_BYTES} bytes"
            ),
        )
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;
    use crate::diagnostics::Code;

    /// Puts texts into a sheet with room for these few cells and bytes.
    fn fill(room: impl Fn(&mut Filling<'_>), texts: &[(u64, usize, &str, usize)]) -> Option<Code> {
        let mut filling = Filling::new("f");
        assert_eq!(
            (filling.cells, filling.text),
            (MAX_SHEET_CELLS, MAX_SHEET_TEXT)
        );
        assert_eq!(
            (filling.spare, filling.repeated_text),
            (SPARE_EMPTY_CELLS, MAX_REPEATED_TEXT)
        );
        room(&mut filling);
        let mut put = texts
            .iter()
            .map(|(row, column, text, times)| filling.put(*row, *column, text, *times));
        put.find_map(|put| put.err().map(|stop| stop.code))
    }

    #[test]
    fn cells_and_text_are_kept_up_to_the_limit() {
        let two = [(1, 0, "ab", 1), (2, 0, "cd", 1)];
        assert_eq!(fill(|f| f.cells = 2, &two), None);
        assert_eq!(fill(|f| f.cells = 1, &two), Some(Code::IngestTooLarge));
        assert_eq!(fill(|f| f.text = 4, &two), None);
        assert_eq!(fill(|f| f.text = 3, &two), Some(Code::IngestTooLarge));
    }

    #[test]
    fn empty_and_repeated_cells_are_kept_up_to_the_limit() {
        // Each filled cell may bring so many along without touching what there is to spare.
        let far = [(1, EMPTY_FOR_EACH_CELL, "a", 1)];
        assert_eq!(fill(|f| f.spare = 0, &far), None);
        let farther = [(1, EMPTY_FOR_EACH_CELL + 1, "a", 1)];
        assert_eq!(fill(|f| f.spare = 1, &farther), None);
        assert_eq!(fill(|f| f.spare = 0, &farther), Some(Code::IngestTooLarge));
        let thrice = [(1, 0, "ab", 3)];
        assert_eq!(fill(|f| f.repeated_text = 4, &thrice), None);
        assert_eq!(
            fill(|f| f.repeated_text = 3, &thrice),
            Some(Code::IngestTooLarge)
        );
    }
}
