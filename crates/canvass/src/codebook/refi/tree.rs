/// What a `.qdc` file holds.
#[derive(Debug, Default)]
pub(super) struct Tree {
    /// The program that wrote it, and from what.
    pub(super) origin: String,
    pub(super) codes: Vec<TreeCode>,
    pub(super) sets: Vec<TreeSet>,
}

/// A code and those below it.
#[derive(Debug, Default)]
pub(super) struct TreeCode {
    pub(super) guid: String,
    pub(super) name: String,
    pub(super) codable: bool,
    pub(super) description: String,
    pub(super) below: Vec<TreeCode>,
}

/// A named set of codes, by their identifiers.
#[derive(Debug, Default)]
pub(super) struct TreeSet {
    pub(super) name: String,
    pub(super) members: Vec<String>,
}
