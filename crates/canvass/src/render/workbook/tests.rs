use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use roxmltree::Document as Xml;
use zip::ZipArchive;

use super::*;
use crate::document::{Anchor, Block, ColumnHead, FrontMatter, Row, Section, sample};
use crate::stats::PValue;

/// The worksheets of the sample's tables.
const NAMES: [&str; 3] = [
    "Table_1_How_the_charity_helped",
    "Table_2_How_the_charity_helped",
    "Table_3_Who_answered_2024",
];

const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

fn parts() -> BTreeMap<String, String> {
    parts_of(&sample::document())
}

fn parts_of(document: &Document) -> BTreeMap<String, String> {
    let bytes = workbook(document).unwrap();
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    (0..archive.len())
        .map(|at| {
            let mut part = archive.by_index(at).unwrap();
            let mut text = String::new();
            part.read_to_string(&mut text).unwrap();
            (part.name().unwrap().into_owned(), text)
        })
        .collect()
}

/// What the cells of a worksheet hold, by their names.
fn cells(parts: &BTreeMap<String, String>, sheet: usize) -> BTreeMap<String, String> {
    let strings = Xml::parse(&parts["xl/sharedStrings.xml"]).unwrap();
    let strings: Vec<String> = strings
        .descendants()
        .filter(|node| node.has_tag_name((MAIN, "t")))
        .map(|node| node.text().unwrap_or_default().to_owned())
        .collect();
    let sheet = Xml::parse(&parts[&format!("xl/worksheets/sheet{sheet}.xml")]).unwrap();
    sheet
        .descendants()
        .filter(|node| node.has_tag_name((MAIN, "c")))
        .filter_map(|cell| {
            let value = cell.children().find(|v| v.has_tag_name((MAIN, "v")))?;
            let value = value.text().unwrap_or_default();
            let shown = match cell.attribute("t") {
                Some("s") => strings[value.parse::<usize>().unwrap()].clone(),
                _ => value.to_owned(),
            };
            Some((cell.attribute("r").unwrap().to_owned(), shown))
        })
        .collect()
}

#[test]
fn links_lead_to_worksheets_with_an_apostrophe_in_their_names() {
    let own = "front.contents = \"Table d'ensemble\"\nworkbook.cover = \"Page d'accueil\"\n";
    let file = ("templates/wording/render.toml".to_owned(), own.to_owned());
    let (wording, faults) = Wording::of("en-GB", &[file]).unwrap();
    assert!(faults.is_empty(), "{faults}");
    let sample = sample::document();
    let front = FrontMatter {
        wording,
        ..sample.front().clone()
    };
    let parts = parts_of(&Document::new(front, sample.sections().to_vec()).unwrap());
    let leads = |sheet: usize| -> Vec<String> {
        let sheet = Xml::parse(&parts[&format!("xl/worksheets/sheet{sheet}.xml")]).unwrap();
        let links = sheet.descendants();
        let links = links.filter_map(|node| node.attribute("location"));
        links.map(str::to_owned).collect()
    };
    assert_eq!(leads(1)[0], "'Table d''ensemble'!A1");
    assert_eq!(leads(2)[0], "'Page d''accueil'!A1");
}

#[test]
fn the_worksheets_stand_in_order() {
    let parts = parts();
    let book = Xml::parse(&parts["xl/workbook.xml"]).unwrap();
    let names: Vec<&str> = book
        .descendants()
        .filter(|node| node.has_tag_name((MAIN, "sheet")))
        .filter_map(|sheet| sheet.attribute("name"))
        .collect();
    assert_eq!(
        names,
        ["Cover", "Contents", "Notes", NAMES[0], NAMES[1], NAMES[2]]
    );
}

#[test]
fn the_cover_says_whose_when_and_what_is_inside() {
    let cells = cells(&parts(), 1);
    let lines: Vec<&str> = ["A1", "A3", "A4", "A5", "A7"]
        .map(|at| cells[at].as_str())
        .to_vec();
    assert_eq!(
        lines,
        [
            "Members' Questionnaire 2024: impact report",
            "Kindred Ground",
            "Period: 12 February 2024 to 11 March 2024",
            "Published 20 June 2024",
            "This workbook holds the 3 tables of the report, one to a worksheet.",
        ]
    );
}

#[test]
fn a_table_stands_below_its_title_with_its_figure_in_words() {
    let cells = cells(&parts(), 4);
    assert_eq!(
        cells["A1"],
        "Table 1: How the charity helped sustain members, respondents who answered, 2024, base 204 [note 1]"
    );
    assert_eq!(cells["A2"], "This worksheet contains one table.");
    assert!(cells["A4"].starts_with("Picture: Bar chart of 5 kinds of help in 2024."));
    assert!(cells["A5"].starts_with("Image description: A bar chart"));
    assert!(cells["A7"].starts_with("[note 1] Respondents could choose"));
    assert!(cells["A8"].starts_with("[c] means confidential"));
    assert_eq!(cells["A10"], "Kind of help");
    assert_eq!(cells["C10"], "Share (%)");
    assert_eq!(cells["B11"], "121");
    assert_eq!(cells["C11"].parse::<f64>().unwrap(), 121.0 / 204.0);
    assert_eq!(cells["C15"], "[c]");
    assert!(!cells.contains_key("A16"));
}

#[test]
fn every_table_is_marked_up_and_its_headings_are_those_of_its_cells() {
    let parts = parts();
    for (number, sheet) in [(3, 4), (4, 5), (5, 6)] {
        let table = Xml::parse(&parts[&format!("xl/tables/table{number}.xml")]).unwrap();
        let root = table.root_element();
        let top = root.attribute("ref").unwrap().split(':').next().unwrap();
        let row = top.trim_start_matches('A');
        let cells = cells(&parts, sheet);
        for (at, column) in table
            .descendants()
            .filter(|node| node.has_tag_name((MAIN, "tableColumn")))
            .enumerate()
        {
            let cell = format!("{}{row}", char::from(b'A' + at as u8));
            assert_eq!(column.attribute("name").unwrap(), cells[&cell]);
        }
        assert!(!parts[&format!("xl/tables/table{number}.xml")].contains("autoFilter"));
    }
}

/// Numbers end at the right of their column, and words start at the left of theirs.
#[test]
fn words_stand_apart_from_numbers_beside_them() {
    let parts = parts();
    let sheet = Xml::parse(&parts["xl/worksheets/sheet6.xml"]).unwrap();
    let styles = Xml::parse(&parts["xl/styles.xml"]).unwrap();
    let looks = styles
        .descendants()
        .find(|node| node.has_tag_name((MAIN, "cellXfs")))
        .unwrap();
    let looks: Vec<_> = looks.children().filter(|n| n.is_element()).collect();
    let mut apart = 0;
    for cell in sheet.descendants().filter(|n| n.has_tag_name((MAIN, "c"))) {
        let Some(style) = cell.attribute("s") else {
            continue;
        };
        let look = looks[style.parse::<usize>().unwrap()];
        let alignment = look
            .children()
            .find(|n| n.has_tag_name((MAIN, "alignment")));
        let indent = alignment.and_then(|node| node.attribute("indent"));
        let is_first = cell.attribute("r").unwrap().starts_with('A');
        assert!(!is_first || indent.is_none());
        apart += usize::from(indent == Some("1"));
    }
    assert!(apart > 0);
}

/// The sheets with a table are all but the cover.
#[test]
fn headings_are_repeated_on_every_page() {
    let parts = parts();
    let sheets = |part: &&String| part.starts_with("xl/worksheets/sheet");
    let names = parts["xl/workbook.xml"].matches("_xlnm.Print_Titles");
    assert_eq!(names.count(), parts.keys().filter(sheets).count() - 1);
}

#[test]
fn the_contents_lead_to_every_other_worksheet() {
    let parts = parts();
    let sheet = &parts["xl/worksheets/sheet2.xml"];
    for name in ["Cover", "Notes"].into_iter().chain(NAMES) {
        assert!(
            sheet.contains(&format!("location=\"'{name}'!A1\"")),
            "{name}"
        );
    }
}

#[test]
fn titles_are_headings_and_the_language_is_said() {
    let parts = parts();
    assert!(parts["docProps/core.xml"].contains("<dc:language>en-GB</dc:language>"));
    let styles = &parts["xl/styles.xml"];
    let styles = Xml::parse(styles).unwrap();
    let heading = styles
        .descendants()
        .find(|node| node.attribute("name") == Some("Heading 1"))
        .unwrap();
    let style = heading.attribute("xfId").unwrap();
    let formats = styles
        .descendants()
        .find(|node| node.has_tag_name((MAIN, "cellXfs")))
        .unwrap();
    let formats: Vec<_> = formats
        .children()
        .filter(|node| node.is_element())
        .collect();
    for sheet in 1..=6 {
        let sheet = Xml::parse(&parts[&format!("xl/worksheets/sheet{sheet}.xml")]).unwrap();
        let first = sheet
            .descendants()
            .find(|node| node.attribute("r") == Some("A1"))
            .unwrap();
        let format = first.attribute("s").unwrap().parse::<usize>().unwrap();
        assert_eq!(formats[format].attribute("xfId"), Some(style));
    }
}

#[test]
fn nothing_is_a_formula_and_the_bytes_are_always_the_same() {
    for (name, part) in parts() {
        assert!(!part.contains("<f>") && !part.contains("<f "), "{name}");
    }
    let document = sample::document();
    assert_eq!(workbook(&document).unwrap(), workbook(&document).unwrap());
}

/// The first table of a document of one table, with these p-values below one another.
fn of_p_values(caption: &str, values: &[f64]) -> Document {
    let rows = values.iter().enumerate().map(|(i, p)| Row {
        head: format!("Row {i}"),
        cells: vec![Cell::PValue(PValue::new(*p).unwrap())],
    });
    let anchor = Anchor::new("t").unwrap();
    let columns = vec![ColumnHead::numbers("p-value")];
    let table = Table::new(anchor, caption, "Row", columns, rows.collect(), Vec::new()).unwrap();
    let section = Section {
        anchor: Anchor::new("s").unwrap(),
        heading: "Section".into(),
        blocks: vec![Block::Table(table)],
        sections: Vec::new(),
    };
    Document::new(sample::titled(), vec![section]).unwrap()
}

#[test]
fn p_values_are_numbers_that_are_not_rounded() {
    let parts = parts_of(&of_p_values("Tests", &[0.012_34, 0.000_4, 1.0]));
    let cells = cells(&parts, 4);
    let values: Vec<&str> = ["B5", "B6", "B7"].map(|at| cells[at].as_str()).to_vec();
    assert_eq!(values, ["0.01234", "0.0004", "1"]);
    let styles = &parts["xl/styles.xml"];
    for shown in [
        "formatCode=\"0.000\"",
        "formatCode=\"&quot;&lt;0.001&quot;\"",
    ] {
        assert!(styles.contains(shown), "{shown}");
    }
}

#[test]
fn names_of_worksheets_say_what_they_hold_in_as_many_words_as_they_have_room_for() {
    let name = |caption: &str| {
        let document = of_p_values(caption, &[0.5]);
        sheet_name(document.tables().next().unwrap())
    };
    // The name has room for 31 units.
    assert_eq!(
        name("Members\u{2019} help: who, 2024"),
        "Table_1_Members_help_who_2024"
    );
    assert_eq!(
        name("abcdefgh ijklmnop qrstu v"),
        "Table_1_abcdefgh_ijklmnop_qrstu"
    );
    assert_eq!(
        name("abcdefgh ijklmnop qrstuv"),
        "Table_1_abcdefgh_ijklmnop"
    );
    // Each of these letters takes two units: 8 + 2 * 11 is 30, and one letter more would be 32.
    let gothic = "\u{10330}";
    assert_eq!(
        name(&gothic.repeat(11)),
        format!("Table_1_{}", gothic.repeat(11))
    );
    assert_eq!(name(&gothic.repeat(12)), "Table_1");
    assert_eq!(name("<b>/\\?*[]:"), "Table_1_b");
}
