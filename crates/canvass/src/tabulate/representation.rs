use super::question_table;
use crate::survey::{Membership, OptionId, Question, Responses};

/// Those who answered beside all members, group by group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Representation {
    /// Respondents who said which group they belong to.
    pub respondents: u64,
    /// All members: as the wave gives them, or at least those in the groups whose totals are known.
    pub members: u64,
    /// The groups in the order of the questionnaire.
    pub groups: Vec<GroupShare>,
}

/// One group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GroupShare {
    /// The option that is the group.
    pub option: OptionId,
    /// How a reader knows it.
    pub label: String,
    /// Respondents in it.
    pub respondents: u64,
    /// Members in it; `None` when that is not known.
    pub members: Option<u64>,
}

/// Sets the respondents of a wave beside the members; `None` when no member total is known for the question's
/// groups, or the wave did not ask it.
///
/// `all_members` is their number as the wave gives it: totals may not cover every group.
pub fn representation(
    question: &Question,
    responses: &Responses,
    membership: &Membership,
    all_members: Option<u64>,
) -> Option<Representation> {
    let table = question_table(question, responses)?;
    let groups: Vec<GroupShare> = question
        .options
        .iter()
        .zip(&table.lines)
        .filter_map(|(option, line)| {
            Some(GroupShare {
                option: option.id.clone(),
                label: option.label.clone(),
                respondents: line.count?,
                members: membership.total(responses.wave(), &question.id, &option.id),
            })
        })
        .collect();
    let known: u64 = groups.iter().filter_map(|group| group.members).sum();
    (known > 0).then_some(Representation {
        respondents: table.bases.answered,
        members: known.max(all_members.unwrap_or(0)),
        groups,
    })
}
