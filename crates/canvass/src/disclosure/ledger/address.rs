use serde::{Deserialize, Serialize};

use crate::disclosure::FigureName;
use crate::survey::WaveId;
use crate::tabulate::{CodeScope, LineKey, Subject};

/// The table that figures stand in.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(super) struct Heading {
    pub(super) wave: String,
    /// "wave", "question", "frame" or "evidence".
    kind: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) id: Option<String>,
    /// The place of a ranking, or the stance that a table of codes looks at.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    scope: Option<String>,
    /// The question that tells the groups, and the group, as `question=option`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) group: Option<String>,
    /// Name and version of the codebook, for codes: another codebook counts other things.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    codebook: Option<String>,
}

/// Where the ledger keeps a figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::disclosure) struct Address {
    pub(super) heading: Heading,
    pub(super) figure: String,
}

impl Address {
    /// How many responded in the wave.
    pub(in crate::disclosure) fn respondents(wave: &WaveId) -> Self {
        Address {
            heading: Heading::new(wave, "wave", None),
            figure: "respondents".to_owned(),
        }
    }

    /// `codebook` is its name and version.
    pub(in crate::disclosure) fn of(wave: &WaveId, name: &FigureName, codebook: &str) -> Self {
        let question = |id: &str| Heading::new(wave, "question", Some(id));
        let coded = |heading: Heading| Heading {
            codebook: Some(codebook.to_owned()),
            ..heading
        };
        let (heading, figure) = match name {
            FigureName::Writers => (
                coded(Heading::new(wave, "wave", None)),
                "writers".to_owned(),
            ),
            FigureName::Asked(id) => (question(id.as_str()), "asked".to_owned()),
            FigureName::Answered(id) => (question(id.as_str()), "answered".to_owned()),
            FigureName::Chosen(code) => (
                Heading::new(wave, "evidence", None),
                format!("chose {code}"),
            ),
            FigureName::OfGroup { by, group, figure } => {
                let Address { heading, figure } = Address::of(wave, figure, codebook);
                let group = Some(format!("{by}={group}"));
                (Heading { group, ..heading }, figure)
            }
            FigureName::Line(subject, line) => {
                let heading = match subject {
                    Subject::Question(id) => question(id.as_str()),
                    Subject::Place {
                        question: id,
                        place,
                    } => Heading {
                        scope: Some(format!("place {place}")),
                        ..question(id.as_str())
                    },
                    Subject::Frame { frame, scope } => coded(Heading {
                        scope: stance_of(*scope),
                        ..Heading::new(wave, "frame", Some(frame.as_str()))
                    }),
                    Subject::FrameInQuestion {
                        frame,
                        scope,
                        question,
                    } => coded(Heading {
                        scope: stance_of(*scope),
                        ..Heading::new(wave, "frame", Some(&format!("{frame} in {question}")))
                    }),
                };
                let figure = match line {
                    LineKey::Option(id) => format!("option {id}"),
                    LineKey::Union(id) => format!("union {id}"),
                    LineKey::Code(code) => format!("code {}", code.code),
                };
                (heading, figure)
            }
        };
        Address { heading, figure }
    }

    /// Whether the figure counts codes, which can be counted anew.
    pub(in crate::disclosure) fn is_coded(&self) -> bool {
        self.heading.codebook.is_some()
    }

    /// The id of the question or the frame, in words for a diagnostic.
    pub(in crate::disclosure) fn subject(&self) -> String {
        match &self.heading.id {
            Some(id) => format!("{} \"{id}\"", self.heading.kind),
            None => "the wave".to_owned(),
        }
    }
}

/// The stance that a table of codes looks at; `None` for all answers.
fn stance_of(scope: CodeScope) -> Option<String> {
    match scope {
        CodeScope::All => None,
        CodeScope::Stance(stance) => Some(stance.name().to_owned()),
    }
}

impl Heading {
    fn new(wave: &WaveId, kind: &str, id: Option<&str>) -> Self {
        Heading {
            wave: wave.to_string(),
            kind: kind.to_owned(),
            id: id.map(str::to_owned),
            scope: None,
            group: None,
            codebook: None,
        }
    }
}
