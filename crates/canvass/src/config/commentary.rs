//! What the analyst says of sections and figures: Markdown files in the folder `commentary`, in a subset of Markdown
//! that every format of the report can show alike.

use std::collections::BTreeMap;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::beside::{self, Beside};
use super::files::Files;
use super::source::Source;
use crate::diagnostics::{Code, Diagnostic, Diagnostics, Place};

const FOLDER: &str = "commentary";

/// What the analyst says, by the anchor of the section or figure that it is about.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Commentary {
    /// Comments on sections.
    pub sections: BTreeMap<String, Comment>,
    /// Comments on figures.
    pub figures: BTreeMap<String, Comment>,
}

/// One comment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comment {
    /// Its file, within the project's folder.
    pub file: String,
    /// Its paragraphs and lists, in order; one at least.
    pub parts: Vec<Part>,
}

/// A paragraph or a list of a comment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// A paragraph.
    Paragraph(Vec<Span>),
    /// A list in no particular order.
    Bullets(Vec<Vec<Span>>),
}

/// A piece of running text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Span {
    /// Plain words.
    Words(String),
    /// Words that matter more.
    Strong(String),
    /// Words that lead to an address of a page, of mail or of a telephone.
    Link {
        /// The words.
        words: String,
        /// The address.
        address: String,
    },
}

/// Reads every comment. Whether there is such a section or figure is not known before there is a report.
pub(super) fn read(files: Files<'_>, faults: &mut Diagnostics) -> Commentary {
    let mut commentary = Commentary::default();
    for Beside { path, text } in beside::within(files, FOLDER, faults) {
        let about = path
            .strip_prefix(FOLDER)
            .and_then(|rest| rest.strip_prefix('/'))
            .and_then(|rest| rest.strip_suffix(".md"))
            .unwrap_or_default();
        let (comments, anchor) = match about.strip_prefix("figures/") {
            Some(figure) => (&mut commentary.figures, figure),
            None => (&mut commentary.sections, about),
        };
        if anchor.is_empty() || anchor.contains('/') {
            faults.push(
                Diagnostic::new(
                    Code::CommentaryPlace,
                    Place::whole(path),
                    "this is no comment on a section or a figure",
                )
                .help("comments are files called commentary/SECTION.md and commentary/figures/FIGURE.md"),
            );
            continue;
        }
        let anchor = anchor.to_owned();
        let (parts, found) = parse(&path, &text);
        faults.extend(found);
        if !parts.is_empty() {
            comments.insert(anchor, Comment { file: path, parts });
        }
    }
    commentary
}

/// The parts of a comment, and everything in it that a comment cannot have.
fn parse(file: &str, text: &str) -> (Vec<Part>, Diagnostics) {
    let source = Source::new(file, text);
    let mut reader = Reader::new(&source);
    // Tables and struck-out words are looked for, so that they are refused and not printed as their signs.
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH;
    for (event, range) in Parser::new_ext(text, options).into_offset_iter() {
        reader.take(event, range.start);
    }
    let parts = reader.parts;
    (parts, source.into_faults())
}

struct Reader<'s, 'i> {
    source: &'s Source<'i>,
    parts: Vec<Part>,
    /// The items of the list that is being read.
    list: Option<Vec<Vec<Span>>>,
    spans: Vec<Span>,
    strong: bool,
    /// The address of the link that is being read, where it stands, and its words so far.
    link: Option<(String, usize, String)>,
    /// How deep the reader is in something that cannot be printed.
    refused: usize,
}

impl<'s, 'i> Reader<'s, 'i> {
    fn new(source: &'s Source<'i>) -> Self {
        Reader {
            source,
            parts: Vec::new(),
            list: None,
            spans: Vec::new(),
            strong: false,
            link: None,
            refused: 0,
        }
    }

    fn take(&mut self, event: Event<'_>, at: usize) {
        match event {
            Event::Start(_) if self.refused > 0 => self.refused += 1,
            Event::End(_) if self.refused > 0 => self.refused -= 1,
            _ if self.refused > 0 => {}
            Event::Start(tag) => self.start(tag, at),
            Event::End(end) => self.end(end),
            Event::Text(words) => self.words(&words),
            Event::SoftBreak | Event::HardBreak => self.words(" "),
            Event::Code(_) => self.refuse("code", at),
            Event::Html(_) | Event::InlineHtml(_) => self.refuse("HTML", at),
            Event::Rule => self.refuse("a line across the page", at),
            _ => self.refuse("markup that is not known here", at),
        }
    }

    fn start(&mut self, tag: Tag<'_>, at: usize) {
        let refused = match tag {
            // A second paragraph of an item goes on in the first: an item is one text.
            Tag::Paragraph if self.list.is_some() && !self.spans.is_empty() => {
                self.words(" ");
                return;
            }
            Tag::Paragraph | Tag::Item => return,
            Tag::List(None) if self.list.is_none() => {
                self.list = Some(Vec::new());
                return;
            }
            Tag::Strong => {
                self.strong = true;
                return;
            }
            Tag::Link { dest_url, .. } => {
                self.link = Some((dest_url.into_string(), at, String::new()));
                return;
            }
            Tag::List(None) => "a list within a list",
            Tag::List(Some(_)) => "a numbered list",
            Tag::Heading { .. } => "a heading",
            Tag::Image { .. } => "a picture",
            Tag::Table(_) => "a table",
            Tag::HtmlBlock => "HTML",
            Tag::Emphasis => "words in italics",
            Tag::Strikethrough => "words struck out",
            Tag::BlockQuote(_) => "a quotation",
            Tag::CodeBlock(_) => "code",
            _ => "markup that is not known here",
        };
        self.refuse(refused, at);
        self.refused = 1;
    }

    fn end(&mut self, end: TagEnd) {
        match end {
            TagEnd::Paragraph if self.list.is_none() => {
                let spans = std::mem::take(&mut self.spans);
                if !is_blank(&spans) {
                    self.parts.push(Part::Paragraph(spans));
                }
            }
            TagEnd::Item => {
                let spans = std::mem::take(&mut self.spans);
                if let Some(list) = self.list.as_mut().filter(|_| !is_blank(&spans)) {
                    list.push(spans);
                }
            }
            TagEnd::List(_) => {
                let items = self.list.take().unwrap_or_default();
                if !items.is_empty() {
                    self.parts.push(Part::Bullets(items));
                }
            }
            TagEnd::Strong => self.strong = false,
            TagEnd::Link => self.end_link(),
            _ => {}
        }
    }

    fn end_link(&mut self) {
        let Some((address, at, words)) = self.link.take() else {
            return;
        };
        let fault = if words.trim().is_empty() {
            Some(("a link needs words", "write [words](https://example.org)"))
        } else if !leads_out(&address) {
            Some((
                "a link leads to no page, mail or telephone",
                "its address starts with https://, http://, mailto: or tel:",
            ))
        } else {
            None
        };
        match fault {
            Some((message, help)) => {
                self.source
                    .fault_with_help(Code::CommentaryMarkup, at, message, help);
            }
            None => self.spans.push(Span::Link { words, address }),
        }
    }

    fn words(&mut self, words: &str) {
        if let Some((_, _, link)) = &mut self.link {
            link.push_str(words);
            return;
        }
        match self.spans.last_mut() {
            Some(Span::Words(last)) if !self.strong => last.push_str(words),
            Some(Span::Strong(last)) if self.strong => last.push_str(words),
            _ if self.strong => self.spans.push(Span::Strong(words.to_owned())),
            _ => self.spans.push(Span::Words(words.to_owned())),
        }
    }

    fn refuse(&mut self, what: &str, at: usize) {
        self.source.fault_with_help(
            Code::CommentaryMarkup,
            at,
            format!("a comment cannot have {what}"),
            "it holds paragraphs, bullets that start with \"- \", **bold words** and [links](https://example.org)",
        );
    }
}

fn is_blank(spans: &[Span]) -> bool {
    spans.iter().all(|span| match span {
        Span::Words(words) | Span::Strong(words) | Span::Link { words, .. } => {
            words.trim().is_empty()
        }
    })
}

fn leads_out(address: &str) -> bool {
    let rest = ["https://", "http://", "mailto:", "tel:"]
        .iter()
        .find_map(|scheme| address.strip_prefix(scheme));
    rest.is_some_and(|rest| {
        !rest.is_empty() && !rest.contains(|c: char| c.is_whitespace() || c.is_control())
    })
}
