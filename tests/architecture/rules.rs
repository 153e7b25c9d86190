//! What the library keeps to. `docs/architecture.md` says why.

/// A layer and its modules. A module may use the modules of layers below its own.
pub(crate) const LAYERS: [&[&str]; 10] = [
    &["diagnostics", "fingerprint", "limits", "stats"],
    &["survey", "wording"],
    &["config"],
    &["coding", "ingest"],
    &[
        "agreement",
        "codebook",
        "compare",
        "draft",
        "review",
        "suggest",
        "tabulate",
    ],
    &["disclosure"],
    &["document", "frames"],
    &["chart", "report"],
    &["render"],
    &["pipeline"],
];

/// The only uses within a layer, as (user, used).
pub(crate) const WITHIN_A_LAYER: [(&str, &str); 2] =
    [("compare", "tabulate"), ("diagnostics", "limits")];

/// The modules of `render` that every renderer may use, and a test of all of them. All others are renderers, and none
/// knows another.
pub(crate) const SHARED_BY_RENDERERS: [&str; 6] = [
    "address",
    "clean",
    "commentary_tests",
    "error",
    "logo",
    "plain",
];

/// Crates that belong to some modules only, so that each can be replaced in one place.
pub(crate) const HOMES: [(&str, &[&str]); 15] = [
    ("csv", &["agreement", "config", "frames", "ingest"]),
    ("minijinja", &["render", "wording"]),
    ("plotters", &["chart"]),
    ("plotters_backend", &["chart"]),
    ("polars", &["frames"]),
    ("pulldown_cmark", &["config"]),
    ("quick_xml", &["codebook", "ingest", "render"]),
    ("resvg", &["chart"]),
    ("rust_xlsxwriter", &["ingest", "render", "review"]),
    ("sha2", &["coding", "fingerprint", "review", "survey"]),
    ("skrifa", &["chart"]),
    ("statrs", &["stats"]),
    ("toml", &["config", "wording"]),
    ("uuid", &["codebook"]),
    ("zip", &["codebook", "ingest", "render"]),
];

/// What a library must leave to the program that uses it.
pub(crate) const PRINTING: [&str; 7] = [
    "dbg!",
    "eprint!",
    "eprintln!",
    "print!",
    "println!",
    "stderr",
    "stdout",
];

/// The most lines that a file may have.
pub(crate) const MOST_LINES: usize = 600;

/// The layer of a module of the library.
pub(crate) fn layer(module: &str) -> Option<usize> {
    LAYERS.iter().position(|modules| modules.contains(&module))
}
