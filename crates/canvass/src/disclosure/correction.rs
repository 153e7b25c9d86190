//! Reports that tell other figures of a wave than an earlier one did.
//!
//! Whoever has both reports can take one from the other. What is left could be the answers of the people who came or
//! went between them, so those are reckoned with as a group of their own: how far a figure moved is a count that could
//! be worked out, and is kept as safe as any other. A table of which an earlier report hid a line, and whose figures
//! are not the same now, is not told again.

use super::FigureName;
use super::audit::{Model, Reason};
use super::counted::Counted;
use super::ledger::{Address, Ledger};
use crate::tabulate::Subject;

/// Whether a wave may be told anew when so many more or fewer responded. How many responded can always be told from
/// the tables, so those few could be told from the others.
pub(super) fn may_tell(moved: Option<u64>, threshold: u64) -> bool {
    moved.is_none_or(|moved| moved >= threshold)
}

/// Adds how far each figure moved from what earlier reports told to what a reader can reckon with. Codes are left out:
/// another reading of the same words tells of no other people.
pub(super) fn reckon_with(
    model: &mut Model,
    counted: &Counted,
    ledger: &Ledger,
    address: &dyn Fn(&FigureName) -> Address,
) {
    for name in counted.figures() {
        let (at, Some(count)) = (address(&name), model.named(&name)) else {
            continue;
        };
        if !at.is_coded() {
            let mut told: Vec<u64> = ledger.ever_shown(&at).collect();
            told.sort_unstable();
            told.dedup();
            for told in told {
                moved_from(model, told, count);
            }
        }
    }
}

/// What the report that corrects has to keep back besides, so that nobody can set one table against the other.
pub(super) fn withhold(
    model: &mut Model,
    counted: &Counted,
    ledger: &Ledger,
    address: &dyn Fn(&FigureName) -> Address,
) {
    for (question, table) in &counted.questions {
        let lines: Vec<FigureName> = table
            .lines
            .iter()
            .map(|line| FigureName::Line(Subject::Question(question.clone()), line.key.clone()))
            .collect();
        let bases = [
            FigureName::Asked(question.clone()),
            FigureName::Answered(question.clone()),
        ];
        let is_hidden = |name: &FigureName| ledger.ever_hidden(&address(name));
        let is_changed = |name: &FigureName| {
            let now = counted.value(name);
            let mut told = ledger.ever_shown(&address(name));
            told.any(|told| Some(told) != now)
        };
        let all = || bases.iter().chain(&lines);
        if all().any(is_hidden) && all().any(is_changed) {
            for name in &bases {
                if let Some(base) = model.named(name) {
                    model.hide(base, Reason::EarlierReport);
                }
            }
        }
        // All but few of those who came or went may have chosen an option.
        let [_, answered] = &bases;
        let told = |name: &FigureName| ledger.ever_shown(&address(name)).next_back();
        for line in &lines {
            let counts = model.named(answered).zip(model.named(line));
            let rest_told = told(answered).zip(told(line));
            let rest_told = rest_told.and_then(|(base, line)| base.checked_sub(line));
            if let (Some((base, line)), Some(rest_told)) = (counts, rest_told) {
                let rest = model.value(base).saturating_sub(model.value(line));
                let rest = model.derived(rest);
                model.equal(&[line, rest], base);
                moved_from(model, rest_told, rest);
            }
        }
    }
}

/// How far a count moved from what was told, and which way, is known where the count is.
fn moved_from(model: &mut Model, told: u64, count: usize) {
    let now = model.value(count);
    let before = model.public(told);
    let moved = model.derived(now.abs_diff(told));
    if now >= told {
        model.equal(&[before, moved], count);
    } else {
        model.equal(&[count, moved], before);
    }
}
