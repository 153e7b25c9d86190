//! How far a negation reaches, and what it does.

use super::*;

fn negated(text: &str) -> bool {
    let book = compiled(
        &[],
        &[("theme:resourcing", "fund*"), ("theme:voice", "bulletin")],
    );
    book.coder().code(None, None, text).codes[0].negated
}

#[test]
fn negation_reaches_four_words_within_its_clause() {
    assert!(negated("They were not funding us"));
    assert!(negated("You don’t fund anybody"));
    assert!(negated("It lacked funding"));
    assert!(negated("not one two three funding"));
    assert!(!negated("not one two three four funding"));
    assert!(!negated("not only funding"));
    assert!(!negated("not them, funding"));
    assert!(!negated("we did not wait but funding came"));
    assert!(
        !negated("funding not given, funding given"),
        "one piece without negation clears the coding"
    );
}

#[test]
fn a_negated_clause_leaves_the_next_alone() {
    let book = compiled(
        &[],
        &[("theme:resourcing", "fund*"), ("theme:voice", "bulletin")],
    );
    let answer = book.coder().code(
        None,
        None,
        "They were not funding us; however the bulletin helps",
    );
    let flags: Vec<_> = answer
        .codes
        .iter()
        .map(|c| (c.code.to_string(), c.negated))
        .collect();
    assert_eq!(
        flags,
        [
            ("theme:voice".to_owned(), false),
            ("theme:resourcing".to_owned(), true)
        ]
    );
}

#[test]
fn negation_can_drop_a_coding_or_be_ignored() {
    let mut book = codebook(&[], &[("theme:resourcing", "fund*")]);
    let mut code = |negation| {
        book.rules[0].negation = negation;
        let compiled = CompiledCodebook::compile(&book).unwrap().value;
        let answer = compiled.coder().code(None, None, "No funding");
        answer.codes.first().map(|c| c.negated)
    };
    assert_eq!(code(Negation::Flag), Some(true));
    assert_eq!(code(Negation::Drop), None);
    assert_eq!(code(Negation::Ignore), Some(false));
}
