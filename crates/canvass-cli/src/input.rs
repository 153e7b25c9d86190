//! Files that a command is given, read within the library's limits.

use std::io;
use std::path::Path;

use canvass::limits::{FileFault, read_file};

use crate::terminal::Failure;

/// Reads a file of at most `most` bytes.
pub(crate) fn read(path: &Path, most: usize) -> Result<Vec<u8>, Failure> {
    read_file(path, most).map_err(|fault| unreadable(path, fault.into()))
}

/// Reads a text of at most `most` bytes.
pub(crate) fn read_text(path: &Path, most: usize) -> Result<String, Failure> {
    let wrong = |error| unreadable(path, io::Error::new(io::ErrorKind::InvalidData, error));
    String::from_utf8(read(path, most)?).map_err(|error| wrong(error.utf8_error()))
}

/// What stands in the place of a file that is to be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum InItsPlace {
    /// Nothing.
    Nothing,
    /// The same file.
    Same,
    /// Something else.
    Other,
}

/// Looks whether `bytes` stand in the file already.
pub(crate) fn in_its_place(path: &Path, bytes: &[u8]) -> Result<InItsPlace, Failure> {
    match read_file(path, bytes.len()) {
        Ok(there) if there == bytes => Ok(InItsPlace::Same),
        Ok(_) | Err(FileFault::NotAFile | FileFault::TooLarge { .. }) => Ok(InItsPlace::Other),
        Err(FileFault::Unreadable(error)) if error.kind() == io::ErrorKind::NotFound => {
            Ok(InItsPlace::Nothing)
        }
        Err(fault) => Err(unreadable(path, fault.into())),
    }
}

fn unreadable(path: &Path, source: io::Error) -> Failure {
    Failure::Unreadable {
        path: path.display().to_string(),
        source,
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    #[test]
    fn only_the_very_same_file_is_the_same() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a");
        let look = |bytes: &[u8]| in_its_place(&path, bytes).unwrap();
        assert_eq!(look(b"abc"), InItsPlace::Nothing);
        std::fs::write(&path, b"abc").unwrap();
        assert_eq!(look(b"abc"), InItsPlace::Same);
        assert_eq!(look(b"abd"), InItsPlace::Other);
        assert_eq!(look(b"ab"), InItsPlace::Other);
        assert_eq!(in_its_place(folder.path(), b"").unwrap(), InItsPlace::Other);
    }

    #[test]
    fn a_text_must_be_utf_8() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a");
        std::fs::write(&path, b"a\xff").unwrap();
        assert!(read_text(&path, 2).is_err());
        std::fs::write(&path, b"ab").unwrap();
        assert_eq!(read_text(&path, 2).unwrap(), "ab");
        assert!(read_text(&path, 1).is_err());
    }
}
