//! The release ledger, read and written.

use canvass::disclosure::Ledger;

/// Reads one input.
pub fn run(bytes: &[u8]) {
    if let Ok(ledger) = Ledger::parse(bytes) {
        let written = ledger.to_json();
        let again = Ledger::parse(written.as_bytes()).expect("what was written can be read");
        assert_eq!(again, ledger);
        assert_eq!(again.to_json(), written);
    }
}
