use std::collections::BTreeMap;
use std::sync::Arc;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::FOLDER;
use super::layout::on_one_line;
use crate::diagnostics::{Code, Diagnostic, Diagnostics, Place, Position, first_faults};

/// The messages and settings of a language, by their keys: `describe.bars.lead` is `lead` under `[bars]` of
/// `describe.toml`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Catalogue {
    messages: BTreeMap<String, Message>,
    lists: BTreeMap<String, List>,
}

/// A message, and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Message {
    pub(super) text: String,
    at: At,
}

/// A setting that is a list, and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
struct List {
    texts: Vec<String>,
    at: At,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct At {
    file: Arc<str>,
    line: u64,
}

impl Message {
    /// Whether there is nothing to fill in.
    pub(super) fn is_plain(&self) -> bool {
        !self.text.contains('{')
    }
}

impl Catalogue {
    /// Adds what a file says, in the place of what was there. `name` is the file's own, such as `describe.toml`, and
    /// `path` what faults call it.
    pub(super) fn read(&mut self, name: &str, path: &str, text: &str, faults: &mut Diagnostics) {
        let part = name.strip_suffix(".toml").unwrap_or(name);
        let (table, mut errors) = DeTable::parse_recoverable(text);
        let is_whole = errors.is_empty();
        errors.sort_by_key(|error| error.span().map(|span| span.start));
        let found = errors.iter().map(|error| {
            let at = error.span().map_or(0, |span| span.start);
            let place = Place::in_text(path, text, at);
            Diagnostic::new(Code::ConfigSyntax, place, error.message())
        });
        for fault in first_faults(found.collect()) {
            faults.push(fault);
        }
        let mut file = File {
            path: path.into(),
            text,
            faults,
        };
        if is_whole {
            self.table(part, table.get_ref(), &mut file);
        }
    }

    fn table(&mut self, prefix: &str, table: &DeTable<'_>, file: &mut File<'_, '_>) {
        for (name, value) in table {
            let key = format!("{prefix}.{}", name.get_ref());
            match value.get_ref() {
                DeValue::Table(inner) => self.table(&key, inner, file),
                DeValue::String(text) => {
                    let (text, at) = (on_one_line(text), file.at(value));
                    self.messages.insert(key, Message { text, at });
                }
                DeValue::Array(items) => {
                    let texts = items.iter().map(|item| match item.get_ref() {
                        DeValue::String(text) => Some(text.clone().into_owned()),
                        _ => None,
                    });
                    match texts.collect() {
                        Some(texts) => {
                            let at = file.at(value);
                            self.lists.insert(key, List { texts, at });
                        }
                        None => file.wrong_type(value),
                    }
                }
                _ => file.wrong_type(value),
            }
        }
    }

    pub(super) fn message(&self, key: &str) -> Option<&Message> {
        self.messages.get(key)
    }

    /// The text of a message that is used as it is.
    pub(super) fn text(&self, key: &str) -> &str {
        self.messages.get(key).map_or("", |message| &message.text)
    }

    pub(super) fn list(&self, key: &str) -> &[String] {
        self.lists.get(key).map_or(&[], |list| &list.texts)
    }

    pub(super) fn has_list(&self, key: &str) -> bool {
        self.lists.contains_key(key)
    }

    /// Every key with its text.
    pub(super) fn messages(&self) -> impl Iterator<Item = (&str, &str)> {
        let messages = self.messages.iter();
        messages.map(|(key, message)| (key.as_str(), message.text.as_str()))
    }

    /// The keys of messages and lists.
    pub(super) fn keys(&self) -> impl Iterator<Item = &str> {
        let lists = self.lists.keys().map(String::as_str);
        self.messages.keys().map(String::as_str).chain(lists)
    }

    /// Takes what `other` says in the place of what is here.
    pub(super) fn extend(&mut self, other: Catalogue) {
        self.messages.extend(other.messages);
        self.lists.extend(other.lists);
    }

    /// Takes away what `wanted` does not keep.
    pub(super) fn retain(&mut self, wanted: impl Fn(&str) -> bool) {
        self.messages.retain(|key, _| wanted(key));
        self.lists.retain(|key, _| wanted(key));
    }

    fn at(&self, key: &str) -> Option<&At> {
        let message = self.messages.get(key).map(|message| &message.at);
        message.or_else(|| self.lists.get(key).map(|list| &list.at))
    }

    /// Where a message or list starts.
    pub(super) fn place(&self, key: &str) -> Place {
        match self.at(key) {
            None => Place::whole(key),
            Some(at) => Place {
                file: at.file.to_string(),
                position: Position::Text {
                    line: at.line,
                    column: 1,
                },
            },
        }
    }

    /// Whether a message or list is the project's own, and not built in.
    pub(super) fn is_own(&self, key: &str) -> bool {
        self.at(key).is_some_and(|at| at.file.starts_with(FOLDER))
    }
}

/// A file that is being read.
struct File<'i, 'f> {
    path: Arc<str>,
    text: &'i str,
    faults: &'f mut Diagnostics,
}

impl File<'_, '_> {
    fn at(&self, value: &Spanned<DeValue<'_>>) -> At {
        let before = self.text.get(..value.span().start).unwrap_or_default();
        At {
            file: Arc::clone(&self.path),
            line: before.matches('\n').count() as u64 + 1,
        }
    }

    fn wrong_type(&mut self, value: &Spanned<DeValue<'_>>) {
        let place = Place::in_text(&*self.path, self.text, value.span().start);
        let message = "a message is a text in quotation marks, and a list has nothing but texts";
        let fault = Diagnostic::new(Code::ConfigWrongType, place, message);
        self.faults.push(fault);
    }
}
