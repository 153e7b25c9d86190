use std::collections::HashMap;

use super::{Table, Tables, Variable, cell};
use crate::survey::QuestionKind;

/// An XLSForm: the sheets `survey`, with a row for each question, and `choices`, with one for each option.
pub(super) fn read(tables: &Tables) -> Option<Vec<Variable>> {
    let sheet = |name: &str| tables.0.iter().find(|table| table.sheet == name);
    let survey = sheet("survey")?;
    let types = survey.column(&["type"])?;
    let name = survey.column(&["name"])?;
    let label = label_column(survey);
    let lists = sheet("choices").map(lists).unwrap_or_default();
    let mut groups: Vec<String> = Vec::new();
    let mut variables = Vec::new();
    for row in &survey.rows {
        let kind = cell(row, Some(types))
            .to_ascii_lowercase()
            .replace('_', " ");
        let name = cell(row, Some(name));
        let mut words = kind.split_whitespace();
        match (words.next().unwrap_or(""), words.next().unwrap_or("")) {
            ("begin", _) => groups.push(name.to_owned()),
            ("end", "group" | "repeat") => {
                groups.pop();
            }
            _ if name.is_empty() => {}
            (first, second) => {
                let Some(kind_of) = of_type(first, second) else {
                    continue;
                };
                let mut variable = Variable::new(name, cell(row, label));
                variable.groups.clone_from(&groups);
                variable.kind = Some(kind_of);
                // The name of the list keeps its case and its underscores.
                let given = cell(row, Some(types));
                let mut given = given.split_whitespace();
                let list = if first == "select" {
                    given.find(|word| !is_select(word))
                } else {
                    given.nth(1)
                };
                for (code, label) in list.and_then(|list| lists.get(list)).into_iter().flatten() {
                    variable.add(code, label);
                }
                if kind.ends_with("or other") {
                    variable.add("other", "Other");
                }
                variables.push(variable);
            }
        }
    }
    Some(variables)
}

fn is_select(word: &str) -> bool {
    let word = word.to_ascii_lowercase();
    matches!(
        word.as_str(),
        "select" | "one" | "multiple" | "select_one" | "select_multiple" | "from" | "file"
    )
}

fn of_type(first: &str, second: &str) -> Option<QuestionKind> {
    match (first, second) {
        ("select", "one") => Some(QuestionKind::SingleChoice),
        ("select", "multiple") => Some(QuestionKind::MultiSelect),
        ("rank", _) => Some(QuestionKind::Ranking),
        ("integer" | "decimal" | "range" | "calculate", _) => Some(QuestionKind::Number),
        ("text", _) => Some(QuestionKind::OpenText),
        ("date" | "datetime", _) => Some(QuestionKind::Date),
        _ => None,
    }
}

/// The labels in the first language.
fn label_column(table: &Table) -> Option<usize> {
    table
        .column(&["label", "labelenglishen", "labelenglish"])
        .or_else(|| {
            table
                .names
                .iter()
                .position(|name| name.starts_with("label"))
        })
}

/// Every list of options by its name.
fn lists(choices: &Table) -> HashMap<&str, Vec<(&str, &str)>> {
    let list = choices.column(&["listname", "list"]);
    let name = choices.column(&["name", "value"]);
    let label = label_column(choices);
    let mut lists: HashMap<&str, Vec<(&str, &str)>> = HashMap::new();
    for row in &choices.rows {
        let option = (cell(row, name), cell(row, label));
        lists.entry(cell(row, list)).or_default().push(option);
    }
    lists
}
