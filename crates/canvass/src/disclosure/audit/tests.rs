use super::*;
use crate::disclosure::FigureName;
use crate::survey::{OptionId, QuestionId};
use crate::tabulate::{LineKey, Subject};

fn name(question: &str, option: &str) -> FigureName {
    FigureName::Line(
        Subject::Question(QuestionId::new(question).unwrap()),
        LineKey::Option(OptionId::new(option).unwrap()),
    )
}

/// A table of rows and columns with public totals.
fn two_way(threshold: u64, cells: &[Vec<u64>]) -> (Model, Vec<Vec<usize>>) {
    let mut model = Model::new(threshold);
    let counts: Vec<Vec<usize>> = cells
        .iter()
        .enumerate()
        .map(|(row, cells)| {
            let cells = cells.iter().enumerate();
            cells
                .map(|(column, value)| {
                    model.figure(Named {
                        name: name(&format!("r{row}"), &format!("c{column}")),
                        value: *value,
                        most: NO_BOUND,
                        alone: true,
                    })
                })
                .collect()
        })
        .collect();
    for row in &counts {
        let total = row.iter().map(|c| model.value(*c)).sum();
        let total = model.public(total);
        model.equal(row, total);
    }
    for column in 0..cells[0].len() {
        let column: Vec<usize> = counts.iter().map(|row| row[column]).collect();
        let total = column.iter().map(|c| model.value(*c)).sum();
        let total = model.public(total);
        model.equal(&column, total);
    }
    (model, counts)
}

fn hidden(cells: &[Vec<u64>]) -> Vec<(usize, usize)> {
    let protected = two_way(5, cells).0.protect();
    assert_eq!(protected.account.given_away, 0);
    let mut hidden = Vec::new();
    for (row, cells) in cells.iter().enumerate() {
        for column in 0..cells.len() {
            if protected
                .hidden
                .contains_key(&name(&format!("r{row}"), &format!("c{column}")))
            {
                hidden.push((row, column));
            }
        }
    }
    hidden
}

#[test]
fn one_small_cell_of_a_table_takes_the_cheapest_rectangle_with_it() {
    let cells = [vec![3, 20, 30], vec![25, 10, 40], vec![12, 50, 60]];
    // Its row, its column and the corner between: 20 + 25 + 10 is less than any other three.
    assert_eq!(hidden(&cells), [(0, 0), (0, 1), (1, 0), (1, 1)]);
}

#[test]
fn a_cell_without_room_beside_it_takes_as_many_as_it_needs() {
    // Every other cell of the row and the column is nought but one: they hold the whole of what is hidden.
    let cells = [vec![4, 0, 6], vec![0, 30, 40], vec![7, 20, 50]];
    let hidden = hidden(&cells);
    assert!(
        hidden.contains(&(0, 0)) && hidden.contains(&(0, 2)) && hidden.contains(&(2, 0)),
        "{hidden:?}"
    );
}

#[test]
fn what_cannot_be_hidden_is_said() {
    let mut model = Model::new(5);
    let all = model.public(43);
    let small = model.figure(Named {
        name: name("q", "small"),
        value: 3,
        most: NO_BOUND,
        alone: true,
    });
    let large = model.figure(Named {
        name: name("q", "large"),
        value: 40,
        most: NO_BOUND,
        alone: true,
    });
    model.equal(&[small, large], all);
    model.was_published(large);
    let protected = model.protect();
    assert_eq!(protected.account.given_away, 1);
}
