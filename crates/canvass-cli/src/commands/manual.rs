//! Completions for shells, and manual pages, made of the command's own description.

use std::io;
use std::path::Path;

use canvass::pipeline::{OutputFile, write_all};
use clap::CommandFactory;
use clap_complete::{Shell, generate};
use clap_mangen::Man;

use crate::args::Arguments;
use crate::terminal::{Done, Failure, print};

/// Prints what makes a shell complete the command's words.
pub(crate) fn completions(shell: Shell) -> Result<Done, Failure> {
    let mut script = Vec::new();
    generate(shell, &mut Arguments::command(), "canvass", &mut script);
    print(&String::from_utf8_lossy(&script))?;
    Ok(Done::Clean)
}

/// Writes a manual page for the command and one for each of its commands: `canvass.1`, `canvass-check.1` and so on.
pub(crate) fn pages(folder: &Path) -> Result<Done, Failure> {
    let mut command = Arguments::command();
    command.build();
    let mut files = Vec::new();
    page(command, &mut files)?;
    write_all(folder, &files)?;
    print(&format!(
        "{} pages written to {}\n",
        files.len(),
        folder.display()
    ))?;
    Ok(Done::Clean)
}

fn page(command: clap::Command, files: &mut Vec<OutputFile>) -> io::Result<()> {
    let below: Vec<clap::Command> = command
        .get_subcommands()
        .filter(|below| below.get_name() != "help")
        .cloned()
        .collect();
    let man = Man::new(command);
    let name = man.get_filename();
    let mut bytes = Vec::new();
    man.render(&mut bytes)?;
    files.push(OutputFile { name, bytes });
    below.into_iter().try_for_each(|below| page(below, files))
}
