//! Which wave an export is of, by the year in its name or by the times of its responses.

use super::names::Names;

/// Which export a wave is of.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Which {
    /// The position of its export.
    pub(super) at: usize,
    pub(super) id: String,
    /// Whether it is called after the times of its responses.
    pub(super) by_times: bool,
}

/// The waves of files, each with its name and the year of its responses where it tells one, in order of time: by the
/// years if every file has one, else as given.
pub(super) fn order<'a>(files: impl Iterator<Item = (&'a str, Option<u32>)>) -> Vec<Which> {
    let years: Vec<(Option<Year>, bool)> = files
        .map(|(name, given)| {
            let named = year(name);
            let by_times = named.is_none() && given.is_some();
            let given = given.map(|first| Year {
                first,
                into_next: false,
            });
            (named.or(given), by_times)
        })
        .collect();
    let mut order: Vec<(usize, &(Option<Year>, bool))> = years.iter().enumerate().collect();
    if years.iter().all(|(year, _)| year.is_some()) {
        order.sort_by_key(|(_, (year, _))| year.as_ref().map(|year| year.first));
    }
    let mut names = Names::default();
    order
        .into_iter()
        .enumerate()
        .map(|(position, (at, (year, by_times)))| {
            let base = match year {
                Some(year) => year.id(),
                None => format!("wave-{}", position + 1),
            };
            Which {
                at,
                id: names.take(base, "-"),
                by_times: *by_times,
            }
        })
        .collect()
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
        order(names.iter().map(|name| (*name, None)))
            .into_iter()
            .map(|which| (which.at, which.id))
            .collect()
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

    #[test]
    fn the_times_of_responses_tell_the_year_where_the_name_does_not() {
        let files = [
            ("new.csv", Some(2024)),
            ("members 2022.csv", Some(2023)),
            ("old.csv", Some(2021)),
        ];
        let waves: Vec<(usize, String, bool)> = order(files.into_iter())
            .into_iter()
            .map(|which| (which.at, which.id, which.by_times))
            .collect();
        let expected = [(2, "2021", true), (1, "2022", false), (0, "2024", true)];
        assert_eq!(
            waves,
            expected.map(|(at, id, by_times)| (at, id.to_owned(), by_times))
        );
    }
}
