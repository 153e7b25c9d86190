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

use crate::document::{Cell, Mark};
use crate::stats::Percent;

fn percent_or_mark(percent: Option<Percent>) -> Cell {
    percent.map_or(Cell::Mark(Mark::NotAvailable), Cell::Percent)
}
