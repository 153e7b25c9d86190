//! Cells in which several options share the room: which options there are, learnt from the cells alone.
//!
//! Options hold separators themselves. A piece that never stands without its neighbour belongs to it; brackets
//! and quotation marks keep together; a piece that goes on with a small letter belongs to the one before. Then the
//! pieces that come again in different company are the options, and the rest are words of people's own.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use super::cells::{starts_small, words};
use super::order::{is_exclusive, is_other};
use super::pieces::split;
use super::profile::Value;
use crate::ingest::key::key;
use crate::ingest::reshape::BETWEEN_ANSWERS;

/// Pieces of one cell beyond which it is a text.
const MOST_PIECES: usize = 80;

/// Rounds of putting pieces together; each puts all pairs together that share no piece.
const MOST_ROUNDS: usize = 60;

/// Below this chance two pieces do not always stand together by accident.
const BY_ACCIDENT: f64 = 1e-4;

/// What the joined cells of a column hold.
#[derive(Debug)]
pub(super) struct Learnt {
    /// What parts the options.
    pub(super) separator: String,
    pub(super) options: Vec<Piece>,
    /// Cells that hold words of people's own besides.
    pub(super) words: u64,
    /// Whether each cell puts the same options in an order of its own.
    pub(super) ranking: bool,
}

/// An option and what is known of it.
#[derive(Debug, Clone)]
pub(super) struct Piece {
    pub(super) label: String,
    pub(super) key: String,
    pub(super) count: u64,
    /// How many cells hold it and nothing else.
    pub(super) alone: u64,
}

/// A cell taken to pieces.
struct Cell {
    pieces: Vec<usize>,
    count: u64,
}

/// The pieces, each with a number.
#[derive(Default)]
struct Pieces {
    texts: Vec<String>,
    keys: Vec<String>,
    numbers: HashMap<String, usize>,
}

impl Pieces {
    fn number(&mut self, text: &str) -> usize {
        let folded = key(text);
        let folded = if folded.is_empty() {
            text.to_owned()
        } else {
            folded
        };
        if let Some(number) = self.numbers.get(&folded) {
            return *number;
        }
        let number = self.texts.len();
        self.texts.push(text.to_owned());
        self.keys.push(folded.clone());
        self.numbers.insert(folded, number);
        number
    }
}

/// Learns the options of a column; `None` if its cells do not hold several options each.
///
/// `inline` says whether words of people's own may stand among the options, unmarked.
pub(super) fn learn<'v>(
    values: impl Iterator<Item = &'v Value> + Clone,
    separators: &[&[&str]],
    inline: bool,
) -> Option<Learnt> {
    let mut best: Option<(f64, Learnt)> = None;
    for same in separators {
        let Some((worth, learnt)) = with(values.clone(), same, inline) else {
            continue;
        };
        if best.as_ref().is_none_or(|(most, _)| worth > *most + 1e-9) {
            best = Some((worth, learnt));
        }
    }
    best.map(|(_, learnt)| learnt)
}

fn with<'v>(
    values: impl Iterator<Item = &'v Value>,
    separators: &[&str],
    inline: bool,
) -> Option<(f64, Learnt)> {
    let mut pieces = Pieces::default();
    let mut cells: Vec<Cell> = Vec::new();
    let mut parted = 0;
    for value in values {
        let parts = split(&value.text, separators);
        parted += if parts.len() > 1 { value.count } else { 0 };
        if parts.len() > MOST_PIECES {
            return None;
        }
        cells.push(Cell {
            pieces: parts.iter().map(|part| pieces.number(part)).collect(),
            count: value.count,
        });
    }
    let answered: u64 = cells.iter().map(|cell| cell.count).sum();
    if parted == 0 || answered < 3 {
        return None;
    }
    // Only codes are parted by blanks.
    let is_code = |text: &String| {
        text.chars()
            .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '_' | '-' | '.'))
    };
    if separators == [" "] && !pieces.texts.iter().all(is_code) {
        return None;
    }
    // Pieces of texts do not come again; to put them together would only take time.
    let mut often: HashMap<usize, u64> = HashMap::new();
    for cell in &cells {
        for piece in &cell.pieces {
            *often.entry(*piece).or_default() += cell.count;
        }
    }
    let all: u64 = often.values().sum();
    let again: u64 = often.values().filter(|count| **count > 1).sum();
    if again * 10 < all * 3 {
        return None;
    }
    let joint = separators.first().copied().unwrap_or("");
    put_together(&mut cells, &mut pieces, joint, answered, inline);
    if let Some(ranking) = ranking(&cells, &pieces, joint) {
        return Some((2.0, ranking));
    }
    let mut counts: BTreeMap<usize, u64> = BTreeMap::new();
    for cell in &cells {
        for piece in cell.pieces.iter().collect::<BTreeSet<_>>() {
            *counts.entry(*piece).or_default() += cell.count;
        }
    }
    let options = options(&cells, &pieces, &counts, answered, inline);
    let least = enough(answered);
    let again: u64 = counts.values().filter(|count| **count >= least).sum();
    let all: u64 = counts.values().sum();
    if again * 4 < all * 3 && (!inline || again * 2 < all) {
        return None;
    }
    let is_option = |piece: &usize| options.contains(piece);
    let known = |cell: &Cell| cell.pieces.iter().filter(|piece| is_option(piece)).count();
    let several: u64 = cells
        .iter()
        .filter(|cell| known(cell) > 1)
        .map(|cell| cell.count)
        .sum();
    let different = cells.iter().filter(|cell| known(cell) > 1).count();
    let covered: u64 = cells
        .iter()
        .filter(|cell| known(cell) > 0)
        .map(|cell| cell.count)
        .sum();
    let ticks: u64 = options.iter().map(|option| counts[option]).sum();
    // The same option in different company is what makes it an option of its own.
    let mut company: HashMap<usize, u64> = HashMap::new();
    let mut alone: HashMap<usize, u64> = HashMap::new();
    for cell in &cells {
        if let [piece] = cell.pieces.as_slice() {
            *alone.entry(*piece).or_default() += cell.count;
        }
        if known(cell) > 1 {
            for piece in cell.pieces.iter().collect::<BTreeSet<_>>() {
                *company.entry(*piece).or_default() += 1;
            }
        }
    }
    let recombined = options
        .iter()
        .filter(|option| {
            company.get(option).is_some_and(|cells| *cells > 1) || alone.contains_key(option)
        })
        .count();
    let worth = ticks as f64 / all.max(1) as f64;
    let holds = options.len() >= 2
        && several >= 2.max(answered / 50)
        && (different >= 2 || (different == 1 && several >= 3 && !joint.starts_with(',')))
        && recombined * 2 > options.len()
        && cells.len() + 1 >= options.len()
        && covered * 10 >= answered * 7
        && worth >= 0.55;
    if !holds {
        return None;
    }
    // A text in whole sentences is not parted by its commas.
    let long: u64 = cells
        .iter()
        .filter(|cell| {
            cell.pieces
                .iter()
                .any(|piece| !is_option(piece) && words(&pieces.texts[*piece]) > 12)
        })
        .map(|cell| cell.count)
        .sum();
    if long * 4 > answered {
        return None;
    }
    let words: u64 = cells
        .iter()
        .filter(|cell| cell.pieces.iter().any(|piece| !is_option(piece)))
        .map(|cell| cell.count)
        .sum();
    let found = options
        .iter()
        .map(|option| Piece {
            label: pieces.texts[*option].clone(),
            key: pieces.keys[*option].clone(),
            count: counts[option],
            alone: alone.get(option).copied().unwrap_or(0),
        })
        .collect();
    let learnt = Learnt {
        separator: joint.to_owned(),
        options: found,
        words,
        ranking: false,
    };
    Some((worth, learnt))
}

/// Puts pieces of one option together until nothing more belongs together.
fn put_together(cells: &mut [Cell], pieces: &mut Pieces, joint: &str, answered: u64, inline: bool) {
    let enough = if inline { enough(answered) } else { 1 };
    let tight = !joint.starts_with(',');
    for _ in 0..MOST_ROUNDS {
        let mut single: HashMap<usize, u64> = HashMap::new();
        let mut pairs: BTreeMap<(usize, usize), u64> = BTreeMap::new();
        let mut small = 0;
        for cell in cells.iter() {
            for (at, piece) in cell.pieces.iter().enumerate() {
                *single.entry(*piece).or_default() += cell.count;
                if at == 0 {
                    small += if starts_small(&pieces.texts[*piece]) {
                        cell.count
                    } else {
                        0
                    };
                }
                if let Some(next) = cell.pieces.get(at + 1) {
                    *pairs.entry((*piece, *next)).or_default() += cell.count;
                }
            }
        }
        // Where options begin small, a small letter tells nothing.
        let small_tells = small * 5 < answered;
        let belongs = |(a, b): (usize, usize), together: u64| -> bool {
            if joint == BETWEEN_ANSWERS {
                return false;
            }
            let (a_count, b_count) = (single[&a], single[&b]);
            let chance = |count: u64, times: u64| {
                (count as f64 / answered as f64).powi(times.min(1000) as i32)
            };
            let goes_on = small_tells && starts_small(&pieces.texts[b]);
            // Words of people's own begin small too; but they do not come again.
            if together == b_count && goes_on && (together == a_count || together >= enough) {
                return true;
            }
            if tight {
                // A semicolon or a line break hardly ever stands within an option.
                return false;
            }
            if together == a_count && together == b_count {
                return together >= 3 && chance(a_count, together) < 0.02;
            }
            (together == b_count && together >= 5 && chance(a_count, together) < BY_ACCIDENT)
                || (together == a_count && together >= 5 && goes_on)
        };
        let mut next: Vec<((usize, usize), u64)> = pairs
            .into_iter()
            .filter(|(pair, together)| pair.0 != pair.1 && belongs(*pair, *together))
            .collect();
        next.sort_by_key(|(pair, together)| (std::cmp::Reverse(*together), *pair));
        // Pairs that share no piece do not change each other: they are put together at once.
        let mut used: HashSet<usize> = HashSet::new();
        let mut wholes: HashMap<(usize, usize), usize> = HashMap::new();
        for ((a, b), _) in next {
            if used.contains(&a) || used.contains(&b) {
                continue;
            }
            used.extend([a, b]);
            let text = format!("{}{joint}{}", pieces.texts[a], pieces.texts[b]);
            wholes.insert((a, b), pieces.number(&text));
        }
        if wholes.is_empty() {
            break;
        }
        for cell in cells.iter_mut() {
            let mut at = 0;
            while at + 1 < cell.pieces.len() {
                let pair = (cell.pieces[at], cell.pieces[at + 1]);
                if let Some(whole) = wholes.get(&pair) {
                    cell.pieces[at] = *whole;
                    cell.pieces.remove(at + 1);
                }
                at += 1;
            }
        }
    }
}

/// How often a piece must come to be an option for that alone.
fn enough(answered: u64) -> u64 {
    if answered < 40 {
        2
    } else {
        3.max(answered / 300)
    }
}

/// Which pieces are options.
fn options(
    cells: &[Cell],
    pieces: &Pieces,
    counts: &BTreeMap<usize, u64>,
    answered: u64,
    inline: bool,
) -> BTreeSet<usize> {
    if !inline {
        return counts.keys().copied().collect();
    }
    let enough = enough(answered);
    let mut options: BTreeSet<usize> = counts
        .iter()
        .filter(|(piece, count)| {
            **count >= enough
                || is_exclusive(&pieces.keys[**piece])
                || is_other(&pieces.keys[**piece])
        })
        .map(|(piece, _)| *piece)
        .collect();
    let most_words = options
        .iter()
        .map(|option| words(&pieces.texts[*option]))
        .max()
        .unwrap_or(0);
    let frequent = options.clone();
    // Words of people's own stand last: what stands before an option is one.
    for cell in cells {
        for (at, piece) in cell.pieces.iter().enumerate() {
            let text = &pieces.texts[*piece];
            let before = cell.pieces[at + 1..]
                .iter()
                .any(|next| frequent.contains(next));
            if before && !starts_small(text) && words(text) <= most_words + 2 {
                options.insert(*piece);
            }
        }
    }
    options
}

/// Whether nearly every cell holds the same options, in different orders.
fn ranking(cells: &[Cell], pieces: &Pieces, joint: &str) -> Option<Learnt> {
    let mut sets: BTreeMap<BTreeSet<usize>, u64> = BTreeMap::new();
    let mut orders: BTreeSet<&[usize]> = BTreeSet::new();
    let mut total = 0;
    for cell in cells {
        let set: BTreeSet<usize> = cell.pieces.iter().copied().collect();
        total += cell.count;
        if set.len() == cell.pieces.len() && set.len() > 2 {
            *sets.entry(set).or_default() += cell.count;
        }
    }
    let (set, count) = sets.into_iter().max_by_key(|(_, count)| *count)?;
    for cell in cells {
        if cell.pieces.len() == set.len() && cell.pieces.iter().all(|piece| set.contains(piece)) {
            orders.insert(&cell.pieces);
        }
    }
    let within: u64 = cells
        .iter()
        .filter(|cell| cell.pieces.iter().all(|piece| set.contains(piece)))
        .map(|cell| cell.count)
        .sum();
    let holds = count * 10 >= total * 7
        && within * 20 >= total * 19
        && orders.len() >= 3.min(total as usize);
    if !holds || orders.len() < 2 {
        return None;
    }
    let options = set
        .iter()
        .map(|piece| Piece {
            label: pieces.texts[*piece].clone(),
            key: pieces.keys[*piece].clone(),
            count: cells
                .iter()
                .filter(|cell| cell.pieces.contains(piece))
                .map(|cell| cell.count)
                .sum(),
            alone: 0,
        })
        .collect();
    Some(Learnt {
        separator: joint.to_owned(),
        options,
        words: 0,
        ranking: true,
    })
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    fn values(cells: &[(&str, u64)]) -> Vec<Value> {
        cells
            .iter()
            .map(|(text, count)| Value {
                text: (*text).to_owned(),
                count: *count,
                missing: false,
            })
            .collect()
    }

    fn learnt(cells: &[(&str, u64)], separator: &str, inline: bool) -> Option<Vec<(String, u64)>> {
        let values = values(cells);
        let learnt = learn(values.iter(), &[&[separator]], inline)?;
        let mut options: Vec<(String, u64)> = learnt
            .options
            .into_iter()
            .map(|option| (option.label, option.count))
            .collect();
        options.sort();
        Some(options)
    }

    fn of(options: &[(&str, u64)]) -> Option<Vec<(String, u64)>> {
        Some(
            options
                .iter()
                .map(|(label, count)| ((*label).to_owned(), *count))
                .collect(),
        )
    }

    #[test]
    fn options_that_hold_the_separator_are_kept_whole() {
        let cells = [
            ("Reports, toolkits and guides", 4),
            ("Reports, toolkits and guides, Training", 6),
            (
                "Reports, toolkits and guides, FreeBSD, OpenBSD or NetBSD",
                3,
            ),
            ("Training, FreeBSD, OpenBSD or NetBSD", 2),
            ("Social media (Facebook, X)", 3),
            ("Training", 5),
            ("Training, Social media (Facebook, X)", 2),
        ];
        assert_eq!(
            learnt(&cells, ", ", true),
            of(&[
                ("FreeBSD, OpenBSD or NetBSD", 5),
                ("Reports, toolkits and guides", 13),
                ("Social media (Facebook, X)", 5),
                ("Training", 15)
            ])
        );
    }

    #[test]
    fn words_of_peoples_own_are_no_options() {
        let cells = [
            ("Rust", 9),
            ("Rust, Go", 9),
            ("Go", 9),
            ("Go, C", 5),
            ("Rust, C", 6),
            ("Rust, my own language", 1),
            ("something else entirely", 1),
        ];
        assert_eq!(
            learnt(&cells, ", ", true),
            of(&[("C", 11), ("Go", 23), ("Rust", 25)])
        );
    }

    #[test]
    fn a_single_choice_with_commas_is_not_parted() {
        let cells = [
            ("Yes, often", 9),
            ("Yes, now and then", 8),
            ("No, never", 7),
            ("No", 3),
        ];
        assert_eq!(learnt(&cells, ", ", true), None);
        let cells = [
            ("White, British", 9),
            ("White, Irish", 8),
            ("Asian, British", 7),
        ];
        assert_eq!(learnt(&cells, ", ", false), None);
    }

    #[test]
    fn sentences_are_not_parted() {
        let cells = [
            ("It was good, thank you", 1),
            ("Good, but far away, sadly", 1),
            ("More events, more often", 1),
            ("No", 2),
        ];
        assert_eq!(learnt(&cells, ", ", true), None);
    }

    #[test]
    fn the_same_options_in_other_orders_are_a_ranking() {
        let values = values(&[("A;B;C;", 3), ("B;A;C;", 2), ("C;A;B;", 2), ("A;C;B;", 1)]);
        let learnt = learn(values.iter(), &[&[";"]], true).unwrap();
        assert!(learnt.ranking);
        assert_eq!(learnt.options.len(), 3);
        let values = self::values(&[
            ("A;B;C;", 3),
            ("A;B;", 2),
            ("A;C;", 2),
            ("C;", 1),
            ("B;", 1),
        ]);
        assert!(!learn(values.iter(), &[&[";"]], true).unwrap().ranking);
    }
}
