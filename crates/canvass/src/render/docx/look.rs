/// The styles of paragraphs. Everything that a paragraph looks like is said here, once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Style {
    Normal,
    Logo,
    Title,
    Subtitle,
    FrontMatter,
    Heading(usize),
    ContentsHeading,
    Contents(usize),
    ListBullet,
    KeyFigure,
    Caution,
    Commentary,
    CommentaryBullet,
    Quote,
    Attribution,
    Picture,
    Caption,
    Description,
    TableHead,
    TableHeadNumber,
    TableText,
    TableNumber,
    TableNote,
    Footnote,
    Header,
    Footer,
}

/// Style of words that matter more.
pub(super) const STRONG: &str = "Strong";
/// Style of links.
pub(super) const HYPERLINK: &str = "Hyperlink";
/// Style of the figure in a key figure.
pub(super) const KEY_FIGURE_NUMBER: &str = "KeyFigureNumber";
/// Style of the marks of footnotes.
pub(super) const FOOTNOTE_REFERENCE: &str = "FootnoteReference";
/// Style of tables.
pub(super) const REPORT_TABLE: &str = "ReportTable";
/// The styles of bulleted lists, each with how far its words are indented. The number of a list is its place here,
/// from 1.
pub(super) const LISTS: [(Style, u32); 2] = [
    (Style::ListBullet, HANGING),
    (Style::CommentaryBullet, COMMENTARY + HANGING),
];
/// How far a bullet stands in front of its words.
pub(super) const HANGING: u32 = 397;
const COMMENTARY: u32 = 284;
/// Size of running text, in half points.
pub(super) const BODY_SIZE: u32 = 24;
/// The most that lines stand apart in a document of a page or two, in 240ths of their natural height.
const CLOSE_LINES: u32 = 254;
/// Size of the descriptions of pictures in such a document, in half points.
const CLOSE_DESCRIPTION: u32 = 22;
/// Size of the figure in a key figure, in half points.
pub(super) const KEY_FIGURE_SIZE: u32 = 52;
/// Size of the words in tables, in half points.
pub(super) const TABLE_SIZE: u32 = 21;
/// The deepest heading in the contents.
pub(super) const CONTENTS_DEPTH: usize = 3;

pub(super) const FONT: &str = "Arial";
pub(super) const INK: &str = "1D2630";
/// The colour of headings and rules, unless the document has one of its own.
pub(super) const BLUE: &str = "12436D";
pub(super) const GREY: &str = "4A5661";
pub(super) const LINK: &str = "1A5A96";
pub(super) const RULE: &str = "C3CDD6";
pub(super) const FILL: &str = "EAF0F6";
const ORANGE: &str = "F46A25";
const CREAM: &str = "FEF3EC";

impl Style {
    /// The style's id, by which paragraphs name it.
    pub(super) fn id(self) -> &'static str {
        match self {
            Style::Normal => "Normal",
            Style::Logo => "Logo",
            Style::Title => "Title",
            Style::Subtitle => "Subtitle",
            Style::FrontMatter => "FrontMatter",
            Style::Heading(1) => "Heading1",
            Style::Heading(2) => "Heading2",
            Style::Heading(3) => "Heading3",
            Style::Heading(4) => "Heading4",
            Style::Heading(_) => "Heading5",
            Style::ContentsHeading => "TOCHeading",
            Style::Contents(1) => "TOC1",
            Style::Contents(2) => "TOC2",
            Style::Contents(_) => "TOC3",
            Style::ListBullet => "ListBullet",
            Style::KeyFigure => "KeyFigure",
            Style::Caution => "Caution",
            Style::Commentary => "Commentary",
            Style::CommentaryBullet => "CommentaryBullet",
            Style::Quote => "Quote",
            Style::Attribution => "Attribution",
            Style::Picture => "Picture",
            Style::Caption => "Caption",
            Style::Description => "FigureDescription",
            Style::TableHead => "TableHead",
            Style::TableHeadNumber => "TableHeadNumber",
            Style::TableText => "TableText",
            Style::TableNumber => "TableNumber",
            Style::TableNote => "TableNote",
            Style::Footnote => "FootnoteText",
            Style::Header => "Header",
            Style::Footer => "Footer",
        }
    }

    /// The number of its list, when it is the style of one.
    pub(super) fn list(self) -> Option<usize> {
        let place = LISTS.iter().position(|(style, _)| *style == self)?;
        Some(place + 1)
    }
}

/// What a style of paragraphs says beyond the style that it is based on. Sizes are in half points, the rest in
/// twips; lines in 240ths of their natural height.
#[derive(Debug, Clone, Copy)]
pub(super) struct Look {
    pub(super) style: Style,
    pub(super) name: &'static str,
    pub(super) next: Style,
    pub(super) size: Option<u32>,
    pub(super) bold: bool,
    pub(super) colour: Option<&'static str>,
    pub(super) before: u32,
    pub(super) after: u32,
    pub(super) line: u32,
    pub(super) keep_next: bool,
    pub(super) keep_lines: bool,
    pub(super) outline: Option<usize>,
    pub(super) indent: (u32, u32),
    pub(super) hanging: u32,
    pub(super) borders: &'static [Border],
    pub(super) fill: Option<&'static str>,
    pub(super) right: bool,
}

impl Look {
    /// How it looks in a document of a page or two: smaller where it is large, and set closer.
    pub(super) fn close(self) -> Look {
        let size = match self.style {
            Style::Description => Some(CLOSE_DESCRIPTION),
            _ => self.size.map(close_size),
        };
        Look {
            size,
            before: match self.style {
                // The first line of the page.
                Style::Title => 0,
                _ => self.before / 3,
            },
            after: self.after / 2,
            line: self.line.min(CLOSE_LINES),
            ..self
        }
    }
}

/// A size in a document of a page or two.
pub(super) const fn close_size(size: u32) -> u32 {
    size - size.saturating_sub(BODY_SIZE) / 2
}

/// A line beside a paragraph: its side, width in eighths of a point, distance in points, colour.
#[derive(Debug, Clone, Copy)]
pub(super) struct Border(
    pub(super) &'static str,
    pub(super) u32,
    pub(super) u32,
    pub(super) &'static str,
);

const fn look(style: Style, name: &'static str, before: u32, after: u32) -> Look {
    Look {
        style,
        name,
        next: Style::Normal,
        size: None,
        bold: false,
        colour: None,
        before,
        after,
        line: 300,
        keep_next: false,
        keep_lines: false,
        outline: None,
        indent: (0, 0),
        hanging: 0,
        borders: &[],
        fill: None,
        right: false,
    }
}

const fn heading(
    level: usize,
    name: &'static str,
    size: u32,
    colour: &'static str,
    before: u32,
    after: u32,
) -> Look {
    Look {
        size: Some(size),
        bold: true,
        colour: Some(colour),
        line: 260,
        keep_next: true,
        keep_lines: true,
        outline: Some(level),
        ..look(Style::Heading(level), name, before, after)
    }
}

const fn contents(level: usize, name: &'static str, before: u32, indent: u32) -> Look {
    Look {
        next: Style::Contents(level),
        line: 264,
        indent: (indent, 0),
        ..look(Style::Contents(level), name, before, 60)
    }
}

const fn table_cell(style: Style, name: &'static str, head: bool, right: bool) -> Look {
    Look {
        next: style,
        size: Some(TABLE_SIZE),
        bold: head,
        colour: if head { Some(BLUE) } else { None },
        line: 259,
        right,
        ..look(style, name, 0, 0)
    }
}

/// Every style of paragraphs.
pub(super) const LOOKS: &[Look] = &[
    look(Style::Normal, "Normal", 0, 180),
    Look {
        next: Style::Title,
        line: 240,
        keep_next: true,
        ..look(Style::Logo, "Logo", 0, 0)
    },
    Look {
        next: Style::Subtitle,
        size: Some(64),
        bold: true,
        colour: Some(BLUE),
        line: 252,
        keep_next: true,
        keep_lines: true,
        borders: &[Border("top", 48, 22, BLUE)],
        ..look(Style::Title, "Title", 1_300, 200)
    },
    Look {
        next: Style::FrontMatter,
        size: Some(32),
        colour: Some(GREY),
        line: 276,
        keep_next: true,
        ..look(Style::Subtitle, "Subtitle", 0, 480)
    },
    Look {
        next: Style::FrontMatter,
        line: 288,
        ..look(Style::FrontMatter, "Front Matter", 0, 40)
    },
    heading(1, "heading 1", 44, BLUE, 640, 200),
    heading(2, "heading 2", 32, BLUE, 480, 140),
    heading(3, "heading 3", 27, BLUE, 380, 120),
    heading(4, "heading 4", 25, INK, 320, 100),
    heading(5, "heading 5", 24, GREY, 280, 80),
    Look {
        size: Some(36),
        bold: true,
        colour: Some(BLUE),
        keep_next: true,
        ..look(Style::ContentsHeading, "TOC Heading", 900, 160)
    },
    contents(1, "toc 1", 140, 0),
    contents(2, "toc 2", 0, 340),
    contents(3, "toc 3", 0, 680),
    Look {
        next: Style::ListBullet,
        indent: (HANGING, 0),
        hanging: HANGING,
        ..look(Style::ListBullet, "List Bullet", 0, 100)
    },
    Look {
        next: Style::KeyFigure,
        line: 264,
        keep_lines: true,
        indent: (284, 0),
        borders: &[Border("left", 36, 12, BLUE)],
        ..look(Style::KeyFigure, "Key Figure", 60, 240)
    },
    Look {
        keep_lines: true,
        indent: (284, 170),
        borders: &[
            Border("top", 4, 7, CREAM),
            Border("left", 36, 10, ORANGE),
            Border("bottom", 4, 7, CREAM),
            Border("right", 4, 8, CREAM),
        ],
        fill: Some(CREAM),
        ..look(Style::Caution, "Caution", 280, 340)
    },
    Look {
        next: Style::Commentary,
        indent: (COMMENTARY, 0),
        borders: &[Border("left", 24, 12, GREY)],
        ..look(Style::Commentary, "Commentary", 120, 180)
    },
    Look {
        next: Style::CommentaryBullet,
        indent: (COMMENTARY + HANGING, 0),
        hanging: HANGING,
        borders: &[Border("left", 24, 12, GREY)],
        ..look(Style::CommentaryBullet, "Commentary Bullet", 0, 100)
    },
    Look {
        next: Style::Attribution,
        size: Some(26),
        colour: Some(BLUE),
        keep_next: true,
        keep_lines: true,
        indent: (567, 567),
        ..look(Style::Quote, "Quote", 240, 60)
    },
    Look {
        size: Some(22),
        colour: Some(GREY),
        keep_lines: true,
        indent: (567, 567),
        ..look(Style::Attribution, "Attribution", 0, 300)
    },
    Look {
        next: Style::Caption,
        line: 240,
        keep_next: true,
        ..look(Style::Picture, "Picture", 320, 120)
    },
    Look {
        size: Some(23),
        bold: true,
        colour: Some(BLUE),
        line: 276,
        keep_lines: true,
        ..look(Style::Caption, "Caption", 260, 120)
    },
    Look {
        next: Style::Description,
        line: 288,
        ..look(Style::Description, "Figure Description", 0, 120)
    },
    table_cell(Style::TableHead, "Table Head", true, false),
    table_cell(Style::TableHeadNumber, "Table Head Number", true, true),
    table_cell(Style::TableText, "Table Text", false, false),
    table_cell(Style::TableNumber, "Table Number", false, true),
    Look {
        next: Style::TableNote,
        size: Some(20),
        colour: Some(GREY),
        line: 264,
        keep_lines: true,
        ..look(Style::TableNote, "Table Note", 80, 40)
    },
    Look {
        next: Style::Footnote,
        size: Some(20),
        line: 252,
        ..look(Style::Footnote, "footnote text", 0, 40)
    },
    Look {
        next: Style::Header,
        size: Some(20),
        colour: Some(GREY),
        line: 240,
        ..look(Style::Header, "header", 0, 0)
    },
    Look {
        next: Style::Footer,
        size: Some(20),
        colour: Some(GREY),
        line: 240,
        right: true,
        ..look(Style::Footer, "footer", 0, 0)
    },
];
