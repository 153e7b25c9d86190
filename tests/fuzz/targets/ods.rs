#![no_main]
//! The content of an OpenDocument spreadsheet, or a whole one.
//!
//! An input is the content, and after a line `--` the list of parts.

use canvass::survey::Platform;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if bytes.starts_with(b"PK") {
        fuzz::read(fuzz::fixed_survey(), Some(Platform::WideTable), bytes);
        return;
    }
    let parts = fuzz::parts(bytes);
    let mut files = vec![("content.xml", parts[0])];
    files.extend(parts.get(1).map(|part| ("META-INF/manifest.xml", *part)));
    let workbook = fuzz::archive(&files);
    fuzz::read(fuzz::fixed_survey(), Some(Platform::WideTable), &workbook);
});
