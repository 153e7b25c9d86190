use std::collections::BTreeMap;

use super::keys;
use super::known::Known;
use super::question_context::Context;
use super::reader::TableReader;
use super::source::Located;
use super::wordings::{Series, Words};
use crate::diagnostics::Code;
use crate::limits::MAX_OPTIONS;
use crate::survey::{
    AnswerOption, CodeRef, Offered, OptionId, OptionUnion, Question, QuestionKind, WaveId,
    plain_wording,
};

/// The options of a question and their unions.
pub(super) struct Options {
    pub(super) options: Vec<AnswerOption>,
    pub(super) unions: Vec<OptionUnion>,
}

/// The options of a question, for references to be checked against. A question that ought to have options and
/// has none has been found at fault already.
pub(super) fn known(question: &Question, unions: bool) -> Known {
    let unions = question.unions.iter().filter(|_| unions);
    let names = question.options.iter().map(|option| &option.id);
    let known = Known::new("option", names.chain(unions.map(|union| &union.id)));
    known.complete(!question.options.is_empty() || !question.kind.has_options())
}

/// Reads the options of the question that `reader` reads, which messages call `question`.
pub(super) fn read(
    reader: TableReader<'_, '_>,
    kind: Option<QuestionKind>,
    question: &str,
    waves: &[WaveId],
    context: &Context<'_>,
) -> Options {
    if let Some(kind) = kind
        && !kind.has_options()
    {
        for key in ["option", "union"]
            .into_iter()
            .filter(|key| reader.has(key))
        {
            reader.source.fault(
                Code::ConfigInvalidValue,
                reader.key_at(key),
                format!("{question} is {}, which takes no {key}s", kind.name()),
            );
        }
        return Options {
            options: Vec::new(),
            unions: Vec::new(),
        };
    }
    let mut drafts: Vec<Draft> = Vec::new();
    for option in reader.tables_up_to("option", &keys::OPTION, MAX_OPTIONS) {
        let Some(draft) = Draft::read(option, kind, waves, context) else {
            continue;
        };
        draft.check_beside(option, &drafts);
        drafts.push(draft);
    }
    if let Some(kind) = kind
        && !reader.has("option")
    {
        reader.source.fault_with_help(
            Code::ConfigMissingKey,
            reader.at,
            format!("{question} is {} and has no options", kind.name()),
            "describe each in a table [[question.option]] below the question",
        );
    }
    for wave in waves {
        let offered = drafts.iter().any(|draft| draft.words.contains_key(wave));
        if !offered && !drafts.is_empty() {
            reader.source.fault(
                Code::ConfigInvalidValue,
                reader.at,
                format!("{question} has no option in wave \"{wave}\""),
            );
        }
    }
    let unions = unions(reader, &drafts);
    let mut options: Vec<AnswerOption> = drafts.into_iter().map(|draft| draft.option).collect();
    if kind == Some(QuestionKind::Scale) && options.iter().all(|option| option.score.is_none()) {
        for (option, score) in options.iter_mut().zip(1..) {
            option.score = Some(score);
        }
    }
    Options { options, unions }
}

struct Draft {
    option: AnswerOption,
    label_at: usize,
    id_at: usize,
    score_at: usize,
    words: BTreeMap<WaveId, Words>,
    /// The label as it is compared.
    plain_label: String,
}

impl Draft {
    fn read(
        reader: TableReader<'_, '_>,
        kind: Option<QuestionKind>,
        asked: &[WaveId],
        context: &Context<'_>,
    ) -> Option<Self> {
        let source = reader.source;
        let id = reader.required::<OptionId>("id");
        let label = reader.required::<String>("label");
        let codes = reader.list::<CodeRef>("codes").unwrap_or_default();
        let exclusive = flag(reader, "exclusive", kind, &[QuestionKind::MultiSelect]);
        let choices = [QuestionKind::MultiSelect, QuestionKind::SingleChoice];
        let other = flag(reader, "other", kind, &choices);
        let score = reader.optional::<i64>("score");
        if score.is_some() {
            only_for(reader, "score", kind, &[QuestionKind::Scale]);
        }
        let series = Series {
            reader,
            what: match &id {
                Some(id) => format!("option \"{}\"", id.value),
                None => "the option".into(),
            },
            key: "label",
            export_key: "cell",
            noun: "label",
            all_have_words: true,
            keys: &keys::OPTION_WAVE,
            written: "[question.option.wave.ID]",
        };
        let waves = series.waves(asked, context.known_waves, "did not ask this question");
        let words = series.words(label.as_ref(), &waves, context.known_waves);
        let offered = words.iter().map(|(wave, words)| {
            let offered = Offered {
                label: words.text.clone(),
                cell: words.in_export.clone(),
                continuity: words.continuity,
            };
            (wave.clone(), offered)
        });
        let id = id?;
        Some(Draft {
            plain_label: label
                .as_ref()
                .map_or_else(String::new, |label| plain_wording(&label.value)),
            label_at: label.as_ref().map_or(id.at, |label| label.at),
            id_at: id.at,
            score_at: score.as_ref().map_or(id.at, |score| score.at),
            option: AnswerOption {
                id: id.value,
                label: label.map(|label| label.value).unwrap_or_default(),
                exclusive,
                other,
                score: score.map(|score| score.value),
                codes: codes
                    .into_iter()
                    .filter(|code| context.codebook.codes.check(source, code))
                    .map(|code| code.value)
                    .collect(),
                offered: offered.collect(),
            },
            words,
        })
    }

    /// Records what cannot be beside the options before this one.
    fn check_beside(&self, reader: TableReader<'_, '_>, before: &[Draft]) {
        let duplicate = |at, message| reader.source.fault(Code::ConfigDuplicate, at, message);
        let option = &self.option;
        let label = &self.plain_label;
        for other in before {
            let id = &other.option.id;
            if id == &option.id {
                duplicate(self.id_at, format!("the option \"{id}\" is there twice"));
            } else if &other.plain_label == label && !label.is_empty() {
                duplicate(self.label_at, format!("option \"{id}\" has the same label"));
            } else if let Some((wave, words)) = self.same_words(other) {
                let message = format!("option \"{id}\" has the same label in wave \"{wave}\"");
                duplicate(words.at, message);
            }
            if option.score.is_some() && other.option.score == option.score {
                duplicate(self.score_at, format!("option \"{id}\" has the same score"));
            }
            let both_other = option.other && other.option.other;
            let wave = self
                .words
                .keys()
                .find(|wave| other.words.contains_key(*wave));
            if let (true, Some(wave)) = (both_other, wave) {
                let at = reader.key_at("other");
                let message =
                    format!("option \"{id}\" is the other answer of wave \"{wave}\" already");
                duplicate(at, message);
            }
        }
    }

    fn same_words(&self, other: &Draft) -> Option<(&WaveId, &Words)> {
        self.words.iter().find(|(wave, words)| {
            let theirs = other.words.get(*wave);
            theirs.is_some_and(|theirs| theirs.plain == words.plain)
        })
    }
}

/// A key that is true or false, false if it is not there, and true for some kinds of question only.
fn flag(
    reader: TableReader<'_, '_>,
    key: &str,
    kind: Option<QuestionKind>,
    kinds: &[QuestionKind],
) -> bool {
    let set = reader.optional::<bool>(key).is_some_and(|flag| flag.value);
    if set {
        only_for(reader, key, kind, kinds);
    }
    set
}

fn only_for(
    reader: TableReader<'_, '_>,
    key: &str,
    kind: Option<QuestionKind>,
    kinds: &[QuestionKind],
) {
    if let Some(kind) = kind.filter(|kind| !kinds.contains(kind)) {
        let names: Vec<&str> = kinds.iter().map(|kind| kind.name()).collect();
        reader.source.fault(
            Code::ConfigInvalidValue,
            reader.key_at(key),
            format!(
                "\"{key}\" is for options of {} questions; this one is {}",
                names.join(" and "),
                kind.name()
            ),
        );
    }
}

fn unions(reader: TableReader<'_, '_>, options: &[Draft]) -> Vec<OptionUnion> {
    let source = reader.source;
    let parts = Known::new("option", options.iter().map(|draft| &draft.option.id));
    let parts = parts.complete(source.is_whole());
    let mut unions: Vec<OptionUnion> = Vec::new();
    let mut taken: Vec<(OptionId, String)> = options
        .iter()
        .map(|draft| (draft.option.id.clone(), draft.plain_label.clone()))
        .collect();
    for reader in reader.tables_up_to("union", &keys::UNION, MAX_OPTIONS) {
        let id = reader.required::<OptionId>("id");
        let label = reader.required::<String>("label");
        if !reader.has("of") {
            reader.missing("of");
        }
        let mut of: Vec<Located<OptionId>> = reader.list("of").unwrap_or_default();
        if reader.has("of") && of.len() < 2 {
            source.fault(
                Code::ConfigInvalidValue,
                reader.key_at("of"),
                "a union is made of two options or more",
            );
        }
        of.retain(|part| parts.check(source, part));
        let Some(id) = id else { continue };
        let plain_label = label.as_ref().map(|label| plain_wording(&label.value));
        for (other, other_label) in &taken {
            if other == &id.value {
                let message = format!("the option \"{other}\" is there twice");
                source.fault(Code::ConfigDuplicate, id.at, message);
            } else if let Some(label) = &label
                && plain_label.as_ref() == Some(other_label)
            {
                let message = format!("option \"{other}\" has the same label");
                source.fault(Code::ConfigDuplicate, label.at, message);
            }
        }
        taken.push((id.value.clone(), plain_label.unwrap_or_default()));
        unions.push(OptionUnion {
            id: id.value,
            label: label.map(|label| label.value).unwrap_or_default(),
            of: of.into_iter().map(|part| part.value).collect(),
        });
    }
    unions
}
