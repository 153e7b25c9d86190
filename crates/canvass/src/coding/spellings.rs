//! The words of answers as numbers: each spelling has one, however often it occurs.

use std::collections::HashMap;
use std::fmt;
use std::sync::Arc;

use super::tokens::{Break, fold, words};

/// A word of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Token {
    /// The number of its spelling.
    pub(super) spelling: u32,
    pub(super) sentence: u32,
    pub(super) clause: u32,
    /// The byte at which it starts.
    pub(super) start: u32,
    /// The byte after its last.
    pub(super) end: u32,
    pub(super) cue: Cue,
}

/// What a word does to those after it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Cue {
    /// Nothing.
    None,
    /// It negates them, as "not" does.
    Negates,
    /// It takes the negation before it back, as "only" does in "not only".
    Restricts,
}

/// The spellings of many answers, numbered in the order in which they first occurred.
#[derive(Default)]
pub(crate) struct Spellings {
    numbers: HashMap<Arc<str>, u32>,
    all: Vec<Spelling>,
}

struct Spelling {
    surface: Arc<str>,
    cue: Cue,
    opens_clause: bool,
}

/// Says how many there are: they are words of people's answers.
impl fmt::Debug for Spellings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Spellings")
            .field("count", &self.all.len())
            .finish()
    }
}

impl Spellings {
    /// Puts the words of an answer after those in `tokens`. Sentences and clauses are counted from the answer's start.
    pub(crate) fn read(&mut self, text: &str, tokens: &mut Vec<Token>) {
        let (mut sentence, mut clause) = (0, 0);
        words(text, |place| {
            let surface = text.get(place.start..place.end).unwrap_or_default();
            let number = match self.numbers.get(surface) {
                Some(&number) => number,
                None => self.add(surface),
            };
            let spelling = &self.all[number as usize];
            sentence += u32::from(place.after == Break::Sentence);
            clause += u32::from(place.after != Break::None || spelling.opens_clause);
            tokens.push(Token {
                spelling: number,
                sentence,
                clause,
                start: place.start as u32,
                end: place.end as u32,
                cue: spelling.cue,
            });
        });
    }

    /// The spellings from this number on, in order.
    pub(super) fn from(&self, number: usize) -> impl Iterator<Item = &str> {
        self.all
            .iter()
            .skip(number)
            .map(|spelling| &*spelling.surface)
    }

    fn add(&mut self, surface: &str) -> u32 {
        let number = self.all.len() as u32;
        let spelling = Spelling::new(surface);
        self.numbers.insert(Arc::clone(&spelling.surface), number);
        self.all.push(spelling);
        number
    }
}

impl Spelling {
    fn new(surface: &str) -> Self {
        let folded = fold(surface);
        let cue = match folded.as_str() {
            "only" | "just" | "merely" | "simply" | "least" => Cue::Restricts,
            word if negates(word) => Cue::Negates,
            _ => Cue::None,
        };
        Spelling {
            surface: surface.into(),
            cue,
            opens_clause: matches!(
                folded.as_str(),
                "and" | "but" | "however" | "although" | "though" | "yet"
            ),
        }
    }
}

fn negates(folded: &str) -> bool {
    matches!(
        folded,
        "no" | "not"
            | "never"
            | "without"
            | "cannot"
            | "neither"
            | "nor"
            | "hardly"
            | "cant"
            | "dont"
            | "wont"
            | "didnt"
            | "doesnt"
            | "isnt"
            | "wasnt"
            | "arent"
            | "werent"
            | "hasnt"
            | "havent"
            | "hadnt"
            | "couldnt"
            | "wouldnt"
            | "shouldnt"
            | "aint"
            | "nobody"
            | "nothing"
            | "none"
    ) || folded.ends_with("n't")
        || folded.starts_with("lack")
}
