//! One self-contained HTML file. What it looks like stands in `templates/` at the root of the repository;
//! [`view`] is all that the templates can see.

mod data;
mod templates;
#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests;
mod view;

use minijinja::context;
use minijinja::value::{Serde, Value};

pub use self::templates::{TemplateFault, Templates};
use super::RenderError;
use crate::config::Colour;
use crate::document::Document;

/// Renders a document as one HTML file: styles and drawings are inside it, it needs no script, and it asks the
/// network for nothing. The same document gives the same bytes.
///
/// It is made to meet WCAG 2.2 level AA: landmarks and a skip link, one heading of the first level, tables with
/// headings and captions, figures with a short alternative, a description and their data, light and dark screens,
/// narrow screens and paper. It is well-formed XML below its first line.
///
/// # Errors
/// When a figure cannot be drawn, or a template is wrong.
pub fn html(document: &Document) -> Result<String, RenderError> {
    html_with(document, &Templates::built_in())
}

/// The same with other templates in the place of some of the built-in ones. What it is made to meet is then up to them.
///
/// # Errors
/// When a figure cannot be drawn, or a template asks for something that the report does not have.
pub fn html_with(document: &Document, templates: &Templates) -> Result<String, RenderError> {
    let page = view::Page::of(document)?;
    let style = style(templates.style(), document.front().colour);
    let filled = templates.page().and_then(|template| {
        template.render(context! { page => Value::from(Serde(page)), style => style })
    });
    filled.map_err(|error| RenderError::Template(Box::new(error)))
}

/// The style sheet, in the colour of the document where it has one: on light paper for words and lines, everywhere for
/// the band with the title. On dark screens words and lines keep the usual light blue, which can be read there.
fn style(style: &str, colour: Option<Colour>) -> String {
    let Some(colour) = colour else {
        return style.to_owned();
    };
    let colour = colour.hex();
    format!(
        "{style}\n:root {{\n  --band: #{colour};\n  --band-ink: #ffffff;\n  --band-quiet: #ffffff;\n}}\n\n\
         @media print, (prefers-color-scheme: light) {{\n  :root {{\n    --link: #{colour};\n    \
         --strong-rule: #{colour};\n    --focus: #{colour};\n  }}\n}}\n"
    )
}
