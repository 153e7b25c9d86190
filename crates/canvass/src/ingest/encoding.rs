use std::io;

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use super::mac_roman;
use super::source::{PIECE, Source};
use super::stream::{Reading, Stream};
use crate::diagnostics::{Code, Diagnostic, Diagnostics, Place};

/// Bytes that tell UTF-16 without a mark.
const START: usize = 4096;

/// What a whole text holds that has to be told before any of it is read.
#[derive(Debug, Default)]
pub(super) struct Seen {
    pub(super) bytes: u64,
    pub(super) zeros: u64,
    pub(super) zeros_at_end: u64,
    /// Characters that stand for lost ones.
    lost: u64,
    pub(super) has_quotes: bool,
}

impl Seen {
    /// Looks at the next piece of text, which parts no character.
    fn look(&mut self, piece: &[u8]) {
        self.bytes += piece.len() as u64;
        self.has_quotes |= !self.has_quotes && memchr::memchr(b'"', piece).is_some();
        if memchr::memchr(0, piece).is_some() {
            self.zeros += memchr::memchr_iter(0, piece).count() as u64;
            let at_end = piece.iter().rev().take_while(|byte| **byte == 0).count();
            let before = if at_end == piece.len() {
                self.zeros_at_end
            } else {
                0
            };
            self.zeros_at_end = before + at_end as u64;
        } else if !piece.is_empty() {
            self.zeros_at_end = 0;
        }
        if !piece.is_ascii() {
            self.lost += memchr::memmem::find_iter(piece, "\u{fffd}").count() as u64;
        }
    }
}

/// By the byte order mark, then the pattern of UTF-16, then strict UTF-8, and only then a
/// guess, with a warning.
///
/// The guess comes last because one stray byte makes a guesser take a whole UTF-8 file for another encoding.
pub(super) fn tell(
    file: &str,
    source: &Source<'_>,
    diagnostics: &mut Diagnostics,
) -> io::Result<(Reading, String, Seen)> {
    let start = source.start(START)?;
    let (marked, mark) = match Encoding::for_bom(&start) {
        Some((encoding, mark)) => (Some(encoding), mark as u64),
        None => (None, 0),
    };
    let wide = marked.or_else(|| utf_16_without_mark(&start, source.len()));
    let mut reading = Reading {
        start: mark,
        encoding: wide.filter(|encoding| *encoding != UTF_8),
        zeros: false,
    };
    if let Some(encoding) = reading.encoding {
        let (seen, damaged) = look_at_decoded(source, reading)?;
        let name = encoding.name();
        if damaged {
            warn_of_damage(file, name, diagnostics);
        } else if marked.is_some() {
            warn_of_lost(file, seen.lost, diagnostics);
        }
        let how = match (marked, damaged) {
            (Some(_), false) => " with byte order mark",
            (Some(_), true) => ", damaged in places",
            (None, _) => "",
        };
        return Ok((reading, format!("{name}{how}"), seen));
    }
    if let Some(seen) = look_at_utf_8(source, mark)? {
        warn_of_lost(file, seen.lost, diagnostics);
        let how = if mark > 0 {
            " with byte order mark"
        } else {
            ""
        };
        return Ok((reading, format!("UTF-8{how}"), seen));
    }
    let (encoding, name) = guess(file, source, mark, diagnostics)?;
    reading.encoding = Some(encoding);
    let (seen, _) = look_at_decoded(source, reading)?;
    Ok((reading, name, seen))
}

/// What is to be known of a source in UTF-8; `None` if it is not.
fn look_at_utf_8(source: &Source<'_>, mut at: u64) -> io::Result<Option<Seen>> {
    let mut seen = Seen::default();
    let mut piece = vec![0; PIECE];
    // Bytes of a character of which the rest stands in the next piece.
    let mut kept = 0;
    loop {
        let length = source.read_at(at, &mut piece[kept..])?;
        if length == 0 {
            return Ok((kept == 0).then_some(seen));
        }
        at += length as u64;
        let filled = kept + length;
        let valid = match simdutf8::compat::from_utf8(&piece[..filled]) {
            Ok(_) => filled,
            Err(error) if error.error_len().is_none() => error.valid_up_to(),
            Err(_) => return Ok(None),
        };
        seen.look(&piece[..valid]);
        piece.copy_within(valid..filled, 0);
        kept = filled - valid;
    }
}

/// What is to be known of a source in another encoding, and whether some of its bytes are not of it.
fn look_at_decoded(source: &Source<'_>, reading: Reading) -> io::Result<(Seen, bool)> {
    let mut seen = Seen::default();
    let mut piece = vec![0; PIECE];
    let mut stream = Stream::new(source, reading);
    loop {
        let length = stream.read(&mut piece)?;
        if length == 0 {
            return Ok((seen, stream.damaged));
        }
        seen.look(&piece[..length]);
    }
}

/// A file that is UTF-8 but for a few bytes is read as UTF-8; any other by the guesser.
fn guess(
    file: &str,
    source: &Source<'_>,
    start: u64,
    diagnostics: &mut Diagnostics,
) -> io::Result<(&'static Encoding, String)> {
    let mut letters = Letters::default();
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    let mut first = Vec::new();
    source.for_each_piece(start, |piece| {
        letters.count(piece);
        detector.feed(piece, false);
        let wanted = mac_roman::LOOKED_AT.saturating_sub(first.len());
        first.extend_from_slice(&piece[..piece.len().min(wanted)]);
    })?;
    if letters.are_mostly_utf_8() {
        warn_of_damage(file, "UTF-8", diagnostics);
        return Ok((UTF_8, "UTF-8, damaged in places".to_owned()));
    }
    detector.feed(&[], true);
    let mut encoding = detector.guess(Some(b"uk"), chardetng::Utf8Detection::Deny);
    let mut name = encoding.name();
    if mac_roman::is_more_likely(&first, encoding) {
        (encoding, name) = (encoding_rs::MACINTOSH, "Mac Roman");
    }
    diagnostics.push(
        Diagnostic::new(
            Code::IngestEncoding,
            Place::whole(file),
            format!("the file is not UTF-8; it was read as {name}"),
        )
        .help("look at accented letters, pound signs and quotation marks; export it again as UTF-8 if they are wrong"),
    );
    Ok((encoding, format!("{name}, guessed")))
}

/// Characters that another program could not read and replaced before canvass got the file.
fn warn_of_lost(file: &str, lost: u64, diagnostics: &mut Diagnostics) {
    if lost > 0 {
        diagnostics.push(
            Diagnostic::new(
                Code::IngestEncoding,
                Place::whole(file),
                format!("another program has lost {lost} characters of the file; \"\u{fffd}\" stands in their place"),
            )
            .help("export the file from the platform again, and do not save it from another program"),
        );
    }
}

fn warn_of_damage(file: &str, encoding: &str, diagnostics: &mut Diagnostics) {
    diagnostics.push(
        Diagnostic::new(
            Code::IngestEncoding,
            Place::whole(file),
            format!("some bytes of the file are not {encoding}; each was replaced by \"\u{fffd}\""),
        )
        .help("export the file again if the answers show that sign"),
    );
}

/// How many letters are written as UTF-8, and how many bytes are not.
#[derive(Default)]
struct Letters {
    good: usize,
    bad: usize,
    /// The start of a character at the end of a piece.
    kept: Vec<u8>,
}

impl Letters {
    fn count(&mut self, piece: &[u8]) {
        let mut bytes = std::mem::take(&mut self.kept);
        bytes.extend_from_slice(piece);
        let mut chunks = bytes.utf8_chunks().peekable();
        while let Some(chunk) = chunks.next() {
            self.good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
            let may_go_on = std::str::from_utf8(chunk.invalid())
                .is_err_and(|error| error.error_len().is_none());
            if chunks.peek().is_none() && may_go_on {
                self.kept = chunk.invalid().to_vec();
            } else {
                self.bad += usize::from(!chunk.invalid().is_empty());
            }
        }
    }

    /// Whether there are letters written as UTF-8, and far more of them than bytes that are not.
    fn are_mostly_utf_8(&self) -> bool {
        let bad = self.bad + usize::from(!self.kept.is_empty());
        self.good > 0 && bad * 4 <= self.good
    }
}

/// UTF-16 without byte order mark: in Western text every second byte is nought.
fn utf_16_without_mark(start: &[u8], length: u64) -> Option<&'static Encoding> {
    let pairs = start.len() / 2;
    if pairs < 2 || !length.is_multiple_of(2) {
        return None;
    }
    let (mut first, mut second) = (0, 0);
    for pair in start.chunks_exact(2) {
        first += usize::from(pair[0] == 0);
        second += usize::from(pair[1] == 0);
    }
    if second * 10 >= pairs * 4 && first * 20 < pairs {
        Some(UTF_16LE)
    } else if first * 10 >= pairs * 4 && second * 20 < pairs {
        Some(UTF_16BE)
    } else {
        None
    }
}
