use std::fs;
use std::path::Path;

use crate::folder::{Folder, visible};

/// The files of a report, as the command names them.
const FILES: [&str; 7] = [
    "report.html",
    "report.docx",
    "executive-summary.html",
    "executive-summary.docx",
    "tables.xlsx",
    "report.md",
    "report.txt",
];

#[test]
fn the_demo_writes_the_example_and_its_report_and_names_the_files() {
    let folder = Folder::empty();
    let outcome = folder.run(&["demo"]).done();
    assert_eq!(outcome.stderr, "");
    let mut lines = outcome.stdout.lines();
    assert_eq!(
        lines.next(),
        Some(
            "The example project is in canvass-demo. Its charity, members and answers are invented."
        )
    );
    assert_eq!(
        lines.next(),
        Some("Members' Questionnaire 2024: impact report")
    );
    for name in FILES {
        let path = format!("canvass-demo/out/{name}");
        assert_eq!(lines.next(), Some(format!("  {path}").as_str()));
        assert!(
            fs::metadata(folder.path(&path))
                .expect("the file is there")
                .len()
                > 10_000,
            "{path}"
        );
    }
    assert_eq!(lines.next(), Some("  canvass-demo/out/manifest.json"));
    let drawn = fs::read_dir(folder.path("canvass-demo/out/figures"))
        .expect("the pictures are there")
        .count();
    assert_eq!(
        lines.next(),
        Some(format!("  canvass-demo/out/figures ({drawn} pictures)").as_str())
    );
    assert_eq!(
        lines.collect::<Vec<_>>(),
        [
            "It quotes 12 answers whose writers agreed to it. Read each one before you publish: a program cannot see everything that says who somebody is."
        ]
    );
}

#[test]
fn the_report_tells_the_key_figures_and_the_shift() {
    let folder = Folder::with_example();
    folder.run(&["report"]).done();
    let text = visible(&folder.read("out/report.html"));
    for sentence in [
        "Over three quarters of respondents (81.4%, 175 of 215) had read, used or referred to the charity's resources or publications in the last 12 months.",
        "Over three quarters of respondents (78.6%, 169 of 215) had become aware of, or connected to, information, opportunities or the wider community as a result of the charity's communications and resources.",
        "“Access to resources like reports and toolkits” overtook “Awareness of opportunities” between 2023 and 2024. In 2023, “Awareness of opportunities” was chosen most often (55.7%, 98 of 176), and “Access to resources like reports and toolkits” less often (43.2%, 76 of 176). In 2024, “Access to resources like reports and toolkits” was chosen most often (59.3%, 121 of 204), and “Awareness of opportunities” less often (46.1%, 94 of 204).",
        "Members' Questionnaire respondent",
    ] {
        assert!(
            text.contains(sentence),
            "the report does not say: {sentence}"
        );
    }
}

#[test]
fn the_example_is_the_one_in_the_fixtures_and_the_report_changes_nothing_in_it() {
    let folder = Folder::empty();
    let fixtures = Folder::with_example();
    folder.run(&["demo", "."]).done();
    let mut written = folder.everything();
    written.retain(|name, _| name != "out" && !name.starts_with("out/"));
    assert!(
        written.remove("release-ledger.json").is_some(),
        "what was published is not kept"
    );
    assert!(
        written == fixtures.everything(),
        "the demo's files differ from fixtures/members-questionnaire"
    );
}

#[test]
fn the_demo_leaves_another_project_alone() {
    let folder = Folder::empty();
    folder.write("mine/canvass.toml", "# mine\n");
    let before = folder.everything();
    let outcome = folder.run(&["demo", "mine"]);
    assert_eq!((outcome.status, outcome.stdout.as_str()), (2, ""));
    assert_eq!(
        outcome.stderr,
        "error: mine already holds another canvass.toml; give an empty folder\n"
    );
    assert!(folder.everything() == before);
}

#[test]
fn reports_go_where_they_are_asked_to() {
    let folder = Folder::with_example();
    let project = folder.everything();
    let elsewhere = folder.path("../Adroddiadau/2024");
    let argument = elsewhere.to_str().expect("the path is text");
    let outcome = folder.run(&["report", "--out", argument]).done();
    for name in FILES {
        assert!(
            outcome
                .stdout
                .contains(&elsewhere.join(name).display().to_string()),
            "{}",
            outcome.stdout
        );
        assert!(Path::new(&elsewhere).join(name).is_file());
    }
    assert!(folder.everything() == project, "the project was changed");
}

#[test]
fn an_older_report_gives_way_and_other_files_stay() {
    let folder = Folder::with_example();
    folder.write("out/report.html", "last week's");
    folder.write("out/notes.txt", "mine");
    folder.run(&["report"]).done();
    assert!(
        folder.read("out/report.html").starts_with("<!"),
        "the report was not replaced"
    );
    assert_eq!(folder.read("out/notes.txt"), "mine");
    let names: Vec<String> = folder
        .everything()
        .into_keys()
        .filter(|name| name.starts_with("out/") && !name.starts_with("out/figures"))
        .collect();
    // The manifest and the notes.
    assert_eq!(names.len(), FILES.len() + 2, "{names:?}");
}

/// Two blanks look like one in a browser, and like a mistake in Word.
#[test]
fn no_sentence_has_two_blanks_in_a_row() {
    let folder = Folder::with_example();
    folder.run(&["report", "--format", "html"]).done();
    let html = folder.read("out/report.html");
    let (_, main) = html.split_once("<main").expect("the page has a main part");
    for line in main.lines().map(str::trim) {
        assert!(!line.contains("  "), "{line}");
    }
}

/// A short alternative is heard in one go and names its subject; a description can be followed.
#[test]
fn every_picture_is_told_in_short_and_at_length() {
    let folder = Folder::with_example();
    folder.run(&["report", "--format", "txt"]).done();
    let text = folder.read("out/report.txt");
    let mut blocks = text.split("\n\n").peekable();
    let mut figures = 0;
    while let Some(block) = blocks.next() {
        let figure = block.strip_prefix("Figure ");
        let Some((caption, rest)) = figure.and_then(|words| words.split_once("\nPicture: ")) else {
            continue;
        };
        let (alternative, description) = rest
            .split_once("\nImage description: ")
            .expect("every picture is described");
        let rows = blocks
            .peek()
            .map_or(0, |table| table.matches("\n- ").count());
        let (long, words) = (
            alternative.chars().count(),
            description.split_whitespace().count(),
        );
        assert!((80..=150).contains(&long), "{caption}: {long}");
        let most = if rows > 10 { 200 } else { 150 };
        assert!((20..=most).contains(&words), "{caption}: {words}");
        figures += 1;
    }
    assert_eq!(figures, 23);
    for told in [
        "Picture: Dot chart of respondents beside all members in 2024. “User-led group” stands furthest above its share: 34.4% of respondents, 20.4% of members.\n",
        "Picture: Bar chart for 2024: Became aware of or connected to information, opportunities or the wider community. “Yes” was the most common answer, at 78.6%.\n",
        "Picture: Dot chart of nine answers in 2023 and 2024. The largest clear change is in “Access to resources like reports and toolkits”: up from 43.2% to 59.3%.\n",
        "Picture: Trend chart from 2022 to 2024: Read, used or referred to resources or publications. A clear rise in “Yes”, from 70.2% in 2022 to 81.4% in 2024.\n",
        "“Yes”: 70.2% in 2022, 75.4% in 2023 and 81.4% in 2024. The highest figure is that of 2024. The lowest figure is that of 2022.\n",
    ] {
        assert!(text.contains(told), "the report does not say: {told}");
    }
}
