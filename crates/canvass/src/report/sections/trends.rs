use super::shifts::reported;
use crate::document::{Block, DocumentError, Section, Text};
use crate::report::context::{Context, section};
use crate::report::describe;
use crate::report::figures::TrendPlot;
use crate::report::words::{self, Words};
use crate::survey::{AnswerOption, Question, QuestionKind};
use crate::wording::say;

/// What the language calls a yes.
const YES: &str = "language.answers.yes";

/// The most trends of a question without a figure that are told in words.
const TOLD: usize = 3;

/// How the headline question and questions with "Yes" and "No" moved, where three or more waves can be compared, and
/// the clear trends of all others.
pub(super) fn trends(context: &Context<'_>) -> Result<Option<Section>, DocumentError> {
    let words = context.words;
    let (mut blocks, mut others) = (Vec::new(), Vec::new());
    let mut span = None;
    for (question, plot) in plots(context) {
        span.get_or_insert_with(|| plot.span());
        if plot.lines.is_empty() {
            others.push(without_figure(question, &plot));
            continue;
        }
        let (title, told) = (&question.title, describe::trend_sentences(&plot));
        let mut told = say!(words, "phrases.titled", title, told);
        if !plot.undrawn.is_empty() {
            let table = words::to(&plot.undrawn_anchor());
            told = format!("{told} {}", say!(words, "phrases.see", table));
        }
        blocks.push(Block::Paragraph(words::text(&told)));
        blocks.push(Block::Figure(plot.figure()?));
    }
    let Some((from, to)) = span else {
        return Ok(None);
    };
    let intro = say!(words, "sections.trends.intro");
    blocks.insert(0, Block::Paragraph(intro.into()));
    if !others.is_empty() {
        let some_drawn = blocks.len() > 1;
        let intro = say!(words, "sections.trends.others", some_drawn);
        blocks.push(Block::Paragraph(intro.into()));
        blocks.push(Block::Bullets(others));
    }
    let heading = say!(words, "sections.trends.heading", from, to);
    section("trends", heading, blocks).map(Some)
}

/// The tables of clear trends that are not drawn.
pub(super) fn undrawn_tables(context: &Context<'_>) -> Result<Vec<Block>, DocumentError> {
    let plots = plots(context).filter(|(_, plot)| !plot.undrawn.is_empty());
    plots
        .map(|(_, plot)| plot.undrawn_table().map(Block::Table))
        .collect()
}

/// The questions that have a trend to tell, drawn or not.
fn plots<'a>(context: &Context<'a>) -> impl Iterator<Item = (&'a Question, TrendPlot<'a>)> {
    let headline = context.project.report.headline.as_ref();
    reported(context).filter_map(move |question| {
        let stands_alone = |option: &AnswerOption| !option.exclusive && !option.other;
        let plot = if Some(&question.id) == headline {
            TrendPlot::of_question(context, question, stands_alone)
        } else if is_yes_or_no(context.words, question) {
            TrendPlot::of_options(context, question, |option| {
                is_called(context.words, option, YES)
            })
        } else {
            TrendPlot::undrawn(context, question)
        };
        Some((question, plot?))
    })
}

/// The clearest trends of a question that has no figure of them, and where the others are.
fn without_figure(question: &Question, plot: &TrendPlot<'_>) -> Text {
    let words = plot.words;
    let told = plot.undrawn.iter().take(TOLD);
    let mut told: Vec<String> = told
        .filter_map(|line| describe::trend_sentence(words, line))
        .collect();
    let more = plot.undrawn.len().saturating_sub(TOLD);
    let table = words::to(&plot.undrawn_anchor());
    told.push(say!(words, "sections.trends.more", more, table));
    let (title, told) = (&question.title, told.join(" "));
    words::text(&say!(words, "phrases.titled", title, told))
}

fn is_yes_or_no(words: Words<'_>, question: &Question) -> bool {
    let has = |called| {
        let mut options = question.options.iter();
        options.any(|option| is_called(words, option, called))
    };
    question.kind == QuestionKind::SingleChoice && has(YES) && has("language.answers.no")
}

/// Whether the option is called by one of the words that the language lists.
fn is_called(words: Words<'_>, option: &AnswerOption, list: &str) -> bool {
    let label = option.label.trim().to_lowercase();
    let mut called = words.list_of(list).iter();
    called.any(|word| word.to_lowercase() == label)
}
