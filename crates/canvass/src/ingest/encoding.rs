use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use super::mac_roman;
use super::row::Stop;
use crate::diagnostics::{Code, Diagnostic, Diagnostics, Place};

/// The text of a file, and how it was encoded.
pub(super) struct Decoded<'b> {
    /// The text without byte order mark; borrowed when the file is UTF-8 already.
    pub(super) text: Cow<'b, str>,
    /// The encoding's name, for the data-quality section.
    pub(super) encoding: String,
}

/// Reads bytes as text, and says so if any of it was lost before or is lost now.
///
/// # Errors
/// When the bytes are no text.
pub(super) fn decode<'b>(
    file: &str,
    bytes: &'b [u8],
    diagnostics: &mut Diagnostics,
) -> Result<Decoded<'b>, Stop> {
    let mut decoded = read(file, bytes, diagnostics);
    let nothing = decoded.text.matches('\0').count();
    // A file that a computer did not finish to write ends in zeros; any other has next to none.
    let text = decoded.text.trim_end_matches('\0');
    let amid = text.matches('\0').count();
    if amid > text.len() / 50 || is_no_text(text) {
        return Err(Box::new(
            Diagnostic::new(
                Code::IngestUnreadable,
                Place::whole(file),
                "the file holds bytes that no text has",
            )
            .help("export the individual responses as CSV or XLSX"),
        ));
    }
    if nothing > 0 {
        decoded.text = Cow::Owned(decoded.text.replace('\0', ""));
        diagnostics.push(
            Diagnostic::new(
                Code::IngestEncoding,
                Place::whole(file),
                format!("{nothing} zero bytes of the file were passed over"),
            )
            .help(
                "the file may be cut short or damaged: compare its rows with the platform's count",
            ),
        );
    }
    Ok(decoded)
}

/// Whether more than one in fifty of the first characters steer a device and stand for nothing that can be read.
fn is_no_text(text: &str) -> bool {
    const LOOKED_AT: usize = 1 << 16;
    let steers = |c: &char| c.is_control() && !matches!(c, '\t' | '\n' | '\r');
    let steering = text.chars().take(LOOKED_AT).filter(steers).count();
    steering > 1 && steering * 50 > text.len().min(LOOKED_AT)
}

/// By the byte order mark, then the pattern of UTF-16, then strict UTF-8, and only then a
/// guess, with a warning.
///
/// The guess comes last because one stray byte makes a guesser take a whole UTF-8 file for another encoding.
fn read<'b>(file: &str, bytes: &'b [u8], diagnostics: &mut Diagnostics) -> Decoded<'b> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        let (text, damaged) = encoding.decode_without_bom_handling(&bytes[mark..]);
        if !damaged {
            warn_of_lost(file, &text, diagnostics);
            return Decoded {
                text,
                encoding: format!("{} with byte order mark", encoding.name()),
            };
        }
        if encoding != UTF_8 {
            warn_of_damage(file, encoding.name(), diagnostics);
            return Decoded {
                text,
                encoding: format!("{}, damaged in places", encoding.name()),
            };
        }
        return guess(file, &bytes[mark..], diagnostics);
    }
    if let Some(encoding) = utf_16_without_mark(bytes) {
        let (text, damaged) = encoding.decode_without_bom_handling(bytes);
        if damaged {
            warn_of_damage(file, encoding.name(), diagnostics);
        }
        return Decoded {
            text,
            encoding: encoding.name().to_owned(),
        };
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => {
            warn_of_lost(file, text, diagnostics);
            Decoded {
                text: Cow::Borrowed(text),
                encoding: "UTF-8".to_owned(),
            }
        }
        Err(_) => guess(file, bytes, diagnostics),
    }
}

/// A file that is UTF-8 but for a few bytes is read as UTF-8; any other by the guesser.
fn guess<'b>(file: &str, bytes: &'b [u8], diagnostics: &mut Diagnostics) -> Decoded<'b> {
    if mostly_utf_8(bytes) {
        warn_of_damage(file, "UTF-8", diagnostics);
        return Decoded {
            text: String::from_utf8_lossy(bytes),
            encoding: "UTF-8, damaged in places".to_owned(),
        };
    }
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let mut encoding = detector.guess(Some(b"uk"), chardetng::Utf8Detection::Deny);
    let mut name = encoding.name();
    if mac_roman::is_more_likely(bytes, encoding) {
        (encoding, name) = (encoding_rs::MACINTOSH, "Mac Roman");
    }
    let (text, _) = encoding.decode_without_bom_handling(bytes);
    diagnostics.push(
        Diagnostic::new(
            Code::IngestEncoding,
            Place::whole(file),
            format!("the file is not UTF-8; it was read as {name}"),
        )
        .help("look at accented letters, pound signs and quotation marks; export it again as UTF-8 if they are wrong"),
    );
    Decoded {
        text,
        encoding: format!("{name}, guessed"),
    }
}

/// Characters that another program could not read and replaced before canvass got the file.
fn warn_of_lost(file: &str, text: &str, diagnostics: &mut Diagnostics) {
    let lost = text.matches('\u{fffd}').count();
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

/// Whether the bytes hold letters written as UTF-8, and far more of them than bytes that are not.
fn mostly_utf_8(bytes: &[u8]) -> bool {
    let mut good = 0usize;
    let mut bad = 0usize;
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    good > 0 && bad * 4 <= good
}

/// UTF-16 without byte order mark: in Western text every second byte is nought.
fn utf_16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let start = &bytes[..bytes.len().min(4096)];
    let pairs = start.len() / 2;
    if pairs < 2 || !bytes.len().is_multiple_of(2) {
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

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;

    fn decoded(bytes: &[u8]) -> (String, String, usize) {
        let mut diagnostics = Diagnostics::new();
        let decoded = decode("f.csv", bytes, &mut diagnostics).unwrap();
        (
            decoded.text.into_owned(),
            decoded.encoding,
            diagnostics.len(),
        )
    }

    fn utf_16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(bytes).collect()
    }

    #[test]
    fn utf_8_is_not_copied() {
        let mut diagnostics = Diagnostics::new();
        let text = "caf\u{e9}".as_bytes();
        assert!(matches!(
            decode("f", text, &mut diagnostics).unwrap().text,
            Cow::Borrowed("caf\u{e9}")
        ));
        let marked = b"\xEF\xBB\xBFabc";
        assert!(matches!(
            decode("f", marked, &mut diagnostics).unwrap().text,
            Cow::Borrowed("abc")
        ));
        assert!(diagnostics.is_empty());
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
        let refused = decode("f.csv", &bytes, &mut Diagnostics::new()).err();
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

    #[test]
    fn characters_that_were_lost_before_are_counted() {
        let mut diagnostics = Diagnostics::new();
        let text = "the members\u{fffd} voice, caf\u{fffd}";
        decode("f.csv", text.as_bytes(), &mut diagnostics).unwrap();
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
        let stop = decode("f.csv", binary, &mut diagnostics).err().unwrap();
        assert_eq!(stop.code, Code::IngestUnreadable);
    }
}
