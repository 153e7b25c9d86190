use std::collections::{BTreeMap, BTreeSet};

use crate::document::{Anchor, Block, Document, Section};

/// Word takes no longer names.
const MAX_NAME: usize = 40;

/// The bookmark of each anchor of a document.
pub(super) struct Bookmarks(BTreeMap<Anchor, Bookmark>);

/// A named place in the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Bookmark {
    /// Its number, unlike any other in the file.
    pub(super) id: String,
    /// Its name: letters, digits and underscores, at most 40, unlike any other in the file.
    pub(super) name: String,
}

impl Bookmarks {
    /// The bookmarks of the document's sections, tables and figures.
    pub(super) fn of(document: &Document) -> Self {
        let mut anchors = Vec::new();
        for section in document.sections() {
            collect(section, &mut anchors);
        }
        let mut taken = BTreeSet::new();
        let bookmarks = anchors.into_iter().enumerate().map(|(i, anchor)| {
            let id = (i + 1).to_string();
            let mut name = anchor.as_str().replace('-', "_");
            if name.len() > MAX_NAME || taken.contains(&name) {
                name.truncate(MAX_NAME - id.len() - 1);
                name = format!("{name}_{id}");
            }
            taken.insert(name.clone());
            (anchor.clone(), Bookmark { id, name })
        });
        Bookmarks(bookmarks.collect())
    }

    /// The bookmark of `anchor`.
    pub(super) fn get(&self, anchor: &Anchor) -> Option<&Bookmark> {
        self.0.get(anchor)
    }
}

fn collect<'a>(section: &'a Section, anchors: &mut Vec<&'a Anchor>) {
    anchors.push(&section.anchor);
    for block in &section.blocks {
        match block {
            Block::Table(table) => anchors.push(table.anchor()),
            Block::Figure(figure) => {
                anchors.push(figure.anchor());
                if let Some(table) = figure.table() {
                    anchors.push(table.anchor());
                }
            }
            _ => {}
        }
    }
    for inner in &section.sections {
        collect(inner, anchors);
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;
    use crate::document::sample;

    #[test]
    fn long_anchors_get_short_names_of_their_own() {
        let long = "what-members-told-us-about-the-events-of-";
        let anchors = [
            "who".to_owned(),
            format!("{long}2023"),
            format!("{long}2024"),
            // What the third one is shortened to.
            "what-members-told-us-about-the-events--3".to_owned(),
        ]
        .map(|text| Anchor::new(text).unwrap());
        let sections = anchors.iter().map(|anchor| Section {
            anchor: anchor.clone(),
            heading: anchor.as_str().into(),
            blocks: Vec::new(),
            sections: Vec::new(),
        });
        let document = Document::new(sample::titled(), sections.collect()).unwrap();
        let bookmarks = Bookmarks::of(&document);
        let names = anchors.map(|anchor| bookmarks.get(&anchor).unwrap().name.clone());
        assert_eq!(
            names,
            [
                "who",
                "what_members_told_us_about_the_events__2",
                "what_members_told_us_about_the_events__3",
                "what_members_told_us_about_the_events__4",
            ]
        );
        assert!(names.iter().all(|name| name.len() <= MAX_NAME));
    }
}
