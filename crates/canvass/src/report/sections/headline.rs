use crate::compare::{Comparability, Gap, Verdict, question_comparability};
use crate::disclosure::{PublishedCell, PublishedTable};
use crate::document::Text;
use crate::report::context::Context;
use crate::report::phrases::Phrases;
use crate::report::ranked::Ranked;
use crate::report::words;
use crate::stats::{Percent, Proportion};
use crate::survey::{OptionId, Question, WaveId};
use crate::tabulate::LineKey;

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
    let published = context.release.shift.as_ref()?;
    let (from, to) = (context.label(&published.from), context.label(&published.to));
    let name = |id: &OptionId| {
        question
            .option_index(id)
            .and_then(|i| question.options.get(i))
            .map(|o| words::quoted(&o.label))
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
    let claim = match published.shift.verdict {
        Verdict::Overtook => format!("{new} overtook {old} between {from} and {to}."),
        Verdict::Shifted => {
            format!("There was a shift from {old} to {new} between {from} and {to}.")
        }
        Verdict::TooClose => format!(
            "Between {from} and {to} the order of {old} and {new} changed, but it is too close to call."
        ),
        Verdict::OrderChanged => format!(
            "Between {from} and {to} the order of {old} and {new} changed, but within what chance alone could produce."
        ),
    };
    let told = |share: Proportion| {
        format!(
            "{}, {} of {}",
            Percent::of(share),
            share.count(),
            share.base().get()
        )
    };
    let first = |wave: &WaveId, leader: Proportion| {
        let table = context
            .release
            .questions
            .get(&(question.id.clone(), wave.clone()));
        if table.is_some_and(|table| leads(table, leader)) {
            "was chosen most often"
        } else {
            "was chosen most often of the answers compared"
        }
    };
    let (first_from, first_to) = (
        first(&published.from, old_from),
        first(&published.to, new_to),
    );
    let figures = format!(
        "In {from}, {old} {first_from} ({}), and {new} less often ({}). In {to}, {new} {first_to} ({}), and {old} less often ({}).",
        told(old_from),
        told(new_from),
        told(new_to),
        told(old_to)
    );
    let shift = &published.shift;
    let gap = |gap: &Gap, wave: &str| format!("In {wave} it was {}", gap_words(gap, ""));
    let evidence = format!(
        "The gap is how far {new} is ahead of {old}; a minus sign means behind. The same people are counted for both. {}. {}. It changed by {}.",
        gap(&shift.gap_from, from),
        gap(&shift.gap_to, to),
        gap_words(&shift.change, &format!("; {}", p_words(&shift.change)))
    );
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

/// The headline question, as it stands before the claim.
pub(super) fn headline_title(context: &Context<'_>) -> String {
    headline_question(context).map_or_else(String::new, |question| format!("{}: ", question.title))
}

/// The claim and its figures; where there is no claim, why there is none. `None` without a headline question or a
/// wave before.
pub(super) fn headline_paragraph(context: &Context<'_>) -> Option<Text> {
    let title = Text::from(headline_title(context));
    Some(match headline(context) {
        Some(headline) => title
            .strong(headline.claim)
            .words(format!(" {}", headline.figures)),
        None => title.words(no_claim(context)?),
    })
}

/// Why nothing is claimed about a shift in the headline question.
fn no_claim(context: &Context<'_>) -> Option<String> {
    let question = headline_question(context)?;
    let (from, to) = (context.release.previous.as_ref()?, &context.release.current);
    let table = |wave: &WaveId| {
        let key = (question.id.clone(), wave.clone());
        context.release.questions.get(&key)
    };
    let (before, now) = (context.label(from), context.label(to));
    let (Some(earlier), Some(later)) = (table(from), table(to)) else {
        let missing = if table(to).is_none() { now } else { before };
        return Some(format!(
            "there is no shift to tell of, because the question was not asked in {missing}."
        ));
    };
    let comparability = question_comparability(&context.project.survey, question, from, to);
    if let Comparability::Break(wave) = comparability {
        return Some(format!(
            "there is no shift to tell of, because the question was reworded in {}.",
            context.label(&wave)
        ));
    }
    let (old, new) = (
        Ranked::options(question, earlier),
        Ranked::options(question, later),
    );
    if !old.leader_is_certain() || !new.leader_is_certain() {
        return Some("whether another answer came first cannot be told: some figures are not shown, so that nobody can be recognised.".to_owned());
    }
    let did = Phrases::of(question).leads;
    Some(match (old.highest().as_slice(), new.highest().as_slice()) {
        ([(first, _)], [(same, share)]) if first.key == same.key => format!(
            "in both {before} and {now}, {} {did}. In {now} it stood at {}.",
            words::quoted(&same.label),
            words::share(share)
        ),
        ([_], [_]) => format!(
            "the answers that came first in {before} and {now} cannot be set against each other."
        ),
        (one, _) => format!(
            "no answer alone came first in {}, so there is no shift to tell of.",
            if one.len() == 1 { now } else { before }
        ),
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

/// "-12.5 percentage points (95% interval -22.0 to -2.7)", with more before the closing bracket. A change of a gap can pass 100 points.
fn gap_words(gap: &Gap, more: &str) -> String {
    format!(
        "{} percentage points (95% interval {} to {}{more})",
        signed_points(gap.size),
        signed_points(gap.interval.lower()),
        signed_points(gap.interval.upper())
    )
}

fn signed_points(difference: f64) -> String {
    let tenths = (difference.abs() * 1000.0).round() as u64;
    let sign = if difference < 0.0 && tenths > 0 {
        "\u{2212}"
    } else {
        ""
    };
    format!("{sign}{}.{}", tenths / 10, tenths % 10)
}

fn p_words(gap: &Gap) -> String {
    format!("p = {}", gap.p)
        .replace("= <", "< ")
        .replace("= >", "> ")
}
