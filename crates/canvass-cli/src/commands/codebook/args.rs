use std::path::PathBuf;

use clap::{Subcommand, ValueEnum};

use crate::args::{FailOn, ProjectFolder};

/// What can be done with a codebook.
#[derive(Debug, Subcommand)]
pub(crate) enum Codebook {
    /// Try every rule on the examples and near-misses of its code; ends with exit status 1 when one fails
    Test {
        #[command(flatten)]
        project: ProjectFolder,
    },
    /// Say what is suspect: patterns that find nothing or too much, codes that are hardly told apart
    Lint {
        #[command(flatten)]
        project: ProjectFolder,
        /// Look at the codebook alone and not at what it finds in the answers
        #[arg(long)]
        without_answers: bool,
        /// End with exit status 1 when there is a finding of at least this severity
        #[arg(long, value_name = "SEVERITY")]
        fail_on: Option<FailOn>,
    },
    /// Say what changed from one version to another, and what that does to earlier codings
    Diff {
        /// The earlier codebook
        old: PathBuf,
        /// The later one [default: the project's]
        new: Option<PathBuf>,
        #[command(flatten)]
        project: ProjectFolder,
    },
    /// Print what each pattern of a code matches, and the other codes that claim the same words
    Explain {
        /// The code, such as "theme:knowledge"; without one, all codes that have rules
        code: Option<String>,
        #[command(flatten)]
        project: ProjectFolder,
    },
    /// Print every place where a pattern matches, with the words around it: never publish them or pass them on
    Find {
        /// A pattern of the rule language, such as "grant* NEAR/5 (rent | room)"
        pattern: String,
        #[command(flatten)]
        project: ProjectFolder,
        /// The answers of this wave only
        #[arg(long, value_name = "ID")]
        wave: Option<String>,
        /// The answers to this question only
        #[arg(long, value_name = "ID")]
        question: Option<String>,
        /// How many characters a line has, at least 40
        #[arg(long, value_name = "CHARACTERS", default_value_t = 100, value_parser = clap::value_parser!(u16).range(40..))]
        width: u16,
    },
    /// Propose codes for what the codebook misses, each with a rule
    Candidates {
        #[command(flatten)]
        project: ProjectFolder,
        /// The frame to propose codes for [default: that of the kind theme]
        #[arg(long, value_name = "ID")]
        frame: Option<String>,
        /// How to print them
        #[arg(long, value_enum, default_value_t = CandidateFormat::Text)]
        format: CandidateFormat,
    },
    /// Write the codebook for other programs (FILE.qdc), or with the coded answers (FILE.qdpx), which are people's words
    Export {
        /// The file to write; its ending says what
        file: PathBuf,
        #[command(flatten)]
        project: ProjectFolder,
    },
    /// Print a codebook of another program (FILE.qdc) as a codebook.toml
    Import {
        /// The file to read
        file: PathBuf,
    },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum CandidateFormat {
    /// To read
    Text,
    /// To paste into codebook.toml
    Toml,
}
