use std::collections::BTreeSet;

use super::known::Known;
use super::options;
use super::questions::Questions;
use crate::diagnostics::{Code, Diagnostic, Diagnostics, Place, nearest};
use crate::limits::MAX_MEMBERSHIP_ROWS;
use crate::survey::{MemberTotal, Membership, OptionId, Wave};

/// The columns of `membership.csv`, in any order.
pub(super) const COLUMNS: [&str; 4] = ["wave", "question", "option", "members"];

/// What rows are checked against.
pub(super) struct Context<'a> {
    pub(super) waves: &'a [Wave],
    pub(super) known_waves: &'a Known,
    pub(super) questions: &'a Questions,
}

/// Reads the text of `file`, one row for a group of members in a wave.
pub(super) fn read(
    file: &str,
    text: &str,
    context: &Context<'_>,
    faults: &mut Diagnostics,
) -> Membership {
    let mut sheet = Sheet {
        file,
        faults,
        columns: [None; 4],
    };
    let mut rows = Rows::new(text);
    let Some((_, heading)) = rows.next() else {
        sheet.fault(1, "the file has no heading row", Some(heading_help()));
        return Membership::default();
    };
    if !sheet.read_heading(&heading) {
        return Membership::default();
    }
    let mut totals: Vec<MemberTotal> = Vec::new();
    let mut groups = BTreeSet::new();
    for (at, (row, cells)) in rows.enumerate() {
        if at == MAX_MEMBERSHIP_ROWS {
            let message = format!("the file has more than {MAX_MEMBERSHIP_ROWS} rows");
            let place = Place::record(file, row);
            sheet
                .faults
                .push(Diagnostic::new(Code::ConfigTooLarge, place, message));
            break;
        }
        if cells.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        let Some(total) = sheet.total(row, &cells, context) else {
            continue;
        };
        let group = (
            total.wave.clone(),
            total.question.clone(),
            total.option.clone(),
        );
        if !groups.insert(group) {
            sheet.fault(
                row,
                "this wave, question and option have a row already",
                None,
            );
        }
        totals.push(total);
    }
    Membership { totals }
}

fn heading_help() -> String {
    format!("the headings are: {}", COLUMNS.join(","))
}

/// The rows of a CSV text, each with its number as a spreadsheet shows it: blank lines count, and a line break
/// within quotation marks does not.
struct Rows<'t> {
    text: &'t str,
    records: csv::StringRecordsIntoIter<&'t [u8]>,
    /// The byte up to which line breaks are counted.
    counted: usize,
    breaks: usize,
    breaks_in_cells: usize,
}

impl<'t> Rows<'t> {
    fn new(text: &'t str) -> Self {
        let reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .from_reader(text.as_bytes());
        Rows {
            text,
            records: reader.into_records(),
            counted: 0,
            breaks: 0,
            breaks_in_cells: 0,
        }
    }
}

impl Iterator for Rows<'_> {
    type Item = (u64, csv::StringRecord);

    fn next(&mut self) -> Option<Self::Item> {
        // Reading UTF-8 text from memory into records of any length cannot fail.
        let record = self.records.next()?.ok()?;
        // The reader's position is that of the blank lines before the record, if there are any.
        let start = record.position().map_or(0, |at| at.byte() as usize);
        let rest = self.text.get(start..).unwrap_or_default();
        let start = self.text.len() - rest.trim_start_matches(['\r', '\n']).len();
        let passed = self.text.get(self.counted..start).unwrap_or_default();
        self.breaks += passed.matches('\n').count();
        self.counted = start;
        let row = self.breaks - self.breaks_in_cells + 1;
        let breaks = record.iter().map(|cell| cell.matches('\n').count());
        self.breaks_in_cells += breaks.sum::<usize>();
        Some((row as u64, record))
    }
}

/// A cell in a message. Somebody may have put a list of members where their totals belong, so only what could be an id
/// or a number is repeated.
fn shown(cell: &str) -> String {
    let plain = |c: char| matches!(c, 'a'..='z' | '0'..='9' | '_' | '-' | ',');
    let digits = cell.chars().filter(char::is_ascii_digit).count();
    if cell.chars().all(plain) && digits < 7 {
        format!("\"{cell}\"")
    } else {
        format!("({} characters)", cell.chars().count())
    }
}

struct Sheet<'a> {
    file: &'a str,
    faults: &'a mut Diagnostics,
    /// The position of each of [`COLUMNS`].
    columns: [Option<usize>; 4],
}

impl Sheet<'_> {
    fn fault(&mut self, row: u64, message: impl Into<String>, help: Option<String>) {
        let place = Place::record(self.file, row);
        let fault = Diagnostic::new(Code::MembershipRow, place, message);
        self.faults.push(Diagnostic { help, ..fault });
    }

    /// Finds the columns; whether all are there.
    fn read_heading(&mut self, heading: &csv::StringRecord) -> bool {
        for (index, name) in heading.iter().enumerate() {
            let name = name.trim().to_lowercase();
            match COLUMNS
                .iter()
                .zip(&mut self.columns)
                .find(|(known, _)| **known == name)
            {
                Some((_, column @ None)) => *column = Some(index),
                Some(_) => self.fault(1, format!("the column \"{name}\" is there twice"), None),
                None => {
                    let help = match nearest(&name, COLUMNS) {
                        Some(meant) => format!("did you mean \"{meant}\"?"),
                        None => heading_help(),
                    };
                    self.fault(1, format!("unknown column {}", shown(&name)), Some(help));
                }
            }
        }
        for (name, column) in COLUMNS.iter().zip(self.columns) {
            if column.is_none() {
                self.fault(
                    1,
                    format!("there is no column \"{name}\""),
                    Some(heading_help()),
                );
            }
        }
        self.columns.iter().all(Option::is_some)
    }

    /// Reads a row; every fault in it is recorded.
    fn total(
        &mut self,
        row: u64,
        cells: &csv::StringRecord,
        context: &Context<'_>,
    ) -> Option<MemberTotal> {
        let cell = |index: usize| cells.get(index).unwrap_or_default().trim();
        let [wave, question, option, members] =
            self.columns.map(|at| at.map(cell).unwrap_or_default());
        let members = self.members(row, members);
        let wave_is_known = self.check(row, context.known_waves, wave);
        if !self.check(row, &context.questions.known, question) {
            return None;
        }
        let question = context
            .questions
            .list
            .iter()
            .find(|q| q.id.as_str() == question)?;
        let option_is_known = self.check(row, &options::known(question, false), option);
        let wave = context
            .waves
            .iter()
            .find(|w| w.id.as_str() == wave && wave_is_known)?;
        let option = OptionId::new(option).ok().filter(|_| option_is_known)?;
        let members = members?;
        if let Some(all) = wave.members.filter(|all| *all < members) {
            self.fault(
                row,
                format!(
                    "{members} members are more than wave \"{}\" has in all",
                    wave.id
                ),
                Some(format!("canvass.toml says {all}")),
            );
        }
        Some(MemberTotal {
            wave: wave.id.clone(),
            question: question.id.clone(),
            option,
            members,
        })
    }

    fn members(&mut self, row: u64, text: &str) -> Option<u64> {
        let digits = text.chars().all(|c| c.is_ascii_digit());
        if text.is_empty() {
            self.fault(row, "\"members\" is empty", None);
            return None;
        }
        match text.parse() {
            Ok(members) if digits => Some(members),
            _ => {
                let help = "write a whole number in digits alone, such as 1250".to_owned();
                let message = format!("\"members\" cannot be {}", shown(text));
                self.fault(row, message, Some(help));
                None
            }
        }
    }

    fn check(&mut self, row: u64, known: &Known, name: &str) -> bool {
        if name.is_empty() {
            self.fault(row, format!("\"{}\" is empty", known.what()), None);
        } else if let Some((message, help)) = known.fault(name, !self.faults.is_full()) {
            let message = message.replace(&format!("\"{name}\""), &shown(name));
            self.fault(row, message, help);
        }
        known.contains(name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str) -> Vec<(u64, usize)> {
        let rows = Rows::new(text);
        rows.map(|(row, record)| (row, record.len())).collect()
    }

    #[test]
    fn rows_count_as_in_a_spreadsheet() {
        assert_eq!(rows("a,b\n1,2\n\n3\n"), [(1, 2), (2, 2), (4, 1)]);
        assert_eq!(rows("a\r\n\r\n\r\n3,4\r\n"), [(1, 1), (4, 2)]);
        assert_eq!(rows("\n\na\n\"x\n\ny\",2\n\n5\n"), [(3, 1), (4, 2), (6, 1)]);
        assert_eq!(rows("a\n\"never closed\n"), [(1, 1), (2, 1)]);
    }
}
