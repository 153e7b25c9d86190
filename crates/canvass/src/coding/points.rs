//! Points: what several weak signs together make of an answer.

use super::coder::{Applier, counted, pieces};
use super::compiled::CompiledRule;
use super::network::NodeId;
use crate::survey::Negation;

impl Applier<'_> {
    /// Counts the points of one pattern of a rule, once however often it was found.
    pub(super) fn weigh(&mut self, number: u32, rule: &CompiledRule, node: NodeId, points: i32) {
        let drops = rule.negation == Negation::Drop;
        if drops && counted(&self.matcher, rule, node).next().is_none() {
            return;
        }
        let found = &mut self.found[rule.code];
        found.points += points;
        if points > 0 {
            found.weighed.push((number, node));
        }
        let mut code = Some(rule.code);
        while let Some(at) = code {
            self.touched.push(at);
            code = self.book.codes[at].parent;
        }
    }

    /// Decides which of the codes the answer gets. A code with points is given where they are enough. An outcome that
    /// is given implies its theme, and what gave it its points stands for that as well. Stances are left alone: their
    /// points weigh in the choice between them.
    pub(super) fn settle(&mut self) {
        // An outcome stands after its theme, and so is settled before it.
        for &at in self.touched.iter().rev() {
            let code = &self.book.codes[at];
            if code.stance.is_some() {
                continue;
            }
            let found = &mut self.found[at];
            let is_given = found.is_implied
                || match code.points {
                    Some(points) => points.are_reached(pieces(&found.given.spans), found.points),
                    None => !found.given.spans.is_empty(),
                };
            if !is_given {
                found.given.clear();
                continue;
            }
            let weighed = std::mem::take(&mut found.weighed);
            for (number, node) in &weighed {
                let rule = &self.book.rules[*number as usize];
                found
                    .given
                    .spans
                    .extend(counted(&self.matcher, rule, *node));
                found.given.rules.push(*number);
            }
            if !weighed.is_empty() {
                found.given.rules.sort_unstable();
                found.given.rules.dedup();
            }
            if let Some(parent) = code.parent {
                let above = &mut self.found[parent];
                above.is_implied = true;
                above.weighed.extend_from_slice(&weighed);
            }
        }
    }
}
