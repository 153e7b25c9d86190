//! A language for tests: British English with every letter of its own put into another one, so that whatever the
//! program says from anywhere but its catalogue is seen.

use toml::Value;

use super::texts;

/// The tag of the language. It is set aside for private use.
pub(crate) const LANGUAGE: &str = "qps";

/// Every file of the catalogue in that language, as a project would bring them.
pub(crate) fn files() -> Vec<(String, String)> {
    let changed = texts().iter().map(|(name, text)| {
        let mut table: toml::Table = text.parse().unwrap();
        table.iter_mut().for_each(|(_, value)| change(value));
        (
            format!("templates/wording/{name}"),
            toml::to_string(&table).unwrap(),
        )
    });
    changed.collect()
}

/// Every text that a file of settings holds.
#[cfg(feature = "spreadsheets")]
pub(crate) fn texts_of(settings: &str) -> Vec<String> {
    let table: toml::Table = settings.parse().unwrap();
    let mut left: Vec<&Value> = table.iter().map(|(_, value)| value).collect();
    let mut found = Vec::new();
    while let Some(value) = left.pop() {
        match value {
            Value::String(text) => found.push(text.clone()),
            Value::Array(items) => left.extend(items),
            Value::Table(table) => left.extend(table.iter().map(|(_, value)| value)),
            _ => {}
        }
    }
    found
}

fn change(value: &mut Value) {
    match value {
        Value::String(message) => *message = in_other_letters(&super::layout::on_one_line(message)),
        Value::Array(items) => items.iter_mut().for_each(change),
        Value::Table(table) => table.iter_mut().for_each(|(_, value)| change(value)),
        _ => {}
    }
}

/// The message with its own letters, those of quoted words in tags among them, as other ones.
pub(crate) fn in_other_letters(message: &str) -> String {
    let mut said = String::new();
    let mut rest = message;
    while let Some(start) = rest.find(['{']) {
        let (words, tag) = rest.split_at(start);
        said.extend(words.chars().map(other));
        let end = ["}}", "%}", "#}"]
            .iter()
            .filter_map(|end| tag.find(end))
            .min()
            .map_or(tag.len(), |at| at + 2);
        let (tag, after) = tag.split_at(end);
        said.push_str(&in_tag(tag));
        rest = after;
    }
    said.extend(rest.chars().map(other));
    said
}

/// Words that a tag prints, such as `{{ "Base. " | strong }}`.
fn in_tag(tag: &str) -> String {
    let prints = tag.starts_with("{{ \"");
    match tag.split_once('"').zip(tag.split_once("\" |")) {
        Some(((open, _), (quoted, filters))) if prints => {
            let words = quoted.get(open.len() + 1..).unwrap_or_default();
            let words: String = words.chars().map(other).collect();
            format!("{open}\"{words}\" |{filters}")
        }
        _ => tag.to_owned(),
    }
}

/// Another letter for an English one: Cherokee letters have no relation to it.
pub(crate) fn other(letter: char) -> char {
    match letter {
        'a'..='z' => char::from_u32(0x13A0 + (letter as u32 - 'a' as u32)).unwrap_or(letter),
        'A'..='Z' => char::from_u32(0x13C0 + (letter as u32 - 'A' as u32)).unwrap_or(letter),
        _ => letter,
    }
}
