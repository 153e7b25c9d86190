use std::collections::BTreeMap;

use super::PublishedCell;
use super::published::publish_routed;
use super::{
    PublishedChanges, PublishedEvidence, PublishedRepresentation, PublishedShift, PublishedTable,
    Quotations, clear_quotations, publish, publish_changes, publish_evidence, publish_part,
    publish_representation, publish_shift,
};
use crate::coding::Source;
use crate::compare::{compare_codes, compare_question, shift_between};
use crate::config::Project;
use crate::survey::{
    CodeFrame, CodeRef, Column, DataQuality, FrameId, Question, QuestionId, ResponseState, Stance,
    WaveId,
};
use crate::tabulate::{
    CodeScope, CodedWave, LineKey, OneWay, code_evidence, code_table, question_table,
    representation,
};

/// Everything of a project that may be published, and nothing else.
#[derive(Debug, PartialEq)]
pub struct Release {
    /// The waves in order of time.
    pub waves: Vec<ReleasedWave>,
    /// The wave that the report is about.
    pub current: WaveId,
    /// The wave before it.
    pub previous: Option<WaveId>,
    /// The table of each question with options, for each wave that asked it.
    pub questions: BTreeMap<(QuestionId, WaveId), PublishedTable>,
    /// How each question changed from the wave before to the current one.
    pub changes: BTreeMap<QuestionId, PublishedChanges>,
    /// The change of what the headline question's respondents chose most often.
    pub shift: Option<PublishedShift>,
    /// The codes found in people's own words, frame by frame.
    pub frames: BTreeMap<FrameId, ReleasedFrame>,
    /// The evidence for each theme and outcome of the Theory of Change.
    pub evidence: Vec<PublishedEvidence>,
    /// Respondents beside members, for each question whose groups have known totals.
    pub representation: Vec<(QuestionId, PublishedRepresentation)>,
    /// Quotations by theme.
    pub quotations: Quotations,
    /// How many were asked and answered, question by question, in the current wave.
    pub nonresponse: Vec<ItemNonresponse>,
    /// Name and version of the codebook behind every coding.
    pub codebook: (String, String),
}

/// What may be said of a wave as a whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReleasedWave {
    /// The wave.
    pub id: WaveId,
    /// How many responded.
    pub respondents: u64,
    /// Those who wrote something with content; `None` when that is too small to show.
    pub writers: Option<u64>,
    /// What was found, counted and decided while reading its export.
    pub quality: DataQuality,
}

/// The codes of one frame in the current wave.
#[derive(Debug, Clone, PartialEq)]
pub struct ReleasedFrame {
    /// Respondents who wrote of each code.
    pub all: PublishedTable,
    /// Those of them who did so in a request.
    pub requests: PublishedTable,
    /// Those of them who did so in a criticism.
    pub criticisms: PublishedTable,
    /// How `all` changed since the wave before.
    pub changes: Option<PublishedChanges>,
}

/// How many were asked a question and answered it, as it may be published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ItemNonresponse {
    /// The question.
    pub question: QuestionId,
    /// Those who were asked; `None` when that is suppressed.
    pub asked: Option<u64>,
    /// Those of them who gave something that can be used; `None` when that is suppressed.
    pub answered: Option<u64>,
}

/// Why a release cannot be made.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ReleaseError {
    /// The project's current wave was not read.
    #[error("the current wave {0} has not been read")]
    NoCurrentWave(WaveId),
    /// The words to be taken out of quotations cannot be searched for.
    #[error("the words to be taken out of quotations cannot be searched for")]
    Redaction(#[from] regex::Error),
}

/// Counts, compares and clears everything that the report may tell. `waves` stand in order of time.
///
/// # Errors
/// When the current wave is not among `waves`.
pub fn release(project: &Project, waves: &[CodedWave]) -> Result<Release, ReleaseError> {
    let at = waves
        .iter()
        .position(|wave| *wave.responses.wave() == project.current)
        .ok_or_else(|| ReleaseError::NoCurrentWave(project.current.clone()))?;
    let clearing = Clearing {
        project,
        now: &waves[at],
        before: at.checked_sub(1).map(|before| &waves[before]),
    };

    let mut questions = Tables::new();
    for wave in &waves[..=at] {
        clearing.questions(wave, &mut questions);
    }
    let changes = project
        .survey
        .questions
        .iter()
        .filter_map(|question| {
            let changes = clearing.question_changes(question, &questions)?;
            Some((question.id.clone(), changes))
        })
        .collect();
    let frames: BTreeMap<FrameId, ReleasedFrame> = project
        .codebook
        .frames
        .iter()
        .map(|frame| (frame.id.clone(), clearing.frame(frame)))
        .collect();
    Ok(Release {
        waves: waves[..=at]
            .iter()
            .map(|wave| clearing.wave(wave))
            .collect(),
        current: project.current.clone(),
        previous: clearing.before.map(|wave| wave.responses.wave().clone()),
        shift: clearing.shift(&questions),
        representation: clearing.representation(&questions),
        evidence: clearing.evidence(&questions, &frames),
        nonresponse: clearing.nonresponse(&questions),
        questions,
        changes,
        frames,
        quotations: clear_quotations(project, &clearing.now.responses, &clearing.now.codings)?,
        codebook: (
            clearing.now.codings.codebook().to_owned(),
            clearing.now.codings.version().to_owned(),
        ),
    })
}

/// The published table of each question, for each wave that asked it.
type Tables = BTreeMap<(QuestionId, WaveId), PublishedTable>;

struct Clearing<'a> {
    project: &'a Project,
    now: &'a CodedWave,
    before: Option<&'a CodedWave>,
}

impl Clearing<'_> {
    fn members(&self, wave: &WaveId) -> Option<u64> {
        self.project.survey.wave(wave).and_then(|wave| wave.members)
    }

    fn table(&self, table: &OneWay) -> PublishedTable {
        let inference = self.project.report.inference;
        publish(
            table,
            &self.project.disclosure,
            inference,
            self.members(&table.wave),
        )
    }

    fn small(&self, count: u64) -> bool {
        (1..self.project.disclosure.threshold).contains(&count)
    }

    fn wave(&self, wave: &CodedWave) -> ReleasedWave {
        let mut writers: Vec<usize> = wave
            .codings
            .answers()
            .iter()
            .filter(|a| a.stance().is_some())
            .map(|a| a.respondent)
            .collect();
        writers.dedup();
        let writers = writers.len() as u64;
        ReleasedWave {
            id: wave.responses.wave().clone(),
            respondents: wave.responses.respondents() as u64,
            writers: (!self.small(writers)).then_some(writers),
            quality: wave.responses.quality().clone(),
        }
    }

    /// Clears the table of each question of a wave. What a table says of the question that leads to it is hidden
    /// where that one hides it, and so on along the routes.
    fn questions(&self, wave: &CodedWave, cleared: &mut Tables) {
        let id = wave.responses.wave();
        let counted: BTreeMap<&QuestionId, (&Question, OneWay)> = self
            .project
            .survey
            .questions
            .iter()
            .filter_map(|q| Some((&q.id, (q, question_table(q, &wave.responses)?))))
            .collect();
        for (question, (_, table)) in &counted {
            cleared.insert(((*question).clone(), id.clone()), self.table(table));
        }
        let mut changed = true;
        while changed {
            changed = false;
            for (question, (routed, table)) in &counted {
                let Some(route) = &routed.route else { continue };
                let key = (route.question.clone(), id.clone());
                let Some((filter, published)) = counted.get(&route.question).zip(cleared.get(&key))
                else {
                    continue;
                };
                let table = publish_routed(
                    self.table(table),
                    (&filter.1, published),
                    &route.options,
                    self.project.disclosure.threshold,
                );
                let key = ((*question).clone(), id.clone());
                if cleared.get(&key) != Some(&table) {
                    changed = true;
                    cleared.insert(key, table);
                }
            }
        }
    }

    fn question_changes(&self, question: &Question, tables: &Tables) -> Option<PublishedChanges> {
        let from = question_table(question, &self.before?.responses)?;
        let to = question_table(question, &self.now.responses)?;
        let cleared = |table: &OneWay| tables.get(&(question.id.clone(), table.wave.clone()));
        let (from_cleared, to_cleared) = (cleared(&from)?.clone(), cleared(&to)?.clone());
        let changes = compare_question(&self.project.survey, question, from, to);
        Some(publish_changes(&changes, from_cleared, to_cleared))
    }

    fn frame(&self, frame: &CodeFrame) -> ReleasedFrame {
        let table =
            |wave: &CodedWave, scope| code_table(frame, &wave.responses, &wave.codings, scope);
        let all = table(self.now, CodeScope::All);
        let part = |stance| {
            let part = table(self.now, CodeScope::Stance(stance));
            let members = self.members(&part.wave);
            publish_part(
                &part,
                &all,
                &self.project.disclosure,
                self.project.report.inference,
                members,
            )
        };
        let changes = self.before.map(|before| {
            let from = table(before, CodeScope::All);
            let (from_cleared, to_cleared) = (self.table(&from), self.table(&all));
            publish_changes(&compare_codes(from, all.clone()), from_cleared, to_cleared)
        });
        ReleasedFrame {
            requests: part(Stance::Request),
            criticisms: part(Stance::Criticism),
            all: self.table(&all),
            changes,
        }
    }

    fn shift(&self, tables: &Tables) -> Option<PublishedShift> {
        let question = self
            .project
            .survey
            .question(self.project.report.headline.as_ref()?)?;
        let before = self.before?;
        let (from, to) = (before.responses.wave(), self.now.responses.wave());
        let (Column::MultiSelect(earlier), Column::MultiSelect(later)) = (
            before.responses.column(&question.id)?,
            self.now.responses.column(&question.id)?,
        ) else {
            return None;
        };
        let shift = shift_between(&self.project.survey, question, (from, earlier), (to, later))?;
        let id = |option: usize| question.options.get(option).map(|o| o.id.clone());
        let leaders = (id(shift.leader_from)?, id(shift.leader_to)?);
        let table = |wave: &WaveId| tables.get(&(question.id.clone(), wave.clone()));
        publish_shift(shift, leaders, table(from)?, table(to)?)
    }

    fn representation(&self, tables: &Tables) -> Vec<(QuestionId, PublishedRepresentation)> {
        let groups = self.project.groups.iter();
        groups
            .filter_map(|id| {
                let question = self.project.survey.question(id)?;
                let counted = representation(
                    question,
                    &self.now.responses,
                    &self.project.membership,
                    self.members(&self.project.current),
                )?;
                let table = tables.get(&(id.clone(), self.project.current.clone()))?;
                Some((id.clone(), publish_representation(&counted, table)?))
            })
            .collect()
    }

    fn evidence(
        &self,
        tables: &Tables,
        frames: &BTreeMap<FrameId, ReleasedFrame>,
    ) -> Vec<PublishedEvidence> {
        let themes = &self.project.codebook.theory.themes;
        let codes: Vec<CodeRef> = themes
            .iter()
            .flat_map(|theme| {
                let outcome = |outcome: &crate::survey::Outcome| CodeRef {
                    frame: theme.code.frame.clone(),
                    code: outcome.code.clone(),
                };
                std::iter::once(theme.code.clone()).chain(theme.outcomes.iter().map(outcome))
            })
            .collect();
        let is_hidden = |table: Option<&PublishedTable>, key: &LineKey| {
            table
                .and_then(|table| table.line(key))
                .is_some_and(|line| line.cell == PublishedCell::Suppressed)
        };
        let hidden = |code: &CodeRef| {
            let frame = frames.get(&code.frame).map(|frame| &frame.all);
            let words = is_hidden(frame, &LineKey::Code(code.clone()));
            let of_code = self.now.codings.codings().iter();
            let options = of_code
                .filter(|c| c.code == *code)
                .any(|c| match &c.source {
                    Source::Option(option) => is_hidden(
                        tables.get(&(c.question.clone(), self.project.current.clone())),
                        &LineKey::Option(option.clone()),
                    ),
                    _ => false,
                });
            (words, options)
        };
        publish_evidence(
            &code_evidence(&codes, &self.now.codings),
            &self.project.disclosure,
            hidden,
        )
    }

    fn nonresponse(&self, tables: &Tables) -> Vec<ItemNonresponse> {
        let asked = self.project.survey.asked_in(&self.project.current);
        asked
            .filter_map(|question| {
                let column = self.now.responses.column(&question.id)?;
                let states = (0..column.len()).filter_map(|respondent| column.state(respondent));
                let (mut asked, mut answered) = (0, 0);
                for state in states {
                    asked += u64::from(state != ResponseState::NotAsked);
                    answered += u64::from(state == ResponseState::Answered);
                }
                let hidden = self.hides_route(question, tables);
                let shown = |count| (!hidden && !self.small(count)).then_some(count);
                Some(ItemNonresponse {
                    question: question.id.clone(),
                    asked: shown(asked),
                    answered: shown(answered),
                })
            })
            .collect()
    }

    /// Whether an option that leads to the question in the current wave is suppressed.
    fn hides_route(&self, question: &Question, tables: &Tables) -> bool {
        let Some(route) = &question.route else {
            return false;
        };
        let filter = tables.get(&(route.question.clone(), self.project.current.clone()));
        filter.is_some_and(|table| {
            table.lines().iter().any(|line| match &line.key {
                LineKey::Option(id) => {
                    line.cell == PublishedCell::Suppressed && route.options.contains(id)
                }
                _ => false,
            })
        })
    }
}
