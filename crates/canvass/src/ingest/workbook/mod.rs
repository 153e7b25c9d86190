//! Reads worksheets without trusting them: what a workbook would unpack to is measured before it is
//! opened, and cells are taken one at a time with limits of our own.

mod filling;
mod ods;
mod parts;
mod shown;
mod styles;
mod xlsx;
mod xml;

use std::io::{Cursor, Read};

use super::row::Stop;
use super::sheet::Sheet;
use crate::diagnostics::{Code, Diagnostic, Place};
use crate::limits::{
    MAX_CELL_BYTES, MAX_SHEETS, MAX_UNPACK_RATIO, MAX_UNPACKED_BYTES, RATIO_FLOOR_BYTES,
};

type Archive<'b> = zip::ZipArchive<Cursor<&'b [u8]>>;

/// Reads every worksheet of a workbook.
///
/// # Errors
/// When the file is damaged, is no workbook, or is beyond a limit.
pub(super) fn read(file: &str, bytes: &[u8]) -> Result<Vec<Sheet>, Stop> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes))
        .map_err(|_| unreadable(file, "the file is a damaged ZIP archive"))?;
    let kind = kind(file, &archive)?;
    let unpacked = measure(file, bytes.len(), &mut archive)?;
    match kind {
        Kind::Xlsx => xlsx::read(file, &mut archive, unpacked),
        Kind::Ods => ods::read(file, &mut archive),
    }
}

/// The kinds of workbook that are read.
enum Kind {
    Xlsx,
    Ods,
}

/// Tells the kind of workbook by its parts, never by the file's name.
fn kind(file: &str, archive: &Archive<'_>) -> Result<Kind, Stop> {
    let has = |part: &str| find(archive, part).is_some();
    if has("xl/workbook.xml") {
        return Ok(Kind::Xlsx);
    }
    let (message, help) = if has("encrypted-package") {
        (ods::LOCKED, ods::UNLOCK)
    } else if has("content.xml") {
        return Ok(Kind::Ods);
    } else if has("xl/workbook.bin") {
        (
            "the file is a binary Excel workbook (.xlsb)",
            "open it and save it as .xlsx or CSV",
        )
    } else if has("Index/Document.iwa") || has("Index.zip") {
        (
            "the file is an Apple Numbers document",
            "open it and export it as CSV or Excel",
        )
    } else if has("word/document.xml") {
        (
            "the file is a Word document",
            "export the individual responses as CSV or XLSX",
        )
    } else {
        (
            "the file is a ZIP archive, but not a workbook that canvass reads",
            "unpack it and name the export inside, a .csv, .xlsx or .ods file",
        )
    };
    let mut stop = unreadable(file, message);
    stop.help = Some(help.to_owned());
    Err(stop)
}

/// The part with this name. Some programs write other capitals or backslashes than they refer to.
fn find(archive: &Archive<'_>, path: &str) -> Option<usize> {
    archive.index_for_name(path).or_else(|| {
        let same = |name: &[u8]| {
            name.len() == path.len()
                && name
                    .iter()
                    .zip(path.bytes())
                    .all(|(a, b)| a.eq_ignore_ascii_case(&b) || (*a == b'\\' && b == b'/'))
        };
        let named = archive.file_names_raw().find(|name| same(name))?;
        archive.index_for_name_raw(named)
    })
}

/// Unpacks a part; `None` if there is none with this name.
fn open<'a>(archive: &'a mut Archive<'_>, path: &str) -> Option<impl Read + 'a> {
    let index = find(archive, path)?;
    archive.by_index(index).ok()
}

/// Unpacks every part into nothing, to learn how large it really is: the sizes that the archive states
/// may be lies. Tells, too, whether any part holds a text so long that reading it would fill the memory.
fn measure(file: &str, packed: usize, archive: &mut Archive<'_>) -> Result<u64, Stop> {
    let damaged = || unreadable(file, "a part of the workbook is damaged");
    let most = MAX_UNPACKED_BYTES
        .min(RATIO_FLOOR_BYTES.max((packed as u64).saturating_mul(MAX_UNPACK_RATIO)));
    let too_much = || {
        too_large(
            Place::whole(file),
            format!("the workbook would unpack to more than {most} bytes"),
        )
    };
    let mut stated = 0u64;
    for part in 0..archive.len() {
        let size = archive.by_index_raw(part).map_or(0, |part| part.size());
        stated = stated.saturating_add(size);
    }
    if stated > most {
        return Err(too_much());
    }
    let mut left = most;
    let mut buffer = [0; 1 << 14];
    for part in 0..archive.len() {
        let mut part = archive.by_index(part).map_err(|_| damaged())?;
        let is_xml = part.name_raw().ends_with(b".xml");
        let mut text = 0;
        loop {
            let read = part.read(&mut buffer).map_err(|_| damaged())?;
            if read == 0 {
                break;
            }
            left = left.checked_sub(read as u64).ok_or_else(too_much)?;
            text = longest_text(text, &buffer[..read]);
            if is_xml && text > MAX_TEXT_BYTES {
                return Err(too_large(
                    Place::whole(file),
                    format!("a cell of the workbook is longer than {MAX_CELL_BYTES} bytes"),
                ));
            }
        }
    }
    Ok(most - left)
}

/// Bytes of XML without a tag between them. Some characters take six bytes there.
const MAX_TEXT_BYTES: usize = 6 * MAX_CELL_BYTES;

/// The length of the text that is still open at the end of `bytes`, when `open` bytes of it came before;
/// or of the first one that is too long.
fn longest_text(open: usize, bytes: &[u8]) -> usize {
    let mut texts = bytes.split(|byte| *byte == b'<');
    let first = open + texts.next().map_or(0, <[u8]>::len);
    if first > MAX_TEXT_BYTES {
        return first;
    }
    texts.next_back().map_or(first, <[u8]>::len)
}

fn unreadable(file: &str, message: &str) -> Stop {
    Box::new(
        Diagnostic::new(Code::IngestUnreadable, Place::whole(file), message)
            .help("download the export again"),
    )
}

fn too_many_sheets(file: &str) -> Stop {
    too_large(
        Place::whole(file),
        format!("the workbook has more than {MAX_SHEETS} sheets, or many very large ones"),
    )
}

fn too_large(place: Place, message: String) -> Stop {
    Box::new(Diagnostic::new(Code::IngestTooLarge, place, message))
}
