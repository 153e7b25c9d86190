use super::{Contrast, candidates, candidates_toml};
use crate::codebook::tests::{Waves, book, code, compiled};
use crate::coding::Codings;
use crate::survey::FrameId;

/// Two waves: the second has twelve answers about tea, which is coded, and five about waiting lists, which are not.
fn waves() -> Waves {
    let tea = [
        "We like the tea",
        "Tea and cake for all",
        "More tea, please",
    ];
    let before: Vec<&str> = tea.iter().cycle().take(12).copied().collect();
    let mut now = before.clone();
    now.extend([
        "The waiting list is long",
        "A long waiting list again",
        "Stuck on the waiting list",
        "Waiting and waiting for an answer",
        "They closed the waiting list",
        "n/a",
    ]);
    Waves::new(&[&before, &now])
}

#[test]
fn what_uncoded_answers_have_in_common_is_proposed_with_a_rule_that_finds_it() {
    let book = book("", &code("tea", "rules = ['tea']"));
    let compiled = compiled(&book);
    let waves = waves();
    let codings: Vec<Codings> = waves
        .responses()
        .iter()
        .map(|wave| compiled.code_wave(waves.survey(), wave))
        .collect();
    let codings: Vec<&Codings> = codings.iter().collect();
    let frame = FrameId::new("theme").unwrap_or_else(|e| panic!("{e}"));
    let found = waves.with(|answers| candidates(&compiled, answers, &codings, &frame));
    let contrasts: Vec<Contrast> = found.iter().map(|found| found.contrast).collect();
    assert_eq!(contrasts, [Contrast::Uncoded, Contrast::SinceLastWave]);
    let uncoded = &found[0];
    assert_eq!(uncoded.rule, "waiting");
    assert_eq!((uncoded.finds, uncoded.finds_in_target), (5, 5));
    assert!(uncoded.overlap.is_empty());
    let phrases: Vec<(&str, usize, usize)> = uncoded
        .phrases
        .iter()
        .map(|phrase| (phrase.words.as_str(), phrase.answers, phrase.elsewhere))
        .collect();
    // "Long" is what two people wrote, so it is not shown.
    assert_eq!(
        phrases,
        [("waiting", 5, 0), ("list", 4, 0), ("waiting list", 4, 0)]
    );
    assert!(uncoded.phrases.iter().all(|phrase| phrase.z > 2.0));

    let toml = candidates_toml(&found[..1], &book, &frame);
    assert_eq!(
        toml,
        "# Finds 5 answers of the last wave.\n[[frame.code]]\nid = \"waiting\"\nlabel = \"waiting\"\ndefinition = \"To be written.\"\nrules = [\"waiting\"]\n\n"
    );
    let with =
        crate::codebook::tests::book("", &format!("{}{toml}", code("tea", "rules = ['tea']")));
    assert_eq!(with.frames[0].codes.len(), 2);
}

#[test]
fn a_code_proposed_has_an_id_that_was_never_used() {
    let retired = code("waiting", "status = \"retired\"");
    let book = book("", &format!("{}{retired}", code("waiting_2", "")));
    let candidate = super::Candidate {
        contrast: Contrast::Uncoded,
        phrases: vec![super::DistinctPhrase {
            words: "waiting".into(),
            answers: 3,
            elsewhere: 0,
            z: 3.0,
        }],
        rule: "waiting".into(),
        finds: 3,
        finds_in_target: 3,
        overlap: vec![],
    };
    let frame = FrameId::new("theme").unwrap_or_else(|e| panic!("{e}"));
    let toml = candidates_toml(&[candidate], &book, &frame);
    assert!(toml.contains("id = \"waiting_3\""), "{toml}");
}

#[test]
fn a_long_answer_of_which_little_is_coded_is_missed_too() {
    let book = book("", &code("tea", "rules = ['tea']"));
    let compiled = compiled(&book);
    let long = "Tea helps, though buses stopped running past our village hall, nobody drives, taxis cost plenty, winter evenings feel endless";
    let answers = [long, long, long, "Tea", "Good tea", "Tea again"];
    let waves = Waves::new(&[&answers]);
    let codings = compiled.code_wave(waves.survey(), &waves.responses()[0]);
    let frame = FrameId::new("theme").unwrap_or_else(|e| panic!("{e}"));
    let found = waves.with(|answers| candidates(&compiled, answers, &[&codings], &frame));
    assert!(!found.is_empty());
    assert_eq!(found[0].finds_in_target, 3);
    assert_eq!(found[0].overlap[0].1, 3);
}
