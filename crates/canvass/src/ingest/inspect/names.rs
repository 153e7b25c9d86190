//! Names of people, told by the cells alone.

use std::collections::BTreeSet;

use super::cells::words;
use super::profile::Profile;

/// Different cells below which names cannot be told from options.
const ENOUGH: usize = 6;

/// Given names that many people in Britain have, in one case. A column of names holds some of them, whatever else.
const GIVEN: &[&str] = &[
    "abdul",
    "abigail",
    "adam",
    "ahmed",
    "aisha",
    "alan",
    "alex",
    "alexander",
    "alice",
    "alison",
    "amanda",
    "amelia",
    "amina",
    "amy",
    "andrea",
    "andrew",
    "angela",
    "ann",
    "anna",
    "anne",
    "anthony",
    "barbara",
    "ben",
    "benjamin",
    "brian",
    "carol",
    "caroline",
    "catherine",
    "charles",
    "charlotte",
    "chloe",
    "chris",
    "christine",
    "christopher",
    "claire",
    "clare",
    "colin",
    "craig",
    "daniel",
    "david",
    "dawn",
    "deborah",
    "denise",
    "diane",
    "donna",
    "dorothy",
    "edward",
    "elaine",
    "eleanor",
    "elizabeth",
    "ella",
    "emily",
    "emma",
    "eric",
    "fatima",
    "fiona",
    "frances",
    "frank",
    "gareth",
    "gary",
    "george",
    "graham",
    "hannah",
    "harry",
    "hassan",
    "heather",
    "helen",
    "henry",
    "ian",
    "ibrahim",
    "isabella",
    "jack",
    "jacqueline",
    "james",
    "jane",
    "janet",
    "jason",
    "jean",
    "jennifer",
    "jessica",
    "jo",
    "joan",
    "joanne",
    "john",
    "jonathan",
    "joseph",
    "joyce",
    "judith",
    "julia",
    "julie",
    "karen",
    "katherine",
    "kathleen",
    "keith",
    "kelly",
    "kevin",
    "laura",
    "lauren",
    "lee",
    "lesley",
    "liam",
    "linda",
    "lisa",
    "louise",
    "lucy",
    "lynn",
    "malcolm",
    "margaret",
    "maria",
    "mark",
    "martin",
    "mary",
    "matthew",
    "megan",
    "michael",
    "michelle",
    "mohammad",
    "mohammed",
    "muhammad",
    "natalie",
    "neil",
    "nicholas",
    "nicola",
    "nigel",
    "oliver",
    "olivia",
    "omar",
    "pamela",
    "patricia",
    "paul",
    "peter",
    "philip",
    "priya",
    "rachel",
    "rebecca",
    "richard",
    "robert",
    "roger",
    "ruth",
    "ryan",
    "sally",
    "sam",
    "samantha",
    "samuel",
    "sandra",
    "sara",
    "sarah",
    "sharon",
    "shirley",
    "simon",
    "sophie",
    "stephen",
    "steven",
    "stuart",
    "susan",
    "thomas",
    "tina",
    "tom",
    "tracey",
    "tracy",
    "victoria",
    "wendy",
    "william",
    "yusuf",
    "zainab",
    "zoe",
];

/// What the cells of a column say about people.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Names {
    /// Nearly all are names.
    Are(&'static str),
    /// They may be names.
    MayBe,
    /// They are none.
    No,
}

/// Whether a column holds the names of people.
pub(super) fn names(profile: &Profile) -> Names {
    let answered = profile.answered();
    let different = profile.given().count();
    if profile.share(is_full_name) >= 0.9 && answered >= 8 && different as u64 * 4 >= answered {
        return Names::Are("nearly every cell is two words with capitals, as names are");
    }
    if different < ENOUGH {
        return Names::No;
    }
    if profile.share(is_given_name) >= 0.25 && profile.share(looks_like_a_name) >= 0.8 {
        return Names::Are("many cells begin with a given name, and nearly all look like names");
    }
    // Options share words; first and last names hardly ever come again with others.
    let full = || {
        profile
            .given()
            .map(|value| value.text.as_str())
            .filter(|text| is_full_name(text))
    };
    let first: BTreeSet<&str> = full()
        .filter_map(|name| name.split_whitespace().next())
        .collect();
    let last: BTreeSet<&str> = full()
        .filter_map(|name| name.split_whitespace().last())
        .collect();
    let count = full().count();
    let apart = first.len() * 10 >= count * 9 && last.len() * 10 >= count * 9;
    if count >= ENOUGH && apart && profile.share(is_full_name) >= 0.75 {
        return Names::MayBe;
    }
    Names::No
}

/// One to four words, each with a capital.
fn looks_like_a_name(text: &str) -> bool {
    (1..=4).contains(&words(text)) && text.split_whitespace().all(is_capitalised)
}

fn is_given_name(text: &str) -> bool {
    let first = text.split_whitespace().next().unwrap_or("").to_lowercase();
    looks_like_a_name(text) && GIVEN.binary_search(&first.as_str()).is_ok()
}

/// A first and a last name: two words of letters alone, each with one capital at its start.
fn is_full_name(text: &str) -> bool {
    words(text) == 2 && text.split_whitespace().all(is_capitalised)
}

fn is_capitalised(word: &str) -> bool {
    let mut letters = word.chars();
    letters.next().is_some_and(char::is_uppercase)
        && word.chars().count() > 1
        && letters.all(|c| {
            c.is_lowercase()
                || matches!(c, '\'' | '\u{2019}' | '-')
                || c.is_uppercase() && word.contains(['\'', '-', '\u{2019}'])
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::inspect::profile::Value;

    fn of(cells: &[(&str, u64)]) -> Names {
        let mut profile = Profile::default();
        for (text, count) in cells {
            profile.filled += count;
            profile.values.push(Value {
                text: (*text).to_owned(),
                count: *count,
                missing: false,
            });
        }
        names(&profile)
    }

    #[test]
    fn given_names_are_in_order() {
        assert!(GIVEN.is_sorted());
    }

    #[test]
    fn names_that_come_again_are_names() {
        let cells = [
            ("Sarah Jones", 70),
            ("Peter O'Neill", 60),
            ("Mary-Ann Lee", 50),
            ("Zbigniew Kowal", 40),
            ("Ngozi Eze", 30),
            ("Siân Price", 20),
        ];
        assert!(matches!(of(&cells), Names::Are(_)));
        let first = ["Sarah", "Peter", "Mary", "Tom", "Ngozi", "Siân"].map(|name| (name, 20));
        assert!(matches!(of(&first), Names::Are(_)));
        let unknown = [
            "Zbigniew Kowal",
            "Ngozi Eze",
            "Siân Price",
            "Bronagh Quigg",
            "Tadhg Moran",
            "Aoife Byrne",
        ];
        assert_eq!(of(&unknown.map(|name| (name, 50))), Names::MayBe);
    }

    #[test]
    fn options_with_capitals_are_no_names() {
        let regions = [
            "North East",
            "North West",
            "East Midlands",
            "West Midlands",
            "South East",
            "South West",
            "Greater London",
            "Northern Ireland",
        ];
        assert_eq!(of(&regions.map(|region| (region, 9))), Names::No);
        assert_eq!(of(&[("Yes", 40), ("No", 30)]), Names::No);
    }
}
