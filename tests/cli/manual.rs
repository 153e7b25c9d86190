//! What helps to use the command: schemas, completions, manual pages.

use crate::folder::Folder;

/// Every command, as the help lists them.
fn commands() -> Vec<String> {
    let help = Folder::empty().run(&["--help"]).done().stdout;
    let (_, list) = help
        .split_once("Commands:\n")
        .expect("the help lists the commands");
    let lines = list.lines().take_while(|line| !line.is_empty());
    let names = lines
        .filter(|line| line.starts_with("  ") && !line.starts_with("   "))
        .filter_map(|line| line.split_whitespace().next())
        .filter(|name| *name != "help");
    names.map(str::to_owned).collect()
}

#[test]
fn every_schema_of_the_list_is_printed() {
    let folder = Folder::empty();
    let list = folder.run(&["schema"]).done().stdout;
    assert_eq!(list.lines().count(), 9, "{list}");
    for line in list.lines() {
        let (name, what) = line.split_once(": ").expect("a name and what it describes");
        let schema = folder.run(&["schema", name]).done().stdout;
        assert!(
            schema.starts_with("{\n  \"$schema\": \"http"),
            "{what}: {schema}"
        );
    }
    let outcome = folder.run(&["schema", "table"]);
    assert_eq!((outcome.status, outcome.stdout.as_str()), (2, ""));
    assert_eq!(
        outcome.stderr,
        "error: there is no schema \"table\"; there are canvass, codebook, actions, tables, compare, agreement, model, verify, manifest\n"
    );
}

#[test]
fn every_shell_completes_every_command() {
    let folder = Folder::empty();
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let script = folder.run(&["completions", shell]).done().stdout;
        for command in commands() {
            assert!(script.contains(&command), "{shell} does not know {command}");
        }
    }
}

#[test]
fn every_command_has_its_manual_page() {
    let folder = Folder::empty();
    let said = folder.run(&["man", "a folder/man"]).done().stdout;
    let page = |name: &str| folder.read(&format!("a folder/man/{name}"));
    assert!(page("canvass.1").contains(".TH canvass 1"));
    for command in commands() {
        let name = format!("canvass-{command}.1");
        assert!(
            page("canvass.1").contains(&name.replace("-", "\\-").replace(".1", "(1)")),
            "{name}"
        );
        assert!(page(&name).contains(".SH SYNOPSIS"), "{name}");
    }
    assert!(page("canvass-review-import.1").contains("adjudicate"));
    let pages = std::fs::read_dir(folder.path("a folder/man"))
        .expect("it is there")
        .count();
    assert_eq!(said, format!("{pages} pages written to a folder/man\n"));
}
