use super::{Conventions, Layout};
use crate::ingest::heading::{Headings, Role};
use crate::ingest::reshape::{Answers, BETWEEN_ANSWERS, Shape};
use crate::ingest::row::Row;
use crate::survey::Platform;

/// One heading row and a row for each answer: who answered, the question, the answer, and sometimes the option
/// or the row of a grid. Several answers of one respondent to one question are several options.
pub(super) struct LongTable;

/// Names of the column that says who answered, as [`letters`] has them, the surest first.
const RESPONDENT: &[&str] = &[
    "respondentid",
    "responseid",
    "participantid",
    "submissionid",
    "subjectid",
    "personid",
    "memberid",
    "userid",
    "recordid",
    "caseid",
    "respid",
    "respondent",
    "participant",
    "subject",
    "person",
    "record",
    "case",
    "user",
    "uid",
    "uuid",
    "id",
];

/// Names of the column with the question.
const QUESTION: &[&str] = &[
    "questiontext",
    "questionlabel",
    "questiontitle",
    "questionwording",
    "question",
    "questionname",
    "prompt",
    "itemtext",
    "variablelabel",
    "fieldlabel",
    "variable",
    "variablename",
    "item",
    "field",
    "fieldname",
    "questioncode",
    "questionid",
    "questionnumber",
    "qid",
];

/// Names of the column with the answer.
const ANSWER: &[&str] = &[
    "answertext",
    "answerlabel",
    "responsetext",
    "responselabel",
    "valuelabel",
    "answer",
    "response",
    "value",
    "answervalue",
    "responsevalue",
    "reply",
];

/// Names of the column with the option, or the row of a grid.
const PART: &[&str] = &[
    "optiontext",
    "optionlabel",
    "option",
    "choicetext",
    "choice",
    "subquestion",
    "subquestiontext",
    "statement",
    "rowtext",
    "rowlabel",
    "row",
    "item",
];

/// Columns at the most: a wide table may have questions with such names.
const MOST_COLUMNS: usize = 20;

impl Layout for LongTable {
    fn platform(&self) -> Platform {
        Platform::LongTable
    }

    fn recognise(&self, head: &[Row]) -> Option<String> {
        let (first, rows) = head.split_first()?;
        if first.cells.len() > MOST_COLUMNS {
            return None;
        }
        let names: Vec<&str> = first.cells.iter().collect();
        let columns = columns(&names)?;
        let repeats = |column: usize| {
            let mut cells: Vec<&str> = rows.iter().map(|row| row.cell(column).trim()).collect();
            let all = cells.len();
            cells.sort_unstable();
            cells.dedup();
            cells.len() < all
        };
        (repeats(columns.respondent) || repeats(columns.question)).then(|| {
            format!(
                "it has the headings \"{}\", \"{}\" and \"{}\", and respondents or questions come again",
                names[columns.respondent].trim(),
                names[columns.question].trim(),
                names[columns.answer].trim()
            )
        })
    }

    fn headings(&self, head: &[Row]) -> Headings {
        let Some(row) = head.first() else {
            return Headings::default();
        };
        Headings::single_row(row, |key| {
            let name = letters(key);
            let is_time = ["date", "time", "timestamp"]
                .iter()
                .any(|end| name.ends_with(end));
            (is_time || name.starts_with("submitted") || name == "wave")
                .then_some(Role::Bookkeeping)
        })
    }

    fn shape(&self, headings: &Headings) -> Shape {
        let names: Vec<&str> = headings
            .columns
            .iter()
            .map(|h| h.question.as_str())
            .collect();
        columns(&names).map_or(Shape::Responses, Shape::Answers)
    }

    fn conventions(&self) -> Conventions {
        Conventions {
            separators: &[BETWEEN_ANSWERS, ";", "|", "\r\n", "\n", ", "],
            inline_other: true,
            missing: &["-", ".", "NA"],
            ..Conventions::PLAIN
        }
    }
}

/// Which column is which, if the names tell.
fn columns(names: &[&str]) -> Option<Answers> {
    let names: Vec<String> = names.iter().map(|name| letters(name)).collect();
    let mut free: Vec<bool> = vec![true; names.len()];
    let mut take = |wanted: &[&str]| {
        let found = wanted
            .iter()
            .find_map(|wanted| (0..names.len()).find(|c| free[*c] && names[*c] == *wanted))?;
        free[found] = false;
        Some(found)
    };
    let question = take(QUESTION)?;
    let respondent = take(RESPONDENT)?;
    let part = take(PART);
    let answer = take(ANSWER);
    // With the option chosen in each row there is nothing else to answer.
    let (part, answer) = match (part, answer) {
        (part, Some(answer)) => (part, answer),
        (Some(part), None) => (None, part),
        (None, None) => return None,
    };
    // Numbers and codes of what another column says in words are of no use.
    let is_twin = |column: usize| {
        QUESTION.contains(&names[column].as_str()) || ANSWER.contains(&names[column].as_str())
    };
    let others = (0..names.len())
        .filter(|column| free[*column] && !is_twin(*column))
        .collect();
    Some(Answers {
        respondent,
        question,
        part,
        answer,
        others,
    })
}

/// The letters and digits of a name, in one case.
fn letters(name: &str) -> String {
    name.chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}
