use super::shifts::reported;
use crate::document::{Block, DocumentError, Section};
use crate::report::context::{Context, section};
use crate::report::describe;
use crate::report::figures::TrendPlot;
use crate::report::words::{self, Words};
use crate::survey::{AnswerOption, Question, QuestionKind};
use crate::wording::say;

/// What the language calls a yes.
const YES: &str = "language.answers.yes";

/// How the headline question and questions with "Yes" and "No" moved, where three or more waves can be compared.
pub(super) fn trends(context: &Context<'_>) -> Result<Option<Section>, DocumentError> {
    let headline = context.project.report.headline.as_ref();
    let words = context.words;
    let mut blocks = Vec::new();
    let mut span = None;
    for question in reported(context) {
        let stands_alone = |option: &AnswerOption| !option.exclusive && !option.other;
        let plot = if Some(&question.id) == headline {
            TrendPlot::new(context, question, stands_alone)
        } else if is_yes_or_no(words, question) {
            TrendPlot::new(context, question, |option| is_called(words, option, YES))
        } else {
            None
        };
        let Some(plot) = plot else { continue };
        let (title, told) = (&question.title, describe::trend_sentences(&plot));
        let told = say!(words, "phrases.titled", title, told);
        blocks.push(Block::Paragraph(words::text(&told)));
        blocks.push(Block::Figure(plot.figure()?));
        span.get_or_insert_with(|| plot.span());
    }
    let Some((from, to)) = span else {
        return Ok(None);
    };
    let intro = say!(words, "sections.trends.intro");
    blocks.insert(0, Block::Paragraph(intro.into()));
    let heading = say!(words, "sections.trends.heading", from, to);
    section("trends", heading, blocks).map(Some)
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
