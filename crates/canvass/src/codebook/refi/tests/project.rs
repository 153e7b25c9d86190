//! A project file: every rule of the schema that can be told from its parts.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read};
use std::sync::Arc;

use roxmltree::{Document, Node};

use super::{book, check_codes, is_guid, named, order};
use crate::codebook::project_file;
use crate::codebook::tests::{Waves, compiled};
use crate::coding::{Coding, Codings, Evidence, Source};
use crate::survey::{CodeRef, OptionId, QuestionId};

/// The parts of the project of two answers with codings from three sources.
fn parts() -> BTreeMap<String, String> {
    let waves = Waves::new(&[&["Ŵe speak\r\nup & <speak>\u{b}", "nothing here"]]);
    let book = book();
    let by_rules = compiled(&book).code_wave(waves.survey(), &waves.responses()[0]);
    let coding = |code: &str, source, evidence: Vec<Evidence>| Coding {
        respondent: 0,
        question: QuestionId::new("more").unwrap_or_else(|e| panic!("{e}")),
        code: CodeRef::parse(code).unwrap_or_else(|e| panic!("{e}")),
        source,
        evidence,
        negated: true,
        stance: None,
    };
    let mut codings = by_rules.codings().to_vec();
    let option = OptionId::new("o").unwrap_or_else(|e| panic!("{e}"));
    codings.push(coding("theme:money", Source::Option(option), vec![]));
    let coder: Arc<str> = "Ann".into();
    codings.push(coding("theme:money", Source::Person { coder }, vec![]));
    let codings = Codings::new(
        by_rules.wave().clone(),
        "test".into(),
        "2".into(),
        codings,
        by_rules.answers().to_vec(),
    );
    let bytes = waves
        .with(|answers| project_file("Members & more", &book, answers, &[&codings]))
        .unwrap_or_else(|e| panic!("{e}"));
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap_or_else(|e| panic!("{e}"));
    (0..archive.len())
        .map(|at| {
            let mut part = archive.by_index(at).unwrap_or_else(|e| panic!("{e}"));
            let mut text = String::new();
            part.read_to_string(&mut text)
                .unwrap_or_else(|e| panic!("{e}"));
            let name = part.name().unwrap_or_else(|e| panic!("{e}"));
            (name.into_owned(), text)
        })
        .collect()
}

fn document(text: &str) -> Document<'_> {
    Document::parse(text).unwrap_or_else(|e| panic!("{e}"))
}

#[test]
fn a_project_keeps_to_the_schema() {
    let parts = parts();
    let document = document(&parts["project.qde"]);
    let root = document.root_element();
    assert!(root.has_tag_name(("urn:QDA-XML:project:1.0", "Project")));
    assert_eq!(root.attribute("name"), Some("Members & more"));
    assert_eq!(
        order(root),
        ["Users", "CodeBook", "Variables", "Cases", "Sources", "Sets"]
    );
    assert_eq!(order(named(&document, "CodeBook")[0]), ["Codes"]);
    check_codes(&document);
    for set in named(&document, "MemberCode") {
        assert_eq!(set.attribute("guid"), None);
        assert!(set.attribute("targetGUID").is_some_and(is_guid));
    }
    for variable in named(&document, "Variable") {
        assert_eq!(variable.attribute("typeOfVariable"), Some("Text"));
    }
    for case in named(&document, "Case") {
        let order = order(case);
        let rest = order.strip_prefix(&["CodeRef"]).unwrap_or(&order);
        assert_eq!(rest, ["VariableValue", "SourceRef"]);
    }
    for value in named(&document, "VariableValue") {
        assert_eq!(order(value), ["VariableRef", "TextValue"]);
    }
    for source in named(&document, "TextSource") {
        let allowed = ["PlainTextSelection", "Coding", "VariableValue"];
        let order = order(source);
        let mut in_order = allowed.iter().filter(|name| order.contains(name));
        assert!(
            order.iter().all(|name| in_order.next() == Some(name)),
            "{order:?}"
        );
    }
    for selection in named(&document, "PlainTextSelection") {
        assert_eq!(order(selection), ["Description", "Coding"]);
    }
    for coding in named(&document, "Coding") {
        assert_eq!(order(coding), ["CodeRef"]);
    }
}

#[test]
fn whatever_is_referred_to_is_there_and_has_an_identifier_of_its_own() {
    let parts = parts();
    let document = document(&parts["project.qde"]);
    let mut guids = BTreeSet::new();
    for guid in document
        .descendants()
        .filter_map(|node| node.attribute("guid"))
    {
        assert!(is_guid(guid), "{guid}");
        assert!(guids.insert(guid), "{guid} is there twice");
    }
    let attributes = ["targetGUID", "creatingUser", "creatingUserGUID"];
    let referred = |node: Node<'_, '_>| -> Vec<String> {
        let values = attributes.iter().filter_map(|name| node.attribute(*name));
        values.map(str::to_owned).collect()
    };
    for reference in document.descendants().flat_map(referred) {
        assert!(guids.contains(reference.as_str()), "{reference}");
    }
    let names: BTreeSet<_> = named(&document, "TextSource")
        .iter()
        .filter_map(|s| s.attribute("name"))
        .collect();
    assert_eq!(names.len(), 2);
}

#[test]
fn places_are_characters_of_the_text_that_is_packed() {
    let parts = parts();
    let document = document(&parts["project.qde"]);
    let mut coded = Vec::new();
    for source in named(&document, "TextSource") {
        let path = source.attribute("plainTextPath").unwrap_or_default();
        let name = path.strip_prefix("internal://").unwrap_or_default();
        assert_eq!(name.strip_suffix(".txt"), source.attribute("guid"));
        let text = &parts[&format!("sources/{name}")];
        assert!(!text.starts_with('\u{feff}') && !text.contains(['\r', '\n', '\u{b}']));
        for selection in source
            .children()
            .filter(|n| n.has_tag_name(("urn:QDA-XML:project:1.0", "PlainTextSelection")))
        {
            let place = |name| -> usize {
                let place = selection
                    .attribute(name)
                    .and_then(|place| place.parse().ok());
                place.unwrap_or_else(|| panic!("{name}"))
            };
            let (start, end) = (place("startPosition"), place("endPosition"));
            let words: String = text.chars().skip(start).take(end - start).collect();
            assert_eq!(selection.attribute("name"), Some(words.as_str()));
            coded.push((start, words));
        }
    }
    assert_eq!(coded, [(3, "speak".to_owned()), (16, "speak".to_owned())]);
    assert!(parts.values().any(|text| text == "Ŵe speak  up & <speak> "));
}

#[test]
fn every_source_of_codings_is_a_user() {
    let parts = parts();
    let document = document(&parts["project.qde"]);
    let users: Vec<_> = named(&document, "User")
        .iter()
        .filter_map(|user| user.attribute("name"))
        .collect();
    assert_eq!(users, ["Rules of test 2", "canvass", "person: Ann"]);
    // The person's coding is of the whole answer, the chosen option's of the person who chose it.
    let whole: Vec<_> = named(&document, "TextSource")
        .iter()
        .flat_map(|source| source.children())
        .filter(|node| node.has_tag_name(("urn:QDA-XML:project:1.0", "Coding")))
        .collect();
    assert_eq!(whole.len(), 1);
    let case_codes = named(&document, "Case")
        .iter()
        .flat_map(|case| case.children())
        .filter(|n| n.has_tag_name(("urn:QDA-XML:project:1.0", "CodeRef")))
        .count();
    assert_eq!(case_codes, 1);
    let described = named(&document, "PlainTextSelection");
    let text = described[0].first_element_child().and_then(|d| d.text());
    assert_eq!(text, Some("Found by theme:voice#1\nStance: neutral"));
}
