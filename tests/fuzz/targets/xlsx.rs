#![no_main]
//! The parts of an Excel workbook, or a whole one.
//!
//! An input is the worksheet, and after lines `--` the shared strings, the styles and the list of sheets.

use canvass::survey::Platform;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let workbook = if bytes.starts_with(b"PK") {
        bytes.to_vec()
    } else {
        fuzz::worksheet(&fuzz::parts(bytes))
    };
    fuzz::read(fuzz::fixed_survey(), Some(Platform::WideTable), &workbook);
});
