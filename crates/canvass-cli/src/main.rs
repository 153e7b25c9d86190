//! The `canvass` command: arguments, terminal output, exit status. All else is in the library.

mod agreement;
mod args;
mod commands;
mod example;
mod figures;
mod held_back;
mod input;
mod suggester;
mod terminal;

use std::process::ExitCode;

use clap::Parser;

fn main() -> ExitCode {
    let outcome = match args::Arguments::try_parse() {
        Ok(arguments) => commands::run(&arguments),
        // Help and the version are results like others.
        Err(asked) if !asked.use_stderr() => terminal::show(&asked),
        Err(wrong) => wrong.exit(),
    };
    terminal::finish(outcome)
}
