use super::coded::read_file;
use super::{Analysis, OutputFile};
use crate::config::Project;
use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::disclosure::{LEDGER_FILE, Ledger};

/// What earlier reports of the project told; nothing when there is no ledger.
pub(super) fn read_ledger(project: &Project) -> Result<Ledger, Diagnostics> {
    let path = project.folder.join(LEDGER_FILE);
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

/// The ledger as it stands once the report of an analysis is out: to be written to the project's folder, after the
/// report's files.
pub fn release_ledger(analysis: &Analysis) -> OutputFile {
    OutputFile {
        name: LEDGER_FILE.to_owned(),
        bytes: analysis.release.ledger.to_json().into_bytes(),
    }
}
