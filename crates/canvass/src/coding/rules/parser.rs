use super::lexer::{Located, Piece, pieces};
use super::{Expr, RuleFault};
use crate::limits::{MAX_RULE_DEPTH, MAX_RULE_LINKS, MAX_SET_DEPTH};

/// Reads an expression.
pub(crate) fn parse(expression: &str) -> Result<Expr, RuleFault> {
    let mut parser = Parser {
        pieces: pieces(expression)?,
        next: 0,
        end: expression.chars().count(),
    };
    let expr = parser.unless(0)?;
    match parser.peek() {
        None if is_too_deep(&expr) => Err(RuleFault::new(
            0,
            "the parts of this stand too deep in each other",
        )),
        None => Ok(expr),
        Some(Piece::Close) => Err(RuleFault::new(
            parser.at(),
            "this parenthesis closes nothing",
        )),
        Some(Piece::Not) => Err(RuleFault::new(parser.at(), "\"!\" must follow \"&\"")
            .help("write A & !B for A where there is no B")),
        Some(_) => Err(
            RuleFault::new(parser.at(), "an operator is missing before this")
                .help("put words that stand in a row in quotation marks"),
        ),
    }
}

/// Operators in a row stand in each other, too, and what is done with an expression takes a step for each.
fn is_too_deep(expr: &Expr) -> bool {
    let mut open = vec![(expr, 1)];
    while let Some((expr, depth)) = open.pop() {
        if depth > MAX_SET_DEPTH {
            return true;
        }
        open.extend(expr.parts().into_iter().map(|part| (part, depth + 1)));
    }
    false
}

struct Parser {
    pieces: Vec<Located>,
    next: usize,
    end: usize,
}

impl Parser {
    fn peek(&self) -> Option<&Piece> {
        self.pieces.get(self.next).map(|located| &located.piece)
    }

    fn at(&self) -> usize {
        self.pieces.get(self.next).map_or(self.end, |l| l.at)
    }

    fn eat(&mut self, piece: &Piece) -> bool {
        let eaten = self.peek() == Some(piece);
        self.next += usize::from(eaten);
        eaten
    }

    fn unless(&mut self, depth: usize) -> Result<Expr, RuleFault> {
        let mut what = self.any(depth)?;
        let mut links = 0;
        while self.peek() == Some(&Piece::Unless) {
            self.link(&mut links)?;
            what = Expr::Unless {
                what: Box::new(what),
                exception: Box::new(self.any(depth)?),
            };
        }
        Ok(what)
    }

    fn any(&mut self, depth: usize) -> Result<Expr, RuleFault> {
        let first = self.all(depth)?;
        if self.peek() != Some(&Piece::Or) {
            return Ok(first);
        }
        let mut choices = vec![first];
        while self.eat(&Piece::Or) {
            choices.push(self.all(depth)?);
        }
        Ok(Expr::Any(choices))
    }

    fn all(&mut self, depth: usize) -> Result<Expr, RuleFault> {
        let first = self.near(depth)?;
        if self.peek() != Some(&Piece::And) {
            return Ok(first);
        }
        let mut present = vec![first];
        let mut absent = Vec::new();
        while self.eat(&Piece::And) {
            let list = if self.eat(&Piece::Not) {
                &mut absent
            } else {
                &mut present
            };
            list.push(self.near(depth)?);
        }
        Ok(Expr::All { present, absent })
    }

    fn near(&mut self, depth: usize) -> Result<Expr, RuleFault> {
        let mut left = self.atom(depth)?;
        let mut links = 0;
        loop {
            match self.peek() {
                Some(&Piece::Near { reach, ordered }) => {
                    self.link(&mut links)?;
                    left = Expr::Near {
                        left: Box::new(left),
                        right: Box::new(self.atom(depth)?),
                        reach,
                        ordered,
                    };
                }
                Some(&Piece::NotNear(reach)) => {
                    self.link(&mut links)?;
                    left = Expr::NotNear {
                        what: Box::new(left),
                        other: Box::new(self.atom(depth)?),
                        reach,
                    };
                }
                _ => return Ok(left),
            }
        }
    }

    /// Goes past an operator that may follow others of its kind, as long as they are not too many.
    fn link(&mut self, links: &mut usize) -> Result<(), RuleFault> {
        if *links == MAX_RULE_LINKS {
            return Err(RuleFault::new(
                self.at(),
                "too many of these operators follow each other",
            ));
        }
        *links += 1;
        self.next += 1;
        Ok(())
    }

    fn atom(&mut self, depth: usize) -> Result<Expr, RuleFault> {
        let at = self.at();
        let Some(located) = self.pieces.get_mut(self.next) else {
            return Err(if self.pieces.is_empty() {
                RuleFault::new(at, "the expression is empty")
            } else {
                RuleFault::new(at, "something must follow the last operator")
            });
        };
        self.next += 1;
        match std::mem::replace(&mut located.piece, Piece::Open) {
            Piece::Words(mut words) => Ok(match words.pop() {
                Some(word) if words.is_empty() => Expr::Word(word),
                last => {
                    words.extend(last);
                    Expr::Phrase(words)
                }
            }),
            Piece::Set(name) => Ok(Expr::Set { name, at }),
            Piece::Open if depth == MAX_RULE_DEPTH => Err(RuleFault::new(
                at,
                "parentheses stand too deep in each other",
            )),
            Piece::Open => {
                if self.peek() == Some(&Piece::Close) {
                    return Err(RuleFault::new(at, "there is nothing in these parentheses"));
                }
                let inner = self.unless(depth + 1)?;
                if self.eat(&Piece::Close) {
                    return Ok(inner);
                }
                match self.peek() {
                    None => Err(RuleFault::new(at, "this parenthesis is not closed")),
                    Some(_) => Err(
                        RuleFault::new(self.at(), "an operator is missing before this")
                            .help("put words that stand in a row in quotation marks"),
                    ),
                }
            }
            Piece::Not => Err(RuleFault::new(at, "\"!\" must follow \"&\"")
                .help("write A & !B for A where there is no B")),
            Piece::Close
            | Piece::Or
            | Piece::And
            | Piece::Unless
            | Piece::Near { .. }
            | Piece::NotNear(_) => Err(RuleFault::new(at, "something must stand before this")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::coding::rules::{Pattern, Reach};
    use crate::limits::MAX_PHRASE_WORDS;

    fn fault(expression: &str) -> (usize, String) {
        match parse(expression) {
            Ok(expr) => panic!("{expression} was read as {expr:?}"),
            Err(fault) => (fault.at, fault.message),
        }
    }

    fn word(text: &str) -> Expr {
        Expr::Word(Pattern::Word(text.into()))
    }

    #[test]
    fn near_binds_closer_than_and_than_or_than_unless() {
        let near = Expr::Near {
            left: Box::new(word("b")),
            right: Box::new(word("c")),
            reach: Reach::Words(2),
            ordered: false,
        };
        let all = Expr::All {
            present: vec![word("a"), near],
            absent: vec![],
        };
        assert_eq!(
            parse("a & b NEAR/2 c | d UNLESS e"),
            Ok(Expr::Unless {
                what: Box::new(Expr::Any(vec![all, word("d")])),
                exception: Box::new(word("e")),
            })
        );
    }

    #[test]
    fn patterns_are_told_apart() {
        let phrase = |words: &[Pattern]| Ok(Expr::Phrase(words.to_vec()));
        let plain = |w: &str| Pattern::Word(w.into());
        assert_eq!(parse("User-Led"), phrase(&[plain("user"), plain("led")]));
        assert_eq!(
            parse("\"keep* me, informed!\""),
            phrase(&[
                Pattern::Glob("keep*".into()),
                plain("me"),
                plain("informed")
            ])
        );
        assert_eq!(
            parse("=SIMs"),
            Ok(Expr::Word(Pattern::Exact("SIMs".into())))
        );
        assert_eq!(
            parse("~Connected"),
            Ok(Expr::Word(Pattern::Stem("connect".into())))
        );
        assert_eq!(parse("£*"), Ok(Expr::Word(Pattern::Glob("£*".into()))));
        assert_eq!(parse("don’t"), Ok(word("don't")));
    }

    #[test]
    fn malformed_expressions_are_located() {
        let cases = [
            ("", 0, "the expression is empty"),
            ("(a | b", 0, "this parenthesis is not closed"),
            ("a | b)", 5, "this parenthesis closes nothing"),
            ("a |", 3, "something must follow the last operator"),
            ("| a", 0, "something must stand before this"),
            ("a & & b", 4, "something must stand before this"),
            ("ÿ \"b", 2, "this quotation mark is not closed"),
            ("a b", 2, "an operator is missing before this"),
            ("(a b)", 3, "an operator is missing before this"),
            ("a NEAR b", 2, "NEAR does not say how near"),
            ("a THEN/x b", 2, "THEN does not say how near"),
            ("!a", 0, "\"!\" must follow \"&\""),
            ("a | !b", 4, "\"!\" must follow \"&\""),
            ("a AND b", 2, "\"AND\" is not an operator"),
            ("()", 0, "there is nothing in these parentheses"),
            (
                "a | *",
                4,
                "a pattern of wildcards alone matches every word",
            ),
            (
                "~",
                0,
                "\"~\" takes one word of letters and digits, without wildcards",
            ),
            ("a & #", 4, "a name must follow \"#\""),
            ("\"...\"", 0, "there is no word here"),
        ];
        for (expression, at, message) in cases {
            assert_eq!(fault(expression), (at, message.to_owned()), "{expression}");
        }
    }

    #[test]
    fn hostile_nesting_is_refused() {
        let deep = format!("{}a{}", "(".repeat(100_000), ")".repeat(100_000));
        assert_eq!(fault(&deep).1, "parentheses stand too deep in each other");
    }

    /// `a`, with as many operators after it in as many parentheses.
    fn nested(parentheses: usize, links: usize) -> String {
        let after = format!("{})", " NEAR/1 b".repeat(links));
        format!("{}a{}", "(".repeat(parentheses), after.repeat(parentheses))
    }

    #[test]
    fn parentheses_and_operators_are_read_up_to_the_limit() {
        assert!(parse(&nested(MAX_RULE_DEPTH, 0)).is_ok());
        let beyond = fault(&nested(MAX_RULE_DEPTH + 1, 0));
        assert_eq!(
            beyond,
            (
                MAX_RULE_DEPTH,
                "parentheses stand too deep in each other".into()
            )
        );
        let phrase = |words: usize| format!("b | \"{}\"", "a ".repeat(words));
        assert!(parse(&phrase(MAX_PHRASE_WORDS)).is_ok());
        let beyond = fault(&phrase(MAX_PHRASE_WORDS + 1));
        assert_eq!(beyond, (4, "a phrase of more than 100 words".into()));
        assert!(parse(&nested(1, MAX_RULE_LINKS)).is_ok());
        let beyond = fault(&nested(1, MAX_RULE_LINKS + 1));
        assert_eq!(beyond.1, "too many of these operators follow each other");
        // Ten parentheses with 49 operators each, and the word within: 491 steps; with another nine: 500.
        let most = format!("{}{}", nested(10, 49), " NEAR/1 b".repeat(9));
        assert!(parse(&most).is_ok());
        let beyond = format!("{most} NEAR/1 b");
        assert_eq!(
            fault(&beyond).1,
            "the parts of this stand too deep in each other"
        );
    }
}
