use crate::survey::{Choice, Column, OptionId, Question, QuestionId, Responses};

/// The columns of a cross-table and who stands in which: the groups that one question parts the respondents of a
/// wave into.
///
/// A question of several answers parts them into groups that overlap. Those who gave no answer that can be used
/// are a group of their own, which stands last, so that nobody is left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Groups {
    question: QuestionId,
    columns: Vec<Group>,
    /// Where each respondent's places in `places` start; one more than there are respondents.
    starts: Vec<usize>,
    places: Vec<u16>,
    overlapping: bool,
}

/// One group of respondents.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// Which.
    pub key: GroupKey,
    /// How a reader knows it.
    pub label: String,
    /// How many respondents stand in it.
    pub respondents: u64,
}

/// What makes a group.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum GroupKey {
    /// They chose this option.
    Option(OptionId),
    /// They gave no answer that can be used, or were not asked.
    Unknown,
}

impl GroupKey {
    /// The option's id, or "unknown".
    pub fn as_str(&self) -> &str {
        match self {
            GroupKey::Option(id) => id.as_str(),
            GroupKey::Unknown => "unknown",
        }
    }
}

/// How a reader knows those who are in no known group.
const NOT_KNOWN: &str = "Not known";

impl Groups {
    /// The groups of a single-choice, scale or multi-select question, in its order; `None` when the wave did not ask
    /// it, or it is of another kind.
    pub fn of(question: &Question, responses: &Responses) -> Option<Self> {
        let column = responses.column(&question.id)?;
        let offered: Vec<usize> = (0..question.options.len())
            .filter(|option| question.offers(*option, responses.wave()))
            .collect();
        // The last place is that of those who are in no known group.
        let unknown = u16::try_from(offered.len()).ok()?;
        let mut place_of = vec![unknown; question.options.len()];
        for (place, option) in (0..unknown).zip(&offered) {
            if let Some(place_of) = place_of.get_mut(*option) {
                *place_of = place;
            }
        }
        let place = |option: usize| place_of.get(option).copied().unwrap_or(unknown);

        let respondents = responses.respondents();
        let mut places = Vec::with_capacity(respondents);
        let mut starts = Vec::with_capacity(respondents + 1);
        starts.push(0);
        match column {
            Column::Choice(choices) => {
                for choice in choices.iter() {
                    places.push(match choice {
                        Choice::Option(option) => place(usize::from(option)),
                        _ => unknown,
                    });
                    starts.push(places.len());
                }
            }
            Column::MultiSelect(ticks) => {
                for respondent in 0..respondents {
                    let start = places.len();
                    places.extend(ticks.ticks(respondent).map(place).filter(|p| *p < unknown));
                    if places.len() == start {
                        places.push(unknown);
                    }
                    starts.push(places.len());
                }
            }
            _ => return None,
        }

        let mut sizes = vec![0u64; offered.len() + 1];
        for place in &places {
            if let Some(size) = sizes.get_mut(usize::from(*place)) {
                *size += 1;
            }
        }
        let options = offered.iter().filter_map(|at| question.options.get(*at));
        let names = options.map(|option| (GroupKey::Option(option.id.clone()), &*option.label));
        let columns = names
            .chain([(GroupKey::Unknown, NOT_KNOWN)])
            .zip(sizes)
            .map(|((key, label), respondents)| Group {
                key,
                label: label.to_owned(),
                respondents,
            })
            .collect();
        Some(Groups {
            question: question.id.clone(),
            columns,
            starts,
            places,
            overlapping: matches!(column, Column::MultiSelect(_)),
        })
    }

    /// The question.
    pub fn question(&self) -> &QuestionId {
        &self.question
    }

    /// The groups, in order.
    pub fn columns(&self) -> &[Group] {
        &self.columns
    }

    /// Whether a respondent can stand in several groups.
    pub fn overlapping(&self) -> bool {
        self.overlapping
    }

    /// The places of a respondent's groups in [`columns`](Groups::columns).
    pub fn of_respondent(&self, respondent: usize) -> &[u16] {
        let bounds = self
            .starts
            .get(respondent)
            .zip(self.starts.get(respondent + 1));
        let places = bounds.and_then(|(start, end)| self.places.get(*start..*end));
        places.unwrap_or_default()
    }
}
