use std::collections::BTreeSet;

use super::Clearing;
use crate::disclosure::FigureName;
use crate::survey::{CodeRef, Column, Question, QuestionId, QuestionKind};
use crate::tabulate::{LineKey, Subject};

impl Clearing<'_> {
    /// Whether a question's table by groups can be reckoned with by itself.
    ///
    /// Left out are questions that lead to others or that others lead to, those that tell
    /// groups themselves or did so in an earlier report, and those
    /// whose own table is hidden, or tied by hidden figures to other questions. Of a question of several answers no
    /// line may be hidden.
    pub(super) fn may_be_crossed(&self, question: &Question) -> bool {
        let column = self.wave.responses.column(&question.id);
        let fully_shown = match column {
            Some(Column::Choice(_)) => false,
            Some(Column::MultiSelect(_)) => true,
            _ => return false,
        };
        let told_by = self.ledger.crossed(self.wave.responses.wave(), None);
        !self.project.groups.contains(&question.id)
            && !told_by.contains(question.id.as_str())
            && question.route.is_none()
            && self.leads_nowhere(question)
            && self.has_bases(&question.id)
            && (!fully_shown || self.is_fully_shown(question))
            && self.meanings_are_open(question, fully_shown)
    }

    /// Whether a question can part respondents into groups: each chooses one, and the groups mean nothing else.
    pub(super) fn may_part(&self, question: &Question) -> bool {
        let column = self.wave.responses.column(&question.id);
        matches!(column, Some(Column::Choice(_)))
            && self.has_bases(&question.id)
            && question
                .options
                .iter()
                .all(|option| option.codes.is_empty())
    }

    fn leads_nowhere(&self, question: &Question) -> bool {
        let mut routes = self
            .project
            .survey
            .questions
            .iter()
            .filter_map(|q| q.route.as_ref());
        routes.all(|route| route.question != question.id)
    }

    fn has_bases(&self, question: &QuestionId) -> bool {
        let asked = FigureName::Asked(question.clone());
        let answered = FigureName::Answered(question.clone());
        !(self.hides)(&asked) && !(self.hides)(&answered)
    }

    fn is_fully_shown(&self, question: &Question) -> bool {
        let wave = self.wave.responses.wave();
        let options = (0..question.options.len()).filter(|option| question.offers(*option, wave));
        let options = options.filter_map(|option| question.options.get(option));
        let options = options.map(|option| LineKey::Option(option.id.clone()));
        let unions = question.unions.iter().filter(|union| {
            let mut parts = question.options.iter().enumerate();
            parts.any(|(at, o)| union.of.contains(&o.id) && question.offers(at, wave))
        });
        let unions = unions.map(|union| LineKey::Union(union.id.clone()));
        let subject = Subject::Question(question.id.clone());
        options
            .chain(unions)
            .all(|key| !(self.hides)(&FigureName::Line(subject.clone(), key)))
    }

    /// Whether nothing is hidden that ties this question to others, or of a question of several answers to itself.
    fn meanings_are_open(&self, question: &Question, several: bool) -> bool {
        let wave = self.wave.responses.wave();
        let codes: BTreeSet<&CodeRef> = question.options.iter().flat_map(|o| &o.codes).collect();
        codes.into_iter().all(|code| {
            let linked: Vec<&Question> = self
                .project
                .survey
                .asked_in(wave)
                .filter(|q| q.options.iter().any(|option| option.codes.contains(code)))
                .collect();
            let chosen = FigureName::Chosen(code.clone());
            let open = || !self.is_counted(&chosen) || !(self.hides)(&chosen);
            match linked.len() {
                0 | 1 => !several || open(),
                _ => {
                    let ranked = |q: &Question| q.kind == QuestionKind::Ranking;
                    let is_open = |q: &Question| self.has_bases(&q.id) && self.is_fully_shown(q);
                    open() && linked.iter().all(|q| !ranked(q) && is_open(q))
                }
            }
        })
    }

    /// Whether the figure is one of the wave at all.
    fn is_counted(&self, figure: &FigureName) -> bool {
        self.counted.value(figure).is_some()
    }
}
