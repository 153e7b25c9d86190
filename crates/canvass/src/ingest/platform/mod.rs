//! One reader for each survey platform. A new platform is a file here and its name in [`PLATFORMS`].

mod alchemer;
mod blocks;
mod google_forms;
mod jotform;
mod kobo_toolbox;
mod lime_survey;
mod long_table;
mod microsoft_forms;
mod online_surveys;
mod qualtrics;
mod red_cap;
mod smart_survey;
mod snap;
mod survey_monkey;
mod typeform;
mod wide_table;

use super::forms::Form;
use super::heading::Headings;
use super::reshape::Shape;
use super::row::Row;
use crate::survey::Platform;

/// Every platform, in the order in which a file is tried for them.
pub(super) const PLATFORMS: &[&dyn Layout] = &[
    &qualtrics::Qualtrics,
    &long_table::LongTable,
    &survey_monkey::SurveyMonkey,
    &microsoft_forms::MicrosoftForms,
    &google_forms::GoogleForms,
    &typeform::Typeform,
    &alchemer::Alchemer,
    &lime_survey::LimeSurvey,
    &smart_survey::SmartSurvey,
    &jotform::Jotform,
    &kobo_toolbox::KoboToolbox,
    &red_cap::RedCap,
    &online_surveys::OnlineSurveys,
    &snap::Snap,
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

    /// What a row of the table is.
    fn shape(&self, _headings: &Headings) -> Shape {
        Shape::Responses
    }

    /// The parts of the questionnaire that say whether a respondent opened them.
    fn forms(&self, _headings: &Headings) -> Vec<Form> {
        Vec::new()
    }

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
    /// Cells that mean that a question of any kind was not answered.
    pub(super) missing_texts: &'static [&'static str],
    /// What stands for an apostrophe in people's own words.
    pub(super) apostrophe: Option<&'static str>,
    /// Cells whose answer somebody took out before the file was given on.
    pub(super) withheld: &'static [&'static str],
    /// Whether a digit may be glued to a heading that occurs twice.
    pub(super) glued_digits: bool,
    /// Whether cells of a tab separated file may stand in quotation marks.
    pub(super) quoted_tabs: bool,
    /// Whether the heading over an option's column is the option alone, without its question.
    pub(super) option_headings: bool,
    /// Whether the heading over the row of a grid is the row alone, without its question.
    pub(super) bare_rows: bool,
    /// Whether 1 and 0 stand for Yes and No.
    pub(super) yes_no_digits: bool,
    /// What stands in the place of an answer for "Other", whatever the label of that option.
    pub(super) other_marks: &'static [&'static str],
    /// What stands in the status of a response that only tried the questionnaire out, as keys.
    pub(super) test_statuses: &'static [&'static str],
    /// How the cells tell that a question was not shown.
    pub(super) shown: ShownMarks,
    /// Whether headings are names behind those of their groups: `group/question`.
    pub(super) paths: bool,
}

impl Conventions {
    /// One answer in a cell, and nothing special about it; a platform says what it does otherwise.
    pub(super) const PLAIN: Conventions = Conventions {
        separators: &[],
        inline_other: false,
        missing: &[],
        missing_texts: &[],
        apostrophe: None,
        withheld: &[],
        glued_digits: false,
        quoted_tabs: true,
        option_headings: false,
        bare_rows: false,
        yes_no_digits: false,
        other_marks: &[],
        test_statuses: &[],
        shown: ShownMarks {
            blank: false,
            unanswered: &[],
            not_shown: &[],
        },
        paths: false,
    };
}

/// Separators that a project may state.
const STATED: &[&[&str]] = &[
    &[";"],
    &[","],
    &["|"],
    &["\r\n", "\n"],
    &["\t"],
    &[" "],
    &["/"],
    &["+"],
    &["&"],
    &["*"],
    &["#"],
    &["~"],
    &[":"],
    &["."],
    &["-"],
    &["_"],
    &["\u{2022}"],
    &["\u{b7}"],
    &["; "],
    &[", "],
    &[" | "],
    &[" / "],
    &[" - "],
    &[" + "],
    &[" & "],
    &[" and "],
    &["||"],
    &["//"],
    &["::"],
    &[";;"],
    &["##"],
    &["~~"],
];

impl Conventions {
    /// The same with one separator and no other; `None` for one that no file has been seen with.
    pub(super) fn parted_by(self, separator: &str) -> Option<Self> {
        let stated = |wanted: &str| STATED.iter().find(|known| known.contains(&wanted));
        let separators = stated(separator).or_else(|| stated(separator.trim()))?;
        Some(Conventions { separators, ..self })
    }
}

/// How a platform tells a question that was not shown from one that was not answered.
#[derive(Debug, Clone, Copy)]
pub(super) struct ShownMarks {
    /// Whether a blank cell means "not shown" in a column in which others are marked as shown.
    pub(super) blank: bool,
    /// Cells that mean that a question of any kind was not answered; in a column in which blank cells tell,
    /// that it was shown.
    pub(super) unanswered: &'static [&'static str],
    /// Cells that mean that a closed question was not shown.
    pub(super) not_shown: &'static [&'static str],
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
