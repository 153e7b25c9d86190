use std::collections::BTreeSet;

use super::suppress::suppressed;
use crate::config::{DisclosurePolicy, Inference};
use crate::stats::{Confidence, Interval, Percent, Population, Proportion, wilson};
use crate::survey::{CodeRef, OptionId, WaveId};
use crate::tabulate::{EvidenceLine, LineKey, OneWay, Representation, Subject};

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

    /// Hides every figure that there is.
    fn withhold(&mut self) {
        self.base = None;
        self.asked = None;
        for line in &mut self.lines {
            if line.cell != PublishedCell::NotApplicable {
                line.cell = PublishedCell::Suppressed;
            }
        }
    }

    /// How many lines are suppressed.
    pub fn suppressed(&self) -> usize {
        self.lines
            .iter()
            .filter(|line| line.cell == PublishedCell::Suppressed)
            .count()
    }
}

/// Clears a table for publication. `members` is given when the figures speak of all of them.
pub fn publish(
    table: &OneWay,
    policy: &DisclosurePolicy,
    inference: Inference,
    members: Option<u64>,
) -> PublishedTable {
    publish_hiding(table, policy, inference, members, |_| false)
}

/// Clears a table that counts part of what `whole` counts, when both are published: what is in the whole and
/// not in the part must not be a small number either.
pub fn publish_part(
    part: &OneWay,
    whole: &OneWay,
    policy: &DisclosurePolicy,
    inference: Inference,
    members: Option<u64>,
) -> PublishedTable {
    publish_hiding(part, policy, inference, members, |key| {
        let count = |table: &OneWay| table.line(key).and_then(|line| line.count).unwrap_or(0);
        (1..policy.threshold).contains(&count(whole).saturating_sub(count(part)))
    })
}

/// Clears the table of a question that was asked only of those who chose one of `routed` in the question of `filter`,
/// when both are published; `cleared` is the published table of `filter`.
///
/// How many were asked is how many chose those options, so it is hidden where one of them is. How many answered is
/// the least that they can be, so the whole table is hidden where that leaves the hidden options too little room.
pub(super) fn publish_routed(
    table: PublishedTable,
    (filter, cleared): (&OneWay, &PublishedTable),
    routed: &BTreeSet<OptionId>,
    threshold: u64,
) -> PublishedTable {
    let (mut hidden, mut hidden_routed, mut others) = (0, 0, 0);
    let mut shown_routed = 0;
    for (line, cleared) in filter.lines.iter().zip(&cleared.lines) {
        let LineKey::Option(id) = &line.key else {
            continue;
        };
        let count = line.count.unwrap_or(0);
        match (&cleared.cell, routed.contains(id)) {
            (PublishedCell::Suppressed, true) => {
                hidden += count;
                hidden_routed += 1;
            }
            (PublishedCell::Suppressed, false) => {
                hidden += count;
                others += 1;
            }
            (PublishedCell::Shown(_), true) => shown_routed += count,
            _ => {}
        }
    }
    if hidden_routed == 0 {
        return table;
    }
    let mut table = table;
    table.asked = None;
    let at_most = if filter.additive {
        hidden + shown_routed
    } else {
        others = 1;
        filter.bases.answered
    };
    // Every other hidden line counts at least 1.
    let room = at_most.saturating_sub(table.base.unwrap_or(0));
    if others > 0 && room + 1 < threshold + others {
        table.withhold();
    }
    table
}

fn publish_hiding(
    table: &OneWay,
    policy: &DisclosurePolicy,
    inference: Inference,
    members: Option<u64>,
    hide: impl Fn(&LineKey) -> bool,
) -> PublishedTable {
    let base = table.bases.answered;
    let small = |count: u64| (1..policy.threshold).contains(&count);
    let is_union = |key: &LineKey| matches!(key, LineKey::Union(_));
    // Unions repeat what other lines count, so they are not lines of the sum.
    let counts: Vec<Option<u64>> = table
        .lines
        .iter()
        .map(|line| line.count.filter(|_| !is_union(&line.key)))
        .collect();
    let mut hidden = suppressed(&counts, base, table.additive, policy.threshold);
    let any_hidden = hidden.iter().any(|h| *h);
    for (line, hidden) in table.lines.iter().zip(&mut hidden) {
        let union_beside_hidden = is_union(&line.key) && any_hidden;
        *hidden |= line.count.is_some_and(|count| {
            hide(&line.key)
                || union_beside_hidden
                || small(count)
                || small(base.saturating_sub(count))
        });
    }

    let population = population(inference, members);
    let with_percent = base >= policy.counts_only_below;
    let cell = |line: &crate::tabulate::Line, hidden: bool| match table.share(line) {
        None => PublishedCell::NotApplicable,
        Some(_) if hidden => PublishedCell::Suppressed,
        Some(share) => PublishedCell::Shown(Shown {
            share,
            with_percent,
            interval: if with_percent {
                wilson(share, Confidence::P95, population).ok()
            } else {
                None
            },
        }),
    };
    PublishedTable {
        subject: table.subject.clone(),
        wave: table.wave.clone(),
        base: (!small(base)).then_some(base),
        asked: (!small(table.bases.asked)).then_some(table.bases.asked),
        low_base: with_percent && base < policy.low_base_below,
        lines: table
            .lines
            .iter()
            .zip(&hidden)
            .map(|(line, hidden)| PublishedLine {
                key: line.key.clone(),
                label: line.label.clone(),
                cell: cell(line, *hidden),
            })
            .collect(),
        additive: table.additive,
    }
}

/// The members whom intervals speak of, if they speak of them.
pub(super) fn population(inference: Inference, members: Option<u64>) -> Option<Population> {
    match inference {
        Inference::Respondents => None,
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

/// Clears the evidence for codes. `hidden` says of a code whether a figure that its words, and whether one that its
/// options rest on, is suppressed elsewhere: this one would then give it away.
pub fn publish_evidence(
    lines: &[EvidenceLine],
    policy: &DisclosurePolicy,
    hidden: impl Fn(&CodeRef) -> (bool, bool),
) -> Vec<PublishedEvidence> {
    let shown = |count: u64, hidden: bool| {
        (!hidden && !(1..policy.threshold).contains(&count)).then_some(count)
    };
    lines
        .iter()
        .map(|line| {
            let (words, options) = hidden(&line.code);
            PublishedEvidence {
                code: line.code.clone(),
                words: shown(line.words, words),
                options: shown(line.options, options),
            }
        })
        .collect()
}

/// Those who answered beside all members, as it may be published.
#[derive(Debug, Clone, PartialEq)]
pub struct PublishedRepresentation {
    /// Respondents who said which group they belong to.
    pub respondents: u64,
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
/// `table` is the published table of the same question and wave, so that both say the same. `None` when too few
/// answered it, or nobody did.
pub fn publish_representation(
    representation: &Representation,
    table: &PublishedTable,
) -> Option<PublishedRepresentation> {
    let respondents = table.base().filter(|base| *base > 0)?;
    Some(PublishedRepresentation {
        respondents,
        members: representation.members,
        groups: representation
            .groups
            .iter()
            .map(|group| PublishedGroup {
                label: group.label.clone(),
                respondents: table
                    .line(&LineKey::Option(group.option.clone()))
                    .map_or(PublishedCell::NotApplicable, |line| line.cell),
                members: group
                    .members
                    .and_then(|m| Proportion::new(m, representation.members).ok()),
            })
            .collect(),
    })
}
