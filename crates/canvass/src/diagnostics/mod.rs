//! Layer 0. Faults in the user's files: located, coded, and as many at once as there are.
//!
//! A [`Diagnostic`] never holds the text of an answer: it says where the answer stands and what kind of
//! thing is wrong with it.

mod code;
mod place;
mod unseen;

use std::fmt;

pub use code::Code;
pub use place::{Place, Position};
pub use unseen::is_unseen;

/// How much a fault matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The run cannot go on.
    Error,
    /// The run goes on; a person should look.
    Warning,
    /// Worth knowing, nothing to do.
    Note,
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "note",
        })
    }
}

/// One fault in one of the user's files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// What kind of fault it is; `canvass explain` has a page on each.
    pub code: Code,
    /// How much it matters.
    pub severity: Severity,
    /// Where it is.
    pub place: Place,
    /// What is wrong here, in one sentence without a full stop.
    pub message: String,
    /// What to do about it, often "did you mean ...".
    pub help: Option<String>,
}

impl Diagnostic {
    /// A fault with the severity that its code has by default.
    pub fn new(code: Code, place: Place, message: impl Into<String>) -> Self {
        Diagnostic {
            code,
            severity: code.severity(),
            place,
            message: message.into(),
            help: None,
        }
    }

    /// Adds what to do about it.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}

/// `canvass.toml:14:8: error[config/unknown-key]: unknown key "quetion"`, and the help on a line of its own.
impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{}: {}[{}]: {}",
            self.place, self.severity, self.code, self.message
        )?;
        match &self.help {
            Some(help) => write!(f, "\n  help: {help}"),
            None => Ok(()),
        }
    }
}

/// Every fault found in one run, in a fixed order: by file, place, severity, code.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[must_use]
pub struct Diagnostics(Vec<Diagnostic>);

impl Diagnostics {
    /// No faults yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a fault.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.0.push(diagnostic);
    }

    /// Adds all faults of `other`.
    pub fn extend(&mut self, other: Diagnostics) {
        self.0.extend(other.0);
    }

    /// Whether any fault stops the run.
    pub fn has_errors(&self) -> bool {
        self.0.iter().any(|d| d.severity == Severity::Error)
    }

    /// How many faults there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The faults in their fixed order.
    pub fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        let mut sorted: Vec<&Diagnostic> = self.0.iter().collect();
        sorted.sort_by(|a, b| {
            (&a.place, a.severity, a.code, &a.message)
                .cmp(&(&b.place, b.severity, b.code, &b.message))
        });
        sorted.into_iter()
    }

    /// `Ok` with the value and the lesser faults, or all faults if one of them stops the run.
    ///
    /// # Errors
    /// When a fault has [`Severity::Error`].
    pub fn into_checked<T>(self, value: T) -> Checked<T> {
        if self.has_errors() {
            Err(self)
        } else {
            Ok(Warned {
                value,
                diagnostics: self,
            })
        }
    }
}

impl fmt::Display for Diagnostics {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, diagnostic) in self.iter().enumerate() {
            if i > 0 {
                f.write_str("\n")?;
            }
            diagnostic.fmt(f)?;
        }
        Ok(())
    }
}

/// A value, and the faults that did not stop it from being made.
#[derive(Debug, Clone)]
#[must_use]
pub struct Warned<T> {
    /// What was made.
    pub value: T,
    /// Warnings and notes.
    pub diagnostics: Diagnostics,
}

/// A value with its lesser faults, or every fault of a run that cannot go on.
pub type Checked<T> = Result<Warned<T>, Diagnostics>;

/// The candidate most like `given`, when one is near enough to be what was meant and no other is as near.
pub(crate) fn nearest<'a>(
    given: &str,
    candidates: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    let mut best = 0.8;
    let mut nearest = None;
    for candidate in candidates {
        let likeness = strsim::jaro_winkler(given, candidate);
        if likeness > best || (likeness == best && nearest.is_none()) {
            best = likeness;
            nearest = Some((candidate, true));
        } else if let Some((other, alone)) = &mut nearest
            && likeness == best
            && candidate != *other
        {
            *alone = false;
        }
    }
    nearest.and_then(|(candidate, alone)| alone.then_some(candidate))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_is_suggested_only_when_it_is_near_and_alone() {
        let kinds = ["open-text", "multi-select", "scale"];
        assert_eq!(nearest("multselect", kinds), Some("multi-select"));
        assert_eq!(nearest("colour", kinds), None);
        assert_eq!(nearest("2025", ["2022", "2023", "2024"]), None);
        assert_eq!(nearest("2032", ["2022", "2023", "2024"]), Some("2023"));
        assert_eq!(nearest("scale", ["scale", "scale"]), Some("scale"));
    }
}
