use std::collections::BTreeMap;

use crate::survey::{CodeRef, Codebook};

/// The name of every code in other programs. Some of these know a code by its name alone, so that one that several
/// codes have is put with what is above them: "Other (Voice)".
pub(super) fn names(book: &Codebook) -> BTreeMap<CodeRef, String> {
    let mut uses: BTreeMap<String, usize> = BTreeMap::new();
    let labels = book.codes().map(|(_, code)| &code.label);
    for label in labels.chain(book.frames.iter().map(|frame| &frame.label)) {
        *uses.entry(label.to_lowercase()).or_default() += 1;
    }
    let mut taken: BTreeMap<String, usize> = BTreeMap::new();
    for frame in &book.frames {
        taken.insert(frame.label.to_lowercase(), 1);
    }
    let mut names = BTreeMap::new();
    for (reference, code) in book.codes() {
        let mut name = code.label.clone();
        if uses.get(&name.to_lowercase()).is_some_and(|uses| *uses > 1) {
            let frame = book.frames.iter().find(|frame| frame.id == reference.frame);
            let above = frame.map(|frame| {
                let parent = frame
                    .codes
                    .iter()
                    .find(|c| Some(c.id.as_str()) == code.parent());
                parent.map_or(&frame.label, |parent| &parent.label)
            });
            name = format!("{name} ({})", above.map_or("", String::as_str));
        }
        let count = taken.entry(name.to_lowercase()).or_default();
        *count += 1;
        if *count > 1 {
            name = format!("{name} {count}");
        }
        names.insert(reference, name);
    }
    names
}
