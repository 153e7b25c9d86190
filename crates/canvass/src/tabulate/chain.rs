use std::collections::BTreeMap;

use super::codes::from_words;
use crate::coding::{CodedRespondents, CodingGroup};
use crate::survey::{CodeRef, OptionId, Outcome, QuestionId, RespondentSet, TheoryOfChange};

/// One theme of the Theory of Change in a wave: from the theme over its outcomes to the horizon, with how many
/// respondents speak for each link.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ThemeChain {
    /// The theme, and those who speak of it or of one of its outcomes.
    pub theme: ChainLink,
    /// Its outcomes, in order.
    pub outcomes: Vec<ChainLink>,
    /// What all of it is for.
    pub horizon: String,
    /// Those who speak of at least one outcome: what the last step, to the horizon, rests on.
    pub to_horizon: Support,
}

/// One theme or outcome, and what speaks for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChainLink {
    /// Its code.
    pub code: CodeRef,
    /// How a reader knows it.
    pub label: String,
    /// How many speak for it.
    pub support: Support,
    /// Where that comes from: questions and options, in the order of their ids.
    pub evidence: Vec<ChainEvidence>,
}

/// How many respondents speak for something. Whoever does both counts once in `either`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Support {
    /// In their own words.
    pub words: u64,
    /// By choosing an option that means it.
    pub options: u64,
    /// In one way or the other.
    pub either: u64,
}

/// One place that evidence comes from.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct ChainEvidence {
    /// The question.
    pub question: QuestionId,
    /// The option that was chosen; `None` for people's own words.
    pub option: Option<OptionId>,
    /// How many respondents.
    pub respondents: u64,
}

/// Follows each theme of the Theory of Change to its horizon in the codings of a wave.
///
/// A theme is spoken of where its own code or one below it was given; an outcome where its code was.
pub fn theory_chains(theory: &TheoryOfChange, codings: &CodedRespondents) -> Vec<ThemeChain> {
    let of = |code: &CodeRef| codings.of_code(code).iter();
    theory
        .themes
        .iter()
        .map(|theme| {
            let outcomes: Vec<(CodeRef, &Outcome)> = theme.coded_outcomes().collect();
            let of_outcomes = || outcomes.iter().flat_map(|(code, _)| of(code));
            ThemeChain {
                theme: link(
                    theme.code.clone(),
                    &theme.label,
                    of(&theme.code).chain(of_outcomes()),
                ),
                outcomes: outcomes
                    .iter()
                    .map(|(code, outcome)| link(code.clone(), &outcome.label, of(code)))
                    .collect(),
                horizon: theme.horizon.clone(),
                to_horizon: Speakers::of(of_outcomes()).support(),
            }
        })
        .collect()
}

fn link<'a>(
    code: CodeRef,
    label: &str,
    groups: impl Iterator<Item = &'a CodingGroup> + Clone,
) -> ChainLink {
    let mut places: BTreeMap<(&QuestionId, Option<&OptionId>), RespondentSet> = BTreeMap::new();
    for group in groups.clone() {
        let place = (&group.alike.question, group.alike.option.as_ref());
        places.entry(place).or_default().extend(group.respondents());
    }
    ChainLink {
        support: Speakers::of(groups).support(),
        evidence: places
            .into_iter()
            .map(|((question, option), respondents)| ChainEvidence {
                question: question.clone(),
                option: option.cloned(),
                respondents: respondents.len() as u64,
            })
            .collect(),
        code,
        label: label.to_owned(),
    }
}

/// Those who speak for something.
#[derive(Default)]
struct Speakers {
    words: RespondentSet,
    options: RespondentSet,
}

impl Speakers {
    fn of<'a>(groups: impl Iterator<Item = &'a CodingGroup>) -> Self {
        let mut speakers = Speakers::default();
        for group in groups {
            let set = match from_words(&group.alike) {
                true => &mut speakers.words,
                false => &mut speakers.options,
            };
            set.extend(group.respondents());
        }
        speakers
    }

    fn support(mut self) -> Support {
        let (words, options) = (self.words.len() as u64, self.options.len() as u64);
        self.words.extend(self.options.iter());
        Support {
            words,
            options,
            either: self.words.len() as u64,
        }
    }
}
