//! Columns that tell who somebody is, by their heading and by what stands in them.

use super::cells::{integer, words};
use super::names::{Names, names};
use super::profile::Profile;

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
        (is_token, "most cells are tokens that programs make"),
    ];
    // One address alone may be an example in an open answer.
    if profile.answered() > 1 || asks_who(heading) {
        for (is, why) in shown {
            if profile.share(is) >= MOST {
                return Some(why);
            }
        }
    }
    if let Names::Are(why) = names(profile) {
        return Some(why);
    }
    let answered = profile.answered();
    let different = profile.given().count() as u64;
    // Options come again and again; names do not.
    let varies = answered < 8 || different > 5;
    let short = profile.share(|text| words(text) <= 6) >= 0.8;
    (asks_who(heading) && varies && short).then_some("the heading asks who somebody is")
}

/// Whether a text tells who somebody is or how to reach them, by its shape.
pub(super) fn identifies(text: &str) -> bool {
    is_email(text) || is_postcode(text) || is_phone(text) || is_ip(text)
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
        "twitter handle",
        "date of birth",
    ];
    const WHOLE: &[&str] = &[
        "name", "email", "e-mail", "phone", "mobile", "address", "surname", "forename",
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
    text.len() >= 10
        && text.chars().all(allowed)
        && digits >= 3
        && letters >= 2
        && !super::cells::is_date(text)
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
    fn headings_ask_who_somebody_is() {
        assert!(
            asks_who("what is your name?") && asks_who("name") && asks_who("your e-mail address")
        );
        assert!(
            asks_who("group/first_name") && asks_who("contact_email") && asks_who("q7.postcode")
        );
        assert!(asks_who("organisation contact"));
        assert!(!asks_who("how did you hear our name?") && !asks_who("event_name"));
    }
}
