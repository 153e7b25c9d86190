//! Labels that the bundled font can draw, in the place of those that it cannot.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use super::font;
use crate::document::Figure;

/// A label, and what is drawn in its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StandIn {
    /// What stands in the picture: what the font has of the label, or a letter.
    pub drawn: String,
    /// The label.
    pub label: String,
}

/// The figure with labels that the bundled font can draw, and what stands for what. A reader of the SVG has the fonts of
/// their machine; of pixels, an empty box is all they would see.
pub(super) fn drawable(figure: &Figure) -> (Cow<'_, Figure>, Vec<StandIn>) {
    let labels = figure.labels();
    if labels.iter().all(|label| label.chars().all(is_drawn)) {
        return (Cow::Borrowed(figure), Vec::new());
    }
    let mut taken: BTreeSet<String> = labels.iter().cloned().collect();
    let mut drawn = BTreeMap::new();
    let mut stand_ins = Vec::new();
    for label in labels {
        if drawn.contains_key(&label) || label.chars().all(is_drawn) {
            continue;
        }
        let visible: String = label.chars().filter(|c| !is_invisible(*c)).collect();
        let rest: String = label.chars().filter(|c| is_drawn(*c)).collect();
        if rest == visible {
            drawn.insert(label, rest);
            continue;
        }
        let rest = rest.split_whitespace().collect::<Vec<_>>().join(" ");
        let says_something = rest.chars().any(char::is_alphanumeric) && !taken.contains(&rest);
        let name = match says_something {
            true => rest,
            false => letter(&taken),
        };
        taken.insert(name.clone());
        drawn.insert(label.clone(), name.clone());
        stand_ins.push(StandIn { drawn: name, label });
    }
    let mut figure = figure.clone();
    figure.relabel(&mut |label| {
        if let Some(drawn) = drawn.get(label) {
            label.clone_from(drawn);
        }
    });
    (Cow::Owned(figure), stand_ins)
}

/// The first of A to Z, then A2 to Z2 and so on, that is not taken.
fn letter(taken: &BTreeSet<String>) -> String {
    let rounds = std::iter::once(String::new()).chain((2..).map(|round: u32| round.to_string()));
    let mut names =
        rounds.flat_map(|round| ('A'..='Z').map(move |letter| format!("{letter}{round}")));
    names.find(|name| !taken.contains(name)).unwrap_or_default()
}

fn is_drawn(c: char) -> bool {
    c.is_whitespace() || font::has(c)
}

/// Whether a character has no ink of its own: it joins others, says how they look, or which way they run.
fn is_invisible(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
            | '\u{fe00}'..='\u{fe0f}' | '\u{feff}')
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;
    use crate::document::{AltText, Alternative, Anchor, Hub};

    #[test]
    fn labels_are_drawn_as_what_the_font_has_of_them_or_as_letters() {
        let arabic = "\u{645}\u{631}";
        let smile = "\u{1f600} Smiling face";
        let family = "\u{1f469}\u{200d}\u{1f467}";
        let phrases = [
            "A",
            arabic,
            smile,
            family,
            "\u{175}\u{2192}\u{2060}",
            "\u{1f33b}A",
        ];
        let hub = Hub {
            centre: "Centre".into(),
            phrases: phrases.map(String::from).to_vec(),
        };
        let words = Alternative::new(AltText::new("A.").unwrap(), vec!["B.".into()]);
        let figure = Figure::diagram(Anchor::new("f").unwrap(), "C", words, hub).unwrap();
        let (pictured, stand_ins) = drawable(&figure);
        let told: Vec<(&str, &str)> = stand_ins
            .iter()
            .map(|s| (s.drawn.as_str(), s.label.as_str()))
            .collect();
        // "A" is an answer already, and what is left of the last label would be the same.
        let expected = [
            ("B", arabic),
            ("Smiling face", smile),
            ("C", family),
            ("D", phrases[5]),
        ];
        assert_eq!(told, expected);
        let labels = [
            "Centre",
            "A",
            "B",
            "Smiling face",
            "C",
            "\u{175}\u{2192}",
            "D",
        ];
        assert_eq!(pictured.labels(), labels);
        assert_eq!(pictured.alternative(), figure.alternative());
    }

    #[test]
    fn letters_do_not_run_out() {
        let taken: BTreeSet<String> = ('A'..='Z').map(String::from).collect();
        assert_eq!(letter(&BTreeSet::new()), "A");
        assert_eq!(letter(&taken), "A2");
    }
}
