//! Words that hold a sentence together and say nothing of what it is about.

const STOP_WORDS: &str = "
    a about above after again against all also always am an and any anyone anything are as at be because been before
    being below between both but by came can come comes could did do does doing done down during each either else
    even ever every everyone everything few for from further get gets getting give gives go goes going got had has
    have having he her here hers herself him himself his how however i if in into is it its itself just keep know
    let like lot lots made make makes making many may maybe me might more most much must my myself need never no nor
    not nothing now of off often on once one only or other others our ours ourselves out over own perhaps put quite
    rather really said same say says see she should since so some someone something still such take than that the
    their theirs them themselves then there these they thing things think this those though through to together too
    under until up upon us use used using very want was way we well were what when where whether which while who
    whom whose why will with within without would yes yet you your yours yourself yourselves
    i'm i've i'd i'll you're you've you'd you'll we're we've we'd we'll they're they've they'd they'll it's that's
    there's here's what's who's let's don't doesn't didn't won't wouldn't can't cannot couldn't shouldn't isn't aren't
    wasn't weren't hasn't haven't hadn't im ive dont doesnt didnt cant";

/// Whether a folded word is one of them.
pub(super) fn is_stop_word(folded: &str) -> bool {
    STOP_WORDS.split_whitespace().any(|word| word == folded)
}

#[cfg(test)]
mod tests {
    use super::is_stop_word;

    #[test]
    fn words_that_name_nothing_are_told_from_those_that_do() {
        for word in ["the", "you're", "things"] {
            assert!(is_stop_word(word), "{word}");
        }
        for word in ["grant", "thing's", "th", ""] {
            assert!(!is_stop_word(word), "{word}");
        }
    }
}
