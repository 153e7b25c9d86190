use super::codes::{CodedAnswers, tables as code_tables};
use super::count::tables;
use super::questions::all_counted;
use super::{Group, GroupKey, Groups, LineKey, OneWay, Subject};
use crate::coding::CodedRespondents;
use crate::survey::{CodeFrame, Question, QuestionId, Responses, WaveId};

/// What each group of respondents chose or wrote: the lines of a table, spread over the groups of one question.
///
/// Every column is a table of its own, with bases of its own; percentages are of those of the group who answered.
/// All tables have the same lines in the same order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CrossTable {
    /// What the rows count.
    pub row: Subject,
    /// The wave.
    pub wave: WaveId,
    /// The question that parts respondents into groups.
    pub group: QuestionId,
    /// The table of everybody.
    pub total: OneWay,
    /// The groups in the order of the questionnaire, and last those whose group is not known.
    pub columns: Vec<CrossColumn>,
    /// Whether every respondent stands in exactly one column, so that over the columns every base and every count
    /// sums to that of the total.
    pub additive: bool,
}

/// One column of a cross-table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CrossColumn {
    /// The group.
    pub group: Group,
    /// Its table.
    pub table: OneWay,
}

impl CrossTable {
    /// The column of a group.
    pub fn column(&self, key: &GroupKey) -> Option<&CrossColumn> {
        self.columns.iter().find(|column| &column.group.key == key)
    }

    /// The count of one cell; `None` when there is no such cell, or the wave did not offer it.
    pub fn count(&self, line: &LineKey, group: &GroupKey) -> Option<u64> {
        self.column(group)?.table.line(line)?.count
    }

    fn new(groups: &Groups, tables: Vec<OneWay>) -> Option<Self> {
        let mut tables = tables.into_iter();
        let total = tables.next()?;
        Some(CrossTable {
            row: total.subject.clone(),
            wave: total.wave.clone(),
            group: groups.question().clone(),
            total,
            columns: groups
                .columns()
                .iter()
                .cloned()
                .zip(tables)
                .map(|(group, table)| CrossColumn { group, table })
                .collect(),
            additive: !groups.overlapping(),
        })
    }
}

/// A question by groups: one cross-table, or one for each place of a ranking. None when the wave did not ask it or
/// it has no options.
pub fn cross_tables(
    question: &Question,
    responses: &Responses,
    groups: &Groups,
) -> Vec<CrossTable> {
    let counted = all_counted(question, responses).into_iter();
    counted
        .filter_map(|counted| {
            CrossTable::new(groups, tables(question, responses, counted, Some(groups))?)
        })
        .collect()
}

/// The codes of a frame by groups: how many of each group's writers wrote of each code.
pub fn cross_codes(
    frame: &CodeFrame,
    responses: &Responses,
    codings: &CodedRespondents,
    answers: CodedAnswers<'_>,
    groups: &Groups,
) -> Option<CrossTable> {
    CrossTable::new(
        groups,
        code_tables(frame, responses, codings, answers, Some(groups)),
    )
}
