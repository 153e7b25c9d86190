//! Options and rows of one question across its waves.

use std::collections::{BTreeMap, BTreeSet};

use super::labels::{Label, Link, matched};
use super::names::Names;
use super::order::merged;
use super::words::slug;
use crate::ingest::{Found, FoundOption};
use crate::survey::{QuestionKind, plain_wording};

/// An option or a row in one wave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Here {
    pub(super) label: String,
    /// What stands in the export where that is not the label.
    pub(super) in_export: Option<String>,
    pub(super) link: Link,
}

/// An option or a row across waves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Series {
    pub(super) id: String,
    pub(super) here: BTreeMap<usize, Here>,
    pub(super) exclusive: bool,
    pub(super) other: bool,
    pub(super) score: Option<i64>,
}

/// What is put side by side.
#[derive(Debug, Clone)]
struct Item {
    label: String,
    in_export: Option<String>,
    exclusive: bool,
    other: bool,
    score: Option<i64>,
}

/// The options of a question of this kind, as the waves that asked it show them.
pub(super) fn options(kind: QuestionKind, asked: &BTreeMap<usize, &Found>) -> Vec<Series> {
    if !kind.has_options() {
        return Vec::new();
    }
    let lists: BTreeMap<usize, Vec<Item>> = asked
        .iter()
        .map(|(wave, found)| (*wave, items(found.options.iter().map(item_of_option))))
        .collect();
    let is_scale = kind == QuestionKind::Scale;
    let mut series = across(&lists, is_scale, "option");
    if is_scale {
        scores(&mut series);
    }
    let waves: Vec<usize> = asked.keys().copied().collect();
    for wave in &waves {
        // Nobody answered there, or nobody chose the point: the question still has it.
        let nothing_seen = lists.get(wave).is_none_or(Vec::is_empty);
        for one in &mut series {
            if nothing_seen || (is_scale && one.score.is_some()) {
                one.offer_in(*wave);
            }
        }
    }
    flags(&mut series, kind);
    labels_apart(&mut series);
    series
}

/// The rows of a grid, as the waves that asked it show them.
pub(super) fn rows(asked: &BTreeMap<usize, &Found>) -> Vec<Series> {
    let lists = asked
        .iter()
        .map(|(wave, found)| {
            let rows = found.rows.iter().map(|row| Item {
                label: row.label.clone(),
                in_export: row.heading.clone(),
                exclusive: false,
                other: false,
                score: None,
            });
            (*wave, items(rows))
        })
        .collect();
    let mut rows = across(&lists, false, "row");
    labels_apart(&mut rows);
    rows
}

fn item_of_option(option: &FoundOption) -> Item {
    Item {
        label: option.label.clone(),
        in_export: option.cell.clone(),
        exclusive: option.exclusive,
        other: option.other,
        score: option.score,
    }
}

/// Items whose labels differ: of two with the same label, the code tells which is which; without one they are one.
fn items(found: impl Iterator<Item = Item>) -> Vec<Item> {
    let mut items: BTreeMap<String, usize> = BTreeMap::new();
    let mut list: Vec<Item> = Vec::new();
    for mut item in found {
        if plain_wording(&item.label).is_empty() {
            match item
                .in_export
                .as_ref()
                .filter(|code| !plain_wording(code).is_empty())
            {
                Some(code) => item.label = code.clone(),
                None => continue,
            }
        }
        item.in_export = item
            .in_export
            .filter(|code| *code != item.label && !code.trim().is_empty());
        if items.contains_key(&plain_wording(&item.label)) {
            match &item.in_export {
                Some(code) => item.label = format!("{} ({code})", item.label),
                None => continue,
            }
        }
        if items
            .insert(plain_wording(&item.label), list.len())
            .is_none()
        {
            list.push(item);
        }
    }
    list
}

fn across(lists: &BTreeMap<usize, Vec<Item>>, strict: bool, noun: &str) -> Vec<Series> {
    let mut series: Vec<Series> = Vec::new();
    let mut sequences: Vec<Vec<usize>> = Vec::new();
    for (wave, items) in lists {
        let before: Vec<Label<'_>> = series.iter().filter_map(Series::latest).collect();
        let now: Vec<Label<'_>> = items
            .iter()
            .map(|item| Label {
                text: &item.label,
                cell: item.in_export.as_deref(),
                other: item.other,
            })
            .collect();
        let links = matched(&before, &now, strict);
        let mut sequence = Vec::new();
        for (item, link) in items.iter().zip(links) {
            let (at, link) = link.unwrap_or((series.len(), Link::Same));
            if at == series.len() {
                series.push(Series {
                    id: String::new(),
                    here: BTreeMap::new(),
                    exclusive: false,
                    other: false,
                    score: None,
                });
            }
            if let Some(one) = series.get_mut(at) {
                one.exclusive |= item.exclusive;
                one.other |= item.other;
                one.score = item.score.or(one.score);
                let here = Here {
                    label: item.label.clone(),
                    in_export: item.in_export.clone(),
                    link,
                };
                one.here.insert(*wave, here);
            }
            sequence.push(at);
        }
        sequences.insert(0, sequence);
    }
    let mut series: Vec<Series> = merged(&sequences, &|_| None)
        .into_iter()
        .filter_map(|at| series.get(at).cloned())
        .collect();
    let mut names = Names::default();
    for (position, one) in series.iter_mut().enumerate() {
        let id =
            slug(one.label(), 5, &|_| false).unwrap_or_else(|| format!("{noun}_{}", position + 1));
        one.id = names.take(id, "_");
    }
    series
}

impl Series {
    /// The label of the newest wave.
    pub(super) fn label(&self) -> &str {
        self.here
            .last_key_value()
            .map_or("", |(_, here)| &here.label)
    }

    fn latest(&self) -> Option<Label<'_>> {
        let (_, here) = self.here.last_key_value()?;
        Some(Label {
            text: &here.label,
            cell: here.in_export.as_deref(),
            other: self.other,
        })
    }

    /// Lets a wave offer it in the words of the wave before, or else of the one after.
    fn offer_in(&mut self, wave: usize) {
        let before = self.here.range(..wave).next_back();
        let Some((_, near)) = before.or_else(|| self.here.range(wave..).next()) else {
            return;
        };
        let near = Here {
            link: Link::Same,
            ..near.clone()
        };
        self.here.entry(wave).or_insert(near);
    }
}

/// Scores that are in order and tell the points apart; without numbers of their own the points count 1, 2, 3.
fn scores(series: &mut [Series]) {
    let mut scores: Vec<i64> = series.iter().filter_map(|one| one.score).collect();
    let scored = scores.len();
    let rising = scores.is_sorted();
    scores.sort_unstable();
    scores.dedup();
    if scores.len() == scored {
        // Points without a score, such as "Don't know", stay where they are: behind the scale.
        if !rising {
            series.sort_by_key(|one| (one.score.is_none(), one.score));
        }
    } else {
        for (one, score) in series.iter_mut().filter(|one| one.score.is_some()).zip(1..) {
            one.score = Some(score);
        }
    }
    if scored == 0 {
        for (one, score) in series.iter_mut().zip(1..) {
            one.score = Some(score);
        }
    }
}

/// Keeps what an option can be in a question of this kind: a wave has one answer of one's own.
fn flags(series: &mut [Series], kind: QuestionKind) {
    let mut others: Vec<usize> = Vec::new();
    for one in series.iter_mut() {
        let waves: Vec<usize> = one.here.keys().copied().collect();
        let may = matches!(kind, QuestionKind::MultiSelect | QuestionKind::SingleChoice);
        one.other &= may && !waves.iter().any(|wave| others.contains(wave));
        one.exclusive &= kind == QuestionKind::MultiSelect && !one.other;
        if kind != QuestionKind::Scale {
            one.score = None;
        }
        if one.other {
            others.extend(waves);
        }
    }
}

/// Gives one of two that ended up with the same label its first wave's name; in that wave it keeps its own.
fn labels_apart(series: &mut [Series]) {
    let mut taken: BTreeSet<String> = BTreeSet::new();
    for one in series {
        let mut label = one.label().to_owned();
        let mut number = 2;
        while taken.contains(&plain_wording(&label)) {
            label = format!("{} ({number})", one.label());
            number += 1;
        }
        taken.insert(plain_wording(&label));
        if label != one.label() {
            for here in one.here.values_mut() {
                here.in_export.get_or_insert_with(|| here.label.clone());
                here.label.clone_from(&label);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draft::tests::{found, scale};

    fn ids(series: &[Series]) -> Vec<&str> {
        series.iter().map(|one| one.id.as_str()).collect()
    }

    fn offered(series: &[Series]) -> Vec<Vec<usize>> {
        series
            .iter()
            .map(|one| one.here.keys().copied().collect())
            .collect()
    }

    #[test]
    fn options_keep_their_place_and_the_waves_that_showed_them() {
        let (a, b) = (
            found(
                "Q",
                QuestionKind::MultiSelect,
                &["Advice", "Events", "Printed newsletter"],
            ),
            found(
                "Q",
                QuestionKind::MultiSelect,
                &["advice", "Training", "Events"],
            ),
        );
        let series = options(
            QuestionKind::MultiSelect,
            &BTreeMap::from([(0, &a), (1, &b)]),
        );
        assert_eq!(
            ids(&series),
            ["advice", "training", "events", "printed_newsletter"]
        );
        assert_eq!(offered(&series), [vec![0, 1], vec![1], vec![0, 1], vec![0]]);
    }

    #[test]
    fn every_wave_has_every_point_of_a_scale() {
        let (a, b) = (scale("Q", 1..=4), scale("Q", 2..=5));
        let series = options(QuestionKind::Scale, &BTreeMap::from([(0, &a), (1, &b)]));
        assert_eq!(ids(&series), ["1", "2", "3", "4", "5"]);
        assert!(offered(&series).iter().all(|waves| waves == &[0, 1]));
        assert_eq!(
            series
                .iter()
                .filter_map(|one| one.score)
                .collect::<Vec<_>>(),
            [1, 2, 3, 4, 5]
        );
    }

    #[test]
    fn points_off_the_scale_are_offered_where_they_are_seen() {
        let mut a = scale("Q", 1..=3);
        a.options.push(FoundOption {
            score: None,
            ..a.options[0].clone()
        });
        a.options[3].label = "Don't know".to_owned();
        let b = scale("Q", 1..=3);
        let series = options(QuestionKind::Scale, &BTreeMap::from([(0, &a), (1, &b)]));
        assert_eq!(ids(&series), ["1", "2", "3", "dont_know"]);
        assert_eq!(offered(&series)[3], [0]);
    }

    #[test]
    fn a_wave_has_one_answer_of_ones_own() {
        let mut a = found("Q", QuestionKind::MultiSelect, &["Other", "Something else"]);
        for option in &mut a.options {
            option.other = true;
        }
        let series = options(QuestionKind::MultiSelect, &BTreeMap::from([(0, &a)]));
        assert_eq!(series.iter().filter(|one| one.other).count(), 1);
    }

    #[test]
    fn the_same_label_twice_is_one_unless_codes_part_it() {
        let mut a = found("Q", QuestionKind::SingleChoice, &["Yes", "yes ", "No"]);
        assert_eq!(
            options(QuestionKind::SingleChoice, &BTreeMap::from([(0, &a)])).len(),
            2
        );
        for (option, code) in a.options.iter_mut().zip(["1", "2", "3"]) {
            option.cell = Some(code.to_owned());
        }
        let series = options(QuestionKind::SingleChoice, &BTreeMap::from([(0, &a)]));
        assert_eq!(
            series.iter().map(Series::label).collect::<Vec<_>>(),
            ["Yes", "yes  (2)", "No"]
        );
    }

    #[test]
    fn a_wave_that_nobody_answered_offers_what_the_others_do() {
        let a = found("Q", QuestionKind::SingleChoice, &["Yes", "No"]);
        let mut b = found("Q", QuestionKind::OpenText, &[]);
        b.answered = 0;
        let series = options(
            QuestionKind::SingleChoice,
            &BTreeMap::from([(0, &a), (1, &b)]),
        );
        assert!(offered(&series).iter().all(|waves| waves == &[0, 1]));
    }
}
