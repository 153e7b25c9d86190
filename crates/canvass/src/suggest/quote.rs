//! Finds a quotation in an answer.

use std::ops::Range;

use crate::coding::{Evidence, fold, words};

/// Of five words at most one may differ.
const LIKENESS: f64 = 0.8;
/// Longer quotations must stand in the answer as they are: comparing takes the product of both lengths.
const MOST_WORDS: usize = 400;

/// Where `quote` stands in `text`: as it is, or else the passage whose words differ least from its words, when at
/// most one in five has to be put in, left out or changed. Words are compared as rules compare them, without case,
/// accents and punctuation.
pub(super) fn find(text: &str, quote: &str) -> Option<Evidence> {
    let quote = quote.trim();
    if quote.is_empty() {
        return None;
    }
    let bytes = match text.find(quote) {
        Some(start) => start..start + quote.len(),
        None => nearest(text, quote)?,
    };
    let chars_to = |byte: usize| text.get(..byte).map_or(0, |passed| passed.chars().count());
    Some(Evidence {
        chars: chars_to(bytes.start)..chars_to(bytes.end),
        bytes,
    })
}

fn folded(text: &str) -> Vec<(String, Range<usize>)> {
    let mut list = Vec::new();
    words(text, |place| {
        let word = text.get(place.start..place.end).unwrap_or_default();
        list.push((fold(word), place.start..place.end));
    });
    list
}

/// The passage with the smallest edit distance in words (Sellers 1980, Journal of Algorithms 1:359): the distance
/// of the words of the quotation so far to the best passage that ends here, with where that passage starts.
fn nearest(text: &str, quote: &str) -> Option<Range<usize>> {
    let (text, quote) = (folded(text), folded(quote));
    if quote.is_empty()
        || text.is_empty()
        || quote.len() > MOST_WORDS
        || text.len() > 20 * MOST_WORDS
    {
        return None;
    }
    // For each count of words of the quotation: distance, and the first word of the passage.
    let mut column: Vec<(usize, usize)> = (0..=quote.len()).map(|count| (count, 0)).collect();
    let mut best: Option<(usize, Range<usize>)> = None;
    for (at, (word, _)) in text.iter().enumerate() {
        let mut diagonal = (0, at);
        column[0] = (0, at + 1);
        for (row, (wanted, _)) in quote.iter().enumerate() {
            let left = column[row + 1];
            let up = column[row];
            let same = usize::from(word != wanted);
            let candidates = [
                (diagonal.0 + same, diagonal.1),
                (left.0 + 1, left.1),
                (up.0 + 1, up.1),
            ];
            diagonal = left;
            column[row + 1] = candidates.into_iter().min_by_key(|c| c.0).unwrap_or(left);
        }
        let (distance, start) = column[quote.len()];
        if start <= at && best.as_ref().is_none_or(|(least, _)| distance < *least) {
            best = Some((distance, start..at + 1));
        }
    }
    let (distance, passage) = best?;
    let alike = 1.0 - distance as f64 / quote.len() as f64;
    if alike < LIKENESS {
        return None;
    }
    let first = text.get(passage.start)?;
    let last = text.get(passage.end - 1)?;
    Some(first.1.start..last.1.end)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "Ŵ! We couldn’t have kept going without the other groups, honestly.";

    fn found(quote: &str) -> Option<&'static str> {
        let evidence = find(TEXT, quote)?;
        let chars: String = TEXT
            .chars()
            .skip(evidence.chars.start)
            .take(evidence.chars.len())
            .collect();
        let bytes = TEXT.get(evidence.bytes)?;
        assert_eq!(chars, bytes);
        Some(bytes)
    }

    #[test]
    fn a_quotation_is_found_as_it_is_or_nearly() {
        assert_eq!(found("the other groups"), Some("the other groups"));
        // Case, apostrophe and punctuation make no difference, even for a few words.
        assert_eq!(found("COULDN'T HAVE kept"), Some("couldn’t have kept"));
        // One of six words is another.
        assert_eq!(
            found("have kept running without the other groups"),
            Some("have kept going without the other groups")
        );
        // One of six is missing.
        assert_eq!(
            found("have kept going the other groups"),
            Some("have kept going without the other groups")
        );
    }

    #[test]
    fn what_the_answer_does_not_say_is_not_found() {
        for quote in [
            "",
            " ",
            "...",
            "funding",
            // One of four words is another.
            "without the other people",
            "have stopped running without the other groups",
            "groups other the without going",
        ] {
            assert_eq!(found(quote), None, "{quote}");
        }
        assert_eq!(find("", "kept going"), None);
    }
}
