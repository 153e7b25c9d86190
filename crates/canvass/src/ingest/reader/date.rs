use super::{Given, Reader, is_missing};
use crate::diagnostics::Code;
use crate::ingest::findings::Findings;
use crate::ingest::platform::Conventions;
use crate::ingest::row::Row;
use crate::survey::{Column, Date, DateAnswer, DateColumn};

/// Reads answers that are days.
///
/// Whether the day or the month comes first in `7/5/2024` is told from the whole column: a number above 12 is a
/// day. If there is none, the platform's own times tell, if they are written in the same way and have such a number.
/// If neither does, such answers cannot be used, and that is reported.
pub(super) struct Days {
    column: usize,
    /// The columns of the platform's own times.
    times: Vec<usize>,
    of_times: Order,
    conventions: Conventions,
    taken: Taken,
    answers: Vec<(Taken, u64)>,
}

/// What numbers above 12 tell of the order of day and month.
#[derive(Debug, Clone, Copy, Default)]
struct Order {
    day_first: bool,
    month_first: bool,
}

impl Order {
    fn learn(&mut self, taken: Taken) {
        if let Taken::Either(first, second, _) = taken {
            self.day_first |= first > 12;
            self.month_first |= second > 12;
        }
    }

    /// Whether the month comes first; `None` if nothing tells, or both stand there.
    fn is_month_first(self) -> Option<bool> {
        (self.day_first != self.month_first).then_some(self.month_first)
    }
}

/// What a cell says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Taken {
    Nothing,
    NotAsked,
    Day(Date),
    /// Two numbers, each of which could be the day, and the year.
    Either(i8, i8, i16),
    Unusable,
}

impl Days {
    pub(super) fn new(column: usize, times: Vec<usize>, conventions: Conventions) -> Self {
        Days {
            column,
            times,
            of_times: Order::default(),
            conventions,
            taken: Taken::Nothing,
            answers: Vec::new(),
        }
    }
}

impl Reader for Days {
    fn take(&mut self, row: &Row) -> Given {
        let times = self.times.iter().map(|column| row.cell(*column));
        for cell in times.filter(|cell| cell.contains(':')) {
            self.of_times.learn(parse(cell));
        }
        let cell = row.cell(self.column);
        if is_missing(cell, self.conventions) {
            self.taken = Taken::Nothing;
            return Given::Nothing;
        }
        self.taken = parse(cell);
        Given::Something
    }

    fn keep(&mut self, row: &Row, _: &mut Findings<'_>) {
        self.answers.push((self.taken, row.number));
    }

    fn skip(&mut self) {
        self.answers.push((Taken::NotAsked, 0));
    }

    fn finish(self: Box<Self>, findings: &mut Findings<'_>) -> Column {
        let mut order = Order::default();
        for (taken, _) in &self.answers {
            order.learn(*taken);
        }
        let contradicts_itself = order.day_first && order.month_first;
        let is_month_first = match order.is_month_first() {
            None if !contradicts_itself => self.of_times.is_month_first(),
            told => told,
        };
        let mut days = DateColumn::new();
        for (taken, row) in &self.answers {
            let mut code = Code::IngestUnusable;
            let answer = match *taken {
                Taken::Nothing => DateAnswer::NoAnswer,
                Taken::NotAsked => DateAnswer::NotAsked,
                Taken::Day(day) => DateAnswer::Given(day),
                Taken::Unusable => DateAnswer::Unusable,
                Taken::Either(first, second, year) => {
                    let is_month_first = match (first > 12, second > 12) {
                        (false, false) if first != second => is_month_first,
                        (_, is_month_first) => Some(is_month_first),
                    };
                    let day = match is_month_first {
                        Some(true) => Date::new(year, first, second),
                        Some(false) => Date::new(year, second, first),
                        None => {
                            code = Code::IngestUnclearDate;
                            None
                        }
                    };
                    day.map_or(DateAnswer::Unusable, DateAnswer::Given)
                }
            };
            if answer == DateAnswer::Unusable {
                findings.cell(code, *row, self.column);
            }
            days.push(answer);
        }
        Column::Date(days)
    }
}

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// A day in figures or with the name of its month, with or without a time behind it.
fn parse(cell: &str) -> Taken {
    let cell = cell.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    in_figures(cell)
        .or_else(|| with_month(cell))
        .unwrap_or(Taken::Unusable)
}

fn in_figures(cell: &str) -> Option<Taken> {
    let date = cell.split(char::is_whitespace).next()?;
    // A time may follow behind a T.
    let date = date.split('T').next()?;
    let separator = date.chars().find(|c| !c.is_ascii_digit())?;
    if !matches!(separator, '-' | '/' | '.') {
        return None;
    }
    let mut parts = date.split(separator);
    let (first, second, third) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() || !is_time(&cell[date.len()..]) {
        return None;
    }
    let number = |part: &str| -> Option<i8> {
        let is_short = (1..=2).contains(&part.len());
        is_short.then(|| part.parse().ok()).flatten()
    };
    if first.len() == 4 {
        let day = Date::new(year(first)?, number(second)?, number(third)?);
        return Some(day.map_or(Taken::Unusable, Taken::Day));
    }
    Some(Taken::Either(number(first)?, number(second)?, year(third)?))
}

/// Whether what follows a day is nothing or a time.
fn is_time(rest: &str) -> bool {
    let rest = rest.trim_start_matches('T').trim();
    rest.is_empty() || (rest.starts_with(|c: char| c.is_ascii_digit()) && rest.contains(':'))
}

/// `7 May 2024`, `May 7th, 2024`, `7-May-24`.
fn with_month(cell: &str) -> Option<Taken> {
    let words = cell
        .split(|c: char| c.is_whitespace() || matches!(c, ',' | '-' | '/' | '.'))
        .filter(|word| !word.is_empty());
    let (mut month, mut numbers) = (None, Vec::new());
    for word in words.take_while(|word| !word.contains(':')) {
        let lower = word.to_lowercase();
        let digits = ["st", "nd", "rd", "th"]
            .iter()
            .find_map(|end| lower.strip_suffix(end))
            .unwrap_or(&lower);
        if !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit()) {
            numbers.push(digits.to_owned());
        } else if let Some(found) = month_of(&lower) {
            if month.replace(found).is_some() {
                return None;
            }
        } else if !is_weekday(&lower) && lower != "of" {
            return None;
        }
    }
    let (day, year) = match &numbers[..] {
        [day, year] if day.len() <= 2 => (day.parse().ok()?, self::year(year)?),
        [year, day] if year.len() == 4 && day.len() <= 2 => (day.parse().ok()?, self::year(year)?),
        _ => return None,
    };
    let day = Date::new(year, month?, day);
    Some(day.map_or(Taken::Unusable, Taken::Day))
}

fn month_of(word: &str) -> Option<i8> {
    let at = MONTHS.iter().position(|month| {
        word == *month || word == &month[..3] || word == "sept" && month.starts_with("sept")
    })?;
    i8::try_from(at + 1).ok()
}

fn is_weekday(word: &str) -> bool {
    ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
        .iter()
        .any(|day| word == *day || (word.starts_with(day) && word.ends_with("day")))
}

/// A year of four digits, or of two: 69 to 99 are of the last century, as POSIX has it.
fn year(digits: &str) -> Option<i16> {
    let number: i16 = digits.parse().ok()?;
    match digits.len() {
        4 => Some(number),
        2 if number >= 69 => Some(1900 + number),
        2 => Some(2000 + number),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(year: i16, month: i8, day: i8) -> Taken {
        Date::new(year, month, day).map_or(Taken::Unusable, Taken::Day)
    }

    #[test]
    fn days_are_read_in_figures_and_words() {
        for text in [
            "2024-05-07",
            "2024-05-07T11:30:46.000+02:00",
            "2024/5/7 9:08:07 AM EST",
            "7 May 2024",
            "May 7, 2024",
            "Tuesday 7th of May 2024",
            "7-May-24",
            "2024-05-07 21:08:07",
        ] {
            assert_eq!(parse(text), day(2024, 5, 7), "{text}");
        }
        assert_eq!(parse("7/5/24"), Taken::Either(7, 5, 2024));
        assert_eq!(parse("07.05.1969 08:00"), Taken::Either(7, 5, 1969));
        assert_eq!(parse("1 Sept 69"), day(1969, 9, 1));
    }

    #[test]
    fn what_is_no_day_is_not_guessed() {
        for text in [
            "",
            "May",
            "2024",
            "May 2024",
            "45000",
            "2024-02-30",
            "31 April 2024",
            "last week",
            "7 May",
            "2024-13-01",
            "7/5",
            "7/5/2024 or so",
            "7 8 May 2024",
        ] {
            assert_eq!(parse(text), Taken::Unusable, "{text}");
        }
    }
}
