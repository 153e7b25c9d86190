//! The sheet as a workbook.

use super::*;

#[test]
fn a_workbook_comes_back_without_loss_or_change() {
    let mut world = World::new();
    let sheet = world.sheet(&Perspective::Open, Some("Ann"));
    let written = workbook(&sheet).unwrap();
    assert!(written.diagnostics.is_empty());
    assert_eq!(written.value, workbook(&sheet).unwrap().value);
    let read = world.accept_bytes(&written.value, false);
    assert_eq!(
        read,
        Import {
            unchanged: 7,
            ..Import::default()
        }
    );
}

#[test]
fn the_name_beside_coder_decides_who_it_was() {
    let world = World::new();
    let mut sheet = world.sheet(&Perspective::Open, None);
    let theme = sheet
        .columns
        .iter()
        .position(|c| matches!(c, Column::Frame(0)))
        .unwrap();
    sheet.rows[0][theme] = "resourcing".to_owned();
    let nameless = world
        .read(&workbook(&sheet).unwrap().value, false)
        .unwrap_err();
    assert!(
        nameless.to_string().contains("review/nameless"),
        "{nameless}"
    );
    sheet.coder = "Dee".to_owned();
    let read = world
        .read(&workbook(&sheet).unwrap().value, false)
        .unwrap()
        .value;
    assert_eq!(&*read.decisions[0].decided_by, "Dee");
}

#[test]
fn an_answer_too_long_for_a_cell_is_reported_and_never_cut() {
    let long = "campaign ".repeat(3_700);
    let world = World::with(&["Your campaign", &long]);
    let sheet = world.sheet(&Perspective::Open, Some("Ann"));
    let written = workbook(&sheet).unwrap();
    let fault = written.diagnostics.to_string();
    assert!(
        fault.contains("review/too-long") && !fault.contains("campaign"),
        "{fault}"
    );
    let read = world.read(&written.value, false).unwrap();
    assert_eq!(
        (read.value.unchanged, read.value.refused),
        (1, 0),
        "{}",
        read.diagnostics
    );
    let text = world.read(&csv(&sheet), false).unwrap();
    assert_eq!(
        (text.value.unchanged, text.value.refused),
        (2, 0),
        "{}",
        text.diagnostics
    );
}
