pub(crate) mod agreement;
mod check;
mod code;
pub(crate) mod codebook;
pub(crate) mod compare;
mod demo;
mod explain;
mod init;
mod manual;
mod report;
mod review;
mod schema;
pub(crate) mod tables;
mod verify;
mod watch;

use crate::args::{Arguments, Command, Review};
use crate::terminal::{Done, Failure};

/// Runs the command that was asked for.
pub(crate) fn run(arguments: &Arguments) -> Result<Done, Failure> {
    match &arguments.command {
        Command::Demo { folder } => demo::run(folder),
        Command::Init { exports, to, sheet } => init::run(exports, to, sheet.as_deref()),
        Command::Check { project, fail_on } => check::run(&project.folder, *fail_on),
        Command::Code(asked) => code::run(asked),
        Command::Review {
            what: Review::Import(asked),
        } => review::run(asked),
        Command::Agreement(asked) => agreement::run(asked),
        Command::Tables(figures) => tables::run(figures),
        Command::Compare(figures) => compare::run(figures),
        Command::Report(asked) => report::run(asked),
        Command::Verify(asked) => verify::run(asked),
        Command::Codebook(command) => codebook::run(command),
        Command::Explain { code } => explain::run(code.as_deref()),
        Command::Schema { name } => schema::run(name.as_deref()),
        Command::Completions { shell } => manual::completions(*shell),
        Command::Man { folder } => manual::pages(folder),
    }
}
