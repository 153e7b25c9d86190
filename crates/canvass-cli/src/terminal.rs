//! What the terminal sees: results on standard output, all else on standard error.

use std::borrow::Cow;
use std::error::Error as _;
use std::io::{self, IsTerminal as _, Write};
use std::process::ExitCode;

use canvass::diagnostics::{Diagnostics, Severity, is_unseen};
use canvass::pipeline;

/// Why a command ends without a result. Each ends with exit status 2.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Failure {
    #[error(transparent)]
    Pipeline(#[from] pipeline::Error),
    /// The folder for the example holds something else.
    #[error("{folder} already holds another {name}; give an empty folder")]
    NotTheExample { folder: String, name: String },
    /// The folder for a draft holds something that the draft would replace.
    #[error("{folder} already holds {name}, which a draft never replaces; give another folder")]
    InTheWay { folder: String, name: String },
    /// Two exports would be one file in the project.
    #[error(
        "two exports are called \"{name}\"; give each a name of its own, such as the year of its wave"
    )]
    SameName { name: String },
    /// The project has a template of its own already.
    #[error(
        "{path} is there already and stays as it is; move it away to start again from the built-in one"
    )]
    TemplateInTheWay { path: String },
    /// There is no report to take back.
    #[error("no report of this project is released, so there is none to take back")]
    NothingReleased,
    /// Something to be read from the disk cannot be.
    #[error("{path} cannot be read")]
    Unreadable { path: String, source: io::Error },
    /// A file to be written has an ending that says nothing.
    #[error("{file} must end in .qdc for the codebook or .qdpx for the coded answers")]
    UnknownEnding { file: String },
    /// The coded answers cannot be put into a file.
    #[error("the coded answers cannot be put into one file")]
    ProjectFile(#[from] canvass::codebook::ProjectFileError),
    /// There is no such template.
    #[error("there is no built-in template \"{name}\"; there are {}", known.join(", "))]
    UnknownTemplate { name: String, known: Vec<String> },
    /// There is no such diagnostic.
    #[error("there is no diagnostic \"{name}\"{}", hint.map(|h| format!("; did you mean \"{h}\"?")).unwrap_or_default())]
    UnknownCode {
        name: String,
        hint: Option<&'static str>,
    },
    /// There is no such schema.
    #[error("there is no schema \"{name}\"; there are {}", known.join(", "))]
    UnknownSchema {
        name: String,
        known: Vec<&'static str>,
    },
    /// The project has no such wave, question or code frame.
    #[error("there is no {what} \"{name}\"; the project has {}{}", known.join(", "), other_option(name, *instead))]
    UnknownId {
        what: &'static str,
        name: String,
        known: Vec<String>,
        /// The option that takes what the name is of.
        instead: Option<&'static str>,
    },
    /// The file for a review sheet holds another one, in which somebody may have worked.
    #[error(
        "{path} is there already and may hold somebody's work; take it in and move it away, or name another file with --to"
    )]
    SheetInTheWay { path: String },
    /// The review sheet cannot be put together.
    #[error("the review sheet cannot be written")]
    Workbook(#[from] canvass::review::WorkbookError),
    /// The computer's clock says a time that cannot be.
    #[error("the computer's clock is wrong, and a decision needs its time")]
    Clock,
    /// The program that was to suggest codes gave nothing that can be used.
    #[error("nothing was suggested and no sheet was written")]
    Suggester(#[from] canvass::suggest::SuggesterError),
    /// There is nothing to print.
    #[error(transparent)]
    NothingToShow(#[from] NothingToShow),
    /// The result cannot be put into the format asked for.
    #[error("the figures cannot be written as CSV")]
    Csv(#[from] csv::Error),
    /// The result cannot be put into the format asked for.
    #[error("the figures cannot be written as JSON")]
    Json(#[from] serde_json::Error),
    /// The result cannot be put into the format asked for.
    #[error("the figures cannot be written as a workbook")]
    FigureWorkbook(#[from] rust_xlsxwriter::XlsxError),
    /// The result cannot be put into the format asked for.
    #[error("the figures cannot be written as Parquet")]
    Parquet(#[from] parquet::errors::ParquetError),
    /// The current wave cannot be weighted as the project asks.
    #[error("the figures cannot be weighted")]
    Weighting(#[from] canvass::tabulate::WeightingError),
    /// Decisions are in the record, and what follows failed.
    #[error("the decisions were taken in and are recorded, but what follows was not all done")]
    AfterRecording(#[source] Box<Failure>),
    /// Standard output cannot be written.
    #[error("the result cannot be written to standard output")]
    Output(#[from] io::Error),
}

/// Which option takes a name that was given to another one.
fn other_option(name: &str, option: Option<&str>) -> String {
    option.map_or_else(String::new, |option| {
        format!("; for \"{name}\" write --{option} {name}")
    })
}

impl Failure {
    /// That the project has nothing of this name, and what it has.
    pub(crate) fn unknown<I: ToString>(
        what: &'static str,
        name: &str,
        known: impl Iterator<Item = I>,
    ) -> Self {
        Failure::UnknownId {
            what,
            name: name.to_owned(),
            known: known.map(|id| id.to_string()).collect(),
            instead: None,
        }
    }

    /// The same, once decisions are in the record. Nobody reading on is no failure then either.
    pub(crate) fn after_recording(self) -> Self {
        if self.is_unread() {
            self
        } else {
            Failure::AfterRecording(Box::new(self))
        }
    }

    /// Whether nobody reads what is written to standard output.
    fn is_unread(&self) -> bool {
        matches!(self, Failure::Output(error) if error.kind() == io::ErrorKind::BrokenPipe)
    }
}

/// Why there are no figures to print.
#[derive(Debug, thiserror::Error)]
pub(crate) enum NothingToShow {
    /// The question has no options, or the wave did not ask it.
    #[error(
        "there is no table of \"{question}\" in wave {wave}: either the wave did not ask it, or it has no options to count"
    )]
    NotCounted { question: String, wave: String },
    /// The wave asked nothing that can be answered in words.
    #[error(
        "there is no table of the code frame \"{frame}\" in wave {wave}: nobody could answer in their own words"
    )]
    NotCoded { frame: String, wave: String },
    /// Nobody has finished with an answer.
    #[error(
        "nobody has finished with an answer yet: take in a review sheet, or name a file of coded answers with --coded"
    )]
    NothingDecided,
    /// The question has no groups.
    #[error(
        "respondents cannot be parted by \"{question}\" in wave {wave}: either the wave did not ask it, or it has no options to part them by"
    )]
    NoGroups { question: String, wave: String },
    /// None of its groups can be told of without a risk to somebody.
    #[error(
        "no table by the groups of question {question} can be published of wave {wave}: it is not among the groups of canvass.toml, or groups or numbers are too small; --internal tells them to you alone"
    )]
    NotCleared { question: String, wave: String },
    /// Disclosure control does not clear them.
    #[error("gaps, trends and linked members are told with --internal only")]
    InternalOnly,
    /// There is no wave before.
    #[error("wave {wave} is the first: there is none before it to compare it with")]
    FirstWave { wave: String },
    /// One of the two waves did not ask the question.
    #[error(
        "\"{question}\" cannot be compared between {from} and {to}: it has no options to count, or only one of them asked it"
    )]
    NotCompared {
        question: String,
        from: String,
        to: String,
    },
    /// In one of the two waves nobody could answer in words.
    #[error(
        "the code frame \"{frame}\" cannot be compared between {from} and {to}: in one of them nobody could answer in their own words"
    )]
    CodesNotCompared {
        frame: String,
        from: String,
        to: String,
    },
}

/// How a command that did its work ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Done {
    /// Nothing more to say.
    Clean,
    /// There are findings of the severity asked about.
    WithFindings,
}

/// A text without the characters that steer a terminal, or that turn or hide what stands beside them: labels and file
/// names come from other people.
fn harmless(text: &str) -> Cow<'_, str> {
    // Joiners (U+200C, U+200D) shape letters and pictures; they neither turn nor hide any.
    let misleads =
        |c: char| is_unseen(c) && !matches!(c, '\n' | '\r' | '\t' | '\u{200c}' | '\u{200d}');
    if text.contains(misleads) {
        Cow::Owned(text.replace(misleads, "\u{fffd}"))
    } else {
        Cow::Borrowed(text)
    }
}

/// Writes results to standard output.
pub(crate) fn print(text: &str) -> Result<(), Failure> {
    let mut out = io::stdout().lock();
    out.write_all(harmless(text).as_bytes())?;
    out.flush()?;
    Ok(())
}

/// Writes help or the version to standard output, with colours where somebody watches.
pub(crate) fn show(asked: &clap::Error) -> Result<Done, Failure> {
    asked.print()?;
    io::stdout().flush()?;
    Ok(Done::Clean)
}

/// Says on standard error what long work is being done, if somebody watches.
pub(crate) fn progress(what: &str) {
    let mut err = io::stderr().lock();
    if err.is_terminal() {
        // A closed standard error leaves nobody to tell.
        let _ = writeln!(err, "{what} ...");
    }
}

/// Says something on standard error that must be known whoever watches.
pub(crate) fn announce(what: &str) {
    // A closed standard error leaves nobody to tell.
    let _ = writeln!(io::stderr().lock(), "{}", harmless(what));
}

/// Writes faults to standard error, and how many there are of each severity. Notes only when asked.
pub(crate) fn report_faults(diagnostics: &Diagnostics, with_notes: bool) {
    let mut err = io::stderr().lock();
    let mut counts = diagnostics.untold();
    let untold: usize = counts.iter().sum();
    for diagnostic in diagnostics.iter() {
        counts[match diagnostic.severity {
            Severity::Error => 0,
            Severity::Warning => 1,
            Severity::Note => 2,
        }] += 1;
        if with_notes || diagnostic.severity != Severity::Note {
            // A closed standard error leaves nobody to tell.
            let _ = writeln!(err, "{}", harmless(&diagnostic.to_string()));
        }
    }
    if untold > 0 {
        let _ = writeln!(err, "{untold} more are not told one by one");
    }
    let named: Vec<String> = ["error", "warning", "note"]
        .iter()
        .zip(counts)
        .filter(|(_, count)| *count > 0)
        .map(|(name, count)| format!("{count} {name}{}", if count == 1 { "" } else { "s" }))
        .collect();
    if !named.is_empty() && (with_notes || counts[0] + counts[1] > 0) {
        let _ = writeln!(
            err,
            "{}; \"canvass explain CODE\" tells more",
            named.join(", ")
        );
    }
}

/// Says on a terminal what is being done, in one line that the next one takes the place of; elsewhere nothing. Dropped,
/// it takes the line away.
pub(crate) struct Progress {
    shown: bool,
}

impl Progress {
    /// Nothing is said yet.
    pub(crate) fn new() -> Self {
        Progress {
            shown: io::stderr().is_terminal(),
        }
    }

    /// Says what is done next.
    pub(crate) fn say(&self, what: &str) {
        if self.shown {
            // Whoever closed standard error does not want to know.
            let _ = write!(io::stderr(), "\r\u{1b}[K{what} ...");
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if self.shown {
            let _ = write!(io::stderr(), "\r\u{1b}[K");
        }
    }
}

/// Tells why a command failed, and its causes.
pub(crate) fn report_failure(failure: &Failure) {
    if let Failure::Pipeline(pipeline::Error::Rejected(diagnostics)) = failure {
        report_faults(diagnostics, false);
        return;
    }
    let mut err = io::stderr().lock();
    let _ = writeln!(err, "error: {}", harmless(&failure.to_string()));
    let mut cause = failure.source();
    while let Some(source) = cause {
        let _ = writeln!(err, "  because: {}", harmless(&source.to_string()));
        if let Some(help) = source.downcast_ref().and_then(advice) {
            let _ = writeln!(err, "  help: {help}");
        }
        cause = source.source();
    }
    if let Failure::AfterRecording(_) = failure {
        let _ = writeln!(
            err,
            "  help: then take the sheet in once more; what is recorded already is not recorded twice"
        );
    }
}

/// What to do about a disk that refuses; the file that it refused was not changed.
fn advice(error: &io::Error) -> Option<&'static str> {
    use io::ErrorKind;

    match error.kind() {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::FileTooLarge => Some(
            "make room on that disk, or write to another one; a file that stood there before is as it was",
        ),
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => {
            Some("write to another folder, or ask whoever looks after this one for the right to")
        }
        ErrorKind::NotFound | ErrorKind::StaleNetworkFileHandle | ErrorKind::TimedOut => Some(
            "see whether that file or folder is still there, or the drive that it is on, and run canvass again",
        ),
        ErrorKind::IsADirectory | ErrorKind::NotADirectory | ErrorKind::AlreadyExists => {
            Some("move away what stands in the way, or write to another folder")
        }
        _ => None,
    }
}

/// Ends the program: tells a failure and its causes, and gives the exit status.
pub(crate) fn finish(outcome: Result<Done, Failure>) -> ExitCode {
    match outcome {
        Ok(Done::Clean) => ExitCode::SUCCESS,
        Ok(Done::WithFindings) => ExitCode::from(1),
        Err(failure) if failure.is_unread() => ExitCode::SUCCESS,
        Err(failure) => {
            report_failure(&failure);
            ExitCode::from(2)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_steers_a_terminal_is_taken_out() {
        assert_eq!(
            harmless("a\u{1b}[31mb\u{9b}c\n\td"),
            "a\u{fffd}[31mb\u{fffd}c\n\td"
        );
        assert_eq!(
            harmless("\u{202e}oof\u{2066}\u{200f}\u{feff}"),
            "\u{fffd}oof\u{fffd}\u{fffd}\u{fffd}"
        );
        assert!(matches!(harmless("plain \u{e9} \u{5d0}"), Cow::Borrowed(_)));
    }
}
