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

/// Totals that leave out no more than one member in so many are totals of all groups.
const ALL_BUT_ONE_IN: u64 = 200;

/// Sets the respondents of a wave beside the members; `None` when no member total is known for the question's
/// groups, or the wave did not ask it.
///
/// `all_members` is their number as the wave gives it: totals may not cover every group. An option such as "Prefer not
/// to say" is no group: one of `no_group`, or one without a total where the totals of the others cover all members.
/// Whoever chose it did not say.
pub fn representation(
    question: &Question,
    responses: &Responses,
    membership: &Membership,
    all_members: Option<u64>,
    no_group: &[OptionId],
) -> Option<Representation> {
    let table = question_table(question, responses)?;
    let total = |id: &OptionId| membership.total(responses.wave(), &question.id, id);
    let offered = || {
        let lines = question.options.iter().zip(&table.lines);
        lines.filter_map(|(option, line)| Some((option, line.count?)))
    };
    let known: u64 = offered().filter_map(|(option, _)| total(&option.id)).sum();
    let members = known.max(all_members.unwrap_or(0));
    let all_known = (members - known) * ALL_BUT_ONE_IN <= members;
    let (mut groups, mut unsaid) = (Vec::new(), 0);
    for (option, respondents) in offered() {
        let of_members = total(&option.id);
        // Beside another answer it does not keep anybody from saying.
        let alone = table.additive || option.exclusive;
        if alone && (no_group.contains(&option.id) || (of_members.is_none() && all_known)) {
            unsaid += respondents;
            continue;
        }
        groups.push(GroupShare {
            option: option.id.clone(),
            label: option.label.clone(),
            respondents,
            members: of_members,
        });
    }
    (known > 0).then_some(Representation {
        respondents: table.bases.answered.saturating_sub(unsaid),
        members,
        groups,
    })
}
