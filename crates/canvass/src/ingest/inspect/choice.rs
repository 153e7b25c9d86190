//! Options that people chose, or words that they typed: the same column of texts may be either.

use super::cells::{starts_small, words};
use super::order::{is_exclusive, is_other, is_range, start_of_range};
use super::profile::{Form, Profile};
use super::scale::is_beside;

/// From so many words on, what one person alone gave is more likely typed than chosen.
const HALF_A_SENTENCE: usize = 4;

/// What a column of texts seems to be.
pub(super) enum Choice {
    /// Options, all of them.
    Options,
    /// Options with these keys, and words of people's own.
    WithOther(Vec<String>),
    /// Words of people's own, and why.
    Words(&'static str),
    /// Nothing tells.
    Doubtful,
}

/// Answers that people type where they have nothing to say; they come again, and are no options.
fn is_placeholder(key: &str) -> bool {
    const PLACEHOLDERS: &[&str] = &[
        "",
        "-",
        ".",
        "n/a",
        "na",
        "nil",
        "no",
        "no comment",
        "no comments",
        "none",
        "nope",
        "nothing",
        "not applicable",
        "x",
        "yes",
        "thank you",
        "thanks",
        "?",
        "no thanks",
        "no thank you",
        "nothing else",
        "all good",
    ];
    PLACEHOLDERS.contains(&key.trim_end_matches(['.', '!', ' ']))
}

/// Whether a heading, as a key, asks for words of people's own and nothing else: what stands under it is never an
/// option, however many say the same.
pub(super) fn asks_for_own_words(heading: &str) -> bool {
    const PHRASES: &[&str] = &[
        "additional information",
        "any other information",
        "anything else",
        "further details",
        "give details",
        "in your own words",
        "please comment",
        "please elaborate",
        "please expand",
        "please explain",
        "tell us more",
        "tell us why",
        "tell your story",
        "what happened",
        "your story",
    ];
    let bare = heading.trim_matches(|c: char| !c.is_alphanumeric());
    let ends = [
        "comment",
        "comments",
        "feedback",
        "notes",
        "suggestions",
        "explain",
    ];
    PHRASES.iter().any(|phrase| heading.contains(phrase))
        || ends
            .iter()
            .any(|end| bare.ends_with(end) && words(bare) <= 4)
}

/// Whether a label agrees to something, as the only option of a question may do.
fn consents(key: &str) -> bool {
    [
        "agree",
        "accept",
        "consent",
        "confirm",
        "understand",
        "happy",
        "permission",
        "allow",
    ]
    .iter()
    .any(|word| key.contains(word))
}

/// Whether a heading, as a key, asks for words.
pub(super) fn asks_for_words(heading: &str) -> bool {
    const PHRASES: &[&str] = &[
        "please explain",
        "please describe",
        "please tell us",
        "please give",
        "please comment",
        "comments",
        "comment",
        "anything else",
        "anything to add",
        "anything you",
        "like to add",
        "tell us why",
        "tell us more",
        "why did you",
        "three words",
        "one word",
        "in a word",
        "one thing",
        "why do",
        "why is",
        "why?",
        "what could we",
        "what should we",
        "what was the best",
        "what was the worst",
        "in your own words",
        "what for",
        "feedback",
        "suggestions",
        "job title",
        "your role",
        "notes",
        "please share",
        "how could we",
        "what would you like",
        "what did you do",
        "what did you think",
        "what was it like",
        "what went well",
        "what went wrong",
        "how did it go",
        "what changed",
        "what has changed",
        "what difference",
        "what else",
        "made a difference",
        "in what way",
        "tell us about",
        "tell us how",
    ];
    PHRASES.iter().any(|phrase| heading.contains(phrase)) || heading == "why"
}

/// Whether a heading, as a key, asks for single words: people part them as options are parted.
pub(super) fn asks_for_few_words(heading: &str) -> bool {
    const PHRASES: &[&str] = &["three words", "one word", "in a word", "few words"];
    PHRASES.iter().any(|phrase| heading.contains(phrase))
}

/// Whether a text looks typed and not chosen, beside what is chosen often.
fn looks_typed(form: &Form, frequent: &[&Form]) -> bool {
    let most_words = frequent
        .iter()
        .map(|form| words(&form.label))
        .max()
        .unwrap_or(1);
    let small: u64 = frequent
        .iter()
        .filter(|form| starts_small(&form.label))
        .map(|form| form.count)
        .sum();
    let all: u64 = frequent.iter().map(|form| form.count).sum();
    let text = form.label.as_str();
    (starts_small(text) && small * 4 < all.max(1))
        || words(text) > most_words + 4
        || (text.ends_with(['.', '!'])
            && !frequent.iter().any(|form| form.label.ends_with(['.', '!'])))
        || text.contains('\n')
}

/// Whether a text begins or ends as one of several words that comes often: `Day ticket: Friday`, `Day ticket: Monday`.
fn is_kin(form: &Form, frequent: &[&Form]) -> bool {
    let own: Vec<&str> = form.key.split_whitespace().collect();
    own.len() > 2
        && frequent.iter().any(|other| {
            let other: Vec<&str> = other.key.split_whitespace().collect();
            other.len() > 2
                && (own[..2] == other[..2] || own[own.len() - 2..] == other[other.len() - 2..])
        })
}

/// What the cells of a column say when they are neither numbers nor several options each. `inline` says whether words
/// of people's own may stand in the place of an option.
pub(super) fn choice(profile: &Profile, forms: &[Form], heading: &str, inline: bool) -> Choice {
    let answered = profile.answered();
    let different = forms.len() as u64;
    if forms.iter().any(|form| form.label.contains('\n')) {
        return Choice::Words("some answers have several lines");
    }
    if profile.unkept > 0 {
        return Choice::Words("cells are long texts");
    }
    if different == 1 {
        let form = &forms[0];
        let yes_or_no = matches!(form.key.as_str(), "yes" | "no");
        let is_one = !is_placeholder(&form.key) && answered >= 3;
        // One sentence that everybody gave alike may be the words of one person, copied.
        let is_label = words(&form.label) <= 3 || (consents(&form.key) && words(&form.label) <= 40);
        return if yes_or_no || is_one && is_label && !asks_for_words(heading) {
            Choice::Options
        } else {
            Choice::Doubtful
        };
    }
    let yes_no = |form: &Form| {
        matches!(
            form.key.as_str(),
            "yes"
                | "no"
                | "true"
                | "false"
                | "maybe"
                | "not sure"
                | "don't know"
                | "unsure"
                | "prefer not to say"
        )
    };
    if forms.iter().all(yes_no) && !asks_for_words(heading) {
        return Choice::Options;
    }
    let enough = match answered {
        0..=25 => 2,
        26..=999 => 3,
        _ => 4,
    };
    let frequent: Vec<&Form> = forms.iter().filter(|form| form.count >= enough).collect();
    let rare: Vec<&Form> = forms.iter().filter(|form| form.count < enough).collect();
    let sum = |forms: &[&Form]| forms.iter().map(|form| form.count).sum::<u64>();
    let coverage = sum(&frequent) as f64 / answered as f64;
    let substantive: Vec<&Form> = forms
        .iter()
        .filter(|form| !is_placeholder(&form.key))
        .collect();
    let long_once: u64 = forms
        .iter()
        .filter(|form| form.count == 1 && words(&form.label) >= 6)
        .map(|form| form.count)
        .sum();
    let variants: u64 = forms
        .iter()
        .filter(|form| form.variants > 1)
        .map(|form| form.count)
        .sum();
    let frequent_real = frequent
        .iter()
        .filter(|form| !is_placeholder(&form.key) || yes_no(form))
        .count();

    if asks_for_words(heading) {
        let repeats = sum(&substantive) >= different * 5 && coverage >= 0.97 && different <= 20;
        return if repeats && long_once == 0 {
            Choice::Options
        } else {
            Choice::Words("the heading asks for words, and the answers differ")
        };
    }
    let are_ranges = forms.iter().filter(|form| is_range(&form.key)).count();
    let in_place = |form: &Form| is_range(&form.key) || is_exclusive(&form.key);
    if are_ranges >= 2 && forms.iter().all(in_place) {
        return Choice::Options;
    }
    if long_once * 4 > answered || (answered >= 6 && different * 10 > answered * 9) {
        return Choice::Words("nearly every answer is different");
    }
    // Options that nobody else chose may be some of a list, but not most of it when each is half a sentence.
    let said_once = forms
        .iter()
        .filter(|form| form.count == 1 && words(&form.label) >= HALF_A_SENTENCE)
        .count() as u64;
    if answered >= 20 && said_once >= 5 && said_once * 2 >= different {
        return Choice::Words("most of the different answers were given by one person each");
    }
    let in_several_ways = forms.iter().filter(|form| form.variants > 1).count();
    if (variants * 3 > answered && different > 6)
        || (in_several_ways >= 3 && different > 12 && coverage < 0.9)
    {
        return Choice::Words("the same answers are written in several ways, as people type");
    }
    let says_nothing = !heading.contains(' ');
    if says_nothing && answered >= 10 && coverage < 0.35 && different * 5 > answered * 4 {
        return Choice::Doubtful;
    }
    if frequent_real == 0 {
        return if answered < 12 && different * 3 <= answered * 2 {
            Choice::Options
        } else {
            Choice::Doubtful
        };
    }
    // What people typed: rare, and unlike what comes again and again.
    let ranges = frequent
        .iter()
        .filter(|form| start_of_range(&form.key).is_some())
        .count()
        * 2
        > frequent.len();
    let is_words = |form: &Form| {
        if is_beside(&form.key) || is_exclusive(&form.key) || is_other(&form.key) || yes_no(form) {
            return false;
        }
        if ranges && start_of_range(&form.key).is_some() {
            return false;
        }
        looks_typed(form, &frequent)
    };
    let typed: Vec<&&Form> = rare.iter().filter(|form| is_words(form)).collect();
    let typed_sum: u64 = typed.iter().map(|form| form.count).sum();
    if typed_sum * 2 > answered {
        return Choice::Words("most answers are words of people's own");
    }
    if coverage < 0.5 && (different > 12 && typed_sum * 10 > answered) {
        return Choice::Words("most answers come only once or twice");
    }
    if !inline {
        // Words of people's own have a column of their own.
        return if coverage >= 0.5 || typed.is_empty() {
            Choice::Options
        } else {
            Choice::Words("most answers come only once or twice")
        };
    }
    let short_list = frequent.len() < 12;
    let once: Vec<&&Form> = rare
        .iter()
        .filter(|form| {
            let in_range = ranges && start_of_range(&form.key).is_some();
            let is_usual = is_exclusive(&form.key) || is_other(&form.key) || yes_no(form);
            form.count == 1 && !in_range && !is_usual && !is_kin(form, &frequent)
        })
        .collect();
    let unsure = once.len() as u64 >= 1 && short_list && answered >= 50 && coverage >= 0.85;
    if typed.is_empty() && !unsure {
        return if coverage >= 0.5 || different <= 60 && variants == 0 {
            Choice::Options
        } else {
            Choice::Words("most answers come only once or twice")
        };
    }
    if coverage < 0.6 {
        return Choice::Words("most answers come only once or twice");
    }
    let is_own = |form: &&Form| {
        is_words(form)
            || (form.count == 1
                && once.iter().any(|other| other.key == form.key)
                && (unsure || !typed.is_empty() && answered >= 26))
    };
    let keys = forms
        .iter()
        .filter(|form| form.count >= enough || !is_own(form))
        .map(|form| form.key.clone())
        .collect();
    Choice::WithOther(keys)
}
