use std::fmt::Write as _;

use crate::config::toml_string;
use crate::survey::Codebook;

/// The frames and codes of a codebook as a file of their own: labels, definitions, examples and groups, without
/// rules, sets and the Theory of Change.
pub(super) fn frames(book: &Codebook) -> String {
    let mut out = String::new();
    let key = |out: &mut String, key: &str, value: &str| {
        if !value.is_empty() {
            let _ = writeln!(out, "{key} = {}", toml_string(value));
        }
    };
    key(&mut out, "id", &book.id);
    key(&mut out, "version", &book.version);
    for frame in &book.frames {
        out.push_str("\n[[frame]]\n");
        key(&mut out, "id", frame.id.as_str());
        key(&mut out, "label", &frame.label);
        key(&mut out, "kind", frame.kind.name());
        for group in &frame.groups {
            out.push_str("\n[[frame.group]]\n");
            key(&mut out, "label", &group.label);
            let codes: Vec<String> = group
                .codes
                .iter()
                .map(|c| toml_string(c.as_str()))
                .collect();
            let _ = writeln!(out, "codes = [{}]", codes.join(", "));
        }
        for code in &frame.codes {
            out.push_str("\n[[frame.code]]\n");
            key(&mut out, "id", code.id.as_str());
            key(&mut out, "label", &code.label);
            key(&mut out, "definition", &code.definition);
            key(&mut out, "use_when", &code.use_when);
            key(&mut out, "not_for", &code.not_for);
            let examples = code.examples.iter().map(|example| &example.text);
            let near_misses = code.near_misses.iter().map(|near_miss| &near_miss.text);
            for (name, texts) in [
                ("examples", examples.collect::<Vec<_>>()),
                ("near_misses", near_misses.collect()),
            ] {
                if !texts.is_empty() {
                    let texts: String = texts
                        .iter()
                        .map(|t| format!("  {},\n", toml_string(t)))
                        .collect();
                    let _ = write!(out, "{name} = [\n{texts}]\n");
                }
            }
            key(&mut out, "since", code.since.as_deref().unwrap_or_default());
            key(&mut out, "note", &code.note);
        }
    }
    out
}
