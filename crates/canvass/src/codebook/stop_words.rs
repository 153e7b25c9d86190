//! Words that say nothing of what an answer is about.

/// Words that hold a sentence together.
const FUNCTION_WORDS: &str = "
    a about above after again against all also am an and any are as at be because been before being below between
    both but by can could did do does doing done down during each either else for from had has have having he her
    here hers herself him himself his how i if in into is it its itself may me might more most much must my myself
    neither no nor not of off on or other our ours ourselves out over own shall she should since so some such than
    that the their theirs them themselves then there these they this those though through to too under until up upon
    us very was we were what when where whether which while who whom whose why will with within without would yes yet
    you your yours yourself yourselves
    i'm i've i'd i'll you're you've you'd you'll we're we've we'd we'll they're they've they'd they'll it's that's
    there's here's what's who's don't doesn't didn't won't wouldn't can't cannot couldn't shouldn't isn't aren't
    wasn't weren't hasn't haven't hadn't im ive dont doesnt didnt cant";

/// Words besides these that stand in answers about anything.
const COMMON_WORDS: &str = "
    ago almost along already always another anyone anything around away back bad best better big bit came come comes
    coming day days enough even ever every everyone everything felt feel few find first five found four further gave
    get gets getting give gives go goes going good got great happen happened happens however just keep know last left
    less let let's like long lot lots lovely made make makes making many maybe month months mostly need never new next
    nice nothing now number often old once one ones only others perhaps please put quite rather really right round
    said same say says second see seem seems small someone something start started still stop stopped take than thing
    things think three time times today together two use used using want way week weeks well year years";

/// Whether a folded word only holds sentences together.
pub(super) fn is_function_word(folded: &str) -> bool {
    is_in(FUNCTION_WORDS, folded)
}

/// Whether a folded word says nothing of what an answer is about.
pub(super) fn is_stop_word(folded: &str) -> bool {
    is_in(FUNCTION_WORDS, folded) || is_in(COMMON_WORDS, folded)
}

fn is_in(words: &str, folded: &str) -> bool {
    words.split_whitespace().any(|word| word == folded)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_name_nothing_are_told_from_those_that_do() {
        for word in ["the", "you're", "things"] {
            assert!(is_stop_word(word), "{word}");
        }
        assert!(is_function_word("up") && !is_function_word("things"));
        for word in ["grant", "thing's", "th", ""] {
            assert!(!is_stop_word(word), "{word}");
        }
    }
}
