use std::ops::Range;

/// A text and the numbers in it.
pub(super) struct Words<'a> {
    text: &'a str,
    pub(super) numbers: Vec<Number>,
}

/// A number as it is printed, without its sign.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Number {
    /// Its value in thousandths: as exact as the report prints any.
    pub(super) value: i64,
    at: Range<usize>,
}

/// A share told in full, such as "43.2%, 76 of 176".
pub(super) struct Share<'a> {
    /// The percentage, if there is one before the counts.
    pub(super) percent: Option<&'a Number>,
    pub(super) count: &'a Number,
    pub(super) base: &'a Number,
}

/// A change told in full, such as "up 16.1 percentage points, from 43.2% to 59.3%".
pub(super) struct Change<'a> {
    pub(super) upwards: bool,
    pub(super) points: &'a Number,
    pub(super) from: &'a Number,
    pub(super) to: &'a Number,
}

/// What stands behind a number that is said of people, or of a share.
const CLAIMS: &[&str] = &[
    "%",
    " per cent",
    " percentage point",
    " respondent",
    " response",
    " people",
    " person",
    " member",
];

impl<'a> Words<'a> {
    /// Reads the numbers: "1,204", "59.3", "0.001". A number that belongs to a name, such as that of "Q5", is none.
    pub(super) fn read(text: &'a str) -> Self {
        let bytes = text.as_bytes();
        let mut numbers = Vec::new();
        let mut at = 0;
        while at < bytes.len() {
            if !bytes[at].is_ascii_digit() {
                at += 1;
                continue;
            }
            let end = end_of_number(bytes, at);
            let in_a_name = text[..at]
                .trim_end_matches(['-', '_', '.', '/'])
                .ends_with(char::is_alphabetic);
            if !in_a_name && let Some(value) = thousandths(&text[at..end]) {
                numbers.push(Number { value, at: at..end });
            }
            at = end;
        }
        Words { text, numbers }
    }

    fn between(&self, one: &Number, other: &Number) -> &'a str {
        let between = self.text.get(one.at.end..other.at.start);
        between.unwrap_or_default().trim_end_matches(['<', '>'])
    }

    fn before(&self, number: &Number) -> &'a str {
        self.text.get(..number.at.start).unwrap_or_default()
    }

    fn after(&self, number: &Number) -> &'a str {
        self.text.get(number.at.end..).unwrap_or_default()
    }

    /// Whether the number is said of people, or of a share of them.
    pub(super) fn is_claim(&self, number: &Number) -> bool {
        let after = self.after(number);
        CLAIMS.iter().any(|claim| after.starts_with(claim))
    }

    /// The shares that are told with count and base.
    pub(super) fn shares(&self) -> impl Iterator<Item = Share<'_>> {
        let pairs = self.numbers.windows(2).enumerate();
        pairs.filter_map(|(at, pair)| {
            let [count, base] = pair else { return None };
            (self.between(count, base) == " of ").then_some(())?;
            let before = at.checked_sub(1).and_then(|at| self.numbers.get(at));
            let percent = before.filter(|percent| self.between(percent, count) == "%, ");
            Some(Share {
                percent,
                count,
                base,
            })
        })
    }

    /// The changes that are told with direction, size and both ends.
    pub(super) fn changes(&self) -> impl Iterator<Item = Change<'_>> {
        self.numbers.windows(3).filter_map(|three| {
            let [points, from, to] = three else {
                return None;
            };
            let before = self.before(points);
            let upwards = before.ends_with("up ");
            let told = (upwards || before.ends_with("down "))
                && self.between(points, from).starts_with(" percentage point")
                && self.between(points, from).ends_with(", from ")
                && self.between(from, to) == "% to "
                && self.after(to).starts_with('%');
            told.then_some(Change {
                upwards,
                points,
                from,
                to,
            })
        })
    }
}

/// Where the number that starts at `at` ends. A comma belongs to it before three digits, a full stop before any.
fn end_of_number(bytes: &[u8], at: usize) -> usize {
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let mut end = at;
    loop {
        while digit(end) {
            end += 1;
        }
        let thousands = || digit(end + 1) && digit(end + 2) && digit(end + 3) && !digit(end + 4);
        match bytes.get(end) {
            Some(b',') if thousands() => end += 1,
            Some(b'.') if digit(end + 1) => end += 1,
            _ => return end,
        }
    }
}

/// `None` where it is no single number with up to three decimals, such as a version or a time.
fn thousandths(token: &str) -> Option<i64> {
    let plain = token.replace(',', "");
    let (whole, part) = plain.split_once('.').unwrap_or((&plain, ""));
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

/// The numbers of a text that is all figures, such as a cell.
pub(super) fn values(text: &str) -> impl Iterator<Item = i64> {
    Words::read(text).numbers.into_iter().map(|n| n.value)
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
