//! A comment of the analyst on a section.

use canvass::config::{Part, Span, Texts, parse};

/// Reads one input.
pub fn run(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else {
        return;
    };
    let texts = Texts {
        canvass: crate::PROJECT,
        codebook: crate::CODEBOOK,
        beside: &[("commentary/summary.md", text)],
        ..Texts::default()
    };
    let Ok(project) = parse(&texts) else {
        return;
    };
    for part in project
        .value
        .commentary
        .sections
        .values()
        .flat_map(|comment| &comment.parts)
    {
        let texts: Vec<&Vec<Span>> = match part {
            Part::Paragraph(spans) => vec![spans],
            Part::Bullets(items) => items.iter().collect(),
        };
        for span in texts.into_iter().flatten() {
            if let Span::Link { address, .. } = span {
                let leads_out = ["https://", "http://", "mailto:", "tel:"];
                assert!(leads_out.iter().any(|scheme| address.starts_with(scheme)));
            }
        }
    }
}
