//! Coding a whole wave for tables, which count who has a code and do not ask what it rests on.

use std::collections::{BTreeSet, HashMap};
use std::ops::Range;

use foldhash::fast::RandomState;

use super::coder::{Coder, Reading, Spoken};
use super::codings::{Codings, OpenAnswer, SourceKind};
use super::compiled::CompiledCodebook;
use super::decisions::Decided;
use super::respondents::{Alike, CodedRespondents, Gathered, Row};
use super::wave::{answers_to, each_chosen, option_codings, rule_coding};
use crate::limits::MAX_REMEMBERED_ANSWERS;
use crate::survey::{Column, Question, Responses, Stance, Survey};

/// How many kinds of codings of one code there are among those that rules find in the answers to one question.
const KINDS: usize = Stance::ALL.len() * 2;

impl CompiledCodebook {
    /// Codes a wave, and puts what people decided over what rules and options found in it: the respondents of
    /// [`code_wave`](CompiledCodebook::code_wave) and [`Decided::apply`], at a fraction of the cost.
    pub fn code_respondents(
        &self,
        survey: &Survey,
        responses: &Responses,
        decided: &Decided,
    ) -> CodedRespondents {
        let decided_on = decided.places(responses);
        let mut gathered = Gathered::default();
        // Answers that people decided on are coded in full: decisions are put over that.
        let mut codings = Vec::new();
        let mut answers = Vec::new();
        let mut coder = self.coder();
        for question in &survey.questions {
            let here: BTreeSet<usize> = decided_on
                .keys()
                .filter(|(_, of)| *of == question.id)
                .map(|(respondent, _)| *respondent)
                .collect();
            let is_apart = |respondent: usize| !here.is_empty() && here.contains(&respondent);
            let Some(column) = responses.column(&question.id) else {
                continue;
            };
            count_options(question, column, &is_apart, &mut gathered);
            if !here.is_empty() {
                option_codings(question, column, &is_apart, &mut codings);
            }

            let mut rows: Vec<Row> = (0..self.codes.len() * KINDS)
                .map(|_| Row::default())
                .collect();
            let mut written: Vec<Row> = (0..=Stance::ALL.len()).map(|_| Row::default()).collect();
            let mut outlines = Outlines::with_room(MAX_REMEMBERED_ANSWERS);
            for open in answers_to(question, responses) {
                if is_apart(open.respondent) {
                    let coded = coder.code(Some(&question.id), question.stance, open.text);
                    let found = coded.codes.into_iter();
                    codings.extend(found.map(|found| rule_coding(&open, found)));
                    answers.push(OpenAnswer {
                        respondent: open.respondent,
                        question: question.id.clone(),
                        state: coded.state,
                    });
                    continue;
                }
                let (main, spoken) = outlines.of(open.text, question, &mut coder);
                for spoken in spoken {
                    if let Some(row) = rows.get_mut(place(spoken)) {
                        row.push(open.respondent, spoken.pieces);
                    }
                }
                let kind = main.map_or(Stance::ALL.len(), |stance| stance as usize);
                if let Some(row) = written.get_mut(kind) {
                    row.push(open.respondent, 0);
                }
            }
            for (at, row) in rows.into_iter().enumerate() {
                if let Some(alike) = self.alike(question, at).filter(|_| !row.is_empty()) {
                    gathered.add(alike, row);
                }
            }
            let kinds = Stance::ALL.iter().copied().map(Some).chain([None]);
            for (stance, row) in kinds.zip(written) {
                if !row.is_empty() {
                    gathered.add_answers(&question.id, stance, row);
                }
            }
        }
        let book = self.codebook();
        let (wave, id, version) = (responses.wave(), &book.id, &book.version);
        if !decided_on.is_empty() {
            let (wave, id, version) = (wave.clone(), id.clone(), version.clone());
            let found = Codings::new(wave, id, version, codings, answers);
            gathered.add_codings(&decided.apply(found, responses, book));
        }
        gathered.finish(wave.clone(), id.clone(), version.clone())
    }

    /// What the codings in one of the rows of a question have in common.
    fn alike(&self, question: &Question, at: usize) -> Option<Alike> {
        Some(Alike {
            code: self.codes.get(at / KINDS)?.code.clone(),
            question: question.id.clone(),
            source: SourceKind::Rules,
            option: None,
            stance: Stance::ALL.get(at % KINDS / 2).copied(),
            negated: at % 2 == 1,
        })
    }
}

/// What answers to one question say, in brief. Many people say the same word for word, and that is read once.
struct Outlines<'t> {
    /// How many different answers are kept in mind.
    room: usize,
    known: HashMap<&'t str, (Option<Stance>, Range<usize>), RandomState>,
    spoken: Vec<Spoken>,
}

impl<'t> Outlines<'t> {
    fn with_room(room: usize) -> Self {
        Outlines {
            room,
            known: HashMap::default(),
            spoken: Vec::new(),
        }
    }

    /// The main stance of an answer, `None` for a non-answer, and what it says.
    fn of(
        &mut self,
        text: &'t str,
        question: &Question,
        coder: &mut Coder<'_>,
    ) -> (Option<Stance>, &[Spoken]) {
        if let Some((main, spoken)) = self.known.get(text) {
            return (*main, &self.spoken[spoken.clone()]);
        }
        if self.known.len() == self.room {
            self.known.clear();
            self.spoken.clear();
        }
        let start = self.spoken.len();
        let reading = Reading::Of(&question.id);
        let main = coder.outline(reading, question.stance, text, |spoken| {
            self.spoken.push(spoken);
        });
        let spoken = start..self.spoken.len();
        self.known.insert(text, (main, spoken.clone()));
        (main, &self.spoken[spoken])
    }
}

/// The row of a coding.
fn place(spoken: &Spoken) -> usize {
    spoken.code * KINDS + spoken.stance as usize * 2 + usize::from(spoken.negated)
}

/// Adds who chose an option that means a code, but for those whose answer `is_apart`.
fn count_options(
    question: &Question,
    column: &Column,
    is_apart: &impl Fn(usize) -> bool,
    gathered: &mut Gathered,
) {
    if question
        .options
        .iter()
        .all(|option| option.codes.is_empty())
    {
        return;
    }
    let codes = question.options.iter().map(|option| option.codes.len());
    let mut rows: Vec<Vec<Row>> = codes
        .map(|codes| (0..codes).map(|_| Row::default()).collect())
        .collect();
    each_chosen(column, |respondent, option| {
        if !is_apart(respondent) {
            for row in rows.get_mut(option).into_iter().flatten() {
                row.push(respondent, 0);
            }
        }
    });
    for (option, rows) in question.options.iter().zip(rows) {
        for (code, row) in option.codes.iter().zip(rows) {
            if row.is_empty() {
                continue;
            }
            let alike = Alike {
                code: code.clone(),
                question: question.id.clone(),
                source: SourceKind::Option,
                option: Some(option.id.clone()),
                stance: question.stance,
                negated: false,
            };
            gathered.add(alike, row);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{codebook, question};
    use super::*;
    use crate::survey::QuestionKind;

    #[test]
    fn answers_are_kept_in_mind_as_long_as_there_is_room() -> Result<(), String> {
        let book = codebook(
            &[],
            &[("theme:voice", "campaign*"), ("theme:resourcing", "money")],
        );
        let book = CompiledCodebook::compile(&book).map_err(|faults| faults.to_string())?;
        let question = question("why", QuestionKind::OpenText, vec![]);
        let (mut coder, mut outlines) = (book.value.coder(), Outlines::with_room(2));
        let texts = [
            "Campaigns",
            "Money for campaigns",
            "n/a",
            "Money",
            "Campaigns",
        ];
        let mut say = |text| {
            let (main, spoken) = outlines.of(text, &question, &mut coder);
            let said = (
                main.is_some(),
                spoken.iter().map(|s| s.code).collect::<Vec<_>>(),
            );
            assert!(outlines.known.len() <= 2);
            said
        };
        let codes = |codes: &[usize]| codes.to_vec();
        let said = texts.map(|text| [say(text), say(text)]);
        for (said, meant) in said.iter().zip([
            (true, codes(&[0])),
            (true, codes(&[0, 2])),
            (false, codes(&[])),
            (true, codes(&[2])),
            (true, codes(&[0])),
        ]) {
            assert_eq!(said, &[meant.clone(), meant]);
        }
        Ok(())
    }
}
