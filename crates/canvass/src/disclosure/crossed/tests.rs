use proptest::prelude::*;

use super::block::{Block, Told};

fn block(threshold: u64, rows: usize, counts: &[u64]) -> Block {
    let columns = counts.len() / rows;
    Block {
        threshold,
        rows,
        columns,
        counts: counts.to_vec(),
        strata: vec![counts.to_vec()],
        shown_columns: vec![true; columns],
        merged_row: None,
        merged_column: None,
        told: vec![Told::Nothing; counts.len()],
    }
}

fn protect(block: &Block) -> Option<Vec<bool>> {
    block.protect(&mut 1_000_000)
}

/// The least and the most of each count in all tables with these sums that agree with what is shown.
fn ranges(block: &Block, hidden: &[bool]) -> Vec<(u64, u64)> {
    fn fill(
        block: &Block,
        hidden: &[bool],
        at: usize,
        table: &mut Vec<u64>,
        left: &mut (Vec<u64>, Vec<u64>),
        ranges: &mut Vec<(u64, u64)>,
    ) {
        if at == table.len() {
            if left.0.iter().chain(&left.1).all(|sum| *sum == 0) {
                for (range, count) in ranges.iter_mut().zip(table.iter()) {
                    *range = (range.0.min(*count), range.1.max(*count));
                }
            }
            return;
        }
        let (row, column) = (at / block.columns, at % block.columns);
        let most = left.0[row].min(left.1[column]);
        let values = if hidden[at] {
            0..=most
        } else {
            block.counts[at]..=block.counts[at]
        };
        for value in values.filter(|value| *value <= most) {
            let last = column + 1 == block.columns;
            if last && value != left.0[row] {
                continue;
            }
            table[at] = value;
            left.0[row] -= value;
            left.1[column] -= value;
            fill(block, hidden, at + 1, table, left, ranges);
            left.0[row] += value;
            left.1[column] += value;
        }
    }
    let (rows, columns) = (block.rows, block.columns);
    let row = |r: usize| (0..columns).map(|c| block.counts[r * columns + c]).sum();
    let column = |c: usize| (0..rows).map(|r| block.counts[r * columns + c]).sum();
    let mut sums = (
        (0..rows).map(row).collect(),
        (0..columns).map(column).collect(),
    );
    let mut ranges = vec![(u64::MAX, 0); block.counts.len()];
    fill(
        block,
        hidden,
        0,
        &mut block.counts.clone(),
        &mut sums,
        &mut ranges,
    );
    ranges
}

#[test]
fn a_small_count_takes_the_cheapest_rectangle_with_it() {
    let table = [3, 20, 30, 25, 10, 40, 12, 50, 60];
    // Its row, its column and the corner between: 20 + 25 + 10 is less than any other three.
    let hidden = protect(&block(5, 3, &table)).unwrap();
    assert_eq!(
        hidden,
        [true, true, false, true, true, false, false, false, false]
    );
}

#[test]
fn nothing_is_hidden_where_nothing_is_small() {
    let hidden = protect(&block(5, 2, &[20, 30, 0, 25, 10, 40])).unwrap();
    assert!(!hidden.contains(&true));
}

#[test]
fn a_count_that_cannot_move_is_not_published() {
    // The only other group is as small, and both together are fewer than five.
    assert_eq!(protect(&block(5, 2, &[2, 2, 20, 20])), None);
}

#[test]
fn those_who_may_not_swap_prove_nothing() {
    let mut block = block(5, 2, &[3, 20, 25, 10]);
    assert!(protect(&block).is_some());
    block.strata = vec![vec![3, 0, 25, 0], vec![0, 20, 0, 10]];
    assert_eq!(protect(&block), None);
}

#[test]
fn what_was_told_is_not_hidden_again() {
    let mut block = block(5, 2, &[3, 20, 25, 10]);
    block.told[3] = Told::Shown;
    assert_eq!(protect(&block), None);
}

#[test]
fn work_is_bounded() {
    let table = block(5, 3, &[3, 20, 30, 25, 10, 40, 12, 50, 60]);
    assert_eq!(table.protect(&mut 10), None);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_hidden_count_can_be_worked_out(
        counts in proptest::array::uniform9(0u64..9),
        unshown in proptest::option::of(0usize..3),
    ) {
        let mut table = block(3, 3, &counts);
        if let Some(column) = unshown {
            table.shown_columns[column] = false;
        }
        if let Some(hidden) = protect(&table) {
            let ranges = ranges(&table, &hidden);
            for (cell, (least, most)) in ranges.into_iter().enumerate() {
                let shown = table.shown_columns[cell % 3];
                let small = (1..3).contains(&counts[cell]);
                prop_assert!(hidden[cell] || !shown || !small, "{counts:?} {hidden:?}");
                if hidden[cell] && (shown || small) {
                    prop_assert!(most >= 3 && most - least >= 2, "{cell} is {least} to {most}: {counts:?} {hidden:?}");
                }
            }
        }
    }

    #[test]
    fn no_hidden_tick_can_be_worked_out(counts in proptest::array::uniform8(0u64..9)) {
        let table = block(3, 2, &counts);
        if let Some(hidden) = protect(&table) {
            let ranges = ranges(&table, &hidden);
            for (cell, (least, most)) in ranges.into_iter().enumerate() {
                prop_assert!(!hidden[cell] || (most >= 3 && most - least >= 2), "{counts:?} {hidden:?}");
                // Whoever knows how many ticked knows how many did not.
                prop_assert_eq!(hidden[cell], hidden[(cell + 4) % 8]);
            }
        }
    }
}
