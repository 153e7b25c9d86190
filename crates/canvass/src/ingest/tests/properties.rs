//! The same answers, written in every layout, come back the same.

use proptest::prelude::*;

use super::*;

const MULTI: &[&str] = &[
    "Opportunities, such as funding, training",
    "Training",
    "Funding",
    "Practical help (money, advice)",
    "Other (please specify)",
    "None of these, thank you",
];
const SINGLE: &[&str] = &["Member, or friend", "Carer", "Other (please specify)"];
const SCALE: &[&str] = &["Very unhappy", "2", "3", "Very happy"];

/// What one respondent gave.
#[derive(Debug, Clone)]
struct Respondent {
    ticks: BTreeSet<usize>,
    tick_words: String,
    choice: Option<usize>,
    choice_words: String,
    point: Option<usize>,
    number: Option<i32>,
    text: String,
}

impl Respondent {
    /// The answers as [`answers`] shows them.
    fn expected(&self) -> [String; 5] {
        let option = |option: Option<usize>| option.map(|o| o.to_string());
        let none = || "-".to_owned();
        let mut ticks: Vec<String> = self.ticks.iter().map(usize::to_string).collect();
        if ticks.len() > 1 {
            ticks.retain(|tick| tick != "5");
        }
        let words = |there: bool, words: &str| {
            if there {
                format!(":{words}")
            } else {
                String::new()
            }
        };
        let multi = if ticks.is_empty() {
            none()
        } else {
            ticks.join("+") + &words(self.ticks.contains(&4), &self.tick_words)
        };
        let single = option(self.choice).map_or_else(none, |choice| {
            choice + &words(self.choice == Some(2), &self.choice_words)
        });
        [
            multi,
            single,
            option(self.point).unwrap_or_else(none),
            self.number.map_or_else(none, |n| n.to_string()),
            if self.text.trim().is_empty() {
                none()
            } else {
                format!("\"{}\"", self.text)
            },
        ]
    }

    fn is_blank(&self) -> bool {
        self.expected().iter().all(|answer| answer == "-")
    }

    /// The options of the multiple question joined by `separator`, words in the place of "Other" last.
    fn joined(&self, separator: &str) -> String {
        let mut parts: Vec<&str> = self
            .ticks
            .iter()
            .filter(|t| **t != 4)
            .map(|t| MULTI[*t])
            .collect();
        if self.ticks.contains(&4) {
            parts.push(&self.tick_words);
        }
        parts.join(separator)
    }

    fn rest(&self) -> [String; 4] {
        [
            match self.choice {
                Some(2) => self.choice_words.clone(),
                choice => choice.map_or("", |c| SINGLE[c]).to_owned(),
            },
            self.point.map_or("", |p| SCALE[p]).to_owned(),
            self.number.map_or_else(String::new, |n| n.to_string()),
            self.text.clone(),
        ]
    }
}

fn respondent() -> impl Strategy<Value = Respondent> {
    let words = "[a-z]{4,9} [a-z]{4,9}";
    (
        prop::collection::btree_set(0..MULTI.len(), 0..5),
        words,
        prop::option::of(0..SINGLE.len()),
        words,
        prop::option::of(0..SCALE.len()),
        prop::option::of(-5..5000i32),
        "[ -~\u{e9}\u{a3}\u{2019}\n]{0,30}"
            .prop_filter("a formula's error", |t| !t.starts_with('#')),
    )
        .prop_map(
            |(ticks, tick_words, choice, choice_words, point, number, text)| Respondent {
                ticks,
                tick_words,
                choice,
                choice_words,
                point,
                number,
                text,
            },
        )
}

fn form() -> Form {
    Form::new(
        None,
        vec![
            multi("m", "Which of these, if any?", MULTI),
            single("s", "Who are you?", SINGLE),
            scale("p", "How do you feel?", SCALE),
            number("n", "How many?"),
            text("t", "Anything else?"),
        ],
    )
}

/// A table as delimited text.
fn delimited(rows: &[Vec<String>], delimiter: u8) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new()
        .delimiter(delimiter)
        .terminator(csv::Terminator::CRLF)
        .from_writer(Vec::new());
    for row in rows {
        writer.write_record(row).unwrap();
    }
    writer.into_inner().unwrap()
}

fn headings(first: &[&str]) -> Vec<String> {
    let questions = form().survey.questions;
    let wordings = questions
        .iter()
        .map(|q| q.asked.values().next().unwrap().wording.clone());
    first
        .iter()
        .map(|h| (*h).to_owned())
        .chain(wordings)
        .collect()
}

fn google(respondents: &[Respondent], separator: &str) -> Vec<Vec<String>> {
    let mut rows = vec![headings(&["Timestamp"])];
    for (index, respondent) in respondents.iter().enumerate() {
        let mut row = vec![
            format!("5/7/2024 21:08:{index:02}"),
            respondent.joined(separator),
        ];
        row.extend(respondent.rest());
        rows.push(row);
    }
    rows
}

fn microsoft(respondents: &[Respondent]) -> Vec<Vec<String>> {
    let mut rows = vec![headings(&[
        "ID",
        "Start time",
        "Completion time",
        "Email",
        "Name",
    ])];
    for (index, respondent) in respondents.iter().enumerate() {
        let mut row: Vec<String> = [&index.to_string(), "x", "x", "anonymous", ""]
            .map(str::to_owned)
            .to_vec();
        let joined = respondent.joined(";");
        row.push(if joined.is_empty() {
            joined
        } else {
            joined + ";"
        });
        row.extend(respondent.rest());
        rows.push(row);
    }
    rows
}

fn survey_monkey(respondents: &[Respondent]) -> Vec<Vec<String>> {
    let questions = headings(&[]);
    let mut first = vec!["Respondent ID".to_owned(), questions[0].clone()];
    first.extend(vec![String::new(); MULTI.len() - 1]);
    first.extend([questions[1].clone(), String::new()]);
    first.extend_from_slice(&questions[2..]);
    let mut second = vec![String::new()];
    second.extend(MULTI.iter().map(|l| (*l).to_owned()));
    second.extend(
        [
            "Response",
            SINGLE[2],
            "Response",
            "Response",
            "Open-Ended Response",
        ]
        .map(str::to_owned),
    );
    let mut rows = vec![first, second];
    for (index, respondent) in respondents.iter().enumerate() {
        let mut row = vec![format!("11{index:09}")];
        row.extend((0..MULTI.len()).map(|option| match option {
            _ if !respondent.ticks.contains(&option) => String::new(),
            4 => respondent.tick_words.clone(),
            option => MULTI[option].to_owned(),
        }));
        let [mut choice, point, number, text] = respondent.rest();
        let mut words = String::new();
        if respondent.choice == Some(2) {
            words = std::mem::replace(&mut choice, SINGLE[2].to_owned());
        }
        row.extend([choice, words, point, number, text]);
        rows.push(row);
    }
    rows
}

fn check(respondents: &[Respondent], bytes: &[u8]) {
    let kept: Vec<&Respondent> = respondents.iter().filter(|r| !r.is_blank()).collect();
    if kept.is_empty() {
        assert!(form().read(bytes).is_err());
        return;
    }
    let responses = form().responses(bytes);
    assert_eq!(responses.respondents(), kept.len());
    let quality = responses.quality();
    assert_eq!(quality.records, respondents.len() as u64);
    assert_eq!(
        quality.records,
        responses.respondents() as u64 + quality.blank_records + quality.repeated_records
    );
    for (position, id) in ["m", "s", "p", "n", "t"].into_iter().enumerate() {
        let expected: Vec<String> = kept
            .iter()
            .map(|r| r.expected()[position].clone())
            .collect();
        assert_eq!(answers(&responses, id), expected, "question {id}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn every_layout_gives_the_same_answers(respondents in prop::collection::vec(respondent(), 1..12)) {
        for delimiter in *b",;" {
            check(&respondents, &delimited(&google(&respondents, ", "), delimiter));
            check(&respondents, &delimited(&google(&respondents, ";"), delimiter));
            check(&respondents, &delimited(&microsoft(&respondents), delimiter));
            check(&respondents, &delimited(&survey_monkey(&respondents), delimiter));
        }
    }

    #[test]
    fn random_bytes_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..400), start in 0..6usize) {
        let starts: [&[u8]; 6] = [
            b"", b"Timestamp,Who are you?,How many?\n", b"Respondent ID,Who are you?\n,Response\n",
            b"ID,Start time,Completion time,Which of these\\, if any?\n", b"PK\x03\x04", b"\xFF\xFE",
        ];
        let bytes = [starts[start], &bytes].concat();
        let _ = form().read(&bytes);
        let _ = crate::ingest::detect("f", &bytes);
    }

    #[test]
    fn spoilt_exports_never_panic(
        respondents in prop::collection::vec(respondent(), 1..4),
        at in any::<prop::sample::Index>(),
        with in any::<u8>(),
        cut in any::<prop::sample::Index>(),
    ) {
        for rows in [google(&respondents, ", "), microsoft(&respondents), survey_monkey(&respondents)] {
            let mut bytes = delimited(&rows, b',');
            let at = at.index(bytes.len());
            bytes[at] = with;
            let _ = form().read(&bytes);
            bytes.truncate(cut.index(bytes.len()));
            let _ = form().read(&bytes);
        }
    }
}

#[cfg(feature = "spreadsheets")]
mod workbooks {
    use super::*;

    fn workbook(rows: &[Vec<String>]) -> Vec<u8> {
        let mut workbook = rust_xlsxwriter::Workbook::new();
        let sheet = workbook.add_worksheet();
        for (row, cells) in rows.iter().enumerate() {
            for (column, cell) in cells.iter().enumerate() {
                let (row, column) = (row as u32, column as u16);
                match cell.parse::<f64>() {
                    Ok(number) => sheet.write_number(row, column, number).unwrap(),
                    Err(_) => sheet.write_string(row, column, cell).unwrap(),
                };
            }
        }
        workbook.save_to_buffer().unwrap()
    }

    /// A workbook has one kind of number: answers in words must not look like one.
    fn not_a_number(respondent: &Respondent) -> bool {
        respondent.text.parse::<f64>().is_err()
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]

        #[test]
        fn workbooks_give_the_same_answers(
            respondents in prop::collection::vec(respondent().prop_filter("number", not_a_number), 1..8),
        ) {
            check(&respondents, &workbook(&google(&respondents, ", ")));
            check(&respondents, &workbook(&microsoft(&respondents)));
            check(&respondents, &workbook(&survey_monkey(&respondents)));
        }

        #[test]
        fn spoilt_workbooks_never_panic(
            respondents in prop::collection::vec(respondent(), 1..3),
            spoilt in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6),
            cut in any::<prop::sample::Index>(),
        ) {
            let mut bytes = workbook(&microsoft(&respondents));
            for (at, with) in spoilt {
                let at = at.index(bytes.len());
                bytes[at] = with;
            }
            let _ = form().read(&bytes);
            bytes.truncate(cut.index(bytes.len()));
            let _ = form().read(&bytes);
        }
    }
}
