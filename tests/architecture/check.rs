//! The checks. Each gives what it found, in words that say what to do.

use std::collections::BTreeSet;

use crate::rules::{
    HOMES, LAYERS, MOST_LINES, PRINTING, SHARED_BY_RENDERERS, WITHIN_A_LAYER, layer,
};
use crate::source::SourceFile;

/// Uses of a module of the same layer or of a layer above.
pub(crate) fn layers(file: &SourceFile) -> Vec<String> {
    let user = file.top();
    let Some(own) = layer(&user) else {
        return Vec::new();
    };
    let mut problems = Vec::new();
    for used in file.used() {
        let Some(name) = used.path.first().filter(|name| **name != user) else {
            continue;
        };
        let Some(other) = layer(name) else { continue };
        if other < own || WITHIN_A_LAYER.contains(&(user.as_str(), name.as_str())) {
            continue;
        }
        problems.push(format!(
            "{}:{}: `{user}` is in layer {own} and uses `{name}` of layer {other}; a module may use lower layers \
             only. Move what both need down into a lower layer, or hand it in as an argument from above.",
            file.path, used.line,
        ));
    }
    problems.dedup();
    problems
}

/// Renderers that use each other.
pub(crate) fn renderers(file: &SourceFile) -> Vec<String> {
    let module = file.module();
    let [top, own, ..] = module.as_slice() else {
        return Vec::new();
    };
    if top != "render" || SHARED_BY_RENDERERS.contains(&own.as_str()) {
        return Vec::new();
    }
    let mut problems = Vec::new();
    for used in file.used() {
        let [top, other, ..] = used.path.as_slice() else {
            continue;
        };
        // `crate::render::RenderError` is what `render` shares with everybody.
        let is_module = other.starts_with(char::is_lowercase);
        if top == "render"
            && is_module
            && other != own
            && !SHARED_BY_RENDERERS.contains(&other.as_str())
        {
            problems.push(format!(
                "{}:{}: the renderer `{own}` uses the renderer `{other}`. What both need belongs into the document \
                 model, or into a module of `render` that SHARED_BY_RENDERERS in tests/architecture/rules.rs names.",
                file.path, used.line,
            ));
        }
    }
    problems
}

/// Crates outside the modules that they belong to.
pub(crate) fn homes(file: &SourceFile) -> Vec<String> {
    let tokens = file.tokens();
    let word = |i: usize| tokens.get(i).map_or("", |token| token.text.as_str());
    let mut problems = Vec::new();
    for (i, token) in tokens.iter().enumerate() {
        let Some((name, homes)) = HOMES.iter().find(|(name, _)| *name == token.text) else {
            continue;
        };
        let before = i.checked_sub(1).map_or("", word);
        let names_the_crate =
            before != "::" && (word(i + 1) == "::" || (before == "use" && word(i + 1) == ";"));
        if names_the_crate && !homes.contains(&file.top().as_str()) {
            problems.push(format!(
                "{}:{}: the crate `{name}` is for {} only. Do the work there, and hand the result on as a type of \
                 our own.",
                file.path,
                token.line,
                homes.join(" and "),
            ));
        }
    }
    problems
}

/// Places where the library prints.
pub(crate) fn printing(file: &SourceFile) -> Vec<String> {
    let tokens = file.tokens();
    let mut problems = Vec::new();
    for (i, token) in tokens.iter().enumerate() {
        let with_next = format!(
            "{}{}",
            token.text,
            tokens.get(i + 1).map_or("", |next| next.text.as_str())
        );
        if PRINTING.contains(&token.text.as_str()) || PRINTING.contains(&with_next.as_str()) {
            problems.push(format!(
                "{}:{}: the library prints. Give the words back to the caller: as a result, or as a diagnostic.",
                file.path, token.line,
            ));
        }
    }
    problems
}

/// A file that is too long.
pub(crate) fn length(file: &SourceFile) -> Vec<String> {
    let lines = file.text.lines().count();
    let message = || {
        format!(
            "{}: {lines} lines, and {MOST_LINES} is the most. Split it by what its parts do.",
            file.path
        )
    };
    if lines > MOST_LINES {
        vec![message()]
    } else {
        Vec::new()
    }
}

/// Modules without a layer, layers without their module, and modules whose first line names another layer.
pub(crate) fn modules(files: &[SourceFile]) -> Vec<String> {
    let mut problems = Vec::new();
    let there: BTreeSet<String> = files
        .iter()
        .map(SourceFile::top)
        .filter(|name| !name.is_empty())
        .collect();
    for name in &there {
        if layer(name).is_none() {
            problems.push(format!(
                "`{name}` has no layer. Give it one in tests/architecture/rules.rs and in docs/architecture.md."
            ));
        }
    }
    for (number, name) in LAYERS
        .iter()
        .enumerate()
        .flat_map(|(number, names)| names.iter().map(move |n| (number, n)))
    {
        let paths = [format!("{name}/mod.rs"), format!("{name}.rs")];
        match files.iter().find(|file| paths.contains(&file.path)) {
            None => problems.push(format!(
                "there is no module `{name}`. Take it out of tests/architecture/rules.rs and docs/architecture.md."
            )),
            Some(file) if !file.text.starts_with(&format!("//! Layer {number}. ")) => problems.push(format!(
                "{}: the first line must start with \"//! Layer {number}. \" and say what the module is for.",
                file.path
            )),
            Some(_) => {}
        }
    }
    problems
}

/// Differences between the layers here and the table of `docs/architecture.md`.
pub(crate) fn documented(page: &str) -> Vec<String> {
    let mut told = BTreeSet::new();
    for line in page.lines() {
        let cells: Vec<&str> = line.split('|').map(str::trim).collect();
        let [_, number, module, ..] = cells.as_slice() else {
            continue;
        };
        if let (Ok(number), Some(module)) = (
            number.parse(),
            module.strip_prefix('`').and_then(|m| m.strip_suffix('`')),
        ) {
            told.insert((number, module.to_owned()));
        }
    }
    let kept: BTreeSet<(usize, String)> = LAYERS
        .iter()
        .enumerate()
        .flat_map(|(n, names)| names.iter().map(move |name| (n, (*name).to_owned())))
        .collect();
    let mut problems = Vec::new();
    for (number, module) in told.difference(&kept) {
        problems.push(format!(
            "docs/architecture.md has `{module}` in layer {number}, and rules.rs has not."
        ));
    }
    for (number, module) in kept.difference(&told) {
        problems.push(format!(
            "docs/architecture.md does not have `{module}` in layer {number}, and rules.rs has."
        ));
    }
    problems
}
