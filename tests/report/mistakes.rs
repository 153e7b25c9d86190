//! The checks themselves: each kind of mistake that a report could make must be found.

use canvass::document::{
    AltText, Alternative, Anchor, Block, Cell, Chart, ColumnHead, Document, Figure, FrontMatter,
    Row, Section, Table, Text,
};
use canvass::stats::{Percent, Points, Proportion};

use crate::claims::{in_words, unfounded, unfounded_in};
use crate::figures::count;
use crate::ground::{Known, ungrounded, ungrounded_in};
use crate::reading::{Words, numbers};
use crate::statement::statements;
use crate::tables::{inconsistent, looked_at};
use crate::{REPORT, known};

fn share(count: u64, base: u64) -> Proportion {
    Proportion::new(count, base).expect("a share of somebody")
}

/// A document with one chart of 120, 60 and 20 of 200, described by `description`, and one paragraph.
fn document(paragraph: &str, description: &str) -> Document {
    let anchor = |name: &str| Anchor::new(name).expect("a plain name");
    let row = |head: &str, before: u64, now: u64| Row {
        head: head.into(),
        cells: vec![
            Cell::Percent(Percent::of(share(before, 200))),
            Cell::Percent(Percent::of(share(now, 200))),
            Cell::Points(Points::between(share(before, 200), share(now, 200))),
            Cell::Count(now),
            Cell::Words("Yes, up".into()),
        ],
    };
    let table = Table::new(
        anchor("data"),
        "Drinks: respondents who answered, 2030 (base 200) and 2031 (base 200)",
        "Drink",
        [
            ("2030 (%)"),
            ("2031 (%)"),
            ("Change (points)"),
            ("Respondents"),
            ("Clear change?"),
        ]
        .map(ColumnHead::numbers)
        .into(),
        vec![
            row("Nettle tea (or the like)", 40, 120),
            row("Milk", 80, 60),
            row("Water", 20, 20),
        ],
        Vec::new(),
    );
    let figure = Figure::chart(
        anchor("figure"),
        "Drinks in 2031.",
        Alternative::new(
            AltText::new("Three drinks.").expect("a sentence"),
            vec![Text::from(description)],
        ),
        Chart::Bars { values: 1 },
        table.expect("a table"),
    );
    let section = Section {
        anchor: anchor("drinks"),
        heading: "Drinks".into(),
        blocks: vec![
            Block::Paragraph(paragraph.into()),
            Block::Figure(figure.expect("a figure")),
        ],
        sections: Vec::new(),
    };
    Document::new(
        FrontMatter {
            title: "Drinks".into(),
            ..FrontMatter::default()
        },
        vec![section],
    )
    .expect("a document")
}

fn years() -> Known {
    Known {
        waves: vec!["2030".into(), "2031".into()],
        ..Known::default()
    }
}

#[test]
fn true_statements_are_fine() {
    for words in [
        "“Nettle tea” was chosen by 60.0%, 120 of 200. Next came “Milk” (30.0%, 60 of 200).",
        "Since 2030, “Nettle tea” is up 40.0 percentage points, from 20.0% to 60.0%.",
        "120 respondents chose nettle tea in 2031.",
        "“Milk” is down 10.0 percentage points, from 40.0% to 30.0%. Drinks are in Table 1.",
    ] {
        let document = document(
            words,
            "“Nettle tea” is highest, at 60.0%. “Water” is lowest.",
        );
        assert_eq!(ungrounded(&document, &years()), [""; 0]);
        assert_eq!(unfounded(&document, &years().waves), [""; 0]);
    }
}

#[test]
fn numbers_without_ground_are_found() {
    for words in [
        "“Nettle tea” was chosen by 60.1%.",
        "“Milk” was chosen by 60.0%.",
        "“Nettle tea” was chosen by 60.0%, 121 of 200.",
        "“Nettle tea” was chosen by 60.0%, 120 of 201.",
        "“Nettle tea” was chosen by 60.0%, 60 of 200.",
        "In 2029 “Nettle tea” was rare.",
        "119 respondents chose nettle tea.",
        "Some 37 respondents left this out.",
    ] {
        assert!(
            !ungrounded(&document(words, "Drinks."), &years()).is_empty(),
            "{words}"
        );
        assert!(
            !ungrounded(&document("Drinks.", words), &years()).is_empty(),
            "{words}"
        );
    }
}

#[test]
fn claims_that_the_table_denies_are_found() {
    for words in [
        "“Nettle tea” is down 40.0 percentage points, from 20.0% to 60.0%.",
        "“Nettle tea” is up 40.0 percentage points, from 60.0% to 20.0%.",
        "The largest clear change is in “Nettle tea”: down from 20.0% to 60.0%.",
        "The largest fall is in “Nettle tea”: up 40.0 percentage points, from 20.0% to 60.0%.",
        "“Nettle tea” was chosen by 60.0%, less than the 30.0% of “Milk”.",
        "“Milk” was chosen often (30.0%), and “Nettle tea” less often (60.0%).",
        "Around a quarter of respondents (30.0%, 60 of 200) chose “Milk”.",
        "“Milk” overtook “Nettle tea” between 2030 and 2031.",
        "“Milk” is highest, at 30.0%.",
        "“Milk” is lowest, at 30.0%.",
        "“Milk” was chosen most often.",
        "This is a chart of four answers.",
        "Two of the three answers reach more than half.",
        "Two clear changes between 2030 and 2031.",
    ] {
        assert!(
            !unfounded(&document("Drinks.", words), &years().waves).is_empty(),
            "{words}"
        );
    }
}

/// A document with two tables of two answers: counts of two years, and how the second answer changed.
fn two_years(change_of_tea: Points, share_of_milk: Percent) -> Document {
    let anchor = |name: &str| Anchor::new(name).expect("a plain name");
    let percent = |count, base| Cell::Percent(Percent::of(share(count, base)));
    let columns = ["2030 (count)", "2030 (%)", "2031 (count)", "2031 (%)"].map(ColumnHead::numbers);
    let counts = |before, now| {
        vec![
            Cell::Count(before),
            percent(before, 80),
            Cell::Count(now),
            percent(now, 90),
        ]
    };
    let row = |head: &str, cells| Row {
        head: head.into(),
        cells,
    };
    let full = Table::new(
        anchor("full"),
        "Drinks, all years: respondents who answered (base 80 in 2030 and 90 in 2031)",
        "Answer",
        columns.into(),
        vec![row("Tea", counts(20, 45)), row("Milk", counts(60, 45))],
        Vec::new(),
    );
    let changes = Table::new(
        anchor("changes"),
        "Drinks: respondents who answered, 2030 (base 80) and 2031 (base 90)",
        "Answer",
        ["2030 (%)", "2031 (%)", "Change (points)"]
            .map(ColumnHead::numbers)
            .into(),
        vec![row(
            "Tea",
            vec![
                percent(20, 80),
                percent(45, 90),
                Cell::Points(change_of_tea),
            ],
        )],
        Vec::new(),
    );
    let shares = Table::new(
        anchor("shares"),
        "Drinks: respondents who answered, 2031 (base 90)",
        "Answer",
        ["Respondents", "Share (%)"].map(ColumnHead::numbers).into(),
        vec![row(
            "Milk",
            vec![Cell::Count(45), Cell::Percent(share_of_milk)],
        )],
        Vec::new(),
    );
    let tables = [full, changes, shares].map(|table| Block::Table(table.expect("a table")));
    let section = Section {
        anchor: anchor("drinks"),
        heading: "Drinks".into(),
        blocks: tables.into(),
        sections: Vec::new(),
    };
    Document::new(
        FrontMatter {
            title: "Drinks".into(),
            ..FrontMatter::default()
        },
        vec![section],
    )
    .expect("a document")
}

#[test]
fn cells_that_do_not_follow_from_counts_are_found() {
    let waves = years().waves;
    let change = |before, now| Points::between(share(before, 80), share(now, 90));
    let right = two_years(change(20, 45), Percent::of(share(45, 90)));
    assert_eq!(inconsistent(&right, &waves), [""; 0]);
    assert_eq!(looked_at(&right, &waves), [1, 3, 1]);
    assert_eq!(
        inconsistent(
            &two_years(change(21, 45), Percent::of(share(44, 90))),
            &waves
        ),
        [
            "table 2, \"Tea\", Change (points): 23.8 and not 25.0",
            "table 3, \"Milk\", Share (%): 48.9 and not 50.0"
        ]
    );
}

#[test]
fn numbers_are_read_as_they_are_written() {
    let read: Vec<String> = numbers(
        "In 2023 it was −12.5 percentage points (95% interval −22.0 to −2.8), 1,020 of 5,000. 7-8",
    )
    .into_iter()
    .map(|number| number.value)
    .collect();
    assert_eq!(
        read,
        [
            "2023", "-12.5", "95", "-22.0", "-2.8", "1020", "5000", "7", "8"
        ]
    );
}

#[test]
fn fractions_in_words_are_those_of_the_method() {
    for (count, base, words) in [
        (175, 215, "over three quarters"),
        (169, 215, "over three quarters"),
        (141, 187, "around three quarters"),
        (50, 100, "half"),
        (190, 1000, "around one in five"),
        (476, 1000, "just under half"),
        (641, 1000, "over half"),
        (642, 1000, "just under two thirds"),
        (84, 186, "more than two in five"),
        (5, 145, "fewer than one in ten"),
        (98, 100, "almost all"),
        (0, 9, "none"),
        (9, 9, "all"),
    ] {
        assert_eq!(in_words(count, base), words, "{count} of {base}");
    }
}

/// Changes every number of the example's report in turn, by one in its last digit. Some changed numbers are true
/// of another row or a limit; nearly all must be noticed.
#[test]
fn nearly_every_changed_number_of_the_report_is_noticed() {
    let (words, known) = (Words::of(&REPORT), known());
    let (mut changed, mut unnoticed) = (0, Vec::new());
    for mut statement in statements(&REPORT) {
        let text = statement.text.clone();
        for number in numbers(&text) {
            let last = text[..number.end]
                .chars()
                .next_back()
                .and_then(|digit| digit.to_digit(10))
                .unwrap_or_default();
            statement.text = format!(
                "{}{}{}",
                &text[..number.end - 1],
                (last + 1) % 10,
                &text[number.end..]
            );
            changed += 1;
            let noticed = !ungrounded_in(&REPORT, &known, &words, &statement).is_empty()
                || !unfounded_in(&REPORT, &known.waves, &words, &statement).is_empty();
            if !noticed {
                unnoticed.push(statement.text.clone());
            }
        }
    }
    assert!(changed > 300, "only {changed} numbers were found");
    assert!(
        unnoticed.len() * 100 < changed,
        "{} of {changed}:\n{}",
        unnoticed.len(),
        unnoticed.join("\n")
    );
}

/// Turns every direction of the example's report round, one at a time.
#[test]
fn every_direction_turned_round_is_noticed() {
    let (words, known) = (Words::of(&REPORT), known());
    let mut turned = 0;
    for mut statement in statements(&REPORT) {
        let text = statement.text.clone();
        let counts = |table: &Table| {
            table
                .rows()
                .iter()
                .filter(|row| count(table, row, "Respondents").is_some())
                .count()
        };
        // Of one figure both are true.
        let has_order = statement.table.is_none_or(|table| counts(table) != 1);
        for (word, other) in [
            ("is up ", "is down "),
            ("is down ", "is up "),
            (" more than the ", " less than the "),
            (" less than the ", " more than the "),
            (": up ", ": down "),
            (": down ", ": up "),
            ("is highest", "is lowest"),
            ("is lowest", "is highest"),
            ("largest rise", "largest fall"),
            ("largest fall", "largest rise"),
            ("lear rise in", "lear fall in"),
            ("lear fall in", "lear rise in"),
        ] {
            for (at, _) in text.match_indices(word).filter(|_| has_order) {
                statement.text = format!("{}{other}{}", &text[..at], &text[at + word.len()..]);
                assert!(
                    !unfounded_in(&REPORT, &known.waves, &words, &statement).is_empty(),
                    "{}",
                    statement.text
                );
                turned += 1;
            }
        }
    }
    assert!(turned > 30, "only {turned} directions were found");
}
