//! What stands in one column: its different cells and how often each occurs, within bounds.

use std::collections::HashMap;

use crate::ingest::key::{is_blank, key};
use crate::ingest::platform::Conventions;
use crate::ingest::reader::{is_missing, is_unanswered};
use crate::limits::{MAX_REMEMBERED, MAX_REMEMBERED_BYTES};

/// Bytes of cells that are kept in mind for a whole table.
const MAX_BYTES: usize = 64 << 20;

/// A cell and how often it occurs.
pub(super) struct Value {
    /// The cell without blanks around it.
    pub(super) text: String,
    pub(super) count: u64,
    /// Whether it says that a closed question was not answered.
    pub(super) missing: bool,
}

/// Cells that say the same, whatever their case and typography.
#[derive(Clone)]
pub(super) struct Form {
    /// The way of writing it that occurs most.
    pub(super) label: String,
    pub(super) key: String,
    pub(super) count: u64,
    /// In how many ways it is written.
    pub(super) variants: usize,
}

/// What stands in one column.
#[derive(Default)]
pub(super) struct Profile {
    /// Cells that hold anything.
    pub(super) filled: u64,
    /// Cells that say that a closed question was not answered.
    pub(super) missing: u64,
    /// Different cells in the order in which they first occur.
    pub(super) values: Vec<Value>,
    /// Filled cells that were too long or too many to be kept.
    pub(super) unkept: u64,
}

impl Profile {
    /// Cells that answer a closed question.
    pub(super) fn answered(&self) -> u64 {
        self.filled - self.missing
    }

    /// The cells that answer a closed question.
    pub(super) fn given(&self) -> impl Iterator<Item = &Value> + Clone {
        self.values.iter().filter(|value| !value.missing)
    }

    /// Whether every kept cell that answers is of some kind; false where there is none.
    pub(super) fn all(&self, mut is: impl FnMut(&str) -> bool) -> bool {
        self.unkept == 0 && self.answered() > 0 && self.given().all(|value| is(&value.text))
    }

    /// The share of cells that are of some kind.
    pub(super) fn share(&self, mut is: impl FnMut(&str) -> bool) -> f64 {
        let of_kind: u64 = self
            .given()
            .filter(|value| is(&value.text))
            .map(|value| value.count)
            .sum();
        of_kind as f64 / self.answered().max(1) as f64
    }

    /// The cells put together by what they say, in the order in which they first occur.
    pub(super) fn forms(&self) -> Vec<Form> {
        let mut forms: Vec<(Form, u64)> = Vec::new();
        let mut index: HashMap<String, usize> = HashMap::new();
        for value in self.given() {
            let key = key(&value.text);
            match index.get(&key) {
                Some(at) => {
                    let (form, most) = &mut forms[*at];
                    form.count += value.count;
                    form.variants += 1;
                    if value.count > *most {
                        *most = value.count;
                        form.label.clone_from(&value.text);
                    }
                }
                None => {
                    index.insert(key.clone(), forms.len());
                    let form = Form {
                        label: value.text.clone(),
                        key,
                        count: value.count,
                        variants: 1,
                    };
                    forms.push((form, value.count));
                }
            }
        }
        forms.into_iter().map(|(form, _)| form).collect()
    }
}

/// Builds the profiles of all columns, cell by cell.
pub(super) struct Profiler {
    conventions: Conventions,
    profiles: Vec<(Profile, HashMap<String, usize>)>,
    bytes: usize,
}

impl Profiler {
    pub(super) fn new(columns: usize, conventions: Conventions) -> Self {
        Profiler {
            conventions,
            profiles: (0..columns).map(|_| Default::default()).collect(),
            bytes: 0,
        }
    }

    pub(super) fn note(&mut self, column: usize, cell: &str) {
        if is_blank(cell) || is_unanswered(cell, self.conventions) {
            return;
        }
        let Some((profile, index)) = self.profiles.get_mut(column) else {
            return;
        };
        profile.filled += 1;
        let text = cell.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
        if let Some(at) = index.get(text) {
            let value = &mut profile.values[*at];
            value.count += 1;
            profile.missing += u64::from(value.missing);
            return;
        }
        let kept = text.len() <= MAX_REMEMBERED_BYTES
            && profile.values.len() < MAX_REMEMBERED
            && self.bytes + text.len() <= MAX_BYTES;
        if !kept {
            profile.unkept += 1;
            return;
        }
        self.bytes += text.len();
        let missing = is_missing(cell, self.conventions);
        profile.missing += u64::from(missing);
        index.insert(text.to_owned(), profile.values.len());
        profile.values.push(Value {
            text: text.to_owned(),
            count: 1,
            missing,
        });
    }

    pub(super) fn finish(self) -> Vec<Profile> {
        self.profiles
            .into_iter()
            .map(|(profile, _)| profile)
            .collect()
    }
}
