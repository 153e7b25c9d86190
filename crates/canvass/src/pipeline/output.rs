use std::collections::BTreeSet;
use std::fmt;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::Error;
use super::placed::{Placed, is_part, part_name};

/// A file to be written. Some hold people's answers, so its `Debug` form tells only how long it is.
#[derive(Clone, PartialEq, Eq)]
pub struct OutputFile {
    /// Its name within the output folder, with `/` between folders.
    pub name: String,
    /// Its content.
    pub bytes: Vec<u8>,
}

impl fmt::Debug for OutputFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "OutputFile({}, {} bytes)", self.name, self.bytes.len())
    }
}

/// Writes files into a folder, making it and folders within it if need be. Every file is written whole beside its
/// place first; only when all are, each takes its place. What stood there before stays until then, and comes back when
/// one of them cannot take its place. What a run left that was killed while writing there is taken away.
///
/// # Errors
/// When the folder or a file cannot be written: everything is as it was before then, and folders that were made are
/// gone. [`Error::HalfWritten`] when not even that could be done. A symbolic link in the place of a folder within
/// `folder` is not followed.
pub fn write_all(folder: &Path, files: &[OutputFile]) -> Result<(), Error> {
    Staged::write(folder, files)?.take_their_places().map(drop)
}

/// As [`write_all`], of files that must not be there yet: of several runs at once, one writes all of its files, and
/// the others none.
///
/// # Errors
/// Those of [`write_all`]; [`Error::Unwritable`] with [`io::ErrorKind::AlreadyExists`] when a file is there. Nothing is
/// written then.
pub fn write_new(folder: &Path, files: &[OutputFile]) -> Result<(), Error> {
    let mut staged = Staged::write(folder, files)?;
    staged.reserve()?;
    staged.take_their_places().map(drop)
}

/// Files that are written, but have not taken their places; and folders made for them. What is left of them goes when
/// this is dropped.
#[derive(Default)]
pub(super) struct Staged {
    parts: Vec<Part>,
    /// Places in which nothing stood, and which no other run gets.
    reserved: Vec<PathBuf>,
    /// The outer before the inner.
    folders: Vec<PathBuf>,
}

/// A file beside its place.
struct Part {
    path: PathBuf,
    place: PathBuf,
    /// Locked, so that another run can tell it from what a killed one left.
    file: File,
}

impl Staged {
    /// Writes every file beside its place.
    ///
    /// # Errors
    /// Those of [`write_all`].
    pub(super) fn write(folder: &Path, files: &[OutputFile]) -> Result<Self, Error> {
        let unwritable = |path: &Path| {
            let path = path.to_owned();
            move |source| Error::Unwritable { path, source }
        };
        let mut staged = Staged::default();
        let mut tidied = BTreeSet::new();
        staged.make_folder(folder).map_err(unwritable(folder))?;
        for file in files {
            let place = folder.join(&file.name);
            if place.is_dir() {
                let source = io::Error::new(io::ErrorKind::IsADirectory, "it is a folder");
                return Err(unwritable(&place)(source));
            }
            let within = place.parent().unwrap_or(folder);
            if let Some(link) = link_within(folder, within) {
                let source = io::Error::other("it is a symbolic link, which is not followed");
                return Err(unwritable(link)(source));
            }
            staged.make_folder(within).map_err(unwritable(within))?;
            if tidied.insert(within.to_owned()) {
                remove_leftovers(within);
            }
            let written = staged.write_beside(within, &place, &file.bytes);
            written.map_err(unwritable(&place))?;
        }
        Ok(staged)
    }

    fn write_beside(&mut self, within: &Path, place: &Path, bytes: &[u8]) -> io::Result<()> {
        let path = within.join(part_name());
        let file = File::create(&path)?;
        // Where there are no locks, leftovers stay.
        let _ = file.try_lock();
        self.parts.push(Part {
            path,
            place: place.to_owned(),
            file,
        });
        if let Some(part) = self.parts.last_mut() {
            part.file.write_all(bytes)?;
            part.file.sync_all()?;
        }
        Ok(())
    }

    /// Keeps every place for this run, with an empty file.
    fn reserve(&mut self) -> Result<(), Error> {
        for part in &self.parts {
            File::create_new(&part.place).map_err(|source| Error::Unwritable {
                path: part.place.clone(),
                source,
            })?;
            self.reserved.push(part.place.clone());
        }
        Ok(())
    }

    /// Puts every file into its place, in their order, and keeps what stood there until what it gives is dropped.
    ///
    /// # Errors
    /// When one cannot be put there. What stood in the places before stands there again then;
    /// [`Error::HalfWritten`] where it does not.
    pub(super) fn take_their_places(mut self) -> Result<Placed, Error> {
        let mut placed = Placed::default();
        let refused = |path: &Path, source| Error::Unwritable {
            path: path.to_owned(),
            source,
        };
        for part in &self.parts {
            let kept = placed.keep(&part.place);
            kept.map_err(|source| refused(&part.place, source))?;
        }
        for part in &self.parts {
            if let Err(source) = fs::rename(&part.path, &part.place) {
                let new = placed.put_back();
                return Err(match new.is_empty() {
                    true => refused(&part.place, source),
                    false => Error::HalfWritten {
                        path: part.place.clone(),
                        source,
                        new,
                    },
                });
            }
            placed.taken += 1;
        }
        self.parts.clear();
        self.reserved.clear();
        self.folders.clear();
        Ok(placed)
    }

    fn make_folder(&mut self, folder: &Path) -> io::Result<()> {
        let missing: Vec<&Path> = folder
            .ancestors()
            .take_while(|path| !path.as_os_str().is_empty() && !path.exists())
            .collect();
        for path in missing.into_iter().rev() {
            fs::create_dir_all(path)?;
            self.folders.push(path.to_owned());
        }
        fs::create_dir_all(folder)
    }
}

impl Drop for Staged {
    fn drop(&mut self) {
        for part in &self.parts {
            // Nothing can be done about a leftover that will not go, and the first fault is already told.
            let _ = fs::remove_file(&part.path);
        }
        for place in &self.reserved {
            let _ = fs::remove_file(place);
        }
        for folder in self.folders.iter().rev() {
            // A folder that somebody else has put something into stays.
            let _ = fs::remove_dir(folder);
        }
    }
}

/// A folder between `folder` and `place` that is somewhere else: what is written to it would leave `folder`.
fn link_within<'p>(folder: &Path, place: &'p Path) -> Option<&'p Path> {
    place
        .ancestors()
        .take_while(|within| *within != folder)
        .find(|within| fs::symlink_metadata(within).is_ok_and(|about| about.is_symlink()))
}

/// Takes away what killed runs left in a folder: it may hold answers. What a run that is still writing holds is locked.
fn remove_leftovers(folder: &Path) {
    // What cannot be looked at or taken away stays; it is in nobody's way.
    let Ok(entries) = fs::read_dir(folder) else {
        return;
    };
    for entry in entries.flatten() {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        let is_file = entry.file_type().is_ok_and(|kind| kind.is_file());
        if is_file && is_part(&name) {
            let file = File::options().write(true).open(entry.path());
            if file.is_ok_and(|file| file.try_lock().is_ok()) {
                let _ = fs::remove_file(entry.path());
            }
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).unwrap();
        let mut names: Vec<String> = entries
            .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
            .collect();
        names.sort();
        names
    }

    fn file(name: &str, text: &str) -> OutputFile {
        OutputFile {
            name: name.to_owned(),
            bytes: text.as_bytes().to_vec(),
        }
    }

    #[test]
    fn files_take_their_places_only_together() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        write_all(folder.path(), &[file("a", "old"), file("in/b", "old")]).unwrap();
        let staged = Staged::write(folder.path(), &[file("a", "new"), file("c/d", "new")]);
        assert_eq!(fs::read_to_string(at("a")).unwrap(), "old");
        drop(staged.unwrap());
        assert_eq!(names(folder.path()), ["a", "in"]);
        // The second cannot be written, so the first is not either.
        let failed = write_all(folder.path(), &[file("a", "new"), file("in", "new")]);
        assert!(matches!(failed, Err(Error::Unwritable { path, .. }) if path == at("in")));
        assert_eq!(fs::read_to_string(at("a")).unwrap(), "old");
        assert_eq!(names(folder.path()), ["a", "in"]);
        write_all(folder.path(), &[file("a", "new"), file("c/d", "new")]).unwrap();
        assert_eq!(fs::read_to_string(at("a")).unwrap(), "new");
        assert_eq!(fs::read_to_string(at("c/d")).unwrap(), "new");
    }

    #[test]
    fn what_a_killed_run_left_goes_and_what_another_run_writes_stays() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join(".canvass-1-0.part"), "half an ans").unwrap();
        fs::write(folder.path().join(".canvass-note"), "mine").unwrap();
        let other = Staged::write(folder.path(), &[file("a", "of the other")]).unwrap();
        assert_eq!(names(folder.path()).len(), 2);
        write_all(folder.path(), &[file("a", "of this")]).unwrap();
        other.take_their_places().unwrap();
        assert_eq!(names(folder.path()), [".canvass-note", "a"]);
        assert_eq!(
            fs::read_to_string(folder.path().join("a")).unwrap(),
            "of the other"
        );
    }

    #[test]
    fn of_two_runs_that_write_new_files_one_writes_all_and_the_other_none() {
        let root = tempfile::tempdir().unwrap();
        let folder = root.path().join("draft");
        let mut first = Staged::write(&folder, &[file("a", "first"), file("c", "first")]).unwrap();
        let mut second =
            Staged::write(&folder, &[file("b", "second"), file("c", "second")]).unwrap();
        first.reserve().unwrap();
        let refused = second.reserve().unwrap_err();
        assert!(
            matches!(&refused, Error::Unwritable { path, source } if *path == folder.join("c")
                && source.kind() == io::ErrorKind::AlreadyExists),
            "{refused}"
        );
        drop(second);
        first.take_their_places().unwrap();
        assert_eq!(names(&folder), ["a", "c"]);
        assert_eq!(fs::read_to_string(folder.join("c")).unwrap(), "first");
        write_new(&folder, &[file("d", "later"), file("c", "later")]).unwrap_err();
        assert_eq!(names(&folder), ["a", "c"]);
        assert_eq!(fs::read_to_string(folder.join("c")).unwrap(), "first");
        write_new(&folder, &[file("d", "later")]).unwrap();
        assert_eq!(fs::read_to_string(folder.join("d")).unwrap(), "later");
    }

    #[test]
    fn files_that_took_their_places_give_way_when_a_later_one_cannot() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        write_all(folder.path(), &[file("a", "old"), file("c", "old")]).unwrap();
        let files = [file("a", "new"), file("b", "new"), file("c", "new")];
        let staged = Staged::write(folder.path(), &files).unwrap();
        // The last file is lost on the way.
        fs::remove_file(&staged.parts[2].path).unwrap();
        let failed = staged.take_their_places().map(drop).unwrap_err();
        assert!(
            matches!(&failed, Error::Unwritable { path, .. } if *path == at("c")),
            "{failed}"
        );
        assert_eq!(fs::read_to_string(at("a")).unwrap(), "old");
        assert_eq!(fs::read_to_string(at("c")).unwrap(), "old");
        assert_eq!(names(folder.path()), ["a", "c"]);
    }

    #[test]
    fn a_name_may_be_as_long_as_the_disk_takes() {
        let folder = tempfile::tempdir().unwrap();
        let name = "a".repeat(255);
        write_all(folder.path(), &[file(&name, "a")]).unwrap();
        assert_eq!(names(folder.path()), [name]);
    }
}
