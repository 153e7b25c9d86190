//! What the cells that people write in say.

use std::collections::BTreeSet;

use crate::coding::decisions::{QuoteApproval, RedactedQuote};
use crate::diagnostics::nearest;
use crate::survey::{Code, CodeFrame, CodeId, Codebook, Stance};

/// What stands between two codes in a cell.
const SEPARATOR: &str = "; ";

/// Codes as they stand in a cell.
pub(super) fn write_codes<'c>(codes: impl IntoIterator<Item = &'c CodeId>) -> String {
    let codes: Vec<&str> = codes.into_iter().map(CodeId::as_str).collect();
    codes.join(SEPARATOR)
}

/// Reads the codes of a frame from a cell, each with those above it. A code may carry its frame: `theme:voice`.
///
/// # Errors
/// What is wrong with the cell, in words that hold nothing but codes.
pub(super) fn read_codes(frame: &CodeFrame, cell: &str) -> Result<BTreeSet<CodeId>, String> {
    let mut codes = BTreeSet::new();
    let all = cell.split([';', ',', '\n', '|']).map(str::trim);
    let all: Vec<&str> = all.filter(|given| !given.is_empty()).collect();
    for (at, given) in all.iter().enumerate() {
        let code = code(frame, given).ok_or_else(|| unknown(frame, given, at + 1, all.len()))?;
        codes.insert(code.id.clone());
        let mut above = code.parent();
        while let Some(code) = above.and_then(|id| frame.codes.iter().find(|c| c.id.as_str() == id))
        {
            codes.insert(code.id.clone());
            above = code.parent();
        }
    }
    Ok(codes)
}

fn code<'f>(frame: &'f CodeFrame, given: &str) -> Option<&'f Code> {
    let id = match given.split_once(':') {
        Some((of, id)) if of.trim().eq_ignore_ascii_case(frame.id.as_str()) => id.trim(),
        _ => given,
    };
    let same = |code: &&Code| code.id.as_str() == id;
    let alike = |code: &&Code| code.id.as_str().eq_ignore_ascii_case(id);
    frame
        .codes
        .iter()
        .find(same)
        .or_else(|| frame.codes.iter().find(alike))
}

/// What is said of a code that is none, the one at `place` of `count` in its cell. What was typed is never shown: an answer
/// may have slipped into the cell.
fn unknown(frame: &CodeFrame, given: &str, place: usize, count: usize) -> String {
    let lower = given.to_lowercase();
    let ids = frame.codes.iter().map(|code| code.id.as_str());
    let hint = nearest(&lower, ids).or_else(|| {
        let named = |code: &&Code| code.label.to_lowercase() == lower;
        frame.codes.iter().find(named).map(|code| code.id.as_str())
    });
    let which = match count {
        1 => "this".to_owned(),
        _ => format!("what stands at place {place} of {count} here"),
    };
    match hint {
        Some(hint) => format!(
            "{which} is not a code of {}; did you mean \"{hint}\"?",
            frame.id
        ),
        None => format!(
            "{which} is not a code of {}; codes stand with \";\" between them",
            frame.id
        ),
    }
}

/// Reads a stance; an empty cell is `None`.
pub(super) fn read_stance(cell: &str) -> Result<Option<Stance>, String> {
    let given = cell.trim().to_lowercase();
    if given.is_empty() {
        return Ok(None);
    }
    let names = || Stance::ALL.iter().map(|stance| stance.name());
    let stance = Stance::ALL.iter().find(|stance| stance.name() == given);
    stance.copied().map(Some).ok_or_else(|| {
        let names: Vec<&str> = names().collect();
        match nearest(&given, names.iter().copied()) {
            Some(hint) => format!("this is not a stance; did you mean \"{hint}\"?"),
            None => format!("this is not a stance; the stances are {}", names.join(", ")),
        }
    })
}

/// Reads yes or no; an empty cell is `None`.
pub(super) fn read_yes(cell: &str) -> Result<Option<bool>, String> {
    match cell.trim().to_lowercase().as_str() {
        "" => Ok(None),
        "yes" | "y" | "true" | "x" | "1" => Ok(Some(true)),
        "no" | "n" | "false" | "0" => Ok(Some(false)),
        _ => Err("this is neither yes nor no".to_owned()),
    }
}

/// Reads what is said of quoting the answer; an empty cell is `None`.
pub(super) fn read_quote(
    cell: &str,
    redacted: &str,
    answer: &str,
) -> Result<Option<QuoteApproval>, String> {
    let redacted = redacted.trim();
    let asks_for_redaction = cell.trim().eq_ignore_ascii_case("redact");
    if !asks_for_redaction && !redacted.is_empty() {
        return Err("there is a redacted quote, and quote_ok is not \"redact\"".to_owned());
    }
    if asks_for_redaction {
        return if redacted.is_empty() {
            Err("quote_ok is \"redact\", and there is no redacted quote".to_owned())
        } else if is_made_from(redacted, answer) {
            Ok(Some(QuoteApproval::Redacted(RedactedQuote(
                redacted.to_owned(),
            ))))
        } else {
            Err("the redacted quote has words that the answer has not; put what you change in [square brackets]".to_owned())
        };
    }
    let yes = read_yes(cell).map_err(|_| "quote_ok is yes, no or redact".to_owned())?;
    Ok(yes.map(|yes| {
        if yes {
            QuoteApproval::Yes
        } else {
            QuoteApproval::No
        }
    }))
}

/// What is said of quoting as it stands in the two cells.
pub(super) fn write_quote(approval: Option<&QuoteApproval>) -> (&'static str, &str) {
    match approval {
        None => ("", ""),
        Some(QuoteApproval::Yes) => ("yes", ""),
        Some(QuoteApproval::Redacted(words)) => ("redact", &words.0),
        Some(_) => ("no", ""),
    }
}

/// Whether a quote is the answer apart from what stands in square brackets and from dots for what was left out.
fn is_made_from(quote: &str, answer: &str) -> bool {
    let answer = even(answer);
    let mut rest = answer.as_str();
    let mut outside = String::new();
    let mut pieces = Vec::new();
    let mut depth = 0usize;
    for c in even(quote).replace("...", "…").chars() {
        match c {
            '[' => depth += 1,
            ']' if depth > 0 => depth -= 1,
            _ if depth > 0 => continue,
            '…' => {}
            _ => {
                outside.push(c);
                continue;
            }
        }
        pieces.push(std::mem::take(&mut outside));
    }
    pieces.push(outside);
    depth == 0
        && pieces.iter().map(|piece| piece.trim()).all(|piece| {
            let Some(at) = rest.find(piece) else {
                return false;
            };
            rest = rest.get(at + piece.len()..).unwrap_or("");
            true
        })
}

/// A text with one kind of space and quotation mark.
fn even(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ").chars().map(plain_mark).collect()
}

/// Programs turn straight quotation marks into curly ones while people type.
pub(super) fn plain_mark(c: char) -> char {
    match c {
        '\u{2018}' | '\u{2019}' => '\'',
        '\u{201c}' | '\u{201d}' => '"',
        other => other,
    }
}

/// A text as it is compared after a spreadsheet had it: line ends are one kind, characters that a workbook cannot
/// hold and space around it are nothing.
pub(super) fn as_kept(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let kept = text.chars().filter(|c| {
        matches!(c, '\n' | '\t') || !(c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}'))
    });
    kept.collect::<String>().trim().to_owned()
}

/// The frame at a position of the codebook.
pub(super) fn frame(codebook: &Codebook, at: usize) -> Option<&CodeFrame> {
    codebook.frames.get(at)
}
