//! Coding a wave again after rules were edited.

use std::collections::{BTreeMap, BTreeSet};

use super::codings::{Codings, OpenAnswer, Source};
use super::compiled::{CompiledCode, CompiledCodebook};
use super::rules::set_names;
use super::wave::{ReadWave, rule_coding};
use crate::survey::{CodePoints, CodeRef, Codebook, Negation, QuestionId, Rule, Stance};

/// A wave that is coded again and again while its codebook is edited. Only codes whose rules changed, or the sets in
/// them, are looked for anew.
///
/// ```
/// # use canvass::coding::{CompiledCodebook, ReadWave, Recoding};
/// # use canvass::config::Project;
/// # use canvass::survey::{Codebook, Responses};
/// # fn example(project: &Project, responses: &Responses, edited: &Codebook) -> Result<(), Box<dyn std::error::Error>> {
/// let compile = |book: &Codebook| CompiledCodebook::compile(book).map_err(|faults| faults.to_string());
/// let wave = ReadWave::of(&project.survey, responses);
/// let mut recoding = Recoding::new(wave, compile(&project.codebook)?.value);
/// let before = recoding.codings().codings().len();
/// let after = recoding.edit(compile(edited)?.value).codings().len();
/// # let _ = (before, after);
/// # Ok(())
/// # }
/// ```
#[derive(Debug)]
pub struct Recoding<'w> {
    wave: ReadWave<'w>,
    book: CompiledCodebook,
    codings: Codings,
}

impl<'w> Recoding<'w> {
    /// Codes the wave a first time.
    pub fn new(wave: ReadWave<'w>, book: CompiledCodebook) -> Self {
        Recoding {
            codings: book.code_read(&wave),
            wave,
            book,
        }
    }

    /// The codings by the codebook as it is.
    pub fn codings(&self) -> &Codings {
        &self.codings
    }

    /// Puts another state of the codebook in the place of the one before, and gives the same codings as
    /// [`CompiledCodebook::code_read`] would. When a rule changed that decides an answer's main stance, everything is
    /// coded anew, as that is in every coding.
    pub fn edit(&mut self, book: CompiledCodebook) -> &Codings {
        let changed = changed_codes(&self.book, &book);
        let has_changed_stance = |book: &CompiledCodebook| {
            let mut codes = book.codes.iter();
            codes.any(|code| code.stance.is_some() && changed.contains(&code.code))
        };
        self.codings = if has_changed_stance(&self.book) || has_changed_stance(&book) {
            book.code_read(&self.wave)
        } else {
            self.revised(&book, &changed)
        };
        self.book = book;
        &self.codings
    }

    /// The codings with those of changed codes looked for anew.
    fn revised(&mut self, book: &CompiledCodebook, changed: &BTreeSet<CodeRef>) -> Codings {
        let mut found = Vec::new();
        if let Some(part) = book.only_for(changed) {
            let mut rules = part.applier();
            let answers = self.codings.answers();
            for (open, answer) in self.wave.answers() {
                let codes = rules.codes_of_content(
                    &open.question.id,
                    answer,
                    self.wave.spellings(),
                    || {
                        let key = (open.respondent, &open.question.id);
                        let at =
                            answers.binary_search_by(|a| (a.respondent, &a.question).cmp(&key));
                        let main = at
                            .ok()
                            .and_then(|at| answers.get(at))
                            .and_then(OpenAnswer::stance);
                        main.unwrap_or(Stance::Neutral)
                    },
                );
                let wanted = codes
                    .into_iter()
                    .filter(|code| changed.contains(&code.code));
                found.extend(wanted.map(|code| rule_coding(&open, code)));
            }
        }
        let (id, version) = (book.codebook().id.clone(), book.codebook().version.clone());
        let empty = Codings::new(
            self.codings.wave().clone(),
            String::new(),
            String::new(),
            vec![],
            vec![],
        );
        let codings = std::mem::replace(&mut self.codings, empty);
        codings.revised(id, version, |codings| {
            codings.retain(|coding| {
                !matches!(coding.source, Source::Rules(_)) || !changed.contains(&coding.code)
            });
            codings.extend(found);
        })
    }
}

/// The codes that the rules of two codebooks may not find in the same answers, or not by the same rules.
fn changed_codes(before: &CompiledCodebook, after: &CompiledCodebook) -> BTreeSet<CodeRef> {
    let names = changed_names(before.codebook(), after.codebook());
    let (old, new) = (Contributions::of(before), Contributions::of(after));
    let codes = old.0.keys().chain(new.0.keys());
    let changed = codes.filter(|code| {
        let rests_on_changed = |of: &Contribution<'_>| {
            let mut sets = of.rules.iter().flat_map(|rule| set_names(rule.expression));
            sets.any(|name| names.contains(&name))
        };
        let (old, new) = (old.0.get(*code), new.0.get(*code));
        old != new || new.is_some_and(rests_on_changed)
    });
    changed.map(|code| (*code).clone()).collect()
}

/// What decides what a rule gives, but for the sets in it.
#[derive(PartialEq)]
struct RuleText<'b> {
    id: &'b str,
    code: &'b CodeRef,
    expression: &'b str,
    questions: &'b [QuestionId],
    stance: Option<Stance>,
    negation: Negation,
    suggest: bool,
    points: Option<i32>,
}

impl<'b> RuleText<'b> {
    fn of(rule: &'b Rule) -> Self {
        RuleText {
            id: &rule.id,
            code: &rule.code,
            expression: &rule.expression,
            questions: &rule.questions,
            stance: rule.stance,
            negation: rule.negation,
            suggest: rule.suggest,
            points: rule.points,
        }
    }
}

/// For each code what decides whether it is given, but for the sets in rules.
struct Contributions<'b>(BTreeMap<&'b CodeRef, Contribution<'b>>);

/// What is a code's own and what is of codes below it, in the codebook's order.
#[derive(Default, PartialEq)]
struct Contribution<'b> {
    /// The stance that it is a code of.
    stance: Option<Stance>,
    /// How many points the codes take.
    points: Vec<Option<CodePoints>>,
    /// The rules that give it, or points.
    rules: Vec<RuleText<'b>>,
}

impl<'b> Contributions<'b> {
    fn of(book: &'b CompiledCodebook) -> Self {
        let mut all: BTreeMap<_, Contribution<'_>> = BTreeMap::new();
        for own in &book.codes {
            all.entry(&own.code).or_default().stance = own.stance;
            for code in book.chain(&own.code) {
                all.entry(&code.code).or_default().points.push(own.points);
            }
        }
        for rule in &book.codebook().rules {
            for code in book.chain(&rule.code) {
                if let Some(contribution) = all.get_mut(&code.code) {
                    contribution.rules.push(RuleText::of(rule));
                }
            }
        }
        Contributions(all)
    }
}

impl CompiledCodebook {
    /// A code and those that it implies.
    fn chain<'b>(&'b self, code: &CodeRef) -> impl Iterator<Item = &'b CompiledCode> {
        let first = self.codes.iter().find(|known| known.code == *code);
        std::iter::successors(first, |code| self.codes.get(code.parent?))
    }

    /// Only the rules that give one of these codes; `None` when there are none.
    fn only_for(&self, codes: &BTreeSet<CodeRef>) -> Option<CompiledCodebook> {
        let rules = self.codebook().rules.iter();
        let wanted: Vec<bool> = rules
            .map(|rule| {
                self.chain(&rule.code)
                    .any(|code| codes.contains(&code.code))
            })
            .collect();
        if !wanted.contains(&true) {
            return None;
        }
        let wanted = |at: usize| wanted.get(at) == Some(&true);
        // All of it has been compiled before.
        CompiledCodebook::compile_some(self.codebook(), wanted)
            .ok()
            .map(|compiled| compiled.value)
    }
}

/// The names of sets, and of codes used like sets, that do not stand for the same in two codebooks.
fn changed_names(before: &Codebook, after: &Codebook) -> BTreeSet<String> {
    let (old, new) = (texts(before), texts(after));
    let mut changed: BTreeSet<String> = old
        .keys()
        .chain(new.keys())
        .filter(|name| old.get(*name) != new.get(*name))
        .cloned()
        .collect();
    // What uses a changed one is changed as well.
    loop {
        let count = changed.len();
        for (name, texts) in &new {
            let mut used = texts.iter().flat_map(|text| set_names(text));
            if used.any(|used| changed.contains(&used)) {
                changed.insert(name.clone());
            }
        }
        if changed.len() == count {
            return changed;
        }
    }
}

/// The expressions that each name stands for.
fn texts(book: &Codebook) -> BTreeMap<String, Vec<&str>> {
    let mut texts: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for rule in book.rules.iter().filter(|rule| rule.points.is_none()) {
        let name = rule.code.to_string();
        texts.entry(name).or_default().push(&rule.expression);
    }
    for set in &book.sets {
        texts.insert(set.name.clone(), vec![&set.expression]);
    }
    texts
}
