//! `tables` and `compare`: what they print, and what they keep back.

use std::collections::BTreeMap;

use crate::folder::Folder;

#[test]
fn nothing_is_written_over_the_project() {
    let folder = Folder::with_example();
    folder.write("coding/edited.csv", "mine");
    folder.write("exports/tables.xlsx", "of somebody else");
    folder
        .run(&["report", "--release", "--format", "txt"])
        .done();
    let before = folder.everything();
    let own = [
        "canvass.toml",
        "exports/../codebook.toml",
        "exports/2023-surveymonkey.csv",
        "coding/edited.csv",
        "release-ledger.json",
    ];
    for (command, own) in std::iter::zip(["tables", "compare"].into_iter().cycle(), own) {
        let outcome = folder.run(&[command, "--format", "csv", "--out", own]);
        assert_eq!(outcome.status, 2, "{own}");
        let told = "belongs to the project, so nothing was written over it";
        assert!(outcome.stderr.contains(told), "{}", outcome.stderr);
    }
    let report = folder.run(&["report", "--out", "exports", "--format", "txt,xlsx"]);
    assert_eq!(report.status, 2, "{}", report.stderr);
    assert!(folder.everything() == before);
    // What an earlier run wrote is written again.
    for _ in 0..2 {
        folder
            .run(&["tables", "--format", "csv", "--out", "mine.csv"])
            .done();
    }
}

#[test]
fn tables_prints_the_figures_of_a_question_to_read() {
    let outcome = Folder::with_example()
        .run(&["tables", "--question", "used"])
        .done();
    assert_eq!(
        outcome.stdout,
        "\
Kindred Ground: figures of 2024
Draft: not released. Release the report before you publish these figures (canvass report --release).
The intervals say how far chance alone could move a figure if respondents were a random draw. They are not, so the intervals say nothing about who is missing.

Read, used or referred to resources or publications (used)
Base: 215 who answered, of 215 who were asked.
Answer    Respondents  Percent  95% interval
Yes               175    81.4%  75.7 to 86.0
No                 28    13.0%   9.2 to 18.2
Not sure           12     5.6%    3.2 to 9.5
"
    );
}

#[test]
fn compare_prints_the_shift_as_the_report_tells_it() {
    let outcome = Folder::with_example()
        .run(&["compare", "--question", "helped"])
        .done();
    let shift = "“Access to resources like reports and toolkits” overtook “Awareness of opportunities” between 2023 and 2024.";
    assert!(
        outcome.stdout.lines().any(|line| line == shift),
        "{}",
        outcome.stdout
    );
    let row = outcome
        .stdout
        .lines()
        .find(|line| line.starts_with("Access to resources like reports and toolkits  "));
    let cells: Vec<&str> = row
        .unwrap_or_default()
        .split("  ")
        .map(str::trim)
        .filter(|cell| !cell.is_empty())
        .collect();
    assert_eq!(
        cells[1..],
        [
            "43.2%",
            "59.3%",
            "up 16.1",
            "6.1 to 25.8",
            "0.016",
            "clear change"
        ]
    );
}

/// The rows of a CSV result, by what they are about, each as its cells by heading.
fn rows(csv: &str) -> BTreeMap<String, BTreeMap<String, String>> {
    let mut lines = csv.lines().map(cells);
    let headings = lines.next().unwrap_or_default();
    let about = [
        "wave",
        "from_wave",
        "to_wave",
        "subject_id",
        "scope",
        "in_question",
        "line_id",
    ];
    lines
        .map(|line| {
            let row: BTreeMap<String, String> = headings.iter().cloned().zip(line).collect();
            (
                about
                    .map(|heading| row.get(heading).cloned().unwrap_or_default())
                    .join("/"),
                row,
            )
        })
        .collect()
}

fn cells(line: &str) -> Vec<String> {
    let mut cells = vec![String::new()];
    let mut quoted = false;
    for c in line.chars() {
        match c {
            '"' => quoted = !quoted,
            ',' if !quoted => cells.push(String::new()),
            c => cells.last_mut().expect("there is a cell").push(c),
        }
    }
    cells
}

#[test]
fn what_is_not_cleared_is_in_no_result_but_the_internal_one() {
    let folder = Folder::with_example();
    // The column that holds the count, and those from which it could be worked out.
    for (command, count, derived) in [
        (
            "tables",
            "count",
            ["share", "lower", "upper", "count"].as_slice(),
        ),
        (
            "compare",
            "to_count",
            &[
                "to_share",
                "difference",
                "lower",
                "upper",
                "p",
                "p_adjusted",
                "to_count",
            ],
        ),
        (
            "compare",
            "from_count",
            &[
                "from_share",
                "difference",
                "lower",
                "upper",
                "p",
                "p_adjusted",
                "from_count",
            ],
        ),
    ] {
        let public = rows(&folder.run(&[command, "--format", "csv"]).done().stdout);
        let mut internal = rows(
            &folder
                .run(&[command, "--format", "csv", "--internal"])
                .done()
                .stdout,
        );
        // Measures, codes by question and chains are told to the analyst alone.
        internal.retain(|_, row| {
            let part = row.get("in_question").is_none_or(String::is_empty);
            part && ["option", "union", "code"].contains(&row["line"].as_str())
        });
        assert_eq!(
            public.keys().collect::<Vec<_>>(),
            internal.keys().collect::<Vec<_>>()
        );
        let mut small = 0;
        for (about, row) in &internal {
            assert_eq!(row["internal"], "true", "{about}");
            assert_eq!(public[about]["internal"], "false", "{about}");
            if row[count]
                .parse()
                .is_ok_and(|count: u64| (1..5).contains(&count))
            {
                small += 1;
                for column in derived {
                    assert_eq!(public[about][*column], "", "{command}, {about}, {column}");
                }
            }
        }
        assert!(
            small > 10,
            "{command}: only {small} small counts were looked at"
        );
    }
}

#[test]
fn an_internal_result_says_so_first() {
    let folder = Folder::with_example();
    for command in ["tables", "compare"] {
        let text = folder.run(&[command, "--internal"]).done().stdout;
        assert!(
            text.starts_with("INTERNAL: these figures are not cleared for publication."),
            "{command}: {text}"
        );
        let json = folder
            .run(&[command, "--internal", "--format", "json"])
            .done()
            .stdout;
        assert!(
            json.contains("\"internal\": true") && !json.contains("\"internal\": false"),
            "{command}"
        );
    }
}

#[test]
fn an_unknown_question_or_wave_is_told_with_those_that_there_are() {
    let folder = Folder::with_example();
    for (arguments, expected) in [
        (
            ["tables", "--question", "usd"],
            "error: there is no question \"usd\"; the project has who, region, membership, interact, used, aware, \
             helped, impact, evolving, more, group_needs, events, access_needs, other, consent\n",
        ),
        (
            ["tables", "--wave", "2020"],
            "error: there is no wave \"2020\"; the project has 2022, 2023, 2024\n",
        ),
        (
            ["compare", "--wave", "2022"],
            "error: wave 2022 is the first: there is none before it to compare it with\n",
        ),
    ] {
        let outcome = folder.run(&arguments);
        assert_eq!(
            (outcome.status, outcome.stdout.as_str()),
            (2, ""),
            "{arguments:?}"
        );
        assert_eq!(outcome.stderr, expected);
    }
}

#[test]
fn results_are_the_same_each_time_and_change_nothing() {
    let folder = Folder::with_example();
    let before = folder.everything();
    for command in ["tables", "compare"] {
        for format in ["text", "csv", "json"] {
            let arguments = [command, "--format", format];
            assert_eq!(
                folder.run(&arguments).done().stdout,
                folder.run(&arguments).done().stdout,
                "{arguments:?}"
            );
        }
    }
    assert!(folder.everything() == before);
}

#[test]
fn what_nobody_has_confirmed_is_not_said_to_be_worded_anew() {
    let told = |change: &str| {
        let folder = Folder::with_example();
        folder.replace(
            "canvass.toml",
            "change = \"reworded\"",
            &format!("change = \"{change}\""),
        );
        let text = folder.run(&["compare", "--wave", "2023"]).done().stdout;
        let count = |words: &str| text.matches(words).count();
        (
            count("worded anew in 2023"),
            count("somebody has to confirm that it is the same in 2023"),
        )
    };
    let ((reworded, none), (other, unconfirmed)) = (told("reworded"), told("unconfirmed"));
    assert!(
        reworded > 0 && none == 0 && other == 0,
        "{reworded} {none} {other}"
    );
    assert_eq!(unconfirmed, reworded);
}
