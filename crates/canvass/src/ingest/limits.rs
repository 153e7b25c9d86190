//! How much of an export is read. The limits are far above any questionnaire and far below what would
//! use up a machine; a file beyond one is refused with `Code::IngestTooLarge`.

/// Bytes of an export: 1 GiB. A million long responses are about 0.8 GiB.
pub const MAX_BYTES: usize = 1 << 30;

/// Rows of one table, headings and blank rows included.
pub(super) const MAX_ROWS: u64 = 2_000_000;

/// Columns of one table. A spreadsheet has at most 16,384.
pub(super) const MAX_COLUMNS: usize = 20_000;

/// Bytes of one cell: 1 MiB. A spreadsheet cell holds at most 32,767 characters; a longer one is
/// nearly always a quotation mark that was never closed.
pub(super) const MAX_CELL_BYTES: usize = 1 << 20;

/// Bytes of one row of delimited text: 256 MiB.
pub(super) const MAX_RECORD_BYTES: usize = 256 << 20;

/// Different cells kept in mind for one column, so that hostile answers cannot fill the memory.
pub(super) const MAX_REMEMBERED: usize = 10_000;

/// Bytes of a cell that is kept in mind; a longer one holds words of somebody's own and hardly comes again.
pub(super) const MAX_REMEMBERED_BYTES: usize = 1_000;

/// Bytes of a cell that may hold several options; a longer one holds none.
pub(super) const MAX_OPTIONS_BYTES: usize = 1 << 15;

/// Cells of a table whose rows are joined for each respondent, kept in memory ...
pub(super) const MAX_JOINED_CELLS: usize = 40_000_000;

/// ... and the bytes in them: 1 GiB.
pub(super) const MAX_JOINED_TEXT: usize = 1 << 30;

/// Cells that a table with a row for each answer may become, nearly all of them empty.
pub(super) const MAX_PIVOTED_CELLS: usize = 200_000_000;

#[cfg(feature = "spreadsheets")]
pub(super) use spreadsheet::*;

#[cfg(feature = "spreadsheets")]
mod spreadsheet {
    /// Bytes of a workbook once unpacked: 512 MiB. A workbook is a ZIP archive, and one of a few
    /// kilobytes can hold gigabytes.
    pub(in crate::ingest) const MAX_UNPACKED_BYTES: u64 = 512 << 20;

    /// How many times larger than its file a workbook may become; real ones stay below 60.
    pub(in crate::ingest) const MAX_UNPACK_RATIO: u64 = 250;

    /// Below this unpacked size (32 MiB) the ratio does not matter.
    pub(in crate::ingest) const RATIO_FLOOR_BYTES: u64 = 32 << 20;

    /// Cells of one worksheet that are kept in memory, empty ones between others included.
    pub(in crate::ingest) const MAX_SHEET_CELLS: usize = 40_000_000;

    /// Empty cells, or repetitions of itself, that each filled one may bring along, and ...
    pub(in crate::ingest) const EMPTY_FOR_EACH_CELL: usize = 100;

    /// ... how many there may be besides: a cell in the farthest corner of every row would otherwise take
    /// gigabytes.
    pub(in crate::ingest) const SPARE_EMPTY_CELLS: usize = 1_000_000;

    /// Bytes of text of one worksheet that are kept in memory: 1 GiB. A text that many cells share is
    /// stored once in the file and counts for each of them here.
    pub(in crate::ingest) const MAX_SHEET_TEXT: usize = 1 << 30;

    /// Bytes of text that stand in memory more often than in the file because a cell or a row says that it
    /// is repeated: 64 MiB.
    pub(in crate::ingest) const MAX_REPEATED_TEXT: usize = 64 << 20;

    /// Texts that the cells of an Excel workbook share.
    pub(in crate::ingest) const MAX_SHARED_TEXTS: usize = 10_000_000;

    /// Sheets of one workbook.
    pub(in crate::ingest) const MAX_SHEETS: usize = 256;

    /// Bytes of XML that reading every sheet may take: 8 GiB. Sheets can name the same part of the file.
    pub(in crate::ingest) const MAX_PARSED_BYTES: u64 = 8 << 30;

    /// How deep the elements of a workbook's parts may be nested; real ones stay below 20.
    pub(in crate::ingest) const MAX_XML_DEPTH: usize = 200;
}
