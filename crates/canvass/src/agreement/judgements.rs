use std::collections::{BTreeMap, BTreeSet};

use crate::coding::Evidence;
use crate::survey::{CodeId, CodeRef, Codebook, FrameId};

/// The codes that one coder gave one answer, each with the pieces of the answer that it rests on, where the coder
/// named any.
pub type Found = BTreeMap<CodeRef, Vec<Evidence>>;

/// What the coders made of one answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judged {
    /// What names the answer in lists.
    pub id: String,
    /// The question, as the source of the codings names it.
    pub question: String,
    /// For each coder the codes given; `None` if the coder did not look at this answer.
    pub by: Vec<Option<Found>>,
}

/// Which coder gave which codes to which answers.
///
/// ```
/// use std::collections::BTreeMap;
/// use canvass::agreement::{Judged, Judgements};
/// use canvass::survey::{Codebook, CodeRef, TheoryOfChange};
///
/// let codebook = Codebook {
///     id: "example".into(),
///     version: "1".into(),
///     valid_from: None,
///     frames: vec![],
///     theory: TheoryOfChange::default(),
///     sets: vec![],
///     rules: vec![],
/// };
/// let voice = BTreeMap::from([(CodeRef::parse("theme:voice")?, vec![])]);
/// let mut judgements = Judgements::new(vec!["A".into(), "B".into()]);
/// judgements.push(&codebook, Judged {
///     id: "1".into(),
///     question: "impact".into(),
///     by: vec![Some(voice), Some(BTreeMap::new())],
/// });
/// assert_eq!(judgements.shared(), 1);
/// # Ok::<(), canvass::survey::IdError>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Judgements {
    coders: Vec<String>,
    answers: Vec<Judged>,
}

impl Judgements {
    /// No answers yet, for these coders.
    pub fn new(coders: Vec<String>) -> Self {
        Judgements {
            coders,
            answers: Vec::new(),
        }
    }

    /// Adds an answer. Codes above those given are added to them; what is missing at the end of the list of
    /// coders counts as not looked at, what is too many is left out.
    pub fn push(&mut self, codebook: &Codebook, mut answer: Judged) {
        answer.by.resize(self.coders.len(), None);
        for found in answer.by.iter_mut().flatten() {
            add_parents(codebook, found);
        }
        self.answers.push(answer);
    }

    /// The coders' names.
    pub fn coders(&self) -> &[String] {
        &self.coders
    }

    /// The answers, in the order in which they were added.
    pub fn answers(&self) -> &[Judged] {
        &self.answers
    }

    /// How many answers two coders or more looked at.
    pub fn shared(&self) -> usize {
        let shared = |answer: &&Judged| answer.by.iter().flatten().count() >= 2;
        self.answers.iter().filter(shared).count()
    }

    /// The same answers with some of the coders only, by their places; places that do not exist are left out.
    #[must_use]
    pub fn only(&self, coders: &[usize]) -> Self {
        let pick = |answer: &Judged| Judged {
            id: answer.id.clone(),
            question: answer.question.clone(),
            by: coders
                .iter()
                .filter_map(|coder| answer.by.get(*coder).cloned())
                .collect(),
        };
        Judgements {
            coders: coders
                .iter()
                .filter_map(|coder| self.coders.get(*coder).cloned())
                .collect(),
            answers: self.answers.iter().map(pick).collect(),
        }
    }
}

fn add_parents(codebook: &Codebook, found: &mut Found) {
    let mut missing: Found = BTreeMap::new();
    for (code, evidence) in found.iter() {
        let mut below = code.code.as_str();
        while let Some((above, _)) = below.rsplit_once('.') {
            below = above;
            let Ok(id) = CodeId::new(above) else { break };
            let parent = CodeRef {
                frame: code.frame.clone(),
                code: id,
            };
            if !found.contains_key(&parent) && codebook.code(&parent).is_some() {
                missing
                    .entry(parent)
                    .or_default()
                    .extend_from_slice(evidence);
            }
        }
    }
    for evidence in missing.values_mut() {
        evidence.sort_by_key(|piece| (piece.bytes.start, piece.bytes.end));
        evidence.dedup();
    }
    found.append(&mut missing);
}

/// The codes of a frame among those found.
pub(super) fn in_frame<'f>(found: &'f Found, frame: &FrameId) -> BTreeSet<&'f CodeRef> {
    found.keys().filter(|code| code.frame == *frame).collect()
}
