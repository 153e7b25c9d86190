use toml::Spanned;
use toml::de::DeValue;

use super::keys;
use super::reader::{TableReader, read};
use super::source::{Located, Source};
use super::value::AnyText;
use crate::diagnostics::{Code, Place};
use crate::limits::MAX_POINTS;
use crate::survey::{CodeId, CodePoints, CodeRef, NamedSet, Negation, QuestionId, Rule, Stance};

/// The expressions with a name, in the order of the file.
pub(super) fn sets(root: TableReader<'_, '_>) -> Vec<NamedSet> {
    let source = root.source;
    let mut sets = Vec::new();
    for entry in root.entries("sets") {
        let name = entry.name.value;
        if let Err(rule) = CodeId::new(name) {
            let message = format!("\"{name}\" cannot name a set: {rule}");
            source.fault(Code::ConfigInvalidValue, entry.name.at, message);
        }
        if let Some((expression, place)) = expression(source, name, entry.value) {
            sets.push(NamedSet {
                name: name.to_owned(),
                expression,
                place,
            });
        }
    }
    sets
}

/// One item of a code's `rules`: an expression, or a table with the expression under `match`.
pub(super) fn rule<'r, 'i>(
    reader: TableReader<'r, 'i>,
    item: &'r Spanned<DeValue<'i>>,
    id: String,
    code: &CodeRef,
    scopes: &mut Vec<Located<QuestionId>>,
) -> Option<Rule> {
    let source = reader.source;
    let plain = Rule {
        id,
        code: code.clone(),
        expression: String::new(),
        place: source.place(item.span().start),
        questions: Vec::new(),
        stance: None,
        negation: Negation::default(),
        suggest: false,
        points: None,
        note: String::new(),
    };
    if !item.get_ref().is_table() {
        let (expression, place) = expression(source, "rules", item)?;
        return Some(Rule {
            expression,
            place,
            ..plain
        });
    }
    let table = reader.as_table("rules", item, &keys::RULE)?;
    let Some(written) = table.value("match") else {
        table.missing("match");
        return None;
    };
    let expression = expression(source, "match", written);
    let questions = table.list::<QuestionId>("questions").unwrap_or_default();
    scopes.extend(questions.iter().cloned());
    let stance = table.choice("stance", Stance::ALL, Stance::name);
    let negation = table.choice("negation", NEGATIONS, negation_name);
    let suggest = table.optional::<bool>("suggest");
    let points = points(table, stance.is_some() || suggest.is_some());
    let note = table.optional::<AnyText>("note");
    let (expression, place) = expression?;
    Some(Rule {
        expression,
        place,
        questions: questions.into_iter().map(|id| id.value).collect(),
        stance: stance.map(|stance| stance.value),
        negation: negation.map(|n| n.value).unwrap_or_default(),
        suggest: suggest.is_some_and(|suggest| suggest.value),
        points,
        note: note.map(|note| note.value.0).unwrap_or_default(),
        ..plain
    })
}

/// The points that a rule gives. One that gives points finds no code, so that it can say no more of its codings.
fn points(table: TableReader<'_, '_>, says_more: bool) -> Option<i32> {
    let points = table.optional::<i64>("points")?;
    let source = table.source;
    if says_more {
        source.fault(
            Code::ConfigInvalidValue,
            table.key_at("points"),
            "a rule that gives points has no stance and suggests nothing",
        );
    }
    let given = i32::try_from(points.value).ok();
    let given = given.filter(|given| *given != 0 && given.unsigned_abs() <= MAX_POINTS);
    if given.is_none() {
        source.fault_with_help(
            Code::ConfigInvalidValue,
            points.at,
            format!("\"points\" must be between -{MAX_POINTS} and {MAX_POINTS}, and not 0"),
            "numbers below nought take points away",
        );
    }
    given
}

/// How many points a code takes.
pub(super) fn code_points(code: TableReader<'_, '_>) -> Option<CodePoints> {
    let table = code.table("points", &keys::POINTS)?;
    let number = |key, least| {
        let number = table.between(key, least, MAX_POINTS.into())?;
        u32::try_from(number.value).ok()
    };
    if !table.has("at_least") {
        table.missing("at_least");
    }
    let at_least = number("at_least", 1)?;
    Some(CodePoints {
        at_least,
        rule: number("rule", 0).unwrap_or(at_least),
        further: number("further", 0).unwrap_or(0),
    })
}

const NEGATIONS: &[Negation] = &[Negation::Flag, Negation::Drop, Negation::Ignore];

fn negation_name(negation: Negation) -> &'static str {
    match negation {
        Negation::Flag => "flag",
        Negation::Drop => "drop",
        Negation::Ignore => "ignore",
    }
}

/// An expression, and the place of its first character within its quotation marks.
fn expression(
    source: &Source<'_>,
    key: &str,
    value: &Spanned<DeValue<'_>>,
) -> Option<(String, Place)> {
    let text = read::<String>(source, key, value)?;
    let start = source.content_start(value.span());
    Some((text.value, source.place(start)))
}
