//! Reports that are drafts, that correct earlier ones, and that are taken back.

use proptest::prelude::*;

use super::*;
use crate::diagnostics::Warned;

fn answers(who: [usize; 4]) -> Answers {
    Answers {
        who,
        helped: [0, 40, 40, 0, 90, 0, 0, 5],
        ..Answers::default()
    }
}

fn draft(threshold: u64, wave: CodedWave, ledger: &Ledger) -> Warned<Release> {
    release(&project(threshold), &[wave], &Decided::default(), ledger).unwrap()
}

fn corrected(threshold: u64, wave: CodedWave, ledger: &Ledger) -> Warned<Release> {
    let project = project(threshold);
    correction(
        &project,
        &[wave],
        &Decided::default(),
        ledger,
        "Read wrongly",
    )
    .unwrap()
}

const BEFORE: [usize; 4] = [100, 60, 13, 12];

fn released_before() -> Ledger {
    let wave = answers(BEFORE).wave("2024");
    draft(5, wave, &Ledger::default()).value.ledger
}

/// What the report tells of "who" after a correction to these counts.
fn who_corrected(counts: [usize; 4]) -> Vec<Option<u64>> {
    let wave = answers(counts).wave("2024");
    let release = corrected(5, wave, &released_before());
    shown(table(&release.value, "who", "2024"))
}

#[test]
fn a_report_is_a_draft_until_its_figures_stand_in_the_ledger() {
    let wave = || answers(BEFORE).wave("2024");
    let first = draft(5, wave(), &Ledger::default()).value;
    assert!(first.is_draft);
    // Another draft of other answers is bound by nothing, as long as nothing is released.
    let other = draft(
        5,
        answers([99, 61, 13, 12]).wave("2024"),
        &Ledger::default(),
    );
    assert!(other.diagnostics.is_empty());
    let again = draft(5, wave(), &first.ledger).value;
    assert!(!again.is_draft);
    assert_eq!(again.ledger, first.ledger);
    assert_eq!(again.ledger.reports().len(), 1);
}

#[test]
fn answers_that_were_read_wrongly_can_be_corrected() {
    // The first two options had been taken for each other.
    let counts = [60, 100, 13, 12];
    let wave = || answers(counts).wave("2024");
    let before = released_before();
    let kept = draft(5, wave(), &before);
    assert_eq!(
        shown(table(&kept.value, "who", "2024"))[..2],
        [Some(100), Some(60)]
    );
    assert!(!kept.value.is_draft);

    let now = corrected(5, wave(), &before);
    assert_eq!(
        shown(table(&now.value, "who", "2024")),
        [Some(60), Some(100), Some(13), Some(12), Some(25)]
    );
    let told: Vec<String> = now.diagnostics.iter().map(ToString::to_string).collect();
    assert!(
        told[0].contains("note[disclosure/corrected]") && told[0].contains("\"2024\""),
        "{told:?}"
    );
    assert!(now.value.is_draft);
    let reports: Vec<(&str, Option<&str>)> = now
        .value
        .ledger
        .reports()
        .iter()
        .map(|r| (r.name.as_str(), r.correction.as_deref()))
        .collect();
    assert_eq!(
        reports,
        [("2024", None), ("2024 (2)", Some("Read wrongly"))]
    );

    // Both stand in the file, and the next report tells the same.
    let text = now.value.ledger.to_json();
    assert_eq!(text.matches("option self\":100").count(), 1, "{text}");
    assert_eq!(text.matches("option self\":60").count(), 1, "{text}");
    let read = Ledger::parse(text.as_bytes()).unwrap();
    assert_eq!(read, now.value.ledger);
    let next = draft(5, wave(), &read);
    assert!(!next.value.is_draft && next.diagnostics.is_empty());
    assert_eq!(next.value.questions, now.value.questions);
}

#[test]
fn what_a_correction_would_tell_of_few_people_is_held_back() {
    // Two people had been put with the wrong option: who sets one report beside the other would know of them.
    assert_eq!(
        who_corrected([102, 58, 13, 12]),
        [None, None, Some(13), Some(12), Some(25)]
    );
    // All but two of those who came late are of one kind.
    let late = who_corrected([130, 60, 15, 12]);
    assert_eq!((late[0], late[2]), (None, None), "{late:?}");
    // So many came to each, or nobody, that it tells of no one.
    assert_eq!(
        who_corrected([130, 66, 13, 12]),
        [Some(130), Some(66), Some(13), Some(12), Some(25)]
    );
}

#[test]
fn a_few_late_responses_do_not_make_a_correction() {
    let wave = answers([103, 60, 13, 12]).wave("2024");
    let before = released_before();
    let now = corrected(5, wave, &before);
    assert_eq!(now.value.waves[0].respondents, 185);
    assert_eq!(shown(table(&now.value, "who", "2024"))[0], Some(100));
    assert_eq!(now.value.ledger, before);
    let told: Vec<String> = now.diagnostics.iter().map(ToString::to_string).collect();
    assert!(
        told[0].contains("so few responses came or went"),
        "{told:?}"
    );
}

#[test]
fn a_table_with_something_hidden_is_not_told_in_two_ways() {
    let before = draft(
        5,
        answers([100, 60, 3, 12]).wave("2024"),
        &Ledger::default(),
    )
    .value;
    assert!(shown(table(&before, "who", "2024")).contains(&None));
    let now = corrected(5, answers([140, 100, 3, 32]).wave("2024"), &before.ledger).value;
    let who = table(&now, "who", "2024");
    assert_eq!((who.base(), shown(who)), (None, vec![None; 5]));
    assert_eq!(now.waves[0].respondents, 275);
}

#[test]
fn the_last_report_can_be_taken_back_and_leaves_a_trace() {
    let mut ledger = released_before();
    let now = corrected(5, answers([60, 100, 13, 12]).wave("2024"), &ledger).value;
    let mut corrected = now.ledger.clone();
    assert_eq!(corrected.withdraw("Sent to nobody"), Some("2024 (2)"));
    assert!(corrected.tells_the_same(&ledger));
    let report = corrected.reports().last().unwrap();
    assert_eq!(report.withdrawn.as_deref(), Some("Sent to nobody"));
    let text = corrected.to_json();
    assert!(
        text.contains(
            r#"{"report":"2024 (2)","correction":"Read wrongly","withdrawn":"Sent to nobody"}"#
        ),
        "{text}"
    );
    assert_eq!(Ledger::parse(text.as_bytes()).unwrap(), corrected);

    assert_eq!(ledger.withdraw("A mistake"), Some("2024"));
    assert!(ledger.is_empty());
    assert_eq!(ledger.withdraw("A mistake"), None);
    // Nothing binds the next report, and it does not take the name of the one that was taken back.
    let next = draft(5, answers([99, 61, 13, 12]).wave("2024"), &ledger);
    assert!(next.diagnostics.is_empty());
    assert_eq!(next.value.ledger.reports().last().unwrap().name, "2024 (2)");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, ..ProptestConfig::default() })]

    /// What was hidden in the correction is hidden in every later report, and nothing else.
    #[test]
    fn a_report_after_the_correction_tells_the_same(
        first in [0usize..60, 0usize..60, 0usize..12, 0usize..12],
        now in [0usize..60, 0usize..60, 0usize..12, 0usize..12],
        helped in [[0usize..20, 0usize..20, 0usize..20, 0usize..9], [0usize..20, 0usize..20, 0usize..20, 0usize..9]],
        wanted in [0usize..9, 0usize..9],
        said in [[[0usize..9, 0usize..9], [0usize..9, 0usize..9]], [[0usize..9, 0usize..9], [0usize..9, 0usize..9]]],
        same_words: bool,
    ) {
        let of = |who: [usize; 4], [a, b, ab, abc]: [usize; 4], said: [[usize; 2]; 2]| Answers {
            who,
            helped: [0, a, b, ab, 0, 0, 0, abc],
            wanted,
            said,
        };
        let before = draft(5, of(first, helped[0], said[0]).wave("2024"), &Ledger::default()).value;
        let wave = || of(now, helped[1], said[usize::from(!same_words)]).wave("2024");
        let corrected = corrected(5, wave(), &before.ledger).value;
        let next = draft(5, wave(), &corrected.ledger);
        prop_assert!(!next.value.is_draft);
        prop_assert_eq!(&next.value.questions, &corrected.questions);
        prop_assert_eq!(&next.value.frames, &corrected.frames);
        prop_assert_eq!(&next.value.evidence, &corrected.evidence);
        prop_assert_eq!(&next.value.waves, &corrected.waves);
        prop_assert_eq!(&next.value.crossed, &corrected.crossed);
        prop_assert_eq!(&next.value.nonresponse, &corrected.nonresponse);
    }

    /// An attacker who has the report and its correction, and knows that the correction takes late responses in,
    /// tries every pair of answers that agrees with both.
    #[test]
    fn late_answers_cannot_be_worked_out_from_a_correction(
        first in [0usize..6, 0usize..6, 0usize..5, 0usize..5],
        late in [0usize..6, 0usize..6, 0usize..4, 0usize..4],
    ) {
        const THRESHOLD: u64 = 3;
        let all: [usize; 4] = std::array::from_fn(|at| first[at] + late[at]);
        let of = |counts: [usize; 4]| Answers { who: counts, helped: [counts.iter().sum(), 0, 0, 0, 0, 0, 0, 0], ..Answers::default() };
        let before = draft(THRESHOLD, of(first).wave("2024"), &Ledger::default()).value;
        let after = corrected(THRESHOLD, of(all).wave("2024"), &before.ledger).value;
        let told = |release: &Release| {
            let who = table(release, "who", "2024");
            let asked_groups = table(release, "wanted", "2024").asked();
            (shown(who), who.base(), asked_groups)
        };
        let (told_before, told_after) = (told(&before), told(&after));
        let agrees = |(lines, base, groups): &(Vec<Option<u64>>, Option<u64>, Option<u64>), counts: [u64; 4]| {
            let [own, group, friend, staff] = counts;
            let all = [own, group, friend, staff, friend + staff];
            lines.iter().zip(all).all(|(told, count)| told.is_none_or(|told| told == count))
                && base.is_none_or(|base| base == counts.iter().sum::<u64>())
                && groups.is_none_or(|told| told == group)
        };
        // Everybody answered, so how many responded is what the counts add up to.
        let people = |counts: [usize; 4]| counts.iter().sum::<usize>() as u64;
        let sets = |people: u64, told: &(Vec<Option<u64>>, Option<u64>, Option<u64>)| {
            let mut found = Vec::new();
            for a in 0..=people { for b in 0..=people - a { for c in 0..=people - a - b {
                let counts = [a, b, c, people - a - b - c];
                if agrees(told, counts) { found.push(counts); }
            } } }
            found
        };
        let frozen = after.waves[0].respondents != people(all) || told_after == told_before;
        prop_assume!(!frozen);
        let befores = sets(people(first), &told_before);
        let afters = sets(people(all), &told_after);
        let mut ranges = [(u64::MAX, 0u64); 4];
        for one in &befores {
            for other in &afters {
                if (0..4).all(|at| other[at] >= one[at]) {
                    for at in 0..4 {
                        let late = other[at] - one[at];
                        ranges[at] = (ranges[at].0.min(late), ranges[at].1.max(late));
                    }
                }
            }
        }
        for (at, (least, most)) in ranges.into_iter().enumerate() {
            let true_late = late[at] as u64;
            prop_assert!(least <= true_late && true_late <= most);
            if (1..THRESHOLD).contains(&true_late) {
                prop_assert!(
                    most >= THRESHOLD && most - least + 1 >= THRESHOLD,
                    "{at}: {least} to {most} late ones; {first:?} {late:?} {told_before:?} {told_after:?}"
                );
            }
        }
    }
}
