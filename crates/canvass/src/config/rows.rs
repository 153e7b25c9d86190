//! Grids: several questions with the same options under one wording. Each row becomes a question of its own.

use std::collections::BTreeMap;

use super::keys;
use super::question_context::Context;
use super::reader::TableReader;
use super::source::Located;
use super::wordings::{Series, Words};
use crate::diagnostics::Code;
use crate::limits::MAX_OPTIONS;
use crate::survey::{
    Asked, Continuity, GridRow, OptionId, Question, QuestionId, WaveId, plain_wording,
};

/// The rows of a grid.
pub(super) struct Rows {
    list: Vec<Row>,
    /// Whether every row could be read.
    complete: bool,
}

struct Row {
    /// The id of the question that the row is.
    id: Located<QuestionId>,
    label: Located<String>,
    /// The label as it is compared.
    plain_label: String,
    words: BTreeMap<WaveId, Words>,
}

/// Reads the rows of the question that `reader` reads; `None` if it is no grid. `grid` is its id and `asked` the
/// waves that asked it.
pub(super) fn read(
    reader: TableReader<'_, '_>,
    grid: Option<&QuestionId>,
    asked: &[WaveId],
    context: &Context<'_>,
) -> Option<Rows> {
    if !reader.has("row") {
        return None;
    }
    let written = reader.value("row").map(|value| value.get_ref());
    if written
        .and_then(|value| value.as_array())
        .is_some_and(|rows| rows.is_empty())
    {
        reader.source.fault(
            Code::ConfigInvalidValue,
            reader.key_at("row"),
            "a grid has one row or more",
        );
    }
    let mut rows = Rows {
        list: Vec::new(),
        complete: true,
    };
    for row in reader.tables_up_to("row", &keys::ROW, MAX_OPTIONS) {
        match Row::read(row, grid, asked, context) {
            Some(row) => {
                row.check_beside(reader, &rows.list);
                rows.list.push(row);
            }
            None => rows.complete = false,
        }
    }
    rows.complete &= !rows.list.is_empty();
    Some(rows)
}

impl Rows {
    /// Whether every row could be read.
    pub(super) fn are_complete(&self) -> bool {
        self.complete
    }

    /// How many rows there are.
    pub(super) fn len(&self) -> usize {
        self.list.len()
    }

    /// The ids of the questions that the rows of the grid are.
    pub(super) fn ids(&self) -> impl Iterator<Item = &Located<QuestionId>> {
        self.list.iter().map(|row| &row.id)
    }

    /// A question for each row of `grid`. `waves` are those of the survey in order of time.
    pub(super) fn questions(&self, grid: &Question, waves: &[WaveId]) -> Vec<Question> {
        let rows = self.list.iter();
        rows.map(|row| row.question(grid, waves)).collect()
    }
}

/// What became of words since the last wave that is looked at: a row may have been left out of the wave that
/// changed the words of its grid.
#[derive(Debug, Clone, Default)]
struct Changes {
    began: bool,
    since: Option<Continuity>,
}

impl Changes {
    fn note(&mut self, change: Continuity) {
        self.since = self.since.max(Some(change));
    }

    fn take(&mut self) -> Continuity {
        let since = self.since.take().filter(|_| self.began);
        self.began = true;
        since.unwrap_or(Continuity::Same)
    }
}

impl Row {
    fn read(
        reader: TableReader<'_, '_>,
        grid: Option<&QuestionId>,
        asked: &[WaveId],
        context: &Context<'_>,
    ) -> Option<Self> {
        let id = reader.required::<OptionId>("id");
        let label = reader.required::<String>("label");
        let series = Series {
            reader,
            what: match &id {
                Some(id) => format!("row \"{}\"", id.value),
                None => "the row".into(),
            },
            key: "label",
            export_key: "heading",
            noun: "label",
            all_have_words: true,
            keys: &keys::ROW_WAVE,
            written: "[question.row.wave.ID]",
        };
        let waves = series.waves(asked, context.known_waves, "did not ask this question");
        let words = series.words(label.as_ref(), &waves, context.known_waves);
        let (id, label) = (id?, label?);
        Some(Row {
            plain_label: plain_wording(&label.value),
            id: Located {
                value: QuestionId::new(format!("{}.{}", grid?, id.value)).ok()?,
                at: id.at,
            },
            label,
            words,
        })
    }

    /// Records what cannot be beside the rows before this one.
    fn check_beside(&self, reader: TableReader<'_, '_>, before: &[Row]) {
        let duplicate = |at, message| reader.source.fault(Code::ConfigDuplicate, at, message);
        for other in before {
            let id = &other.id.value;
            let same = |(wave, words): &(&WaveId, &Words)| {
                let theirs = other.words.get(*wave);
                theirs.is_some_and(|theirs| theirs.plain == words.plain)
            };
            if *id == self.id.value {
                duplicate(self.id.at, format!("the row \"{id}\" is there twice"));
            } else if other.plain_label == self.plain_label {
                duplicate(self.label.at, format!("row \"{id}\" has the same label"));
            } else if let Some((wave, words)) = self.words.iter().find(same) {
                let message = format!("row \"{id}\" has the same label in wave \"{wave}\"");
                duplicate(words.at, message);
            }
        }
    }

    /// The question that this row of `grid` is; `waves` are in order of time.
    fn question(&self, grid: &Question, waves: &[WaveId]) -> Question {
        let mut grid_changes = Changes::default();
        let mut option_changes = vec![Changes::default(); grid.options.len()];
        let mut asked = BTreeMap::new();
        let mut options = grid.options.clone();
        let in_time = waves
            .iter()
            .filter_map(|wave| Some((wave, grid.asked_in(wave)?)));
        for (wave, in_grid) in in_time {
            grid_changes.note(in_grid.continuity);
            for (changes, option) in option_changes.iter_mut().zip(&grid.options) {
                if let Some(offered) = option.offered.get(wave) {
                    changes.note(offered.continuity);
                }
            }
            let Some(words) = self.words.get(wave) else {
                for option in &mut options {
                    option.offered.remove(wave);
                }
                continue;
            };
            for (changes, option) in option_changes.iter_mut().zip(&mut options) {
                if let Some(offered) = option.offered.get_mut(wave) {
                    offered.continuity = changes.take();
                }
            }
            let over_the_grid = in_grid.heading.as_ref();
            asked.insert(
                wave.clone(),
                Asked {
                    wording: in_grid.wording.clone(),
                    row: Some(words.text.clone()),
                    heading: words.in_export.clone().or_else(|| {
                        over_the_grid.map(|heading| format!("{heading} [{}]", words.text))
                    }),
                    continuity: grid_changes.take().max(words.continuity),
                },
            );
        }
        let is_ended = grid.title.ends_with(['?', '!', '.', ':']);
        let mark = if is_ended { "" } else { ":" };
        Question {
            id: self.id.value.clone(),
            title: format!("{}{mark} {}", grid.title, self.label.value),
            grid: Some(GridRow {
                grid: grid.id.clone(),
                title: grid.title.clone(),
                label: self.label.value.clone(),
            }),
            options,
            asked,
            ..grid.clone()
        }
    }
}
