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

    /// Whether it is told as so many in so many rather than as a fraction: "one in ten".
    pub fn is_so_many_in(self) -> bool {
        matches!(
            self,
            Anchor::OneInTen | Anchor::OneInFive | Anchor::TwoInFive | Anchor::NineInTen
        )
    }

    /// Its name: "three-quarters".
    pub fn name(self) -> &'static str {
        match self {
            Anchor::OneInTen => "one-in-ten",
            Anchor::OneInFive => "one-in-five",
            Anchor::Quarter => "quarter",
            Anchor::Third => "third",
            Anchor::TwoInFive => "two-in-five",
            Anchor::Half => "half",
            Anchor::TwoThirds => "two-thirds",
            Anchor::ThreeQuarters => "three-quarters",
            Anchor::NineInTen => "nine-in-ten",
        }
    }
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

/// The plain phrase for a proportion, by exact arithmetic on its two counts.
///
/// Official guidance (ONS: spell fractions out and keep to few of them) fixes no ranges; the
/// ranges are this project's.
///
/// ```
/// use canvass::stats::{Anchor, FractionPhrase, Proportion, fraction_phrase};
///
/// let phrase = fraction_phrase(Proportion::new(175, 215)?);
/// assert_eq!(phrase, FractionPhrase::Over(Anchor::ThreeQuarters));
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

    fn phrase(count: u64, base: u64) -> FractionPhrase {
        fraction_phrase(Proportion::new(count, base).unwrap())
    }

    #[test]
    fn thirds_are_exact() {
        assert_eq!(phrase(71, 213), FractionPhrase::Exactly(Anchor::Third));
        assert_eq!(phrase(2, 3), FractionPhrase::Exactly(Anchor::TwoThirds));
        assert_eq!(phrase(1, 3), FractionPhrase::Exactly(Anchor::Third));
    }

    #[test]
    fn the_published_figures_keep_their_words() {
        let over = FractionPhrase::Over(Anchor::ThreeQuarters);
        assert_eq!(phrase(175, 215), over);
        assert_eq!(phrase(169, 215), over);
    }

    #[test]
    fn the_largest_base_does_not_overflow() {
        assert_eq!(phrase(Base::MAX - 1, Base::MAX), FractionPhrase::AlmostAll);
        let half = FractionPhrase::Exactly(Anchor::Half);
        assert_eq!(phrase(Base::MAX / 2, Base::MAX), half);
    }
}
