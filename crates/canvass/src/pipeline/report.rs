use super::proofread::Proofread;
#[cfg(feature = "docx")]
use super::proofread::house;
#[cfg(feature = "html")]
use super::proofread::templates;
use super::{Analysis, Error, OutputFile, Pictures, ReportFiles, ReportFormat};
use crate::document::{Document, Figure};
use crate::{render, report};

/// The resolution of pictures as pixels.
#[cfg(feature = "png")]
const DOTS_PER_INCH: u32 = 200;

/// The impact report of an analysis, as a document.
///
/// # Errors
/// When the project's own words make a document that would not be accessible.
pub fn impact_document(analysis: &Analysis) -> Result<Document, Error> {
    Ok(report::impact_report(&analysis.project, &analysis.release)?)
}

/// The executive summary of an analysis, as a document.
///
/// # Errors
/// When the project's own words make a document that would not be accessible.
pub fn summary_document(analysis: &Analysis) -> Result<Document, Error> {
    Ok(report::executive_summary(
        &analysis.project,
        &analysis.release,
    )?)
}

/// The files of the impact report, in every format that this build renders: Markdown and plain text always, the
/// others by the features `html`, `docx` and `spreadsheets`; web and Word come with an executive summary. With the feature `charts` every picture is a file of
/// its own as well, in the folder `figures`.
///
/// # Errors
/// When the document cannot be rendered. [`Error::Rejected`] with every fault that [`proofread`](super::proofread)
/// finds.
pub fn impact_report(analysis: &Analysis) -> Result<Vec<OutputFile>, Error> {
    impact_report_as(analysis, &ReportFiles::default())
}

/// The same, in chosen formats.
///
/// # Errors
/// Those of [`impact_report`].
pub fn impact_report_as(
    analysis: &Analysis,
    wanted: &ReportFiles,
) -> Result<Vec<OutputFile>, Error> {
    let Proofread { documents, faults } = Proofread::of(analysis);
    let Some((document, summary)) = documents.filter(|_| !faults.has_errors()) else {
        return Err(Error::Rejected(faults));
    };
    #[cfg(not(any(feature = "html", feature = "docx")))]
    drop(summary);
    let mut files = Vec::new();
    let mut add = |name: &str, bytes: Vec<u8>| {
        let name = name.to_owned();
        files.push(OutputFile { name, bytes });
    };
    #[cfg(feature = "html")]
    if wanted.has(ReportFormat::Html) {
        add("report.html", web(analysis, &document)?.into_bytes());
    }
    #[cfg(feature = "docx")]
    if wanted.has(ReportFormat::Docx) {
        add("report.docx", word(analysis, &document)?);
    }
    #[cfg(feature = "html")]
    if wanted.has(ReportFormat::Html) {
        let page = web(analysis, &summary)?;
        add("executive-summary.html", page.into_bytes());
    }
    #[cfg(feature = "docx")]
    if wanted.has(ReportFormat::Docx) {
        add("executive-summary.docx", word(analysis, &summary)?);
    }
    #[cfg(feature = "spreadsheets")]
    if wanted.has(ReportFormat::Xlsx) {
        add("tables.xlsx", render::workbook(&document)?);
    }
    let ending = wanted.pictures.unwrap_or(Pictures::Svg).ending();
    let place = |figure: &Figure| format!("figures/{}.{ending}", figure.anchor());
    if wanted.has(ReportFormat::Markdown) {
        add("report.md", render::markdown(&document, place).into_bytes());
    }
    if wanted.has(ReportFormat::Text) {
        add("report.txt", render::text(&document).into_bytes());
    }
    #[cfg(feature = "charts")]
    if let Some(pictures) = wanted.pictures {
        for figure in document.figures() {
            if let Some(bytes) = picture(figure, pictures)? {
                add(&place(figure), bytes);
            }
        }
    }
    Ok(files)
}

/// The document as HTML, with the templates of the project.
#[cfg(feature = "html")]
fn web(analysis: &Analysis, document: &Document) -> Result<String, Error> {
    let project = &analysis.project;
    let own = templates::read(project).map_err(Error::Rejected)?;
    render::html_with(document, &own).map_err(|error| {
        templates::filled_in(project, &error).map_or(Error::Render(error), Error::Rejected)
    })
}

/// The document as a Word file, in the house style of the project if it has one.
#[cfg(feature = "docx")]
fn word(analysis: &Analysis, document: &Document) -> Result<Vec<u8>, Error> {
    let template = house::word_template(&analysis.project).map_err(Error::Rejected)?;
    Ok(match template {
        Some(template) => render::docx_in(document, &template)?,
        None => render::docx(document)?,
    })
}

/// A picture as a file; `None` when the build has no feature for it.
#[cfg(feature = "charts")]
fn picture(figure: &Figure, pictures: Pictures) -> Result<Option<Vec<u8>>, Error> {
    use crate::chart;

    let drawn = match pictures {
        Pictures::Svg => chart::svg(figure).map(|svg| Some(svg.markup().as_bytes().to_vec())),
        #[cfg(feature = "png")]
        Pictures::Png => chart::png(figure, DOTS_PER_INCH).map(|png| Some(png.bytes().to_vec())),
        #[cfg(not(feature = "png"))]
        Pictures::Png => Ok(None),
    };
    let drawn = drawn.map_err(|source| render::RenderError::Chart {
        figure: figure.anchor().clone(),
        source,
    })?;
    Ok(drawn)
}
