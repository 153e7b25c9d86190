use super::{Question, QuestionId, Wave, WaveId};

/// The questionnaire across its waves.
#[derive(Debug, Clone, PartialEq)]
pub struct Survey {
    /// The waves, in order of time.
    pub waves: Vec<Wave>,
    /// The questions, in the order of the questionnaire.
    pub questions: Vec<Question>,
}

impl Survey {
    /// The wave with this id.
    pub fn wave(&self, id: &WaveId) -> Option<&Wave> {
        self.waves.iter().find(|w| &w.id == id)
    }

    /// The wave before this one in time.
    pub fn wave_before(&self, id: &WaveId) -> Option<&Wave> {
        let at = self.waves.iter().position(|w| &w.id == id)?;
        at.checked_sub(1).map(|before| &self.waves[before])
    }

    /// The question with this id.
    pub fn question(&self, id: &QuestionId) -> Option<&Question> {
        self.questions.iter().find(|q| &q.id == id)
    }

    /// The questions that a wave asked.
    pub fn asked_in<'a>(&'a self, wave: &'a WaveId) -> impl Iterator<Item = &'a Question> {
        self.questions
            .iter()
            .filter(move |q| q.asked.contains_key(wave))
    }
}
