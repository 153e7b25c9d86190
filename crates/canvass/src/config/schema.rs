/// The JSON Schemas of the files that people write, by name. An editor that knows TOML completes keys and values by
/// them, and marks what cannot be. They say less than reading the files does: whether a reference leads anywhere, or
/// two waves' words agree, [`load`](super::load) finds out.
pub const SCHEMAS: &[(&str, &str)] = &[
    ("canvass", include_str!("schemas/canvass.schema.json")),
    ("codebook", include_str!("schemas/codebook.schema.json")),
    ("actions", include_str!("schemas/actions.schema.json")),
];
