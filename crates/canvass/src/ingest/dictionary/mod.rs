//! Files that explain an export: what its variables ask and what its codes mean.

mod codebook;
mod red_cap;
#[cfg(test)]
mod tests;
mod xls_form;

use super::content::Content;
use super::row::{Fields, Row, Stop};
use super::source::Source;
use crate::diagnostics::Diagnostics;
use crate::limits::{MAX_DICTIONARY_COLUMNS, MAX_DICTIONARY_ROWS};
use crate::survey::QuestionKind;

/// What a file says of the variables of an export, in its order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Dictionary {
    /// The variables.
    pub variables: Vec<Variable>,
}

/// One variable.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Variable {
    /// Its name, as it stands over its column.
    pub name: String,
    /// The names of the groups that it stands in, outermost first.
    pub groups: Vec<String>,
    /// The question in the words that people read; empty if the file does not say.
    pub wording: String,
    /// What kind of answer it takes; `None` if the file does not say.
    pub kind: Option<QuestionKind>,
    /// Its options: code and label, in order.
    pub options: Vec<(String, String)>,
}

impl Variable {
    fn new(name: &str, wording: &str) -> Self {
        Variable {
            name: name.trim().to_owned(),
            groups: Vec::new(),
            wording: wording.split_whitespace().collect::<Vec<_>>().join(" "),
            kind: None,
            options: Vec::new(),
        }
    }

    /// The label of a code.
    pub fn label(&self, code: &str) -> Option<&str> {
        let code = code.trim();
        self.options
            .iter()
            .find(|(known, _)| known == code)
            .map(|(_, label)| label.as_str())
    }

    /// Adds an option unless its code is there already.
    fn add(&mut self, code: &str, label: &str) {
        let (code, label) = (code.trim(), label.trim());
        if !code.is_empty() && !label.is_empty() && self.label(code).is_none() {
            self.options.push((code.to_owned(), label.to_owned()));
        }
    }
}

impl Dictionary {
    /// The variable over a column: by its name, or by that behind those of its groups (`group/name`), in any case.
    pub fn variable(&self, heading: &str) -> Option<&Variable> {
        let heading = heading.trim();
        let named = |name: &str| {
            self.variables
                .iter()
                .find(|variable| variable.name.eq_ignore_ascii_case(name))
        };
        let path = |variable: &&Variable| {
            let groups = variable.groups.iter().map(String::as_str);
            let names: Vec<&str> = groups.chain([variable.name.as_str()]).collect();
            ["/", ".", "-"]
                .iter()
                .any(|separator| names.join(separator).eq_ignore_ascii_case(heading))
        };
        self.variables
            .iter()
            .find(path)
            .or_else(|| named(heading))
            .or_else(|| named(heading.rsplit(['/', '.']).next()?))
    }
}

/// Reads a file that explains an export, or the sheets of an export that explain it: a REDCap data dictionary, an
/// XLSForm, or a table of variables, codes and labels. `None` if the file is none of these or cannot be read.
///
/// `file` names the file in diagnostics; it is not opened.
///
/// ```
/// use canvass::ingest::dictionary;
///
/// let labels = "Variable,Code,Label\nQ1,1,Member\nQ1,2,Friend\n";
/// let dictionary = dictionary("labels.csv", labels.as_bytes()).unwrap();
/// assert_eq!(dictionary.variables[0].label("2"), Some("Friend"));
/// assert_eq!(dictionary.variable("q1").map(|variable| variable.options.len()), Some(2));
/// ```
pub fn dictionary(file: &str, bytes: &[u8]) -> Option<Dictionary> {
    let mut unused = Diagnostics::new();
    let content = Content::load(file, Source::Bytes(bytes), &mut unused).ok()?;
    let tables = Tables::of(file, &content).ok()?;
    let variables = red_cap::read(&tables)
        .or_else(|| xls_form::read(&tables))
        .or_else(|| codebook::read(&tables))?;
    Some(Dictionary { variables })
}

/// The tables of a file that may explain an export.
struct Tables(Vec<Table>);

/// Rows under the names of their columns.
struct Table {
    /// The name of the sheet, in one case; empty for text.
    sheet: String,
    /// The names of the columns: letters and digits alone, in one case.
    names: Vec<String>,
    rows: Vec<Fields>,
}

impl Tables {
    fn of(file: &str, content: &Content<'_>) -> Result<Self, Stop> {
        let mut tables = Vec::new();
        for table in content.tables() {
            let mut rows = content.rows(file, table, true);
            let mut names: Option<Vec<String>> = None;
            let mut kept = Vec::new();
            while let Some(row) = rows.next()? {
                let row: &Row = row;
                if row.is_blank() {
                    continue;
                }
                match &names {
                    None if row.cells.len() > MAX_DICTIONARY_COLUMNS => break,
                    None => names = Some(row.cells.iter().map(letters).collect()),
                    Some(_) => kept.push(row.cells.clone()),
                }
                if kept.len() > MAX_DICTIONARY_ROWS {
                    break;
                }
            }
            if let Some(names) = names {
                let sheet = content.sheet_name(table).unwrap_or("").to_lowercase();
                tables.push(Table {
                    sheet: sheet.trim().to_owned(),
                    names,
                    rows: kept,
                });
            }
        }
        Ok(Tables(tables))
    }
}

impl Table {
    /// The column with one of these names, the first of them that there is.
    fn column(&self, wanted: &[&str]) -> Option<usize> {
        wanted
            .iter()
            .find_map(|wanted| self.names.iter().position(|name| name == wanted))
    }
}

fn cell(row: &Fields, column: Option<usize>) -> &str {
    column
        .and_then(|column| row.get(column))
        .unwrap_or("")
        .trim()
}

/// The letters and digits of a name, in one case.
fn letters(name: &str) -> String {
    name.chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}
