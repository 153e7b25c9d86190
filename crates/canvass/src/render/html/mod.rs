//! One self-contained HTML file. What it looks like stands in `templates/` at the root of the repository;
//! [`view`] is all that the templates can see.

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests;
mod view;

use minijinja::syntax::SyntaxConfig;
use minijinja::value::{Serde, Value};
use minijinja::{Environment, UndefinedBehavior, context};

use super::RenderError;
use crate::document::Document;

/// A template of the repository, embedded: its name and its text.
macro_rules! template {
    ($name:literal) => {
        (
            $name,
            include_str!(concat!("../../../../../templates/", $name)),
        )
    };
}

const PAGE: &str = "report.html.j2";

const TEMPLATES: [(&str, &str); 10] = [
    template!("report.html.j2"),
    template!("partials/bullets.html.j2"),
    template!("partials/caution.html.j2"),
    template!("partials/contents.html.j2"),
    template!("partials/figure.html.j2"),
    template!("partials/key_figures.html.j2"),
    template!("partials/paragraph.html.j2"),
    template!("partials/quotation.html.j2"),
    template!("partials/table.html.j2"),
    template!("partials/text.html.j2"),
];

const STYLE: &str = include_str!("../../../../../templates/report.css");

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
    let page = view::Page::of(document)?;
    fill_in(page).map_err(|error| RenderError::Template(Box::new(error)))
}

fn fill_in(page: view::Page) -> Result<String, minijinja::Error> {
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    // A tag on a line of its own leaves no blank line behind.
    let syntax = SyntaxConfig::builder()
        .trim_blocks(true)
        .lstrip_blocks(true)
        .keep_trailing_newline(true)
        .build()?;
    environment.set_syntax(syntax);
    for (name, text) in TEMPLATES {
        environment.add_template(name, text)?;
    }
    environment
        .get_template(PAGE)?
        .render(context! { page => Value::from(Serde(page)), style => STYLE })
}
