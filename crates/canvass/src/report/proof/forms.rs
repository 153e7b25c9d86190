use std::collections::BTreeSet;

use super::numbers::Words as Numbers;
use crate::diagnostics::Diagnostics;
use crate::report::words::Words;
use crate::wording::say;

/// How the wording tells figures, so that they are known again: where numbers, shares and changes stand in its messages.
pub(super) struct Forms<'a> {
    pub(super) words: Words<'a>,
    /// The mark between each three digits.
    pub(super) thousands: String,
    /// The decimal mark.
    pub(super) decimal: String,
    /// How shares are told: percentage, count and base.
    pub(super) shares: Vec<Form<3>>,
    /// How they are told without the percentage: count and base.
    pub(super) counts: Vec<Form<2>>,
    /// How changes are told, and whether upwards: points, where from and where to.
    pub(super) changes: Vec<(bool, Form<3>)>,
    /// The same without the points: where from and where to.
    pub(super) short_changes: Vec<(bool, Form<2>)>,
    /// Messages whose figures would not be known again.
    unknown: BTreeSet<&'static str>,
}

/// A way to tell figures: their order, and what stands around them.
#[derive(PartialEq, Eq)]
pub(super) struct Form<const N: usize> {
    /// Where each of the figures stands among those that are told.
    pub(super) at: [usize; N],
    pub(super) before: String,
    pub(super) between: Vec<String>,
    pub(super) after: String,
}

/// Figures to fill in, in thousandths: a percentage and those of a change; counts, because words may change with them,
/// and a base.
const PERCENT: i64 = 43_200;
const TO: i64 = 59_300;
const POINTS: [(i64, bool); 2] = [(16_100, false), (1_000, true)];
const COUNTS: [i64; 4] = [1, 2, 5, 98];
const BASE: i64 = 215;

impl<'a> Forms<'a> {
    pub(super) fn of(words: Words<'a>) -> Self {
        let mut forms = Forms {
            words,
            thousands: say!(words, "language.numbers.thousands"),
            decimal: say!(words, "language.numbers.decimal"),
            shares: Vec::new(),
            counts: Vec::new(),
            changes: Vec::new(),
            short_changes: Vec::new(),
            unknown: BTreeSet::new(),
        };
        if forms.form(&forms.percent(PERCENT), [PERCENT]).is_none() {
            // Without it no share and no change can be known.
            forms.unknown.insert("language.numbers.percent");
            return forms;
        }
        forms.read_shares();
        forms.read_changes();
        forms
    }

    fn read_shares(&mut self) {
        for count in COUNTS {
            let told = |percent: Option<String>| say!(self.words, "phrases.share", percent, count, base => BASE);
            let (count, base) = (count * 1000, BASE * 1000);
            let whole = told(Some(self.percent(PERCENT)));
            let whole = self.form(&whole, [PERCENT, count, base]);
            let bare = self.form(&told(None), [count, base]);
            match whole.zip(bare) {
                None => {
                    self.unknown.insert("phrases.share");
                }
                Some((whole, bare)) => {
                    add(&mut self.shares, whole);
                    add(&mut self.counts, bare);
                }
            }
        }
    }

    fn read_changes(&mut self) {
        for (upwards, direction) in [(true, "up"), (false, "down")] {
            let (from, to) = (self.percent(PERCENT), self.percent(TO));
            let told =
                say!(self.words, "phrases.change-in-short", direction, from => &from, to => &to);
            match self.form(&told, [PERCENT, TO]) {
                None => {
                    self.unknown.insert("phrases.change-in-short");
                }
                Some(form) => add(&mut self.short_changes, (upwards, form)),
            }
            for (points, one) in POINTS {
                let points_told = self.decimal(points);
                let told = say!(
                    self.words,
                    "phrases.change",
                    direction,
                    points => points_told,
                    one,
                    from => &from,
                    to => &to,
                );
                match self.form(&told, [points, PERCENT, TO]) {
                    None => {
                        self.unknown.insert("phrases.change");
                    }
                    Some(form) => add(&mut self.changes, (upwards, form)),
                }
            }
        }
    }

    /// A number with one decimal, as the language writes it.
    fn decimal(&self, thousandths: i64) -> String {
        let tenths = thousandths / 100;
        self.words
            .decimal(&format!("{}.{}", tenths / 10, tenths % 10))
    }

    fn percent(&self, thousandths: i64) -> String {
        let number = self.decimal(thousandths);
        say!(self.words, "language.numbers.percent", number)
    }

    /// `None` where the words do not tell the figures, and nothing but these, in digits that stand apart.
    fn form<const N: usize>(&self, told: &str, figures: [i64; N]) -> Option<Form<N>> {
        let numbers = Numbers::read(told, self).numbers;
        if numbers.len() != N {
            return None;
        }
        let mut at = [0; N];
        for (at, figure) in at.iter_mut().zip(figures) {
            *at = numbers.iter().position(|number| number.value == figure)?;
        }
        let gap = |from: usize, to: usize| told.get(from..to).map(str::to_owned);
        let between: Option<Vec<String>> = numbers
            .windows(2)
            .map(|pair| match pair {
                [one, other] => gap(one.at.end, other.at.start).filter(|gap| !gap.is_empty()),
                _ => None,
            })
            .collect();
        Some(Form {
            at,
            before: gap(0, numbers.first()?.at.start)?,
            between: between?,
            after: gap(numbers.last()?.at.end, told.len())?,
        })
    }

    /// That the figures of a message would not be known again, so that nothing could be said of them.
    pub(super) fn faults(&self) -> Diagnostics {
        let mut faults = Diagnostics::new();
        for key in &self.unknown {
            let message = format!(
                "the figures of the message \"{key}\" cannot be read again before the report is written: it must tell each of its numbers once, in digits, and apart from the others"
            );
            faults.push(self.words.fault(key, message));
        }
        faults
    }

    pub(super) fn list(&self, key: &str) -> &'a [String] {
        self.words.list_from(key)
    }
}

fn add<T: PartialEq>(forms: &mut Vec<T>, form: T) {
    if !forms.contains(&form) {
        forms.push(form);
    }
}
