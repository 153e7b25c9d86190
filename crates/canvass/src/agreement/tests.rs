#![allow(clippy::unwrap_used, reason = "tests")]

use std::collections::BTreeMap;

use super::*;
use crate::stats::{StatsError, Trust};
use crate::survey::{Code, CodeFrame, CodeRef, Codebook, FrameId, FrameKind, TheoryOfChange};

/// A codebook with one frame `f` of these codes.
pub(super) fn codebook(codes: &[&str]) -> Codebook {
    Codebook {
        id: "test".into(),
        version: "1".into(),
        valid_from: None,
        frames: vec![CodeFrame {
            id: FrameId::new("f").unwrap(),
            label: "Codes".into(),
            kind: FrameKind::Theme,
            codes: codes
                .iter()
                .map(|id| Code {
                    id: crate::survey::CodeId::new(*id).unwrap(),
                    label: (*id).into(),
                    definition: String::new(),
                    use_when: String::new(),
                    not_for: String::new(),
                    examples: vec![],
                    near_misses: vec![],
                    since: None,
                    points: None,
                    note: String::new(),
                })
                .collect(),
            groups: vec![],
            retired: vec![],
        }],
        theory: TheoryOfChange::default(),
        sets: vec![],
        rules: vec![],
    }
}

fn code(id: &str) -> CodeRef {
    CodeRef::parse(&format!("f:{id}")).unwrap()
}

/// Codes parted by spaces; "?" for a coder who did not look.
fn found(codes: &str) -> Option<Found> {
    (codes != "?").then(|| {
        let codes = codes.split_whitespace();
        codes.map(|id| (code(id), vec![])).collect()
    })
}

/// What coders made of answers: one row for each answer.
fn judged(codebook: &Codebook, rows: &[&[&str]]) -> Judgements {
    let coders = (1..=rows[0].len()).map(|n| format!("coder_{n}"));
    let mut judgements = Judgements::new(coders.collect());
    for (row, by) in rows.iter().enumerate() {
        let judged = Judged {
            id: format!("a{row}"),
            question: "q".into(),
            by: by.iter().map(|codes| found(codes)).collect(),
        };
        judgements.push(codebook, judged);
    }
    judgements
}

const ONE: [&str; 11] = [
    "a b", "a b", "a", "c", "c", "d", "b", "a b", "a b", "a", "a",
];
const TWO: [&str; 11] = [
    "a", "a b", "a", "c", "a c", "d", "d", "a", "a b c", "a", "a",
];

fn golden(empty_answers: usize) -> Between {
    let codebook = codebook(&["a", "b", "c", "d"]);
    let mut rows: Vec<[&str; 2]> = ONE.iter().zip(TWO).map(|(one, two)| [*one, two]).collect();
    rows.extend(std::iter::repeat_n(["", ""], empty_answers));
    let rows: Vec<&[&str]> = rows.iter().map(|row| &row[..]).collect();
    agreement(&codebook, &judged(&codebook, &rows))
}

fn alphas(between: &Between) -> [f64; 3] {
    let sets = &between.frames[0].sets;
    [0, 1, 2].map(|at| *sets[at].1.alpha.as_ref().unwrap())
}

#[track_caller]
fn near(found: f64, expected: f64) {
    assert!((found - expected).abs() < 5e-5, "{found} is not {expected}");
}

#[test]
fn sets_agree_as_in_the_worked_example() {
    let [exact, jaccard, masi] = alphas(&golden(0));
    near(exact, 82.0 / 187.0);
    near(jaccard, 77.0 / 128.0);
    near(masi, 395.0 / 731.0);
    let [exact, jaccard, masi] = alphas(&golden(3));
    near(exact, 0.57680);
    near(jaccard, 0.72808);
    near(masi, 0.67396);
}

#[test]
fn codes_agree_as_in_the_worked_example() {
    let between = golden(0);
    let codes = &between.frames[0].codes;
    for (on_code, (alpha, given, positive)) in codes.iter().zip([
        (0.8000, [7, 8], 14.0 / 15.0),
        (0.4000, [5, 2], 4.0 / 7.0),
        (0.7529, [2, 3], 4.0 / 5.0),
        (0.6316, [1, 2], 2.0 / 3.0),
    ]) {
        near(*on_code.alpha.alpha.as_ref().unwrap(), alpha);
        assert_eq!(on_code.given, given, "{}", on_code.code);
        near(on_code.positive.unwrap(), positive);
        let interval = on_code.alpha.interval.unwrap();
        assert!(interval.contains(alpha), "{interval:?}");
        assert_eq!(on_code.alpha.answers, 11);
    }
    assert_eq!(codes[0].alpha.trust(), Some(Trust::Reliable));
    assert_eq!(codes[1].alpha.trust(), Some(Trust::NotReliable));
    assert_eq!(codes[2].alpha.trust(), Some(Trust::Tentative));
    // By hand for "a": agreement 10/11, chance (7*8 + 4*3)/121.
    let kappa = codes[0].kappa.clone().unwrap().unwrap();
    near(
        kappa.kappa,
        (10.0 / 11.0 - 68.0 / 121.0) / (1.0 - 68.0 / 121.0),
    );
}

#[test]
fn a_code_that_nobody_gave_has_no_alpha_and_says_why() {
    let codebook = codebook(&["a", "b"]);
    let between = agreement(&codebook, &judged(&codebook, &[&["a", "a"], &["", "a"]]));
    let unused = &between.frames[0].codes[1];
    assert_eq!(unused.alpha.alpha, Err(StatsError::NoVariation));
    assert_eq!(unused.alpha.trust(), None);
    assert_eq!(unused.alpha.interval, None);
    assert_eq!(unused.kappa, Some(Err(StatsError::NoVariation)));
    assert_eq!(unused.positive, None);
    assert_eq!(unused.alpha.raw, Some(1.0));
    let alone = agreement(&codebook, &judged(&codebook, &[&["a", "?"]]));
    assert_eq!(alone.answers, 0);
    assert_eq!(
        alone.frames[0].codes[0].alpha.alpha,
        Err(StatsError::NothingShared)
    );
}

#[test]
fn a_coder_who_did_not_look_does_not_disagree() {
    let codebook = codebook(&["a"]);
    let rows: [&[&str]; 4] = [
        &["a", "a", "?"],
        &["a", "", "a"],
        &["?", "", ""],
        &["?", "?", "a"],
    ];
    let judgements = judged(&codebook, &rows);
    let between = agreement(&codebook, &judgements);
    let on_a = &between.frames[0].codes[0];
    assert_eq!((between.answers, judgements.shared()), (3, 3));
    assert_eq!(on_a.given, [2, 1, 1]);
    assert_eq!(on_a.kappa, None);
    // Pairs with a yes: answer 1 has one pair with two, answer 2 three pairs with four in all and one of two.
    near(on_a.positive.unwrap(), (2.0 + 2.0) / (2.0 + 4.0));
    let list = disagreements(&judgements);
    assert_eq!(list.len(), 1);
    assert_eq!(list[0].answer, 1);
    assert_eq!(
        list[0].verdicts,
        [Verdict::Has(vec![]), Verdict::HasNot, Verdict::Has(vec![])]
    );
}

#[test]
fn a_frame_that_no_other_coder_used_has_no_scores() {
    let codebook = codebook(&["k", "v"]);
    let unused = judged(&codebook, &[&["k v", ""], &["v", ""]]);
    assert!(scores(&codebook, &unused, 0).is_empty());
    let used = judged(&codebook, &[&["", "k"]]);
    assert_eq!(scores(&codebook, &used, 0).len(), 1);
}

#[test]
fn outcomes_bring_their_themes_and_each_part_is_scored() {
    let codebook = codebook(&["k", "k.memory", "v"]);
    let rows: [&[&str]; 3] = [
        &["k.memory", "k", "k.memory v"],
        &["v", "v", ""],
        &["", "k.memory", ""],
    ];
    let judgements = judged(&codebook, &rows);
    let frame = &scores(&codebook, &judgements, 0)[0];
    let against = |part: Part| {
        let (_, scores) = frame.micro.iter().find(|(p, _)| *p == part).unwrap();
        scores
            .against
            .iter()
            .map(|c| (c.right, c.extra, c.missed))
            .collect::<Vec<_>>()
    };
    assert_eq!(against(Part::All), [(2, 1, 2), (2, 1, 1)]);
    assert_eq!(against(Part::MostSpecific), [(1, 1, 2), (1, 1, 1)]);
    assert_eq!(against(Part::Top), [(2, 0, 1), (1, 1, 1)]);
    assert_eq!(against(Part::Below), [(0, 1, 1), (1, 0, 0)]);
    let (_, all) = &frame.micro[0];
    near(all.precision().unwrap(), 2.0 / 3.0);
    near(all.recall().unwrap(), (2.0 / 4.0 + 2.0 / 3.0) / 2.0);
    near(all.f1().unwrap(), (4.0 / 7.0 + 4.0 / 6.0) / 2.0);
    let memory = &frame.codes[1];
    assert_eq!(memory.code, code("k.memory"));
    assert_eq!(memory.scores.against[0].f1(), Some(0.0));
    assert_eq!(memory.scores.against[1].f1(), Some(1.0));
}

#[test]
fn what_cannot_be_scored_is_undefined() {
    let nothing = Confusion::default();
    assert_eq!(
        (nothing.precision(), nothing.recall(), nothing.f1()),
        (None, None, None)
    );
    assert_eq!(Scores::default().f1(), None);
}

const FILE: &str = "\u{feff}id,wave,question,text,coder_1,coder_2\n\
    a1,2023,impact,\"The secret, answer\",f:a; f:b,\n\
    a2,2024,more,Another secret,f:b,f:b\n";

#[test]
fn a_coded_file_is_read_and_its_words_stay_out_of_debug() {
    let file = CodedFile::read(&codebook(&["a", "b"]), "coded.csv", FILE.as_bytes())
        .unwrap()
        .value;
    assert_eq!(file.coders, ["coder_1", "coder_2"]);
    let first = &file.answers[0];
    assert_eq!(first.text, "The secret, answer");
    assert_eq!(first.wave.as_deref(), Some("2023"));
    assert_eq!(first.codes, [found("a b").unwrap(), BTreeMap::new()]);
    assert!(!format!("{file:?}").contains("secret"));
}

#[test]
fn every_fault_of_a_coded_file_is_told_at_once_and_no_words() {
    let text = FILE.replace("f:b,f:b", "f:bb,secret words") + "a1,2024,more,x,,\n,2024,more,x,,\n";
    let faults = CodedFile::read(&codebook(&["a", "b"]), "coded.csv", text.as_bytes()).unwrap_err();
    let told = faults.to_string();
    assert_eq!(faults.len(), 4, "{told}");
    for part in [
        "did you mean \"f:b\"?",
        "row 2 has the same id",
        "the row has no id",
    ] {
        assert!(told.contains(part), "{part}: {told}");
    }
    assert!(!told.contains("secret"), "{told}");
    let headless = CodedFile::read(&codebook(&["a"]), "coded.csv", b"id,text\n1,x\n").unwrap_err();
    assert_eq!(headless.len(), 2);
}

#[test]
fn a_file_of_coded_answers_is_read_up_to_the_limit() {
    use crate::limits::MAX_CODED_FILE_BYTES;

    let mut bytes = b"id,question,text,coder_a\n1,q,t,\n".to_vec();
    bytes.resize(MAX_CODED_FILE_BYTES, b'\n');
    let read = CodedFile::read(&codebook(&["a"]), "coded.csv", &bytes).unwrap();
    assert_eq!(read.value.answers.len(), 1);
    bytes.push(b'\n');
    let faults = CodedFile::read(&codebook(&["a"]), "coded.csv", &bytes).unwrap_err();
    assert_eq!(
        faults.to_string(),
        "coded.csv: error[agreement/coded-file]: the file is larger than 64 MiB"
    );
}
