use std::path::Path;

use super::Error;
use super::inputs::read_file;
use super::output::{OutputFile, write_all};
use super::publish::hold;
use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::disclosure::{LEDGER_FILE, Ledger};
use crate::fingerprint::Fingerprint;
use crate::limits::MAX_LEDGER_BYTES;

/// What earlier reports of the project told; nothing when there is no ledger. What was read is noted in `read`.
pub(super) fn read_ledger(
    folder: &Path,
    read: &mut Option<Fingerprint>,
) -> Result<Ledger, Diagnostics> {
    let path = folder.join(LEDGER_FILE);
    if !path.exists() {
        return Ok(Ledger::default());
    }
    match read_file(&path, LEDGER_FILE, MAX_LEDGER_BYTES) {
        Ok((bytes, _)) => {
            *read = Some(Fingerprint::of(&bytes));
            Ledger::parse(&bytes)
        }
        Err(fault) => {
            let mut diagnostics = Diagnostics::new();
            diagnostics.push(Diagnostic {
                code: Code::LedgerUnreadable,
                ..*fault
            });
            Err(diagnostics)
        }
    }
}

/// Takes the last report of the project in `folder` back that was released, because nobody has it yet: later reports are
/// not bound by what it told. Gives its name; `None` when no report was released.
///
/// # Errors
/// [`Error::Rejected`] when there is a ledger that cannot be read, [`Error::Busy`] when another run is writing a report
/// of the project, [`Error::Unwritable`] when the ledger cannot be written.
pub fn withdraw(folder: &Path, why: &str) -> Result<Option<String>, Error> {
    let _held = hold(folder)?;
    let mut ledger = read_ledger(folder, &mut None).map_err(Error::Rejected)?;
    let Some(name) = ledger.withdraw(why).map(str::to_owned) else {
        return Ok(None);
    };
    write_all(folder, &[file(&ledger)])?;
    Ok(Some(name))
}

pub(super) fn file(ledger: &Ledger) -> OutputFile {
    OutputFile {
        name: LEDGER_FILE.to_owned(),
        bytes: ledger.to_json().into_bytes(),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    #[test]
    fn a_ledger_is_read_up_to_the_limit() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(LEDGER_FILE);
        let mut bytes = b"{\"version\": 1, \"tables\": []}".to_vec();
        bytes.resize(MAX_LEDGER_BYTES, b' ');
        std::fs::write(&path, bytes).unwrap();
        assert!(read_ledger(folder.path(), &mut None).unwrap().is_empty());
        let file = std::fs::File::options().append(true).open(&path).unwrap();
        file.set_len(MAX_LEDGER_BYTES as u64 + 1).unwrap();
        assert_eq!(
            read_ledger(folder.path(), &mut None)
                .unwrap_err()
                .to_string(),
            "release-ledger.json: error[ledger/unreadable]: the file is larger than 64 MiB"
        );
    }
}
