mod house;
mod parts;
mod text;
mod tree;

use self::tree::{Node, Parts, parse, unzip};
use super::*;
use crate::document::sample;

/// The sample document as a file, with pictures of 400 by 300 points that hold nothing.
fn file() -> Vec<u8> {
    compose(&sample::document(), &|_| Ok(blank_picture())).unwrap()
}

fn blank_picture() -> Picture {
    Picture {
        png: b"picture".to_vec(),
        size: (5_080_000, 3_810_000),
        stand_ins: Vec::new(),
    }
}

fn parts() -> Parts {
    unzip(&file())
}

fn part(path: &str) -> Node {
    parse(&parts()[path])
}

/// The paragraphs of the text outside tables, and the tables, in reading order.
fn flow(document: &Node) -> Vec<Node> {
    let mut flow = Vec::new();
    for block in &document.first("w:body").unwrap().children {
        match block.name.as_str() {
            "w:sdt" => flow.extend(block.all("w:p").into_iter().cloned()),
            "w:p" | "w:tbl" => flow.push(block.clone()),
            _ => {}
        }
    }
    flow
}
