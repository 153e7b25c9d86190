//! What programs that embed the library could print of its types.

use std::collections::BTreeMap;

use canvass::draft::{self, Export};
use canvass::pipeline;
use canvass::review::Perspective;

use super::marks::{CODER, NOT_AGREED, assert_unmarked, marks_in};
use super::{EXPORT, decided, planted};

#[test]
fn no_debug_form_holds_an_answer() {
    let folder = planted();
    decided(&folder);
    let project = folder.path("");
    let look = |what: &str, printed: String| {
        assert!(printed.len() > 20, "{what} prints nothing");
        // Who coded is no secret to the program that embeds the library.
        assert_unmarked(what, printed.replace(CODER, "").as_bytes());
    };
    let analysis = pipeline::analyse(&project).expect("no faults").value;
    look("the analysis", format!("{analysis:?}{analysis:#?}"));
    let document = pipeline::impact_document(&analysis).expect("a report");
    look("the document", format!("{document:?}"));
    let files = pipeline::impact_report(&analysis).expect("a report");
    look("the files", format!("{files:?}"));

    let loaded = canvass::config::load(&project).expect("no faults");
    let coded = pipeline::code_project(loaded).expect("no faults").value;
    look("the coded project", format!("{coded:?}"));
    let guidance = pipeline::guide(&coded, Vec::new());
    look(
        "the queue",
        format!("{:?}{:?}", guidance.queue, guidance.suggestions),
    );
    let sheet = coded.review_sheet(&[], &guidance.queue, &Perspective::Open, Some("Ann"));
    look("the sheet", format!("{sheet:?} a sheet of answers"));
    let words: String = pipeline::asked(&coded)
        .iter()
        .map(|(_, _, words)| words.as_str())
        .collect();
    assert!(
        !marks_in(words.as_bytes()).is_empty(),
        "no answer holds a mark"
    );

    let bytes = std::fs::read(folder.path(EXPORT)).expect("the export");
    let export = Export {
        file: EXPORT,
        bytes: &bytes,
        sheet: None,
    };
    look("an export", format!("{export:?}"));
    let drafted = draft::project(&[export]).expect("a draft").value;
    look("a draft", format!("{drafted:?}"));
    let drafted = pipeline::draft(&[folder.path(EXPORT)], None)
        .expect("a draft")
        .value;
    look("a drafted project", format!("{drafted:?}"));

    let coded = format!("id,question,text,coder_ann\n1,other,\"{NOT_AGREED}\",theme:voice\n");
    let judged = pipeline::judge_file(
        &coded_project(&folder),
        "coded.csv",
        coded.as_bytes(),
        &BTreeMap::new(),
    )
    .expect("it can be read")
    .value;
    look("judgements", format!("{judged:?}"));
}

fn coded_project(folder: &crate::folder::Folder) -> canvass::config::Project {
    canvass::config::load(&folder.path(""))
        .expect("no faults")
        .value
}
