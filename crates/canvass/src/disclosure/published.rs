use crate::config::{DisclosurePolicy, Inference};
use crate::stats::{Confidence, Interval, Percent, Population, Proportion, wilson};
use crate::survey::{CodeRef, WaveId};
use crate::tabulate::{Line, LineKey, OneWay, Representation, Subject};

/// A table as it may be published.
#[derive(Debug, Clone, PartialEq)]
pub struct PublishedTable {
    subject: Subject,
    wave: WaveId,
    base: Option<u64>,
    asked: Option<u64>,
    low_base: bool,
    lines: Vec<PublishedLine>,
    additive: bool,
}

/// One line of a published table.
#[derive(Debug, Clone, PartialEq)]
pub struct PublishedLine {
    /// What is counted.
    pub key: LineKey,
    /// How a reader knows it.
    pub label: String,
    /// What may be shown.
    pub cell: PublishedCell,
}

/// What may be shown of one count.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum PublishedCell {
    /// The figure.
    Shown(Shown),
    /// There is a figure, and it is not shown. It is not in here either.
    Suppressed,
    /// The wave did not offer it, or nobody answered the question.
    NotApplicable,
}

/// A figure that may be shown. Only this layer makes one.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Shown {
    share: Proportion,
    with_percent: bool,
    interval: Option<Interval>,
}

impl Shown {
    /// The count of its base.
    pub fn share(&self) -> Proportion {
        self.share
    }

    /// The percentage; `None` when the base is too small for one.
    pub fn percent(&self) -> Option<Percent> {
        self.with_percent.then(|| Percent::of(self.share))
    }

    /// The 95% interval of the percentage; `None` where there is no percentage.
    pub fn interval(&self) -> Option<Interval> {
        self.interval
    }
}

impl PublishedCell {
    /// The figure, if it may be shown.
    pub fn shown(&self) -> Option<&Shown> {
        if let PublishedCell::Shown(shown) = self {
            Some(shown)
        } else {
            None
        }
    }
}

impl PublishedTable {
    /// What is counted.
    pub fn subject(&self) -> &Subject {
        &self.subject
    }

    /// The wave.
    pub fn wave(&self) -> &WaveId {
        &self.wave
    }

    /// The base of its percentages: those who answered. `None` when even that is too small to show.
    pub fn base(&self) -> Option<u64> {
        self.base
    }

    /// How many were asked; `None` when that is too small to show.
    pub fn asked(&self) -> Option<u64> {
        self.asked
    }

    /// Whether the base is so small that percentages must be read with care.
    pub fn low_base(&self) -> bool {
        self.low_base
    }

    /// The lines in the order of the questionnaire or the frame.
    pub fn lines(&self) -> &[PublishedLine] {
        &self.lines
    }

    /// The line that counts `key`.
    pub fn line(&self, key: &LineKey) -> Option<&PublishedLine> {
        self.lines.iter().find(|line| &line.key == key)
    }

    /// Whether respondents could stand in more than one line.
    pub fn several_answers(&self) -> bool {
        !self.additive
    }

    /// How many lines are suppressed.
    pub fn suppressed(&self) -> usize {
        self.lines
            .iter()
            .filter(|line| line.cell == PublishedCell::Suppressed)
            .count()
    }
}

/// What is hidden of a table.
pub(super) struct HiddenOf<'a> {
    /// Whether its base is.
    pub(super) base: bool,
    /// Whether the number asked is.
    pub(super) asked: bool,
    /// Whether a line is.
    pub(super) line: &'a dyn Fn(&LineKey) -> bool,
}

/// Leaves what is hidden out of a table. `members` is given when the figures speak of all of them.
pub(super) fn publish(
    table: &OneWay,
    hidden: &HiddenOf<'_>,
    policy: &DisclosurePolicy,
    inference: Inference,
    members: Option<u64>,
) -> PublishedTable {
    let base = table.bases.answered;
    let population = population(inference, members);
    let with_percent = base >= policy.counts_only_below;
    let cell = |line: &Line| match table.share(line) {
        None if line.count.is_some() && hidden.base => PublishedCell::Suppressed,
        None => PublishedCell::NotApplicable,
        Some(_) if hidden.base || (hidden.line)(&line.key) => PublishedCell::Suppressed,
        Some(share) => PublishedCell::Shown(shown(share, with_percent, population)),
    };
    PublishedTable {
        subject: table.subject.clone(),
        wave: table.wave.clone(),
        base: (!hidden.base).then_some(base),
        asked: (!hidden.asked).then_some(table.bases.asked),
        low_base: !hidden.base && with_percent && base < policy.low_base_below,
        lines: table
            .lines
            .iter()
            .map(|line| PublishedLine {
                key: line.key.clone(),
                label: line.label.clone(),
                cell: cell(line),
            })
            .collect(),
        additive: table.additive,
    }
}

fn shown(share: Proportion, with_percent: bool, population: Option<Population>) -> Shown {
    Shown {
        share,
        with_percent,
        interval: if with_percent {
            wilson(share, Confidence::P95, population).ok()
        } else {
            None
        },
    }
}

/// The members whom intervals speak of, if they speak of them.
pub(super) fn population(inference: Inference, members: Option<u64>) -> Option<Population> {
    match inference {
        Inference::Respondents | Inference::Weighted => None,
        Inference::MembersAsIfRandom => members.and_then(|m| Population::new(m).ok()),
    }
}

/// The evidence for one outcome, as it may be published.
#[derive(Debug, Clone, PartialEq)]
pub struct PublishedEvidence {
    /// The outcome's code.
    pub code: CodeRef,
    /// Respondents whose own words speak of it; `None` when that is suppressed.
    pub words: Option<u64>,
    /// Respondents who ticked an option that leads to it; `None` when that is suppressed.
    pub options: Option<u64>,
}

/// Those who answered beside all members, as it may be published.
#[derive(Debug, Clone, PartialEq)]
pub struct PublishedRepresentation {
    /// The base of the groups' shares: respondents who said which group they belong to; or all who answered, where how
    /// many of them did not say is not shown.
    pub respondents: u64,
    /// How many of `respondents` did not say, at the most; nought where the base is only those who said.
    pub unsaid_at_most: u64,
    /// All members, as far as they are known.
    pub members: u64,
    /// The groups in the order of the questionnaire.
    pub groups: Vec<PublishedGroup>,
}

/// One group of respondents and members.
#[derive(Debug, Clone, PartialEq)]
pub struct PublishedGroup {
    /// How a reader knows it.
    pub label: String,
    /// The respondents in it.
    pub respondents: PublishedCell,
    /// The members in it, of all members in known groups; `None` when that is not known.
    pub members: Option<Proportion>,
}

/// Clears the respondents of each group; member totals are the organisation's own and public.
///
/// `table` is the published table of the same question and wave, so that both say the same. Those who did not say leave
/// the base as far as the table shows how many they are: a base without them would tell. `None` when too few answered
/// it, or nobody did.
pub(super) fn publish_representation(
    representation: &Representation,
    table: &PublishedTable,
    policy: &DisclosurePolicy,
    population: Option<Population>,
) -> Option<PublishedRepresentation> {
    let answered = table.base()?;
    let (groups, others): (Vec<&PublishedLine>, Vec<&PublishedLine>) = table
        .lines()
        .iter()
        .filter(|line| matches!(line.key, LineKey::Option(_)))
        .partition(|line| {
            let mut groups = representation.groups.iter();
            groups.any(|group| line.key == LineKey::Option(group.option.clone()))
        });
    let counts = |lines: &[&PublishedLine]| -> Vec<u64> {
        let shown = lines.iter().filter_map(|line| line.cell.shown());
        shown.map(|shown| shown.share().count()).collect()
    };
    let hidden = |line: &&PublishedLine| line.cell == PublishedCell::Suppressed;
    let unsaid: u64 = counts(&others).iter().sum();
    let (respondents, unsaid_at_most) = if !others.iter().any(hidden) {
        (answered.saturating_sub(unsaid), 0)
    } else {
        let said = counts(&groups);
        let at_least = if table.several_answers() {
            said.iter().max().copied().unwrap_or(0)
        } else {
            said.iter().sum()
        };
        (answered, answered.saturating_sub(at_least))
    };
    let cell = |cell: PublishedCell| match cell {
        PublishedCell::Shown(figure) if respondents != answered => {
            let share = Proportion::new(figure.share.count(), respondents);
            let with_percent = respondents >= policy.counts_only_below;
            share.map_or(PublishedCell::NotApplicable, |share| {
                PublishedCell::Shown(shown(share, with_percent, population))
            })
        }
        cell => cell,
    };
    (respondents > 0).then(|| PublishedRepresentation {
        respondents,
        unsaid_at_most,
        members: representation.members,
        groups: representation
            .groups
            .iter()
            .map(|group| PublishedGroup {
                label: group.label.clone(),
                respondents: table
                    .line(&LineKey::Option(group.option.clone()))
                    .map_or(PublishedCell::NotApplicable, |line| cell(line.cell)),
                members: group
                    .members
                    .and_then(|m| Proportion::new(m, representation.members).ok()),
            })
            .collect(),
    })
}
