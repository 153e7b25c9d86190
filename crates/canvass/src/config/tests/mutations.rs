//! Whatever is done to the files, reading them ends with a project or with faults in them.

use proptest::prelude::*;

use super::{Texts, VALID, parse};
use crate::diagnostics::Position;

/// Pieces that mean something in these files, put where they do not belong.
const PIECES: &[&str] = &[
    "\"",
    "'",
    "'''",
    "\"\"\"",
    "[",
    "]",
    "[[",
    "]]",
    "{",
    "}",
    "=",
    ",",
    ".",
    "#",
    "\n",
    "\r\n",
    "\r",
    "\0",
    "\u{feff}",
    "é",
    "-1",
    "1.5",
    "99999999999999999999",
    "0x10",
    "true",
    "2024-02-31",
    "2024-02-12T10:00:00Z",
    "[]",
    "{}",
    "\"\"",
    "\n[project]\n",
    "\n[[wave]]\n",
    "\n[[question]]\n",
    "\n[[question.option]]\n",
    "\n[question.wave.2023]\n",
    "\n[[question.union]]\n",
    "\nwave.2022 = { label = \"x\", change = \"minor\" }\n",
    "\nid = \"2024\"\n",
    "\n[[frame.code]]\n",
    "\n[frame.code.theory]\n",
    "\nrules = [{ match = '''\nx''' }]\n",
    "\n2024,who,self,1\n",
    "\n\n,,,\n",
];

/// `text` after one change: at `at` (of 1000 parts), `cut` characters go and a piece comes.
fn changed(text: &str, (at, cut, piece): (usize, usize, usize)) -> String {
    let all: Vec<char> = text.chars().collect();
    let start = all.len() * at / 1000;
    let end = (start + cut).min(all.len());
    let piece = if piece == 0 {
        ""
    } else {
        PIECES[piece % PIECES.len()]
    };
    let mut text: String = all[..start].iter().collect();
    text.push_str(piece);
    text.extend(&all[end..]);
    text
}

fn check(texts: &Texts<'_>) {
    let lines = |text: &str| text.matches('\n').count() as u64 + 1;
    let read = parse(texts);
    let Err(faults) = &read else { return };
    assert!(faults.has_errors());
    for fault in faults.iter() {
        let text = match fault.place.file.as_str() {
            "canvass.toml" => texts.canvass,
            "membership.csv" => texts.membership.unwrap_or_default(),
            "actions.toml" => texts.actions.unwrap_or_default(),
            // The codebook may have been given another name.
            _ => texts.codebook,
        };
        match fault.place.position {
            Position::Text { line, .. } => assert!(line <= lines(text), "{fault}"),
            Position::Record { record } => assert!(record <= lines(text), "{fault}"),
            _ => panic!("{fault} has no place"),
        }
    }
    let again = parse(texts).map(|read| read.value);
    assert_eq!(again, read.map(|read| read.value), "two runs differ");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn changed_files_never_panic(
        changes in prop::collection::vec((0..4_usize, 0..=1000_usize, 0..40_usize, 0..2 * PIECES.len()), 1..6)
    ) {
        let mut files = [
            VALID.canvass.to_owned(),
            VALID.codebook.to_owned(),
            VALID.membership.unwrap_or_default().to_owned(),
            VALID.actions.unwrap_or_default().to_owned(),
        ];
        for (file, at, cut, piece) in changes {
            files[file] = changed(&files[file], (at, cut, piece));
        }
        check(&Texts {
            canvass: &files[0],
            codebook: &files[1],
            membership: Some(&files[2]),
            actions: Some(&files[3]), beside: &[], files: &[] });
    }

    #[test]
    fn swapped_lines_never_panic(first in 0..170_usize, second in 0..170_usize) {
        let mut lines: Vec<&str> = VALID.canvass.lines().collect();
        let last = lines.len() - 1;
        lines.swap(first.min(last), second.min(last));
        let canvass = lines.join("\n");
        check(&Texts { canvass: &canvass, ..VALID });
    }

    #[test]
    fn any_text_at_all_never_panics(canvass in any::<String>(), rest in any::<String>()) {
        check(&Texts {
            canvass: &canvass,
            codebook: &rest,
            membership: Some(&rest),
            actions: Some(&rest), beside: &[], files: &[] });
    }
}
