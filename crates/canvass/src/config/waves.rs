use super::files::Files;
use super::keys;
use super::known::Known;
use super::reader::TableReader;
use super::source::{Located, Source};
use crate::diagnostics::Code;
use crate::limits::MAX_WAVES;
use crate::survey::{Date, Invited, Partial, Platform, Wave, WaveId};

/// Reads the waves and puts them in order of time.
pub(super) fn read(root: TableReader<'_, '_>, files: Files<'_>) -> (Vec<Wave>, Known) {
    let source = root.source;
    let mut drafts: Vec<Draft> = Vec::new();
    let mut complete = source.is_whole();
    if !root.has("wave") {
        root.missing("wave");
    }
    for reader in root.tables_up_to("wave", &keys::WAVE, MAX_WAVES) {
        match Draft::read(reader, files, &drafts) {
            Some(draft) => drafts.push(draft),
            None => complete = false,
        }
    }
    if drafts.iter().all(|draft| draft.wave.opened.is_some()) {
        drafts.sort_by_key(|draft| draft.wave.opened);
    } else {
        let mut latest: Option<(Date, &WaveId)> = None;
        for draft in &drafts {
            let (Some(opened), Some(at)) = (draft.wave.opened, draft.opened_at) else {
                continue;
            };
            match latest {
                Some((day, other)) if opened < day => source.fault_with_help(
                    Code::ConfigInvalidValue,
                    at,
                    format!(
                        "wave \"{}\" opened before wave \"{other}\", which stands above it",
                        draft.wave.id
                    ),
                    "put the waves in order of time, or give every wave `opened`",
                ),
                _ => latest = Some((opened, &draft.wave.id)),
            }
        }
    }
    let waves: Vec<Wave> = drafts.into_iter().map(|draft| draft.wave).collect();
    let known = Known::new("wave", waves.iter().map(|wave| &wave.id)).complete(complete);
    (waves, known)
}

fn outcomes(reader: TableReader<'_, '_>) -> Invited {
    let count = |key| reader.optional::<u64>(key).map_or(0, |count| count.value);
    Invited {
        refused: count("refused"),
        not_contacted: count("not_contacted"),
        other: count("other"),
        unknown: count("unknown"),
        ineligible: count("ineligible"),
    }
}

const PARTIALS: &[Partial] = &[Partial::Count, Partial::LeaveOut];

fn partial_name(partial: Partial) -> &'static str {
    match partial {
        Partial::Count => "count",
        Partial::LeaveOut => "leave-out",
    }
}

struct Draft {
    wave: Wave,
    opened_at: Option<usize>,
}

impl Draft {
    fn read(reader: TableReader<'_, '_>, files: Files<'_>, before: &[Draft]) -> Option<Self> {
        let source = reader.source;
        let id = reader.required::<WaveId>("id");
        let label = reader.optional::<String>("label");
        let export = reader.required::<String>("export");
        let platform = reader.choice("platform", Platform::ALL, Platform::name);
        let sheet = reader.optional::<String>("sheet");
        let separator = reader.optional::<String>("separator");
        let partial = reader.choice("partial", PARTIALS, partial_name);
        let opened = reader.optional::<Date>("opened");
        let closed = reader.optional::<Date>("closed");
        let members = reader.at_least("members", 1);
        let link = reader.optional::<String>("link");
        let invited = reader.table("outcomes", &keys::OUTCOMES).map(outcomes);
        if let (Some(opened), Some(closed)) = (&opened, &closed)
            && closed.value < opened.value
        {
            let message = format!("the wave closed before it opened on {}", opened.value);
            source.fault(Code::ConfigInvalidValue, closed.at, message);
        }
        if let Some(export) = &export {
            if stays_inside(reader, "export", export) && !files.has(&export.value) {
                no_file(source, &export.value, export.at);
            }
            if let Some(other) = before.iter().find(|d| d.wave.export == export.value) {
                let message = format!("wave \"{}\" has the same export", other.wave.id);
                source.fault(Code::ConfigDuplicate, export.at, message);
            }
        }
        let id = id?;
        if before.iter().any(|draft| draft.wave.id == id.value) {
            let message = format!("the wave \"{}\" is there twice", id.value);
            source.fault(Code::ConfigDuplicate, id.at, message);
        }
        let shown = label
            .as_ref()
            .map_or(id.value.as_str(), |label| &label.value);
        if let Some(other) = before.iter().find(|draft| draft.wave.label == shown)
            && other.wave.id != id.value
        {
            let at = label.as_ref().map_or(id.at, |label| label.at);
            let message = format!("wave \"{}\" has the same label", other.wave.id);
            source.fault(Code::ConfigDuplicate, at, message);
        }
        Some(Draft {
            wave: Wave {
                label: shown.to_owned(),
                id: id.value,
                export: export.map(|export| export.value).unwrap_or_default(),
                platform: platform.map(|platform| platform.value),
                sheet: sheet.map(|sheet| sheet.value),
                separator: separator.map(|separator| separator.value),
                partial: partial.map(|partial| partial.value).unwrap_or_default(),
                opened: opened.as_ref().map(|day| day.value),
                closed: closed.map(|day| day.value),
                members: members.map(|members| members.value),
                link: link.map(|link| link.value),
                invited,
            },
            opened_at: opened.map(|day| day.at),
        })
    }
}

/// Whether `path` names something inside the project's folder; records it if it does not.
pub(super) fn stays_inside(reader: TableReader<'_, '_>, key: &str, path: &Located<String>) -> bool {
    let fault = |message: String, help: &str| {
        let code = Code::ConfigInvalidValue;
        reader.source.fault_with_help(code, path.at, message, help);
        false
    };
    let text = path.value.as_str();
    if text.contains('\\') {
        let message = format!("\"{key}\" has a backslash");
        return fault(message, "write \"/\" between folders, on Windows as well");
    }
    let drive = text.chars().nth(1) == Some(':');
    if drive || text.starts_with('/') || text.split('/').any(|part| part == "..") {
        let message = format!("\"{key}\" leads out of the project's folder");
        return fault(
            message,
            "copy the file into the project and name it from there",
        );
    }
    true
}

/// Records that there is no file of this name.
pub(super) fn no_file(source: &Source<'_>, name: &str, at: usize) {
    let message = format!("there is no file \"{name}\" in the project's folder");
    source.fault(Code::ConfigUnreadable, at, message);
}
