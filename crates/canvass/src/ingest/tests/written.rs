//! The same answers, written as names and codes or in words by platforms that have both, come back the same.

use proptest::prelude::*;

use super::red_cap::coded;
use super::*;

const WHO: [&str; 3] = ["Member, or friend", "Carer (paid)", "Staff"];
const HELP: [&str; 4] = [
    "Advice, such as calls",
    "Reports",
    "A lot of reports",
    "None of these",
];
const WORDINGS: [&str; 4] = ["Who are you?", "What helped?", "How many visits?", "Why?"];

#[derive(Debug, Clone)]
struct Person {
    opened: bool,
    who: Option<usize>,
    ticks: BTreeSet<usize>,
    later: bool,
    visits: Option<u16>,
    why: String,
}

fn person() -> impl Strategy<Value = Person> {
    (
        prop::bool::weighted(0.8),
        prop::option::of(0..3usize),
        prop_oneof![
            4 => prop::collection::btree_set(0..3usize, 0..4),
            1 => Just(BTreeSet::from([3])),
        ],
        prop::bool::weighted(0.8),
        prop::option::of(0..400u16),
        "[a-z\u{e9}\u{a3}\u{2019};,\" \n]{0,20}",
    )
        .prop_map(|(opened, who, ticks, later, visits, why)| Person {
            opened,
            who: who.filter(|_| opened),
            ticks: if opened { ticks } else { BTreeSet::new() },
            later,
            visits: visits.filter(|_| later),
            why: if later { why } else { String::new() },
        })
}

/// How much a layout tells of what was not shown.
#[derive(Clone, Copy, PartialEq)]
enum Tells {
    Nothing,
    Ticks,
    Forms,
}

impl Person {
    fn is_blank(&self) -> bool {
        let nothing = self.who.is_none() && self.ticks.is_empty() && self.visits.is_none();
        nothing && self.why.trim().is_empty()
    }

    /// The answers as [`answers`] shows them.
    fn expected(&self, tells: Tells, any_opened: bool) -> [String; 4] {
        let none = |opened: bool| match tells {
            Tells::Forms if !opened => "/".to_owned(),
            _ => "-".to_owned(),
        };
        let ticks: Vec<String> = self.ticks.iter().map(usize::to_string).collect();
        let no_ticks = match tells {
            Tells::Ticks if !self.opened && any_opened => "/".to_owned(),
            _ => none(self.opened),
        };
        [
            self.who
                .map_or_else(|| none(self.opened), |who| who.to_string()),
            if ticks.is_empty() {
                no_ticks
            } else {
                ticks.join("+")
            },
            self.visits
                .map_or_else(|| none(self.later), |visits| visits.to_string()),
            if self.why.trim().is_empty() {
                none(self.later)
            } else {
                format!("\"{}\"", self.why)
            },
        ]
    }

    fn rest(&self) -> [String; 2] {
        [
            self.visits.map_or_else(String::new, |v| v.to_string()),
            self.why.clone(),
        ]
    }

    fn joined(&self, codes: &[&str], separator: &str) -> String {
        let ticks: Vec<&str> = self.ticks.iter().map(|tick| codes[*tick]).collect();
        ticks.join(separator)
    }

    fn columns(&self, no: &str, yes: &str, unseen: &str) -> Vec<String> {
        (0..HELP.len())
            .map(|option| match (self.opened, self.ticks.contains(&option)) {
                (false, _) => unseen,
                (true, true) => yes,
                (true, false) => no,
            })
            .map(str::to_owned)
            .collect()
    }
}

/// What stands over the columns of a layout, and in its cells.
#[derive(Clone, Copy)]
struct Names {
    headings: [&'static str; 4],
    who: [&'static str; 3],
    help: [&'static str; 4],
}

const LABELS: Names = Names {
    headings: WORDINGS,
    who: WHO,
    help: HELP,
};

fn form(names: &Names) -> Form {
    let [who, help, visits, why] = names.headings;
    Form::new(
        None,
        vec![
            coded(single("who", WORDINGS[0], &WHO), who, &names.who),
            coded(multi("help", WORDINGS[1], &HELP), help, &names.help),
            coded(number("visits", WORDINGS[2]), visits, &[]),
            coded(text("why", WORDINGS[3]), why, &[]),
        ],
    )
}

fn delimited(rows: &[Vec<String>], delimiter: u8) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new()
        .delimiter(delimiter)
        .from_writer(Vec::new());
    for row in rows {
        writer.write_record(row).unwrap();
    }
    writer.into_inner().unwrap()
}

fn owned<const N: usize>(cells: [&str; N]) -> Vec<String> {
    cells.map(str::to_owned).to_vec()
}

#[derive(Clone, Copy, PartialEq)]
enum Ticks {
    Both,
    Columns,
    Cell,
}

fn kobo(people: &[Person], names: &Names, ticks: Ticks, yes: &str, no: &str) -> Vec<Vec<String>> {
    let [who, help, visits, why] = names.headings;
    let mut head = owned(["start", "end", who]);
    if ticks != Ticks::Columns {
        head.push(help.to_owned());
    }
    if ticks != Ticks::Cell {
        head.extend(names.help.iter().map(|option| format!("{help}/{option}")));
    }
    head.extend(owned([
        visits,
        why,
        "__version__",
        "_id",
        "_uuid",
        "_submission_time",
    ]));
    let rows = people.iter().enumerate().map(|(number, person)| {
        let mut row = owned([
            "2024-05-07T11:30:46.000+02:00",
            "2024-05-07T11:40:46.000+02:00",
        ]);
        row.push(person.who.map_or("", |who| names.who[who]).to_owned());
        if ticks != Ticks::Columns {
            row.push(person.joined(&names.help, " "));
        }
        if ticks != Ticks::Cell {
            row.extend(person.columns(no, yes, ""));
        }
        row.extend(person.rest());
        row.extend(owned([
            "v1",
            &format!("25000{number}"),
            &format!("u-{number}"),
            "2024-05-07",
        ]));
        row
    });
    std::iter::once(head).chain(rows).collect()
}

fn red_cap(people: &[Person], names: &Names, labels: bool, events: bool) -> Vec<Vec<String>> {
    let [who, help, visits, why] = names.headings;
    let say = |raw: &'static str, label: &'static str| if labels { label } else { raw };
    let mut head = owned([say("record_id", "Record ID")]);
    if events {
        head.push(say("redcap_event_name", "Event Name").to_owned());
    }
    head.extend(owned([say("first_timestamp", "Survey Timestamp"), who]));
    head.extend(names.help.iter().map(|option| {
        if labels {
            format!("{help} (choice={option})")
        } else {
            format!("{help}___{option}")
        }
    }));
    head.extend(owned([
        say("first_complete", "Complete?"),
        visits,
        why,
        say("later_complete", "Complete?"),
    ]));
    let state = |opened: bool| {
        say(
            ["0", "2"][usize::from(opened)],
            ["Incomplete", "Complete"][usize::from(opened)],
        )
    };
    let (no, yes) = (say("0", "Unchecked"), say("1", "Checked"));
    let mut rows = vec![head];
    for (number, person) in people.iter().enumerate() {
        let id = (number + 1).to_string();
        let mut first = owned([if person.opened { "[not completed]" } else { "" }]);
        first.push(person.who.map_or("", |who| names.who[who]).to_owned());
        first.extend(person.columns(no, yes, no));
        first.push(state(person.opened).to_owned());
        let mut later = person.rest().to_vec();
        later.push(state(person.later).to_owned());
        if !events {
            rows.push([vec![id], first, later].concat());
            continue;
        }
        let blank = |cells: &[String]| vec![String::new(); cells.len()];
        let mut unseen = blank(&first);
        unseen[2..2 + HELP.len()].fill(no.to_owned());
        rows.push([owned([&id, "one"]), first, blank(&later)].concat());
        rows.push([owned([&id, "two"]), unseen, later].concat());
    }
    rows
}

fn snap(people: &[Person], names: &Names, columns: bool) -> Vec<Vec<String>> {
    let [who, help, visits, why] = names.headings;
    let mut head = owned(["ID", "ID.date", who]);
    if columns {
        head.extend(names.help.iter().map(|option| format!("{help}.{option}")));
    } else {
        head.push(help.to_owned());
    }
    head.extend(owned([visits, why]));
    let rows = people.iter().enumerate().map(|(number, person)| {
        let mut row = vec![number.to_string(), "07/05/2024".to_owned()];
        row.push(person.who.map_or("", |who| names.who[who]).to_owned());
        if columns {
            row.extend(person.columns("0", "1", ""));
        } else {
            row.push(person.joined(&names.help, ";"));
        }
        row.extend(person.rest());
        row
    });
    std::iter::once(head).chain(rows).collect()
}

fn online(people: &[Person]) -> Vec<Vec<String>> {
    let mut head = owned([
        "Unique Response Number",
        "Completion Time",
        "1. Who are you?",
    ]);
    head.extend(
        HELP.iter()
            .map(|option| format!("2. What helped? - {option}")),
    );
    head.extend(owned(["3. How many visits?", "4. Why?"]));
    let rows = people.iter().enumerate().map(|(number, person)| {
        let mut row = vec![format!("100{number}-9"), "07/05/2024".to_owned()];
        row.push(person.who.map_or("", |who| WHO[who]).to_owned());
        let ticked = |option: usize| {
            if person.ticks.contains(&option) {
                HELP[option]
            } else {
                ""
            }
        };
        row.extend((0..HELP.len()).map(|option| ticked(option).to_owned()));
        row.extend(person.rest());
        row
    });
    std::iter::once(head).chain(rows).collect()
}

/// Respondents who gave nothing at all have no row in a long table, or one that is blank.
fn long(people: &[Person], options: bool) -> Vec<Vec<String>> {
    let mut rows = vec![owned(["respondent_id", "question", "option", "answer"])];
    for (number, person) in people.iter().enumerate() {
        let mut add = |question: &str, option: &str, answer: &str| {
            rows.push(owned([&format!("p{number}"), question, option, answer]));
        };
        add(WORDINGS[0], "", person.who.map_or("", |who| WHO[who]));
        for (option, label) in HELP.iter().enumerate() {
            if options && person.opened {
                add(
                    WORDINGS[1],
                    label,
                    ["0", "1"][usize::from(person.ticks.contains(&option))],
                );
            } else if person.ticks.contains(&option) {
                add(WORDINGS[1], "", label);
            }
        }
        let [visits, why] = person.rest();
        add(WORDINGS[2], "", &visits);
        add(WORDINGS[3], "", &why);
    }
    // A question that nobody answered is still one of the form.
    for wording in WORDINGS {
        rows.push(owned([
            "p0",
            wording,
            if options && wording == WORDINGS[1] {
                HELP[0]
            } else {
                ""
            },
            "",
        ]));
    }
    rows
}

fn check(people: &[Person], names: &Names, tells: Tells, layout: &str, bytes: &[u8]) {
    let any_opened = people.iter().any(|person| person.opened);
    let kept: Vec<&Person> = people.iter().filter(|person| !person.is_blank()).collect();
    let form = form(names);
    if kept.is_empty() {
        assert!(form.read(bytes).is_err(), "{layout}");
        return;
    }
    let responses = form.responses(bytes);
    assert_eq!(responses.respondents(), kept.len(), "{layout}");
    for (position, id) in ["who", "help", "visits", "why"].into_iter().enumerate() {
        let expected: Vec<String> = kept
            .iter()
            .map(|person| person.expected(tells, any_opened)[position].clone())
            .collect();
        assert_eq!(answers(&responses, id), expected, "{layout}: {id}");
    }
}

const KOBO: Names = Names {
    headings: ["you/who", "use/help", "use/visits", "why"],
    who: ["member_or_friend", "carer", "staff"],
    help: ["advice", "reports", "a_lot", "none"],
};

const RED_CAP: Names = Names {
    headings: ["who", "help", "visits", "why"],
    who: ["1", "2", "3"],
    help: ["1", "2", "a", "99"],
};

const SNAP: Names = Names {
    headings: ["Q1", "Q2", "Q3", "Q4"],
    who: ["1", "2", "3"],
    help: ["1", "2", "3", "4"],
};

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn every_layout_gives_the_same_answers(people in prop::collection::vec(person(), 2..10)) {
        for delimiter in *b",;" {
            let write = |rows: Vec<Vec<String>>| delimited(&rows, delimiter);
            for (yes, no) in [("1", "0"), ("TRUE", "FALSE")] {
                for names in [&KOBO, &LABELS] {
                    let both = kobo(&people, names, Ticks::Both, yes, no);
                    check(&people, names, Tells::Ticks, "kobo, both", &write(both));
                    // In words, columns without the question and without an answer in the first rows are told by
                    // their headings when the question is looked for.
                    let columns = kobo(&people, names, Ticks::Columns, yes, no);
                    check(&people, names, Tells::Ticks, "kobo, columns", &write(columns));
                }
            }
            let cell = kobo(&people, &KOBO, Ticks::Cell, "", "");
            check(&people, &KOBO, Tells::Nothing, "kobo, cell", &write(cell));
            for events in [false, true] {
                let raw = red_cap(&people, &RED_CAP, false, events);
                check(&people, &RED_CAP, Tells::Forms, "REDCap, raw", &write(raw));
                let labels = red_cap(&people, &LABELS, true, events);
                check(&people, &LABELS, Tells::Forms, "REDCap, labels", &write(labels));
            }
            check(&people, &SNAP, Tells::Nothing, "Snap, cell", &write(snap(&people, &SNAP, false)));
            check(&people, &SNAP, Tells::Ticks, "Snap, columns", &write(snap(&people, &SNAP, true)));
            check(&people, &LABELS, Tells::Nothing, "Online Surveys", &write(online(&people)));
            check(&people, &LABELS, Tells::Nothing, "long", &write(long(&people, false)));
        }
    }

    #[test]
    fn spoilt_exports_never_panic(
        people in prop::collection::vec(person(), 2..5),
        at in any::<prop::sample::Index>(),
        with in any::<u8>(),
        cut in any::<prop::sample::Index>(),
    ) {
        for (names, rows) in [
            (&KOBO, kobo(&people, &KOBO, Ticks::Both, "1", "0")),
            (&RED_CAP, red_cap(&people, &RED_CAP, false, true)),
            (&SNAP, snap(&people, &SNAP, true)),
            (&LABELS, online(&people)),
            (&LABELS, long(&people, true)),
        ] {
            let mut bytes = delimited(&rows, b',');
            let at = at.index(bytes.len());
            bytes[at] = with;
            let _ = form(names).read(&bytes);
            bytes.truncate(cut.index(bytes.len()));
            let _ = form(names).read(&bytes);
            let _ = crate::ingest::dictionary("f", &bytes);
        }
    }
}
