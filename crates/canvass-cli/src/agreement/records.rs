//! Flat rows: one for each figure of agreement, one for each difference.

use canvass::agreement::{Alpha, Confusion, Scores, Verdict};
use canvass::disclosure::records::{Field, FieldKind, Record, Value};
use canvass::stats::{Interval, Trust};
use serde::Serialize;

use super::Report;

/// Declares a record whose schema says of each field what its doc comment says.
macro_rules! record {
    ($(#[$meta:meta])* $name:ident { $( #[doc = $meaning:literal] $field:ident: $kind:ident, )+ }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq, Default, Serialize)]
        pub(crate) struct $name { $( #[doc = $meaning] pub(crate) $field: $kind, )+ }

        impl Record for $name {
            const FIELDS: &'static [Field] = &[ $( Field {
                name: stringify!($field),
                kind: <$kind as Kind>::KIND,
                may_be_empty: <$kind as Kind>::MAY_BE_EMPTY,
                meaning: $meaning.trim_ascii(),
            }, )+ ];

            fn values(&self) -> Vec<Value<'_>> {
                vec![ $( Kind::value(&self.$field), )+ ]
            }
        }
    };
}

pub(super) use record;

/// A type of a field.
pub(super) trait Kind {
    const KIND: FieldKind;
    const MAY_BE_EMPTY: bool = true;

    fn value(&self) -> Value<'_>;
}

pub(super) type Text = String;
pub(super) type MaybeText = Option<String>;
pub(super) type MaybeCount = Option<u64>;
pub(super) type MaybeNumber = Option<f64>;

impl Kind for Text {
    const KIND: FieldKind = FieldKind::Text;
    const MAY_BE_EMPTY: bool = false;

    fn value(&self) -> Value<'_> {
        Value::Text(self)
    }
}

impl Kind for MaybeText {
    const KIND: FieldKind = FieldKind::Text;

    fn value(&self) -> Value<'_> {
        self.as_deref().map_or(Value::Empty, Value::Text)
    }
}

impl Kind for MaybeCount {
    const KIND: FieldKind = FieldKind::Count;

    fn value(&self) -> Value<'_> {
        self.map_or(Value::Empty, Value::Count)
    }
}

impl Kind for MaybeNumber {
    const KIND: FieldKind = FieldKind::Number;

    fn value(&self) -> Value<'_> {
        self.map_or(Value::Empty, Value::Number)
    }
}

record! {
    /// A figure of agreement on one code, or on one frame as a whole.
    FigureRecord {
        /// What is compared: "people" with each other, or "rules" with people.
        compared: Text,
        /// The frame.
        frame: Text,
        /// The code; empty for the frame as a whole.
        code: MaybeText,
        /// Of a frame as a whole, how sets of codes are compared (exact, jaccard, masi) or which codes are counted together (all, most specific, top, below).
        measure: MaybeText,
        /// The coders compared, parted by semicolons; rules come first. Several behind the rules: the average over them.
        coders: Text,
        /// Answers that two coders or more looked at.
        answers: MaybeCount,
        /// To how many answers each coder gave the code, parted by semicolons.
        given: MaybeText,
        /// Krippendorff's alpha.
        alpha: MaybeNumber,
        /// Lower limit of the 95% interval of alpha, from drawing answers again with a fixed seed.
        alpha_lower: MaybeNumber,
        /// Upper limit of that interval.
        alpha_upper: MaybeNumber,
        /// What may be built on alpha: reliable (from 0.800), tentative (from 0.667) or below.
        trust: MaybeText,
        /// Why alpha is undefined.
        undefined: MaybeText,
        /// Cohen's kappa, where there are two coders and it is defined.
        kappa: MaybeNumber,
        /// Its large-sample standard error.
        kappa_error: MaybeNumber,
        /// The share of pairs of coders who agree, from 0 to 1, without allowance for chance.
        agreement: MaybeNumber,
        /// Of the times that one of two coders gave the code, the share where both did, from 0 to 1.
        positive_agreement: MaybeNumber,
        /// Of the codes that the rules found, the share that people gave, from 0 to 1.
        precision: MaybeNumber,
        /// Of the codes that people gave, the share that the rules found, from 0 to 1.
        recall: MaybeNumber,
        /// The harmonic mean of precision and recall.
        f1: MaybeNumber,
        /// Codes that the rules found and the coder gave.
        right: MaybeCount,
        /// Codes that the rules found and the coder did not give.
        extra: MaybeCount,
        /// Codes that the coder gave and the rules did not find.
        missed: MaybeCount,
    }
}

record! {
    /// An answer and a code on which coders differ.
    DisagreementRecord {
        /// The answer's id.
        id: Text,
        /// The question, as the file names it.
        question: Text,
        /// The code.
        code: Text,
        /// Who gave the code, parted by semicolons, with the places in characters where they said so.
        given_by: Text,
        /// Who looked at the answer and did not give it, parted by semicolons.
        not_given_by: Text,
        /// The answer's words; only when asked for.
        text: MaybeText,
    }
}

/// The word for what may be built on alpha.
pub(crate) fn trust_word(trust: Trust) -> &'static str {
    match trust {
        Trust::Reliable => "reliable",
        Trust::Tentative => "tentative",
        Trust::NotReliable => "below",
    }
}

/// Every figure: people with each other, then rules with people.
pub(crate) fn figures(report: &Report<'_>) -> Vec<FigureRecord> {
    let mut rows = Vec::new();
    if report.people.coders.len() >= 2 {
        people(report, &mut rows);
    }
    rules(report, &mut rows);
    rows
}

fn people(report: &Report<'_>, rows: &mut Vec<FigureRecord>) {
    let coders = report.people.coders.join(";");
    let row = |frame: &str, alpha: &Alpha| FigureRecord {
        compared: "people".to_owned(),
        frame: frame.to_owned(),
        coders: coders.clone(),
        answers: Some(alpha.answers as u64),
        alpha: alpha.alpha.as_ref().ok().copied(),
        alpha_lower: alpha.interval.map(Interval::lower),
        alpha_upper: alpha.interval.map(Interval::upper),
        trust: alpha.trust().map(|trust| trust_word(trust).to_owned()),
        undefined: alpha.alpha.as_ref().err().map(ToString::to_string),
        agreement: alpha.raw,
        ..FigureRecord::default()
    };
    for frame in &report.people.frames {
        for (distance, alpha) in &frame.sets {
            rows.push(FigureRecord {
                measure: Some(distance.name().to_owned()),
                ..row(frame.frame.as_str(), alpha)
            });
        }
        for code in &frame.codes {
            let kappa = code.kappa.as_ref().and_then(|kappa| kappa.as_ref().ok());
            let given: Vec<String> = code.given.iter().map(u64::to_string).collect();
            rows.push(FigureRecord {
                code: Some(code.code.code.to_string()),
                given: Some(given.join(";")),
                kappa: kappa.map(|kappa| kappa.kappa),
                kappa_error: kappa.map(|kappa| kappa.standard_error),
                positive_agreement: code.positive,
                ..row(frame.frame.as_str(), &code.alpha)
            });
        }
    }
}

fn rules(report: &Report<'_>, rows: &mut Vec<FigureRecord>) {
    let judgements = report.judgements;
    let people: Vec<&str> = judgements
        .coders()
        .iter()
        .skip(1)
        .map(String::as_str)
        .collect();
    let mut add = |frame: &str, code: Option<&str>, measure: Option<&str>, scores: &Scores| {
        let row = |coders: &str| FigureRecord {
            compared: "rules".to_owned(),
            frame: frame.to_owned(),
            code: code.map(str::to_owned),
            measure: measure.map(str::to_owned),
            coders: format!("rules;{coders}"),
            ..FigureRecord::default()
        };
        let one = |coder: &str, confusion: &Confusion| FigureRecord {
            precision: confusion.precision(),
            recall: confusion.recall(),
            f1: confusion.f1(),
            right: Some(confusion.right),
            extra: Some(confusion.extra),
            missed: Some(confusion.missed),
            ..row(coder)
        };
        let each = people.iter().zip(&scores.against);
        rows.extend(each.map(|(coder, confusion)| one(coder, confusion)));
        if people.len() > 1 {
            rows.push(FigureRecord {
                precision: scores.precision(),
                recall: scores.recall(),
                f1: scores.f1(),
                ..row(&people.join(";"))
            });
        }
    };
    for frame in &report.rules {
        for (part, scores) in &frame.micro {
            add(frame.frame.as_str(), None, Some(part.name()), scores);
        }
        for code in &frame.codes {
            add(
                frame.frame.as_str(),
                Some(code.code.code.as_str()),
                None,
                &code.scores,
            );
        }
    }
}

/// Every difference: by answer, then by code.
pub(crate) fn differing(report: &Report<'_>) -> Vec<DisagreementRecord> {
    let judgements = report.judgements;
    let of = |at: usize| judgements.answers().get(at);
    let rows = report.differing.iter().filter_map(|difference| {
        let answer = of(difference.answer)?;
        let (mut has, mut has_not) = (Vec::new(), Vec::new());
        for (coder, verdict) in judgements.coders().iter().zip(&difference.verdicts) {
            match verdict {
                Verdict::NotLooked => {}
                Verdict::HasNot => has_not.push(coder.clone()),
                Verdict::Has(evidence) if evidence.is_empty() => has.push(coder.clone()),
                Verdict::Has(evidence) => {
                    let places = evidence.iter().map(|piece| {
                        // As people count: from 1, the last one included.
                        format!("{}-{}", piece.chars.start + 1, piece.chars.end)
                    });
                    has.push(format!(
                        "{coder} ({})",
                        places.collect::<Vec<_>>().join(", ")
                    ));
                }
            }
        }
        let text = report.texts.get(difference.answer);
        Some(DisagreementRecord {
            id: answer.id.clone(),
            question: answer.question.clone(),
            code: difference.code.to_string(),
            given_by: has.join("; "),
            not_given_by: has_not.join("; "),
            text: text
                .filter(|_| report.internal)
                .map(|text| (*text).to_owned()),
        })
    });
    rows.collect()
}
