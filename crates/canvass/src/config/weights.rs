use super::keys;
use super::project::{WeightMethod, Weighting};
use super::questions::{Questions, has_option};
use super::reader::TableReader;
use crate::diagnostics::Code;
use crate::survey::{Membership, OptionId, QuestionId, QuestionKind};

const METHODS: &[WeightMethod] = &[WeightMethod::Rake, WeightMethod::PostStratify];

/// Reads `[weights]`; `None` when there is no such table. `membership` has the totals that weights are made of.
pub(super) fn read(
    root: TableReader<'_, '_>,
    questions: &Questions,
    membership: &Membership,
) -> Option<Weighting> {
    let reader = root.table("weights", &keys::WEIGHTS)?;
    let source = reader.source;
    let method = reader.choice("method", METHODS, WeightMethod::name);
    let mut margins: Vec<QuestionId> = Vec::new();
    let mut missing: Vec<OptionId> = Vec::new();
    let unmatched = reader.list::<OptionId>("missing").unwrap_or_default();
    for id in reader.required_list::<QuestionId>("margins") {
        let Some(question) = questions.get(reader, &id) else {
            continue;
        };
        let kind = question.kind;
        if !matches!(kind, QuestionKind::SingleChoice | QuestionKind::Scale) {
            source.fault_with_help(
                Code::ConfigInvalidValue,
                id.at,
                format!("question \"{}\" is {}", id.value, kind.name()),
                "members are in one group each: weight by a question with one answer",
            );
        } else if margins.contains(&id.value) {
            let message = format!("question \"{}\" is listed twice", id.value);
            source.fault(Code::ConfigDuplicate, id.at, message);
        } else if !membership
            .totals
            .iter()
            .any(|total| total.question == id.value)
        {
            source.fault_with_help(
                Code::ConfigInvalidValue,
                id.at,
                format!("no member totals of question \"{}\" are known", id.value),
                "write how many members each group has into membership.csv",
            );
        }
        let of_question = unmatched
            .iter()
            .filter(|option| question.option_index(&option.value).is_some());
        missing.extend(of_question.map(|option| option.value.clone()));
        margins.push(id.value);
    }
    if let Some(option) = unmatched
        .iter()
        .find(|option| !missing.contains(&option.value))
        && let Some(question) = margins.last().and_then(|id| questions.find(id))
    {
        // Says which options there are.
        has_option(reader, question, option, false);
    }
    let method = method.map(|method| method.value).unwrap_or_default();
    if method == WeightMethod::PostStratify && margins.len() > 1 {
        source.fault_with_help(
            Code::ConfigInvalidValue,
            reader.key_at("margins"),
            "post-stratification takes one question",
            "membership.csv has the totals of each question, not of their crossings: write method = \"rake\"",
        );
    }
    let cap = reader.optional::<f64>("cap");
    if let Some(cap) = &cap
        && cap.value <= 1.0
    {
        let message = "\"cap\" must be above 1: it is a multiple of the mean weight";
        source.fault(Code::ConfigInvalidValue, cap.at, message);
    }
    Some(Weighting {
        method,
        margins,
        cap: cap.map(|cap| cap.value).filter(|cap| *cap > 1.0),
        missing,
    })
}
