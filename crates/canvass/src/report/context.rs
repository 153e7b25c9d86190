use super::words::Words;
use crate::compare::{option_comparability, question_comparability};
use crate::config::Project;
use crate::disclosure::{PublishedChanges, PublishedTable, Release, ReleasedFrame, ReleasedWave};
use crate::document::{Anchor, Block, DocumentError, Section};
use crate::survey::{CodeFrame, FrameKind, Question, QuestionKind, Wave, WaveId};

/// What every section reads.
pub(super) struct Context<'a> {
    pub(super) project: &'a Project,
    pub(super) release: &'a Release,
    pub(super) words: Words<'a>,
}

impl<'a> Context<'a> {
    pub(super) fn new(project: &'a Project, release: &'a Release) -> Self {
        Context {
            project,
            release,
            words: Words::new(&project.wording),
        }
    }

    /// The current wave as the project describes it.
    pub(super) fn wave(&self) -> Option<&'a Wave> {
        self.project.survey.wave(&self.release.current)
    }

    /// How a reader knows a wave.
    pub(super) fn label(&self, wave: &'a WaveId) -> &'a str {
        self.project
            .survey
            .wave(wave)
            .map_or(wave.as_str(), |w| w.label.as_str())
    }

    /// How a reader knows the current wave.
    pub(super) fn now_label(&self) -> &'a str {
        self.label(&self.release.current)
    }

    /// How a reader knows the wave before.
    pub(super) fn before_label(&self) -> Option<&'a str> {
        self.release.previous.as_ref().map(|wave| self.label(wave))
    }

    /// Whether respondents of the current wave and the one before can be told to be the same people.
    pub(super) fn links_people(&self) -> bool {
        let mut waves = self.release.previous.iter().chain([&self.release.current]);
        waves.all(|wave| {
            let wave = self.project.survey.wave(wave);
            wave.is_some_and(|wave| wave.link.is_some())
        })
    }

    /// Whether the current wave let anybody answer in their own words.
    pub(super) fn asked_own_words(&self) -> bool {
        let mut asked = self.project.survey.asked_in(&self.release.current);
        self.writers() != Some(0) || asked.any(|question| question.kind == QuestionKind::OpenText)
    }

    /// The current wave as released.
    pub(super) fn released(&self) -> Option<&'a ReleasedWave> {
        self.release
            .waves
            .iter()
            .find(|wave| wave.id == self.release.current)
    }

    /// How many responded in the current wave.
    pub(super) fn responses(&self) -> u64 {
        self.released().map_or(0, |wave| wave.respondents)
    }

    /// Those whose own words of the current wave have content; `None` when that may not be shown.
    pub(super) fn writers(&self) -> Option<u64> {
        self.released()?.writers
    }

    /// The current wave's table of a question.
    pub(super) fn table(&self, question: &Question) -> Option<&'a PublishedTable> {
        self.release
            .questions
            .get(&(question.id.clone(), self.release.current.clone()))
    }

    /// The tables of a question in the current wave and in those before that may be compared with it in every point
    /// of its scale, with how readers know the wave, in order of time.
    pub(super) fn comparable_tables(
        &self,
        question: &Question,
    ) -> Vec<(&'a str, &'a PublishedTable)> {
        let (survey, now) = (&self.project.survey, &self.release.current);
        let same = |wave: &WaveId| {
            let points = question.options.iter().enumerate();
            let mut points = points.filter(|(_, option)| option.score.is_some());
            question_comparability(survey, question, wave, now).is_comparable()
                && points.all(|(index, _)| {
                    match (question.offers(index, wave), question.offers(index, now)) {
                        (true, true) => {
                            option_comparability(survey, question, index, wave, now).is_comparable()
                        }
                        (before, now) => before == now,
                    }
                })
        };
        let waves = self.release.waves.iter().map(|wave| &wave.id);
        waves
            .filter(|wave| same(wave))
            .filter_map(|wave| {
                let key = (question.id.clone(), wave.clone());
                Some((self.label(wave), self.release.questions.get(&key)?))
            })
            .collect()
    }

    /// How a question changed since the wave before.
    pub(super) fn changes(&self, question: &Question) -> Option<&'a PublishedChanges> {
        self.release.changes.get(&question.id)
    }

    /// The frame of a kind with what was found of it.
    pub(super) fn frame(&self, kind: FrameKind) -> Option<(&'a CodeFrame, &'a ReleasedFrame)> {
        let frame = self.project.codebook.frame(kind)?;
        Some((frame, self.release.frames.get(&frame.id)?))
    }
}

/// A section without sections inside.
pub(super) fn section(
    anchor: &str,
    heading: String,
    blocks: Vec<Block>,
) -> Result<Section, DocumentError> {
    Ok(Section {
        anchor: Anchor::new(anchor)?,
        heading,
        blocks,
        sections: Vec::new(),
    })
}
