//! Errors: every way in which files break, with marks where they break.

use std::fs;

use super::marks::{AGREED, NOT_AGREED};
use super::{EXPORT, Export, decided, planted, run};
use crate::folder::Folder;

type Spoil = fn(&Folder);

fn edit(folder: &Folder, change: impl FnOnce(&mut Vec<Vec<String>>)) {
    let mut export = Export::of(folder);
    change(&mut export.0);
    export.write(folder);
}

fn in_column(folder: &Folder, heading: &str, mark: &str) {
    let at = Export::of(folder).column(heading);
    edit(folder, |rows| {
        for row in rows.iter_mut().skip(2).step_by(7) {
            row[at] = mark.to_owned();
        }
    });
}

/// What may befall a project, with a name each.
const SPOILT: [(&str, Spoil); 17] = [
    ("headings are gone", |folder| {
        edit(folder, |rows| drop(rows.drain(..2)))
    }),
    ("an answer stands for a heading", |folder| {
        edit(folder, |rows| rows[0][30] = AGREED.to_owned());
    }),
    ("a closed question holds words", |folder| {
        in_column(folder, "Where are you", NOT_AGREED)
    }),
    ("a scale holds words", |folder| {
        in_column(folder, "How do you feel", NOT_AGREED)
    }),
    ("consent holds words", |folder| {
        in_column(folder, "May we quote", AGREED)
    }),
    ("dates hold words", |folder| {
        in_column(folder, "Start Date", AGREED)
    }),
    ("rows run over", |folder| {
        edit(folder, |rows| {
            for row in rows.iter_mut().skip(5).step_by(11) {
                row.extend([NOT_AGREED.to_owned(), AGREED.to_owned()]);
            }
        });
    }),
    ("ids are repeated with other answers", |folder| {
        in_column(folder, "Respondent ID", "998877665544");
    }),
    ("the file ends in the middle of an answer", |folder| {
        let text = folder.read(EXPORT);
        let at = text.rfind("harpist").expect("a mark");
        folder.write(EXPORT, &text[..at + 3]);
    }),
    ("an answer is in another encoding", |folder| {
        let mut bytes = fs::read(folder.path(EXPORT)).expect("the export");
        let mark = b"\xe9\xff Ottoline Brackenbury \xfe\n";
        bytes.extend_from_slice(mark);
        folder.write(EXPORT, bytes);
    }),
    ("members stand where their totals should", |folder| {
        folder.write(
            "membership.csv",
            "Ottoline Brackenbury,zq.marked@mail.example.org,07700900863\n",
        );
    }),
    ("names stand among the totals", |folder| {
        folder.write(
            "membership.csv",
            "wave,question,option,members\n2023,who,Ottoline Brackenbury,07700 900863\nOttoline Brackenbury,KG-7001234,individual,zq.marked@mail.example.org\n",
        );
    }),
    ("the record of decisions is damaged", |folder| {
        let record = folder.read("coding/decisions.jsonl");
        let damaged = record
            .replace("\"v\":1,", "\"v\":1,\"Ottoline Brackenbury\":")
            .replacen("harpist", "harp", 1);
        folder.write("coding/decisions.jsonl", damaged);
    }),
    ("the record of decisions was edited", |folder| {
        folder.replace(
            "coding/decisions.jsonl",
            "Porthgwidden",
            "Porthgwidden harpist",
        );
    }),
    ("the ledger is something else", |folder| {
        folder.write(
            "release-ledger.json",
            format!("{{\"version\": 1, \"{NOT_AGREED}\": 1}}"),
        );
    }),
    ("the manifest is something else", |folder| {
        folder.write(
            "out/manifest.json",
            format!("{{\"version\": \"{NOT_AGREED}\"}}"),
        );
    }),
    ("the codebook is a list of members", |folder| {
        folder.write("codebook.toml", format!("{NOT_AGREED}\n"));
    }),
];

#[test]
fn no_error_repeats_what_it_is_about() {
    let whole = planted();
    decided(&whole);
    let files = whole.everything();
    let of_whole = run(&whole, &["check"]).stderr;
    for (what, spoil) in SPOILT {
        let folder = Folder::empty();
        for (name, bytes) in &files {
            bytes.iter().for_each(|bytes| folder.write(name, bytes));
        }
        spoil(&folder);
        assert!(folder.everything() != files, "{what}: nothing was spoilt");
        let told = run(&folder, &["check"]).stderr;
        // `check` does not read the manifest, which `verify` does below; and of the times that a platform notes it
        // reads only what tells days from months, where an answer is a date.
        let is_passed_over = ["the manifest", "dates"]
            .iter()
            .any(|start| what.starts_with(start));
        assert!(told != of_whole || is_passed_over, "{what}: nobody noticed");
        run(&folder, &["code", "--format", "csv", "--to", "new.csv"]);
        run(&folder, &["verify"]);
    }
}

#[test]
fn no_error_repeats_a_review_sheet() {
    let folder = planted();
    folder.run(&["code", "--format", "csv"]).done();
    let page = crate::folder::Page::of(&folder, "coding/review.csv");
    for heading in [
        "codes: theme",
        "stance",
        "done",
        "quote",
        "answer_id",
        "answer_hash",
        "answer",
    ] {
        let Some(_) = page.0[0].iter().find(|cell| *cell == heading) else {
            continue;
        };
        let mut page = crate::folder::Page(page.0.clone());
        for row in 1..6 {
            page.set(row, heading, NOT_AGREED);
        }
        page.write(&folder, "coding/sheet.csv");
        run(
            &folder,
            &["review", "import", "coding/sheet.csv", "--dry-run"],
        );
    }
    // Without its headings the first row of answers stands in their place.
    let mut page = page;
    page.0.remove(0);
    page.write(&folder, "coding/sheet.csv");
    run(
        &folder,
        &["review", "import", "coding/sheet.csv", "--dry-run"],
    );
}
