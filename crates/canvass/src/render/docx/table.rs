use super::body::{Body, Format};
use super::columns::{Columns, NARROW_SIDE, Padding, column_widths};
use super::look::{REPORT_TABLE, Style};
use crate::document::{ColumnKind, Row, Table};
use crate::wording::say;

/// A table that is no higher than this, in hundredths of the page, is kept on one page.
const LOW: u64 = 40;

/// The height of a line in a table, and the margins above and below, in twips.
const LINE: u64 = 261;
const CELL_MARGINS: u64 = 145;

impl Body<'_> {
    /// A table: its caption, its rows, and below it what its shorthand means; its other notes are a footnote of the
    /// caption. A low table is not split between pages. Of a higher one the first two rows stay together, and the last
    /// two with what stands below.
    pub(super) fn table(&mut self, table: &Table) {
        let (below, footnote): (Vec<String>, Vec<String>) = table
            .notes()
            .iter()
            .cloned()
            .partition(|note| table.explains_shorthand(note));
        self.caption(
            ("Table", table.number()),
            (&table.name(), &table.numbered_caption()),
            Some(table.anchor()),
            footnote,
        );
        let Columns { widths, padding } = column_widths(table, self.area);
        self.xml.open("w:tbl", &[]);
        self.table_properties(table, padding);
        self.xml.element("w:tblGrid", &[], |xml| {
            for width in &widths {
                xml.empty("w:gridCol", &[("w:w", &width.to_string())]);
            }
        });
        let kinds: Vec<ColumnKind> = std::iter::once(ColumnKind::Words)
            .chain(table.columns().iter().map(|c| c.kind))
            .collect();
        let heads: Vec<String> = std::iter::once(table.stub())
            .chain(table.columns().iter().map(|c| c.label.as_str()))
            .map(str::to_owned)
            .collect();
        self.row(true, &heads, &kinds, &widths, true);
        let low = height(table, &widths, padding) <= self.area.height * LOW / 100;
        let last = table.rows().len().saturating_sub(1);
        for (i, row) in table.rows().iter().enumerate() {
            let cells: Vec<String> = std::iter::once(row.head.clone())
                .chain(row.cells.iter().map(|cell| table.shown(cell)))
                .collect();
            let keep = if i == last {
                !below.is_empty()
            } else {
                low || i == 0 || i + 1 == last
            };
            self.row(false, &cells, &kinds, &widths, keep);
        }
        self.xml.close();
        let last = below.len().saturating_sub(1);
        for (i, note) in below.iter().enumerate() {
            let format = Format {
                keep_next: i < last,
                ..Style::TableNote.into()
            };
            self.paragraph(format, |body| body.words(note));
        }
        self.after_table = true;
    }

    fn table_properties(&mut self, table: &Table, padding: Padding) {
        let width = self.area.width.to_string();
        let columns: Vec<String> = table.columns().iter().map(|c| c.label.clone()).collect();
        let stub = table.stub();
        let description = say!(table.wording(), "render.word.table", stub, columns);
        self.xml.element("w:tblPr", &[], |xml| {
            xml.value("w:tblStyle", REPORT_TABLE);
            xml.empty("w:tblW", &[("w:w", &width), ("w:type", "dxa")]);
            xml.empty("w:tblLayout", &[("w:type", "fixed")]);
            if let Padding::Narrow = padding {
                xml.element("w:tblCellMar", &[], |xml| {
                    for side in ["w:left", "w:right"] {
                        xml.empty(side, &[("w:w", NARROW_SIDE), ("w:type", "dxa")]);
                    }
                });
            }
            xml.empty(
                "w:tblLook",
                &[
                    ("w:val", "06A0"),
                    ("w:firstRow", "1"),
                    ("w:lastRow", "0"),
                    ("w:firstColumn", "1"),
                    ("w:lastColumn", "0"),
                    ("w:noHBand", "1"),
                    ("w:noVBand", "1"),
                ],
            );
            xml.value("w:tblCaption", &table.numbered_caption());
            xml.value("w:tblDescription", &description);
        });
    }

    fn row(
        &mut self,
        head: bool,
        cells: &[String],
        kinds: &[ColumnKind],
        widths: &[u64],
        keep_next: bool,
    ) {
        self.xml.open("w:tr", &[]);
        self.xml.element("w:trPr", &[], |xml| {
            xml.empty("w:cantSplit", &[]);
            if head {
                xml.empty("w:tblHeader", &[]);
            }
        });
        for ((words, kind), width) in cells.iter().zip(kinds).zip(widths) {
            let style = match (head, kind) {
                (true, ColumnKind::Words) => Style::TableHead,
                (true, ColumnKind::Numbers) => Style::TableHeadNumber,
                (false, ColumnKind::Words) => Style::TableText,
                (false, ColumnKind::Numbers) => Style::TableNumber,
            };
            self.xml.open("w:tc", &[]);
            self.xml.element("w:tcPr", &[], |xml| {
                xml.empty("w:tcW", &[("w:w", &width.to_string()), ("w:type", "dxa")]);
            });
            let format = Format {
                keep_next,
                ..style.into()
            };
            self.paragraph(format, |body| body.words(words));
            self.xml.close();
        }
        self.xml.close();
    }
}

/// About how high the rows of a table are, in twips.
fn height(table: &Table, widths: &[u64], padding: Padding) -> u64 {
    let row = |row: &Row| {
        let words =
            std::iter::once(row.head.clone()).chain(row.cells.iter().map(|cell| table.shown(cell)));
        let lines =
            std::iter::zip(words, widths).map(|(words, width)| padding.lines(&words, *width));
        lines.max().unwrap_or_default() * LINE + CELL_MARGINS
    };
    table.rows().iter().map(row).sum()
}
