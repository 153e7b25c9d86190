//! What analysts add to a report, and how they have it written: comments, sections, colours, templates, formats.

use std::io::{BufRead, BufReader};
use std::process::Stdio;

use crate::folder::{Folder, visible};

/// The example with another `[report]`.
fn with_report(keys: &str) -> Folder {
    let folder = Folder::with_example();
    folder.replace("canvass.toml", "[report]\n", &format!("[report]\n{keys}\n"));
    folder
}

#[test]
fn comments_are_printed_in_every_format_and_stay_as_they_are() {
    let folder = Folder::with_example();
    let comment =
        "We hoped for **more answers** from Wales.\n\n- We will [ask](https://example.org/why).\n";
    folder.write("commentary/summary.md", comment);
    folder.write("commentary/theme-knowledge.md", "This theme is new to us.");
    folder.write(
        "commentary/figures/figure-helped.md",
        "The third bar is new.\n",
    );
    for _ in 0..2 {
        let outcome = folder.run(&["report"]).done();
        assert_eq!(outcome.stderr, "");
    }
    let lead = "What we make of this (comment by Kindred Ground): ";
    let html = visible(&folder.read("out/report.html"));
    let text = folder.read("out/report.txt");
    let markdown = folder.read("out/report.md").replace("**", "");
    for words in [
        "We hoped for more answers from Wales.",
        "This theme is new to us.",
        "The third bar is new.",
    ] {
        let words = format!("{lead}{words}");
        for report in [&text, &markdown] {
            assert_eq!(report.matches(&words).count(), 1, "{words}");
        }
        let bare: String = html.split_whitespace().collect();
        let words: String = words.split_whitespace().collect();
        assert_eq!(bare.matches(&words).count(), 1, "{words}");
    }
    assert_eq!(folder.read("commentary/summary.md"), comment);
}

#[test]
fn a_comment_on_nothing_keeps_the_report_from_being_written() {
    let folder = with_report("sections = [\"summary\", \"findings\"]");
    folder.write("commentary/sumary.md", "Good.");
    folder.write("commentary/limits.md", "Good.");
    folder.write("commentary/figures/figure-x.md", "Good.");
    for command in ["report", "check"] {
        let outcome = folder.run(&[command]);
        assert_eq!(outcome.status, 2);
        for told in [
            "commentary/sumary.md: error[commentary/place]: the report has no section \"sumary\"\n  help: did you mean \"summary\"?",
            "commentary/limits.md: warning[commentary/not-shown]: this report has no section \"limits\"",
            "commentary/figures/figure-x.md: error[commentary/place]: the report has no figure \"figure-x\"",
        ] {
            assert!(outcome.stderr.contains(told), "{told}\n{}", outcome.stderr);
        }
    }
    assert!(!folder.path("out").exists());
}

#[test]
fn sections_are_chosen_and_ordered_and_nothing_leads_to_others() {
    let folder = with_report("sections = [\"limits\", \"actions\", \"summary\"]");
    folder.run(&["report", "--format", "html,txt"]).done();
    let html = folder.read("out/report.html");
    let at = |anchor: &str| html.find(&format!("<h2 id=\"{anchor}\"")).expect(anchor);
    assert!(at("limits") < at("actions") && at("actions") < at("summary"));
    assert_eq!(html.matches("<h2 id=").count(), 3);
    assert!(visible(&html).contains("Please also read what the figures cannot tell"));
    let text = folder.read("out/report.txt");
    assert!(!text.contains("See Who answered"), "{text}");
    assert!(!folder.path("out/report.docx").exists());
    assert!(!folder.path("out/figures").exists());
}

#[test]
fn every_section_can_stand_alone() {
    for section in canvass::config::ReportSection::ALL {
        let folder = with_report(&format!("sections = [\"{}\"]", section.name()));
        folder.run(&["report", "--format", "txt"]).done();
        let text = folder.read("out/report.txt");
        assert!(text.contains("\n\n1. "), "{} is empty", section.name());
        assert!(!text.contains("\n\n2. "), "{}", section.name());
    }
}

#[test]
fn pictures_are_written_as_pixels() {
    let folder = Folder::with_example();
    folder
        .run(&["report", "--format", "md", "--pictures", "png"])
        .done();
    let report = folder.read("out/report.md");
    let (_, rest) = report.split_once("](<figures/").expect("a picture");
    let (name, _) = rest.split_once(">)").expect("its end");
    assert!(name.ends_with(".png"));
    let png = std::fs::read(folder.path(&format!("out/figures/{name}"))).expect("the file");
    assert!(png.starts_with(b"\x89PNG"));
}

#[test]
fn a_built_in_template_is_written_changed_and_used() {
    let folder = with_report("colour = \"#7a1f5c\"");
    let name = "partials/caution.html.j2";
    let told = folder.run(&["report", "--write-template", name]).done();
    assert!(told.stdout.contains("caution.html.j2"), "{}", told.stdout);
    let own = format!("templates/{name}");
    folder.replace(&own, "class=\"caution\"", "class=\"caution mine\"");
    folder.run(&["report", "--format", "html,docx"]).done();
    let html = folder.read("out/report.html");
    assert!(html.contains("class=\"caution mine\"") && html.contains("--link: #7a1f5c;"));

    let again = folder.run(&["report", "--write-template", name]);
    assert_eq!(again.status, 2);
    assert!(folder.read(&own).contains("mine"));
    let unknown = folder.run(&["report", "--write-template", "caution"]);
    assert!(
        unknown
            .stderr
            .contains("there are report.html.j2, partials/bullets.html.j2")
    );

    folder.write(&own, "<p>\n{{ block.txet }}</p>");
    folder.write("templates/report.cs", "x");
    let outcome = folder.run(&["report"]);
    assert_eq!(outcome.status, 2);
    assert!(
        outcome.stderr.contains("templates/report.cs: error[template/unknown]: there is no built-in template of this name\n  help: did you mean \"report.css\"?"),
        "{}",
        outcome.stderr
    );
    std::fs::remove_file(folder.path("templates/report.cs")).expect("it is there");
    let outcome = folder.run(&["report"]);
    assert!(
        outcome
            .stderr
            .contains("templates/partials/caution.html.j2:2:1: error[template/broken]:"),
        "{}",
        outcome.stderr
    );
}

#[test]
fn the_report_is_written_again_when_something_changes() {
    let folder = Folder::with_example();
    let mut watching = folder
        .command(&["report", "--watch", "--format", "txt"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the command can be started");
    let mut lines = BufReader::new(watching.stdout.take().expect("it is piped")).lines();
    let mut line = || {
        lines
            .next()
            .expect("a line")
            .expect("the command writes UTF-8")
    };
    assert_eq!(
        line(),
        "2 files written to ./out; waiting for changes, Ctrl-C ends"
    );
    folder.write("commentary/summary.md", "We are glad.");
    line();
    let written = folder.read("out/report.txt");
    folder.write("canvass.toml", "[project");
    let failed = line();
    watching.kill().expect("it still runs");
    watching.wait().expect("it ends");
    assert!(written.contains("We are glad."), "{written}");
    assert_eq!(failed, "nothing written; waiting for changes, Ctrl-C ends");
    assert_eq!(folder.read("out/report.txt"), written);
}

#[test]
fn templates_and_messages_that_never_end_are_stopped_where_they_stand() {
    let folder = Folder::with_example();
    let loops =
        "<p>\n{% for a in range(9999) %}{% for b in range(9999) %}{% endfor %}{% endfor %}\n</p>";
    let grows = "{% set all = namespace(text=\"0123456789\") %}\n{% for n in range(60) %}\n{% set all.text = all.text ~ all.text %}{% endfor %}";
    let why = "it takes more steps than any report needs";
    for (text, line) in [(loops, 2), (grows, 3)] {
        folder.write("templates/partials/paragraph.html.j2", text);
        let outcome = folder.run(&["report", "--format", "html"]);
        assert_eq!(outcome.status, 2, "{}", outcome.stderr);
        let told =
            format!("templates/partials/paragraph.html.j2:{line}:1: error[template/broken]: {why}");
        assert!(outcome.stderr.starts_with(&told), "{}", outcome.stderr);
        assert!(!folder.path("out").exists());
    }
    std::fs::remove_dir_all(folder.path("templates")).expect("it is there");
    folder.write(
        "templates/wording/phrases.toml",
        "see = '{% for a in \"x\" * 9999 %}{% for b in \"x\" * 9999 %}{% endfor %}{% endfor %}'\n",
    );
    let outcome = folder.run(&["check"]);
    assert_eq!(outcome.status, 2, "{}", outcome.stderr);
    let told = "templates/wording/phrases.toml:1:1: error[wording/broken]: the message \"phrases.see\" cannot be filled in: it takes more steps than any message needs";
    assert!(outcome.stderr.contains(told), "{}", outcome.stderr);
}
