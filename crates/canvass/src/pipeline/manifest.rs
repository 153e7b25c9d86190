use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::{Analysis, OutputFile, Pictures, ReportFiles, ReportFormat};
use crate::diagnostics::{Code, Diagnostic, Diagnostics, Place};
use crate::fingerprint::Fingerprint;

/// The name of the manifest in the folder of a report.
pub const MANIFEST_FILE: &str = "manifest.json";

/// Goes up when the meaning of the file changes.
const VERSION: u32 = 1;

/// What a report was made from and what came of it, so that it can be checked later. It holds names of files within the
/// project and fingerprints; nothing of the machine, of the person at it or of the time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    version: u32,
    /// The version of canvass.
    pub canvass: String,
    /// The wave that the report is about.
    pub wave: String,
    /// Whether it is released, and no draft.
    pub released: bool,
    /// Whether it corrects what a released report told.
    pub correction: bool,
    /// The name of the codebook.
    pub codebook: String,
    /// Its version.
    pub codebook_version: String,
    /// The formats that were asked for, by their names.
    pub formats: BTreeSet<String>,
    /// What pictures were written as, if they were.
    pub pictures: Option<String>,
    /// Every file of the project that was read, by its name in the project; the ledger as the report left it.
    pub inputs: BTreeMap<String, Fingerprint>,
    /// What the codings of each wave were.
    pub codings: BTreeMap<String, Fingerprint>,
    /// Every file of the report, by its name in the report's folder.
    pub outputs: BTreeMap<String, Fingerprint>,
}

impl Manifest {
    /// Of a report that is about to be written.
    pub(super) fn of(
        analysis: &Analysis,
        wanted: &ReportFiles,
        inputs: BTreeMap<String, Fingerprint>,
        files: &[OutputFile],
    ) -> Self {
        let codebook = &analysis.project.codebook;
        let ledger = &analysis.release.ledger;
        Manifest {
            version: VERSION,
            canvass: env!("CARGO_PKG_VERSION").to_owned(),
            wave: analysis.project.current.to_string(),
            released: !analysis.release.is_draft,
            correction: match ledger.last_of(&analysis.project.current) {
                // One that tells what is out already is that report again.
                Some(report) if !analysis.release.is_draft => report.correction.is_some(),
                _ => analysis.corrects,
            },
            codebook: codebook.id.clone(),
            codebook_version: codebook.version.clone(),
            formats: wanted.formats.iter().map(|f| f.name().to_owned()).collect(),
            pictures: wanted.pictures.map(|kind| kind.ending().to_owned()),
            inputs,
            codings: codings(analysis),
            outputs: outputs(files),
        }
    }

    /// The manifest as it is written: the same bytes for the same manifest.
    pub fn to_json(&self) -> String {
        // Strings and whole numbers can always be written.
        let mut text = serde_json::to_string_pretty(self).unwrap_or_default();
        text.push('\n');
        text
    }

    /// Reads a manifest; `file` names it in diagnostics.
    ///
    /// # Errors
    /// With the place of the fault, when the bytes are not a manifest that this version reads.
    pub fn parse(file: &str, bytes: &[u8]) -> Result<Self, Diagnostics> {
        let text = std::str::from_utf8(bytes).map_err(|error| {
            let message = format!("not UTF-8 text from byte {}", error.valid_up_to());
            fault(Place::whole(file), message)
        })?;
        let read: Manifest = serde_json::from_str(text).map_err(|error| {
            let lines = text.split_inclusive('\n');
            let before: usize = lines
                .take(error.line().saturating_sub(1))
                .map(str::len)
                .sum();
            let at = (before + error.column().saturating_sub(1)).min(text.len());
            let at = (0..=at).rev().find(|at| text.is_char_boundary(*at));
            let what = match error.classify() {
                serde_json::error::Category::Data => "this is not what a manifest holds",
                serde_json::error::Category::Eof => "the file ends too early",
                _ => "this is not JSON",
            };
            fault(Place::in_text(file, text, at.unwrap_or(0)), what.to_owned())
        })?;
        if read.version != VERSION {
            let message = format!("a manifest of version {}, not {VERSION}", read.version);
            return Err(fault(Place::whole(file), message));
        }
        let mut names = read.inputs.keys().chain(read.outputs.keys());
        if let Some(name) = names.find(|name| !is_inside(name)) {
            let message = format!("\"{name}\" is no name of a file within a folder");
            return Err(fault(Place::whole(file), message));
        }
        Ok(read)
    }

    /// What was asked for; what this version does not know is left out.
    pub(super) fn wanted(&self) -> ReportFiles {
        let formats = ReportFormat::ALL.iter().copied();
        let pictures = [Pictures::Svg, Pictures::Png];
        ReportFiles {
            formats: formats
                .filter(|f| self.formats.contains(f.name()))
                .collect(),
            pictures: pictures
                .into_iter()
                .find(|kind| self.pictures.as_deref() == Some(kind.ending())),
        }
    }
}

/// What the codings of each wave are.
pub(super) fn codings(analysis: &Analysis) -> BTreeMap<String, Fingerprint> {
    let waves = analysis.waves.iter();
    waves
        .map(|wave| {
            let codings = &wave.codings;
            (codings.wave().to_string(), codings.fingerprint())
        })
        .collect()
}

/// What each file is.
pub(super) fn outputs(files: &[OutputFile]) -> BTreeMap<String, Fingerprint> {
    let files = files.iter();
    files
        .map(|file| (file.name.clone(), Fingerprint::of(&file.bytes)))
        .collect()
}

/// Whether a name stays within the folder that it is looked for in.
fn is_inside(name: &str) -> bool {
    let leaves = |part: &str| matches!(part, "" | "." | "..");
    !name.contains(['\\', ':', '\0']) && !name.split('/').any(leaves)
}

fn fault(place: Place, message: String) -> Diagnostics {
    let mut faults = Diagnostics::new();
    faults.push(
        Diagnostic::new(Code::ManifestUnreadable, place, message)
            .help("put back the file as \"canvass report\" wrote it, or write the report again"),
    );
    faults
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    fn manifest() -> Manifest {
        let of = |name: &str| BTreeMap::from([(name.to_owned(), Fingerprint::of(b"abc"))]);
        Manifest {
            version: VERSION,
            canvass: "0.1.0".into(),
            wave: "2024".into(),
            released: true,
            correction: false,
            codebook: "book".into(),
            codebook_version: "2.1".into(),
            formats: BTreeSet::from(["html".into(), "md".into()]),
            pictures: Some("png".into()),
            inputs: of("exports/2024.csv"),
            codings: of("2024"),
            outputs: of("report.html"),
        }
    }

    #[test]
    fn a_manifest_is_read_as_it_was_written() {
        let read = Manifest::parse("manifest.json", manifest().to_json().as_bytes()).unwrap();
        assert_eq!(read, manifest());
        assert_eq!(
            read.wanted(),
            ReportFiles {
                formats: vec![ReportFormat::Html, ReportFormat::Markdown],
                pictures: Some(Pictures::Png),
            }
        );
    }

    #[test]
    fn what_is_no_manifest_is_refused_with_its_place() {
        let good = manifest().to_json();
        let abc = Fingerprint::of(b"abc").to_string();
        for (text, told) in [
            (
                String::new(),
                "m:1:1: error[manifest/unreadable]: the file ends too early",
            ),
            (good[..good.len() - 3].to_owned(), "the file ends too early"),
            (
                good.replace("\"wave\"", "wave"),
                "m:4:3: error[manifest/unreadable]: this is not JSON",
            ),
            (
                good.replace(&abc, "abc"),
                "this is not what a manifest holds",
            ),
            (
                good.replace("\"wave\"", "\"waves\""),
                "this is not what a manifest holds",
            ),
            (
                good.replace("\"version\": 1", "\"version\": 2"),
                "a manifest of version 2, not 1",
            ),
            (good.replace("exports/", "../"), "is no name of a file"),
            (
                good.replace("report.html", "/etc/hosts"),
                "is no name of a file",
            ),
        ] {
            let faults = Manifest::parse("m", text.as_bytes())
                .unwrap_err()
                .to_string();
            assert!(faults.contains(told), "{faults}");
        }
        assert!(Manifest::parse("m", b"\xff").is_err());
    }
}
