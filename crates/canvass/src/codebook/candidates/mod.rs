//! What the codebook misses: phrases that set uncoded answers apart, grouped into codes that a person might add.

mod group;
mod phrases;

#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use self::phrases::Phrases;
use super::answers::{Answers, Written};
use super::explain::FEWEST_PEOPLE;
use super::probe::{Probe, Wanted};
use super::slug::slug;
use super::stop_words::is_stop_word;
use super::tally::tally;
use crate::coding::{Codings, CompiledCodebook, fold, words};
use crate::config::toml_string;
use crate::diagnostics::Place;
use crate::survey::{CodeRef, Codebook, FrameId, Negation};

/// What a candidate's phrases were found against.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Contrast {
    /// Answers of the last wave that have no code of the frame, or are long and hardly coded, against its others.
    Uncoded,
    /// All answers of the last wave against those of the one before.
    SinceLastWave,
}

/// A code that a person might add to a frame. Nothing here names an answer or a person.
#[derive(Debug, Clone, PartialEq)]
pub struct Candidate {
    /// How it was found.
    pub contrast: Contrast,
    /// Its phrases, the most distinctive first; the first is what a code might be named after.
    pub phrases: Vec<DistinctPhrase>,
    /// A rule that finds them, in the rule language.
    pub rule: String,
    /// How many answers of the last wave the rule finds.
    pub finds: usize,
    /// How many of these are among the answers that the phrases set apart.
    pub finds_in_target: usize,
    /// How many of the answers that it finds have each code of the frame already, the most frequent first.
    pub overlap: Vec<(CodeRef, usize)>,
}

/// A phrase that is more frequent in some answers than in others. At least three different people used it.
#[derive(Debug, Clone, PartialEq)]
pub struct DistinctPhrase {
    /// One to three words, without case and accents.
    pub words: String,
    /// In how many of the answers that it sets apart it stands.
    pub answers: usize,
    /// In how many of the answers that they are held against it stands.
    pub elsewhere: usize,
    /// How distinctive it is: [`log_odds_z`](crate::stats::log_odds_z). A rank, not a test.
    pub z: f64,
}

/// The most candidates of each contrast.
const MOST: usize = 12;

/// An answer with at least so many words that name something is long.
const LONG: usize = 12;

/// A long answer is hardly coded when less than this share of those words is evidence of a code.
const COVERED: f64 = 0.2;

/// What the codes of a frame miss in the last of these waves.
///
/// `codings` are those of the waves of `answers`, in the same order. Candidates for uncoded answers come first,
/// then those for what is said more often than in the wave before; in each the most distinctive first.
pub fn candidates(
    codebook: &CompiledCodebook,
    answers: &Answers<'_>,
    codings: &[&Codings],
    frame: &FrameId,
) -> Vec<Candidate> {
    let all = answers.with_content();
    let last = answers.waves.len().saturating_sub(1);
    let of_wave = |wave: usize| -> Vec<Written<'_>> {
        let of_wave = all.iter().filter(|answer| answer.person.0 == wave);
        of_wave.copied().collect()
    };
    let current = of_wave(last);
    let Some(codings) = codings.get(last) else {
        return Vec::new();
    };
    let coded: Vec<Coded> = current
        .iter()
        .map(|answer| Coded::of(answer, codings, frame))
        .collect();
    let (mut missed, mut rest) = (Vec::new(), Vec::new());
    for (at, coded) in coded.iter().enumerate() {
        if coded.is_missed {
            &mut missed
        } else {
            &mut rest
        }
        .push(at);
    }
    let pick = |places: &[usize]| -> Vec<Written<'_>> {
        places
            .iter()
            .filter_map(|at| current.get(*at))
            .copied()
            .collect()
    };
    let mut found = find(
        Contrast::Uncoded,
        codebook,
        &pick(&missed),
        &pick(&rest),
        &current,
        &coded,
    );
    if last > 0 {
        let before = of_wave(last - 1);
        let since = Contrast::SinceLastWave;
        found.extend(find(since, codebook, &current, &before, &current, &coded));
    }
    found
}

/// Candidates as codes to paste into the frame of a `codebook.toml`. Their ids are new to the codebook; labels and
/// definitions are for a person to write.
pub fn candidates_toml(candidates: &[Candidate], book: &Codebook, frame: &FrameId) -> String {
    let frame = book.frames.iter().find(|known| known.id == *frame);
    let mut taken: BTreeSet<String> = BTreeSet::new();
    if let Some(frame) = frame {
        let retired = frame.retired.iter().map(|retired| &retired.code);
        let codes = frame.codes.iter().chain(retired);
        taken.extend(codes.map(|code| code.id.to_string()));
    }
    let mut out = String::new();
    for candidate in candidates {
        let name = candidate.phrases.first().map_or("", |phrase| &phrase.words);
        let id = slug(name);
        let id = std::iter::once(id.clone())
            .chain((2..).map(|number: usize| format!("{id}_{number}")))
            .find(|id| taken.insert(id.clone()))
            .unwrap_or_default();
        let _ = write!(
            out,
            "# Finds {} answers of the last wave.\n[[frame.code]]\nid = {}\nlabel = {}\ndefinition = \"To be written.\"\nrules = [{}]\n\n",
            candidate.finds,
            toml_string(&id),
            toml_string(name),
            toml_string(&candidate.rule),
        );
    }
    out
}

fn find(
    contrast: Contrast,
    codebook: &CompiledCodebook,
    target: &[Written<'_>],
    reference: &[Written<'_>],
    current: &[Written<'_>],
    coded: &[Coded],
) -> Vec<Candidate> {
    let distinct = Phrases::of(target, reference).distinct();
    let groups = group::groups(distinct, MOST);
    let wanted: Vec<Wanted<'_>> = groups
        .iter()
        .map(|group| Wanted {
            expression: group.rule.clone(),
            place: Place::whole("candidate"),
            questions: &[],
            negation: Negation::Ignore,
        })
        .collect();
    let Ok(probe) = Probe::new(codebook.codebook(), &wanted) else {
        return Vec::new();
    };
    let no_words = vec![false; wanted.len()];
    let found = tally(&probe, current, &no_words).answers;
    let in_target = tally(&probe, target, &no_words).answers;
    let with_answers = groups.into_iter().zip(found).zip(in_target);
    with_answers
        .map(|((group, found), in_target)| {
            let mut overlap: BTreeMap<&CodeRef, usize> = BTreeMap::new();
            for code in found.iter().filter_map(|at| coded.get(*at as usize)) {
                for code in &code.codes {
                    *overlap.entry(code).or_default() += 1;
                }
            }
            let mut overlap: Vec<(CodeRef, usize)> = overlap
                .into_iter()
                .map(|(code, count)| (code.clone(), count))
                .collect();
            overlap.sort_by(|a, b| (b.1, &a.0).cmp(&(a.1, &b.0)));
            Candidate {
                contrast,
                phrases: group.phrases,
                rule: group.rule,
                finds: found.len(),
                finds_in_target: in_target.len(),
                overlap,
            }
        })
        .collect()
}

/// How an answer of the last wave is coded.
struct Coded {
    codes: Vec<CodeRef>,
    is_missed: bool,
}

impl Coded {
    fn of(answer: &Written<'_>, codings: &Codings, frame: &FrameId) -> Self {
        let of_answer = codings.of_answer(answer.person.1, &answer.question.id);
        let of_frame: Vec<_> = of_answer
            .iter()
            .filter(|coding| coding.code.frame == *frame && coding.source.kind().is_of_words())
            .collect();
        let mut codes: Vec<CodeRef> = of_frame.iter().map(|coding| coding.code.clone()).collect();
        codes.dedup();
        let (mut naming, mut covered) = (0usize, 0usize);
        words(answer.text, |word| {
            let text = answer.text.get(word.start..word.end).unwrap_or_default();
            if !is_stop_word(&fold(text)) {
                naming += 1;
                let evidence = of_frame.iter().flat_map(|coding| &coding.evidence);
                let mut bytes = evidence.map(|evidence| &evidence.bytes);
                covered += usize::from(bytes.any(|b| b.start <= word.start && word.end <= b.end));
            }
        });
        // A person who gave a code to the answer as a whole pointed at no words in particular.
        let points = of_frame.iter().all(|coding| !coding.evidence.is_empty());
        let thin = points && naming >= LONG && (covered as f64) < COVERED * naming as f64;
        Coded {
            is_missed: codes.is_empty() || thin,
            codes,
        }
    }
}
