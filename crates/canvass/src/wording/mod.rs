//! Layer 1. A language's catalogue of messages in, the words of the report out.
//!
//! Every sentence that the program writes for readers is a message of `templates/wording/LANGUAGE/*.toml`: a key, and a
//! small template of a whole sentence. The code says `say!` with the key and the values; order, endings and plurals
//! are the message's. A project may put messages of its own in place of built-in ones, or bring a whole language.
//! `docs/wording.md` tells analysts and translators how.

mod built_in;
mod catalogue;
mod environment;
mod layout;
mod own;
#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
pub(crate) mod pseudo;
mod settings;
#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests;

use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use minijinja::{Environment, Error, Value};

pub use built_in::{DEFAULT, texts};
pub(crate) use environment::{END, LINK, STRONG, TO, is_mark, is_sentence};
pub use own::NoWording;

use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::limits::MAX_MESSAGE_STEPS;
use catalogue::Catalogue;

/// The folder of a project's own messages.
pub const FOLDER: &str = "templates/wording/";

/// Says a message: the wording, the key, and the values by their names in the message, as in
/// `say!(wording, "lists.see", table => name)`.
macro_rules! say {
    ($wording:expr, $key:literal $(, $name:ident $(=> $value:expr)?)* $(,)?) => {
        $wording.say($key, ::minijinja::context! { $($name $(=> $value)?),* })
    };
}
pub(crate) use say;

/// The messages of one language, with those that a project has put in the place of others.
pub struct Wording {
    language: String,
    catalogue: Arc<Catalogue>,
    environment: Environment<'static>,
    /// Messages that could not be filled in, by their keys.
    failed: Mutex<BTreeMap<String, Diagnostic>>,
}

/// The wording that is there without any project, compiled once.
static BUILT_IN: LazyLock<Arc<Wording>> = LazyLock::new(|| {
    let catalogue = built_in::catalogue(built_in::DEFAULT).unwrap_or_default();
    // These end by themselves, and nothing could be said in their place.
    Arc::new(Wording::new(built_in::DEFAULT, catalogue, None))
});

impl Wording {
    /// British English, as built in.
    pub fn built_in() -> Arc<Self> {
        Arc::clone(&BUILT_IN)
    }

    /// The wording in `language`, with a project's own messages: paths such as `templates/wording/describe.toml`, and
    /// texts. The second part is everything that is wrong with these.
    ///
    /// # Errors
    /// When there is no such language, and the project does not bring every message of it.
    pub fn of(
        language: &str,
        own: &[(String, String)],
    ) -> Result<(Arc<Self>, Diagnostics), NoWording> {
        let (catalogue, mut faults) = own::read(language, own)?;
        let wording = match catalogue {
            None => Self::built_in(),
            Some(catalogue) => {
                let wording = Self::new(language, catalogue, Some(MAX_MESSAGE_STEPS));
                faults.extend(settings::together(&wording));
                Arc::new(wording)
            }
        };
        Ok((wording, faults))
    }

    fn new(language: &str, catalogue: Catalogue, steps: Option<u64>) -> Self {
        let catalogue = Arc::new(catalogue);
        Wording {
            language: language.to_owned(),
            environment: environment::of(&catalogue, steps),
            catalogue,
            failed: Mutex::default(),
        }
    }

    /// The language that it is in, such as `en-GB`.
    pub fn language(&self) -> &str {
        &self.language
    }

    /// Whether it is in the language of a tag, of whatever country: British English suits `en-IE`.
    pub fn suits(&self, tag: &str) -> bool {
        built_in::primary(&self.language) == built_in::primary(tag)
    }

    /// The message with its values filled in. A message of a project that cannot be filled in gives way to the built-in
    /// one, and [`Wording::faults`] tells of it.
    pub fn say(&self, key: &str, values: Value) -> String {
        match self.filled_in(key, &values) {
            Ok(words) => words,
            Err(error) => {
                self.record(key, &error);
                let instead = Self::built_in();
                instead.filled_in(key, &values).unwrap_or_default()
            }
        }
    }

    fn filled_in(&self, key: &str, values: &Value) -> Result<String, Error> {
        match self.catalogue.message(key) {
            Some(message) if message.is_plain() => Ok(message.text.clone()),
            _ => self.environment.get_template(key)?.render(values),
        }
    }

    fn record(&self, key: &str, error: &Error) {
        let key = own::at_fault(&self.catalogue, key, error);
        let fault = self.fault(key, own::message(key, error));
        let mut failed = self.failed.lock().unwrap_or_else(PoisonError::into_inner);
        failed.entry(key.to_owned()).or_insert(fault);
    }

    /// What is wrong with a message, at its place.
    pub(crate) fn fault(&self, key: &str, message: String) -> Diagnostic {
        Diagnostic::new(Code::WordingBroken, self.catalogue.place(key), message)
    }

    /// The messages that could not be filled in so far.
    pub fn faults(&self) -> Diagnostics {
        let failed = self.failed.lock().unwrap_or_else(PoisonError::into_inner);
        let mut faults = Diagnostics::new();
        for fault in failed.values() {
            faults.push(fault.clone());
        }
        faults
    }

    /// A setting that is a list, such as the months.
    pub fn list_of(&self, key: &str) -> &[String] {
        self.catalogue.list(key)
    }

    /// A whole number, in digits: "5,000".
    pub fn number(&self, number: u64) -> String {
        environment::grouped(&self.catalogue, number)
    }

    /// A number with the decimal mark of the language, of one with a full stop: "81.4".
    pub fn decimal(&self, number: &str) -> String {
        environment::decimal(&self.catalogue, number)
    }

    /// "a", "a and b", "a, b and c".
    pub fn list<S: AsRef<str>>(&self, items: &[S]) -> String {
        environment::listed(&self.catalogue, items, "lists.and")
    }

    /// "a", "a or b", "a, b or c".
    pub fn either<S: AsRef<str>>(&self, items: &[S]) -> String {
        environment::listed(&self.catalogue, items, "lists.or")
    }

    /// Words in quotation marks.
    pub fn in_quotes(&self, words: &str) -> String {
        environment::in_quotes(&self.catalogue, words)
    }
}

/// Two wordings are the same when they say the same.
impl PartialEq for Wording {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self, other)
            || (self.language == other.language && self.catalogue == other.catalogue)
    }
}

impl Eq for Wording {}

impl fmt::Debug for Wording {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Wording").field(&self.language).finish()
    }
}

/// The words with a small letter at the start, unless the first word is an abbreviation or a name.
pub(crate) fn uncapital(words: &str) -> String {
    let mut chars = words.chars();
    match (chars.next(), chars.clone().next()) {
        (Some(first), Some(second)) if second.is_lowercase() || second == ' ' => {
            first.to_lowercase().chain(chars).collect()
        }
        _ => words.to_owned(),
    }
}

/// The words with a capital letter at the start.
pub(crate) fn capital(words: &str) -> String {
    let mut chars = words.chars();
    chars.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(chars).collect()
    })
}
