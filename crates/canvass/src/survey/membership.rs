use super::{OptionId, QuestionId, WaveId};

/// How many members there are in each group, as far as the organisation knows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Membership {
    /// The totals, in the order of the file.
    pub totals: Vec<MemberTotal>,
}

/// The members of one group at the time of one wave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MemberTotal {
    /// The wave.
    pub wave: WaveId,
    /// The question that asks for the group.
    pub question: QuestionId,
    /// The option that is the group.
    pub option: OptionId,
    /// How many members it has.
    pub members: u64,
}

impl Membership {
    /// The total of a group; `None` when it is not known.
    pub fn total(&self, wave: &WaveId, question: &QuestionId, option: &OptionId) -> Option<u64> {
        self.totals
            .iter()
            .find(|t| &t.wave == wave && &t.question == question && &t.option == option)
            .map(|t| t.members)
    }
}
