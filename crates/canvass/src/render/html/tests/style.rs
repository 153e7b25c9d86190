//! What can be said of the style sheet without a browser; `.ci/accessibility` looks at the page in one.

use std::collections::BTreeMap;

use crate::render::html::templates::STYLE;

/// The colours named in the first block that starts with `selector` at or after `from`.
fn colours(from: &str) -> BTreeMap<&str, [f64; 3]> {
    let start = STYLE.find(from).unwrap();
    let block = &STYLE[start..][..STYLE[start..].find('}').unwrap()];
    block
        .lines()
        .filter_map(|line| {
            line.trim()
                .strip_prefix("--")?
                .strip_suffix(';')?
                .split_once(": #")
        })
        .map(|(name, hex)| {
            let part =
                |i: usize| f64::from(u8::from_str_radix(&hex[i..i + 2], 16).unwrap()) / 255.0;
            (name, [part(0), part(2), part(4)])
        })
        .collect()
}

/// The contrast ratio of WCAG 2.2.
fn contrast(a: [f64; 3], b: [f64; 3]) -> f64 {
    let luminance = |colour: [f64; 3]| {
        let linear = |c: f64| {
            if c <= 0.04045 {
                c / 12.92
            } else {
                ((c + 0.055) / 1.055).powf(2.4)
            }
        };
        0.2126 * linear(colour[0]) + 0.7152 * linear(colour[1]) + 0.0722 * linear(colour[2])
    };
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

#[test]
fn colours_stand_out_enough_on_every_screen_and_on_paper() {
    let black_on_white = contrast([0.0; 3], [1.0; 3]);
    assert!((black_on_white - 21.0).abs() < 1e-9);

    let light = colours(":root");
    let mut dark = light.clone();
    dark.extend(colours("@media screen and (prefers-color-scheme: dark)"));
    let mut paper = light.clone();
    paper.extend(colours("@media print"));
    assert_ne!(light, dark);
    assert_ne!(light, paper);

    for (screen, colours) in [("light", light), ("dark", dark), ("paper", paper)] {
        for (front, back, least) in [
            ("ink", "paper", 7.0),
            ("ink", "tint", 7.0),
            ("quiet", "paper", 4.5),
            ("link", "paper", 4.5),
            ("link", "tint", 4.5),
            ("band-ink", "band", 4.5),
            ("band-quiet", "band", 4.5),
            ("strong-rule", "paper", 3.0),
            ("accent", "paper", 3.0),
            ("focus", "paper", 3.0),
            ("focus", "tint", 3.0),
        ] {
            let ratio = contrast(colours[front], colours[back]);
            assert!(
                ratio >= least,
                "{screen}: {front} on {back} is {ratio:.2}:1"
            );
        }
    }
}

#[test]
fn sizes_follow_the_readers_own() {
    for line in STYLE.lines().map(str::trim) {
        let in_pixels = line.contains("px");
        assert!(!in_pixels, "{line}");
        if let Some(size) = line
            .strip_prefix("font-size: ")
            .and_then(|l| l.strip_suffix("rem;"))
        {
            assert!(size.parse::<f64>().unwrap() >= 0.75, "{line}");
        }
        assert!(!line.contains("justify"), "{line}");
    }
    assert!(!STYLE.contains(['<', '&']), "the page would be no XML");
}

#[test]
fn paper_cuts_nothing_off() {
    let print = &STYLE[STYLE.find("@media print").unwrap()..];
    for rule in [
        "overflow: visible",
        "break-inside: avoid",
        "display: table-header-group",
        // A4 with its margins leaves 257 mm: a drawing fits below its caption.
        "max-height: 230mm",
    ] {
        assert!(print.contains(rule), "{rule}");
    }
}
