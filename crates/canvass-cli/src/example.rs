//! The example project, carried in the binary.

use std::path::Path;

use canvass::pipeline::{OutputFile, write_all};

use crate::input::{InItsPlace, in_its_place};
use crate::terminal::Failure;

macro_rules! example_files {
    ($($name:literal)*) => {
        &[$(($name, include_bytes!(concat!("../../../fixtures/members-questionnaire/", $name)))),*]
    };
}

/// Every file of the example project, by its path in the project.
const FILES: &[(&str, &[u8])] = example_files! {
    "canvass.toml"
    "codebook.toml"
    "membership.csv"
    "actions.toml"
    "exports/2022-google-forms.csv"
    "exports/2023-surveymonkey.csv"
    "exports/2024-microsoft-forms.xlsx"
};

/// Writes the example project into `folder`. What is there already stays; it must be the example's.
pub(crate) fn write(folder: &Path) -> Result<(), Failure> {
    let mut missing: Vec<(&str, &[u8])> = Vec::new();
    for (name, bytes) in FILES {
        let path = folder.join(name);
        match in_its_place(&path, bytes)? {
            InItsPlace::Nothing => missing.push((name, bytes)),
            InItsPlace::Same => {}
            InItsPlace::Other => {
                return Err(Failure::NotTheExample {
                    folder: folder.display().to_string(),
                    name: (*name).to_owned(),
                });
            }
        }
    }
    for (name, bytes) in missing {
        let path = Path::new(name);
        let place = folder.join(path.parent().unwrap_or(Path::new("")));
        let file_name = path
            .file_name()
            .map_or_else(String::new, |n| n.to_string_lossy().into_owned());
        write_all(
            &place,
            &[OutputFile {
                name: file_name,
                bytes: bytes.to_vec(),
            }],
        )?;
    }
    Ok(())
}
