//! Which patterns a word matches. Every distinct spelling is looked at once, however often it occurs.

use std::collections::{BTreeMap, HashMap};

use rust_stemmers::{Algorithm, Stemmer};

use super::rules::Pattern;
use super::tokens::{exact, fold};
use crate::limits::MAX_WORD_BYTES;

/// Numbers a set of patterns; a word is in the class when it matches one of them.
pub(crate) type ClassId = u32;

/// The patterns of all rules, gathered into classes: alternatives such as `grant* | money` are one class.
#[derive(Debug, Default)]
pub(crate) struct Lexicon {
    numbers: BTreeMap<Vec<Pattern>, ClassId>,
    words: HashMap<String, Vec<ClassId>>,
    exact: HashMap<String, Vec<ClassId>>,
    stems: HashMap<String, Vec<ClassId>>,
    globs: BTreeMap<String, Vec<ClassId>>,
}

impl Lexicon {
    /// The class of words that match one of `patterns`.
    pub(crate) fn class(&mut self, mut patterns: Vec<Pattern>) -> ClassId {
        patterns.sort();
        patterns.dedup();
        if let Some(&class) = self.numbers.get(&patterns) {
            return class;
        }
        let class = self.numbers.len() as ClassId;
        for pattern in &patterns {
            let classes = match pattern {
                Pattern::Word(word) => self.words.entry(word.clone()).or_default(),
                Pattern::Exact(word) => self.exact.entry(word.clone()).or_default(),
                Pattern::Stem(stem) => self.stems.entry(stem.clone()).or_default(),
                Pattern::Glob(glob) => self.globs.entry(glob.clone()).or_default(),
            };
            classes.push(class);
        }
        self.numbers.insert(patterns, class);
        class
    }

    /// The classes that a word is in, in order, each once.
    pub(crate) fn classes(&self, word: &str) -> Vec<ClassId> {
        // Holding a pattern with wildcards against a word takes time by the length of both.
        if word.len() > MAX_WORD_BYTES {
            return Vec::new();
        }
        let folded = fold(word);
        let mut found: Vec<ClassId> = Vec::new();
        found.extend(self.words.get(&folded).into_iter().flatten());
        if !self.exact.is_empty() {
            found.extend(self.exact.get(&exact(word)).into_iter().flatten());
        }
        if !self.stems.is_empty() {
            found.extend(self.stems.get(&stem(&folded)).into_iter().flatten());
        }
        for (glob, classes) in &self.globs {
            if matches_glob(glob, &folded) {
                found.extend(classes);
            }
        }
        found.sort_unstable();
        found.dedup();
        found
    }
}

/// The English stem of a folded word; `-ize` and `-ise` have the same.
pub(crate) fn stem(folded: &str) -> String {
    let mut british = folded.to_owned();
    for ending in ["ize", "iza", "izi"] {
        if let Some(at) = british.rfind(ending).filter(|at| *at > 1) {
            british.replace_range(at + 1..at + 2, "s");
        }
    }
    Stemmer::create(Algorithm::English)
        .stem(&british)
        .into_owned()
}

/// Whether `word` has the shape of `glob`: `*` is any run of characters, `?` any one.
fn matches_glob(glob: &str, word: &str) -> bool {
    // Nearly every pair differs in its first letter.
    let first = glob.chars().next();
    if !matches!(first, Some('*' | '?')) && first != word.chars().next() {
        return false;
    }
    if let Some(prefix) = glob.strip_suffix('*')
        && !prefix.contains(['*', '?'])
    {
        return word.starts_with(prefix);
    }
    let mut shape = glob.chars();
    let mut rest = word.chars();
    // Where to start again when what follows the last `*` does not fit: let the `*` take one character more.
    let mut retry: Option<(std::str::Chars<'_>, std::str::Chars<'_>)> = None;
    loop {
        let rest_before = rest.clone();
        let fits = match (shape.next(), rest.next()) {
            (None, None) => return true,
            (Some('*'), _) => {
                rest = rest_before;
                retry = Some((shape.clone(), rest.clone()));
                continue;
            }
            (Some('?'), Some(_)) => true,
            (Some(wanted), Some(found)) => wanted == found,
            (Some(_), None) => return false,
            (None, Some(_)) => false,
        };
        if fits {
            continue;
        }
        let Some((shape_after_star, mut rest_at_star)) = retry.take() else {
            return false;
        };
        if rest_at_star.next().is_none() {
            return false;
        }
        shape = shape_after_star.clone();
        rest = rest_at_star.clone();
        retry = Some((shape_after_star, rest_at_star));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn globs_match_whole_words_of_their_shape() {
        for (glob, word, matches) in [
            ("fund*", "funding", true),
            ("fund*", "refund", false),
            ("*ship", "membership", true),
            ("*ship", "ships", false),
            ("wom?n", "women", true),
            ("wom?n", "womn", false),
            ("*o*o*", "cocoa", true),
            ("*aab", "aaaab", true),
            ("a*b*c", "abbc", true),
            ("a*b*c", "abcb", false),
            ("?", "ŵ", true),
        ] {
            assert_eq!(matches_glob(glob, word), matches, "{glob} {word}");
        }
    }

    #[test]
    fn words_are_held_against_patterns_up_to_the_limit() {
        let mut lexicon = Lexicon::default();
        let class = lexicon.class(vec![Pattern::Glob("a*".into())]);
        assert_eq!(lexicon.classes(&"a".repeat(MAX_WORD_BYTES)), [class]);
        assert!(lexicon.classes(&"a".repeat(MAX_WORD_BYTES + 1)).is_empty());
    }

    #[test]
    fn stems_join_what_english_inflects() {
        assert_eq!(stem("funded"), stem("funding"));
        assert_ne!(stem("funder"), stem("funding"));
        assert_eq!(stem("organization"), stem("organisation"));
        assert_eq!(stem("connections"), stem("connected"));
    }

    #[test]
    fn a_word_is_in_every_class_that_names_it() {
        let mut lexicon = Lexicon::default();
        let fund = lexicon.class(vec![
            Pattern::Glob("fund*".into()),
            Pattern::Word("money".into()),
        ]);
        let same = lexicon.class(vec![
            Pattern::Word("money".into()),
            Pattern::Glob("fund*".into()),
        ]);
        let cased = lexicon.class(vec![Pattern::Exact("SIM".into())]);
        assert_eq!(fund, same);
        assert_eq!(lexicon.classes("Money"), [fund]);
        assert_eq!(lexicon.classes("funds"), [fund]);
        assert_eq!(lexicon.classes("SIM"), [cased]);
        assert!(lexicon.classes("sim").is_empty());
        assert_eq!(lexicon.numbers.len(), 2);
    }
}
