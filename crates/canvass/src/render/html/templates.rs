//! The templates of the page: the built-in ones, and those that a project puts in their place.

use minijinja::syntax::SyntaxConfig;
use minijinja::{AutoEscape, Environment, Template, UndefinedBehavior};

use crate::limits::MAX_TEMPLATE_STEPS;

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

const TEMPLATES: [(&str, &str); 11] = [
    template!("report.html.j2"),
    template!("partials/bullets.html.j2"),
    template!("partials/caution.html.j2"),
    template!("partials/commentary.html.j2"),
    template!("partials/contents.html.j2"),
    template!("partials/figure.html.j2"),
    template!("partials/key_figures.html.j2"),
    template!("partials/paragraph.html.j2"),
    template!("partials/quotation.html.j2"),
    template!("partials/table.html.j2"),
    template!("partials/text.html.j2"),
];

pub(super) const STYLE: &str = include_str!("../../../../../templates/report.css");

const STYLE_NAME: &str = "report.css";

/// What the page is made of: templates and a style sheet.
#[derive(Debug)]
pub struct Templates {
    environment: Environment<'static>,
    style: String,
}

/// Why a template cannot take the place of a built-in one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TemplateFault {
    /// The template's name.
    pub name: String,
    /// The line at fault, from 1; `None` for the whole.
    pub line: Option<u64>,
    /// What is wrong, in one sentence without a full stop.
    pub message: String,
    /// Whether the name is the fault: there is no built-in template of this name.
    pub unknown: bool,
}

impl Templates {
    /// The built-in templates.
    pub fn built_in() -> Self {
        let mut environment = Environment::new();
        environment.set_undefined_behavior(UndefinedBehavior::Strict);
        environment.set_auto_escape_callback(|_| AutoEscape::Html);
        // A tag on a line of its own leaves no blank line behind.
        let syntax = SyntaxConfig::builder()
            .trim_blocks(true)
            .lstrip_blocks(true)
            .keep_trailing_newline(true)
            .build();
        if let Ok(syntax) = syntax {
            environment.set_syntax(syntax);
        }
        for (name, text) in TEMPLATES {
            // A test reads every built-in template.
            let _ = environment.add_template(name, text);
        }
        Templates {
            environment,
            style: STYLE.to_owned(),
        }
    }

    /// The names and texts of the built-in templates, the style sheet among them.
    pub fn texts() -> impl Iterator<Item = (&'static str, &'static str)> {
        TEMPLATES.into_iter().chain([(STYLE_NAME, STYLE)])
    }

    /// Puts other templates in the place of built-in ones of the same name. Whatever they print is still escaped.
    ///
    /// # Errors
    /// Every template that has no such name or cannot be read. Whether it asks for something that is not there shows
    /// only when it is filled in.
    pub fn replaced<'a>(
        replacements: impl IntoIterator<Item = (&'a str, &'a str)>,
    ) -> Result<Self, Vec<TemplateFault>> {
        let mut templates = Templates::built_in();
        let mut faults = Vec::new();
        for (name, text) in replacements {
            let fault = |line: Option<u64>, message: &str| TemplateFault {
                name: name.to_owned(),
                line,
                message: message.to_owned(),
                unknown: false,
            };
            if name == STYLE_NAME {
                let end = text.to_ascii_lowercase().find("</style");
                match end {
                    Some(at) => {
                        let before = text.get(..at).unwrap_or_default();
                        let line = before.matches('\n').count() as u64 + 1;
                        faults.push(fault(Some(line), "a style sheet cannot hold \"</style\""));
                    }
                    None => text.clone_into(&mut templates.style),
                }
            } else if TEMPLATES.iter().any(|(known, _)| *known == name) {
                // The built-in ones end by themselves.
                templates.environment.set_fuel(Some(MAX_TEMPLATE_STEPS));
                let added = templates
                    .environment
                    .add_template_owned(name.to_owned(), text.to_owned());
                if let Err(error) = added {
                    let line = error.line().map(|line| line as u64);
                    let what = error.detail().unwrap_or("the template cannot be read");
                    faults.push(fault(line, what));
                }
            } else {
                faults.push(TemplateFault {
                    unknown: true,
                    ..fault(None, "there is no built-in template of this name")
                });
            }
        }
        if faults.is_empty() {
            Ok(templates)
        } else {
            Err(faults)
        }
    }

    pub(super) fn page(&self) -> Result<Template<'_, '_>, minijinja::Error> {
        self.environment.get_template(PAGE)
    }

    pub(super) fn style(&self) -> &str {
        &self.style
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    #[test]
    fn every_built_in_template_can_be_read() {
        let templates = Templates::replaced(Templates::texts()).unwrap();
        for (name, _) in TEMPLATES {
            assert!(templates.environment.get_template(name).is_ok(), "{name}");
        }
        assert_eq!(templates.style, STYLE);
    }

    #[test]
    fn every_template_at_fault_is_named_with_its_line() {
        let faults = Templates::replaced([
            ("report.css", "a {}\n</STYLE><script>"),
            ("partials/paragraph.html.j2", "<p>\n{% if %}\n</p>"),
            ("partials/paragraf.html.j2", "x"),
        ])
        .unwrap_err();
        let told: Vec<_> = faults
            .iter()
            .map(|fault| (fault.name.as_str(), fault.line, fault.unknown))
            .collect();
        assert_eq!(
            told,
            [
                ("report.css", Some(2), false),
                ("partials/paragraph.html.j2", Some(2), false),
                ("partials/paragraf.html.j2", None, true),
            ]
        );
    }
}
