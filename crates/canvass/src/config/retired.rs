//! What changes from one version of a codebook to the next: codes that are retired, and what takes their place.

use std::collections::{BTreeMap, BTreeSet};

use super::known::Known;
use super::reader::TableReader;
use super::source::{Located, Source};
use crate::diagnostics::Code as FaultCode;
use crate::survey::{Code, CodeFrame, CodeRef, RetiredCode, compare_versions};

/// What is to be checked once every code is known.
#[derive(Default)]
pub(super) struct Retirements {
    version: Option<String>,
    replacements: Vec<Located<CodeRef>>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Status {
    Active,
    Retired,
}

impl Status {
    const ALL: &'static [Status] = &[Status::Active, Status::Retired];

    fn name(self) -> &'static str {
        match self {
            Status::Active => "active",
            Status::Retired => "retired",
        }
    }
}

impl Retirements {
    /// Of a codebook of this version.
    pub(super) fn under(version: Option<&Located<String>>) -> Self {
        Retirements {
            version: version.map(|version| version.value.clone()),
            replacements: Vec::new(),
        }
    }

    /// The version since which a code is what it is; not later than the codebook's own.
    pub(super) fn since(&self, reader: TableReader<'_, '_>) -> Option<String> {
        let since = reader.optional::<String>("since")?;
        if let Some(version) = &self.version
            && compare_versions(&since.value, version).is_gt()
        {
            let message = format!(
                "\"since\" is {}, which is later than the codebook's version {version}",
                since.value
            );
            reader.source.fault_with_help(
                FaultCode::ConfigInvalidValue,
                since.at,
                message,
                "give the codebook a higher version with every change",
            );
        }
        Some(since.value)
    }

    /// What takes the place of a retired code; `None` for one that is not retired.
    pub(super) fn replaced_by(
        &mut self,
        reader: TableReader<'_, '_>,
        code: &Code,
    ) -> Option<Vec<CodeRef>> {
        let source = reader.source;
        let status = reader.choice("status", Status::ALL, Status::name);
        let replaced_by = reader.list::<CodeRef>("replaced_by").unwrap_or_default();
        if status.is_none_or(|status| status.value == Status::Active) {
            if reader.has("replaced_by") {
                source.fault_with_help(
                    FaultCode::ConfigInvalidValue,
                    reader.key_at("replaced_by"),
                    format!("\"{}\" is not retired, so nothing takes its place", code.id),
                    "add status = \"retired\", or take replaced_by out",
                );
            }
            return None;
        }
        for key in ["rules", "theory"] {
            if reader.has(key) {
                source.fault_with_help(
                    FaultCode::ConfigInvalidValue,
                    reader.key_at(key),
                    format!("\"{}\" is retired and has {key}", code.id),
                    format!("move its {key} to the code that takes its place, or take them out"),
                );
            }
        }
        let codes = replaced_by.iter().map(|code| code.value.clone()).collect();
        self.replacements.extend(replaced_by);
        Some(codes)
    }

    /// Checks that what takes the place of retired codes is there, and leads to codes that are not retired.
    pub(super) fn check(&self, source: &Source<'_>, active: &Known, frames: &[CodeFrame]) {
        let retired: BTreeMap<CodeRef, &RetiredCode> = retired(frames).collect();
        for code in &self.replacements {
            if retired.contains_key(&code.value) {
                if !source.is_full() && in_circle(&retired, &code.value) {
                    source.fault(
                        FaultCode::ConfigInvalidValue,
                        code.at,
                        format!(
                            "\"{}\" is replaced by codes that lead back to it",
                            code.value
                        ),
                    );
                }
            } else {
                active.check(source, code);
            }
        }
    }

    /// The codes that can be referred to, with what to say of the retired ones.
    pub(super) fn known(&self, active: Known, frames: &[CodeFrame]) -> Known {
        retired(frames).fold(active, |known, (reference, code)| {
            let instead: Vec<String> = code.replaced_by.iter().map(CodeRef::to_string).collect();
            let help = match &instead[..] {
                [] => "nothing takes its place".to_owned(),
                several => format!("in its place there is {}", several.join(", ")),
            };
            known.with_retired(reference, help)
        })
    }
}

fn retired(frames: &[CodeFrame]) -> impl Iterator<Item = (CodeRef, &RetiredCode)> {
    frames.iter().flat_map(|frame| {
        frame.retired.iter().map(|retired| {
            let reference = CodeRef {
                frame: frame.id.clone(),
                code: retired.code.id.clone(),
            };
            (reference, retired)
        })
    })
}

fn in_circle(retired: &BTreeMap<CodeRef, &RetiredCode>, start: &CodeRef) -> bool {
    let mut seen: BTreeSet<&CodeRef> = BTreeSet::new();
    let mut open = vec![start];
    while let Some(code) = open.pop() {
        let next = retired.get(code);
        for next in next.iter().flat_map(|retired| &retired.replaced_by) {
            if next == start {
                return true;
            }
            if seen.insert(next) {
                open.push(next);
            }
        }
    }
    false
}
