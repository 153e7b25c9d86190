//! The report of a project whose groups are large enough to be set beside each other: a heat map, and its words.

use std::fmt::Write as _;
use std::path::Path;

use canvass::document::{Chart, Content, Document, Figure};
use canvass::{pipeline, render};

use crate::exports::text_of;

const PROJECT: &str = r#"
[project]
title = "What members told us"
organisation = "The Reading Room"

[report]
groups = ["who"]

[[wave]]
id = "2031"
export = "answers.csv"
platform = "google-forms"

[[question]]
id = "who"
kind = "single-choice"
title = "Who answered"
text = "Are you a member or a group?"
option = [{ id = "member", label = "Member" }, { id = "group", label = "Group" }]

[[question]]
id = "help"
kind = "multi-select"
title = "What helped"
text = "What helped you?"
option = [{ id = "advice", label = "Advice" }, { id = "money", label = "Money" }, { id = "company", label = "Company" }]
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

/// How many of which group ticked what. Of 160 members 100 ticked advice, 110 money and 60 company; of 140 groups 20,
/// 90 and 60.
const ANSWERS: [(usize, &str, &str); 8] = [
    (70, "Member", "Advice, Money"),
    (30, "Member", "Advice"),
    (20, "Member", "Company"),
    (40, "Member", "Money, Company"),
    (20, "Group", "Advice"),
    (60, "Group", "Money"),
    (30, "Group", "Money, Company"),
    (30, "Group", "Company"),
];

/// The report on the answers, of which each is given `times` over 10.
fn report(name: &str, times: usize) -> Document {
    let mut export = "Timestamp,Are you a member or a group?,What helped you?\n".to_owned();
    for (count, who, ticked) in ANSWERS {
        for _ in 0..count * times / 10 {
            writeln!(export, "01/10/2031 09:00:00,{who},\"{ticked}\"").expect("a text grows");
        }
    }
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::create_dir_all(&folder).expect("a folder can be made");
    for (file, text) in [
        ("canvass.toml", PROJECT),
        ("codebook.toml", CODEBOOK),
        ("answers.csv", &export),
    ] {
        std::fs::write(folder.join(file), text).expect("a file can be written");
    }
    let analysed = pipeline::analyse(&folder).unwrap_or_else(|error| panic!("{error:?}"));
    let faults: Vec<String> = pipeline::proofread(&analysed.value)
        .iter()
        .map(ToString::to_string)
        .collect();
    assert_eq!(faults, [""; 0]);
    pipeline::impact_document(&analysed.value).expect("the report can be built")
}

fn heat_map(document: &Document) -> Option<&Figure> {
    document.figures().find(|figure| {
        let content = figure.content();
        matches!(
            content,
            Content::Chart {
                chart: Chart::Heat { .. },
                ..
            }
        )
    })
}

#[test]
fn groups_stand_beside_each_other_in_a_heat_map() {
    let document = report("groups", 10);
    let figure = heat_map(&document).expect("there is a heat map");
    assert_eq!(
        figure.caption(),
        "What helped, by “Who answered”: the highest figure is that of “Money” among “Member”, at 68.8%, in 2031."
    );
    assert_eq!(
        figure.alternative().alt(),
        "Heat map of three answers by two groups in 2031: What helped. The highest figure is that of “Money” among “Member”, at 68.8%."
    );
    let told: Vec<String> = figure
        .alternative()
        .description()
        .iter()
        .map(|text| document.plain(text))
        .collect();
    let [construction, numbers, pattern] = told.as_slice() else {
        panic!("{told:?}");
    };
    assert_eq!(
        construction,
        "A heat map with three rows and two columns: a row for each answer, a column for each group. The darker a cell, the larger the share of the group, in per cent. The bases are 160 in “Member” and 140 in “Group”."
    );
    assert!(numbers.starts_with(
        "The highest figure is that of “Money” among “Member”, at 68.8%. The lowest is that of “Advice” among “Group”, at 14.3%. All values are in Table "
    ));
    assert_eq!(
        pattern,
        "Row by row, “Member” has the highest figure in two of the three rows. Column by column, “Money” has the highest figure in both columns. Chance alone can make groups differ, and that is not tested here."
    );
    let Content::Chart { table, .. } = figure.content() else {
        panic!("it is a chart");
    };
    let heads: Vec<&str> = table.columns().iter().map(|c| c.label.as_str()).collect();
    assert_eq!(heads, ["Member (%, base 160)", "Group (%, base 140)"]);
    let rows: Vec<String> = table
        .rows()
        .iter()
        .map(|row| {
            format!(
                "{} {} {}",
                row.head,
                row.cells[0].shown(),
                row.cells[1].shown()
            )
        })
        .collect();
    assert_eq!(
        rows,
        ["Advice 62.5 14.3", "Money 68.8 64.3", "Company 37.5 42.9"]
    );
}

/// A tenth of the same answers: groups of 16 and 14 are too small for percentages, and small numbers are held back.
#[test]
fn small_groups_are_not_drawn() {
    let document = report("small-groups", 1);
    assert!(heat_map(&document).is_none());
    assert!(!text_of(&render::text(&document)).contains("Heat map"));
}
