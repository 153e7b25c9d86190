use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use super::Error;

/// A file to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutputFile {
    /// Its name within the output folder, with `/` between folders.
    pub name: String,
    /// Its content.
    pub bytes: Vec<u8>,
}

/// Writes files into a folder, making it and folders within it if need be. Every file is written whole beside its
/// place first; only when all are, each takes its place. What stood there before stays until then.
///
/// # Errors
/// When the folder or a file cannot be written; nothing has taken its place then, unless the fault came between
/// the last steps, and folders that were made are gone. A symbolic link in the place of a folder within `folder` is not
/// followed.
pub fn write_all(folder: &Path, files: &[OutputFile]) -> Result<(), Error> {
    let unwritable = |path: &Path| {
        let path = path.to_owned();
        move |source| Error::Unwritable { path, source }
    };
    let mut staged = Staged::default();
    staged.make_folder(folder).map_err(unwritable(folder))?;
    for file in files {
        let path = folder.join(&file.name);
        if path.is_dir() {
            let source = std::io::Error::new(std::io::ErrorKind::IsADirectory, "it is a folder");
            return Err(Error::Unwritable { path, source });
        }
        let place = path.parent().unwrap_or(folder);
        if let Some(link) = link_within(folder, place) {
            let source = std::io::Error::other("it is a symbolic link, which is not followed");
            return Err(unwritable(link)(source));
        }
        staged.make_folder(place).map_err(unwritable(place))?;
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let part = place.join(format!(".{name}.{}.part", std::process::id()));
        staged.parts.push(part.clone());
        write_whole(&part, &file.bytes).map_err(unwritable(&path))?;
    }
    for (file, part) in files.iter().zip(&staged.parts) {
        let path = folder.join(&file.name);
        fs::rename(part, &path).map_err(unwritable(&path))?;
    }
    staged.parts.clear();
    staged.folders.clear();
    Ok(())
}

/// A folder between `folder` and `place` that is somewhere else: what is written to it would leave `folder`.
fn link_within<'p>(folder: &Path, place: &'p Path) -> Option<&'p Path> {
    place
        .ancestors()
        .take_while(|within| *within != folder)
        .find(|within| fs::symlink_metadata(within).is_ok_and(|about| about.is_symlink()))
}

fn write_whole(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let mut file = fs::File::create(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

/// Files that have not taken their place, and folders made for them; what is left of them goes when writing stops
/// early.
#[derive(Default)]
struct Staged {
    parts: Vec<PathBuf>,
    /// The outer before the inner.
    folders: Vec<PathBuf>,
}

impl Staged {
    fn make_folder(&mut self, folder: &Path) -> std::io::Result<()> {
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
            let _ = fs::remove_file(part);
        }
        for folder in self.folders.iter().rev() {
            // A folder that somebody else has put something into stays.
            let _ = fs::remove_dir(folder);
        }
    }
}
