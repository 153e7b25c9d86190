use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, ErrorKind};
use std::path::Path;

use super::inputs::read_file;
use super::manifest::{self, MANIFEST_FILE, Manifest};
use super::{Analysis, Error, analyse_correction, analyse_project, impact_report_as};
use crate::config;
use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::disclosure::LEDGER_FILE;
use crate::fingerprint::Fingerprint;
use crate::limits::MAX_BYTES;

/// How a file stands beside what a manifest says of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileState {
    /// As it was.
    Same,
    /// With another content, or not to be read.
    Changed,
    /// Gone.
    Missing,
}

/// What became of a report since it was written, and of what it was made from.
#[derive(Debug)]
pub struct Verification {
    /// What the report says of itself.
    pub manifest: Manifest,
    /// The files that it was made from, by their names in the project.
    pub inputs: BTreeMap<String, FileState>,
    /// Its own files, by their names in its folder.
    pub outputs: BTreeMap<String, FileState>,
    /// Files in its folder that belong to another report: an earlier one, or one in other formats.
    pub strays: Vec<String>,
    /// What came of making it again, or why it cannot be made.
    pub again: Result<Remade, Error>,
}

/// A report that was made again, in memory alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remade {
    /// Whether what the manifest says beside the names and fingerprints of files comes out the same again: the wave, the
    /// codebook, and whether the report is released or corrects another.
    pub manifest: bool,
    /// The version of the codebook now.
    pub codebook_version: String,
    /// Files that were read now and not then.
    pub new_inputs: Vec<String>,
    /// Whether the codings of each wave are the same again; those of a wave that is gone are not.
    pub codings: BTreeMap<String, bool>,
    /// Whether each file of the report comes out the same again.
    pub outputs: BTreeMap<String, bool>,
    /// Files that the report would have now and had not then.
    pub new_outputs: Vec<String>,
}

/// Why a file of a report does not come out the same again, as far as can be told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cause {
    /// Another version of canvass made it.
    Program,
    /// These files of the project are not what they were.
    Inputs(Vec<String>),
    /// Nothing that it is made from has changed: another build of canvass, or a fault of it.
    Unknown,
}

impl Verification {
    /// The version of canvass that looks at the report.
    pub const CANVASS: &'static str = env!("CARGO_PKG_VERSION");

    /// Whether everything is as it was, and comes out the same again.
    pub fn is_reproduced(&self) -> bool {
        let same = |states: &BTreeMap<String, FileState>| {
            states.values().all(|state| *state == FileState::Same)
        };
        let again = self.again.as_ref().is_ok_and(|again| {
            again.manifest
                && again.new_inputs.is_empty()
                && again.new_outputs.is_empty()
                && again.codings.values().all(|same| *same)
                && again.outputs.values().all(|same| *same)
        });
        same(&self.inputs)
            && same(&self.outputs)
            && self.strays.is_empty()
            && self.manifest.canvass == Self::CANVASS
            && again
    }

    /// Why a file of the report does not come out the same.
    pub fn cause(&self, output: &str) -> Cause {
        if self.manifest.canvass != Self::CANVASS {
            return Cause::Program;
        }
        let changed = self.inputs.iter();
        let changed = changed.filter(|(_, state)| **state != FileState::Same);
        let new = self.again.iter().flat_map(|again| &again.new_inputs);
        let names = changed.map(|(name, _)| name).chain(new);
        let names: Vec<String> = names
            .filter(|name| matters(name, output))
            .cloned()
            .collect();
        match names.is_empty() {
            true => Cause::Unknown,
            false => Cause::Inputs(names),
        }
    }
}

/// Templates are for web pages alone, but for the wording, which is everybody's.
fn matters(input: &str, output: &str) -> bool {
    let of_pages = input.starts_with("templates/") && !input.starts_with("templates/wording/");
    !of_pages || output.ends_with(".html")
}

/// Looks at the report in the folder `out` of the project in `folder`: whether its files and what they were made from
/// are what its manifest says, and whether the same comes out again. Nothing is written.
///
/// # Errors
/// [`Error::Rejected`] when there is no manifest that can be read.
pub fn verify(folder: &Path, out: &Path) -> Result<Verification, Error> {
    let (manifest, written) = read(&out.join(MANIFEST_FILE)).map_err(Error::Rejected)?;
    let stand = |folder: &Path, then: &BTreeMap<String, Fingerprint>| {
        let files = then.iter();
        let files = files.map(|(name, then)| (name.clone(), state(&folder.join(name), *then)));
        files.collect()
    };
    Ok(Verification {
        inputs: stand(folder, &manifest.inputs),
        outputs: stand(out, &manifest.outputs),
        strays: beside(out, &manifest),
        again: remake(folder, &manifest, &written),
        manifest,
    })
}

/// The manifest and its bytes.
fn read(path: &Path) -> Result<(Manifest, Vec<u8>), Diagnostics> {
    let name = path.to_string_lossy();
    let read = read_file(path, &name, MAX_BYTES).map_err(|fault| {
        let mut faults = Diagnostics::new();
        let missing =
            matches!(fs::metadata(path), Err(error) if error.kind() == ErrorKind::NotFound);
        let mut fault = Diagnostic {
            code: Code::ManifestUnreadable,
            ..*fault
        };
        if missing {
            "there is no such file".clone_into(&mut fault.message);
        }
        faults.push(fault.help(
            "\"canvass report\" writes it beside the report; `--out DIR` says where the report is",
        ));
        faults
    });
    let (bytes, _) = read?;
    Ok((Manifest::parse(&name, &bytes)?, bytes))
}

fn state(path: &Path, then: Fingerprint) -> FileState {
    let now = || -> io::Result<Option<Fingerprint>> {
        // A device or a pipe may never end.
        if !fs::metadata(path)?.is_file() {
            return Ok(None);
        }
        Fingerprint::of_reader(File::open(path)?).map(Some)
    };
    match now() {
        Ok(Some(now)) if now == then => FileState::Same,
        Err(error) if error.kind() == ErrorKind::NotFound => FileState::Missing,
        _ => FileState::Changed,
    }
}

fn remake(folder: &Path, manifest: &Manifest, written: &[u8]) -> Result<Remade, Error> {
    let project = config::load(folder).map_err(Error::Rejected)?;
    // Why it corrects another report stands in the ledger alone.
    let mut analysis = match manifest.correction {
        true => analyse_correction(project, "")?.value,
        false => analyse_project(project)?.value,
    };
    if manifest.released {
        analysis.release.is_draft = false;
    }
    let wanted = manifest.wanted();
    let files = impact_report_as(&analysis, &wanted)?;
    // The program's version, files and codings are looked at one by one.
    let mut expected = Manifest::of(&analysis, &wanted, manifest.inputs.clone(), &files);
    expected.canvass.clone_from(&manifest.canvass);
    expected.codings.clone_from(&manifest.codings);
    expected.outputs.clone_from(&manifest.outputs);
    let inputs = names(&analysis);
    let codings = manifest::codings(&analysis);
    let outputs = manifest::outputs(&files);
    let same = |then: &BTreeMap<String, Fingerprint>, now: &BTreeMap<String, Fingerprint>| {
        let all = then.iter();
        all.map(|(name, then)| (name.clone(), now.get(name) == Some(then)))
            .collect::<BTreeMap<_, _>>()
    };
    let mut again = Remade {
        manifest: expected.to_json().as_bytes() == written,
        codebook_version: analysis.project.codebook.version.clone(),
        new_inputs: inputs,
        codings: same(&manifest.codings, &codings),
        outputs: same(&manifest.outputs, &outputs),
        new_outputs: outputs.into_keys().collect(),
    };
    again
        .new_inputs
        .retain(|name| !manifest.inputs.contains_key(name));
    again
        .new_outputs
        .retain(|name| !manifest.outputs.contains_key(name));
    for wave in codings.into_keys() {
        again.codings.entry(wave).or_insert(false);
    }
    Ok(again)
}

fn names(analysis: &Analysis) -> Vec<String> {
    let ledger = analysis.inputs.ledger.map(|_| LEDGER_FILE);
    let read = analysis.inputs.names(&analysis.project);
    read.chain(ledger).map(str::to_owned).collect()
}

/// Files in a report's folder that belong to another report, see [`Verification::strays`].
///
/// # Errors
/// [`Error::Rejected`] when there is no manifest that can be read.
pub fn strays(out: &Path) -> Result<Vec<String>, Error> {
    let (manifest, _) = read(&out.join(MANIFEST_FILE)).map_err(Error::Rejected)?;
    Ok(beside(out, &manifest))
}

/// Files that canvass writes, and that the manifest does not name.
fn beside(out: &Path, manifest: &Manifest) -> Vec<String> {
    let mut found = Vec::new();
    for folder in ["", "figures/"] {
        // A folder that is not there holds nothing.
        let Ok(entries) = fs::read_dir(out.join(folder)) else {
            continue;
        };
        for entry in entries.flatten() {
            let name = format!("{folder}{}", entry.file_name().to_string_lossy());
            if is_of_a_report(&name) && !manifest.outputs.contains_key(&name) {
                found.push(name);
            }
        }
    }
    found.sort();
    found
}

/// Whether canvass gives such a name to a file of a report.
fn is_of_a_report(name: &str) -> bool {
    match name.rsplit_once('.') {
        Some((stem, "svg" | "png")) => stem.starts_with("figures/"),
        Some((stem, "html" | "docx" | "xlsx" | "md" | "txt")) => {
            matches!(stem, "report" | "executive-summary" | "tables")
        }
        _ => false,
    }
}
