use std::sync::Arc;

use minijinja::value::{Value, ValueKind};
use minijinja::{AutoEscape, Environment, Error, ErrorKind, State, UndefinedBehavior, context};

use super::catalogue::Catalogue;
use super::{capital, uncapital};

/// Starts words that matter more, in what a message says. No letter, and in no text that people write.
pub(crate) const STRONG: char = '\u{FDD0}';
/// Starts the words of a link; [`TO`] and where it leads follow them.
pub(crate) const LINK: char = '\u{FDD1}';
/// Starts where a link leads, or without words before it a name that the document gives, such as "Table 3".
pub(crate) const TO: char = '\u{FDD2}';
/// Ends each of them.
pub(crate) const END: char = '\u{FDD3}';

/// Whether the letter is one of those above, so that no text may hold it.
pub(crate) fn is_mark(letter: char) -> bool {
    (STRONG..=END).contains(&letter)
}

/// Where the messages of a catalogue are filled in, each in at most `steps`. They are compiled when they are first said.
pub(super) fn of(catalogue: &Arc<Catalogue>, steps: Option<u64>) -> Environment<'static> {
    let mut environment = Environment::new();
    environment.set_fuel(steps);
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    // What is said here is text; each renderer escapes it in its own way.
    environment.set_auto_escape_callback(|_| AutoEscape::None);
    let messages = Arc::clone(catalogue);
    environment.set_loader(move |key| Ok(messages.message(key).map(|m| m.text.clone())));

    let own = Arc::clone(catalogue);
    environment.add_filter("number", move |n: u64| grouped(&own, n));
    let own = Arc::clone(catalogue);
    environment.add_filter("word", move |n: u64| word(&own, n));
    let own = Arc::clone(catalogue);
    environment.add_filter("decimal", move |n: &str| decimal(&own, n));
    let own = Arc::clone(catalogue);
    environment.add_filter("quoted", move |words: &str| in_quotes(&own, words));
    let own = Arc::clone(catalogue);
    environment.add_filter("list", move |items: Value| {
        items_of(&items).map(|items| listed(&own, &items, "lists.and"))
    });
    let own = Arc::clone(catalogue);
    environment.add_filter("either", move |items: Value| {
        items_of(&items).map(|items| listed(&own, &items, "lists.or"))
    });
    let own = Arc::clone(catalogue);
    environment.add_filter("term", move |id: &str, form: &str| {
        let key = format!("terms.{id}.{form}");
        own.message(&key)
            .map(|term| term.text.clone())
            .ok_or_else(|| unfit(format!("there is no term \"{key}\"")))
    });
    environment.add_filter("capital", |words: &str| capital(words));
    environment.add_filter("uncapital", |words: &str| uncapital(words));
    environment.add_filter("after", |words: &str, title: Value| {
        match title.as_str().is_some_and(is_sentence) {
            true => capital(words),
            false => words.to_owned(),
        }
    });
    environment.add_filter("strong", |words: &str| format!("{STRONG}{words}{END}"));
    environment.add_filter("link", |words: &str, to: &str| {
        format!("{LINK}{words}{TO}{to}{END}")
    });
    // Without the filter itself, so that the message of an ordinal cannot ask for one without end.
    let inner = environment.clone();
    environment.add_filter("ordinal", move |state: &State<'_, '_>, n: u64| {
        ordinal(&inner, state, n)
    });
    environment
}

/// Whether a title ends like a sentence, as "What helped you?" does.
pub(crate) fn is_sentence(title: &str) -> bool {
    title.ends_with(['?', '!', '.'])
}

fn ordinal(inner: &Environment<'_>, state: &State<'_, '_>, n: u64) -> Result<String, Error> {
    let message = inner.get_template("language.numbers.ordinal")?;
    let said = message.render_captured(context! { n })?;
    if let Some((taken, _)) = said.state().fuel_levels() {
        state.consume_fuel(taken)?;
    }
    Ok(said.into_output())
}

fn items_of(items: &Value) -> Result<Vec<String>, Error> {
    if !matches!(items.kind(), ValueKind::Seq | ValueKind::Iterable) {
        return Err(unfit("only several things can be listed".to_owned()));
    }
    Ok(items.try_iter()?.map(|item| item.to_string()).collect())
}

fn unfit(message: String) -> Error {
    Error::new(ErrorKind::InvalidOperation, message)
}

/// A whole number with the mark of the language between each three digits.
pub(super) fn grouped(catalogue: &Catalogue, number: u64) -> String {
    let digits = number.to_string();
    let mark = catalogue.text("language.numbers.thousands");
    let mut shown = String::with_capacity(digits.len() + 4);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            shown.push_str(mark);
        }
        shown.push(digit);
    }
    shown
}

/// The number with the decimal mark of the language.
pub(super) fn decimal(catalogue: &Catalogue, number: &str) -> String {
    number.replace('.', catalogue.text("language.numbers.decimal"))
}

/// The number in words, beyond those that the language gives in digits.
pub(super) fn word(catalogue: &Catalogue, number: u64) -> String {
    let words = catalogue.list("language.numbers.words");
    let word = usize::try_from(number).ok().and_then(|n| words.get(n));
    word.cloned().unwrap_or_else(|| grouped(catalogue, number))
}

/// The words between the quotation marks of the language.
pub(super) fn in_quotes(catalogue: &Catalogue, words: &str) -> String {
    let mark = |key| catalogue.text(key);
    format!(
        "{}{words}{}",
        mark("language.quotes.open"),
        mark("language.quotes.close")
    )
}

/// The items in one row, the last by the words of `last_by`.
pub(super) fn listed<S: AsRef<str>>(catalogue: &Catalogue, items: &[S], last_by: &str) -> String {
    let last_by = format!("language.{last_by}");
    match items {
        [] => String::new(),
        [one] => one.as_ref().to_owned(),
        [first @ .., last] => {
            let first: Vec<&str> = first.iter().map(AsRef::as_ref).collect();
            let between = catalogue.text("language.lists.between");
            format!(
                "{}{}{}",
                first.join(between),
                catalogue.text(&last_by),
                last.as_ref()
            )
        }
    }
}
