//! The text: what Word and a screen reader find in it.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::*;
use crate::chart::StandIn;
use crate::document::{
    Anchor, Block, Cell, ColumnHead, ColumnKind, Mark, Quotation, Row, Section, Table,
};
use crate::render::clean::clean;
use crate::wording::Wording;

/// What a block of the text reads, its style before it.
fn line(block: &Node) -> String {
    if block.name == "w:p" {
        let picture = block
            .first("wp:docPr")
            .map(|node| format!("({}: {})", node.get("name"), node.get("descr")));
        let words = block
            .reads()
            .replace('\n', " / ")
            .replace('\u{202e}', "<U+202E>");
        return format!(
            "{}: {words}{}\n",
            block.value("w:pStyle"),
            picture.unwrap_or_default()
        );
    }
    let row = |row: &&Node| {
        let cells: Vec<String> = row.all("w:tc").iter().map(|cell| cell.reads()).collect();
        format!("  | {} |\n", cells.join(" | "))
    };
    block.all("w:tr").iter().map(row).collect()
}

#[test]
fn the_text_reads_as_it_should() {
    let text: String = flow(&part("word/document.xml")).iter().map(line).collect();
    let expected = include_str!("document.txt");
    assert_eq!(text, expected, "written:\n{text}");
}

#[test]
fn one_title_and_headings_that_go_down_one_at_a_time() {
    let flow = flow(&part("word/document.xml"));
    let styles: Vec<&str> = flow.iter().map(|block| block.value("w:pStyle")).collect();
    assert_eq!(styles.iter().filter(|style| **style == "Title").count(), 1);
    let levels: Vec<u32> = styles
        .iter()
        .filter_map(|style| style.strip_prefix("Heading")?.parse().ok())
        .collect();
    assert_eq!(levels, [1, 1, 2, 1]);
    let outline = part("word/styles.xml");
    for style in outline.all("w:style") {
        let level = style.get("w:styleId").strip_prefix("Heading");
        let level = level.and_then(|level| level.parse::<u32>().ok());
        let expected = level
            .map(|level| (level - 1).to_string())
            .unwrap_or_default();
        assert_eq!(style.value("w:outlineLvl"), expected);
    }
}

#[test]
fn every_style_used_is_there_and_is_there_once() {
    let styles = part("word/styles.xml");
    let ids: Vec<&str> = styles
        .all("w:style")
        .iter()
        .map(|s| s.get("w:styleId"))
        .collect();
    let unique: BTreeSet<&str> = ids.iter().copied().collect();
    assert_eq!(unique.len(), ids.len());
    for path in ["word/document.xml", "word/header.xml", "word/footer.xml"] {
        let part = part(path);
        for element in ["w:pStyle", "w:rStyle", "w:tblStyle"] {
            for node in part.all(element) {
                assert!(unique.contains(node.get("w:val")), "{}", node.get("w:val"));
            }
        }
    }
    let defaults = styles.all("w:style");
    let defaults = defaults.iter().filter(|s| s.get("w:default") == "1");
    assert_eq!(defaults.count(), 4, "one for each type of style");
}

#[test]
fn nothing_is_empty_typed_or_laid_out_by_hand() {
    let document = part("word/document.xml");
    for paragraph in document.all("w:p") {
        let words = paragraph.reads();
        assert!(!words.trim().is_empty() || paragraph.first("w:drawing").is_some());
        assert!(!words.starts_with('•') && !words.contains('\t'));
    }
    for forbidden in [
        "wp:anchor",
        "w:pict",
        "w:gridSpan",
        "w:vMerge",
        "w:tblpPr",
        "w:ins",
        "w:del",
        "w:commentReference",
        "w:caps",
        "w:i",
    ] {
        assert!(document.all(forbidden).is_empty(), "{forbidden}");
    }
    assert!(
        document
            .all("w:tbl")
            .iter()
            .all(|table| table.all("w:tbl").is_empty())
    );
    let bullets = document.all("w:p");
    let bullets = bullets
        .iter()
        .filter(|p| p.value("w:pStyle") == "ListBullet");
    assert!(bullets.clone().all(|p| p.value("w:numId") == "1"));
    assert_eq!(bullets.count(), 7);
}

#[test]
fn each_picture_stands_in_the_line_under_a_number_of_its_own_with_its_alternative() {
    let document = part("word/document.xml");
    let pictures: Vec<(&str, &str)> = document
        .all("wp:inline")
        .iter()
        .flat_map(|inline| inline.all("wp:docPr"))
        .map(|node| (node.get("name"), node.get("descr")))
        .collect();
    let model = sample::document();
    let expected: Vec<(String, &str)> = model
        .figures()
        .map(|f| (format!("Figure {}", f.number()), f.alternative().alt()))
        .collect();
    let expected: Vec<_> = expected
        .iter()
        .map(|(name, alt)| (name.as_str(), *alt))
        .collect();
    assert_eq!(pictures, expected);
    let properties = document.all("wp:docPr");
    let ids: BTreeSet<&str> = properties.iter().map(|node| node.get("id")).collect();
    assert_eq!(ids.len(), 3);
    let width: u64 = document
        .first("wp:extent")
        .unwrap()
        .get("cx")
        .parse()
        .unwrap();
    assert!(width <= TextArea::of(false).width * page::EMU);
}

#[test]
fn picture_caption_description_and_table_follow_one_another() {
    let flow = flow(&part("word/document.xml"));
    let first = flow
        .iter()
        .position(|b| b.first("w:drawing").is_some())
        .unwrap();
    let order: Vec<&str> = flow[first..first + 7]
        .iter()
        .map(|block| block.value("w:pStyle"))
        .collect();
    // The table's first paragraph is its heading.
    assert_eq!(
        order,
        [
            "Picture",
            "Caption",
            "FigureDescription",
            "FigureDescription",
            "Caption",
            "TableHead",
            "TableNote"
        ]
    );
    let styles = part("word/styles.xml");
    for style in styles.all("w:style") {
        let keeps = style.first("w:keepNext").is_some();
        if matches!(style.get("w:styleId"), "Picture" | "Quote" | "Heading1") {
            assert!(keeps, "{}", style.get("w:styleId"));
        }
    }
    let pictures = flow.iter().filter(|b| b.value("w:pStyle") == "Picture");
    for picture in pictures {
        assert!(picture.first("w:keepNext").is_some());
    }
    // A figure may end a page with its caption; a table's caption stays with the table.
    let captions = flow.iter().filter(|b| b.value("w:pStyle") == "Caption");
    for caption in captions {
        let stays = caption.first("w:keepNext").is_some();
        let words = caption.reads();
        assert_eq!(stays, words.starts_with("Table"), "{words}");
    }
}

#[test]
fn tables_tell_their_headings_and_what_they_are() {
    let document = part("word/document.xml");
    let model = sample::document();
    let written = document.all("w:tbl");
    assert_eq!(written.len(), 3);
    for (table, expected) in std::iter::zip(written, model.tables()) {
        let columns = expected.columns().len() + 1;
        assert_eq!(table.first("w:tblGrid").unwrap().children.len(), columns);
        assert_eq!(table.value("w:tblCaption"), expected.numbered_caption());
        assert!(
            table
                .value("w:tblDescription")
                .starts_with("One row for each of: ")
        );
        let look = table.first("w:tblLook").unwrap();
        assert_eq!(
            (look.get("w:firstRow"), look.get("w:firstColumn")),
            ("1", "1")
        );
        let rows = table.all("w:tr");
        assert!(rows.iter().all(|row| row.first("w:cantSplit").is_some()));
        let heads: Vec<bool> = rows
            .iter()
            .map(|row| row.first("w:tblHeader").is_some())
            .collect();
        assert!(heads[0] && !heads[1..].contains(&true));
        for (row, expected_row) in std::iter::zip(&rows[1..], expected.rows()) {
            let cells: Vec<String> = row.all("w:tc").iter().map(|cell| cell.reads()).collect();
            let mut shown = vec![expected_row.head.clone()];
            shown.extend(expected_row.cells.iter().map(Cell::shown));
            assert_eq!(cells, shown);
            for (cell, column) in std::iter::zip(&row.all("w:tc")[1..], expected.columns()) {
                let right = cell.value("w:pStyle") == "TableNumber";
                assert_eq!(right, column.kind == ColumnKind::Numbers);
            }
        }
    }
}

#[test]
fn hostile_text_stays_text_and_loses_only_what_no_file_may_hold() {
    let parts = parts();
    let document = parse(&parts["word/document.xml"]);
    let quote = document
        .all("w:p")
        .into_iter()
        .find(|p| p.value("w:pStyle") == "Quote")
        .unwrap()
        .reads();
    assert_eq!(
        quote,
        "“<script>alert(1)</script> Diolch \u{1F33B} \n\u{202e}abc — “it helped”\nvery much”"
    );
    for bytes in parts.values() {
        let text = String::from_utf8_lossy(bytes);
        assert!(!text.contains('\u{b}') && !text.contains("NaN"));
    }
}

/// A document of one section, written.
fn written(blocks: Vec<Block>) -> Node {
    let section = Section {
        anchor: Anchor::new("s").unwrap(),
        heading: "Who".into(),
        blocks,
        sections: Vec::new(),
    };
    let document = Document::new(sample::titled(), vec![section]).unwrap();
    let parts = unzip(&compose(&document, &|_| Ok(blank_picture())).unwrap());
    parse(&parts["word/document.xml"])
}

fn table(rows: usize, notes: &[&str]) -> Block {
    let row = |i| Row {
        head: format!("Group {i}"),
        cells: vec![Cell::Count(3)],
    };
    let table = Table::new(
        Anchor::new("t").unwrap(),
        "Who",
        "Group",
        vec![ColumnHead::numbers("Number")],
        (0..rows).map(row).collect(),
        notes.iter().map(|note| (*note).to_owned()).collect(),
    );
    Block::Table(table.unwrap())
}

#[test]
fn what_follows_a_table_keeps_its_distance() {
    let paragraphs = ["One.", "Two."].map(|words| Block::Paragraph(words.into()));
    let mut blocks = vec![table(1, &[])];
    blocks.extend(paragraphs);
    let spaced: Vec<bool> = flow(&written(blocks))
        .iter()
        .filter(|block| block.value("w:pStyle") == "Normal")
        .map(|block| block.first("w:spacing").is_some())
        .collect();
    assert_eq!(spaced, [true, false]);
}

#[test]
fn low_tables_are_not_split_and_high_ones_only_in_the_middle() {
    let kept = |rows, notes: &[&str]| -> Vec<bool> {
        written(vec![table(rows, notes)])
            .all("w:tr")
            .iter()
            .map(|row| row.first("w:keepNext").is_some())
            .collect()
    };
    assert_eq!(kept(3, &[]), [true, true, true, false]);
    let meaning = Mark::Confidential.meaning(&Wording::built_in());
    assert_eq!(kept(3, &[&meaning]), [true; 4]);
    let high = kept(40, &[]);
    let together: Vec<usize> = (0..high.len()).filter(|&i| high[i]).collect();
    assert_eq!(together, [0, 1, 39]);
}

#[test]
fn notes_of_a_table_are_a_footnote_of_its_caption_and_shorthand_is_explained_below_it() {
    let parts = parts();
    let document = parse(&parts["word/document.xml"]);
    let footnotes = parse(&parts["word/footnotes.xml"]);
    let caption = |block: &&Node| block.reads().starts_with("Table 1:");
    let flow = flow(&document);
    let caption = flow.iter().find(caption).unwrap();
    let id = caption.first("w:footnoteReference").unwrap().get("w:id");
    let of_that = footnotes.all("w:footnote").into_iter();
    let read: Vec<String> = of_that
        .filter(|note| note.get("w:id") == id)
        .flat_map(|note| note.all("w:p"))
        .map(|p| p.reads())
        .collect();
    let says =
        " Respondents could choose more than one answer, so figures add up to more than 100%.";
    assert_eq!(read, [says]);
    // Before any footnote come the two lines that part them from the text.
    let kinds: Vec<&str> = footnotes
        .all("w:footnote")
        .iter()
        .map(|note| note.get("w:type"))
        .collect();
    assert_eq!(kinds[..2], ["separator", "continuationSeparator"]);
    let references = document.all("w:footnoteReference");
    assert_eq!(references.len() + 2, kinds.len());
    let styles = document.all("w:rStyle").into_iter();
    let marked = styles.filter(|style| style.get("w:val") == "FootnoteReference");
    assert_eq!(marked.count(), references.len());
    let settings = parse(&parts["word/settings.xml"]);
    assert_eq!(settings.all("w:footnote").len(), 2);
}

#[test]
fn labels_that_are_drawn_as_letters_are_told() {
    let lettered = |_: &Figure| {
        let mut picture = blank_picture();
        picture.stand_ins.push(StandIn {
            drawn: "A".into(),
            label: "\u{645}\u{631}".into(),
        });
        Ok(picture)
    };
    let parts = unzip(&compose(&sample::document(), &lettered).unwrap());
    let text = parse(&parts["word/document.xml"]);
    let says = "In the picture, “A” stands for “\u{645}\u{631}”.";
    assert_eq!(
        text.all("w:p").iter().filter(|p| p.reads() == says).count(),
        3
    );
}

#[test]
fn what_leads_over_stays_with_what_it_leads_to() {
    let blocks = ["Members asked for:", "Members asked for more."]
        .map(|words| Block::Paragraph(words.into()));
    let kept: Vec<bool> = flow(&written(blocks.to_vec()))
        .iter()
        .filter(|block| block.value("w:pStyle") == "Normal")
        .map(|block| block.first("w:keepNext").is_some())
        .collect();
    assert_eq!(kept, [true, false]);
}

#[test]
fn what_is_blank_leaves_no_empty_paragraph() {
    let quotation = Quotation {
        words: "Diolch".into(),
        attribution: String::new(),
    };
    let document = written(vec![
        Block::Paragraph(" ".into()),
        Block::Caution("".into()),
        Block::Bullets(vec!["".into(), "One.".into()]),
        Block::Quotation(quotation),
    ]);
    let body = document.first("w:body").unwrap();
    let read: Vec<String> = body.all("w:p").iter().map(|p| p.reads()).collect();
    assert_eq!(
        read,
        ["Report", "Contents", "Who", "Who", "One.", "“Diolch”"]
    );
}

proptest! {
    /// Whatever an answer holds, it comes back from the file as it went in, but for what no file may hold.
    #[test]
    fn any_words_survive(words in any::<String>()) {
        let words = format!("x{words}x");
        let document = written(vec![Block::Paragraph(words.as_str().into())]);
        let read = document
            .all("w:p")
            .into_iter()
            .find(|p| p.value("w:pStyle") == "Normal")
            .unwrap()
            .reads();
        prop_assert_eq!(read, clean(&words).replace('\t', " "));
    }
}
