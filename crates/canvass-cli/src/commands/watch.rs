//! Writing the report again whenever the project changes.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::thread::sleep;
use std::time::{Duration, SystemTime};

use canvass::limits::{MAX_WATCHED_DEPTH, MAX_WATCHED_FILES};

use super::report::{self, Wanted};
use crate::terminal::{Done, Failure, print, report_failure};

/// How often the files are looked at.
const PAUSE: Duration = Duration::from_millis(500);

/// When a file was changed last, and how long it is.
type State = BTreeMap<PathBuf, (Option<SystemTime>, u64)>;

/// Writes the report now and after each change, and tells of it in a line. Ends with Ctrl-C, or when nobody reads on.
pub(crate) fn run(wanted: &Wanted<'_>) -> Result<Done, Failure> {
    let (project, out) = (wanted.project, wanted.out);
    loop {
        // What changes while the report is being written counts as a change.
        let before = state(project, out);
        match report::build(wanted) {
            Ok(written) => print(&format!(
                "{} written to {}; waiting for changes, Ctrl-C ends\n",
                match written.files.len() {
                    1 => "1 file".to_owned(),
                    many => format!("{many} files"),
                },
                out.display()
            ))?,
            Err(failure) => {
                report_failure(&failure);
                print("nothing written; waiting for changes, Ctrl-C ends\n")?;
            }
        }
        while state(project, out) == before {
            sleep(PAUSE);
        }
    }
}

/// Every file of the project but hidden ones and what the report writes.
fn state(project: &Path, out: &Path) -> State {
    let mut state = State::new();
    look(project, out, MAX_WATCHED_DEPTH, &mut state);
    state
}

fn look(folder: &Path, out: &Path, depth: usize, state: &mut State) {
    // A folder that is gone or closed has nothing in it.
    let Ok(entries) = fs::read_dir(folder) else {
        return;
    };
    for entry in entries.flatten() {
        let path = entry.path();
        let hidden = entry.file_name().to_string_lossy().starts_with('.');
        if hidden || path == out || state.len() >= MAX_WATCHED_FILES {
            continue;
        }
        let Ok(about) = fs::metadata(&path) else {
            continue;
        };
        if !about.is_dir() {
            state.insert(path, (about.modified().ok(), about.len()));
        } else if depth > 1 {
            look(&path, out, depth - 1, state);
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    #[test]
    fn every_file_but_the_report_and_hidden_ones_is_watched() {
        let folder = tempfile::tempdir().unwrap();
        let write = |name: &str, text: &str| {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        };
        let out = folder.path().join("out");
        write("canvass.toml", "a");
        write("commentary/figures/figure-a.md", "a");
        let before = state(folder.path(), &out);
        assert_eq!(before.len(), 2);
        write("out/report.html", "a");
        write(".git/index", "a");
        assert_eq!(state(folder.path(), &out), before);
        write("commentary/figures/figure-a.md", "longer");
        assert_ne!(state(folder.path(), &out), before);
        fs::remove_file(folder.path().join("canvass.toml")).unwrap();
        assert_eq!(state(folder.path(), &out).len(), 1);
    }
}
