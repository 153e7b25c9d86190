//! What a new version of a codebook does to codes that people gave under an earlier one.

use std::cmp::Ordering;

use super::{CodeRef, Codebook};

/// What becomes of a code that was given under an earlier version of the codebook.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Fate {
    /// It holds as it was given.
    Holds,
    /// It was merged into this code or moved there: it counts as that one, and nobody has to look.
    Recoded(CodeRef),
    /// It may no longer be right: a person has to look again.
    Stale(Stale),
    /// It was retired and nothing took its place, or this codebook never had it: it counts no more.
    Gone,
}

/// Why a person has to look again.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stale {
    /// The code was split into these: which of them is meant?
    Split(Vec<CodeRef>),
    /// This code has another meaning now: does it still fit?
    Redefined(CodeRef),
}

impl Codebook {
    /// What becomes of `code`, given under version `under` of this codebook.
    ///
    /// A retired code goes where its `replaced_by` leads, however many steps that takes. A code whose `since` is a
    /// later version than `under` has another meaning now; one that took in a retired code is held against the
    /// version that retired it instead.
    pub fn fate(&self, code: &CodeRef, under: &str) -> Fate {
        let mut at = code.clone();
        let mut known = under;
        // More steps than there are retired codes would lead in a circle.
        let steps: usize = self.frames.iter().map(|frame| frame.retired.len()).sum();
        for _ in 0..=steps {
            if let Some(active) = self.code(&at) {
                let since = active.since.as_deref();
                return if since.is_some_and(|since| compare_versions(since, known).is_gt()) {
                    Fate::Stale(Stale::Redefined(at))
                } else if at == *code {
                    Fate::Holds
                } else {
                    Fate::Recoded(at)
                };
            }
            let Some(retired) = self.retired(&at) else {
                return Fate::Gone;
            };
            match &retired.replaced_by[..] {
                [] => return Fate::Gone,
                [only] => {
                    let retired_in = retired.code.since.as_deref().unwrap_or(&self.version);
                    if compare_versions(retired_in, known).is_gt() {
                        known = retired_in;
                    }
                    at = only.clone();
                }
                several => return Fate::Stale(Stale::Split(several.to_vec())),
            }
        }
        Fate::Gone
    }
}

/// The order of two versions such as `1.9.0` and `1.10.0`: part by part, parts of digits as numbers. A version that
/// goes on where the other ends is the later one.
pub fn compare_versions(a: &str, b: &str) -> Ordering {
    let parts = |version: &str| -> Vec<(u128, String)> {
        version
            .split(['.', '-', '_', ' '])
            .map(|part| match part.parse::<u128>() {
                Ok(number) => (number, String::new()),
                Err(_) => (0, part.to_owned()),
            })
            .collect()
    };
    parts(a).cmp(&parts(b))
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;
    use crate::survey::{Code, CodeFrame, CodeId, FrameId, FrameKind, RetiredCode, TheoryOfChange};

    fn reference(code: &str) -> CodeRef {
        CodeRef::parse(&format!("theme:{code}")).unwrap()
    }

    fn code(id: &str, since: Option<&str>) -> Code {
        Code {
            id: CodeId::new(id).unwrap(),
            label: id.to_owned(),
            definition: id.to_owned(),
            use_when: String::new(),
            not_for: String::new(),
            examples: vec![],
            near_misses: vec![],
            since: since.map(str::to_owned),
            points: None,
            note: String::new(),
        }
    }

    fn book(codes: Vec<Code>, retired: &[(&str, Option<&str>, &[&str])]) -> Codebook {
        Codebook {
            id: "test".into(),
            version: "4".into(),
            valid_from: None,
            frames: vec![CodeFrame {
                id: FrameId::new("theme").unwrap(),
                label: "Themes".into(),
                kind: FrameKind::Theme,
                codes,
                groups: vec![],
                retired: retired
                    .iter()
                    .map(|(id, since, replaced_by)| RetiredCode {
                        code: code(id, *since),
                        replaced_by: replaced_by.iter().map(|c| reference(c)).collect(),
                    })
                    .collect(),
            }],
            theory: TheoryOfChange::default(),
            sets: vec![],
            rules: vec![],
        }
    }

    #[test]
    fn merged_codes_are_recoded_and_split_ones_looked_at() {
        let book = book(
            vec![code("money", Some("2")), code("time", None)],
            &[
                ("grants", Some("2"), &["money"]),
                ("bids", Some("1.5"), &["grants"]),
                ("strain", Some("3"), &["money", "time"]),
                ("gossip", Some("3"), &[]),
                ("a", None, &["b"]),
                ("b", None, &["a"]),
            ],
        );
        let fate = |code: &str| book.fate(&reference(code), "1");
        assert_eq!(fate("grants"), Fate::Recoded(reference("money")));
        assert_eq!(fate("bids"), Fate::Recoded(reference("money")));
        assert_eq!(
            fate("strain"),
            Fate::Stale(Stale::Split(vec![reference("money"), reference("time")]))
        );
        assert_eq!(fate("gossip"), Fate::Gone);
        assert_eq!(fate("unheard_of"), Fate::Gone);
        assert_eq!(fate("a"), Fate::Gone, "a circle leads nowhere");
        assert_eq!(fate("time"), Fate::Holds);
    }

    #[test]
    fn a_code_with_another_meaning_since_then_is_looked_at_again() {
        let book = book(
            vec![code("money", Some("3")), code("new", Some("2"))],
            &[
                ("grants", Some("2"), &["money"]),
                ("old", Some("2"), &["new"]),
            ],
        );
        let stale = |code: &str| Fate::Stale(Stale::Redefined(reference(code)));
        assert_eq!(book.fate(&reference("money"), "2"), stale("money"));
        assert_eq!(book.fate(&reference("money"), "3"), Fate::Holds);
        assert_eq!(book.fate(&reference("money"), "10"), Fate::Holds);
        // Merged in version 2, and what it was merged into has changed its meaning in version 3.
        assert_eq!(book.fate(&reference("grants"), "1"), stale("money"));
        // Moved in version 2 to a code that came with version 2.
        assert_eq!(
            book.fate(&reference("old"), "1"),
            Fate::Recoded(reference("new"))
        );
    }

    #[test]
    fn versions_are_ordered_by_their_numbers() {
        for (earlier, later) in [
            ("1.9.0", "1.10.0"),
            ("1", "1.0.1"),
            ("2023", "2024"),
            ("1.0-a", "1.0-b"),
            ("9", "10"),
        ] {
            assert_eq!(compare_versions(earlier, later), Ordering::Less);
            assert_eq!(compare_versions(later, earlier), Ordering::Greater);
        }
        assert_eq!(compare_versions("1.0", "1.0"), Ordering::Equal);
    }
}
