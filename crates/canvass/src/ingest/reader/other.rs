use std::collections::HashMap;

use crate::ingest::findings::{Findings, frequent_other};
use crate::ingest::key::{is_blank, key};
use crate::ingest::labels::Labels;
use crate::ingest::tally::Tally;
use crate::limits::MAX_REMEMBERED;
use crate::survey::{TextAnswer, TextColumn};

/// People who must give the same words before these look like an option that nobody listed.
const FREQUENT: u64 = 5;

/// Words longer than this are nobody's option.
const LONGEST_OPTION: usize = 300;

/// What people wrote beside "Other".
pub(super) struct OtherWords {
    /// `None` where there is no such option.
    texts: Option<TextColumn>,
    /// How often the same words were given in the place of an option; keys of short texts only.
    inline: HashMap<String, (Tally, usize)>,
}

impl OtherWords {
    pub(super) fn new(labels: &Labels<'_>) -> Self {
        OtherWords {
            texts: labels.other().map(|_| TextColumn::new()),
            inline: HashMap::new(),
        }
    }

    /// Words, or their absence, of a respondent who was asked.
    pub(super) fn push(&mut self, words: &str) {
        if let Some(texts) = &mut self.texts {
            texts.push(if is_blank(words) {
                TextAnswer::NoAnswer
            } else {
                TextAnswer::Given(words)
            });
        }
    }

    /// A respondent who was not asked.
    pub(super) fn push_not_asked(&mut self) {
        if let Some(texts) = &mut self.texts {
            texts.push(TextAnswer::NotAsked);
        }
    }

    /// Remembers words that stood in the place of an option.
    pub(super) fn note_inline(&mut self, words: &str, row: u64) {
        if words.len() > LONGEST_OPTION {
            return;
        }
        let key = key(words);
        let known = self.inline.len();
        if known < MAX_REMEMBERED || self.inline.contains_key(&key) {
            let length = words.trim().chars().count();
            let (tally, _) = self.inline.entry(key).or_insert((Tally::default(), length));
            tally.add(row);
        }
    }

    /// The words, where there is such an option; the ones that many people gave alike are reported.
    pub(super) fn finish(
        self,
        column: usize,
        labels: &Labels<'_>,
        findings: &mut Findings<'_>,
    ) -> Option<TextColumn> {
        let respondents = self.texts.as_ref().map_or(0, TextColumn::len);
        let enough = FREQUENT.max(respondents as u64 / 50);
        let mut frequent: Vec<_> = self
            .inline
            .iter()
            .filter(|(_, (tally, _))| tally.count() >= enough)
            .collect();
        frequent.sort_by_key(|(key, (tally, _))| (tally.first_row(), *key));
        for (key, (tally, length)) in frequent {
            let place = findings.cell_place(tally.first_row().unwrap_or(0), column);
            findings.push(frequent_other(place, tally, *length, labels.nearest(key)));
        }
        self.texts
    }
}
