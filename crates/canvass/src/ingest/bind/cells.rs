use super::place::place_of;
use crate::diagnostics::Code;
use crate::ingest::heading::is_generic;
use crate::ingest::key::key;
use crate::ingest::labels::Labels;
use crate::ingest::reader::Cells;
use crate::survey::{Question, QuestionKind};

/// Which columns of a block are the answer, ticks and words of one's own. `is_words` says which columns the
/// platform marks as words beside an option.
pub(super) fn cells(
    question: &Question,
    labels: &Labels<'_>,
    columns: &[(usize, String)],
    is_words: &dyn Fn(usize) -> bool,
) -> Result<Cells, (Code, String)> {
    let is_other = |(column, part): &(usize, String)| -> Option<usize> {
        let other = labels.other()?;
        let part = key(part);
        (labels.find(&part) == Some(other) || part.starts_with("other")).then_some(*column)
    };
    let marked = || {
        let words = || columns.iter().filter(|(column, _)| is_words(*column));
        words().find_map(is_other).or_else(|| {
            // The label may be in the words of the platform, and not those of the questionnaire.
            let mut words = words().filter(|(_, part)| labels.find(part).is_none());
            match (labels.other(), words.next(), words.next()) {
                (Some(_), Some((column, _)), None) => Some(*column),
                _ => None,
            }
        })
    };
    if question.kind == QuestionKind::Ranking && columns.len() > 1 && !has_options(labels, columns)
    {
        let place = |(column, part): &(usize, String)| Some((*column, place_of(part)?));
        let places: Vec<(usize, u16)> = columns.iter().filter_map(place).collect();
        if !places.is_empty() {
            return Ok(Cells::Places(places));
        }
    }
    if !question.kind.has_options() {
        return match columns {
            [(answer, _)] => Ok(*answer),
            _ => columns
                .iter()
                .find(|(_, part)| is_generic(&key(part)))
                .map(|(answer, _)| *answer)
                .ok_or_else(|| {
                    (
                        Code::IngestAmbiguousQuestion,
                        format!(
                            "the question has {} columns; add the label of the one that is meant to its wording, after \" - \"",
                            columns.len()
                        ),
                    )
                }),
        }
        .map(|answer| Cells::One {
            answer,
            other: None,
            beside: Vec::new(),
        });
    }
    let answer = match columns {
        [(answer, part)] => {
            let kinds = [QuestionKind::MultiSelect, QuestionKind::Ranking];
            let is_option =
                kinds.contains(&question.kind) && labels.find(option_part(part)).is_some();
            (!is_option).then_some(*answer)
        }
        // A cell with all that was chosen and columns of options say the same: the columns are surer.
        _ if matches!(
            question.kind,
            QuestionKind::MultiSelect | QuestionKind::Ranking
        ) && has_options(labels, columns) =>
        {
            None
        }
        _ => columns
            .iter()
            .find(|(_, part)| is_generic(&key(part)))
            .map(|(answer, _)| *answer),
    };
    if let Some(answer) = answer {
        let other = columns
            .iter()
            .filter(|(column, _)| *column != answer)
            .find_map(is_other);
        let other = marked().or(other);
        let beside = columns
            .iter()
            .filter(|(column, _)| *column != answer)
            .map(|(column, part)| (*column, key(part)))
            .collect();
        return Ok(Cells::One {
            answer,
            other,
            beside,
        });
    }
    let mut ticks = Vec::new();
    let mut unlisted = Vec::new();
    let mut other = marked().or_else(|| words_beside_other(labels, columns));
    for (column, part) in columns {
        if is_words(*column) || Some(*column) == other && labels.find(part).is_none() {
            if Some(*column) != other {
                unlisted.push((*column, part.clone()));
            }
            continue;
        }
        match labels.find(option_part(part)) {
            Some(option) if Some(option) == labels.other() && other.is_none() => {
                other = Some(*column);
            }
            Some(option) => ticks.push((*column, option)),
            None if is_generic(&key(part)) => {}
            None => unlisted.push((*column, part.clone())),
        }
    }
    if other.is_none() {
        other = unlisted.iter().find_map(is_other);
        unlisted.retain(|(column, _)| Some(*column) != other);
    }
    if ticks.is_empty() {
        return Err((
            Code::IngestUnknownOption,
            format!(
                "none of the question's {} columns is an option that the project lists",
                columns.len()
            ),
        ));
    }
    Ok(Cells::Options {
        ticks,
        other,
        unlisted,
    })
}

/// The column for words beside the tick of "Other", whose label says more than that: `Other Comment`.
fn words_beside_other(labels: &Labels<'_>, columns: &[(usize, String)]) -> Option<usize> {
    const WORDS: &[&str] = &["comment", "describe", "specify", "state", "text", "write"];
    let tick = columns
        .iter()
        .map(|(_, part)| option_part(part))
        .find(|part| labels.other().is_some() && labels.find(part) == labels.other())?;
    let tick = key(tick);
    columns
        .iter()
        .find(|(_, part)| {
            let part = key(option_part(part));
            let rest = part.strip_prefix(tick.as_str()).unwrap_or("");
            labels.find(&part).is_none() && WORDS.iter().any(|word| rest.contains(word))
        })
        .map(|(column, _)| *column)
}

/// Whether columns hold the options of a question, and not only words beside one of them.
fn has_options(labels: &Labels<'_>, columns: &[(usize, String)]) -> bool {
    columns.iter().any(|(_, part)| {
        let option = labels.find(option_part(part));
        option.is_some() && option != labels.other()
    })
}

/// The label of an option's column: points of a scale are written ` - 1`.
fn option_part(part: &str) -> &str {
    let part = part.trim();
    part.strip_prefix("- ").unwrap_or(part)
}
