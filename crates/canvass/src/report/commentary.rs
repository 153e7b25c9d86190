//! What the analyst says of sections and figures, put into the sections that it is about.

use std::collections::{BTreeMap, BTreeSet};

use super::context::Context;
use super::words;
use crate::config::{Comment, Part, Project, ReportSection, Span};
use crate::diagnostics::{Code, Diagnostic, Diagnostics, Place, nearest};
use crate::document::{Block, Commentary, Document, Prose, Section, Target, Text};
use crate::wording::say;

/// Puts every comment below what it is about: one on a section at the end of its own blocks, before the sections
/// inside, and one on a figure below its description.
pub(super) fn add(context: &Context<'_>, sections: &mut [Section]) {
    let project = context.project;
    for section in sections {
        for block in &mut section.blocks {
            if let Block::Figure(figure) = block
                && let Some(comment) = project.commentary.figures.get(figure.anchor().as_str())
            {
                figure.set_commentary(commentary(context, comment));
            }
        }
        if let Some(comment) = project.commentary.sections.get(section.anchor.as_str()) {
            let comment = commentary(context, comment);
            section.blocks.push(Block::Commentary(comment));
        }
        add(context, &mut section.sections);
    }
}

/// A comment that starts with saying whose it is.
fn commentary(context: &Context<'_>, comment: &Comment) -> Commentary {
    let organisation = &context.project.organisation;
    let lead = || {
        let lead = say!(context.words, "sections.commentary.lead", organisation);
        words::text(&lead)
    };
    let mut parts = comment.parts.iter().peekable();
    let mut said = vec![
        match parts.next_if(|part| matches!(part, Part::Paragraph(_))) {
            Some(Part::Paragraph(spans)) => Prose::Paragraph(text(lead().words(" "), spans)),
            _ => Prose::Paragraph(lead()),
        },
    ];
    said.extend(parts.map(|part| match part {
        Part::Paragraph(spans) => Prose::Paragraph(text(Text::new(), spans)),
        Part::Bullets(items) => {
            let items = items.iter().map(|spans| text(Text::new(), spans));
            Prose::Bullets(items.collect())
        }
    }));
    Commentary { parts: said }
}

fn text(lead: Text, spans: &[Span]) -> Text {
    spans.iter().fold(lead, |text, span| match span {
        Span::Words(words) => text.words(words.as_str()),
        Span::Strong(words) => text.strong(words.as_str()),
        Span::Link { words, address } => {
            text.link(words.as_str(), Target::Address(address.clone()))
        }
    })
}

/// Comments that belong to nothing in the document.
pub(super) fn faults(project: &Project, document: &Document) -> Diagnostics {
    let mut sections = BTreeSet::new();
    anchors(document.sections(), &mut sections);
    let figures = document.figures().map(|figure| figure.anchor().as_str());
    let mut faults = Diagnostics::new();
    check(
        &project.commentary.sections,
        "section",
        &sections,
        &mut faults,
    );
    check(
        &project.commentary.figures,
        "figure",
        &figures.collect(),
        &mut faults,
    );
    faults
}

fn anchors<'a>(sections: &'a [Section], found: &mut BTreeSet<&'a str>) {
    for section in sections {
        found.insert(section.anchor.as_str());
        anchors(&section.sections, found);
    }
}

fn check(
    comments: &BTreeMap<String, Comment>,
    what: &str,
    there: &BTreeSet<&str>,
    faults: &mut Diagnostics,
) {
    for (anchor, comment) in comments {
        if there.contains(anchor.as_str()) {
            continue;
        }
        let place = Place::whole(comment.file.as_str());
        let could_be = what == "section" && ReportSection::named(anchor).is_some();
        faults.push(if could_be {
            let message =
                format!("this report has no section \"{anchor}\", so the comment is not printed");
            Diagnostic::new(Code::CommentaryNotShown, place, message)
        } else {
            let message = format!("the report has no {what} \"{anchor}\"");
            let fault = Diagnostic::new(Code::CommentaryPlace, place, message);
            match nearest(anchor, there.iter().copied()) {
                Some(meant) => fault.help(format!("did you mean \"{meant}\"?")),
                None => {
                    let names: Vec<&str> = there.iter().copied().collect();
                    fault.help(format!("the {what}s are: {}", names.join(", ")))
                }
            }
        });
    }
}
