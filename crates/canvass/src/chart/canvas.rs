//! A picture of few colours.

use ab_glyph_rasterizer::{Point, Rasterizer, point};
use resvg::tiny_skia::{self, Path, PathSegment, Rect, Transform};

/// Steps between nothing and all of a pixel: so few that a byte can number the colours of a picture, and as many as
/// other renderers have.
const STEPS: usize = 16;

/// How far each part of a mixed colour may be from one that is there already, which is taken instead.
const ALIKE: u8 = 3;

type Colour = [u8; 3];

/// A picture, white at first. Each pixel is the number of a colour.
pub(super) struct Canvas {
    size: (usize, usize),
    pixels: Vec<u8>,
    palette: Vec<Colour>,
    rasterizer: Rasterizer,
}

impl Canvas {
    /// A white picture of so many pixels across and down.
    pub(super) fn white(width: u32, height: u32) -> Self {
        let size = (width as usize, height as usize);
        Canvas {
            size,
            pixels: vec![0; size.0 * size.1],
            palette: vec![[u8::MAX; 3]],
            rasterizer: Rasterizer::new(0, 0),
        }
    }

    /// The number of each pixel's colour, row by row.
    pub(super) fn pixels(&self) -> &[u8] {
        &self.pixels
    }

    /// Red, green and blue of each colour.
    pub(super) fn palette(&self) -> &[Colour] {
        &self.palette
    }

    /// Fills an outline; `None`, with some of it filled, when there are more colours than a byte can number or the
    /// outline goes beyond the picture.
    pub(super) fn fill(
        &mut self,
        outline: &Path,
        transform: Transform,
        colour: Colour,
    ) -> Option<()> {
        let bounds = outline.bounds().transform(transform)?;
        let Some(frame) = Frame::around(bounds, self.size) else {
            return Some(());
        };
        let mut ink = Ink::new(&mut self.palette, colour)?;
        let mut rows = self.pixels.chunks_exact_mut(self.size.0).skip(frame.top);
        let mut next_row = || rows.next()?.get_mut(frame.left..)?.get_mut(..frame.width);
        if is_upright(outline) && !transform.has_skew() {
            for y in frame.top..frame.top + frame.height {
                let tall = share(bounds.top(), bounds.bottom(), y);
                ink.bar(next_row()?, frame, bounds, tall)?;
            }
            return Some(());
        }
        if bounds.left() < 0.0 || bounds.right() >= self.size.0 as f32 + 1.0 {
            return None;
        }
        self.rasterizer.reset(frame.stride(), frame.height);
        trace(
            &mut self.rasterizer,
            outline,
            transform.post_translate(-(frame.left as f32), -(frame.top as f32)),
        );
        let (mut row, mut x): (&mut [u8], _) = (&mut [], 0);
        let mut done = Some(());
        self.rasterizer.for_each_pixel(|_, part| {
            if x == 0 {
                row = next_row().unwrap_or_default();
            }
            let steps = steps(part);
            if let (Some(pixel), 1..) = (row.get_mut(x), steps) {
                match ink.over(*pixel, steps) {
                    Some(mixed) => *pixel = mixed,
                    None => done = None,
                }
            }
            x += 1;
            if x == frame.stride() {
                x = 0;
            }
        });
        done
    }
}

/// The pixels of a picture around an outline.
#[derive(Debug, Clone, Copy)]
struct Frame {
    left: usize,
    top: usize,
    width: usize,
    height: usize,
}

impl Frame {
    /// `None` for what lies wholly beside a picture of so many pixels across and down.
    fn around(bounds: Rect, (across, down): (usize, usize)) -> Option<Self> {
        // What is below 0 becomes 0.
        let (left, top) = (bounds.left() as usize, bounds.top() as usize);
        let right = (bounds.right().ceil() as usize).min(across);
        let bottom = (bounds.bottom().ceil() as usize).min(down);
        let (width, height) = (right.checked_sub(left)?, bottom.checked_sub(top)?);
        (width > 0 && height > 0).then_some(Frame {
            left,
            top,
            width,
            height,
        })
    }

    /// Pixels of a row with those two behind it that an edge less than a pixel beyond its right border reaches.
    fn stride(self) -> usize {
        self.width + 2
    }
}

/// Adds each edge of an outline; what is open is closed.
fn trace(rasterizer: &mut Rasterizer, outline: &Path, transform: Transform) {
    let placed = |mut at: tiny_skia::Point| {
        transform.map_point(&mut at);
        point(at.x, at.y)
    };
    let (mut first, mut last) = (Point::default(), Point::default());
    for segment in outline.segments() {
        let from = last;
        match segment {
            PathSegment::MoveTo(to) => {
                rasterizer.draw_line(last, first);
                last = placed(to);
                first = last;
            }
            PathSegment::LineTo(to) => {
                last = placed(to);
                rasterizer.draw_line(from, last);
            }
            PathSegment::QuadTo(by, to) => {
                last = placed(to);
                rasterizer.draw_quad(from, placed(by), last);
            }
            PathSegment::CubicTo(one, two, to) => {
                last = placed(to);
                rasterizer.draw_cubic(from, placed(one), placed(two), last);
            }
            PathSegment::Close => {
                rasterizer.draw_line(last, first);
                last = first;
            }
        }
    }
    rasterizer.draw_line(last, first);
}

/// A colour that is being drawn with.
struct Ink<'c> {
    palette: &'c mut Vec<Colour>,
    colour: Colour,
    /// Its number.
    pure: u8,
    /// What comes of each colour when it is covered by so many steps.
    mixed: Vec<[Option<u8>; STEPS]>,
}

impl<'c> Ink<'c> {
    fn new(palette: &'c mut Vec<Colour>, colour: Colour) -> Option<Self> {
        Some(Ink {
            pure: number(palette, colour, 0)?,
            palette,
            colour,
            mixed: vec![[None; STEPS]; 1 << u8::BITS],
        })
    }

    /// Draws over the row of a rectangle that is covered by `tall`.
    fn bar(&mut self, row: &mut [u8], frame: Frame, bounds: Rect, tall: f32) -> Option<()> {
        // Only the first and the last of its pixels can be covered in part.
        let last = frame.width - 1;
        let mut draw = |columns: std::ops::Range<usize>| {
            let wide = share(bounds.left(), bounds.right(), frame.left + columns.start);
            self.run(row.get_mut(columns)?, steps(tall * wide))
        };
        draw(0..1)?;
        if last > 1 {
            draw(1..last)?;
        }
        if last > 0 {
            draw(last..last + 1)?;
        }
        Some(())
    }

    /// Draws over pixels that are covered equally.
    fn run(&mut self, pixels: &mut [u8], steps: usize) -> Option<()> {
        match steps {
            0 => {}
            STEPS => pixels.fill(self.pure),
            _ => {
                for pixel in pixels {
                    *pixel = self.over(*pixel, steps)?;
                }
            }
        }
        Some(())
    }

    /// The number of a colour with so much of this one over it.
    fn over(&mut self, under: u8, steps: usize) -> Option<u8> {
        if steps == STEPS {
            return Some(self.pure);
        }
        match *self.mixed.get(usize::from(under))?.get(steps)? {
            Some(known) => Some(known),
            None => self.mix(under, steps),
        }
    }

    #[cold]
    fn mix(&mut self, under: u8, steps: usize) -> Option<u8> {
        let below = *self.palette.get(usize::from(under))?;
        let mut colour = self.colour;
        for (part, below) in colour.iter_mut().zip(below) {
            let whole = usize::from(*part) * steps + usize::from(below) * (STEPS - steps);
            *part = u8::try_from((whole + STEPS / 2) / STEPS).unwrap_or(u8::MAX);
        }
        let mixed = number(self.palette, colour, ALIKE)?;
        *self.mixed.get_mut(usize::from(under))?.get_mut(steps)? = Some(mixed);
        Some(mixed)
    }
}

/// The number of a colour, or of one that is alike; `None` when a byte can number no more.
fn number(palette: &mut Vec<Colour>, colour: Colour, alike: u8) -> Option<u8> {
    let is_alike = |known: &Colour| {
        let mut parts = known.iter().zip(colour);
        parts.all(|(known, part)| known.abs_diff(part) <= alike)
    };
    let known = palette.iter().position(is_alike);
    let number = u8::try_from(known.unwrap_or(palette.len())).ok()?;
    if known.is_none() {
        palette.push(colour);
    }
    Some(number)
}

/// A part of a pixel in steps.
fn steps(part: f32) -> usize {
    // By way of a small number, which takes less time.
    (part.min(1.0) * STEPS as f32 + 0.5) as i32 as usize
}

/// How much of a pixel lies between two borders.
fn share(from: f32, to: f32, pixel: usize) -> f32 {
    let pixel = pixel as f32;
    (to.min(pixel + 1.0) - from.max(pixel)).max(0.0)
}

/// Whether an outline is a rectangle without a tilt.
fn is_upright(outline: &Path) -> bool {
    use resvg::tiny_skia::PathSegment::{Close, LineTo, MoveTo};

    let mut segments = outline.segments();
    let start = segments.next();
    if !segments.all(|segment| matches!(segment, LineTo(_) | Close)) {
        return false;
    }
    let (Some(MoveTo(_)), [a, b, c, d, rest @ ..]) = (start, outline.points()) else {
        return false;
    };
    let (across, along) = (
        a.y == b.y && b.x == c.x && c.y == d.y && d.x == a.x,
        a.x == b.x && b.y == c.y && c.x == d.x && d.y == a.y,
    );
    (across || along) && rest.iter().all(|end| end == a)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;
    use resvg::tiny_skia::PathBuilder;

    const RED: Colour = [255, 0, 0];

    fn bar(left: f32, top: f32, right: f32, bottom: f32) -> Path {
        PathBuilder::from_rect(Rect::from_ltrb(left, top, right, bottom).unwrap())
    }

    fn filled(outlines: &[(Path, Colour)]) -> Vec<Colour> {
        let mut canvas = Canvas::white(4, 2);
        for (outline, colour) in outlines {
            canvas
                .fill(outline, Transform::identity(), *colour)
                .unwrap();
        }
        let colour = |pixel: &u8| canvas.palette()[usize::from(*pixel)];
        canvas.pixels().iter().map(colour).collect()
    }

    #[test]
    fn colours_are_mixed_by_cover() {
        // A quarter of the first pixel, half of those between, and an eighth of the last; half as much of the row below.
        let drawn = filled(&[(bar(0.5, 0.5, 3.25, 1.25), RED)]);
        // 255 less 4, 8, 2 and less 2, 4, 1 sixteenths of it.
        let greens: Vec<u8> = drawn.iter().map(|[_, green, _]| *green).collect();
        assert_eq!(greens, [191, 128, 128, 223, 223, 191, 191, 239]);
        assert!(drawn.iter().all(|[red, ..]| *red == 255));
        // What lies on top hides what is below, and mixes with it: 64 is a quarter of 255, to the nearest.
        let black = (bar(0.0, 0.0, 1.75, 1.0), [0, 0, 0]);
        let drawn = filled(&[(bar(0.0, 0.0, 4.0, 2.0), RED), black]);
        assert_eq!(drawn[..3], [[0, 0, 0], [64, 0, 0], RED]);
    }

    #[test]
    fn a_rectangle_is_filled_like_any_outline() {
        for (left, top, right, bottom) in [
            (0.5, 0.5, 3.25, 1.25),
            (1.25, 0.0, 1.75, 2.0),
            (0.75, 0.25, 2.0, 1.0),
            (1.0, -1.0, 4.5, 9.0),
        ] {
            let upright = bar(left, top, right, bottom);
            assert!(is_upright(&upright));
            let mut cut = PathBuilder::new();
            cut.move_to(left, top);
            for (x, y) in [(right, top), (right, bottom), (left, bottom), (left, 0.5)] {
                cut.line_to(x, y);
            }
            cut.close();
            let cut = cut.finish().unwrap();
            assert!(!is_upright(&cut) || top == 0.5);
            assert_eq!(filled(&[(upright, RED)]), filled(&[(cut, RED)]));
        }
    }

    #[test]
    fn what_goes_beyond_the_picture_is_left_to_others() {
        let mut canvas = Canvas::white(4, 2);
        let mut fill = |corners: [(f32, f32); 3]| {
            let mut outline = PathBuilder::new();
            outline.move_to(corners[0].0, corners[0].1);
            outline.line_to(corners[1].0, corners[1].1);
            outline.line_to(corners[2].0, corners[2].1);
            let outline = outline.finish().unwrap();
            canvas.fill(&outline, Transform::identity(), RED)
        };
        assert_eq!(fill([(-1.0, 0.0), (2.0, 0.0), (2.0, 2.0)]), None);
        assert_eq!(fill([(1.0, 0.0), (5.0, 0.0), (2.0, 2.0)]), None);
        // Wholly beside it there is nothing to draw, and what is below it is cut off.
        assert_eq!(fill([(5.0, 0.0), (6.0, 0.0), (6.0, 1.0)]), Some(()));
        assert_eq!(fill([(0.0, 1.0), (4.5, 1.0), (0.0, 9.0)]), Some(()));
    }

    #[test]
    fn colours_that_nobody_tells_apart_are_one() {
        let mut palette = vec![[255, 255, 255], [100, 100, 100]];
        assert_eq!(number(&mut palette, [103, 97, 100], ALIKE), Some(1));
        assert_eq!(number(&mut palette, [104, 100, 100], ALIKE), Some(2));
        // A colour that was chosen is kept.
        assert_eq!(number(&mut palette, [101, 100, 100], 0), Some(3));
        assert_eq!(number(&mut palette, [101, 100, 100], 0), Some(3));
    }

    #[test]
    fn there_are_no_more_colours_than_a_byte_can_number() {
        let mut canvas = Canvas::white(4, 2);
        let mut fill = |number: u8| {
            let outline = bar(0.0, 0.0, 1.0, 1.0);
            canvas.fill(&outline, Transform::identity(), [number, number, 0])
        };
        assert!((0..=254).all(|number| fill(number).is_some()));
        assert!(fill(0).is_some());
        assert!(fill(255).is_none());
    }
}
