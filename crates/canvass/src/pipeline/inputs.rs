//! What an analysis is made from: files that are read whole, and known again later.

use std::collections::BTreeMap;
use std::fs::{self, File, Metadata};
use std::io;
use std::path::Path;
use std::time::SystemTime;

use super::Error;
use crate::config::Project;
use crate::diagnostics::{Code, Diagnostic, Place};
use crate::fingerprint::Fingerprint;
use crate::limits::{self, FileFault};

/// How a file stood at one moment, told without its content.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Stamp {
    length: u64,
    changed: Option<SystemTime>,
}

impl Stamp {
    fn of(about: &Metadata) -> Self {
        Stamp {
            length: about.len(),
            changed: about.modified().ok(),
        }
    }
}

/// What was read beside the files that [`Project::files`] names.
#[derive(Debug, Default)]
pub(super) struct Inputs {
    /// Files as they stood when they were read. Exports are large, so their content is looked at again only for a
    /// manifest.
    stamps: BTreeMap<String, Stamp>,
    /// The ledger before the report; `None` when there was none.
    pub(super) ledger: Option<Fingerprint>,
}

impl Inputs {
    pub(super) fn add(&mut self, name: &str, stamp: Stamp) {
        self.stamps.insert(name.to_owned(), stamp);
    }

    /// Notes how a file stands that somebody else is about to read, if there is one.
    pub(super) fn note(&mut self, project: &Project, name: &str) {
        if let Ok(about) = fs::metadata(project.folder.join(name)) {
            self.add(name, Stamp::of(&about));
        }
    }

    /// The fingerprint of every file that was read, the ledger left out.
    ///
    /// # Errors
    /// [`Error::Changed`] when one of them is no longer what it was then.
    pub(super) fn fingerprints(
        &self,
        project: &Project,
    ) -> Result<BTreeMap<String, Fingerprint>, Error> {
        let mut all = BTreeMap::new();
        for (name, was) in &project.files {
            let (now, _) = look(project, name)?;
            if now != *was {
                return Err(changed(name, None));
            }
            all.insert(name.clone(), now);
        }
        for (name, was) in &self.stamps {
            let (now, stamp) = look(project, name)?;
            if stamp.as_ref() != Some(was) {
                return Err(changed(name, None));
            }
            all.insert(name.clone(), now);
        }
        Ok(all)
    }

    /// The names of those files.
    pub(super) fn names<'a>(&'a self, project: &'a Project) -> impl Iterator<Item = &'a str> {
        let all = project.files.keys().chain(self.stamps.keys());
        all.map(String::as_str)
    }
}

/// What a file is now, and how it stands; no stamp when it changed meanwhile.
fn look(project: &Project, name: &str) -> Result<(Fingerprint, Option<Stamp>), Error> {
    let look = || {
        let file = File::open(project.folder.join(name))?;
        let before = Stamp::of(&file.metadata()?);
        let fingerprint = Fingerprint::of_reader(&file)?;
        let after = Stamp::of(&file.metadata()?);
        Ok((fingerprint, (before == after).then_some(before)))
    };
    look().map_err(|source: io::Error| changed(name, Some(source)))
}

fn changed(name: &str, source: Option<io::Error>) -> Error {
    Error::Changed {
        file: name.to_owned(),
        source,
    }
}

/// Reads a file of at most `most` bytes whole, and tells how it stood.
pub(super) fn read_file(
    path: &Path,
    name: &str,
    most: usize,
) -> Result<(Vec<u8>, Stamp), Box<Diagnostic>> {
    let fault =
        |code, message: String| Box::new(Diagnostic::new(code, Place::whole(name), message));
    let unreadable = |error: io::Error| {
        let message = format!("the file cannot be read: {error}");
        fault(Code::IngestUnreadable, message)
    };
    let about = fs::metadata(path).map_err(unreadable)?;
    // A device or a pipe may never end.
    if !about.is_file() {
        let message = "this is a folder or a device, not a file".to_owned();
        return Err(fault(Code::IngestUnreadable, message));
    }
    let before = Stamp::of(&about);
    let bytes = limits::read_file(path, most).map_err(|error| match error {
        FileFault::TooLarge { .. } => fault(Code::IngestTooLarge, error.to_string()),
        other => unreadable(other.into()),
    })?;
    let after = Stamp::of(&fs::metadata(path).map_err(unreadable)?);
    if before != after || bytes.len() as u64 != before.length {
        let message = "the file changed while it was being read".to_owned();
        let help = "wait until it is downloaded or saved, then run canvass again";
        return Err(Box::new(fault(Code::IngestChanged, message).help(help)));
    }
    Ok((bytes, before))
}
