use super::lead::lead;
use super::shifts::change_sentences;
use super::summary::key_figure_sentence;
use crate::disclosure::{PublishedCell, PublishedLine};
use crate::document::{Anchor, Block, Content, DocumentError};
use crate::report::context::Context;
use crate::report::figures::{
    AnswerRow, Bars, by_groups, grid_figures, question_bars, scale_figure,
};
use crate::report::words;
use crate::stats::Proportion;
use crate::survey::{GridRow, Question, QuestionKind};
use crate::tabulate::LineKey;
use crate::wording::{capital, say};

/// What was answered in the current wave to the questions with options that are `wanted`, in the order of the
/// questionnaire. The rows of a grid stand together.
pub(super) fn answers_to(
    context: &Context<'_>,
    wanted: impl Fn(&&Question) -> bool,
) -> Result<Vec<Block>, DocumentError> {
    let questions = context.project.survey.questions.iter().filter(wanted);
    let answered: Vec<Answered<'_>> = questions
        .filter_map(|question| {
            Some(Answered {
                question,
                bars: question_bars(context, question)?,
            })
        })
        .collect();
    let of_one_grid =
        |a: &Answered<'_>, b: &Answered<'_>| match (&a.question.grid, &b.question.grid) {
            (Some(a), Some(b)) => a.grid == b.grid,
            _ => false,
        };
    let mut blocks = Vec::new();
    for together in answered.chunk_by(of_one_grid) {
        for Answered { question, bars } in together.iter().filter(|a| a.question.grid.is_none()) {
            let sentences = sentences(context, question, bars, &question.title);
            blocks.push(Block::Paragraph(sentences.into()));
            let scale = match question.kind {
                QuestionKind::Scale => scale_figure(context, question)?,
                _ => None,
            };
            let drawn = scale.is_some();
            blocks.extend(scale.map(Block::Figure));
            if drawn {
                blocks.push(Block::Table(bars.table()?));
            } else if !bars.ranked.highest().is_empty() {
                blocks.push(Block::Figure(bars.figure()?));
            } else if !bars.ranked.shown.is_empty() {
                // Bars of noughts alone would show nothing.
                blocks.push(Block::Table(bars.table()?));
            }
            for groups in by_groups(context, question) {
                blocks.push(Block::Figure(groups.figure()?));
            }
        }
        if let Some(grid) = together
            .first()
            .and_then(|first| first.question.grid.as_ref())
        {
            blocks.extend(grid_answers(context, grid, together)?);
        }
    }
    Ok(blocks)
}

/// A question that somebody answered in the current wave.
struct Answered<'a> {
    question: &'a Question,
    bars: Bars<'a>,
}

/// A grid: what each row found, then the figures, in one table or chart if that is not too wide.
fn grid_answers(
    context: &Context<'_>,
    grid: &GridRow,
    rows: &[Answered<'_>],
) -> Result<Vec<Block>, DocumentError> {
    let label = |question: &Question| {
        let row = question.grid.as_ref();
        row.map_or_else(|| question.title.clone(), |row| row.label.clone())
    };
    let answers = rows.iter().map(|row| AnswerRow {
        label: label(row.question),
        bars: &row.bars,
    });
    let figures = match rows.first() {
        Some(first) => grid_figures(context.words, grid, first.question, answers.collect())?,
        None => Vec::new(),
    };
    let routed = rows.iter().any(|row| row.question.route.is_some());
    let words = context.words;
    let table = match figures.as_slice() {
        [only] => table_of(only),
        _ => None,
    };
    let intro = say!(
        words,
        "sections.questions.grid",
        title => words.routed(&grid.title, routed),
        things => rows.len(),
        table => table.as_ref().map(words::to),
    );
    let told = |row: &Answered<'_>| {
        let name = label(row.question);
        let told = capital(&sentences(context, row.question, &row.bars, ""));
        words::text(&say!(words, "sections.questions.row", name, told))
    };
    let mut blocks = vec![
        Block::Paragraph(words::text(&intro)),
        Block::Bullets(rows.iter().map(told).collect()),
    ];
    blocks.extend(figures);
    Ok(blocks)
}

/// The table that a block is, or that its figure is drawn from.
fn table_of(block: &Block) -> Option<Anchor> {
    match block {
        Block::Table(table) => Some(table.anchor().clone()),
        Block::Figure(figure) => match figure.content() {
            Content::Chart { table, .. } => Some(table.anchor().clone()),
            _ => None,
        },
        _ => None,
    }
}

/// What a question found, and what changed since the wave before.
fn sentences(context: &Context<'_>, question: &Question, bars: &Bars<'_>, title: &str) -> String {
    let routed = question.route.is_some() && !title.is_empty();
    let mut sentences = vec![match key_figure_sentence(context, question) {
        Some(sentence) => sentence,
        None => lead(bars, &context.words.routed(title, routed)),
    }];
    sentences.extend(ends_of_scale(context, question));
    sentences.extend(change_sentences(context, question));
    sentences.join(" ")
}

/// How many chose one of the two points at either end of a scale, where all four could be told apart and both
/// points of that end are shown.
fn ends_of_scale(context: &Context<'_>, question: &Question) -> Vec<String> {
    let (Some(table), QuestionKind::Scale) = (context.table(question), question.kind) else {
        return Vec::new();
    };
    let points: Vec<&PublishedLine> = question
        .options
        .iter()
        .filter(|option| option.score.is_some())
        .filter_map(|option| table.line(&LineKey::Option(option.id.clone())))
        .filter(|line| line.cell != PublishedCell::NotApplicable)
        .collect();
    let ([first, second, .., before_last, last], true) = (points.as_slice(), points.len() > 3)
    else {
        return Vec::new();
    };
    let words = context.words;
    let told = |one: &PublishedLine, other: &PublishedLine| {
        let (a, b) = (one.cell.shown()?, other.cell.shown()?);
        let count = a.share().count() + b.share().count();
        let both = Proportion::new(count, a.share().base().get()).ok()?;
        let people = if a.percent().is_some() {
            words.fraction_of(both, "answered")
        } else {
            words.few_of(both, "respondents")
        };
        let (one, other) = (words.quoted(&one.label), words.quoted(&other.label));
        Some(say!(
            words,
            "sections.questions.end-of-scale",
            people,
            one,
            other
        ))
    };
    [told(first, second), told(before_last, last)]
        .into_iter()
        .flatten()
        .collect()
}
