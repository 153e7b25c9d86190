use std::fmt;

use super::DocumentError;

/// The name by which a section, table or figure is linked to. Stable between runs.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Anchor(String);

impl Anchor {
    /// Checks and takes an anchor.
    ///
    /// # Errors
    /// When it holds anything but lower-case letters, digits and hyphens, or starts with another character than a letter.
    pub fn new(text: impl Into<String>) -> Result<Self, DocumentError> {
        let text = text.into();
        let starts_well = text.starts_with(|c: char| c.is_ascii_lowercase());
        let plain = text
            .chars()
            .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
        if starts_well && plain {
            Ok(Anchor(text))
        } else {
            Err(DocumentError::BadAnchor(text))
        }
    }

    /// An anchor made of the words of `text`, after `prefix`: `Anchor::slug("table", "How we helped")` is `table-how-we-helped`.
    ///
    /// Anything but ASCII letters and digits becomes a hyphen. `prefix` is kept only as far as it is plain.
    pub fn slug(prefix: &str, text: &str) -> Self {
        let mut slug = String::from("x");
        slug.clear();
        for c in prefix.chars().chain("-".chars()).chain(text.chars()) {
            if c.is_ascii_alphanumeric() {
                slug.push(c.to_ascii_lowercase());
            } else if !slug.is_empty() && !slug.ends_with('-') {
                slug.push('-');
            }
        }
        let slug = slug.trim_end_matches('-');
        if slug.starts_with(|c: char| c.is_ascii_lowercase()) {
            Anchor(slug.to_owned())
        } else {
            Anchor(format!("x-{slug}").trim_end_matches('-').to_owned())
        }
    }

    /// The anchor as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Anchor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Running text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Text(Vec<Inline>);

/// A piece of running text.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Inline {
    /// Plain words.
    Words(String),
    /// Words that matter more.
    Strong(String),
    /// Words that lead somewhere; they make sense on their own.
    Link {
        /// The words.
        words: String,
        /// Where they lead.
        target: Target,
    },
    /// The name of a table, figure or section of this document, such as "Table 3"; it leads there.
    Reference(Anchor),
}

/// Where a link leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// A place in this document.
    Here(Anchor),
    /// An address outside it.
    Address(String),
}

impl Text {
    /// No words yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds plain words.
    #[must_use]
    pub fn words(mut self, words: impl Into<String>) -> Self {
        self.0.push(Inline::Words(words.into()));
        self
    }

    /// Adds words that matter more.
    #[must_use]
    pub fn strong(mut self, words: impl Into<String>) -> Self {
        self.0.push(Inline::Strong(words.into()));
        self
    }

    /// Adds a link.
    #[must_use]
    pub fn link(mut self, words: impl Into<String>, target: Target) -> Self {
        self.0.push(Inline::Link {
            words: words.into(),
            target,
        });
        self
    }

    /// Adds the name of a table, figure or section.
    #[must_use]
    pub fn reference(mut self, anchor: Anchor) -> Self {
        self.0.push(Inline::Reference(anchor));
        self
    }

    /// Its pieces in order.
    pub fn pieces(&self) -> &[Inline] {
        &self.0
    }

    /// Whether there is nothing to read.
    pub fn is_blank(&self) -> bool {
        self.0.iter().all(|piece| match piece {
            Inline::Words(w) | Inline::Strong(w) | Inline::Link { words: w, .. } => {
                w.trim().is_empty()
            }
            Inline::Reference(_) => false,
        })
    }
}

impl FromIterator<Inline> for Text {
    fn from_iter<T: IntoIterator<Item = Inline>>(pieces: T) -> Self {
        Text(pieces.into_iter().collect())
    }
}

impl From<&str> for Text {
    fn from(words: &str) -> Self {
        Text::new().words(words)
    }
}

impl From<String> for Text {
    fn from(words: String) -> Self {
        Text::new().words(words)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_are_anchors() {
        for (prefix, text, expected) in [
            ("table", "How we helped?", "table-how-we-helped"),
            ("", "2024: Ynys Môn", "x-2024-ynys-m-n"),
            ("", "", "x"),
            ("t", "--", "t"),
        ] {
            let slug = Anchor::slug(prefix, text);
            assert_eq!(slug.as_str(), expected);
            assert!(Anchor::new(slug.as_str()).is_ok());
        }
    }
}
