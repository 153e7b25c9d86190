use std::collections::{BTreeMap, BTreeSet};

use super::source::{Located, Source};
use crate::diagnostics::{Code, nearest};

/// The names of one kind of thing that the project defines, for references to be checked against.
#[derive(Debug)]
pub(super) struct Known {
    what: &'static str,
    names: Vec<String>,
    index: BTreeSet<String>,
    /// Names of what is only there in parts, with the names of the parts.
    groups: BTreeMap<String, Vec<String>>,
    /// Names that are used no more, with what to say of each.
    retired: BTreeMap<String, String>,
    complete: bool,
}

/// More names than this are too many to list in a message.
const LISTED: usize = 12;

impl Known {
    /// `what` is the singular, such as "question".
    pub(super) fn new(what: &'static str, names: impl IntoIterator<Item = impl ToString>) -> Self {
        let names: Vec<String> = names.into_iter().map(|name| name.to_string()).collect();
        Known {
            what,
            index: names.iter().cloned().collect(),
            names,
            groups: BTreeMap::new(),
            retired: BTreeMap::new(),
            complete: true,
        }
    }

    /// Adds what cannot be referred to as a whole, but in its parts: a grid and its rows.
    #[must_use]
    pub(super) fn with_group(
        mut self,
        name: impl ToString,
        parts: impl Iterator<Item = impl ToString>,
    ) -> Self {
        let parts = parts.map(|part| part.to_string()).collect();
        self.groups.insert(name.to_string(), parts);
        self
    }

    /// Adds what is used no more, and what to say of it.
    #[must_use]
    pub(super) fn with_retired(mut self, name: impl ToString, help: String) -> Self {
        self.retired.insert(name.to_string(), help);
        self
    }

    /// Says whether every name could be read. If not, a reference that leads nowhere is not a fault of its own.
    #[must_use]
    pub(super) fn complete(mut self, complete: bool) -> Self {
        self.complete = complete;
        self
    }

    pub(super) fn what(&self) -> &'static str {
        self.what
    }

    pub(super) fn contains(&self, name: &str) -> bool {
        self.index.contains(name)
    }

    /// What is wrong with a reference to `name`, and what to do about it if that is `wanted`; `None` if nothing is
    /// wrong.
    pub(super) fn fault(&self, name: &str, wanted: bool) -> Option<(String, Option<String>)> {
        if !self.complete || self.contains(name) {
            return None;
        }
        let what = self.what;
        if !wanted {
            return Some((format!("unknown {what} \"{name}\""), None));
        }
        if let Some(parts) = self.groups.get(name) {
            let named: Vec<&str> = parts.iter().take(LISTED).map(String::as_str).collect();
            let more = if parts.len() > LISTED { ", ..." } else { "" };
            return Some((
                format!("{what} \"{name}\" is a grid: each of its rows is a {what} of its own"),
                Some(format!(
                    "name the row that is meant: {}{more}",
                    named.join(", ")
                )),
            ));
        }
        if let Some(help) = self.retired.get(name) {
            return Some((
                format!("the {what} \"{name}\" is retired"),
                Some(help.clone()),
            ));
        }
        let names = self.names.iter().map(String::as_str);
        let help = match nearest(name, names) {
            Some(meant) => Some(format!("did you mean \"{meant}\"?")),
            None if self.names.is_empty() => Some(format!("there are no {what}s")),
            None if self.names.len() <= LISTED => {
                Some(format!("the {what}s are: {}", self.names.join(", ")))
            }
            None => None,
        };
        Some((format!("unknown {what} \"{name}\""), help))
    }

    /// Whether a reference leads somewhere; records it if it does not.
    pub(super) fn check<T: ToString>(&self, source: &Source<'_>, reference: &Located<T>) -> bool {
        let name = reference.value.to_string();
        if let Some((message, help)) = self.fault(&name, !source.is_full()) {
            let code = Code::ConfigUnknownReference;
            match help {
                Some(help) => source.fault_with_help(code, reference.at, message, help),
                None => source.fault(code, reference.at, message),
            }
        }
        self.contains(&name)
    }
}
