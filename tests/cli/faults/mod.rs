//! What goes wrong: in the user's files, on the disk, and when the command is stopped or runs twice.

mod disk;
mod files;
mod killed;
mod meanwhile;
