//! The parts of an Excel workbook, or a whole one.
//!
//! An input is the worksheet, and after lines `--` the shared strings, the styles and the list of sheets.

use canvass::survey::Platform;

/// Reads one input.
pub fn run(bytes: &[u8]) {
    let workbook = if bytes.starts_with(b"PK") {
        bytes.to_vec()
    } else {
        crate::worksheet(&crate::parts(bytes))
    };
    crate::read(crate::fixed_survey(), Some(Platform::WideTable), &workbook);
}
