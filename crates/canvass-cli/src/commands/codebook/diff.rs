use std::fmt::Write as _;
use std::path::Path;

use canvass::codebook::{
    CodeChange, DecisionShift, RuleShift, changes, decision_shifts, rule_shifts,
};
use canvass::config;
use canvass::limits::MAX_PROJECT_FILE_BYTES;
use canvass::pipeline;
use canvass::survey::{CodeRef, Codebook};

use super::{INTERNAL, answers, coded, compiled};
use crate::figures::aligned::{Side, table};
use crate::input;
use crate::terminal::{Done, Failure, print, report_faults};

/// Tells what changed between two versions of a codebook, and what that does to earlier codings.
pub(super) fn run(old: &Path, new: Option<&Path>, project: &Path) -> Result<Done, Failure> {
    let old = read(old)?;
    let Some(new) = new else {
        let coded = coded(project)?;
        let new = &coded.project.codebook;
        let waves: Vec<_> = coded.responses.iter().collect();
        let answers = answers(&coded.project, &waves);
        let decisions = decision_shifts(&old, new, &coded.record);
        let shifts = rule_shifts(&compiled(&old)?, &coded.codebook, &answers);
        print(&format!(
            "{}{}{}",
            text(&old, new),
            decisions_text(&decisions),
            shifts_text(&shifts)
        ))?;
        return Ok(Done::Clean);
    };
    print(&text(&old, &read(new)?))?;
    Ok(Done::Clean)
}

fn read(file: &Path) -> Result<Codebook, Failure> {
    let name = file.display().to_string();
    let text = input::read_text(file, MAX_PROJECT_FILE_BYTES)?;
    let read = config::parse_codebook(&name, &text).map_err(pipeline::Error::Rejected)?;
    report_faults(&read.diagnostics, false);
    Ok(read.value)
}

fn text(old: &Codebook, new: &Codebook) -> String {
    let mut text = format!("{} {} -> {} {}\n", old.id, old.version, new.id, new.version);
    let changes = changes(old, new);
    if changes.is_empty() {
        text.push_str("Nothing changed that matters to codings.\n");
    } else if old.version == new.version {
        text.push_str("Both have the same version: give the new one a higher version.\n");
    }
    for change in &changes {
        let (code, what) = told(change, &new.version);
        let _ = writeln!(text, "  {code}: {what}");
    }
    text
}

fn told<'c>(change: &'c CodeChange, version: &str) -> (&'c CodeRef, String) {
    match change {
        CodeChange::Added(code) => (code, "added".to_owned()),
        CodeChange::Renamed { code, from, to } => {
            (code, format!("\"{from}\" is called \"{to}\"; codings hold"))
        }
        CodeChange::Moved { from, to } => (
            from,
            format!("moved to {to}; earlier codings count as {to}"),
        ),
        CodeChange::Merged { from, into } => (
            from,
            format!("merged into {into}; earlier codings count as {into}"),
        ),
        CodeChange::Split { from, into } => {
            let into: Vec<String> = into.iter().map(CodeRef::to_string).collect();
            let into = into.join(", ");
            (
                from,
                format!("split into {into}; earlier decisions wait for review"),
            )
        }
        CodeChange::Retired(code) => (
            code,
            "retired, and nothing takes its place; earlier codings count no more".to_owned(),
        ),
        CodeChange::Removed(code) => (
            code,
            "gone; earlier codings cannot be read: put it back with status = \"retired\""
                .to_owned(),
        ),
        CodeChange::Reused(code) => (
            code,
            "was retired and is given again: give it an id that was never used".to_owned(),
        ),
        CodeChange::Redefined { code, declared } => (
            code,
            match declared {
                true => "means something else; earlier decisions wait for review".to_owned(),
                false => format!(
                    "reads differently; if it means something else, write since = \"{version}\" so that earlier decisions wait for review"
                ),
            },
        ),
        CodeChange::Rules {
            code,
            added,
            removed,
            sets,
            points,
        } => {
            let mut parts = Vec::new();
            for (count, what) in [(added, "new"), (removed, "gone")] {
                if *count > 0 {
                    parts.push(format!("{count} {what}"));
                }
            }
            parts.extend(sets.iter().map(|set| format!("#{set} changed")));
            if *points {
                parts.push("other points".to_owned());
            }
            (
                code,
                format!(
                    "rules: {}; codings by rules are made anew, decisions hold",
                    parts.join(", ")
                ),
            )
        }
    }
}

fn decisions_text(shifts: &[DecisionShift]) -> String {
    if shifts.is_empty() {
        return "\nEvery decision of people in the record holds.\n".to_owned();
    }
    let rows: Vec<Vec<String>> = shifts
        .iter()
        .map(|shift| {
            let counts = [shift.recoded, shift.stale, shift.gone];
            let counts = counts.iter().map(usize::to_string);
            std::iter::once(shift.code.to_string())
                .chain(counts)
                .collect()
        })
        .collect();
    let columns = [
        ("Code", Side::Left),
        ("Count as another", Side::Right),
        ("Wait for review", Side::Right),
        ("Count no more", Side::Right),
    ];
    format!(
        "\nDecisions of people in the record\n{}",
        table(&columns, &rows)
    )
}

fn shifts_text(shifts: &[RuleShift]) -> String {
    let mut text = format!("\n{INTERNAL}");
    if shifts.is_empty() {
        text.push_str("The rules find the same codes in the project's answers as before.\n");
        return text;
    }
    text.push_str("Answers of the project that get a code by rules\n");
    let rows: Vec<Vec<String>> = shifts
        .iter()
        .map(|shift| {
            let counts = [shift.before, shift.after, shift.gained, shift.lost];
            let counts = counts.iter().map(usize::to_string);
            std::iter::once(shift.code.to_string())
                .chain(counts)
                .collect()
        })
        .collect();
    let columns = [
        ("Code", Side::Left),
        ("Before", Side::Right),
        ("After", Side::Right),
        ("Gained", Side::Right),
        ("Lost", Side::Right),
    ];
    text.push_str(&table(&columns, &rows));
    text
}
