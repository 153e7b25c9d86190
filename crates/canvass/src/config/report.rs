use super::colour::Colour;
use super::files::Files;
use super::house;
use super::keys;
use super::project::{Consent, DisclosurePolicy, Inference, KeyFigure, ReportSettings};
use super::questions::{Questions, has_option};
use super::reader::TableReader;
use super::sections::ReportSection;
use super::source::Located;
use crate::diagnostics::{Code, nearest};
use crate::limits::MAX_OPTIONS;
use crate::survey::{Date, OptionId, Question, QuestionId, QuestionKind, WaveId};
use crate::wording::{Wording, say};

/// What `[report]` says.
pub(super) struct Report {
    pub(super) settings: ReportSettings,
    pub(super) groups: Vec<QuestionId>,
    pub(super) consent: Option<Consent>,
}

const QUOTATIONS_PER_THEME: u64 = 3;
const TOP_BOX: usize = 2;
const THRESHOLD: u64 = 5;
/// Far above any rule on small numbers in use, and as far as the audit stays quick: with each one more it looks one step
/// further around every hidden figure.
const MOST_THRESHOLD: u64 = 100;
const COUNTS_ONLY_BELOW: u64 = 30;
const LOW_BASE_BELOW: u64 = 100;

impl Report {
    /// Reads `[report]`. `organisation` is how the report names the organisation unless told otherwise, and
    /// `current` the wave that it is about; `wording` has what is said of whoever is quoted.
    pub(super) fn read(
        (root, files): (TableReader<'_, '_>, Files<'_>),
        questions: &Questions,
        current: Option<&WaveId>,
        organisation: &str,
        wording: &Wording,
    ) -> Self {
        let mut report = Report {
            settings: ReportSettings {
                sections: None,
                colour: None,
                logo: None,
                word_template: None,
                published: None,
                contact: None,
                attribution: say!(wording, "phrases.attribution"),
                organisation_short: organisation.into(),
                headline: None,
                key_figures: Vec::new(),
                top_box: TOP_BOX,
                quotations_per_theme: QUOTATIONS_PER_THEME as usize,
                inference: Inference::default(),
            },
            groups: Vec::new(),
            consent: None,
        };
        let Some(reader) = root.table("report", &keys::REPORT) else {
            return report;
        };
        let settings = &mut report.settings;
        settings.sections = sections(reader);
        settings.colour = colour(reader);
        settings.logo = house::logo(reader, files);
        settings.word_template = house::word_template(reader, files);
        settings.published = reader.optional::<Date>("published").map(|day| day.value);
        settings.contact = reader.optional::<String>("contact").map(|text| text.value);
        if let Some(text) = reader.optional::<String>("attribution") {
            settings.attribution = text.value;
        }
        if let Some(text) = reader.optional::<String>("organisation_short") {
            settings.organisation_short = text.value;
        }
        if let Some(number) = reader.optional::<u64>("quotations_per_theme") {
            settings.quotations_per_theme = usize::try_from(number.value).unwrap_or(usize::MAX);
        }
        if let Some(points) = reader.at_least("top_box", 1) {
            settings.top_box = usize::try_from(points.value).unwrap_or(usize::MAX);
        }
        if let Some(inference) = reader.choice("inference", INFERENCES, inference_name) {
            settings.inference = inference.value;
            if inference.value == Inference::Weighted && !root.has("weights") {
                reader.source.fault_with_help(
                    Code::ConfigInvalidValue,
                    inference.at,
                    "inference \"weighted\" needs weights",
                    "say in [weights] which groups respondents are weighted by",
                );
            }
        }
        settings.headline = headline(reader, questions, current);
        settings.key_figures = key_figures(reader, questions, current);
        report.groups = groups(reader, questions);
        report.consent = consent(reader, questions);
        report
    }
}

const INFERENCES: &[Inference] = &[
    Inference::Respondents,
    Inference::MembersAsIfRandom,
    Inference::Weighted,
];

fn inference_name(inference: Inference) -> &'static str {
    match inference {
        Inference::Respondents => "respondents",
        Inference::MembersAsIfRandom => "members-as-if-random",
        Inference::Weighted => "weighted",
    }
}

/// Reads `[disclosure]`.
pub(super) fn disclosure(root: TableReader<'_, '_>) -> DisclosurePolicy {
    let reader = root.table("disclosure", &keys::DISCLOSURE);
    let number = |key, usual| {
        let number = reader.and_then(|reader| reader.optional::<u64>(key));
        number.map_or(usual, |number| number.value)
    };
    DisclosurePolicy {
        threshold: reader
            .and_then(|reader| reader.between("threshold", 1, MOST_THRESHOLD))
            .map_or(THRESHOLD, |number| number.value),
        counts_only_below: number("counts_only_below", COUNTS_ONLY_BELOW),
        low_base_below: number("low_base_below", LOW_BASE_BELOW),
        redact: reader
            .and_then(|reader| reader.list::<String>("redact"))
            .unwrap_or_default()
            .into_iter()
            .map(|word| word.value)
            .collect(),
    }
}

fn sections(reader: TableReader<'_, '_>) -> Option<Vec<ReportSection>> {
    if !reader.has("sections") {
        return None;
    }
    let mut sections = Vec::new();
    for name in reader.required_list::<String>("sections") {
        match ReportSection::named(&name.value) {
            Some(section) if sections.contains(&section) => {
                let message = format!("section \"{}\" is listed twice", name.value);
                let code = Code::ConfigDuplicate;
                reader.source.fault(code, name.at, message);
            }
            Some(section) => sections.push(section),
            None => {
                let names = || ReportSection::ALL.iter().map(|section| section.name());
                let help = match nearest(&name.value, names()) {
                    Some(meant) => format!("did you mean \"{meant}\"?"),
                    None => {
                        format!(
                            "the sections are: {}",
                            names().collect::<Vec<_>>().join(", ")
                        )
                    }
                };
                let message = format!("unknown section \"{}\"", name.value);
                let code = Code::ConfigUnknownValue;
                reader.source.fault_with_help(code, name.at, message, help);
            }
        }
    }
    Some(sections)
}

fn colour(reader: TableReader<'_, '_>) -> Option<Colour> {
    let colour = reader.optional::<Colour>("colour")?;
    if let Some(faint) = colour.value.too_faint() {
        reader.source.fault_with_help(
            Code::ConfigInvalidValue,
            colour.at,
            faint.to_string(),
            "take a darker shade of the colour",
        );
        return None;
    }
    Some(colour.value)
}

fn headline(
    reader: TableReader<'_, '_>,
    questions: &Questions,
    current: Option<&WaveId>,
) -> Option<QuestionId> {
    let id = reader.optional::<QuestionId>("headline")?;
    let question = questions.get(reader, &id)?;
    if question.kind != QuestionKind::MultiSelect {
        reader.source.fault_with_help(
            Code::ConfigInvalidValue,
            id.at,
            format!("question \"{}\" is {}", id.value, question.kind.name()),
            "the headline is the shift between the options of a multi-select question",
        );
    }
    check_current(reader, &id, question, current);
    Some(id.value)
}

fn key_figures(
    reader: TableReader<'_, '_>,
    questions: &Questions,
    current: Option<&WaveId>,
) -> Vec<KeyFigure> {
    let mut figures = Vec::new();
    for figure in reader.tables_up_to("key_figures", &keys::KEY_FIGURE, MAX_OPTIONS) {
        let id = figure.required::<QuestionId>("question");
        let option = figure.required::<OptionId>("option");
        let Some(id) = id else { continue };
        let Some(question) = questions.get(figure, &id) else {
            continue;
        };
        check_current(figure, &id, question, current);
        if let Some(option) = option.filter(|option| has_option(figure, question, option, true)) {
            let says = figure.optional::<String>("says").map(|says| says.value);
            figures.push(KeyFigure {
                question: id.value,
                option: option.value,
                says,
            });
        }
    }
    figures
}

fn groups(reader: TableReader<'_, '_>, questions: &Questions) -> Vec<QuestionId> {
    let mut groups = Vec::new();
    for id in reader.list::<QuestionId>("groups").unwrap_or_default() {
        let Some(question) = questions.get(reader, &id) else {
            continue;
        };
        if !question.kind.has_options() {
            let kind = question.kind.name();
            let message = format!("question \"{}\" is {kind}: it has no groups", id.value);
            reader
                .source
                .fault(Code::ConfigInvalidValue, id.at, message);
        } else if groups.contains(&id.value) {
            let message = format!("question \"{}\" is listed twice", id.value);
            reader.source.fault(Code::ConfigDuplicate, id.at, message);
        }
        groups.push(id.value);
    }
    groups
}

fn consent(reader: TableReader<'_, '_>, questions: &Questions) -> Option<Consent> {
    let consent = reader.table("consent", &keys::CONSENT)?;
    let id = consent.required::<QuestionId>("question");
    let options = consent.required_list::<OptionId>("options");
    let id = id?;
    let question = questions.get(consent, &id)?;
    let options = options.into_iter();
    Some(Consent {
        question: id.value,
        options: options
            .filter(|option| has_option(consent, question, option, false))
            .map(|option| option.value)
            .collect(),
    })
}

/// Records that the current wave did not ask a question which the report is to tell of.
fn check_current(
    reader: TableReader<'_, '_>,
    id: &Located<QuestionId>,
    question: &Question,
    current: Option<&WaveId>,
) {
    if let Some(current) = current
        && question.asked_in(current).is_none()
        && !question.asked.is_empty()
    {
        let message = format!(
            "question \"{}\" was not asked in wave \"{current}\"",
            id.value
        );
        reader.source.fault_with_help(
            Code::ConfigInvalidValue,
            id.at,
            message,
            "the report is about that wave",
        );
    }
}
