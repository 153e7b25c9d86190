//! Reads the finished documents as a careful editor would, and says what must not be published.
//!
//! That a figure has an alternative, that headings go down one level at a time and that anchors stand once is seen to
//! by the types of the document. Here is what only the words show: numbers that no table bears out, changes told the
//! wrong way round, figures that a table holds back and the words beside it tell, and values that were never filled
//! in. People's own words, the publisher's comments and whatever is quoted from the project are not looked at. What
//! cannot be told for sure is let pass: whether a number is said of the right thing, and counts spelled out as words.

mod borne_out;
mod facts;
mod forms;
mod held_back;
mod numbers;
mod own_words;
#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests;

use crate::diagnostics::{Code, Diagnostic, Diagnostics, Place};
use crate::document::{Block, Content, Document, Figure, Inline, Section, Table, Text};
use crate::report::context::Context;

use borne_out::{Table as Borne, Tables};
use facts::{Facts, facts};
use forms::Forms;
use held_back::HeldBack;
use numbers::Words;
use own_words::OwnWords;

/// Sections that tell how figures were made, with the sources of methods. Their numbers are none of the questionnaire.
const WITHOUT_FIGURES: &[&str] = &["method"];

/// Everything in the documents that must not be published. `tables` are the documents whose tables bear out what is
/// told: a summary has few of its own.
pub(super) fn faults(
    context: &Context<'_>,
    documents: &[(&str, &Document)],
    tables: &[&Document],
) -> Diagnostics {
    let own = OwnWords::of(context.project, context.words);
    let forms = Forms::of(context.words);
    let mut faults = forms.faults();
    faults.extend(read(documents, tables, (&own, &forms), facts(context)));
    faults
}

/// The same, with what is quoted from the project, how figures are told, and the `facts` that need no table.
fn read(
    documents: &[(&str, &Document)],
    tables: &[&Document],
    (own, forms): (&OwnWords, &Forms<'_>),
    facts: Facts,
) -> Diagnostics {
    let tables: Vec<&Table> = tables.iter().flat_map(|d| d.tables()).collect();
    let held_back = HeldBack::of(&tables);
    let tables = Tables::new(&tables, facts, forms);
    let mut faults = Diagnostics::new();
    for (name, document) in documents {
        let mut proof = Proof {
            name,
            document,
            own,
            forms,
            tables: &tables,
            held_back: &held_back,
            faults: &mut faults,
        };
        proof.colour();
        proof.text(name, &document.front().title, &[]);
        for section in document.sections() {
            proof.section(section);
        }
    }
    faults
}

struct Proof<'a> {
    /// What the document is called.
    name: &'a str,
    document: &'a Document,
    own: &'a OwnWords,
    forms: &'a Forms<'a>,
    tables: &'a Tables<'a>,
    held_back: &'a HeldBack<'a>,
    faults: &'a mut Diagnostics,
}

impl Proof<'_> {
    /// Words in the project's colour must be read as easily as others.
    fn colour(&mut self) {
        let colour = self.document.front().colour;
        if let Some(faint) = colour.and_then(|colour| colour.too_faint()) {
            let message = format!("the colour of headings and links: {faint}");
            self.push(self.name, Code::ReportContrast, message);
        }
    }

    fn section(&mut self, section: &Section) {
        let tables: Vec<Borne<'_>> = section
            .blocks
            .iter()
            .filter_map(|block| table_of(block, self.forms))
            .collect();
        let anchor = section.anchor.as_str();
        let has_figures = !WITHOUT_FIGURES.contains(&anchor);
        for block in &section.blocks {
            match block {
                Block::Paragraph(text) | Block::Caution(text) => {
                    self.running(anchor, text, &tables, has_figures);
                }
                Block::Bullets(items) => {
                    for item in items {
                        self.running(anchor, item, &tables, has_figures);
                    }
                }
                Block::KeyFigures(figures) => {
                    for key in figures {
                        self.text(anchor, &key.figure, &tables);
                        self.running(anchor, &key.words, &tables, has_figures);
                    }
                }
                Block::Table(table) => self.table(table),
                Block::Figure(figure) => self.figure(figure),
                // People's own words, and the publisher's.
                Block::Quotation(_) | Block::Commentary(_) => {}
            }
        }
        self.leftover(anchor, &section.heading);
        for inner in &section.sections {
            self.section(inner);
        }
    }

    fn running(&mut self, anchor: &str, text: &Text, tables: &[Borne<'_>], has_figures: bool) {
        let words = without_names(self.document, text);
        if has_figures {
            self.text(anchor, &words, tables);
        } else {
            self.leftover(anchor, &words);
        }
    }

    /// A text that may tell anything that any table bears out, and what comes of two cells of a table beside it.
    fn text(&mut self, anchor: &str, text: &str, beside: &[Borne<'_>]) {
        self.leftover(anchor, text);
        let wrong = self.own.judge(text, |text| {
            self.tables.unproven(&Words::read(text, self.forms), beside)
        });
        if let Some(wrong) = wrong {
            self.push(anchor, Code::ReportUnproven, wrong);
        }
        if let Some(told) = self.held_back.told(text, self.forms) {
            self.push(anchor, Code::ReportHeldBack, told);
        }
    }

    /// The words beside a picture tell nothing but what its own table bears out.
    fn figure(&mut self, figure: &Figure) {
        let anchor = figure.anchor().as_str();
        let alternative = figure.alternative();
        let description = alternative.description().iter();
        let told: Vec<String> = [figure.caption(), alternative.alt()]
            .map(str::to_owned)
            .into_iter()
            .chain(description.map(|text| without_names(self.document, text)))
            .collect();
        if let Some(table) = figure.table() {
            self.table(table);
        }
        let Content::Chart { table, .. } = figure.content() else {
            for text in &told {
                self.text(anchor, text, &[]);
            }
            return;
        };
        let borne = Borne::new(table, self.forms);
        let own_table = HeldBack::of_one(table);
        for text in &told {
            self.leftover(anchor, text);
            let wrong = self.own.judge(text, |text| {
                self.tables
                    .unproven_by(&Words::read(text, self.forms), &borne)
            });
            if let Some(wrong) = wrong {
                self.push(anchor, Code::ReportUnproven, wrong);
            }
            if let Some(told) = own_table.told(text, self.forms) {
                self.push(anchor, Code::ReportHeldBack, told);
            }
        }
    }

    fn table(&mut self, table: &Table) {
        let anchor = table.anchor().as_str();
        let heads = table.columns().iter().map(|column| column.label.as_str());
        let notes = table.notes().iter().map(String::as_str);
        for text in heads.chain(notes).chain([table.caption(), table.stub()]) {
            self.leftover(anchor, text);
        }
        for row in table.rows() {
            self.leftover(anchor, &row.head);
            for cell in &row.cells {
                self.leftover(anchor, &cell.shown());
            }
        }
    }

    /// Signs of a value that was never filled in.
    fn leftover(&mut self, anchor: &str, text: &str) {
        if let Some(sign) = self.own.judge(text, numbers::leftover) {
            let message = format!("\"{sign}\" stands where a value should be");
            self.push(anchor, Code::ReportLeftover, message);
        }
    }

    fn push(&mut self, anchor: &str, code: Code, message: String) {
        let file = if anchor == self.name {
            self.name.to_owned()
        } else {
            format!("{}#{anchor}", self.name)
        };
        self.faults
            .push(Diagnostic::new(code, Place::whole(file), message));
    }
}

fn table_of<'b>(block: &'b Block, forms: &Forms<'_>) -> Option<Borne<'b>> {
    match block {
        Block::Table(table) => Some(Borne::new(table, forms)),
        Block::Figure(figure) => match figure.content() {
            Content::Chart { table, .. } => Some(Borne::new(table, forms)),
            _ => None,
        },
        _ => None,
    }
}

/// What the text reads, without names of other parts of the document, such as "Table 3".
fn without_names(document: &Document, text: &Text) -> String {
    let own = text.pieces().iter();
    let own = own.filter(|piece| !matches!(piece, Inline::Reference(_)));
    document.plain(&own.cloned().collect::<Text>())
}
