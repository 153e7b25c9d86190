use super::Proportion;

/// A simple fraction that a share can be told by, smallest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Anchor {
    /// 10 per cent.
    OneInTen,
    /// 20 per cent.
    OneInFive,
    /// 25 per cent.
    Quarter,
    /// A third.
    Third,
    /// 40 per cent.
    TwoInFive,
    /// 50 per cent.
    Half,
    /// Two thirds.
    TwoThirds,
    /// 75 per cent.
    ThreeQuarters,
    /// 90 per cent.
    NineInTen,
}

impl Anchor {
    /// Every anchor, smallest first.
    pub const ALL: [Anchor; 9] = [
        Anchor::OneInTen,
        Anchor::OneInFive,
        Anchor::Quarter,
        Anchor::Third,
        Anchor::TwoInFive,
        Anchor::Half,
        Anchor::TwoThirds,
        Anchor::ThreeQuarters,
        Anchor::NineInTen,
    ];

    /// The fraction as numerator and denominator.
    pub fn ratio(self) -> (u64, u64) {
        match self {
            Anchor::OneInTen => (1, 10),
            Anchor::OneInFive => (1, 5),
            Anchor::Quarter => (1, 4),
            Anchor::Third => (1, 3),
            Anchor::TwoInFive => (2, 5),
            Anchor::Half => (1, 2),
            Anchor::TwoThirds => (2, 3),
            Anchor::ThreeQuarters => (3, 4),
            Anchor::NineInTen => (9, 10),
        }
    }

    /// Whether it is told as so many in so many rather than as a fraction; English then says
    /// "more than" instead of "over".
    pub fn is_so_many_in(self) -> bool {
        matches!(
            self,
            Anchor::OneInTen | Anchor::OneInFive | Anchor::TwoInFive | Anchor::NineInTen
        )
    }

    fn english(self, hyphens: Hyphens) -> &'static str {
        match (self, hyphens) {
            (Anchor::OneInTen, _) => "one in ten",
            (Anchor::OneInFive, _) => "one in five",
            (Anchor::Quarter, _) => "a quarter",
            (Anchor::Third, _) => "a third",
            (Anchor::TwoInFive, _) => "two in five",
            (Anchor::Half, _) => "half",
            (Anchor::TwoThirds, Hyphens::Without) => "two thirds",
            (Anchor::TwoThirds, Hyphens::With) => "two-thirds",
            (Anchor::ThreeQuarters, Hyphens::Without) => "three quarters",
            (Anchor::ThreeQuarters, Hyphens::With) => "three-quarters",
            (Anchor::NineInTen, _) => "nine in ten",
        }
    }
}

/// Whether the house style writes "three-quarters" or "three quarters".
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Hyphens {
    /// "three quarters".
    #[default]
    Without,
    /// "three-quarters".
    With,
}

/// How a share is told in plain words, in any language. Print the percentage and the base beside
/// it every time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FractionPhrase {
    /// Nobody.
    None,
    /// Everybody.
    All,
    /// At least 97.5 per cent, but not everybody.
    AlmostAll,
    /// Exactly the anchor.
    Exactly(Anchor),
    /// Within one percentage point of the anchor.
    Around(Anchor),
    /// More than one and up to 2.5 points above the anchor.
    JustOver(Anchor),
    /// More than one and up to 2.5 points below the anchor.
    JustUnder(Anchor),
    /// Above the anchor, and the next one is further up.
    Over(Anchor),
    /// Below the anchor, which is the smallest.
    FewerThan(Anchor),
}

impl FractionPhrase {
    /// The phrase in British English, in lower case: "over three quarters", "around one in five".
    pub fn english(self, hyphens: Hyphens) -> String {
        let (relation, anchor) = match self {
            FractionPhrase::None => return "none".to_owned(),
            FractionPhrase::All => return "all".to_owned(),
            FractionPhrase::AlmostAll => return "almost all".to_owned(),
            FractionPhrase::Exactly(anchor) => return anchor.english(hyphens).to_owned(),
            FractionPhrase::Around(anchor) => ("around", anchor),
            FractionPhrase::JustOver(anchor) => ("just over", anchor),
            FractionPhrase::JustUnder(anchor) => ("just under", anchor),
            FractionPhrase::Over(anchor) if anchor.is_so_many_in() => ("more than", anchor),
            FractionPhrase::Over(anchor) => ("over", anchor),
            FractionPhrase::FewerThan(anchor) => ("fewer than", anchor),
        };
        format!("{relation} {}", anchor.english(hyphens))
    }

    /// The phrase with whom it counts, in British English: "over half of respondents", "around one in five
    /// respondents", "none of the respondents", "all respondents".
    pub fn english_of(self, whom: &str, hyphens: Hyphens) -> String {
        let phrase = self.english(hyphens);
        let so_many_in = match self {
            FractionPhrase::None => return format!("{phrase} of the {whom}"),
            FractionPhrase::All | FractionPhrase::AlmostAll => true,
            FractionPhrase::Exactly(anchor)
            | FractionPhrase::Around(anchor)
            | FractionPhrase::JustOver(anchor)
            | FractionPhrase::JustUnder(anchor)
            | FractionPhrase::Over(anchor)
            | FractionPhrase::FewerThan(anchor) => anchor.is_so_many_in(),
        };
        if so_many_in {
            format!("{phrase} {whom}")
        } else {
            format!("{phrase} of {whom}")
        }
    }
}

/// The plain phrase for a proportion, by exact arithmetic on its two counts.
///
/// Official guidance (ONS: spell fractions out and keep to few of them) fixes no ranges; the
/// ranges are this project's.
///
/// ```
/// use canvass::stats::{Hyphens, Proportion, fraction_phrase};
///
/// let phrase = fraction_phrase(Proportion::new(175, 215)?);
/// assert_eq!(phrase.english(Hyphens::Without), "over three quarters");
/// # Ok::<(), canvass::stats::StatsError>(())
/// ```
pub fn fraction_phrase(proportion: Proportion) -> FractionPhrase {
    let count = u128::from(proportion.count());
    let base = u128::from(proportion.base().get());
    if count == 0 {
        return FractionPhrase::None;
    }
    if count == base {
        return FractionPhrase::All;
    }

    // Everything is measured on the scale of 60 * base, the common denominator of the anchors.
    let share = 60 * count;
    let position = |anchor: Anchor| {
        let (part, whole) = anchor.ratio();
        u128::from(part) * (60 / u128::from(whole)) * base
    };
    let mut nearest = Anchor::OneInTen;
    let mut below = None;
    for anchor in Anchor::ALL {
        if share.abs_diff(position(anchor)) < share.abs_diff(position(nearest)) {
            nearest = anchor;
        }
        if position(anchor) < share {
            below = Some(anchor);
        }
    }

    let distance = share.abs_diff(position(nearest));
    let tenths_of_a_point = |tenths: u128| 60 * base * tenths;
    if distance == 0 {
        FractionPhrase::Exactly(nearest)
    } else if 1000 * distance <= tenths_of_a_point(10) {
        FractionPhrase::Around(nearest)
    } else if 1000 * distance <= tenths_of_a_point(25) {
        if share > position(nearest) {
            FractionPhrase::JustOver(nearest)
        } else {
            FractionPhrase::JustUnder(nearest)
        }
    } else if 1000 * share >= tenths_of_a_point(975) {
        FractionPhrase::AlmostAll
    } else {
        below.map_or(
            FractionPhrase::FewerThan(Anchor::OneInTen),
            FractionPhrase::Over,
        )
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;
    use crate::stats::Base;

    fn english(count: u64, base: u64) -> String {
        fraction_phrase(Proportion::new(count, base).unwrap()).english(Hyphens::Without)
    }

    #[test]
    fn every_tenth_of_a_per_cent_has_its_phrase() {
        // Each line is the first tenth of a per cent from which the phrase holds.
        let starts = [
            (0, "none"),
            (1, "fewer than one in ten"),
            (75, "just under one in ten"),
            (90, "around one in ten"),
            (100, "one in ten"),
            (101, "around one in ten"),
            (111, "just over one in ten"),
            (126, "more than one in ten"),
            (175, "just under one in five"),
            (190, "around one in five"),
            (200, "one in five"),
            (201, "around one in five"),
            (211, "just over one in five"),
            (226, "just under a quarter"),
            (240, "around a quarter"),
            (250, "a quarter"),
            (251, "around a quarter"),
            (261, "just over a quarter"),
            (276, "over a quarter"),
            (309, "just under a third"),
            (324, "around a third"),
            (344, "just over a third"),
            (359, "over a third"),
            (375, "just under two in five"),
            (390, "around two in five"),
            (400, "two in five"),
            (401, "around two in five"),
            (411, "just over two in five"),
            (426, "more than two in five"),
            (475, "just under half"),
            (490, "around half"),
            (500, "half"),
            (501, "around half"),
            (511, "just over half"),
            (526, "over half"),
            (642, "just under two thirds"),
            (657, "around two thirds"),
            (677, "just over two thirds"),
            (692, "over two thirds"),
            (725, "just under three quarters"),
            (740, "around three quarters"),
            (750, "three quarters"),
            (751, "around three quarters"),
            (761, "just over three quarters"),
            (776, "over three quarters"),
            (875, "just under nine in ten"),
            (890, "around nine in ten"),
            (900, "nine in ten"),
            (901, "around nine in ten"),
            (911, "just over nine in ten"),
            (926, "more than nine in ten"),
            (975, "almost all"),
            (1000, "all"),
        ];
        for share in 0..=1000 {
            let (_, phrase) = starts.iter().rev().find(|(s, _)| *s <= share).unwrap();
            assert_eq!(&english(share, 1000), phrase, "{share} of 1000");
        }
    }

    #[test]
    fn thirds_are_exact() {
        assert_eq!(english(71, 213), "a third");
        assert_eq!(english(2, 3), "two thirds");
        assert_eq!(english(1, 3), "a third");
    }

    #[test]
    fn the_published_figures_keep_their_words() {
        assert_eq!(english(175, 215), "over three quarters");
        assert_eq!(english(169, 215), "over three quarters");
    }

    #[test]
    fn house_style_may_hyphenate() {
        let phrase = fraction_phrase(Proportion::new(175, 215).unwrap());
        assert_eq!(phrase.english(Hyphens::With), "over three-quarters");
    }

    #[test]
    fn the_largest_base_does_not_overflow() {
        assert_eq!(english(Base::MAX - 1, Base::MAX), "almost all");
        assert_eq!(english(Base::MAX / 2, Base::MAX), "half");
    }
}
