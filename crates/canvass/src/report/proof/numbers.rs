use std::ops::Range;

use super::forms::{Form, Forms};
use crate::wording::capital;

/// A text and the numbers in it.
pub(super) struct Words<'a> {
    text: &'a str,
    forms: &'a Forms<'a>,
    pub(super) numbers: Vec<Number>,
}

/// A number as it is printed, without its sign.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Number {
    /// Its value in thousandths: as exact as the report prints any.
    pub(super) value: i64,
    /// Where it stands in the text.
    pub(super) at: Range<usize>,
}

/// A share told in full, such as "43.2%, 76 of 176".
pub(super) struct Share<'a> {
    /// The percentage, if there is one before the counts.
    pub(super) percent: Option<&'a Number>,
    pub(super) count: &'a Number,
    pub(super) base: &'a Number,
}

/// A change, such as "up 16.1 percentage points, from 43.2% to 59.3%" or "up from 43.2% to 59.3%".
pub(super) struct Change<'a> {
    pub(super) upwards: bool,
    /// How large it is, where that is told.
    pub(super) points: Option<&'a Number>,
    pub(super) from: &'a Number,
    pub(super) to: &'a Number,
}

impl<'a> Words<'a> {
    /// Reads the numbers: "1,204", "59.3", "0.001". A number that belongs to a name, such as that of "Q5", is none.
    pub(super) fn read(text: &'a str, forms: &'a Forms<'_>) -> Self {
        Words {
            text,
            forms,
            numbers: numbers(text, (&forms.thousands, &forms.decimal)),
        }
    }

    fn between(&self, one: &Number, other: &Number) -> &'a str {
        let between = self.text.get(one.at.end..other.at.start);
        between.unwrap_or_default().trim_end_matches(['<', '>'])
    }

    fn before(&self, number: &Number) -> &'a str {
        let before = self.text.get(..number.at.start);
        before.unwrap_or_default().trim_end_matches(['<', '>'])
    }

    fn after(&self, number: &Number) -> &'a str {
        self.text.get(number.at.end..).unwrap_or_default()
    }

    /// Whether the number is said of people, or of a share of them.
    pub(super) fn is_claim(&self, number: &Number) -> bool {
        let after = self.after(number);
        let mut claims = self.forms.list("proof.claims").iter();
        claims.any(|claim| after.starts_with(claim.as_str()))
    }

    /// The shares that are told with count and base.
    pub(super) fn shares(&self) -> Vec<Share<'_>> {
        let whole = self.told(&self.forms.shares, |[percent, count, base]| Share {
            percent: Some(percent),
            count,
            base,
        });
        let mut shares: Vec<Share<'_>> = whole.collect();
        let counts = self.told(&self.forms.counts, |[count, base]| Share {
            percent: None,
            count,
            base,
        });
        for told in counts {
            // The end of a share that is told with its percentage.
            let is_known = |share: &Share<'_>| (share.count, share.base) == (told.count, told.base);
            if !shares.iter().any(is_known) {
                shares.push(told);
            }
        }
        shares
    }

    /// The changes that are told with direction and both ends.
    pub(super) fn changes(&self) -> Vec<Change<'_>> {
        let whole = self.forms.changes.iter().flat_map(|(upwards, form)| {
            let form = std::slice::from_ref(form);
            self.told(form, move |[points, from, to]| Change {
                upwards: *upwards,
                points: Some(points),
                from,
                to,
            })
        });
        let short = self.forms.short_changes.iter().flat_map(|(upwards, form)| {
            let form = std::slice::from_ref(form);
            self.told(form, move |[from, to]| Change {
                upwards: *upwards,
                points: None,
                from,
                to,
            })
        });
        whole.chain(short).collect()
    }

    /// Every group of figures that one of the forms tells.
    fn told<'n, const N: usize, T>(
        &'n self,
        forms: &'n [Form<N>],
        make: impl Fn([&'n Number; N]) -> T,
    ) -> impl Iterator<Item = T> {
        self.numbers.windows(N).filter_map(move |some| {
            let figures = forms.iter().find_map(|form| self.figures(some, form));
            figures.map(&make)
        })
    }

    /// The figures in the order in which the form was given them, if it is how these numbers are told.
    fn figures<'n, const N: usize>(
        &self,
        some: &'n [Number],
        form: &Form<N>,
    ) -> Option<[&'n Number; N]> {
        let (first, last) = (some.first()?, some.last()?);
        let before = self.before(first);
        let mut between = some.windows(2).zip(&form.between);
        let told = (before.ends_with(&form.before) || before.ends_with(&capital(&form.before)))
            && between.all(|(pair, between)| match pair {
                [one, other] => self.between(one, other) == between,
                _ => false,
            })
            && self.after(last).starts_with(&form.after);
        told.then_some(())?;
        let mut figures = [first; N];
        for (figure, at) in figures.iter_mut().zip(form.at) {
            *figure = some.get(at)?;
        }
        Some(figures)
    }
}

/// The numbers of a text: "1,204", "59.3", "0.001". A number that belongs to a name, such as that of "Q5", is none.
/// `marks` are the mark between each three digits and the decimal mark.
fn numbers(text: &str, marks: (&str, &str)) -> Vec<Number> {
    let bytes = text.as_bytes();
    let mut numbers = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        if !bytes[at].is_ascii_digit() {
            at += 1;
            continue;
        }
        let end = end_of_number(bytes, at, marks);
        let in_a_name = text[..at]
            .trim_end_matches(['-', '_', '.', '/'])
            .ends_with(char::is_alphabetic);
        if !in_a_name && let Some(value) = thousandths(&text[at..end], marks) {
            numbers.push(Number { value, at: at..end });
        }
        at = end;
    }
    numbers
}

/// Where the number that starts at `at` ends. The first mark belongs to it before three digits, the second before any.
fn end_of_number(bytes: &[u8], at: usize, (thousands, decimal): (&str, &str)) -> usize {
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let is = |mark: &str, at: usize| {
        let rest = bytes.get(at..).unwrap_or_default();
        !mark.is_empty() && rest.starts_with(mark.as_bytes())
    };
    let mut end = at;
    loop {
        while digit(end) {
            end += 1;
        }
        let next = end + thousands.len();
        if is(thousands, end) && (0..3).all(|place| digit(next + place)) && !digit(next + 3) {
            end = next;
        } else if is(decimal, end) && digit(end + decimal.len()) {
            end += decimal.len();
        } else {
            return end;
        }
    }
}

/// `None` where it is no single number with up to three decimals, such as a version or a time.
fn thousandths(token: &str, (thousands, decimal): (&str, &str)) -> Option<i64> {
    let plain = if thousands.is_empty() {
        token.to_owned()
    } else {
        token.replace(thousands, "")
    };
    let (whole, part) = plain.split_once(decimal).unwrap_or((&plain, ""));
    let whole: i64 = whole.parse().ok()?;
    let digits = part.len();
    let part: i64 = match digits {
        0 => 0,
        1..=3 if part.bytes().all(|b| b.is_ascii_digit()) => part.parse().ok()?,
        _ => return None,
    };
    let scale = [1000, 100, 10, 1].get(digits).copied()?;
    whole.checked_mul(1000)?.checked_add(part * scale)
}

/// How a program writes numbers: in cells of tables, and what the project gives.
const PLAIN: (&str, &str) = (",", ".");

/// The numbers of a text that is all figures, such as a cell.
pub(super) fn values(text: &str) -> impl Iterator<Item = i64> {
    numbers(text, PLAIN).into_iter().map(|n| n.value)
}

/// The numbers of a text in the language of the report.
pub(super) fn values_in_words(text: &str, forms: &Forms<'_>) -> impl Iterator<Item = i64> {
    let numbers = Words::read(text, forms).numbers;
    numbers.into_iter().map(|n| n.value)
}

/// A number as a reader would write it.
pub(super) fn shown(value: i64) -> String {
    let (whole, part) = (value / 1000, value % 1000);
    if part == 0 {
        whole.to_string()
    } else {
        format!("{whole}.{part:03}")
            .trim_end_matches('0')
            .to_owned()
    }
}

/// A sign that a value was never filled in.
pub(super) fn leftover(text: &str) -> Option<&'static str> {
    const WORDS: &[&str] = &["NaN", "inf", "-inf", "null", "undefined", "-0", "-0.0"];
    const SIGNS: &[&str] = &["{{", "}}", "{%", "%}", "%%", "\u{fffd}"];
    let is_part = |c: char| c.is_alphanumeric() || "-.'\u{2019}\u{2212}".contains(c);
    let mut words = text.split(|c: char| !is_part(c));
    let word = words.find_map(|word| {
        let word = word.trim_end_matches('.').replace('\u{2212}', "-");
        WORDS.iter().find(|left| **left == word)
    });
    let sign = || SIGNS.iter().find(|sign| text.contains(**sign));
    let none = || (text.trim() == "None").then_some(&"None");
    word.or_else(sign).or_else(none).copied()
}
