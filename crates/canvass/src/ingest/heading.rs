use super::key::key;
use super::row::Row;

/// What stands over one column of an export.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Heading {
    /// The question, exactly as given; the same for every column of its block.
    pub(super) question: String,
    /// What this column is within the block, such as an option's label; empty if there is nothing more.
    pub(super) part: String,
    /// The number of the block: neighbouring columns of one question share it.
    pub(super) block: usize,
    /// What the column holds.
    pub(super) role: Role,
}

impl Heading {
    /// How the column is named in a diagnostic.
    fn shown(&self, column: usize) -> String {
        let question = one_line(&self.question);
        let part = if is_generic(&key(&self.part)) {
            String::new()
        } else {
            one_line(&self.part)
        };
        match (question.is_empty(), part.is_empty()) {
            (true, true) => format!("(no heading, column {})", letters(column)),
            (false, true) => question,
            (true, false) => part,
            (false, false) => format!("{question} - {part}"),
        }
    }
}

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// Answers, as far as the heading tells.
    Answers,
    /// Words of the respondent's own beside an option, which the label names.
    Words,
    /// The platform's id of the response.
    ResponseId,
    /// Other bookkeeping of the platform: times, collector, language.
    Bookkeeping,
    /// What the platform says of the response as a whole: finished or not, real or a test.
    Status,
    /// Whether the response was finished: yes or no.
    Finished,
    /// When the response was handed in; blank for one that was not finished.
    Submitted,
    /// The same answers as in the columns of options beside it, once more.
    Repeated,
    /// Something that tells who the respondent is.
    Personal,
}

impl Role {
    /// Whether the platform fills the column for every response.
    pub(super) fn is_platforms(self) -> bool {
        matches!(
            self,
            Role::ResponseId | Role::Status | Role::Finished | Role::Submitted | Role::Bookkeeping
        )
    }
}

/// The headings of a table, and how many rows they take.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Headings {
    /// Rows that are headings.
    pub(super) rows: usize,
    /// One for each column.
    pub(super) columns: Vec<Heading>,
    /// Whether what the columns of a block are stands in cells of the file, in which somebody may have written.
    pub(super) parts_are_cells: bool,
}

impl Headings {
    /// Headings of `rows` rows.
    pub(super) fn new(rows: usize, columns: Vec<Heading>) -> Self {
        Headings {
            rows,
            columns,
            parts_are_cells: false,
        }
    }

    /// How a column is named in a diagnostic.
    pub(super) fn shown(&self, column: usize) -> String {
        match self.columns.get(column) {
            Some(heading) if self.parts_are_cells => one_line(&heading.question),
            Some(heading) => heading.shown(column),
            None => letters(column),
        }
    }

    /// One heading row, a question in each column. `role` tells what the platform itself writes.
    pub(super) fn single_row(row: &Row, role: impl Fn(&str) -> Option<Role>) -> Self {
        let columns = repaired(row)
            .into_iter()
            .enumerate()
            .map(|(block, question)| Heading {
                role: role_of(&key(question), &role),
                question: question.to_owned(),
                part: String::new(),
                block,
            })
            .collect();
        Headings::new(1, columns)
    }

    /// The columns in which the platform may have written times.
    pub(super) fn times(&self) -> Vec<usize> {
        let is_time = |role: Role| matches!(role, Role::Bookkeeping | Role::Submitted);
        let columns = self.columns.iter().enumerate();
        columns
            .filter(|(_, heading)| is_time(heading.role))
            .map(|(column, _)| column)
            .collect()
    }

    /// The questions, each block once, on one line.
    pub(super) fn questions(&self) -> Vec<String> {
        let mut questions = Vec::new();
        let mut last_block = None;
        for heading in &self.columns {
            if heading.role == Role::Answers && last_block != Some(heading.block) {
                last_block = Some(heading.block);
                let question = one_line(&heading.question);
                if !question.is_empty() {
                    questions.push(question);
                }
            }
        }
        questions
    }
}

/// The headings of a row without what data tools make of missing and repeated ones: `Unnamed: 7`, `...8`,
/// `Why?.1`, `Why?...9`.
pub(super) fn repaired(row: &Row) -> Vec<&str> {
    let given: Vec<&str> = row.cells.iter().collect();
    let whole = |text: &str| text.parse::<usize>().ok();
    given
        .iter()
        .enumerate()
        .map(|(column, heading)| {
            // Columns may have been deleted since they were counted.
            let is_made_up = |start: &str| {
                heading
                    .strip_prefix(start)
                    .and_then(|rest| rest.split('_').next())
                    .is_some_and(|number| whole(number).is_some())
            };
            if is_made_up("Unnamed: ") || is_made_up("...") {
                return "";
            }
            if let Some((start, number)) = heading.rsplit_once("...")
                && whole(number) == Some(column + 1)
            {
                return start;
            }
            match heading.rsplit_once('.') {
                Some((start, number))
                    if !start.is_empty()
                        && whole(number).is_some_and(|n| {
                            n > 0 && given[..column].iter().filter(|h| **h == start).count() == 1
                        }) =>
                {
                    start
                }
                _ => heading,
            }
        })
        .collect()
}

/// What the platform says of a heading, or else whether it asks who somebody is.
pub(super) fn role_of(key: &str, platform: impl Fn(&str) -> Option<Role>) -> Role {
    match platform(key) {
        Some(role) => role,
        None if is_personal(key) => Role::Personal,
        None => Role::Answers,
    }
}

/// Whether a heading, as a key, asks who somebody is.
fn is_personal(key: &str) -> bool {
    const HEADINGS: &[&str] = &[
        "address",
        "contact details",
        "contact number",
        "custom data 1",
        "e-mail",
        "e-mail address",
        "email",
        "email address",
        "first name",
        "full name",
        "home address",
        "ip",
        "ip address",
        "last name",
        "mobile",
        "mobile number",
        "name",
        "national insurance number",
        "nhs number",
        "ni number",
        "phone",
        "phone number",
        "postal address",
        "postcode",
        "responder's email",
        "surname",
        "telephone",
        "telephone number",
        "twitter handle",
        "user name",
        "username",
        "what is your email address",
        "what is your full name",
        "what is your name",
        "what is your phone number",
        "what is your postcode",
        "your email",
        "your email address",
        "your full name",
        "your name",
        "your phone number",
        "your postcode",
        "your telephone number",
        "your twitter handle",
    ];
    let key = match key.rsplit_once(" (") {
        Some((question, remark)) if remark.starts_with("optional") => question,
        _ => key,
    };
    let key = key.trim_end_matches(['?', ':', '.', ' ']);
    HEADINGS.binary_search(&key).is_ok()
}

/// Marks the columns of a contact form in a block: where one asks for a name, others ask for an address or a
/// number. Without a name these may be options, such as "How do we reach you? - Email".
pub(super) fn mark_contacts(block: &mut [Heading]) {
    let asks_for_a_name = |heading: &Heading| {
        let part = key(&heading.part);
        part.split(' ')
            .any(|word| word.trim_end_matches([':', '?']) == "name")
            && is_personal(&part)
    };
    if !block.iter().any(asks_for_a_name) {
        return;
    }
    for heading in block {
        if heading.role == Role::Answers {
            heading.role = role_of(&key(&heading.part), |_| None);
        }
    }
}

/// Whether a label, as a key, says no more than that the answer is below.
pub(super) fn is_generic(part: &str) -> bool {
    matches!(
        part,
        "" | "response" | "open-ended response" | "answer" | "date / time"
    )
}

/// A heading on one line, for a message.
pub(super) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The name of a column in a spreadsheet: 0 is A, 26 is AA.
pub(super) fn letters(column: usize) -> String {
    let mut rest = column + 1;
    let mut letters = Vec::new();
    while rest > 0 {
        rest -= 1;
        letters.push(char::from(b'A' + (rest % 26) as u8));
        rest /= 26;
    }
    letters.iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_named_as_in_a_spreadsheet() {
        for (column, name) in [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")] {
            assert_eq!(letters(column), name);
        }
    }

    #[test]
    fn what_data_tools_make_of_headings_is_undone() {
        let row = |cells: &[&str]| Row {
            number: 1,
            cells: cells.iter().copied().collect(),
        };
        assert_eq!(
            repaired(&row(&[
                "Why?",
                "Unnamed: 1",
                "Unnamed: 7",
                "Why?.1",
                "How?.1",
                "1.5"
            ])),
            ["Why?", "", "", "Why?", "How?.1", "1.5"]
        );
        assert_eq!(
            repaired(&row(&["Why?...1", "...2", "Why?...3", "And..."])),
            ["Why?", "", "Why?", "And..."]
        );
    }

    #[test]
    fn headings_that_ask_who_somebody_is_are_known() {
        for heading in [
            "Email Address",
            "What is your name?",
            "Your name (optional)",
            "NHS number",
            "IP Address",
            "Your e-mail",
        ] {
            let personal = is_personal(&key(heading));
            assert_eq!(personal, heading != "Your e-mail", "{heading}");
        }
        assert!(!is_personal("how did you hear our name"));
    }
}
