//! Tells how the cells of a text file are parted, and whether they stand in quotation marks.

use std::collections::BTreeMap;

use super::parted::Parted;
use super::source::Source;
use super::stream::{Reading, Stream};
use super::text::Text;

/// How the cells of a text file are parted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Delimiter(u8);

impl Delimiter {
    pub(super) const COMMA: Delimiter = Delimiter(b',');
    pub(super) const SEMICOLON: Delimiter = Delimiter(b';');
    pub(super) const TAB: Delimiter = Delimiter(b'\t');
    pub(super) const PIPE: Delimiter = Delimiter(b'|');

    /// Those that are looked for in a file that does not state its own.
    const COMMON: [Delimiter; 4] = [Self::COMMA, Self::SEMICOLON, Self::TAB, Self::PIPE];

    pub(super) fn byte(self) -> u8 {
        self.0
    }

    /// What a file with it is called.
    pub(super) fn describe(self) -> String {
        match self {
            Self::COMMA => "comma separated".to_owned(),
            Self::SEMICOLON => "semicolon separated".to_owned(),
            Self::TAB => "tab separated".to_owned(),
            Delimiter(byte) => format!("separated by \"{}\"", char::from(byte)),
        }
    }

    /// The delimiter that a first line such as `sep=;` states, and where the line after it starts.
    pub(super) fn stated(text: &str) -> Option<(Delimiter, usize)> {
        let line = text.split(['\r', '\n']).next()?;
        let bare = line.trim_matches('"');
        let [b's' | b'S', b'e' | b'E', b'p' | b'P', b'=', byte] = bare.as_bytes() else {
            return None;
        };
        let parts_cells = *byte == b'\t' || (byte.is_ascii_punctuation() && *byte != b'"');
        let after = &text[line.len()..];
        let end = ["\r\n", "\n", "\r"]
            .into_iter()
            .find(|end| after.starts_with(end))?;
        parts_cells.then_some((Delimiter(*byte), line.len() + end.len()))
    }

    /// Tells the delimiter by how regular the records are that it makes. `text` is the first of a file: an opened
    /// quotation mark must not take in the whole of a large one.
    ///
    /// Questions and answers hold commas and semicolons too. A delimiter that parts the first record is
    /// believed before one that does not; but titles may stand above the headings, so one that parts nearly
    /// every record below them into more cells is right where the first one is irregular.
    pub(super) fn sniff(text: &str) -> Delimiter {
        const NEARLY_EVERY: usize = 800;
        let shapes = Self::COMMON.map(|delimiter| (Shape::of(text, delimiter), delimiter));
        let best = |from_first: bool| {
            shapes
                .iter()
                .filter(|(shape, _)| shape.width > 1 && shape.from_first == from_first)
                // The earlier of two alike.
                .rev()
                .max_by_key(|(shape, _)| (shape.regular, shape.width))
        };
        let chosen = match (best(true), best(false)) {
            (Some(first), Some(later)) => {
                let plainer = later.0.regular >= NEARLY_EVERY
                    && first.0.regular < NEARLY_EVERY
                    && later.0.width > first.0.width;
                Some(if plainer { later } else { first })
            }
            (first, later) => first.or(later),
        };
        chosen.map_or(Self::COMMA, |(_, delimiter)| *delimiter)
    }
}

/// What the records of a text look like with one delimiter.
struct Shape {
    /// How many cells most records have, among those with more than one; 0 if there are none.
    width: usize,
    /// How many in a thousand records have so many, from the first one that does.
    regular: usize,
    /// Whether the first record has so many, or more.
    from_first: bool,
}

impl Shape {
    fn of(text: &str, delimiter: Delimiter) -> Shape {
        const RECORDS: usize = 60;
        let source = Source::Bytes(text.as_bytes());
        let stream = Stream::new(&source, Reading::UTF_8);
        let widths: Vec<usize> = widths(Parted::new(stream, 0, delimiter, true))
            .take(RECORDS)
            .collect();
        let mut counts = BTreeMap::new();
        for width in widths.iter().filter(|width| **width > 1) {
            *counts.entry(*width).or_insert(0usize) += 1;
        }
        let width = counts
            .into_iter()
            .max_by_key(|(width, count)| (*count, *width))
            .map_or(0, |(width, _)| width);
        let below = widths.iter().skip_while(|w| **w != width);
        let (records, alike) = below.fold((0, 0), |(records, alike), w| {
            (records + 1, alike + usize::from(*w == width))
        });
        Shape {
            width,
            regular: alike * 1000 / records.max(1),
            from_first: widths.first().is_some_and(|first| *first >= width),
        }
    }
}

/// How many cells each record has. Text that cannot be parted has a last record without any.
fn widths(mut parted: Parted<'_>) -> impl Iterator<Item = usize> {
    let mut failed = false;
    std::iter::from_fn(move || {
        if failed {
            return None;
        }
        match parted.next() {
            Ok(record) => record.map(|record| record.found.cells.len()),
            Err(_) => {
                failed = true;
                Some(0)
            }
        }
    })
}

/// Whether cells stand in quotation marks, where a file tells: `Some(true)` if only then every record has as
/// many cells as the first one, `Some(false)` if only without. Some programs put them around cells of tab
/// separated files and some do not.
pub(super) fn tells_quotes(text: &Text<'_>, start: usize, delimiter: Delimiter) -> Option<bool> {
    if !text.has_quotes {
        return None;
    }
    let regular = |quotes: bool| {
        let mut widths = widths(Parted::new(text.stream(), start, delimiter, quotes));
        widths
            .next()
            .is_some_and(|first| first > 1 && widths.all(|width| width == first))
    };
    match (regular(true), regular(false)) {
        (true, false) => Some(true),
        (false, true) => Some(false),
        (true, true) => {
            let head = text.head.get(start..).unwrap_or("");
            every_heading_is_quoted(head, delimiter).then_some(true)
        }
        (false, false) => None,
    }
}

fn every_heading_is_quoted(text: &str, delimiter: Delimiter) -> bool {
    let line = text.trim_start().split(['\r', '\n']).next();
    line.is_some_and(|line| {
        line.split(char::from(delimiter.byte()))
            .all(|cell| cell.len() > 1 && cell.starts_with('"') && cell.ends_with('"'))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_delimiter_is_told_outside_quotes_and_by_regular_records() {
        for (text, delimiter) in [
            // With commas, the answer of two lines would make one record more, each as wide as the first.
            (
                "When;Which of these, if any?;Words\r\n1;a, b;\"\n,\"\r\n",
                Delimiter::SEMICOLON,
            ),
            ("a,b\n1,2\n", Delimiter::COMMA),
            ("a;b\n1;2\n", Delimiter::SEMICOLON),
            ("a\tb\n1\t2\n", Delimiter::TAB),
            ("a|b\n1|2\n", Delimiter::PIPE),
            ("\"a;;;;\",b\n1,2\n", Delimiter::COMMA),
            (
                "Which, if any, of these, help?;Why?\nA, B;x\nC;y\nD;z\n",
                Delimiter::SEMICOLON,
            ),
            ("Timestamp\tWhich, if any?\n1\tA, B\n2\tC\n", Delimiter::TAB),
            ("only one heading\nx\n", Delimiter::COMMA),
            ("", Delimiter::COMMA),
        ] {
            assert_eq!(Delimiter::sniff(text), delimiter, "{text:?}");
        }
    }

    #[test]
    fn titles_above_the_headings_do_not_hide_the_delimiter() {
        let data = "ID;Why, and how?;Which?;When?\n1;a, b;c;d\n2;a;b;d\n3;a;c;d\n";
        for title in [
            "Members' questionnaire\n\n",
            "Members, friends and carers\n",
            "Members, friends\nAll responses, 2024\n",
        ] {
            let text = format!("{title}{data}");
            assert_eq!(Delimiter::sniff(&text), Delimiter::SEMICOLON, "{title:?}");
        }
    }

    #[test]
    fn joined_answers_do_not_look_like_cells() {
        // Rows end where their answers end, and every row has one semicolon.
        let text = "ID,Which?,Why?,How?,When?\n1,A;B,x\n2,A;C,x,y\n3,B;C,x,y,z\n4,B;C\n";
        assert_eq!(Delimiter::sniff(text), Delimiter::COMMA);
    }

    #[test]
    fn a_first_line_may_state_any_sign() {
        assert_eq!(
            Delimiter::stated("sep=;\r\na"),
            Some((Delimiter::SEMICOLON, 7))
        );
        assert_eq!(
            Delimiter::stated("\"SEP=^\"\na"),
            Some((Delimiter(b'^'), 8))
        );
        assert_eq!(Delimiter::stated("sep=\t\ra"), Some((Delimiter::TAB, 6)));
        for other in ["sep=a\n", "sep=\"\n", "sep=;", "sep=;;\n", "sep\n"] {
            assert_eq!(Delimiter::stated(other), None, "{other:?}");
        }
    }

    #[test]
    fn quotation_marks_of_tab_separated_files_are_told_by_regular_records() {
        for (text, quotes) in [
            ("a\tb\n1\t2\n", None),
            ("a\tb\n\"1\n2\"\t3\n", Some(true)),
            ("a\tb\n\"no end\t3\n4\t5\n", Some(false)),
            ("\"a\"\t\"b\"\n\"1\"\t\"2\"\n", Some(true)),
            ("a\tb\n\"quoted\" word\t3\n", None),
        ] {
            let told = tells_quotes(&Text::of(text), 0, Delimiter::TAB);
            assert_eq!(told, quotes, "{text:?}");
        }
    }
}
