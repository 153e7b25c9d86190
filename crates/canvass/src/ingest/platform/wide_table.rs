use super::blocks::{Joint, join, join_numbered};
use super::{Conventions, Layout, ShownMarks, survey_monkey};
use crate::ingest::heading::{Headings, Role};
use crate::ingest::row::Row;
use crate::survey::Platform;

/// One heading row and one row for each respondent, whoever wrote it. Options share a cell, parted by `;`, `|`,
/// line breaks or `, `; or an option has a column of its own whose heading says the question too
/// (`Question - Option`, `Question [Option]` and the like) or its number (`4. Option`). Nothing tells such a table
/// from another file, so it is read only if the project names it.
pub(super) struct WideTable;

/// What programs and people put between a question and an option.
const JOINTS: &[Joint] = &[
    Joint::Between(" >> "),
    Joint::Brackets('[', ']'),
    Joint::Between(" - "),
    Joint::Between(" \u{2013} "),
    Joint::Between(" \u{2014} "),
    Joint::Between(": "),
    Joint::Between(" | "),
    Joint::Between(" / "),
    Joint::Brackets('(', ')'),
    Joint::Between("/"),
    Joint::Between("_"),
    Joint::Between(":"),
    Joint::Between("."),
];

impl Layout for WideTable {
    fn platform(&self) -> Platform {
        Platform::WideTable
    }

    fn recognise(&self, _head: &[Row]) -> Option<String> {
        None
    }

    fn headings(&self, head: &[Row]) -> Headings {
        let Some(row) = head.first() else {
            return Headings::default();
        };
        if survey_monkey::labels_are_repeated(head) {
            return survey_monkey::two_rows(head, role);
        }
        let mut headings = Headings::single_row(row, role);
        join(&mut headings.columns, JOINTS);
        join_numbered(&mut headings.columns);
        headings
    }

    fn conventions(&self) -> Conventions {
        Conventions {
            separators: &[";", "|", "\r\n", "\n", ", "],
            inline_other: true,
            missing: &[
                "-",
                ".",
                "NA",
                "<NA>",
                "NaN",
                "nan",
                "NULL",
                "N/A",
                "No answer",
            ],
            missing_texts: &["NA", "<NA>", "NaN", "nan", "NULL"],
            withheld: &[
                "REDACTED",
                "[REDACTED]",
                "Redacted",
                "[redacted]",
                "redacted",
            ],
            option_headings: true,
            shown: ShownMarks {
                blank: true,
                unanswered: &[],
                not_shown: &[],
            },
            ..Conventions::PLAIN
        }
    }
}

fn role(key: &str) -> Option<Role> {
    match key {
        "id" | "case id" | "caseid" | "record id" | "recordid" | "respid" | "respondent"
        | "respondent id" | "respondent number" | "respondentid" | "response id"
        | "response number" | "responseid" | "submission id" | "identifier" => {
            Some(Role::ResponseId)
        }
        "timestamp" | "start date" | "start time" | "startdate" | "started" | "end date"
        | "end time" | "enddate" | "date submitted" | "submit date" | "submitted"
        | "submission date" | "submission time" | "completion time" | "collector id"
        | "browser" | "user agent" | "time started" | "last answer time" | "ending time"
        | "last page seen" | "start language" | "time taken" => Some(Role::Bookkeeping),
        _ => None,
    }
}
