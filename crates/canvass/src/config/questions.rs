use std::collections::{BTreeMap, BTreeSet};

use super::keys;
use super::known::Known;
use super::options;
use super::question_context::Context;
use super::reader::TableReader;
use super::rows::{self, Rows};
use super::source::Located;
use super::wordings::{Series, Words};
use crate::diagnostics::Code;
use crate::limits::{MAX_OFFERED, MAX_QUESTIONS};
use crate::survey::{
    Asked, CodeRef, OptionId, Question, QuestionId, QuestionKind, Route, Stance, WaveId,
};

/// The questions, and what else refers to them.
pub(super) struct Questions {
    pub(super) list: Vec<Question>,
    pub(super) known: Known,
}

impl Questions {
    pub(super) fn read(root: TableReader<'_, '_>, context: &Context<'_>) -> Self {
        let source = root.source;
        let mut drafts: Vec<Draft<'_, '_>> = Vec::new();
        let mut taken: BTreeSet<QuestionId> = BTreeSet::new();
        let mut complete = source.is_whole();
        if !root.has("question") {
            root.missing("question");
        }
        for reader in root.tables_up_to("question", &keys::QUESTION, MAX_QUESTIONS) {
            let Some(draft) = Draft::read(reader, context) else {
                complete = false;
                continue;
            };
            if let Some(id) = draft.ids().find(|id| taken.contains(&id.value)) {
                let message = format!("the question \"{}\" is there twice", id.value);
                source.fault(Code::ConfigDuplicate, id.at, message);
                continue;
            }
            taken.extend(draft.ids().map(|id| id.value.clone()));
            complete &= draft.rows.as_ref().is_none_or(Rows::are_complete);
            drafts.push(draft);
        }
        let single = drafts.iter().filter(|draft| draft.rows.is_none());
        let rows = drafts.iter().filter_map(|draft| draft.rows.as_ref());
        let names = single
            .map(|draft| &draft.id)
            .chain(rows.flat_map(Rows::ids));
        let mut known = Known::new("question", names.map(|id| &id.value));
        for draft in &drafts {
            if let Some(rows) = &draft.rows {
                known = known.with_group(&draft.id.value, rows.ids().map(|id| &id.value));
            }
        }
        let known = known.complete(complete);
        let mut list: Vec<Question> = Vec::new();
        let (mut questions, mut offered) = (0_usize, 0_usize);
        for draft in drafts {
            // Each row of a grid becomes a question with all its options in all its waves.
            let rows = draft.rows.as_ref().map_or(1, Rows::len);
            questions += rows;
            offered += rows * draft.question.options.len() * draft.words.len();
            if questions > MAX_QUESTIONS || offered > MAX_OFFERED {
                let message = format!(
                    "with this there are more than {MAX_QUESTIONS} questions, or {MAX_OFFERED} options of all questions in all waves; each row of a grid is a question"
                );
                source.fault(Code::ConfigTooLarge, draft.id.at, message);
                break;
            }
            let question = Question {
                route: draft.route(&list, &known),
                ..draft.question
            };
            match draft.rows {
                Some(rows) => list.extend(rows.questions(&question, &context.waves)),
                None => list.push(question),
            }
        }
        Questions { list, known }
    }

    /// The question with this id.
    pub(super) fn find(&self, id: &QuestionId) -> Option<&Question> {
        self.list.iter().find(|question| &question.id == id)
    }

    /// Checks a reference to a question; `None` if it leads nowhere or to a question that could not be read.
    pub(super) fn get(
        &self,
        reader: TableReader<'_, '_>,
        id: &Located<QuestionId>,
    ) -> Option<&Question> {
        if !self.known.check(reader.source, id) {
            return None;
        }
        self.find(&id.value)
    }
}

/// Whether `option` is one of the question's; records it if it is not. Unions count where `unions` is set.
pub(super) fn has_option(
    reader: TableReader<'_, '_>,
    question: &Question,
    option: &Located<OptionId>,
    unions: bool,
) -> bool {
    options::known(question, unions).check(reader.source, option)
}

/// A question whose route is not resolved yet.
struct Draft<'r, 'i> {
    reader: TableReader<'r, 'i>,
    id: Located<QuestionId>,
    /// The question, or what the rows of a grid have in common.
    question: Question,
    rows: Option<Rows>,
    words: BTreeMap<WaveId, Words>,
}

impl<'r, 'i> Draft<'r, 'i> {
    fn read(reader: TableReader<'r, 'i>, context: &Context<'_>) -> Option<Self> {
        let source = reader.source;
        let id = reader.required::<QuestionId>("id");
        if !reader.has("kind") {
            reader.missing("kind");
        }
        let kind = reader
            .choice("kind", QuestionKind::ALL, QuestionKind::name)
            .map(|kind| kind.value);
        let title = reader.required::<String>("title");
        let text = reader.optional::<String>("text");
        let theme = reader
            .optional::<CodeRef>("theme")
            .filter(|theme| context.codebook.themes.check(source, theme));
        let stance = reader.choice("stance", Stance::ALL, Stance::name);
        if let (Some(stance), Some(kind)) = (&stance, kind)
            && kind != QuestionKind::OpenText
        {
            source.fault(
                Code::ConfigInvalidValue,
                stance.at,
                format!(
                    "only open-text questions have a stance; this one is {}",
                    kind.name()
                ),
            );
        }
        let series = Series {
            reader,
            what: match &id {
                Some(id) => format!("question \"{}\"", id.value),
                None => "the question".into(),
            },
            key: "text",
            export_key: "heading",
            noun: "wording",
            all_have_words: false,
            keys: &keys::QUESTION_WAVE,
            written: "[question.wave.ID]",
        };
        let waves = series.waves(&context.waves, context.known_waves, "is not in the survey");
        let words = series.words(text.as_ref(), &waves, context.known_waves);
        let grid = id.as_ref().map(|id| &id.value);
        let rows = rows::read(reader, grid, &waves, context);
        let read = options::read(reader, kind, &series.what, &waves, context);
        let id = id?;
        let asked = words.iter().map(|(wave, words)| {
            let asked = Asked {
                wording: words.text.clone(),
                row: None,
                heading: words.in_export.clone(),
                continuity: words.continuity,
            };
            (wave.clone(), asked)
        });
        Some(Draft {
            reader,
            question: Question {
                id: id.value.clone(),
                kind: kind.unwrap_or(QuestionKind::OpenText),
                title: title.map(|title| title.value).unwrap_or_default(),
                grid: None,
                options: read.options,
                unions: read.unions,
                route: None,
                theme: theme.map(|theme| theme.value),
                stance: stance.map(|stance| stance.value),
                asked: asked.collect(),
            },
            id,
            rows,
            words,
        })
    }

    /// The ids that nothing else may have: its own, and those of its rows.
    fn ids(&self) -> impl Iterator<Item = &Located<QuestionId>> {
        let rows = self.rows.iter().flat_map(Rows::ids);
        std::iter::once(&self.id).chain(rows)
    }

    /// Who is asked, which an earlier question decides.
    fn route(&self, earlier: &[Question], known: &Known) -> Option<Route> {
        let reader = self.reader.table("asked_of", &keys::ASKED_OF)?;
        let source = reader.source;
        let id = reader.required::<QuestionId>("question");
        let options = reader.required_list::<OptionId>("options");
        let id = id.filter(|id| known.check(source, id))?;
        let Some(question) = earlier.iter().find(|question| question.id == id.value) else {
            source.fault_with_help(
                Code::ConfigInvalidValue,
                id.at,
                format!("question \"{}\" does not stand before this one", id.value),
                "questions stand in the order of the questionnaire, and an answer can only decide what comes after it",
            );
            return None;
        };
        for wave in self.words.keys() {
            if question.asked_in(wave).is_none() && !question.asked.is_empty() {
                source.fault(
                    Code::ConfigInvalidValue,
                    id.at,
                    format!(
                        "question \"{}\" was not asked in wave \"{wave}\", which asked this one",
                        id.value
                    ),
                );
            }
        }
        let options: BTreeSet<OptionId> = options
            .into_iter()
            .filter(|option| has_option(reader, question, option, false))
            .map(|option| option.value)
            .collect();
        Some(Route {
            question: id.value,
            options,
        })
    }
}
