//! Finds numbers in statements that no table of the document bears out.

use std::collections::BTreeSet;

use canvass::document::{Cell, Document, Row, Table};

use crate::figures::{bases, count, only_base, rows_called, shown, tenths};
use crate::reading::{
    Number, Sentence, Unit, Words, is_called, name_of, quoted, read, tells_figures,
};
use crate::statement::{Statement, statements};

/// What a report may say besides the figures of its tables.
#[derive(Debug, Default)]
pub(crate) struct Known {
    /// Names of waves, which may be numbers: "2024".
    pub(crate) waves: Vec<String>,
    /// Days on which the questionnaire opened and closed, as a report writes them: "12 February 2024".
    pub(crate) days: Vec<String>,
    /// Responses of each wave.
    pub(crate) responses: Vec<i64>,
    /// Responses and members of the wave that the report is about.
    pub(crate) turnout: Option<(i64, i64)>,
    /// Limits of what is published, which the section on limits names.
    pub(crate) limits: Vec<String>,
    /// How far the leading answers are apart in each wave, and last how that changed, with intervals: they stand in
    /// no table, and are worked out from the exports.
    pub(crate) gaps: Vec<(String, Vec<String>)>,
    /// Words of the project's own for what those in one row said.
    pub(crate) said: Vec<Said>,
}

/// What those in one row said, in words that do not name the row: "had read our publications".
#[derive(Debug)]
pub(crate) struct Said {
    pub(crate) words: String,
    /// How the captions of the question's tables begin.
    pub(crate) subject: String,
    /// The row's label, in lower case.
    pub(crate) label: String,
}

/// Every number that has no ground, with its place and its sentence.
pub(crate) fn ungrounded(document: &Document, known: &Known) -> Vec<String> {
    let words = Words::of(document);
    statements(document)
        .iter()
        .flat_map(|statement| ungrounded_in(document, known, &words, statement))
        .collect()
}

/// The numbers of one statement that have no ground.
pub(crate) fn ungrounded_in(
    document: &Document,
    known: &Known,
    words: &Words,
    statement: &Statement<'_>,
) -> Vec<String> {
    let mut problems = Vec::new();
    for sentence in read(statement, words) {
        let ground = Ground {
            document,
            known,
            statement,
            sentence: &sentence,
        };
        for number in sentence.numbers.iter().filter(|number| !ground.has(number)) {
            let (value, about) = (&number.value, &number.about);
            problems.push(format!(
                "{}: {value} (about {about:?}) in: {}",
                statement.place, sentence.text
            ));
        }
    }
    problems
}

/// "175 of 215".
struct Pair {
    count: i64,
    base: i64,
}

struct Ground<'a> {
    document: &'a Document,
    known: &'a Known,
    statement: &'a Statement<'a>,
    sentence: &'a Sentence,
}

impl Ground<'_> {
    fn has(&self, number: &Number) -> bool {
        self.is_fixed(number)
            || self.is_sum(number)
            || self.is_in_its_row(number)
            || self.is_of_year(number)
            || self.is_base(number)
            || self.is_turnout(number)
            || self.counts_rows(number)
            || self.is_gap(number)
            || self.is_place(number)
    }

    /// "its place is between 1st and 3rd": the first place, and a later one that some row with a figure can have.
    fn is_place(&self, number: &Number) -> bool {
        let (before, behind) = (self.sentence.before(number), self.sentence.behind(number));
        let Some(place) = number.whole().filter(|_| before.contains("its place")) else {
            return false;
        };
        let ending = match place {
            1 => "st",
            2 => "nd",
            3 => "rd",
            _ => "th",
        };
        let shown = self.statement.table.map(|table| rows_told(table, "shown"));
        let may_be = if before.ends_with("between ") {
            1..=1
        } else {
            2..=shown.unwrap_or(13)
        };
        behind.starts_with(ending) && may_be.contains(&place)
    }

    /// Waves, days, "Table 3", the confidence of intervals, p-values, and the limits of publication.
    fn is_fixed(&self, number: &Number) -> bool {
        let (before, behind) = (self.sentence.before(number), self.sentence.behind(number));
        let known = self.known;
        let words = known
            .days
            .iter()
            .chain(known.said.iter().map(|said| &said.words));
        let in_words = |words: &String| {
            let mut places = self.sentence.text.match_indices(words.as_str());
            places.any(|(at, _)| (at..at + words.len()).contains(&number.start))
        };
        known.waves.contains(&number.value)
            || words.into_iter().any(in_words)
            || (before.ends_with("Table ") && self.is_table(number))
            || (number.value == "95"
                && ["% interval", "% limits"]
                    .iter()
                    .any(|words| behind.starts_with(words)))
            || (number.value == "100"
                && number.unit == Unit::Percent
                && before.contains("add up to"))
            || (before.ends_with("p < ") && number.value == "0.001")
            || (self.statement.place.starts_with("limits,") && known.limits.contains(&number.value))
    }

    /// The figure's own table, one on what the sentence names, or one with the rows that it tells of.
    fn is_table(&self, number: &Number) -> bool {
        let numbered = |table: &&Table| table.number().to_string() == number.value;
        self.document.tables().filter(numbered).any(|table| {
            let subject = table.caption().split(": ").next().unwrap_or_default();
            let tells_of = |label: &String| table.rows().iter().any(|row| is_called(row, label));
            match self.statement.table {
                Some(own) => own == table,
                None => self.sentence.text.contains(subject) || number.about.iter().any(tells_of),
            }
        })
    }

    /// A cell of the rows that the number is about; "175 of 215" needs the base as well.
    fn is_in_its_row(&self, number: &Number) -> bool {
        if let Some(said) = self
            .known
            .said
            .iter()
            .find(|said| self.sentence.text.contains(&said.words))
        {
            let rows = rows_called(self.document, None, &said.label);
            return self.is_in_one_of(
                rows.into_iter()
                    .filter(|(t, _)| t.caption().starts_with(&said.subject)),
                number,
            );
        }
        let last = number.about.len().saturating_sub(1);
        let all = self.sentence.behind(number).contains(" each");
        let about = if all {
            &number.about[..]
        } else {
            number.about.get(last..).unwrap_or_default()
        };
        // The table of a diagram holds words alone, and tells no figure.
        let own = self.statement.table.filter(|table| tells_figures(table));
        let rows = |label: &String| rows_called(self.document, own, label).into_iter();
        !about.is_empty()
            && about
                .iter()
                .all(|label| self.is_in_one_of(rows(label), number))
    }

    /// "66.2% in 2024", "in 2024, 66.2% chose": a cell of that year, in a table with a row for each.
    fn is_of_year(&self, number: &Number) -> bool {
        let behind = self.sentence.behind(number);
        let before = self.sentence.before(number).to_lowercase();
        let told = |wave: &&String| {
            behind.starts_with(&format!("% in {wave}")) || before.ends_with(&format!("in {wave}, "))
        };
        let rows = self.statement.table.iter().flat_map(|table| table.rows());
        let mut rows = rows.filter(|row| self.known.waves.iter().find(told) == Some(&row.head));
        rows.any(|row| row.cells.iter().any(|cell| is_shown_as(cell, number)))
    }

    /// "131 of 198 chose “Happy” or “Very happy”": of one table, and nobody can have chosen both.
    fn is_sum(&self, number: &Number) -> bool {
        let behind = self.sentence.behind(number);
        let (Some(pair), true) = (self.pair(number), behind.contains("” or “")) else {
            return false;
        };
        let names = quoted(behind);
        self.document
            .tables()
            .filter(|table| only_base(table) == Some(pair.base))
            .any(|table| {
                let of = |label: &String| table.rows().iter().find(|row| is_called(row, label));
                let counts = names
                    .iter()
                    .map(|label| count(table, of(label)?, "Respondents"));
                let exclusive = table
                    .notes()
                    .iter()
                    .all(|note| !note.contains("more than one row"));
                exclusive && counts.sum::<Option<i64>>() == Some(pair.count)
            })
    }

    fn is_in_one_of<'t>(
        &self,
        mut rows: impl Iterator<Item = (&'t Table, &'t Row)>,
        number: &Number,
    ) -> bool {
        let Some(pair) = self.pair(number) else {
            return rows.any(|(table, row)| self.has_cell(table, row, number));
        };
        // A percentage of a pair is right when it is that of the two, whether or not the table has it.
        let of_the_two = shown(tenths(pair.count, pair.base));
        let fits = number.unit != Unit::Percent || number.value == of_the_two;
        fits && rows.any(|(table, row)| {
            let is_count = |cell: &Cell| cell == &Cell::Count(pair.count.unsigned_abs());
            bases(table).contains(&pair.base) && row.cells.iter().any(is_count)
        })
    }

    /// A cell of the row with this number; of a part of the answers only if the sentence says so.
    fn has_cell(&self, table: &Table, row: &Row, number: &Number) -> bool {
        let parts = [
            ("As helpful or valued", "value"),
            ("In a request", "request"),
            ("In a criticism", "criticism"),
        ];
        table
            .columns()
            .iter()
            .zip(&row.cells)
            .any(|(column, cell)| {
                let part = parts.iter().find(|(head, _)| column.label == *head);
                is_shown_as(cell, number)
                    && part.is_none_or(|(_, word)| self.sentence.text.contains(word))
            })
    }

    /// The two in "(81.4%, 175 of 215)", for each of the three numbers.
    fn pair(&self, number: &Number) -> Option<Pair> {
        let numbers = &self.sentence.numbers;
        let at = numbers.iter().position(|n| n == number)?;
        let pair = |at: usize| {
            let [count, base] = numbers.get(at..at + 2)? else {
                return None;
            };
            let between = &self.sentence.text[count.end..base.start];
            let is_pair = between == " of " || between == " of the ";
            let (count, base) = (count.whole()?, base.whole()?);
            is_pair.then_some(Pair { count, base })
        };
        let behind = self.sentence.behind(number);
        match number.unit {
            Unit::Percent if behind.starts_with("%, ") => pair(at + 1),
            Unit::Plain => at.checked_sub(1).and_then(pair).or_else(|| pair(at)),
            _ => None,
        }
    }

    /// The base of the figure's table, or of those who wrote something.
    fn is_base(&self, number: &Number) -> bool {
        let Some(value) = number.whole() else {
            return false;
        };
        let in_rows = |table: &Table| {
            let mut rows = table.rows().iter();
            self.sentence.text.starts_with("Bases run from ")
                && rows.any(|row| count(table, row, "Base") == Some(value))
        };
        let has = |table: &Table| bases(table).contains(&value) || in_rows(table);
        match self.statement.table {
            Some(table) => has(table),
            None => {
                let wrote =
                    |table: &Table| table.caption().contains("who wrote something") && has(table);
                self.sentence.behind(number).starts_with(" respondents w")
                    && self.document.tables().any(wrote)
            }
        }
    }

    /// How many answered, of how many members.
    fn is_turnout(&self, number: &Number) -> bool {
        let (Some((responses, members)), None) = (self.known.turnout, self.statement.table) else {
            return false;
        };
        let behind = self.sentence.behind(number);
        match number.unit {
            Unit::Percent => {
                number.value == shown(tenths(responses, members))
                    && self.sentence.text.contains("members")
            }
            Unit::Points => false,
            Unit::Plain if behind.starts_with(" members") => number.whole() == Some(members),
            Unit::Plain => {
                let is_response = [" responses", " people or groups", " in "]
                    .iter()
                    .any(|w| behind.starts_with(w));
                is_response
                    && number
                        .whole()
                        .is_some_and(|value| self.known.responses.contains(&value))
            }
        }
    }

    /// How many rows a figure has, and how many of them changed in which way.
    fn counts_rows(&self, number: &Number) -> bool {
        let (Some(table), Some(value)) = (self.statement.table, number.whole()) else {
            return false;
        };
        let changes = changes(table);
        let how_many =
            |wanted: fn(f64) -> bool| changes.iter().filter(|c| wanted(**c)).count() as i64;
        // Changes are told apart before rounding, so one that shows as 1.0 may count either way.
        let range = match self.sentence.before(number) {
            "Rows that can be compared: " => changes.len() as i64..=changes.len() as i64,
            "Of "
                if self
                    .sentence
                    .behind(number)
                    .contains(" that can be compared") =>
            {
                changes.len() as i64..=changes.len() as i64
            }
            "Lower: " => how_many(|c| c < -1.0)..=how_many(|c| c <= -1.0),
            "Within one percentage point: " => {
                how_many(|c| c.abs() < 1.0)..=how_many(|c| c.abs() <= 1.0)
            }
            before if before.starts_with("Higher in ") => {
                how_many(|c| c > 1.0)..=how_many(|c| c >= 1.0)
            }
            before
                if [" of ", " of the ", " each group: "]
                    .iter()
                    .any(|words| before.ends_with(words)) =>
            {
                let rows = rows_told(table, self.sentence.behind(number));
                rows..=rows
            }
            _ => return false,
        };
        range.contains(&value)
    }

    /// How far the highest row is from the lowest, from their counts; how far one answer is ahead of another.
    fn is_gap(&self, number: &Number) -> bool {
        let before = self.sentence.before(number);
        if before.ends_with("Highest and lowest are ") {
            return self
                .statement
                .table
                .and_then(apart)
                .is_some_and(|apart| apart == number.value);
        }
        let told = number.unit == Unit::Points || before.contains("(95% interval ");
        let of_wave = |(wave, _): &&(String, Vec<String>)| {
            self.sentence.text.starts_with(&format!("In {wave} it was"))
        };
        let gap = self
            .known
            .gaps
            .iter()
            .find(of_wave)
            .or(self.known.gaps.last());
        told && number.about.len() == 2
            && gap.is_some_and(|(_, values)| values.contains(&number.value))
    }
}

fn is_shown_as(cell: &Cell, number: &Number) -> bool {
    match (cell, number.unit) {
        (Cell::Percent(percent), Unit::Percent) => percent.number() == number.value,
        (Cell::Points(points), Unit::Points) => points.magnitude_text() == number.value,
        (Cell::Count(count), Unit::Plain) => count.to_string() == number.value,
        _ => false,
    }
}

/// The changes that a table shows, in percentage points.
pub(crate) fn changes(table: &Table) -> Vec<f64> {
    let shown = |cell: &Cell| {
        if let Cell::Points(points) = cell {
            points.to_string().parse().ok()
        } else {
            None
        }
    };
    let column = table
        .columns()
        .iter()
        .position(|column| column.label == "Change (points)");
    let Some(column) = column else {
        return Vec::new();
    };
    table
        .rows()
        .iter()
        .filter_map(|row| row.cells.get(column).and_then(shown))
        .collect()
}

/// How many rows "13 requests shown" and "14 themes and outcomes" mean, from the words behind the number.
pub(crate) fn rows_told(table: &Table, behind: &str) -> i64 {
    // The table of a trend has a row for each year of what it tells of.
    let heads = |wanted: fn(&&Row) -> bool| {
        let rows = table.rows().iter().filter(wanted);
        rows.map(name_of).collect::<BTreeSet<_>>().len()
    };
    let all = heads(|_| true);
    let shown = heads(|row| !row.cells.iter().any(|cell| matches!(cell, Cell::Mark(_))));
    let said_to_be_shown = behind
        .split(' ')
        .take(4)
        .any(|word| word.starts_with("shown"));
    (if said_to_be_shown { shown } else { all }) as i64
}

/// How far the highest share of a table is from the lowest, from its counts.
fn apart(table: &Table) -> Option<String> {
    let base = only_base(table)?;
    let counts: Vec<i64> = table
        .rows()
        .iter()
        .filter_map(|row| count(table, row, "Respondents"))
        .collect();
    Some(shown(tenths(
        counts.iter().max()? - counts.iter().min()?,
        base,
    )))
}
