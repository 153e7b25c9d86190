//! Questions of several waves put together.

use std::collections::{BTreeMap, BTreeSet};

use super::kinds::{self, Together};
use super::labels::Link;
use super::likeness::{Likeness, Weights, Words};
use crate::ingest::{Found, Inspection};
use crate::survey::{QuestionKind, plain_wording};

/// How alike two questions of other words have to be.
const LIKELY: f64 = 0.6;
/// How alike two questions are that deserve a word when they stay apart.
const WORTH_A_WORD: f64 = 0.7;
/// How alike the options of two questions are that another word in the question does not part.
const TELLING_OPTIONS: f64 = 0.7;
/// The most pairs of questions that are compared by likeness.
const MOST_PAIRS: usize = 1_000_000;

/// A question across waves: where each has it, and how that was told.
#[derive(Debug, Clone)]
pub(super) struct Thread {
    pub(super) kind: QuestionKind,
    /// For each wave that asked it, the question there and how it was told from the wave before.
    pub(super) asked: BTreeMap<usize, (usize, Link)>,
    /// What a person should know of other questions.
    pub(super) remarks: Vec<String>,
}

impl Thread {
    fn latest(&self) -> Option<(usize, usize)> {
        self.asked
            .last_key_value()
            .map(|(wave, (question, _))| (*wave, *question))
    }
}

/// What the questions of all waves are compared with.
struct Compared<'a> {
    waves: &'a [&'a Inspection],
    ids: &'a [String],
    words: Vec<Vec<Words>>,
    plain: Vec<Vec<String>>,
    weights: Weights,
    apart: &'a BTreeSet<(usize, usize)>,
}

/// Puts together the questions of `waves`, which stand in order of time. `left_out` says which questions are no part
/// of the project, `apart` those (by wave and position) that stay alone.
pub(super) fn threads(
    waves: &[&Inspection],
    ids: &[String],
    left_out: &dyn Fn(usize, usize) -> bool,
    apart: &BTreeSet<(usize, usize)>,
) -> Vec<Thread> {
    let words: Vec<Vec<Words>> = waves
        .iter()
        .map(|wave| {
            wave.questions
                .iter()
                .map(|found| Words::of_question(&found.wording))
                .collect()
        })
        .collect();
    let compared = Compared {
        waves,
        ids,
        plain: waves
            .iter()
            .map(|wave| {
                wave.questions
                    .iter()
                    .map(|found| plain_wording(&found.wording))
                    .collect()
            })
            .collect(),
        weights: Weights::new(words.iter().flatten()),
        words,
        apart,
    };
    let mut threads: Vec<Thread> = Vec::new();
    for wave in 0..waves.len() {
        let questions: Vec<usize> = (0..compared.count(wave))
            .filter(|question| !left_out(wave, *question))
            .collect();
        Step::new(&compared, &threads, wave, &questions)
            .take()
            .into_iter()
            .for_each(|taken| match taken.thread {
                Some((thread, link, kind)) => {
                    if let Some(thread) = threads.get_mut(thread) {
                        thread.kind = kind;
                        thread.asked.insert(wave, (taken.question, link));
                        thread.remarks.extend(taken.remarks);
                    }
                }
                None => threads.push(Thread {
                    kind: compared
                        .found(wave, taken.question)
                        .map_or(QuestionKind::OpenText, |found| found.kind),
                    asked: BTreeMap::from([(wave, (taken.question, Link::Same))]),
                    remarks: taken.remarks,
                }),
            });
    }
    threads
}

impl Compared<'_> {
    fn count(&self, wave: usize) -> usize {
        self.waves.get(wave).map_or(0, |wave| wave.questions.len())
    }

    fn found(&self, wave: usize, question: usize) -> Option<&Found> {
        self.waves.get(wave)?.questions.get(question)
    }

    fn words(&self, (wave, question): (usize, usize)) -> Option<&Words> {
        self.words.get(wave)?.get(question)
    }

    fn plain(&self, (wave, question): (usize, usize)) -> &str {
        self.plain
            .get(wave)
            .and_then(|wave| wave.get(question))
            .map_or("", String::as_str)
    }

    fn id(&self, wave: usize) -> &str {
        self.ids.get(wave).map_or("", String::as_str)
    }

    /// Whether other questions of the wave have most of this one's options, so that they do not tell it.
    fn shares_its_options(&self, wave: usize, question: usize) -> bool {
        let Some(found) = self.found(wave, question) else {
            return false;
        };
        let others = self
            .waves
            .get(wave)
            .into_iter()
            .flat_map(|wave| wave.questions.iter().enumerate());
        others.filter(|(at, _)| *at != question).any(|(_, other)| {
            kinds::options_alike(found, other).is_some_and(|alike| alike.share() > 0.5)
        })
    }
}

/// Free questions, and free threads with their latest places, by their words.
type Forms<'a> = BTreeMap<&'a str, (Vec<usize>, Vec<(usize, (usize, usize))>)>;

/// A question of the wave in hand, and the thread that it goes on with.
struct Taken {
    question: usize,
    thread: Option<(usize, Link, QuestionKind)>,
    remarks: Vec<String>,
}

/// One wave, put beside the threads of the waves before it.
struct Step<'a> {
    compared: &'a Compared<'a>,
    threads: &'a [Thread],
    wave: usize,
    questions: &'a [usize],
    taken: BTreeMap<usize, (usize, Link, QuestionKind)>,
    used: BTreeSet<usize>,
    remarks: BTreeMap<usize, Vec<String>>,
}

impl<'a> Step<'a> {
    fn new(
        compared: &'a Compared<'a>,
        threads: &'a [Thread],
        wave: usize,
        questions: &'a [usize],
    ) -> Self {
        Step {
            compared,
            threads,
            wave,
            questions,
            taken: BTreeMap::new(),
            used: BTreeSet::new(),
            remarks: BTreeMap::new(),
        }
    }

    fn take(mut self) -> Vec<Taken> {
        self.by_words(true);
        self.by_words(false);
        self.by_neighbour();
        self.by_likeness();
        self.by_neighbour();
        self.by_order();
        self.tell_of_other_kinds();
        self.questions
            .iter()
            .map(|question| Taken {
                question: *question,
                thread: self.taken.remove(question),
                remarks: self.remarks.remove(question).unwrap_or_default(),
            })
            .collect()
    }

    fn free_questions(&self) -> Vec<usize> {
        let free = |question: &&usize| {
            !self.taken.contains_key(question)
                && !self.compared.apart.contains(&(self.wave, **question))
        };
        self.questions.iter().filter(free).copied().collect()
    }

    fn free_threads(&self) -> Vec<(usize, (usize, usize))> {
        self.threads
            .iter()
            .enumerate()
            .filter(|(at, _)| !self.used.contains(at))
            .filter_map(|(at, thread)| Some((at, thread.latest()?)))
            .filter(|(_, place)| !self.compared.apart.contains(place))
            .collect()
    }

    fn form(&self, place: (usize, usize), exact: bool) -> &'a str {
        match exact {
            true => self.compared.plain(place),
            false => self
                .compared
                .words(place)
                .map_or("", |words| words.normal.as_str()),
        }
    }

    /// Free questions and threads by their words. A form without any words tells nothing.
    fn forms(&self, exact: bool) -> Forms<'a> {
        let mut forms: Forms<'a> = BTreeMap::new();
        for question in self.free_questions() {
            forms
                .entry(self.form((self.wave, question), exact))
                .or_default()
                .0
                .push(question);
        }
        for (thread, place) in self.free_threads() {
            forms
                .entry(self.form(place, exact))
                .or_default()
                .1
                .push((thread, place));
        }
        forms.remove("");
        forms
    }

    /// Questions that have the same words as one thread alone.
    fn by_words(&mut self, exact: bool) {
        for (questions, threads) in self.forms(exact).into_values() {
            if let ([question], [(thread, place)]) = (&questions[..], &threads[..]) {
                self.join(*question, *thread, *place, None);
            }
        }
        if !exact {
            self.by_words_but_years();
        }
    }

    /// Questions that differ from one thread alone in the year.
    fn by_words_but_years(&mut self) {
        let (questions, threads) = (self.free_questions(), self.free_threads());
        if questions.len().saturating_mul(threads.len()) > MOST_PAIRS {
            return;
        }
        let same = |question: usize, place: (usize, usize)| {
            let (mine, theirs) = (
                self.compared.words((self.wave, question)),
                self.compared.words(place),
            );
            mine.zip(theirs)
                .is_some_and(|(mine, theirs)| !mine.is_empty() && mine.same_but_years(theirs))
        };
        let mut pairs = Vec::new();
        for question in &questions {
            let mut fits = threads.iter().filter(|(_, place)| same(*question, *place));
            if let (Some((thread, place)), None) = (fits.next(), fits.next())
                && questions
                    .iter()
                    .filter(|other| same(**other, *place))
                    .count()
                    == 1
            {
                pairs.push((*question, *thread, *place));
            }
        }
        for (question, thread, place) in pairs {
            self.join(question, thread, place, None);
        }
    }

    /// Questions whose words stand several times, told by what stands before them.
    fn by_neighbour(&mut self) {
        for question in self.free_questions() {
            let form = self.form((self.wave, question), false);
            let Some(before) = question
                .checked_sub(1)
                .and_then(|before| self.taken.get(&before))
            else {
                continue;
            };
            let mut fits = self.free_threads().into_iter().filter(|(_, place)| {
                let (wave, there) = *place;
                let neighbour = there.checked_sub(1).map(|there| (wave, there));
                let theirs = self
                    .threads
                    .get(before.0)
                    .and_then(|thread| thread.asked.get(&wave));
                self.form(*place, false) == form
                    && theirs.is_some_and(|(question, _)| neighbour == Some((wave, *question)))
            });
            let found = fits.next().filter(|_| !form.is_empty());
            drop(fits);
            if let Some((thread, place)) = found {
                self.join(question, thread, place, None);
            }
        }
    }

    /// Questions whose words stand several times, none of which was told: by their order, and somebody has to look.
    fn by_order(&mut self) {
        for (form, (questions, threads)) in self.forms(false) {
            let standing = self
                .questions
                .iter()
                .filter(|question| self.form((self.wave, **question), false) == form);
            if questions.len() < 2
                || questions.len() != threads.len()
                || standing.count() != questions.len()
            {
                continue;
            }
            for (question, (thread, place)) in questions.iter().zip(&threads) {
                let why = format!(
                    "the same words stand {} times in each; taken in their order",
                    questions.len()
                );
                self.join(*question, *thread, *place, Some(why));
            }
        }
    }

    /// Lets a question go on with a thread, if their kinds can be one. `why` makes it a likely match.
    fn join(&mut self, question: usize, thread: usize, place: (usize, usize), why: Option<String>) {
        let (Some(before), Some(now)) = (
            self.compared.found(place.0, place.1),
            self.compared.found(self.wave, question),
        ) else {
            return;
        };
        let kind = self
            .threads
            .get(thread)
            .map_or(before.kind, |thread| thread.kind);
        let together = match kinds::together(before, kind, now) {
            Together::As(kind) => (kind, None),
            Together::Perhaps(kind, why) => (kind, Some(why)),
            Together::Apart(_) => return,
        };
        let same = self.compared.plain(place) == self.compared.plain((self.wave, question));
        let reasons: Vec<String> = why.into_iter().chain(together.1).collect();
        let link = match (reasons.is_empty(), same) {
            (false, _) => Link::Likely(reasons.join("; ")),
            (true, true) => Link::Same,
            (true, false) => Link::Minor,
        };
        self.taken.insert(question, (thread, link, together.0));
        self.used.insert(thread);
    }

    /// Questions in other words, the most alike first.
    fn by_likeness(&mut self) {
        let alone = |forms: Forms<'a>| {
            let mut questions = Vec::new();
            let mut threads = Vec::new();
            for (mine, theirs) in forms.into_values() {
                questions.extend((mine.len() == 1).then(|| mine.first().copied()).flatten());
                threads.extend(
                    (theirs.len() == 1)
                        .then(|| theirs.first().copied())
                        .flatten(),
                );
            }
            (questions, threads)
        };
        let (mut questions, threads) = alone(self.forms(false));
        questions.sort_unstable();
        if questions.len().saturating_mul(threads.len()) > MOST_PAIRS {
            return;
        }
        let mut pairs: Vec<Pair> = Vec::new();
        for question in &questions {
            for (thread, place) in &threads {
                pairs.extend(self.pair(*question, *thread, *place));
            }
        }
        pairs.sort_by(|a, b| {
            b.score
                .total_cmp(&a.score)
                .then_with(|| (a.thread, a.question).cmp(&(b.thread, b.question)))
        });
        for pair in pairs {
            if self.used.contains(&pair.thread) || self.taken.contains_key(&pair.question) {
                continue;
            }
            match pair.verdict {
                Verdict::One(why) => self.join(pair.question, pair.thread, pair.place, Some(why)),
                Verdict::Two(why) => {
                    let remarks = self.remarks.entry(pair.question).or_default();
                    if remarks.is_empty() {
                        remarks.push(why);
                    }
                }
            }
        }
        let taken = &self.taken;
        self.remarks
            .retain(|question, _| !taken.contains_key(question));
    }

    fn pair(&self, question: usize, thread: usize, place: (usize, usize)) -> Option<Pair> {
        let (before, now) = (
            self.compared.found(place.0, place.1)?,
            self.compared.found(self.wave, question)?,
        );
        let (theirs, mine) = (
            self.compared.words(place)?,
            self.compared.words((self.wave, question))?,
        );
        if theirs.normal == mine.normal {
            return None;
        }
        let likeness = self.compared.weights.compare(theirs, mine);
        let looks_alike = likeness.score().max(likeness.characters) >= WORTH_A_WORD;
        let options = kinds::options_alike(before, now);
        let telling = options.filter(|_| {
            kinds::are_telling(now)
                && !self.compared.shares_its_options(place.0, place.1)
                && !self.compared.shares_its_options(self.wave, question)
        });
        let score = match telling {
            Some(alike) => 0.6 * likeness.score() + 0.4 * alike.share(),
            None => likeness.score(),
        };
        let near = self.nearness(question, place);
        let told_by_options =
            telling.is_some_and(|alike| alike.share() >= TELLING_OPTIONS && alike.same >= 3);
        let exchange = likeness.is_exchange() && !told_by_options;
        let enough = score >= LIKELY && (likeness.words >= 0.5 || told_by_options);
        let kind = self
            .threads
            .get(thread)
            .map_or(before.kind, |thread| thread.kind);
        let verdict = match kinds::together(before, kind, now) {
            Together::As(_) | Together::Perhaps(..) if enough && !exchange => {
                Verdict::One(evidence(&likeness, options))
            }
            Together::As(_) | Together::Perhaps(..) if looks_alike || enough => {
                Verdict::Two(self.apart(place, &likeness))
            }
            Together::Apart(why) if looks_alike => Verdict::Two(format!(
                "looks like {} of {}, and stays apart: {why}",
                self.quoted(place),
                self.compared.id(place.0)
            )),
            _ => return None,
        };
        Some(Pair {
            score: score + 0.05 * near,
            question,
            thread,
            place,
            verdict,
        })
    }

    /// How near two questions stand in their questionnaires: 1 for the same place, behind the same question.
    fn nearness(&self, question: usize, place: (usize, usize)) -> f64 {
        let at = |question: usize, count: usize| question as f64 / count.max(1) as f64;
        let apart = at(question, self.compared.count(self.wave))
            - at(place.1, self.compared.count(place.0));
        1.0 - apart.abs()
    }

    fn quoted(&self, place: (usize, usize)) -> String {
        let wording = self
            .compared
            .found(place.0, place.1)
            .map_or("", |found| found.wording.as_str());
        format!("\"{}\"", super::words::title(wording))
    }

    fn apart(&self, place: (usize, usize), likeness: &Likeness) -> String {
        let differ = match likeness.is_exchange() {
            true => "another word stands in it".to_owned(),
            false => format!("{:.0}% of the words are alike", likeness.words * 100.0),
        };
        let (quoted, wave) = (self.quoted(place), self.compared.id(place.0));
        format!(
            "looks like {quoted} of {wave}, but {differ}; if they are one question, put them together"
        )
    }

    /// Says of questions with the same words why they are not one.
    fn tell_of_other_kinds(&mut self) {
        let mut remarks = Vec::new();
        for (questions, threads) in self.forms(false).into_values() {
            for question in questions {
                for (thread, place) in &threads {
                    let (Some(before), Some(now)) = (
                        self.compared.found(place.0, place.1),
                        self.compared.found(self.wave, question),
                    ) else {
                        continue;
                    };
                    let kind = self
                        .threads
                        .get(*thread)
                        .map_or(before.kind, |thread| thread.kind);
                    if let Together::Apart(why) = kinds::together(before, kind, now) {
                        let id = self.compared.id(place.0);
                        remarks.push((
                            question,
                            format!("has the words of a question of {id}, and stays apart: {why}"),
                        ));
                    }
                }
            }
        }
        for (question, remark) in remarks {
            let told = self.remarks.entry(question).or_default();
            if told.is_empty() {
                told.push(remark);
            }
        }
    }
}

struct Pair {
    score: f64,
    question: usize,
    thread: usize,
    place: (usize, usize),
    verdict: Verdict,
}

enum Verdict {
    /// Probably one question; with what speaks for it.
    One(String),
    /// Alike, and yet two; with why.
    Two(String),
}

fn evidence(likeness: &Likeness, options: Option<kinds::Alike>) -> String {
    let words = format!("{:.0}% of the words alike", likeness.words * 100.0);
    match options {
        Some(alike) => format!("{words}; {} of {} options the same", alike.same, alike.of),
        None => words,
    }
}
