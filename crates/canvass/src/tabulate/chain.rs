use super::codes::{from_words, respondents_of};
use crate::coding::{Coding, Codings, Source};
use crate::survey::{CodeRef, OptionId, QuestionId, TheoryOfChange};

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
pub fn theory_chains(theory: &TheoryOfChange, codings: &Codings) -> Vec<ThemeChain> {
    theory
        .themes
        .iter()
        .map(|theme| {
            let is_outcome = |coding: &Coding| {
                let mut outcomes = theme.outcomes.iter();
                coding.code.frame == theme.code.frame
                    && outcomes.any(|outcome| outcome.code == coding.code.code)
            };
            let outcomes = theme.outcomes.iter().map(|outcome| {
                let code = CodeRef {
                    frame: theme.code.frame.clone(),
                    code: outcome.code.clone(),
                };
                link(code.clone(), &outcome.label, codings, |c| c.code == code)
            });
            let is_theme = |c: &Coding| c.code == theme.code || is_outcome(c);
            ThemeChain {
                theme: link(theme.code.clone(), &theme.label, codings, is_theme),
                outcomes: outcomes.collect(),
                horizon: theme.horizon.clone(),
                to_horizon: support(codings, is_outcome),
            }
        })
        .collect()
}

fn link(
    code: CodeRef,
    label: &str,
    codings: &Codings,
    speaks: impl Fn(&Coding) -> bool,
) -> ChainLink {
    let source = |coding: &Coding| match &coding.source {
        Source::Option(option) => (coding.question.clone(), Some(option.clone())),
        _ => (coding.question.clone(), None),
    };
    let of_code = codings.codings().iter().filter(|c| speaks(c));
    let mut sources: Vec<_> = of_code.map(source).collect();
    sources.sort_unstable();
    sources.dedup();
    ChainLink {
        support: support(codings, &speaks),
        evidence: sources
            .into_iter()
            .map(|(question, option)| ChainEvidence {
                respondents: respondents_of(codings, |c| {
                    speaks(c) && source(c) == (question.clone(), option.clone())
                }),
                question,
                option,
            })
            .collect(),
        code,
        label: label.to_owned(),
    }
}

fn support(codings: &Codings, speaks: impl Fn(&Coding) -> bool) -> Support {
    Support {
        words: respondents_of(codings, |c| speaks(c) && from_words(c)),
        options: respondents_of(codings, |c| speaks(c) && !from_words(c)),
        either: respondents_of(codings, speaks),
    }
}
