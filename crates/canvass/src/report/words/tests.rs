use super::*;
use crate::document::Inline;
use crate::stats::thousands;

fn proportion(count: u64, base: u64) -> Proportion {
    Proportion::new(count, base).unwrap()
}

fn in_english<T>(told: impl FnOnce(Words<'_>) -> T) -> T {
    told(Words::new(&Wording::built_in()))
}

#[test]
fn changes_name_direction_size_and_both_ends() {
    let change = |from, to| in_english(|words| words.change(from, to));
    assert_eq!(
        change(proportion(76, 176), proportion(121, 204)),
        "up 16.1 percentage points, from 43.2% to 59.3%"
    );
    assert_eq!(
        change(proportion(1, 2), proportion(1, 2)),
        "unchanged at 50.0%"
    );
    assert_eq!(
        change(proportion(50, 100), proportion(49, 100)),
        "down 1.0 percentage point, from 50.0% to 49.0%"
    );
    assert_eq!(
        change(proportion(5_004, 10_000), proportion(5_006, 10_000)),
        "almost unchanged, from 50.0% to 50.1%"
    );
}

#[test]
fn every_tenth_of_a_per_cent_has_its_phrase() {
    // Each line is the first tenth of a per cent from which the phrase holds.
    let starts = [
        (0, "None of the respondents"),
        (1, "Fewer than one in ten respondents"),
        (75, "Just under one in ten respondents"),
        (90, "Around one in ten respondents"),
        (100, "One in ten respondents"),
        (101, "Around one in ten respondents"),
        (111, "Just over one in ten respondents"),
        (126, "More than one in ten respondents"),
        (175, "Just under one in five respondents"),
        (190, "Around one in five respondents"),
        (200, "One in five respondents"),
        (201, "Around one in five respondents"),
        (211, "Just over one in five respondents"),
        (226, "Just under a quarter of respondents"),
        (240, "Around a quarter of respondents"),
        (250, "A quarter of respondents"),
        (251, "Around a quarter of respondents"),
        (261, "Just over a quarter of respondents"),
        (276, "Over a quarter of respondents"),
        (309, "Just under a third of respondents"),
        (324, "Around a third of respondents"),
        (344, "Just over a third of respondents"),
        (359, "Over a third of respondents"),
        (375, "Just under two in five respondents"),
        (390, "Around two in five respondents"),
        (400, "Two in five respondents"),
        (401, "Around two in five respondents"),
        (411, "Just over two in five respondents"),
        (426, "More than two in five respondents"),
        (475, "Just under half of respondents"),
        (490, "Around half of respondents"),
        (500, "Half of respondents"),
        (501, "Around half of respondents"),
        (511, "Just over half of respondents"),
        (526, "Over half of respondents"),
        (642, "Just under two thirds of respondents"),
        (657, "Around two thirds of respondents"),
        (677, "Just over two thirds of respondents"),
        (692, "Over two thirds of respondents"),
        (725, "Just under three quarters of respondents"),
        (740, "Around three quarters of respondents"),
        (750, "Three quarters of respondents"),
        (751, "Around three quarters of respondents"),
        (761, "Just over three quarters of respondents"),
        (776, "Over three quarters of respondents"),
        (875, "Just under nine in ten respondents"),
        (890, "Around nine in ten respondents"),
        (900, "Nine in ten respondents"),
        (901, "Around nine in ten respondents"),
        (911, "Just over nine in ten respondents"),
        (926, "More than nine in ten respondents"),
        (975, "Almost all respondents"),
        (1000, "All respondents"),
    ];
    for share in 0..=1000 {
        let (_, phrase) = starts.iter().rev().find(|(s, _)| *s <= share).unwrap();
        let told = in_english(|words| words.fraction_of(proportion(share, 1000), "respondents"));
        let count = thousands(share);
        assert_eq!(told, format!("{phrase} ({count} of 1,000)"));
    }
}

#[test]
fn labels_lose_only_the_brackets_at_their_end() {
    assert_eq!(
        short("Awareness of opportunities (such as events)"),
        "Awareness of opportunities"
    );
    assert_eq!(
        short("Other (please specify) text"),
        "Other (please specify) text"
    );
    assert_eq!(short("(all)"), "(all)");
}

#[test]
fn up_to_three_are_named_and_more_are_counted() {
    let told = |count: usize| {
        let names = vec!["\u{201C}Tea\u{201D}".to_owned(); count];
        in_english(|words| say!(words, "phrases.named", names, item => "answer"))
    };
    assert_eq!(told(1), "\u{201C}Tea\u{201D}");
    assert_eq!(
        told(3),
        "\u{201C}Tea\u{201D}, \u{201C}Tea\u{201D} and \u{201C}Tea\u{201D}"
    );
    assert_eq!(told(4), "Four answers");
    assert_eq!(told(12), "12 answers");
}

#[test]
fn a_question_needs_no_other_mark() {
    in_english(|words| {
        assert_eq!(words.leading("What helped"), "What helped:");
        assert_eq!(words.leading("What helped you?"), "What helped you?");
        assert_eq!(words.standing("What helped"), "What helped.");
        assert_eq!(words.standing("What helped you?"), "What helped you?");
    });
}

#[test]
fn lists_and_dates_read_like_prose() {
    in_english(|words| {
        assert_eq!(words.list::<&str>(&[]), "");
        assert_eq!(words.list(&["a", "b", "c"]), "a, b and c");
        let day = Date::new(2024, 2, 12).unwrap();
        assert_eq!(words.date(day), "12 February 2024");
    });
}

#[test]
fn marks_become_strong_words_links_and_names() {
    let table = Anchor::slug("", "table-help");
    let said = format!(
        "{STRONG}Base. {END}See {} and {LINK}limits{TO}limits{END}.",
        to(&table)
    );
    let text = text(&said);
    let pieces = text.pieces();
    assert_eq!(pieces[0], Inline::Strong("Base. ".into()));
    assert_eq!(pieces[2], Inline::Reference(table));
    assert!(matches!(&pieces[4], Inline::Link { words, .. } if words == "limits"));
    assert_eq!(pieces.len(), 6);
}
