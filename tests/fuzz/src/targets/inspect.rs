//! Finding out what an unknown export holds, and what a data dictionary says.

use canvass::ingest;

/// Reads one input.
pub fn run(bytes: &[u8]) {
    match ingest::inspect(crate::FILE, bytes, None) {
        Ok(seen) => crate::located(&seen.diagnostics),
        Err(faults) => crate::located(&faults),
    }
    let _ = ingest::dictionary(crate::FILE, bytes);
}
