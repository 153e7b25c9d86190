#![allow(clippy::unwrap_used, reason = "tests")]

use super::*;

/// What an export seems to hold.
fn seen(export: &str) -> Inspection {
    match inspect("export.csv", export.as_bytes(), None) {
        Ok(inspection) => inspection.value,
        Err(faults) => panic!("{faults}"),
    }
}

#[test]
fn a_file_that_no_platform_knows_is_a_wide_table() {
    let seen = seen("Why?,Where?\nbecause of this,North\nno idea,North\nit is nice there,South\n");
    assert_eq!(seen.platform, Platform::WideTable);
    assert_eq!(seen.records, 3);
    assert_eq!(seen.questions.len(), 2);
}
