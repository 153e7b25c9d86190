use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

/// Turns a year's questionnaire exports into an honest, accessible impact report.
#[derive(Debug, Parser)]
#[command(name = "canvass", version, arg_required_else_help = true)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Write the example project and run the whole job on it
    Demo {
        /// The folder to write the example to
        #[arg(default_value = "canvass-demo")]
        folder: PathBuf,
    },
    /// Say what was read, and every fault of the project's files, at once
    Check {
        #[command(flatten)]
        project: ProjectFolder,
        /// End with exit status 1 when there is a fault of at least this severity
        #[arg(long, value_name = "SEVERITY")]
        fail_on: Option<FailOn>,
    },
    /// Write the report as HTML and Word files
    Report {
        #[command(flatten)]
        project: ProjectFolder,
        /// The folder for the report's files [default: the folder "out" of the project]
        #[arg(long, value_name = "DIR")]
        out: Option<PathBuf>,
    },
    /// Print the page of a diagnostic, such as "config/unknown-key"
    Explain {
        /// The diagnostic's code; without one, all codes are listed
        code: Option<String>,
    },
}

#[derive(Debug, Args)]
pub(crate) struct ProjectFolder {
    /// The folder of the survey project
    #[arg(long = "project", value_name = "DIR", default_value = ".")]
    pub(crate) folder: PathBuf,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum FailOn {
    /// Warnings
    Warning,
    /// Warnings and notes
    Note,
}
