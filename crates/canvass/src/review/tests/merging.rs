//! What a sheet decides.

use super::*;

#[test]
fn a_sheet_that_nobody_touched_decides_nothing() {
    let world = World::new();
    let read = world.import(&world.open());
    assert!(read.diagnostics.is_empty(), "{}", read.diagnostics);
    assert_eq!(
        read.value,
        Import {
            unchanged: 7,
            ..Import::default()
        }
    );
}

#[test]
fn an_edited_cell_is_a_persons_decision() {
    let mut world = World::new();
    let page = world
        .open()
        .set("Your", "codes: theme", " theme:voice.policy , RESOURCING")
        .set("The grant", "codes: theme", "voice")
        .set("The grant", "stance", "Request")
        .set("The grant", "note", "ask Bob");
    let import = world.accept(&page);
    assert_eq!(
        what(&import),
        [
            "+theme:voice.policy +theme:resourcing",
            "+theme:voice -theme:resourcing stance request note",
        ]
    );
    // What was there and was left is not decided; a code brings the one above along.
    assert_eq!(
        world.codes(0),
        "resourcing=person voice=rules voice.policy=person"
    );
    assert_eq!(world.codes(1), "funder=rules voice=person");
    let decision = &import.decisions[0];
    assert_eq!(&*decision.decided_by, "Ann");
    assert_eq!(
        (decision.codebook.as_str(), decision.version.as_str()),
        ("book", "1.0")
    );
    assert_eq!(world.open().get("The grant", "note"), "ask Bob");
    assert_eq!(world.open().get("The grant", "stance"), "request");
}

#[test]
fn a_row_that_is_done_leaves_what_a_ticked_option_stands_for() {
    let mut world = World::new();
    world.tick(1, "theme:voice");
    let page = world.open();
    assert_eq!(page.get("The grant", "codes: theme"), "resourcing");
    let import = world.accept(&page.set("The grant", "done", "yes"));
    assert!(
        !what(&import)[0].contains("-theme:voice "),
        "{:?}",
        what(&import)
    );
    assert_eq!(
        world.codes(1),
        "funder=person resourcing=person voice=option"
    );
    assert!(world.import(&world.open()).value.changes.is_empty());
}

#[test]
fn a_blank_cell_means_no_code_only_when_the_row_is_done() {
    let mut world = World::new();
    let blank = world.open().set("The grant", "codes: theme", "");
    assert!(world.import(&blank).value.changes.is_empty());
    let done = blank.set("The grant", "done", "yes");
    let import = world.accept(&done);
    assert_eq!(
        what(&import),
        ["+role:funder -theme:voice -theme:voice.policy -theme:resourcing stance impact done"]
    );
    assert_eq!(world.codes(1), "funder=person");
    // It has left the queue, and stands at the end.
    let page = world.open();
    assert_eq!(page.get("The grant", "done"), "yes");
    assert_eq!(page.row("The grant"), page.rows.len() - 1);
}

#[test]
fn taking_a_sheet_in_twice_changes_nothing() {
    let mut world = World::new();
    let page = world
        .open()
        .set("Your", "codes: theme", "resourcing")
        .set("Your", "evidence", "Your campaign")
        .set("Your", "quote_ok", "redact")
        .set("Your", "redacted_quote", "[Their] campaign")
        .set("The grant", "codes: role", "")
        .set("The grant", "done", "yes")
        .set("Ŵ", "stance", "criticism")
        .set("n/a", "note", "nothing");
    assert_eq!(world.accept(&page).changes.len(), 4);
    let again = world.accept(&page);
    assert_eq!(
        again,
        Import {
            unchanged: 7,
            ..Import::default()
        }
    );
    // Nor does half of it, after the other half was lost.
    world.log.truncate(2);
    let rest = world.accept(&page);
    assert!(!rest.decisions.is_empty() && rest.conflicts.is_empty());
    assert!(world.accept(&page).decisions.is_empty());
}

#[test]
fn evidence_is_a_place_in_the_answer() {
    use crate::coding::decisions::Statement;
    let world = World::new();
    let evidence = |cell: &str| {
        let page = world
            .open()
            .set("Ŵ", "codes: theme", "voice; voice.policy; resourcing");
        let read = world.import(&page.set("Ŵ", "evidence", cell));
        let decisions = read.value.decisions.into_iter();
        let places = decisions.map(|decision| match decision.statement {
            Statement::Codes {
                codes, evidence, ..
            } => {
                let pieces = evidence.iter().map(|e| &ANSWERS[5][e.bytes.clone()]);
                format!("{} {:?}", codes[0].code, pieces.collect::<Vec<_>>())
            }
            _ => "?".to_owned(),
        });
        (places.collect::<Vec<_>>(), read.diagnostics.to_string())
    };
    assert_eq!(evidence("a campaign").0, ["voice.policy [\"a campaign\"]"]);
    assert_eq!(
        evidence("A grant\na campaign").0,
        ["voice.policy [\"A grant\", \"a campaign\"]"]
    );
    assert_eq!(
        evidence("resourcing: A grant").0,
        ["voice.policy []", "resourcing [\"A grant\"]"]
    );
    let (none, fault) = evidence("a secret");
    assert!(none.is_empty());
    assert!(
        fault.contains("row 3, column \"evidence\"") || fault.contains("column \"evidence\""),
        "{fault}"
    );
    assert!(!fault.contains("secret"), "{fault}");
    let page = world.open().set("Ŵ", "evidence", "a campaign");
    let unclear = world.import(&page);
    assert_eq!(unclear.value.refused, 1);
    assert!(
        unclear.diagnostics.to_string().contains("which code"),
        "{}",
        unclear.diagnostics
    );
}

#[test]
fn a_redacted_quote_is_made_from_the_answer() {
    let world = World::new();
    let refused = |quote_ok: &str, words: &str| {
        let page = world.open().set("Ŵ", "quote_ok", quote_ok);
        world
            .import(&page.set("Ŵ", "redacted_quote", words))
            .value
            .refused
    };
    assert_eq!(refused("redact", "A grant, and a [thing]"), 0);
    assert_eq!(refused("redact", "A grant … campaign"), 0);
    assert_eq!(refused("redact", "A large grant"), 1);
    assert_eq!(refused("redact", "a campaign ... A grant"), 1);
    assert_eq!(refused("redact", ""), 1);
    assert_eq!(refused("yes", "A grant"), 1);
    assert_eq!(refused("maybe", ""), 1);
    assert_eq!(refused("YES", ""), 0);
}

#[test]
fn what_changed_on_both_sides_is_a_conflict() {
    let mut world = World::new();
    let bobs =
        world
            .page(&Perspective::Open, "Bob")
            .set("Your", "codes: theme", "voice; resourcing");
    let bobs = bobs
        .set("Your", "stance", "request")
        .set("Your", "done", "yes");
    world.accept(&world.open().set("Your", "codes: theme", "voice.policy"));
    let import = world.accept(&bobs);
    let conflict = &import.conflicts[0];
    assert_eq!(import.conflicts.len(), 1);
    assert_eq!(
        (
            conflict.column.as_str(),
            conflict.written.as_str(),
            conflict.now.as_str(),
            conflict.sheet.as_str()
        ),
        (
            "codes: theme",
            "voice",
            "voice; voice.policy",
            "resourcing; voice"
        )
    );
    // The other cells are taken in, blank ones as well, but the row is not done.
    assert_eq!(what(&import), ["-role:funder stance request"]);
    assert_eq!(world.codes(0), "voice=rules voice.policy=person");
    let file = String::from_utf8(conflicts_csv(&import.conflicts)).unwrap();
    assert!(
        file.contains("\"codes: theme\",\"voice\",\"voice; voice.policy\",\"resourcing; voice\""),
        "{file}"
    );
    // The same change on both sides is none.
    let mut world = World::new();
    let (anns, bobs) = (world.open(), world.page(&Perspective::Open, "Bob"));
    world.accept(&anns.set("Your", "codes: theme", "resourcing; voice"));
    let import = world.accept(&bobs.set("Your", "codes: theme", "voice; resourcing"));
    assert_eq!((import.conflicts.len(), import.unchanged), (0, 7));
}

#[test]
fn a_changed_rule_is_no_conflict() {
    let mut world = World::new();
    let page = world.open().set("Your", "codes: theme", "resourcing");
    // The rules find nothing any more.
    world.project.codebook.rules.clear();
    let book = CompiledCodebook::compile(&world.project.codebook)
        .unwrap()
        .value;
    world.found = book.code_wave(&world.project.survey, &world.responses);
    let import = world.accept(&page);
    assert_eq!(what(&import), ["+theme:resourcing -theme:voice"]);
    assert!(import.conflicts.is_empty());
    assert_eq!(world.codes(1), "");
}

#[test]
fn a_second_coder_sees_nothing_and_the_two_are_settled() {
    let mut world = World::new();
    world.accept(
        &world
            .open()
            .set("Your", "codes: theme", "voice.policy")
            .set("Your", "done", "yes"),
    );
    let blind = Perspective::Blind {
        coder: "Bob".to_owned(),
    };
    let page = world.page(&blind, "");
    for row in &page.rows {
        for heading in [
            "suggested codes",
            "codes: theme",
            "codes: role",
            "stance",
            "why queued",
            "priority",
            "done",
        ] {
            assert_eq!(row[page.column(heading)], "", "{heading}");
        }
    }
    let page = page
        .set("Your", "codes: theme", "resourcing")
        .set("Your", "done", "yes");
    let import = world.accept(&page);
    assert!(import.conflicts.is_empty());
    assert_eq!(&*import.decisions[0].decided_by, "Bob");
    assert!(world.accept(&page).decisions.is_empty());
    // The first coder counts until somebody settles it, and the answer stands first.
    assert_eq!(world.codes(0), "voice=person voice.policy=person");
    let page = world.page(&Perspective::Open, "Cem");
    assert_eq!(page.row("Your"), 0);
    assert!(page.get("Your", "why queued").starts_with("coders differ"));
    let proposed = page.get("Your", "suggested codes");
    assert!(
        proposed.contains("theme:resourcing [coders differ: Ann no, Bob yes]"),
        "{proposed}"
    );
    let settled = page
        .set("Your", "codes: theme", "voice; resourcing")
        .set("Your", "done", "no");
    let settled = settled.set("Your", "done", "yes");
    world.accept_bytes(&settled.csv(), true);
    assert_eq!(world.codes(0), "resourcing=adjudicated voice=adjudicated");
    assert_ne!(world.page(&Perspective::Open, "Cem").row("Your"), 0);
    assert!(
        world
            .accept_bytes(&settled.csv(), true)
            .decisions
            .is_empty()
    );
}

#[test]
fn whoever_settles_may_find_the_first_coder_right_as_it_stands() {
    let mut world = World::new();
    let sheet = world.open();
    world.accept(
        &sheet
            .set("Your", "codes: theme", "voice.policy")
            .set("Your", "done", "yes"),
    );
    let blind = Perspective::Blind {
        coder: "Bob".to_owned(),
    };
    let other = world.page(&blind, "");
    world.accept(
        &other
            .set("Your", "codes: theme", "resourcing")
            .set("Your", "done", "yes"),
    );
    // Two people differ, so nobody has finished; what the first one gave is shown.
    let page = world.page(&Perspective::Open, "Cem");
    assert_eq!(page.get("Your", "done"), "");
    assert_eq!(page.get("Your", "codes: theme"), "voice; voice.policy");
    // The second coder's own sheet says what that coder said.
    assert_eq!(world.page(&blind, "").get("Your", "done"), "yes");
    let confirmed = page.set("Your", "done", "yes");
    world.accept_bytes(&confirmed.csv(), true);
    assert_eq!(world.codes(0), "voice=adjudicated voice.policy=adjudicated");
    assert_eq!(
        world.page(&Perspective::Open, "Cem").get("Your", "done"),
        "yes"
    );
    let again = world.accept_bytes(&confirmed.csv(), true);
    assert!(again.decisions.is_empty());
}

#[test]
fn what_a_new_definition_reopens_may_be_right_as_it_stands() {
    let mut world = World::new();
    let sheet = world.open();
    world.accept(&sheet.set("The grant", "done", "yes"));
    assert_eq!(world.open().get("The grant", "done"), "yes");
    let codebook = &mut world.project.codebook;
    codebook.version = "2.0".to_owned();
    codebook.frames[0].codes[2].since = Some("2.0".to_owned());
    let page = world.open();
    assert_eq!(page.row("The grant"), 0);
    assert_eq!(page.get("The grant", "done"), "");
    let confirmed = page.set("The grant", "done", "yes");
    let import = world.accept(&confirmed);
    assert_eq!(what(&import), ["+theme:resourcing done"]);
    let page = world.open();
    assert_eq!(page.get("The grant", "done"), "yes");
    assert_eq!(world.decided().stale_answers().len(), 0);
    assert!(world.accept(&confirmed).decisions.is_empty());
}
