use crate::compare::{Comparability, Gap, Verdict, question_comparability};
use crate::disclosure::{PublishedCell, PublishedTable};
use crate::document::Text;
use crate::report::context::Context;
use crate::report::phrases::Phrases;
use crate::report::ranked::Ranked;
use crate::report::words::{self, Words};
use crate::stats::Proportion;
use crate::survey::{OptionId, Question, WaveId};
use crate::tabulate::LineKey;
use crate::wording::say;

/// The change of what was chosen most often, told as strongly as its evidence allows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Headline {
    /// The claim, in a sentence.
    pub claim: String,
    /// The figures behind it.
    pub figures: String,
    /// Gap, change, tests, in sentences.
    pub evidence: String,
}

pub(in crate::report) fn headline(context: &Context<'_>) -> Option<Headline> {
    let question = context
        .project
        .survey
        .question(context.project.report.headline.as_ref()?)?;
    let words = context.words;
    let published = context.release.shift.as_ref()?;
    let (from, to) = (context.label(&published.from), context.label(&published.to));
    let name = |id: &OptionId| {
        question
            .option_index(id)
            .and_then(|i| question.options.get(i))
            .map(|o| words.quoted(&o.label))
    };
    let (old, new) = (name(&published.leader_from)?, name(&published.leader_to)?);
    let share = |wave, id: &OptionId| -> Option<Proportion> {
        let table = context
            .release
            .questions
            .get(&(question.id.clone(), wave))?;
        Some(
            table
                .line(&LineKey::Option(id.clone()))?
                .cell
                .shown()?
                .share(),
        )
    };
    let pair = |wave: &WaveId| {
        Some((
            share(wave.clone(), &published.leader_from)?,
            share(wave.clone(), &published.leader_to)?,
        ))
    };
    let (old_from, new_from) = pair(&published.from)?;
    let (old_to, new_to) = pair(&published.to)?;
    let verdict = match published.shift.verdict {
        Verdict::Overtook => "overtook",
        Verdict::Shifted => "shifted",
        Verdict::TooClose => "too-close",
        Verdict::OrderChanged => "order-changed",
    };
    let claim = say!(words, "sections.headline.claim", verdict, old => &old, new => &new, from, to);
    let first_of_all = |wave: &WaveId, leader: Proportion| {
        let table = context
            .release
            .questions
            .get(&(question.id.clone(), wave.clone()));
        table.is_some_and(|table| leads(table, leader))
    };
    let figures = |wave, wave_id, first: (&str, Proportion), second: (&str, Proportion)| {
        say!(
            words,
            "sections.headline.figures",
            wave,
            first => first.0,
            first_of_all => first_of_all(wave_id, first.1),
            first_share => words.whole_share(first.1),
            second => second.0,
            second_share => words.whole_share(second.1),
        )
    };
    let mut figures = vec![
        figures(from, &published.from, (&old, old_from), (&new, new_from)),
        figures(to, &published.to, (&new, new_to), (&old, old_to)),
    ];
    let has_low_base = |wave: &WaveId| {
        let key = (question.id.clone(), wave.clone());
        let table = context.release.questions.get(&key);
        table.is_some_and(PublishedTable::low_base)
    };
    if has_low_base(&published.from) || has_low_base(&published.to) {
        figures.push(say!(words, "figures.notes.low-base-in-some-year"));
    }
    let figures = figures.join(" ");
    let shift = &published.shift;
    let in_wave = |gap: &Gap, wave| {
        say!(
            words,
            "sections.headline.gap",
            wave,
            size => signed_points(words, gap.size),
            lower => signed_points(words, gap.interval.lower()),
            upper => signed_points(words, gap.interval.upper()),
        )
    };
    let change = say!(
        words,
        "sections.headline.gap-change",
        size => signed_points(words, shift.change.size),
        lower => signed_points(words, shift.change.interval.lower()),
        upper => signed_points(words, shift.change.interval.upper()),
        p => p_words(words, &shift.change),
    );
    let evidence = [
        say!(words, "sections.headline.gap-is", old, new),
        in_wave(&shift.gap_from, from),
        in_wave(&shift.gap_to, to),
        change,
    ]
    .join(" ");
    Some(Headline {
        claim,
        figures,
        evidence,
    })
}

/// The headline question.
pub(super) fn headline_question<'a>(context: &Context<'a>) -> Option<&'a Question> {
    let id = context.project.report.headline.as_ref()?;
    context.project.survey.question(id)
}

/// The claim behind the title of its question.
pub(super) fn titled_claim(context: &Context<'_>, headline: &Headline) -> Text {
    let title = headline_question(context).map(|question| question.title.as_str());
    let claim = &headline.claim;
    words::text(&say!(
        context.words,
        "sections.headline.titled-claim",
        title,
        claim
    ))
}

/// The claim and its figures; where there is no claim, why there is none. `None` without a headline question or a
/// wave before.
pub(super) fn headline_paragraph(context: &Context<'_>) -> Option<Text> {
    if let Some(headline) = headline(context) {
        let claim = titled_claim(context, &headline);
        return Some(claim.words(format!(" {}", headline.figures)));
    }
    let title = headline_question(context).map(|question| question.title.as_str());
    let why = no_claim(context)?;
    Some(say!(context.words, "sections.headline.titled", title, why).into())
}

/// Why nothing is claimed about a shift in the headline question.
fn no_claim(context: &Context<'_>) -> Option<String> {
    let question = headline_question(context)?;
    let (from, to) = (context.release.previous.as_ref()?, &context.release.current);
    let table = |wave: &WaveId| {
        let key = (question.id.clone(), wave.clone());
        context.release.questions.get(&key)
    };
    let words = context.words;
    let (before, now) = (context.label(from), context.label(to));
    let (Some(earlier), Some(later)) = (table(from), table(to)) else {
        let missing = if table(to).is_none() { now } else { before };
        return Some(say!(words, "sections.headline.not-asked", wave => missing));
    };
    let comparability = question_comparability(&context.project.survey, question, from, to);
    if let Comparability::Break(wave) = comparability {
        let wave = context.label(&wave);
        return Some(say!(words, "sections.headline.reworded", wave));
    }
    let (old, new) = (
        Ranked::options(question, earlier),
        Ranked::options(question, later).with_places(context.release.places.get(&question.id)),
    );
    if !old.leader_is_certain() || !new.leader_is_certain() {
        return Some(say!(words, "sections.headline.hidden"));
    }
    let manner = Phrases::of(question).manner;
    Some(match (old.highest().as_slice(), new.highest().as_slice()) {
        ([(first, _)], [(same, share)]) if first.key == same.key => {
            let (name, share) = (words.quoted(&same.label), words.share(share));
            say!(
                words,
                "sections.headline.same",
                before,
                now,
                name,
                manner,
                share,
                in_count => old.could_come_later() || new.could_come_later(),
                last_place => new.last_place(),
                among_shown => !new.suppressed.is_empty(),
                low_base => later.low_base(),
            )
        }
        ([_], [_]) => say!(words, "sections.headline.cannot-compare", before, now),
        (one, _) => {
            let wave = if one.len() == 1 { now } else { before };
            say!(words, "sections.headline.tied", wave)
        }
    })
}

/// Whether no option of the table can have been chosen more often than `leader` was.
fn leads(table: &PublishedTable, leader: Proportion) -> bool {
    let options = table.lines().iter();
    options
        .filter(|line| matches!(line.key, LineKey::Option(_)))
        .all(|line| match &line.cell {
            PublishedCell::Shown(shown) => shown.share().count() <= leader.count(),
            PublishedCell::Suppressed => false,
            PublishedCell::NotApplicable => true,
        })
}

fn signed_points(words: Words<'_>, difference: f64) -> String {
    let tenths = (difference.abs() * 1000.0).round() as u64;
    let number = words.decimal(&format!("{}.{}", tenths / 10, tenths % 10));
    let behind = difference < 0.0 && tenths > 0;
    say!(words, "phrases.signed", behind, number)
}

/// "p = 0.012", "p < 0.001".
fn p_words(words: Words<'_>, gap: &Gap) -> String {
    let p = words.decimal(&gap.p.to_string());
    let sign = p.get(..1).filter(|sign| ["<", ">"].contains(sign));
    let p = p.trim_start_matches(['<', '>']);
    say!(words, "phrases.p-value", sign, p)
}
