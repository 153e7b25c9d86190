use std::collections::BTreeSet;

use super::{Diagnostic, Position};

/// Lines of a file with a fault of their own that are told one by one.
const FEW: usize = 3;

/// What to tell of the places at which a text cannot be read, given in their order: each line once. Of more than a few
/// lines only the first, because a bracket or a quotation mark that is not closed makes nonsense of all that follows it.
pub(crate) fn first_faults(found: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let mut lines = BTreeSet::new();
    let mut told = found;
    told.retain(|fault| match fault.place.position {
        Position::Text { line, .. } => lines.insert(line),
        _ => true,
    });
    let others = told.len().saturating_sub(1);
    if others >= FEW {
        told.truncate(1);
        let help = format!(
            "mend this first: {others} other lines cannot be read either, most likely because of it"
        );
        told = told
            .into_iter()
            .map(|fault| fault.help(help.clone()))
            .collect();
    }
    told
}
