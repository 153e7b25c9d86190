//! Names of which each is given once.

use std::collections::{BTreeMap, BTreeSet};

/// The names that are taken.
#[derive(Debug, Default)]
pub(super) struct Names {
    taken: BTreeSet<String>,
    /// The number to try next behind a name that is taken.
    next: BTreeMap<String, usize>,
}

impl Names {
    /// Takes `base`, with `joint` and a number behind it if somebody has it.
    pub(super) fn take(&mut self, base: String, joint: &str) -> String {
        if self.taken.insert(base.clone()) {
            return base;
        }
        let number = self.next.entry(base.clone()).or_insert(2);
        loop {
            let name = format!("{base}{joint}{number}");
            *number += 1;
            if self.taken.insert(name.clone()) {
                return name;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_is_taken_gets_the_first_free_number() {
        let mut names = Names::default();
        let given =
            ["why", "why_2", "why", "why", "how"].map(|base| names.take(base.to_owned(), "_"));
        assert_eq!(given, ["why", "why_2", "why_3", "why_4", "how"]);
    }
}
