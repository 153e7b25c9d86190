use super::{ChangeRecord, EstimateRecord};
use crate::compare::{compare_codes, compare_question};
use crate::config::Project;
use crate::disclosure::Release;
use crate::survey::Stance;
use crate::tabulate::{
    CodeScope, CodedWave, OneWay, code_table, question_bases, question_table, question_tables,
};

/// What a release tells of each frame, in order.
const SCOPES: [CodeScope; 3] = [
    CodeScope::All,
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
        .flat_map(|frame| [&frame.all, &frame.requests, &frame.criticisms]);
    questions
        .chain(frames)
        .flat_map(EstimateRecord::of_published)
        .collect()
}

/// The same lines as [`estimates`], unsuppressed and marked internal, with one of those who answered for each question
/// without options, and with every place of a ranking: published is the first place alone, because the places of an
/// option add up to those who ranked it, which would give away what is held back. `waves` stand in order of time;
/// those after the project's current wave are left out.
pub fn internal_estimates(project: &Project, waves: &[CodedWave]) -> Vec<EstimateRecord> {
    let waves = up_to_current(project, waves);
    let frames = project.codebook.frames.iter().flat_map(|frame| {
        waves.last().into_iter().flat_map(move |wave| {
            SCOPES.map(|scope| code_table(frame, &wave.responses, &wave.codings, scope))
        })
    });
    let records = |table: OneWay| {
        let members = project
            .survey
            .wave(&table.wave)
            .and_then(|wave| wave.members);
        EstimateRecord::internal(
            &table,
            &project.disclosure,
            project.report.inference,
            members,
        )
    };
    let questions = project.survey.questions.iter().flat_map(|question| {
        waves.iter().flat_map(|wave| {
            let responses = &wave.responses;
            let tables = question_tables(question, responses);
            match tables.is_empty() {
                false => tables.into_iter().flat_map(records).collect::<Vec<_>>(),
                true => question_bases(question, responses)
                    .map(|bases| {
                        let policy = &project.disclosure;
                        EstimateRecord::internal_bases(question, responses.wave(), bases, policy)
                    })
                    .into_iter()
                    .collect(),
            }
        })
    });
    questions.chain(frames.flat_map(records)).collect()
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

/// The same changes as [`changes`], unsuppressed and marked internal. `waves` stand in order of time.
pub fn internal_changes(project: &Project, waves: &[CodedWave]) -> Vec<ChangeRecord> {
    let [.., before, now] = up_to_current(project, waves) else {
        return Vec::new();
    };
    let questions = project.survey.questions.iter().filter_map(|question| {
        let from = question_table(question, &before.responses)?;
        let to = question_table(question, &now.responses)?;
        Some(compare_question(&project.survey, question, from, to))
    });
    let frames = project.codebook.frames.iter().map(|frame| {
        let table =
            |wave: &CodedWave| code_table(frame, &wave.responses, &wave.codings, CodeScope::All);
        compare_codes(table(before), table(now))
    });
    questions
        .chain(frames)
        .flat_map(|changes| ChangeRecord::internal(&changes))
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
