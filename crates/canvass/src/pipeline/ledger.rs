use std::path::Path;

use super::coded::read_file;
use super::{Analysis, Error, OutputFile};
use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::disclosure::{LEDGER_FILE, Ledger};

/// What earlier reports of the project told; nothing when there is no ledger.
pub(super) fn read_ledger(folder: &Path) -> Result<Ledger, Diagnostics> {
    let path = folder.join(LEDGER_FILE);
    if !path.exists() {
        return Ok(Ledger::default());
    }
    match read_file(&path, LEDGER_FILE) {
        Ok(bytes) => Ledger::parse(&bytes),
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

/// Releases the report of an analysis: it is no draft from now on. Gives the ledger with everything that it tells, to be
/// written to the project's folder before the report's files leave it.
pub fn mark_released(analysis: &mut Analysis) -> OutputFile {
    analysis.release.is_draft = false;
    file(&analysis.release.ledger)
}

/// Takes the last report of the project in `folder` back that was released, because nobody has it yet. Gives its name and
/// the ledger without what it told, to be written to the project's folder; `None` when no report was released.
///
/// # Errors
/// [`Error::Rejected`] when there is a ledger that cannot be read.
pub fn withdraw(folder: &Path, why: &str) -> Result<Option<(String, OutputFile)>, Error> {
    let mut ledger = read_ledger(folder).map_err(Error::Rejected)?;
    let name = ledger.withdraw(why).map(str::to_owned);
    Ok(name.map(|name| (name, file(&ledger))))
}

fn file(ledger: &Ledger) -> OutputFile {
    OutputFile {
        name: LEDGER_FILE.to_owned(),
        bytes: ledger.to_json().into_bytes(),
    }
}
