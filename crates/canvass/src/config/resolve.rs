use std::borrow::Cow;
use std::path::Path;

use super::codebook::CodebookFile;
use super::files::{Files, Role};
use super::known::Known;
use super::project::Project;
use super::question_context::Context;
use super::questions::Questions;
use super::reader::TableReader;
use super::report::{self, Report};
use super::source::{Located, Source};
use super::{actions, beside, commentary, keys, membership, waves, weights, wording};
use crate::diagnostics::{Checked, Code, Diagnostics};
use crate::survey::{Action, Codebook, Survey, Wave, WaveId};
use crate::wording::{DEFAULT, FOLDER};

const CANVASS: &str = "canvass.toml";
const CODEBOOK: &str = "codebook.toml";
const MEMBERSHIP: &str = "membership.csv";
const ACTIONS: &str = "actions.toml";
const TEMPLATES: &str = "templates";

/// Reads every file and checks each against the others.
pub(super) fn project(folder: &Path, files: Files<'_>) -> Checked<Project> {
    let mut faults = Diagnostics::new();
    let canvass = text(files, Role::Canvass, CANVASS, &mut faults);
    let (source, table) = Source::parse_toml(CANVASS, canvass.as_deref().unwrap_or_default());
    let root = TableReader::root(&source, &table, &keys::CANVASS);
    if canvass.is_none() {
        // Without it nothing is known of the other files, not even the codebook's name.
        return Err(faults);
    }

    let head = Head::read(root);
    let codebook_text = match (head.codebook.as_deref(), head.codebook_at) {
        (None, _) => None,
        (Some(name), Some(at)) if !files.has(name) => {
            waves::no_file(&source, name, at);
            None
        }
        (Some(name), _) => text(files, Role::Codebook, name, &mut faults),
    };
    let name = head.codebook.as_deref().unwrap_or(CODEBOOK);
    let (codebook_source, table) =
        Source::parse_toml(name, codebook_text.as_deref().unwrap_or_default());
    let codebook = match &codebook_text {
        None => CodebookFile::unreadable(),
        Some(_) => CodebookFile::read(TableReader::root(&codebook_source, &table, &keys::CODEBOOK)),
    };

    let (wave_list, known_waves) = waves::read(root, files);
    let current = head.current(root, &wave_list, &known_waves);
    let context = Context::new(&wave_list, &known_waves, &codebook);
    let questions = Questions::read(root, &context);
    for scope in &codebook.scopes {
        questions.known.check(&codebook_source, scope);
    }
    let beside = beside::within(files, TEMPLATES, &mut faults);
    let (own_wording, templates): (Vec<_>, Vec<_>) = beside
        .into_iter()
        .partition(|file| file.path.starts_with(FOLDER));
    let wording = wording::read(&source, head.language.as_ref(), own_wording, &mut faults);
    let report = Report::read(
        (root, files),
        &questions,
        current.as_ref(),
        &head.organisation,
        &wording,
    );
    let disclosure = report::disclosure(root);

    let membership = text(files, Role::Membership, MEMBERSHIP, &mut faults)
        .map(|text| {
            let context = membership::Context {
                waves: &wave_list,
                known_waves: &known_waves,
                questions: &questions,
            };
            membership::read(MEMBERSHIP, &text, &context, &mut faults)
        })
        .unwrap_or_default();
    let weighting = weights::read(root, &questions, &membership);
    let actions = text(files, Role::Actions, ACTIONS, &mut faults)
        .map(|text| read_actions(&text, &codebook.codes, &mut faults))
        .unwrap_or_default();
    let commentary = commentary::read(files, &mut faults);
    let templates = templates
        .into_iter()
        .filter_map(|file| {
            let name = file.path.strip_prefix(TEMPLATES)?.strip_prefix('/')?;
            Some((name.to_owned(), file.text))
        })
        .collect();

    let project = current.map(|current| Project {
        folder: folder.to_owned(),
        files: files.read(),
        title: head.title,
        organisation: head.organisation,
        language: head
            .language
            .map_or_else(|| DEFAULT.into(), |language| language.value),
        wording,
        survey: Survey {
            waves: wave_list,
            questions: questions.list,
        },
        current,
        codebook: codebook.codebook,
        membership,
        actions,
        commentary,
        templates,
        groups: report.groups,
        consent: report.consent,
        weights: weighting,
        disclosure,
        report: report.settings,
    });
    faults.extend(source.into_faults());
    faults.extend(codebook_source.into_faults());
    match project {
        Some(project) => faults.into_checked(project),
        None => Err(faults),
    }
}

/// Reads a codebook on its own.
pub(super) fn codebook(file: &str, text: &str) -> Checked<Codebook> {
    let (source, table) = Source::parse_toml(file, text);
    let read = CodebookFile::read(TableReader::root(&source, &table, &keys::CODEBOOK));
    source.into_faults().into_checked(read.codebook)
}

/// The text of a file; why it cannot be read goes to `faults`.
fn text<'a>(
    files: Files<'a>,
    role: Role,
    name: &str,
    faults: &mut Diagnostics,
) -> Option<Cow<'a, str>> {
    files.text(role, name).unwrap_or_else(|fault| {
        faults.push(fault);
        None
    })
}

fn read_actions(text: &str, codes: &Known, faults: &mut Diagnostics) -> Vec<Action> {
    let (source, table) = Source::parse_toml(ACTIONS, text);
    let root = TableReader::root(&source, &table, &keys::ACTIONS);
    let actions = actions::read(root, codes);
    faults.extend(source.into_faults());
    actions
}

/// What `[project]` says.
struct Head {
    title: String,
    organisation: String,
    /// The language; `None` if it is not named, or at fault.
    language: Option<Located<String>>,
    current: Option<Located<WaveId>>,
    /// The codebook's name; `None` if it is at fault.
    codebook: Option<String>,
    codebook_at: Option<usize>,
}

impl Head {
    fn read(root: TableReader<'_, '_>) -> Self {
        let reader = root.table("project", &keys::PROJECT);
        let Some(reader) = reader else {
            if !root.has("project") {
                root.missing("project");
            }
            return Head {
                title: String::new(),
                organisation: String::new(),
                language: None,
                current: None,
                codebook: Some(CODEBOOK.into()),
                codebook_at: None,
            };
        };
        let text = |key| reader.required::<String>(key).map(|text| text.value);
        let mut language = reader.optional::<String>("language");
        if let Some(language) = language.take_if(|language| !is_language(&language.value)) {
            reader.source.fault_with_help(
                Code::ConfigInvalidValue,
                language.at,
                format!("\"{}\" is not a language", language.value),
                "write its tag, such as en-GB, cy or pt-BR",
            );
        }
        let codebook = reader.optional::<String>("codebook");
        let codebook_at = codebook.as_ref().map(|name| name.at);
        let codebook = match codebook {
            Some(name) => waves::stays_inside(reader, "codebook", &name).then_some(name.value),
            None => (!reader.has("codebook")).then(|| CODEBOOK.into()),
        };
        Head {
            title: text("title").unwrap_or_default(),
            organisation: text("organisation").unwrap_or_default(),
            language,
            current: reader.optional::<WaveId>("current"),
            codebook,
            codebook_at,
        }
    }

    /// The wave that the report is about: the one named, or the last.
    fn current(&self, root: TableReader<'_, '_>, waves: &[Wave], known: &Known) -> Option<WaveId> {
        match &self.current {
            Some(current) if known.check(root.source, current) => Some(current.value.clone()),
            Some(_) => None,
            None => waves.last().map(|wave| wave.id.clone()),
        }
    }
}

/// Whether `tag` is built as a language tag is: a language of two or three letters, then parts of letters and
/// digits (BCP 47, section 2.1, without its private and grandfathered tags).
pub(crate) fn is_language(tag: &str) -> bool {
    let mut parts = tag.split('-');
    let language = parts.next().unwrap_or_default();
    let letters = language.chars().all(|c| c.is_ascii_alphabetic());
    matches!(language.len(), 2 | 3)
        && letters
        && parts.all(|part| {
            (1..=8).contains(&part.len()) && part.chars().all(|c| c.is_ascii_alphanumeric())
        })
}
