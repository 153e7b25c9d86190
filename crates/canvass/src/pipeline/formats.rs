/// A kind of file that the report is written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum ReportFormat {
    /// One HTML file; by the feature `html`.
    Html,
    /// A Word file; by the feature `docx`.
    Docx,
    /// A workbook of the tables; by the feature `spreadsheets`.
    Xlsx,
    /// Markdown, which asks for the pictures as files.
    Markdown,
    /// Plain text.
    Text,
}

impl ReportFormat {
    /// Every format, in order.
    pub const ALL: &'static [ReportFormat] = &[
        ReportFormat::Html,
        ReportFormat::Docx,
        ReportFormat::Xlsx,
        ReportFormat::Markdown,
        ReportFormat::Text,
    ];

    /// The name in arguments and manifests.
    pub fn name(self) -> &'static str {
        match self {
            ReportFormat::Html => "html",
            ReportFormat::Docx => "docx",
            ReportFormat::Xlsx => "xlsx",
            ReportFormat::Markdown => "md",
            ReportFormat::Text => "txt",
        }
    }
}

/// What pictures are written as, each in a file of its own in the folder `figures`; by the feature `charts`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Pictures {
    /// Drawings, which can be made larger without loss.
    Svg,
    /// Pixels, 200 to the inch; by the feature `png`.
    Png,
}

impl Pictures {
    /// How the names of their files end.
    pub fn ending(self) -> &'static str {
        match self {
            Pictures::Svg => "svg",
            Pictures::Png => "png",
        }
    }
}

/// The files to write. What the build has no feature for is left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportFiles {
    /// The formats of the report.
    pub formats: Vec<ReportFormat>,
    /// The pictures as files; `None` for none.
    pub pictures: Option<Pictures>,
}

impl Default for ReportFiles {
    /// Every format, and the pictures as drawings.
    fn default() -> Self {
        ReportFiles {
            formats: ReportFormat::ALL.to_vec(),
            pictures: Some(Pictures::Svg),
        }
    }
}

impl ReportFiles {
    pub(super) fn has(&self, format: ReportFormat) -> bool {
        self.formats.contains(&format)
    }
}
