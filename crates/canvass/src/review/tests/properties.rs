//! Random edits of a sheet.

use std::collections::BTreeSet;

use proptest::prelude::*;
use proptest::sample::subsequence;

use super::*;

const CODES: [&str; 3] = ["voice", "voice.policy", "resourcing"];

/// What somebody does to one row: the codes of a frame, whether it is done, a stance.
type Edit = (Option<Vec<&'static str>>, bool, Option<usize>);

fn edits() -> impl Strategy<Value = Vec<Edit>> {
    let codes = prop::option::of(subsequence(CODES.to_vec(), 0..=3));
    prop::collection::vec((codes, any::<bool>(), prop::option::of(0..4usize)), 7)
}

const STANCES: [&str; 4] = ["impact", "request", "criticism", "neutral"];

fn edited(page: &Page, edits: &[Edit]) -> Page {
    let mut page = page.clone();
    let (theme, done, stance) = (
        page.column("codes: theme"),
        page.column("done"),
        page.column("stance"),
    );
    for (row, (codes, is_done, to)) in page.rows.iter_mut().zip(edits) {
        if let Some(codes) = codes {
            row[theme] = codes.join("; ");
        }
        if *is_done {
            row[done] = "yes".to_owned();
        }
        if let Some(to) = to {
            row[stance] = STANCES[*to].to_owned();
        }
    }
    page
}

/// The cells of every row that a person wrote, by the answer's key.
fn written(page: &Page) -> BTreeSet<Vec<String>> {
    let columns =
        ["row_key", "codes: theme", "codes: role", "stance", "done"].map(|h| page.column(h));
    page.rows
        .iter()
        .map(|row| columns.iter().map(|at| row[*at].clone()).collect())
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// A sheet that is written after an import says what the sheet that was taken in says.
    #[test]
    fn the_next_sheet_says_what_was_edited(edits in edits()) {
        let mut world = World::new();
        let page = edited(&world.open(), &edits);
        world.accept(&page);
        // A code brings the one above it along; blank cells of rows that are not done stay what they were.
        let mut expected = page.clone();
        let (theme, done, stance) = (page.column("codes: theme"), page.column("done"), page.column("stance"));
        for (row, before) in expected.rows.iter_mut().zip(&world_rows()) {
            if row[theme].is_empty() && row[done].is_empty() {
                row[theme] = before[theme].clone();
            } else if row[theme].contains("voice.policy") && !row[theme].starts_with("voice;") {
                row[theme] = format!("voice; {}", row[theme]);
            }
            // Whoever gives "n/a" a code says that it says something.
            if row[stance].is_empty() && !row[theme].is_empty() {
                row[stance] = "neutral".to_owned();
            }
        }
        prop_assert_eq!(written(&expected), written(&world.open()));
        prop_assert!(world.accept(&page).decisions.is_empty());
    }

    /// Sorting, and taking rows in one after the other, changes nothing.
    #[test]
    fn the_order_of_rows_does_not_matter(edits in edits(), order in Just((0..7usize).collect::<Vec<_>>()).prop_shuffle(), part in 0..7usize) {
        let mut world = World::new();
        let page = edited(&world.open(), &edits);
        let mut sorted = page.clone();
        sorted.rows = order.iter().map(|at| page.rows[*at].clone()).collect();
        let (mut first, mut second) = (sorted.clone(), sorted);
        second.rows = first.rows.split_off(part);
        if !first.rows.is_empty() {
            world.accept(&first);
        }
        world.accept(&second);
        let mut other = World::new();
        other.accept(&page);
        prop_assert_eq!(written(&world.open()), written(&other.open()));
    }

    /// Whatever a cell holds, the others of its row are not harmed, and nothing of it is shown.
    #[test]
    fn any_cell_is_read_or_refused(column in 6..20usize, cell in "\\PC{0,40}") {
        let world = World::new();
        let mut page = world.open();
        let column = column % page.headings.len();
        page.rows[0][column] = format!("{cell}\u{263a}");
        let read = world.import(&page);
        prop_assert_eq!(read.value.refused + read.value.unchanged + read.value.changes.len(), 7);
        prop_assert!(read.value.changes.len() + read.value.refused <= 1);
    }
}

/// The rows of the sheet before anybody edits it.
fn world_rows() -> Vec<Vec<String>> {
    World::new().open().rows
}
