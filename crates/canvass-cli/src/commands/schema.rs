//! The JSON Schemas: of the files that people write, which the library keeps, and of what commands print.

use canvass::config;

use crate::terminal::{Done, Failure, print};

/// What commands print with `--format json`.
const OUTPUTS: &[(&str, &str)] = &[
    ("tables", include_str!("../../schemas/tables.schema.json")),
    ("compare", include_str!("../../schemas/compare.schema.json")),
    (
        "agreement",
        include_str!("../../schemas/agreement.schema.json"),
    ),
];

/// Prints a schema, or the list of all.
pub(crate) fn run(name: Option<&str>) -> Result<Done, Failure> {
    let text = match name {
        None => {
            let files = config::SCHEMAS
                .iter()
                .map(|(name, _)| format!("{name}: {name}.toml\n"));
            let outputs = OUTPUTS
                .iter()
                .map(|(name, _)| format!("{name}: what \"canvass {name} --format json\" prints\n"));
            files.chain(outputs).collect()
        }
        Some(name) => schema(name)?.to_owned(),
    };
    print(&text)?;
    Ok(Done::Clean)
}

fn schema(name: &str) -> Result<&'static str, Failure> {
    let mut all = config::SCHEMAS.iter().chain(OUTPUTS);
    let found = all.find(|(known, _)| *known == name);
    found
        .map(|(_, text)| *text)
        .ok_or_else(|| Failure::UnknownSchema {
            name: name.to_owned(),
            known: config::SCHEMAS
                .iter()
                .chain(OUTPUTS)
                .map(|(known, _)| *known)
                .collect(),
        })
}
