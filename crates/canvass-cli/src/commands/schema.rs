//! The JSON Schemas: of the files that people write, which the library keeps, and of what commands print.

use canvass::config;

use crate::terminal::{Done, Failure, print};

/// What commands write: the name, what it is, the schema.
const OUTPUTS: &[(&str, &str, &str)] = &[
    (
        "tables",
        "what \"canvass tables --format json\" prints",
        include_str!("../../schemas/tables.schema.json"),
    ),
    (
        "compare",
        "what \"canvass compare --format json\" prints",
        include_str!("../../schemas/compare.schema.json"),
    ),
    (
        "agreement",
        "what \"canvass agreement --format json\" prints",
        include_str!("../../schemas/agreement.schema.json"),
    ),
    (
        "model",
        "what \"canvass agreement --model --format json\" prints",
        include_str!("../../schemas/model.schema.json"),
    ),
    (
        "verify",
        "what \"canvass verify --format json\" prints",
        include_str!("../../schemas/verify.schema.json"),
    ),
    (
        "manifest",
        "the manifest beside a report",
        include_str!("../../schemas/manifest.schema.json"),
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
                .map(|(name, what, _)| format!("{name}: {what}\n"));
            files.chain(outputs).collect()
        }
        Some(name) => schema(name)?.to_owned(),
    };
    print(&text)?;
    Ok(Done::Clean)
}

/// Every schema with its name.
fn all() -> impl Iterator<Item = (&'static str, &'static str)> {
    let outputs = OUTPUTS.iter().map(|(name, _, text)| (*name, *text));
    config::SCHEMAS.iter().copied().chain(outputs)
}

fn schema(name: &str) -> Result<&'static str, Failure> {
    let found = all().find(|(known, _)| *known == name);
    found
        .map(|(_, text)| text)
        .ok_or_else(|| Failure::UnknownSchema {
            name: name.to_owned(),
            known: all().map(|(known, _)| known).collect(),
        })
}
