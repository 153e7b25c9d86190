use super::lexer::{Located, Piece, pieces};
use super::{Pattern, parse};

/// A part of an expression that is enough on its own: what stands between its `|`, without what excuses it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Alternative {
    /// As it is written.
    pub(crate) text: String,
    /// The character of the expression at which it starts.
    pub(crate) at: usize,
    /// What it is made of.
    pub(crate) shape: Shape,
    /// What excuses it: what follows each UNLESS around it.
    pub(crate) exceptions: Vec<String>,
}

/// What an alternative is made of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Shape {
    /// One word, or several in a row.
    Words(Vec<Pattern>),
    /// `#name`.
    Set(String),
    /// Operators.
    Compound,
}

impl Alternative {
    /// The alternative with what excuses it, as an expression of its own.
    pub(crate) fn in_context(&self) -> String {
        self.exceptions
            .iter()
            .fold(format!("({})", self.text), |inner, exception| {
                format!("({inner} UNLESS ({exception}))")
            })
    }
}

/// The alternatives of an expression, in order; none of one that cannot be read.
pub(crate) fn alternatives(expression: &str) -> Vec<Alternative> {
    let mut found = Vec::new();
    if let (Ok(_), Ok(pieces)) = (parse(expression), pieces(expression)) {
        let written = Written {
            chars: expression.chars().collect(),
            pieces: &pieces,
        };
        written.split(0, pieces.len(), &[], &mut found);
    }
    found
}

/// The names of sets and codes in an expression, in order; none of one that cannot be read.
pub(crate) fn set_names(expression: &str) -> Vec<String> {
    let pieces = pieces(expression).unwrap_or_default().into_iter();
    pieces
        .filter_map(|located| match located.piece {
            Piece::Set(name) => Some(name),
            _ => None,
        })
        .collect()
}

struct Written<'p> {
    chars: Vec<char>,
    pieces: &'p [Located],
}

impl Written<'_> {
    fn piece(&self, at: usize) -> Option<&Piece> {
        self.pieces.get(at).map(|located| &located.piece)
    }

    fn at(&self, piece: usize) -> usize {
        self.pieces.get(piece).map_or(self.chars.len(), |p| p.at)
    }

    fn text(&self, from: usize, to: usize) -> String {
        let chars = self.chars.get(self.at(from)..self.at(to));
        let text: String = chars.unwrap_or_default().iter().collect();
        text.trim_end().to_owned()
    }

    /// The parts between pieces like `at`, outside all parentheses; one part if there are none.
    fn parts(&self, from: usize, to: usize, at: &Piece) -> Vec<(usize, usize)> {
        let mut parts = Vec::new();
        let mut depth = 0usize;
        let mut start = from;
        for here in from..to {
            match self.piece(here) {
                Some(Piece::Open) => depth += 1,
                Some(Piece::Close) => depth = depth.saturating_sub(1),
                Some(piece) if depth == 0 && piece == at => {
                    parts.push((start, here));
                    start = here + 1;
                }
                _ => {}
            }
        }
        parts.push((start, to));
        parts
    }

    /// Whether one pair of parentheses holds everything.
    fn is_wrapped(&self, from: usize, to: usize) -> bool {
        let mut depth = 0usize;
        for here in from..to {
            match self.piece(here) {
                Some(Piece::Open) => depth += 1,
                Some(Piece::Close) => depth = depth.saturating_sub(1),
                _ => {}
            }
            if depth == 0 {
                return here > from && here + 1 == to;
            }
        }
        false
    }

    fn split(&self, from: usize, to: usize, around: &[String], found: &mut Vec<Alternative>) {
        if self.is_wrapped(from, to) {
            self.split(from + 1, to - 1, around, found);
            return;
        }
        let unless = self.parts(from, to, &Piece::Unless);
        if let [(from, to), exceptions @ ..] = &unless[..]
            && !exceptions.is_empty()
        {
            let mut all: Vec<String> = exceptions.iter().map(|(a, b)| self.text(*a, *b)).collect();
            all.extend_from_slice(around);
            self.split(*from, *to, &all, found);
            return;
        }
        let choices = self.parts(from, to, &Piece::Or);
        if choices.len() > 1 {
            for (from, to) in choices {
                self.split(from, to, around, found);
            }
            return;
        }
        let shape = match (to - from, self.piece(from)) {
            (1, Some(Piece::Words(patterns))) => Shape::Words(patterns.clone()),
            (1, Some(Piece::Set(name))) => Shape::Set(name.clone()),
            _ => Shape::Compound,
        };
        found.push(Alternative {
            text: self.text(from, to),
            at: self.at(from),
            shape,
            exceptions: around.to_vec(),
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(expression: &str) -> Vec<(usize, String, Vec<String>)> {
        alternatives(expression)
            .into_iter()
            .map(|a| (a.at, a.text, a.exceptions))
            .collect()
    }

    #[test]
    fn an_expression_is_cut_at_every_bar_that_is_enough_on_its_own() {
        let no = Vec::new;
        assert_eq!(
            written("a | (\"b c\" |  ~d) | e NEAR/2 (f | g) | h & !i"),
            [
                (0, "a".into(), no()),
                (5, "\"b c\"".into(), no()),
                (14, "~d".into(), no()),
                (20, "e NEAR/2 (f | g)".into(), no()),
                (39, "h & !i".into(), no()),
            ]
        );
        assert!(alternatives("a |").is_empty());
    }

    #[test]
    fn exceptions_go_with_what_they_excuse() {
        let found = written("((a | #b) UNLESS \"a x\" | y UNLESS z) | (c) UNLESS (d | e)");
        let exceptions = |texts: &[&str]| texts.iter().map(|t| (*t).to_owned()).collect();
        assert_eq!(
            found,
            [
                (2, "a".into(), exceptions(&["\"a x\" | y", "z", "(d | e)"])),
                (6, "#b".into(), exceptions(&["\"a x\" | y", "z", "(d | e)"])),
                (40, "c".into(), exceptions(&["(d | e)"])),
            ]
        );
    }

    #[test]
    fn an_alternative_in_its_context_is_an_expression() {
        let found = alternatives("(a | b UNLESS c) UNLESS d | e");
        assert_eq!(found[1].in_context(), "(((b) UNLESS (c)) UNLESS (d | e))");
        assert!(parse(&found[1].in_context()).is_ok());
        assert_eq!(
            found[0].shape,
            Shape::Words(vec![Pattern::Word("a".into())])
        );
    }
}
