//! The page is read back as XML and checked part by part.

mod page;
mod parts;
mod style;

use roxmltree::{Document as Xml, Node, ParsingOptions};

use super::html;
use crate::document::{Document, sample};

fn parsed(html: &str) -> Xml<'_> {
    let options = ParsingOptions {
        allow_dtd: true,
        ..ParsingOptions::default()
    };
    Xml::parse_with_options(html, options).unwrap()
}

fn rendered() -> (Document, String) {
    let document = sample::document();
    let html = html(&document).unwrap();
    (document, html)
}

fn all<'a, 'i>(under: Node<'a, 'i>, name: &str) -> Vec<Node<'a, 'i>> {
    under
        .descendants()
        .filter(|node| node.tag_name().name() == name)
        .collect()
}

fn one<'a, 'i>(under: Node<'a, 'i>, name: &str) -> Node<'a, 'i> {
    let found = all(under, name);
    assert_eq!(found.len(), 1, "{name}");
    found[0]
}

fn with_class<'a, 'i>(under: Node<'a, 'i>, class: &str) -> Vec<Node<'a, 'i>> {
    under
        .descendants()
        .filter(|node| {
            let classes = node.attribute("class").unwrap_or_default();
            classes.split(' ').any(|c| c == class)
        })
        .collect()
}

fn by_id<'a, 'i>(page: &'a Xml<'i>, id: &str) -> Node<'a, 'i> {
    let mut found = page
        .descendants()
        .filter(|node| node.attribute("id") == Some(id));
    let node = found
        .next()
        .unwrap_or_else(|| panic!("nothing has the id {id}"));
    assert!(found.next().is_none(), "{id} stands twice");
    node
}

fn text(node: Node<'_, '_>) -> String {
    let text = node.descendants().filter(|node| node.is_text());
    text.filter_map(|node| node.text()).collect()
}

fn texts(nodes: &[Node<'_, '_>]) -> Vec<String> {
    nodes.iter().map(|node| text(*node)).collect()
}

fn children<'a, 'i>(node: Node<'a, 'i>) -> Vec<&'a str> {
    let elements = node.children().filter(Node::is_element);
    elements.map(|node| node.tag_name().name()).collect()
}
