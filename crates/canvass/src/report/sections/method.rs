use crate::document::{Block, DocumentError, Section, Text};
use crate::report::context::{Context, section};

/// How the figures were made, with the sources of the methods.
pub(super) fn method(context: &Context<'_>) -> Result<Section, DocumentError> {
    let (codebook, version) = &context.release.codebook;
    let items: Vec<Text> = vec![
        Text::new().strong("Base. ").words("Percentages are of those who answered the question. Those who were not asked, or gave no answer, are not in the base. Each table's caption gives the base."),
        Text::new().strong("Rounding. ").words("Percentages have one decimal and are worked out from whole counts. Changes are worked out before rounding."),
        Text::new().strong("Intervals. ").words("A 95% interval is the range in which the true figure is likely to lie, if those who answered are typical. People chose to answer, so they may not be. Figures have score intervals (Wilson 1927, Journal of the American Statistical Association 22, 209). Changes between years have hybrid score intervals (Newcombe 1998, Statistics in Medicine 17, 873)."),
        Text::new().strong("Clear changes. ").words("A change is called clear when chance alone would produce one as large less than 5% of the time. The test is Fisher's exact test with mid-p, two-sided. It is adjusted for the number of rows in the table (Holm 1979, Scandinavian Journal of Statistics 6, 65)."),
        Text::new().strong("Two answers of the same people. ").words("The gap between two answers to one question counts the same people for both. It has a score interval (Tango 1998, Statistics in Medicine 17, 891) and McNemar's mid-p test (Fagerland, Lydersen and Laake 2013). Its change between years has an interval built on both years' (Zou and Donner 2008, Statistics in Medicine 27, 1693) and a linear-by-linear test."),
        Text::new().strong("Places. ").words("Where chance alone could put another answer first, the report says between which places the first one may stand. These ranges hold together at 95%. Each two answers are set against each other by McNemar's exact test, adjusted for the number of pairs (Holm 1979; Mogstad, Romano, Shaikh and Wilhelm 2024, Review of Economic Studies 91, 476). Where it is not counted who gave both answers, the range is as wide as any number of them would make it."),
        Text::new().strong("Groups. ").words("Answers are shown by groups only where it can be proved that this gives nobody away. Whether groups differ by more than chance is not tested."),
        Text::new().strong("Own words. ").words(format!("Answers in people's own words were coded by the rules of the codebook \u{201C}{codebook}\u{201D}, version {version}. An answer can carry several codes or none. \u{201C}n/a\u{201D} and the like count as no answer. Whether an answer says what helped, asks for something or criticises was found by rules too, unless a person decided.")),
        Text::new().strong("Quotations. ").words("Only people who agreed are quoted, and each at most once. Addresses, numbers and listed names are replaced by a word in square brackets. Answers with what may be another name are not quoted."),
        Text::new().strong("Small numbers. ").words("Small numbers are taken out by fixed rules before anything is drawn or written. Charts, sentences and descriptions are made from what is left."),
    ];
    section(
        "method",
        "How the figures were made",
        vec![Block::Bullets(items)],
    )
}
