//! One reader for each survey platform. A new platform is a file here and its name in [`PLATFORMS`].

mod alchemer;
mod google_forms;
mod jotform;
mod microsoft_forms;
mod survey_monkey;
mod typeform;
mod wide_table;

use super::heading::Headings;
use super::row::Row;
use crate::survey::Platform;

/// Every platform, in the order in which a file is tried for them.
pub(super) const PLATFORMS: &[&dyn Layout] = &[
    &survey_monkey::SurveyMonkey,
    &microsoft_forms::MicrosoftForms,
    &google_forms::GoogleForms,
    &typeform::Typeform,
    &alchemer::Alchemer,
    &jotform::Jotform,
    &wide_table::WideTable,
];

/// How one platform lays its exports out.
pub(super) trait Layout: Sync {
    /// The platform.
    fn platform(&self) -> Platform;

    /// Whether the first rows are this platform's, and how that is told, in words; `None` if not.
    fn recognise(&self, head: &[Row]) -> Option<String>;

    /// What the first rows say about each column.
    fn headings(&self, head: &[Row]) -> Headings;

    /// How it writes answers.
    fn conventions(&self) -> Conventions;
}

/// How a platform writes answers.
#[derive(Debug, Clone, Copy)]
pub(super) struct Conventions {
    /// What may stand between the options that share a cell.
    pub(super) separators: &'static [&'static str],
    /// Whether words of the respondent's own stand in the place of an option, unmarked.
    pub(super) inline_other: bool,
    /// Cells that mean that a closed question was not answered.
    pub(super) missing: &'static [&'static str],
    /// Whether a digit may be glued to a heading that occurs twice.
    pub(super) glued_digits: bool,
    /// Whether cells of a tab separated file may stand in quotation marks.
    pub(super) quoted_tabs: bool,
    /// Whether the heading over an option's column is the option alone, without its question.
    pub(super) option_headings: bool,
    /// Whether 1 and 0 stand for Yes and No.
    pub(super) yes_no_digits: bool,
}

/// The reader for a platform.
pub(super) fn layout(platform: Platform) -> Option<&'static dyn Layout> {
    PLATFORMS
        .iter()
        .copied()
        .find(|layout| layout.platform() == platform)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_platform_has_a_reader() {
        for platform in Platform::ALL {
            assert!(layout(*platform).is_some(), "{platform:?}");
        }
    }
}
