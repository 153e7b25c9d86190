use super::{Date, WaveId};

/// One yearly round of the questionnaire.
#[derive(Debug, Clone, PartialEq)]
pub struct Wave {
    /// Its id, such as `2024`; waves of a survey stand in order of time.
    pub id: WaveId,
    /// How a reader knows it, such as "2024".
    pub label: String,
    /// The export, relative to the project's folder, exactly as downloaded.
    pub export: String,
    /// The platform that wrote the export; `None` means: tell it from the file.
    pub platform: Option<Platform>,
    /// The sheet of the workbook that holds the responses; `None` means: tell it from the file.
    pub sheet: Option<String>,
    /// What parts options that share a cell, where the platform does not say; `None` means: tell it from the
    /// options.
    pub separator: Option<String>,
    /// What becomes of responses that the platform calls unfinished.
    pub partial: Partial,
    /// First day on which answers could be given.
    pub opened: Option<Date>,
    /// Last day on which answers could be given.
    pub closed: Option<Date>,
    /// How many members there were; `None` when it is not known.
    pub members: Option<u64>,
    /// The column of the export with the number that each member keeps from wave to wave; `None` when there is none.
    /// It is never kept as it is.
    pub link: Option<String>,
    /// What became of those who were invited and did not answer; `None` when nobody counted them, as with a link that
    /// was open to everybody.
    pub invited: Option<Invited>,
}

/// What became of those who were invited by name and did not answer (AAPOR Standard Definitions).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Invited {
    /// They refused, or broke off before anything could be counted.
    pub refused: u64,
    /// They were never reached.
    pub not_contacted: u64,
    /// They could have answered, and did not for another reason.
    pub other: u64,
    /// It is not known whether they are members.
    pub unknown: u64,
    /// They are no members any longer.
    pub ineligible: u64,
}

/// What becomes of responses that the platform calls unfinished.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Partial {
    /// They are counted as far as they go.
    #[default]
    Count,
    /// They are left out, and how many is reported.
    LeaveOut,
}

/// A survey platform, or a way of laying out its exports.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Platform {
    /// SurveyMonkey: two heading rows, a column for each option.
    SurveyMonkey,
    /// Google Forms: one heading row, options joined in one cell.
    GoogleForms,
    /// Microsoft Forms: one heading row, options joined with semicolons.
    MicrosoftForms,
    /// Typeform: one heading row, a column for each option with nothing but the option over it.
    Typeform,
    /// Alchemer, formerly SurveyGizmo: one heading row, options joined or in columns `Option:Question`.
    Alchemer,
    /// Jotform: one heading row, options joined with line breaks.
    Jotform,
    /// Any other table with one heading row and a row for each respondent; never told from the file.
    WideTable,
    /// Qualtrics: three heading rows, or two in older exports.
    Qualtrics,
    /// LimeSurvey: one heading row, a column for each option with its code in brackets.
    LimeSurvey,
    /// SmartSurvey: three heading rows, a column for each option.
    SmartSurvey,
    /// KoboToolbox and other servers of ODK forms: one heading row of names or labels with their groups.
    KoboToolbox,
    /// REDCap: one heading row, a column for each option, several rows of one respondent where a project has
    /// events or repeating forms.
    RedCap,
    /// Online Surveys (Jisc): one heading row of numbered questions, a column for each option.
    OnlineSurveys,
    /// Snap: one heading row of variable names.
    Snap,
    /// Any other table with a row for each answer: respondent, question, answer.
    LongTable,
}

impl Platform {
    /// Every platform, in order.
    pub const ALL: &'static [Platform] = &[
        Platform::SurveyMonkey,
        Platform::GoogleForms,
        Platform::MicrosoftForms,
        Platform::Typeform,
        Platform::Alchemer,
        Platform::Jotform,
        Platform::WideTable,
        Platform::Qualtrics,
        Platform::LimeSurvey,
        Platform::SmartSurvey,
        Platform::KoboToolbox,
        Platform::RedCap,
        Platform::OnlineSurveys,
        Platform::Snap,
        Platform::LongTable,
    ];

    /// The name in `canvass.toml`.
    pub fn name(self) -> &'static str {
        match self {
            Platform::SurveyMonkey => "surveymonkey",
            Platform::GoogleForms => "google-forms",
            Platform::MicrosoftForms => "microsoft-forms",
            Platform::Typeform => "typeform",
            Platform::Alchemer => "alchemer",
            Platform::Jotform => "jotform",
            Platform::WideTable => "wide-table",
            Platform::Qualtrics => "qualtrics",
            Platform::LimeSurvey => "limesurvey",
            Platform::SmartSurvey => "smartsurvey",
            Platform::KoboToolbox => "kobotoolbox",
            Platform::RedCap => "redcap",
            Platform::OnlineSurveys => "online-surveys",
            Platform::Snap => "snap",
            Platform::LongTable => "long-table",
        }
    }

    /// The name that people use.
    pub fn label(self) -> &'static str {
        match self {
            Platform::SurveyMonkey => "SurveyMonkey",
            Platform::GoogleForms => "Google Forms",
            Platform::MicrosoftForms => "Microsoft Forms",
            Platform::Typeform => "Typeform",
            Platform::Alchemer => "Alchemer",
            Platform::Jotform => "Jotform",
            Platform::WideTable => "a wide table",
            Platform::Qualtrics => "Qualtrics",
            Platform::LimeSurvey => "LimeSurvey",
            Platform::SmartSurvey => "SmartSurvey",
            Platform::KoboToolbox => "KoboToolbox",
            Platform::RedCap => "REDCap",
            Platform::OnlineSurveys => "Online Surveys",
            Platform::Snap => "Snap",
            Platform::LongTable => "a long table",
        }
    }
}
