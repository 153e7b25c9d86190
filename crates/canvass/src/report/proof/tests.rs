use super::*;
use crate::config::Colour;
use crate::document::Anchor;
use crate::document::{
    AltText, Alternative, Cell, Chart, ColumnHead, FrontMatter, KeyFigure, Mark, Quotation, Row,
    sample,
};
use crate::report::words::Words;
use crate::stats::{Percent, Proportion};
use crate::wording::Wording;

fn front() -> FrontMatter {
    FrontMatter {
        title: "Report".into(),
        ..FrontMatter::default()
    }
}

fn document(blocks: Vec<Block>) -> Document {
    let section = Section {
        anchor: Anchor::slug("", "findings"),
        heading: "Findings".into(),
        blocks,
        sections: Vec::new(),
    };
    Document::new(front(), vec![section]).unwrap()
}

/// The faults of a document whose project says `own`, with place and code.
fn faults_with(document: &Document, own: &[&str]) -> Vec<String> {
    faults_in(&Wording::built_in(), document, own)
}

/// The same, in a wording.
fn faults_in(wording: &Wording, document: &Document, own: &[&str]) -> Vec<String> {
    let forms = Forms::of(Words::new(wording));
    assert!(forms.faults().is_empty(), "{}", forms.faults());
    let faults = read(
        &[("report", document)],
        &[document],
        (&OwnWords::new(own), &forms),
        Facts {
            numbers: numbers::values("2023 2024 100 95").collect(),
            // 94 and 0 of 204 are two points of a scale.
            sums: [(193_000, 204_000)].into(),
        },
    );
    let shown = faults
        .iter()
        .map(|fault| format!("{} {}", fault.place, fault.code));
    shown.collect()
}

/// What is found in a paragraph beside the sample's bars: 121, 99, 94 and 0 of 204, the last held back.
fn beside_bars(words: &str, own: &[&str]) -> Vec<String> {
    let blocks = vec![
        Block::Paragraph(words.into()),
        Block::Figure(sample::bars()),
    ];
    faults_with(&document(blocks), own)
}

const UNPROVEN: &str = "report#findings report/unproven";
const HELD_BACK: &str = "report#findings report/held-back";
const LEFTOVER: &str = "report#findings report/leftover";

#[test]
fn the_samples_own_words_have_no_fault() {
    let blocks = vec![
        Block::Figure(sample::bars()),
        Block::Figure(sample::dumbbell()),
        Block::Figure(sample::hub()),
    ];
    assert_eq!(faults_with(&document(blocks), &[]), [""; 0]);
}

#[test]
fn what_a_table_bears_out_may_be_told() {
    for words in [
        "Of 204 respondents, 121 chose it (59.3%, 121 of 204).",
        "Together 220 of 204 chose one of the two.",
        "Almost all (193 of 204) chose “Good” or “Very good”.",
        "They are 22 apart, or 10.8 percentage points.",
        "Three of the four, or 3 of 4 answers, in 2024.",
        "A 95% interval; more than 100%.",
        "“Funding or paid work” has no bar: its figure is not shown.",
        "“Funding or paid work” could be chosen in 2024 only.",
    ] {
        assert_eq!(beside_bars(words, &[]), [""; 0], "{words}");
    }
}

#[test]
fn what_no_table_bears_out_is_found() {
    for words in [
        "It was chosen by 61.2%.",
        "It was chosen by 3 respondents.",
        "It was chosen by 122 respondents.",
        "It was chosen by 192 of 204.",
        "It was chosen by 193 of 205.",
        "Over half (59.3%, 99 of 204) chose it.",
        "Over half (121 of 203) chose it.",
        "It went up 10.8 percentage points, from 59.3% to 48.5%.",
        "It went down 12.0 percentage points, from 59.3% to 48.5%.",
        "It went up from 59.3% to 48.5%.",
    ] {
        assert_eq!(beside_bars(words, &[]), [UNPROVEN], "{words}");
    }
    for words in [
        "It went down 10.8 percentage points, from 59.3% to 48.5%.",
        "It went down from 59.3% to 48.5%.",
    ] {
        assert_eq!(beside_bars(words, &[]), [""; 0], "{words}");
    }
}

/// British English, with a project's own `phrases.toml`.
fn with_phrases(phrases: &str) -> std::sync::Arc<Wording> {
    let file = (
        "templates/wording/phrases.toml".to_owned(),
        phrases.to_owned(),
    );
    let (wording, faults) = Wording::of("en-GB", &[file]).unwrap();
    assert!(faults.is_empty(), "{faults}");
    wording
}

/// The bars have 121, 99 and 94 of 204: 59.3%, 48.5% and 46.1%.
#[test]
fn shares_and_changes_are_known_in_the_order_of_the_language() {
    let wording = with_phrases(
        r#"
share = "{% if percent %}{{ percent }}, {% endif %}of {{ base | number }}, {{ count | number }}"
change = "from {{ from }} to {{ to }}, {% if direction == 'up' %}up{% else %}down{% endif %} by {{ points }}{% if one %} point{% else %} points{% endif %}"
"#,
    );
    let faults = |words: &str| {
        let blocks = vec![
            Block::Paragraph(words.into()),
            Block::Figure(sample::bars()),
        ];
        faults_in(&wording, &document(blocks), &[])
    };
    for words in [
        "Over half (59.3%, of 204, 121).",
        "Of 204, 121 chose it; in 2023, 2024.",
        "It went from 59.3% to 48.5%, down by 10.8 points.",
    ] {
        assert_eq!(faults(words), [""; 0], "{words}");
    }
    for words in [
        "Over half (48.5%, of 204, 121).",
        "Of 204, 95 chose it.",
        "It was chosen in 2024 (of 204, 95).",
        "It went from 59.3% to 48.5%, up by 10.8 points.",
        "From 59.3% to 48.5%, down by 94 points.",
    ] {
        assert_eq!(faults(words), [UNPROVEN], "{words}");
    }
}

#[test]
fn figures_that_could_not_be_read_again_are_a_fault_of_their_message() {
    for (phrases, key) in [
        ("share = \"{{ count | number }} people\"", "phrases.share"),
        (
            "share = \"{{ count | word }} of {{ base | number }}\"",
            "phrases.share",
        ),
        (
            "share = \"{{ count | number }}{{ base | number }}\"",
            "phrases.share",
        ),
        ("change = \"from {{ from }} to {{ to }}\"", "phrases.change"),
        (
            "change-in-short = \"to {{ to }}\"",
            "phrases.change-in-short",
        ),
    ] {
        let wording = with_phrases(phrases);
        let forms = Forms::of(Words::new(&wording));
        let faults = forms.faults().to_string();
        let told = format!(
            "templates/wording/phrases.toml:1:1: error[wording/broken]: the figures of the message \"{key}\" "
        );
        assert!(faults.starts_with(&told), "{phrases}: {faults}");
    }
    let file = (
        "templates/wording/language.toml".to_owned(),
        "[numbers]\npercent = \"per cent\"".to_owned(),
    );
    let (wording, _) = Wording::of("en-GB", &[file]).unwrap();
    let faults = Forms::of(Words::new(&wording)).faults().to_string();
    assert!(faults.contains("language.toml:2:1"), "{faults}");
}

#[test]
fn key_figures_and_lists_are_read_as_well() {
    let key = KeyFigure {
        figure: "61.2%".into(),
        words: "had used it".into(),
    };
    let blocks = vec![
        Block::KeyFigures(vec![key]),
        Block::Bullets(vec![
            "Fine.".into(),
            Text::new().strong("And 77").words(" more."),
        ]),
        Block::Figure(sample::bars()),
    ];
    assert_eq!(faults_with(&document(blocks), &[]), [UNPROVEN, UNPROVEN]);
}

#[test]
fn what_the_project_says_is_its_own() {
    let words = "“17 to 24 (early)” (59.3%, 121 of 204); 17 to 24 (early): fine. “5” is a point, 99 {{ x }} is a name.";
    let own = ["17 to 24 (early)", "5", "99 {{ x }}", "Resources"];
    assert_eq!(beside_bars(words, &own), [""; 0]);
    // The same numbers elsewhere are not, and a label that is a number takes nothing out of another one.
    assert_eq!(beside_bars("Of 17 to 24, 61.5% agreed.", &own), [UNPROVEN]);
    assert_eq!(beside_bars("17 to 245: nobody.", &["17 to 24"]), [UNPROVEN]);
}

#[test]
fn a_figure_that_is_held_back_is_not_told() {
    for words in [
        "Then “Funding or paid work” (121 of 204).",
        "Funding or paid work: 121.",
        "Asked for: training (94 respondents) and funding or paid work (99 respondents).",
        "“Funding or paid work” was chosen least, at 46.1%.",
        "99 respondents chose “Funding or paid work”.",
    ] {
        assert_eq!(beside_bars(words, &[]), [HELD_BACK], "{words}");
    }
    for words in [
        "“Access to resources” (59.3%) and “Funding or paid work”.",
        "121 of 204 chose “Access to resources” or “Funding or paid work”.",
        "Not “Funding or paid work more often” (46.1%).",
    ] {
        assert_eq!(beside_bars(words, &[]), [""; 0], "{words}");
    }
}

/// A figure of two lines, the second held back.
fn figure(caption: &str, alt: &str, description: &str) -> Figure {
    let share = Proportion::new(121, 204).unwrap();
    let shown = vec![Cell::Count(121), Cell::Percent(Percent::of(share))];
    let row = |head: &str, cells| Row {
        head: head.into(),
        cells,
    };
    let table = Table::new(
        Anchor::slug("", "table-help"),
        "Help: respondents who answered, 2024 (base 204)",
        "Answer",
        ["Respondents", "Share (%)"]
            .map(ColumnHead::numbers)
            .to_vec(),
        vec![
            row("Advice", shown),
            row("Money", vec![Cell::Mark(Mark::Confidential); 2]),
        ],
        Vec::new(),
    )
    .unwrap();
    Figure::chart(
        Anchor::slug("", "figure-help"),
        caption,
        Alternative::new(AltText::new(alt).unwrap(), vec![description.into()]),
        Chart::Bars { values: 1 },
        table,
    )
    .unwrap()
}

#[test]
fn the_words_beside_a_picture_keep_to_its_own_table() {
    let other = Block::Figure(sample::bars());
    let faults = |caption: &str, alt: &str, description: &str| {
        let own = Block::Figure(figure(caption, alt, description));
        faults_with(&document(vec![other.clone(), own]), &[])
    };
    let (caption, alt, description) = (
        "Help: “Advice” came first in 2024, at 59.3%.",
        "Bar chart of 2 answers in 2024. “Advice” came first, at 59.3%.",
        "“Advice” is highest, at 59.3%, 121 of 204. “Money” has no bar.",
    );
    assert_eq!(faults(caption, alt, description), [""; 0]);
    let unproven = ["report#figure-help report/unproven"];
    // 48.5 stands in the other table.
    assert_eq!(faults("Help, at 48.5%.", alt, description), unproven);
    assert_eq!(faults(caption, "Bars, at 48.5%.", description), unproven);
    assert_eq!(faults(caption, alt, "Highest is 48.5%."), unproven);
    assert_eq!(
        faults(caption, alt, "“Money” is lowest, at 59.3%."),
        ["report#figure-help report/held-back"]
    );
}

/// Three rows of four cells, eight of which are held back.
#[test]
fn cells_that_show_the_same_may_be_counted() {
    let row = |head: &str, count: u64| Row {
        head: head.into(),
        cells: std::iter::once(Cell::Count(count))
            .chain(vec![
                Cell::Mark(Mark::Confidential);
                if count == 61 { 2 } else { 3 }
            ])
            .chain((count == 61).then_some(Cell::Count(80)))
            .collect(),
    };
    let table = Table::new(
        Anchor::slug("", "table-groups"),
        "Help, by region",
        "Answer",
        ["North", "South", "East", "West"]
            .map(ColumnHead::numbers)
            .to_vec(),
        vec![row("Advice", 61), row("Money", 62), row("Time", 63)],
        Vec::new(),
    )
    .unwrap();
    let told = |words: &str| {
        let figure = Figure::chart(
            Anchor::slug("", "figure-groups"),
            "Help, by region",
            Alternative::new(AltText::new("Bars.").unwrap(), vec![words.into()]),
            Chart::Bars { values: 1 },
            table.clone(),
        )
        .unwrap();
        faults_with(&document(vec![Block::Figure(figure)]), &[])
    };
    let unproven = ["report#figure-groups report/unproven"];
    assert_eq!(told("8 cells are not shown."), [""; 0]);
    assert_eq!(told("9 cells are not shown."), unproven);
    // No number of people comes of counting cells.
    assert_eq!(told("8 respondents chose it."), unproven);
}

#[test]
fn what_was_never_filled_in_is_found_wherever_it_stands() {
    for (words, wrong) in [
        ("A share of NaN%.", true),
        ("Dear {{ name }}", true),
        ("None", true),
        ("It is -0.0 points.", true),
        ("It went from undefined to null.", true),
        ("None of these, and no information.", false),
        (
            "Nullified, in full, -0.4, and it isn't undefinedly so.",
            false,
        ),
    ] {
        let blocks = vec![Block::Paragraph(words.into())];
        let faults = faults_with(&document(blocks), &[]);
        assert_eq!(faults.contains(&LEFTOVER.to_owned()), wrong, "{words}");
    }
    let blocks = vec![Block::Figure(figure("Help: null.", "Bars.", "Bars."))];
    assert_eq!(
        faults_with(&document(blocks), &[]),
        ["report#figure-help report/leftover"]
    );
}

#[test]
fn peoples_own_words_are_theirs() {
    let quotation = Block::Quotation(Quotation {
        words: "I waited 77 weeks for {{ them }}, null and NaN.".into(),
        attribution: "Respondent".into(),
    });
    assert_eq!(faults_with(&document(vec![quotation]), &[]), [""; 0]);
}

#[test]
fn a_colour_that_cannot_be_read_is_found() {
    let document = |colour: &str| {
        let front = FrontMatter {
            colour: Colour::parse(colour),
            ..front()
        };
        Document::new(front, Vec::new()).unwrap()
    };
    assert_eq!(faults_with(&document("#12436d"), &[]), [""; 0]);
    assert_eq!(
        faults_with(&document("#f46a25"), &[]),
        ["report report/contrast"]
    );
}

#[test]
fn numbers_are_read_as_people_write_them() {
    let read = |text: &str| -> Vec<String> { numbers::values(text).map(numbers::shown).collect() };
    assert_eq!(
        read(
            "1,204 of 5,000 (24.1%), in 2022, 2024. Q5: 0.5, 3,4; p < 0.001; 1.2.0; \u{2212}22.0; COVID-19"
        ),
        [
            "1204", "5000", "24.1", "2022", "2024", "0.5", "3", "4", "0.001", "22"
        ]
    );
}
