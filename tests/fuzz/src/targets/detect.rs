//! Telling what an export is.

use canvass::ingest;

/// Reads one input.
pub fn run(bytes: &[u8]) {
    match ingest::detect(crate::FILE, bytes) {
        Ok(detected) => crate::located(&detected.diagnostics),
        Err(faults) => crate::located(&faults),
    }
}
