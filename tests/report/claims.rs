//! Checks what sentences claim beyond their numbers: directions, orders, fractions in words, and counts in words.

use std::ops::RangeInclusive;

use canvass::document::{Cell, Document, Mark, Row, Table};

use crate::figures::{base_of, bases, cell, count, only_base, rows_called, shown};
use crate::ground::{changes, rows_told};
use crate::reading::{Number, Sentence, Unit, Words, is_called, quoted, read, year_of};
use crate::statement::{Statement, statements};

/// Every claim that the tables do not bear out, with its place and its sentence.
pub(crate) fn unfounded(document: &Document, waves: &[String]) -> Vec<String> {
    let words = Words::of(document);
    statements(document)
        .iter()
        .flat_map(|statement| unfounded_in(document, waves, &words, statement))
        .collect()
}

/// The claims of one statement that the tables do not bear out.
pub(crate) fn unfounded_in(
    document: &Document,
    waves: &[String],
    words: &Words,
    statement: &Statement<'_>,
) -> Vec<String> {
    let mut problems = Vec::new();
    for sentence in read(statement, words) {
        let mut check = |holds: Option<bool>, what: &str| {
            if holds == Some(false) {
                problems.push(format!("{}: {what} in: {}", statement.place, sentence.text));
            }
        };
        for number in &sentence.numbers {
            check(
                direction(document, statement, &sentence, number),
                "a direction",
            );
            check(beside(&sentence, number), "a comparison");
            check(fraction(&sentence, number), "a fraction in words");
            check(
                of_its_year(document, statement, &sentence, number, waves),
                "another year",
            );
        }
        check(in_order(&sentence, waves), "years");
        check(
            of_its_wave(document, &sentence, waves),
            "the base of another year",
        );
        check(overtaking(document, &sentence), "an order");
        check(rising(document, &sentence), "a trend");
        check(
            in_full_span(document, &sentence, waves),
            "the years of a trend",
        );
        if let Some(table) = statement.table {
            check(first_or_last(table, &sentence), "the highest or lowest");
            check(counted(table, &sentence), "a number in words");
        }
    }
    problems
}

/// "up 16.1 percentage points, from 43.2% to 59.3%", or "up from 43.2% to 59.3%": both percentages, the change and its
/// sign, and whether a largest rise or fall is one.
fn direction(
    document: &Document,
    statement: &Statement<'_>,
    sentence: &Sentence,
    number: &Number,
) -> Option<bool> {
    let before = sentence.before(number);
    let (in_short, before) = match before.strip_suffix("from ") {
        Some(before) => (true, before),
        None => (false, before),
    };
    let sign = match (before.ends_with("up "), before.ends_with("down ")) {
        (true, _) => 1,
        (_, true) => -1,
        _ => return None,
    };
    let unit = if in_short {
        Unit::Percent
    } else {
        Unit::Points
    };
    if number.unit != unit {
        return Some(false);
    }
    let at = sentence.numbers.iter().position(|n| n == number)?;
    let ends = if in_short { at } else { at + 1 };
    let (from, to) = (
        sentence.numbers.get(ends)?.tenths()?,
        sentence.numbers.get(ends + 1)?.tenths()?,
    );
    let told = if in_short {
        to - from
    } else {
        sign * number.tenths()?
    };
    let near = ((to - from) - told).abs() <= 1 && (to - from).signum() == sign;
    let label = number.about.last()?;
    let in_row = rows_called(document, statement.table, label)
        .into_iter()
        .any(|(table, row)| {
            // Of the ends alone, each rounded by itself, the change is known to a tenth.
            let change = in_short
                || cell(table, row, "Change (points)")
                    .is_some_and(|cell| cell.shown() == shown(told));
            let shares: Vec<String> = row.cells.iter().take(2).map(|cell| cell.shown()).collect();
            change && shares == [shown(from), shown(to)]
        });
    let all = statement.table.map(changes).unwrap_or_default();
    let told = told as f64 / 10.0;
    let most = match (
        before.contains("largest rise"),
        before.contains("largest fall"),
    ) {
        (true, _) => sign > 0 && all.iter().all(|change| *change <= told),
        (_, true) => sign < 0 && all.iter().all(|change| *change >= told),
        _ => true,
    };
    Some(near && in_row && most)
}

/// "34.4% of respondents, more than the 20.4% among all members", "less often (43.2%, 76 of 176)".
fn beside(sentence: &Sentence, number: &Number) -> Option<bool> {
    let before = sentence.before(number);
    let at = sentence.numbers.iter().position(|n| n == number)?;
    let earlier = sentence.numbers[..at]
        .iter()
        .rev()
        .find(|n| n.unit == Unit::Percent)?
        .tenths()?;
    match before {
        _ if before.ends_with(", more than the ") => Some(earlier > number.tenths()?),
        _ if before.ends_with(", less than the ") => Some(earlier < number.tenths()?),
        _ if before.ends_with(" less often (") => Some(earlier > number.tenths()?),
        _ => None,
    }
}

/// Years follow each other: "since 2023", "between 2023 and 2024"; days apart.
fn in_order(sentence: &Sentence, waves: &[String]) -> Option<bool> {
    let is_day = |number: &&Number| {
        sentence
            .before(number)
            .ends_with(|c: char| c.is_alphabetic() || c == ' ')
            && MONTHS
                .iter()
                .any(|month| sentence.before(number).trim_end().ends_with(month))
    };
    let told: Vec<usize> = sentence
        .numbers
        .iter()
        .filter(|number| !is_day(number))
        .filter_map(|number| waves.iter().position(|wave| *wave == number.value))
        .collect();
    let since = sentence
        .text
        .to_lowercase()
        .find("since ")
        .map(|at| &sentence.text[at + "since ".len()..]);
    let last = since.is_none_or(|rest| {
        waves
            .iter()
            .rev()
            .nth(1)
            .is_some_and(|wave| rest.starts_with(wave.as_str()))
    });
    Some(told.is_sorted_by(|a, b| a < b) && last)
}

/// "a clear rise in “Yes”, from 70.2% in 2022 to 81.4% in 2024": the ends, and the mark in the table of the trend.
fn rising(document: &Document, sentence: &Sentence) -> Option<bool> {
    let text = &sentence.text;
    let (rises, mark, at) = [
        (true, "Yes, rising", text.find("lear rise in “")),
        (false, "Yes, falling", text.find("lear fall in “")),
    ]
    .into_iter()
    .find_map(|(rises, mark, at)| Some((rises, mark, at?)))?;
    let label = quoted(&text[at..]).into_iter().next()?;
    let mut ends = sentence.numbers.iter();
    let mut ends = ends
        .by_ref()
        .filter(|number| number.start > at && number.unit == Unit::Percent)
        .filter_map(Number::tenths);
    let (from, to) = (ends.next()?, ends.next()?);
    let marked = rows_called(document, None, &label)
        .into_iter()
        .any(|(table, row)| {
            cell(table, row, "Clear trend?").is_some_and(|cell| cell.shown() == mark)
        });
    Some(marked && (to > from) == rises)
}

/// "one clear trend from 2022 to 2024": the years between which there is a trend in some table.
fn in_full_span(document: &Document, sentence: &Sentence, waves: &[String]) -> Option<bool> {
    let text = &sentence.text;
    if !text.contains("rend") && !text.starts_with("The years run from ") {
        return None;
    }
    let (_, rest) = text.split_once(" from ")?;
    let first = waves.iter().find(|wave| rest.starts_with(wave.as_str()))?;
    let heads = document.tables().filter(|table| {
        let mut columns = table.columns().iter();
        columns.any(|column| column.label == "Clear trend?")
    });
    let mut firsts = heads.filter_map(|table| year_of(table.rows().first()?));
    Some(firsts.any(|year| year == first))
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// "In 2023, “A” was chosen most often (55.7%, 98 of 176)": 176 is the base of 2023.
fn of_its_wave(document: &Document, sentence: &Sentence, waves: &[String]) -> Option<bool> {
    let wave = sentence.text.strip_prefix("In ")?.split(", ").next()?;
    if !waves.iter().any(|known| known == wave) {
        return None;
    }
    let of = sentence
        .numbers
        .iter()
        .filter(|number| sentence.before(number).ends_with(" of "));
    let has_base = |number: &Number| {
        let about = number.about.last()?;
        let mut tables = rows_called(document, None, about)
            .into_iter()
            .map(|(table, _)| table);
        tables
            .any(|table| base_of(table, wave).is_some() && base_of(table, wave) == number.whole())
            .then_some(())
    };
    Some(of.into_iter().all(|number| has_base(number).is_some()))
}

/// "“Yes”: 70.2% in 2022", "168 in 2022": what the table says of that year, or one of the tables on what is named.
fn of_its_year(
    document: &Document,
    statement: &Statement<'_>,
    sentence: &Sentence,
    number: &Number,
    waves: &[String],
) -> Option<bool> {
    let behind = sentence.behind(number).trim_start_matches('%');
    let year = behind.strip_prefix(" in ")?;
    let wave = waves.iter().find(|wave| year.starts_with(wave.as_str()))?;
    let trend = |table: &Table| table.columns().iter().any(|c| c.label == "Clear trend?");
    if number.unit == Unit::Plain {
        let table = statement.table.filter(|table| trend(table))?;
        return Some(base_of(table, wave) == number.whole());
    }
    let named = number.about.last().map_or("", String::as_str);
    let rows = rows_called(document, statement.table, named);
    let head = format!("{wave} (%)");
    let mut told = rows.into_iter().filter_map(|(table, row)| {
        // The table of a trend has a row for each year.
        match year_of(row) {
            Some(year) if year == wave => cell(table, row, "Share (%)"),
            Some(_) => None,
            None => cell(table, row, &head),
        }
    });
    let first = told.next()?;
    Some(
        std::iter::once(first)
            .chain(told)
            .any(|cell| cell.shown() == number.value),
    )
}

/// "“A” overtook “B” between 2023 and 2024": B was ahead, and A is.
fn overtaking(document: &Document, sentence: &Sentence) -> Option<bool> {
    let (_, waves) = sentence
        .text
        .split_once(" overtook ")?
        .1
        .split_once(" between ")?;
    let (from, to) = waves.trim_end_matches('.').split_once(" and ")?;
    let names = quoted(&sentence.text);
    let [a, b] = &names[..] else {
        return Some(false);
    };
    let heads = [from, to].map(|wave| format!("{wave} (count)"));
    Some(
        rows_called(document, None, a)
            .into_iter()
            .any(|(table, ahead)| {
                let other = table.rows().iter().find(|row| is_called(row, b));
                let counts = |row: &Row| heads.clone().map(|head| count(table, row, &head));
                match (counts(ahead), other.map(counts)) {
                    ([Some(a1), Some(a2)], Some([Some(b1), Some(b2)])) => a1 < b1 && a2 > b2,
                    _ => false,
                }
            }),
    )
}

/// Rows that are said to be highest, lowest or first.
fn first_or_last(table: &Table, sentence: &Sentence) -> Option<bool> {
    let text = &sentence.text;
    let highest = [
        "” is highest",
        "” are highest",
        "” was chosen most often",
        "” was the most common answer",
        "” came up most often",
        "” has the highest count",
    ];
    let lowest = ["” is lowest", "” are lowest"];
    let (is_highest, end) = highest
        .iter()
        .map(|words| (true, words))
        .chain(lowest.iter().map(|words| (false, words)))
        .find_map(|(is_highest, words)| Some((is_highest, text.find(words)? + '”'.len_utf8())))?;
    let first_sentence = text[..end].rfind(". ").map_or(0, |at| at + 2);
    let named = quoted(&text[first_sentence..end]);
    let value = |row: &Row| count(table, row, "Respondents");
    let told: Vec<i64> = table
        .rows()
        .iter()
        .filter(|row| named.iter().any(|name| is_called(row, name)))
        .filter_map(value)
        .collect();
    let others = table
        .rows()
        .iter()
        .filter(|row| !is_last_resort(row))
        .filter_map(value);
    let bound = if is_highest {
        others.max()
    } else {
        table.rows().iter().filter_map(value).min()
    };
    Some(!told.is_empty() && told.iter().all(|value| Some(*value) == bound))
}

/// Answers that stand apart from the others: people choose them when nothing else fits.
fn is_last_resort(row: &Row) -> bool {
    let head = row.head.to_lowercase();
    head.starts_with("other") || head.starts_with("none of")
}

/// "three answers", "Two of the nine answers reach more than half", "one clear change".
fn counted(table: &Table, sentence: &Sentence) -> Option<bool> {
    let text = sentence.text.to_lowercase();
    let words: Vec<&str> = text.split(' ').collect();
    let mut holds = None;
    for (i, word) in words.iter().enumerate() {
        let before = words[..i].last().copied().unwrap_or_default();
        let expected = how_many(table, before, &words[i + 1..].join(" "));
        if let (Some(told), Some(expected)) = (number_word(word), expected) {
            holds = Some(holds != Some(false) && expected.contains(&told));
        }
    }
    holds
}

/// What number a word can be, by the word before it and the words behind; `None` where it counts no rows.
fn how_many(table: &Table, before: &str, behind: &str) -> Option<RangeInclusive<i64>> {
    let exactly = |count: usize| i64::try_from(count).ok().map(|count| count..=count);
    let rows =
        |wanted: fn(&Row) -> bool| exactly(table.rows().iter().filter(|row| wanted(row)).count());
    let changes = changes(table);
    // Changes are told apart before rounding, so one that shows as 1.0 may count either way.
    let between = |least: fn(f64) -> bool, most: fn(f64) -> bool| {
        let count = |wanted: fn(f64) -> bool| changes.iter().filter(|c| wanted(**c)).count() as i64;
        Some(count(least)..=count(most))
    };
    let starts = |words: &[&str]| words.iter().any(|words| behind.starts_with(words));
    if starts(&[
        "clear change",
        "of these changes",
        "changes are clear",
        "change is clear",
    ]) {
        rows(|row| {
            row.cells
                .last()
                .is_some_and(|cell| cell.shown().starts_with("Yes"))
        })
    } else if starts(&["rose"]) {
        between(|c| c > 1.0, |c| c >= 1.0)
    } else if starts(&["fell"]) {
        between(|c| c < -1.0, |c| c <= -1.0)
    } else if starts(&["stayed within one"]) {
        between(|c| c.abs() < 1.0, |c| c.abs() <= 1.0)
    } else if starts(&[
        "are within two percentage points of",
        "is within two percentage points of",
    ]) {
        near_members(table)
    } else if starts(&["of the "])
        && [" reach", " above half"]
            .iter()
            .any(|words| behind.contains(words))
    {
        more_than_half(table)
    } else if !NOUNS.iter().any(|noun| behind.starts_with(noun)) {
        None
    } else if behind.contains(" that can be compared") {
        exactly(changes.len())
    } else if behind.contains("cannot be shown in full") {
        rows(|row| {
            row.cells
                .iter()
                .any(|cell| matches!(cell, Cell::Mark(Mark::Confidential)))
        })
    } else if ["of", "the", "each"].contains(&before) {
        let rows = rows_told(table, behind);
        Some(rows..=rows)
    } else {
        None
    }
}

const NOUNS: [&str; 7] = [
    "answers",
    "groups",
    "requests",
    "themes",
    "values",
    "approaches",
    "codes",
];

fn more_than_half(table: &Table) -> Option<RangeInclusive<i64>> {
    let base = only_base(table)?;
    let rows = table
        .rows()
        .iter()
        .filter_map(|row| count(table, row, "Respondents"));
    let above = rows.filter(|count| count * 2 > base).count() as i64;
    Some(above..=above)
}

/// How many groups' shares of respondents are within two points of their shares of members.
fn near_members(table: &Table) -> Option<RangeInclusive<i64>> {
    let [members, respondents] = bases(table)[..] else {
        return None;
    };
    let near = table.rows().iter().filter(|row| {
        let counts = (
            count(table, row, "Members"),
            count(table, row, "Respondents"),
        );
        let (Some(m), Some(r)) = counts else {
            return false;
        };
        (m * respondents - r * members).abs() * 50 <= members * respondents
    });
    let near = near.count() as i64;
    Some(near..=near)
}

fn number_word(word: &str) -> Option<i64> {
    const WORDS: [&str; 13] = [
        "none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
        "eleven", "twelve",
    ];
    WORDS
        .iter()
        .position(|known| *known == word)
        .and_then(|at| i64::try_from(at).ok())
}

/// "Over three quarters of respondents (81.4%, 175 of 215)": the words are those that the method gives 175 of 215.
fn fraction(sentence: &Sentence, number: &Number) -> Option<bool> {
    let before = sentence.before(number);
    let words = before
        .strip_suffix(" of respondents (")
        .or_else(|| before.strip_suffix(" of respondents who answered ("))?;
    let words = words.rsplit(". ").next()?.to_lowercase();
    let at = sentence.numbers.iter().position(|n| n == number)?;
    let first = if number.unit == Unit::Percent {
        at + 1
    } else {
        at
    };
    let whole = |at: usize| sentence.numbers.get(at)?.whole();
    let (count, base) = (whole(first)?, whole(first + 1)?);
    Some(words == in_words(count, base))
}

/// The words for `x` of `n`, by the table of the method page.
pub(crate) fn in_words(x: i64, n: i64) -> String {
    const ANCHORS: [(&str, i64, i64); 9] = [
        ("one in ten", 1, 10),
        ("one in five", 1, 5),
        ("a quarter", 1, 4),
        ("a third", 1, 3),
        ("two in five", 2, 5),
        ("half", 1, 2),
        ("two thirds", 2, 3),
        ("three quarters", 3, 4),
        ("nine in ten", 9, 10),
    ];
    // How far x/n is from a/b, in parts of n * b.
    let distance = |(_, a, b): &(&str, i64, i64)| (x * b - a * n, n * b);
    let within = |anchor: &(&str, i64, i64), thousandths: i64| {
        let (distance, whole) = distance(anchor);
        distance.abs() * 1000 <= thousandths * whole
    };
    let nearest = ANCHORS
        .iter()
        .reduce(|a, b| {
            let ((da, wa), (db, wb)) = (distance(a), distance(b));
            if db.abs() * wa < da.abs() * wb { b } else { a }
        })
        .unwrap_or(&ANCHORS[0]);
    let over = distance(nearest).0 > 0;
    match (x, n) {
        (0, _) => "none".to_owned(),
        (x, n) if x == n => "all".to_owned(),
        _ if distance(nearest).0 == 0 => nearest.0.to_owned(),
        _ if within(nearest, 10) => format!("around {}", nearest.0),
        _ if within(nearest, 25) => {
            format!("just {} {}", if over { "over" } else { "under" }, nearest.0)
        }
        _ if x * 1000 >= 975 * n => "almost all".to_owned(),
        _ if x * 1000 < 75 * n => "fewer than one in ten".to_owned(),
        _ => {
            let below = ANCHORS
                .iter()
                .rev()
                .find(|anchor| distance(anchor).0 > 0)
                .unwrap_or(&ANCHORS[0]);
            let more = if below.0.contains(" in ") {
                "more than"
            } else {
                "over"
            };
            format!("{more} {}", below.0)
        }
    }
}
