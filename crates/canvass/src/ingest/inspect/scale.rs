//! Labels whose order everybody knows: numbers, and the words of common answer scales.

use super::cells::integer;
use super::families::{BESIDE, FAMILIES};
use super::profile::Form;

/// Whether a label, as a key, says that somebody has no place on the scale.
pub(super) fn is_beside(key: &str) -> bool {
    BESIDE.contains(&key.trim_matches(['.', '(', ')', ' ']))
}

/// A point of a scale: its label, its value, and how many chose it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Point {
    pub(super) label: String,
    pub(super) cell: Option<String>,
    pub(super) score: Option<i64>,
    pub(super) count: u64,
}

/// The points of a scale of words, low to high, those beside it last; `None` if not all labels are of one family.
pub(super) fn of_words(forms: &[Form]) -> Option<Vec<Point>> {
    let (beside, points): (Vec<&Form>, Vec<&Form>) =
        forms.iter().partition(|form| is_beside(&form.key));
    if points.is_empty() {
        return None;
    }
    let family = FAMILIES.iter().find_map(|family| {
        let mut places: Vec<(usize, &Form)> = Vec::new();
        for form in &points {
            let place = family
                .iter()
                .position(|same| same.contains(&form.key.trim_end_matches('.')))?;
            places.push((place, form));
        }
        Some(places)
    });
    let mut places = family?;
    places.sort_by_key(|(place, _)| *place);
    let mut scale: Vec<Point> = Vec::new();
    for (score, (_, form)) in (1..).zip(places) {
        scale.push(point(form, Some(score)));
    }
    scale.extend(beside.into_iter().map(|form| point(form, None)));
    Some(scale)
}

fn point(form: &Form, score: Option<i64>) -> Point {
    Point {
        label: form.label.clone(),
        cell: None,
        score,
        count: form.count,
    }
}

/// A number with words of its own behind it: `0 - Not at all likely`, `5 (very good)`.
fn leading(label: &str) -> Option<i64> {
    let label = label.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    let digits = label.bytes().take_while(u8::is_ascii_digit).count();
    if digits == 0 || digits > 2 {
        return None;
    }
    let (number, rest) = label.split_at(digits);
    let words = rest
        .trim_start()
        .trim_start_matches(['-', '\u{2013}', '\u{2014}', '=', ':', '.', ')', '(']);
    let is_parted = words.len() < rest.trim_start().len();
    let in_words = words.trim_start().starts_with(char::is_alphabetic);
    (is_parted && in_words)
        .then(|| number.parse().ok())
        .flatten()
}

/// The points of a scale of whole numbers from 0 to 10, some of which may have words; `None` if it is none.
pub(super) fn of_numbers(forms: &[Form]) -> Option<Vec<Point>> {
    let mut numbers: Vec<(i64, &Form)> = Vec::new();
    let mut words: Vec<&Form> = Vec::new();
    for form in forms {
        match integer(&form.label).or_else(|| leading(&form.label)) {
            Some(number) if (0..=10).contains(&number) => numbers.push((number, form)),
            Some(_) => return None,
            None => words.push(form),
        }
    }
    numbers.sort_by_key(|(number, _)| *number);
    let in_words = numbers
        .iter()
        .filter(|(_, form)| integer(&form.label).is_none())
        .count();
    let twice = numbers.windows(2).any(|pair| {
        pair[0].0 == pair[1].0
            && !(integer(&pair[0].1.label).is_some() && integer(&pair[1].1.label).is_some())
    });
    let (beside, ends): (Vec<&Form>, Vec<&Form>) =
        words.into_iter().partition(|form| is_beside(&form.key));
    if twice || ends.len() > 2 || numbers.is_empty() || beside.len() > 2 {
        return None;
    }
    // A scale with words over every point says its numbers only in part of its labels.
    if in_words == 0 && ends.is_empty() && numbers.len() == 2 && numbers[1].0 == 1 {
        return None;
    }
    let (least, most) = (numbers.first()?.0, numbers.last()?.0);
    let placed = match ends.as_slice() {
        [] => Vec::new(),
        [one] => {
            if is_low(&one.key) || (least > 1 && !is_high(&one.key)) {
                vec![((least - 1).max(0), *one)]
            } else {
                vec![(most + 1, *one)]
            }
        }
        [one, two] => {
            let (low, high) = if is_low(&two.key) || is_high(&one.key) {
                (two, one)
            } else {
                (one, two)
            };
            vec![((least - 1).max(0), *low), (most + 1, *high)]
        }
        _ => return None,
    };
    let taken = |number: i64| numbers.iter().any(|(n, _)| *n == number);
    if placed
        .iter()
        .any(|(number, _)| taken(*number) || *number > 10)
    {
        return None;
    }
    let least = placed
        .iter()
        .map(|(n, _)| *n)
        .min()
        .unwrap_or(least)
        .min(least);
    let most = placed
        .iter()
        .map(|(n, _)| *n)
        .max()
        .unwrap_or(most)
        .max(most);
    let start = least.min(1);
    let end = if !placed.is_empty() || in_words > 0 {
        most
    } else {
        match (start, most) {
            (0, 0..=5) => 5,
            (0, _) | (_, 8..) => 10,
            (_, 0..=5) => most.max(5),
            _ => 7,
        }
    };
    let mut points = Vec::new();
    for score in start..=end {
        let here: Vec<&Form> = numbers
            .iter()
            .chain(&placed)
            .filter(|(number, _)| *number == score)
            .map(|(_, form)| *form)
            .collect();
        let label = match here.first() {
            Some(form) if integer(&form.label).is_none() => form.label.clone(),
            _ => score.to_string(),
        };
        points.push(Point {
            label,
            cell: None,
            score: Some(score),
            count: here.iter().map(|form| form.count).sum(),
        });
    }
    points.extend(beside.into_iter().map(|form| point(form, None)));
    Some(points)
}

fn is_low(key: &str) -> bool {
    const LOW: &[&str] = &[
        "not ",
        "never",
        "no ",
        "very un",
        "strongly dis",
        "very dis",
        "very poor",
        "very bad",
        "very diff",
        "extremely un",
        "extremely dis",
        "poor",
        "low",
        "least",
        "terrible",
        "none",
    ];
    LOW.iter().any(|start| key.starts_with(start))
}

fn is_high(key: &str) -> bool {
    const HIGH: &[&str] = &[
        "strongly agree",
        "very ",
        "extremely ",
        "completely ",
        "always",
        "excellent",
        "a lot",
        "high",
        "most",
        "definitely",
    ];
    !is_low(key) && HIGH.iter().any(|start| key.starts_with(start))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn forms(labels: &[&str]) -> Vec<Form> {
        labels
            .iter()
            .map(|label| Form {
                label: (*label).to_owned(),
                key: crate::ingest::key::key(label),
                count: 2,
                variants: 1,
            })
            .collect()
    }

    fn labels(points: Option<Vec<Point>>) -> Vec<String> {
        points
            .unwrap_or_default()
            .into_iter()
            .map(|point| match point.score {
                Some(score) => format!("{score}={}", point.label),
                None => point.label,
            })
            .collect()
    }

    #[test]
    fn scales_of_words_are_put_in_order() {
        assert_eq!(
            labels(of_words(&forms(&[
                "Agree",
                "Don't know",
                "Strongly Disagree",
                "Neutral"
            ]))),
            ["1=Strongly Disagree", "2=Neutral", "3=Agree", "Don't know"]
        );
        assert_eq!(
            labels(of_words(&forms(&["Never", "Often", "Leeds"]))),
            Vec::<String>::new()
        );
    }

    #[test]
    fn scales_of_numbers_take_in_what_nobody_chose() {
        assert_eq!(
            labels(of_numbers(&forms(&["5", "4.0", "2"]))),
            ["1=1", "2=2", "3=3", "4=4", "5=5"]
        );
        assert_eq!(labels(of_numbers(&forms(&["0", "9"]))).len(), 11);
        assert_eq!(
            labels(of_numbers(&forms(&["12", "3"]))),
            Vec::<String>::new()
        );
    }

    #[test]
    fn words_at_the_ends_take_their_places() {
        assert_eq!(
            labels(of_numbers(&forms(&[
                "Very happy",
                "2",
                "3",
                "Very unhappy",
                "4"
            ]))),
            ["1=Very unhappy", "2=2", "3=3", "4=4", "5=Very happy"]
        );
        assert_eq!(
            labels(of_numbers(&forms(&["1 - poor", "2", "3 (good)"]))),
            ["1=1 - poor", "2=2", "3=3 (good)"]
        );
        assert_eq!(
            labels(of_numbers(&forms(&["1 - 5", "6 - 10"]))),
            Vec::<String>::new()
        );
    }
}
