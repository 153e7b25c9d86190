use super::*;
use crate::document::sample;

fn figures() -> [Figure; 3] {
    [sample::bars(), sample::dumbbell(), sample::hub()]
}

#[test]
fn a_drawing_names_itself_by_the_short_alternative() {
    for figure in figures() {
        let svg = svg(&figure).unwrap();
        let alt = backend::escape(figure.alternative().alt());
        let id = format!("{}_title", figure.anchor());
        let title = format!("<title id=\"{id}\">{alt}</title>");
        assert_eq!(svg.markup().matches(&title).count(), 1);
        let named = format!("role=\"img\" aria-labelledby=\"{id}\"");
        assert_eq!(svg.markup().matches(&named).count(), 1);
    }
}

#[test]
fn the_same_figure_gives_the_same_bytes() {
    for figure in figures() {
        assert_eq!(svg(&figure).unwrap(), svg(&figure).unwrap());
    }
}

#[cfg(feature = "png")]
#[test]
fn a_picture_has_the_size_asked_for() {
    let figure = sample::hub();
    let picture = png(&figure, 144).unwrap();
    let (width, height) = (800, 2 * svg(&figure).unwrap().height() as u32);
    assert_eq!(picture.pixels(), (width, height));
    assert_eq!(picture.emus().0, 400 * 12_700);
    assert_eq!(
        picture.bytes().get(16..20),
        Some(&800_u32.to_be_bytes()[..])
    );
    assert_eq!(picture, png(&figure, 144).unwrap());
    assert!(matches!(
        png(&figure, 0),
        Err(ChartError::BadResolution { dpi: 0 })
    ));
}
