use crate::disclosure::PublishedEvidence;
use crate::document::{Anchor, Chain, ChainStep, DocumentError, Figure};
use crate::report::context::Context;
use crate::report::describe;
use crate::report::words;
use crate::stats::thousands;
use crate::survey::{CodeRef, Theme};

/// A theme of the Theory of Change, from what is done to what it is for, with what respondents wrote of its outcomes.
pub(in crate::report) struct ThemeSteps<'a> {
    pub(in crate::report) theme: &'a Theme,
    /// The wave's label.
    pub(in crate::report) wave: &'a str,
    pub(in crate::report) outcomes: Vec<OutcomeFound<'a>>,
    /// Who does what the theme is about.
    pub(in crate::report) doer: &'a str,
}

/// An outcome with its evidence in the current wave; none when nobody looked for any.
pub(in crate::report) struct OutcomeFound<'a> {
    pub(in crate::report) label: &'a str,
    evidence: Option<&'a PublishedEvidence>,
}

impl OutcomeFound<'_> {
    /// How many wrote about it, in words.
    pub(in crate::report) fn told(&self) -> String {
        let Some(evidence) = self.evidence else {
            return "not looked for".to_owned();
        };
        let wrote = match evidence.words {
            Some(0) => "no respondent wrote about it".to_owned(),
            Some(count) => format!("{} wrote about it", words::respondents(count)),
            None => {
                "how many wrote about it is not shown, so that nobody can be recognised".to_owned()
            }
        };
        match evidence.options {
            Some(count) if count > 0 => {
                format!("{wrote}; {} chose an answer linked to it", thousands(count))
            }
            _ => wrote,
        }
    }

    /// How many wrote about it, where that may be told.
    pub(in crate::report) fn wrote(&self) -> Option<u64> {
        self.evidence?.words
    }
}

impl<'a> ThemeSteps<'a> {
    pub(in crate::report) fn new(context: &Context<'a>, theme: &'a Theme) -> Self {
        let outcomes = theme.outcomes.iter().map(|outcome| {
            let code = CodeRef {
                frame: theme.code.frame.clone(),
                code: outcome.code.clone(),
            };
            let mut lines = context.release.evidence.iter();
            OutcomeFound {
                label: &outcome.label,
                evidence: lines.find(|line| line.code == code),
            }
        });
        ThemeSteps {
            theme,
            wave: context.now_label(),
            outcomes: outcomes.collect(),
            doer: &context.project.report.organisation_short,
        }
    }

    /// The diagram with its words; `None` for a theme with less than two steps.
    pub(in crate::report) fn figure(&self) -> Result<Option<Figure>, DocumentError> {
        let theme = self.theme;
        let found = |outcome: &OutcomeFound<'_>| format!("{}: {}", outcome.label, outcome.told());
        let horizon: Vec<String> = Some(theme.horizon.clone())
            .filter(|horizon| !horizon.trim().is_empty())
            .into_iter()
            .collect();
        let steps = [
            (format!("What {} does", self.doer), theme.activities.clone()),
            ("What comes of it soon".to_owned(), theme.outputs.clone()),
            (
                format!("What it leads to, and who wrote about it in {}", self.wave),
                self.outcomes.iter().map(found).collect(),
            ),
            ("What all of it is for".to_owned(), horizon),
        ];
        let steps: Vec<ChainStep> = steps
            .into_iter()
            .filter(|(_, items)| !items.is_empty())
            .map(|(label, items)| ChainStep { label, items })
            .collect();
        if steps.len() < 2 {
            return Ok(None);
        }
        let alternative = describe::chain(self, &steps)?;
        Figure::chain(
            Anchor::slug("figure-chain", theme.code.code.as_str()),
            describe::chain_finding(self),
            alternative,
            Chain { steps },
        )
        .map(Some)
    }
}
