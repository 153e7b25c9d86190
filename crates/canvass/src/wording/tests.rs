use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use super::*;
use crate::diagnostics::Position;

fn catalogue() -> Catalogue {
    built_in::catalogue(built_in::DEFAULT).unwrap()
}

fn own(text: &str) -> (Arc<Wording>, Vec<String>) {
    let file = ("templates/wording/phrases.toml".to_owned(), text.to_owned());
    let (wording, faults) = Wording::of("en-GB", &[file]).unwrap();
    (wording, faults.iter().map(ToString::to_string).collect())
}

#[test]
fn the_built_in_files_and_messages_can_be_read() {
    for (language, files) in built_in::LANGUAGES {
        let mut faults = Diagnostics::new();
        let mut read = Catalogue::default();
        for (name, text) in *files {
            read.read(name, name, text, &mut faults);
        }
        assert!(faults.is_empty(), "{language}: {faults}");
        let wording = Wording::new(language, read.clone(), None);
        for (key, text) in read.messages() {
            assert!(!text.is_empty(), "{language}: {key} says nothing");
            let two_spaces = r#" {{ " " }}"#;
            assert!(!text.contains(two_spaces), "{language}: {key}");
            if let Err(error) = wording.environment.get_template(key) {
                panic!("{language}: {key}: {error}");
            }
        }
    }
}

/// What a project that brings a language is held to: every message, of the same kind, with the same values.
#[test]
fn every_built_in_language_is_whole() {
    for (language, files) in built_in::LANGUAGES {
        let files = files.iter();
        let files: Vec<(String, String)> = files
            .map(|(name, text)| (format!("{FOLDER}{name}"), (*text).to_owned()))
            .collect();
        let (_, faults) = Wording::of(pseudo::LANGUAGE, &files).unwrap();
        assert!(faults.is_empty(), "{language}: {faults}");
    }
}

/// Every part of the program that speaks to readers of the report.
fn sources() -> Vec<PathBuf> {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = Vec::new();
    let mut left: Vec<PathBuf> = [
        "report",
        "chart",
        "render",
        "document",
        "disclosure",
        "wording",
        "stats",
        // Who is quoted.
        "config/report.rs",
    ]
    .iter()
    .map(|part| source.join(part))
    .collect();
    while let Some(path) = left.pop() {
        if path.is_dir() {
            left.extend(
                fs::read_dir(path)
                    .unwrap()
                    .map(|entry| entry.unwrap().path()),
            );
        } else if path.extension().is_some_and(|end| end == "rs") && !path.ends_with("tests.rs") {
            found.push(path);
        }
    }
    found
}

/// The texts in quotation marks of a source, as far as they have the form of a key or a term.
fn quoted(source: &str) -> impl Iterator<Item = &str> {
    let is_part = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || ".-".contains(c);
    source
        .split('"')
        .filter(move |text| !text.is_empty() && text.chars().all(is_part))
}

#[test]
fn every_message_is_said_and_whatever_is_said_is_a_message() {
    let catalogue = catalogue();
    let keys: BTreeSet<&str> = catalogue.keys().collect();
    let parts: BTreeSet<&str> = keys
        .iter()
        .filter_map(|key| key.split('.').next())
        .collect();
    let texts: Vec<String> = sources()
        .iter()
        .map(|path| fs::read_to_string(path).unwrap())
        .collect();
    let quoted: BTreeSet<&str> = texts.iter().flat_map(|text| quoted(text)).collect();
    let mut said: BTreeSet<String> = BTreeSet::new();
    for text in &quoted {
        let part = text.split_once('.').map(|(part, _)| part);
        if part.is_some_and(|part| parts.contains(part)) {
            said.insert((*text).to_owned());
        }
    }
    // The form of the name of a file, and of the start of a key.
    said.retain(|key| !key.ends_with(".toml") && !key.ends_with('.'));
    let unknown: Vec<&String> = said
        .iter()
        .filter(|key| !keys.contains(key.as_str()))
        .collect();
    assert!(unknown.is_empty(), "the catalogue lacks {unknown:?}");
    let messages: Vec<&str> = catalogue.messages().map(|(_, text)| text).collect();
    let never: Vec<&&str> = keys
        .iter()
        .filter(|key| {
            let term = key
                .strip_prefix("terms.")
                .and_then(|key| key.split_once('.'));
            let taken_in = format!("{{% include \"{key}\" %}}");
            match term {
                Some((id, form)) => {
                    let asked = format!("term(\"{form}\")");
                    !quoted.contains(id) || !messages.iter().any(|text| text.contains(&asked))
                }
                None => {
                    // Lists are named by their ends in `environment`.
                    let ending = key.strip_prefix("language.").unwrap_or(key);
                    !said.contains(**key)
                        && !quoted.contains(ending)
                        && !messages.iter().any(|text| text.contains(&taken_in))
                }
            }
        })
        .collect();
    assert!(never.is_empty(), "nothing says {never:?}");
}

/// What stands in the brackets of every `say!` of a source.
fn calls(source: &str) -> Vec<&str> {
    let mut found = Vec::new();
    for (at, _) in source.match_indices("say!(") {
        let inside = &source[at + 5..];
        let mut depth = 1;
        let end = inside.char_indices().find(|(_, c)| {
            depth += match c {
                '(' | '[' | '{' => 1,
                ')' | ']' | '}' => -1,
                _ => 0,
            };
            depth == 0
        });
        found.push(&inside[..end.unwrap().0]);
    }
    found
}

/// The parts of a call between the commas outside its brackets.
fn arguments(call: &str) -> Vec<String> {
    let (mut parts, mut depth) = (vec![String::new()], 0);
    for c in call.chars() {
        depth += match c {
            '(' | '[' | '{' => 1,
            ')' | ']' | '}' => -1,
            _ => 0,
        };
        match c {
            ',' if depth == 0 => parts.push(String::new()),
            c => parts.last_mut().unwrap().push(c),
        }
    }
    parts.iter().map(|part| part.trim().to_owned()).collect()
}

#[test]
fn every_message_is_given_its_values_and_names_all_of_them() {
    let given = own::Given::new(&catalogue());
    let mut wrong = Vec::new();
    for path in sources() {
        let source = fs::read_to_string(&path).unwrap();
        if path.ends_with("wording/mod.rs") {
            continue;
        }
        for call in calls(&source) {
            let arguments = arguments(call);
            let key = arguments[1].trim_matches('"');
            let names: BTreeSet<String> = arguments[2..]
                .iter()
                .filter(|value| !value.is_empty())
                .map(|value| value.split("=>").next().unwrap().trim().to_owned())
                .collect();
            let (used, values) = (given.used(key), given.values(key));
            let lacks: Vec<_> = used.difference(&names).collect();
            let unnamed: Vec<_> = names.difference(&values).collect();
            if !lacks.is_empty() || !unnamed.is_empty() {
                wrong.push(format!(
                    "{key} lacks {lacks:?} and does not name {unnamed:?}"
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_second_language_needs_a_catalogue_and_nothing_else() {
    let files = pseudo::files();
    let (wording, faults) = Wording::of(pseudo::LANGUAGE, &files).unwrap();
    assert!(faults.is_empty(), "{faults}");
    let said = say!(wording, "phrases.respondents", count => 1_234);
    assert_eq!(
        said,
        format!("1,234 {}", pseudo::in_other_letters("respondents"))
    );
    let missing = Wording::of(pseudo::LANGUAGE, &files[1..]).unwrap_err();
    assert_eq!(missing.known, built_in::languages());
    assert!(
        missing
            .missing
            .iter()
            .all(|key| key.starts_with("describe."))
    );
    assert!(Wording::of("cy", &[]).unwrap_err().missing.is_empty());
    assert!(Wording::of("en-IE", &[]).is_ok());
}

#[test]
fn languages_have_plurals_of_their_own() {
    let (wording, faults) = own(
        "respondents = \"{{ count | number }} {% if count % 10 == 1 %}respondent{% elif count % 10 < 5 %}respondenty{% else %}respondentów{% endif %}\"\n",
    );
    assert_eq!(faults, [""; 0]);
    let told = [1, 3, 25].map(|count: u64| say!(wording, "phrases.respondents", count));
    assert_eq!(told, ["1 respondent", "3 respondenty", "25 respondentów"]);
}

#[test]
fn the_marks_of_numbers_are_the_languages() {
    let file = (
        "templates/wording/language.toml".to_owned(),
        "[numbers]\ndecimal = \",\"\nthousands = \"\u{a0}\"\n".to_owned(),
    );
    let (wording, _) = Wording::of("en-GB", &[file]).unwrap();
    assert_eq!(wording.number(1_234_567), "1\u{a0}234\u{a0}567");
    assert_eq!(wording.number(123), "123");
    assert_eq!(wording.decimal("81.4"), "81,4");
}

#[test]
fn values_are_never_read_as_messages() {
    let title = "{{ 7 * 7 }} {% raise %} <b>&amp;";
    let said = say!(Wording::built_in(), "phrases.standing", title);
    assert_eq!(said, format!("{title}."));
}

#[test]
fn faults_of_a_projects_messages_have_their_places() {
    for (text, place, message) in [
        (
            "nobodie = \"x\"",
            "1:1",
            "there is no message \"phrases.nobodie\"",
        ),
        ("\nnobody = \"{{ x\"", "2:1", "cannot be filled in"),
        (
            "see = \"See {{ tabel }}.\"",
            "1:1",
            "has no value \"tabel\"",
        ),
        (
            "nobody = \"{{ 'x' | shout }}\"",
            "1:1",
            "filter shout is unknown",
        ),
        (
            "nobody = '{% include \"phrases.nothing\" %}'",
            "1:1",
            "phrases.nothing",
        ),
        (
            "nobody = 5",
            "1:10",
            "a message is a text in quotation marks",
        ),
        ("nobody = ", "1:10", "error[config/syntax]"),
        (
            "\n\nmany = [\"a\"]",
            "phrases.toml:3:1",
            "there is no message \"phrases.many\"",
        ),
    ] {
        let (wording, faults) = own(text);
        assert_eq!(faults.len(), 1, "{text}: {faults:?}");
        assert!(
            faults[0].contains(place) && faults[0].contains(message),
            "{faults:?}"
        );
        assert_eq!(say!(wording, "phrases.nobody"), "nobody");
    }
}

/// What no trial shows, such as a calculation with a name, shows when the message is filled in.
#[test]
fn a_message_that_cannot_be_filled_in_gives_way_and_is_told_of() {
    let (wording, faults) = own("see = \"{% if table == 'T' %}{{ table // 0 }}{% endif %}\"");
    assert_eq!(faults, [""; 0]);
    assert_eq!(say!(wording, "phrases.see", table => "T"), "See T.");
    let faults = wording.faults();
    let fault = faults.iter().next().unwrap();
    assert_eq!(fault.code, Code::WordingBroken);
    assert_eq!(fault.place.file, "templates/wording/phrases.toml");
    assert!(matches!(
        fault.place.position,
        Position::Text { line: 1, .. }
    ));
}

/// `describe.bars.lead` is built in and takes in `phrases.leads`, which is the project's.
#[test]
fn a_fault_stands_where_the_message_that_has_it_does() {
    let (wording, faults) = own("\nleads = \"{% if name == 'T' %}{{ name // 0 }}{% endif %}\"");
    assert_eq!(faults, [""; 0]);
    say!(
        wording,
        "describe.bars.lead",
        certain => true,
        item => "answer",
        names => ["T"],
        size => "9%",
        manner => "chosen",
        in_count => false,
    );
    let faults: Vec<String> = wording.faults().iter().map(ToString::to_string).collect();
    assert_eq!(faults.len(), 1, "{faults:?}");
    let told = "templates/wording/phrases.toml:2:1: error[wording/broken]: the message \"phrases.leads\" cannot be filled in";
    assert!(faults[0].starts_with(told), "{faults:?}");
    // The same, where it shows before the report is written.
    let broken = (
        "templates/wording/phrases.toml",
        "leads = \"{{ 'x' | shout }}\"",
    );
    let whole = (
        "templates/wording/describe.toml",
        "bars.lead = '{% set name = names | first %}{% include \"phrases.leads\" %}'",
    );
    let files = [broken, whole].map(|(path, text)| (path.to_owned(), text.to_owned()));
    let (_, faults) = Wording::of("en-GB", &files).unwrap();
    let faults: Vec<String> = faults.iter().map(ToString::to_string).collect();
    assert_eq!(faults.len(), 1, "{faults:?}");
    assert!(faults[0].contains("phrases.toml:1:1"), "{faults:?}");
}

#[test]
fn an_ordinal_that_asks_for_itself_is_a_fault_and_not_without_end() {
    let file = (
        "templates/wording/language.toml".to_owned(),
        "[numbers]\nordinal = \"{{ n | ordinal }}\"".to_owned(),
    );
    let (_, faults) = Wording::of("en-GB", &[file]).unwrap();
    let faults = faults.to_string();
    let told = "templates/wording/language.toml:2:1: error[wording/broken]: the message \"language.numbers.ordinal\" cannot be filled in";
    assert!(faults.starts_with(told), "{faults}");
}

#[test]
fn a_message_that_hardly_ends_gives_way_and_is_told_of() {
    let doubled = "{% set table = table ~ table %}".repeat(60);
    let endless = "{% for a in table %}{% for b in table %}{% for c in table %}{% endfor %}{% endfor %}{% endfor %}";
    for text in [doubled.as_str(), endless] {
        let (wording, mut faults) = own(&format!("see = '{text}'"));
        let table = "T".repeat(300);
        assert_eq!(
            say!(wording, "phrases.see", table => table.as_str()),
            format!("See {table}.")
        );
        faults.extend(wording.faults().iter().map(ToString::to_string));
        let told = "templates/wording/phrases.toml:1:1: error[wording/broken]: the message \"phrases.see\" cannot be filled in: it takes more steps than";
        assert!(
            matches!(&faults[..], [fault] if fault.starts_with(told)),
            "{faults:?}"
        );
    }
}

/// Every ordinal costs what its own message takes.
#[test]
fn ordinals_count_among_the_steps() {
    let files = [
        (
            "language.toml",
            "[numbers]\nordinal = '{% for a in \"x\" * 1000 %}{{ n }}{% endfor %}'",
        ),
        (
            "phrases.toml",
            "see = '{% for a in table %}{{ 1 | ordinal }}{% endfor %}'",
        ),
    ];
    let files = files.map(|(name, text)| (format!("{FOLDER}{name}"), text.to_owned()));
    let (wording, faults) = Wording::of("en-GB", &files).unwrap();
    assert!(faults.is_empty(), "{faults}");
    let short = "T";
    assert_eq!(
        say!(wording, "phrases.see", table => short),
        "1".repeat(1000)
    );
    let long = "T".repeat(100);
    assert_eq!(
        say!(wording, "phrases.see", table => long.as_str()),
        format!("See {long}.")
    );
    assert!(wording.faults().to_string().contains("more steps than"));
}
