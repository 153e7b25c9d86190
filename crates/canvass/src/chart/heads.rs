//! Where the labels of rows stand: above their marks, or left of them where they are short or many.

use super::font::{Weight, width};
use super::scene::{Align, Line, Scene};
use super::style::{GAP, LEFT, LINE, RIGHT};
use super::wrap::{even_lines, lines, widest};

/// Between two rows whose labels stand above their marks.
const ABOVE_GAP: f64 = 9.0;
/// Between two rows whose labels stand left of their marks.
const BESIDE_GAP: f64 = 7.0;
/// The widest label that stands left of its marks on one line.
const BESIDE: f64 = 140.0;
/// More rows than this have their labels left of their marks, on as many lines as they need: such a chart would be
/// too high for a page otherwise.
const MANY: usize = 14;
/// The room of such labels.
const WRAPPED: f64 = 176.0;

/// The labels of the rows of a chart.
pub(super) struct Heads {
    /// The lines of each label.
    lines: Vec<Vec<String>>,
    /// How wide the labels are, where they stand left of the marks.
    beside: Option<f64>,
}

/// The room of one row.
pub(super) struct RowRoom {
    /// Where its marks start.
    pub(super) band: f64,
    /// Where the row ends.
    pub(super) bottom: f64,
}

impl Heads {
    /// Labels that may stand left of their marks.
    pub(super) fn new<'a>(heads: impl ExactSizeIterator<Item = &'a str> + Clone) -> Self {
        let one_line = heads
            .clone()
            .map(|head| width(&one_line(head), Weight::Regular))
            .fold(0.0, f64::max);
        let room = match heads.len() {
            _ if one_line <= BESIDE => BESIDE,
            many if many > MANY => WRAPPED,
            _ => return Heads::above(heads),
        };
        let lines = broken(heads, room);
        let wide = lines.iter().map(|lines| widest(lines, Weight::Regular));
        Heads {
            beside: Some(wide.fold(0.0, f64::max)),
            lines,
        }
    }

    /// Labels above their marks.
    pub(super) fn above<'a>(heads: impl Iterator<Item = &'a str>) -> Self {
        Heads {
            lines: broken(heads, RIGHT - LEFT),
            beside: None,
        }
    }

    /// Where marks may start, from the left.
    pub(super) fn left(&self) -> f64 {
        self.beside.map_or(LEFT, |wide| LEFT + wide + GAP)
    }

    /// Writes the label of a row, whose marks are `band` high, below one that ended at `top`.
    pub(super) fn write(&self, scene: &mut Scene, row: usize, top: f64, band: f64) -> RowRoom {
        let empty = Vec::new();
        let lines = self.lines.get(row).unwrap_or(&empty);
        let block = LINE * lines.len() as f64;
        let gap = |gap| if row == 0 { 0.0 } else { gap };
        let Some(_) = self.beside else {
            let top = top + gap(ABOVE_GAP);
            for (words, at) in lines.iter().zip(0_u32..) {
                scene.text(Line::new(LEFT, top + LINE * f64::from(at), words.as_str()));
            }
            let band_top = top + block;
            return RowRoom {
                band: band_top,
                bottom: band_top + band,
            };
        };
        let top = top + gap(BESIDE_GAP);
        let height = block.max(band);
        let first = top + (height - block) / 2.0;
        for (words, at) in lines.iter().zip(0_u32..) {
            let line = Line::new(
                self.left() - GAP,
                first + LINE * f64::from(at),
                words.as_str(),
            );
            scene.text(line.align(Align::End));
        }
        RowRoom {
            band: top + (height - band) / 2.0,
            bottom: top + height,
        }
    }
}

fn broken<'a>(heads: impl Iterator<Item = &'a str>, room: f64) -> Vec<Vec<String>> {
    heads
        .map(|head| even_lines(head, room, Weight::Regular))
        .collect()
}

/// A label as it reads on one line.
fn one_line(head: &str) -> String {
    lines(head, f64::INFINITY, Weight::Regular).join(" ")
}
