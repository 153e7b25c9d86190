use super::figures::Item;
use crate::survey::{Question, QuestionKind};

/// How figures are told: what their lines are, who the base is, and what those counted in a line did.
#[derive(Clone, Copy)]
pub(super) struct Phrases {
    /// What a line is.
    pub(super) item: Item,
    /// How a line is told to lead: "was chosen most often".
    pub(super) leads: &'static str,
    /// How a line is told to lead that chance alone could put behind another: "has the highest count".
    pub(super) leads_in_count: &'static str,
    /// What those counted in a line did: "chose it".
    pub(super) did: &'static str,
    /// Who the base is: "respondents who answered".
    pub(super) who: &'static str,
    /// What could happen to a line in a wave that had it: "be chosen".
    pub(super) open_to: &'static str,
    /// Whether only first places of a ranking are counted.
    pub(super) first_places: bool,
}

impl Phrases {
    /// For the answers to a question with options.
    pub(super) fn of(question: &Question) -> Self {
        let routed = question.route.is_some();
        if question.kind == QuestionKind::Ranking {
            return Phrases {
                item: Item::RANKED,
                leads: "was ranked first most often",
                leads_in_count: "has the highest count of first places",
                did: "ranked it first",
                who: if routed {
                    "respondents who were asked and ranked anything"
                } else {
                    "respondents who ranked anything"
                },
                open_to: "be ranked",
                first_places: true,
            };
        }
        Phrases {
            item: Item::ANSWERS,
            leads: match question.kind {
                QuestionKind::MultiSelect => "was chosen most often",
                _ => "was the most common answer",
            },
            leads_in_count: "has the highest count",
            did: "chose it",
            who: if routed {
                "respondents who were asked and answered"
            } else {
                "respondents who answered"
            },
            open_to: "be chosen",
            first_places: false,
        }
    }

    /// For what respondents wrote in their own words.
    pub(super) fn own_words(item: Item, did: &'static str) -> Self {
        Phrases {
            item,
            leads: "came up most often",
            leads_in_count: "has the highest count",
            did,
            who: "respondents who wrote something",
            open_to: "be chosen",
            first_places: false,
        }
    }

    /// A title with what is counted of it: "What matters, ranked first".
    pub(super) fn counted(self, title: &str) -> String {
        if self.first_places {
            format!("{title}, ranked first")
        } else {
            title.to_owned()
        }
    }

    /// A line's name in a sentence on its share: "“Parks” in first place".
    pub(super) fn in_place(self, name: String) -> String {
        if self.first_places {
            format!("{name} in first place")
        } else {
            name
        }
    }

    /// What those counted in a line did, in full: "chose “Parks” for “What matters”".
    pub(super) fn chose(self, name: &str, title: &str) -> String {
        if self.first_places {
            format!("ranked {name} first for \u{201C}{title}\u{201D}")
        } else {
            format!("chose {name} for \u{201C}{title}\u{201D}")
        }
    }

    /// What a note says of the places that are counted.
    pub(super) fn note(self) -> Option<&'static str> {
        self.first_places
            .then_some("Only first places are counted. The base is everybody who ranked anything.")
    }
}
