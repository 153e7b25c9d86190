/// A section of the report, as `sections` under `[report]` names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum ReportSection {
    /// The key figures and main points.
    Summary,
    /// Who answered, and who was not heard from.
    Respondents,
    /// Findings, theme by theme.
    Findings,
    /// Questions of no theme.
    OtherQuestions,
    /// What changed since the wave before.
    Changes,
    /// What respondents ask for.
    Requests,
    /// What was heard, and what comes of it.
    Actions,
    /// Approaches and values.
    WaysOfWorking,
    /// The Theory of Change, and the evidence for it.
    TheoryOfChange,
    /// What the figures cannot tell.
    Limits,
    /// What was found in the exports.
    DataQuality,
    /// How the figures were made.
    Method,
    /// Every table in full.
    FullTables,
}

impl ReportSection {
    /// Every section, in the usual order of the report.
    pub const ALL: &'static [ReportSection] = &[
        ReportSection::Summary,
        ReportSection::Respondents,
        ReportSection::Findings,
        ReportSection::OtherQuestions,
        ReportSection::Changes,
        ReportSection::Requests,
        ReportSection::Actions,
        ReportSection::WaysOfWorking,
        ReportSection::TheoryOfChange,
        ReportSection::Limits,
        ReportSection::DataQuality,
        ReportSection::Method,
        ReportSection::FullTables,
    ];

    /// Its name in `canvass.toml`, which is its anchor in the report.
    pub fn name(self) -> &'static str {
        match self {
            ReportSection::Summary => "summary",
            ReportSection::Respondents => "respondents",
            ReportSection::Findings => "findings",
            ReportSection::OtherQuestions => "other-questions",
            ReportSection::Changes => "changes",
            ReportSection::Requests => "requests",
            ReportSection::Actions => "actions",
            ReportSection::WaysOfWorking => "ways-of-working",
            ReportSection::TheoryOfChange => "theory-of-change",
            ReportSection::Limits => "limits",
            ReportSection::DataQuality => "data-quality",
            ReportSection::Method => "method",
            ReportSection::FullTables => "full-tables",
        }
    }

    /// The section with this name.
    pub fn named(name: &str) -> Option<ReportSection> {
        let mut all = Self::ALL.iter().copied();
        all.find(|section| section.name() == name)
    }
}
