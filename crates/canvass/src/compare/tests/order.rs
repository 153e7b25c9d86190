//! Neither the order of respondents nor that of options changes a figure.

use proptest::prelude::*;

use super::*;

const IDS: [&str; 3] = ["a", "b", "c"];

/// A question with its options in this order, and the answers of one wave to it: bit i of a row is `IDS[i]`.
fn ordered(order: [usize; 3], rows: &[u8], id: &str) -> (Question, Responses) {
    let mut question = question(ALWAYS, order.map(|at| option(IDS[at], ALWAYS)).to_vec());
    question.unions = vec![OptionUnion {
        id: OptionId::new("any").unwrap(),
        label: "any".into(),
        of: BTreeSet::from(["a", "c"].map(|id| OptionId::new(id).unwrap())),
    }];
    let mut ticks = MultiSelectColumn::new(vec![true; 3]);
    for row in rows {
        let ticked = (0..3).filter(|place| row & (1 << order[*place]) != 0);
        let state = match row & 7 {
            0 => ResponseState::NoAnswer,
            _ => ResponseState::Answered,
        };
        ticks.push(state, ticked);
    }
    let columns = BTreeMap::from([(question.id.clone(), Column::MultiSelect(ticks))]);
    let responses = Responses::of_columns(wave(id), rows.len(), columns, DataQuality::default());
    (question, responses.unwrap())
}

/// Every figure by the ids of what it is about.
fn figures(order: [usize; 3], before: &[u8], after: &[u8]) -> BTreeMap<String, String> {
    let (question, from) = ordered(order, before, "2023");
    let (_, to) = ordered(order, after, "2024");
    let survey = survey(&question);
    let mut found = BTreeMap::new();
    let table = |responses| question_table(&question, responses).unwrap();
    for line in &table(&to).lines {
        found.insert(format!("{:?}", line.key), format!("{:?}", line.count));
    }
    for line in compare_question(&survey, &question, table(&from), table(&to)).lines {
        let tested = format!("{:?} {:?}", line.to, line.tested);
        found.insert(format!("change of {:?}", line.key), tested);
    }
    for (id, ranks) in option_ranks(&question, &to) {
        found.insert(format!("rank of {id}"), format!("{ranks:?}"));
    }
    for gap in option_gaps(&survey, &question, Some(&from), &to) {
        // Of two that are level either may stand first.
        if gap.to.gap.size > 0.0 {
            let pair = format!("gap of {} and {}", gap.first, gap.second);
            // A change is that of a gap of either sign, worked out from the other end.
            let p = gap.change.map(|change| [change.gap.p, change.p_adjusted]);
            let p = p.map(|p| p.map(|p| format!("{:.9}", p.value())));
            let lower = gap.to.gap.interval.lower();
            found.insert(pair, format!("{lower:.9} {p:?}"));
        }
    }
    found
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_order_matters(
        before in proptest::collection::vec(0u8..8, 1..40),
        after in proptest::collection::vec(0u8..8, 1..40),
        order in Just([0usize, 1, 2]).prop_shuffle(),
        turn in 0usize..40,
    ) {
        let plain = figures([0, 1, 2], &before, &after);
        let turned = |rows: &[u8]| {
            let mut rows: Vec<u8> = rows.iter().rev().copied().collect();
            let by = turn % rows.len();
            rows.rotate_left(by);
            rows
        };
        prop_assert_eq!(&figures(order, &before, &after), &plain);
        prop_assert_eq!(&figures(order, &turned(&before), &turned(&after)), &plain);
    }
}
