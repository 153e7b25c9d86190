//! The command as people run it: its binary, in folders whose names have spaces and letters beyond ASCII.

mod another_wave;
mod codebook;
mod commands;
mod demo;
mod faults;
mod figures;
mod folder;
mod guide;
mod init;
mod manual;
mod other_project;
mod own_words;
mod privacy;
mod releasing;
mod reproducible;
mod review;
mod small;
#[cfg(unix)]
mod suggester;
mod told;
mod trends;
mod verify;
