use std::fmt;

use sha2::{Digest, Sha256};

use super::WaveId;

/// Names one response of a wave. It stays the same when the export is sorted, or downloaded again, and says
/// nothing about the person.
///
/// It is the first 64 bits of a SHA-256, written as 16 hexadecimal digits. Among a million responses the chance
/// that any two have the same one is below one in ten million.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ResponseKey(u64);

/// What a key is made from; the same bytes of another kind make another key.
const OF_ID: &[u8] = b"id";
const OF_CELLS: &[u8] = b"cells";
const OF_POSITION: &[u8] = b"position";

impl ResponseKey {
    /// The key of a response that the platform gave an id.
    ///
    /// ```
    /// use canvass::survey::{ResponseKey, WaveId};
    ///
    /// let wave = WaveId::new("2024")?;
    /// let key = ResponseKey::of_id(&wave, "112345678901");
    /// assert_eq!(key.to_string().len(), 16);
    /// assert_eq!(ResponseKey::parse(&key.to_string()), Some(key));
    /// # Ok::<(), canvass::survey::IdError>(())
    /// ```
    pub fn of_id(wave: &WaveId, id: &str) -> Self {
        Self::of(OF_ID, wave, [id], 0)
    }

    /// The key of a response without an id: of its cells, each after its heading, in a fixed order. `occurrence`
    /// counts the equal responses before it.
    pub fn of_cells<'a>(
        wave: &WaveId,
        cells: impl IntoIterator<Item = &'a str>,
        occurrence: u64,
    ) -> Self {
        Self::of(OF_CELLS, wave, cells, occurrence)
    }

    /// The key of a response of which nothing but its position is known.
    pub fn of_position(wave: &WaveId, position: usize) -> Self {
        Self::of(OF_POSITION, wave, [], position as u64)
    }

    /// Reads 16 hexadecimal digits.
    pub fn parse(text: &str) -> Option<Self> {
        let is_digit = |byte: u8| matches!(byte, b'0'..=b'9' | b'a'..=b'f');
        if text.len() != 16 || !text.bytes().all(is_digit) {
            return None;
        }
        u64::from_str_radix(text, 16).ok().map(ResponseKey)
    }

    fn of<'a>(
        kind: &[u8],
        wave: &WaveId,
        texts: impl IntoIterator<Item = &'a str>,
        number: u64,
    ) -> Self {
        let mut hash = Sha256::new();
        // Lengths before texts: no two lists of texts have the same bytes.
        let mut add = |text: &[u8]| {
            hash.update((text.len() as u64).to_le_bytes());
            hash.update(text);
        };
        add(kind);
        add(wave.as_str().as_bytes());
        for text in texts {
            add(text.as_bytes());
        }
        hash.update(number.to_le_bytes());
        let first = hash.finalize().first_chunk::<8>().copied();
        ResponseKey(u64::from_be_bytes(first.unwrap_or_default()))
    }
}

impl fmt::Display for ResponseKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn whatever_differs_makes_another_key() -> Result<(), super::super::IdError> {
        let (a, b) = (WaveId::new("2023")?, WaveId::new("2024")?);
        let keys = [
            ResponseKey::of_id(&a, "1"),
            ResponseKey::of_id(&b, "1"),
            ResponseKey::of_id(&a, "2"),
            ResponseKey::of_cells(&a, ["1"], 0),
            ResponseKey::of_cells(&a, ["1"], 1),
            ResponseKey::of_cells(&a, ["1", ""], 0),
            ResponseKey::of_cells(&a, ["", "1"], 0),
            ResponseKey::of_cells(&a, ["ab", "c"], 0),
            ResponseKey::of_cells(&a, ["a", "bc"], 0),
            ResponseKey::of_position(&a, 0),
            ResponseKey::of_position(&a, 1),
        ];
        assert_eq!(keys.iter().collect::<BTreeSet<_>>().len(), keys.len());
        Ok(())
    }

    #[test]
    fn keys_never_change() -> Result<(), super::super::IdError> {
        // sha256sum of the length and text of "id", "2024" and "7", lengths in 8 bytes with the lowest first,
        // and of 8 bytes of nought.
        let key = ResponseKey::of_id(&WaveId::new("2024")?, "7");
        assert_eq!(key.to_string(), "41f78b7a8f777c08");
        assert_eq!(ResponseKey::parse("0123456789ABCDEF"), None);
        assert_eq!(ResponseKey::parse("+123456789abcdef"), None);
        assert_eq!(ResponseKey::parse("0123"), None);
        Ok(())
    }
}
