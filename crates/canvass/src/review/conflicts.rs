use super::text::line;

/// A cell that changed in the sheet and in the record, each in its own way. Nothing of the cell is taken in.
#[derive(Clone, PartialEq, Eq)]
pub struct Conflict {
    /// The row of the sheet.
    pub row: u64,
    /// The answer, as `wave/response/question`.
    pub row_key: String,
    /// What stands over the cell.
    pub column: String,
    /// What the cell said when the sheet was written.
    pub written: String,
    /// What holds now.
    pub now: String,
    /// What the sheet says.
    pub sheet: String,
}

/// Cells may hold words of people's own, so they are not shown.
impl std::fmt::Debug for Conflict {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Conflict(row {}, {})", self.row, self.column)
    }
}

/// Writes conflicts as text for a spreadsheet, as [`csv`](super::csv()) does.
pub fn conflicts_csv(conflicts: &[Conflict]) -> Vec<u8> {
    let mut text = String::from("\u{feff}");
    let headings = [
        "row",
        "row_key",
        "column",
        "when the sheet was written",
        "now",
        "in the sheet",
    ];
    line(&mut text, &headings.map(str::to_owned));
    for conflict in conflicts {
        line(
            &mut text,
            &[
                conflict.row.to_string(),
                conflict.row_key.clone(),
                conflict.column.clone(),
                conflict.written.clone(),
                conflict.now.clone(),
                conflict.sheet.clone(),
            ],
        );
    }
    text.into_bytes()
}
