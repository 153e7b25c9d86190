//! A block with a column for each option.

use std::collections::HashMap;

use super::{alone, make_scale, option_of};
use crate::ingest::heading::{Role, one_line};
use crate::ingest::inspect::blocks::{Ticks, ticks};
use crate::ingest::inspect::order::{exclusion, is_other};
use crate::ingest::inspect::together::Together;
use crate::ingest::inspect::unit::Unit;
use crate::ingest::inspect::{Found, FoundOption, Look};
use crate::ingest::key::key;
use crate::ingest::sentences::counted;
use crate::survey::{Platform, QuestionKind};

/// Answers without two ticks that are enough to call a block of ticks a single choice.
const ENOUGH_ANSWERS: u64 = 12;

/// A block with a column for each option.
pub(super) fn options(
    look: &Look<'_>,
    unit: &Unit,
    together: &Together,
    core: &[usize],
    beside: &[usize],
    label: &dyn Fn(usize) -> String,
) -> Vec<Found> {
    let mut options: Vec<FoundOption> = Vec::new();
    // Where the option with a label, as a key, stands.
    let mut known: HashMap<String, usize> = HashMap::new();
    let mut doubts = Vec::new();
    let columns = unit.columns.iter().enumerate();
    let places: HashMap<usize, usize> = columns.map(|(at, column)| (*column, at)).collect();
    let at = |column: usize| places.get(&column).copied().unwrap_or(0);
    for column in core {
        let label = label(*column);
        let count = together.ticks.get(at(*column)).copied().unwrap_or(0);
        let place = *known.entry(key(&label)).or_insert(options.len());
        if let Some(same) = options.get_mut(place) {
            same.count += count;
            doubts.push(format!(
                "two columns have the label \"{label}\": they are counted as one option"
            ));
            continue;
        }
        options.push(option_of(label, count));
    }
    let mut apart = Vec::new();
    let is_beside = |column: usize, label: &str, options: &[FoundOption]| {
        let tells = |option: &FoundOption| option.other && label.starts_with(&key(&option.label));
        look.headings.columns[column].role == Role::Words || options.iter().any(tells)
    };
    for column in beside {
        let text = label(*column);
        let text = if text.is_empty() {
            "Other".to_owned()
        } else {
            text
        };
        let folded = key(&text);
        let words = look
            .profiles
            .get(*column)
            .map_or(0, |profile| profile.filled);
        let is_words = look.headings.columns[*column].role == Role::Words || is_other(&folded);
        let taken = options.iter().filter(|option| option.other).count();
        let same = known.get(&folded).copied();
        match (is_words, same) {
            (true, Some(same)) => {
                options[same].other = taken == 0 || options[same].other;
                options[same].count = options[same].count.max(words);
            }
            (true, None) if taken == 0 => {
                let mut option = option_of(text, words);
                option.other = true;
                known.insert(folded, options.len());
                options.push(option);
            }
            // The option has a tick of its own, and these are the words to it.
            (true, None) if is_beside(*column, &folded, &options) => {}
            _ => apart.push(alone(look, *column)),
        }
    }
    // Only one option can stand for words of people's own.
    let mut others = 0;
    for option in &mut options {
        option.other &= others == 0;
        others += usize::from(option.other);
    }
    let expands_single = !matches!(
        look.platform,
        Platform::Typeform | Platform::Alchemer | Platform::LimeSurvey | Platform::Qualtrics
    ) && !matches!(look.platform.name(), "redcap" | "kobotoolbox");
    let single = expands_single
        && together.most_ticks <= 1
        && together.ticked >= ENOUGH_ANSWERS
        && options.len() > 1;
    let how = match core
        .iter()
        .map(|c| ticks(&look.profiles[*c], &label(*c)))
        .find(|kind| *kind != Ticks::Empty)
    {
        Some(Ticks::Label) => "whose cells repeat the column's label",
        Some(_) => "that hold signs of a tick",
        None => "that are all empty",
    };
    let mut evidence = vec![format!(
        "{} {how}",
        counted(core.len() as u64, "column", "columns")
    )];
    evidence.push(match together.most_ticks {
        0 => "nobody chose any".to_owned(),
        1 => format!(
            "never more than one tick in {}",
            counted(together.ticked, "answer", "answers")
        ),
        most => format!("up to {most} ticks in a row"),
    });
    if together.most_ticks <= 1 && !single && expands_single {
        doubts.push("nobody ticked two: it may be a single choice".to_owned());
    } else if single {
        doubts.push("it may be a multi-select of which nobody ticked two".to_owned());
    }
    if unit.by_options {
        doubts.push("the export does not say the question, only its options".to_owned());
    }
    let wording = if unit.by_options {
        match (options.first(), options.last()) {
            (Some(first), Some(last)) => {
                format!("(choices from \"{}\" to \"{}\")", first.label, last.label)
            }
            _ => String::new(),
        }
    } else {
        one_line(&look.headings.columns[unit.columns[0]].question)
    };
    let mut found = Found {
        wording,
        heading: None,
        rows: Vec::new(),
        kind: if single {
            QuestionKind::SingleChoice
        } else {
            QuestionKind::MultiSelect
        },
        options,
        personal: false,
        answered: together.ticked,
        separator: None,
        evidence,
        doubts,
    };
    if single {
        make_scale(&mut found);
    } else {
        for column in core {
            let at = at(*column);
            let folded = key(&label(*column));
            let count = together.ticks.get(at).copied().unwrap_or(0);
            let alone = together.alone.get(at).copied().unwrap_or(0);
            let place = known.get(&folded).copied();
            let Some(option) = place
                .and_then(|place| found.options.get_mut(place))
                .filter(|option| !option.other)
            else {
                continue;
            };
            let (exclusive, doubt) = exclusion(option, &folded, alone, count);
            option.exclusive = exclusive;
            if exclusive {
                option.count = alone;
            }
            found.doubts.extend(doubt);
        }
    }
    apart.insert(0, found);
    apart
}
