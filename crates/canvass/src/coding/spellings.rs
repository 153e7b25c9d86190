//! The words of answers as numbers: each spelling has one, however often it occurs.

use std::collections::HashMap;
use std::fmt;

use foldhash::fast::RandomState;

use super::non_answer::{Nature, opens_non_answer};
use super::tokens::{Break, WordPlace, fold, words};

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
pub(crate) struct Spellings {
    /// Words read lately with their numbers, each at the place that its letters tell: most of what people write are a
    /// few thousand words, and these are found without a look into all.
    recent: Box<[(ShortWord, u32); RECENT]>,
    /// The numbers of those that fit into a key, which nearly all do.
    short: HashMap<ShortWord, u32, RandomState>,
    /// The numbers of the others.
    long: HashMap<Box<str>, u32>,
    surfaces: Vec<Box<str>>,
    roles: Vec<Role>,
}

/// A word of at most 15 bytes and its length, in one number.
type ShortWord = u128;

/// How many words are kept at hand; a power of two.
const RECENT: usize = 1 << 12;

impl Default for Spellings {
    fn default() -> Self {
        Spellings {
            // No word is nought, as its length is in it.
            recent: Box::new([(0, 0); RECENT]),
            short: HashMap::default(),
            long: HashMap::new(),
            surfaces: Vec::new(),
            roles: Vec::new(),
        }
    }
}

/// What a spelling does in an answer, whatever the rules.
#[derive(Clone, Copy)]
struct Role {
    cue: Cue,
    opens_clause: bool,
    /// Whether an answer that answers nothing can start with it.
    opens_non_answer: bool,
}

/// Says how many there are: they are words of people's answers.
impl fmt::Debug for Spellings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Spellings")
            .field("count", &self.surfaces.len())
            .finish()
    }
}

impl Spellings {
    /// Puts the words of an answer after those in `tokens`, and says what the answer amounts to before any rule reads
    /// it. Sentences and clauses are counted from the answer's start.
    pub(crate) fn read(&mut self, text: &str, tokens: &mut Vec<Token>) -> Nature {
        let (mut sentence, mut clause) = (0, 0);
        let first = tokens.len();
        words(text, |place| {
            let number = self.number(text, place);
            let role = self.roles[number as usize];
            sentence += u32::from(place.after == Break::Sentence);
            clause += u32::from(place.after != Break::None || role.opens_clause);
            tokens.push(Token {
                spelling: number,
                sentence,
                clause,
                start: place.start as u32,
                end: place.end as u32,
                cue: role.cue,
            });
        });
        match tokens.get(first) {
            Some(word) if !self.roles[word.spelling as usize].opens_non_answer => Nature::Content,
            _ => Nature::of(text),
        }
    }

    /// The spellings from this number on, in order.
    pub(super) fn from(&self, number: usize) -> impl Iterator<Item = &str> {
        self.surfaces.iter().skip(number).map(|surface| &**surface)
    }

    /// The number of a word of `text`.
    fn number(&mut self, text: &str, place: WordPlace) -> u32 {
        let surface = || text.get(place.start..place.end).unwrap_or_default();
        let Some(short) = short_word(text.as_bytes(), place) else {
            return match self.long.get(surface()) {
                Some(number) => *number,
                None => {
                    let number = self.add(surface());
                    self.long.insert(surface().into(), number);
                    number
                }
            };
        };
        let at = recent_place(short);
        let (recent, number) = self.recent[at];
        if recent == short {
            return number;
        }
        let number = match self.short.get(&short) {
            Some(number) => *number,
            None => {
                let number = self.add(surface());
                self.short.insert(short, number);
                number
            }
        };
        self.recent[at] = (short, number);
        number
    }

    fn add(&mut self, surface: &str) -> u32 {
        self.surfaces.push(surface.into());
        self.roles.push(Role::of(surface));
        self.surfaces.len() as u32 - 1
    }
}

/// Where a word is kept at hand.
fn recent_place(word: ShortWord) -> usize {
    let mixed = (word as u64 ^ (word >> 64) as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    (mixed >> 32) as usize % RECENT
}

/// The most bytes of a [`ShortWord`]; one more byte holds how many there are.
const LONGEST_SHORT: usize = size_of::<ShortWord>() - 1;

/// A word as a number, no two alike; `None` when it is too long.
fn short_word(text: &[u8], place: WordPlace) -> Option<ShortWord> {
    let length = place.end - place.start;
    if length > LONGEST_SHORT {
        return None;
    }
    // Nearly always there is enough text behind the word to take all bytes at once.
    let row = match text.get(place.start..place.start + size_of::<ShortWord>()) {
        Some(row) => row.try_into().unwrap_or_default(),
        None => {
            let mut row = [0; size_of::<ShortWord>()];
            let word = text.get(place.start..place.end)?;
            row.get_mut(..length)?.copy_from_slice(word);
            row
        }
    };
    let letters = ShortWord::from_le_bytes(row) & ((1 << (8 * length)) - 1);
    Some(letters | (length as ShortWord) << (8 * LONGEST_SHORT))
}

impl Role {
    fn of(surface: &str) -> Self {
        let folded = fold(surface);
        let cue = match folded.as_str() {
            "only" | "just" | "merely" | "simply" | "least" => Cue::Restricts,
            word if negates(word) => Cue::Negates,
            _ => Cue::None,
        };
        Role {
            cue,
            opens_clause: matches!(
                folded.as_str(),
                "and" | "but" | "however" | "although" | "though" | "yet"
            ),
            opens_non_answer: opens_non_answer(&folded),
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

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(spellings: &mut Spellings, text: &str) -> Vec<u32> {
        let mut tokens = Vec::new();
        spellings.read(text, &mut tokens);
        tokens.iter().map(|token| token.spelling).collect()
    }

    #[test]
    fn a_spelling_has_one_number_wherever_it_stands() {
        let mut spellings = Spellings::default();
        // Fifteen bytes and sixteen, within a text and at its end.
        let text = "a abcdefghijklmno abcdefghijklmnop abcdefghijklmn\u{e9} A abcdefghijklmno";
        assert_eq!(numbers(&mut spellings, text), [0, 1, 2, 3, 4, 1]);
        let text = "abcdefghijklmnop abcdefghijklmn\u{e9} a";
        assert_eq!(numbers(&mut spellings, text), [2, 3, 0]);
        let known: Vec<&str> = spellings.from(2).collect();
        assert_eq!(known, ["abcdefghijklmnop", "abcdefghijklmn\u{e9}", "A"]);
    }
}
