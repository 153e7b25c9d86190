//! The record of decisions, and what holds after it.
//!
//! A line's id is the hash of the rest, which no fuzzer finds: the ids of an input are put right first.

use canvass::coding::decisions::{Decided, Record};
use sha2::{Digest, Sha256};

const ID: &str = "\"id\":\"";

/// The line with the id that it should have; as it is if it has no id.
fn put_right(line: &str) -> String {
    let Some(start) = line.find(ID).map(|at| at + ID.len()) else {
        return line.to_owned();
    };
    let (before, rest) = line.split_at(start);
    let after = rest.trim_start_matches(|c: char| c.is_ascii_hexdigit());
    let hash = Sha256::digest(format!("{before}{after}"));
    let id: String = hash
        .iter()
        .take(8)
        .map(|byte| format!("{byte:02x}"))
        .collect();
    format!("{before}{id}{after}")
}

/// Reads one input.
pub fn run(bytes: &[u8]) {
    let right = String::from_utf8_lossy(bytes)
        .split('\n')
        .map(put_right)
        .collect::<Vec<_>>()
        .join("\n");
    let world = crate::world();
    for bytes in [bytes, right.as_bytes()] {
        let read = Record::read(crate::FILE, bytes);
        crate::located(&read.diagnostics);
        let record = read.value;
        let decided = Decided::fold(&record, &world.project.codebook, &[&world.responses]);
        crate::located(&decided.faults(crate::FILE, &world.project.survey, &record));
        let codings = decided.apply(
            world.found.clone(),
            &world.responses,
            &world.project.codebook,
        );
        assert_eq!(codings.answers().len(), world.found.answers().len());
    }
}
