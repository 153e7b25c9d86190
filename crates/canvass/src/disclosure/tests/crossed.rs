//! Tables by groups of respondents.

use proptest::prelude::*;

use super::*;
use crate::tabulate::Subject;

const GROUPS: &str = r#"
[project]
title = "T"
organisation = "O"
current = "2024"

[[wave]]
id = "2024"
export = "2024.csv"

[[question]]
id = "liked"
kind = "single-choice"
title = "Liked"
text = "What did you like?"
option = [{ id = "x", label = "X" }, { id = "y", label = "Y" }, { id = "z", label = "Z" }]

[[question]]
id = "region"
kind = "single-choice"
title = "Region"
text = "Where are you?"
option = [{ id = "n", label = "North" }, { id = "s", label = "South" }, { id = "e", label = "East" }]

[[question]]
id = "place"
kind = "single-choice"
title = "Place"
text = "Which place?"
option = [{ id = "n", label = "North" }, { id = "s", label = "South" }, { id = "e", label = "East" }]

[report]
groups = ["region", "place"]

[disclosure]
threshold = THRESHOLD
counts_only_below = LIMIT
"#;

fn project(threshold: u64, limit: u64) -> Project {
    let canvass = GROUPS
        .replace("THRESHOLD", &threshold.to_string())
        .replace("LIMIT", &limit.to_string());
    let texts = Texts {
        canvass: &canvass,
        codebook: CODEBOOK,
        ..Texts::default()
    };
    parse(&texts)
        .unwrap_or_else(|faults| panic!("{faults}"))
        .value
}

/// People by what they liked and their region, row by row. Their place is their region, or else the first.
fn wave(counts: &[usize; 9], place_is_region: bool) -> CodedWave {
    let id = WaveId::new("2024").unwrap();
    let mut columns = [(); 3].map(|()| ChoiceColumn::new(vec![true; 3]));
    for (cell, count) in counts.iter().enumerate() {
        let region = cell % 3;
        let place = if place_is_region { region } else { 0 };
        for _ in 0..*count {
            for (column, option) in columns.iter_mut().zip([cell / 3, region, place]) {
                column.push(Choice::Option(option as u16));
            }
        }
    }
    let people = counts.iter().sum();
    let names = ["liked", "region", "place"].map(|id| QuestionId::new(id).unwrap());
    let columns = names.into_iter().zip(columns.map(Column::Choice)).collect();
    CodedWave {
        responses: Responses::of_columns(id.clone(), people, columns, DataQuality::default())
            .unwrap(),
        codings: CodedRespondents::of(&Codings::new(
            id,
            "book".into(),
            "1".into(),
            Vec::new(),
            Vec::new(),
        )),
    }
}

fn report(project: &Project, wave: CodedWave, ledger: &Ledger) -> Release {
    release(project, &[wave], &Decided::default(), ledger)
        .unwrap()
        .value
}

fn id(id: &str) -> QuestionId {
    QuestionId::new(id).unwrap()
}

/// A shown group with the counts of its lines.
type Told<'a> = (&'a str, Vec<Option<u64>>);

fn told<'a>(release: &'a Release, by: &str) -> Option<Vec<Told<'a>>> {
    let table = release.crossed(&id("liked"), &id(by))?;
    let columns = table.columns.iter();
    Some(
        columns
            .map(|c| (c.group.as_str(), shown(&c.table)))
            .collect(),
    )
}

const SMALL: [usize; 9] = [3, 20, 30, 25, 10, 40, 12, 50, 60];

#[test]
fn a_small_count_is_hidden_with_what_would_give_it_away() {
    let release = report(&project(5, 30), wave(&SMALL, false), &Ledger::default());
    let told = told(&release, "region").unwrap();
    assert_eq!(
        told,
        [
            ("n", vec![None, None, Some(12)]),
            ("s", vec![None, None, Some(50)]),
            ("e", vec![Some(30), Some(40), Some(60)]),
        ]
    );
    let of_groups = release.suppressions.iter();
    let of_groups = of_groups.filter(|s| matches!(s.figure, FigureName::OfGroup { .. }));
    let reasons: Vec<Reason> = of_groups.map(|s| s.reason).collect();
    assert_eq!(reasons.iter().filter(|r| **r == Reason::Small).count(), 1);
    assert_eq!(reasons.len(), 4);
}

#[test]
fn groups_too_small_for_percentages_are_not_shown() {
    let release = report(&project(5, 50), wave(&SMALL, false), &Ledger::default());
    let told = told(&release, "region").unwrap();
    assert!(told.iter().all(|(group, _)| *group != "n"), "{told:?}");
}

#[test]
fn a_second_table_that_would_give_the_first_away_is_not_published() {
    // Nobody differs in place who does not differ in region, so one table tells the other.
    let release = report(&project(5, 30), wave(&SMALL, true), &Ledger::default());
    assert!(told(&release, "region").is_none_or(|_| told(&release, "place").is_none()));
    assert!(told(&release, "region").is_some());
    // Groups by groups are never published.
    assert_eq!(release.crossed(&id("region"), &id("place")), None);
}

#[test]
fn the_ledger_keeps_tables_by_groups() {
    let project = project(5, 30);
    let first = report(&project, wave(&SMALL, false), &Ledger::default());
    let text = first.ledger.to_json();
    assert!(
        text.contains(r#""group":"region=s","shown":{"answered":80,"option z":50},"suppressed":["option x","option y"]"#),
        "{text}"
    );
    let ledger = Ledger::parse(text.as_bytes()).unwrap();
    let again = report(&project, wave(&SMALL, false), &ledger);
    assert_eq!(again.crossed, first.crossed);
    // By other groups nothing may be told any more: that was not reckoned with.
    let mut other = project.clone();
    other.groups = vec![id("place")];
    let other = report(&other, wave(&SMALL, false), &ledger);
    assert!(other.crossed.is_empty());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    /// An attacker who knows everything published tries every table that agrees with it.
    #[test]
    fn no_count_of_a_group_can_be_worked_out(counts in proptest::array::uniform9(0usize..5)) {
        const THRESHOLD: u64 = 2;
        let people: usize = counts.iter().sum();
        prop_assume!((6..=18).contains(&people));
        let release = report(&project(THRESHOLD, 2), wave(&counts, false), &Ledger::default());
        let Some(table) = release.crossed(&id("liked"), &id("region")) else { return Ok(()) };
        let one_way = |question: &str| shown(super::table(&release, question, "2024"));
        let (liked, region) = (one_way("liked"), one_way("region"));
        let mut cells = [None; 9];
        let mut bases = [None; 3];
        let mut columns = [false; 3];
        for column in &table.columns {
            let at = ["n", "s", "e"].iter().position(|g| *g == column.group.as_str()).unwrap();
            columns[at] = true;
            bases[at] = column.table.base();
            prop_assert_eq!(column.table.subject(), &Subject::Question(id("liked")));
            for (row, count) in shown(&column.table).into_iter().enumerate() {
                cells[row * 3 + at] = count;
            }
        }
        let mut ranges = [(u64::MAX, 0u64); 9];
        let mut ranges_of_sums = [(u64::MAX, 0u64); 6];
        every_table(&cells, &liked, people as u64, &mut |counts| {
            let of_region = |at: usize| counts[at] + counts[3 + at] + counts[6 + at];
            if (0..3).all(|at| {
                let sum = of_region(at);
                bases[at].is_none_or(|base| base == sum) && region[at].is_none_or(|told| told == sum)
            }) {
                for (range, count) in ranges.iter_mut().zip(counts) {
                    *range = (range.0.min(*count), range.1.max(*count));
                }
                for (at, range) in ranges_of_sums.iter_mut().enumerate() {
                    let sum = if at < 3 { counts[at * 3..at * 3 + 3].iter().sum() } else { of_region(at - 3) };
                    *range = (range.0.min(sum), range.1.max(sum));
                }
            }
        });
        let told = liked.iter().take(3).chain(region.iter().take(3));
        for (told, (least, most)) in told.zip(ranges_of_sums) {
            prop_assert!(told.is_some() || (most >= THRESHOLD && most - least + 1 >= THRESHOLD));
        }
        for (cell, (least, most)) in ranges.into_iter().enumerate() {
            prop_assert!(least <= counts[cell] as u64 && most >= counts[cell] as u64);
            let small = (1..THRESHOLD).contains(&(counts[cell] as u64));
            if cells[cell].is_none() && (columns[cell % 3] || small) {
                prop_assert!(
                    most >= THRESHOLD && most - least + 1 >= THRESHOLD,
                    "{cell} is {least} to {most}: {counts:?} {cells:?} {liked:?} {region:?}"
                );
            }
            prop_assert!(cells[cell].is_none() || !small);
        }
    }
}

/// Every table with the shown counts and the shown sums of its rows.
fn every_table(
    cells: &[Option<u64>; 9],
    liked: &[Option<u64>],
    people: u64,
    each: &mut impl FnMut(&[u64; 9]),
) {
    fn fill(
        at: usize,
        left: u64,
        counts: &mut [u64; 9],
        known: (&[Option<u64>; 9], &[Option<u64>]),
        each: &mut impl FnMut(&[u64; 9]),
    ) {
        if at == 9 {
            if left == 0 {
                each(counts);
            }
            return;
        }
        let (cells, liked) = known;
        let row = at / 3;
        let so_far: u64 = counts[row * 3..at].iter().sum();
        let most = liked[row].map_or(left, |sum| sum.saturating_sub(so_far).min(left));
        let (from, to) = cells[at].map_or((0, most), |told| (told, told.min(most)));
        for count in from..=to {
            if at % 3 == 2 && liked[row].is_some_and(|sum| sum != so_far + count) {
                continue;
            }
            counts[at] = count;
            fill(at + 1, left - count, counts, known, each);
        }
        counts[at] = 0;
    }
    fill(0, people, &mut [0; 9], (cells, liked), each);
}
