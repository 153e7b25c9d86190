//! A drawing as pixels.

use resvg::tiny_skia::{Color, PathStroker, Pixmap, Transform};
use resvg::usvg;

use super::ChartError;
use super::canvas::Canvas;
use super::encoded::{encoded, encoded_in_full};

/// The drawing on white, as a file.
pub(super) fn painted(
    tree: &usvg::Tree,
    transform: Transform,
    (width, height): (u32, u32),
) -> Result<Vec<u8>, ChartError> {
    let mut canvas = Canvas::white(width, height);
    let file = match paint(&mut canvas, tree.root(), transform) {
        Some(()) => encoded(&canvas, (width, height)),
        None => {
            let too_many = ChartError::TooManyPixels { width, height };
            let mut canvas = Pixmap::new(width, height).ok_or(too_many)?;
            canvas.fill(Color::WHITE);
            resvg::render(tree, transform, &mut canvas.as_mut());
            encoded_in_full(&canvas)
        }
    };
    file.map_err(|error| ChartError::Picture(Box::new(error)))
}

/// Draws everything in order. That takes a fraction of the time of drawing what a drawing could hold, as all of ours is
/// filled with one colour each. `None` where it is not, or has too many colours.
fn paint(canvas: &mut Canvas, group: &usvg::Group, transform: Transform) -> Option<()> {
    for node in group.children() {
        match node {
            usvg::Node::Path(path) if !path.is_visible() => {}
            usvg::Node::Path(path) if path.paint_order() == usvg::PaintOrder::FillAndStroke => {
                let transform = transform.pre_concat(path.abs_transform());
                if let Some(fill) = path.fill() {
                    let colour = plain(fill.paint(), fill.opacity())?;
                    if fill.rule() != usvg::FillRule::NonZero {
                        return None;
                    }
                    canvas.fill(path.data(), transform, colour)?;
                }
                if let Some(stroke) = path.stroke() {
                    let colour = plain(stroke.paint(), stroke.opacity())?;
                    if stroke.dasharray().is_some() {
                        return None;
                    }
                    let fineness = PathStroker::compute_resolution_scale(&transform);
                    let outline = path.data().stroke(&stroke.to_tiny_skia(), fineness)?;
                    canvas.fill(&outline, transform, colour)?;
                }
            }
            usvg::Node::Text(text) => paint(canvas, text.flattened(), transform)?,
            usvg::Node::Group(group) if !group.should_isolate() => {
                paint(canvas, group, transform)?;
            }
            _ => return None,
        }
    }
    Some(())
}

/// A colour through which nothing shines.
fn plain(paint: &usvg::Paint, opacity: usvg::Opacity) -> Option<[u8; 3]> {
    match paint {
        usvg::Paint::Color(colour) if opacity.get() == 1.0 => {
            Some([colour.red, colour.green, colour.blue])
        }
        _ => None,
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;
    use crate::chart::png::FONTS;
    use crate::chart::svg;
    use crate::document::sample;
    use std::sync::Arc;

    fn tree(markup: &str) -> usvg::Tree {
        let options = usvg::Options {
            fontdb: Arc::clone(&FONTS),
            ..usvg::Options::default()
        };
        usvg::Tree::from_str(markup, &options).unwrap()
    }

    fn by_resvg(tree: &usvg::Tree, scale: f32) -> Pixmap {
        let size = tree.size();
        let (width, height) = (size.width() * scale, size.height() * scale);
        let mut canvas = Pixmap::new(width as u32, height as u32).unwrap();
        canvas.fill(Color::WHITE);
        resvg::render(
            tree,
            Transform::from_scale(scale, scale),
            &mut canvas.as_mut(),
        );
        canvas
    }

    /// Red, green and blue of every pixel.
    fn parts(picture: &Pixmap) -> Vec<u8> {
        let (pixels, _) = picture.data().as_chunks::<4>();
        let parts = pixels.iter().flat_map(|pixel| &pixel[..3]);
        parts.copied().collect()
    }

    /// The same of a picture `FINER` times as large, as the mean of as many pixels across and down: what pixels would
    /// be if they told exactly what lies in them.
    fn exact(picture: &Pixmap) -> Vec<u8> {
        let (width, height) = (picture.width() as usize, picture.height() as usize);
        let parts = parts(picture);
        let mut means = Vec::new();
        for y in 0..height / FINER {
            for x in 0..width / FINER {
                for part in 0..3 {
                    let rows = (0..FINER).map(|row| ((y * FINER + row) * width + x * FINER) * 3);
                    let all = rows.flat_map(|start| (0..FINER).map(move |pixel| start + pixel * 3));
                    let sum: usize = all.map(|place| usize::from(parts[place + part])).sum();
                    means.push(((sum + FINER * FINER / 2) / (FINER * FINER)) as u8);
                }
            }
        }
        means
    }

    const FINER: usize = 4;

    fn differences(one: &[u8], other: &[u8]) -> (u8, u64) {
        assert_eq!(one.len(), other.len());
        let all = || one.iter().zip(other).map(|(a, b)| a.abs_diff(*b));
        (all().max().unwrap(), all().map(u64::from).sum())
    }

    #[test]
    fn pictures_are_what_resvg_draws_and_more_exact() {
        for figure in [sample::bars(), sample::dumbbell(), sample::hub()] {
            let tree = tree(svg(&figure).unwrap().markup());
            let (width, height) = (tree.size().width() as u32, tree.size().height() as u32);
            let mut canvas = Canvas::white(width, height);
            paint(&mut canvas, tree.root(), Transform::identity()).unwrap();
            let ours = painted(&tree, Transform::identity(), (width, height)).unwrap();
            let ours = parts(&Pixmap::decode_png(&ours).unwrap());
            let theirs = parts(&by_resvg(&tree, 1.0));
            let exact = exact(&by_resvg(&tree, FINER as f32));
            // Nothing is moved, lost or of another colour.
            let (most, _) = differences(&ours, &theirs);
            assert!(most < 80, "{most}");
            let ((_, ours), (_, theirs)) =
                (differences(&ours, &exact), differences(&theirs, &exact));
            assert!(ours * 3 < theirs * 2, "{ours} and {theirs}");
        }
    }

    #[test]
    fn what_is_no_plain_drawing_is_drawn_all_the_same() {
        let bars = |number: u32| {
            format!(
                "<rect x='{number}' width='1' height='4' fill='rgb({},{},7)'/>",
                number % 256,
                number / 256
            )
        };
        let many: String = (0..300).map(bars).collect();
        let half = "<rect width='300' height='4' fill='#000' fill-opacity='0.5'/>";
        let dashed = "<path d='M0 2H300' stroke='#000' stroke-dasharray='9'/>";
        let odd = "<path d='M0 0H300V4H0V0H9V4H0' fill-rule='evenodd'/>";
        for content in [many.as_str(), half, dashed, odd] {
            let markup = format!(
                "<svg xmlns='http://www.w3.org/2000/svg' width='300' height='4'>{content}</svg>"
            );
            let tree = tree(&markup);
            let mut canvas = Canvas::white(300, 4);
            assert!(paint(&mut canvas, tree.root(), Transform::identity()).is_none());
            let file = painted(&tree, Transform::identity(), (300, 4)).unwrap();
            let drawn = Pixmap::decode_png(&file).unwrap();
            assert_eq!(parts(&drawn), parts(&by_resvg(&tree, 1.0)));
        }
    }
}
