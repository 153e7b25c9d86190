//! Breaking words into lines that fit.

use unicode_segmentation::UnicodeSegmentation;

use super::font::{Weight, width};

/// Breaks a text into lines no wider than `room`: between words, and inside a word only where it is wider
/// than a line. Never empty.
pub(super) fn lines(text: &str, room: f64, weight: Weight) -> Vec<String> {
    let space = width(" ", weight);
    let mut lines = vec![String::new()];
    let mut used = 0.0;
    for word in words(text) {
        let mut rest = word;
        let mut wide = width(rest, weight);
        let started = lines.last().is_some_and(|line| !line.is_empty());
        if started && used + space + wide <= room {
            used += space;
        } else {
            if started {
                lines.push(String::new());
            }
            used = 0.0;
        }
        while wide > room {
            let (head, tail) = break_word(rest, room, weight);
            if tail.is_empty() {
                break;
            }
            extend(&mut lines, head);
            lines.push(String::new());
            rest = tail;
            wide = width(rest, weight);
        }
        used += wide;
        extend(&mut lines, rest);
    }
    lines
}

/// Adds a word to the last line.
fn extend(lines: &mut [String], word: &str) {
    if let Some(line) = lines.last_mut() {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
}

/// As [`lines`], with the lines as even as they can be without another line.
pub(super) fn even_lines(text: &str, room: f64, weight: Weight) -> Vec<String> {
    let longest_word = words(text)
        .map(|word| width(word, weight))
        .fold(0.0, f64::max);
    let widest = lines(text, room, weight);
    let (mut narrow, mut wide) = (longest_word.min(room), room);
    let mut best = widest;
    while wide - narrow > 1.0 {
        let middle = (narrow + wide) / 2.0;
        let tried = lines(text, middle, weight);
        if tried.len() <= best.len() {
            best = tried;
            wide = middle;
        } else {
            narrow = middle;
        }
    }
    best
}

/// The width of the widest line.
pub(super) fn widest(lines: &[String], weight: Weight) -> f64 {
    lines
        .iter()
        .map(|line| width(line, weight))
        .fold(0.0, f64::max)
}

/// The words of a text; a no-break space does not part them. Characters that a picture cannot show, and XML
/// forbids, are gone.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| {
        (c.is_whitespace() && !matches!(c, '\u{a0}' | '\u{202f}')) || c.is_control()
    })
    .filter(|word| !word.is_empty())
}

/// The part of a too long word that fits, and the rest. At least one character is taken. The break comes after
/// a hyphen, a slash or the like if one is near the end of the part, and does not leave a letter or two.
fn break_word(word: &str, room: f64, weight: Weight) -> (&str, &str) {
    let mut ends = Vec::new();
    let mut good = 0;
    let mut used = 0.0;
    for (start, character) in word.grapheme_indices(true) {
        let end = start + character.len();
        used += width(character, weight);
        if !ends.is_empty() && used > room {
            break;
        }
        ends.push(end);
        if matches!(
            character,
            "-" | "/" | "_" | "." | "," | ";" | "@" | "&" | ")"
        ) {
            good = end;
        }
    }
    let fits = ends.last().copied().unwrap_or(word.len());
    let left = word[fits..].graphemes(true).count();
    let at = if left == 0 {
        fits
    } else if good * 2 > fits {
        good
    } else {
        let back = FEWEST.saturating_sub(left).min(ends.len() - 1);
        ends[ends.len() - 1 - back]
    };
    word.split_at(at)
}

/// The fewest letters of a broken word that stand on the next line.
const FEWEST: usize = 3;

#[cfg(test)]
mod tests {
    use super::*;

    const ROOM: f64 = 100.0;

    #[test]
    fn words_stay_whole_and_in_order() {
        let text = "Meeting people  where\nthey're at, in Llanfair";
        let broken = lines(text, ROOM, Weight::Regular);
        assert!(broken.len() > 2);
        assert_eq!(
            broken.join(" "),
            "Meeting people where they're at, in Llanfair"
        );
        assert!(widest(&broken, Weight::Regular) <= ROOM);
    }

    #[test]
    fn a_word_wider_than_a_line_is_broken_and_loses_nothing() {
        let text = "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch";
        let broken = lines(text, ROOM, Weight::Bold);
        assert_eq!(broken.concat(), text);
        assert!(widest(&broken, Weight::Bold) <= ROOM);
        let nearly = lines("Interconnectedness", 135.0, Weight::Bold);
        assert_eq!(nearly, ["Interconnectedn", "ess"]);
        let address = lines("https://example.org/reports/2024", 150.0, Weight::Regular);
        assert_eq!(address[0], "https://example.org/");
    }

    #[test]
    fn accents_stay_with_their_letters() {
        let text = "y\u{302}".repeat(40);
        for line in lines(&text, ROOM, Weight::Regular) {
            assert!(line.starts_with('y'));
        }
    }

    #[test]
    fn even_lines_are_no_more_and_no_wider() {
        let text = "Access to resources like reports and toolkits for groups";
        let greedy = lines(text, 150.0, Weight::Regular);
        let even = even_lines(text, 150.0, Weight::Regular);
        assert_eq!(even.len(), greedy.len());
        assert!(widest(&even, Weight::Regular) <= widest(&greedy, Weight::Regular));
        assert_eq!(even.join(" "), text);
    }

    #[test]
    fn nothing_is_one_empty_line() {
        assert_eq!(lines(" \u{b}\n", ROOM, Weight::Regular), [""]);
    }
}
