use super::probe::Wanted;
use crate::coding::{Alternative, Shape, alternatives, place_in};
use crate::diagnostics::Place;
use crate::survey::{Codebook, Negation, Rule};

/// A pattern that is enough on its own to find a code.
#[derive(Debug, Clone)]
pub(super) struct Standing<'b> {
    /// The rule that it belongs to.
    pub(super) rule: &'b Rule,
    /// The set in which it is written, if it is not in the rule itself.
    pub(super) set: Option<&'b str>,
    /// The pattern, with what excuses it in the rule and the sets around it.
    pub(super) alternative: Alternative,
    /// Where it is written.
    pub(super) place: Place,
}

impl Standing<'_> {
    /// The pattern on its own, to look for in answers to any question, negated or not.
    pub(super) fn in_any_answer(&self) -> Wanted<'static> {
        Wanted {
            expression: self.alternative.in_context(),
            place: self.place.clone(),
            questions: &[],
            negation: Negation::Ignore,
        }
    }
}

/// The patterns of every rule, in the codebook's order, those of named sets spelt out where a rule names them
/// that finds its code.
pub(super) fn standing(codebook: &Codebook) -> Vec<Standing<'_>> {
    let mut found = Vec::new();
    for rule in &codebook.rules {
        let written = Written {
            codebook,
            rule,
            set: None,
            expression: &rule.expression,
            place: &rule.place,
        };
        written.collect(&[], &mut Vec::new(), &mut found);
    }
    found
}

/// An expression of a rule, or of a set that the rule names.
struct Written<'b> {
    codebook: &'b Codebook,
    rule: &'b Rule,
    set: Option<&'b str>,
    expression: &'b str,
    place: &'b Place,
}

impl<'b> Written<'b> {
    fn collect(&self, around: &[String], inside: &mut Vec<&'b str>, found: &mut Vec<Standing<'b>>) {
        for mut alternative in alternatives(self.expression) {
            alternative.exceptions.extend_from_slice(around);
            let set = match &alternative.shape {
                // Of what gives points, a set is one pattern.
                Shape::Set(name)
                    if self.rule.points.is_none() && !inside.contains(&name.as_str()) =>
                {
                    self.codebook.sets.iter().find(|set| set.name == *name)
                }
                _ => None,
            };
            if let Some(set) = set {
                let within = Written {
                    codebook: self.codebook,
                    rule: self.rule,
                    set: Some(&set.name),
                    expression: &set.expression,
                    place: &set.place,
                };
                inside.push(&set.name);
                within.collect(&alternative.exceptions, inside, found);
                inside.pop();
            } else {
                found.push(Standing {
                    rule: self.rule,
                    set: self.set,
                    place: place_in(self.place, self.expression, alternative.at),
                    alternative,
                });
            }
        }
    }
}
