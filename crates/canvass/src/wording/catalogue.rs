use std::collections::BTreeMap;
use std::sync::Arc;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::layout::on_one_line;
use crate::diagnostics::{Code, Diagnostic, Diagnostics, Place, Position};

/// The messages and settings of a language, by their keys: `describe.bars.lead` is `lead` under `[bars]` of
/// `describe.toml`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Catalogue {
    messages: BTreeMap<String, Message>,
    lists: BTreeMap<String, Vec<String>>,
}

/// A message, and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Message {
    pub(super) text: String,
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
        let (table, errors) = DeTable::parse_recoverable(text);
        let is_whole = errors.is_empty();
        for error in errors {
            let at = error.span().map_or(0, |span| span.start);
            let place = Place::in_text(path, text, at);
            faults.push(Diagnostic::new(Code::ConfigSyntax, place, error.message()));
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
                    let message = file.message(on_one_line(text), value);
                    self.messages.insert(key, message);
                }
                DeValue::Array(items) => {
                    let texts = items.iter().map(|item| match item.get_ref() {
                        DeValue::String(text) => Some(text.clone().into_owned()),
                        _ => None,
                    });
                    match texts.collect() {
                        Some(texts) => {
                            self.lists.insert(key, texts);
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
        self.lists.get(key).map_or(&[], Vec::as_slice)
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

    /// Where a message stands; `line` counts within it, from 1.
    pub(super) fn place(&self, key: &str, line: Option<usize>) -> Place {
        match self.messages.get(key) {
            None => Place::whole(key),
            Some(message) => Place {
                file: message.file.to_string(),
                position: Position::Text {
                    line: message.line + line.map_or(0, |line| line.saturating_sub(1) as u64),
                    column: 1,
                },
            },
        }
    }
}

/// A file that is being read.
struct File<'i, 'f> {
    path: Arc<str>,
    text: &'i str,
    faults: &'f mut Diagnostics,
}

impl File<'_, '_> {
    fn message(&self, text: String, value: &Spanned<DeValue<'_>>) -> Message {
        let before = self.text.get(..value.span().start).unwrap_or_default();
        Message {
            text,
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
