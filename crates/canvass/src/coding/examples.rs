use super::coder::{Coder, FoundCode, Reading};
use super::codings::OpenAnswerState;
use super::compiled::CompiledCodebook;
use crate::diagnostics::{Code, Diagnostic, Diagnostics, Place};
use crate::survey::{CodeRef, Stance};

/// How the rules of a code do on its examples and near-misses.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExampleTest {
    /// The code.
    pub code: CodeRef,
    /// How many examples it has.
    pub examples: usize,
    /// How many of them the rules find.
    pub examples_found: usize,
    /// How many near-misses it has.
    pub near_misses: usize,
    /// How many of them the rules leave alone.
    pub near_misses_left: usize,
    /// Whether it has rules that could be tried.
    pub has_rules: bool,
    /// A [`Code::CodebookExample`] for each example that is not found and each near-miss that is.
    pub faults: Diagnostics,
}

/// Tries the rules on the examples and near-misses of every code, in the codebook's order.
///
/// Rules for certain questions read examples, but not near-misses: those are answers to no question in particular.
/// An example of a stance must get it as its main stance. Where a rule only suggests its code, a suggestion is
/// enough for an example and too much for a near-miss.
pub fn test_examples(codebook: &CompiledCodebook) -> Vec<ExampleTest> {
    let mut coder = codebook.coder();
    let book = codebook.codebook();
    book.codes()
        .map(|(reference, code)| {
            let mut test = ExampleTest {
                examples: code.examples.len(),
                examples_found: 0,
                near_misses: code.near_misses.len(),
                near_misses_left: 0,
                has_rules: book.rules.iter().any(|rule| rule.code == reference),
                faults: Diagnostics::new(),
                code: reference,
            };
            if !test.has_rules {
                return test;
            }
            let fault = |place: &Place, message: String, help: &str| {
                Diagnostic::new(Code::CodebookExample, place.clone(), message).help(help)
            };
            let mut given = |reading, text| given(codebook, &mut coder, reading, &test.code, text);
            for example in &code.examples {
                if given(Reading::Every, &example.text).is_some() {
                    test.examples_found += 1;
                } else {
                    test.faults.push(fault(
                        &example.place,
                        format!(
                            "no rule gives {} to its example \"{}\"",
                            test.code, example.text
                        ),
                        "add a rule that does, or change the example",
                    ));
                }
            }
            for near_miss in &code.near_misses {
                match given(Reading::Unscoped, &near_miss.text) {
                    None => test.near_misses_left += 1,
                    Some(rules) => test.faults.push(fault(
                        &near_miss.place,
                        format!(
                            "{} is given to its near-miss \"{}\"{rules}",
                            test.code, near_miss.text
                        ),
                        "narrow the rule, or change the near-miss",
                    )),
                }
            }
            test
        })
        .collect()
}

/// The faults of all codes together.
pub fn check_examples(codebook: &CompiledCodebook) -> Diagnostics {
    let mut faults = Diagnostics::new();
    for test in test_examples(codebook) {
        faults.extend(test.faults);
    }
    faults
}

/// Whether the text gets the code, and the rules that give it, in words.
fn given(
    codebook: &CompiledCodebook,
    coder: &mut Coder<'_>,
    reading: Reading<'_>,
    code: &CodeRef,
    text: &str,
) -> Option<String> {
    let coded = coder.code_by(reading, None, text);
    let is_stance = codebook
        .codes
        .iter()
        .find(|c| &c.code == code)
        .and_then(|c| c.stance);
    if let Some(wanted) = is_stance {
        return main_stance(&coded.state)
            .filter(|s| *s == wanted)
            .map(|_| String::new());
    }
    let mut all = coded.codes.iter().chain(&coded.suggested);
    all.find(|found| &found.code == code)
        .map(|found: &FoundCode| format!(" by {}", found.rules.join(", ")))
}

fn main_stance(state: &OpenAnswerState) -> Option<Stance> {
    match state {
        OpenAnswerState::Content { stance, .. } => Some(*stance),
        OpenAnswerState::NonAnswer => None,
    }
}
