//! Steps from top to bottom, joined by arrows.

use super::font::Weight;
use super::scene::{Area, Line, Scene};
use super::style::{BLUE, INK, LEFT, LINE, MARGIN, RIGHT, TINT, WHITE, WIDTH};
use super::wrap::lines;
use crate::document::{Chain, ChainStep};

/// The white space around the words in a box.
const PAD: f64 = 8.0;
/// Between two items of a step.
const BETWEEN: f64 = 4.0;
/// The length of an arrow, and of its head.
const ARROW: f64 = 20.0;
const HEAD: f64 = 6.0;
const ROUND: f64 = 6.0;
const OUTLINE: f64 = 1.5;
/// How far an item is set in behind its dot.
const INDENT: f64 = 12.0;
const DOT: f64 = 2.5;

pub(super) fn scene(chain: &Chain) -> Scene {
    let mut scene = Scene::default();
    let mut top = MARGIN;
    for (i, step) in chain.steps.iter().enumerate() {
        if i > 0 {
            arrow(&mut scene, top);
            top += ARROW;
        }
        top = boxed(&mut scene, step, top);
    }
    scene
}

fn arrow(scene: &mut Scene, top: f64) {
    let (x, tip) = (WIDTH / 2.0, top + ARROW - 1.0);
    scene.stroke((x, top + 1.0), (x, tip), OUTLINE, BLUE);
    scene.stroke((x - HEAD, tip - HEAD), (x, tip), OUTLINE, BLUE);
    scene.stroke((x + HEAD, tip - HEAD), (x, tip), OUTLINE, BLUE);
}

/// Draws a step from `top`, and returns where it ends.
fn boxed(scene: &mut Scene, step: &ChainStep, top: f64) -> f64 {
    let room = RIGHT - LEFT - 2.0 * PAD;
    let label = lines(&step.label, room, Weight::Bold);
    let several = step.items.len() > 1;
    let indent = if several { INDENT } else { 0.0 };
    let items: Vec<Vec<String>> = step
        .items
        .iter()
        .map(|item| lines(item, room - indent, Weight::Regular))
        .collect();
    let band = label.len() as f64 * LINE + PAD;
    let words: f64 = items.iter().map(|item| item.len() as f64 * LINE).sum();
    let gaps = items.len().saturating_sub(1) as f64 * BETWEEN;
    let bottom = top + band + words + gaps + 2.0 * PAD;
    let area = Area {
        left: LEFT,
        top,
        right: RIGHT,
        bottom,
    };
    scene.panel(area, ROUND, BLUE);
    let inner = Area {
        top: top + band,
        ..area.inset(OUTLINE)
    };
    scene.panel(inner, ROUND - OUTLINE, TINT);
    let mut y = top + PAD / 2.0;
    for words in label {
        let line = Line::new(LEFT + PAD, y, words).weight(Weight::Bold);
        scene.text(line.ink(WHITE));
        y += LINE;
    }
    y = top + band + PAD;
    for item in items {
        if several {
            scene.disc((LEFT + PAD + DOT, y + LINE / 2.0), DOT, BLUE);
        }
        for words in item {
            scene.text(Line::new(LEFT + PAD + indent, y, words).ink(INK));
            y += LINE;
        }
        y += BETWEEN;
    }
    bottom
}
