use crate::disclosure::PublishedEvidence;
use crate::document::{
    Anchor, Cell, Chain, ChainStep, ColumnHead, DocumentError, Figure, Row, Table,
};
use crate::report::context::Context;
use crate::report::describe;
use crate::report::words::Words;
use crate::survey::Theme;
use crate::wording::say;

/// A theme of the Theory of Change, from what is done to what it is for, with what respondents wrote of its outcomes.
pub(in crate::report) struct ThemeSteps<'a> {
    pub(in crate::report) words: Words<'a>,
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
    /// Whether anybody was asked in their own words.
    asked: bool,
}

impl OutcomeFound<'_> {
    /// How many wrote about it, in words.
    pub(in crate::report) fn told(&self, words: Words<'_>) -> String {
        match self.evidence {
            None => say!(words, "figures.chain.not-looked-for"),
            Some(evidence) => {
                let (wrote, chose, asked) = (evidence.words, evidence.options, self.asked);
                say!(words, "figures.chain.evidence", wrote, chose, asked)
            }
        }
    }

    /// How many wrote about it, where they were asked and it may be told.
    pub(in crate::report) fn wrote(&self) -> Option<u64> {
        self.evidence.filter(|_| self.asked)?.words
    }
}

impl<'a> ThemeSteps<'a> {
    pub(in crate::report) fn new(context: &Context<'a>, theme: &'a Theme) -> Self {
        let outcomes = theme.coded_outcomes().map(|(code, outcome)| {
            let mut lines = context.release.evidence.iter();
            OutcomeFound {
                label: &outcome.label,
                evidence: lines.find(|line| line.code == code),
                asked: context.asked_own_words(),
            }
        });
        ThemeSteps {
            words: context.words,
            theme,
            wave: context.now_label(),
            outcomes: outcomes.collect(),
            doer: &context.project.report.organisation_short,
        }
    }

    /// The diagram with its words; `None` for a theme with less than two steps.
    pub(in crate::report) fn figure(&self) -> Result<Option<Figure>, DocumentError> {
        let theme = self.theme;
        let (words, doer, wave) = (self.words, self.doer, self.wave);
        let found = |outcome: &OutcomeFound<'_>| {
            let (name, told) = (outcome.label, outcome.told(words));
            say!(words, "figures.chain.outcome", name, told)
        };
        let horizon: Vec<String> = Some(theme.horizon.clone())
            .filter(|horizon| !horizon.trim().is_empty())
            .into_iter()
            .collect();
        let steps = [
            (
                say!(words, "figures.chain.activities", doer),
                theme.activities.clone(),
            ),
            (say!(words, "figures.chain.outputs"), theme.outputs.clone()),
            (
                say!(words, "figures.chain.outcomes", wave),
                self.outcomes.iter().map(found).collect(),
            ),
            (say!(words, "figures.chain.horizon"), horizon),
        ];
        let steps: Vec<ChainStep> = steps
            .into_iter()
            .filter(|(_, items)| !items.is_empty())
            .map(|(label, items)| ChainStep { label, items })
            .collect();
        if steps.len() < 2 {
            return Ok(None);
        }
        let table = self.table(&steps)?;
        let alternative = describe::chain(self, &steps, table.anchor())?;
        let figure = Figure::chain(
            Anchor::slug("figure-chain", theme.code.code.as_str()),
            describe::chain_finding(self),
            alternative,
            Chain { steps },
        )?;
        Ok(Some(figure.with_table(table)))
    }

    /// Everything in the diagram, from the first step to the last.
    fn table(&self, steps: &[ChainStep]) -> Result<Table, DocumentError> {
        let (words, theme, wave) = (self.words, &self.theme.label, self.wave);
        let rows = steps.iter().flat_map(|step| {
            step.items.iter().map(|item| Row {
                head: item.clone(),
                cells: vec![Cell::Words(step.label.clone())],
            })
        });
        Table::new(
            Anchor::slug("table-chain", self.theme.code.code.as_str()),
            say!(words, "figures.chain.table", theme, wave),
            say!(words, "figures.chain.item"),
            vec![ColumnHead::words(say!(words, "figures.chain.step"))],
            rows.collect(),
            Vec::new(),
        )
    }
}
