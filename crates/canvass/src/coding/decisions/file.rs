use std::fs::{self, File, TryLockError};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use super::decision::{Decision, DecisionId};
use super::line;
use super::record::Record;
use crate::diagnostics::Warned;
use crate::limits::{self, FileFault, MAX_DECISIONS_BYTES};

/// The record's name in the folder of a project.
pub const RECORD_FILE: &str = "coding/decisions.jsonl";

const LOCK_FILE: &str = "coding/decisions.lock";

/// Why the record cannot be read or added to.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum RecordError {
    /// Another run is adding to it.
    #[error(
        "another canvass is writing to the record of decisions ({}); wait until it is done", path.display()
    )]
    Busy {
        /// The record.
        path: PathBuf,
    },
    /// The file system does not do it.
    #[error("the record of decisions cannot be used: {}", path.display())]
    Unusable {
        /// The file or folder.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// Adding to it failed half-way, and what was added could not be taken away again.
    #[error(
        "decisions could not be added to the record, and some of them may stand at its end: {}", path.display()
    )]
    HalfAdded {
        /// The record.
        path: PathBuf,
        /// What the system says to taking them away.
        source: io::Error,
    },
}

/// The record of a project, held so that nobody else adds to it. It is let go when this is dropped, and also when the
/// program is killed.
#[derive(Debug)]
pub struct RecordFile {
    path: PathBuf,
    file: File,
    _lock: File,
}

impl RecordFile {
    /// Reads the record in a project's folder without holding it; a project without one has no decisions.
    ///
    /// # Errors
    /// When there is a record that cannot be read.
    pub fn look(project: &Path) -> Result<Warned<Record>, RecordError> {
        let path = project.join(RECORD_FILE);
        match limits::read_file(&path, MAX_DECISIONS_BYTES) {
            Ok(bytes) => Ok(Record::read(RECORD_FILE, &bytes)),
            Err(FileFault::Unreadable(error)) if error.kind() == io::ErrorKind::NotFound => {
                Ok(Record::read(RECORD_FILE, &[]))
            }
            Err(fault) => Err(RecordError::Unusable {
                path,
                source: fault.into(),
            }),
        }
    }

    /// Holds the record in a project's folder, making it if there is none.
    ///
    /// # Errors
    /// When somebody else holds it, or it cannot be opened.
    pub fn hold(project: &Path) -> Result<Self, RecordError> {
        let path = project.join(RECORD_FILE);
        let unusable = |path: &Path| {
            let path = path.to_owned();
            move |source| RecordError::Unusable { path, source }
        };
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder).map_err(unusable(folder))?;
        }
        let lock_path = project.join(LOCK_FILE);
        let open = |path: &Path| {
            limits::open_to_write(path)
                .map_err(io::Error::from)
                .map_err(unusable(path))
        };
        let lock = open(&lock_path)?;
        match lock.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(RecordError::Busy { path }),
            Err(TryLockError::Error(source)) => {
                return Err(RecordError::Unusable {
                    path: lock_path,
                    source,
                });
            }
        }
        let file = open(&path)?;
        Ok(RecordFile {
            path,
            file,
            _lock: lock,
        })
    }

    /// Reads the record that is held.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn read(&mut self) -> Result<Warned<Record>, RecordError> {
        let mut bytes = Vec::new();
        let most = MAX_DECISIONS_BYTES as u64;
        self.file
            .seek(SeekFrom::Start(0))
            .and_then(|_| (&self.file).take(most + 1).read_to_end(&mut bytes))
            .map_err(|source| self.unusable(source))?;
        if bytes.len() as u64 > most {
            return Err(self.unusable(FileFault::TooLarge { most }.into()));
        }
        Ok(Record::read(RECORD_FILE, &bytes))
    }

    /// Adds decisions at the end, each a whole line, and returns when the disk has them. What was left of a line
    /// that was cut short is taken away first: it never was a decision.
    ///
    /// # Errors
    /// When writing fails; none of the decisions is in the record then, unless [`RecordError::HalfAdded`] says so.
    pub fn append(&mut self, decisions: &[Decision]) -> Result<Vec<DecisionId>, RecordError> {
        if decisions.is_empty() {
            return Ok(Vec::new());
        }
        let record = self.read()?.value;
        let mut lines = String::new();
        if record.is_unended() {
            lines.push('\n');
        }
        let mut ids = Vec::with_capacity(decisions.len());
        for decision in decisions {
            let (line, id) = line::write(decision);
            lines.push_str(&line);
            lines.push('\n');
            ids.push(id);
        }
        let whole = record.whole() as u64;
        match self.add(whole, lines.as_bytes()) {
            Ok(()) => Ok(ids),
            Err(source) => {
                self.take_away(whole)?;
                Err(self.unusable(source))
            }
        }
    }

    /// Leaves `whole` bytes of the record.
    fn take_away(&self, whole: u64) -> Result<(), RecordError> {
        let half_added = |source| RecordError::HalfAdded {
            path: self.path.clone(),
            source,
        };
        self.file.set_len(whole).map_err(half_added)?;
        // The disk that failed may do so again; the system's view of the file is right already.
        let _ = self.file.sync_all();
        Ok(())
    }

    fn add(&mut self, whole: u64, lines: &[u8]) -> io::Result<()> {
        if self.file.metadata()?.len() > whole {
            self.file.set_len(whole)?;
        }
        self.file.seek(SeekFrom::Start(whole))?;
        self.file.write_all(lines)?;
        self.file.sync_all()?;
        sync_folder(&self.path)
    }

    fn unusable(&self, source: io::Error) -> RecordError {
        RecordError::Unusable {
            path: self.path.clone(),
            source,
        }
    }
}

/// Makes the name of a new file last.
#[cfg(unix)]
fn sync_folder(path: &Path) -> io::Result<()> {
    match path.parent() {
        Some(folder) => File::open(folder)?.sync_all(),
        None => Ok(()),
    }
}

/// Other systems keep the name with the file, and open no folders.
#[cfg(not(unix))]
fn sync_folder(_path: &Path) -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_taken_away_again_is_told() {
        let folder = tempfile::tempdir().unwrap();
        drop(RecordFile::hold(folder.path()).unwrap());
        let path = folder.path().join(RECORD_FILE);
        fs::write(&path, "half a decision").unwrap();
        let mut held = RecordFile::hold(folder.path()).unwrap();
        held.take_away(4).unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "half");
        // Nothing can be changed through a file that is open to be read only.
        held.file = File::open(&path).unwrap();
        let failed = held.take_away(0).unwrap_err();
        assert!(matches!(failed, RecordError::HalfAdded { .. }), "{failed}");
    }
}
