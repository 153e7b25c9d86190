use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::{Redacted, Redactor};
use crate::coding::decisions::{Decided, QuoteApproval};
use crate::coding::{AnswerId, Coding, Codings, Source};
use crate::config::{Consent, Project};
use crate::survey::{
    Choice, CodeRef, Column, FrameKind, QuestionId, QuestionKind, Responses, Stance, TextAnswer,
};
use crate::tabulate::question_table;

/// Answers that may be quoted: the writer agreed, and what could say who they are is taken out.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Quotations {
    by_theme: BTreeMap<CodeRef, Vec<ClearedQuotation>>,
}

/// One quotation, cleared.
#[derive(Clone, PartialEq, Eq)]
pub struct ClearedQuotation {
    /// The words; what was taken out is marked in square brackets.
    pub words: String,
    /// The question answered.
    pub question: QuestionId,
    /// What the quotation is.
    pub stance: Option<Stance>,
}

impl std::fmt::Debug for ClearedQuotation {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "ClearedQuotation({}, {} bytes)",
            self.question,
            self.words.len()
        )
    }
}

impl Quotations {
    /// The quotations for a theme, in the order to print them.
    pub fn of_theme(&self, theme: &CodeRef) -> &[ClearedQuotation] {
        self.by_theme.get(theme).map_or(&[], Vec::as_slice)
    }

    /// How many there are in all.
    pub fn len(&self) -> usize {
        self.by_theme.values().map(Vec::len).sum()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.by_theme.is_empty()
    }
}

/// The fewest and most characters of a quotation.
const LENGTH: std::ops::RangeInclusive<usize> = 25..=320;

/// The length in characters that reads best.
const BEST_LENGTH: usize = 130;

/// Chooses quotations for each theme of the Theory of Change.
///
/// Nobody is quoted without their agreement, nor more than once in a report. Words that hold what looks like a
/// name are left out unless somebody who read the answer approved it as `decided` says: only a person can say whether
/// it is one. What a person will not have quoted never is, nor what two of them disagree about. Where a theme has opposing views, they come
/// before a second view of the same kind. A theme of which so few wrote that their number `is_hidden` has no
/// quotations: they would be of these few.
///
/// # Errors
/// When the names to be taken out cannot be searched for.
pub fn clear_quotations(
    project: &Project,
    responses: &Responses,
    codings: &Codings,
    decided: &Decided,
    is_hidden: &dyn Fn(&CodeRef) -> bool,
) -> Result<Quotations, regex::Error> {
    let screen = Screen {
        redactor: Redactor::new(&project.disclosure.redact)?
            .and_numbers(&small_groups(project, responses))?,
        known: KnownWords::of(project, responses),
        decided,
    };
    let mut taken = BTreeSet::new();
    let mut quotations = Quotations::default();
    let Some(consent) = &project.consent else {
        return Ok(quotations);
    };
    let themes = project.codebook.theory.themes.iter();
    for theme in themes.filter(|theme| !is_hidden(&theme.code)) {
        let mut candidates: Vec<Candidate> = codings
            .codings()
            .iter()
            .filter(|c| is_about(c, &theme.code) && !c.negated && !taken.contains(&c.respondent))
            .filter(|c| agreed(project, consent, responses, c.respondent))
            .filter_map(|coding| Candidate::new(project, responses, &screen, coding))
            .collect();
        candidates.sort_by_key(Candidate::rank);
        let chosen = choose(candidates, project.report.quotations_per_theme);
        taken.extend(chosen.iter().map(|c| c.respondent));
        let cleared: Vec<ClearedQuotation> = chosen.into_iter().map(Candidate::cleared).collect();
        if !cleared.is_empty() {
            quotations.by_theme.insert(theme.code.clone(), cleared);
        }
    }
    Ok(quotations)
}

fn is_about(coding: &Coding, theme: &CodeRef) -> bool {
    coding.code == *theme && !matches!(coding.source, Source::Option(_))
}

/// The sizes of groups of respondents that are small: a number of that size in an answer may say which group it is.
fn small_groups(project: &Project, responses: &Responses) -> BTreeSet<u64> {
    let groups = project.groups.iter();
    let questions = groups.filter_map(|id| project.survey.question(id));
    let tables = questions.filter_map(|question| question_table(question, responses));
    tables
        .flat_map(|table| table.lines)
        .filter_map(|line| line.count)
        .filter(|count| (1..project.disclosure.threshold).contains(count))
        .collect()
}

/// What stands between an answer and a quotation.
struct Screen<'a> {
    redactor: Redactor,
    known: KnownWords,
    decided: &'a Decided,
}

impl Screen<'_> {
    /// The words to print; `None` when they may not be quoted.
    fn pass(&self, answer: &AnswerId, words: &str) -> Option<Redacted> {
        let quote = self.decided.answer(answer).map(|decided| &decided.quote);
        if quote.is_some_and(|quote| quote.is_conflict()) {
            return None;
        }
        match quote
            .and_then(|quote| quote.settled())
            .map(|vote| &vote.value)
        {
            None => {
                let redacted = self.redactor.redact(words);
                (!self.known.holds_possible_name(&redacted.words)).then_some(redacted)
            }
            Some(QuoteApproval::Yes) => Some(self.redactor.redact(words)),
            Some(QuoteApproval::Redacted(changed)) => {
                let changed = changed.0.trim();
                is_from(changed, words).then(|| {
                    let mut redacted = self.redactor.redact(changed);
                    redacted.redactions += changed.matches('[').count();
                    redacted
                })
            }
            Some(_) => None,
        }
    }
}

/// Whether words are those of an answer, in their order, apart from what stands in square brackets.
fn is_from(words: &str, answer: &str) -> bool {
    let mut rest = answer;
    let mut own = 0;
    for piece in words.split('[') {
        let piece = piece.split_once(']').map_or(piece, |(_, after)| after);
        let Some(at) = rest.find(piece) else {
            return false;
        };
        rest = &rest[at + piece.len()..];
        own += piece.trim().len();
    }
    own > 0
}

fn agreed(project: &Project, consent: &Consent, responses: &Responses, respondent: usize) -> bool {
    let Some(question) = project.survey.question(&consent.question) else {
        return false;
    };
    let Some(Column::Choice(answers)) = responses.column(&consent.question) else {
        return false;
    };
    match answers.get(respondent) {
        Some(Choice::Option(option)) => question
            .options
            .get(usize::from(option))
            .is_some_and(|o| consent.options.contains(&o.id)),
        _ => false,
    }
}

struct Candidate {
    respondent: usize,
    question: QuestionId,
    stance: Option<Stance>,
    pieces: usize,
    redacted: Redacted,
}

impl Candidate {
    fn new(
        project: &Project,
        responses: &Responses,
        screen: &Screen<'_>,
        coding: &Coding,
    ) -> Option<Self> {
        if project.survey.question(&coding.question)?.kind != QuestionKind::OpenText {
            return None;
        }
        let TextAnswer::Given(words) = responses
            .column(&coding.question)?
            .verbatims()?
            .get(coding.respondent)?
        else {
            return None;
        };
        let words = words.trim();
        if !LENGTH.contains(&words.chars().count()) {
            return None;
        }
        let answer = AnswerId::of(responses, coding.respondent, &coding.question)?;
        let redacted = screen.pass(&answer, words)?;
        Some(Candidate {
            respondent: coding.respondent,
            question: coding.question.clone(),
            stance: coding.stance,
            pieces: coding.evidence.len(),
            redacted,
        })
    }

    /// Whole sentences of a good length with much evidence first; then the respondents' order.
    fn rank(&self) -> (usize, bool, Reverse<usize>, usize, usize) {
        let words = &self.redacted.words;
        let length = words.chars().count();
        let is_sentence =
            words.starts_with(char::is_uppercase) && words.ends_with(['.', '!', '?', '…']);
        let band = length.abs_diff(BEST_LENGTH) / 60;
        (
            self.redacted.redactions,
            !is_sentence,
            Reverse(self.pieces.min(3)),
            band,
            self.respondent,
        )
    }

    fn cleared(self) -> ClearedQuotation {
        ClearedQuotation {
            words: self.redacted.words,
            question: self.question,
            stance: self.stance,
        }
    }
}

/// The best candidate of each stance in turn, until there are enough.
fn choose(mut candidates: Vec<Candidate>, most: usize) -> Vec<Candidate> {
    let mut chosen: Vec<Candidate> = Vec::new();
    let turns = [
        Stance::Impact,
        Stance::Criticism,
        Stance::Request,
        Stance::Neutral,
    ];
    while chosen.len() < most && !candidates.is_empty() {
        for stance in turns {
            let next = candidates.iter().position(|c| c.stance == Some(stance));
            if let Some(next) = next.filter(|_| chosen.len() < most) {
                let next = candidates.remove(next);
                candidates.retain(|c| c.respondent != next.respondent);
                chosen.push(next);
            }
        }
        candidates.retain(|c| c.stance.is_some());
    }
    chosen
}

/// Words that give nobody away.
struct KnownWords {
    /// Words with a capital letter that the project itself uses.
    own: BTreeSet<String>,
    /// Words that somebody wrote with a small letter: ordinary ones, even where they start a sentence.
    ordinary: BTreeSet<String>,
}

/// How many answers of a question are read for ordinary words.
const READ_FOR_WORDS: usize = 20_000;

impl KnownWords {
    fn of(project: &Project, responses: &Responses) -> Self {
        let codes = project
            .codebook
            .frames
            .iter()
            .filter(|f| f.kind != FrameKind::Stance)
            .flat_map(|f| &f.codes);
        let questions = project.survey.questions.iter();
        let options = questions
            .clone()
            .flat_map(|q| q.options.iter().map(|o| o.label.as_str()));
        let own = std::iter::once(project.organisation.as_str())
            .chain(codes.map(|c| c.label.as_str()))
            .chain(questions.clone().map(|q| q.title.as_str()))
            .chain(options);
        let answers = questions
            .filter_map(|q| responses.column(&q.id)?.verbatims())
            .flat_map(|column| column.iter().take(READ_FOR_WORDS));
        let ordinary = answers
            .filter_map(|answer| match answer {
                TextAnswer::Given(text) => Some(text),
                _ => None,
            })
            .flat_map(words)
            .filter(|word| word.starts_with(char::is_lowercase));
        KnownWords {
            own: own.flat_map(words).map(str::to_owned).collect(),
            ordinary: ordinary.map(str::to_owned).collect(),
        }
    }

    /// Whether a word has a capital letter without a reason: it is none of the project's own, nor "I", nor an
    /// abbreviation, nor an ordinary word at the start of a sentence.
    fn holds_possible_name(&self, text: &str) -> bool {
        let mut starts_sentence = true;
        for token in text.split_whitespace() {
            for word in words(token) {
                let capital = word.starts_with(char::is_uppercase);
                let abbreviation = word.chars().all(|c| c.is_uppercase() || c.is_numeric());
                let first_person = word == "I" || word.starts_with("I'") || word.starts_with("I’");
                let ordinary = starts_sentence && self.ordinary.contains(&word.to_lowercase());
                if capital
                    && !abbreviation
                    && !first_person
                    && !ordinary
                    && !self.own.contains(word)
                {
                    return true;
                }
                starts_sentence = false;
            }
            starts_sentence |=
                token.ends_with(['.', '!', '?', ':', '…', '-', '–', '—', '*', '"', '”', ')']);
        }
        false
    }
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric() && !matches!(c, '\'' | '’'))
        .filter(|word| !word.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(words: &str) -> BTreeSet<String> {
        words.split(' ').map(String::from).collect()
    }

    #[test]
    fn words_a_person_changed_are_still_the_writers() {
        let answer = "I rang Ann on Monday, and she helped us.";
        assert!(is_from(
            "I rang [name] on Monday, and she helped us.",
            answer
        ));
        assert!(is_from("I rang [\u{2026}] helped us.", answer));
        assert!(!is_from(
            "I rang [name] on Tuesday, and she helped us.",
            answer
        ));
        assert!(!is_from("she helped us. I rang [name] on Monday", answer));
        assert!(!is_from("[name]", answer));
    }

    #[test]
    fn what_looks_like_a_name_is_seen() {
        let known = KnownWords {
            own: set("Kindred Ground"),
            ordinary: set("we the good then our yes"),
        };
        for fine in [
            "Kindred Ground helped. We met others, and I felt less alone.",
            "The NHS and MIND... Good!",
            "I'd say: Yes.",
        ] {
            assert!(!known.holds_possible_name(fine), "{fine}");
        }
        for name in [
            "Then Saffron rang me.",
            "our group in Pwllheli met",
            "(ask Ann)",
            "We came. Inverness has a station.",
        ] {
            assert!(known.holds_possible_name(name), "{name}");
        }
    }
}
