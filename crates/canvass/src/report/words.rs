//! Words that several sections need: shares, changes, dates, names.

use std::ops::Deref;

use crate::disclosure::Shown;
use crate::document::{Anchor, Target, Text};
use crate::stats::{FractionPhrase, Percent, Points, Proportion, Sign, fraction_phrase};
use crate::survey::Date;
use crate::wording::{END, LINK, STRONG, TO, Wording, is_sentence, say};

/// The wording of the report, with the words that are made of its figures.
#[derive(Clone, Copy)]
pub(super) struct Words<'a>(&'a Wording);

impl<'a> Words<'a> {
    pub(super) fn new(wording: &'a Wording) -> Self {
        Words(wording)
    }

    /// A setting that is a list, for as long as the wording is there.
    pub(super) fn list_from(self, key: &str) -> &'a [String] {
        self.0.list_of(key)
    }
}

impl Deref for Words<'_> {
    type Target = Wording;

    fn deref(&self) -> &Wording {
        self.0
    }
}

impl Words<'_> {
    /// "12 February 2024".
    pub(super) fn date(self, date: Date) -> String {
        let months = self.list_of("language.dates.months");
        let month = usize::try_from(date.month() - 1)
            .ok()
            .and_then(|month| months.get(month))
            .map_or("", String::as_str);
        let (day, number, year) = (date.day(), date.month(), date.year());
        say!(self, "language.dates.day", day, month, number, year)
    }

    /// "81.4%".
    pub(super) fn percent(self, percent: Percent) -> String {
        let number = self.decimal(&percent.number());
        say!(self, "language.numbers.percent", number)
    }

    /// "81.4%", of a share.
    pub(super) fn percent_of(self, share: Proportion) -> String {
        self.percent(Percent::of(share))
    }

    /// "81.4%, 175 of 215", or "6 of 17" where the base is too small for a percentage.
    pub(super) fn share(self, shown: &Shown) -> String {
        self.told(shown.percent(), shown.share())
    }

    fn told(self, percent: Option<Percent>, share: Proportion) -> String {
        let percent = percent.map(|percent| self.percent(percent));
        let (count, base) = (share.count(), share.base().get());
        say!(self, "phrases.share", percent, count, base)
    }

    /// "175 of 215".
    pub(super) fn counts(self, shown: &Shown) -> String {
        self.told(None, shown.share())
    }

    /// "81.4%, 175 of 215", whatever the base.
    pub(super) fn whole_share(self, share: Proportion) -> String {
        self.told(Some(Percent::of(share)), share)
    }

    /// "81.4%", or "6 of 17" where the base is too small for a percentage.
    pub(super) fn size(self, shown: &Shown) -> String {
        match shown.percent() {
            Some(percent) => self.percent(percent),
            None => self.counts(shown),
        }
    }

    /// "Over three quarters of respondents (81.4%, 175 of 215)", or "6 of 17 respondents" on a small base. `whom` is
    /// the term for who the base is.
    pub(super) fn share_of(self, shown: &Shown, whom: &str) -> String {
        if shown.percent().is_none() {
            return self.few_of(shown.share(), whom);
        }
        self.fraction_with(shown.share(), whom, self.share(shown))
    }

    /// "6 of 17 respondents".
    pub(super) fn few_of(self, share: Proportion, whom: &str) -> String {
        let share = self.told(None, share);
        say!(self, "phrases.few-of", share, whom)
    }

    /// "Around two thirds of respondents (131 of 198)", for a sum of figures whose percentage stands in no table.
    pub(super) fn fraction_of(self, share: Proportion, whom: &str) -> String {
        self.fraction_with(share, whom, self.told(None, share))
    }

    fn fraction_with(self, share: Proportion, whom: &str, told: String) -> String {
        let (relation, anchor) = match fraction_phrase(share) {
            FractionPhrase::None => ("none", None),
            FractionPhrase::All => ("all", None),
            FractionPhrase::AlmostAll => ("almost-all", None),
            FractionPhrase::Exactly(anchor) => ("exactly", Some(anchor)),
            FractionPhrase::Around(anchor) => ("around", Some(anchor)),
            FractionPhrase::JustOver(anchor) => ("just-over", Some(anchor)),
            FractionPhrase::JustUnder(anchor) => ("just-under", Some(anchor)),
            FractionPhrase::Over(anchor) => ("over", Some(anchor)),
            FractionPhrase::FewerThan(anchor) => ("fewer-than", Some(anchor)),
        };
        let so_many_in = anchor.is_some_and(|anchor| anchor.is_so_many_in());
        let fraction = anchor.map(|anchor| anchor.name());
        let share = told;
        say!(
            self,
            "phrases.fraction-of",
            relation,
            fraction,
            so_many_in,
            whom,
            share
        )
    }

    /// "up 16.1 percentage points, from 43.2% to 59.3%"; "unchanged at 43.2%" when the change shows as nought.
    pub(super) fn change(self, from: Proportion, to: Proportion) -> String {
        let points = Points::between(from, to);
        let (before, after) = (Percent::of(from), Percent::of(to));
        let direction = match points.sign() {
            Sign::Positive => "up",
            Sign::Negative => "down",
            Sign::Zero if before.number() == after.number() => "none",
            Sign::Zero => "hardly",
        };
        let (from, to) = (self.percent(before), self.percent(after));
        let one = points.magnitude_text() == "1.0";
        let points = self.decimal(&points.magnitude_text());
        say!(self, "phrases.change", direction, points, one, from, to)
    }

    /// "up from 43.2% to 59.3%", of shares that differ.
    pub(super) fn change_in_short(self, from: Proportion, to: Proportion) -> String {
        let direction = if from.compare_share(to).is_lt() {
            "up"
        } else {
            "down"
        };
        let (from, to) = (self.percent_of(from), self.percent_of(to));
        say!(self, "phrases.change-in-short", direction, from, to)
    }

    /// A label as it reads inside a sentence: in quotation marks, without what stands in brackets at its end.
    pub(super) fn quoted(self, label: &str) -> String {
        self.in_quotes(short(label))
    }

    /// "1 respondent", "12 respondents".
    pub(super) fn respondents(self, count: u64) -> String {
        say!(self, "phrases.respondents", count)
    }

    /// A base in digits, or that it is not shown.
    pub(super) fn base(self, base: Option<u64>) -> String {
        base.map_or_else(|| say!(self, "phrases.not-shown"), |base| self.number(base))
    }

    /// A title, with word where the question was not put to everybody.
    pub(super) fn routed(self, title: &str, routed: bool) -> String {
        if routed {
            say!(self, "phrases.asked-of-some", title)
        } else {
            title.to_owned()
        }
    }

    /// A label as it reads inside a sentence without quotation marks: "funding"; "LGBT+ groups" stays as it is.
    pub(super) fn inside(self, label: &str) -> String {
        say!(self, "language.labels.inside", name => label)
    }

    /// A title before what it leads to: "What helped:"; a question stands as it is.
    pub(super) fn leading(self, title: &str) -> String {
        say!(self, "phrases.leading", title)
    }

    /// A title as a sentence: "What helped."; a question stands as it is.
    pub(super) fn standing(self, title: &str) -> String {
        if is_sentence(title) {
            title.to_owned()
        } else {
            say!(self, "phrases.standing", title)
        }
    }
}

/// A name that the document gives, such as "Table 3", as a value of a message.
pub(super) fn to(anchor: &Anchor) -> String {
    format!("{TO}{anchor}{END}")
}

/// The text that a message says, with its strong words, links and names of other parts of the document.
pub(super) fn text(said: &str) -> Text {
    let (mut text, mut rest) = (Text::new(), said);
    while let Some(at) = rest.find([STRONG, LINK, TO]) {
        let (before, marked) = rest.split_at(at);
        let Some((inside, after)) = marked.split_once(END) else {
            break;
        };
        if !before.is_empty() {
            text = text.words(before);
        }
        text = match (inside.strip_prefix(STRONG), inside.strip_prefix(TO)) {
            (Some(words), _) => text.strong(words),
            (_, Some(anchor)) => text.reference(Anchor::slug("", anchor)),
            _ => {
                let link = inside.trim_start_matches(LINK);
                let (words, anchor) = link.split_once(TO).unwrap_or((link, ""));
                text.link(words, Target::Here(Anchor::slug("", anchor)))
            }
        };
        rest = after;
    }
    if rest.is_empty() {
        text
    } else {
        text.words(rest)
    }
}

/// A label without what stands in brackets at its end.
pub(super) fn short(label: &str) -> &str {
    match label.rfind(" (") {
        Some(at) if at > 0 && label.ends_with(')') => &label[..at],
        _ => label,
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests;
