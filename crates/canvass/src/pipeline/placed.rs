use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

/// How the names of files begin and end that are not in their places.
const PART: (&str, &str) = (".canvass-", ".part");

/// A name for a file that is not in its place; several threads of a program may write at once.
pub(super) fn part_name() -> String {
    static NEXT: AtomicU64 = AtomicU64::new(0);
    let number = NEXT.fetch_add(1, Ordering::Relaxed);
    format!("{}{}-{number}{}", PART.0, std::process::id(), PART.1)
}

/// Whether a file has such a name.
pub(super) fn is_part(name: &str) -> bool {
    name.starts_with(PART.0) && name.ends_with(PART.1)
}

/// Files in their places. What stood there before is kept beside them until this is dropped.
#[derive(Default)]
pub(super) struct Placed {
    before: Vec<Before>,
    /// In how many of the places a new file stands, the first ones.
    pub(super) taken: usize,
}

/// What stood in a place.
struct Before {
    place: PathBuf,
    /// Where it is kept; `None` when nothing stood there.
    kept: Option<PathBuf>,
    /// Locked, so that another run can tell it from what a killed one left.
    _file: Option<File>,
}

impl Placed {
    /// Keeps what stands in a place under another name as well.
    pub(super) fn keep(&mut self, place: &Path) -> io::Result<()> {
        let mut before = Before {
            place: place.to_owned(),
            kept: None,
            _file: None,
        };
        if fs::symlink_metadata(place).is_ok() {
            let kept = place.with_file_name(part_name());
            // Some disks know no second name for a file.
            fs::hard_link(place, &kept).or_else(|_| fs::copy(place, &kept).map(drop))?;
            before._file = File::open(&kept).ok();
            if let Some(file) = &before._file {
                // Where there are no locks, another run may take it away, and all that is lost is the way back.
                let _ = file.try_lock();
            }
            before.kept = Some(kept);
        }
        self.before.push(before);
        Ok(())
    }

    /// Puts back what stood in the places before. Gives the places where that failed.
    pub(super) fn put_back(&mut self) -> Vec<PathBuf> {
        let mut new = Vec::new();
        for before in self.before.iter_mut().take(self.taken) {
            let done = match before.kept.take() {
                Some(kept) => fs::rename(kept, &before.place),
                None => fs::remove_file(&before.place),
            };
            if done.is_err() {
                new.push(before.place.clone());
            }
        }
        self.taken = 0;
        new
    }
}

impl Drop for Placed {
    fn drop(&mut self) {
        for kept in self.before.iter().filter_map(|before| before.kept.as_ref()) {
            // A leftover that will not go is taken away by a later run.
            let _ = fs::remove_file(kept);
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;
    use crate::pipeline::output::Staged;
    use crate::pipeline::{Error, OutputFile, write_all};

    fn file(name: &str, text: &str) -> OutputFile {
        OutputFile {
            name: name.to_owned(),
            bytes: text.as_bytes().to_vec(),
        }
    }

    #[test]
    fn what_could_not_be_put_back_is_named() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        write_all(folder.path(), &[file("a", "old"), file("b", "old")]).unwrap();
        let files = [file("a", "new"), file("b", "new"), file("d", "new")];
        let staged = Staged::write(folder.path(), &files).unwrap();
        let mut placed = staged.take_their_places().unwrap();
        // What was kept of the second goes away.
        let kept = placed.before[1].kept.clone().unwrap();
        fs::remove_file(kept).unwrap();
        assert_eq!(placed.put_back(), [at("b")]);
        drop(placed);
        assert_eq!(fs::read_to_string(at("a")).unwrap(), "old");
        assert_eq!(fs::read_to_string(at("b")).unwrap(), "new");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2);
        let told = Error::HalfWritten {
            path: "d".into(),
            source: io::Error::other("gone"),
            new: vec!["a".into(), "b".into()],
        };
        assert_eq!(
            told.to_string(),
            "d cannot be written, nor what stood before put back: new are only a, b, every other file is as it was; write all of them again"
        );
    }
}
