use std::fmt;

use sha2::{Digest, Sha256};

/// Stands for a member who keeps a number from wave to wave, so that answers of the same person can be paired.
///
/// It lives in memory only. Numbers are short, so somebody who had a key could try them all: it has no text form, and
/// its `Debug` form does not show it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MemberKey(u64);

impl MemberKey {
    /// The key of a member's number, as it stands in the export without spaces around it; `None` for a blank.
    pub fn of_number(number: &str) -> Option<Self> {
        let number = number.trim();
        if number.is_empty() {
            return None;
        }
        let hash = Sha256::digest(number.as_bytes());
        let first = hash.first_chunk::<8>().copied();
        first.map(|bytes| MemberKey(u64::from_be_bytes(bytes)))
    }
}

impl fmt::Debug for MemberKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("MemberKey")
    }
}
