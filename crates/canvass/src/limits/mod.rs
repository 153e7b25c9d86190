//! Layer 0. How much is read of anything, all in one place: far above any questionnaire, far below what would use up
//! a machine.
//!
//! Every reader ends in what it read or in a diagnostic, whatever the bytes, because each of these is checked while
//! reading. [`ALL`] lists them with what happens beyond each; `docs/limits.md` is checked against it. What only bounds
//! how long a draft looks for likenesses stands beside the search that it bounds.

mod file;

pub(crate) use file::open_to_write;
pub use file::{FileFault, read_file};

/// A limit, as people read it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limit {
    /// The name of its constant.
    pub name: &'static str,
    /// What it is a limit of.
    pub of: &'static str,
    /// How much is read.
    pub most: u64,
    /// Whether it counts bytes; else it counts what `of` names.
    pub is_bytes: bool,
    /// The code of the diagnostic beyond it, or what happens instead.
    pub beyond: &'static str,
}

impl Limit {
    /// The limit in words, such as `1 GiB` or `20,000`.
    pub fn in_words(&self) -> String {
        if self.is_bytes {
            bytes_in_words(self.most)
        } else {
            grouped(self.most)
        }
    }
}

fn bytes_in_words(bytes: u64) -> String {
    let units = [(30, "GiB"), (20, "MiB"), (10, "KiB")];
    let is_whole = |(shift, _): &&(u32, &str)| bytes.trailing_zeros() >= *shift;
    match units.iter().find(is_whole) {
        Some((shift, unit)) => format!("{} {unit}", bytes >> shift),
        None => format!("{} bytes", grouped(bytes)),
    }
}

fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// Declares every limit once: its constant, and its line in [`ALL`].
macro_rules! limits {
    ($($group:literal { $($(#[$doc:meta])+ $name:ident: $type:ident = $value:expr, $unit:ident, $of:literal, $beyond:literal;)* })*) => {
        $($($(#[$doc])+ pub const $name: $type = $value;)*)*

        /// Every limit, by what is read.
        pub const ALL: &[(&str, &[Limit])] = &[$(($group, &[$(Limit {
            name: stringify!($name),
            of: $of,
            most: $name as u64,
            is_bytes: limits!(@ $unit),
            beyond: $beyond,
        }),*])),*];
    };
    (@ bytes) => { true };
    (@ count) => { false };
}

limits! {
    "Exports, data dictionaries and review sheets" {
        /// Bytes of an export: 1 GiB. A million long responses are about 0.8 GiB.
        MAX_BYTES: usize = 1 << 30, bytes, "bytes of the file", "ingest/too-large";

        /// Rows of one table, headings and blank rows included.
        MAX_ROWS: u64 = 2_000_000, count, "rows of a table", "ingest/too-large";

        /// Columns of one table. A spreadsheet has at most 16,384.
        MAX_COLUMNS: usize = 20_000, count, "columns of a table", "ingest/too-large";

        /// Bytes of one cell: 1 MiB. A spreadsheet cell holds at most 32,767 characters; a longer one is
        /// nearly always a quotation mark that was never closed.
        MAX_CELL_BYTES: usize = 1 << 20, bytes, "bytes of a cell", "ingest/too-large";

        /// Bytes of one row of delimited text: 256 MiB.
        MAX_RECORD_BYTES: usize = 256 << 20, bytes, "bytes of a row of delimited text", "ingest/too-large";

        /// Bytes of a cell that may hold several options; a longer one holds none.
        MAX_OPTIONS_BYTES: usize = 1 << 15, bytes, "bytes of a cell that holds several options", "read as one text";

        /// Different cells kept in mind for one column, so that hostile answers cannot fill the memory.
        MAX_REMEMBERED: usize = 10_000, count, "different cells of a column kept in mind", "the others are worked out again";

        /// Bytes of a cell that is kept in mind; a longer one holds words of somebody's own and hardly comes again.
        MAX_REMEMBERED_BYTES: usize = 1_000, bytes, "bytes of a cell kept in mind", "worked out again";

        /// Cells of a table whose rows are joined for each respondent, kept in memory ...
        MAX_JOINED_CELLS: usize = 40_000_000, count, "cells of a table whose rows are joined for each respondent", "ingest/too-large";

        /// ... and the bytes in them: 1 GiB.
        MAX_JOINED_TEXT: usize = 1 << 30, bytes, "bytes in them", "ingest/too-large";

        /// Cells that a table with a row for each answer may become, nearly all of them empty.
        MAX_PIVOTED_CELLS: usize = 200_000_000, count, "cells that a table with a row for each answer becomes", "ingest/too-large";

        /// Answers of one respondent to one question in a table with a row for each answer.
        MAX_PIVOTED_ANSWERS: usize = 1_000, count, "answers of one respondent to one question in such a table", "ingest/too-large";

        /// Columns of a table that explains names and codes: exports have more.
        MAX_DICTIONARY_COLUMNS: usize = 60, count, "columns of a data dictionary", "taken for an export";

        /// Rows of a table that explains names and codes.
        MAX_DICTIONARY_ROWS: usize = 200_000, count, "rows of a data dictionary", "the rest is not read";
    }
    "Workbooks (XLSX, ODS)" {
        /// Bytes of a workbook once unpacked: 512 MiB. A workbook is a ZIP archive, and one of a few
        /// kilobytes can hold gigabytes.
        MAX_UNPACKED_BYTES: u64 = 512 << 20, bytes, "bytes once unpacked", "ingest/too-large";

        /// How many times larger than its file a workbook may become; real ones stay below 60.
        MAX_UNPACK_RATIO: u64 = 250, count, "times as large as the file once unpacked", "ingest/too-large";

        /// Below this unpacked size (32 MiB) the ratio does not matter.
        RATIO_FLOOR_BYTES: u64 = 32 << 20, bytes, "bytes once unpacked that any file may have", "the ratio counts";

        /// Cells of all worksheets of a workbook that are kept in memory, empty ones between others included.
        MAX_SHEET_CELLS: usize = 40_000_000, count, "cells of all sheets", "ingest/too-large";

        /// Empty cells, or repetitions of itself, that each filled one may bring along, and ...
        EMPTY_FOR_EACH_CELL: usize = 100, count, "empty or repeated cells for each filled one", "ingest/too-large";

        /// ... how many there may be besides: a cell in the farthest corner of every row would otherwise take
        /// gigabytes.
        SPARE_EMPTY_CELLS: usize = 1_000_000, count, "empty or repeated cells besides", "ingest/too-large";

        /// Bytes of text of all worksheets of a workbook that are kept in memory: 1 GiB. A text that many cells share is
        /// stored once in the file and counts for each of them here.
        MAX_SHEET_TEXT: usize = 1 << 30, bytes, "bytes of text of all sheets", "ingest/too-large";

        /// Bytes of text that stand in memory more often than in the file because a cell or a row says that it
        /// is repeated: 64 MiB.
        MAX_REPEATED_TEXT: usize = 64 << 20, bytes, "bytes of repeated text", "ingest/too-large";

        /// Texts that the cells of an Excel workbook share.
        MAX_SHARED_TEXTS: usize = 10_000_000, count, "shared texts", "ingest/too-large";

        /// Sheets of one workbook.
        MAX_SHEETS: usize = 256, count, "sheets", "ingest/too-large";

        /// Bytes of XML that reading every sheet may take: 8 GiB. Sheets can name the same part of the file.
        MAX_PARSED_BYTES: u64 = 8 << 30, bytes, "bytes of XML read for all sheets", "ingest/too-large";

        /// How deep the elements of a workbook's parts may be nested; real ones stay below 20.
        MAX_XML_DEPTH: usize = 200, count, "elements within each other", "ingest/too-large";
    }
    "The project's own files" {
        /// Bytes of `canvass.toml`, a codebook, `membership.csv` or `actions.toml`: 16 MiB. The draft of an export
        /// with 20,000 columns takes 6.
        MAX_PROJECT_FILE_BYTES: usize = 16 << 20, bytes, "bytes of canvass.toml, codebook.toml, membership.csv or actions.toml", "config/too-large";

        /// Waves of a project.
        MAX_WAVES: usize = 100, count, "waves", "config/too-large";

        /// Questions of a project: as many as an export has columns.
        MAX_QUESTIONS: usize = MAX_COLUMNS, count, "questions", "config/too-large";

        /// Options of a question, rows of a grid, unions of options, or key figures of a report.
        MAX_OPTIONS: usize = 2_000, count, "options, unions or rows of a question, or key figures", "config/too-large";

        /// Options of all questions, in every wave anew and in every row of a grid.
        MAX_OFFERED: usize = 1_000_000, count, "options of all questions, in each wave and row anew", "config/too-large";

        /// Rows of `membership.csv`.
        MAX_MEMBERSHIP_ROWS: usize = 20_000, count, "rows of membership.csv", "config/too-large";

        /// Files in the folder `commentary` or `templates`.
        MAX_BESIDE_FILES: usize = 500, count, "files in the folder commentary or templates", "config/too-large";

        /// Bytes of one of them: 256 KiB.
        MAX_BESIDE_BYTES: usize = 256 << 10, bytes, "bytes of one of them", "config/too-large";

        /// Folders within each other, `commentary` or `templates` the first of them.
        MAX_BESIDE_DEPTH: usize = 3, count, "folders within each other there, the outermost included", "config/too-large";

        /// Steps that filling in a page may take where templates of a project's own do it; the bytes that they write or
        /// put together count as well, 64 for a step, so that this bounds memory, too.
        MAX_TEMPLATE_STEPS: u64 = 5_000_000, count, "steps of filling in a page with templates of the project's own, 64 bytes of text counting as one", "template/broken";

        /// The same for a message of a project's own wording.
        MAX_MESSAGE_STEPS: u64 = 50_000, count, "steps of filling in a message of the project's own wording", "wording/broken";

        /// Bytes of the release ledger: 64 MiB. A report of 2,000 figures takes 0.2.
        MAX_LEDGER_BYTES: usize = 64 << 20, bytes, "bytes of release-ledger.json", "ledger/unreadable";

        /// Bytes of the record of decisions: 1 GiB, some two million decisions.
        MAX_DECISIONS_BYTES: usize = 1 << 30, bytes, "bytes of coding/decisions.jsonl", "an error that says so";

        /// Files that `report --watch` looks at.
        MAX_WATCHED_FILES: usize = 10_000, count, "files that --watch looks at", "not watched";

        /// Folders within each other that `report --watch` looks into.
        MAX_WATCHED_DEPTH: usize = 4, count, "folders within each other that --watch looks into", "not watched";
    }
    "Faults" {
        /// Faults of one severity that are told of one run.
        MAX_FAULTS: usize = 2_000, count, "faults of one severity that are told", "how many more there are";
    }
    "Codebooks and rules" {
        /// Codes of a codebook, retired ones included.
        MAX_CODES: usize = 5_000, count, "codes", "codebook/too-large";

        /// Patterns for words that all rules and sets come to, each set spelt out wherever it is named.
        MAX_PATTERNS: usize = 1_000_000, count, "patterns for words, sets spelt out", "codebook/too-large";

        /// Points that a rule of a codebook gives or takes, or that a code needs.
        MAX_POINTS: u32 = 1_000, count, "points of a rule or a code", "config/invalid-value";

        /// Parentheses within each other in a rule; far more than a person can read.
        MAX_RULE_DEPTH: usize = 50, count, "parentheses within each other in a rule", "codebook/rule";

        /// NEAR, THEN, NOTNEAR or UNLESS that follow each other without parentheses.
        MAX_RULE_LINKS: usize = 50, count, "operators of a kind in a row in a rule", "codebook/rule";

        /// Words in a row in a rule: an answer may hold a phrase from each of its words on.
        MAX_PHRASE_WORDS: usize = 100, count, "words of a phrase in a rule", "codebook/rule";

        /// Steps from the outside of an expression to its innermost word, the sets in it spelt out.
        MAX_SET_DEPTH: usize = 500, count, "operators, parentheses and sets within each other, sets spelt out", "codebook/rule";

        /// Bytes of a word that patterns are held against: 1 KiB. The longest word of any language is far shorter.
        MAX_WORD_BYTES: usize = 1 << 10, bytes, "bytes of a word of an answer", "no pattern matches it";

        /// Different answers to one question of which it is kept in mind what rules find in them.
        MAX_REMEMBERED_ANSWERS: usize = 100_000, count, "different answers to a question kept in mind", "read again";
    }
    "Files of other programs" {
        /// Bytes of a file of coded answers: 64 MiB.
        MAX_CODED_FILE_BYTES: usize = 64 << 20, bytes, "bytes of a file of coded answers", "agreement/coded-file";

        /// Bytes of a codebook in the REFI-QDA format: 16 MiB.
        MAX_REFI_BYTES: usize = 16 << 20, bytes, "bytes of a codebook to import (.qdc)", "codebook/import";

        /// Codes below each other in such a codebook.
        MAX_REFI_DEPTH: usize = 30, count, "codes below each other in it", "codebook/import";

        /// Bytes that a suggester may write: 64 MiB.
        MAX_SUGGESTER_BYTES: u64 = 64 << 20, bytes, "bytes that a suggester writes", "it is stopped";

        /// Bytes of one line of it: 64 KiB.
        MAX_SUGGESTER_LINE: usize = 64 << 10, bytes, "bytes of one line of it", "counted as malformed";

        /// Lines of it.
        MAX_SUGGESTER_LINES: usize = 500_000, count, "lines of it", "it is stopped";
    }
    "Pictures" {
        /// Bytes of a logo: 1 MiB.
        MAX_LOGO_BYTES: u64 = 1 << 20, bytes, "bytes of a logo", "config/invalid-value";

        /// Pixels of a logo across and down.
        MAX_LOGO_PIXELS: u32 = 4_000, count, "pixels of a logo across and down", "config/invalid-value";

        /// Bytes of a Word file to take styles from: 10 MiB.
        MAX_WORD_TEMPLATE_BYTES: u64 = 10 << 20, bytes, "bytes of a Word file to take styles from", "config/invalid-value";

        /// Pixels of a picture down: some 300 bars at the highest resolution.
        MAX_PICTURE_HEIGHT: u32 = 60_000, count, "pixels of a picture down", "an error that says so";
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The tables of `docs/limits.md`.
    fn page() -> String {
        let mut page = String::new();
        for (group, limits) in ALL {
            page.push_str(&format!(
                "\n## {group}\n\n| At most | of | Beyond |\n| ---: | --- | --- |\n"
            ));
            for limit in *limits {
                let is_code = limit.beyond.contains('/');
                let mark = if is_code { "`" } else { "" };
                let beyond = format!("{mark}{}{mark}", limit.beyond);
                page.push_str(&format!(
                    "| {} | {} | {beyond} |\n",
                    limit.in_words(),
                    limit.of
                ));
            }
        }
        page
    }

    #[test]
    fn the_page_on_limits_lists_them_as_they_are() {
        let written = include_str!("../../../../docs/limits.md");
        let tables = written
            .split_once("<!-- limits -->\n")
            .map(|(_, tables)| tables);
        assert_eq!(
            tables,
            Some(page().as_str()),
            "put this into docs/limits.md:\n{}",
            page()
        );
    }

    fn limit(name: &str) -> Option<&'static Limit> {
        let mut all = ALL.iter().flat_map(|(_, limits)| limits.iter());
        all.find(|limit| limit.name == name)
    }

    #[test]
    fn limits_are_told_in_round_numbers() {
        let words = |name| limit(name).map(Limit::in_words);
        assert_eq!(words("MAX_BYTES").as_deref(), Some("1 GiB"));
        assert_eq!(words("MAX_UNPACKED_BYTES").as_deref(), Some("512 MiB"));
        assert_eq!(words("MAX_SUGGESTER_LINE").as_deref(), Some("64 KiB"));
        assert_eq!(
            words("MAX_REMEMBERED_BYTES").as_deref(),
            Some("1,000 bytes")
        );
        assert_eq!(words("MAX_ROWS").as_deref(), Some("2,000,000"));
        assert_eq!(words("MAX_UNPACK_RATIO").as_deref(), Some("250"));
    }
}
