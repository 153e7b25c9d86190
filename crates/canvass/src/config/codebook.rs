use super::keys;
use super::known::Known;
use super::reader::TableReader;
use super::retired::Retirements;
use super::rules::{self, code_points, rule};
use super::source::Located;
use super::value::AnyText;
use crate::diagnostics::Code as FaultCode;
use crate::limits::MAX_CODES;
use crate::survey::{
    Code, CodeFrame, CodeGroup, CodeId, CodeRef, Codebook, Date, Example, FrameId, FrameKind,
    NearMiss, Outcome, QuestionId, RetiredCode, Rule, Stance, Theme, TheoryOfChange,
};

/// What `codebook.toml` says, and what other files can refer to.
pub(super) struct CodebookFile {
    pub(super) codebook: Codebook,
    pub(super) codes: Known,
    /// The codes under which the report can tell of a question.
    pub(super) themes: Known,
    /// Questions that rules name, to be checked once the questions are known.
    pub(super) scopes: Vec<Located<QuestionId>>,
}

impl CodebookFile {
    /// What is known of a codebook that could not be read at all.
    pub(super) fn unreadable() -> Self {
        CodebookFile {
            codebook: Codebook {
                id: String::new(),
                version: String::new(),
                valid_from: None,
                frames: Vec::new(),
                theory: TheoryOfChange::default(),
                sets: Vec::new(),
                rules: Vec::new(),
            },
            codes: Known::new("code", [""; 0]).complete(false),
            themes: Known::new("theme", [""; 0]).complete(false),
            scopes: Vec::new(),
        }
    }

    pub(super) fn read(root: TableReader<'_, '_>) -> Self {
        let id = root.required::<String>("id");
        let version = root.required::<String>("version");
        let valid_from = root.optional::<Date>("valid_from");
        let mut draft = Draft {
            complete: root.source.is_whole(),
            retirements: Retirements::under(version.as_ref()),
            ..Draft::default()
        };
        let sets = rules::sets(root);
        if !root.has("frame") {
            root.missing("frame");
        }
        for frame in root.tables("frame", &keys::FRAME) {
            draft.frame(frame);
        }
        let codes = draft.frames.iter().flat_map(|frame| {
            let in_frame = frame.codes.iter();
            in_frame.map(|code| format!("{}:{}", frame.id, code.id))
        });
        let themes = draft
            .frames
            .iter()
            .filter(|frame| frame.kind == FrameKind::Theme)
            .flat_map(|frame| {
                let top = frame.codes.iter().filter(|code| code.parent().is_none());
                top.map(|code| format!("{}:{}", frame.id, code.id))
            });
        let codes = Known::new("code", codes).complete(draft.complete);
        draft.retirements.check(root.source, &codes, &draft.frames);
        CodebookFile {
            codes: draft.retirements.known(codes, &draft.frames),
            themes: Known::new("theme", themes).complete(draft.complete),
            codebook: Codebook {
                id: id.map(|id| id.value).unwrap_or_default(),
                version: version.map(|version| version.value).unwrap_or_default(),
                valid_from: valid_from.map(|day| day.value),
                frames: draft.frames,
                theory: TheoryOfChange {
                    themes: draft.themes,
                },
                sets,
                rules: draft.rules,
            },
            scopes: draft.scopes,
        }
    }
}

/// The frames read so far.
#[derive(Default)]
struct Draft {
    frames: Vec<CodeFrame>,
    themes: Vec<Theme>,
    rules: Vec<Rule>,
    scopes: Vec<Located<QuestionId>>,
    retirements: Retirements,
    /// How many codes were read, retired ones and those with faults included.
    codes: usize,
    complete: bool,
}

impl Draft {
    fn frame(&mut self, reader: TableReader<'_, '_>) {
        let source = reader.source;
        let id = reader.required::<FrameId>("id");
        let label = reader.required::<String>("label");
        if !reader.has("kind") {
            reader.missing("kind");
        }
        let kind = reader.choice("kind", FrameKind::ALL, FrameKind::name);
        let (Some(id), Some(kind)) = (id, kind) else {
            self.complete = false;
            return;
        };
        for other in &self.frames {
            if other.id == id.value {
                let message = format!("the frame \"{}\" is there twice", id.value);
                source.fault(FaultCode::ConfigDuplicate, id.at, message);
                break;
            } else if other.kind == kind.value {
                let name = kind.value.name();
                let message = format!("\"{}\" is a frame of the kind {name} already", other.id);
                source.fault(FaultCode::ConfigDuplicate, kind.at, message);
                break;
            }
        }
        let mut frame = CodeFrame {
            id: id.value,
            label: label.map(|label| label.value).unwrap_or_default(),
            kind: kind.value,
            codes: Vec::new(),
            groups: Vec::new(),
            retired: Vec::new(),
        };
        if !reader.has("code") {
            reader.missing("code");
        }
        for code in reader.tables("code", &keys::CODE) {
            self.codes += 1;
            if self.codes > MAX_CODES {
                let message = format!("the codebook has more than {MAX_CODES} codes");
                source.fault(FaultCode::CodebookTooLarge, code.at, message);
                self.complete = false;
                break;
            }
            self.code(&mut frame, code);
        }
        if frame.kind == FrameKind::Stance {
            for stance in Stance::ALL.iter().map(|stance| stance.name()) {
                if self.complete && !frame.codes.iter().any(|code| code.id.as_str() == stance) {
                    source.fault(
                        FaultCode::ConfigMissingKey,
                        reader.at,
                        format!("the stance frame needs the code \"{stance}\""),
                    );
                }
            }
        }
        let known = Known::new("code", frame.codes.iter().map(|code| &code.id));
        let known = known.complete(self.complete);
        for group in reader.tables("group", &keys::GROUP) {
            let label = group.required::<String>("label");
            let mut codes = group.required_list::<CodeId>("codes");
            codes.retain(|code| known.check(source, code));
            frame.groups.push(CodeGroup {
                label: label.map(|label| label.value).unwrap_or_default(),
                codes: codes.into_iter().map(|code| code.value).collect(),
            });
        }
        self.frames.push(frame);
    }

    fn code(&mut self, frame: &mut CodeFrame, reader: TableReader<'_, '_>) {
        let source = reader.source;
        let id = reader.required::<CodeId>("id");
        let label = reader.required::<String>("label");
        let definition = reader.required::<String>("definition");
        let any_text = |key| reader.optional::<AnyText>(key).map(|text| text.value.0);
        let use_when = any_text("use_when").unwrap_or_default();
        let not_for = any_text("not_for").unwrap_or_default();
        let texts = |key| {
            let texts = reader.list::<String>(key).unwrap_or_default().into_iter();
            texts.map(|text| (text.value, source.place(text.at)))
        };
        let examples = texts("examples")
            .map(|(text, place)| Example { text, place })
            .collect();
        let near_misses = texts("near_misses")
            .map(|(text, place)| NearMiss { text, place })
            .collect();
        let points = code_points(reader);
        let since = self.retirements.since(reader);
        let note = any_text("note").unwrap_or_default();
        let Some(id) = id else {
            self.complete = false;
            return;
        };
        let retired = frame.retired.iter().map(|retired| &retired.code);
        if frame
            .codes
            .iter()
            .chain(retired)
            .any(|code| code.id == id.value)
        {
            let message = format!("the code \"{}:{}\" is there twice", frame.id, id.value);
            source.fault(FaultCode::ConfigDuplicate, id.at, message);
            return;
        }
        let code = Code {
            id: id.value.clone(),
            label: label.map(|label| label.value).unwrap_or_default(),
            definition: definition.map(|text| text.value).unwrap_or_default(),
            use_when,
            not_for,
            examples,
            near_misses,
            since,
            points,
            note,
        };
        if let Some(replaced_by) = self.retirements.replaced_by(reader, &code) {
            frame.retired.push(RetiredCode { code, replaced_by });
            return;
        }
        if let Some(parent) = code.parent()
            && self.complete
            && !frame.codes.iter().any(|above| above.id.as_str() == parent)
        {
            source.fault_with_help(
                FaultCode::ConfigUnknownReference,
                id.at,
                format!(
                    "the code \"{}\" stands below \"{parent}\", which is not there",
                    code.id
                ),
                format!("put the code \"{parent}\" before it"),
            );
        }
        let is_stance = Stance::ALL
            .iter()
            .any(|stance| stance.name() == code.id.as_str());
        if frame.kind == FrameKind::Stance && !is_stance {
            let names: Vec<&str> = Stance::ALL.iter().map(|stance| stance.name()).collect();
            source.fault_with_help(
                FaultCode::ConfigUnknownValue,
                id.at,
                format!("\"{}\" is not a stance", code.id),
                format!("the stances are: {}", names.join(", ")),
            );
        }
        let is_stance = frame.kind == FrameKind::Stance;
        if is_stance && reader.has("points") {
            source.fault_with_help(
                FaultCode::ConfigInvalidValue,
                reader.key_at("points"),
                "stances are weighed against each other: none takes a number of points",
                "give points in its rules alone",
            );
        }
        self.theory(frame, &code, reader);
        let reference = CodeRef {
            frame: frame.id.clone(),
            code: code.id.clone(),
        };
        for (index, item) in reader.items("rules").iter().enumerate() {
            let id = format!("{reference}#{}", index + 1);
            let rule = rule(reader, item, id, &reference, &mut self.scopes);
            let gives_points = rule.as_ref().is_some_and(|rule| rule.points.is_some());
            if gives_points && !is_stance && !reader.has("points") {
                source.fault_with_help(
                    FaultCode::ConfigMissingKey,
                    item.span().start,
                    format!("this gives points, but {reference} does not say how many it takes"),
                    "write points = { at_least = 6 } beside its rules",
                );
            }
            self.rules.extend(rule);
        }
        frame.codes.push(code);
    }

    /// Takes a code's place in the Theory of Change.
    fn theory(&mut self, frame: &CodeFrame, code: &Code, reader: TableReader<'_, '_>) {
        if frame.kind != FrameKind::Theme {
            if reader.has("theory") {
                reader.source.fault(
                    FaultCode::ConfigInvalidValue,
                    reader.key_at("theory"),
                    "only codes of the frame of the kind theme have a place in the Theory of Change",
                );
            }
            return;
        }
        if let Some(parent) = code.parent() {
            if reader.has("theory") {
                reader.source.fault(
                    FaultCode::ConfigInvalidValue,
                    reader.key_at("theory"),
                    format!("\"{}\" is an outcome: only its theme has a theory", code.id),
                );
            }
            if let Some(theme) = self
                .themes
                .iter_mut()
                .find(|t| t.code.code.as_str() == parent)
            {
                theme.outcomes.push(Outcome {
                    code: code.id.clone(),
                    label: code.label.clone(),
                });
            }
            return;
        }
        let Some(theory) = reader.table("theory", &keys::THEORY) else {
            return;
        };
        let texts = |key| {
            let texts = theory.required_list::<String>(key).into_iter();
            texts.map(|text| text.value).collect()
        };
        self.themes.push(Theme {
            code: CodeRef {
                frame: frame.id.clone(),
                code: code.id.clone(),
            },
            label: code.label.clone(),
            activities: texts("activities"),
            outputs: texts("outputs"),
            outcomes: Vec::new(),
            horizon: theory
                .required::<String>("horizon")
                .map(|text| text.value)
                .unwrap_or_default(),
        });
    }
}
