//! Reads the library's source and fails when it does not keep to its layers.
//!
//! The rules stand in `rules.rs`, their reasons in `docs/architecture.md`. When this fails, the message says what
//! to do; change a rule only together with that page.

mod check;
mod rules;
mod source;
mod tests;

use std::path::PathBuf;

use source::SourceFile;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn library() -> Vec<SourceFile> {
    let files = SourceFile::all(&root().join("crates/canvass/src"))
        .expect("the library's source can be read");
    assert!(
        files.len() > 100,
        "only {} files of the library were found",
        files.len()
    );
    files
}

fn assert_none(problems: Vec<String>) {
    assert!(problems.is_empty(), "\n\n{}\n", problems.join("\n\n"));
}

#[test]
fn modules_use_lower_layers_only() {
    assert_none(library().iter().flat_map(check::layers).collect());
}

#[test]
fn renderers_do_not_know_each_other() {
    assert_none(library().iter().flat_map(check::renderers).collect());
}

#[test]
fn crates_stay_where_they_belong() {
    assert_none(library().iter().flat_map(check::homes).collect());
}

#[test]
fn the_library_prints_nothing() {
    assert_none(library().iter().flat_map(check::printing).collect());
}

#[test]
fn files_are_short_enough_to_be_read() {
    let mut files = library();
    files.extend(
        SourceFile::all(&root().join("crates/canvass-cli/src"))
            .expect("the command's source can be read"),
    );
    assert_none(files.iter().flat_map(check::length).collect());
}

#[test]
fn every_module_has_its_layer() {
    assert_none(check::modules(&library()));
}

#[test]
fn the_page_on_the_architecture_has_the_same_layers() {
    let page = std::fs::read_to_string(root().join("docs/architecture.md"))
        .expect("docs/architecture.md can be read");
    assert_none(check::documented(&page));
}
