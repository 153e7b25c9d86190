//! Figures and the tables that they are drawn from, made of published results.

mod answers;
mod bars;
mod chain;
mod changes;
mod gap;
mod groups;
mod hub;
mod representation;
mod scale;
mod trend;

pub(super) use answers::{AnswerRow, Answers, grid_figures, scale_figure};
pub(super) use bars::{Bars, question_bars};
pub(super) use chain::ThemeSteps;
pub(super) use changes::ChangePlot;
pub(super) use gap::gap_table;
pub(super) use groups::{ByGroup, GroupFigure, by_groups};
pub(super) use hub::hub_figure;
pub(super) use representation::representation_figure;
pub(super) use scale::Scale;
pub(super) use trend::{Direction, TrendLine, TrendPlot};

use super::words;
use crate::document::{Cell, Mark};
use crate::stats::Percent;

/// What one line of a figure is called, and several.
#[derive(Clone, Copy)]
pub(super) struct Item {
    pub(super) one: &'static str,
    pub(super) many: &'static str,
}

impl Item {
    pub(super) const ANSWERS: Item = Item {
        one: "answer",
        many: "answers",
    };
    pub(super) const APPROACHES: Item = Item {
        one: "approach",
        many: "approaches",
    };
    pub(super) const CODES: Item = Item {
        one: "theme or outcome",
        many: "themes and outcomes",
    };
    pub(super) const RANKED: Item = Item {
        one: "item",
        many: "items",
    };
    pub(super) const REQUESTS: Item = Item {
        one: "request",
        many: "requests",
    };
    pub(super) const ROWS: Item = Item {
        one: "row",
        many: "rows",
    };
    pub(super) const THEMES: Item = Item {
        one: "theme",
        many: "themes",
    };
    pub(super) const VALUES: Item = Item {
        one: "value",
        many: "values",
    };
    pub(super) const YEARS: Item = Item {
        one: "year",
        many: "years",
    };

    /// "one answer", "five answers".
    pub(super) fn counted(self, count: usize) -> String {
        format!(
            "{} {}",
            words::number(count),
            if count == 1 { self.one } else { self.many }
        )
    }
}

fn percent_or_mark(percent: Option<Percent>) -> Cell {
    percent.map_or(Cell::Mark(Mark::NotAvailable), Cell::Percent)
}
