//! A codebook of another program, and the file that is made of it.

use canvass::codebook::{codebook_file, read_codebook_file};
use canvass::config::parse_codebook;

/// Reads one input.
pub fn run(bytes: &[u8]) {
    let imported = match read_codebook_file(crate::FILE, bytes) {
        Ok(read) => read.value,
        Err(faults) => return crate::located(&faults),
    };
    // What it becomes is a codebook, and both ways of writing it can be read again.
    if let Err(faults) = parse_codebook("codebook.toml", &imported.to_toml()) {
        panic!("the codebook made of it has faults: {faults}");
    }
    let written = codebook_file(&imported.codebook);
    let again = read_codebook_file(crate::FILE, written.as_bytes());
    assert!(again.is_ok(), "what was written cannot be read");
}
