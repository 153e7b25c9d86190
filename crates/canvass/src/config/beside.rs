//! Files that a project may have in a folder of its own, as many as the analyst likes.

use std::fs;
use std::path::Path;

use super::files::{Files, Folder, decoded};
use crate::diagnostics::{Code, Diagnostic, Diagnostics, Place};

/// A file and its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Beside {
    /// Its path in the project, with `/` between folders.
    pub(super) path: String,
    pub(super) text: String,
}

/// The most files that are read of a folder, and the largest that is, in bytes.
const MOST: usize = 500;
const LARGEST: u64 = 256 * 1024;
/// Folders within folders go this deep.
const DEEPEST: usize = 3;

/// The files in `folder` of the project and the folders in it, in the order of their paths. Hidden files and copies
/// that editors leave are passed over. The folder need not be there.
pub(super) fn within(files: Files<'_>, folder: &str, faults: &mut Diagnostics) -> Vec<Beside> {
    let mut found = Vec::new();
    match files {
        Files::Texts(texts) => {
            let own = texts.beside.iter().filter(|(path, _)| {
                path.strip_prefix(folder)
                    .is_some_and(|rest| rest.starts_with('/'))
            });
            found.extend(own.map(|(path, text)| Beside {
                path: (*path).to_owned(),
                text: (*text).to_owned(),
            }));
        }
        Files::Folder(project) => {
            let mut paths = Vec::new();
            list(project.path, folder, DEEPEST, &mut paths);
            paths.sort();
            if paths.len() > MOST {
                let message = format!("the folder holds more than {MOST} files");
                let place = Place::whole(folder);
                faults.push(Diagnostic::new(Code::ConfigUnreadable, place, message));
                paths.truncate(MOST);
            }
            for path in paths {
                match read(project, &path) {
                    Ok(text) => found.push(Beside { path, text }),
                    Err(fault) => faults.push(fault),
                }
            }
        }
    }
    found.sort_by(|a, b| a.path.cmp(&b.path));
    found
}

fn list(project: &Path, folder: &str, depth: usize, paths: &mut Vec<String>) {
    // A folder that is not there, or may not be looked into, holds nothing.
    let Ok(entries) = fs::read_dir(project.join(folder)) else {
        return;
    };
    for entry in entries.flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.starts_with('.') || name.ends_with('~') || paths.len() > MOST {
            continue;
        }
        let path = format!("{folder}/{name}");
        if entry.path().is_dir() {
            if depth > 1 {
                list(project, &path, depth - 1, paths);
            }
        } else {
            paths.push(path);
        }
    }
}

fn read(project: &Folder<'_>, path: &str) -> Result<String, Diagnostic> {
    let fault =
        |message: String| Diagnostic::new(Code::ConfigUnreadable, Place::whole(path), message);
    let full = project.path.join(path);
    let unreadable =
        |error: std::io::Error| fault(format!("the file cannot be read: {}", error.kind()));
    let about = fs::metadata(&full).map_err(unreadable)?;
    if !about.is_file() {
        return Err(fault("this is no file of its own".into()));
    }
    if about.len() > LARGEST {
        let message = format!("the file is larger than {} kilobytes", LARGEST / 1024);
        return Err(fault(message));
    }
    decoded(path, &project.bytes(path).map_err(unreadable)?)
}
