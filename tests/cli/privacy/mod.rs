//! Personal data, marked so that it can be found again, is planted wherever people leave it: no byte of it reaches an
//! output, an error, a log or a debug print that is meant for others than the analyst.
//!
//! What is for the analyst alone is left out here: review sheets, the record of decisions, and what is printed with
//! `--internal` or by `codebook find` and `codebook candidates`. PRIVACY.md says what those hold.

mod broken;
mod drafts;
mod erased;
mod marks;
mod printed;
mod published;

use std::process::Output;

use crate::folder::{Folder, Page};
use marks::{NOT_AGREED, assert_unmarked};

const EXPORT: &str = "exports/2023-surveymonkey.csv";

/// An export as cells; the columns that platforms name twice are told by their first heading.
struct Export(Vec<Vec<String>>);

impl Export {
    fn of(folder: &Folder) -> Self {
        let text = folder.read(EXPORT);
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .from_reader(text.trim_start_matches('\u{feff}').as_bytes());
        let rows = reader.records().map(|row| {
            let row = row.expect("the export is CSV");
            row.iter().map(str::to_owned).collect()
        });
        Export(rows.collect())
    }

    fn column(&self, heading: &str) -> usize {
        let at = self.0[0].iter().position(|cell| cell.starts_with(heading));
        at.unwrap_or_else(|| panic!("no column {heading}"))
    }

    /// The columns for answers of one's own beside options.
    fn write_ins(&self) -> Vec<usize> {
        let second = self.0[1].iter().enumerate();
        second
            .filter(|(_, heading)| heading.starts_with("Other"))
            .map(|(at, _)| at)
            .collect()
    }

    fn write(&self, folder: &Folder) {
        let mut writer = csv::WriterBuilder::new()
            .flexible(true)
            .from_writer(Vec::new());
        for row in &self.0 {
            writer.write_record(row).expect("it can be written");
        }
        folder.write(EXPORT, writer.into_inner().expect("it is in memory"));
    }
}

const OPEN: [&str; 4] = [
    "What difference, if any",
    "What should we do more of",
    "What would make our events easier",
    "Is there anything else",
];

/// The example's project as of 2023, with marks in every column of that year's export in which people can leave them.
fn planted() -> Folder {
    let folder = Folder::with_example();
    folder.replace("canvass.toml", "current = \"2024\"", "current = \"2023\"");
    folder.replace(
        "canvass.toml",
        "redact = [\n",
        "redact = [\n    \"Zebedee Quillfeather\",\n",
    );
    let mut export = Export::of(&folder);
    let agreed = export.column("May we quote");
    for number in 2..export.0.len() {
        let personal = [
            (
                "Email Address",
                format!("zq.marked{number}@mail.example.org"),
            ),
            ("First Name", "Zebedee".to_owned()),
            ("Last Name", "Quillfeather".to_owned()),
            ("IP Address", "192.0.2.177".to_owned()),
            ("Custom Data 1", format!("KG-7001234 {number}")),
            ("Respondent ID", format!("998877665544{number:04}")),
        ];
        for (heading, mark) in personal {
            let at = export.column(heading);
            export.0[number][at] = mark;
        }
        // Who agreed leaves what a program can see or was told of; who did not leaves anything.
        let mark = match export.0[number][agreed].as_str() {
            "Yes" => marks::AGREED,
            _ => NOT_AGREED,
        };
        for heading in OPEN {
            let at = export.column(heading);
            let answer = &mut export.0[number][at];
            if !answer.is_empty() {
                *answer = format!("{answer} {mark}");
            }
        }
        if number % 9 == 0 {
            for at in export.write_ins() {
                export.0[number][at] = format!("{NOT_AGREED} {number}");
            }
        }
    }
    export.write(&folder);
    folder
}

/// Decisions of somebody whose name is a mark, with remarks that hold marks.
fn decided(folder: &Folder) {
    folder
        .run(&["code", "--format", "csv", "--coder", marks::CODER])
        .done();
    let mut page = Page::of(folder, "coding/review.csv");
    for row in 1..12 {
        page.set(row, "codes: theme", "voice");
        page.set(row, "note", NOT_AGREED);
        page.set(row, "done", "yes");
    }
    page.write(folder, "coding/sheet.csv");
    folder.run(&["review", "import", "coding/sheet.csv"]).done();
    let record = folder.read("coding/decisions.jsonl");
    assert!(record.contains("Ottoline") && record.contains("Perpetua"));
}

/// Runs a command that has every reason to talk, and looks at all that it says.
#[track_caller]
fn run(folder: &Folder, arguments: &[&str]) -> Output {
    let mut command = folder.command(arguments);
    command
        .env("RUST_LOG", "trace")
        .env("RUST_BACKTRACE", "full");
    let output = command.output().expect("it starts");
    let code = output.status.code();
    assert!(matches!(code, Some(0..=2)), "{arguments:?}: {output:?}");
    assert_unmarked(&format!("standard output of {arguments:?}"), &output.stdout);
    assert_unmarked(&format!("standard error of {arguments:?}"), &output.stderr);
    output
}
