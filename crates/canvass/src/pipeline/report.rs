use super::{Analysis, Error, OutputFile};
use crate::document::{Document, Figure};
use crate::{render, report};

/// The impact report of an analysis, as a document.
///
/// # Errors
/// When the project's own words make a document that would not be accessible.
pub fn impact_document(analysis: &Analysis) -> Result<Document, Error> {
    Ok(report::impact_report(&analysis.project, &analysis.release)?)
}

/// The files of the impact report, in every format that this build renders: Markdown and plain text always, the
/// others by the features `html`, `docx` and `spreadsheets`. With the feature `charts` every picture is a file of
/// its own as well, in the folder `figures`.
///
/// # Errors
/// When the document cannot be built or rendered.
pub fn impact_report(analysis: &Analysis) -> Result<Vec<OutputFile>, Error> {
    let document = impact_document(analysis)?;
    let mut files = Vec::new();
    let mut add = |name: &str, bytes: Vec<u8>| {
        let name = name.to_owned();
        files.push(OutputFile { name, bytes });
    };
    #[cfg(feature = "html")]
    add("report.html", render::html(&document)?.into_bytes());
    #[cfg(feature = "docx")]
    add("report.docx", render::docx(&document)?);
    #[cfg(feature = "spreadsheets")]
    add("tables.xlsx", render::workbook(&document)?);
    add(
        "report.md",
        render::markdown(&document, picture).into_bytes(),
    );
    add("report.txt", render::text(&document).into_bytes());
    #[cfg(feature = "charts")]
    for figure in document.figures() {
        let drawn = crate::chart::svg(figure).map_err(|source| render::RenderError::Chart {
            figure: figure.anchor().clone(),
            source,
        })?;
        add(&picture(figure), drawn.markup().as_bytes().to_vec());
    }
    Ok(files)
}

/// Where a figure's picture stands, seen from the report.
fn picture(figure: &Figure) -> String {
    format!("figures/{}.svg", figure.anchor())
}
