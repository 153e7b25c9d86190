use super::*;
use crate::codebook::find;

fn book() -> CompiledCodebook {
    let codes = code("voice", "rules = ['campaign*']");
    compiled(&super::book("org = 'you | your'", &codes))
}

#[test]
fn a_pattern_is_found_with_its_place_in_each_answer() {
    let waves = Waves::new(&[
        &["Your campaigns. Your tea.", "n/a"],
        &["Ŵ, you do campaign", "tea"],
    ]);
    let found = waves.with(|answers| {
        let found = find(&book(), "#org THEN/2 #theme:voice | tea", answers).unwrap();
        found
            .iter()
            .map(|place| {
                let chars: String = (place.answer.text.chars())
                    .skip(place.matched.chars.start)
                    .take(place.matched.chars.len())
                    .collect();
                assert_eq!(chars, place.answer.text[place.matched.bytes.clone()]);
                (place.answer.wave.to_string(), place.answer.person, chars)
            })
            .collect::<Vec<_>>()
    });
    let expected = [
        ("w1", (0, 0), "Your campaigns"),
        ("w1", (0, 0), "tea"),
        ("w2", (1, 0), "you do campaign"),
        ("w2", (1, 1), "tea"),
    ];
    assert_eq!(
        found,
        expected.map(|(wave, person, words)| (wave.to_owned(), person, words.to_owned()))
    );
}

#[test]
fn a_pattern_that_cannot_be_read_is_a_located_fault() {
    let waves = Waves::new(&[&["tea"]]);
    let faults = waves.with(|answers| find(&book(), "tea | (cake", answers).unwrap_err());
    assert_eq!(
        faults.to_string(),
        "pattern:1:7: error[codebook/rule]: this parenthesis is not closed"
    );
}

#[test]
fn no_word_of_an_answer_is_in_a_debug_form() {
    let waves = Waves::new(&[&["secret tea"]]);
    waves.with(|answers| {
        let found = find(&book(), "tea", answers).unwrap();
        let shown = format!("{found:?}");
        assert!(
            !shown.contains("tea") && !shown.contains("secret"),
            "{shown}"
        );
    });
}
