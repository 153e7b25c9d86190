//! The sections of the report, a file each.

mod actions;
mod executive;
mod full_tables;
mod headline;
mod lead;
mod limits;
mod method;
mod other_questions;
mod quality;
mod questions;
mod requests;
mod respondents;
mod shifts;
mod summary;
mod themes;
mod theory;
mod trends;
mod ways_of_working;

pub(super) use executive::executive;
pub use headline::Headline;
pub(super) use headline::headline;
pub(super) use summary::share_of_members;

use super::context::Context;
use crate::document::{DocumentError, Section};

/// Every section that has something to tell, in the order of the report.
pub(super) fn all(context: &Context<'_>) -> Result<Vec<Section>, DocumentError> {
    let sections = [
        Some(summary::summary(context)?),
        Some(respondents::respondents(context)?),
        themes::themes(context)?,
        other_questions::other_questions(context)?,
        shifts::shifts(context)?,
        requests::requests(context)?,
        actions::actions(context)?,
        ways_of_working::ways_of_working(context)?,
        theory::theory(context)?,
        Some(limits::limits(context)?),
        Some(quality::quality(context)?),
        Some(method::method(context)?),
        full_tables::full_tables(context)?,
    ];
    Ok(sections.into_iter().flatten().collect())
}
