#![no_main]
//! Every platform's reader on any input: a project can name the wrong one.

use canvass::survey::Platform;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let own = fuzz::own_survey(bytes);
    let survey = own.as_ref().unwrap_or(fuzz::fixed_survey());
    for platform in Platform::ALL {
        fuzz::read(survey, Some(*platform), bytes);
    }
});
