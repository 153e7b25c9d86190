//! Pieces of one option that its own separator parted, put together again.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::options::{OWN_WORDS_AGAIN, enough, followed};
use super::{Cell, Pieces};
use crate::ingest::inspect::cells::starts_small;
use crate::ingest::reshape::BETWEEN_ANSWERS;

/// Rounds of putting pieces together; each puts all pairs together that share no piece.
const MOST_ROUNDS: usize = 60;

/// Below this chance two pieces do not always stand together by accident.
const BY_ACCIDENT: f64 = 1e-4;

/// Puts pieces of one option together until nothing more belongs together.
pub(super) fn put_together(
    cells: &mut [Cell],
    pieces: &mut Pieces,
    joint: &str,
    answered: u64,
    inline: bool,
) {
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
        let followed = followed(cells);
        // How often something small stands behind a piece.
        let mut goes_on: HashMap<usize, u64> = HashMap::new();
        for ((a, b), together) in &pairs {
            if starts_small(&pieces.texts[*b]) {
                *goes_on.entry(*a).or_default() += together;
            }
        }
        // "Pool, my own words": the option stands without them too, and they stand last.
        let may_be_typed = |(a, b): (usize, usize), together: u64| {
            inline
                && together <= OWN_WORDS_AGAIN
                && single[&a] > goes_on.get(&a).copied().unwrap_or(0)
                && !followed.contains(&b)
        };
        let belongs = |(a, b): (usize, usize), together: u64| -> bool {
            if joint == BETWEEN_ANSWERS {
                return false;
            }
            let (a_count, b_count) = (single[&a], single[&b]);
            let chance = |count: u64, times: u64| {
                (count as f64 / answered as f64).powi(times.min(1000) as i32)
            };
            let small = small_tells && starts_small(&pieces.texts[b]);
            // Words of people's own begin small too; but they do not come again.
            if together == b_count
                && small
                && (together == a_count || (together >= enough && !may_be_typed((a, b), together)))
            {
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
                || (together == a_count && together >= 5 && small)
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
