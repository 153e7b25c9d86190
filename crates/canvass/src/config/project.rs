use std::collections::BTreeMap;
use std::fmt;
use std::path::PathBuf;
use std::sync::Arc;

use super::colour::Colour;
use super::commentary::Commentary;
use super::house::{Logo, ProjectFile};
use super::sections::ReportSection;
use crate::fingerprint::Fingerprint;
use crate::survey::{Action, Codebook, Date, Membership, OptionId, QuestionId, Survey, WaveId};
use crate::wording::Wording;

/// A survey project, read and cross-checked: every reference in it leads somewhere.
#[derive(Debug, Clone, PartialEq)]
pub struct Project {
    /// The project's folder.
    pub folder: PathBuf,
    /// The files of the folder that this was read from, by their names in it, and what they were. Exports are not
    /// among them.
    pub files: BTreeMap<String, Fingerprint>,
    /// The report's title, such as "Members' Questionnaire 2024: impact report".
    pub title: String,
    /// Whose questionnaire it is.
    pub organisation: String,
    /// The language of the report, such as `en-GB`.
    pub language: String,
    /// What the report says in that language.
    pub wording: Arc<Wording>,
    /// The waves and questions.
    pub survey: Survey,
    /// The wave that the report is about.
    pub current: WaveId,
    /// The code frames and rules.
    pub codebook: Codebook,
    /// Member totals; empty when they are not known.
    pub membership: Membership,
    /// What was heard and what comes of it.
    pub actions: Vec<Action>,
    /// What the analyst says of sections and figures of the report.
    pub commentary: Commentary,
    /// Templates of the HTML report in place of built-in ones, by their names, such as `report.css`.
    pub templates: BTreeMap<String, String>,
    /// Questions whose options are the groups of members that the report looks at.
    pub groups: Vec<QuestionId>,
    /// Who may be quoted; `None` means nobody.
    pub consent: Option<Consent>,
    /// How respondents are weighted; `None` means that all count the same.
    pub weights: Option<Weighting>,
    /// What may be published.
    pub disclosure: DisclosurePolicy,
    /// Choices of the report.
    pub report: ReportSettings,
}

impl Project {
    /// The options that the project says are no group of members, such as "Prefer not to say".
    pub fn no_groups(&self) -> &[OptionId] {
        let weights = self.weights.as_ref();
        weights.map_or(&[], |weights| &weights.missing)
    }
}

/// The answer that allows quoting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Consent {
    /// The question that asks for it.
    pub question: QuestionId,
    /// The options that give it.
    pub options: Vec<OptionId>,
}

/// What may be published. Its `Debug` form holds none of the words to be taken out.
#[derive(Clone, PartialEq, Eq)]
pub struct DisclosurePolicy {
    /// The smallest count that may be published; nought may be as well.
    pub threshold: u64,
    /// Below this base counts are given without percentages.
    pub counts_only_below: u64,
    /// Below this base a percentage carries a warning.
    pub low_base_below: u64,
    /// Words that are taken out of quotations wherever they stand, such as names.
    pub redact: Vec<String>,
}

impl fmt::Debug for DisclosurePolicy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DisclosurePolicy")
            .field("threshold", &self.threshold)
            .field("counts_only_below", &self.counts_only_below)
            .field("low_base_below", &self.low_base_below)
            .field("redact", &self.redact.len())
            .finish()
    }
}

/// How respondents are weighted to be like the members.
#[derive(Debug, Clone, PartialEq)]
pub struct Weighting {
    /// How.
    pub method: WeightMethod,
    /// The questions whose groups are matched, in this order.
    pub margins: Vec<QuestionId>,
    /// The largest weight, as a multiple of the mean; `None` sets no limit.
    pub cap: Option<f64>,
    /// Options that are no group of members, such as "Prefer not to say": whoever chose one keeps the share that
    /// these respondents have.
    pub missing: Vec<OptionId>,
}

/// A way to make weights.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum WeightMethod {
    /// Matching the questions in turn until all match.
    #[default]
    Rake,
    /// Matching the groups of one question.
    PostStratify,
}

impl WeightMethod {
    /// The name in `canvass.toml`.
    pub fn name(self) -> &'static str {
        match self {
            WeightMethod::Rake => "rake",
            WeightMethod::PostStratify => "post-stratify",
        }
    }
}

/// What the figures speak of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Inference {
    /// Those who answered; intervals tell what chance alone could do.
    #[default]
    Respondents,
    /// All members, as if those who answered had been drawn at random from them.
    MembersAsIfRandom,
    /// Weighted figures speak of all members, as far as the weights make those who answered like them; all others of
    /// those who answered.
    Weighted,
}

/// A share that stands out at the top of the report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyFigure {
    /// The question.
    pub question: QuestionId,
    /// The option, or the set of options counted as one.
    pub option: OptionId,
    /// What those who chose it said, such as "had read our publications"; `None` means: the option's label.
    pub says: Option<String>,
}

/// Choices of the report.
#[derive(Debug, Clone, PartialEq)]
pub struct ReportSettings {
    /// The sections to print, in order; `None` means all of them in their usual order.
    pub sections: Option<Vec<ReportSection>>,
    /// The colour of headings, links and bands in place of the usual one. It stands out from paper and tints well enough
    /// to be read.
    pub colour: Option<Colour>,
    /// The publisher's mark on the cover.
    pub logo: Option<Logo>,
    /// A Word file whose styles, sheet, header and footer the report takes.
    pub word_template: Option<ProjectFile>,
    /// The day of publication, printed on the cover.
    pub published: Option<Date>,
    /// Where readers can ask about it, printed on the cover.
    pub contact: Option<String>,
    /// How quotations are attributed.
    pub attribution: String,
    /// How the report names the organisation in running text, such as "the charity".
    pub organisation_short: String,
    /// The multi-select question whose shift between waves is the headline.
    pub headline: Option<QuestionId>,
    /// The shares that stand out at the top of the report, in order.
    pub key_figures: Vec<KeyFigure>,
    /// How many points make the top of a scale, and its bottom.
    pub top_box: usize,
    /// Quotations printed for each theme at the most.
    pub quotations_per_theme: usize,
    /// What the figures speak of.
    pub inference: Inference,
}
