//! What a block of columns holds: options, rows of a grid, items of a ranking, or questions of their own.

use std::collections::BTreeSet;

use super::blocks::{Ticks, Unit, constant, is_personal, ticks};
use super::cells::{integer, place, words};
use super::grid::{expanded_grid, grid, ranking};
use super::order::{exclusion, is_other};
use super::profile::Form;
use super::single::{self, Beside, Guess, counted};
use super::together::Together;
use super::{Found, FoundOption, Look, scale};
use crate::ingest::heading::{Role, is_generic, one_line};
use crate::ingest::key::key;
use crate::survey::{Platform, QuestionKind};

/// Answers without two ticks that are enough to call a block of ticks a single choice.
const ENOUGH_ANSWERS: u64 = 12;

/// What a unit seems to be: one question, a grid, or several questions. `together` has one entry for each of the
/// unit's groups.
pub(super) fn found(look: &Look<'_>, unit: &Unit, together: &[Together]) -> Vec<Found> {
    let columns = &unit.columns;
    if let [column] = columns.as_slice() {
        return vec![alone(look, *column)];
    }
    if !unit.rows.is_empty() {
        return vec![expanded_grid(look, unit, together)];
    }
    let Some(together) = together.first() else {
        return Vec::new();
    };
    if let Some(main) = unit.main(look) {
        return with_words_beside(look, main, columns, together);
    }
    let is_unnamed = |column: &usize| is_generic(&key(&look.headings.columns[*column].part));
    if let ([main, words], false) = (columns.as_slice(), unit.by_options)
        && is_unnamed(main)
        && is_unnamed(words)
        && is_choice(look, *main)
        && (is_text(look, *words) || look.profiles[*words].answered() == 0)
    {
        return with_words_beside(look, *main, columns, together);
    }
    block(look, unit, together)
}

/// A column that is a question of its own.
fn alone(look: &Look<'_>, column: usize) -> Found {
    let heading = &look.headings.columns[column];
    let part = one_line(&heading.part);
    let mut question = one_line(&heading.question);
    let has_neighbours = look
        .headings
        .columns
        .iter()
        .filter(|other| other.block == heading.block && other.role != Role::Bookkeeping)
        .count()
        > 1;
    if !is_generic(&key(&part)) && (has_neighbours || question.is_empty()) {
        question = if question.is_empty() {
            part
        } else {
            format!("{question} - {part}")
        };
    }
    let guess = column_guess(look, column, Beside::Nothing);
    from_guess(question, guess)
}

fn column_guess(look: &Look<'_>, column: usize, beside: Beside) -> Guess {
    let heading = &look.headings.columns[column];
    let Some(profile) = look.profiles.get(column) else {
        return Guess::new(QuestionKind::OpenText, 0, "the column is empty");
    };
    if let Some(why) = is_personal(look.headings, look.profiles, column)
        && profile.filled > 0
    {
        let mut guess = Guess::new(QuestionKind::OpenText, profile.filled, why);
        guess.personal = true;
        return guess;
    }
    let part = key(&heading.part);
    let asked = if is_generic(&part) {
        key(&heading.question)
    } else {
        format!("{} {part}", key(&heading.question))
    };
    let mut guess = single::guess(look, profile, &asked, beside);
    if part == "open-ended response" && guess.kind.has_options() {
        guess = Guess::new(
            QuestionKind::OpenText,
            profile.filled,
            "the platform says that people answered in words of their own",
        );
    }
    guess.personal |= heading.role == Role::Personal && profile.filled == 0;
    guess
}

fn from_guess(wording: String, guess: Guess) -> Found {
    Found {
        wording,
        heading: None,
        rows: Vec::new(),
        kind: guess.kind,
        options: guess.options,
        personal: guess.personal,
        answered: guess.answered,
        separator: guess.separator,
        evidence: guess.evidence,
        doubts: guess.doubts,
    }
}

/// A question with one column for the answer, and others for words beside it and comments.
fn with_words_beside(
    look: &Look<'_>,
    main: usize,
    columns: &[usize],
    together: &Together,
) -> Vec<Found> {
    let others: Vec<usize> = columns
        .iter()
        .copied()
        .filter(|column| *column != main)
        .collect();
    let heading = |column: usize| &look.headings.columns[column];
    let guess = column_guess(look, main, Beside::WordsColumn);
    let mut question = from_guess(one_line(&heading(main).question), guess);
    let mut found = Vec::new();
    for column in others {
        let label = one_line(&heading(column).part);
        if is_generic(&key(&label)) {
            question.doubts.push(
                "the column beside it has no heading; it seems to hold words, and is not read"
                    .to_owned(),
            );
            continue;
        }
        let is_words = is_other(&key(&label)) || heading(column).role == Role::Words;
        let takes_words = matches!(
            question.kind,
            QuestionKind::SingleChoice | QuestionKind::MultiSelect | QuestionKind::Scale
        );
        if !is_words || !takes_words || question.personal {
            found.push(alone(look, column));
            continue;
        }
        let words = look
            .profiles
            .get(column)
            .map_or(0, |profile| profile.filled);
        let known = question
            .options
            .iter()
            .position(|option| key(&option.label) == key(&label))
            .or_else(|| question.options.iter().position(|option| option.other));
        match known {
            Some(option) => question.options[option].other = true,
            None if is_coded_other(&mut question, &label, words, together.always(column)) => {}
            None => question.options.push(FoundOption {
                label,
                cell: None,
                count: words,
                exclusive: false,
                other: true,
                score: None,
            }),
        }
        question
            .evidence
            .push("a column beside it holds words of people's own".to_owned());
    }
    found.insert(0, question);
    found
}

/// Finds the code for words of people's own, which is there whenever they are, and gives it the words' label.
fn is_coded_other<'c>(
    question: &mut Found,
    label: &str,
    words: u64,
    always: impl Iterator<Item = &'c str>,
) -> bool {
    let always: Vec<&str> = always.filter(|cell| is_code(cell)).collect();
    let is_always = |option: &FoundOption| {
        let cell = option.cell.as_deref().unwrap_or(&option.label);
        let same = |code: &&str| {
            *code == cell || integer(code).is_some_and(|code| integer(cell) == Some(code))
        };
        option.count > 0 && always.iter().any(same)
    };
    let only = |is: &dyn Fn(&FoundOption) -> bool| {
        let mut at = (0..question.options.len()).filter(|at| is(&question.options[*at]));
        at.next().filter(|_| at.next().is_none())
    };
    // Another option may be there each time too; words are seldom missing.
    let found =
        only(&is_always).or_else(|| only(&|option| is_always(option) && option.count == words));
    let Some(option) = found.and_then(|at| question.options.get_mut(at)) else {
        return false;
    };
    option
        .cell
        .get_or_insert_with(|| std::mem::take(&mut option.label));
    option.label = label.to_owned();
    option.other = true;
    if question.kind == QuestionKind::Scale {
        // No scale has a point for words: its numbers are codes.
        question.kind = QuestionKind::SingleChoice;
        question.options.retain(|option| option.count > 0);
        question
            .options
            .iter_mut()
            .for_each(|option| option.score = None);
        question.doubts = vec!["the export does not say what the codes mean".to_owned()];
    }
    true
}

/// Whether a cell is a code and no label.
fn is_code(cell: &str) -> bool {
    cell.len() <= 8
        && !cell.contains(char::is_whitespace)
        && (cell.starts_with('-') || cell.contains(|c: char| c.is_ascii_digit()))
}

/// An option with a label of its own column.
pub(super) fn option_of(label: String, count: u64) -> FoundOption {
    let other = is_other(&key(&label));
    FoundOption {
        label,
        cell: None,
        count,
        exclusive: false,
        other,
        score: None,
    }
}

/// Makes a single choice a scale if its labels are those of one. The order of the file stays.
pub(super) fn make_scale(found: &mut Found) {
    let forms: Vec<Form> = found
        .options
        .iter()
        .map(|option| Form {
            label: option.label.clone(),
            key: key(&option.label),
            count: option.count.max(1),
            variants: 1,
        })
        .collect();
    let numbers = || scale::of_numbers(&forms).filter(|points| points.len() == forms.len());
    let Some(points) = scale::of_words(&forms).or_else(numbers) else {
        return;
    };
    found.kind = QuestionKind::Scale;
    for option in &mut found.options {
        let point = points.iter().find(|point| point.label == option.label);
        option.score = point.and_then(|point| point.score);
        option.other = false;
    }
}

/// Whether options have columns of their own on a platform.
fn has_option_columns(platform: Platform) -> bool {
    !matches!(
        platform,
        Platform::GoogleForms | Platform::MicrosoftForms | Platform::Jotform
    )
}

fn block(look: &Look<'_>, unit: &Unit, together: &Together) -> Vec<Found> {
    let label = |column: usize| -> String {
        let heading = &look.headings.columns[column];
        let label = one_line(if unit.by_options {
            &heading.question
        } else {
            &heading.part
        });
        label.strip_prefix("- ").unwrap_or(&label).to_owned()
    };
    let profile = |column: usize| &look.profiles[column];
    let contacts = unit
        .columns
        .iter()
        .filter(|column| is_personal(look.headings, look.profiles, **column).is_some())
        // "How do we reach you? - Email" is an option where it is ticked.
        .filter(|column| {
            let kind = ticks(profile(**column), &label(**column));
            !matches!(kind, Ticks::Label | Ticks::Signs)
        })
        .count();
    if contacts > 0 && !unit.by_options {
        return unit
            .columns
            .iter()
            .map(|column| alone(look, *column))
            .collect();
    }
    // Labels that are lost or are codes stand in the cells.
    let same: Vec<(usize, String)> = unit
        .columns
        .iter()
        .filter(|column| {
            !unit.by_options && kind_of(look, **column, &label(**column)) == Ticks::Same
        })
        .filter_map(|column| Some((*column, constant(profile(*column))?.to_owned())))
        .collect();
    let different: BTreeSet<String> = same.iter().map(|(_, text)| key(text)).collect();
    let by_cells = same.len() >= 2 && different.len() == same.len();
    let numbered = same.iter().any(|(_, text)| integer(text).is_some());
    let lost = by_cells && !numbered;
    let label = |column: usize| -> String {
        let text = same.iter().find(|(same, _)| lost && *same == column);
        text.map_or_else(|| label(column), |(_, text)| text.clone())
    };
    let kind_of_ticks = |column: usize| match kind_of(look, column, &label(column)) {
        Ticks::Same if !by_cells => Ticks::No,
        kind => kind,
    };
    // Words of people's own stand beside what can be ticked or ranked.
    let (beside, core): (Vec<usize>, Vec<usize>) = unit.columns.iter().partition(|column| {
        let heading = &look.headings.columns[**column];
        heading.role == Role::Words
            || (kind_of_ticks(**column) == Ticks::No
                && (is_other(&key(&label(**column))) || is_text(look, **column))
                && profile(**column).share(|text| place(text).is_some()) < 0.5)
            || (matches!(kind_of_ticks(**column), Ticks::Empty | Ticks::Same)
                && is_comment(&key(&label(**column))))
    });
    // What nobody chose has no label then.
    let core: Vec<usize> = core
        .into_iter()
        .filter(|column| !lost || matches!(kind_of_ticks(*column), Ticks::Label | Ticks::Same))
        .collect();
    let kinds: Vec<Ticks> = core.iter().map(|column| kind_of_ticks(*column)).collect();
    let filled = kinds.iter().filter(|kind| **kind != Ticks::Empty).count();
    let in_words = |text: &str| matches!(key(text).as_str(), "yes" | "no" | "y" | "n");
    let yes_no_rows = !has_option_columns(look.platform)
        && core.iter().any(|column| profile(*column).all(in_words));
    let are_ticks = kinds.iter().all(|kind| *kind != Ticks::No) && !yes_no_rows;
    if are_ticks && (filled > 0 || core.len() > 2) && (core.len() > 1 || !beside.is_empty()) {
        return options(look, unit, together, &core, &beside, &label);
    }
    let apart = || {
        unit.columns
            .iter()
            .map(|column| alone(look, *column))
            .collect()
    };
    if core.len() < 2 {
        return apart();
    }
    let mut found = ranking(look, unit, together, &core, &label)
        .or_else(|| grid(look, unit, together, &core, &label))
        .map(|found| vec![found]);
    if let Some(found) = &mut found {
        found.extend(beside.iter().map(|column| alone(look, *column)));
    }
    found.unwrap_or_else(apart)
}

fn kind_of(look: &Look<'_>, column: usize, label: &str) -> Ticks {
    look.profiles
        .get(column)
        .map_or(Ticks::Empty, |profile| ticks(profile, label))
}

/// Whether a column holds options.
fn is_choice(look: &Look<'_>, column: usize) -> bool {
    let kind = column_guess(look, column, Beside::WordsColumn).kind;
    matches!(
        kind,
        QuestionKind::SingleChoice | QuestionKind::MultiSelect | QuestionKind::Scale
    )
}

/// Whether a column holds words of people's own.
fn is_text(look: &Look<'_>, column: usize) -> bool {
    let guess = column_guess(look, column, Beside::WordsColumn);
    guess.kind == QuestionKind::OpenText && guess.answered > 0
}

fn is_comment(label: &str) -> bool {
    const WORDS: &[&str] = &["comment", "please explain", "why?", "tell us", "feedback"];
    words(label) <= 12 && WORDS.iter().any(|word| label.contains(word))
}

/// A block with a column for each option.
fn options(
    look: &Look<'_>,
    unit: &Unit,
    together: &Together,
    core: &[usize],
    beside: &[usize],
    label: &dyn Fn(usize) -> String,
) -> Vec<Found> {
    let mut options: Vec<FoundOption> = Vec::new();
    let mut doubts = Vec::new();
    let at = |column: usize| unit.columns.iter().position(|c| *c == column).unwrap_or(0);
    for column in core {
        let label = label(*column);
        let count = together.ticks.get(at(*column)).copied().unwrap_or(0);
        if let Some(same) = options
            .iter_mut()
            .find(|option| key(&option.label) == key(&label))
        {
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
        let same = options
            .iter()
            .position(|option| key(&option.label) == folded);
        match (is_words, same) {
            (true, Some(same)) => {
                options[same].other = taken == 0 || options[same].other;
                options[same].count = options[same].count.max(words);
            }
            (true, None) if taken == 0 => {
                let mut option = option_of(text, words);
                option.other = true;
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
            let Some(option) = found
                .options
                .iter_mut()
                .find(|option| key(&option.label) == folded && !option.other)
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
