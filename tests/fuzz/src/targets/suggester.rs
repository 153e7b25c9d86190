//! What a suggester writes: lines of JSON, checked before anybody sees them.

use canvass::coding::AnswerId;
use canvass::suggest::{Asked, read_proposal, vet};

/// Reads one input.
pub fn run(bytes: &[u8]) {
    let world = crate::world();
    let question = &world.project.survey.questions[0];
    let answers: Vec<(AnswerId, &str)> = (0..world.responses.respondents())
        .filter_map(|respondent| {
            let id = AnswerId::of(&world.responses, respondent, &question.id)?;
            Some((id, world.responses.words(respondent, &question.id)?))
        })
        .collect();
    let asked: Vec<Asked<'_>> = answers
        .iter()
        .map(|(answer, text)| Asked {
            answer,
            question: "What?",
            text,
        })
        .collect();
    let text = String::from_utf8_lossy(bytes);
    let proposals: Vec<_> = text.lines().map(read_proposal).collect();
    let count = proposals.len();
    let vetted = vet("fuzz", &world.project.codebook, &asked, proposals);
    let refused: u64 = vetted.refused.values().sum();
    assert_eq!(vetted.suggestions.len() + refused as usize, count);
    for suggestion in &vetted.suggestions {
        let (_, words) = answers
            .iter()
            .find(|(id, _)| *id == suggestion.answer)
            .expect("about an answer that was asked about");
        for piece in &suggestion.evidence {
            assert!(
                words
                    .get(piece.bytes.clone())
                    .is_some_and(|quote| !quote.is_empty())
            );
        }
    }
}
