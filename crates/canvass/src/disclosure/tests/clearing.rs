use super::*;

#[test]
fn counts_below_the_threshold_are_hidden_and_nought_is_not() {
    // The 3 goes; so that it cannot be worked out from the total or the union, the 12 goes with it.
    assert_eq!(
        who([100, 60, 3, 12]),
        [Some(100), Some(60), None, None, Some(15)]
    );
    // Nobody from outside: nothing to protect.
    assert_eq!(
        who([100, 60, 0, 0]),
        [Some(100), Some(60), Some(0), Some(0), Some(0)]
    );
}

#[test]
fn a_count_that_leaves_few_of_the_base_is_hidden_with_them() {
    assert_eq!(who([57, 3, 0, 0]), [None, None, Some(0), Some(0), Some(0)]);
}

#[test]
fn the_fewest_and_then_the_smallest_complements_are_taken() {
    assert_eq!(
        who([3, 20, 12, 180]),
        [None, None, Some(12), Some(180), Some(192)]
    );
    // Each way takes two: the 12 with its union, or the 180 with those asked the next question, who are the same.
    assert_eq!(
        who([3, 180, 12, 20]),
        [None, Some(180), None, Some(20), None]
    );
}

#[test]
fn hidden_lines_that_sum_to_little_take_another_with_them() {
    // 2 and 2 would each be 1 to 3.
    assert_eq!(who([2, 2, 40, 50])[..2], [None, None]);
    assert_eq!(who([2, 2, 40, 50])[2..4].iter().flatten().count(), 1);
}

#[test]
fn a_tiny_base_is_not_shown_at_all() {
    let answers = Answers {
        who: [4, 0, 0, 0],
        helped: [0, 20, 0, 0, 0, 0, 0, 0],
        ..Answers::default()
    };
    let release = released(5, &answers);
    let table = table(&release, "who", "2024");
    assert_eq!(table.base(), None);
    assert_eq!(shown(table), [None; 5]);
}

#[test]
fn a_union_stays_when_its_hidden_part_could_still_be_anything() {
    let helped = |helped| {
        let answers = Answers {
            helped,
            ..Answers::default()
        };
        shown(table(&released(5, &answers), "helped", "2024"))
    };
    // 3 ticked Beta. Of the 165, 93 ticked Alpha or Beta, and 125 Beta or Gamma: Beta could be 3 to 53.
    assert_eq!(
        helped([0, 40, 3, 0, 72, 50, 0, 0]),
        [Some(90), None, Some(122), Some(93), Some(125)]
    );
    // Where nobody ticked two, 93 and 125 less the 215 in all leave the 3.
    assert_eq!(
        helped([0, 90, 3, 0, 122, 0, 0, 0]),
        [Some(90), None, Some(122), None, Some(125)]
    );
}

#[test]
fn who_was_asked_gives_away_no_option_that_leads_there() {
    let routed = |friend: usize| {
        let answers = Answers {
            who: [100, 40, friend, 0],
            wanted: [20, 20],
            ..Answers::default()
        };
        let release = released(5, &answers);
        let (filter, routed) = (
            table(&release, "who", "2024"),
            table(&release, "wanted", "2024"),
        );
        (shown(filter), routed.asked(), routed.base())
    };
    let (filter, asked, base) = routed(20);
    assert_eq!((filter[1], asked, base), (Some(40), Some(40), Some(40)));
    // The 3 friends hide behind the 100 and not behind the 40: those were asked the other question.
    let (filter, asked, base) = routed(3);
    assert_eq!(filter, [None, Some(40), None, Some(0), None]);
    assert_eq!((asked, base), (Some(40), Some(40)));
}

#[test]
fn one_figure_has_one_mark_everywhere() {
    let answers = Answers {
        who: [100, 3, 12, 20],
        helped: [0, 40, 40, 0, 50, 0, 0, 5],
        wanted: [3, 0],
        ..Answers::default()
    };
    let release = released(5, &answers);
    let wanted = table(&release, "wanted", "2024");
    let told = release
        .nonresponse
        .iter()
        .find(|item| item.question.as_str() == "wanted")
        .unwrap();
    assert_eq!((told.asked, told.answered), (wanted.asked(), wanted.base()));
    assert_eq!(wanted.asked(), None);
}

#[test]
fn a_suppressed_number_is_nowhere_in_what_is_published() {
    let answers = Answers {
        who: [190, 0, 3, 22],
        ..Answers::default()
    };
    let release = released(5, &answers);
    let debug = format!("{:?} {:?}", release.questions, release.nonresponse);
    assert!(
        !debug.contains("count: 3,") && !debug.contains("count: 22,"),
        "{debug}"
    );
    assert!(
        release
            .suppressions
            .iter()
            .any(|hidden| hidden.reason == Reason::Small)
    );
}

#[test]
fn percentages_and_marks_follow_the_base() {
    let line = |counts| {
        let answers = Answers {
            who: counts,
            ..Answers::default()
        };
        let release = released(5, &answers);
        let table = table(&release, "who", "2024");
        let shown = *table.line(&option("self")).unwrap().cell.shown().unwrap();
        (
            shown.percent().map(|p| p.to_string()),
            shown.interval().is_some(),
            table.low_base(),
        )
    };
    assert_eq!(line([12, 17, 0, 0]), (None, false, false));
    assert_eq!(line([12, 18, 0, 0]), (Some("40.0%".to_owned()), true, true));
    assert!(line([49, 50, 0, 0]).2);
    assert!(!line([50, 50, 0, 0]).2);
}
