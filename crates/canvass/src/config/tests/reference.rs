//! `docs/canvass-toml.md` describes exactly what the reader knows.

use std::collections::{BTreeMap, BTreeSet};

use super::{Texts, parse};
use crate::config::{keys, membership};

const PAGE: &str = include_str!(concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/../../docs/canvass-toml.md"
));

/// The keys that the page describes under each heading that names a table.
fn described() -> BTreeMap<&'static str, BTreeSet<&'static str>> {
    let mut described: BTreeMap<_, BTreeSet<_>> = BTreeMap::new();
    let mut table = None;
    for line in PAGE.lines() {
        if line.starts_with("##") {
            let heading = line.trim_start_matches('#').trim();
            table = heading
                .strip_prefix('`')
                .and_then(|name| name.strip_suffix('`'));
        } else if let (Some(table), Some(row)) = (table, line.strip_prefix("| `")) {
            let (key, _) = row.split_once('`').unwrap();
            let fresh = described.entry(table).or_default().insert(key);
            assert!(fresh, "{key} is described twice under {table}");
        }
    }
    described
}

#[test]
fn every_key_is_described_and_nothing_else() {
    let known: BTreeMap<_, BTreeSet<_>> = keys::ALL
        .iter()
        .map(|keys| (keys.table, keys.names.iter().copied().collect()))
        .collect();
    assert_eq!(known.len(), keys::ALL.len(), "two tables have one name");
    assert_eq!(described(), known);
}

/// The text of the first block of this kind under a heading.
fn block(heading: &str, kind: &str) -> &'static str {
    let (_, section) = PAGE.split_once(&format!("\n## `{heading}`\n")).unwrap();
    let (_, block) = section.split_once(&format!("```{kind}\n")).unwrap();
    block.split_once("```").unwrap().0
}

#[test]
fn its_examples_are_a_project() {
    let texts = Texts {
        canvass: block("canvass.toml", "toml"),
        codebook: block("codebook.toml", "toml"),
        membership: Some(block("membership.csv", "csv")),
        actions: Some(block("actions.toml", "toml")),
        beside: &[],
        files: &[],
    };
    let project = parse(&texts).unwrap_or_else(|faults| panic!("{faults}"));
    assert!(project.diagnostics.is_empty());
    assert_eq!(project.value.membership.totals.len(), 2);
    assert_eq!(project.value.actions.len(), 2);
    assert!(
        texts
            .membership
            .unwrap()
            .starts_with(&membership::COLUMNS.join(","))
    );
}

#[test]
fn its_links_lead_to_its_headings() {
    let anchors: BTreeSet<String> = PAGE
        .lines()
        .filter(|line| line.starts_with("##"))
        .map(|line| {
            let heading = line.trim_start_matches('#').trim().to_lowercase();
            let kept = heading
                .chars()
                .filter(|c| c.is_alphanumeric() || "_- ".contains(*c));
            kept.collect::<String>().replace(' ', "-")
        })
        .collect();
    let links: Vec<&str> = PAGE
        .split("](#")
        .skip(1)
        .map(|link| link.split(')').next().unwrap())
        .collect();
    assert!(links.len() > 10);
    for link in links {
        assert!(anchors.contains(link), "no heading has the anchor {link}");
    }
}
