/// A name as an id: letters and digits in small letters, with `_` between words.
pub(super) fn slug(name: &str) -> String {
    let words: Vec<String> = name
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_ascii_lowercase)
        .collect();
    match words.join("_") {
        slug if slug.is_empty() => "code".to_owned(),
        slug => slug.chars().take(60).collect(),
    }
}
