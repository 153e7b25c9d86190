use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::keys::Keys;
use super::source::{Located, Source};
use super::value::{FromToml, Unfit, rewritten, type_name};
use crate::diagnostics::{Code, nearest};

const LIST: &str = "a list in square brackets";

/// Reads one table of a TOML file. Every fault is recorded with its place and reading goes on, so that one run
/// finds them all; a value that cannot be taken is `None`.
#[derive(Clone, Copy)]
pub(super) struct TableReader<'r, 'i> {
    pub(super) source: &'r Source<'i>,
    pub(super) at: usize,
    table: &'r DeTable<'i>,
    keys: &'static Keys,
}

impl<'r, 'i> TableReader<'r, 'i> {
    /// Starts to read the file itself. If it is broken, keys may have got here from a table whose heading could
    /// not be read, and an unknown one says nothing.
    pub(super) fn root(
        source: &'r Source<'i>,
        table: &'r Spanned<DeTable<'i>>,
        keys: &'static Keys,
    ) -> Self {
        let table = table.get_ref();
        if source.is_whole() {
            return TableReader::new(source, table, 0, keys);
        }
        TableReader {
            source,
            at: 0,
            table,
            keys,
        }
    }

    /// Starts to read; records every key that is not one of `keys`.
    fn new(source: &'r Source<'i>, table: &'r DeTable<'i>, at: usize, keys: &'static Keys) -> Self {
        for (key, _) in table.iter() {
            let known = keys.names.contains(&key.get_ref().as_ref());
            if !known {
                source.fault_with_help(
                    Code::ConfigUnknownKey,
                    key.span().start,
                    format!("unknown key \"{}\" in {}", key.get_ref(), keys.table),
                    match nearest(key.get_ref(), keys.names.iter().copied()) {
                        Some(meant) => format!("did you mean \"{meant}\"?"),
                        None => format!("the keys are: {}", keys.names.join(", ")),
                    },
                );
            }
        }
        TableReader {
            source,
            at,
            table,
            keys,
        }
    }

    fn entry(&self, key: &str) -> Option<(usize, &'r Spanned<DeValue<'i>>)> {
        debug_assert!(self.keys.names.contains(&key), "{key} is not declared");
        let (name, value) = self.table.get_key_value(key)?;
        Some((name.span().start, value))
    }

    /// The value of a key as it stands.
    pub(super) fn value(&self, key: &str) -> Option<&'r Spanned<DeValue<'i>>> {
        self.entry(key).map(|(_, value)| value)
    }

    /// Whether the key is there at all.
    pub(super) fn has(&self, key: &str) -> bool {
        self.entry(key).is_some()
    }

    /// The byte at which the key stands, or the table if the key is missing.
    pub(super) fn key_at(&self, key: &str) -> usize {
        self.entry(key).map_or(self.at, |(at, _)| at)
    }

    /// Records that a key which must be there is not.
    pub(super) fn missing(&self, key: &str) {
        let message = format!("{} needs \"{key}\"", self.keys.table);
        self.source.fault(Code::ConfigMissingKey, self.at, message);
    }

    pub(super) fn optional<T: FromToml>(&self, key: &str) -> Option<Located<T>> {
        let (_, value) = self.entry(key)?;
        read(self.source, key, value)
    }

    pub(super) fn required<T: FromToml>(&self, key: &str) -> Option<Located<T>> {
        if !self.has(key) {
            self.missing(key);
        }
        self.optional(key)
    }

    /// A whole number that must not be below `least`.
    pub(super) fn at_least(&self, key: &str, least: u64) -> Option<Located<u64>> {
        let number = self.optional::<u64>(key)?;
        if number.value < least {
            let message = format!("\"{key}\" must be at least {least}");
            self.source
                .fault(Code::ConfigInvalidValue, number.at, message);
            return None;
        }
        Some(number)
    }

    /// A number that has a least and a greatest value.
    pub(super) fn between(&self, key: &str, least: u64, most: u64) -> Option<Located<u64>> {
        let number = self.at_least(key, least)?;
        if number.value > most {
            let message = format!("\"{key}\" must be at most {most}");
            self.source
                .fault(Code::ConfigInvalidValue, number.at, message);
            return None;
        }
        Some(number)
    }

    /// One of a fixed set of values, each of which has a name.
    pub(super) fn choice<T: Copy>(
        &self,
        key: &str,
        all: &[T],
        name: impl Fn(T) -> &'static str,
    ) -> Option<Located<T>> {
        let given = self.optional::<String>(key)?;
        if let Some(value) = all.iter().copied().find(|v| name(*v) == given.value) {
            return Some(Located {
                value,
                at: given.at,
            });
        }
        let names: Vec<&str> = all.iter().copied().map(name).collect();
        self.source.fault_with_help(
            Code::ConfigUnknownValue,
            given.at,
            format!("unknown {key} \"{}\"", given.value),
            match nearest(&given.value, names.iter().copied()) {
                Some(meant) => format!("did you mean \"{meant}\"?"),
                None => format!("it is one of: {}", names.join(", ")),
            },
        );
        None
    }

    /// The values of a list; those that cannot be taken are left out. `None` if there is no such key.
    pub(super) fn list<T: FromToml>(&self, key: &str) -> Option<Vec<Located<T>>> {
        let (_, value) = self.entry(key)?;
        let Some(items) = value.get_ref().as_array() else {
            wrong_type(self.source, key, value, LIST);
            return Some(Vec::new());
        };
        Some(
            items
                .iter()
                .filter_map(|item| read(self.source, key, item))
                .collect(),
        )
    }

    /// The values of a list that must be there and have something in it.
    pub(super) fn required_list<T: FromToml>(&self, key: &str) -> Vec<Located<T>> {
        match self.value(key).map(Spanned::get_ref) {
            None => self.missing(key),
            Some(DeValue::Array(items)) if items.is_empty() => {
                let message = format!("\"{key}\" must not be empty");
                let at = self.key_at(key);
                self.source.fault(Code::ConfigInvalidValue, at, message);
            }
            Some(_) => {}
        }
        self.list(key).unwrap_or_default()
    }

    /// The items of a list that may be of several types.
    pub(super) fn items(&self, key: &str) -> &'r [Spanned<DeValue<'i>>] {
        let Some((_, value)) = self.entry(key) else {
            return &[];
        };
        match value.get_ref() {
            DeValue::Array(items) => items.as_ref(),
            _ => {
                wrong_type(self.source, key, value, LIST);
                &[]
            }
        }
    }

    /// A table within this one.
    pub(super) fn table(&self, key: &str, keys: &'static Keys) -> Option<TableReader<'r, 'i>> {
        let (_, value) = self.entry(key)?;
        self.as_table(key, value, keys)
    }

    /// The tables of a list of tables, in the order of the file.
    pub(super) fn tables(&self, key: &str, keys: &'static Keys) -> Vec<TableReader<'r, 'i>> {
        let Some((at, value)) = self.entry(key) else {
            return Vec::new();
        };
        let DeValue::Array(items) = value.get_ref() else {
            if keys.table.starts_with('[') {
                self.source.fault_with_help(
                    Code::ConfigWrongType,
                    at,
                    format!("\"{key}\" is a list of tables"),
                    format!("write {}", keys.table),
                );
            } else {
                wrong_type(self.source, key, value, LIST);
            }
            return Vec::new();
        };
        items
            .iter()
            .filter_map(|item| self.as_table(key, item, keys))
            .collect()
    }

    /// The same, and no more than `most` of them; records that there are more.
    pub(super) fn tables_up_to(
        &self,
        key: &str,
        keys: &'static Keys,
        most: usize,
    ) -> Vec<TableReader<'r, 'i>> {
        let mut tables = self.tables(key, keys);
        if let Some(beyond) = tables.get(most) {
            let message = format!("there are more than {most} tables {} here", keys.table);
            self.source.fault(Code::ConfigTooLarge, beyond.at, message);
            tables.truncate(most);
        }
        tables
    }

    /// The entries of a table whose keys are names of the user's own, in the order of the file.
    pub(super) fn entries(&self, key: &str) -> Vec<Entry<'r, 'i>> {
        let Some((_, value)) = self.entry(key) else {
            return Vec::new();
        };
        let DeValue::Table(table) = value.get_ref() else {
            wrong_type(self.source, key, value, "a table");
            return Vec::new();
        };
        let mut entries: Vec<_> = table
            .iter()
            .map(|(name, value)| Entry {
                name: Located {
                    value: name.get_ref().as_ref(),
                    at: name.span().start,
                },
                value,
            })
            .collect();
        entries.sort_by_key(|entry| entry.name.at);
        entries
    }

    /// Reads `value`, which belongs to `key`, as a table.
    pub(super) fn as_table(
        &self,
        key: &str,
        value: &'r Spanned<DeValue<'i>>,
        keys: &'static Keys,
    ) -> Option<TableReader<'r, 'i>> {
        match value.get_ref() {
            DeValue::Table(table) => {
                let at = value.span().start;
                Some(TableReader::new(self.source, table, at, keys))
            }
            _ => {
                wrong_type(self.source, key, value, "a table");
                None
            }
        }
    }
}

/// An entry of a table whose keys are names of the user's own.
pub(super) struct Entry<'r, 'i> {
    pub(super) name: Located<&'r str>,
    pub(super) value: &'r Spanned<DeValue<'i>>,
}

/// Reads `value`, which belongs to `key`, or records why it cannot be taken.
pub(super) fn read<T: FromToml>(
    source: &Source<'_>,
    key: &str,
    value: &Spanned<DeValue<'_>>,
) -> Option<Located<T>> {
    let at = value.span().start;
    match T::from_toml(value.get_ref()) {
        Ok(value) => Some(Located { value, at }),
        Err(Unfit::Type) => {
            wrong_type(source, key, value, T::TAKES);
            None
        }
        Err(Unfit::Value(why)) => {
            source.fault(Code::ConfigInvalidValue, at, format!("\"{key}\" {why}"));
            None
        }
    }
}

fn wrong_type(source: &Source<'_>, key: &str, value: &Spanned<DeValue<'_>>, takes: &str) {
    let at = value.span().start;
    let given = type_name(value.get_ref());
    let message = format!("\"{key}\" takes {takes}, not {given}");
    match rewritten(takes, value.get_ref()) {
        Some(help) => source.fault_with_help(Code::ConfigWrongType, at, message, help),
        None => source.fault(Code::ConfigWrongType, at, message),
    }
}
