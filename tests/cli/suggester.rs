//! `code --suggester`: what another program gets, and what becomes of what it proposes.

use crate::folder::Folder;

/// Proposes one code for each answer, quoting its first words, and writes one line that is no proposal.
const SCRIPT: &str = r#"echo '{}'
sed -n 's/^{"answer":"\([^"]*\)".*"text":"\([A-Za-z ]*\).*/{"answer":"\1","code":"theme:voice","quote":"\2"}/p'
"#;

#[test]
fn answers_are_handed_over_only_when_asked_and_it_is_said_before() {
    let folder = Folder::with_example();
    let quiet = folder
        .run(&["code", "--format", "csv", "--to", "plain.csv"])
        .done();
    assert!(!quiet.stderr.contains("handed"), "{}", quiet.stderr);

    folder.write("suggest it.sh", SCRIPT);
    let outcome = folder.run(&[
        "code",
        "--format",
        "csv",
        "--to",
        "asked.csv",
        "--suggester",
        "sh 'suggest it.sh'",
    ]);
    assert_eq!(outcome.status, 0, "{}", outcome.stderr);
    assert!(
        outcome
            .stderr
            .contains("answers are now handed to the program \"sh\"."),
        "{}",
        outcome.stderr
    );
    assert!(
        outcome
            .stderr
            .contains("1 without answer, code or quotation"),
        "{}",
        outcome.stderr
    );
    let (plain, asked) = (folder.read("plain.csv"), folder.read("asked.csv"));
    assert!(asked.len() > plain.len());
}

#[test]
fn a_program_that_fails_leaves_no_sheet() {
    let folder = Folder::with_example();
    let outcome = folder.run(&[
        "code",
        "--format",
        "csv",
        "--to",
        "asked.csv",
        "--suggester",
        "false",
    ]);
    assert_eq!(outcome.status, 2);
    assert!(
        outcome
            .stderr
            .contains("because: the suggester ended with a fault, exit status 1"),
        "{}",
        outcome.stderr
    );
    assert!(!folder.path("asked.csv").exists());
}

#[test]
fn agreement_without_decisions_says_what_to_do() {
    let outcome = Folder::with_example().run(&["agreement"]);
    assert_eq!(outcome.status, 2);
    assert!(outcome.stderr.contains("--coded"), "{}", outcome.stderr);
}
