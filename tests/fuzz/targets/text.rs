#![no_main]
//! Bytes as they come, read for the platform that they show.

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    fuzz::read(fuzz::fixed_survey(), None, bytes);
    if let Some(survey) = fuzz::own_survey(bytes) {
        fuzz::read(&survey, None, bytes);
    }
});
