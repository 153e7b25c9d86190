//! What the model that is learnt from people's decisions is worth.

use canvass::disclosure::records::{Field, Record, Value};
use canvass::pipeline::{Coded, Learnt, LearntCode};
use canvass::stats::Interval;
use canvass::suggest::{
    CodeValidation, LEAST_TO_LEARN, LEAST_TO_SUGGEST, Missed, Settings, Standing, Validation,
};
use serde::Serialize;

use super::records::{Kind, MaybeCount, MaybeNumber, MaybeText, Text, record};
use crate::figures::aligned::{Side, table};

record! {
    /// A figure of what the model is worth, or of what the random part of the queue says.
    ModelRecord {
        /// What the row tells: "other respondents" or "later wave" (how well the model tells answers that it has not learnt from), "use" (what it may do with a code) or "missed" (what the random part of the queue says of unread answers).
        tells: Text,
        /// The frame; empty for all codes together.
        frame: MaybeText,
        /// The code; empty for all codes together, and for a frame as a whole.
        code: MaybeText,
        /// Answers told, or, of "missed", answers drawn at random that were read only because they were drawn.
        answers: MaybeCount,
        /// Answers to which people gave the code.
        given: MaybeCount,
        /// Answers for which the model told the code.
        told: MaybeCount,
        /// Answers of which both is true.
        right: MaybeCount,
        /// Of the answers for which the model told the code, the share to which people gave it, from 0 to 1.
        precision: MaybeNumber,
        /// Lower limit of its 95% interval (Wilson).
        precision_lower: MaybeNumber,
        /// Upper limit of its 95% interval.
        precision_upper: MaybeNumber,
        /// Of the answers to which people gave the code, the share for which the model told it, from 0 to 1.
        recall: MaybeNumber,
        /// Lower limit of its 95% interval (Wilson).
        recall_lower: MaybeNumber,
        /// Upper limit of its 95% interval.
        recall_upper: MaybeNumber,
        /// The harmonic mean of precision and recall; of all codes together, counted alike (micro).
        f1: MaybeNumber,
        /// Of all codes together: the mean of the F1 of each code.
        macro_f1: MaybeNumber,
        /// Of all codes together: the mean over answers of the F1 of each one's set of codes.
        answer_f1: MaybeNumber,
        /// Of all codes together: the share of answers whose set of codes was told exactly.
        exact: MaybeNumber,
        /// How many times as often the model told the code as people gave it.
        bias: MaybeNumber,
        /// What the model may do with the code: "nothing", "orders the queue" or "suggests".
        may: MaybeText,
        /// The probability from which it suggests the code.
        threshold: MaybeNumber,
        /// Why it may do no more.
        why: MaybeText,
        /// Of "missed": those of the answers whose codes of the frame a person changed.
        wrong: MaybeCount,
        /// Of "missed": the share of unread answers whose codes may be wrong at most (exact, one-sided, 95%).
        at_most: MaybeNumber,
        /// Of "missed": whether a person may stop reading, "yes" or "no".
        may_stop: MaybeText,
    }
}

/// Every figure: told of other respondents, told of a later wave, what the model may do, and what is missed.
pub(crate) fn model_rows(learnt: &Learnt) -> Vec<ModelRecord> {
    let mut rows = Vec::new();
    validated("other respondents", &learnt.other_respondents, &mut rows);
    if let Some(later) = &learnt.later_wave {
        validated("later wave", later, &mut rows);
    }
    rows.extend(learnt.codes.iter().map(|code| {
        let (may, threshold, why) = standing(code);
        ModelRecord {
            frame: Some(code.code.frame.to_string()),
            code: Some(code.code.code.to_string()),
            given: Some(code.given),
            may: Some(may.to_owned()),
            threshold,
            why,
            ..of("use")
        }
    }));
    rows.extend(learnt.missed.iter().map(|(frame, missed)| ModelRecord {
        frame: Some(frame.to_string()),
        answers: Some(missed.map_or(0, |missed| missed.drawn)),
        wrong: missed.map(|missed| missed.wrong),
        at_most: missed.map(|missed| missed.at_most),
        may_stop: missed.map(|missed| yes(missed.may_stop())),
        ..of("missed")
    }));
    rows
}

fn of(tells: &str) -> ModelRecord {
    ModelRecord {
        tells: tells.to_owned(),
        ..ModelRecord::default()
    }
}

fn yes(holds: bool) -> String {
    if holds { "yes" } else { "no" }.to_owned()
}

fn validated(tells: &str, validation: &Validation, rows: &mut Vec<ModelRecord>) {
    let answers = Some(validation.answers as u64);
    rows.push(ModelRecord {
        answers,
        f1: validation.micro_f1(),
        macro_f1: validation.macro_f1(),
        answer_f1: validation.samples_f1,
        exact: validation.exact,
        ..of(tells)
    });
    rows.extend(validation.codes.iter().map(|code| {
        let (precision, recall) = (code.precision(), code.recall());
        ModelRecord {
            frame: Some(code.code.frame.to_string()),
            code: Some(code.code.code.to_string()),
            answers,
            given: Some(code.given),
            told: Some(code.told),
            right: Some(code.right),
            precision: precision.map(|(share, _)| share),
            precision_lower: precision.map(|(_, interval)| interval.lower()),
            precision_upper: precision.map(|(_, interval)| interval.upper()),
            recall: recall.map(|(share, _)| share),
            recall_lower: recall.map(|(_, interval)| interval.lower()),
            recall_upper: recall.map(|(_, interval)| interval.upper()),
            f1: code.f1(),
            bias: code.prevalence_bias(),
            ..of(tells)
        }
    }));
}

/// What the model may do with a code, from which probability, and why no more.
fn standing(code: &LearntCode) -> (&'static str, Option<f64>, Option<String>) {
    let least = Settings::default().least_precision;
    match code.standing {
        Standing::Suggests(from) => ("suggests", Some(from), None),
        Standing::OrdersQueue if code.given < LEAST_TO_SUGGEST => (
            "orders the queue",
            None,
            Some(format!("fewer than {LEAST_TO_SUGGEST} answers have it")),
        ),
        Standing::OrdersQueue => (
            "orders the queue",
            None,
            Some(format!(
                "at no probability is the lower limit of the precision {least} or more"
            )),
        ),
        _ if code.given < LEAST_TO_LEARN => (
            "nothing",
            None,
            Some(format!("fewer than {LEAST_TO_LEARN} answers have it")),
        ),
        _ => ("nothing", None, Some("every answer has it".to_owned())),
    }
}

/// The same as plain tables.
pub(crate) fn model_text(coded: &Coded, learnt: &Learnt) -> String {
    let codebook = &coded.project.codebook;
    let mut text = format!(
        "{}: what was learnt from people's decisions on {} answers. Model {}. Codebook: {}, version {}.\n\n\
         How well it tells codes of answers that it has not learnt from, each from a probability of one half, with 95%\n\
         intervals (Wilson). Bias: how many times as often it tells a code as people give it; a change between waves that\n\
         is smaller than this is off may be the model's own.\n",
        coded.project.organisation,
        learnt.answers,
        learnt.model.id(),
        codebook.id,
        codebook.version
    );
    text.push_str(&validation_text(
        "Answers of other respondents (five parts, each told by what the other four teach)",
        Some(&learnt.other_respondents),
    ));
    text.push_str(&validation_text(
        &format!(
            "Wave {}, told by what the waves before it teach",
            learnt.wave
        ),
        learnt.later_wave.as_ref(),
    ));
    let rows: Vec<Vec<String>> = learnt.codes.iter().map(standing_row).collect();
    text.push_str(&format!(
        "\nWhat the model may do\nA suggestion counts in no figure until a person accepts it.\n{}",
        table(
            &[
                ("Code", Side::Left),
                ("Given", Side::Right),
                ("May", Side::Left),
                ("From", Side::Right),
                ("Why no more", Side::Left),
            ],
            &rows
        )
    ));
    text.push_str(&missed_text(learnt));
    text
}

fn standing_row(code: &LearntCode) -> Vec<String> {
    let (may, from, why) = standing(code);
    vec![
        code.code.to_string(),
        code.given.to_string(),
        may.to_owned(),
        from.map_or_else(String::new, |from| format!("{from:.2}")),
        why.unwrap_or_default(),
    ]
}

fn validation_text(title: &str, validation: Option<&Validation>) -> String {
    let Some(validation) = validation else {
        return format!(
            "\n{title}\nNot known: people have to decide in that wave and in one before it.\n"
        );
    };
    if validation.codes.is_empty() {
        return format!(
            "\n{title}\nNothing to tell: no code was given to {LEAST_TO_LEARN} answers or more, and not to all.\n"
        );
    }
    let rows: Vec<Vec<String>> = validation.codes.iter().map(validation_row).collect();
    format!(
        "\n{title}\n{} answers; all codes together: F1 {} (micro), {} (mean of codes), {} (mean of answers); every code\n\
         of an answer right: {}\n{}",
        validation.answers,
        short(validation.micro_f1()),
        short(validation.macro_f1()),
        short(validation.samples_f1),
        short(validation.exact),
        table(
            &[
                ("Code", Side::Left),
                ("Given", Side::Right),
                ("Precision", Side::Left),
                ("Recall", Side::Left),
                ("F1", Side::Right),
                ("Bias", Side::Right),
            ],
            &rows
        )
    )
}

fn validation_row(code: &CodeValidation) -> Vec<String> {
    vec![
        code.code.to_string(),
        code.given.to_string(),
        share(code.precision()),
        share(code.recall()),
        short(code.f1()),
        short(code.prevalence_bias()),
    ]
}

fn share(share: Option<(f64, Interval)>) -> String {
    share.map_or_else(
        || "-".to_owned(),
        |(share, interval)| {
            format!(
                "{share:.2} ({:.2} to {:.2})",
                interval.lower(),
                interval.upper()
            )
        },
    )
}

fn short(number: Option<f64>) -> String {
    number.map_or_else(|| "-".to_owned(), |n| format!("{n:.2}"))
}

fn missed_text(learnt: &Learnt) -> String {
    let mut text = format!(
        "\nWhat nobody has read in wave {}\n{} answers read, {} unread. ",
        learnt.wave, learnt.read, learnt.unread
    );
    if learnt.unread == 0 {
        text.push_str("Everything is read.\n");
        return text;
    }
    let known: Vec<(&str, &Missed)> = learnt
        .missed
        .iter()
        .filter_map(|(frame, missed)| Some((frame.as_str(), missed.as_ref()?)))
        .collect();
    if known.is_empty() {
        text.push_str("None of those read was read only because it was drawn at random.\n");
        return text;
    }
    text.push_str(
        "Those drawn at random that stand too low to be read otherwise\n\
         say how many of the rest may have wrong codes (exact upper limit, 95%). Stop when that is one in ten or less.\n",
    );
    let rows: Vec<Vec<String>> = known
        .iter()
        .map(|(frame, missed)| {
            vec![
                (*frame).to_owned(),
                missed.drawn.to_string(),
                missed.wrong.to_string(),
                format!("{:.1}%", missed.at_most * 100.0),
                yes(missed.may_stop()),
            ]
        })
        .collect();
    text.push_str(&table(
        &[
            ("Frame", Side::Left),
            ("Drawn", Side::Right),
            ("Changed", Side::Right),
            ("At most wrong", Side::Right),
            ("May stop", Side::Left),
        ],
        &rows,
    ));
    text
}
