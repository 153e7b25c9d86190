//! Layer 0. Faults in the user's files: located, coded, and as many at once as there are.
//!
//! A [`Diagnostic`] never holds the text of an answer: it says where the answer stands and what kind of
//! thing is wrong with it.

mod code;
mod place;
mod syntax;
mod unseen;

use std::fmt;

use crate::limits::MAX_FAULTS;

pub use code::Code;
pub use place::{Place, Position};
pub(crate) use syntax::first_faults;
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

/// Every fault found in one run, in a fixed order: by file, place, severity, code. Of each severity the first
/// [`MAX_FAULTS`] found are kept, the others are counted: a damaged file can have millions.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[must_use]
pub struct Diagnostics {
    kept: Vec<Diagnostic>,
    /// How many were found of each severity, those that are not kept included.
    found: [usize; 3],
}

impl Diagnostics {
    /// No faults yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a fault.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        let found = &mut self.found[diagnostic.severity as usize];
        *found += 1;
        if *found <= MAX_FAULTS {
            self.kept.push(diagnostic);
        }
    }

    /// Adds all faults of `other`.
    pub fn extend(&mut self, other: Diagnostics) {
        let untold = other.untold();
        for fault in other.kept {
            self.push(fault);
        }
        for (found, more) in self.found.iter_mut().zip(untold) {
            *found += more;
        }
    }

    /// How many errors, warnings and notes were found beside those that are kept.
    pub fn untold(&self) -> [usize; 3] {
        let mut untold = self.found;
        for fault in &self.kept {
            untold[fault.severity as usize] -= 1;
        }
        untold
    }

    /// Whether no more errors are kept, so that no help needs to be found for another.
    pub(crate) fn is_full(&self) -> bool {
        self.found[Severity::Error as usize] >= MAX_FAULTS
    }

    /// Whether any fault stops the run.
    pub fn has_errors(&self) -> bool {
        self.found[Severity::Error as usize] > 0
    }

    /// How many faults there are.
    pub fn len(&self) -> usize {
        self.found.iter().sum()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The faults that are kept, in their fixed order.
    pub fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        let mut sorted: Vec<&Diagnostic> = self.kept.iter().collect();
        sorted.sort_by(|a, b| {
            (&a.place, a.severity, a.code, &a.message)
                .cmp(&(&b.place, b.severity, b.code, &b.message))
        });
        sorted.into_iter()
    }

    /// How many faults there are, and the first of the gravest without its help, in one line: `2 errors, the first
    /// canvass.toml:14:8: error[config/unknown-key]: unknown key "quetion"`.
    pub fn in_brief(&self) -> String {
        let gravest = self.iter().min_by_key(|fault| fault.severity);
        let Some(first) = gravest else {
            return "no faults".to_owned();
        };
        let one = format!(
            "{}: {}[{}]: {}",
            first.place, first.severity, first.code, first.message
        );
        let told = match self.found[first.severity as usize] {
            1 => one,
            several => format!("{several} {}s, the first {one}", first.severity),
        };
        told.replace(['\n', '\r'], " ")
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

impl std::error::Error for Diagnostics {}

impl fmt::Display for Diagnostics {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, diagnostic) in self.iter().enumerate() {
            if i > 0 {
                f.write_str("\n")?;
            }
            diagnostic.fmt(f)?;
        }
        match self.untold().iter().sum() {
            0 => Ok(()),
            more => write!(f, "\n{more} more are not told"),
        }
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
    // Comparing takes time by the length of both, and nobody mistypes a name as long as this.
    const LONGEST: usize = 200;
    if given.len() > LONGEST {
        return None;
    }
    let candidates = candidates.into_iter().filter(|c| c.len() <= LONGEST);
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
    fn faults_are_kept_up_to_the_limit_and_counted_beyond_it() {
        let fault = |code| Diagnostic::new(code, Place::whole("f"), "wrong");
        let mut faults = Diagnostics::new();
        for _ in 0..MAX_FAULTS {
            faults.push(fault(Code::IngestRagged));
        }
        assert_eq!((faults.len(), faults.untold()), (MAX_FAULTS, [0; 3]));
        assert!(!faults.has_errors() && !faults.to_string().contains("not told"));
        faults.push(fault(Code::IngestRagged));
        // Warnings leave room for errors.
        faults.push(fault(Code::ConfigSyntax));
        assert_eq!(faults.untold(), [0, 1, 0]);
        assert_eq!(faults.iter().count(), MAX_FAULTS + 1);
        let mut all = faults.clone();
        all.extend(faults);
        assert_eq!(
            (all.len(), all.untold()),
            (2 * MAX_FAULTS + 4, [0, MAX_FAULTS + 2, 0])
        );
        assert!(all.has_errors() && all.to_string().ends_with("\n2002 more are not told"));
    }

    #[test]
    fn in_brief_they_are_told_by_the_first_of_the_gravest() {
        let mut faults = Diagnostics::new();
        assert_eq!(faults.in_brief(), "no faults");
        let fault = |code, file: &str| {
            Diagnostic::new(code, Place::whole(file), "wrong").help("make it right")
        };
        faults.push(fault(Code::IngestRagged, "a.csv"));
        assert_eq!(faults.in_brief(), "a.csv: warning[ingest/ragged]: wrong");
        faults.push(fault(Code::ConfigSyntax, "c.toml"));
        faults.push(fault(Code::ConfigSyntax, "b.toml"));
        assert_eq!(
            faults.in_brief(),
            "2 errors, the first b.toml: error[config/syntax]: wrong"
        );
        faults.push(fault(Code::ConfigSyntax, "a\nb.toml"));
        assert!(
            faults
                .in_brief()
                .starts_with("3 errors, the first a b.toml: ")
        );
    }

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
