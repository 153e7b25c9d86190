//! What is just within a limit is taken, what is just beyond it is a fault.

use std::fmt::Write as _;

use super::{CODEBOOK, PROJECT, QUESTIONS, Texts, WAVES, parse};
use crate::limits::{
    MAX_CODES, MAX_MEMBERSHIP_ROWS, MAX_OFFERED, MAX_OPTIONS, MAX_QUESTIONS, MAX_WAVES,
};

/// As many pieces as `count`.
fn many(count: usize, piece: impl Fn(usize) -> String) -> String {
    (0..count).map(piece).collect()
}

/// The first fault of these files; nothing if there is none.
fn fault(canvass: &str, codebook: &str, membership: Option<&str>) -> Option<String> {
    let read = parse(&Texts {
        canvass,
        codebook,
        membership,
        ..Texts::default()
    });
    read.err()
        .map(|faults| faults.iter().next().unwrap().to_string())
}

fn too_large(fault: Option<String>, words: &str) {
    let fault = fault.expect("beyond the limit");
    assert!(
        fault.contains("error[config/too-large]") && fault.contains(words),
        "{fault}"
    );
}

#[test]
fn waves() {
    let canvass = |count| {
        let waves = many(count, |at| {
            format!("[[wave]]\nid = \"w{at}\"\nexport = \"{at}.csv\"\n")
        });
        format!(
            "{PROJECT}{waves}[[question]]\nid = \"q\"\nkind = \"open-text\"\ntitle = \"t\"\ntext = \"x\"\n"
        )
    };
    assert_eq!(fault(&canvass(MAX_WAVES), CODEBOOK, None), None);
    too_large(
        fault(&canvass(MAX_WAVES + 1), CODEBOOK, None),
        "more than 100 tables [[wave]]",
    );
}

#[test]
fn questions() {
    let canvass = |count| {
        let questions = many(count, |at| {
            format!(
                "[[question]]\nid = \"q{at}\"\nkind = \"number\"\ntitle = \"t\"\ntext = \"x{at}\"\n"
            )
        });
        format!("{PROJECT}[[wave]]\nid = \"w\"\nexport = \"w.csv\"\n{questions}")
    };
    assert_eq!(fault(&canvass(MAX_QUESTIONS), CODEBOOK, None), None);
    let beyond = canvass(MAX_QUESTIONS + 1);
    too_large(
        fault(&beyond, CODEBOOK, None),
        "more than 20000 tables [[question]]",
    );
}

/// A grid of so many rows and options.
fn grid(id: &str, rows: usize, options: usize) -> String {
    let mut text = format!(
        "[[question]]\nid = \"{id}\"\nkind = \"single-choice\"\ntitle = \"{id}\"\ntext = \"{id}\"\n"
    );
    let rows = many(rows, |at| {
        format!("{{ id = \"r{at}\", label = \"r{at}\" }}, ")
    });
    let options = many(options, |at| {
        format!("{{ id = \"o{at}\", label = \"o{at}\" }}, ")
    });
    let _ = writeln!(text, "row = [{rows}]\noption = [{options}]");
    text
}

#[test]
fn options_and_rows() {
    let one_wave = format!("{PROJECT}[[wave]]\nid = \"w\"\nexport = \"w.csv\"\n");
    let canvass = |rows, options| format!("{one_wave}{}", grid("g", rows, options));
    assert_eq!(fault(&canvass(1, MAX_OPTIONS), CODEBOOK, None), None);
    too_large(
        fault(&canvass(1, MAX_OPTIONS + 1), CODEBOOK, None),
        "more than 2000 tables [[question.option]]",
    );
    assert_eq!(fault(&canvass(MAX_OPTIONS, 1), CODEBOOK, None), None);
    too_large(
        fault(&canvass(MAX_OPTIONS + 1, 1), CODEBOOK, None),
        "more than 2000 tables [[question.row]]",
    );
    assert_eq!(
        fault(&canvass(MAX_OFFERED / 1000, 1000), CODEBOOK, None),
        None
    );
    let beyond = format!("{}{}", canvass(MAX_OFFERED / 1000, 1000), grid("h", 1, 1));
    too_large(fault(&beyond, CODEBOOK, None), "options of all questions");
}

#[test]
fn codes() {
    let codebook = |count| {
        let codes = many(count, |at| {
            format!("{{ id = \"c{at}\", label = \"C\", definition = \"C.\" }},\n")
        });
        format!(
            "id = \"b\"\nversion = \"1\"\n[[frame]]\nid = \"theme\"\nlabel = \"T\"\nkind = \"theme\"\ncode = [{codes}]"
        )
    };
    let canvass = format!(
        "{PROJECT}[[wave]]\nid = \"w\"\nexport = \"w.csv\"\n[[question]]\nid = \"q\"\nkind = \"number\"\ntitle = \"t\"\ntext = \"x\"\n"
    );
    assert_eq!(fault(&canvass, &codebook(MAX_CODES), None), None);
    let beyond = fault(&canvass, &codebook(MAX_CODES + 1), None).unwrap();
    assert!(
        beyond.ends_with("error[codebook/too-large]: the codebook has more than 5000 codes"),
        "{beyond}"
    );
}

#[test]
fn rows_of_membership() {
    let canvass = [PROJECT, WAVES, QUESTIONS].concat();
    let sheet = |rows: usize| {
        // Blank rows count as well.
        let blank = many(rows - 1, |_| ",,,\n".to_owned());
        format!("wave,question,option,members\n{blank}2024,who,self,1\n")
    };
    assert_eq!(
        fault(&canvass, CODEBOOK, Some(&sheet(MAX_MEMBERSHIP_ROWS))),
        None
    );
    let beyond = fault(&canvass, CODEBOOK, Some(&sheet(MAX_MEMBERSHIP_ROWS + 1)));
    too_large(beyond, "more than 20000 rows");
}

#[test]
fn many_rules_on_one_line_are_read_in_time_by_their_number() {
    let rules = many(200_000, |at| format!("'w{at}', "));
    let codebook = format!(
        "id = \"b\"\nversion = \"1\"\n[[frame]]\nid = \"theme\"\nlabel = \"T\"\nkind = \"theme\"\ncode = [{{ id = \"c\", label = \"C\", definition = \"C.\", rules = [{rules}] }}]"
    );
    let canvass = [PROJECT, WAVES, QUESTIONS].concat();
    assert_eq!(fault(&canvass, &codebook, None), None);
}
