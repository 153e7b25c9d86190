//! The content of an OpenDocument spreadsheet, or a whole one.
//!
//! An input is the content, and after a line `--` the list of parts.

use canvass::survey::Platform;

/// Reads one input.
pub fn run(bytes: &[u8]) {
    if bytes.starts_with(b"PK") {
        crate::read(crate::fixed_survey(), Some(Platform::WideTable), bytes);
        return;
    }
    let parts = crate::parts(bytes);
    let mut files = vec![("content.xml", parts[0])];
    files.extend(parts.get(1).map(|part| ("META-INF/manifest.xml", *part)));
    let workbook = crate::archive(&files);
    crate::read(crate::fixed_survey(), Some(Platform::WideTable), &workbook);
}
