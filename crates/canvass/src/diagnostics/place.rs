use std::fmt;

/// Where a fault is: a file of the project, and where in it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The file, relative to the project's folder, with `/` between folders.
    pub file: String,
    /// Where in the file.
    pub position: Position,
}

/// Where in a file. Numbers are 1-based, as an editor or a spreadsheet shows them.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Position {
    /// The file as a whole.
    Whole,
    /// A place in a text file; `column` counts characters, not bytes.
    Text {
        /// Line.
        line: u64,
        /// Character within the line.
        column: u64,
    },
    /// A column of an export.
    Column {
        /// Its heading.
        column: String,
    },
    /// A record of an export, counted as spreadsheet rows are: the first heading row is 1.
    Record {
        /// Row.
        record: u64,
    },
    /// A cell of an export.
    Cell {
        /// Row, counted as spreadsheet rows are.
        record: u64,
        /// The heading of its column.
        column: String,
    },
}

impl Place {
    /// The file as a whole.
    pub fn whole(file: impl Into<String>) -> Self {
        Place {
            file: file.into(),
            position: Position::Whole,
        }
    }

    /// The character at byte `offset` of `text`, which is the content of `file`.
    pub fn in_text(file: impl Into<String>, text: &str, offset: usize) -> Self {
        let mut end = offset.min(text.len());
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        let before = &text[..end];
        let line_start = before.rfind('\n').map_or(0, |i| i + 1);
        Place {
            file: file.into(),
            position: Position::Text {
                line: before.matches('\n').count() as u64 + 1,
                column: before[line_start..].chars().count() as u64 + 1,
            },
        }
    }

    /// A column of an export.
    pub fn column(file: impl Into<String>, column: impl Into<String>) -> Self {
        Place {
            file: file.into(),
            position: Position::Column {
                column: column.into(),
            },
        }
    }

    /// A record of an export.
    pub fn record(file: impl Into<String>, record: u64) -> Self {
        Place {
            file: file.into(),
            position: Position::Record { record },
        }
    }

    /// A cell of an export.
    pub fn cell(file: impl Into<String>, record: u64, column: impl Into<String>) -> Self {
        Place {
            file: file.into(),
            position: Position::Cell {
                record,
                column: column.into(),
            },
        }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.file)?;
        match &self.position {
            Position::Whole => Ok(()),
            Position::Text { line, column } => write!(f, ":{line}:{column}"),
            Position::Column { column } => write!(f, ": column \"{column}\""),
            Position::Record { record } => write!(f, ": row {record}"),
            Position::Cell { record, column } => write!(f, ": row {record}, column \"{column}\""),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_places_count_characters_from_one() {
        let text = "a = 1\nŵy = \"é\" # x\n";
        assert_eq!(Place::in_text("f", text, 0).to_string(), "f:1:1");
        assert_eq!(Place::in_text("f", text, 6).to_string(), "f:2:1");
        let hash = text.find('#').unwrap_or(0);
        assert_eq!(Place::in_text("f", text, hash).to_string(), "f:2:10");
        assert_eq!(Place::in_text("f", text, 999).to_string(), "f:3:1");
    }
}
