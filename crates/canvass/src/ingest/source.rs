use std::borrow::Cow;
use std::fs::{File, Metadata};
use std::io::{self, Read, Seek, SeekFrom};
use std::path::Path;

use super::row::Stop;
use crate::diagnostics::{Code, Diagnostic, Place};

/// Where the bytes of an export come from. A file is read in pieces, as often as it takes, and never kept as a whole.
pub(super) enum Source<'b> {
    Bytes(&'b [u8]),
    File { file: File, opened: Metadata },
}

impl Source<'_> {
    /// Opens a file, which `name` names in diagnostics.
    ///
    /// # Errors
    /// When it cannot be opened, or is no file.
    pub(super) fn open(name: &str, path: &Path) -> Result<Self, Stop> {
        let unreadable = |error| unreadable(name, &error);
        // A device or a pipe may never end, and opening one may wait for ever.
        let about = std::fs::metadata(path).map_err(unreadable)?;
        if !about.is_file() {
            return Err(Box::new(Diagnostic::new(
                Code::IngestUnreadable,
                Place::whole(name),
                "this is a folder or a device, not a file",
            )));
        }
        let file = File::open(path).map_err(unreadable)?;
        let opened = file.metadata().map_err(unreadable)?;
        Ok(Source::File { file, opened })
    }

    /// How many bytes there are.
    pub(super) fn len(&self) -> u64 {
        match self {
            Source::Bytes(bytes) => bytes.len() as u64,
            Source::File { opened, .. } => opened.len(),
        }
    }

    /// Reads bytes from a place on; fewer than there is room for at any time, none at the end alone.
    pub(super) fn read_at(&self, at: u64, into: &mut [u8]) -> io::Result<usize> {
        match self {
            Source::Bytes(bytes) => {
                let rest = usize::try_from(at).ok().and_then(|at| bytes.get(at..));
                rest.unwrap_or_default().read(into)
            }
            Source::File { file, .. } => {
                let mut file = file;
                file.seek(SeekFrom::Start(at))?;
                loop {
                    match file.read(into) {
                        Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                        result => return result,
                    }
                }
            }
        }
    }

    /// Calls `visit` for every piece of the bytes from a place on.
    pub(super) fn for_each_piece(
        &self,
        mut at: u64,
        mut visit: impl FnMut(&[u8]),
    ) -> io::Result<()> {
        if let Source::Bytes(bytes) = self {
            let rest = usize::try_from(at).ok().and_then(|at| bytes.get(at..));
            rest.unwrap_or_default().chunks(PIECE).for_each(visit);
            return Ok(());
        }
        let mut piece = vec![0; PIECE];
        loop {
            let length = self.read_at(at, &mut piece)?;
            if length == 0 {
                return Ok(());
            }
            visit(&piece[..length]);
            at += length as u64;
        }
    }

    /// The first bytes, as many as there are up to a number.
    pub(super) fn start(&self, most: usize) -> io::Result<Vec<u8>> {
        let mut start = vec![0; most];
        let mut filled = 0;
        while filled < most {
            let length = self.read_at(filled as u64, &mut start[filled..])?;
            if length == 0 {
                break;
            }
            filled += length;
        }
        start.truncate(filled);
        Ok(start)
    }

    /// All the bytes at once.
    pub(super) fn whole(&self) -> io::Result<Cow<'_, [u8]>> {
        Ok(match self {
            Source::Bytes(bytes) => Cow::Borrowed(bytes),
            Source::File { file, opened } => {
                let mut file = file;
                file.seek(SeekFrom::Start(0))?;
                let mut bytes = Vec::with_capacity(usize::try_from(opened.len()).unwrap_or(0));
                file.take(opened.len()).read_to_end(&mut bytes)?;
                Cow::Owned(bytes)
            }
        })
    }

    /// Whether somebody wrote to the file since it was opened, as far as its length and time tell.
    pub(super) fn has_changed(&self) -> bool {
        match self {
            Source::Bytes(_) => false,
            Source::File { file, opened } => file.metadata().map_or(true, |now| {
                now.len() != opened.len() || now.modified().ok() != opened.modified().ok()
            }),
        }
    }
}

/// Bytes that are read at once: few enough for the processor's own memory.
pub(super) const PIECE: usize = 1 << 17;

pub(super) fn unreadable(name: &str, error: &io::Error) -> Stop {
    Box::new(Diagnostic::new(
        Code::IngestUnreadable,
        Place::whole(name),
        format!("the file cannot be read: {error}"),
    ))
}
