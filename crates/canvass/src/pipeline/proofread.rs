use super::report::impact_document;
use super::{Analysis, Error};
use crate::diagnostics::Diagnostics;
use crate::report;

/// What is wrong with the report of an analysis: comments on nothing that it has, and templates that cannot be used.
///
/// # Errors
/// When the project's own words make a document that would not be accessible.
pub fn proofread(analysis: &Analysis) -> Result<Diagnostics, Error> {
    let document = impact_document(analysis)?;
    let faults = report::faults(&analysis.project, &document);
    #[cfg(feature = "html")]
    let faults = {
        let mut faults = faults;
        if let Err(found) = templates::read(&analysis.project) {
            faults.extend(found);
        }
        faults
    };
    Ok(faults)
}

#[cfg(feature = "html")]
pub(super) mod templates {
    use crate::config::Project;
    use crate::diagnostics::{Code, Diagnostic, Diagnostics, Place, Position, nearest};
    use crate::render::{RenderError, TemplateFault, Templates};

    /// The templates of the project.
    pub(in crate::pipeline) fn read(project: &Project) -> Result<Templates, Diagnostics> {
        let own = project.templates.iter();
        Templates::replaced(own.map(|(name, text)| (name.as_str(), text.as_str()))).map_err(
            |found| {
                let mut faults = Diagnostics::new();
                for fault in found {
                    faults.push(diagnostic(fault));
                }
                faults
            },
        )
    }

    /// The fault of a template of the project that shows only when it is filled in; `None` for another error.
    pub(in crate::pipeline) fn filled_in(
        project: &Project,
        error: &RenderError,
    ) -> Option<Diagnostics> {
        let fault = error.template_fault()?;
        let mut faults = Diagnostics::new();
        // A template that is fine by itself fails when another one hands it something else.
        if project.templates.contains_key(&fault.name) {
            faults.push(diagnostic(fault));
        } else {
            let name = project.templates.keys().next()?;
            let message = format!("with it, \"{}\" cannot be filled in", fault.name);
            let place = Place::whole(format!("templates/{name}"));
            faults.push(Diagnostic::new(Code::TemplateBroken, place, message));
        }
        Some(faults)
    }

    fn diagnostic(fault: TemplateFault) -> Diagnostic {
        let file = format!("templates/{}", fault.name);
        if fault.unknown {
            let names: Vec<&str> = Templates::texts().map(|(name, _)| name).collect();
            let found = Diagnostic::new(Code::TemplateUnknown, Place::whole(file), fault.message);
            return match nearest(&fault.name, names.iter().copied()) {
                Some(meant) => found.help(format!("did you mean \"{meant}\"?")),
                None => found.help(format!("the templates are: {}", names.join(", "))),
            };
        }
        let position = fault
            .line
            .map_or(Position::Whole, |line| Position::Text { line, column: 1 });
        let place = Place { file, position };
        Diagnostic::new(Code::TemplateBroken, place, fault.message)
    }
}
