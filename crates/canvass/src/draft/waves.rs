//! Which wave an export is of, by the year in its name.

use super::names::Names;

/// The ids of the waves of files with these names, and the order of the files in time: by the years if every name
/// has one, else as given.
pub(super) fn order<'a>(names: impl Iterator<Item = &'a str>) -> Vec<(usize, String)> {
    let years: Vec<Option<Year>> = names.map(year).collect();
    let mut order: Vec<usize> = (0..years.len()).collect();
    if years.iter().all(Option::is_some) {
        order.sort_by_key(|at| {
            years
                .get(*at)
                .and_then(Option::as_ref)
                .map(|year| year.first)
        });
    }
    let mut names = Names::default();
    let mut ids = Vec::new();
    for (position, at) in order.iter().enumerate() {
        let base = match years.get(*at).and_then(Option::as_ref) {
            Some(year) => year.id(),
            None => format!("wave-{}", position + 1),
        };
        ids.push(names.take(base, "-"));
    }
    order.into_iter().zip(ids).collect()
}

/// A year, or one that ends in the next, as in "2023-24".
struct Year {
    first: u32,
    into_next: bool,
}

impl Year {
    fn id(&self) -> String {
        match self.into_next {
            true => format!("{}-{:02}", self.first, (self.first + 1) % 100),
            false => self.first.to_string(),
        }
    }
}

/// The first year in a name.
fn year(name: &str) -> Option<Year> {
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let numbers: Vec<&str> = stem
        .split(|c: char| !c.is_ascii_digit())
        .filter(|number| !number.is_empty())
        .collect();
    numbers.iter().enumerate().find_map(|(at, number)| {
        let day = matches!(number.len(), 6 | 8)
            .then(|| number.get(..4))
            .flatten();
        let first = number
            .get(..)
            .filter(|number| number.len() == 4)
            .or(day)?
            .parse()
            .ok()?;
        let next = numbers.get(at + 1).filter(|_| number.len() == 4);
        let touching = |next: &str| {
            ["-", "_", "/", "\u{2013}"]
                .iter()
                .any(|dash| stem.contains(&format!("{number}{dash}{next}")))
        };
        let into_next = next.is_some_and(|next| {
            let year = next.parse::<u32>().ok();
            let month = next.len() == 2 && (1..=12).contains(&((first + 1) % 100));
            touching(next) && !month && (year == Some((first + 1) % 100) || year == Some(first + 1))
        });
        (1990..=2099)
            .contains(&first)
            .then_some(Year { first, into_next })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ids(names: &[&str]) -> Vec<(usize, String)> {
        order(names.iter().copied())
    }

    #[test]
    fn years_in_names_are_the_waves_in_order() {
        let given = [
            "members 2024.xlsx",
            "Members_2022 (1).csv",
            "export-20230514.csv",
        ];
        let expected = [(1, "2022"), (2, "2023"), (0, "2024")].map(|(at, id)| (at, id.to_owned()));
        assert_eq!(ids(&given), expected);
    }

    #[test]
    fn a_year_that_ends_in_the_next_keeps_both() {
        assert_eq!(ids(&["Survey 2023-24.csv"])[0].1, "2023-24");
        assert_eq!(ids(&["Survey 2023-2024.csv"])[0].1, "2023-24");
        // Nobody can tell October 2009 from 2009-10.
        assert_eq!(ids(&["Survey 2009-10.csv"])[0].1, "2009");
    }

    #[test]
    fn without_a_year_the_order_given_counts() {
        let given = ["zebra.csv", "members 1204.csv", "members 2021.csv"];
        let expected =
            [(0, "wave-1"), (1, "wave-2"), (2, "2021")].map(|(at, id)| (at, id.to_owned()));
        assert_eq!(ids(&given), expected);
    }

    #[test]
    fn two_waves_of_one_year_are_told_apart() {
        let given = ["autumn 2023.csv", "spring 2023.csv"];
        let expected = [(0, "2023"), (1, "2023-2")].map(|(at, id)| (at, id.to_owned()));
        assert_eq!(ids(&given), expected);
    }
}
