use std::collections::BTreeMap;
use std::fmt::Write as _;

use canvass::pipeline::{self, Cause, FileState, MANIFEST_FILE, Manifest, Remade, Verification};
use serde::Serialize;

use crate::args::{Verify, VerifyFormat};
use crate::terminal::{Done, Failure, print};

/// Goes up when a field of the JSON form changes its meaning or goes away.
const VERSION: u32 = 1;

/// Looks at a report, and says what differs.
pub(crate) fn run(asked: &Verify) -> Result<Done, Failure> {
    let project = asked.project.folder.as_path();
    let default = project.join("out");
    let out = asked.out.as_deref().unwrap_or(&default);
    let found = pipeline::verify(project, out)?;
    print(&match asked.format {
        VerifyFormat::Text => in_words(&found),
        VerifyFormat::Json => serde_json::to_string_pretty(&Json::of(&found))? + "\n",
    })?;
    let reproduced = found.is_reproduced();
    found.again?;
    Ok(if reproduced {
        Done::Clean
    } else {
        Done::WithFindings
    })
}

fn in_words(found: &Verification) -> String {
    let manifest = &found.manifest;
    let mut text = format!(
        "{} of wave {}, made by canvass {} with the codebook {} {}\n",
        if manifest.released {
            "Released report"
        } else {
            "Draft"
        },
        manifest.wave,
        manifest.canvass,
        manifest.codebook,
        manifest.codebook_version
    );
    if manifest.canvass != Verification::CANVASS {
        let _ = writeln!(text, "  this is canvass {}", Verification::CANVASS);
    }
    text.push_str(&standing("What it was made from", &found.inputs));
    if let Ok(again) = &found.again {
        for name in &again.new_inputs {
            let _ = writeln!(text, "  new since: {name}");
        }
        text.push_str(&codings(manifest, again));
    }
    text.push_str(&standing("The report", &found.outputs));
    for name in &found.strays {
        let _ = writeln!(text, "  of another report: {name}");
    }
    match &found.again {
        Ok(again) => text.push_str(&made_again(found, again)),
        Err(_) => text.push_str("Made again: cannot be, see below\n"),
    }
    text.push_str(match (&found.again, found.is_reproduced()) {
        (_, true) => "\nThe report is reproduced, byte for byte.\n",
        (Ok(_), false) => "\nThe report is NOT reproduced; see above what differs.\n",
        (Err(_), false) => "\nThe report CANNOT be reproduced.\n",
    });
    text
}

/// How files stand: how many are as they were, and each that is not.
fn standing(what: &str, files: &BTreeMap<String, FileState>) -> String {
    let same = files.values().filter(|state| **state == FileState::Same);
    let mut text = format!(
        "{what}: {} of {} files as they were\n",
        same.count(),
        files.len()
    );
    for (name, state) in files {
        let _ = match state {
            FileState::Same => Ok(()),
            FileState::Changed => writeln!(text, "  changed: {name}"),
            FileState::Missing => writeln!(text, "  missing: {name}"),
        };
    }
    text
}

fn codings(manifest: &Manifest, again: &Remade) -> String {
    let waves = |same: bool| {
        let waves = again.codings.iter().filter(|(_, is)| **is == same);
        let waves: Vec<&str> = waves.map(|(wave, _)| wave.as_str()).collect();
        waves.join(", ")
    };
    let mut text = String::new();
    let (same, other) = (waves(true), waves(false));
    if !same.is_empty() {
        let _ = writeln!(text, "Codings: the same again in {same}");
    }
    if !other.is_empty() {
        let _ = writeln!(text, "Codings: others in {other}");
        if manifest.codebook_version != again.codebook_version {
            let _ = writeln!(text, "  the codebook is now {}", again.codebook_version);
        }
    }
    text
}

fn made_again(found: &Verification, again: &Remade) -> String {
    let same = again.outputs.values().filter(|same| **same).count();
    let mut text = format!(
        "Made again: {same} of {} files come out the same\n",
        again.outputs.len()
    );
    if !again.manifest {
        let because = reason(&found.cause(MANIFEST_FILE));
        let _ = writeln!(
            text,
            "  otherwise, {because}: what {MANIFEST_FILE} says of the report itself"
        );
    }
    // Files that differ for the same reason stand together.
    let mut differing: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for (name, _) in again.outputs.iter().filter(|(_, same)| !**same) {
        let because = reason(&found.cause(name));
        differing.entry(because).or_default().push(name);
    }
    for (because, names) in differing {
        let _ = writeln!(text, "  otherwise, {because}: {}", names.join(", "));
    }
    for name in &again.new_outputs {
        let _ = writeln!(text, "  now there as well: {name}");
    }
    for (name, state) in &found.outputs {
        if *state == FileState::Changed && again.outputs.get(name) == Some(&true) {
            let _ = writeln!(
                text,
                "  {name} was edited after it was written: \"canvass report\" puts it right"
            );
        }
    }
    text
}

fn reason(cause: &Cause) -> String {
    match cause {
        Cause::Program => "likely because of the other version of canvass".to_owned(),
        Cause::Inputs(names) => format!("likely because of {}", names.join(", ")),
        Cause::Unknown => "though nothing that they are made from has changed (another build of canvass, or a fault of it: please report it)".to_owned(),
    }
}

#[derive(Serialize)]
struct Json<'a> {
    version: u32,
    kind: &'static str,
    reproduced: bool,
    made_by: &'a str,
    this_is: &'static str,
    wave: &'a str,
    released: bool,
    codebook: Book<'a>,
    inputs: Vec<File<'a>>,
    outputs: Vec<Output<'a>>,
    codings: Vec<Coding<'a>>,
    of_another_report: &'a [String],
    can_be_made_again: bool,
    manifest_same_again: Option<bool>,
}

#[derive(Serialize)]
struct Book<'a> {
    id: &'a str,
    then: &'a str,
    now: Option<&'a str>,
}

#[derive(Serialize)]
struct File<'a> {
    name: &'a str,
    state: &'static str,
}

#[derive(Serialize)]
struct Output<'a> {
    name: &'a str,
    state: &'static str,
    same_again: Option<bool>,
    because_of: Vec<String>,
}

#[derive(Serialize)]
struct Coding<'a> {
    wave: &'a str,
    same_again: bool,
}

impl<'a> Json<'a> {
    fn of(found: &'a Verification) -> Self {
        let manifest = &found.manifest;
        let again = found.again.as_ref().ok();
        let file = |(name, state): (&'a String, &FileState)| File {
            name,
            state: name_of(*state),
        };
        let new = again.iter().flat_map(|again| &again.new_inputs);
        let new = new.map(|name| File { name, state: "new" });
        let new_outputs = again.iter().flat_map(|again| &again.new_outputs);
        let new_outputs = new_outputs.map(|name| Output {
            name,
            state: "new",
            same_again: Some(false),
            because_of: because_of(&found.cause(name)),
        });
        let outputs = found.outputs.iter().map(|(name, state)| {
            let same_again = again.and_then(|again| again.outputs.get(name)).copied();
            Output {
                name,
                state: name_of(*state),
                same_again,
                because_of: match same_again {
                    Some(false) => because_of(&found.cause(name)),
                    _ => Vec::new(),
                },
            }
        });
        let codings = again.iter().flat_map(|again| &again.codings);
        Json {
            version: VERSION,
            kind: "verify",
            reproduced: found.is_reproduced(),
            made_by: &manifest.canvass,
            this_is: Verification::CANVASS,
            wave: &manifest.wave,
            released: manifest.released,
            codebook: Book {
                id: &manifest.codebook,
                then: &manifest.codebook_version,
                now: again.map(|again| again.codebook_version.as_str()),
            },
            inputs: found.inputs.iter().map(file).chain(new).collect(),
            outputs: outputs.chain(new_outputs).collect(),
            codings: codings
                .map(|(wave, same)| Coding {
                    wave,
                    same_again: *same,
                })
                .collect(),
            of_another_report: &found.strays,
            can_be_made_again: again.is_some(),
            manifest_same_again: again.map(|again| again.manifest),
        }
    }
}

fn name_of(state: FileState) -> &'static str {
    match state {
        FileState::Same => "same",
        FileState::Changed => "changed",
        FileState::Missing => "missing",
    }
}

fn because_of(cause: &Cause) -> Vec<String> {
    match cause {
        Cause::Program => vec!["canvass".to_owned()],
        Cause::Inputs(names) => names.clone(),
        Cause::Unknown => Vec::new(),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use std::fs;

    use canvass::pipeline::{MANIFEST_FILE, ReportFiles, ReportFormat};
    use serde_json::Value;

    use super::*;
    use crate::example;
    use crate::figures::tests::schema::check;

    const MANIFEST: &str = include_str!("../../schemas/manifest.schema.json");
    const VERIFY: &str = include_str!("../../schemas/verify.schema.json");

    #[test]
    fn manifests_and_what_is_found_are_what_the_schemas_describe() {
        let folder = tempfile::tempdir().unwrap();
        let project = folder.path();
        let out = project.join("out");
        example::write(project).unwrap();
        let wanted = ReportFiles {
            formats: vec![ReportFormat::Text],
            pictures: None,
        };
        let analysis = pipeline::analyse(project).unwrap().value;
        pipeline::publish(&analysis, &out, &wanted).unwrap();
        let text = fs::read_to_string(out.join(MANIFEST_FILE)).unwrap();
        let schema: Value = serde_json::from_str(MANIFEST).unwrap();
        check(
            &schema,
            &schema,
            &serde_json::from_str(&text).unwrap(),
            "manifest",
        );

        fs::write(project.join("commentary.md"), "not read").unwrap();
        fs::create_dir(project.join("commentary")).unwrap();
        fs::write(project.join("commentary/summary.md"), "New.").unwrap();
        fs::write(out.join("report.html"), "old").unwrap();
        let schema: Value = serde_json::from_str(VERIFY).unwrap();
        for broken in [false, true] {
            if broken {
                fs::remove_file(project.join("codebook.toml")).unwrap();
            }
            let found = pipeline::verify(project, &out).unwrap();
            assert_eq!(found.again.is_err(), broken);
            let found = serde_json::to_value(Json::of(&found)).unwrap();
            check(&schema, &schema, &found, "verify");
            let new = found["inputs"].as_array().unwrap().iter();
            let new: Vec<_> = new.filter(|file| file["state"] == "new").collect();
            assert_eq!(new.len(), usize::from(!broken));
            assert_eq!(
                found["of_another_report"],
                serde_json::json!(["report.html"])
            );
        }
    }
}
