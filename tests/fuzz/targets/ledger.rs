#![no_main]
//! The release ledger, read and written.

use canvass::disclosure::Ledger;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(ledger) = Ledger::parse(bytes) {
        let written = ledger.to_json();
        let again = Ledger::parse(written.as_bytes()).expect("what was written can be read");
        assert_eq!(again, ledger);
        assert_eq!(again.to_json(), written);
    }
});
