//! `canvass codebook`: on the example project, or on a copy of it with another codebook.

use crate::folder::Folder;

/// A codebook for the example's questions that is quick to look at.
const SMALL: &str = r#"id = "small"
version = "2"

[[frame]]
id = "theme"
label = "Themes"
kind = "theme"

[[frame.code]]
id = "resourcing"
label = "Resourcing"
definition = "Money."
examples = ["A grant for the rent"]
near_misses = ["It took ages"]
rules = ['grant* | fund*', 'money']
[frame.code.theory]
activities = ["Grants"]
outputs = ["Money"]
horizon = "Enough"
"#;

const TOLD: &str =
    "INTERNAL: these counts are not cleared for publication. Never publish them or pass them on.\n";

/// The example with the small codebook: whatever refers to codes that it does not have is taken out.
fn small() -> Folder {
    let folder = Folder::with_example();
    folder.write("codebook.toml", SMALL);
    let canvass: String = folder
        .read("canvass.toml")
        .lines()
        .map(|line| {
            let line = match line.find("codes = [") {
                Some(at) => {
                    let after = line[at..].find(']').map_or("", |end| &line[at + end + 1..]);
                    format!("{}codes = []{after}", &line[..at])
                }
                None => line.to_owned(),
            };
            let keeps = !line.starts_with("theme = ") || line.contains("theme:resourcing");
            if keeps { line + "\n" } else { String::new() }
        })
        .collect();
    folder.write("canvass.toml", canvass);
    folder.write("actions.toml", "");
    folder
}

#[test]
fn the_built_in_codebook_passes_its_own_test() {
    let folder = Folder::with_example();
    let outcome = folder.run(&["codebook", "test"]).done();
    assert!(outcome.stdout.starts_with("Code"), "{}", outcome.stdout);
    assert!(
        outcome.stdout.contains("theme:knowledge "),
        "{}",
        outcome.stdout
    );
    assert_eq!(outcome.stderr, "");
}

#[test]
fn an_example_that_fails_ends_with_1_and_is_located() {
    let folder = small();
    let outcome = folder.run(&["codebook", "test"]).done();
    assert_eq!(
        outcome.stdout,
        "Code              Examples found  Near-misses left alone\n\
         theme:resourcing          1 of 1                  1 of 1\n"
    );
    folder.replace("codebook.toml", "It took ages", "Refunded and funded");
    let place = folder.place("codebook.toml", "\"Refunded");
    let outcome = folder.run(&["codebook", "test"]);
    assert_eq!(outcome.status, 1);
    assert_eq!(
        outcome.stdout,
        "Code              Examples found  Near-misses left alone\n\
         theme:resourcing          1 of 1                  0 of 1\n"
    );
    assert_eq!(
        outcome.stderr,
        format!(
            "{place}: warning[codebook/example]: theme:resourcing is given to its near-miss \"Refunded and funded\" by theme:resourcing#1\n  help: narrow the rule, or change the near-miss\n1 warning; \"canvass explain CODE\" tells more\n"
        )
    );
}

#[test]
fn lint_finds_what_is_suspect_with_and_without_answers() {
    let folder = small();
    folder.replace(
        "codebook.toml",
        "'money'",
        "'money | grants | unheardof | \"up to\" | zebra* UNLESS zeb*'",
    );
    let rule = folder.place("codebook.toml", "money |");
    let outcome = folder
        .run(&["codebook", "lint", "--without-answers"])
        .done();
    let place = |words: &str| folder.place("codebook.toml", words);
    assert_eq!(
        outcome.stdout,
        format!(
            "{}: note[codebook/stop-words]: words alone that name nothing find theme:resourcing: \"up to\"\n  help: ask for a word that says what is meant near them: NEAR/5\n\
             {}: warning[codebook/shadowed]: every match of zebra* is excused by UNLESS\n  help: narrow the exception, or take the pattern out\n\
             2 things to look at; \"canvass explain CODE\" tells more\n",
            place("\"up to\""),
            place("zebra*"),
        )
    );
    let outcome = folder.run(&["codebook", "lint", "--fail-on", "warning"]);
    assert_eq!(outcome.status, 1);
    let told = format!(
        "{rule}: note[codebook/never-hit]: 2 of the 5 patterns of theme:resourcing#2 match no answer: unheardof, zebra*\n"
    );
    assert!(outcome.stdout.contains(&told), "{}", outcome.stdout);
}

#[test]
fn explain_tells_words_that_enough_people_used() {
    let folder = small();
    let outcome = folder
        .run(&["codebook", "explain", "theme:resourcing"])
        .done();
    let start = format!(
        "{TOLD}Words that fewer than 3 people used are not shown.\n\ntheme:resourcing#1  codebook.toml:"
    );
    assert!(outcome.stdout.starts_with(&start), "{}", outcome.stdout);
    assert!(
        outcome.stdout.contains("\n      funding "),
        "{}",
        outcome.stdout
    );
    let outcome = folder.run(&["codebook", "explain", "theme:voice"]);
    assert_eq!(
        (outcome.status, outcome.stderr.as_str()),
        (
            2,
            "error: there is no code \"theme:voice\"; the project has theme:resourcing\n"
        )
    );
}

#[test]
fn find_keeps_to_the_width_and_to_what_is_asked_for() {
    let folder = small();
    let outcome = folder
        .run(&["codebook", "find", "grant*", "--width", "60"])
        .done();
    let mut lines = outcome.stdout.lines();
    assert_eq!(
        lines.next(),
        Some("INTERNAL: these are people's own words. Never publish them or pass them on.")
    );
    let places: Vec<&str> = lines.clone().filter(|line| line.contains('[')).collect();
    assert!(!places.is_empty(), "{}", outcome.stdout);
    for line in places {
        assert!(line.chars().count() <= 60, "{line}");
        assert_eq!(line.chars().position(|c| c == '['), Some(19), "{line}");
    }
    let outcome = folder
        .run(&["codebook", "find", "zebra*", "--wave", "2024"])
        .done();
    assert!(
        outcome.stdout.ends_with("\nNothing matches.\n"),
        "{}",
        outcome.stdout
    );
    let outcome = folder.run(&["codebook", "find", "(grant"]);
    assert_eq!((outcome.status, outcome.stdout.as_str()), (2, ""));
    assert!(
        outcome
            .stderr
            .contains("pattern:1:1: error[codebook/rule]: this parenthesis is not closed"),
        "{}",
        outcome.stderr
    );
}

#[test]
fn diff_tells_what_a_version_does_to_earlier_codings() {
    let folder = small();
    let old = SMALL
        .replace("version = \"2\"", "version = \"1\"")
        .replace("'money'", "'money | rent'")
        + "\n[[frame.code]]\nid = \"cash\"\nlabel = \"Cash\"\ndefinition = \"Cash.\"\nrules = ['cash']\n";
    folder.write("old.toml", &old);
    let retired = "\n[[frame.code]]\nid = \"cash\"\nlabel = \"Cash\"\ndefinition = \"Cash.\"\nstatus = \"retired\"\nreplaced_by = [\"theme:resourcing\"]\n";
    folder.write("new.toml", format!("{SMALL}{retired}"));
    let outcome = folder
        .run(&["codebook", "diff", "old.toml", "new.toml"])
        .done();
    let changes = "small 1 -> small 2\n  \
         theme:resourcing: rules: 1 new, 1 gone; codings by rules are made anew, decisions hold\n  \
         theme:cash: merged into theme:resourcing; earlier codings count as theme:resourcing\n";
    assert_eq!(outcome.stdout, changes);
    folder.write("codebook.toml", format!("{SMALL}{retired}"));
    let outcome = folder.run(&["codebook", "diff", "old.toml"]).done();
    let with_counts = format!(
        "{changes}\nEvery decision of people in the record holds.\n\n{TOLD}Answers of the project that get a code by rules\nCode              Before  After  Gained  Lost\ntheme:resourcing"
    );
    assert!(
        outcome.stdout.starts_with(&with_counts),
        "{}",
        outcome.stdout
    );
}

#[test]
fn candidates_are_codes_to_paste() {
    let folder = small();
    let outcome = folder.run(&["codebook", "candidates"]).done();
    assert!(outcome.stdout.starts_with(TOLD), "{}", outcome.stdout);
    assert!(
        outcome
            .stdout
            .contains("\nIn answers without a code, or long and hardly coded\n  "),
        "{}",
        outcome.stdout
    );
    let outcome = folder
        .run(&["codebook", "candidates", "--format", "toml"])
        .done();
    folder.write("codebook.toml", format!("{SMALL}\n{}", outcome.stdout));
    folder.run(&["codebook", "test"]).done();
    let outcome = folder.run(&["codebook", "candidates", "--frame", "themes"]);
    assert_eq!(
        outcome.stderr.lines().last(),
        Some("error: there is no code frame \"themes\"; the project has theme")
    );
}

#[test]
fn a_codebook_goes_out_and_comes_back() {
    let folder = small();
    let outcome = folder.run(&["codebook", "export", "out/book.qdc"]).done();
    assert!(
        outcome.stdout.starts_with("Written: out"),
        "{}",
        outcome.stdout
    );
    let outcome = folder.run(&["codebook", "import", "out/book.qdc"]).done();
    for line in [
        "id = \"resourcing\"",
        "definition = \"Money.\"",
        "  \"It took ages\",",
    ] {
        assert!(
            outcome.stdout.lines().any(|told| told == line),
            "{}",
            outcome.stdout
        );
    }
    let outcome = folder.run(&["codebook", "export", "answers.qdpx"]).done();
    assert_eq!(
        outcome.stdout,
        "Written: answers.qdpx. It holds people's answers word for word: never pass it on.\n"
    );
    assert!(folder.path("answers.qdpx").is_file());
    let outcome = folder.run(&["codebook", "export", "book.xml"]);
    assert_eq!(
        (outcome.status, outcome.stderr.as_str()),
        (
            2,
            "error: book.xml must end in .qdc for the codebook or .qdpx for the coded answers\n"
        )
    );
    let outcome = folder.run(&["codebook", "import", "canvass.toml"]);
    assert_eq!(outcome.status, 2);
    assert!(
        outcome.stderr.contains("error[codebook/import]"),
        "{}",
        outcome.stderr
    );
}
