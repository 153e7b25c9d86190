//! What a project's messages must be beside templates that can be filled in: settings that the program works with.

use std::collections::{BTreeMap, BTreeSet};

use super::catalogue::Catalogue;
use super::{Wording, is_mark, say};
use crate::diagnostics::{Code, Diagnostic, Diagnostics};

/// Parts of the catalogue whose messages none may be blank: every figure is printed by them, and looked for by them
/// before a report is written.
const NEVER_BLANK: [&str; 2] = ["language.", "proof."];
const DECIMAL: &str = "language.numbers.decimal";
const THOUSANDS: &str = "language.numbers.thousands";
const MONTHS: &str = "language.dates.months";

/// The most characters of the name of a worksheet, and those that it must not have.
const SHEET_NAME: usize = 31;
const NOT_IN_SHEET_NAMES: &str = "[]:*?/\\";

/// Finds the messages and lists of `said` that are of another kind than the `known` ones, or say nothing where
/// something must be said, and takes them out.
pub(super) fn check(said: &mut Catalogue, known: &Catalogue, faults: &mut Diagnostics) {
    let mut wrong: BTreeSet<String> = BTreeSet::new();
    for key in said.keys() {
        if let Some(why) = unfit(key, said, known) {
            let message = format!("the message \"{key}\" {why}");
            faults.push(Diagnostic::new(
                Code::WordingBroken,
                said.place(key),
                message,
            ));
            wrong.insert(key.to_owned());
        }
    }
    said.retain(|key| !wrong.contains(key));
}

fn unfit(key: &str, said: &Catalogue, known: &Catalogue) -> Option<String> {
    let never_blank = NEVER_BLANK.iter().any(|part| key.starts_with(part));
    let Some(message) = said.message(key) else {
        let texts = said.list(key);
        return if known.message(key).is_some() {
            Some("is one text in quotation marks, and no list".into())
        } else if texts.is_empty() {
            Some("is a list with nothing in it".into())
        } else if never_blank && texts.iter().any(|text| text.trim().is_empty()) {
            Some("is a list with a blank text in it".into())
        } else if key == MONTHS && texts.len() != 12 {
            Some("must name the 12 months of a year".into())
        } else {
            None
        };
    };
    let text = &message.text;
    if known.has_list(key) {
        Some("is a list of texts, in square brackets".into())
    } else if let Some(mark) = text.chars().find(|c| is_mark(*c)) {
        let number = u32::from(mark);
        Some(format!(
            "must not hold the character U+{number:04X}, which stands for no letter"
        ))
    } else if !never_blank {
        None
    } else if text.trim().is_empty() && key != THOUSANDS {
        Some("says nothing".into())
    } else if known.message(key).is_some_and(|known| known.is_plain()) && !message.is_plain() {
        Some("is used as it is, so it cannot hold a \"{\"".into())
    } else if [DECIMAL, THOUSANDS].contains(&key) && text.contains(char::is_numeric) {
        Some("is a mark within numbers, so it cannot hold a digit".into())
    } else {
        None
    }
}

/// What is wrong with messages of the project beside others: two marks that are one, and names of worksheets.
pub(super) fn together(wording: &Wording) -> Diagnostics {
    let mut faults = Diagnostics::new();
    let catalogue = &wording.catalogue;
    if catalogue.text(DECIMAL) == catalogue.text(THOUSANDS) {
        let own = [DECIMAL, THOUSANDS]
            .into_iter()
            .find(|key| catalogue.is_own(key));
        if let Some(key) = own {
            let message = "the decimal mark is the mark between thousands as well";
            faults.push(wording.fault(key, message.into()));
        }
    }
    for (key, why) in sheet_names(wording) {
        let message = format!("the message \"{key}\" cannot name a worksheet: {why}");
        faults.push(wording.fault(key, message));
    }
    faults
}

/// The messages of the project that cannot name worksheets, and why.
fn sheet_names(wording: &Wording) -> BTreeMap<&'static str, String> {
    let table = |number: u32| {
        let name = say!(wording, "render.workbook.sheet", number);
        ("render.workbook.sheet", name)
    };
    let names = [
        (
            "render.workbook.cover",
            say!(wording, "render.workbook.cover"),
        ),
        (
            "render.front.contents",
            say!(wording, "render.front.contents"),
        ),
        (
            "render.workbook.notes",
            say!(wording, "render.workbook.notes"),
        ),
        table(1),
        table(2),
        table(999),
    ];
    let mut wrong = BTreeMap::new();
    for (at, (key, name)) in names.iter().enumerate() {
        // Spreadsheet programs take "cover" and "Cover" for one name.
        let mut earlier = names.iter().take(at);
        let same = earlier.find(|(_, other)| other.to_lowercase() == name.to_lowercase());
        let why = match same {
            Some(_) => Some(format!("another worksheet is called \"{name}\" as well")),
            None => not_a_sheet_name(name).map(str::to_owned),
        };
        let mut either = std::iter::once(*key).chain(same.map(|(other, _)| *other));
        let own = either.find(|key| wording.catalogue.is_own(key));
        if let (Some(why), Some(key)) = (why, own) {
            wrong.entry(key).or_insert(why);
        }
    }
    wrong
}

/// Why spreadsheet programs refuse the name of a worksheet.
fn not_a_sheet_name(name: &str) -> Option<&'static str> {
    if name.trim().is_empty() {
        Some("it is blank")
    } else if name.encode_utf16().count() > SHEET_NAME {
        Some("it has more than 31 characters")
    } else if name.contains(|c: char| NOT_IN_SHEET_NAMES.contains(c) || c.is_control()) {
        Some("it holds one of [ ] : * ? / \\")
    } else if name.starts_with('\'') || name.ends_with('\'') {
        Some("it starts or ends with an apostrophe")
    } else if name.eq_ignore_ascii_case("history") {
        Some("Excel keeps this name for itself")
    } else {
        None
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;
    use crate::wording::pseudo;

    /// The faults of a project's file of the wording.
    fn faults(name: &str, text: &str) -> Vec<String> {
        let file = (format!("templates/wording/{name}"), text.to_owned());
        let (_, faults) = Wording::of("en-GB", &[file]).unwrap();
        faults.iter().map(ToString::to_string).collect()
    }

    fn refused(name: &str, text: &str, line: usize, why: &str) {
        let told = faults(name, text);
        assert_eq!(told.len(), 1, "{text}: {told:?}");
        let place = format!("templates/wording/{name}:{line}:1: error[wording/broken]: ");
        assert!(told[0].starts_with(&place), "{text}: {told:?}");
        assert!(told[0].ends_with(why), "{text}: {told:?}");
    }

    /// Each of these would keep the program from finding figures in the sentences of the report.
    #[test]
    fn what_the_report_is_read_again_by_is_never_blank() {
        let language = "language.toml";
        for text in [
            "[numbers]\ndecimal = \"\"",
            "[numbers]\npercent = \" \"",
            "[quotes]\nopen = \"\"",
            "[quotes]\nclose = \"\\u00A0\"",
            "[dates]\nday = \"\"",
        ] {
            refused(language, text, 2, "says nothing");
        }
        refused(
            language,
            "[numbers]\nwords = []",
            2,
            "is a list with nothing in it",
        );
        for key in ["than", "next-item"] {
            refused("proof.toml", &format!("{key} = \"\""), 1, "says nothing");
            refused("proof.toml", &format!("{key} = \"  \""), 1, "says nothing");
            refused(
                "proof.toml",
                &format!("{key} = '{{{{ \"\" }}}}'"),
                1,
                "is used as it is, so it cannot hold a \"{\"",
            );
        }
        for key in ["claims", "before-items", "after-names", "before-names"] {
            let blank = "is a list with a blank text in it";
            refused("proof.toml", &format!("{key} = [\"a\", \"\"]"), 1, blank);
            let empty = "is a list with nothing in it";
            refused("proof.toml", &format!("{key} = []"), 1, empty);
        }
        let none = "[numbers]\nthousands = \"\"";
        assert_eq!(faults(language, none), [""; 0]);
    }

    #[test]
    fn marks_of_numbers_can_be_told_from_each_other_and_from_digits() {
        let one = "[numbers]\nthousands = \".\"";
        let same = "the decimal mark is the mark between thousands as well";
        refused("language.toml", one, 2, same);
        assert_eq!(
            faults("language.toml", &format!("{one}\ndecimal = \",\"")),
            [""; 0]
        );
        let digit = "is a mark within numbers, so it cannot hold a digit";
        refused("language.toml", "[numbers]\ndecimal = \"0\"", 2, digit);
    }

    #[test]
    fn a_message_is_of_the_kind_of_the_built_in_one() {
        let list = "is a list of texts, in square brackets";
        refused("language.toml", "[numbers]\nwords = \"one\"", 2, list);
        let text = "is one text in quotation marks, and no list";
        refused("language.toml", "[numbers]\ndecimal = [\",\"]", 2, text);
        let months = "must name the 12 months of a year";
        refused("language.toml", "[dates]\nmonths = [\"Jan\"]", 2, months);
        let mark = "must not hold the character U+FDD0, which stands for no letter";
        refused("phrases.toml", "nobody = \"\\uFDD0x\"", 1, mark);
    }

    #[test]
    fn a_new_language_lacks_a_message_that_is_a_list() {
        let mut files = pseudo::files();
        for (name, text) in &mut files {
            if name.ends_with("/phrases.toml") {
                let mut table: toml::Table = text.parse().unwrap();
                let list = vec![toml::Value::String("x".into())];
                table.insert("nobody".into(), list.into()).unwrap();
                *text = toml::to_string(&table).unwrap();
            }
        }
        let (_, faults) = Wording::of(pseudo::LANGUAGE, &files).unwrap();
        let told = faults.to_string();
        assert!(
            told.contains("the message \"phrases.nobody\" is one text"),
            "{told}"
        );
    }

    #[test]
    fn worksheets_have_names_that_spreadsheet_programs_take() {
        let file = "render.toml";
        for (cover, why) in [
            ("A", None),
            ("Page d'accueil", None),
            ("abcdefghijklmnopqrstuvwxyzabcde", None),
            (
                "abcdefghijklmnopqrstuvwxyzabcdef",
                Some("it has more than 31 characters"),
            ),
            ("A/B", Some("it holds one of [ ] : * ? / \\")),
            ("", Some("it is blank")),
            ("'A", Some("it starts or ends with an apostrophe")),
            ("history", Some("Excel keeps this name for itself")),
            (
                "table_1",
                Some("another worksheet is called \"Table_1\" as well"),
            ),
        ] {
            let text = format!("[workbook]\ncover = \"{cover}\"\n");
            match why {
                None => assert_eq!(faults(file, &text), [""; 0], "{cover}"),
                Some(why) => refused(file, &text, 2, why),
            }
        }
        let same = "[workbook]\nsheet = \"Table\"\n";
        let why = "another worksheet is called \"Table\" as well";
        refused(file, same, 2, why);
        let long = "[workbook]\nsheet = \"A table of the whole report, {{ number }}\"\n";
        refused(file, long, 2, "it has more than 31 characters");
        let of_contents = "[front]\ncontents = \"Notes\"\n";
        let why = "another worksheet is called \"Notes\" as well";
        refused(file, of_contents, 2, why);
    }
}
