use super::internal::Internal;
use super::{ChangeRecord, EstimateRecord, GapRecord, LinkedRecord, TrendRecord};
use crate::compare::{
    code_trends, compare_codes, compare_question, compare_weighted, linked_changes, option_gaps,
    question_trends, weighted_option_gap,
};
use crate::config::Project;
use crate::disclosure::Release;
use crate::survey::{Question, Responses, Stance};
use crate::tabulate::{
    CodeScope, CodedAnswers, CodedWave, GroupKey, Groups, OneWay, Subject, WaveWeights, code_table,
    question_table, weighted_codes, weighted_tables,
};

/// What a release tells of each frame, in order.
const SCOPES: [CodeScope; 4] = [
    CodeScope::All,
    CodeScope::Stance(Stance::Impact),
    CodeScope::Stance(Stance::Request),
    CodeScope::Stance(Stance::Criticism),
];

/// Every published line: the questions in the order of the questionnaire with their waves in order of time, then
/// the code frames of the release's current wave.
pub fn estimates(project: &Project, release: &Release) -> Vec<EstimateRecord> {
    let questions = project.survey.questions.iter().flat_map(|question| {
        release.waves.iter().filter_map(|wave| {
            release
                .questions
                .get(&(question.id.clone(), wave.id.clone()))
        })
    });
    let frames = project
        .codebook
        .frames
        .iter()
        .filter_map(|frame| release.frames.get(&frame.id))
        .flat_map(|frame| {
            let tables = [&frame.all, &frame.requests, &frame.criticisms];
            tables.into_iter().chain(&frame.impacts)
        });
    questions
        .chain(frames)
        .flat_map(EstimateRecord::of_published)
        .collect()
}

/// Every published line of the current wave by the groups that one question parts respondents into. Questions and
/// groups of which that cannot be published are left out.
pub fn by_group(project: &Project, release: &Release, group: &Question) -> Vec<EstimateRecord> {
    let questions = project.survey.questions.iter();
    questions
        .filter_map(|question| release.crossed(&question.id, &group.id))
        .flat_map(|table| &table.columns)
        .flat_map(|column| {
            let key = GroupKey::Option(column.group.clone());
            let records = EstimateRecord::of_published(&column.table).into_iter();
            records.map(move |record| record.in_group(&group.id, &key, &column.label))
        })
        .collect()
}

/// The same lines as [`estimates`], unsuppressed and marked internal, and everything that is not published: those who
/// answered each question without options; every place of a ranking, because the places of an option add up to those
/// who ranked it, which would give away what is held back; ranks; the measures of scales, numbers, days and rankings;
/// codes by question; the chains of the Theory of Change. `waves` stand in order of time; those after the project's
/// current wave are left out. Waves that `weights` has weights of have weighted figures as well.
pub fn internal_estimates(
    project: &Project,
    waves: &[CodedWave],
    weights: &[WaveWeights],
) -> Vec<EstimateRecord> {
    let waves = up_to_current(project, waves);
    let internal = Internal { project, weights };
    let questions = project.survey.questions.iter();
    let mut records: Vec<EstimateRecord> = questions
        .flat_map(|question| waves.iter().map(move |wave| (question, wave)))
        .flat_map(|(question, wave)| internal.question(question, &wave.responses))
        .collect();
    if let Some(current) = waves.last() {
        records.extend(internal.codes(current, &SCOPES));
        records.extend(internal.chains(current));
    }
    records
}

/// Every question with options and every code frame of the current wave by the groups that one question parts
/// respondents into, unsuppressed and marked internal. `None` when the wave did not ask it, or it has no groups.
pub fn internal_by_group(
    project: &Project,
    waves: &[CodedWave],
    weights: &[WaveWeights],
    group: &Question,
) -> Option<Vec<EstimateRecord>> {
    let current = up_to_current(project, waves).last()?;
    let groups = Groups::of(group, &current.responses)?;
    Some(Internal { project, weights }.by_group(current, &groups))
}

/// Every published change from the wave before to the release's current wave: the questions in the order of the
/// questionnaire, then the code frames.
pub fn changes(project: &Project, release: &Release) -> Vec<ChangeRecord> {
    let questions = project
        .survey
        .questions
        .iter()
        .filter_map(|question| release.changes.get(&question.id));
    let frames = project
        .codebook
        .frames
        .iter()
        .filter_map(|frame| release.frames.get(&frame.id)?.changes.as_ref());
    questions
        .chain(frames)
        .flat_map(ChangeRecord::of_published)
        .collect()
}

/// The same changes as [`changes`], unsuppressed and marked internal. `waves` stand in order of time. Where both waves
/// have weights, there are weighted changes as well.
pub fn internal_changes(
    project: &Project,
    waves: &[CodedWave],
    weights: &[WaveWeights],
) -> Vec<ChangeRecord> {
    let [.., before, now] = up_to_current(project, waves) else {
        return Vec::new();
    };
    let of = |wave: &CodedWave| {
        let mut weights = weights.iter();
        weights.find(|weights| &weights.wave == wave.responses.wave())
    };
    let both = of(before).zip(of(now));
    let mut records = Vec::new();
    for question in &project.survey.questions {
        let tables = question_table(question, &before.responses)
            .zip(question_table(question, &now.responses));
        let Some((from, to)) = tables else { continue };
        let changes = compare_question(&project.survey, question, from, to);
        let weighted = both.and_then(|(from, to)| {
            let table = |wave: &CodedWave, weights: &WaveWeights| {
                let weights = &weights.weights;
                let tables = weighted_tables(question, &wave.responses, weights, None);
                tables.into_iter().next()?.into_iter().next()
            };
            Some(compare_weighted(
                &changes,
                &table(before, from)?,
                &table(now, to)?,
            ))
        });
        records.extend(ChangeRecord::internal(&changes, weighted.as_deref()));
    }
    for frame in &project.codebook.frames {
        let answers = CodedAnswers {
            scope: CodeScope::All,
            question: None,
        };
        let table =
            |wave: &CodedWave| code_table(frame, &wave.responses, &wave.codings, CodeScope::All);
        let changes = compare_codes(table(before), table(now));
        let weighted = both.and_then(|(from, to)| {
            let table = |wave: &CodedWave, weights: &WaveWeights| {
                let weights = &weights.weights;
                let tables = weighted_codes(frame, &wave.codings, answers, weights, None);
                tables.into_iter().next()
            };
            Some(compare_weighted(
                &changes,
                &table(before, from)?,
                &table(now, to)?,
            ))
        });
        records.extend(ChangeRecord::internal(&changes, weighted.as_deref()));
    }
    records
}

/// The gaps between every two options of each question in the current wave, with how they changed since the wave
/// before. These are unsuppressed and marked internal. Where the current wave has weights, there are weighted gaps as well.
pub fn internal_gaps(
    project: &Project,
    waves: &[CodedWave],
    weights: &[WaveWeights],
) -> Vec<GapRecord> {
    let Some((now, earlier)) = up_to_current(project, waves).split_last() else {
        return Vec::new();
    };
    let before = earlier.last().map(|wave| &wave.responses);
    let mut weights = weights.iter();
    let weights = weights.find(|weights| &weights.wave == now.responses.wave());
    let questions = project.survey.questions.iter();
    questions
        .flat_map(|question| {
            let gaps = option_gaps(&project.survey, question, before, &now.responses);
            let waves = (before.map(Responses::wave), now.responses.wave());
            gaps.into_iter().map(move |gap| {
                let weighted =
                    weights.and_then(|w| weighted_option_gap(question, &now.responses, w, &gap));
                GapRecord::of(question, waves, &gap, weighted.as_ref())
            })
        })
        .collect()
}

/// The trend of every line of each question, and of every code, over all waves up to the current one. These are
/// unsuppressed and marked internal.
pub fn internal_trends(project: &Project, waves: &[CodedWave]) -> Vec<TrendRecord> {
    let waves = up_to_current(project, waves);
    let mut records = Vec::new();
    for question in &project.survey.questions {
        let tables = waves
            .iter()
            .filter_map(|wave| question_table(question, &wave.responses));
        let tables: Vec<OneWay> = tables.collect();
        let trends = question_trends(&project.survey, question, &tables);
        let subject = Subject::Question(question.id.clone());
        records.extend(TrendRecord::of(&subject, &trends));
    }
    for frame in &project.codebook.frames {
        let tables = waves
            .iter()
            .map(|wave| code_table(frame, &wave.responses, &wave.codings, CodeScope::All));
        let tables: Vec<OneWay> = tables.collect();
        let subject = Subject::Frame {
            frame: frame.id.clone(),
            scope: CodeScope::All,
        };
        records.extend(TrendRecord::of(
            &subject,
            &code_trends(&project.survey, &tables),
        ));
    }
    records
}

/// How each question changed among the members who answered in the wave before and in the current one, where they
/// can be told. These are unsuppressed and marked internal.
pub fn internal_linked(project: &Project, waves: &[CodedWave]) -> Vec<LinkedRecord> {
    let [.., before, now] = up_to_current(project, waves) else {
        return Vec::new();
    };
    let questions = project.survey.questions.iter();
    questions
        .filter_map(|question| {
            let (from, to) = (&before.responses, &now.responses);
            let changes = linked_changes(&project.survey, question, from, to)?;
            Some(LinkedRecord::of(question, &changes))
        })
        .flatten()
        .collect()
}

/// The waves up to the current one; none when that has not been read.
fn up_to_current<'a>(project: &Project, waves: &'a [CodedWave]) -> &'a [CodedWave] {
    waves
        .iter()
        .position(|wave| *wave.responses.wave() == project.current)
        .and_then(|at| waves.get(..=at))
        .unwrap_or_default()
}
