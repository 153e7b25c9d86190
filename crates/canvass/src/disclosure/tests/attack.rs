//! An attacker who knows everything published and tries every set of answers that agrees with it.

use proptest::prelude::*;

use super::*;

/// The least and the most of a hidden count, over all answers that agree with what is published.
#[derive(Debug, Clone, Copy)]
struct Range {
    least: u64,
    most: u64,
}

#[derive(Debug, Default)]
struct Ranges(Vec<Option<Range>>);

impl Ranges {
    /// Takes in one set of answers, if it agrees with what is published.
    fn see(&mut self, published: &[Option<u64>], counts: &[u64]) -> bool {
        let agrees = published
            .iter()
            .zip(counts)
            .all(|(told, count)| told.is_none_or(|t| t == *count));
        if agrees {
            self.0.resize(counts.len(), None);
            for (range, count) in self.0.iter_mut().zip(counts) {
                let range = range.get_or_insert(Range {
                    least: *count,
                    most: *count,
                });
                range.least = range.least.min(*count);
                range.most = range.most.max(*count);
            }
        }
        agrees
    }

    fn assert_safe(&self, published: &[Option<u64>], threshold: u64, people: u64, what: &str) {
        assert!(
            !self.0.is_empty(),
            "{what}: nothing agrees with what is published"
        );
        for (line, (told, range)) in published.iter().zip(&self.0).enumerate() {
            let (None, Some(range)) = (told, range) else {
                continue;
            };
            assert!(
                range.most >= threshold.min(people)
                    && range.most - range.least >= (threshold - 1).min(people),
                "{what}: line {line} is {} to {} in {published:?}",
                range.least,
                range.most
            );
        }
    }
}

/// All ways to put `people` into `places`.
fn ways(people: u64, places: usize, each: &mut impl FnMut(&[u64])) {
    fn fill(at: usize, left: u64, counts: &mut Vec<u64>, each: &mut impl FnMut(&[u64])) {
        if at + 1 == counts.len() {
            counts[at] = left;
            each(counts);
            return;
        }
        for count in 0..=left {
            counts[at] = count;
            fill(at + 1, left - count, counts, each);
        }
    }
    fill(0, people, &mut vec![0; places], each);
}

const THRESHOLD: u64 = 3;

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_choice_can_be_worked_out(
        who in [0usize..9, 0usize..9, 0usize..5, 0usize..5],
        wanted in [0usize..6, 0usize..6],
    ) {
        let money = wanted[0].min(who[1]);
        let answers = Answers {
            who,
            wanted: [money, wanted[1].min(who[1] - money)],
            // More people than answer who they are.
            helped: [40, 0, 0, 0, 0, 0, 0, 0],
            ..Answers::default()
        };
        let release = released(THRESHOLD, &answers);
        let (filter, routed) = (table(&release, "who", "2024"), table(&release, "wanted", "2024"));
        let (told, told_routed) = (shown(filter), shown(routed));
        let bases = filter.base().map_or(0..=40, |base| base..=base);
        let (mut ranges, mut ranges_routed) = (Ranges::default(), Ranges::default());
        for base in bases {
            ways(base, 4, &mut |counts| {
                let [own, group, friend, staff] = counts[..] else { return };
                let lines = [own, group, friend, staff, friend + staff];
                let asked_agrees = routed.asked().is_none_or(|asked| asked == group);
                let mut possible = false;
                ways(group, 3, &mut |wants| {
                    let [money, room, _] = wants[..] else { return };
                    let answered = money + room;
                    if asked_agrees && routed.base().is_none_or(|base| base == answered) {
                        let fits = told_routed.iter().zip([money, room]).all(|(t, c)| t.is_none_or(|t| t == c));
                        let filter_fits = told.iter().zip(lines).all(|(t, c)| t.is_none_or(|t| t == c));
                        if fits && filter_fits {
                            possible = true;
                            ranges_routed.see(&told_routed, &[money, room]);
                        }
                    }
                });
                if possible {
                    ranges.see(&told, &lines);
                }
            });
            if filter.base().is_none() && base > 12 {
                break;
            }
        }
        ranges.assert_safe(&told, THRESHOLD, 40, "who");
        ranges_routed.assert_safe(&told_routed, THRESHOLD, 40, "wanted");
    }

    #[test]
    fn no_tick_can_be_worked_out(
        sets in proptest::array::uniform7(0usize..4),
    ) {
        let mut helped = [0; 8];
        helped[1..].copy_from_slice(&sets);
        let people = sets.iter().sum::<usize>() as u64;
        prop_assume!(people <= 13);
        let answers = Answers { helped, ..Answers::default() };
        let release = released(THRESHOLD, &answers);
        let table = table(&release, "helped", "2024");
        let told = shown(table);
        // All ticked something: how many answered is how many responded, which everybody knows.
        let mut ranges = Ranges::default();
        ways(people, 7, &mut |sets| {
            let of = |any: usize| -> u64 {
                sets.iter().enumerate().filter(|(set, _)| (set + 1) & any != 0).map(|(_, c)| c).sum()
            };
            ranges.see(&told, &[of(1), of(2), of(4), of(3), of(6)]);
        });
        ranges.assert_safe(&told, THRESHOLD, people, "helped");
        for (line, count) in told.iter().enumerate() {
            let small = |count: u64| (1..THRESHOLD).contains(&count);
            prop_assert!(!count.is_some_and(|c| small(c) || small(people - c)), "line {line} of {told:?}");
        }
    }
}
