//! A centre joined by lines to phrases around it.

use plotters::style::RGBColor;

use super::font::{Weight, width};
use super::scene::{Align, Area, Line, Scene};
use super::style::{BLUE, INK, LEFT, LINE, MARGIN, RIGHT, TINT, WHITE, WIDTH};
use super::wrap::{even_lines, widest};
use crate::document::Hub;

/// The white space around the words in a box.
const PAD: f64 = 8.0;
/// The narrowest box beside the centre.
const SIDE: f64 = 104.0;
/// The widest box above or below the centre.
const WIDE: f64 = 230.0;
/// The narrowest and widest centre.
const CENTRE: (f64, f64) = (108.0, 160.0);
/// The shortest line from the centre to a box, across and down.
const SPOKE: (f64, f64) = (14.0, 24.0);
/// The least white space between two boxes of a column, and the most.
const BETWEEN: (f64, f64) = (14.0, 48.0);
/// Two boxes side by side are made as high as each other if they differ by no more than this.
const ALIKE: f64 = 2.0 * LINE;
const ROUND: f64 = 6.0;
const OUTLINE: f64 = 1.5;

/// Words, broken for the room they have.
struct Words {
    lines: Vec<String>,
    weight: Weight,
}

impl Words {
    fn new(text: &str, room: f64, weight: Weight) -> Self {
        Words {
            lines: even_lines(text, room, weight),
            weight,
        }
    }

    fn width(&self) -> f64 {
        widest(&self.lines, self.weight)
    }

    fn height(&self) -> f64 {
        self.lines.len() as f64 * LINE
    }
}

/// A box with its words, above, below or beside the centre.
struct Leaf {
    words: Words,
    area: Area,
    /// Where its line from the centre ends.
    joint: (f64, f64),
}

/// The phrases go round the centre like the hours of a clock: the first above it, then down the right, one
/// below if they are even in number, and up the left.
pub(super) fn scene(hub: &Hub) -> Scene {
    let (side, middle) = columns(hub);
    let centre = Words::new(&hub.centre, middle - 2.0 * PAD, Weight::Bold);
    let bubble = bubble(&centre, middle);
    let leaves = leaves(&hub.phrases, side, &bubble);

    let top = leaves.iter().map(|leaf| leaf.area.top);
    let down = MARGIN - top.fold(bubble.top, f64::min);
    let mut scene = Scene::default();
    for leaf in &leaves {
        let (x, y) = leaf.joint;
        scene.stroke((WIDTH / 2.0, down), (x, y + down), OUTLINE, BLUE);
    }
    let bubble = bubble.lower(down);
    pill(&mut scene, &bubble);
    write(&mut scene, &centre, &bubble, WHITE);
    for leaf in &leaves {
        let area = leaf.area.lower(down);
        scene.panel(area, ROUND, BLUE);
        scene.panel(area.inset(OUTLINE), ROUND - OUTLINE, TINT);
        write(&mut scene, &leaf.words, &area, INK);
    }
    scene
}

/// The widths of the boxes beside the centre and of the centre: wide enough for their longest words if all
/// can be, and no wider than the lines of the phrases need.
fn columns(hub: &Hub) -> (f64, f64) {
    let longest = hub
        .centre
        .split_whitespace()
        .map(|word| width(word, Weight::Bold))
        .fold(0.0, f64::max);
    let middle = (longest + 2.0 * PAD).clamp(CENTRE.0, CENTRE.1);
    let most = (RIGHT - LEFT - 2.0 * SPOKE.0 - middle) / 2.0;
    let phrases = hub.phrases.iter().skip(1);
    let used = phrases
        .map(|phrase| Words::new(phrase, most - 2.0 * PAD, Weight::Regular).width())
        .fold(0.0, f64::max);
    ((used + 2.0 * PAD).max(SIDE.min(most)), middle)
}

/// The centre, at height nought: a circle, or taller where its words need it.
fn bubble(words: &Words, wide: f64) -> Area {
    let radius = wide / 2.0;
    let corner = (words.width() / 2.0).min(radius);
    let cap = radius - (radius * radius - corner * corner).sqrt();
    let half = (words.height() / 2.0 + cap + 2.0).max(radius);
    Area {
        left: WIDTH / 2.0 - radius,
        top: -half,
        right: WIDTH / 2.0 + radius,
        bottom: half,
    }
}

/// Draws the centre.
fn pill(scene: &mut Scene, bubble: &Area) {
    let radius = bubble.width() / 2.0;
    let (upper, lower) = (bubble.top + radius, bubble.bottom - radius);
    scene.disc((WIDTH / 2.0, upper), radius, BLUE);
    if lower - upper > 0.05 {
        scene.disc((WIDTH / 2.0, lower), radius, BLUE);
        let straight = Area {
            top: upper,
            bottom: lower,
            ..*bubble
        };
        scene.bar(straight, BLUE);
    }
}

/// The boxes in the order of the phrases.
fn leaves(phrases: &[String], side: f64, bubble: &Area) -> Vec<Leaf> {
    let rows = phrases.len().saturating_sub(1) / 2;
    let (right, rest) = phrases.get(1..).unwrap_or_default().split_at(rows);
    let (below, left) = rest.split_at(rest.len() - rows);
    let beside = |phrase: &String| Words::new(phrase, side - 2.0 * PAD, Weight::Regular);
    let pairs: Vec<(Words, Words)> = right
        .iter()
        .map(beside)
        .zip(left.iter().rev().map(beside))
        .collect();
    let heights: Vec<f64> = pairs
        .iter()
        .map(|(one, other)| one.height().max(other.height()) + 2.0 * PAD)
        .collect();
    let filled: f64 = heights.iter().sum();
    let gaps = rows.saturating_sub(1) as f64;
    let gap = ((bubble.height() - filled) / gaps.max(1.0)).clamp(BETWEEN.0, BETWEEN.1);
    let half = (filled + gaps * gap) / 2.0;

    let clear = half.max(bubble.height() / 2.0) + SPOKE.1;
    let mut leaves: Vec<Leaf> = phrases
        .first()
        .map(|p| alone(p, -clear))
        .into_iter()
        .collect();
    let mut top = -half;
    let mut upward = Vec::with_capacity(rows);
    for ((right, left), height) in pairs.into_iter().zip(heights) {
        let middle = top + height / 2.0;
        let leaf = |words: Words, start: f64, joint| {
            let own = words.height() + 2.0 * PAD;
            let half = if height - own > ALIKE { own } else { height } / 2.0;
            Leaf {
                words,
                area: Area {
                    left: start,
                    top: middle - half,
                    right: start + side,
                    bottom: middle + half,
                },
                joint: (joint, middle),
            }
        };
        leaves.push(leaf(right, RIGHT - side, RIGHT - side));
        upward.push(leaf(left, LEFT, LEFT + side));
        top += height + gap;
    }
    leaves.extend(below.iter().map(|phrase| alone(phrase, clear)));
    leaves.extend(upward.into_iter().rev());
    leaves
}

/// A box above or below the centre, with its nearer edge at `edge`.
fn alone(phrase: &str, edge: f64) -> Leaf {
    let words = Words::new(phrase, WIDE - 2.0 * PAD, Weight::Regular);
    let half = (words.width() + 2.0 * PAD).max(SIDE) / 2.0;
    let far = edge + (words.height() + 2.0 * PAD).copysign(edge);
    Leaf {
        words,
        area: Area {
            left: WIDTH / 2.0 - half,
            top: edge.min(far),
            right: WIDTH / 2.0 + half,
            bottom: edge.max(far),
        },
        joint: (WIDTH / 2.0, edge),
    }
}

/// Writes words in the middle of an area.
fn write(scene: &mut Scene, words: &Words, area: &Area, ink: RGBColor) {
    let x = (area.left + area.right) / 2.0;
    let mut top = (area.top + area.bottom - words.height()) / 2.0;
    for line in &words.lines {
        let line = Line::new(x, top, line.as_str()).align(Align::Middle);
        scene.text(line.weight(words.weight).ink(ink));
        top += LINE;
    }
}
