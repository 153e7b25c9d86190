use std::fs;
use std::io::Write;
use std::path::Path;

use super::Error;

/// A file to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutputFile {
    /// Its name within the output folder.
    pub name: String,
    /// Its content.
    pub bytes: Vec<u8>,
}

/// Writes files into a folder, making it if need be. Every file is written whole beside its place first; only
/// when all are, each takes its place. What stood there before stays until then.
///
/// # Errors
/// When the folder or a file cannot be written; nothing has taken its place then, unless the fault came between
/// the last steps.
pub fn write_all(folder: &Path, files: &[OutputFile]) -> Result<(), Error> {
    let unwritable = |path: &Path| {
        let path = path.to_owned();
        move |source| Error::Unwritable { path, source }
    };
    fs::create_dir_all(folder).map_err(unwritable(folder))?;
    let mut staged = Staged(Vec::new());
    for file in files {
        let path = folder.join(&file.name);
        if path.is_dir() {
            let source = std::io::Error::new(std::io::ErrorKind::IsADirectory, "it is a folder");
            return Err(Error::Unwritable { path, source });
        }
        let part = folder.join(format!(".{}.{}.part", file.name, std::process::id()));
        staged.0.push(part.clone());
        write_whole(&part, &file.bytes).map_err(unwritable(&path))?;
    }
    for (file, part) in files.iter().zip(&staged.0) {
        let path = folder.join(&file.name);
        fs::rename(part, &path).map_err(unwritable(&path))?;
    }
    staged.0.clear();
    Ok(())
}

fn write_whole(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let mut file = fs::File::create(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

/// Files that have not taken their place; whatever is left of them goes when writing stops early.
struct Staged(Vec<std::path::PathBuf>);

impl Drop for Staged {
    fn drop(&mut self) {
        for part in &self.0 {
            // Nothing can be done about a leftover that will not go, and the first fault is already told.
            let _ = fs::remove_file(part);
        }
    }
}
