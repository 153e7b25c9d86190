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
    let arguments = args::Arguments::parse();
    let outcome = commands::run(&arguments);
    terminal::finish(outcome)
}
