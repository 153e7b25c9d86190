use super::{PValue, Proportion, fisher_mid_p, holm};

/// Column letters for three waves or more: for each column the letters of those columns that it is clearly above.
///
/// All pairs are tested by [`fisher_mid_p`] and adjusted by [`holm`] within the row. A small letter stands for 5 per
/// cent, a capital for 1 per cent. A column without a share has no letters and is in no pair. Letters alone are not
/// accessible: say in words what they say. There are letters for 26 columns; later ones are compared with none.
///
/// ```
/// use canvass::stats::{Proportion, column_letters};
///
/// let share = |count| Proportion::new(count, 200).ok();
/// let letters = column_letters(&[share(60), share(90), share(130), None]);
/// assert_eq!(letters, ["", "A", "AB", ""]);
/// ```
pub fn column_letters(row: &[Option<Proportion>]) -> Vec<String> {
    let lettered = || row.iter().copied().zip('a'..='z').enumerate();
    let pairs: Vec<(usize, usize, char, Option<PValue>)> = lettered()
        .flat_map(|(first, (share, letter))| {
            lettered()
                .skip(first + 1)
                .filter_map(move |(second, (other, other_letter))| {
                    let (share, other) = (share?, other?);
                    let p = Some(fisher_mid_p(share, other));
                    let higher_first = share.compare_share(other).is_gt();
                    Some(match higher_first {
                        true => (first, second, other_letter, p),
                        false => (second, first, letter, p),
                    })
                })
        })
        .collect();
    let raw: Vec<Option<PValue>> = pairs.iter().map(|(.., p)| *p).collect();
    let mut found: Vec<Vec<char>> = vec![Vec::new(); row.len()];
    for ((higher, _, letter, _), p) in pairs.iter().zip(holm(&raw)) {
        let letter = match p {
            Some(p) if p.is_below(0.01) => letter.to_ascii_uppercase(),
            Some(p) if p.is_below(0.05) => *letter,
            _ => continue,
        };
        if let Some(letters) = found.get_mut(*higher) {
            letters.push(letter);
        }
    }
    found
        .into_iter()
        .map(|mut letters| {
            letters.sort_by_key(char::to_ascii_lowercase);
            letters.into_iter().collect()
        })
        .collect()
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    #[test]
    fn small_letters_are_for_five_per_cent_and_capitals_for_one() {
        let share = |count| Some(Proportion::new(count, 100).unwrap());
        // Mid-p of 30 v 46 of 100: 0.0210; of 30 v 60: 0.0000216; of 46 v 60: 0.0494, by scipy's hypergeom.
        // Holm: 0.0420, 0.0000648, 0.0494.
        assert_eq!(
            column_letters(&[share(30), share(46), share(60)]),
            ["", "a", "Ab"]
        );
        assert_eq!(column_letters(&[share(60), None, share(30)]), ["C", "", ""]);
        assert_eq!(column_letters(&[share(40), share(40)]), ["", ""]);
        assert!(column_letters(&[]).is_empty());
    }
}
