use std::collections::{BTreeMap, BTreeSet};

use super::answers::Answers;
use crate::coding::decisions::{Record, Statement};
use crate::coding::{CompiledCodebook, set_names};
use crate::survey::{Code, CodeRef, Codebook, Fate, Rule, Stale, compare_versions};

/// What one version of a codebook does to one code of another.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum CodeChange {
    /// It was not there before.
    Added(CodeRef),
    /// It has another label and the same meaning.
    Renamed {
        /// The code.
        code: CodeRef,
        /// Its label before.
        from: String,
        /// Its label now.
        to: String,
    },
    /// It is retired, and a code that was not there before has its place alone.
    Moved {
        /// The retired code.
        from: CodeRef,
        /// The code in its place.
        to: CodeRef,
    },
    /// It is retired, and a code that was there before, or that takes in others as well, has its place.
    Merged {
        /// The retired code.
        from: CodeRef,
        /// The code in its place.
        into: CodeRef,
    },
    /// It is retired, and several codes have its place.
    Split {
        /// The retired code.
        from: CodeRef,
        /// The codes in its place.
        into: Vec<CodeRef>,
    },
    /// It is retired, and nothing has its place.
    Retired(CodeRef),
    /// It is gone without having been retired: earlier codings can no longer be read.
    Removed(CodeRef),
    /// It was retired and is given again: its id means two things.
    Reused(CodeRef),
    /// Its definition, or what it is to be used for, reads differently.
    Redefined {
        /// The code.
        code: CodeRef,
        /// Whether its `since` says so; only then earlier decisions wait for review.
        declared: bool,
    },
    /// It has other rules, or they name sets that have changed.
    Rules {
        /// The code.
        code: CodeRef,
        /// How many rules are new.
        added: usize,
        /// How many rules are gone.
        removed: usize,
        /// The changed sets that its rules lead to.
        sets: Vec<String>,
        /// Whether it takes other points than before.
        points: bool,
    },
}

/// What a version of a codebook changes in another, code by code in the new one's order; what is gone comes last.
pub fn changes(old: &Codebook, new: &Codebook) -> Vec<CodeChange> {
    let mut found = Vec::new();
    let changed = changed_sets(old, new);
    for (reference, code) in new.codes() {
        match old.code(&reference) {
            Some(before) => {
                wording(&reference, before, code, old, &mut found);
                found.extend(rules(&reference, old, new, &changed));
            }
            None if old.retired(&reference).is_some() => found.push(CodeChange::Reused(reference)),
            None => found.push(CodeChange::Added(reference)),
        }
    }
    for (reference, _) in old.codes() {
        if new.code(&reference).is_none() {
            found.push(gone(reference, old, new));
        }
    }
    found
}

/// What becomes of a code given under the old version: what [`Codebook::fate`] says, and of a code that reads
/// differently without saying so that somebody has to look again.
pub fn fate_between(old: &Codebook, new: &Codebook, code: &CodeRef) -> Fate {
    let fate = new.fate(code, &old.version);
    match (&fate, old.code(code), new.code(code)) {
        (Fate::Holds, Some(before), Some(now)) if meaning(before) != meaning(now) => {
            Fate::Stale(Stale::Redefined(code.clone()))
        }
        _ => fate,
    }
}

fn wording(
    reference: &CodeRef,
    before: &Code,
    now: &Code,
    old: &Codebook,
    found: &mut Vec<CodeChange>,
) {
    if before.label != now.label {
        found.push(CodeChange::Renamed {
            code: reference.clone(),
            from: before.label.clone(),
            to: now.label.clone(),
        });
    }
    let declared = now
        .since
        .as_deref()
        .is_some_and(|since| compare_versions(since, &old.version).is_gt());
    if declared || meaning(before) != meaning(now) {
        found.push(CodeChange::Redefined {
            code: reference.clone(),
            declared,
        });
    }
}

/// What a code means: its words, whatever the blanks and lines.
fn meaning(code: &Code) -> [String; 3] {
    [&code.definition, &code.use_when, &code.not_for]
        .map(|text| text.split_whitespace().collect::<Vec<_>>().join(" "))
}

fn gone(from: CodeRef, old: &Codebook, new: &Codebook) -> CodeChange {
    let Some(retired) = new.retired(&from) else {
        return CodeChange::Removed(from);
    };
    match &retired.replaced_by[..] {
        [] => CodeChange::Retired(from),
        [only] => {
            let retired = new.frames.iter().flat_map(|frame| &frame.retired);
            let alone = retired.filter(|r| r.replaced_by.contains(only)).count() == 1;
            match alone && old.code(only).is_none() {
                true => CodeChange::Moved {
                    from,
                    to: only.clone(),
                },
                false => CodeChange::Merged {
                    from,
                    into: only.clone(),
                },
            }
        }
        several => CodeChange::Split {
            from,
            into: several.to_vec(),
        },
    }
}

fn rules(
    code: &CodeRef,
    old: &Codebook,
    new: &Codebook,
    changed_sets: &BTreeSet<String>,
) -> Option<CodeChange> {
    let before = of_code(old, code);
    let now = of_code(new, code);
    let only_in = |a: &[&Rule], b: &[&Rule]| {
        let mut rest: Vec<_> = b.iter().map(|rule| signature(rule)).collect();
        let gone = |rule: &&&Rule| match rest.iter().position(|r| *r == signature(rule)) {
            Some(at) => {
                rest.swap_remove(at);
                false
            }
            None => true,
        };
        a.iter().filter(gone).count()
    };
    let (added, removed) = (only_in(&now, &before), only_in(&before, &now));
    let named = now.iter().flat_map(|rule| set_names(&rule.expression));
    let named = reachable(new, named.collect());
    let sets: Vec<String> = named.intersection(changed_sets).cloned().collect();
    let points = |book: &Codebook| book.code(code).and_then(|code| code.points);
    let points = points(old) != points(new);
    (points || added + removed + sets.len() > 0).then(|| CodeChange::Rules {
        code: code.clone(),
        added,
        removed,
        sets,
        points,
    })
}

fn of_code<'b>(book: &'b Codebook, code: &CodeRef) -> Vec<&'b Rule> {
    book.rules
        .iter()
        .filter(|rule| rule.code == *code)
        .collect()
}

/// What a rule does, wherever it stands and whatever is remarked on it.
fn signature(rule: &Rule) -> impl PartialEq + use<> {
    let expression = rule.expression.split_whitespace().collect::<Vec<_>>();
    (
        expression.join(" "),
        rule.questions.clone(),
        rule.stance,
        rule.negation,
        rule.suggest,
        rule.points,
    )
}

/// The sets that read differently, and the codes (as sets of their name) whose rules do.
fn changed_sets(old: &Codebook, new: &Codebook) -> BTreeSet<String> {
    let texts = |book: &Codebook| -> BTreeMap<String, Vec<String>> {
        let mut texts: BTreeMap<String, Vec<String>> = BTreeMap::new();
        let sets = book
            .sets
            .iter()
            .map(|set| (set.name.clone(), &set.expression));
        let rules = book.rules.iter().filter(|rule| rule.points.is_none());
        let rules = rules.map(|rule| (rule.code.to_string(), &rule.expression));
        for (name, expression) in sets.chain(rules) {
            let words = expression.split_whitespace().collect::<Vec<_>>();
            texts.entry(name).or_default().push(words.join(" "));
        }
        texts
    };
    let (old, new) = (texts(old), texts(new));
    let names: BTreeSet<&String> = old.keys().chain(new.keys()).collect();
    let changed = names
        .into_iter()
        .filter(|name| old.get(*name) != new.get(*name));
    changed.cloned().collect()
}

/// The names of sets, and of the sets that these lead to.
fn reachable(book: &Codebook, names: Vec<String>) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut open = names;
    while let Some(name) = open.pop() {
        let sets = book.sets.iter().filter(|set| set.name == name);
        let rules = book
            .rules
            .iter()
            .filter(|rule| rule.points.is_none() && rule.code.to_string() == name);
        let inside: Vec<String> = sets
            .map(|set| &set.expression)
            .chain(rules.map(|rule| &rule.expression))
            .flat_map(|expression| set_names(expression))
            .collect();
        if found.insert(name) {
            open.extend(inside);
        }
    }
    found
}

/// How many answers get a code by rules, before and after.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleShift {
    /// The code, of the new version.
    pub code: CodeRef,
    /// How many answers got it by the old rules, those of codes that were merged into it or moved to it included.
    pub before: usize,
    /// How many get it by the new rules.
    pub after: usize,
    /// How many get it that did not.
    pub gained: usize,
    /// How many do not get it any more.
    pub lost: usize,
}

/// What the rules of two versions find in the same answers: every code that gains or loses any, in the new version's
/// order. Decisions of people have no part in it.
pub fn rule_shifts(
    old: &CompiledCodebook,
    new: &CompiledCodebook,
    answers: &Answers<'_>,
) -> Vec<RuleShift> {
    let (old_book, new_book) = (old.codebook(), new.codebook());
    let recoded: BTreeMap<CodeRef, CodeRef> = old_book
        .codes()
        .filter_map(|(code, _)| match new_book.fate(&code, &old_book.version) {
            Fate::Recoded(to) => Some((code, to)),
            _ => None,
        })
        .collect();
    let (mut old, mut new) = (old.coder(), new.coder());
    let mut shifts: BTreeMap<CodeRef, RuleShift> = BTreeMap::new();
    for answer in answers.with_content() {
        let (question, usual) = (Some(&answer.question.id), answer.question.stance);
        let before: BTreeSet<CodeRef> = old
            .code(question, usual, answer.text)
            .codes
            .into_iter()
            .map(|found| recoded.get(&found.code).unwrap_or(&found.code).clone())
            .collect();
        let after: BTreeSet<CodeRef> = new
            .code(question, usual, answer.text)
            .codes
            .into_iter()
            .map(|found| found.code)
            .collect();
        for code in before.union(&after) {
            let shift = shifts.entry(code.clone()).or_insert_with(|| RuleShift {
                code: code.clone(),
                before: 0,
                after: 0,
                gained: 0,
                lost: 0,
            });
            let (was, is) = (before.contains(code), after.contains(code));
            shift.before += usize::from(was);
            shift.after += usize::from(is);
            shift.gained += usize::from(is && !was);
            shift.lost += usize::from(was && !is);
        }
    }
    let order = new_book.codes().chain(old_book.codes());
    let order: Vec<CodeRef> = order.map(|(code, _)| code).collect();
    order
        .into_iter()
        .filter_map(|code| shifts.remove(&code))
        .filter(|shift| shift.gained + shift.lost > 0)
        .collect()
}

/// How many decisions of people on a code a new version of the codebook touches.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DecisionShift {
    /// The code that they were about.
    pub code: CodeRef,
    /// How many count as another code.
    pub recoded: usize,
    /// How many a person has to look at again.
    pub stale: usize,
    /// How many count no more.
    pub gone: usize,
}

/// What a new version of a codebook does to the decisions of a record: every code of which it touches any, in order.
/// Whether a later decision has taken the place of an earlier one is not looked at.
pub fn decision_shifts(old: &Codebook, new: &Codebook, record: &Record) -> Vec<DecisionShift> {
    let mut shifts: BTreeMap<&CodeRef, DecisionShift> = BTreeMap::new();
    for recorded in record.decisions() {
        let decision = &recorded.decision;
        let Statement::Codes { codes, .. } = &decision.statement else {
            continue;
        };
        for code in codes {
            let fate = match decision.version == old.version {
                true => fate_between(old, new, code),
                false => new.fate(code, &decision.version),
            };
            if fate == Fate::Holds {
                continue;
            }
            let shift = shifts.entry(code).or_insert_with(|| DecisionShift {
                code: code.clone(),
                recoded: 0,
                stale: 0,
                gone: 0,
            });
            match fate {
                Fate::Holds => {}
                Fate::Recoded(_) => shift.recoded += 1,
                Fate::Stale(_) => shift.stale += 1,
                Fate::Gone => shift.gone += 1,
            }
        }
    }
    shifts.into_values().collect()
}
