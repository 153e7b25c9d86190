//! What was found in the rows of an export, in words.

use super::tally::Tally;
use crate::diagnostics::Code;

/// What the rows of a finding have in common, and which they are.
pub(super) fn sentence(code: Code, tally: &Tally) -> String {
    let (count, rows) = (tally.count(), tally.rows());
    let rows_counted = counted(count, "row", "rows");
    let answers = counted(count, "answer", "answers");
    let people = counted(count, "person", "people");
    match code {
        Code::IngestRagged => {
            format!("{rows_counted} with more cells than there are headings: {rows}")
        }
        Code::IngestRepeatedRecord => format!(
            "{rows_counted} with a response id that stands earlier in the file, left out: {rows}"
        ),
        Code::IngestJoinedRecord => {
            format!("{rows_counted} joined with an earlier row of the same response id: {rows}")
        }
        Code::IngestIdenticalRecord => {
            format!("{rows_counted} with exactly the answers of an earlier row, counted: {rows}")
        }
        Code::IngestTotalRecord => {
            format!("{rows_counted} of totals or averages, left out: {rows}")
        }
        Code::IngestDoubtfulId => format!(
            "{rows_counted} with an id that tells no response from another, counted: {rows}"
        ),
        Code::IngestUnfinishedLeftOut => format!(
            "{rows_counted} of people who did not finish the questionnaire, left out: {rows}"
        ),
        Code::IngestTestRecord => {
            format!("{rows_counted} of people who tried the questionnaire out, left out: {rows}")
        }
        Code::IngestBlankRecord => {
            format!("{rows_counted} without an answer to any question, left out: {rows}")
        }
        Code::IngestRepeatedHeadings => {
            format!("{rows_counted} that repeat the headings, left out: {rows}")
        }
        Code::IngestUnidentifiedRecord => format!(
            "{rows_counted} with answers, but without the id and time that the other rows have: {rows}"
        ),
        Code::IngestPartialRecord => {
            format!(
                "{rows_counted} of people who did not finish the questionnaire, counted: {rows}"
            )
        }
        Code::IngestDisqualifiedRecord => {
            format!("{rows_counted} of people whom the platform turned away, counted: {rows}")
        }
        Code::IngestLaterAnswer => format!(
            "{rows_counted} with another answer than an earlier row of the same respondent, whose answer counts: {rows}"
        ),
        Code::IngestRepeatedAnswer => format!(
            "{rows_counted} that repeat an answer of the same respondent, counted once: {rows}"
        ),
        Code::IngestNotApproved => {
            format!("{rows_counted} that the platform calls not approved, counted: {rows}")
        }
        Code::IngestExclusive => format!(
            "{people} chose an option that excludes the others together with another one: {rows}"
        ),
        Code::IngestOtherUnticked => {
            format!("{people} wrote an answer of their own without choosing \"Other\": {rows}")
        }
        Code::IngestOtherBlank => {
            format!("{people} chose \"Other\" without writing anything: {rows}")
        }
        Code::IngestOffRoute => {
            format!("{answers} from people who were not asked this question, not counted: {rows}")
        }
        Code::IngestUnclearDate => format!(
            "{} such as 7/5/2024 in which nothing tells the day from the month, not used: {rows}",
            counted(count, "date", "dates")
        ),
        Code::IngestDamagedId => format!(
            "{rows_counted} with a response id that a spreadsheet shortened, such as 1.1E+11: {rows}"
        ),
        _ => format!("{answers} that cannot be used: {rows}"),
    }
}

/// `1 person`, `2 people`.
pub(in crate::ingest) fn counted(count: u64, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

/// `1 answer holds`, `2 answers hold`.
pub(super) fn holds(count: u64) -> String {
    if count == 1 {
        "1 answer holds".to_owned()
    } else {
        format!("{count} answers hold")
    }
}
