use super::reviewed::Reviewed;
use crate::coding::decisions::{Decided, Moment};
use crate::config::Project;

/// Who takes a sheet in, and against what.
#[derive(Debug, Clone, Copy)]
pub struct Importer<'a> {
    /// The project.
    pub project: &'a Project,
    /// Its waves as they are coded now.
    pub waves: &'a [Reviewed<'a>],
    /// What people decided so far.
    pub decided: &'a Decided,
    /// Who decided in the sheet; `None` means: the name that stands in it.
    pub coder: Option<&'a str>,
    /// Whether the decisions settle what others decided before.
    pub adjudicates: bool,
    /// What time it is.
    pub now: Moment,
}
