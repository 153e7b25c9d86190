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
    "ali",
    "alice",
    "alison",
    "amanda",
    "amelia",
    "amina",
    "amy",
    "andrea",
    "andrew",
    "angela",
    "anita",
    "ann",
    "anna",
    "anne",
    "anthony",
    "ayesha",
    "barbara",
    "ben",
    "benjamin",
    "betty",
    "bill",
    "bob",
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
    "dan",
    "daniel",
    "dave",
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
    "gemma",
    "george",
    "graham",
    "hannah",
    "harry",
    "hassan",
    "heather",
    "helen",
    "henry",
    "holly",
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
    "jess",
    "jessica",
    "jim",
    "jo",
    "joan",
    "joanne",
    "joe",
    "john",
    "jonathan",
    "joseph",
    "josh",
    "joyce",
    "judith",
    "julia",
    "julie",
    "karen",
    "kate",
    "katherine",
    "kathleen",
    "katie",
    "keith",
    "kelly",
    "ken",
    "kevin",
    "khadija",
    "kim",
    "laura",
    "lauren",
    "leah",
    "lee",
    "lesley",
    "liam",
    "linda",
    "lisa",
    "liz",
    "louise",
    "lucy",
    "luke",
    "lynn",
    "malcolm",
    "margaret",
    "maria",
    "mark",
    "martin",
    "mary",
    "matt",
    "matthew",
    "max",
    "megan",
    "michael",
    "michelle",
    "mike",
    "mohammad",
    "mohammed",
    "molly",
    "muhammad",
    "natalie",
    "neil",
    "nicholas",
    "nick",
    "nicola",
    "nigel",
    "oliver",
    "olivia",
    "omar",
    "pamela",
    "pat",
    "patricia",
    "paul",
    "pete",
    "peter",
    "philip",
    "priya",
    "rachel",
    "ravi",
    "rebecca",
    "richard",
    "rob",
    "robert",
    "roger",
    "ron",
    "rosie",
    "ruth",
    "ryan",
    "sally",
    "sam",
    "samantha",
    "samuel",
    "sandra",
    "sanjay",
    "sara",
    "sarah",
    "sharon",
    "shirley",
    "sian",
    "simon",
    "sophie",
    "stephen",
    "steve",
    "steven",
    "stuart",
    "sue",
    "susan",
    "thomas",
    "tim",
    "tina",
    "tom",
    "tony",
    "tracey",
    "tracy",
    "victoria",
    "wendy",
    "william",
    "yusuf",
    "zainab",
    "zoe",
];

/// What is called after people, in one case.
const PLACES: &[&str] = &[
    "avenue", "building", "centre", "church", "clinic", "close", "college", "court", "drive",
    "gardens", "green", "hall", "hill", "hospital", "house", "lane", "library", "lodge", "park",
    "place", "road", "room", "school", "square", "street", "suite", "surgery", "trust", "valley",
    "ward",
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
        return match profile.share(is_persons_name) >= 0.75 {
            true => Names::Are("nearly every cell is the name of a person"),
            false => Names::No,
        };
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
    looks_like_a_name(text) && begins_with_a_given_name(text)
}

fn begins_with_a_given_name(text: &str) -> bool {
    let first = text.split_whitespace().next().unwrap_or("").to_lowercase();
    GIVEN.binary_search(&first.as_str()).is_ok()
}

/// A given name with a last name or its initial, or a title with a last name. What is called after people is none.
fn is_persons_name(text: &str) -> bool {
    let last = text.split_whitespace().last().unwrap_or("");
    let is_initial =
        last.trim_end_matches('.').chars().count() == 1 && last.starts_with(char::is_uppercase);
    let is_called_after = PLACES.contains(&last.to_lowercase().as_str());
    is_titled_name(text)
        || (words(text) == 2
            && begins_with_a_given_name(text)
            && (is_initial || is_full_name(text) && !is_called_after))
}

/// A title with a name: `Dr Jones`.
pub(super) fn is_titled_name(text: &str) -> bool {
    let mut parts = text.split_whitespace();
    let title = parts.next().unwrap_or("").trim_end_matches('.');
    let names: Vec<&str> = parts.collect();
    matches!(
        title,
        "Dr" | "Mr" | "Mrs" | "Ms" | "Miss" | "Mx" | "Prof" | "Professor" | "Rev"
    ) && (1..=2).contains(&names.len())
        && names.iter().all(|name| is_capitalised(name))
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
        let few = [("Jane Smith", 20), ("Tom B", 30), ("Dr Jones", 9)];
        assert!(matches!(of(&few), Names::Are(_)));
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
        assert_eq!(of(&[("Victoria Park", 40), ("Grace House", 30)]), Names::No);
    }
}
