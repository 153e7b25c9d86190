//! What does the yearly job cost: three waves of the example, read, coded, compared, and written as HTML and Word?

use std::path::Path;

use canvass::pipeline;

fn main() {
    divan::main();
}

fn example() -> &'static Path {
    Path::new(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../fixtures/members-questionnaire"
    ))
}

#[divan::bench]
fn analyse() {
    let analysis = pipeline::analyse(example()).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(analysis.value.release.waves.len(), 3);
}

#[divan::bench]
fn render(bencher: divan::Bencher<'_, '_>) {
    let analysis = pipeline::analyse(example())
        .unwrap_or_else(|error| panic!("{error}"))
        .value;
    bencher.bench(|| {
        let files = pipeline::impact_report(&analysis).unwrap_or_else(|error| panic!("{error}"));
        assert_eq!(files.len(), 2);
    });
}
