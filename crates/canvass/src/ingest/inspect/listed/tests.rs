use super::*;
use crate::ingest::inspect;

fn neighbour(label: &str, ticks: Ticks) -> Neighbour {
    let other = is_other(label);
    Neighbour {
        label: label.to_owned(),
        ticks,
        other,
        exclusive: is_exclusive(label),
        like_an_option: !label.contains('?'),
        takes_words: other,
    }
}

/// The block that begins at a neighbour, found step by step.
fn block_step_by_step(all: &[Neighbour], at: usize) -> Option<usize> {
    let mut end = at;
    let mut ticked = 0;
    while end < all.len() && all[end].may_be_option() {
        let one = &all[end];
        let comes_again = all[at..end].iter().any(|other| other.label == one.label);
        let is_between = ticked > 0
            && all
                .get(end + 1)
                .is_some_and(|next| next.ticks == Ticks::Label);
        if comes_again || !(one.ticks == Ticks::Label || is_between || one.like_an_option) {
            break;
        }
        ticked += usize::from(one.ticks == Ticks::Label);
        end += 1;
        if one.other {
            break;
        }
    }
    let has_other = end > at && all[end - 1].other;
    let other = end > at && !has_other && all.get(end).is_some_and(|next| next.takes_words);
    end += usize::from(other);
    let says_nothing = |one: &Neighbour| one.ticks == Ticks::Empty && !one.other && !one.exclusive;
    while end > at && !other && says_nothing(&all[end - 1]) {
        end -= 1;
    }
    (ticked >= 2 && end > at + 1).then_some(end)
}

#[test]
fn blocks_are_those_found_step_by_step_whatever_stands_beside_each_other() {
    let kinds = [
        neighbour("advice", Ticks::Label),
        neighbour("training", Ticks::Label),
        neighbour("advice", Ticks::Empty),
        neighbour("money", Ticks::Empty),
        neighbour("why?", Ticks::Empty),
        neighbour("none of these", Ticks::Empty),
        neighbour("other", Ticks::Label),
        neighbour("other", Ticks::No),
        neighbour("why?", Ticks::No),
    ];
    const LENGTH: u32 = 5;
    let mut blocks = 0;
    for number in 0..kinds.len().pow(LENGTH) {
        let all: Vec<Neighbour> = (0..LENGTH)
            .map(|place| kinds[number / kinds.len().pow(place) % kinds.len()].clone())
            .collect();
        let runs = Runs::new(all.clone());
        for at in 0..all.len() {
            let expected = block_step_by_step(&all, at);
            blocks += usize::from(expected.is_some());
            assert_eq!(runs.block(at), expected, "at {at} of {all:?}");
        }
    }
    assert!(blocks > 1000);
}

/// Looking again at all that follows, from each of them, would take hours.
#[test]
fn many_empty_columns_are_looked_at_once() {
    let many = 200_000;
    let mut all: Vec<Neighbour> = (0..many)
        .map(|at| neighbour(&format!("c{at}"), Ticks::Empty))
        .collect();
    let none = Runs::new(all.clone());
    assert!((0..many).all(|at| none.block(at).is_none()));
    all.push(neighbour("advice", Ticks::Label));
    all.push(neighbour("training", Ticks::Label));
    assert_eq!(Runs::new(all).block(0), Some(many + 2));
}

#[test]
fn a_table_of_thousands_of_columns_is_read_as_a_small_one_is() {
    let (empty, options) = (4_000, 2_000);
    let mut text = "Where do you live?,Which paper do you read?".to_owned();
    (0..empty).for_each(|at| text.push_str(&format!(",c{at}")));
    (0..options).for_each(|at| text.push_str(&format!(",Which of these? - o{at}")));
    for row in 0..4 {
        text.push_str(&format!("\nTown {row},Paper {row}{}", ",".repeat(empty)));
        (0..options).for_each(|at| match at % 2 == row % 2 {
            true => text.push_str(&format!(",o{at}")),
            false => text.push(','),
        });
    }
    let found = inspect("export.csv", text.as_bytes(), None).unwrap().value;
    assert_eq!(found.questions.len(), 2 + empty + 1);
    let last = found.questions.last().unwrap();
    assert_eq!(last.wording, "Which of these?");
    assert_eq!(last.options.len(), options);
    assert!(last.options.iter().all(|option| option.count == 2));
}
