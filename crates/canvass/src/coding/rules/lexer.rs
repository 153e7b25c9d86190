use super::{Pattern, Reach, RuleFault};
use crate::coding::lexicon::stem;
use crate::coding::tokens::{exact, fold};
use crate::limits::MAX_PHRASE_WORDS;

/// A piece of an expression.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Piece {
    Open,
    Close,
    Or,
    And,
    Not,
    Unless,
    Near {
        reach: Reach,
        ordered: bool,
    },
    NotNear(Reach),
    Set(String),
    /// One word, or several in a row.
    Words(Vec<Pattern>),
}

/// A piece and the character at which it starts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Located {
    pub(super) piece: Piece,
    pub(super) at: usize,
}

/// The pieces of an expression.
pub(super) fn pieces(expression: &str) -> Result<Vec<Located>, RuleFault> {
    let chars: Vec<char> = expression.chars().collect();
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(&c) = chars.get(at) {
        if c.is_whitespace() {
            at += 1;
            continue;
        }
        let start = at;
        at += 1;
        let piece = match c {
            '(' => Piece::Open,
            ')' => Piece::Close,
            '|' => Piece::Or,
            '&' => Piece::And,
            '!' => Piece::Not,
            '"' | '“' | '”' => {
                let text = take(&chars, &mut at, |c| !matches!(c, '"' | '“' | '”'));
                if at == chars.len() {
                    return Err(RuleFault::new(start, "this quotation mark is not closed"));
                }
                at += 1;
                Piece::Words(phrase(&text, start)?)
            }
            '#' => {
                let name = take(&chars, &mut at, |c| {
                    c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | ':')
                });
                if name.is_empty() {
                    return Err(RuleFault::new(start, "a name must follow \"#\""));
                }
                Piece::Set(name)
            }
            '~' | '=' => {
                let word = take(&chars, &mut at, is_word);
                Piece::Words(vec![one_word(c, &word, start)?])
            }
            _ => {
                at = start;
                let word = take(&chars, &mut at, is_word);
                match operator(&word, start)? {
                    Some(piece) => piece,
                    None => Piece::Words(phrase(&word, start)?),
                }
            }
        };
        found.push(Located { piece, at: start });
    }
    Ok(found)
}

fn take(chars: &[char], at: &mut usize, part: impl Fn(char) -> bool) -> String {
    let rest = chars.get(*at..).unwrap_or_default();
    let taken: String = rest.iter().copied().take_while(|c| part(*c)).collect();
    *at += taken.chars().count();
    taken
}

fn is_word(c: char) -> bool {
    !c.is_whitespace()
        && !matches!(
            c,
            '(' | ')' | '|' | '&' | '!' | '"' | '“' | '”' | '#' | '~' | '='
        )
}

fn operator(word: &str, at: usize) -> Result<Option<Piece>, RuleFault> {
    if word == "UNLESS" {
        return Ok(Some(Piece::Unless));
    }
    if let Some(sign) = match word {
        "AND" => Some("&"),
        "OR" => Some("|"),
        "NOT" => Some("& !"),
        _ => None,
    } {
        return Err(
            RuleFault::new(at, format!("\"{word}\" is not an operator")).help(format!(
                "write {sign} instead, or small letters for the word itself"
            )),
        );
    }
    let (name, reach) = match word.split_once('/') {
        Some((name, reach)) => (name, Some(reach)),
        None => (word, None),
    };
    if !matches!(name, "NEAR" | "THEN" | "NOTNEAR") {
        return Ok(None);
    }
    let reach = match reach {
        Some("s") => Reach::Sentence,
        Some(number) => Reach::Words(number.parse().map_err(|_| no_reach(name, at))?),
        None => return Err(no_reach(name, at)),
    };
    Ok(Some(match name {
        "NEAR" => Piece::Near {
            reach,
            ordered: false,
        },
        "THEN" => Piece::Near {
            reach,
            ordered: true,
        },
        _ => Piece::NotNear(reach),
    }))
}

fn no_reach(name: &str, at: usize) -> RuleFault {
    RuleFault::new(at, format!("{name} does not say how near")).help(format!(
        "write {name}/5 for at most five words between, or {name}/s for the same sentence"
    ))
}

/// The patterns of words in a row. Everything that is not part of a word or a wildcard parts them.
fn phrase(text: &str, at: usize) -> Result<Vec<Pattern>, RuleFault> {
    let straight = exact(text);
    let patterns = straight
        .split(|c: char| {
            !(c.is_alphanumeric() || matches!(c, '\'' | '*' | '?' | '~' | '£' | '€' | '$'))
        })
        .map(|word| word.trim_matches('\''))
        .filter(|word| word.chars().any(|c| !matches!(c, '~' | '\'')))
        .map(|word| match word.strip_prefix('~') {
            Some(word) => one_word('~', word, at),
            None => plain(word, at),
        })
        .collect::<Result<Vec<_>, _>>()?;
    if patterns.len() > MAX_PHRASE_WORDS {
        let message = format!("a phrase of more than {MAX_PHRASE_WORDS} words");
        return Err(RuleFault::new(at, message));
    }
    if patterns.is_empty() {
        return Err(RuleFault::new(at, "there is no word here"));
    }
    if patterns.len() > 1
        && patterns
            .iter()
            .all(|p| matches!(p, Pattern::Glob(g) if g == "*"))
    {
        return Err(every_word(at));
    }
    Ok(patterns)
}

fn plain(word: &str, at: usize) -> Result<Pattern, RuleFault> {
    let folded = fold(word);
    if !folded.contains(['*', '?']) {
        return Ok(Pattern::Word(folded));
    }
    if folded.chars().all(|c| matches!(c, '*' | '?')) {
        return Err(every_word(at));
    }
    Ok(Pattern::Glob(folded))
}

fn every_word(at: usize) -> RuleFault {
    RuleFault::new(at, "a pattern of wildcards alone matches every word")
}

fn one_word(sign: char, word: &str, at: usize) -> Result<Pattern, RuleFault> {
    if word.is_empty()
        || !word
            .chars()
            .all(|c| c.is_alphanumeric() || matches!(c, '\'' | '’'))
    {
        return Err(RuleFault::new(
            at,
            format!("\"{sign}\" takes one word of letters and digits, without wildcards"),
        ));
    }
    Ok(match sign {
        '~' => Pattern::Stem(stem(&fold(word))),
        _ => Pattern::Exact(exact(word)),
    })
}
