//! Text of a TOML file, written so that nothing in it can be taken for anything else.

use super::words::{readable, shortened};
use crate::config::toml_string;

/// How long a line of a remark is at the most, its mark left out.
const WIDTH: usize = 108;
/// How long one remark is at the most.
const MOST: usize = 600;

/// The lines of a file.
#[derive(Debug, Default)]
pub(super) struct Lines(String);

impl Lines {
    pub(super) fn line(&mut self, line: &str) {
        self.0.push_str(line);
        self.0.push('\n');
    }

    pub(super) fn blank(&mut self) {
        self.0.push('\n');
    }

    /// A key and a text.
    pub(super) fn text(&mut self, key: &str, value: &str) {
        self.line(&format!("{key} = {}", toml_string(value)));
    }

    /// A remark, over as many lines as it takes; whatever it quotes stays within it.
    pub(super) fn remark(&mut self, text: &str) {
        self.wrapped("# ", "#   ", text);
    }

    /// A remark of the file's own, such as its header: the lines after the first are not indented.
    pub(super) fn paragraph(&mut self, text: &str) {
        self.wrapped("# ", "# ", text);
    }

    fn wrapped(&mut self, first: &str, next: &str, text: &str) {
        let mut line = String::new();
        let mut mark = first;
        for word in shortened(&readable(text), MOST).split(' ') {
            if !line.is_empty() && line.chars().count() + word.chars().count() >= WIDTH {
                self.line(&format!("{mark}{line}"));
                line.clear();
                mark = next;
            }
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
        }
        self.line(&format!("{mark}{line}"));
    }

    pub(super) fn into_text(self) -> String {
        self.0
    }
}

/// A list of texts.
pub(super) fn list<'a>(texts: impl IntoIterator<Item = &'a str>) -> String {
    let texts: Vec<String> = texts.into_iter().map(toml_string).collect();
    format!("[{}]", texts.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_remark_never_ends_before_it_does() {
        let mut lines = Lines::default();
        lines.remark("\"Why?\n[[question]]\r\nid\u{0} = \u{2028}1\"");
        assert_eq!(lines.into_text(), "# \"Why? [[question]] id = 1\"\n");
    }

    #[test]
    fn long_remarks_are_folded_and_cut() {
        let mut lines = Lines::default();
        lines.remark(&"word ".repeat(400));
        let text = lines.into_text();
        assert!(
            text.lines()
                .all(|line| line.starts_with('#') && line.chars().count() <= WIDTH + 4)
        );
        assert!(text.len() < MOST + 40 && text.ends_with("word…\n"));
    }
}
