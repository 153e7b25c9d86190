//! Which patterns a word matches. Every distinct spelling is looked at once, however often it occurs.

use std::collections::HashMap;

use foldhash::fast::RandomState;
use rust_stemmers::{Algorithm, Stemmer};

use super::rules::Pattern;
use super::tokens::{exact, fold};
use crate::limits::MAX_WORD_BYTES;

/// Numbers a set of patterns; a word is in the class when it matches one of them.
pub(crate) type ClassId = u32;

/// Numbers a pattern.
pub(crate) type PatternId = u32;

/// The patterns of all rules, gathered into classes: alternatives such as `grant* | money` are one class.
#[derive(Debug, Default)]
pub(crate) struct Lexicon {
    patterns: HashMap<Pattern, PatternId, RandomState>,
    /// The classes that each pattern is in.
    classes_of: Vec<Vec<ClassId>>,
    numbers: HashMap<Box<[PatternId]>, ClassId, RandomState>,
    words: Texts,
    exact: Texts,
    stems: Texts,
    /// Beginnings of words: shapes with one `*`, at their ends.
    starts: Texts,
    longest_start: usize,
    /// All other shapes.
    globs: Vec<(String, PatternId)>,
}

/// Patterns by their text.
type Texts = HashMap<String, PatternId, RandomState>;

impl Lexicon {
    /// The number of a pattern.
    pub(crate) fn pattern(&mut self, pattern: &Pattern) -> PatternId {
        if let Some(&number) = self.patterns.get(pattern) {
            return number;
        }
        let number = self.classes_of.len() as PatternId;
        match pattern {
            Pattern::Word(word) => self.words.insert(word.clone(), number),
            Pattern::Exact(word) => self.exact.insert(word.clone(), number),
            Pattern::Stem(stem) => self.stems.insert(stem.clone(), number),
            Pattern::Glob(glob) => match glob.strip_suffix('*') {
                Some(start) if !start.contains(['*', '?']) => {
                    self.longest_start = self.longest_start.max(start.len());
                    self.starts.insert(start.to_owned(), number)
                }
                _ => {
                    self.globs.push((glob.clone(), number));
                    None
                }
            },
        };
        self.classes_of.push(Vec::new());
        self.patterns.insert(pattern.clone(), number);
        number
    }

    /// The class of words that match one of `patterns`, which are in order, each once.
    pub(crate) fn class(&mut self, patterns: &[PatternId]) -> ClassId {
        if let Some(&class) = self.numbers.get(patterns) {
            return class;
        }
        let class = self.numbers.len() as ClassId;
        for pattern in patterns {
            self.classes_of[*pattern as usize].push(class);
        }
        self.numbers.insert(patterns.into(), class);
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
        let mut add = |number: &PatternId| found.extend(&self.classes_of[*number as usize]);
        self.words.get(&folded).map(&mut add);
        if !self.exact.is_empty() {
            self.exact.get(&exact(word)).map(&mut add);
        }
        if !self.stems.is_empty() {
            self.stems.get(&stem(&folded)).map(&mut add);
        }
        for end in 1..=folded.len().min(self.longest_start) {
            if let Some(start) = folded.get(..end) {
                self.starts.get(start).map(&mut add);
            }
        }
        for (glob, number) in &self.globs {
            if matches_glob(glob, &folded) {
                add(number);
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

    fn class(lexicon: &mut Lexicon, patterns: &[Pattern]) -> ClassId {
        let numbers: Vec<PatternId> = patterns.iter().map(|p| lexicon.pattern(p)).collect();
        lexicon.class(&numbers)
    }

    #[test]
    fn words_are_held_against_patterns_up_to_the_limit() {
        let mut lexicon = Lexicon::default();
        let class = class(&mut lexicon, &[Pattern::Glob("a*".into())]);
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
        let words = [Pattern::Glob("fund*".into()), Pattern::Word("money".into())];
        let fund = class(&mut lexicon, &words);
        let same = class(&mut lexicon, &words);
        let cased = class(&mut lexicon, &[Pattern::Exact("SIM".into())]);
        let shapes = ["*ship", "m?ney", "m*"].map(|glob| Pattern::Glob(glob.into()));
        let shaped = class(&mut lexicon, &shapes);
        assert_eq!(fund, same);
        assert_eq!(lexicon.classes("Money"), [fund, shaped]);
        assert_eq!(lexicon.classes("friendship"), [shaped]);
        assert_eq!(lexicon.classes("M"), [shaped]);
        assert_eq!(lexicon.classes("fund"), [fund]);
        assert!(lexicon.classes("fu").is_empty());
        assert_eq!(lexicon.classes("funds"), [fund]);
        assert_eq!(lexicon.classes("SIM"), [cased]);
        assert!(lexicon.classes("sim").is_empty());
        assert_eq!(lexicon.numbers.len(), 3);
    }
}
