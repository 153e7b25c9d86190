//! Figures on standard output: what `canvass tables` and `canvass compare` have in common.

pub(crate) mod aligned;
pub(crate) mod changes;
pub(crate) mod csv;
pub(crate) mod json;
pub(crate) mod parquet;
mod sentences;
pub(crate) mod sources;
pub(crate) mod tables;
#[cfg(test)]
pub(crate) mod tests;
pub(crate) mod who;
pub(crate) mod workbook;

use canvass::config::{self, Project};
use canvass::disclosure::records::{
    ChangeRecord, GapRecord, LinkedRecord, SubjectKind, TrendRecord,
};
use canvass::pipeline::{self, Analysis, OutputFile};
use canvass::report::{Headline, assumption};
use canvass::survey::WaveId;
use canvass::tabulate::{WaveWeights, weigh};

use crate::args::Figures;
use crate::terminal::{Failure, print, report_faults};

/// Everything that is told of two waves.
pub(crate) struct Compared {
    /// The earlier wave.
    pub(crate) before: WaveId,
    pub(crate) changes: Vec<ChangeRecord>,
    pub(crate) gaps: Vec<GapRecord>,
    pub(crate) trends: Vec<TrendRecord>,
    pub(crate) linked: Vec<LinkedRecord>,
    /// What the report says of the headline question.
    pub(crate) shift: Option<Headline>,
}

/// Prints a result, or writes it to the file that was named.
pub(crate) fn deliver(analysis: &Analysis, asked: &Figures, result: &[u8]) -> Result<(), Failure> {
    let Some(path) = &asked.out else {
        return print(&String::from_utf8_lossy(result));
    };
    pipeline::spare(analysis, path)?;
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => std::path::Path::new("."),
    };
    let name = path.file_name().unwrap_or_default();
    let file = OutputFile {
        name: name.to_string_lossy().into_owned(),
        bytes: result.to_vec(),
    };
    Ok(pipeline::write_all(folder, &[file])?)
}

/// The weights that the project asks for: of the current wave, and of earlier ones as far as their members are known.
pub(crate) fn weights(analysis: &Analysis) -> Result<Vec<WaveWeights>, Failure> {
    let project = &analysis.project;
    let Some(weighting) = &project.weights else {
        return Ok(Vec::new());
    };
    let mut found = Vec::new();
    for wave in &analysis.waves {
        let responses = &wave.responses;
        match weigh(weighting, &project.survey, &project.membership, responses) {
            Ok(weights) => found.push(weights),
            Err(error) if *responses.wave() == project.current => return Err(error.into()),
            Err(_) => {}
        }
    }
    Ok(found)
}

/// What every text says first when its figures are unsuppressed.
const INTERNAL: &str = "INTERNAL: these figures are not cleared for publication. Never publish them or pass them on.\n\n";

/// What stands in the place of a figure that is held back.
const HELD_BACK: &str = "held back";

/// What has to be known before the first interval of a text: whether it may go out, and what intervals take for granted.
fn caveats(analysis: &Analysis, internal: bool, intervals: bool) -> String {
    let mut text = String::new();
    if analysis.release.is_draft && !internal {
        text.push_str("Draft: not released. Release the report before you publish these figures (canvass report --release).\n");
    }
    if intervals {
        text.push_str(&assumption(&analysis.project));
        text.push('\n');
    }
    text
}

/// What every text says last when a figure is held back.
const WHY_HELD_BACK: &str = "Held back: a figure so small, or so near another, that it could say something about one person.\n";

impl Figures {
    /// Whether figures of this subject are asked for.
    pub(crate) fn covers(&self, subject: SubjectKind, id: &str) -> bool {
        self.named()
            .is_none_or(|(kind, named)| subject == kind && named == id)
    }

    /// The one question or code frame that is asked for.
    pub(crate) fn named(&self) -> Option<(SubjectKind, &str)> {
        let question = self.question.as_deref();
        let frame = self.frame.as_deref();
        question
            .map(|id| (SubjectKind::Question, id))
            .or_else(|| frame.map(|id| (SubjectKind::Frame, id)))
    }
}

/// Analyses the project as of the wave asked for.
pub(crate) fn analyse(asked: &Figures) -> Result<Analysis, Failure> {
    let mut project = config::load(&asked.project.folder).map_err(pipeline::Error::Rejected)?;
    if let Some(name) = &asked.wave {
        project.value.current = wave(&project.value, name)?;
    }
    if let Some(named) = asked.named() {
        check_named(&project.value, named)?;
    }
    let analysis = pipeline::analyse_project(project)?;
    report_faults(&analysis.diagnostics, false);
    Ok(analysis.value)
}

/// The wave with this id.
pub(crate) fn wave(project: &Project, name: &str) -> Result<WaveId, Failure> {
    let waves = &project.survey.waves;
    let wave = waves.iter().find(|wave| wave.id.as_str() == name);
    wave.map(|wave| wave.id.clone())
        .ok_or_else(|| Failure::unknown("wave", name, waves.iter().map(|wave| &wave.id)))
}

/// That the project has the one question or code frame that is asked for. Whoever gave the name of the other is told.
fn check_named(project: &Project, (kind, name): (SubjectKind, &str)) -> Result<(), Failure> {
    let (found, other, instead) = if kind == SubjectKind::Frame {
        let found = check_frame(project, name);
        (found, check_question(project, name), "question")
    } else {
        let found = check_question(project, name);
        (found, check_frame(project, name), "frame")
    };
    found.map_err(|failure| match failure {
        Failure::UnknownId {
            what, name, known, ..
        } if other.is_ok() => Failure::UnknownId {
            what,
            name,
            known,
            instead: Some(instead),
        },
        failure => failure,
    })
}

/// That there is a question with this id.
pub(crate) fn check_question(project: &Project, name: &str) -> Result<(), Failure> {
    let ids = || project.survey.questions.iter().map(|question| &question.id);
    if ids().any(|id| id.as_str() == name) {
        return Ok(());
    }
    Err(Failure::unknown("question", name, ids()))
}

/// That there is a code frame with this id.
fn check_frame(project: &Project, name: &str) -> Result<(), Failure> {
    let ids = || project.codebook.frames.iter().map(|frame| &frame.id);
    if ids().any(|id| id.as_str() == name) {
        return Ok(());
    }
    Err(Failure::unknown("code frame", name, ids()))
}

/// How a reader knows a wave.
fn wave_label<'a>(project: &'a Project, id: &'a str) -> &'a str {
    let wave = project
        .survey
        .waves
        .iter()
        .find(|wave| wave.id.as_str() == id);
    wave.map_or(id, |wave| wave.label.as_str())
}

/// How a reader knows a question or code frame, with its id.
fn subject_title(project: &Project, subject: SubjectKind, id: &str, scope: Option<&str>) -> String {
    let label = match subject {
        SubjectKind::Question => {
            let question = project
                .survey
                .questions
                .iter()
                .find(|question| question.id.as_str() == id);
            question.map(|question| question.title.as_str())
        }
        SubjectKind::Theory => {
            let themes = &project.codebook.theory.themes;
            let theme = themes.iter().find(|theme| theme.code.code.as_str() == id);
            theme.map(|theme| theme.label.as_str())
        }
        SubjectKind::Frame => {
            let frame = project
                .codebook
                .frames
                .iter()
                .find(|frame| frame.id.as_str() == id);
            frame.map(|frame| frame.label.as_str())
        }
    };
    let part = match scope {
        None | Some("all") => String::new(),
        Some("place 1") if subject == SubjectKind::Question => ", ranked first".to_owned(),
        Some(place) if subject == SubjectKind::Question => format!(", {place} of the ranking"),
        Some("words") => ", in people's own words".to_owned(),
        Some("options") => ", by options chosen".to_owned(),
        Some("either") => ", in one way or the other".to_owned(),
        Some(stance) => format!(", in answers whose stance is {stance}"),
    };
    format!("{} ({id}){part}", label.unwrap_or(id))
}

/// What the lines of a table are, and what the people of its base did. Places of a ranking have a scope.
fn line_and_base(subject: SubjectKind, scope: Option<&str>) -> (&'static str, &'static str) {
    match (subject, scope) {
        (SubjectKind::Question, None) => ("Answer", "answered"),
        (SubjectKind::Question, Some(_)) => ("Item", "ranked anything"),
        (SubjectKind::Frame, _) => ("Code", "wrote something in their own words"),
        (SubjectKind::Theory, _) => ("Link", "responded"),
    }
}

/// The codebook behind every code.
fn codebook(analysis: &Analysis) -> String {
    let (name, version) = &analysis.release.codebook;
    format!("{name}, version {version}")
}
