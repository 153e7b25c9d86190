use super::coder::{Coder, Reading};
use super::codings::OpenAnswerState;
use super::compiled::CompiledCodebook;
use crate::diagnostics::{Code, Diagnostic, Diagnostics, Place};
use crate::survey::{CodeRef, Stance};

/// Tries the rules on the examples and near-misses of every code that has rules.
///
/// Rules for certain questions read examples, but not near-misses: those are answers to no question in particular.
/// An example of a stance must get it as its main stance.
/// Each example that is not found, and each near-miss that is, is one [`Code::CodebookExample`].
pub fn check_examples(codebook: &CompiledCodebook) -> Diagnostics {
    let mut faults = Diagnostics::new();
    let mut coder = codebook.coder();
    let book = codebook.codebook();
    for frame in &book.frames {
        for code in &frame.codes {
            let reference = CodeRef {
                frame: frame.id.clone(),
                code: code.id.clone(),
            };
            let Some(rule) = book.rules.iter().find(|rule| rule.code == reference) else {
                continue;
            };
            let mut fault = |message: String, help: &str| {
                let place = Place::clone(&rule.place);
                faults.push(Diagnostic::new(Code::CodebookExample, place, message).help(help));
            };
            for example in &code.examples {
                if given(codebook, &mut coder, Reading::Every, &reference, &example.0).is_none() {
                    fault(
                        format!("no rule gives {reference} to its example \"{}\"", example.0),
                        "add a rule that does, or change the example",
                    );
                }
            }
            for near_miss in &code.near_misses {
                if let Some(rules) = given(
                    codebook,
                    &mut coder,
                    Reading::Unscoped,
                    &reference,
                    &near_miss.0,
                ) {
                    fault(
                        format!(
                            "{reference} is given to its near-miss \"{}\"{rules}",
                            near_miss.0
                        ),
                        "narrow the rule, or change the near-miss",
                    );
                }
            }
        }
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
    let found = coded.codes.iter().find(|found| &found.code == code)?;
    Some(format!(" by {}", found.rules.join(", ")))
}

fn main_stance(state: &OpenAnswerState) -> Option<Stance> {
    match state {
        OpenAnswerState::Content { stance, .. } => Some(*stance),
        OpenAnswerState::NonAnswer => None,
    }
}
