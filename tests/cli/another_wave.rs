//! The example's project in other years: by editing its files as an analyst would, and no code.

use std::fs;

use crate::folder::{Folder, visible};

/// Takes the wave of 2024 out of the project, as if it had not been yet.
fn back_to_2023(folder: &Folder) {
    let text = folder.read("canvass.toml");
    let tables = text.split("\n[").filter(|table| {
        let wave_of_2024 = table.starts_with("[wave]]") && table.contains("\"2024\"");
        !wave_of_2024 && !table.contains("waves = [\"2024\"]")
    });
    let tables: Vec<String> = tables
        .map(|table| {
            table
                .lines()
                .filter(|line| !line.starts_with("wave.2024 ="))
                .collect::<Vec<_>>()
                .join("\n")
        })
        .collect();
    let text = tables.join("\n[").replace(", \"2024\"]", "]");
    folder.write("canvass.toml", text);
    folder.replace("canvass.toml", "current = \"2024\"", "current = \"2023\"");
    folder.replace("canvass.toml", "Questionnaire 2024", "Questionnaire 2023");
    folder.replace(
        "canvass.toml",
        "published = 2024-06-20",
        "published = 2023-06-20",
    );
    let members = folder.read("membership.csv");
    let earlier: Vec<&str> = members
        .lines()
        .filter(|line| !line.starts_with("2024,"))
        .collect();
    folder.write("membership.csv", earlier.join("\n"));
    for name in ["actions.toml", "exports/2024-microsoft-forms.xlsx"] {
        fs::remove_file(folder.path(name)).expect("the file is there");
    }
}

#[test]
fn last_years_report_from_last_years_files() {
    let folder = Folder::with_example();
    back_to_2023(&folder);
    let outcome = folder.run(&["report"]).done();
    assert!(
        outcome
            .stdout
            .starts_with("Members' Questionnaire 2023: impact report\n"),
        "{}",
        outcome.stdout
    );
    let text = visible(&folder.read("out/report.html"));
    // 141 of 187 is 75.4%, within a point of three quarters.
    for told in [
        "Around three quarters of respondents (75.4%, 141 of 187) had read",
        "What changed since 2022",
        "(base 187)",
    ] {
        assert!(text.contains(told), "the report does not say: {told}");
    }
    // The method names a paper of that year.
    let text = text.replace("Wilhelm 2024", "Wilhelm");
    // "Awareness of opportunities" led in both years, so nothing overtook anything.
    for untold in ["2024", "overtook", "175 of 215"] {
        assert!(!text.contains(untold), "the report says: {untold}");
    }
}

#[test]
fn next_years_report_once_its_file_is_there() {
    let folder = Folder::with_example();
    // Next year's answers are this year's once more: nothing has changed then, and the report must say so.
    fs::copy(
        folder.path("exports/2024-microsoft-forms.xlsx"),
        folder.path("exports/2025.xlsx"),
    )
    .expect("it is there");
    folder.replace(
        "canvass.toml",
        "# ---- Who answered",
        "[[wave]]\nid = \"2025\"\nexport = \"exports/2025.xlsx\"\nmembers = 5200\nopened = 2025-02-10\nclosed = 2025-03-10\n\n# ---- Who answered",
    );
    folder.replace("canvass.toml", "\"2024\"]", "\"2024\", \"2025\"]");
    folder.replace("canvass.toml", "current = \"2024\"", "current = \"2025\"");
    folder.run(&["report"]).done();
    let text = visible(&folder.read("out/report.html"));
    for told in [
        "What changed since 2024",
        "2024 (base 204) and 2025 (base 204)",
        "(81.4%, 175 of 215)",
    ] {
        assert!(text.contains(told), "the report does not say: {told}");
    }
    for untold in ["overtook", "Yes, up", "Yes, down", "The clearest change"] {
        assert!(!text.contains(untold), "the report says: {untold}");
    }
}
