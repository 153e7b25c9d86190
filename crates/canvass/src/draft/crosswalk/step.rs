use std::collections::{BTreeMap, BTreeSet};

use super::super::candidates::Candidates;
use super::super::kinds::{Together, together};
use super::super::labels::Link;
use super::likely::{Verdict, pair};
use super::{Place, Questions, Thread};
use crate::survey::QuestionKind;

/// Earlier questions with the same words that are looked at to say why a question is none of them.
const MOST_LOOKED_AT: usize = 8;

/// Free questions, and free threads with their latest places, by their words.
type Forms<Words> = BTreeMap<Words, (Vec<usize>, Vec<(usize, Place)>)>;

/// A question of the wave in hand, and the thread that it goes on with.
pub(super) struct Taken {
    pub(super) question: usize,
    pub(super) thread: Option<(usize, Link, QuestionKind)>,
    pub(super) remarks: Vec<String>,
}

/// One wave, put beside the threads of the waves before it.
pub(super) struct Step<'a> {
    all: &'a Questions<'a>,
    apart: &'a BTreeSet<Place>,
    threads: &'a [Thread],
    wave: usize,
    questions: &'a [usize],
    taken: BTreeMap<usize, (usize, Link, QuestionKind)>,
    used: BTreeSet<usize>,
    remarks: BTreeMap<usize, Vec<String>>,
}

impl<'a> Step<'a> {
    pub(super) fn new(
        all: &'a Questions<'a>,
        apart: &'a BTreeSet<Place>,
        threads: &'a [Thread],
        wave: usize,
        questions: &'a [usize],
    ) -> Self {
        Step {
            all,
            apart,
            threads,
            wave,
            questions,
            taken: BTreeMap::new(),
            used: BTreeSet::new(),
            remarks: BTreeMap::new(),
        }
    }

    /// What each question goes on with.
    pub(super) fn take(mut self) -> Vec<Taken> {
        if !self.threads.is_empty() {
            self.by_words(true);
            self.by_words(false);
            self.by_words_but_years();
            self.by_neighbour();
            self.by_likeness();
            self.by_neighbour();
            self.by_order();
            self.tell_of_other_kinds();
        }
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
            !self.taken.contains_key(question) && !self.apart.contains(&(self.wave, **question))
        };
        self.questions.iter().filter(free).copied().collect()
    }

    fn is_free(&self, thread: usize, latest: Place) -> bool {
        !self.used.contains(&thread) && !self.apart.contains(&latest)
    }

    fn free_threads(&self) -> Vec<(usize, Place)> {
        self.threads
            .iter()
            .enumerate()
            .filter_map(|(at, thread)| Some((at, thread.latest()?)))
            .filter(|(at, place)| self.is_free(*at, *place))
            .collect()
    }

    /// Free questions and threads by their words. A form without any words tells nothing.
    fn forms(&self, exact: bool) -> Forms<&'a str> {
        let mut forms: Forms<&'a str> = BTreeMap::new();
        for question in self.free_questions() {
            let form = self.all.form((self.wave, question), exact);
            forms.entry(form).or_default().0.push(question);
        }
        for (thread, place) in self.free_threads() {
            let form = self.all.form(place, exact);
            forms.entry(form).or_default().1.push((thread, place));
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
    }

    /// Questions that differ from one thread alone in the year.
    fn by_words_but_years(&mut self) {
        let mut forms: Forms<String> = BTreeMap::new();
        for (_, (questions, threads)) in self.forms(false) {
            let place = questions
                .first()
                .map(|question| (self.wave, *question))
                .or_else(|| threads.first().map(|(_, place)| *place));
            let Some(found) = place.and_then(|place| self.all.get(place)) else {
                continue;
            };
            let form = forms.entry(found.words.but_years()).or_default();
            form.0.extend(questions);
            form.1.extend(threads);
        }
        for (questions, threads) in forms.into_values() {
            if let ([question], [(thread, place)]) = (&questions[..], &threads[..]) {
                self.join(*question, *thread, *place, None);
            }
        }
    }

    /// Questions whose words stand several times, told by what stands before them.
    fn by_neighbour(&mut self) {
        let threads: BTreeMap<Place, usize> = self
            .threads
            .iter()
            .enumerate()
            .filter_map(|(at, thread)| Some((thread.latest()?, at)))
            .collect();
        for question in self.free_questions() {
            let form = self.all.form((self.wave, question), false);
            let before = question
                .checked_sub(1)
                .and_then(|before| self.taken.get(&before))
                .and_then(|(thread, ..)| self.threads.get(*thread));
            let Some(before) = before.filter(|_| !form.is_empty()) else {
                continue;
            };
            let behind = before.asked.iter().map(|(wave, (at, _))| (*wave, at + 1));
            let fits = behind
                .filter_map(|place| Some((*threads.get(&place)?, place)))
                .filter(|(thread, place)| {
                    self.is_free(*thread, *place) && self.all.form(*place, false) == form
                });
            if let Some((thread, place)) = fits.min() {
                self.join(question, thread, place, None);
            }
        }
    }

    /// Questions whose words stand several times, none of which was told: by their order, and somebody has to look.
    fn by_order(&mut self) {
        let standing = self.all.standing(self.wave, self.questions);
        for (form, (questions, threads)) in self.forms(false) {
            if questions.len() < 2
                || questions.len() != threads.len()
                || standing.get(form) != Some(&questions.len())
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

    fn kind(&self, thread: usize) -> QuestionKind {
        let thread = self.threads.get(thread);
        thread.map_or(QuestionKind::OpenText, |thread| thread.kind)
    }

    /// Lets a question go on with a thread, if their kinds can be one. `why` makes it a likely match.
    fn join(&mut self, question: usize, thread: usize, place: Place, why: Option<String>) {
        let (Some(before), Some(now)) = (self.all.get(place), self.all.get((self.wave, question)))
        else {
            return;
        };
        let (kind, doubt) = match together(before, self.kind(thread), now) {
            Together::As(kind) => (kind, None),
            Together::Perhaps(kind, why) => (kind, Some(why)),
            Together::Apart(_) => return,
        };
        let reasons: Vec<String> = why.into_iter().chain(doubt).collect();
        let link = match (reasons.is_empty(), before.plain == now.plain) {
            (false, _) => Link::Likely(reasons.join("; ")),
            (true, true) => Link::Same,
            (true, false) => Link::Minor,
        };
        self.taken.insert(question, (thread, link, kind));
        self.used.insert(thread);
    }

    /// Questions in other words, the most alike first.
    fn by_likeness(&mut self) {
        let (mut questions, mut threads) = (Vec::new(), Vec::new());
        for (mine, theirs) in self.forms(false).into_values() {
            if let [question] = mine[..] {
                questions.push(question);
            }
            if let [thread] = theirs[..] {
                threads.push(thread);
            }
        }
        questions.sort_unstable();
        let words: Vec<_> = threads
            .iter()
            .filter_map(|(_, place)| Some(&self.all.get(*place)?.words))
            .collect();
        let candidates = Candidates::new(&words, questions.len(), &self.all.weights);
        let mut pairs = Vec::new();
        for question in questions {
            let now = (self.wave, question);
            let Some(words) = self.all.get(now).map(|found| &found.words) else {
                continue;
            };
            for at in candidates.of(words) {
                let Some((thread, place)) = threads.get(at).copied() else {
                    continue;
                };
                if let Some(pair) = pair(self.all, place, self.kind(thread), now) {
                    pairs.push((question, thread, place, pair));
                }
            }
        }
        pairs.sort_by(|(question, thread, _, pair), (q, t, _, other)| {
            let by_score = other.score.total_cmp(&pair.score);
            by_score.then((thread, question).cmp(&(t, q)))
        });
        for (question, thread, place, pair) in pairs {
            if self.used.contains(&thread) || self.taken.contains_key(&question) {
                continue;
            }
            match pair.verdict {
                Verdict::One(why) => self.join(question, thread, place, Some(why)),
                Verdict::Two(why) => {
                    let remarks = self.remarks.entry(question).or_default();
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

    /// Says of questions with the same words why they are not one.
    fn tell_of_other_kinds(&mut self) {
        for (questions, threads) in self.forms(false).into_values() {
            for question in questions {
                let why = threads
                    .iter()
                    .take(MOST_LOOKED_AT)
                    .find_map(|(thread, place)| {
                        let (before, now) =
                            (self.all.get(*place)?, self.all.get((self.wave, question))?);
                        match together(before, self.kind(*thread), now) {
                            Together::Apart(why) => Some((place.0, why)),
                            _ => None,
                        }
                    });
                let told = self.remarks.entry(question).or_default();
                if let Some((wave, why)) = why.filter(|_| told.is_empty()) {
                    let id = self.all.id(wave);
                    told.push(format!(
                        "has the words of a question of {id}, and stays apart: {why}"
                    ));
                }
            }
        }
    }
}
