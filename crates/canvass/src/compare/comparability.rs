use crate::survey::{Continuity, OptionUnion, Question, Survey, WaveId};

/// Whether figures of two waves may be compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Comparability {
    /// They may.
    Comparable,
    /// The wave did not ask the question or did not offer the option.
    NotAsked(WaveId),
    /// The words changed with this wave so much that they may have changed the answers, or nobody has said
    /// whether they did: a break in series.
    Break(WaveId),
}

impl Comparability {
    /// Whether they may be compared.
    pub fn is_comparable(&self) -> bool {
        *self == Comparability::Comparable
    }
}

/// Whether a question's figures in two waves may be compared.
pub fn question_comparability(
    survey: &Survey,
    question: &Question,
    from: &WaveId,
    to: &WaveId,
) -> Comparability {
    along(survey, from, to, |wave| {
        question.asked.get(wave).map(|asked| asked.continuity)
    })
}

/// Whether an option's figures in two waves may be compared, given that its question's may.
pub fn option_comparability(
    survey: &Survey,
    question: &Question,
    option: usize,
    from: &WaveId,
    to: &WaveId,
) -> Comparability {
    along(survey, from, to, |wave| {
        let option = question.options.get(option)?;
        question
            .asked
            .get(wave)
            .and_then(|_| option.offered.get(wave))
            .map(|offered| offered.continuity)
    })
}

/// Whether a union's figures in two waves may be compared: each wave offered part of it, and no part that both
/// offered was reworded in between.
pub fn union_comparability(
    survey: &Survey,
    question: &Question,
    union: &OptionUnion,
    from: &WaveId,
    to: &WaveId,
) -> Comparability {
    let parts: Vec<usize> = union
        .of
        .iter()
        .filter_map(|id| question.option_index(id))
        .collect();
    for wave in [from, to] {
        if !parts.iter().any(|part| question.offers(*part, wave)) {
            return Comparability::NotAsked(wave.clone());
        }
    }
    parts
        .iter()
        .map(|part| option_comparability(survey, question, *part, from, to))
        .find(|comparability| matches!(comparability, Comparability::Break(_)))
        .unwrap_or(Comparability::Comparable)
}

fn along(
    survey: &Survey,
    from: &WaveId,
    to: &WaveId,
    continuity: impl Fn(&WaveId) -> Option<Continuity>,
) -> Comparability {
    for wave in [from, to] {
        if continuity(wave).is_none() {
            return Comparability::NotAsked(wave.clone());
        }
    }
    survey
        .waves
        .iter()
        .map(|wave| &wave.id)
        .skip_while(|id| *id != from)
        .skip(1)
        .take_while(|id| *id != to)
        .chain(std::iter::once(to))
        .find(|id| continuity(id).is_some_and(Continuity::is_break))
        .map_or(Comparability::Comparable, |id| {
            Comparability::Break(id.clone())
        })
}
