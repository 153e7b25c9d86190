use proptest::prelude::*;

use super::*;
use crate::document::{
    AltText, Alternative, Anchor, Cell, ChangeColumns, ColumnHead, Hub, Mark, Row, Table, sample,
};
use crate::stats::{Percent, Points, Proportion};
use check::check;
use scene::{Area, Line, Shape};

mod check;
mod hub;
mod others;
mod rows;
mod slope;

/// A label of more than 120 characters, and a word wider than the canvas.
const LONG: &str = "Financial, legal and training support for running groups, with more nationwide in-person events, less London-centric, and hybrid formats";
const WORD: &str = "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogochandmanymoreletters";

fn anchor(text: &str) -> Anchor {
    Anchor::new(text).unwrap()
}

fn alternative(alt: &str) -> Alternative {
    Alternative::new(AltText::new(alt).unwrap(), vec!["A description.".into()])
}

fn percent(count: u64, base: u64) -> Cell {
    Cell::Percent(Percent::of(Proportion::new(count, base).unwrap()))
}

fn chart(chart: Chart, columns: &[&str], rows: Vec<(String, Vec<Cell>)>) -> Figure {
    let rows = rows.into_iter().map(|(head, cells)| Row { head, cells });
    let columns = columns.iter().map(|c| ColumnHead::numbers(*c)).collect();
    let table = Table::new(
        anchor("table"),
        "Caption",
        "Kind",
        columns,
        rows.collect(),
        Vec::new(),
    );
    Figure::chart(
        anchor("figure"),
        "Caption",
        alternative("A chart."),
        chart,
        table.unwrap(),
    )
    .unwrap()
}

fn bars(rows: &[(&str, Cell)]) -> Figure {
    let rows = rows
        .iter()
        .map(|(head, cell)| ((*head).to_owned(), vec![cell.clone()]));
    chart(Chart::Bars { values: 0 }, &["Respondents"], rows.collect())
}

fn dumbbell(labels: [&str; 2], rows: &[(&str, Cell, Cell)]) -> Figure {
    let rows = rows
        .iter()
        .map(|(head, from, to)| ((*head).to_owned(), vec![from.clone(), to.clone()]));
    let [from_label, to_label] = labels.map(str::to_owned);
    let drawn = Chart::Dumbbell {
        from: 0,
        from_label,
        to: 1,
        to_label,
        change: None,
    };
    chart(drawn, &["2023 (%)", "2024 (%)"], rows.collect())
}

fn diagram(centre: &str, phrases: &[&str]) -> Figure {
    let hub = Hub {
        centre: centre.into(),
        phrases: phrases.iter().map(|p| (*p).to_owned()).collect(),
    };
    Figure::diagram(anchor("figure"), "Caption", alternative("A hub."), hub).unwrap()
}

fn samples() -> [Figure; 3] {
    [sample::bars(), sample::dumbbell(), sample::hub()]
}

/// The lines of text of a figure, in reading order.
fn texts(figure: &Figure) -> Vec<Line> {
    let shapes = scene(figure).unwrap();
    let lines = shapes.shapes().iter().filter_map(|shape| match shape {
        Shape::Text(line) => Some(line.clone()),
        _ => None,
    });
    lines.collect()
}

fn words(figure: &Figure) -> String {
    let lines: Vec<String> = texts(figure).into_iter().map(|line| line.words).collect();
    lines.join(" ")
}

#[test]
fn the_markup_is_an_image_named_by_the_short_alternative() {
    for figure in samples() {
        let svg = svg(&figure).unwrap();
        let xml = roxmltree::Document::parse(svg.markup()).unwrap();
        let root = xml.root_element();
        assert_eq!(root.attribute("role"), Some("img"));
        let title = root.first_element_child().unwrap();
        assert_eq!(title.tag_name().name(), "title");
        assert_eq!(title.text(), Some(figure.alternative().alt()));
        assert_eq!(title.attribute("id"), root.attribute("aria-labelledby"));
        let id = title.attribute("id").unwrap();
        assert_eq!(id, format!("{}_title", figure.anchor()));
        let ids = xml.descendants().filter(|n| n.has_attribute("id")).count();
        assert_eq!(ids, 1);
        let view_box = format!("0 0 400 {}", svg.height());
        assert_eq!(root.attribute("viewBox"), Some(view_box.as_str()));
        assert_eq!(root.attribute("height"), None);
        let panel = title.next_sibling_element().unwrap();
        assert_eq!(panel.attribute("fill"), Some("#ffffff"));
        assert_eq!(panel.attribute("width"), Some("400"));
    }
}

#[test]
fn the_markup_holds_every_line_as_upright_text() {
    for figure in samples() {
        let svg = svg(&figure).unwrap();
        let xml = roxmltree::Document::parse(svg.markup()).unwrap();
        let nodes = xml.descendants().filter(|n| n.has_tag_name("text"));
        let written: Vec<&str> = nodes.filter_map(|n| n.text()).collect();
        let lines = texts(&figure);
        let planned: Vec<&str> = lines.iter().map(|line| line.words.as_str()).collect();
        assert_eq!(written, planned);
        assert!(!xml.descendants().any(|n| n.has_attribute("transform")));
    }
}

#[test]
fn hostile_words_stay_words() {
    let figure = bars(&[(
        "</text><script>\u{b}\u{ffff}alert(\"1\")&amp;\r\n\u{1F33B}",
        percent(1, 2),
    )]);
    let svg = svg(&figure).unwrap();
    let xml = roxmltree::Document::parse(svg.markup()).unwrap();
    let label = xml.descendants().find(|n| n.has_tag_name("text")).unwrap();
    let read = label.text().unwrap();
    assert!(read.starts_with("</text><script>"), "{read}");
    assert!(read.contains("alert(\"1\")&amp; \u{1F33B}"), "{read}");
    assert!(!svg.markup().contains("<script"));
    check(&figure);
}

#[test]
fn the_samples_are_laid_out_well() {
    for figure in samples() {
        check(&figure);
    }
}

#[test]
fn the_same_figure_gives_the_same_bytes() {
    for figure in samples() {
        assert_eq!(svg(&figure).unwrap(), svg(&figure).unwrap());
    }
}

#[test]
fn lengths_have_one_decimal_at_most() {
    for figure in samples() {
        let svg = svg(&figure).unwrap();
        let xml = roxmltree::Document::parse(svg.markup()).unwrap();
        let drawn = xml.root_element().children().filter(|n| n.is_element());
        for attribute in drawn.flat_map(|n| n.attributes()) {
            for number in attribute.value().split([' ', ',']) {
                let decimals = number.split_once('.').map_or(0, |(_, d)| d.len());
                assert!(number.parse::<f64>().is_err() || decimals <= 1, "{number}");
            }
        }
    }
}

#[cfg(feature = "png")]
#[test]
fn a_picture_has_the_size_asked_for_and_the_colours_of_the_drawing() {
    let figure = sample::hub();
    let picture = png(&figure, 144).unwrap();
    let height = svg(&figure).unwrap().height();
    assert_eq!(picture.pixels(), (800, 2 * height as u32));
    assert_eq!(picture.points(), (400.0, height));
    assert_eq!(picture.emus(), (400 * 12_700, height as u64 * 12_700));
    assert_eq!(picture, png(&figure, 144).unwrap());

    let pixels = resvg::tiny_skia::Pixmap::decode_png(picture.bytes()).unwrap();
    assert_eq!((pixels.width(), pixels.height()), picture.pixels());
    let colour = |x, y| pixels.pixel(x, y).map(|p| (p.red(), p.green(), p.blue()));
    assert_eq!(colour(0, 0), Some((0xff, 0xff, 0xff)));
    let blue = (0x12, 0x43, 0x6d);
    let inked = pixels
        .pixels()
        .iter()
        .filter(|p| (p.red(), p.green(), p.blue()) == blue);
    assert!(inked.count() > 10_000);
}

#[cfg(feature = "png")]
#[test]
fn a_picture_shows_its_words() {
    let dark = |figure: &Figure| {
        let picture = png(figure, 144).unwrap();
        let pixels = resvg::tiny_skia::Pixmap::decode_png(picture.bytes()).unwrap();
        let pixels = pixels.pixels().iter();
        pixels.filter(|p| p.red() < 0x40 && p.blue() < 0x40).count()
    };
    let row = |head| {
        bars(&[
            (head, Cell::Mark(Mark::Confidential)),
            ("b", Cell::Mark(Mark::Confidential)),
        ])
    };
    assert!(dark(&row("Mmmmmmmmmm")) > dark(&row("m")) + 500);
}

#[cfg(feature = "png")]
#[test]
fn a_useless_resolution_is_refused() {
    for dpi in [0, 35, 601, u32::MAX] {
        let refused = png(&sample::hub(), dpi);
        assert!(matches!(refused, Err(ChartError::BadResolution { dpi: d }) if d == dpi));
    }
}
