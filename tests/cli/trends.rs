//! What a report tells of years in which many things moved: no more than is true, and nothing clear left out.

use std::fmt::Write as _;

use crate::folder::{Folder, visible};

/// How many answer in every year.
const BASE: usize = 200;

const WAVES: [&str; 4] = ["2021", "2022", "2023", "2024"];

/// A question: what is written of it, the first wave that asks it, and how many choose each option in each wave.
struct Asked {
    id: &'static str,
    kind: &'static str,
    title: &'static str,
    text: &'static str,
    since: usize,
    options: &'static [(&'static str, &'static [usize])],
    /// What else stands in the project.
    more: &'static str,
}

const ASKED: [Asked; 5] = [
    // Seven clear trends, of which six are drawn.
    Asked {
        id: "helped",
        kind: "multi-select",
        title: "What helped",
        text: "What helped you?",
        since: 1,
        options: &[
            ("Advice", &[200, 200, 200]),
            ("Rowing", &[22, 71, 121]),
            ("Sailing", &[22, 72, 122]),
            ("Swimming", &[23, 73, 123]),
            ("Fishing", &[24, 74, 124]),
            ("Singing", &[25, 75, 125]),
            ("Knots", &[26, 76, 126]),
            ("Walks", &[60, 40, 20]),
        ],
        more: "",
    },
    Asked {
        id: "meet",
        kind: "single-choice",
        title: "Where people meet",
        text: "Where do you meet?",
        since: 1,
        options: &[("Online", &[150, 120, 90]), ("In person", &[50, 80, 110])],
        more: "",
    },
    // From 2022 to 2024 z is 30 / sqrt(0.65 * 0.35 * 400) = 3.1, and yet 2024 is far below 2023.
    Asked {
        id: "used",
        kind: "single-choice",
        title: "Use of the library",
        text: "Did you use it?",
        since: 0,
        options: &[("Yes", &[20, 100, 160, 130]), ("No", &[180, 100, 40, 70])],
        more: "wave.2021 = { text = \"Have you ever used it?\" }\nwave.2022 = { change = \"reworded\" }",
    },
    Asked {
        id: "feel",
        kind: "scale",
        title: "How people feel",
        text: "How do you feel?",
        since: 2,
        options: &[
            ("Very bad", &[20, 25]),
            ("Bad", &[40, 35]),
            ("Good", &[80, 75]),
            ("Very good", &[60, 65]),
        ],
        more: "",
    },
    Asked {
        id: "rate",
        kind: "scale",
        title: "Rating",
        text: "How do you rate them?",
        since: 3,
        options: &[
            ("Poor", &[61]),
            ("Fair", &[72]),
            ("Decent", &[38]),
            ("Great", &[29]),
        ],
        more: "row = [{ id = \"talks\", label = \"Talks\" }]",
    },
];

fn folder() -> Folder {
    let mut project = "
[project]
title = \"What boaters told us\"
organisation = \"The Boat House\"
current = \"2024\"

[report]
headline = \"helped\"
"
    .to_owned();
    let mut add = |line: String| project.push_str(&line);
    for wave in WAVES {
        add(format!(
            "\n[[wave]]\nid = \"{wave}\"\nexport = \"{wave}.csv\"\nplatform = \"wide-table\"\nseparator = \"; \"\n"
        ));
    }
    for asked in &ASKED {
        let Asked {
            id,
            kind,
            title,
            text,
            since,
            options,
            more,
        } = asked;
        let waves = &WAVES[*since..];
        add(format!(
            "\n[[question]]\nid = \"{id}\"\nkind = \"{kind}\"\ntitle = \"{title}\"\ntext = \"{text}\"\nwaves = {waves:?}\n{more}\n"
        ));
        for (at, (label, _)) in options.iter().enumerate() {
            add(format!(
                "[[question.option]]\nid = \"o{at}\"\nlabel = \"{label}\"\n"
            ));
            if *kind == "scale" {
                add(format!("score = {}\n", at + 1));
            }
        }
    }
    let folder = Folder::empty();
    folder.write("canvass.toml", project);
    folder.write(
        "codebook.toml",
        "id = \"boats\"\nversion = \"1\"\n[[frame]]\nid = \"aim\"\nlabel = \"Aims\"\nkind = \"theme\"\n\
         code = [{ id = \"boats\", label = \"Boats\", definition = \"Anything about boats.\" }]\n",
    );
    for (wave, name) in WAVES.iter().enumerate() {
        folder.write(&format!("{name}.csv"), export(wave));
    }
    folder
}

/// The answers of a wave. Each option of a multi-select is ticked by those who come first, others by those whose turn
/// it is.
fn export(wave: usize) -> String {
    let asked = || ASKED.iter().filter(|asked| asked.since <= wave);
    let mut export = "ID".to_owned();
    for asked in asked() {
        let text = match (asked.id, wave) {
            ("used", 0) => "Have you ever used it?".to_owned(),
            ("rate", _) => format!("{} [Talks]", asked.text),
            _ => asked.text.to_owned(),
        };
        write!(export, ",{text}").expect("a text grows");
    }
    for person in 0..BASE {
        write!(export, "\n{}", 1000 + person).expect("a text grows");
        for asked in asked() {
            let mut before = 0;
            let mut chosen = Vec::new();
            for (label, counts) in asked.options {
                let count = counts[wave - asked.since];
                if (before..before + count).contains(&person) {
                    chosen.push(*label);
                }
                before += if asked.kind == "multi-select" {
                    0
                } else {
                    count
                };
            }
            write!(export, ",{}", chosen.join("; ")).expect("a text grows");
        }
    }
    export + "\n"
}

#[track_caller]
fn assert_tells(text: &str, told: &[&str]) {
    for words in told {
        assert!(text.contains(words), "{words}\n{text}");
    }
}

#[test]
fn clear_trends_are_all_told_and_no_turn_is_told_as_a_rise() {
    let folder = folder();
    let outcome = folder.run(&["report", "--format", "txt"]).done();
    assert!(!outcome.stderr.contains("error"), "{}", outcome.stderr);
    let text = folder.read("out/report.txt");
    assert_tells(
        &text,
        &[
            "A clear rise in “Knots”, from 13.0% in 2022 to 63.0% in 2024.",
            "The lowest figure is that of “Sailing” in 2022 and “Rowing” in 2022 alike, at 11.0%.",
            "Clear as well, but not drawn: a fall in “Walks”. See Table",
            "What helped: six of seven clear trends from 2022 to 2024.",
            "Six of seven clear trends are drawn.",
            "- Walks, 2024. Share (%): 10.0; Lower limit (%): 6.6; Upper limit (%): 14.9; Clear trend?: Yes, falling.",
            "Clear trends in the answers to other questions:",
            "Where people meet. A clear rise in “In person”, from 25.0% in 2022 to 55.0% in 2024. A clear fall in “Online”, \
             from 75.0% in 2022 to 45.0% in 2024. See Table",
            "Use of the library. There is no clear trend in “Yes” from 2022 to 2024. Clear differences between years in \
             “Yes”, without a steady rise or fall: 50.0% in 2022, 80.0% in 2023 and 65.0% in 2024.",
            "Clear trend?: No, years differ.",
            "“Yes”: 50.0% in 2022, 80.0% in 2023 and 65.0% in 2024.",
            "Of the years that can be compared, the lowest figure is that of 2022.",
        ],
    );
    let compared = folder
        .run(&["compare", "--of", "trends", "--internal"])
        .done();
    assert_tells(
        &compared.stdout,
        &[
            "“Knots” rises by 25.0 percentage points a year over 3 waves.",
            "“Yes” differs clearly between waves, without a steady rise or fall.",
        ],
    );
    for untrue in ["No other", "A clear rise in “Yes”"] {
        assert!(!text.contains(untrue), "{untrue}");
    }
}

#[test]
fn sums_of_a_scale_keep_no_report_from_being_written() {
    let folder = folder();
    folder.run(&["report", "--format", "txt"]).done();
    let text = folder.read("out/report.txt");
    assert_tells(
        &text,
        &[
            "respondents who answered (133 of 200) chose “Poor” or “Fair”.",
            "Picture: Diverging bar chart of a scale in 2023 and 2024: How people feel.",
            "In both years, more chose “Good” or “Very good” than “Very bad” or “Bad”.",
        ],
    );
}

#[test]
fn a_chart_of_some_changes_says_so() {
    let folder = folder();
    folder.run(&["report", "--format", "html,txt"]).done();
    let text = folder.read("out/report.txt");
    assert_tells(
        &text,
        &[
            "What helped: seven clear changes between 2023 and 2024.",
            "Seven changes are clear; the other is not, allowing for the number of rows tested.",
            "Both changes are clear.",
        ],
    );
    let summary = visible(&folder.read("out/executive-summary.html"));
    assert_tells(
        &summary,
        &[
            "What helped: two of the seven clear changes between 2023 and 2024.",
            "A slope chart with a line for each of three answers, out of eight.",
            "Of those shown, the largest rises are in “Knots”: up 25.0 percentage points, from 38.0% to 63.0%, a clear \
             change; “Singing”: up 25.0 percentage points, from 37.5% to 62.5%, a clear change.",
            "Two changes shown are clear; the other is not, allowing for the number of rows tested.",
            "Only three answers are shown, out of eight. Seven of the eight changed clearly.",
        ],
    );
}
