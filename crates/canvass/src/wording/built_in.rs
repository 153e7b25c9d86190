use super::catalogue::Catalogue;
use crate::diagnostics::Diagnostics;

/// The language of a project that names none.
pub const DEFAULT: &str = "en-GB";

/// A file of a built-in language, embedded: its part and its text.
macro_rules! part {
    ($language:literal, $part:literal) => {
        (
            concat!($part, ".toml"),
            include_str!(concat!(
                "../../../../templates/wording/",
                $language,
                "/",
                $part,
                ".toml"
            )),
        )
    };
}

pub(super) type File = (&'static str, &'static str);

/// Every built-in language with its files, the default first.
pub(super) const LANGUAGES: &[(&str, &[File])] = &[(
    DEFAULT,
    &[
        part!("en-GB", "describe"),
        part!("en-GB", "figures"),
        part!("en-GB", "language"),
        part!("en-GB", "phrases"),
        part!("en-GB", "proof"),
        part!("en-GB", "render"),
        part!("en-GB", "sections"),
        part!("en-GB", "terms"),
    ],
)];

/// The names and texts of the files of the default language, such as `describe.toml`.
pub fn texts() -> &'static [(&'static str, &'static str)] {
    LANGUAGES.first().map_or(&[], |(_, files)| files)
}

/// The names of the languages.
pub(super) fn languages() -> Vec<&'static str> {
    LANGUAGES.iter().map(|(name, _)| *name).collect()
}

/// The language of a tag, without its country and other parts.
pub(super) fn primary(tag: &str) -> String {
    let first = tag.split('-').next().unwrap_or_default();
    first.to_ascii_lowercase()
}

/// The built-in language for a tag: the same, or another one of the same language, such as `en-GB` for `en-IE`.
pub(super) fn nearest_to(tag: &str) -> Option<&'static str> {
    let names = || LANGUAGES.iter().map(|(name, _)| *name);
    names()
        .find(|name| name.eq_ignore_ascii_case(tag))
        .or_else(|| names().find(|name| primary(name) == primary(tag)))
}

/// The catalogue of a built-in language.
pub(super) fn catalogue(language: &str) -> Option<Catalogue> {
    let (_, files) = LANGUAGES.iter().find(|(name, _)| *name == language)?;
    let mut catalogue = Catalogue::default();
    // A test shows that there is no fault.
    let mut faults = Diagnostics::new();
    for (file, text) in *files {
        catalogue.read(file, file, text, &mut faults);
    }
    Some(catalogue)
}
