use std::collections::HashMap;

use super::{Table, Tables, Variable, cell};

/// Tables with a row for each code: the variable, the code, its label. The variable may stand in its first row
/// alone. The wordings of variables may stand beside them or in another sheet.
pub(super) fn read(tables: &Tables) -> Option<Vec<Variable>> {
    let mut variables: Vec<Variable> = Vec::new();
    let mut places: HashMap<String, usize> = HashMap::new();
    for table in &tables.0 {
        if let Some(columns) = Columns::of(table) {
            read_table(table, &columns, &mut variables, &mut places);
        }
    }
    (!variables.is_empty()).then_some(variables)
}

struct Columns {
    variable: usize,
    wording: Option<usize>,
    code: Option<usize>,
    label: Option<usize>,
}

impl Columns {
    /// Which column is which, if the table explains codes or variables.
    fn of(table: &Table) -> Option<Self> {
        let variable = table.column(&[
            "variable",
            "variablename",
            "questionname",
            "questioncode",
            "questionid",
            "question",
            "field",
            "fieldname",
            "column",
            "columnname",
            "name",
        ])?;
        let wording = table
            .column(&[
                "questiontext",
                "variablelabel",
                "questionlabel",
                "wording",
                "questionwording",
                "fulltext",
                "description",
                "question",
            ])
            .filter(|wording| *wording != variable);
        let code = table.column(&[
            "code",
            "value",
            "answercode",
            "optioncode",
            "valuecode",
            "number",
            "answervalue",
        ]);
        let label = table.column(&[
            "label",
            "valuelabel",
            "codelabel",
            "optionlabel",
            "answerlabel",
            "answertext",
            "optiontext",
            "option",
            "text",
            "meaning",
            "answer",
        ]);
        // A table of answers has such columns too, and somebody who gave them.
        let answers = table.column(&["respondentid", "respondent", "responseid", "userid", "user"]);
        let explains = match (code, label, wording) {
            (Some(_), Some(_), _) => true,
            (None, None, Some(_)) => table.names.len() <= 4,
            _ => false,
        };
        (explains && answers.is_none()).then_some(Columns {
            variable,
            wording,
            code,
            label,
        })
    }
}

fn read_table(
    table: &Table,
    columns: &Columns,
    variables: &mut Vec<Variable>,
    places: &mut HashMap<String, usize>,
) {
    let mut last = None;
    for row in &table.rows {
        let name = cell(row, Some(columns.variable));
        let wording = cell(row, columns.wording);
        if !name.is_empty() {
            let place = *places.entry(name.to_owned()).or_insert_with(|| {
                variables.push(Variable::new(name, wording));
                variables.len() - 1
            });
            last = Some(place);
        }
        let Some(variable) = last.and_then(|place: usize| variables.get_mut(place)) else {
            continue;
        };
        if variable.wording.is_empty() {
            variable.wording = Variable::new("", wording).wording;
        }
        // Data tools write 1.0 for 1.
        let code = cell(row, columns.code);
        let code = code.strip_suffix(".0").unwrap_or(code);
        variable.add(code, cell(row, columns.label));
    }
}
