#![no_main]
//! Finding out what an unknown export holds, and what a data dictionary says.

use canvass::ingest;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    match ingest::inspect(fuzz::FILE, bytes, None) {
        Ok(seen) => fuzz::located(&seen.diagnostics),
        Err(faults) => fuzz::located(&faults),
    }
    let _ = ingest::dictionary(fuzz::FILE, bytes);
});
