use crate::survey::{Codebook, FrameKind};

/// A column of the sheet of answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Column {
    /// Where the answer comes from.
    Wave,
    Question,
    Answer,
    /// What is proposed for it.
    Suggested,
    Why,
    Priority,
    /// The codes of the frame at this position in the codebook.
    Frame(usize),
    Stance,
    Evidence,
    QuoteOk,
    Redacted,
    Note,
    Done,
    /// What canvass needs to take the row in again.
    RowKey,
    AnswerHash,
    SheetId,
    CodebookVersion,
    StateHash,
    Shown,
}

impl Column {
    /// Every column of a sheet for this codebook, in order.
    pub(super) fn all(codebook: &Codebook) -> Vec<Column> {
        let mut columns = vec![
            Column::Wave,
            Column::Question,
            Column::Answer,
            Column::Suggested,
            Column::Why,
            Column::Priority,
        ];
        columns.extend(frames(codebook).map(Column::Frame));
        columns.extend([
            Column::Stance,
            Column::Evidence,
            Column::QuoteOk,
            Column::Redacted,
            Column::Note,
            Column::Done,
            Column::RowKey,
            Column::AnswerHash,
            Column::SheetId,
            Column::CodebookVersion,
            Column::StateHash,
            Column::Shown,
        ]);
        columns
    }

    /// What stands over it.
    pub(super) fn heading(self, codebook: &Codebook) -> String {
        let fixed = match self {
            Column::Frame(at) => {
                let frame = codebook
                    .frames
                    .get(at)
                    .map_or("", |frame| frame.id.as_str());
                return format!("codes: {frame}");
            }
            Column::Wave => "wave",
            Column::Question => "question",
            Column::Answer => "answer",
            Column::Suggested => "suggested codes",
            Column::Why => "why queued",
            Column::Priority => "priority",
            Column::Stance => "stance",
            Column::Evidence => "evidence",
            Column::QuoteOk => "quote_ok",
            Column::Redacted => "redacted_quote",
            Column::Note => "note",
            Column::Done => "done",
            Column::RowKey => "row_key",
            Column::AnswerHash => "answer_hash",
            Column::SheetId => "sheet_id",
            Column::CodebookVersion => "codebook_version",
            Column::StateHash => "state_hash",
            Column::Shown => "shown",
        };
        fixed.to_owned()
    }

    /// Whether people write in it.
    pub(super) fn is_editable(self) -> bool {
        matches!(
            self,
            Column::Frame(_)
                | Column::Stance
                | Column::Evidence
                | Column::QuoteOk
                | Column::Redacted
                | Column::Note
                | Column::Done
        )
    }

    /// Whether it is kept out of sight.
    pub(super) fn is_hidden(self) -> bool {
        matches!(
            self,
            Column::RowKey
                | Column::AnswerHash
                | Column::SheetId
                | Column::CodebookVersion
                | Column::StateHash
                | Column::Shown
        )
    }
}

/// The positions of the frames that have a column of codes: all but the stances, of which an answer has one.
pub(super) fn frames(codebook: &Codebook) -> impl Iterator<Item = usize> + '_ {
    let frames = codebook.frames.iter().enumerate();
    frames
        .filter(|(_, frame)| frame.kind != FrameKind::Stance)
        .map(|(at, _)| at)
}
