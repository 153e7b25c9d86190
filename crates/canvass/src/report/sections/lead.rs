use crate::document::{Anchor, Block, DocumentError, Text};
use crate::report::figures::Bars;
use crate::report::words;
use crate::wording::say;

/// So many are told behind those that lead.
const NEXT: usize = 2;

/// What was counted in respondents' own words: a paragraph and the figure, or the paragraph alone where the figure
/// would show next to nothing. `full` is the table with every line.
pub(super) fn told(bars: &Bars<'_>, full: Anchor) -> Result<Vec<Block>, DocumentError> {
    let (ranked, words) = (&bars.ranked, bars.words);
    if ranked.is_empty() {
        return Ok(Vec::new());
    }
    if ranked.mostly_hidden() {
        return Ok(vec![Block::Paragraph(mostly_hidden(bars, &full))]);
    }
    if ranked.highest().is_empty() {
        let (title, item, count) = (&bars.title, bars.phrases.item, ranked.len());
        let none = say!(words, "sections.lead.none-came-up", title, item, count);
        return Ok(vec![Block::Paragraph(none.into())]);
    }
    Ok(vec![
        Block::Paragraph(lead(bars, &bars.title).into()),
        Block::Figure(bars.figure()?),
    ])
}

fn mostly_hidden(bars: &Bars<'_>, full: &Anchor) -> Text {
    let (ranked, words) = (&bars.ranked, bars.words);
    let shown: Vec<String> = ranked
        .shown
        .iter()
        // The percentage stands in no table.
        .map(|(line, figure)| {
            let figure = match figure.share().count() {
                0 => say!(words, "phrases.nobody"),
                _ => words.counts(figure),
            };
            say!(words, "phrases.name-figure", name => words.quoted(&line.label), figure)
        })
        .collect();
    words::text(&say!(
        words,
        "sections.lead.mostly-hidden",
        title => &bars.title,
        shown,
        hidden => ranked.suppressed.len(),
        item => bars.phrases.item,
        count => ranked.len(),
        table => words::to(full),
    ))
}

/// What a figure of bars shows, in a paragraph: after `title` what leads, how many it is, and what comes next.
pub(super) fn lead(bars: &Bars<'_>, title: &str) -> String {
    let (ranked, words) = (&bars.ranked, bars.words);
    let title = if title.is_empty() {
        None
    } else {
        Some(words.leading(title))
    };
    let highest = ranked.highest();
    let names: Vec<String> = highest
        .iter()
        .map(|(line, _)| words.quoted(&line.label))
        .collect();
    let figure = highest.first().map(|(_, figure)| *figure);
    let mut sentences = vec![say!(
        words,
        "sections.lead.first",
        title,
        names,
        item => bars.phrases.item,
        manner => bars.manner(),
        in_count => ranked.could_come_later(),
        certain => ranked.leader_is_certain(),
        people => figure.map(|figure| words.share_of(figure, bars.phrases.who)),
        did => bars.phrases.did,
        share => figure.map(|figure| words.share(figure)),
    )];
    if let Some(last_place) = ranked.last_place() {
        let among_shown = !ranked.suppressed.is_empty();
        sentences.push(say!(words, "sections.lead.place", last_place, among_shown));
    }
    let next: Vec<String> = ranked
        .next(NEXT)
        .into_iter()
        .map(|(line, figure)| {
            let (name, figure) = (words.quoted(&line.label), words.share(figure));
            say!(words, "phrases.name-figure", name, figure)
        })
        .collect();
    if ranked.by_size && !next.is_empty() && ranked.len() >= 4 {
        sentences.push(say!(words, "sections.lead.next", next));
    }
    sentences.join(" ")
}
