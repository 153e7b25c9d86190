use super::{Given, Reader, is_missing};
use crate::diagnostics::Code;
use crate::ingest::findings::Findings;
use crate::ingest::platform::Conventions;
use crate::ingest::row::Row;
use crate::survey::{Column, NumberAnswer, NumberColumn};

/// Reads answers that are numbers.
pub(super) struct Number {
    column: usize,
    conventions: Conventions,
    answer: NumberAnswer,
    answers: NumberColumn,
}

impl Number {
    pub(super) fn new(column: usize, conventions: Conventions) -> Self {
        Number {
            column,
            conventions,
            answer: NumberAnswer::NoAnswer,
            answers: NumberColumn::new(),
        }
    }
}

impl Reader for Number {
    fn take(&mut self, row: &Row) -> Given {
        let cell = row.cell(self.column);
        if is_missing(cell, self.conventions) {
            self.answer = NumberAnswer::NoAnswer;
            return Given::Nothing;
        }
        self.answer = match parse(cell) {
            Some(number) => NumberAnswer::Given(number),
            None => NumberAnswer::Unusable,
        };
        Given::Something
    }

    fn keep(&mut self, row: &Row, findings: &mut Findings<'_>) {
        if self.answer == NumberAnswer::Unusable {
            findings.cell(Code::IngestUnusable, row.number, self.column);
        }
        self.answers.push(self.answer);
    }

    fn skip(&mut self) {
        self.answers.push(NumberAnswer::NotAsked);
    }

    fn finish(self: Box<Self>, _: &mut Findings<'_>) -> Column {
        Column::Number(self.answers)
    }
}

/// A plain number: digits, at most one point, a sign, commas only where they part thousands, and a sign of money
/// before it or of per cent behind it, which says nothing new.
///
/// Nothing is guessed from words, other units or exponents: they make the answer unusable.
pub(in crate::ingest) fn parse(cell: &str) -> Option<f64> {
    let text = cell.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    let text = text.strip_suffix('%').unwrap_or(text).trim_end();
    let text = text
        .strip_prefix(['\u{a3}', '$', '\u{20ac}'])
        .unwrap_or(text)
        .trim_start();
    let (sign, digits) = match text.strip_prefix(['-', '\u{2212}']) {
        Some(digits) => (-1.0, digits),
        None => (1.0, text.strip_prefix('+').unwrap_or(text)),
    };
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let whole = without_thousands(whole)?;
    let plain = |digits: &str| digits.bytes().all(|b| b.is_ascii_digit());
    if !plain(&whole) || !plain(fraction) || (whole.is_empty() && fraction.is_empty()) {
        return None;
    }
    let number: f64 = format!("{whole}.{fraction}0").parse().ok()?;
    number.is_finite().then_some(sign * number)
}

/// The digits without commas, if every comma parts three digits from those before.
fn without_thousands(whole: &str) -> Option<String> {
    let mut groups = whole.split(',');
    let first = groups.next().unwrap_or("");
    let grouped = whole.contains(',');
    if grouped && !(1..=3).contains(&first.len()) {
        return None;
    }
    let mut digits = first.to_owned();
    for group in groups {
        if group.len() != 3 {
            return None;
        }
        digits.push_str(group);
    }
    Some(digits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_numbers_are_read() {
        for (text, number) in [
            ("36", 36.0),
            (" 36.0 ", 36.0),
            ("1,200", 1200.0),
            ("12,345,678.5", 12_345_678.5),
            ("-3", -3.0),
            ("\u{2212}3", -3.0),
            (".5", 0.5),
            ("5.", 5.0),
            ("\u{a0}7", 7.0),
            ("12%", 12.0),
            ("\u{a3}1,200.50", 1200.5),
        ] {
            assert_eq!(parse(text), Some(number), "{text}");
        }
    }

    #[test]
    fn everything_else_is_unusable() {
        for text in [
            "about 12", "12 years", "1.1E+11", "1,20", "1234,567", "10-May", "NaN", "inf", "-",
            ".", "", "1.2.3", "12+", "%", "--3", ",123",
        ] {
            assert_eq!(parse(text), None, "{text}");
        }
        assert_eq!(parse(&"9".repeat(400)), None);
    }
}
