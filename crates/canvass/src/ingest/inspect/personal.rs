//! Columns that tell who somebody is, by their heading and by what stands in them.

use super::cells::{integer, is_date, words, year};
use super::names::{Names, is_titled_name, names};
use super::profile::Profile;
use crate::ingest::reader::{Tick, sign};

/// The share of cells that must look like it: people also write "none".
const MOST: f64 = 0.6;

/// Different references below which they may be answers.
const ENOUGH_REFERENCES: u64 = 8;

/// Why a column seems to tell who somebody is, in words; `None` if it does not. `heading` is a key.
pub(super) fn personal(heading: &str, profile: &Profile) -> Option<&'static str> {
    let shown = [
        (
            is_email as fn(&str) -> bool,
            "most cells are e-mail addresses",
        ),
        (is_postcode, "most cells are postcodes"),
        (is_phone, "most cells are telephone numbers"),
        (is_ip, "most cells are IP addresses"),
        (
            is_number_of_a_card,
            "most cells are NHS or National Insurance numbers",
        ),
        (is_handle, "most cells are names in social media"),
        (is_token, "most cells are tokens that programs make"),
        (says_how_to_reach, "most cells say how to reach somebody"),
    ];
    // One address alone may be an example in an open answer.
    if profile.answered() > 1 || asks_who(heading) {
        for (is, why) in shown {
            if profile.share(is) >= MOST {
                return Some(why);
            }
        }
    }
    if born(heading, profile) {
        return Some("the days are dates of birth, by the heading or as they lie decades ago");
    }
    if let Names::Are(why) = names(profile) {
        return Some(why);
    }
    // "Would you like to leave your name?" may be answered with yes or no.
    let agrees = |text: &str| {
        let first = text.trim_start().get(..3).unwrap_or(text).to_lowercase();
        sign(text) != Tick::Odd || matches!(first.as_str(), "yes" | "no" | "no," | "no ")
    };
    let short = profile.share(|text| words(text) <= 6) >= 0.8;
    if !short || profile.share(agrees) > 0.5 {
        return None;
    }
    // Options come again and again; ways to reach somebody do not.
    let varies = profile.answered() < 8 || profile.given().nth(5).is_some();
    (names_somebody(heading) || asks_who(heading) && varies)
        .then_some("the heading asks who somebody is")
}

/// Whether a text tells who somebody is or how to reach them, by its shape.
pub(super) fn identifies(text: &str) -> bool {
    is_somebodys(text)
        || is_postcode(text)
        || is_ip(text)
        || is_handle(text)
        || says_how_to_reach(text)
        || is_titled_name(text)
}

/// Whether a text is an address or a number that one person has, and nothing else.
pub(super) fn is_somebodys(text: &str) -> bool {
    is_email(text) || is_phone(text) || is_number_of_a_card(text)
}

/// Whether a heading, as a key, asks for what one person alone is called by: no option stands under it, however often
/// the same comes.
fn names_somebody(heading: &str) -> bool {
    const ENDS: &[&str] = &[
        "first name",
        "last name",
        "full name",
        "your name",
        "carer name",
        "carer's name",
        "child's name",
        "parent's name",
        "surname",
        "forename",
        "handle",
        "nhs number",
        "national insurance number",
        "ni number",
        "passport number",
        "next of kin",
    ];
    let heading = match heading.rsplit_once(" (") {
        Some((asked, remark)) if remark.starts_with("optional") => asked,
        _ => heading,
    };
    let bare = heading.trim_matches(|c: char| !c.is_alphanumeric());
    words(bare) <= 8 && ENDS.iter().any(|end| bare.ends_with(end))
}

/// Whether a heading, as a key, asks for a name or how to reach somebody.
fn asks_who(heading: &str) -> bool {
    const PHRASES: &[&str] = &[
        "e-mail address",
        "email address",
        "your e-mail",
        "your email",
        "first name",
        "last name",
        "full name",
        "your name",
        "contact details",
        "contact name",
        "contact number",
        "contact person",
        "name of contact",
        "name of your contact",
        "organisation contact",
        "organization contact",
        "main contact",
        "phone number",
        "telephone",
        "postal address",
        "home address",
        "post code",
        "postcode",
        "zip code",
        "ip address",
        "carer name",
        "carer's name",
        "child's name",
        "parent name",
        "parent's name",
        "name of parent",
        "name of carer",
        "name of child",
        "next of kin",
        "emergency contact",
        "nhs number",
        "national insurance",
        "ni number",
        "passport number",
        "facebook name",
        "social media handle",
        "your handle",
        "twitter handle",
        "instagram handle",
        "name of your support worker",
    ];
    const WHOLE: &[&str] = &[
        "name", "email", "e-mail", "phone", "mobile", "address", "surname", "forename", "nino",
        "handle",
    ];
    let short = words(heading) <= 14;
    let bare = heading.trim_matches(|c: char| !c.is_alphanumeric());
    // In the name of a variable nothing parts the words, or a sign does.
    let is_variable = !heading.contains(' ');
    let letters = |text: &str| text.replace(|c: char| !c.is_alphanumeric(), "");
    let in_name = |phrase: &&str| is_variable && letters(heading).contains(&letters(phrase));
    let last = heading.rsplit(|c: char| !c.is_alphanumeric()).next();
    let ends_so = is_variable && last.is_some_and(|last| last != "name" && WHOLE.contains(&last));
    short
        && (PHRASES
            .iter()
            .any(|phrase| heading.contains(phrase) || in_name(phrase))
            || WHOLE.contains(&bare)
            || ends_so)
}

/// Whether a column holds dates of birth: the heading asks for them, or most days lie before this century and are
/// spread over more than ten years.
fn born(heading: &str, profile: &Profile) -> bool {
    const HEADINGS: &[&str] = &[
        "date of birth",
        "birth date",
        "birthdate",
        "birthday",
        "when were you born",
    ];
    if profile.share(is_date) < 0.9 {
        return false;
    }
    let years: Vec<u32> = profile
        .given()
        .filter_map(|value| year(&value.text))
        .collect();
    let before = years.iter().filter(|year| **year < 2000).count();
    let spread = years
        .iter()
        .max()
        .zip(years.iter().min())
        .map_or(0, |(last, first)| last - first);
    let is_named = HEADINGS.iter().any(|phrase| heading.contains(phrase))
        || matches!(
            heading.trim_matches(|c: char| !c.is_alphanumeric()),
            "dob" | "d.o.b"
        );
    is_named
        || (before * 2 > years.len() && years.len() * 2 > profile.given().count() && spread > 10)
}

/// An NHS number, written in three groups or with its check digit right, or a National Insurance number.
fn is_number_of_a_card(text: &str) -> bool {
    let bare: String = text.chars().filter(|c| !matches!(c, ' ' | '-')).collect();
    let bytes = bare.as_bytes();
    let is_national_insurance = bytes.len() == 9
        && bytes[..2].iter().all(u8::is_ascii_alphabetic)
        && bytes[2..8].iter().all(u8::is_ascii_digit)
        && matches!(bytes[8].to_ascii_uppercase(), b'A'..=b'D');
    let is_ten = bytes.len() == 10 && bytes.iter().all(u8::is_ascii_digit);
    let groups: Vec<usize> = text.trim().split([' ', '-']).map(str::len).collect();
    is_national_insurance || (is_ten && (groups == [3, 3, 4] || has_check_digit(bytes)))
}

/// Whether the last of ten figures is the check digit of an NHS number (modulus 11, NHS Data Dictionary).
fn has_check_digit(figures: &[u8]) -> bool {
    let value = |figure: &u8| u32::from(figure - b'0');
    let weighted = (2..=10).rev().zip(figures);
    let sum: u32 = weighted
        .map(|(weight, figure)| weight * value(figure))
        .sum();
    figures.last().map(value) == Some((11 - sum % 11) % 11)
}

/// A name in social media: `@` and one word.
fn is_handle(text: &str) -> bool {
    text.trim().strip_prefix('@').is_some_and(|name| {
        name.len() > 1
            && name
                .chars()
                .all(|c| c.is_alphanumeric() || matches!(c, '_' | '.' | '-'))
    })
}

/// Whether an e-mail address or a telephone number is somewhere in a text.
fn says_how_to_reach(text: &str) -> bool {
    let mut digits = 0;
    let mut starts = false;
    let mut has_phone = false;
    for c in text.chars() {
        match c {
            '0'..='9' | '+' => {
                if digits == 0 {
                    starts = matches!(c, '0' | '+');
                }
                digits += 1;
                has_phone |= starts && digits >= 10;
            }
            ' ' | '-' | '(' | ')' if digits > 0 => {}
            _ => digits = 0,
        }
    }
    let bare = |word: &str| word.trim_matches(|c: char| !c.is_alphanumeric()).to_owned();
    has_phone || text.contains('@') && text.split_whitespace().any(|word| is_email(&bare(word)))
}

fn is_email(text: &str) -> bool {
    let Some((name, host)) = text.trim().split_once('@') else {
        return false;
    };
    !name.is_empty()
        && host.contains('.')
        && !host.ends_with('.')
        && !text.trim().contains(char::is_whitespace)
}

/// A British postcode: outward code, blank or none, and a figure with two letters.
fn is_postcode(text: &str) -> bool {
    let code: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let upper = code.to_ascii_uppercase();
    if !upper.is_ascii() || !(5..=7).contains(&upper.len()) {
        return false;
    }
    let (outward, inward) = upper.split_at(upper.len() - 3);
    let inward = inward.as_bytes();
    let outward = outward.as_bytes();
    inward[0].is_ascii_digit()
        && inward[1..].iter().all(u8::is_ascii_uppercase)
        && outward[0].is_ascii_uppercase()
        && outward.iter().any(u8::is_ascii_digit)
        && outward.iter().all(u8::is_ascii_alphanumeric)
}

fn is_phone(text: &str) -> bool {
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    let only = text
        .chars()
        .all(|c| c.is_ascii_digit() || matches!(c, ' ' | '+' | '(' | ')' | '-'));
    let start = text.trim_start();
    only && (9..=15).contains(&digits)
        && (start.starts_with('+') || start.starts_with("(0") || start.starts_with('0'))
}

fn is_ip(text: &str) -> bool {
    text.trim().parse::<std::net::IpAddr>().is_ok()
}

/// At least ten letters and figures mixed without a blank, as ids of responses and devices are.
fn is_token(text: &str) -> bool {
    let text = text.trim();
    let allowed = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | ':');
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    let letters = text.bytes().filter(u8::is_ascii_alphabetic).count();
    text.len() >= 10 && text.chars().all(allowed) && digits >= 3 && letters >= 2 && !is_date(text)
}

/// Whether the cells are references: each is there once, and they are figures behind the same letters.
pub(super) fn refers_to_the_rows(heading: &str, profile: &Profile) -> bool {
    let shape = |text: &str| -> Option<String> {
        let start = text.trim_end_matches(|c: char| c.is_ascii_digit());
        let digits = text.len() - start.len();
        let is_reference = digits >= 2
            && (1..=4).contains(&start.chars().filter(char::is_ascii_alphabetic).count())
            && !text.contains(char::is_whitespace);
        is_reference.then(|| start.to_owned())
    };
    let mut shapes = profile.given().map(|value| shape(&value.text));
    let Some(Some(first)) = shapes.next() else {
        return false;
    };
    let unique = profile.given().all(|value| value.count == 1);
    profile.answered() >= ENOUGH_REFERENCES
        && unique
        && profile.unkept == 0
        && words(heading) <= 3
        && shapes.all(|shape| shape.as_ref() == Some(&first))
}

/// Whether the cells number the rows, or are ids: each is there once, and they are numbers in a row.
pub(super) fn numbers_the_rows(heading: &str, profile: &Profile) -> bool {
    let values: Vec<i64> = profile
        .given()
        .filter_map(|value| integer(&value.text).filter(|_| value.count == 1))
        .collect();
    let unique = values.len() >= 3 && values.len() as u64 == profile.filled;
    if !unique {
        return false;
    }
    let rising = values.windows(2).all(|pair| pair[0] < pair[1]);
    let steps = values
        .windows(2)
        .filter(|pair| pair[1] == pair[0] + 1)
        .count();
    let last = heading.rsplit(' ').next().unwrap_or("");
    let named = matches!(last, "" | "#" | "id" | "index" | "number")
        || (words(heading) == 1 && heading.ends_with("id"));
    named || (rising && words(heading) <= 1 && steps * 10 >= values.len() * 9)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn personal_data_is_told_by_its_shape() {
        assert!(
            is_email("elif94@example.org") && !is_email("at @ home. ok") && !is_email("@example")
        );
        assert!(
            is_postcode("LS23 8HA")
                && is_postcode("e11aa")
                && !is_postcode("LS23")
                && !is_postcode("Leeds 5")
        );
        assert!(
            is_phone("01632 960123")
                && is_phone("+44 1632 960 123")
                && !is_phone("12345")
                && !is_phone("120000000")
        );
        assert!(is_ip("192.0.2.7") && !is_ip("1.2"));
        assert!(is_token("62d82c07cd") && !is_token("opportunities") && !is_token("2024-05-07"));
    }

    #[test]
    fn references_are_told_by_their_shape() {
        let of = |cell: &dyn Fn(u64) -> String| {
            let mut profile = Profile::default();
            for row in 0..10 {
                profile.filled += 1;
                profile.values.push(crate::ingest::inspect::profile::Value {
                    text: cell(row),
                    count: 1,
                    missing: false,
                });
            }
            profile
        };
        assert!(refers_to_the_rows("ref", &of(&|row| format!("R{row:04}"))));
        assert!(refers_to_the_rows(
            "client code",
            &of(&|row| format!("CL-{}", 70 + row))
        ));
        assert!(!refers_to_the_rows("bus", &of(&|row| row.to_string())));
        assert!(!refers_to_the_rows(
            "seat",
            &of(&|row| format!("{}{row:02}", ["A", "B"][row as usize % 2]))
        ));
        assert!(!refers_to_the_rows(
            "what is the number of your room?",
            &of(&|row| format!("R{row:04}"))
        ));
    }

    #[test]
    fn numbers_of_cards_handles_and_ways_to_reach_somebody_are_told() {
        // 943 476 5919 is the example of the NHS Data Dictionary.
        assert!(is_number_of_a_card("943 476 5919") && is_number_of_a_card("9434765919"));
        assert!(!is_number_of_a_card("9434765918") && !is_number_of_a_card("943 4765"));
        assert!(is_number_of_a_card("QQ 12 34 56 C") && is_number_of_a_card("qq123456c"));
        assert!(!is_number_of_a_card("QQ123456Z") && !is_number_of_a_card("Band 12345"));
        assert!(is_handle("@jane_s") && !is_handle("@ home") && !is_handle("jane"));
        assert!(says_how_to_reach("Jane Smith 07700 900123"));
        assert!(says_how_to_reach("jane@example.org (work)"));
        assert!(!says_how_to_reach("0 to 10, 11 to 20") && !says_how_to_reach("10 am - 12 noon"));
        assert!(!says_how_to_reach("2020-01-02 10:30"));
    }

    #[test]
    fn headings_ask_who_somebody_is() {
        assert!(
            asks_who("what is your name?") && asks_who("name") && asks_who("your e-mail address")
        );
        assert!(
            asks_who("group/first_name") && asks_who("contact_email") && asks_who("q7.postcode")
        );
        assert!(asks_who("organisation contact") && asks_who("parent/carer name"));
        assert!(!asks_who("how did you hear our name?") && !asks_who("event_name"));
    }
}
