//! Unsuppressed records of everything that is counted, each marked [`internal`](EstimateRecord::internal).

use super::estimate::{CellState, EstimateRecord, LineKind, SubjectKind};
use crate::compare::option_ranks;
use crate::config::{DisclosurePolicy, Inference, Project};
use crate::disclosure::published::population;
use crate::stats::{Confidence, Interval, Spread, wilson};
use crate::survey::{Column, Date, Question, Responses, WaveId};
use crate::tabulate::{
    Bases, CodeScope, CodedAnswers, CodedWave, CrossTable, Groups, OneWay, RankedOption, Support,
    WaveWeights, WeightedTable, code_table, codes_by_question, cross_codes, cross_tables,
    date_summary, number_summary, question_bases, question_tables, ranking_summary, scale_summary,
    theory_chains, weighted_codes, weighted_tables,
};

impl EstimateRecord {
    /// The lines of a table before disclosure control, with a share for every base, marked
    /// [`internal`](EstimateRecord::internal). `members` is given when the figures speak of all of them.
    pub fn internal(
        table: &OneWay,
        policy: &DisclosurePolicy,
        inference: Inference,
        members: Option<u64>,
    ) -> Vec<Self> {
        let bases = table.bases;
        let population = population(inference, members);
        let several = bases.mentions > bases.answered;
        table
            .lines
            .iter()
            .map(|line| {
                let share = table.share(line);
                let interval =
                    share.and_then(|share| wilson(share, Confidence::P95, population).ok());
                let of_answers = table.share_of_answers(line).filter(|_| several);
                EstimateRecord {
                    state: CellState::of_share(share.is_some()),
                    count: share.map(|share| share.count()),
                    share: share.map(|share| share.value()),
                    lower: interval.map(Interval::lower),
                    upper: interval.map(Interval::upper),
                    share_of_answers: of_answers.map(|share| share.value()),
                    ..EstimateRecord::blank(
                        &table.subject,
                        table.wave.as_str(),
                        &line.key,
                        &line.label,
                    )
                    .on_base(bases, policy)
                }
            })
            .collect()
    }

    fn on_base(self, bases: Bases, policy: &DisclosurePolicy) -> Self {
        EstimateRecord {
            base: Some(bases.answered),
            asked: Some(bases.asked),
            low_base: bases.answered < policy.low_base_below,
            internal: true,
            ..self
        }
    }

    fn weighted(self, table: &WeightedTable, line: usize) -> Self {
        let share = table.lines.get(line).copied().flatten();
        let limits = share.and_then(|share| share.interval(Confidence::P95, None).ok());
        EstimateRecord {
            effective_base: table.effective_base,
            weighted_share: share.map(|share| share.value()),
            weighted_lower: limits.map(Interval::lower),
            weighted_upper: limits.map(Interval::upper),
            ..self
        }
    }
}

/// Makes the records of a project.
pub(super) struct Internal<'a> {
    pub(super) project: &'a Project,
    /// The weights of those waves that have any.
    pub(super) weights: &'a [WaveWeights],
}

impl Internal<'_> {
    fn table(&self, table: &OneWay, weighted: Option<&WeightedTable>) -> Vec<EstimateRecord> {
        let project = self.project;
        let wave = project.survey.wave(&table.wave);
        let records = EstimateRecord::internal(
            table,
            &project.disclosure,
            project.report.inference,
            wave.and_then(|wave| wave.members),
        );
        match weighted {
            None => records,
            Some(weighted) => records
                .into_iter()
                .enumerate()
                .map(|(line, record)| record.weighted(weighted, line))
                .collect(),
        }
    }

    fn weights(&self, wave: &WaveId) -> Option<&WaveWeights> {
        self.weights.iter().find(|weights| &weights.wave == wave)
    }

    /// A question of any kind in one wave: its lines, and the measures over all of them.
    pub(super) fn question(
        &self,
        question: &Question,
        responses: &Responses,
    ) -> Vec<EstimateRecord> {
        let tables = question_tables(question, responses);
        let weighted = self
            .weights(responses.wave())
            .map(|weights| weighted_tables(question, responses, &weights.weights, None));
        let ranks = option_ranks(question, responses);
        let mut records: Vec<EstimateRecord> = tables
            .iter()
            .enumerate()
            .flat_map(|(at, table)| {
                let weighted = weighted.as_ref().and_then(|tables| tables.get(at)?.first());
                self.table(table, weighted)
            })
            .collect();
        if !matches!(responses.column(&question.id), Some(Column::Ranking(_))) {
            for record in &mut records {
                let ranked = ranks.iter().find(|(id, _)| id.as_str() == record.line_id);
                if let Some((_, set)) = ranked.filter(|_| record.line == LineKind::Option) {
                    record.rank = Some(set.rank as u64);
                    record.rank_best = Some(set.best as u64);
                    record.rank_worst = Some(set.worst as u64);
                }
            }
        }
        records.extend(self.measures(question, responses, tables.is_empty()));
        records
    }

    /// What is told of all answers to a question together.
    fn measures(
        &self,
        question: &Question,
        responses: &Responses,
        without_lines: bool,
    ) -> Vec<EstimateRecord> {
        let Some(bases) = question_bases(question, responses) else {
            return Vec::new();
        };
        let measure = |line: LineKind, label: &str, count: Option<u64>| {
            let subject = (SubjectKind::Question, question.id.to_string());
            EstimateRecord {
                state: CellState::of_share(count.is_some()),
                count,
                ..EstimateRecord::empty(responses.wave().as_str(), subject, line, label)
                    .on_base(bases, &self.project.disclosure)
            }
        };
        let mut records = Vec::new();
        if without_lines {
            records.push(measure(
                LineKind::Answered,
                "Answered",
                Some(bases.answered),
            ));
        }
        if let Some(scale) = scale_summary(question, responses, self.project.report.top_box) {
            for (line, share, which) in [
                (LineKind::TopBox, scale.top, "highest"),
                (LineKind::BottomBox, scale.bottom, "lowest"),
            ] {
                let Some(share) = share else { continue };
                let label = match scale.points {
                    1 => format!("The {which} point"),
                    points => format!("The {points} {which} points"),
                };
                let limits = wilson(share, Confidence::P95, None).ok();
                records.push(EstimateRecord {
                    share: Some(share.value()),
                    lower: limits.map(Interval::lower),
                    upper: limits.map(Interval::upper),
                    ..measure(line, &label, Some(share.count()))
                });
            }
            records.extend(scale.spread.map(|spread| mean(&spread, measure)));
        }
        if let Some(spread) = number_summary(question, responses) {
            records.push(mean(&spread, measure));
            for (line, label, value) in [
                (LineKind::Least, "Least", spread.least()),
                (
                    LineKind::LowerQuartile,
                    "Lower quartile",
                    spread.lower_quartile(),
                ),
                (LineKind::Median, "Median", spread.median()),
                (
                    LineKind::UpperQuartile,
                    "Upper quartile",
                    spread.upper_quartile(),
                ),
                (LineKind::Greatest, "Greatest", spread.greatest()),
            ] {
                records.push(EstimateRecord {
                    value: Some(value),
                    ..measure(line, label, Some(spread.count()))
                });
            }
        }
        if let Some(days) = date_summary(question, responses) {
            let day = |line, label: &str, day: Date| EstimateRecord {
                day: Some(day.to_string()),
                ..measure(line, label, Some(days.count))
            };
            records.push(day(LineKind::Least, "First day", days.first));
            records.push(day(LineKind::Median, "Middle day", days.median));
            records.push(day(LineKind::Greatest, "Last day", days.last));
        }
        for option in ranking_summary(question, responses).unwrap_or_default() {
            records.push(mean_place(&option, measure));
        }
        records
    }

    /// Every code frame in one wave, in all answers and in the answers to each question.
    pub(super) fn codes(&self, wave: &CodedWave, scopes: &[CodeScope]) -> Vec<EstimateRecord> {
        let CodedWave { responses, codings } = wave;
        let weights = self.weights(responses.wave());
        let mut records = Vec::new();
        for frame in &self.project.codebook.frames {
            for scope in scopes.iter().copied() {
                let table = code_table(frame, responses, codings, scope);
                let answers = CodedAnswers {
                    scope,
                    question: None,
                };
                let weighted = weights
                    .map(|weights| weighted_codes(frame, codings, answers, &weights.weights, None));
                records.extend(self.table(&table, weighted.as_ref().and_then(|t| t.first())));
            }
            for table in codes_by_question(frame, responses, codings, CodeScope::All) {
                records.extend(self.table(&table, None));
            }
        }
        records
    }

    /// Every question with options and every code frame by the groups of one question.
    pub(super) fn by_group(&self, wave: &CodedWave, groups: &Groups) -> Vec<EstimateRecord> {
        let CodedWave { responses, codings } = wave;
        let weights = self
            .weights(responses.wave())
            .map(|weights| &weights.weights);
        let questions = &self.project.survey.questions;
        let mut records = Vec::new();
        for question in questions
            .iter()
            .filter(|question| &question.id != groups.question())
        {
            let tables = cross_tables(question, responses, groups);
            let weighted = weights
                .map(|weights| weighted_tables(question, responses, weights, Some(groups)))
                .unwrap_or_default();
            for (at, table) in tables.iter().enumerate() {
                records.extend(self.cross(table, weighted.get(at).map(Vec::as_slice)));
            }
        }
        let answers = CodedAnswers {
            scope: CodeScope::All,
            question: None,
        };
        for frame in &self.project.codebook.frames {
            let weighted = weights
                .map(|weights| weighted_codes(frame, codings, answers, weights, Some(groups)));
            if let Some(table) = cross_codes(frame, responses, codings, answers, groups) {
                records.extend(self.cross(&table, weighted.as_deref()));
            }
        }
        records
    }

    /// The columns of a cross-table; `weighted` holds the table of everybody, then that of each column.
    fn cross(&self, table: &CrossTable, weighted: Option<&[WeightedTable]>) -> Vec<EstimateRecord> {
        let columns = table.columns.iter().enumerate();
        columns
            .flat_map(|(at, column)| {
                let weighted = weighted.and_then(|tables| tables.get(at + 1));
                let records = self.table(&column.table, weighted).into_iter();
                records.map(|record| {
                    record.in_group(&table.group, &column.group.key, &column.group.label)
                })
            })
            .collect()
    }

    /// The chains of the Theory of Change in one wave.
    pub(super) fn chains(&self, wave: &CodedWave) -> Vec<EstimateRecord> {
        let everybody = Bases {
            respondents: wave.responses.respondents() as u64,
            asked: wave.responses.respondents() as u64,
            answered: wave.responses.respondents() as u64,
            ..Bases::default()
        };
        let chains = theory_chains(&self.project.codebook.theory, &wave.codings);
        let mut records = Vec::new();
        for chain in &chains {
            let mut link = |line: LineKind, id: &str, label: &str, support: Support| {
                for (scope, count) in [
                    ("words", support.words),
                    ("options", support.options),
                    ("either", support.either),
                ] {
                    let share = crate::stats::Proportion::new(count, everybody.respondents).ok();
                    let subject = (SubjectKind::Theory, chain.theme.code.code.to_string());
                    let wave = wave.responses.wave().as_str();
                    records.push(EstimateRecord {
                        scope: Some(scope),
                        line_id: id.to_owned(),
                        state: CellState::of_share(share.is_some()),
                        count: share.map(|share| share.count()),
                        share: share.map(|share| share.value()),
                        ..EstimateRecord::empty(wave, subject, line, label)
                            .on_base(everybody, &self.project.disclosure)
                    });
                }
            };
            let theme = &chain.theme;
            link(
                LineKind::Theme,
                theme.code.code.as_str(),
                &theme.label,
                theme.support,
            );
            for outcome in &chain.outcomes {
                let id = outcome.code.code.as_str();
                link(LineKind::Outcome, id, &outcome.label, outcome.support);
            }
            link(
                LineKind::Horizon,
                "horizon",
                &chain.horizon,
                chain.to_horizon,
            );
        }
        records
    }
}

fn mean(
    spread: &Spread,
    measure: impl Fn(LineKind, &str, Option<u64>) -> EstimateRecord,
) -> EstimateRecord {
    let limits = spread.mean_interval(Confidence::P95);
    EstimateRecord {
        value: Some(spread.mean()),
        value_lower: limits.map(Interval::lower),
        value_upper: limits.map(Interval::upper),
        ..measure(LineKind::Mean, "Mean", Some(spread.count()))
    }
}

fn mean_place(
    option: &RankedOption,
    measure: impl Fn(LineKind, &str, Option<u64>) -> EstimateRecord,
) -> EstimateRecord {
    let mean = option.mean(Confidence::P95);
    let limits = mean.and_then(|(_, limits)| limits);
    EstimateRecord {
        line_id: option.option.to_string(),
        value: mean.map(|(mean, _)| mean),
        value_lower: limits.map(Interval::lower),
        value_upper: limits.map(Interval::upper),
        ..measure(
            LineKind::MeanPlace,
            &option.label,
            option.places.map(|places| places.count()),
        )
    }
}
