use crate::document::{Block, DocumentError, Section, Text};
use crate::report::context::{Context, section};

/// How the figures were made, with the sources of the methods.
pub(super) fn method(context: &Context<'_>) -> Result<Section, DocumentError> {
    let (codebook, version) = &context.release.codebook;
    let items: Vec<Text> = vec![
        Text::new().strong("Base. ").words("Percentages are of those who answered the question. Whoever was not asked, or gave no answer, is not in the base. The base stands in each table's caption."),
        Text::new().strong("Rounding. ").words("Percentages have one decimal and are worked out from whole counts. Changes are worked out before rounding."),
        Text::new().strong("Intervals. ").words("95% score intervals (Wilson 1927, Journal of the American Statistical Association 22, 209). Changes between years have hybrid score intervals (Newcombe 1998, Statistics in Medicine 17, 873)."),
        Text::new().strong("Clear changes. ").words("Fisher's exact test with mid-p, two-sided, adjusted for the number of rows of the same table (Holm 1979, Scandinavian Journal of Statistics 6, 65). A change is called clear below 5%."),
        Text::new().strong("Two answers of the same people. ").words("Gaps between two answers of one question count the same people for both: score interval (Tango 1998, Statistics in Medicine 17, 891) and McNemar's mid-p test (Fagerland, Lydersen and Laake 2013). The change of a gap between years has an interval built on both (Zou and Donner 2008, Statistics in Medicine 27, 1693) and a linear-by-linear test."),
        Text::new().strong("Own words. ").words(format!("Answers in people's own words were coded by the rules of the codebook \u{201C}{codebook}\u{201D}, version {version}. An answer can carry several codes or none. \u{201C}n/a\u{201D} and the like count as no answer.")),
        Text::new().strong("Quotations. ").words("Only from people who agreed to be quoted, at most once each. Addresses, numbers and listed names are replaced by a word in square brackets; answers that hold what may be a name are not quoted."),
        Text::new().strong("Small numbers. ").words("Suppressed by fixed rules before anything was drawn or written; the charts and their descriptions are made from what is left."),
    ];
    section(
        "method",
        "How the figures were made",
        vec![Block::Bullets(items)],
    )
}
