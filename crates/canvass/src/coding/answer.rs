use std::fmt;

use crate::fingerprint::Fingerprint;
use crate::survey::{QuestionId, ResponseKey, Responses, WaveId};

/// Names one answer in somebody's own words, across downloads of the export.
///
/// ```
/// use canvass::coding::AnswerId;
/// use canvass::survey::{QuestionId, ResponseKey, WaveId};
///
/// let wave = WaveId::new("2024")?;
/// let answer = AnswerId {
///     response: ResponseKey::of_id(&wave, "7"),
///     question: QuestionId::new("impact")?,
///     wave,
/// };
/// assert_eq!(AnswerId::parse(&answer.to_string()), Some(answer));
/// # Ok::<(), canvass::survey::IdError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AnswerId {
    /// The wave.
    pub wave: WaveId,
    /// The response that it is part of.
    pub response: ResponseKey,
    /// The question answered.
    pub question: QuestionId,
}

impl AnswerId {
    /// The answer of the respondent at a position; `None` when there is no such respondent.
    pub fn of(responses: &Responses, respondent: usize, question: &QuestionId) -> Option<Self> {
        Some(AnswerId {
            wave: responses.wave().clone(),
            response: responses.key(respondent)?,
            question: question.clone(),
        })
    }

    /// Reads `wave/response/question`.
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.splitn(3, '/');
        Some(AnswerId {
            wave: WaveId::new(parts.next()?).ok()?,
            response: ResponseKey::parse(parts.next()?)?,
            question: QuestionId::new(parts.next()?).ok()?,
        })
    }
}

impl fmt::Display for AnswerId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}/{}", self.wave, self.response, self.question)
    }
}

/// The SHA-256 of an answer's text exactly as given: whether it is still the answer that somebody decided on.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AnswerHash(Fingerprint);

impl AnswerHash {
    /// Of this text.
    pub fn of(text: &str) -> Self {
        AnswerHash(Fingerprint::of(text.as_bytes()))
    }

    /// Reads 64 hexadecimal digits.
    pub fn parse(text: &str) -> Option<Self> {
        Fingerprint::parse(text).map(AnswerHash)
    }
}

impl fmt::Display for AnswerHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

impl fmt::Debug for AnswerHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "AnswerHash({self})")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hash_is_the_sha_256_of_the_text() {
        // NIST's example of three letters.
        let abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(AnswerHash::of("abc").to_string(), abc);
        assert_eq!(AnswerHash::parse(abc), Some(AnswerHash::of("abc")));
        for other in ["", &abc[1..], &abc.to_uppercase(), &abc.replace('b', "é")] {
            assert_eq!(AnswerHash::parse(other), None);
        }
    }

    #[test]
    fn an_answer_without_all_its_parts_is_none() {
        for text in [
            "",
            "2024",
            "2024/0123456789abcdef",
            "2024/x/why",
            "2024/0123456789abcdef/a/b",
        ] {
            assert_eq!(AnswerId::parse(text), None, "{text}");
        }
    }
}
