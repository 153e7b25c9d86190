use std::collections::{BTreeMap, BTreeSet};

use super::tree::{Tree, TreeCode};
use crate::codebook::slug::slug;
use crate::diagnostics::Place;
use crate::survey::{
    Code, CodeFrame, CodeGroup, CodeId, CodeRef, Codebook, Example, FrameId, FrameKind, NearMiss,
    TheoryOfChange, compare_versions,
};

/// The id and label of the frame that takes codes which say nothing of a frame.
const FOREIGN: (&str, &str) = ("codes", "Codes");

/// What stands for a definition that the other program does not have.
const NO_DEFINITION: &str = "To be written.";

/// What stands before the id and the version in the origin of a codebook that we wrote.
pub(super) const OWN_ORIGIN: &str = "canvass, codebook ";

/// The id and version of a codebook that does not say them.
const UNNAMED: (&str, &str) = ("imported", "1");

/// The id and version of a codebook. Since a code cannot mean something since a later version than the codebook's, the
/// version is at least the latest of these.
fn named(origin: &str, frames: &[CodeFrame]) -> (String, String) {
    let own = origin
        .strip_prefix(OWN_ORIGIN)
        .and_then(|own| own.rsplit_once(' '))
        .filter(|(id, version)| !id.is_empty() && !version.is_empty());
    let (id, version) = own.unwrap_or(UNNAMED);
    let codes = frames.iter().flat_map(|frame| &frame.codes);
    let since = codes.filter_map(|code| code.since.as_deref());
    let version = since
        .chain([version])
        .max_by(|a, b| compare_versions(a, b))
        .unwrap_or(version);
    (id.to_owned(), version.to_owned())
}

/// The codebook that a tree of codes makes.
pub(super) fn codebook(file: &str, tree: Tree) -> Codebook {
    let mut frames: Vec<CodeFrame> = Vec::new();
    let mut by_guid: BTreeMap<String, CodeRef> = BTreeMap::new();
    let mut foreign: Vec<TreeCode> = Vec::new();
    for top in tree.codes {
        match own_frame(&top, &frames) {
            Some((id, kind)) => {
                frames.push(frame(file, id, top.name, kind, top.below, &mut by_guid));
            }
            None => foreign.push(top),
        }
    }
    let free = FrameKind::ALL
        .iter()
        .copied()
        .find(|kind| *kind != FrameKind::Stance && frames.iter().all(|frame| frame.kind != *kind));
    let id = (1..).find_map(|number: usize| {
        let id = if number == 1 {
            FOREIGN.0.to_owned()
        } else {
            format!("{}{number}", FOREIGN.0)
        };
        let id = FrameId::new(id).ok()?;
        frames.iter().all(|frame| frame.id != id).then_some(id)
    });
    if !foreign.is_empty()
        && let (Some(id), Some(kind)) = (id, free.or(Some(FrameKind::Need)))
    {
        let label = FOREIGN.1.to_owned();
        frames.push(frame(file, id, label, kind, foreign, &mut by_guid));
    }
    for set in tree.sets {
        let members: Vec<&CodeRef> = set.members.iter().filter_map(|m| by_guid.get(m)).collect();
        let Some(first) = members.first() else {
            continue;
        };
        if let Some(frame) = frames.iter_mut().find(|frame| frame.id == first.frame) {
            let inside = members.iter().filter(|code| code.frame == frame.id);
            frame.groups.push(CodeGroup {
                label: set.name,
                codes: inside.map(|code| code.code.clone()).collect(),
            });
        }
    }
    let (id, version) = named(&tree.origin, &frames);
    Codebook {
        id,
        version,
        valid_from: None,
        frames,
        theory: TheoryOfChange::default(),
        sets: Vec::new(),
        rules: Vec::new(),
    }
}

/// The frame that a code at the top stands for, if our own export wrote it.
fn own_frame(top: &TreeCode, frames: &[CodeFrame]) -> Option<(FrameId, FrameKind)> {
    let lines = Lines::of(&top.description);
    let kind = lines.last("Kind")?;
    let kind = FrameKind::ALL.iter().copied().find(|k| k.name() == kind)?;
    let id = FrameId::new(lines.last("Id")?).ok()?;
    let fresh = frames
        .iter()
        .all(|frame| frame.id != id && frame.kind != kind);
    (!top.codable && fresh).then_some((id, kind))
}

fn frame(
    file: &str,
    id: FrameId,
    label: String,
    kind: FrameKind,
    codes: Vec<TreeCode>,
    by_guid: &mut BTreeMap<String, CodeRef>,
) -> CodeFrame {
    let mut reading = Frame {
        file,
        id: &id,
        used: BTreeSet::new(),
        codes: Vec::new(),
        by_guid,
    };
    for code in codes {
        reading.code(code, None);
    }
    let codes = reading.codes;
    CodeFrame {
        id,
        label,
        kind,
        codes,
        groups: Vec::new(),
        retired: Vec::new(),
    }
}

struct Frame<'f> {
    file: &'f str,
    id: &'f FrameId,
    used: BTreeSet<String>,
    codes: Vec<Code>,
    by_guid: &'f mut BTreeMap<String, CodeRef>,
}

impl Frame<'_> {
    fn code(&mut self, code: TreeCode, parent: Option<&CodeId>) {
        let lines = Lines::of(&code.description);
        let own = lines.last("Id").and_then(|id| CodeRef::parse(id).ok());
        let own = own.filter(|own| {
            let above = own.code.as_str().rsplit_once('.').map(|(above, _)| above);
            own.frame == *self.id
                && above == parent.map(CodeId::as_str)
                && !self.used.contains(own.code.as_str())
        });
        let Some(id) = own
            .as_ref()
            .map(|own| own.code.clone())
            .or_else(|| self.fresh(&code.name, parent))
        else {
            return;
        };
        self.used.insert(id.as_str().to_owned());
        let reference = CodeRef {
            frame: self.id.clone(),
            code: id.clone(),
        };
        self.by_guid.insert(code.guid, reference);
        let place = || Place::whole(self.file);
        let is_own = own.is_some();
        let text = |key: &str| {
            lines
                .last(key)
                .filter(|_| is_own)
                .unwrap_or_default()
                .to_owned()
        };
        let texts = |key: &'static str| lines.all(key).filter(|_| is_own).map(str::to_owned);
        let definition = if is_own {
            lines.first()
        } else {
            code.description.trim()
        };
        self.codes.push(Code {
            label: match text("Label") {
                label if label.is_empty() => code.name,
                label => label,
            },
            definition: match definition {
                "" => NO_DEFINITION.to_owned(),
                definition => definition.to_owned(),
            },
            use_when: text("Use when"),
            not_for: text("Not for"),
            examples: texts("Example")
                .map(|text| Example {
                    text,
                    place: place(),
                })
                .collect(),
            near_misses: texts("Near-miss")
                .map(|text| NearMiss {
                    text,
                    place: place(),
                })
                .collect(),
            since: Some(text("Since")).filter(|since| !since.is_empty()),
            points: None,
            note: text("Note"),
            id: id.clone(),
        });
        for below in code.below {
            self.code(below, Some(&id));
        }
    }

    /// An id after a name, below its parent's.
    fn fresh(&self, name: &str, parent: Option<&CodeId>) -> Option<CodeId> {
        let name = slug(name);
        let above = parent.map_or(String::new(), |parent| format!("{parent}."));
        (1..=self.used.len() + 1).find_map(|number| {
            let id = match number {
                1 => format!("{above}{name}"),
                number => format!("{above}{name}_{number}"),
            };
            (!self.used.contains(&id)).then(|| CodeId::new(id).ok())?
        })
    }
}

/// A description in lines such as `Use when: ...`.
struct Lines<'d>(Vec<&'d str>);

impl<'d> Lines<'d> {
    fn of(description: &'d str) -> Self {
        Lines(description.lines().map(str::trim).collect())
    }

    fn first(&self) -> &'d str {
        self.0.first().copied().unwrap_or_default()
    }

    fn all(&self, key: &str) -> impl DoubleEndedIterator<Item = &'d str> {
        self.0.iter().filter_map(move |line| {
            let rest = line.strip_prefix(key)?.strip_prefix(": ")?;
            Some(rest.trim())
        })
    }

    fn last(&self, key: &str) -> Option<&'d str> {
        self.all(key).next_back()
    }
}
