//! Unsuppressed records of everything that is counted, each marked [`internal`](EstimateRecord::internal).

use super::estimate::{
    CellState, EstimateRecord, LineKind, NOBODY_ANSWERED, NOT_OFFERED, SubjectKind,
};
use crate::compare::option_ranks;
use crate::config::{DisclosurePolicy, Inference, Project};
use crate::disclosure::counted::tells_impacts;
use crate::disclosure::published::population;
use crate::stats::{
    Confidence, Interval, Population, RaoScott, Spread, StatsError, WeightedMean,
    WeightedProportion, wilson,
};
use crate::survey::{Column, Date, Question, Responses, Stance, WaveId};
use crate::tabulate::{
    Bases, CodeScope, CodedAnswers, CodedWave, CrossTable, Groups, OneWay, RankedOption, Support,
    WaveWeights, WeightedTable, code_table, codes_by_question, cross_codes, cross_tables,
    date_summary, group_test, number_summary, question_bases, question_tables, ranking_summary,
    scale_summary, theory_chains, weighted_codes, weighted_scale, weighted_tables,
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
                let interval = share.map(|share| wilson(share, Confidence::P95, population));
                let note = match (&interval, line.count) {
                    (Some(Err(error)), _) => Some(error.to_string()),
                    (Some(Ok(_)), _) => None,
                    (None, Some(_)) => Some(NOBODY_ANSWERED.to_owned()),
                    (None, None) => Some(NOT_OFFERED.to_owned()),
                };
                let interval = interval.and_then(Result::ok);
                let of_answers = table.share_of_answers(line).filter(|_| several);
                EstimateRecord {
                    state: CellState::of_share(share.is_some()),
                    count: share.map(|share| share.count()),
                    share: share.map(|share| share.value()),
                    lower: interval.map(Interval::lower),
                    upper: interval.map(Interval::upper),
                    share_of_answers: of_answers.map(|share| share.value()),
                    note,
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

    fn weighted_mean(self, mean: Option<WeightedMean>) -> Self {
        let limits = mean.and_then(|mean| mean.interval);
        EstimateRecord {
            weighted_value: mean.map(|mean| mean.mean),
            weighted_value_lower: limits.map(Interval::lower),
            weighted_value_upper: limits.map(Interval::upper),
            ..self
        }
    }

    fn weighted_share(
        self,
        share: Option<WeightedProportion>,
        members: Option<Population>,
    ) -> Self {
        let limits = share.map(|share| share.interval(Confidence::P95, members));
        let note = match &limits {
            Some(Err(error)) => Some(error.to_string()),
            _ => self.note.clone(),
        };
        let limits = limits.and_then(Result::ok);
        EstimateRecord {
            effective_base: share.map(|share| share.effective_base()),
            weighted_share: share.map(|share| share.value()),
            weighted_lower: limits.map(Interval::lower),
            weighted_upper: limits.map(Interval::upper),
            note,
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
        let records = EstimateRecord::internal(
            table,
            &project.disclosure,
            project.report.inference,
            self.members(&table.wave),
        );
        let Some(weighted) = weighted else {
            return records;
        };
        let members = self.weighted_population(&table.wave);
        let records = records.into_iter().enumerate();
        records
            .map(|(line, record)| {
                let share = weighted.lines.get(line).copied().flatten();
                EstimateRecord {
                    effective_base: weighted.effective_base,
                    ..record.weighted_share(share, members)
                }
            })
            .collect()
    }

    fn members(&self, wave: &WaveId) -> Option<u64> {
        self.project.survey.wave(wave)?.members
    }

    /// The members whom weighted figures speak of, if they speak of them.
    fn weighted_population(&self, wave: &WaveId) -> Option<Population> {
        let inference = match self.project.report.inference {
            Inference::Weighted => Inference::MembersAsIfRandom,
            other => other,
        };
        population(inference, self.members(wave))
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
        let points = self.project.report.top_box;
        if let Some(scale) = scale_summary(question, responses, points) {
            let wave = responses.wave();
            let weights = self.weights(wave);
            let weighted =
                weights.and_then(|w| weighted_scale(question, responses, &w.weights, points));
            let (top, bottom, weighted_mean) = weighted.map_or((None, None, None), |scale| {
                (scale.top, scale.bottom, scale.mean)
            });
            let members = population(self.project.report.inference, self.members(wave));
            for (line, share, weighted, which) in [
                (LineKind::TopBox, scale.top, top, "highest"),
                (LineKind::BottomBox, scale.bottom, bottom, "lowest"),
            ] {
                let Some(share) = share else { continue };
                let label = match scale.points {
                    1 => format!("The {which} point"),
                    points => format!("The {points} {which} points"),
                };
                let limits = wilson(share, Confidence::P95, members);
                let record = EstimateRecord {
                    share: Some(share.value()),
                    note: limits.as_ref().err().map(ToString::to_string),
                    lower: limits.as_ref().ok().map(|limits| limits.lower()),
                    upper: limits.ok().map(Interval::upper),
                    ..measure(line, &label, Some(share.count()))
                };
                records.push(record.weighted_share(weighted, self.weighted_population(wave)));
            }
            let spread = scale.spread.map(|spread| mean(&spread, measure));
            records.extend(spread.map(|record| record.weighted_mean(weighted_mean)));
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
            let impact = CodeScope::Stance(Stance::Impact);
            let told = |scope: &CodeScope| *scope != impact || tells_impacts(frame);
            for scope in scopes.iter().copied().filter(told) {
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
            let test = weights.and_then(|w| group_test(question, responses, w, groups));
            records.extend(test.map(|test| groups_alike(question, responses, groups, &test)));
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

/// The second-order Rao-Scott test of a weighted cross-table.
fn groups_alike(
    question: &Question,
    responses: &Responses,
    groups: &Groups,
    test: &Result<RaoScott, StatsError>,
) -> EstimateRecord {
    let subject = (SubjectKind::Question, question.id.to_string());
    let label = "Whether groups answered alike (weighted, Rao and Scott's second-order F)";
    let wave = responses.wave().as_str();
    let found = test.as_ref().ok();
    EstimateRecord {
        group: Some(groups.question().to_string()),
        state: CellState::of_share(found.is_some()),
        value: found.map(|found| found.f),
        p: found.map(|found| found.p.value()),
        note: Some(match test {
            Ok(found) => format!(
                "{:.2} and {:.2} degrees of freedom",
                found.numerator, found.denominator
            ),
            Err(error) => format!("not testable: {error}"),
        }),
        internal: true,
        ..EstimateRecord::empty(wave, subject, LineKind::GroupsAlike, label)
    }
}

fn mean(
    spread: &Spread,
    measure: impl Fn(LineKind, &str, Option<u64>) -> EstimateRecord,
) -> EstimateRecord {
    let limits = spread.mean_interval(Confidence::P95);
    let why = "no interval: there is one answer, or all are the same";
    EstimateRecord {
        note: limits.is_none().then(|| why.to_owned()),
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
