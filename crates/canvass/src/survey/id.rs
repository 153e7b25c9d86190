use std::borrow::Borrow;
use std::fmt;
use std::sync::Arc;

/// Why a text is not an id.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "an id is made of letters, digits, \"_\", \"-\" and \".\", and starts with a letter or a digit"
)]
#[non_exhaustive]
pub struct IdError;

fn check(text: &str) -> Result<(), IdError> {
    let plain = text
        .chars()
        .all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.'));
    match text.chars().next() {
        Some(first) if first.is_ascii_alphanumeric() && plain => Ok(()),
        _ => Err(IdError),
    }
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident)*) => { $(
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Arc<str>);

        impl $name {
            /// Checks and takes an id.
            ///
            /// # Errors
            /// When the text is not a plain slug.
            pub fn new(text: impl Into<String>) -> Result<Self, IdError> {
                let text = text.into();
                check(&text)?;
                Ok($name(text.into()))
            }

            /// The id as text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl Borrow<str> for $name {
            fn borrow(&self) -> &str {
                &self.0
            }
        }
    )* };
}

ids! {
    /// Names a wave, such as `2024`.
    WaveId
    /// Names a question across waves.
    QuestionId
    /// Names an option of a question across waves.
    OptionId
    /// Names a code frame, such as `theme`.
    FrameId
    /// Names a code within its frame; a dot parts an outcome from its theme: `knowledge.memory`.
    CodeId
}
