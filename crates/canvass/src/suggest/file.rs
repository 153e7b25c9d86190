//! A model as JSON. Numbers are written in millionths, so that reading them back gives the same model.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::Settings;
use super::features::Vocabulary;
use super::logistic::Linear;
use super::model::{Learnt, Model, Standing};
use crate::survey::CodeRef;

const VERSION: u32 = 1;
const MILLION: f64 = 1e6;

/// Why a model cannot be read. It holds no word of the model.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ModelError {
    /// It is not JSON, or not a model.
    #[error("this is not a model: line {line}, column {column}")]
    Syntax {
        /// The line.
        line: usize,
        /// The column.
        column: usize,
    },
    /// It was written by another version of canvass.
    #[error("the model has format {found}, and this program reads format {VERSION}")]
    Version {
        /// The version found.
        found: u32,
    },
    /// Its features are not in order, or a code has not one weight for each of them.
    #[error("the model's weights do not fit its features")]
    Mismatch,
    /// A code's name or standing is none.
    #[error("the model's code number {code} is none")]
    Code {
        /// Its place, from 1.
        code: usize,
    },
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    version: u32,
    id: String,
    pieces: bool,
    rules: bool,
    cost: i64,
    folds: usize,
    least_precision: i64,
    /// Names and weights of features, by name.
    features: Vec<(String, i64)>,
    codes: Vec<FileCode>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct FileCode {
    code: String,
    given: u64,
    not_given: u64,
    /// "orders queue" or "suggests".
    standing: String,
    suggests_from: Option<i64>,
    intercept: i64,
    weights: Vec<i64>,
}

fn millionths(number: f64) -> i64 {
    (number * MILLION).round() as i64
}

fn number(millionths: i64) -> f64 {
    millionths as f64 / MILLION
}

impl Model {
    /// The model as JSON: every feature with its weight for every code.
    pub fn to_json(&self) -> String {
        let codes = self.codes.iter().map(|(code, learnt)| {
            let (standing, suggests_from) = match learnt.standing {
                Standing::Suggests(least) => ("suggests", Some(millionths(least))),
                _ => ("orders queue", None),
            };
            FileCode {
                code: code.to_string(),
                given: learnt.decided.0,
                not_given: learnt.decided.1,
                standing: standing.to_owned(),
                suggests_from,
                intercept: millionths(learnt.line.intercept),
                weights: learnt
                    .line
                    .weights
                    .iter()
                    .copied()
                    .map(millionths)
                    .collect(),
            }
        });
        let file = File {
            version: VERSION,
            id: self.id.to_string(),
            pieces: self.settings.pieces,
            rules: self.settings.rules,
            cost: millionths(self.settings.cost),
            folds: self.settings.folds,
            least_precision: millionths(self.settings.least_precision),
            features: self
                .vocabulary
                .terms()
                .map(|(name, weight)| (name.to_owned(), millionths(weight)))
                .collect(),
            codes: codes.collect(),
        };
        // Text and whole numbers can always be written.
        serde_json::to_string(&file).unwrap_or_default()
    }

    /// Reads a model back.
    ///
    /// # Errors
    /// When the text is not such a model.
    pub fn from_json(text: &str) -> Result<Model, ModelError> {
        let file: File = serde_json::from_str(text).map_err(|error| ModelError::Syntax {
            line: error.line(),
            column: error.column(),
        })?;
        if file.version != VERSION {
            return Err(ModelError::Version {
                found: file.version,
            });
        }
        let sorted = file.features.is_sorted_by(|a, b| a.0 < b.0);
        let fits = |code: &FileCode| code.weights.len() == file.features.len();
        if !sorted || !file.codes.iter().all(fits) {
            return Err(ModelError::Mismatch);
        }
        let mut codes = BTreeMap::new();
        for (at, code) in (1..).zip(file.codes) {
            let wrong = ModelError::Code { code: at };
            let standing = match (code.standing.as_str(), code.suggests_from) {
                ("orders queue", None) => Standing::OrdersQueue,
                ("suggests", Some(least)) => Standing::Suggests(number(least)),
                _ => return Err(wrong),
            };
            let name = CodeRef::parse(&code.code).map_err(|_| wrong)?;
            let learnt = Learnt {
                line: Linear {
                    weights: code.weights.into_iter().map(number).collect(),
                    intercept: number(code.intercept),
                },
                decided: (code.given, code.not_given),
                standing,
            };
            codes.insert(name, learnt);
        }
        let features = file.features.into_iter();
        Ok(Model {
            id: file.id.into(),
            settings: Settings {
                pieces: file.pieces,
                rules: file.rules,
                cost: number(file.cost),
                folds: file.folds,
                least_precision: number(file.least_precision),
            },
            vocabulary: Vocabulary::restored(features.map(|(name, w)| (name, number(w)))),
            codes,
        })
    }
}
