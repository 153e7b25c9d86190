//! Layer 7. Draws figures: SVG for the web, and PNG of the same drawing for word processors.
//!
//! A drawing is made in three steps. One file for each kind of chart lays its shapes and lines of text out
//! from measured words, in a `Scene`. The scene is drawn with plotters onto our own backend, which writes an
//! accessible SVG. With the feature `png` that SVG is turned into pixels, with the font that the words were
//! measured with.
//!
//! To add a chart, add a file that returns a scene, and an arm to [`svg`].

mod apart;
mod axis;
mod backend;
mod bars;
#[cfg(feature = "png")]
mod canvas;
mod chain;
mod change;
mod draw;
#[cfg(feature = "png")]
mod drawable;
mod dumbbell;
#[cfg(feature = "png")]
mod encoded;
mod error;
mod font;
mod heads;
mod heat;
mod hub;
#[cfg(feature = "png")]
mod painted;
#[cfg(feature = "png")]
mod png;
mod scale;
mod scene;
mod slope;
mod style;
#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests;
mod trend;
mod value;
mod wrap;

#[cfg(feature = "png")]
pub use drawable::StandIn;
pub use error::ChartError;
#[cfg(feature = "png")]
pub(crate) use png::decoded;
#[cfg(feature = "png")]
pub use png::{Png, png, raster};

use crate::document::{Chart, Content, Figure};
use scene::Scene;

/// A figure drawn as SVG.
#[derive(Debug, Clone, PartialEq)]
pub struct Svg {
    markup: String,
    width: f64,
    height: f64,
}

impl Svg {
    /// One `svg` element, to be put into a page as it stands. It fills the width that it is given, names
    /// itself to assistive technology, and brings its own white panel.
    pub fn markup(&self) -> &str {
        &self.markup
    }

    /// Its width in its own units, the same for every figure. At one point for each unit the text is 13
    /// points high.
    pub fn width(&self) -> f64 {
        self.width
    }

    /// Its height in its own units.
    pub fn height(&self) -> f64 {
        self.height
    }
}

/// Draws a figure. The same figure gives the same bytes.
///
/// The ids inside are made from the figure's anchor, so they are unique in a page if the anchors are. No other
/// anchor can be the same, because ids have an underscore in them.
///
/// ```
/// use canvass::document::{AltText, Alternative, Anchor, Figure, Hub};
///
/// let figure = Figure::diagram(
///     Anchor::new("figure-approach")?,
///     "A responsive approach has three sides",
///     Alternative::new(
///         AltText::new("Diagram with \"A responsive approach\" at its centre and 3 phrases around it.")?,
///         vec!["Around the centre stand listening, acting and reporting back.".into()],
///     ),
///     Hub {
///         centre: "A responsive approach".into(),
///         phrases: ["Listening", "Acting", "Reporting back"].map(String::from).to_vec(),
///     },
/// )?;
/// let svg = canvass::chart::svg(&figure)?;
/// assert!(svg.markup().contains(r#"role="img" aria-labelledby="figure-approach_title""#));
/// assert_eq!(svg.width(), 400.0);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// When a drawn column holds words, mixes units, or holds a count too large to be drawn.
pub fn svg(figure: &Figure) -> Result<Svg, ChartError> {
    let scene = scene(figure)?;
    let markup = draw::markup(&scene, figure.anchor(), figure.alternative().alt())?;
    Ok(Svg {
        markup,
        width: style::WIDTH,
        height: scene.height(),
    })
}

fn scene(figure: &Figure) -> Result<Scene, ChartError> {
    match figure.content() {
        Content::Diagram(hub) => Ok(hub::scene(hub)),
        Content::Chain(chain) => Ok(chain::scene(chain)),
        Content::Chart { chart, table } => match chart {
            Chart::Bars { values } => bars::scene(table, *values),
            Chart::Dumbbell {
                from,
                from_label,
                to,
                to_label,
                change,
            } => dumbbell::scene(
                table,
                (*from, from_label),
                (*to, to_label),
                change.as_deref(),
            ),
            Chart::Slope {
                from,
                from_label,
                to,
                to_label,
                change,
            } => slope::scene(table, (*from, from_label), (*to, to_label), change),
            Chart::Trend {
                lines,
                values,
                lower,
                upper,
                points,
            } => trend::scene(table, lines, [*values, *lower, *upper], points),
            Chart::Scale { parts, neutral } => scale::scene(table, parts, *neutral),
            Chart::Heat { columns } => heat::scene(table, columns),
        },
    }
}
