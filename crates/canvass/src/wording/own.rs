//! What a project says in the place of the built-in messages.

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error as _;
use std::sync::Arc;

use minijinja::value::Value;
use minijinja::{Environment, Error, ErrorKind};

use super::catalogue::Catalogue;
use super::{FOLDER, built_in, environment, settings};
use crate::diagnostics::{Code, Diagnostic, Diagnostics, Place, nearest};
use crate::limits::MAX_MESSAGE_STEPS;

/// There is no wording in a language.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("there is no wording in \"{language}\"")]
pub struct NoWording {
    /// The language's tag.
    pub language: String,
    /// The languages that there are.
    pub known: Vec<&'static str>,
    /// The messages that the project has none for, where it has some.
    pub missing: Vec<String>,
}

/// The catalogue for `language` with a project's own messages, and what is wrong with these; `None` where the built-in
/// one of the default language will do.
pub(super) fn read(
    language: &str,
    own: &[(String, String)],
) -> Result<(Option<Catalogue>, Diagnostics), NoWording> {
    let mut faults = Diagnostics::new();
    let mut said = Catalogue::default();
    for (path, text) in own {
        match file(path) {
            Some(name) => said.read(name, path, text, &mut faults),
            None => faults.push(stray(path)),
        }
    }
    let base = built_in::nearest_to(language);
    if own.is_empty() && base == Some(built_in::DEFAULT) {
        return Ok((None, faults));
    }
    let known = built_in::catalogue(built_in::DEFAULT).unwrap_or_default();
    settings::check(&mut said, &known, &mut faults);
    let mut catalogue = match base {
        Some(base) => built_in::catalogue(base).unwrap_or_default(),
        None => {
            let has: BTreeSet<&str> = said.keys().collect();
            let needed = known.keys().filter(|key| !key.starts_with("terms."));
            let missing: Vec<String> = needed
                .filter(|key| !has.contains(key))
                .map(str::to_owned)
                .collect();
            if !missing.is_empty() && !faults.is_empty() {
                // A file that cannot be read is told of, and not every message of it.
                return Ok((None, faults));
            }
            if !missing.is_empty() {
                return Err(NoWording {
                    language: language.to_owned(),
                    known: built_in::languages(),
                    missing: if own.is_empty() { Vec::new() } else { missing },
                });
            }
            Catalogue::default()
        }
    };
    check(&mut said, &known, &mut faults);
    catalogue.extend(said);
    Ok((Some(catalogue), faults))
}

/// The name of a file that the wording has, of its path in the project.
fn file(path: &str) -> Option<&str> {
    let name = path.strip_prefix(FOLDER)?;
    built_in::texts()
        .iter()
        .any(|(known, _)| *known == name)
        .then_some(name)
}

/// That the wording has no such file.
fn stray(path: &str) -> Diagnostic {
    let name = path.rsplit('/').next().unwrap_or(path);
    let names = built_in::texts().iter().map(|(name, _)| *name);
    let help = match nearest(name, names.clone()) {
        Some(meant) => format!("did you mean \"{FOLDER}{meant}\"?"),
        None => format!("the files are: {}", names.collect::<Vec<_>>().join(", ")),
    };
    let message = "the wording has no file of this name";
    Diagnostic::new(Code::WordingUnknown, Place::whole(path), message).help(help)
}

/// Finds what is wrong with the messages `said`, each by itself, and takes those out.
fn check(said: &mut Catalogue, known: &Catalogue, faults: &mut Diagnostics) {
    let mut whole = known.clone();
    whole.extend(said.clone());
    let whole = Arc::new(whole);
    let ours = environment::of(&whole, Some(MAX_MESSAGE_STEPS));
    let theirs = Given::new(known);
    let names: BTreeSet<&str> = known.keys().collect();
    let mut wrong: BTreeSet<String> = BTreeSet::new();
    for key in said.keys() {
        // A language may give a term as many forms as it needs.
        if key.starts_with("terms.") {
            continue;
        }
        let mut fault = |code, message: String, help: Option<String>| {
            let fault = Diagnostic::new(code, said.place(key), message);
            faults.push(match help {
                Some(help) => fault.help(help),
                None => fault,
            });
            wrong.insert(key.to_owned());
        };
        if !names.contains(key) {
            let meant = nearest(key, names.iter().copied());
            let help = meant.map(|meant| format!("did you mean \"{meant}\"?"));
            let message = format!("there is no message \"{key}\"");
            fault(Code::WordingUnknown, message, help);
            continue;
        }
        if said.message(key).is_none() {
            continue;
        }
        if let Err(error) = ours.get_template(key) {
            fault(Code::WordingBroken, message(key, &error), None);
            continue;
        }
        let values = theirs.values(key);
        let unknown: Vec<String> = used(&ours, key)
            .into_iter()
            .filter(|name| !values.contains(name))
            .collect();
        if !unknown.is_empty() {
            let there: Vec<&str> = values.iter().map(String::as_str).collect();
            let message = format!(
                "the message \"{key}\" has no value \"{}\"",
                unknown.join("\", \"")
            );
            let help = if there.is_empty() {
                "it has no values at all".to_owned()
            } else {
                format!("its values are: {}", there.join(", "))
            };
            fault(Code::WordingBroken, message, Some(help));
            continue;
        }
        // The fault of a message that this one takes in is told where that one stands.
        if let Some(error) = tried(&ours, key, &values)
            && at_fault(&whole, key, &error) == key
        {
            fault(Code::WordingBroken, message(key, &error), None);
        }
    }
    said.retain(|key| !wrong.contains(key));
}

/// What is wrong with a message, in words.
pub(super) fn message(key: &str, error: &Error) -> String {
    let error = root(error);
    let what = match (error.kind(), error.detail()) {
        (ErrorKind::OutOfFuel, _) => {
            "it takes more steps than any message needs, as where a loop or a text grows without end"
                .to_owned()
        }
        (_, Some(detail)) => detail.to_owned(),
        (kind, None) => kind.to_string(),
    };
    format!("the message \"{key}\" cannot be filled in: {what}")
}

/// The fault, and those within it of messages that one takes in, the innermost last.
fn chain(error: &Error) -> impl Iterator<Item = &Error> {
    std::iter::successors(Some(error), |&outer| {
        outer.source()?.downcast_ref::<Error>()
    })
}

/// The fault of a message that another one takes in.
fn root(error: &Error) -> &Error {
    chain(error).last().unwrap_or(error)
}

/// The message that has to be mended when `key` cannot be filled in: the innermost of the project's own among those
/// that take each other in.
pub(super) fn at_fault<'e>(catalogue: &Catalogue, key: &'e str, error: &'e Error) -> &'e str {
    let own = chain(error).filter_map(Error::name);
    own.filter(|name| catalogue.is_own(name))
        .last()
        .unwrap_or(key)
}

/// The messages that a message takes in by `{% include "..." %}`.
fn included(text: &str) -> impl Iterator<Item = &str> {
    text.split("{% include \"")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
}

/// The values that a message asks for, and those of the messages in it.
fn used(environment: &Environment<'_>, key: &str) -> BTreeSet<String> {
    let (mut names, mut seen) = (BTreeSet::new(), BTreeSet::new());
    let mut all_set = BTreeSet::new();
    let mut left = vec![key.to_owned()];
    while let Some(key) = left.pop() {
        if !seen.insert(key.clone()) {
            continue;
        }
        if let Ok(message) = environment.get_template(&key) {
            names.extend(message.undeclared_variables(false));
            all_set.extend(set(message.source()).into_iter().map(str::to_owned));
            left.extend(included(message.source()).map(str::to_owned));
        }
    }
    names.retain(|name| !all_set.contains(name));
    names
}

/// The values that a message sets itself, by `{% set name = ... %}`.
fn set(text: &str) -> BTreeSet<&str> {
    text.split("{% set ")
        .skip(1)
        .filter_map(|rest| rest.split_whitespace().next())
        .collect()
}

/// The built-in messages, for the values that each is given.
pub(super) struct Given {
    known: Environment<'static>,
    /// Values that a message is given beside those that it uses: the words of its comment `{# also: a, b #}`.
    also: BTreeMap<String, Vec<String>>,
}

impl Given {
    pub(super) fn new(known: &Catalogue) -> Self {
        let also = known.messages().filter_map(|(key, text)| {
            let (_, rest) = text.split_once("{# also: ")?;
            let (names, _) = rest.split_once(" #}")?;
            let names = names.split(", ").map(str::to_owned).collect();
            Some((key.to_owned(), names))
        });
        Given {
            also: also.collect(),
            known: environment::of(&Arc::new(known.clone()), None),
        }
    }

    /// The values that a message asks for.
    pub(super) fn used(&self, key: &str) -> BTreeSet<String> {
        used(&self.known, key)
    }

    /// Everything that a message is given.
    pub(super) fn values(&self, key: &str) -> BTreeSet<String> {
        let mut names = self.used(key);
        names.extend(self.also.get(key).into_iter().flatten().cloned());
        names
    }
}

/// What shows of a message only when it is filled in, as far as some trials tell: filters and messages that are not there,
/// loops that hardly end.
fn tried(environment: &Environment<'_>, key: &str, values: &BTreeSet<String>) -> Option<Error> {
    let message = environment.get_template(key).ok()?;
    let trials = [
        Value::from(0),
        Value::from(1),
        Value::from(2),
        Value::from(5),
        Value::from(true),
        Value::from(false),
        Value::from("x"),
        Value::from(vec!["x", "y"]),
    ];
    trials.iter().find_map(|value| {
        let values: BTreeMap<&str, Value> = values
            .iter()
            .map(|name| (name.as_str(), value.clone()))
            .collect();
        let failed = message.render(Value::from(values)).err()?;
        matches!(
            root(&failed).kind(),
            ErrorKind::UnknownFilter
                | ErrorKind::UnknownFunction
                | ErrorKind::UnknownTest
                | ErrorKind::UnknownMethod
                | ErrorKind::TemplateNotFound
                | ErrorKind::OutOfFuel
        )
        .then_some(failed)
    })
}
