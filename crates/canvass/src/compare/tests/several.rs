//! Gaps, ranks, trends and linked members. Expected values by scipy 1.17: brentq on Tango's score, binom, norm.

use super::*;
use crate::survey::{MemberKey, Responses};

fn three_options() -> Question {
    question(
        ALWAYS,
        vec![
            option("a", ALWAYS),
            option("b", ALWAYS),
            option("c", ALWAYS),
        ],
    )
}

fn responses(question: &Question, id: &str, column: MultiSelectColumn) -> Responses {
    let respondents = column.states().len();
    let columns = BTreeMap::from([(question.id.clone(), Column::MultiSelect(column))]);
    Responses::of_columns(wave(id), respondents, columns, DataQuality::default()).unwrap()
}

fn near(found: f64, expected: f64) {
    assert!((found - expected).abs() < 1e-9, "{found} is not {expected}");
}

#[test]
fn gaps_are_between_the_same_people_and_told_with_their_change() {
    let question = three_options();
    let from = responses(&question, "2023", ticks(40, 70, 30, 40));
    let to = responses(&question, "2024", ticks(40, 30, 75, 40));
    let gaps = option_gaps(&survey(&question), &question, Some(&from), &to);
    let ids: Vec<(&str, &str)> = gaps
        .iter()
        .map(|gap| (gap.first.as_str(), gap.second.as_str()))
        .collect();
    assert_eq!(ids, [("b", "a"), ("b", "c"), ("a", "c")]);
    let gap = &gaps[0];
    near(gap.to.gap.size, 45.0 / 185.0);
    near(gap.to.gap.interval.lower(), 0.137_689_042_979_799);
    near(gap.to.gap.interval.upper(), 0.342_951_103_413_716_8);
    assert!((gap.to.gap.p.value() - 9.102_659_374_333_852e-6).abs() < 1e-12);
    let earlier = gap.from.unwrap();
    near(earlier.gap.size, -40.0 / 180.0);
    near(earlier.gap.interval.lower(), -0.323_368_486_590_760_73);
    near(earlier.gap.p.value(), 5.533_070_587_580_156e-5);
    assert_eq!(gap.to.lead(), Lead::Ahead);
    assert_eq!(gap.verdict(), Some(Verdict::Overtook));
    near(gap.change.unwrap().gap.size, 45.0 / 185.0 + 40.0 / 180.0);
    // What one pair alone says is what the report's shift says.
    let (Some(Column::MultiSelect(before)), Some(Column::MultiSelect(after))) =
        (from.column(&question.id), to.column(&question.id))
    else {
        panic!("both are multi-select");
    };
    let waves = ((from.wave(), before), (to.wave(), after));
    let shift = shift_between(&survey(&question), &question, waves.0, waves.1).unwrap();
    assert_eq!(
        (shift.gap_to, shift.change),
        (gap.to.gap, gap.change.unwrap().gap)
    );
}

#[test]
fn a_gap_is_there_without_a_wave_before() {
    let question = three_options();
    let to = responses(&question, "2024", ticks(10, 20, 20, 0));
    let gaps = option_gaps(&survey(&question), &question, None, &to);
    assert_eq!(gaps.len(), 3);
    assert!(
        gaps.iter()
            .all(|gap| gap.from.is_none() && gap.verdict().is_none())
    );
    assert_eq!(gaps[0].to.lead(), Lead::NotClear);
    let nobody = responses(&question, "2024", MultiSelectColumn::new(vec![true; 3]));
    assert!(option_gaps(&survey(&question), &question, None, &nobody).is_empty());
}

#[test]
fn ranks_leave_out_what_excludes_others() {
    let mut question = three_options();
    question.options[2].exclusive = true;
    let ranks = option_ranks(
        &question,
        &responses(&question, "2024", ticks(0, 60, 20, 70)),
    );
    let found: Vec<(&str, usize, usize, usize)> = ranks
        .iter()
        .map(|(id, set)| (id.as_str(), set.rank, set.best, set.worst))
        .collect();
    assert_eq!(found, [("a", 1, 1, 1), ("b", 2, 2, 2)]);
}

#[test]
fn a_trend_needs_three_waves_that_may_be_compared() {
    const WAVES: Offers = &[
        ("2022", Continuity::Same),
        ("2023", Continuity::Same),
        ("2024", Continuity::Same),
    ];
    let question = question(
        WAVES,
        vec![
            option("a", WAVES),
            option("b", &WAVES[1..]),
            option(
                "c",
                &[
                    ("2022", Continuity::Same),
                    ("2023", Continuity::Reworded),
                    ("2024", Continuity::Same),
                ],
            ),
        ],
    );
    let tables = [
        table(&question, "2022", ticks(0, 20, 0, 60)),
        table(&question, "2023", ticks(0, 30, 10, 50)),
        table(&question, "2024", ticks(5, 50, 15, 30)),
    ];
    let trends = question_trends(&survey(&question), &question, &tables);
    let a = trends[0].trend.clone().unwrap();
    near(a.slope, 0.152_489_626_556_016_6);
    near(a.z, 4.179_353_250_711_009);
    near(a.p.value(), 2.923_392_900_443_086e-5);
    assert_eq!(trends[0].p_adjusted, Some(a.p));
    let letters: Vec<&str> = trends[0]
        .points
        .iter()
        .map(|p| p.letters.as_str())
        .collect();
    assert_eq!(letters, ["", "", "AB"]);
    assert_eq!(trends[1].trend, Err(NoTrend::TooFewWaves { comparable: 2 }));
    assert_eq!(trends[2].trend, Err(NoTrend::TooFewWaves { comparable: 2 }));
    assert_eq!(
        trends[2].points[0].comparability,
        Comparability::Break(wave("2023"))
    );
    assert!(
        trends[2].points[0].share.is_some(),
        "a gap is shown, and is no point"
    );
}

#[test]
fn the_same_people_are_compared_with_themselves() {
    let question = three_options();
    let from = responses(&question, "2023", ticks(0, 13, 27, 0));
    // Ten keep a, three leave it, twelve come to it, fifteen stay without it.
    let to = {
        let mut column = MultiSelectColumn::new(vec![true; 3]);
        for chosen in [[0; 10].as_slice(), &[1; 3], &[0; 12], &[1; 15]].concat() {
            column.push(ResponseState::Answered, [chosen]);
        }
        responses(&question, "2024", column)
    };
    let members = || (0..40).map(|number: u32| MemberKey::of_number(&number.to_string()));
    let survey = survey(&question);
    assert_eq!(linked_changes(&survey, &question, &from, &to), None);
    let (from, to) = (
        from.with_members(members().collect()),
        to.with_members(members().collect()),
    );
    let found = linked_changes(&survey, &question, &from, &to).unwrap();
    assert_eq!((found.members, found.answered), (40, 40));
    let a = &found.lines[0];
    assert_eq!((a.table.a_only(), a.table.b_only()), (12, 3));
    near(a.change.size, 0.225);
    near(a.change.interval.lower(), 0.038_882_971_551_175_705);
    near(a.change.interval.upper(), 0.401_809_376_994_928_3);
    near(a.change.p.value(), 0.021_270_751_953_125);
}
