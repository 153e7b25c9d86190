use std::collections::HashMap;

use super::key::{key, words};
use crate::survey::{Question, QuestionKind, WaveId};

/// Likeness above which two labels are probably the same one, misspelt (Jaro-Winkler).
const NEAR: f64 = 0.9;

/// The options that a wave offered for one question, found by what an export says.
#[derive(Clone)]
pub(super) struct Labels<'s> {
    /// Option and label, in the question's order.
    offered: Vec<(usize, &'s str)>,
    exact: HashMap<&'s str, usize>,
    /// `None` for a form that two labels share.
    keys: HashMap<String, Option<usize>>,
    words: HashMap<String, Option<usize>>,
    numbers: Vec<(f64, usize)>,
    /// The option for words of the respondent's own.
    other: Option<usize>,
    exclusive: Vec<bool>,
    scale: bool,
}

impl<'s> Labels<'s> {
    pub(super) fn new(question: &'s Question, wave: &WaveId) -> Self {
        let mut labels = Labels {
            offered: Vec::new(),
            exact: HashMap::new(),
            keys: HashMap::new(),
            words: HashMap::new(),
            numbers: Vec::new(),
            other: None,
            exclusive: question.options.iter().map(|o| o.exclusive).collect(),
            scale: question.kind == QuestionKind::Scale,
        };
        for (index, option) in question.options.iter().enumerate() {
            let Some(offered) = option.offered.get(wave) else {
                continue;
            };
            let label = offered.in_export().trim();
            let folded = key(label);
            labels.offered.push((index, label));
            labels.exact.entry(label).or_insert(index);
            claim(&mut labels.words, words(&folded), index);
            let score = option
                .score
                .filter(|_| labels.scale)
                .map(|score| score as f64);
            let leading = leading_number(&folded).filter(|_| labels.scale);
            if let Some(number) = number(&folded).or(leading).or(score) {
                labels.numbers.push((number, index));
            }
            claim(&mut labels.keys, folded, index);
            if option.other {
                labels.other.get_or_insert(index);
            }
        }
        labels
    }

    /// The option that a text names, whatever its spacing, case and typography.
    ///
    /// Numbers are compared as numbers, because data tools write `4.0` for 4; on a scale a number also
    /// names the option with that score.
    pub(super) fn find(&self, text: &str) -> Option<usize> {
        self.find_form(text, true)
    }

    /// The option that a text names with the same punctuation, whatever its spacing, case and typography.
    pub(super) fn find_punctuated(&self, text: &str) -> Option<usize> {
        self.find_form(text, false)
    }

    fn find_form(&self, text: &str, words_will_do: bool) -> Option<usize> {
        let text = text.trim();
        if let Some(index) = self.exact.get(text) {
            return Some(*index);
        }
        let folded = key(text);
        if let Some(found) = self.keys.get(&folded) {
            return *found;
        }
        if let Some(number) = number(&folded) {
            let mut equal = self.numbers.iter().filter(|(n, _)| *n == number);
            return match (equal.next(), equal.next()) {
                (Some((_, index)), None) => Some(*index),
                _ => None,
            };
        }
        let words = words(&folded);
        if words.is_empty() || !words_will_do {
            return None;
        }
        match self.words.get(&words) {
            Some(found) => *found,
            None => self.numbered(&folded),
        }
    }

    /// The point of a scale whose label is the number that a key starts with, as `1 (None at all)` does.
    fn numbered(&self, folded: &str) -> Option<usize> {
        let leading = leading_number(folded).filter(|_| self.scale)?;
        let mut equal = self
            .offered
            .iter()
            .filter(|(_, label)| number(&key(label)) == Some(leading));
        match (equal.next(), equal.next()) {
            (Some((index, _)), None) => Some(*index),
            _ => None,
        }
    }

    /// The option with exactly this label.
    pub(super) fn find_exact(&self, text: &str) -> Option<usize> {
        self.exact.get(text.trim()).copied()
    }

    /// The option for words of the respondent's own, if the wave offered one.
    pub(super) fn other(&self) -> Option<usize> {
        self.other
    }

    /// Words of one's own without the name of their option, where both stand in the place of an answer:
    /// `Other: a carer`.
    pub(super) fn behind_other<'t>(&self, text: &'t str) -> &'t str {
        let Some((name, words)) = text.split_once(':') else {
            return text;
        };
        let names_it = self.other.is_some()
            && (self.find(name) == self.other || key(name) == "other")
            && !words.trim().is_empty();
        if names_it { words.trim() } else { text }
    }

    /// Whether an option excludes the others.
    pub(super) fn is_exclusive(&self, option: usize) -> bool {
        self.exclusive.get(option).copied().unwrap_or(false)
    }

    /// The label most like a text, if it is so like that the text is probably meant to be it.
    pub(super) fn nearest(&self, text: &str) -> Option<&'s str> {
        let folded = key(text);
        self.offered
            .iter()
            .map(|(_, label)| (strsim::jaro_winkler(&folded, &key(label)), *label))
            .filter(|(likeness, _)| *likeness >= NEAR)
            .max_by(|a, b| a.0.total_cmp(&b.0).then_with(|| b.1.cmp(a.1)))
            .map(|(_, label)| label)
    }

    /// The offered options with their labels, in the question's order.
    pub(super) fn offered(&self) -> &[(usize, &'s str)] {
        &self.offered
    }

    /// The highest number of `separators` in one label.
    pub(super) fn most_separators(&self, separators: &[&str]) -> usize {
        self.offered
            .iter()
            .map(|(_, label)| separators.iter().map(|s| label.matches(s).count()).sum())
            .max()
            .unwrap_or(0)
    }
}

/// Enters a form; a form that two options share names neither.
fn claim(forms: &mut HashMap<String, Option<usize>>, form: String, index: usize) {
    forms
        .entry(form)
        .and_modify(|claimed| *claimed = None)
        .or_insert(Some(index));
}

/// The number that words are written behind: `0 - Not at all`, `1 (None at all)`. A range such as `1 - 5` has none.
fn leading_number(key: &str) -> Option<f64> {
    let words = key.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = &key[..key.len() - words.len()];
    let words = words.trim_start();
    let rest = words.strip_prefix(['-', '(', ':', '=', '.'])?.trim_start();
    let is_label = rest.starts_with(|c: char| !c.is_ascii_digit());
    is_label.then(|| digits.parse().ok()).flatten()
}

/// A key that is a plain number.
fn number(key: &str) -> Option<f64> {
    let plain = key
        .chars()
        .all(|c| c.is_ascii_digit() || matches!(c, '.' | '-'));
    if !plain {
        return None;
    }
    key.parse().ok().filter(|number: &f64| number.is_finite())
}
