//! Layer 0. What a file was: a fingerprint of its bytes, by which it is known again.

use std::fmt;
use std::io::{self, Read};

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use sha2::{Digest, Sha256};

/// The SHA-256 of some bytes. Its text form, also as JSON, is 64 hexadecimal digits.
///
/// ```
/// use canvass::fingerprint::Fingerprint;
///
/// let abc = Fingerprint::of(b"abc");
/// assert!(abc.to_string().starts_with("ba7816bf8f01cfea"));
/// assert_eq!(Fingerprint::parse(&abc.to_string()), Some(abc));
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fingerprint([u8; 32]);

impl Fingerprint {
    /// Of these bytes.
    pub fn of(bytes: &[u8]) -> Self {
        Fingerprint(Sha256::digest(bytes).into())
    }

    /// Of all that a reader gives, without holding it in memory.
    ///
    /// # Errors
    /// When reading fails.
    pub fn of_reader(mut reader: impl Read) -> io::Result<Self> {
        let mut hash = Sha256::new();
        let mut piece = vec![0; 1 << 16];
        loop {
            match reader.read(&mut piece) {
                Ok(0) => return Ok(Fingerprint(hash.finalize().into())),
                Ok(read) => hash.update(piece.get(..read).unwrap_or_default()),
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
    }

    /// Reads 64 hexadecimal digits in lower case.
    pub fn parse(text: &str) -> Option<Self> {
        let digit = |byte: u8| match byte {
            b'0'..=b'9' => Some(byte - b'0'),
            b'a'..=b'f' => Some(byte - b'a' + 10),
            _ => None,
        };
        let (pairs, rest) = text.as_bytes().as_chunks::<2>();
        if pairs.len() != 32 || !rest.is_empty() {
            return None;
        }
        let mut bytes = [0; 32];
        for (byte, [high, low]) in bytes.iter_mut().zip(pairs) {
            *byte = digit(*high)? << 4 | digit(*low)?;
        }
        Some(Fingerprint(bytes))
    }
}

/// Takes the fingerprint of values in their order. Where one ends and the next begins matters.
#[derive(Default)]
pub(crate) struct Values(Sha256);

impl Values {
    pub(crate) fn text(&mut self, text: &str) {
        self.number(text.len());
        self.0.update(text.as_bytes());
    }

    pub(crate) fn number(&mut self, number: usize) {
        self.0.update((number as u64).to_le_bytes());
    }

    pub(crate) fn finish(self) -> Fingerprint {
        Fingerprint(self.0.finalize().into())
    }
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Fingerprint({self})")
    }
}

impl Serialize for Fingerprint {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Fingerprint {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = String::deserialize(from)?;
        Fingerprint::parse(&text)
            .ok_or_else(|| serde::de::Error::custom("a fingerprint is 64 hexadecimal digits"))
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    #[test]
    fn it_is_the_sha_256_of_the_bytes() {
        // NIST's example of three letters, and that of no bytes at all.
        let abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        let none = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
        assert_eq!(Fingerprint::of(b"abc").to_string(), abc);
        assert_eq!(Fingerprint::of(b"").to_string(), none);
        for other in ["", &abc[1..], &abc.to_uppercase(), &abc.replace('b', "é")] {
            assert_eq!(Fingerprint::parse(other), None, "{other}");
        }
    }

    #[test]
    fn where_a_value_ends_matters() {
        let of = |texts: [&str; 2]| {
            let mut values = Values::default();
            texts.iter().for_each(|text| values.text(text));
            values.finish()
        };
        assert_ne!(of(["ab", "c"]), of(["a", "bc"]));
        // sha256sum of 01 and seven noughts, "a", 01 and seven noughts, "b".
        assert_eq!(
            of(["a", "b"]),
            Fingerprint::of(b"\x01\0\0\0\0\0\0\0a\x01\0\0\0\0\0\0\0b")
        );
    }

    #[test]
    fn read_in_pieces_it_is_the_same() {
        let bytes: Vec<u8> = (0..200_001_u32).map(|n| (n % 251) as u8).collect();
        let read = Fingerprint::of_reader(bytes.as_slice()).unwrap();
        assert_eq!(read, Fingerprint::of(&bytes));
    }
}
