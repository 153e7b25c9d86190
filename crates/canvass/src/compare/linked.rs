use super::verdict::gap;
use super::{
    Comparability, Gap, option_comparability, question_comparability, union_comparability,
};
use crate::stats::{PValue, PairedTable, holm};
use crate::survey::{Column, Question, ResponseState, Responses, Survey, WaveId};
use crate::tabulate::{Counted, LineKey, each_answer, line_names};

/// How the answers to a question changed among the members who answered in both waves.
#[derive(Debug, Clone, PartialEq)]
pub struct LinkedChanges {
    /// The earlier wave.
    pub from: WaveId,
    /// The later wave.
    pub to: WaveId,
    /// The members who responded to both waves.
    pub members: u64,
    /// Those of them who answered the question in both: the base.
    pub answered: u64,
    /// The lines that may be compared, in order.
    pub lines: Vec<LinkedChange>,
}

/// How one line changed among the same people.
#[derive(Debug, Clone, PartialEq)]
pub struct LinkedChange {
    /// What is counted.
    pub key: LineKey,
    /// How a reader knows it.
    pub label: String,
    /// Those who chose it in both waves, only in the later, only in the earlier, and in neither: the later wave is
    /// the first option of the table.
    pub table: PairedTable,
    /// The later share less the earlier: Tango's interval and McNemar's mid-p, because they are the same people.
    pub change: Gap,
    /// The p-value after Holm's adjustment over the lines.
    pub p_adjusted: PValue,
}

/// Compares a question between two waves among the members who answered in both, where they can be told by the
/// number that each keeps; a number that stands twice in a wave links nobody. `None` where members cannot be linked,
/// the question may not be compared, or it has no options.
pub fn linked_changes(
    survey: &Survey,
    question: &Question,
    from: &Responses,
    to: &Responses,
) -> Option<LinkedChanges> {
    if !question_comparability(survey, question, from.wave(), to.wave()).is_comparable() {
        return None;
    }
    let pairs = from.linked_with(to)?;
    let names = line_names(question, to.wave());
    let lines = names.len();
    let earlier = choices(question, from, lines, pairs.iter().map(|(from, _)| *from))?;
    let later = choices(question, to, lines, pairs.iter().map(|(_, to)| *to))?;
    let both: Vec<(&[bool], &[bool])> = earlier
        .iter()
        .zip(&later)
        .filter_map(|(a, b)| Some((a.as_deref()?, b.as_deref()?)))
        .collect();

    let comparable = |key: &LineKey| {
        let comparability = match key {
            LineKey::Option(id) => question
                .option_index(id)
                .map(|at| option_comparability(survey, question, at, from.wave(), to.wave())),
            LineKey::Union(id) => {
                let union = question.unions.iter().find(|union| &union.id == id);
                union.map(|u| union_comparability(survey, question, u, from.wave(), to.wave()))
            }
            LineKey::Code(_) => None,
        };
        comparability
            .as_ref()
            .is_some_and(Comparability::is_comparable)
    };
    let tables: Vec<(LineKey, String, PairedTable)> = names
        .into_iter()
        .enumerate()
        .filter(|(_, (key, ..))| comparable(key))
        .filter_map(|(line, (key, label, _))| {
            let count = |wanted: (bool, bool)| {
                let of = |(a, b): &&(&[bool], &[bool])| {
                    let chosen = |lines: &[bool]| lines.get(line).copied().unwrap_or(false);
                    (chosen(b), chosen(a)) == wanted
                };
                both.iter().filter(of).count() as u64
            };
            let table = PairedTable::new(
                count((true, true)),
                count((true, false)),
                count((false, true)),
                count((false, false)),
            );
            Some((key, label, table.ok()?))
        })
        .collect();
    let changes: Vec<Gap> = tables.iter().map(|(.., table)| gap(table)).collect();
    let p: Vec<Option<PValue>> = changes.iter().map(|change| Some(change.p)).collect();
    let lines = tables.into_iter().zip(changes).zip(holm(&p));
    Some(LinkedChanges {
        from: from.wave().clone(),
        to: to.wave().clone(),
        members: pairs.len() as u64,
        answered: both.len() as u64,
        lines: lines
            .filter_map(|(((key, label, table), change), p_adjusted)| {
                Some(LinkedChange {
                    key,
                    label,
                    table,
                    change,
                    p_adjusted: p_adjusted?,
                })
            })
            .collect(),
    })
}

/// Which lines each of some respondents chose; `None` for one who did not answer.
fn choices(
    question: &Question,
    responses: &Responses,
    lines: usize,
    wanted: impl Iterator<Item = usize>,
) -> Option<Vec<Option<Vec<bool>>>> {
    let mut place_of = vec![None; responses.respondents()];
    let mut found = Vec::new();
    for respondent in wanted {
        if let Some(place) = place_of.get_mut(respondent) {
            *place = Some(found.len());
            found.push(None);
        }
    }
    let column = responses.column(&question.id)?;
    let counted = match column {
        Column::Ranking(_) => Counted::Place(1),
        _ => Counted::Chosen,
    };
    each_answer(question, column, counted, |respondent, state, chosen| {
        let place = place_of.get(respondent).copied().flatten();
        if let Some(found) = place.and_then(|place| found.get_mut(place))
            && state == ResponseState::Answered
        {
            *found = Some((0..lines).map(|line| chosen.contains(&line)).collect());
        }
    })?;
    Some(found)
}
