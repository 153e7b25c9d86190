use super::super::{Source, SourceKind};
use super::decision::DecisionId;

/// What several sources say about one thing, each once: the last that it said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Votes<T> {
    /// In the order in which the sources first spoke.
    votes: Vec<Settled<T>>,
}

/// What counts, and who says so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settled<T> {
    /// What is said.
    pub value: T,
    /// Who says it.
    pub source: Source,
    /// The decision that says it.
    pub decision: DecisionId,
    /// The version of the codebook that it was made with.
    pub version: String,
    /// The line of the record that it stands in.
    pub line: u64,
}

impl<T> Default for Votes<T> {
    fn default() -> Self {
        Votes { votes: Vec::new() }
    }
}

impl<T: PartialEq> Votes<T> {
    /// Takes what a source says now; what it said before does not count any more.
    pub(super) fn cast(&mut self, vote: Settled<T>) {
        match self
            .votes
            .iter_mut()
            .find(|earlier| same(&earlier.source, &vote.source))
        {
            Some(earlier) => *earlier = vote,
            None => self.votes.push(vote),
        }
    }

    /// What every source says, in the order in which they first spoke.
    pub fn iter(&self) -> impl Iterator<Item = &Settled<T>> {
        self.votes.iter()
    }

    /// What this source says.
    pub fn of(&self, source: &Source) -> Option<&Settled<T>> {
        self.votes.iter().find(|vote| same(&vote.source, source))
    }

    /// What counts: of the sources whose kind counts most, the person who decided first, and of other kinds the one
    /// that spoke last.
    pub fn settled(&self) -> Option<&Settled<T>> {
        let kind = self.votes.iter().map(|vote| vote.source.kind()).max()?;
        let mut of_kind = self.votes.iter().filter(|vote| vote.source.kind() == kind);
        if kind == SourceKind::Person {
            of_kind.next()
        } else {
            of_kind.max_by_key(|vote| vote.line)
        }
    }

    /// Whether two people differ, and nobody has settled it.
    pub fn is_conflict(&self) -> bool {
        let Some(first) = self.settled() else {
            return false;
        };
        first.source.kind() == SourceKind::Person
            && self
                .votes
                .iter()
                .any(|vote| vote.source.kind() == SourceKind::Person && vote.value != first.value)
    }
}

/// Whether two sources are one.
fn same(a: &Source, b: &Source) -> bool {
    a.kind() == b.kind() && plain(&a.id()) == plain(&b.id())
}

/// A name without what people write now this way, now that.
fn plain(name: &str) -> String {
    let words: Vec<String> = name.split_whitespace().map(str::to_lowercase).collect();
    words.join(" ")
}
