//! What a dictionary says of questions whose columns and cells are names and codes.

use super::cells::integer;
use super::{Found, FoundOption};
use crate::ingest::dictionary::{Dictionary, Variable};
use crate::ingest::sentences::counted;
use crate::survey::QuestionKind;

/// Gives questions the wordings of their variables, and options the labels of their codes.
pub(super) fn explain(questions: &mut [Found], dictionary: &Dictionary) {
    for found in questions.iter_mut().filter(|found| !found.personal) {
        let Some(variable) = dictionary.variable(&found.wording) else {
            continue;
        };
        if !variable.wording.is_empty() && variable.wording != found.wording {
            let name = std::mem::replace(&mut found.wording, variable.wording.clone());
            found.heading = Some(name);
        }
        found.evidence.push("a dictionary explains it".to_owned());
        if !found.options.is_empty() && !variable.options.is_empty() {
            label(found, variable);
        }
    }
}

fn label(found: &mut Found, variable: &Variable) {
    let mut options: Vec<FoundOption> = Vec::new();
    for (code, label) in &variable.options {
        let is_it = |option: &FoundOption| {
            let cell = option.cell.as_deref().unwrap_or(&option.label).trim();
            let number = integer(code);
            cell == code || cell == label || number.is_some() && integer(cell) == number
        };
        let seen = found.options.iter().position(is_it);
        let mut option = match seen {
            Some(at) => found.options.remove(at),
            None => FoundOption {
                label: String::new(),
                cell: None,
                count: 0,
                exclusive: false,
                other: false,
                score: None,
            },
        };
        if seen.is_none() || option.cell.is_some() || option.label.trim() != label {
            let cell = option.cell.take();
            let shown = if seen.is_some() { &option.label } else { code };
            option.cell = Some(cell.unwrap_or_else(|| shown.clone()));
        }
        option.label.clone_from(label);
        options.push(option);
    }
    // What the dictionary does not list stays if anybody chose it.
    found.options.retain(|option| option.count > 0);
    if !found.options.is_empty() {
        found.doubts.push(format!(
            "{} that the dictionary does not list",
            counted(found.options.len() as u64, "answer", "different answers")
        ));
    }
    options.append(&mut found.options);
    found.options = options;
    found
        .doubts
        .retain(|doubt| !doubt.contains("what the codes mean") && !doubt.contains("nobody chose:"));
    let is_one = |kind| matches!(kind, QuestionKind::SingleChoice | QuestionKind::Scale);
    if is_one(found.kind) {
        // The numbers were codes: only the labels say whether they are a scale.
        found.kind = QuestionKind::SingleChoice;
        found
            .options
            .iter_mut()
            .for_each(|option| option.score = None);
        super::several::make_scale(found);
    }
}
