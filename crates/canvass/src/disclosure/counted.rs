use std::collections::{BTreeMap, BTreeSet};

use super::FigureName;
use crate::config::Project;
use crate::survey::{
    Choice, CodeFrame, CodeRef, Column, FrameId, FrameKind, OptionId, Question, QuestionId,
    QuestionKind, Stance,
};
use crate::tabulate::{
    Bases, CodeScope, CodedWave, EvidenceLine, LineKey, OneWay, Subject, code_evidence, code_table,
    question_bases, question_table, writers,
};

/// Everything that is counted of one wave for publication.
///
/// It does not depend on the wave that the report is about, so that a wave has one clearance whatever is asked for.
#[derive(Debug)]
pub(super) struct Counted {
    pub(super) questions: BTreeMap<QuestionId, OneWay>,
    pub(super) bases: BTreeMap<QuestionId, Bases>,
    pub(super) frames: BTreeMap<FrameId, CountedFrame>,
    pub(super) evidence: Vec<EvidenceLine>,
    pub(super) writers: u64,
    pub(super) respondents: u64,
}

/// The tables of one frame.
#[derive(Debug)]
pub(super) struct CountedFrame {
    pub(super) all: OneWay,
    pub(super) requests: OneWay,
    pub(super) criticisms: OneWay,
    /// What the organisation's work did or is valued for: of themes only, where it is set beside criticism.
    pub(super) impacts: Option<OneWay>,
}

/// Whether it is told of a frame what the organisation's work did or is valued for.
pub(super) fn tells_impacts(frame: &CodeFrame) -> bool {
    frame.kind == FrameKind::Theme
}

impl Counted {
    pub(super) fn of(project: &Project, wave: &CodedWave) -> Self {
        let (responses, codings) = (&wave.responses, &wave.codings);
        let questions = project.survey.questions.iter();
        let frames = project.codebook.frames.iter().map(|frame| {
            let table = |scope| code_table(frame, responses, codings, scope);
            let counted = CountedFrame {
                all: table(CodeScope::All),
                requests: table(CodeScope::Stance(Stance::Request)),
                criticisms: table(CodeScope::Stance(Stance::Criticism)),
                impacts: tells_impacts(frame).then(|| table(CodeScope::Stance(Stance::Impact))),
            };
            (frame.id.clone(), counted)
        });
        Counted {
            questions: questions
                .clone()
                .filter_map(|q| Some((q.id.clone(), question_table(q, responses)?)))
                .collect(),
            bases: questions
                .filter_map(|q| Some((q.id.clone(), question_bases(q, responses)?)))
                .collect(),
            frames: frames.collect(),
            evidence: code_evidence(&theory_codes(project), codings),
            writers: writers(codings, None).len() as u64,
            respondents: responses.respondents() as u64,
        }
    }

    pub(super) fn evidence_of(&self, code: &CodeRef) -> Option<&EvidenceLine> {
        self.evidence.iter().find(|line| &line.code == code)
    }
}

impl CountedFrame {
    pub(super) fn tables(&self) -> impl Iterator<Item = &OneWay> {
        std::iter::once(&self.all).chain(self.parts())
    }

    /// The tables of those who wrote of a code in answers of one stance.
    pub(super) fn parts(&self) -> impl Iterator<Item = &OneWay> {
        let parts = [&self.requests, &self.criticisms];
        parts.into_iter().chain(&self.impacts)
    }
}

/// Themes and outcomes of the Theory of Change, in order.
fn theory_codes(project: &Project) -> Vec<CodeRef> {
    let themes = project.codebook.theory.themes.iter();
    themes
        .flat_map(|theme| {
            let outcomes = theme.coded_outcomes().map(|(code, _)| code);
            std::iter::once(theme.code.clone()).chain(outcomes)
        })
        .collect()
}

/// How many of a question's respondents chose any of the options that lead to another question; `None` when it
/// has none that can be chosen.
pub(super) fn chose_any(
    question: &Question,
    column: &Column,
    options: &BTreeSet<OptionId>,
) -> Option<u64> {
    let indices: Vec<usize> = options
        .iter()
        .filter_map(|id| question.option_index(id))
        .collect();
    match column {
        Column::Choice(choices) => Some(
            choices
                .iter()
                .filter(|choice| match choice {
                    Choice::Option(option) => indices.contains(&usize::from(*option)),
                    _ => false,
                })
                .count() as u64,
        ),
        Column::MultiSelect(ticks) => Some(
            (0..ticks.states().len())
                .filter(|respondent| {
                    indices
                        .iter()
                        .any(|option| ticks.ticked(*respondent, *option))
                })
                .count() as u64,
        ),
        _ => None,
    }
}

/// Whether the options of a question are chosen one at a time, so that no respondent stands in two lines.
pub(super) fn is_exclusive(question: &Question) -> bool {
    question.kind != QuestionKind::MultiSelect
}

/// The codes of a frame with the code that each stands below.
pub(super) fn parents(project: &Project, frame: &FrameId) -> Vec<(LineKey, LineKey)> {
    let Some(frame) = project.codebook.frames.iter().find(|f| &f.id == frame) else {
        return Vec::new();
    };
    let key = |code| {
        LineKey::Code(CodeRef {
            frame: frame.id.clone(),
            code,
        })
    };
    frame
        .codes
        .iter()
        .filter_map(|code| {
            let parent = code.parent()?;
            let parent = frame
                .codes
                .iter()
                .find(|other| other.id.as_str() == parent)?;
            Some((key(code.id.clone()), key(parent.id.clone())))
        })
        .collect()
}

impl Counted {
    /// Every figure that has a count.
    pub(super) fn figures(&self) -> Vec<FigureName> {
        let mut names = vec![FigureName::Writers];
        for question in self.bases.keys() {
            names.push(FigureName::Asked(question.clone()));
            names.push(FigureName::Answered(question.clone()));
        }
        let frames = self.frames.values().flat_map(CountedFrame::tables);
        for table in self.questions.values().chain(frames) {
            let counted = table.lines.iter().filter(|line| line.count.is_some());
            names.extend(
                counted.map(|line| FigureName::Line(table.subject.clone(), line.key.clone())),
            );
        }
        let evidence = self.evidence.iter();
        names.extend(evidence.map(|line| FigureName::Chosen(line.code.clone())));
        names
    }

    /// The count of a figure.
    pub(super) fn value(&self, name: &FigureName) -> Option<u64> {
        match name {
            FigureName::Writers => Some(self.writers),
            FigureName::Asked(id) => Some(self.bases.get(id)?.asked),
            FigureName::Answered(id) => Some(self.bases.get(id)?.answered),
            FigureName::Line(subject, line) => self.table(subject)?.line(line)?.count,
            FigureName::Chosen(code) => Some(self.evidence_of(code)?.options),
            // Kept with the tables by groups.
            FigureName::OfGroup { .. } => None,
        }
    }

    /// Puts another count in the place of a figure's.
    pub(super) fn set(&mut self, name: &FigureName, count: u64) {
        match name {
            FigureName::Writers => {
                self.writers = count;
                for frame in self.frames.values_mut() {
                    let tables = [&mut frame.all, &mut frame.requests, &mut frame.criticisms];
                    for table in tables.into_iter().chain(&mut frame.impacts) {
                        table.bases.answered = count;
                    }
                }
            }
            FigureName::Asked(id) => {
                if let Some(bases) = self.bases.get_mut(id) {
                    bases.asked = count;
                }
                if let Some(table) = self.questions.get_mut(id) {
                    table.bases.asked = count;
                }
            }
            FigureName::Answered(id) => {
                if let Some(bases) = self.bases.get_mut(id) {
                    bases.answered = count;
                }
                if let Some(table) = self.questions.get_mut(id) {
                    table.bases.answered = count;
                }
            }
            FigureName::Line(subject, key) => {
                let table = self.table_mut(subject);
                let line = table.and_then(|t| t.lines.iter_mut().find(|line| &line.key == key));
                if let Some(line) = line {
                    line.count = Some(count);
                }
            }
            FigureName::Chosen(code) => {
                let line = self.evidence.iter_mut().find(|line| &line.code == code);
                if let Some(line) = line {
                    line.options = count;
                }
            }
            FigureName::OfGroup { .. } => {}
        }
    }

    fn table(&self, subject: &Subject) -> Option<&OneWay> {
        match subject {
            Subject::Question(id) | Subject::Place { question: id, .. } => self.questions.get(id),
            Subject::Frame { frame, scope } => {
                let frame = self.frames.get(frame)?;
                frame.tables().find(|table| match &table.subject {
                    Subject::Frame { scope: of, .. } => of == scope,
                    _ => false,
                })
            }
            // Not published.
            Subject::FrameInQuestion { .. } => None,
        }
    }

    fn table_mut(&mut self, subject: &Subject) -> Option<&mut OneWay> {
        match subject {
            Subject::Question(id) | Subject::Place { question: id, .. } => {
                self.questions.get_mut(id)
            }
            Subject::Frame { frame, scope } => {
                let frame = self.frames.get_mut(frame)?;
                match scope {
                    CodeScope::All => Some(&mut frame.all),
                    CodeScope::Stance(Stance::Request) => Some(&mut frame.requests),
                    CodeScope::Stance(Stance::Criticism) => Some(&mut frame.criticisms),
                    CodeScope::Stance(Stance::Impact) => frame.impacts.as_mut(),
                    CodeScope::Stance(Stance::Neutral) => None,
                }
            }
            Subject::FrameInQuestion { .. } => None,
        }
    }
}
