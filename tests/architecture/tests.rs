//! The checks themselves, on small invented sources: each must find what it is for, and nothing else.

use crate::check;
use crate::rules::LAYERS;
use crate::source::SourceFile;

fn file(path: &str, text: &str) -> SourceFile {
    SourceFile {
        path: path.to_owned(),
        text: text.to_owned(),
    }
}

/// The lines that a check complains of.
fn lines(problems: &[String]) -> Vec<usize> {
    problems
        .iter()
        .filter_map(|problem| problem.split(':').nth(1)?.parse().ok())
        .collect()
}

#[test]
fn a_use_of_a_layer_above_or_beside_is_found_however_it_is_written() {
    let text = "use crate::survey::Wave;
use crate::{
    stats::{self, Percent},
    report::Report as Other, pipeline,
};
use super::super::disclosure::release;
fn f() -> crate::compare::Change { super::inner() }
mod tests {
    use super::super::super::document::Table;
    use super::*;
}
fn g(x: super::super::chart::Scene) {}
";
    let problems = check::layers(&file("tabulate/codes.rs", text));
    assert_eq!(lines(&problems), [4, 4, 6, 7, 9, 12]);
    assert!(
        problems[0].contains("`tabulate` is in layer 4 and uses `report` of layer 7"),
        "{}",
        problems[0]
    );
}

#[test]
fn what_only_looks_like_a_use_is_not_one() {
    let text = r####"//! See [`crate::report`].
/* use crate::report::Report; /* crate::pipeline */ still */
const A: &str = "use crate::report::Report; \" crate::pipeline";
const B: &str = r#"crate::report " crate::chart"#;
const C: [char; 2] = ['"', '\''];
fn lifetime<'a>(x: &'a str) -> &'a str { x }
use crate::stats;
use crate::tabulate::codes;
"####;
    assert_eq!(check::layers(&file("tabulate/codes.rs", text)), [""; 0]);
}

#[test]
fn the_listed_use_within_a_layer_holds_in_one_direction_only() {
    assert_eq!(
        check::layers(&file("compare/shift.rs", "use crate::tabulate::OneWay;")),
        [""; 0]
    );
    assert_eq!(
        check::layers(&file("tabulate/shift.rs", "use crate::compare::Change;")).len(),
        1
    );
}

#[test]
fn a_renderer_that_uses_another_is_found() {
    let text = "use super::super::html::escape;\nuse crate::render::{RenderError, clean::clean, html};\nuse super::body;\n";
    let problems = check::renderers(&file("render/docx/figure.rs", text));
    assert_eq!(lines(&problems), [1, 2]);
    assert_eq!(
        check::renderers(&file("render/mod.rs", "mod html; pub use html::html;")),
        [""; 0]
    );
}

#[test]
fn a_crate_outside_its_home_is_found() {
    let text = "mod toml;\nuse polars::prelude::DataFrame;\nfn f(z: zip::ZipArchive) {}\nuse plotters;\nuse crate::config::toml;\n";
    assert_eq!(
        lines(&check::homes(&file("frames/estimates.rs", text))),
        [3, 4]
    );
    assert_eq!(lines(&check::homes(&file("chart/draw.rs", text))), [2, 3]);
}

#[test]
fn printing_is_found() {
    let text = "//! println!(\"fine\")\nfn f() {\n    println!(\"no\");\n    let out = std::io::stdout();\n    write!(out, \"\");\n}\n";
    assert_eq!(
        lines(&check::printing(&file("stats/ranks.rs", text))),
        [3, 4]
    );
}

#[test]
fn a_long_file_is_found() {
    assert_eq!(check::length(&file("a.rs", &"\n".repeat(600))), [""; 0]);
    assert_eq!(check::length(&file("a.rs", &"\n".repeat(601))).len(), 1);
}

#[test]
fn modules_and_layers_that_do_not_match_are_found() {
    let mut files = Vec::new();
    for (number, name) in LAYERS
        .iter()
        .enumerate()
        .flat_map(|(n, names)| names.iter().map(move |name| (n, name)))
    {
        files.push(file(
            &format!("{name}/mod.rs"),
            &format!("//! Layer {number}. Things in, things out.\n"),
        ));
    }
    assert_eq!(check::modules(&files), [""; 0]);

    files[0].text = "//! Layer 7. Faults.\n".to_owned();
    files.push(file("widgets/mod.rs", "//! Layer 3. Widgets.\n"));
    files.remove(1);
    let problems = check::modules(&files);
    assert_eq!(problems.len(), 3, "{problems:?}");
    assert!(
        problems[0].contains("`widgets` has no layer"),
        "{problems:?}"
    );
}

#[test]
fn a_page_with_other_layers_is_found() {
    let row =
        |(number, name): (usize, &str)| format!("| {number} | `{name}` | things | things |\n");
    let all = || {
        LAYERS
            .iter()
            .enumerate()
            .flat_map(|(n, names)| names.iter().map(move |name| (n, *name)))
    };
    assert_eq!(
        check::documented(&all().map(row).collect::<String>()),
        [""; 0]
    );
    let moved: String = all()
        .map(|(n, name)| row((if name == "chart" { 8 } else { n }, name)))
        .collect();
    assert_eq!(check::documented(&moved).len(), 2);
}
