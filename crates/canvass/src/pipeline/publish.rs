use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

use super::manifest::{MANIFEST_FILE, Manifest};
use super::output::Staged;
use super::{Analysis, Error, OutputFile, ReportFiles, impact_report_as, ledger};
use crate::disclosure::LEDGER_FILE;
use crate::fingerprint::Fingerprint;
use crate::limits::{FileFault, open_to_write};

/// Beside the ledger, while a report is being written.
const LOCK_FILE: &str = "release-ledger.lock";

/// Writes the report of an analysis into the folder `out`: the files that are wanted, and the [`Manifest`] that says
/// what they were made from. What a released report tells is noted in the project's ledger; set
/// [`Release::is_draft`](crate::disclosure::Release::is_draft) to `false` to release it. All files are written before the
/// first takes its place.
///
/// Gives the files written into `out`, the manifest last.
///
/// # Errors
/// Those of [`impact_report_as`] and [`write_all`](super::write_all); [`Error::Changed`] when a file of the project is
/// no longer what was analysed, [`Error::Busy`] when another run is writing a report of the project, those of [`spare`]. Nothing is written
/// then, nor does the ledger tell of the report.
pub fn publish(
    analysis: &Analysis,
    out: &Path,
    wanted: &ReportFiles,
) -> Result<Vec<OutputFile>, Error> {
    let mut files = impact_report_as(analysis, wanted)?;
    let folder = &analysis.project.folder;
    let _held = hold(folder)?;
    let mut inputs = analysis.inputs.fingerprints(&analysis.project)?;
    ledger_is_as_read(analysis)?;
    let released = (!analysis.release.is_draft).then(|| ledger::file(&analysis.release.ledger));
    let left = released.as_ref().map(|file| Fingerprint::of(&file.bytes));
    if let Some(ledger) = left.or(analysis.inputs.ledger) {
        inputs.insert(LEDGER_FILE.to_owned(), ledger);
    }
    let manifest = Manifest::of(analysis, wanted, inputs, &files);
    files.push(OutputFile {
        name: MANIFEST_FILE.to_owned(),
        bytes: manifest.to_json().into_bytes(),
    });
    for file in &files {
        spare(analysis, &out.join(&file.name))?;
    }
    let report = Staged::write(out, &files)?;
    // A report that stands in no ledger must not be out; a ledger that tells of too much does no harm.
    let mut noted = match released {
        Some(ledger) => Some(Staged::write(folder, &[ledger])?.take_their_places()?),
        None => None,
    };
    let out_now = report.take_their_places();
    if let (Err(Error::Unwritable { .. }), Some(ledger)) = (&out_now, &mut noted) {
        // Nothing of the report is out. Where the ledger cannot be put back it tells of too much.
        ledger.put_back();
    }
    out_now?;
    Ok(files)
}

/// Folders of a project that hold what people put there, whether the analysis reads it or not.
const OWN_FOLDERS: [&str; 4] = ["coding", "commentary", "exports", "templates"];

/// Makes sure that nothing at `place` belongs to the project, before something is written there.
///
/// # Errors
/// [`Error::InTheWay`] when a file that the project was read from, its ledger or a file in one of its own folders is
/// there, by whatever path.
pub fn spare(analysis: &Analysis, place: &Path) -> Result<(), Error> {
    let project = &analysis.project;
    let (Ok(place), Ok(root)) = (place.canonicalize(), project.folder.canonicalize()) else {
        return Ok(());
    };
    let names = analysis.inputs.names(project).chain([LEDGER_FILE]);
    let mut own = names.filter_map(|name| root.join(name).canonicalize().ok());
    let is_within = |folder: &str| place.starts_with(root.join(folder));
    match own.any(|file| file == place) || OWN_FOLDERS.into_iter().any(is_within) {
        true => Err(Error::InTheWay { path: place }),
        false => Ok(()),
    }
}

/// The right to write a report of a project and its ledger, which one run has at a time. It ends when this is dropped,
/// and when the program is killed.
#[derive(Debug)]
pub(super) struct Held {
    path: PathBuf,
    file: File,
}

impl Drop for Held {
    fn drop(&mut self) {
        // Elsewhere a file that is open keeps its name, and would be in the way of the next run. A leftover is harmless.
        if cfg!(unix) && is_at(&self.file, &self.path) {
            let _ = fs::remove_file(&self.path);
        }
    }
}

/// Keeps other runs from writing a report of the project; `None` where there are no locks.
///
/// # Errors
/// [`Error::Busy`] when another run is writing one, [`Error::Unwritable`] when what stands in the lock's place is no
/// file.
pub(super) fn hold(project: &Path) -> Result<Option<Held>, Error> {
    let path = project.join(LOCK_FILE);
    loop {
        let file = match open_to_write(&path) {
            Ok(file) => file,
            Err(fault @ FileFault::NotAFile) => {
                let source = fault.into();
                return Err(Error::Unwritable { path, source });
            }
            // A folder in which no lock can be made is found out when something is written into it, if need be.
            Err(_) => return Ok(None),
        };
        match file.try_lock() {
            // The run before may have taken the file away just after it was opened.
            Ok(()) if is_at(&file, &path) => return Ok(Some(Held { path, file })),
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                return Err(Error::Busy {
                    project: project.to_owned(),
                });
            }
            Err(TryLockError::Error(_)) => return Ok(None),
        }
    }
}

/// Whether a file still stands at a path.
#[cfg(unix)]
fn is_at(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt as _;

    let node = |about: fs::Metadata| (about.dev(), about.ino());
    match (file.metadata(), fs::metadata(path)) {
        (Ok(file), Ok(there)) => node(file) == node(there),
        _ => false,
    }
}

/// Other systems take no file away that is open.
#[cfg(not(unix))]
fn is_at(_file: &File, _path: &Path) -> bool {
    true
}

/// Another run may have published since; what it told must be reckoned with.
fn ledger_is_as_read(analysis: &Analysis) -> Result<(), Error> {
    let changed = |source| Error::Changed {
        file: LEDGER_FILE.to_owned(),
        source,
    };
    let now = match fs::read(analysis.project.folder.join(LEDGER_FILE)) {
        Ok(bytes) => Some(Fingerprint::of(&bytes)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(error) => return Err(changed(Some(error))),
    };
    if now == analysis.inputs.ledger {
        Ok(())
    } else {
        Err(changed(None))
    }
}
