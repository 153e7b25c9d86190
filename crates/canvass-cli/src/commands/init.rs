use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use canvass::draft::{Draft, DraftedWave};
use canvass::pipeline::{self, OutputFile, write_new};

use crate::input::{InItsPlace, in_its_place};
use crate::terminal::{Done, Failure, print, report_faults};

/// Drafts a project from exports and tells what was found.
pub(crate) fn run(
    exports: &[PathBuf],
    folder: &Path,
    sheet: Option<&str>,
) -> Result<Done, Failure> {
    for name in ["canvass.toml", "codebook.toml"] {
        if folder.join(name).exists() {
            return Err(in_the_way(folder, name));
        }
    }
    names_differ(exports)?;
    let drafted = pipeline::draft(exports, sheet)?;
    report_faults(&drafted.diagnostics, false);
    let mut files = drafted.value.files;
    leave_what_is_there(folder, &mut files)?;
    write_new(folder, &files)?;
    print(&account(&drafted.value.draft, folder))?;
    Ok(Done::Clean)
}

fn in_the_way(folder: &Path, name: &str) -> Failure {
    Failure::InTheWay {
        folder: folder.display().to_string(),
        name: name.to_owned(),
    }
}

/// Some disks take names that differ in case alone for one.
fn names_differ(exports: &[PathBuf]) -> Result<(), Failure> {
    let mut names: Vec<String> = Vec::new();
    for path in exports {
        let name = path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        if names.contains(&name.to_lowercase()) {
            return Err(Failure::SameName { name });
        }
        names.push(name.to_lowercase());
    }
    Ok(())
}

/// Takes out of `files` those that stand in their place already. Another file in the place of one is in the way.
fn leave_what_is_there(folder: &Path, files: &mut Vec<OutputFile>) -> Result<(), Failure> {
    let mut missing = Vec::new();
    for file in files.drain(..) {
        let path = folder.join(&file.name);
        match in_its_place(&path, &file.bytes)? {
            InItsPlace::Nothing => missing.push(file),
            InItsPlace::Same => {}
            InItsPlace::Other => return Err(in_the_way(folder, &file.name)),
        }
    }
    *files = missing;
    Ok(())
}

fn account(draft: &Draft, folder: &Path) -> String {
    let mut text = String::new();
    for (at, wave) in draft.waves.iter().enumerate() {
        text.push_str(&wave_account(wave, at > 0));
    }
    let folder = folder.display();
    let unconfirmed: usize = draft.waves.iter().map(|wave| wave.unconfirmed).sum();
    let _ = writeln!(
        text,
        "Written to {folder}: canvass.toml, codebook.toml and the exports, unchanged.\n\nNext:"
    );
    let mut steps = vec![format!(
        "Read {folder}/canvass.toml from the top; a remark \"Look:\" says what only you can know."
    )];
    if unconfirmed > 0 {
        steps.push("Confirm or undo each change = \"unconfirmed\"; nothing is compared over it until then.".to_owned());
    }
    steps.push(format!("canvass check --project {folder}"));
    steps.push(format!("canvass tables --internal --project {folder}"));
    for (number, step) in (1..).zip(steps) {
        let _ = writeln!(text, "  {number}. {step}");
    }
    text
}

fn wave_account(wave: &DraftedWave, has_earlier: bool) -> String {
    let count =
        |count: usize, one: &str| format!("{count} {one}{}", if count == 1 { "" } else { "s" });
    let questions: usize = wave.kinds.values().sum();
    let kinds: Vec<String> = wave
        .kinds
        .iter()
        .map(|(kind, count)| format!("{count} {}", kind.name()))
        .collect();
    let mut text = format!(
        "{}: {}\n  {}; {}; {} rows, {} responses\n  {}",
        wave.id,
        wave.export,
        wave.how,
        wave.encoding,
        wave.records,
        wave.respondents,
        count(questions, "question"),
    );
    let _ = writeln!(
        text,
        "{}{}",
        if kinds.is_empty() { "" } else { ": " },
        kinds.join(", ")
    );
    if has_earlier {
        let _ = writeln!(
            text,
            "  {} known from earlier waves, {} to be confirmed",
            wave.certain, wave.unconfirmed
        );
    }
    if !wave.personal.is_empty() {
        let _ = writeln!(
            text,
            "  not read, as personal data or an identifier: {}",
            wave.personal.join(", ")
        );
    }
    for (question, why) in &wave.left_out {
        let _ = writeln!(
            text,
            "  left out, because it could not be counted: {question} ({why})"
        );
    }
    text.push('\n');
    text
}
