//! The rules of the published schemas, checked on what is written; and hostile files.

use roxmltree::{Document, Node};

use super::{codebook_file, read_codebook_file};
use crate::config::parse_codebook;
use crate::survey::{CodeFrame, Codebook};

mod project;

/// A codebook with everything that is exchanged, and much that is not.
pub(super) fn book() -> Codebook {
    let text = r#"
id = "test"
version = "2"
[sets]
s = "x"
[[frame]]
id = "theme"
label = "Themes & more"
kind = "theme"
[[frame.group]]
label = "A <group>"
codes = ["voice.other", "money"]
[[frame.code]]
id = "voice"
label = "Voice"
definition = "Speaking out,\n  loudly."
use_when = "Somebody speaks."
not_for = "Silence."
examples = ["We \"spoke\" out", "Use when: never"]
near_misses = ["The voice of <reason>"]
since = "2"
note = "Id: theme:money"
rules = ["speak*"]
[[frame.code]]
id = "voice.other"
label = "Other"
definition = "Else."
[[frame.code]]
id = "money"
label = "Money"
definition = "Money."
[[frame.code]]
id = "money.other"
label = "other"
definition = "Else."
[[frame.code]]
id = "gone"
label = "Gone"
definition = "Gone."
status = "retired"
[[frame]]
id = "stance"
label = "Stance"
kind = "stance"
code = [
  { id = "impact", label = "Impact", definition = "I" },
  { id = "request", label = "Request", definition = "R" },
  { id = "criticism", label = "Criticism", definition = "C" },
  { id = "neutral", label = "Neutral", definition = "N" },
]
"#;
    match parse_codebook("codebook.toml", text) {
        Ok(book) => book.value,
        Err(faults) => panic!("{faults}"),
    }
}

pub(super) fn is_guid(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    let lengths: Vec<usize> = parts.iter().map(|part| part.len()).collect();
    lengths == [8, 4, 4, 4, 12] && parts.concat().chars().all(|c| c.is_ascii_hexdigit())
}

/// The names of an element's children, repeats of one after the other left out.
pub(super) fn order<'n>(node: Node<'n, '_>) -> Vec<&'n str> {
    let mut names: Vec<&str> = node
        .children()
        .filter(Node::is_element)
        .map(|child| child.tag_name().name())
        .collect();
    names.dedup();
    names
}

pub(super) fn named<'d, 'i>(document: &'d Document<'i>, name: &str) -> Vec<Node<'d, 'i>> {
    let name = name.to_owned();
    let all = document.descendants();
    all.filter(|node| {
        node.has_tag_name(("urn:QDA-XML:codebook:1.0", name.as_str()))
            || node.has_tag_name(("urn:QDA-XML:project:1.0", name.as_str()))
    })
    .collect()
}

/// Checks every code below a node: what it must have, and in which order.
pub(super) fn check_codes(document: &Document<'_>) {
    let codes = named(document, "Code");
    assert!(!codes.is_empty());
    let mut names = std::collections::BTreeSet::new();
    let mut guids = std::collections::BTreeSet::new();
    for code in codes {
        let guid = code.attribute("guid").unwrap_or_default();
        assert!(is_guid(guid), "{guid}");
        assert!(guids.insert(guid.to_owned()), "{guid} is there twice");
        let name = code.attribute("name").unwrap_or_default();
        assert!(
            names.insert(name.to_lowercase()),
            "\"{name}\" is there twice"
        );
        assert!(matches!(
            code.attribute("isCodable"),
            Some("true" | "false")
        ));
        let order = order(code);
        assert!(
            order == ["Description"] || order == ["Description", "Code"],
            "{order:?}"
        );
    }
}

#[test]
fn a_codebook_keeps_to_the_schema() {
    let text = codebook_file(&book());
    let document = Document::parse(&text).unwrap_or_else(|e| panic!("{e}"));
    let root = document.root_element();
    assert!(root.has_tag_name(("urn:QDA-XML:codebook:1.0", "CodeBook")));
    assert_eq!(order(root), ["Codes", "Sets"]);
    check_codes(&document);
    let frames: Vec<_> = named(&document, "Codes")[0]
        .children()
        .filter(Node::is_element)
        .collect();
    assert_eq!(frames.len(), 2);
    for frame in frames {
        assert_eq!(frame.attribute("isCodable"), Some("false"));
    }
    let names: Vec<_> = named(&document, "Code")
        .iter()
        .filter_map(|c| c.attribute("name"))
        .collect();
    assert_eq!(
        &names[..5],
        [
            "Themes & more",
            "Voice",
            "Other (Voice)",
            "Money",
            "other (Money)"
        ]
    );
    assert!(!names.contains(&"Gone"));
    let sets = named(&document, "Set");
    assert_eq!(sets.len(), 1);
    assert_eq!(sets[0].attribute("name"), Some("A <group>"));
    assert!(is_guid(sets[0].attribute("guid").unwrap_or_default()));
    let codes: Vec<_> = named(&document, "Code")
        .iter()
        .filter_map(|c| c.attribute("guid"))
        .collect();
    for member in named(&document, "MemberCode") {
        assert!(codes.contains(&member.attribute("guid").unwrap_or_default()));
        assert_eq!(member.attribute("targetGUID"), None);
    }
}

#[test]
fn a_codebook_without_groups_has_no_sets() {
    let mut book = book();
    for frame in &mut book.frames {
        frame.groups.clear();
    }
    let text = codebook_file(&book);
    assert!(!text.contains("Set"), "{text}");
}

#[test]
fn names_stay_the_same_when_labels_change() {
    let guids = |book: &Codebook| -> Vec<String> {
        let text = codebook_file(book);
        let document = Document::parse(&text).unwrap_or_else(|e| panic!("{e}"));
        let codes = named(&document, "Code");
        codes
            .iter()
            .filter_map(|c| c.attribute("guid"))
            .map(str::to_owned)
            .collect()
    };
    let mut other = book();
    other.version = "3".into();
    other.frames[0].codes[0].label = "Speaking".into();
    assert_eq!(guids(&book()), guids(&other));
}

/// What is exchanged of frames: blanks evened out, without places, rules and retired codes.
fn exchanged(frames: &[CodeFrame]) -> Vec<CodeFrame> {
    let one_line =
        |text: &mut String| *text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut frames = frames.to_vec();
    for frame in &mut frames {
        frame.retired.clear();
        for code in &mut frame.codes {
            one_line(&mut code.definition);
            for example in &mut code.examples {
                example.place = crate::diagnostics::Place::whole("x");
            }
            for near_miss in &mut code.near_misses {
                near_miss.place = crate::diagnostics::Place::whole("x");
            }
        }
    }
    frames
}

#[test]
fn our_own_export_is_read_back_equal() {
    let text = codebook_file(&book());
    let read = read_codebook_file("test.qdc", text.as_bytes()).unwrap_or_else(|f| panic!("{f}"));
    let read = read.value;
    assert_eq!(exchanged(&read.codebook.frames), exchanged(&book().frames));
    // And once more by way of the file that an analyst keeps.
    assert_eq!(
        (read.codebook.id.as_str(), read.codebook.version.as_str()),
        (book().id.as_str(), book().version.as_str())
    );
    let written = read.to_toml();
    let again = parse_codebook("codebook.toml", &written);
    let again = again
        .unwrap_or_else(|faults| panic!("{faults}\n{written}"))
        .value;
    assert_eq!(exchanged(&again.frames), exchanged(&book().frames));
    assert_eq!(again.frames[0].codes[0].examples[1].text, "Use when: never");
}

#[test]
fn a_codebook_without_our_origin_is_as_late_as_its_codes() {
    let text = codebook_file(&book());
    let origin = format!("origin=\"canvass, codebook {} 2\"", book().id);
    let foreign = text.replace(&origin, "origin=\"Another program\"");
    assert_ne!(text, foreign);
    let read = read_codebook_file("test.qdc", foreign.as_bytes())
        .unwrap_or_else(|f| panic!("{f}"))
        .value;
    // A code of it means what it says since version 2.
    assert_eq!(
        (read.codebook.id.as_str(), read.codebook.version.as_str()),
        ("imported", "2")
    );
    assert!(parse_codebook("codebook.toml", &read.to_toml()).is_ok());
}

#[test]
fn the_codes_of_another_program_make_a_frame() {
    let text = "\u{feff}<?xml version=\"1.0\"?>
<q:CodeBook xmlns:q=\"urn:QDA-XML:codebook:0:4\">
 <q:Codes>
  <q:Code guid=\"{A}\" name=\"Getting help\" isCodable=\"false\">
   <q:Description>What people &lt;say&gt; &#x26;
want.</q:Description>
   <q:Code guid=\"b\" name=\"From friends\" isCodable=\"true\"/>
   <q:Code guid=\"c\" name=\"from  friends!\" isCodable=\"true\" color=\"#fff\"><q:NoteRef targetGUID=\"n\"/></q:Code>
  </q:Code>
  <q:Code guid=\"d\" name=\"日本\" isCodable=\"true\"></q:Code>
 </q:Codes>
 <q:Sets><q:Set guid=\"s\" name=\"S\"><q:MemberCode guid=\"a\"/><q:MemberCode guid=\"zzz\"/></q:Set></q:Sets>
</q:CodeBook>";
    let read = read_codebook_file("o.qdc", text.as_bytes()).unwrap_or_else(|f| panic!("{f}"));
    let frame = &read.value.codebook.frames[0];
    let codes: Vec<(&str, &str)> = frame
        .codes
        .iter()
        .map(|code| (code.id.as_str(), code.label.as_str()))
        .collect();
    assert_eq!(
        codes,
        [
            ("getting_help", "Getting help"),
            ("getting_help.from_friends", "From friends"),
            ("getting_help.from_friends_2", "from friends!"),
            ("code", "日本"),
        ]
    );
    assert_eq!(frame.codes[0].definition, "What people <say> &\nwant.");
    assert_eq!(frame.codes[1].definition, "To be written.");
    assert_eq!(frame.groups[0].codes[0].as_str(), "getting_help");
    assert_eq!(frame.groups[0].codes.len(), 1);
    let toml = read.value.to_toml();
    assert!(parse_codebook("c", &toml).is_ok(), "{toml}");
}

#[track_caller]
fn refused(text: &str, message: &str) {
    match read_codebook_file("x.qdc", text.as_bytes()) {
        Ok(read) => panic!("{:?} was read", read.value),
        Err(faults) => assert!(faults.to_string().contains(message), "{faults}"),
    }
}

#[test]
fn hostile_and_damaged_files_are_refused() {
    refused("", "there is no code in the file");
    refused("no xml at all", "there is no code in the file");
    refused("<Project/>", "its outermost element is not CodeBook");
    refused(
        "<CodeBook><Codes/></CodeBook>",
        "there is no code in the file",
    );
    refused(
        "<CodeBook><Codes><Code guid=\"a\" isCodable=\"true\"/>",
        "x.qdc:1:",
    );
    refused(
        "<CodeBook><Codes><Code guid=\"a\" name=\" \"/>",
        "a code has no name",
    );
    refused(
        "<CodeBook><Codes><Code guid=\"a\" name=\"a\"/></Codes><Sets><Set><MemberCode guid=\"a\"/>",
        "a set has no name",
    );
    refused("<CodeBook><Codes><Code name=\"a\"/>", "cut short");
    refused(
        "<CodeBook><Codes><Code name=\"a\"></Codes>",
        "not XML that can be read",
    );
    refused(
        "<!DOCTYPE c [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">]><CodeBook/>",
        "a document type is not read",
    );
    refused(
        "<CodeBook><Codes><Code name=\"a\"><Description>&b;</Description></Code></Codes></CodeBook>",
        "an entity that XML does not define",
    );
    let deep = format!("<CodeBook><Codes>{}", "<Code name=\"a\">".repeat(100_000));
    refused(&deep, "more than 30 deep");
    let many = format!("<CodeBook><Codes>{}", "<Code name=\"a\"/>".repeat(5_001));
    refused(&many, "more than 5000 codes");
    let large = " ".repeat((16 << 20) + 1);
    refused(&large, "the file is larger than 16 MiB");
    let nested = |deep: usize| {
        let inside = "<Description>d</Description>";
        let (open, close) = ("<Code name=\"a\">".repeat(deep), "</Code>".repeat(deep));
        format!("<CodeBook><Codes>{open}{inside}{close}</Codes></CodeBook>")
    };
    assert!(read_codebook_file("x.qdc", nested(30).as_bytes()).is_ok());
    refused(&nested(31), "more than 30 deep");
    let codes = "<Code name=\"a\"/>".repeat(5_000);
    let most = format!("<CodeBook><Codes>{codes}</Codes></CodeBook>");
    assert!(read_codebook_file("x.qdc", most.as_bytes()).is_ok());
    let latin = read_codebook_file("x.qdc", b"<CodeBook>\xe9</CodeBook>");
    assert!(latin.is_err());
}

#[test]
fn names_that_steer_a_terminal_or_a_file_come_in_harmless() {
    let text = "<CodeBook><Codes><Code name=\"a&#27;[31m&#10;b\" guid=\"1\"><Description>\u{202e}&quot;]\n[[frame]]</Description></Code></Codes></CodeBook>";
    let read = read_codebook_file("x.qdc", text.as_bytes()).unwrap_or_else(|f| panic!("{f}"));
    let code = &read.value.codebook.frames[0].codes[0];
    assert_eq!(code.label, "a [31m b");
    let toml = read.value.to_toml();
    assert!(toml.contains("\\u202E\\\"]\\n[[frame]]"), "{toml}");
    let again = parse_codebook("c", &toml).unwrap_or_else(|f| panic!("{f}"));
    assert_eq!(again.value.frames.len(), 1);
}
