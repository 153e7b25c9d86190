use super::{Table, Tables, Variable, cell};
use crate::survey::QuestionKind;

/// A REDCap data dictionary: a row for each field.
pub(super) fn read(tables: &Tables) -> Option<Vec<Variable>> {
    tables.0.iter().find_map(read_table)
}

fn read_table(table: &Table) -> Option<Vec<Variable>> {
    let name = table.column(&["variablefieldname", "fieldname"])?;
    let kind = table.column(&["fieldtype"])?;
    let label = table.column(&["fieldlabel"])?;
    let choices = table.column(&[
        "choicescalculationsorsliderlabels",
        "choicesorcalculations",
        "selectchoicesorcalculations",
    ]);
    let form = table.column(&["formname"]);
    let validation = table.column(&["textvalidationtypeorshowslidernumber", "textvalidationtype"]);
    let variables = table
        .rows
        .iter()
        .filter(|row| !cell(row, Some(name)).is_empty())
        .map(|row| {
            let mut variable = Variable::new(cell(row, Some(name)), cell(row, Some(label)));
            let kind = cell(row, Some(kind)).to_ascii_lowercase();
            let form = cell(row, form);
            if !form.is_empty() {
                variable.groups.push(form.to_owned());
            }
            variable.kind = of_type(&kind, cell(row, validation));
            match kind.as_str() {
                "yesno" => add(&mut variable, &[("1", "Yes"), ("0", "No")]),
                "truefalse" => add(&mut variable, &[("1", "True"), ("0", "False")]),
                "radio" | "dropdown" | "checkbox" => {
                    for choice in cell(row, choices).split('|') {
                        if let Some((code, label)) = choice.split_once(',') {
                            variable.add(code, label);
                        }
                    }
                }
                _ => {}
            }
            variable
        })
        .collect();
    Some(variables)
}

fn add(variable: &mut Variable, options: &[(&str, &str)]) {
    for (code, label) in options {
        variable.add(code, label);
    }
}

fn of_type(kind: &str, validation: &str) -> Option<QuestionKind> {
    match kind {
        "radio" | "dropdown" | "yesno" | "truefalse" => Some(QuestionKind::SingleChoice),
        "checkbox" => Some(QuestionKind::MultiSelect),
        "slider" | "calc" => Some(QuestionKind::Number),
        "notes" => Some(QuestionKind::OpenText),
        "text" if validation.starts_with("date_") => Some(QuestionKind::Date),
        "text" if validation.starts_with("number") || validation.starts_with("integer") => {
            Some(QuestionKind::Number)
        }
        "text" if validation.is_empty() => Some(QuestionKind::OpenText),
        _ => None,
    }
}
