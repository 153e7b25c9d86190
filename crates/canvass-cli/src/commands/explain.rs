use canvass::diagnostics::Code;

use crate::terminal::{Done, Failure, print};

/// Prints the page of a diagnostic, or the list of all.
pub(crate) fn run(name: Option<&str>) -> Result<Done, Failure> {
    let text = match name {
        None => Code::ALL
            .iter()
            .map(|code| format!("{code} ({})\n", code.severity()))
            .collect(),
        Some(name) => match Code::from_name(name) {
            Some(code) => format!("{code} ({})\n\n{}\n", code.severity(), code.page()),
            None => {
                return Err(Failure::UnknownCode {
                    name: name.to_owned(),
                    hint: Code::nearest(name),
                });
            }
        },
    };
    print(&text)?;
    Ok(Done::Clean)
}
