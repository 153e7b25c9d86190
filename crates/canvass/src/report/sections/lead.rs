use crate::document::{Anchor, Block, DocumentError, Text};
use crate::report::figures::Bars;
use crate::report::words;

/// What was counted in respondents' own words: a paragraph and the figure, or the paragraph alone where the figure
/// would show next to nothing. `full` is the table with every line.
pub(super) fn told(bars: &Bars<'_>, full: Anchor) -> Result<Vec<Block>, DocumentError> {
    let ranked = &bars.ranked;
    let items = bars.phrases.item.counted(ranked.len());
    if ranked.is_empty() {
        return Ok(Vec::new());
    }
    if ranked.mostly_hidden() {
        return Ok(vec![Block::Paragraph(mostly_hidden(bars, &items, full))]);
    }
    if ranked.highest().is_empty() {
        let none = format!("{}: none of the {items} came up.", bars.title);
        return Ok(vec![Block::Paragraph(none.into())]);
    }
    Ok(vec![
        Block::Paragraph(lead(bars, &bars.title).into()),
        Block::Figure(bars.figure()?),
    ])
}

fn mostly_hidden(bars: &Bars<'_>, items: &str, full: Anchor) -> Text {
    let ranked = &bars.ranked;
    let shown: Vec<String> = ranked
        .shown
        .iter()
        // The percentage stands in no table.
        .map(|(line, figure)| {
            let count = match figure.share().count() {
                0 => "nobody".to_owned(),
                _ => words::counts(figure),
            };
            format!("{} ({count})", words::quoted(&line.label))
        })
        .collect();
    let hidden = if shown.is_empty() {
        "no figure can be shown".to_owned()
    } else {
        let number = words::number(ranked.suppressed.len());
        format!("the figures of {number} of the {items} are not shown")
    };
    let mut told = format!(
        "{}: {hidden}, so that nobody can be recognised.",
        bars.title
    );
    if !shown.is_empty() {
        told.push_str(&format!(" Shown: {}.", words::list(&shown)));
    }
    Text::from(format!("{told} See "))
        .reference(full)
        .words(".")
}

/// What a figure of bars shows, in a paragraph: after `title` what leads, how many it is, and what comes next.
pub(super) fn lead(bars: &Bars<'_>, title: &str) -> String {
    let title = if title.is_empty() {
        String::new()
    } else {
        format!("{} ", words::leading(title))
    };
    let of_those = bars.of_those_shown();
    let highest = bars.ranked.highest();
    let lead = match highest.as_slice() {
        [(line, figure)] => format!(
            "{title}{of_those}{} {}. {} {}.",
            words::quoted(&line.label),
            bars.leads(),
            words::share_of(figure, bars.phrases.who),
            bars.phrases.did
        ),
        [] => format!("{title}no figures can be shown."),
        several => {
            let names: Vec<String> = several
                .iter()
                .map(|(line, _)| words::quoted(&line.label))
                .collect();
            let each = several
                .first()
                .map_or_else(String::new, |(_, figure)| words::share(figure));
            format!(
                "{title}{of_those}{} share first place ({each} each).",
                words::list(&names)
            )
        }
    };
    let lead = match bars.ranked.places() {
        Some(places) => format!("{lead} Allowing for chance, {places}."),
        None => lead,
    };
    let next: Vec<String> = bars
        .ranked
        .shown
        .iter()
        .filter(|(line, _)| !highest.iter().any(|(top, _)| top.key == line.key))
        .take(2)
        .filter(|(_, figure)| bars.ranked.by_size && figure.share().count() > 0)
        .map(|(line, figure)| format!("{} ({})", words::quoted(&line.label), words::share(figure)))
        .collect();
    if next.is_empty() || bars.ranked.len() < 4 {
        lead
    } else {
        format!("{lead} Next came {}.", words::list(&next))
    }
}
