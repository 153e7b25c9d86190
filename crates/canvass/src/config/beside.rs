//! Files that a project may have in a folder of its own, as many as the analyst likes.

use std::fs::{self, DirEntry};
use std::io::ErrorKind;
use std::path::Path;

use super::files::{Files, Folder, decoded, unread};
use crate::diagnostics::{Code, Diagnostic, Diagnostics, Place};
use crate::limits::{MAX_BESIDE_BYTES, MAX_BESIDE_DEPTH, MAX_BESIDE_FILES};

/// A file and its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Beside {
    /// Its path in the project, with `/` between folders.
    pub(super) path: String,
    pub(super) text: String,
}

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
            list(project.path, folder, MAX_BESIDE_DEPTH, &mut paths, faults);
            paths.sort();
            if paths.len() > MAX_BESIDE_FILES {
                let message = format!("the folder holds more than {MAX_BESIDE_FILES} files");
                let place = Place::whole(folder);
                faults.push(Diagnostic::new(Code::ConfigTooLarge, place, message));
                paths.truncate(MAX_BESIDE_FILES);
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

fn list(
    project: &Path,
    folder: &str,
    depth: usize,
    paths: &mut Vec<String>,
    faults: &mut Diagnostics,
) {
    let entries = fs::read_dir(project.join(folder)).and_then(Iterator::collect);
    let entries: Vec<DirEntry> = match entries {
        Ok(entries) => entries,
        // A folder that is not there holds nothing.
        Err(error) if error.kind() == ErrorKind::NotFound => return,
        Err(error) => {
            let message = format!("the folder cannot be looked into: {}", error.kind());
            let place = Place::whole(folder);
            faults.push(Diagnostic::new(Code::ConfigUnreadable, place, message));
            return;
        }
    };
    for entry in entries {
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.starts_with('.') || name.ends_with('~') || paths.len() > MAX_BESIDE_FILES {
            continue;
        }
        let path = format!("{folder}/{name}");
        if entry.path().is_dir() {
            if depth > 1 {
                list(project, &path, depth - 1, paths, faults);
            } else {
                let message =
                    format!("folders are looked into {MAX_BESIDE_DEPTH} deep, so this one is not");
                let place = Place::whole(path);
                faults.push(Diagnostic::new(Code::ConfigTooLarge, place, message));
            }
        } else {
            paths.push(path);
        }
    }
}

fn read(project: &Folder<'_>, path: &str) -> Result<String, Diagnostic> {
    let bytes = project.bytes(path, MAX_BESIDE_BYTES);
    decoded(path, &bytes.map_err(|fault| unread(path, &fault))?)
}
