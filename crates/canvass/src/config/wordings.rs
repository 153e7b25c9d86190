use std::collections::BTreeMap;

use super::keys::Keys;
use super::known::Known;
use super::reader::TableReader;
use super::source::Located;
use crate::diagnostics::Code;
use crate::survey::{Continuity, WaveId, plain_wording};

/// Which waves have a question or an option, and the words it has in each.
pub(super) struct Series<'r, 'i> {
    /// The table of the question or option.
    pub(super) reader: TableReader<'r, 'i>,
    /// How messages name it, such as `question "helped"`.
    pub(super) what: String,
    /// The key of the words that hold in every wave without its own.
    pub(super) key: &'static str,
    /// The key of what the export has in the place of these words.
    pub(super) export_key: &'static str,
    /// How messages name these words, such as "wording".
    pub(super) noun: &'static str,
    /// Whether words for every wave must be there in any case, so that their lack is on record already.
    pub(super) all_have_words: bool,
    /// The keys of the table of one wave.
    pub(super) keys: &'static Keys,
    /// What is written for a change, with the wave's id in place of `ID`.
    pub(super) written: &'static str,
}

const CHANGES: &[Continuity] = &[
    Continuity::Same,
    Continuity::Minor,
    Continuity::Reworded,
    Continuity::Unconfirmed,
];

fn change_name(change: Continuity) -> &'static str {
    match change {
        Continuity::Same => "same",
        Continuity::Minor => "minor",
        Continuity::Reworded => "reworded",
        Continuity::Unconfirmed => "unconfirmed",
    }
}

#[derive(Default)]
struct Stated {
    words: Option<Located<String>>,
    in_export: Option<Located<String>>,
    change: Option<Located<Continuity>>,
}

/// The words of one wave.
#[derive(Debug, Clone)]
pub(super) struct Words {
    pub(super) text: String,
    /// The words as they are compared.
    pub(super) plain: String,
    /// What the export has in their place.
    pub(super) in_export: Option<String>,
    pub(super) at: usize,
    pub(super) continuity: Continuity,
}

impl Series<'_, '_> {
    /// The waves that `waves` lists, in order of time; all of `possible` if there is no such key or nothing in
    /// it can be used.
    /// `outside` says what it means to be known and not possible.
    pub(super) fn waves(&self, possible: &[WaveId], known: &Known, outside: &str) -> Vec<WaveId> {
        let source = self.reader.source;
        let Some(listed) = self.reader.list::<WaveId>("waves") else {
            return possible.to_vec();
        };
        let written = self
            .reader
            .value("waves")
            .and_then(|value| value.get_ref().as_array());
        if written.is_some_and(|waves| waves.is_empty()) {
            let message = format!("{} is in no wave", self.what);
            source.fault(
                Code::ConfigInvalidValue,
                self.reader.key_at("waves"),
                message,
            );
        }
        let mut taken: Vec<&WaveId> = Vec::new();
        for wave in &listed {
            if !known.check(source, wave) {
                continue;
            }
            if taken.contains(&&wave.value) {
                let message = format!("wave \"{}\" is listed twice", wave.value);
                source.fault(Code::ConfigDuplicate, wave.at, message);
            } else if !possible.contains(&wave.value) {
                let message = format!("wave \"{}\" {outside}", wave.value);
                source.fault(Code::ConfigInvalidValue, wave.at, message);
            }
            taken.push(&wave.value);
        }
        let mut waves = possible.to_vec();
        waves.retain(|wave| taken.contains(&wave));
        if waves.is_empty() {
            return possible.to_vec();
        }
        waves
    }

    /// The words in each of `waves`, which are in order of time. Every change of words must be stated.
    pub(super) fn words(
        &self,
        default: Option<&Located<String>>,
        waves: &[WaveId],
        known: &Known,
    ) -> BTreeMap<WaveId, Words> {
        let stated = self.stated(waves, known);
        if stated.values().all(|stated| stated.words.is_none())
            && default.is_none()
            && !self.all_have_words
            && !self.reader.has(self.key)
        {
            self.reader.missing(self.key);
            return BTreeMap::new();
        }
        let in_every_export = self.reader.optional::<String>(self.export_key);
        let mut words = BTreeMap::new();
        let mut before: Option<(&WaveId, &Located<String>, String)> = None;
        for wave in waves {
            let here = stated.get(wave);
            let own = here.and_then(|here| here.words.as_ref());
            let Some(text) = own.or(default) else {
                self.no_words(wave);
                continue;
            };
            let change = here.and_then(|here| here.change.as_ref());
            let plain = plain_wording(&text.value);
            let continuity = match &before {
                None => {
                    self.check_first(wave, change);
                    Continuity::Same
                }
                Some((earlier, old, old_plain)) => {
                    // The place of the words that differ from the others: those of one wave alone, if there are.
                    let at = own.map_or(old.at, |own| own.at);
                    let same = *old_plain == plain;
                    self.continuity(same, change, (earlier, wave), at)
                }
            };
            words.insert(
                wave.clone(),
                Words {
                    text: text.value.clone(),
                    plain: plain.clone(),
                    in_export: here
                        .and_then(|here| here.in_export.as_ref())
                        .or(in_every_export.as_ref())
                        .map(|in_export| in_export.value.clone()),
                    at: text.at,
                    continuity,
                },
            );
            before = Some((wave, text, plain));
        }
        words
    }

    /// What is stated for single waves.
    fn stated(&self, waves: &[WaveId], known: &Known) -> BTreeMap<WaveId, Stated> {
        let source = self.reader.source;
        let mut stated = BTreeMap::new();
        for entry in self.reader.entries("wave") {
            let table = self
                .reader
                .as_table(entry.name.value, entry.value, self.keys);
            let here = table.map(|table| Stated {
                words: table.optional::<String>(self.key),
                in_export: table.optional::<String>(self.export_key),
                change: table.choice("change", CHANGES, change_name),
            });
            if !known.check(source, &entry.name) {
                continue;
            }
            match waves.iter().find(|wave| wave.as_str() == entry.name.value) {
                Some(wave) => {
                    stated.insert(wave.clone(), here.unwrap_or_default());
                }
                None => source.fault_with_help(
                    Code::ConfigInvalidValue,
                    entry.name.at,
                    format!("{} is not in wave \"{}\"", self.what, entry.name.value),
                    "add the wave to `waves`, or take this out",
                ),
            }
        }
        stated
    }

    fn no_words(&self, wave: &WaveId) {
        let (key, noun, what) = (self.key, self.noun, &self.what);
        if !self.all_have_words && !self.reader.has(key) {
            self.reader.source.fault_with_help(
                Code::ConfigMissingKey,
                self.reader.at,
                format!("{what} has no {noun} for wave \"{wave}\""),
                format!(
                    "give it `{key}` for every wave, or for this one in {}",
                    self.place(wave)
                ),
            );
        }
    }

    /// Where something is said of one wave.
    fn place(&self, wave: &WaveId) -> String {
        self.written.replace("ID", wave.as_str())
    }

    fn check_first(&self, wave: &WaveId, change: Option<&Located<Continuity>>) {
        if let Some(change) = change.filter(|change| change.value != Continuity::Same) {
            self.reader.source.fault_with_help(
                Code::ConfigInvalidValue,
                change.at,
                format!("wave \"{wave}\" is the first with {}: there is nothing before it to differ from", self.what),
                "say it in the later wave, the one whose wording is new",
            );
        }
    }

    fn continuity(
        &self,
        same: bool,
        change: Option<&Located<Continuity>>,
        (earlier, wave): (&WaveId, &WaveId),
        at: usize,
    ) -> Continuity {
        let source = self.reader.source;
        match change {
            None if same => Continuity::Same,
            None => {
                let place = self.place(wave);
                source.fault_with_help(
                    Code::ConfigUnstatedChange,
                    at,
                    format!("the {} of {} differs between waves \"{earlier}\" and \"{wave}\"", self.noun, self.what),
                    format!("say in {place} whether change = \"minor\" (people would understand both alike) or change = \"reworded\""),
                );
                Continuity::Reworded
            }
            Some(change) if change.value == Continuity::Same && !same => {
                source.fault_with_help(
                    Code::ConfigInvalidValue,
                    change.at,
                    format!("the {} is not the same as in wave \"{earlier}\"", self.noun),
                    "a change that people would hardly notice is \"minor\"",
                );
                Continuity::Same
            }
            Some(change) => {
                if change.value == Continuity::Unconfirmed {
                    source.fault(
                        Code::ConfigUnconfirmedChange,
                        change.at,
                        format!(
                            "nobody has confirmed that {} is the same in waves \"{earlier}\" and \"{wave}\"; they are not compared",
                            self.what
                        ),
                    );
                }
                change.value
            }
        }
    }
}
