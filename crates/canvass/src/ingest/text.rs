use std::io;

use super::encoding::tell;
use super::row::Stop;
use super::source::{Source, unreadable};
use super::stream::{Reading, Stream};
use crate::diagnostics::{Code, Diagnostic, Diagnostics, Place};

/// The text of a file, and how it was encoded.
pub(super) struct Text<'b> {
    source: Source<'b>,
    reading: Reading,
    /// The first of it, as much as tells what it is.
    pub(super) head: String,
    /// Whether there is a quotation mark in it.
    pub(super) has_quotes: bool,
    /// The encoding's name, for the data-quality section.
    pub(super) encoding: String,
}

/// Bytes of text that are looked at before it is read as a whole.
const HEAD: usize = 1 << 20;

impl<'b> Text<'b> {
    /// Tells how the bytes of a source are to be read, and says so if any of them was lost before or is lost now.
    ///
    /// # Errors
    /// When the bytes are no text, or cannot be read.
    pub(super) fn open(
        file: &str,
        source: Source<'b>,
        diagnostics: &mut Diagnostics,
    ) -> Result<Self, Stop> {
        let failed = |error| unreadable(file, &error);
        let (mut reading, encoding, seen) = tell(file, &source, diagnostics).map_err(failed)?;
        let amid = seen.zeros - seen.zeros_at_end;
        let head = head(&source, reading).map_err(failed)?;
        // A file that a computer did not finish to write ends in zeros; any other has next to none.
        if amid > (seen.bytes - seen.zeros_at_end) / 50 || is_no_text(head.trim_end_matches('\0')) {
            return Err(Box::new(
                Diagnostic::new(
                    Code::IngestUnreadable,
                    Place::whole(file),
                    "the file holds bytes that no text has",
                )
                .help("export the individual responses as CSV or XLSX"),
            ));
        }
        if seen.zeros > 0 {
            reading.zeros = true;
            diagnostics.push(
                Diagnostic::new(
                    Code::IngestEncoding,
                    Place::whole(file),
                    format!("{} zero bytes of the file were passed over", seen.zeros),
                )
                .help(
                    "the file may be cut short or damaged: compare its rows with the platform's count",
                ),
            );
        }
        Ok(Text {
            head: head.replace('\0', ""),
            source,
            reading,
            has_quotes: seen.has_quotes,
            encoding,
        })
    }

    /// Text that is there already.
    #[cfg(test)]
    pub(super) fn of(text: &'b str) -> Self {
        Text::open(
            "f.csv",
            Source::Bytes(text.as_bytes()),
            &mut Diagnostics::new(),
        )
        .unwrap_or_else(|stop| panic!("{stop}"))
    }

    /// The text from its start.
    pub(super) fn stream(&self) -> Stream<'_> {
        Stream::new(&self.source, self.reading)
    }

    /// Whether the file has changed since it was opened.
    pub(super) fn has_changed(&self) -> bool {
        self.source.has_changed()
    }
}

/// The first characters of a text.
fn head(source: &Source<'_>, reading: Reading) -> io::Result<String> {
    let mut bytes = vec![0; HEAD];
    let mut filled = 0;
    let mut stream = Stream::new(source, reading);
    while filled < HEAD {
        let length = match stream.read(&mut bytes[filled..]) {
            // Too little room for the next character.
            Ok(0) => break,
            length => length?,
        };
        filled += length;
    }
    bytes.truncate(filled);
    Ok(match String::from_utf8(bytes) {
        Ok(text) => text,
        // The last character stands there in part.
        Err(error) => {
            let valid = error.utf8_error().valid_up_to();
            let mut bytes = error.into_bytes();
            bytes.truncate(valid);
            String::from_utf8(bytes).unwrap_or_default()
        }
    })
}

/// Whether more than one in fifty of the first characters steer a device and stand for nothing that can be read.
fn is_no_text(text: &str) -> bool {
    const LOOKED_AT: usize = 1 << 16;
    let steers = |c: &char| c.is_control() && !matches!(c, '\t' | '\n' | '\r');
    let steering = text.chars().take(LOOKED_AT).filter(steers).count();
    steering > 1 && steering * 50 > text.len().min(LOOKED_AT)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use proptest::prelude::*;

    use super::*;

    fn decoded(bytes: &[u8]) -> (String, String, usize) {
        let mut diagnostics = Diagnostics::new();
        let text = Text::open("f.csv", Source::Bytes(bytes), &mut diagnostics).unwrap();
        let (mut stream, mut whole, mut piece) = (text.stream(), Vec::new(), [0; 16]);
        loop {
            match stream.read(&mut piece).unwrap() {
                0 => break,
                length => whole.extend_from_slice(&piece[..length]),
            }
        }
        let whole = String::from_utf8(whole).unwrap();
        assert_eq!(whole, text.head);
        (whole, text.encoding, diagnostics.len())
    }

    fn utf_16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(bytes).collect()
    }

    #[test]
    fn utf_8_is_read_as_it_is() {
        for bytes in ["caf\u{e9}".as_bytes(), b"\xEF\xBB\xBFcaf\xC3\xA9"] {
            let (text, encoding, faults) = decoded(bytes);
            assert_eq!(text, "caf\u{e9}");
            assert!(encoding.starts_with("UTF-8"), "{encoding}");
            assert_eq!(faults, 0);
        }
    }

    #[test]
    fn bytes_of_another_kind_of_file_are_no_text() {
        let mut state = 1u32;
        let bytes: Vec<u8> = std::iter::repeat_with(|| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 24) as u8
        })
        .take(3_000)
        .collect();
        let refused = Text::open("f.csv", Source::Bytes(&bytes), &mut Diagnostics::new()).err();
        assert_eq!(
            refused.map(|fault| fault.code),
            Some(Code::IngestUnreadable)
        );
        let (text, ..) = decoded(b"Why?\nBecause\x1b\n");
        assert_eq!(text, "Why?\nBecause\u{1b}\n");
    }

    #[test]
    fn utf_16_with_and_without_mark() {
        let text = "Answer,\u{a3}5,caf\u{e9}\n";
        for bytes in [
            utf_16(text, u16::to_le_bytes),
            utf_16(text, u16::to_be_bytes),
            utf_16(&format!("\u{feff}{text}"), u16::to_le_bytes),
            utf_16(&format!("\u{feff}{text}"), u16::to_be_bytes),
        ] {
            let (read, encoding, faults) = decoded(&bytes);
            assert_eq!(read, text);
            assert!(encoding.starts_with("UTF-16"), "{encoding}");
            assert_eq!(faults, 0);
        }
    }

    #[test]
    fn windows_letters_are_guessed_with_a_warning() {
        let (text, encoding, faults) = decoded(b"Name,Caf\xe9 and the members\x92 \xa35 fund\n");
        assert_eq!(
            text,
            "Name,Caf\u{e9} and the members\u{2019} \u{a3}5 fund\n"
        );
        assert_eq!(encoding, "windows-1252, guessed");
        assert_eq!(faults, 1);
    }

    #[test]
    fn one_stray_byte_does_not_spoil_a_utf_8_file() {
        let mut bytes = "caf\u{e9} na\u{ef}ve \u{201c}voice\u{201d} "
            .as_bytes()
            .to_vec();
        bytes.push(0xca);
        bytes.extend_from_slice(b"Question");
        let (text, _, faults) = decoded(&bytes);
        assert!(text.starts_with("caf\u{e9} na\u{ef}ve"));
        assert!(text.contains('\u{fffd}'));
        assert_eq!(faults, 1);
    }

    proptest! {
        #[test]
        fn damaged_utf_8_is_read_as_the_standard_library_reads_it(
            bytes in prop::collection::vec(
                prop::sample::select(b"ab\n\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80\xff".to_vec()),
                0..40,
            ),
        ) {
            let mut damaged = "\u{e9}".repeat(200).into_bytes();
            damaged.extend_from_slice(&bytes);
            prop_assert_eq!(decoded(&damaged).0, String::from_utf8_lossy(&damaged));
        }
    }

    #[test]
    fn characters_that_were_lost_before_are_counted() {
        let mut diagnostics = Diagnostics::new();
        let text = "the members\u{fffd} voice, caf\u{fffd}";
        Text::open("f.csv", Source::Bytes(text.as_bytes()), &mut diagnostics).unwrap();
        let warning = diagnostics.iter().next().unwrap();
        assert!(warning.message.contains("lost 2 characters"), "{warning}");
    }

    #[test]
    fn zero_bytes_are_passed_over_and_reported() {
        let mut unfinished = b"a,b\n1,2\n".to_vec();
        unfinished.resize(4096, 0);
        for bytes in [
            &b"a,b\n1,some lo\0ng enough answer of a member, or two\n"[..],
            &unfinished,
        ] {
            let (text, _, faults) = decoded(bytes);
            assert!(!text.contains('\0'));
            assert_eq!(faults, 1);
        }
        let mut diagnostics = Diagnostics::new();
        let binary = b"\x01\0\0\0\x02\0\0\0\x03\0\0\0abc";
        let stop = Text::open("f.csv", Source::Bytes(binary), &mut diagnostics)
            .err()
            .unwrap();
        assert_eq!(stop.code, Code::IngestUnreadable);
    }
}
