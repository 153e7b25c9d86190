use super::words::Words;
use crate::survey::{Question, QuestionKind};
use crate::wording::say;

/// How figures are told: what their lines are, who the base is, and what those counted in a line did. Each is a term of
/// the wording, `terms.toml`.
#[derive(Clone, Copy)]
pub(super) struct Phrases {
    /// What a line is, such as an answer.
    pub(super) item: &'static str,
    /// How a line comes to stand before others: "was chosen most often".
    pub(super) manner: &'static str,
    /// What those counted in a line did: "chose it".
    pub(super) did: &'static str,
    /// Who the base is: "respondents who answered".
    pub(super) who: &'static str,
    /// Whether only first places of a ranking are counted.
    pub(super) first_places: bool,
}

impl Phrases {
    /// For the answers to a question with options.
    pub(super) fn of(question: &Question) -> Self {
        let routed = question.route.is_some();
        if question.kind == QuestionKind::Ranking {
            return Phrases {
                item: "item",
                manner: "ranked",
                did: "ranked-first",
                who: if routed {
                    "asked-and-ranked"
                } else {
                    "ranked-anything"
                },
                first_places: true,
            };
        }
        Phrases {
            item: "answer",
            manner: match question.kind {
                QuestionKind::MultiSelect => "chosen",
                _ => "common",
            },
            did: "chose",
            who: if routed {
                "asked-and-answered"
            } else {
                "answered"
            },
            first_places: false,
        }
    }

    /// For what respondents wrote in their own words.
    pub(super) fn own_words(item: &'static str, did: &'static str) -> Self {
        Phrases {
            item,
            manner: "came-up",
            did,
            who: "wrote-something",
            first_places: false,
        }
    }

    /// A title with what is counted of it: "What matters, ranked first".
    pub(super) fn counted(self, words: Words<'_>, title: &str) -> String {
        if self.first_places {
            say!(words, "phrases.ranked-first", title)
        } else {
            title.to_owned()
        }
    }

    /// What a line is, as the heading of a column.
    pub(super) fn head(self, words: Words<'_>) -> String {
        say!(words, "phrases.head", item => self.item)
    }

    /// What a note says of the places that are counted.
    pub(super) fn note(self, words: Words<'_>) -> Option<String> {
        self.first_places
            .then(|| say!(words, "figures.notes.first-places"))
    }
}
