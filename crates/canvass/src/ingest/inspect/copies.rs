//! Questions of one export with the same words: often copies of one question, each for a group of respondents.

use std::collections::HashMap;

use super::Found;
use crate::ingest::key::key;

/// Says with each closed question that others have its words.
pub(super) fn doubt_copies(questions: &mut [Found]) {
    let is_closed = |found: &Found| !found.personal && found.kind.has_options();
    let mut times: HashMap<String, usize> = HashMap::new();
    for found in questions.iter().filter(|found| is_closed(found)) {
        *times.entry(key(&found.wording)).or_default() += 1;
    }
    for found in questions.iter_mut().filter(|found| is_closed(found)) {
        let same = times.get(&key(&found.wording)).copied().unwrap_or(0);
        if same > 1 && !found.wording.is_empty() {
            found.doubts.push(format!(
                "{same} questions of this export have these words: they may be copies of one question for different groups of people, each with a base of its own"
            ));
        }
    }
}
