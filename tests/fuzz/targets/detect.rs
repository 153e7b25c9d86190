#![no_main]
//! Telling what an export is.

use canvass::ingest;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    match ingest::detect(fuzz::FILE, bytes) {
        Ok(detected) => fuzz::located(&detected.diagnostics),
        Err(faults) => fuzz::located(&faults),
    }
});
