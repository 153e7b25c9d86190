use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashSet};

use super::{Redacted, Redactor};
use crate::coding::decisions::{Decided, QuoteApproval};
use crate::coding::{AnswerId, CodedRespondents, CodingGroup, SourceKind};
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
    /// Whether a person said so. Rules are wrong too often to put a stance into anybody's mouth.
    pub confirmed: bool,
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
    codings: &CodedRespondents,
    decided: &Decided,
    is_hidden: &dyn Fn(&CodeRef) -> bool,
) -> Result<Quotations, regex::Error> {
    let redactor = Redactor::new(&project.disclosure.redact, &project.wording)?
        .and_numbers(&small_groups(project, responses))?;
    let mut taken = BTreeSet::new();
    let mut quotations = Quotations::default();
    let Some(consent) = &project.consent else {
        return Ok(quotations);
    };
    let screen = Screen {
        redactor: &redactor,
        known: KnownWords::of(project, responses).and_marks(&redactor),
        decided,
    };
    let most = project.report.quotations_per_theme;
    let themes = project.codebook.theory.themes.iter();
    for theme in themes.filter(|theme| !is_hidden(&theme.code)) {
        let about = codings.of_code(&theme.code).iter();
        let mut hopeful: Vec<Hopeful<'_>> = about
            .filter(|group| group.alike.source.is_of_words() && !group.alike.negated)
            .flat_map(|group| Hopeful::of_group(project, responses, group))
            .filter(|hopeful| !taken.contains(&hopeful.respondent))
            .filter(|hopeful| agreed(project, consent, responses, hopeful.respondent))
            .collect();
        // By respondent, and in each by question.
        hopeful.sort_by_key(|hopeful| (hopeful.respondent, hopeful.question));
        let mut candidates = candidates(&screen, responses, hopeful, most);
        candidates.sort_by_key(Candidate::rank);
        let chosen = choose(candidates, most);
        taken.extend(chosen.iter().map(|c| c.respondent));
        let cleared: Vec<ClearedQuotation> = chosen.into_iter().map(Candidate::cleared).collect();
        if !cleared.is_empty() {
            quotations.by_theme.insert(theme.code.clone(), cleared);
        }
    }
    Ok(quotations)
}

/// An answer with a theme in it, of a length to quote.
struct Hopeful<'a> {
    respondent: usize,
    question: &'a QuestionId,
    stance: Stance,
    source: SourceKind,
    /// How many pieces of it speak of the theme.
    pieces: u8,
    words: &'a str,
}

impl<'a> Hopeful<'a> {
    fn of_group(
        project: &'a Project,
        responses: &'a Responses,
        group: &'a CodingGroup,
    ) -> impl Iterator<Item = Hopeful<'a>> {
        let question = project.survey.question(&group.alike.question);
        let open = question.filter(|question| question.kind == QuestionKind::OpenText);
        let column = open.and_then(|question| responses.column(&question.id)?.verbatims());
        // What has no stance is not quoted.
        let wanted = column.zip(group.alike.stance).into_iter();
        wanted.flat_map(move |(column, stance)| {
            let coded = group.with_pieces();
            coded.filter_map(move |(respondent, pieces)| {
                let TextAnswer::Given(words) = column.get(respondent)? else {
                    return None;
                };
                let words = words.trim();
                LENGTH.contains(&words.chars().count()).then_some(Hopeful {
                    respondent,
                    question: &group.alike.question,
                    stance,
                    source: group.alike.source,
                    pieces,
                    words,
                })
            })
        })
    }

    /// Its rank if nothing has to be taken out.
    fn rank(&self) -> Rank {
        rank(self.words, 0, self.pieces, self.respondent)
    }
}

/// Those that may be quoted, as far as `most` quotations can need them: looking for names takes long, so that it is not
/// done in answers that stand behind enough others of their stance from which nothing has to be taken out.
fn candidates(
    screen: &Screen<'_>,
    responses: &Responses,
    mut hopeful: Vec<Hopeful<'_>>,
    most: usize,
) -> Vec<Candidate> {
    hopeful.sort_by_cached_key(Hopeful::rank);
    let mut unchanged: BTreeMap<Stance, Unlike<'_>> = BTreeMap::new();
    let mut candidates = Vec::new();
    for hopeful in hopeful {
        let Some(answer) = AnswerId::of(responses, hopeful.respondent, hopeful.question) else {
            continue;
        };
        let unlike = unchanged.entry(hopeful.stance).or_default();
        if unlike.people.len() >= most && screen.decided.answer(&answer).is_none() {
            continue;
        }
        let Some(redacted) = screen.pass(&answer, hopeful.words) else {
            continue;
        };
        if redacted.words == hopeful.words {
            unlike.add(hopeful.respondent, hopeful.words);
        }
        let decided = screen.decided.answer(&answer);
        let main = decided.and_then(|decided| decided.stance.settled());
        let main = main.map(|vote| (vote.source.kind(), vote.value));
        candidates.push(Candidate {
            respondent: hopeful.respondent,
            question: hopeful.question.clone(),
            stance: hopeful.stance,
            confirmed: is_confirmed((hopeful.source, hopeful.stance), main),
            pieces: hopeful.pieces,
            redacted,
        });
    }
    candidates
}

/// Quotations that may stand beside each other: each of somebody else, and in other words.
#[derive(Default)]
struct Unlike<'a> {
    people: BTreeSet<usize>,
    words: BTreeSet<&'a str>,
}

impl<'a> Unlike<'a> {
    fn add(&mut self, respondent: usize, words: &'a str) {
        if !self.people.contains(&respondent) && self.words.insert(words) {
            self.people.insert(respondent);
        }
    }
}

/// Whether a person gave a coding its stance: with the code, or as the answer's `main` one.
fn is_confirmed(coding: (SourceKind, Stance), main: Option<(SourceKind, Stance)>) -> bool {
    let is_persons =
        |(source, stance): (SourceKind, Stance)| source >= SourceKind::Person && stance == coding.1;
    is_persons(coding) || main.is_some_and(is_persons)
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
    redactor: &'a Redactor,
    known: KnownWords<'a>,
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
    stance: Stance,
    confirmed: bool,
    pieces: u8,
    redacted: Redacted,
}

/// Whole sentences of a good length with much evidence first; then the respondents' order.
type Rank = (usize, bool, Reverse<u8>, usize, usize);

fn rank(words: &str, redactions: usize, pieces: u8, respondent: usize) -> Rank {
    let length = words.chars().count();
    let is_sentence =
        words.starts_with(char::is_uppercase) && words.ends_with(['.', '!', '?', '…']);
    let band = length.abs_diff(BEST_LENGTH) / 60;
    (
        redactions,
        !is_sentence,
        Reverse(pieces.min(3)),
        band,
        respondent,
    )
}

impl Candidate {
    fn rank(&self) -> Rank {
        let Redacted { words, redactions } = &self.redacted;
        rank(words, *redactions, self.pieces, self.respondent)
    }

    fn cleared(self) -> ClearedQuotation {
        ClearedQuotation {
            words: self.redacted.words,
            question: self.question,
            stance: Some(self.stance),
            confirmed: self.confirmed,
        }
    }
}

/// The best candidate of each stance in turn, until there are enough. Nobody is quoted twice, nor are the same words.
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
            let next = candidates.iter().position(|c| c.stance == stance);
            if let Some(next) = next.filter(|_| chosen.len() < most) {
                let next = candidates.remove(next);
                candidates.retain(|c| {
                    c.respondent != next.respondent && c.redacted.words != next.redacted.words
                });
                chosen.push(next);
            }
        }
    }
    chosen
}

/// Words that give nobody away.
struct KnownWords<'a> {
    /// Words with a capital letter that the project itself uses.
    own: HashSet<&'a str>,
    /// Words that somebody wrote with a small letter: ordinary ones, even where they start a sentence.
    ordinary: HashSet<&'a str>,
}

/// How many answers of a question are read for ordinary words.
const READ_FOR_WORDS: usize = 20_000;

impl<'a> KnownWords<'a> {
    fn of(project: &'a Project, responses: &'a Responses) -> Self {
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
            own: own.flat_map(words).collect(),
            ordinary: ordinary.collect(),
        }
    }

    /// Knows the words as well that stand in the place of what was taken out: nouns of some languages have capital
    /// letters.
    fn and_marks(mut self, redactor: &'a Redactor) -> Self {
        self.own.extend(redactor.marks().flat_map(words));
        self
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
                let ordinary =
                    starts_sentence && self.ordinary.contains(word.to_lowercase().as_str());
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
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;
    use crate::wording::Wording;

    fn set(words: &str) -> HashSet<&str> {
        words.split(' ').collect()
    }

    /// Rules are right about the stance of six answers in seven, which is too seldom for somebody's own words.
    #[test]
    fn only_a_person_says_what_a_quotation_is() {
        let by_rules = (SourceKind::Rules, Stance::Criticism);
        assert!(!is_confirmed(by_rules, None));
        assert!(!is_confirmed(by_rules, Some(by_rules)));
        assert!(!is_confirmed(
            by_rules,
            Some((SourceKind::Person, Stance::Impact))
        ));
        assert!(is_confirmed(
            by_rules,
            Some((SourceKind::Person, Stance::Criticism))
        ));
        assert!(is_confirmed(
            by_rules,
            Some((SourceKind::Adjudicated, Stance::Criticism))
        ));
        assert!(is_confirmed((SourceKind::Person, Stance::Impact), None));
        assert!(!is_confirmed((SourceKind::Import, Stance::Impact), None));
    }

    #[test]
    fn the_same_words_are_quoted_once() {
        let candidate = |respondent, stance, words: &str| Candidate {
            respondent,
            question: QuestionId::new("q").unwrap(),
            stance,
            confirmed: true,
            pieces: 1,
            redacted: Redacted {
                words: words.into(),
                redactions: 0,
            },
        };
        let (thanks, more) = ("Thank you for all the help.", "We need more of the same.");
        let chosen = choose(
            vec![
                candidate(0, Stance::Impact, thanks),
                candidate(1, Stance::Impact, thanks),
                candidate(2, Stance::Request, thanks),
                candidate(0, Stance::Request, more),
                candidate(3, Stance::Request, more),
            ],
            5,
        );
        let quoted: Vec<(usize, &str)> = chosen
            .iter()
            .map(|c| (c.respondent, c.redacted.words.as_str()))
            .collect();
        assert_eq!(quoted, [(0, thanks), (3, more)]);
        // Nor do they keep other words from being looked at.
        let mut unlike = Unlike::default();
        for (respondent, words) in [(0, thanks), (1, thanks), (0, more), (3, more)] {
            unlike.add(respondent, words);
        }
        assert_eq!(unlike.people, BTreeSet::from([0, 3]));
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

    #[test]
    fn what_stands_in_the_place_of_a_name_is_none() {
        let own = "[taken-out]\nemail = \"E-Mail-Adresse\"\n";
        let file = ("templates/wording/phrases.toml".to_owned(), own.to_owned());
        let (wording, _) = Wording::of("en-GB", &[file]).unwrap();
        let redactor = Redactor::new(&[], &wording).unwrap();
        let words = "We wrote to [E-Mail-Adresse] again.";
        assert_eq!(
            redactor
                .redact("We wrote to a@mail.example.org again.")
                .words,
            words
        );
        let known = || KnownWords {
            own: set("Kindred Ground"),
            ordinary: set("we"),
        };
        assert!(known().holds_possible_name(words));
        let known = known().and_marks(&redactor);
        assert!(!known.holds_possible_name(words));
        assert!(known.holds_possible_name("We wrote to Saffron again."));
    }
}
