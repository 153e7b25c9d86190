//! The report of a project with a ranking and a grid: how it tells of them, and what it does not tell.

use std::fmt::Write as _;
use std::path::Path;
use std::sync::LazyLock;

use canvass::document::{Cell, Chart, ChartColumn, Content, Document, Mark, Table};
use canvass::pipeline::{self, Analysis};
use canvass::render;
use canvass::tabulate::{OneWay, question_table};

use crate::exports::text_of;
use crate::figures::{cell, shown, tenths};
use crate::statement::statements;

const PROJECT: &str = r#"
[project]
title = "What readers told us"
organisation = "The Reading Room"

[[wave]]
id = "2031"
export = "answers.csv"
platform = "google-forms"

[[question]]
id = "first"
kind = "ranking"
title = "What to do first"
text = "What should we do first?"
option = [{ id = "hours", label = "Longer hours" }, { id = "cafe", label = "A café" }, { id = "books", label = "More books" }, { id = "door", label = "A wider door" }]

[[question]]
id = "day"
kind = "single-choice"
title = "Best day"
text = "Which day suits you best?"
option = [{ id = "monday", label = "Monday" }, { id = "friday", label = "Friday" }]

[[question]]
id = "drink"
kind = "single-choice"
title = "Best drink"
text = "What do you like to drink?"
option = [{ id = "tea", label = "Tea" }, { id = "coffee", label = "Coffee" }]

[[question]]
id = "rating"
kind = "scale"
title = "Rating of services"
text = "How do you rate our services?"
row = [{ id = "desk", label = "Lending desk" }, { id = "web", label = "Website" }, { id = "story", label = "Story time" }, { id = "van", label = "Book van" }]
option = [{ id = "poor", label = "Poor" }, { id = "fair", label = "Fair" }, { id = "good", label = "Good" }, { id = "excellent", label = "Excellent" }]
"#;

const CODEBOOK: &str = r#"
id = "readers"
version = "1"
[[frame]]
id = "aim"
label = "Aims"
kind = "theme"
code = [{ id = "books", label = "Books", definition = "Anything about books." }]
"#;

/// How many ranked each item first, and second.
const PLACES: [(&str, usize, usize); 4] = [
    ("Longer hours", 31, 12),
    ("A café", 20, 30),
    ("More books", 6, 2),
    ("A wider door", 3, 16),
];

/// How many chose each point for each row of the grid.
const RATINGS: [(&str, [usize; 4]); 4] = [
    ("Lending desk", [2, 19, 41, 35]),
    ("Website", [0, 29, 31, 31]),
    ("Story time", [10, 6, 7, 0]),
    ("Book van", [1, 1, 2, 0]),
];

/// How many chose which of two answers. By the exact test, 13 of 18 is within what a fair coin does (p = 0.048, and
/// 0.096 for the smaller of two tests), and 25 of 33 is not (0.0023, and 0.0046).
const PAIRS: [(&str, [(&str, usize); 2]); 2] = [
    ("Which day suits you best?", [("Monday", 13), ("Friday", 5)]),
    ("What do you like to drink?", [("Tea", 25), ("Coffee", 8)]),
];

const POINTS: [&str; 4] = ["Poor", "Fair", "Good", "Excellent"];

/// An export of 100 rows, in which what is first in a list was given in the first rows.
fn export() -> String {
    let mut columns: Vec<(String, Vec<&str>)> = Vec::new();
    for (place, many) in [("1st", 0), ("2nd", 1)] {
        let items = PLACES
            .iter()
            .map(|(item, first, second)| (*item, [*first, *second][many]));
        let mut items: Vec<(&str, usize)> = items.collect();
        // Nobody may rank an item twice.
        if many == 1 {
            items.rotate_left(1);
        }
        let cells = items
            .iter()
            .flat_map(|(item, count)| std::iter::repeat_n(*item, *count));
        columns.push((
            format!("What should we do first? [{place} choice]"),
            cells.collect(),
        ));
    }
    for (row, counts) in RATINGS {
        let cells = POINTS
            .iter()
            .zip(counts)
            .flat_map(|(point, count)| std::iter::repeat_n(*point, count));
        columns.push((
            format!("How do you rate our services? [{row}]"),
            cells.collect(),
        ));
    }
    for (question, counts) in PAIRS {
        let cells = counts
            .iter()
            .flat_map(|(answer, count)| std::iter::repeat_n(*answer, *count));
        columns.push((question.to_owned(), cells.collect()));
    }
    let headings: Vec<&str> = columns
        .iter()
        .map(|(heading, _)| heading.as_str())
        .collect();
    let mut text = format!("Timestamp,{}\n", headings.join(","));
    for row in 0..100 {
        let cells: Vec<&str> = columns
            .iter()
            .map(|(_, cells)| cells.get(row).copied().unwrap_or_default())
            .collect();
        writeln!(text, "01/10/2031 09:{:02}:00,{}", row % 60, cells.join(","))
            .expect("a text grows");
    }
    text
}

static ANALYSIS: LazyLock<Analysis> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("kinds");
    std::fs::create_dir_all(&folder).expect("a folder can be made");
    for (file, text) in [
        ("canvass.toml", PROJECT.to_owned()),
        ("codebook.toml", CODEBOOK.to_owned()),
        ("answers.csv", export()),
    ] {
        std::fs::write(folder.join(file), text).expect("a file can be written");
    }
    let analysed = pipeline::analyse(&folder).unwrap_or_else(|error| panic!("{error:?}"));
    analysed.value
});

static REPORT: LazyLock<Document> =
    LazyLock::new(|| pipeline::impact_document(&ANALYSIS).expect("the report can be built"));

fn table(caption: &str) -> &'static Table {
    let mut found = REPORT
        .tables()
        .filter(|table| table.caption().starts_with(caption));
    let table = found
        .next()
        .unwrap_or_else(|| panic!("no table: {caption}"));
    assert_eq!(found.count(), 0, "several tables: {caption}");
    table
}

fn counted(question: &str) -> OneWay {
    let survey = &ANALYSIS.project.survey;
    let mut questions = survey.questions.iter();
    let question = questions
        .find(|q| q.id.as_str() == question)
        .expect("it is asked");
    question_table(question, &ANALYSIS.waves[0].responses).expect("it has options")
}

/// Heading of the row, then what stands in its cells.
fn rows(table: &Table) -> Vec<String> {
    let cells = |cells: &[Cell]| cells.iter().map(Cell::shown).collect::<Vec<_>>().join(" ");
    let rows = table.rows().iter();
    rows.map(|row| format!("{}: {}", row.head, cells(&row.cells)))
        .collect()
}

#[test]
fn a_ranking_is_told_as_a_ranking() {
    let first = table("What to do first, ranked first: ");
    assert_eq!(
        first.caption(),
        "What to do first, ranked first: respondents who ranked anything, 2031 (base 60), numbers and percentages"
    );
    assert_eq!(first.stub(), "Item");
    assert_eq!(
        rows(first),
        [
            "Longer hours: 31 51.7 39.3 63.8",
            "A café: 20 33.3 22.7 45.9",
            "A wider door: [c] [c] [c] [c]",
            "More books: [c] [c] [c] [c]",
        ]
    );
    let full = table("What to do first, ranked first, all years: ");
    for table in [first, full] {
        assert!(table.caption().contains("respondents who ranked anything"));
        assert!(
            table
                .notes()
                .iter()
                .any(|note| note.starts_with("Only first places are counted."))
        );
    }
    let told: Vec<String> = statements(&REPORT)
        .into_iter()
        .map(|statement| statement.text)
        .filter(|text| text.contains("Longer hours"))
        .collect();
    assert!(told.len() > 3, "{told:?}");
    for text in &told {
        let text = text.replace("Few answered, so", "");
        assert!(
            !text.contains("chose") && !text.contains("answer"),
            "{text}"
        );
    }
    assert!(
        told.iter().any(|text| text.contains(
            "“Longer hours” has the highest count of first places. Just over half of respondents who ranked anything (51.7%, 31 of 60) ranked it first. Allowing for chance, its place among those shown is between 1st and 2nd."
        )),
        "{told:?}"
    );
}

#[test]
fn the_rows_of_a_grid_stand_in_one_table() {
    let grid = table("Rating of services: respondents who answered, 2031");
    assert_eq!(
        grid.caption(),
        "Rating of services: respondents who answered, 2031 (base in each row), percentages"
    );
    let heads: Vec<&str> = grid
        .columns()
        .iter()
        .map(|column| column.label.as_str())
        .collect();
    assert_eq!(
        heads,
        [
            "Base",
            "Poor (%)",
            "Fair (%)",
            "Good (%)",
            "Excellent (%)",
            "Poor or Fair (%)",
            "Good or Excellent (%)",
        ]
    );
    assert_eq!(
        rows(grid),
        [
            "Lending desk: 97 [c] [c] 42.3 36.1 [c] [c]",
            "Website: 91 0.0 31.9 34.1 34.1 31.9 68.1",
            "Story time: 23 [x] [x] [x] [x] [x] [x]",
            "Book van: [c] [c] [c] [c] [c] [c] [c]",
        ]
    );
}

/// A sum of shown points would tell what is left for the hidden ones, so a row that hides anything has none: of 97,
/// 41 and 35 are 76, and 21 would be left for two points.
#[test]
fn a_scale_is_drawn_and_told_from_its_rows_without_anything_hidden() {
    let mut figures = REPORT
        .figures()
        .filter(|figure| figure.caption().contains("Rating of services"));
    let figure = figures.next().expect("the grid is a scale");
    assert_eq!(figures.count(), 0);
    assert_eq!(
        figure.caption(),
        "Rating of services: of the rows shown, the share that chose “Good” or “Excellent” was largest for “Website” in 2031, at 68.1% (base 91)."
    );
    assert_eq!(
        figure.alternative().alt(),
        "Diverging bar chart for 2031: Rating of services. Of the rows shown, the share that chose “Good” or “Excellent” was largest for “Website” in 2031, at 68.1% (base 91)."
    );
    let Content::Chart { chart, table } = figure.content() else {
        panic!("a chart");
    };
    let part = |column: usize, label: &str| ChartColumn {
        column,
        label: label.to_owned(),
    };
    assert_eq!(
        *chart,
        Chart::Scale {
            parts: vec![
                part(1, "Poor"),
                part(2, "Fair"),
                part(3, "Good"),
                part(4, "Excellent")
            ],
            neutral: None,
        }
    );
    let described: Vec<String> = figure
        .alternative()
        .description()
        .iter()
        .map(|text| REPORT.plain(text))
        .collect();
    assert_eq!(
        described,
        [
            "A diverging bar chart with a bar for each of four rows, in the order of the questionnaire. Each bar is parted by answer, from “Poor” at the left to “Excellent” at the right. The length of a part is the share of respondents who answered, in per cent. No answer is neutral: the middle lies between “Fair” and “Good”. Bases run from 23 to 97.".to_owned(),
            format!("“Good” or “Excellent”: “Website” 68.1%. “Poor” or “Fair”: “Website” 31.9%. All values are in Table {}.", table.number()),
            "More chose “Good” or “Excellent” than “Poor” or “Fair”. “Lending desk” and “Book van” have no bars: some of their figures are not shown, so that nobody can be recognised. “Story time” has no bar: too few answered for percentages.".to_owned(),
        ]
    );
}

/// Every row is a question of its own: what is hidden in it is hidden wherever it could stand, and never alone.
#[test]
fn what_is_hidden_in_a_row_of_a_grid_is_told_nowhere() {
    let threshold = ANALYSIS.project.disclosure.threshold;
    let grid = table("Rating of services: respondents who answered, 2031");
    let text = text_of(&render::html(&REPORT).expect("the report can be rendered as HTML"));
    let mut hidden = 0;
    for (row, question) in grid.rows().iter().zip(["desk", "web", "story", "van"]) {
        let counts = counted(&format!("rating.{question}"));
        let full = table(&format!("Rating of services: {}, all years: ", row.head));
        let base = counts.bases.answered;
        let mut hidden_here = 0;
        for line in &counts.lines {
            let count = line.count.expect("every option was offered");
            let told =
                cell(grid, row, &format!("{} (%)", line.label)).expect("every option has a column");
            let in_full = full
                .rows()
                .iter()
                .find(|row| row.head == line.label)
                .expect("and a row");
            match told {
                Cell::Mark(Mark::Confidential) => {
                    hidden_here += 1;
                    let marks = in_full.cells.iter();
                    assert!(
                        marks
                            .clone()
                            .all(|cell| *cell == Cell::Mark(Mark::Confidential))
                    );
                    let share = shown(tenths(count as i64, base as i64));
                    for untold in [format!("{count} of {base}"), format!("({share}%")] {
                        assert!(!text.contains(&untold), "{}: {untold}", row.head);
                    }
                }
                Cell::Percent(percent) => {
                    assert!(
                        count == 0 || count >= threshold,
                        "{} {}",
                        row.head,
                        line.label
                    );
                    assert_eq!(percent.number(), shown(tenths(count as i64, base as i64)));
                    assert_eq!(in_full.cells[0], Cell::Count(count));
                }
                other => assert_eq!((other, base < 30), (&Cell::Mark(Mark::NotAvailable), true)),
            }
        }
        assert_ne!(
            hidden_here, 1,
            "{}: one hidden figure is what is left of the base",
            row.head
        );
        hidden += hidden_here;
    }
    assert_eq!(hidden, 6);
}

/// Where chance alone could turn the order round, a count is told as a count, and the places with it.
#[test]
fn a_first_place_that_chance_could_take_away_is_told_so() {
    let told = |title: &str| -> Vec<String> {
        let texts = statements(&REPORT).into_iter().map(|s| s.text);
        texts
            .filter(|text| text.starts_with(&format!("{title}: “")))
            .collect()
    };
    let (day, drink) = (told("Best day"), told("Best drink"));
    assert!(
        day.iter().any(|text| text.contains(
            "“Monday” has the highest count. 13 of 18 respondents who answered chose it. Allowing for chance, its place is between 1st and 2nd."
        )),
        "{day:?}"
    );
    assert!(!drink.is_empty());
    assert!(
        drink
            .iter()
            .all(|text| !text.contains("Allowing for chance")),
        "{drink:?}"
    );
}

#[test]
fn what_is_hidden_in_a_ranking_is_told_nowhere() {
    let text = text_of(&render::html(&REPORT).expect("the report can be rendered as HTML"));
    for untold in ["3 of 60", "6 of 60", "5.0%", "10.0%", "place 2", "second"] {
        assert!(!text.contains(untold), "{untold}");
    }
    let places = counted("first");
    assert_eq!(
        places
            .lines
            .iter()
            .map(|line| line.count)
            .collect::<Vec<_>>(),
        [Some(31), Some(20), Some(6), Some(3)]
    );
}
