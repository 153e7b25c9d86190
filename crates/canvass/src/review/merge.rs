//! What a sheet that came back decides.

use std::collections::{BTreeMap, BTreeSet};

use super::cells::{self, as_kept, write_codes, write_quote};
use super::columns::{Column, frames};
use super::conflicts::Conflict;
use super::identity::{Known, Refusal, identify, one};
use super::importer::Importer;
use super::read::{self, ReturnedRow};
use super::said::{Said, read_cells};
use super::sheet::codebook_version;
use super::state::{After, RowState, is_reopened, said};
use crate::coding::decisions::{
    CodeDecision, DecidedAnswer, Decision, DecisionId, DecisionSource, Remark, Statement, Value,
    Votes,
};
use crate::coding::{AnswerHash, AnswerId, Evidence, Source, SourceKind};
use crate::diagnostics::{Checked, Code, Diagnostic, Diagnostics, Place, Severity};
use crate::survey::{CodeId, CodeRef, FrameId, QuestionId, Stance};

/// What taking in a sheet comes to. Nothing is in the record yet.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Import {
    /// The decisions to add to the record.
    pub decisions: Vec<Decision>,
    /// What they change, row by row.
    pub changes: Vec<Change>,
    /// Cells that changed on both sides: nothing of them is taken in.
    pub conflicts: Vec<Conflict>,
    /// Rows that decide nothing new.
    pub unchanged: usize,
    /// Rows that are refused; a diagnostic says why.
    pub refused: usize,
}

/// What one row of a sheet decides.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The row of the sheet.
    pub row: u64,
    /// The answer.
    pub answer: AnswerId,
    /// What is decided, without anybody's words: `+theme:voice`, `-theme:knowledge`, `stance impact`, `done`.
    pub what: Vec<String>,
}

/// Reads a sheet that came back and says which decisions follow. `file` names it in diagnostics.
///
/// A row with a fault in any cell is refused as a whole, with a diagnostic of the severity error; all other rows are
/// taken. Of a row without faults a cell that changed both in the sheet and in the record is a [`Conflict`], and its
/// other cells are taken. What was taken in before changes nothing.
///
/// # Errors
/// When the file cannot be read, is not a sheet of this project, or nobody's name stands in it.
pub fn import(importer: &Importer<'_>, file: &str, bytes: &[u8]) -> Checked<Import> {
    let returned = read::read(file, bytes, &importer.project.codebook)?;
    let mut diagnostics = returned.diagnostics;
    let returned = returned.value;
    let mut import = Import::default();
    let mut keys: BTreeMap<&str, usize> = BTreeMap::new();
    for row in &returned.rows {
        *keys.entry(row.cell(Column::RowKey).trim()).or_default() += 1;
    }
    let mut other_version = None;
    let mut faults = Diagnostics::new();
    let mut nameless = false;
    for row in &returned.rows {
        let version = row.cell(Column::CodebookVersion).trim();
        if version != codebook_version(importer.project) && other_version.is_none() {
            other_version = Some((row.number, version.to_owned()));
        }
        let is_twice = keys
            .get(row.cell(Column::RowKey).trim())
            .is_some_and(|n| *n > 1);
        match take(importer, row, returned.coder.as_deref(), is_twice) {
            Ok(Taken {
                decisions,
                what,
                conflicts,
                answer,
            }) => {
                if what.is_empty() && conflicts.is_empty() {
                    import.unchanged += 1;
                }
                if !what.is_empty() {
                    import.changes.push(Change {
                        row: row.number,
                        answer,
                        what,
                    });
                }
                import.decisions.extend(decisions);
                import.conflicts.extend(conflicts);
            }
            Err(Refusal::Nameless) => nameless = true,
            Err(Refusal::Faults(found)) => {
                import.refused += 1;
                for (column, message) in found {
                    let heading = column.heading(&importer.project.codebook);
                    let place = Place::cell(file, row.number, heading);
                    let fault = Diagnostic::new(Code::ReviewRow, place, message);
                    faults.push(fault.help("nothing of this row is taken in"));
                }
            }
        }
    }
    if nameless {
        diagnostics.push(
            Diagnostic::new(Code::ReviewNameless, Place::whole(file), "the sheet does not say who decided")
                .help("write a name beside \"Coder\" on the sheet \"Read me\", or say it with `--coder NAME`"),
        );
    }
    if let Some((row, _)) = other_version {
        let place = Place::cell(
            file,
            row,
            Column::CodebookVersion.heading(&importer.project.codebook),
        );
        let now = codebook_version(importer.project);
        let message =
            format!("the sheet was written with another version of the codebook than {now}");
        let mut note = Diagnostic::new(Code::ReviewOtherVersion, place, message);
        note.severity = Severity::Warning;
        diagnostics.push(note);
    }
    // A fault of a row stops that row, not the others.
    let mut import = diagnostics.into_checked(import)?;
    import.diagnostics.extend(faults);
    Ok(import)
}

struct Taken {
    answer: AnswerId,
    decisions: Vec<Decision>,
    what: Vec<String>,
    conflicts: Vec<Conflict>,
}

fn take(
    importer: &Importer<'_>,
    row: &ReturnedRow,
    stated_coder: Option<&str>,
    is_twice: bool,
) -> Result<Taken, Refusal> {
    let known = identify(importer, row, stated_coder, is_twice)?;
    let said = read_cells(importer, row, known.words)?;
    let decided = importer.decided.answer(&known.answer);
    let question: &QuestionId = &known.answer.question;
    let now = RowState::now(
        &importer.project.codebook,
        &known.perspective,
        known.wave.codings,
        decided,
        (known.respondent, question),
        is_reopened(&known.perspective, importer.decided, &known.answer),
    );
    let none = DecidedAnswer::default();
    let mut merge = Merge {
        importer,
        row,
        source: if importer.adjudicates {
            Source::Adjudicated {
                coder: known.coder.as_str().into(),
            }
        } else {
            Source::Person {
                coder: known.coder.as_str().into(),
            }
        },
        decided: decided.unwrap_or(&none),
        finishes: said.done == Some(true) && !known.written.done,
        is_done: said.done == Some(true),
        known: &known,
        now: &now,
        statements: Vec::new(),
        what: Vec::new(),
        conflicts: Vec::new(),
        evidence_for_nothing: false,
    };
    merge.codes(&said);
    if merge.evidence_for_nothing {
        return Err(one(
            Column::Evidence,
            "it is not clear which code the evidence is for; put the code and a colon first, as in \"voice: ...\"",
        ));
    }
    merge.stance(&said);
    merge.quote(&said);
    merge.note(&said);
    merge.done(&said);
    let (statements, what, conflicts) = (merge.statements, merge.what, merge.conflicts);
    let decision = |(statement, supersedes)| Decision {
        answer: known.answer.clone(),
        hash: AnswerHash::of(known.words),
        statement,
        source: if importer.adjudicates {
            DecisionSource::Adjudicated
        } else {
            DecisionSource::Person
        },
        decided_by: known.coder.as_str().into(),
        decided_at: importer.now,
        codebook: importer.project.codebook.id.clone(),
        version: importer.project.codebook.version.clone(),
        supersedes,
    };
    Ok(Taken {
        decisions: statements.into_iter().map(decision).collect(),
        answer: known.answer,
        what,
        conflicts,
    })
}

/// Puts what was written, what holds now and what the sheet says side by side, cell by cell.
struct Merge<'m> {
    importer: &'m Importer<'m>,
    row: &'m ReturnedRow,
    source: Source,
    decided: &'m DecidedAnswer,
    known: &'m Known<'m>,
    now: &'m RowState,
    /// Whether the sheet says for the first time that the answer is done.
    finishes: bool,
    is_done: bool,
    statements: Vec<(Statement, Vec<DecisionId>)>,
    what: Vec<String>,
    conflicts: Vec<Conflict>,
    /// There is evidence, and nothing tells for which code.
    evidence_for_nothing: bool,
}

impl Merge<'_> {
    fn codes(&mut self, said: &Said) {
        let mut present = Vec::new();
        let mut absent = Vec::new();
        let codebook = &self.importer.project.codebook;
        for (position, at) in frames(codebook).enumerate() {
            let (Some(frame), Some(sheet), Some(written), Some(now)) = (
                cells::frame(codebook, at),
                said.frames.get(position),
                self.known.written.frames.get(position),
                self.now.frames.get(position),
            ) else {
                continue;
            };
            let changed = sheet != written && (self.is_done || !sheet.is_empty());
            if !changed && !self.finishes {
                continue;
            }
            let decided_since =
                self.known.written.decided.get(position) != self.now.decided.get(position);
            if decided_since
                && sheet != now
                && !self.has_said(frame.codes.iter().map(|code| &code.id), &frame.id, sheet)
            {
                self.conflict(
                    Column::Frame(at),
                    write_codes(written),
                    write_codes(now),
                    write_codes(sheet),
                );
                continue;
            }
            for code in &frame.codes {
                let there = sheet.contains(&code.id);
                if !self.is_done && there == written.contains(&code.id) {
                    continue;
                }
                let was_there = written.contains(&code.id);
                let code = CodeRef {
                    frame: frame.id.clone(),
                    code: code.id.clone(),
                };
                // The sheet is about words: it does not show what a ticked option stands for.
                if !there && !was_there && self.is_ticked(&code) {
                    continue;
                }
                let value = if there { Value::Present } else { Value::Absent };
                if !self.holds(&code, value) {
                    if there { &mut present } else { &mut absent }.push(code);
                }
            }
        }
        // Words that somebody points at are for codes that the row decides, or that it names.
        for code in said.evidence.of_code.keys() {
            if !present.contains(code) && !self.points_already(code, &said.evidence.at(code)) {
                present.push(code.clone());
            }
        }
        if !said.evidence.is_empty() && present.is_empty() && !self.points_at_any(said) {
            let mut in_row = said.codes(codebook);
            match (in_row.next(), in_row.next()) {
                (Some(only), None) => present.push(only),
                _ => self.evidence_for_nothing = true,
            }
        }
        let mut by_evidence: Vec<(Vec<Evidence>, Vec<CodeRef>)> = Vec::new();
        for code in present {
            let evidence = said.evidence.at(&code);
            self.what.push(format!("+{code}"));
            match by_evidence.iter_mut().find(|(of, _)| *of == evidence) {
                Some((_, codes)) => codes.push(code),
                None => by_evidence.push((evidence, vec![code])),
            }
        }
        self.what.extend(shortened(&absent));
        for (evidence, codes) in by_evidence {
            self.decide_codes(codes, Value::Present, evidence);
        }
        if !absent.is_empty() {
            self.decide_codes(absent, Value::Absent, Vec::new());
        }
    }

    /// Whether an option that the respondent chose beside the words stands for the code.
    fn is_ticked(&self, code: &CodeRef) -> bool {
        let (found, question) = (self.known.wave.found, &self.known.answer.question);
        let mut codings = found.of_answer(self.known.respondent, question).iter();
        codings.any(|found| found.code == *code && found.source.kind() == SourceKind::Option)
    }

    /// Whether this coder has given a code of the row this evidence before.
    fn points_at_any(&self, said: &Said) -> bool {
        said.codes(&self.importer.project.codebook)
            .any(|code| self.points_already(&code, &said.evidence.at(&code)))
    }

    fn decide_codes(&mut self, codes: Vec<CodeRef>, value: Value, evidence: Vec<Evidence>) {
        let votes = codes.iter().filter_map(|code| self.decided.codes.get(code));
        let mut supersedes: Vec<DecisionId> = votes
            .filter_map(|votes| Some(votes.of(&self.source)?.decision))
            .collect();
        supersedes.sort_unstable();
        supersedes.dedup();
        let statement = Statement::Codes {
            codes,
            value,
            stance: None,
            evidence,
        };
        self.statements.push((statement, supersedes));
    }

    /// Whether this coder has said before what the sheet says of every code of a frame.
    fn has_said<'c>(
        &self,
        codes: impl Iterator<Item = &'c CodeId>,
        frame: &FrameId,
        sheet: &BTreeSet<CodeId>,
    ) -> bool {
        let mut any = false;
        let mut said_otherwise = false;
        for code in codes {
            let reference = CodeRef {
                frame: frame.clone(),
                code: code.clone(),
            };
            let vote = self
                .decided
                .codes
                .get(&reference)
                .and_then(|votes| votes.of(&self.source));
            if let Some(vote) = vote {
                any = true;
                said_otherwise |= (vote.value.value == Value::Present) != sheet.contains(code);
            }
        }
        any && !said_otherwise
    }

    /// Whether a decision as good as this coder's says so already.
    fn holds(&self, code: &CodeRef, value: Value) -> bool {
        let own = self
            .decided
            .codes
            .get(code)
            .and_then(|votes| votes.of(&self.source));
        if let Some(own) = own {
            return own.value.value == value;
        }
        said(&self.known.perspective, self.decided, code).is_some_and(|vote| {
            vote.value.value == value
                && self.counts_as_much(vote.source.kind())
                && !self.differ(code)
        })
    }

    fn differ(&self, code: &CodeRef) -> bool {
        self.decided.codes.get(code).is_some_and(Votes::is_conflict)
    }

    fn counts_as_much(&self, kind: SourceKind) -> bool {
        kind >= self.source.kind() || (kind == SourceKind::Import && !self.importer.adjudicates)
    }

    fn points_already(&self, code: &CodeRef, evidence: &[Evidence]) -> bool {
        let said: Option<&CodeDecision> = self
            .decided
            .codes
            .get(code)
            .and_then(|votes| votes.of(&self.source))
            .map(|vote| &vote.value);
        said.is_some_and(|said| said.value == Value::Present && said.evidence == evidence)
    }

    fn stance(&mut self, said: &Said) {
        let Some(stance) = said.stance else {
            return;
        };
        if said.stance == self.known.written.stance && !self.finishes {
            return;
        }
        let votes = &self.decided.stance;
        if self.stands(votes, &stance) {
            return;
        }
        let name = |stance: Option<Stance>| stance.map_or("", Stance::name).to_owned();
        if self.decided_since(After::Stance) && said.stance != self.now.stance {
            let (written, now) = (name(self.known.written.stance), name(self.now.stance));
            return self.conflict(Column::Stance, written, now, stance.name().to_owned());
        }
        self.what.push(format!("stance {}", stance.name()));
        let supersedes = self.superseded(votes);
        self.statements
            .push((Statement::Stance(stance), supersedes));
    }

    fn quote(&mut self, said: &Said) {
        let Some(quote) = &said.quote else {
            return;
        };
        if said.quote == self.known.written.quote && !self.finishes {
            return;
        }
        let votes = &self.decided.quote;
        if self.stands(votes, quote) {
            return;
        }
        let text = |quote: Option<&_>| {
            let (quote, redacted) = write_quote(quote);
            format!("{quote} {redacted}").trim().to_owned()
        };
        if self.decided_since(After::Quote) && said.quote != self.now.quote {
            let (written, now) = (
                text(self.known.written.quote.as_ref()),
                text(self.now.quote.as_ref()),
            );
            return self.conflict(Column::QuoteOk, written, now, text(Some(quote)));
        }
        self.what
            .push(format!("quote {}", write_quote(Some(quote)).0));
        let supersedes = self.superseded(votes);
        self.statements
            .push((Statement::Quote(quote.clone()), supersedes));
    }

    fn note(&mut self, said: &Said) {
        let written = as_kept(&self.known.written.note);
        if said.note == written || (said.note.is_empty() && !self.is_done) {
            return;
        }
        let note = Remark(said.note.clone());
        let votes = &self.decided.remark;
        if self.stands(votes, &note) || (said.note.is_empty() && votes.settled().is_none()) {
            return;
        }
        if self.decided_since(After::Note) && said.note != as_kept(&self.now.note) {
            return self.conflict(
                Column::Note,
                written,
                self.now.note.clone(),
                said.note.clone(),
            );
        }
        self.what.push("note".to_owned());
        let supersedes = self.superseded(votes);
        self.statements.push((Statement::Remark(note), supersedes));
    }

    /// A row with a conflict is not done.
    fn done(&mut self, said: &Said) {
        let Some(done) = said.done.filter(|done| *done != self.known.written.done) else {
            return;
        };
        let votes = &self.decided.done;
        let says_so = self.stands(votes, &done) && !self.is_stale();
        let nobody_said = || {
            let vote = self.known.perspective.of(votes);
            vote.is_none_or(|vote| !vote.value)
        };
        if !self.conflicts.is_empty() || says_so || (!done && nobody_said()) {
            return;
        }
        self.what
            .push(if done { "done" } else { "not done" }.to_owned());
        let supersedes = self.superseded(votes);
        self.statements.push((Statement::Done(done), supersedes));
    }

    /// Whether a decision on the answer is stale: then it is not finished, whoever said so before.
    fn is_stale(&self) -> bool {
        let stale = self.importer.decided.stale_answers();
        stale.contains(&self.known.answer)
    }

    /// Whether this coder, or what counts in the sheet's perspective, says so already.
    fn stands<T: PartialEq>(&self, votes: &Votes<T>, value: &T) -> bool {
        if let Some(own) = votes.of(&self.source) {
            return own.value == *value;
        }
        self.known.perspective.of(votes).is_some_and(|vote| {
            vote.value == *value && self.counts_as_much(vote.source.kind()) && !votes.is_conflict()
        })
    }

    fn superseded<T: PartialEq>(&self, votes: &Votes<T>) -> Vec<DecisionId> {
        votes
            .of(&self.source)
            .map(|vote| vote.decision)
            .into_iter()
            .collect()
    }

    fn decided_since(&self, cell: After) -> bool {
        self.known.written.decided_after(cell) != self.now.decided_after(cell)
    }

    fn conflict(&mut self, column: Column, written: String, now: String, sheet: String) {
        self.conflicts.push(Conflict {
            row: self.row.number,
            row_key: self.known.answer.to_string(),
            column: column.heading(&self.importer.project.codebook),
            written,
            now,
            sheet,
        });
    }
}

/// Codes that do not apply; of many only how many.
fn shortened(absent: &[CodeRef]) -> Vec<String> {
    const NAMED: usize = 6;
    if absent.len() > NAMED {
        return vec![format!("-{} other codes", absent.len())];
    }
    absent.iter().map(|code| format!("-{code}")).collect()
}
