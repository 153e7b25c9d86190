//! The exports under `fixtures/exports`: the same 24 invented respondents in the layouts of several platforms.

use super::red_cap::coded;
use super::*;
use crate::ingest::{detect, dictionary, inspect};

const WHO: &[&str] = &["Member", "Friend"];
const HELP: &[&str] = &[
    "Advice, such as calls",
    "Reports",
    "A lot of reports",
    "Events",
    "Other",
    "None of these",
];
const USE: &[&str] = &["Never", "Sometimes", "Often"];

/// What the questions of one layout stand under, and their codes; none where labels stand in the export.
struct Names {
    headings: [&'static str; 6],
    who: &'static [&'static str],
    help: &'static [&'static str],
    use_: &'static [&'static str],
}

fn form(names: &Names) -> Form {
    let [who, help, calls, talks, visits, why] = names.headings;
    Form::new(
        None,
        vec![
            coded(single("who", who, WHO), who, names.who),
            coded(multi("help", help, HELP), help, names.help),
            coded(scale("calls", calls, USE), calls, names.use_),
            coded(scale("talks", talks, USE), talks, names.use_),
            coded(number("visits", visits), visits, &[]),
            coded(text("why", why), why, &[]),
        ],
    )
}

fn export(file: &str) -> Vec<u8> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../fixtures/exports/");
    std::fs::read(format!("{folder}{file}")).unwrap()
}

/// How many chose each option.
fn counts(form: &Form, question: &str, bytes: &[u8], options: usize) -> Vec<usize> {
    let answers = form.answers(question, bytes);
    (0..options)
        .map(|option| {
            let chose = |answer: &&String| {
                let ticks = answer.split(':').next().unwrap_or("");
                ticks.split('+').any(|tick| tick == option.to_string())
            };
            answers.iter().filter(chose).count()
        })
        .collect()
}

/// The counts that are the same in every layout; returns who was not asked what.
fn check(platform: Platform, file: &str, names: &Names) -> (usize, usize) {
    let bytes = export(file);
    let form = form(names);
    assert_eq!(
        detect(file, &bytes).unwrap().value.platform,
        platform,
        "{file}"
    );
    let responses = form.responses(&bytes);
    assert_eq!(responses.respondents(), 22, "{file}");
    assert_eq!(counts(&form, "who", &bytes, 2), [5, 10], "{file}");
    assert_eq!(
        counts(&form, "help", &bytes, 6),
        [4, 6, 5, 4, 7, 2],
        "{file}"
    );
    assert_eq!(counts(&form, "calls", &bytes, 3), [4, 7, 5], "{file}");
    assert_eq!(counts(&form, "talks", &bytes, 3), [5, 7, 4], "{file}");
    let answers = |question: &str| form.answers(question, &bytes);
    let visits: f64 = answers("visits")
        .iter()
        .filter_map(|v| v.parse::<f64>().ok())
        .sum();
    assert_eq!(visits, 48.0, "{file}");
    let given = answers("why")
        .iter()
        .filter(|why| why.starts_with('"'))
        .count();
    assert_eq!(given, 14, "{file}");
    let not_asked = |question: &str| answers(question).iter().filter(|a| *a == "/").count();
    (not_asked("help"), not_asked("why"))
}

/// Labels and the words of the questions, with no codes.
const LABELS: Names = Names {
    headings: [
        "Who are you?",
        "What helped?",
        "Calls",
        "Talks",
        "How many visits?",
        "Why?",
    ],
    who: &[],
    help: &[],
    use_: &[],
};

const KOBO_CODES: Names = Names {
    headings: [
        "who",
        "help/what",
        "use/calls",
        "use/talks",
        "visits",
        "why",
    ],
    who: &["member", "friend"],
    help: &[
        "advice_such_as_calls",
        "reports",
        "a_lot_of_reports",
        "events",
        "other",
        "none",
    ],
    use_: &["never", "sometimes", "often"],
};

#[test]
fn kobo_toolbox() {
    for (file, names) in [
        ("kobotoolbox/codes-both.csv", &KOBO_CODES),
        ("kobotoolbox/codes-cell.csv", &KOBO_CODES),
        ("kobotoolbox/labels-columns.csv", &LABELS),
    ] {
        assert_eq!(check(Platform::KoboToolbox, file, names), (0, 0));
        let bytes = export(file);
        let form = form(names);
        let fault = form.fault(Code::IngestNotApproved, &bytes);
        assert!(fault.ends_with("row 9"), "{fault}");
        assert_eq!(form.responses(&bytes).quality().personal_columns, 5);
    }
}

#[test]
fn red_cap() {
    let raw = Names {
        headings: ["who", "help", "calls", "talks", "visits", "why"],
        who: &["1", "2"],
        help: &["1", "2", "3", "4", "99", "a"],
        use_: &["1", "2", "3"],
    };
    for (kind, names) in [("raw", &raw), ("labels", &LABELS)] {
        // Of the 22 with an answer, four never opened the later form.
        let file = format!("redcap/{kind}.csv");
        assert_eq!(check(Platform::RedCap, &file, names), (0, 4));
        let events = format!("redcap/{kind}-events.csv");
        assert_eq!(check(Platform::RedCap, &events, names), (0, 4));
        let bytes = export(&events);
        let quality = form(names).responses(&bytes).quality().clone();
        assert_eq!((quality.records, quality.joined_records), (42, 18));
        assert_eq!(quality.blank_records, 2);
    }
    let explained = dictionary("d.csv", &export("redcap/data-dictionary.csv")).unwrap();
    let help = explained.variable("help").unwrap();
    assert_eq!(help.wording, "What helped?");
    let labels: Vec<&str> = help
        .options
        .iter()
        .map(|(_, label)| label.as_str())
        .collect();
    assert_eq!(labels, HELP);
}

#[test]
fn online_surveys() {
    let names = Names {
        headings: [
            "Who are you?",
            "What helped?",
            "How often do you use these? - Calls",
            "How often do you use these? - Talks",
            "How many visits?",
            "Why?",
        ],
        who: &[],
        help: &[],
        use_: &[],
    };
    let file = "online-surveys/options-in-columns.csv";
    assert_eq!(check(Platform::OnlineSurveys, file, &names), (0, 0));
    let words = form(&names).answers("help", export(file));
    assert_eq!(
        words
            .iter()
            .filter(|a| a.ends_with(":a neighbour's tip"))
            .count(),
        7
    );
}

#[test]
fn snap() {
    let codes = Names {
        headings: ["Q1", "Q2", "Q3.a", "Q3.b", "Q4", "Q5"],
        who: &["1", "2"],
        help: &["1", "2", "3", "4", "5", "6"],
        use_: &["1", "2", "3"],
    };
    let columns = Names {
        help: &["a", "b", "c", "d", "e", "f"],
        ..codes
    };
    assert_eq!(check(Platform::Snap, "snap/codes.csv", &codes), (0, 0));
    assert_eq!(check(Platform::Snap, "snap/columns.csv", &columns), (0, 0));
}

#[test]
fn long_table() {
    let names = Names {
        headings: [
            "Who are you?",
            "What helped?",
            "How often do you use these? - Calls",
            "How often do you use these? - Talks",
            "How many visits?",
            "Why?",
        ],
        who: &[],
        help: &[],
        use_: &[],
    };
    assert_eq!(
        check(Platform::LongTable, "long-table/answers.csv", &names),
        (0, 0)
    );
    assert_eq!(
        check(Platform::LongTable, "long-table/options.csv", &names),
        (0, 0)
    );
    let again = form(&names).fault(Code::IngestRepeatedAnswer, export("long-table/answers.csv"));
    assert!(again.contains("1 row that repeat"), "{again}");
}

#[test]
fn nobody_has_to_describe_them() {
    for file in [
        "kobotoolbox/codes-both.csv",
        "kobotoolbox/codes-cell.csv",
        "kobotoolbox/labels-columns.csv",
        "redcap/raw.csv",
        "redcap/raw-events.csv",
        "redcap/labels.csv",
        "redcap/labels-events.csv",
        "snap/codes.csv",
        "snap/columns.csv",
        "online-surveys/options-in-columns.csv",
        "long-table/answers.csv",
        "long-table/options.csv",
    ] {
        let inspection = inspect(file, &export(file), None).unwrap().value;
        let multi: Vec<_> = inspection
            .questions
            .iter()
            .filter(|question| question.kind == QuestionKind::MultiSelect)
            .collect();
        assert_eq!(multi.len(), 1, "{file}");
        assert_eq!(multi[0].answered, 17, "{file}");
        let mut counts: Vec<u64> = multi[0].options.iter().map(|option| option.count).collect();
        counts.sort_unstable();
        assert_eq!(counts, [2, 4, 4, 5, 6, 7], "{file}");
        let numbers = inspection
            .questions
            .iter()
            .filter(|question| question.kind == QuestionKind::Number);
        assert_eq!(numbers.count(), 1, "{file}");
    }
}
