use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;

/// Why a file was not read.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum FileFault {
    /// It is a folder, a device or a pipe: reading it may never end.
    #[error("this is a folder or a device, not a file")]
    NotAFile,
    /// It has more bytes than are read.
    #[error("the file is larger than {}", super::bytes_in_words(*most))]
    TooLarge {
        /// The most bytes that are read.
        most: u64,
    },
    /// The system does not do it.
    #[error("the file cannot be read")]
    Unreadable(#[from] io::Error),
}

impl From<FileFault> for io::Error {
    fn from(fault: FileFault) -> Self {
        let kind = match fault {
            FileFault::NotAFile => io::ErrorKind::InvalidInput,
            FileFault::TooLarge { .. } => io::ErrorKind::FileTooLarge,
            FileFault::Unreadable(error) => return error,
        };
        io::Error::new(kind, fault.to_string())
    }
}

/// Reads a file of at most `most` bytes, whatever it becomes while it is read.
///
/// # Errors
/// When it is no file, is larger, or cannot be read.
pub fn read_file(path: &Path, most: usize) -> Result<Vec<u8>, FileFault> {
    // Opening a pipe may never end, so it is looked at before.
    if !fs::metadata(path)?.is_file() {
        return Err(FileFault::NotAFile);
    }
    let file = File::open(path)?;
    let about = file.metadata()?;
    if !about.is_file() {
        return Err(FileFault::NotAFile);
    }
    let most = most as u64;
    if about.len() > most {
        return Err(FileFault::TooLarge { most });
    }
    // It has been found to be small enough, and what it grows by is small, too.
    let mut bytes = Vec::with_capacity(about.len() as usize + 1);
    file.take(most + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > most {
        return Err(FileFault::TooLarge { most });
    }
    Ok(bytes)
}

/// Opens a file to be read, written or locked, making it if there is none.
///
/// # Errors
/// When what stands there is no file, or it cannot be opened or made.
pub(crate) fn open_to_write(path: &Path) -> Result<File, FileFault> {
    // Opening a pipe may never end, so it is looked at before.
    match fs::metadata(path) {
        Ok(about) if !about.is_file() => return Err(FileFault::NotAFile),
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error.into()),
        _ => {}
    }
    let mut options = File::options();
    options.create(true).truncate(false).read(true).write(true);
    let file = options.open(path)?;
    if file.metadata()?.is_file() {
        Ok(file)
    } else {
        Err(FileFault::NotAFile)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    #[test]
    fn only_a_file_is_opened_to_be_written() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a file");
        open_to_write(&path).unwrap();
        fs::write(&path, b"12345").unwrap();
        let file = open_to_write(&path).unwrap();
        assert_eq!(file.metadata().unwrap().len(), 5);
        let refused = open_to_write(folder.path());
        assert!(matches!(refused, Err(FileFault::NotAFile)));
        let missing = open_to_write(&folder.path().join("none/a file")).unwrap_err();
        assert_eq!(io::Error::from(missing).kind(), io::ErrorKind::NotFound);
    }

    #[cfg(unix)]
    #[test]
    fn a_pipe_is_not_waited_for() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a pipe");
        let made = std::process::Command::new("mkfifo").arg(&path).status();
        assert!(made.unwrap().success());
        assert!(matches!(open_to_write(&path), Err(FileFault::NotAFile)));
    }

    #[test]
    fn a_file_is_read_up_to_the_limit_and_not_beyond() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a file");
        fs::write(&path, b"12345").unwrap();
        assert_eq!(read_file(&path, 5).unwrap(), b"12345");
        let beyond = read_file(&path, 4).unwrap_err();
        assert_eq!(beyond.to_string(), "the file is larger than 4 bytes");
    }

    #[test]
    fn what_is_no_file_is_not_opened() {
        let folder = tempfile::tempdir().unwrap();
        assert!(matches!(
            read_file(folder.path(), 5),
            Err(FileFault::NotAFile)
        ));
        let missing = read_file(&folder.path().join("none"), 5).unwrap_err();
        assert_eq!(io::Error::from(missing).kind(), io::ErrorKind::NotFound);
    }

    #[cfg(unix)]
    #[test]
    fn a_file_that_tells_no_size_or_never_ends_is_bounded() {
        // The system states no size for what it makes up while it is read.
        let path = Path::new("/proc/self/maps");
        if path.exists() {
            assert!(matches!(
                read_file(path, 10),
                Err(FileFault::TooLarge { most: 10 })
            ));
        }
        assert!(matches!(
            read_file(Path::new("/dev/zero"), 10),
            Err(FileFault::NotAFile)
        ));
    }
}
