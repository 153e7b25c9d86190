use std::fmt::Write as _;
use std::time::{SystemTime, UNIX_EPOCH};

use canvass::coding::decisions::Moment;
use canvass::config;
use canvass::diagnostics::Severity;
use canvass::limits::MAX_BYTES;
use canvass::pipeline::{self, OutputFile, ReviewImport, import_review, write_all};
use canvass::review::{Import, conflicts_csv};

use crate::args::ImportSheet;
use crate::input;
use crate::terminal::{Done, Failure, print, progress, report_faults};

/// Where conflicts go, in the folder "coding" of the project.
const CONFLICTS: &str = "conflicts.csv";

/// Takes a review sheet in, and says what it changed.
pub(crate) fn run(asked: &ImportSheet) -> Result<Done, Failure> {
    let file = asked.file.display().to_string();
    let bytes = input::read(&asked.file, MAX_BYTES)?;
    let project = config::load(&asked.project.folder).map_err(pipeline::Error::Rejected)?;
    progress("Reading the sheet, the exports and the record of decisions");
    let imported = import_review(
        project,
        &ReviewImport {
            file: &file,
            bytes: &bytes,
            coder: asked.coder.as_deref(),
            adjudicates: asked.adjudicate,
            now: now().ok_or(Failure::Clock)?,
            dry_run: asked.dry_run,
        },
    )?;
    report_faults(&imported.diagnostics, false);
    let import = imported.value;
    tell(asked, &import).map_err(|failure| {
        if asked.dry_run || import.decisions.is_empty() {
            failure
        } else {
            failure.after_recording()
        }
    })?;
    let faulty = imported
        .diagnostics
        .iter()
        .any(|fault| fault.severity == Severity::Error);
    Ok(if faulty || !import.conflicts.is_empty() {
        Done::WithFindings
    } else {
        Done::Clean
    })
}

/// Writes the conflicts, and says what was taken in.
fn tell(asked: &ImportSheet, import: &Import) -> Result<(), Failure> {
    let mut text = account(import, asked.dry_run);
    if !import.conflicts.is_empty() && !asked.dry_run {
        let folder = asked.project.folder.join("coding");
        let conflicts = OutputFile {
            name: CONFLICTS.to_owned(),
            bytes: conflicts_csv(&import.conflicts),
        };
        write_all(&folder, &[conflicts])?;
        let _ = writeln!(
            text,
            "The conflicts are in {}.",
            folder.join(CONFLICTS).display()
        );
    }
    print(&text)
}

fn now() -> Option<Moment> {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).ok()?;
    Moment::from_unix(i64::try_from(since.as_secs()).ok()?)
}

fn account(import: &Import, dry_run: bool) -> String {
    let mut text = String::new();
    if dry_run {
        for change in &import.changes {
            let _ = writeln!(text, "row {}: {}", change.row, change.what.join(", "));
        }
    }
    for conflict in &import.conflicts {
        let _ = writeln!(
            text,
            "row {}: conflict in \"{}\", which changed in the record as well; nothing of the cell is taken in",
            conflict.row, conflict.column
        );
    }
    let rows = |count: usize| format!("{count} {}", if count == 1 { "row" } else { "rows" });
    let _ = writeln!(
        text,
        "{} {} something new, {} nothing new, {} refused; {} in conflict.",
        rows(import.changes.len()),
        if dry_run { "would decide" } else { "decided" },
        rows(import.unchanged),
        rows(import.refused),
        match import.conflicts.len() {
            1 => "1 cell".to_owned(),
            count => format!("{count} cells"),
        },
    );
    if dry_run {
        text.push_str("Nothing was recorded: this was a dry run.\n");
    }
    text
}
