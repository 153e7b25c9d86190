use std::collections::BTreeMap;

use super::audit::{AuditAccount, Reason};
use super::changes::{as_published, publish_changes, publish_shift};
use super::clearance::Clearance;
use super::ledger::{LEDGER_FILE, Ledger};
use super::published::{population, publish_representation};
use super::{
    FigureName, PublishedChanges, PublishedCrossTable, PublishedEvidence, PublishedRepresentation,
    PublishedShift, PublishedTable, Quotations, clear_quotations,
};
use crate::coding::decisions::Decided;
use crate::compare::{Changes, compare_codes, compare_question, shift_between};
use crate::config::Project;
use crate::diagnostics::{Code, Diagnostic, Diagnostics, Place, Warned};
use crate::stats::{Confidence, Overlaps, PairedTable, RankSet, rank_sets};
use crate::survey::{
    CodeFrame, Column, DataQuality, FrameId, MultiSelectColumn, OptionId, Question, QuestionId,
    ResponseState, WaveId,
};
use crate::tabulate::{CodeScope, CodedWave, LineKey, OneWay, Subject, representation};

/// Everything of a project that may be published, and nothing else.
#[derive(Debug, PartialEq)]
pub struct Release {
    /// The waves in order of time.
    pub waves: Vec<ReleasedWave>,
    /// The wave that the report is about.
    pub current: WaveId,
    /// The wave before it.
    pub previous: Option<WaveId>,
    /// The table of each question with options, for each wave that asked it.
    pub questions: BTreeMap<(QuestionId, WaveId), PublishedTable>,
    /// What each group of respondents answered in the current wave, by the question and the one that tells the groups.
    pub crossed: BTreeMap<(QuestionId, QuestionId), PublishedCrossTable>,
    /// How each question changed from the wave before to the current one.
    pub changes: BTreeMap<QuestionId, PublishedChanges>,
    /// The places that chance alone leaves plausible among the options of each multi-select question of the current
    /// wave, as far as they are shown and neither stand for "Other" nor exclude the others.
    pub places: BTreeMap<QuestionId, BTreeMap<OptionId, RankSet>>,
    /// The change of what the headline question's respondents chose most often.
    pub shift: Option<PublishedShift>,
    /// The codes found in people's own words, frame by frame.
    pub frames: BTreeMap<FrameId, ReleasedFrame>,
    /// The evidence for each theme and outcome of the Theory of Change.
    pub evidence: Vec<PublishedEvidence>,
    /// Respondents beside members, for each question whose groups have known totals.
    pub representation: Vec<(QuestionId, PublishedRepresentation)>,
    /// Quotations by theme.
    pub quotations: Quotations,
    /// How many were asked and answered, question by question, in the current wave.
    pub nonresponse: Vec<ItemNonresponse>,
    /// Name and version of the codebook behind every coding.
    pub codebook: (String, String),
    /// Every hidden figure of every wave, and why: for the analyst, not for readers.
    pub suppressions: Vec<Suppression>,
    /// What the audit of each wave did.
    pub audits: Vec<(WaveId, AuditAccount)>,
    /// What this and all earlier reports tell, once this one is out.
    pub ledger: Ledger,
    /// Whether it tells something that no report in the ledger told before: it is a draft until it is released.
    pub is_draft: bool,
}

/// A figure that is not published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suppression {
    /// The wave.
    pub wave: WaveId,
    /// The figure.
    pub figure: FigureName,
    /// Why it is hidden.
    pub reason: Reason,
}

/// What may be said of a wave as a whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReleasedWave {
    /// The wave.
    pub id: WaveId,
    /// How many responded.
    pub respondents: u64,
    /// Those who wrote something with content; `None` when that is too small to show.
    pub writers: Option<u64>,
    /// What was found, counted and decided while reading its export.
    pub quality: DataQuality,
}

/// The codes of one frame in the current wave.
#[derive(Debug, Clone, PartialEq)]
pub struct ReleasedFrame {
    /// Respondents who wrote of each code.
    pub all: PublishedTable,
    /// Those of them who did so in a request.
    pub requests: PublishedTable,
    /// Those of them who did so in a criticism.
    pub criticisms: PublishedTable,
    /// Those of them who did so in an answer that says what the work did or is valued for; of themes only.
    pub impacts: Option<PublishedTable>,
    /// How `all` changed since the wave before.
    pub changes: Option<PublishedChanges>,
}

/// How many were asked a question and answered it, as it may be published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ItemNonresponse {
    /// The question.
    pub question: QuestionId,
    /// Those who were asked; `None` when that is suppressed.
    pub asked: Option<u64>,
    /// Those of them who gave something that can be used; `None` when that is suppressed.
    pub answered: Option<u64>,
}

/// Why a release cannot be made.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ReleaseError {
    /// The project's current wave was not read.
    #[error("the current wave {0} has not been read")]
    NoCurrentWave(WaveId),
    /// The words to be taken out of quotations cannot be searched for.
    #[error("the words to be taken out of quotations cannot be searched for")]
    Redaction(#[from] regex::Error),
}

/// Counts, compares and clears everything that the report may tell. `waves` stand in order of time; `decided` says
/// which answers people want quoted, and `ledger` what earlier reports told.
///
/// Each wave is cleared as a whole, with everything that any command or report publishes of it, so that no two of
/// them together tell more than one. A wave that was released before with other figures keeps the released ones, and
/// a diagnostic says so.
///
/// # Errors
/// When the current wave is not among `waves`.
pub fn release(
    project: &Project,
    waves: &[CodedWave],
    decided: &Decided,
    ledger: &Ledger,
) -> Result<Warned<Release>, ReleaseError> {
    clear_all(project, waves, decided, ledger, None)
}

/// The same for a report that corrects what earlier ones told, for the reason given. A wave that was released with
/// other figures is told anew, as far as nobody can tell from both reports what the few who came or went between them
/// answered; what could be told from them is held back.
///
/// # Errors
/// Those of [`release`].
pub fn correction(
    project: &Project,
    waves: &[CodedWave],
    decided: &Decided,
    ledger: &Ledger,
    why: &str,
) -> Result<Warned<Release>, ReleaseError> {
    clear_all(project, waves, decided, ledger, Some(why))
}

fn clear_all(
    project: &Project,
    waves: &[CodedWave],
    decided: &Decided,
    ledger: &Ledger,
    correction: Option<&str>,
) -> Result<Warned<Release>, ReleaseError> {
    let at = waves
        .iter()
        .position(|wave| *wave.responses.wave() == project.current)
        .ok_or_else(|| ReleaseError::NoCurrentWave(project.current.clone()))?;
    let waves = &waves[..=at];
    let cleared: Vec<Cleared<'_>> = waves
        .iter()
        .map(|wave| Cleared {
            wave,
            clearance: Clearance::of(project, wave, ledger, correction.is_some()),
        })
        .collect();
    let mut diagnostics = Diagnostics::new();
    let mut next = ledger.clone();
    next.begin(&project.current, correction);
    for cleared in &cleared {
        diagnostics.extend(changed_since(
            &cleared.clearance,
            ledger,
            correction.is_some(),
        ));
        cleared.clearance.note(&mut next);
    }
    let is_draft = !next.tells_the_same(ledger);
    if !is_draft {
        next = ledger.clone();
    }
    let now = &cleared[at];
    let clearing = Clearing {
        project,
        now,
        before: at.checked_sub(1).map(|before| &cleared[before]),
    };
    let mut questions = Tables::new();
    for Cleared { clearance, .. } in &cleared {
        for question in clearance.counted.questions.keys() {
            let table = clearance.question(project, question);
            questions.extend(table.map(|t| ((question.clone(), clearance.wave.clone()), t)));
        }
    }
    let frames = project.codebook.frames.iter();
    let release = Release {
        waves: cleared.iter().map(released_wave).collect(),
        current: project.current.clone(),
        previous: clearing.before.map(|before| before.clearance.wave.clone()),
        crossed: crossed(&now.clearance),
        changes: clearing.changes(),
        places: clearing.places(&questions),
        shift: clearing.shift(&questions),
        representation: clearing.representation(&questions),
        frames: frames
            .filter_map(|frame| Some((frame.id.clone(), clearing.frame(frame)?)))
            .collect(),
        evidence: clearing.evidence(),
        nonresponse: clearing.nonresponse(),
        questions,
        quotations: clear_quotations(
            project,
            &now.wave.responses,
            &now.wave.codings,
            decided,
            &|theme| now.clearance.hides(&wrote_of(theme)),
        )?,
        codebook: (
            now.wave.codings.codebook().to_owned(),
            now.wave.codings.version().to_owned(),
        ),
        suppressions: cleared.iter().flat_map(suppressions).collect(),
        audits: cleared
            .iter()
            .map(|cleared| (cleared.clearance.wave.clone(), cleared.clearance.account()))
            .collect(),
        ledger: next,
        is_draft,
    };
    Ok(Warned {
        value: release,
        diagnostics,
    })
}

/// The published table of each question, for each wave that asked it.
type Tables = BTreeMap<(QuestionId, WaveId), PublishedTable>;

/// A wave and its clearance.
struct Cleared<'a> {
    wave: &'a CodedWave,
    clearance: Clearance,
}

/// Tells that a wave keeps the figures of an earlier release, or does not.
fn changed_since(clearance: &Clearance, ledger: &Ledger, correcting: bool) -> Diagnostics {
    let mut diagnostics = Diagnostics::new();
    if clearance.changed.is_empty() {
        return diagnostics;
    }
    let differs: Vec<&str> = clearance
        .changed
        .iter()
        .map(|changed| changed.subject.as_str())
        .collect();
    let report = ledger.report_of(&clearance.wave).unwrap_or_default();
    let (code, then, help) = match (clearance.is_frozen(), correcting) {
        (true, false) => (
            Code::DisclosureChanged,
            "the released ones are shown, and nothing else of this wave",
            Some(
                "to tell the new figures, run \"canvass report\" with --correct and the reason; if nobody has that report, \
                 take it back with --withdraw and the reason",
            ),
        ),
        (true, true) => (
            Code::DisclosureChanged,
            "so few responses came or went that both reports together would tell what these people answered; the \
             released ones are shown, and nothing else of this wave",
            None,
        ),
        (false, _) => (
            Code::DisclosureCorrected,
            "the new ones are told, and what both reports together would tell of few people is held back",
            None,
        ),
    };
    let message = format!(
        "wave \"{}\" was released by the report of \"{report}\" with other figures than there are now ({}); {then}",
        clearance.wave,
        differs.join(", ")
    );
    let diagnostic = Diagnostic::new(code, Place::whole(LEDGER_FILE), message);
    diagnostics.push(match help {
        Some(help) => diagnostic.help(help),
        None => diagnostic,
    });
    diagnostics
}

fn released_wave(cleared: &Cleared<'_>) -> ReleasedWave {
    let clearance = &cleared.clearance;
    let writers = clearance.counted.writers;
    ReleasedWave {
        id: clearance.wave.clone(),
        respondents: clearance.counted.respondents,
        writers: (!clearance.hides(&FigureName::Writers)).then_some(writers),
        quality: cleared.wave.responses.quality().clone(),
    }
}

impl Release {
    /// What each group that `group` tells answered to `question` in the current wave; `None` where that cannot be
    /// published.
    pub fn crossed(
        &self,
        question: &QuestionId,
        group: &QuestionId,
    ) -> Option<&PublishedCrossTable> {
        self.crossed.get(&(question.clone(), group.clone()))
    }
}

fn crossed(clearance: &Clearance) -> BTreeMap<(QuestionId, QuestionId), PublishedCrossTable> {
    let tables = clearance.crossed();
    tables
        .map(|(question, table)| ((question.clone(), table.by.clone()), table.clone()))
        .collect()
}

fn suppressions<'a>(cleared: &'a Cleared<'_>) -> impl Iterator<Item = Suppression> + 'a {
    cleared
        .clearance
        .hidden()
        .map(|(figure, reason)| Suppression {
            wave: cleared.clearance.wave.clone(),
            figure: figure.clone(),
            reason,
        })
}

/// How many wrote of a code.
fn wrote_of(code: &crate::survey::CodeRef) -> FigureName {
    let subject = Subject::Frame {
        frame: code.frame.clone(),
        scope: CodeScope::All,
    };
    FigureName::Line(subject, LineKey::Code(code.clone()))
}

/// The options that are shown and can be ranked, with their places in the question.
fn ranked_options<'a>(
    question: &'a Question,
    table: &PublishedTable,
) -> Vec<(usize, &'a OptionId)> {
    let is_shown = |id: &OptionId| {
        let line = table.line(&LineKey::Option(id.clone()));
        line.is_some_and(|line| line.cell.shown().is_some())
    };
    let options = question.options.iter().enumerate();
    options
        .filter(|(_, option)| !option.other && !option.exclusive && is_shown(&option.id))
        .map(|(at, option)| (at, &option.id))
        .collect()
}

struct Clearing<'a> {
    project: &'a Project,
    now: &'a Cleared<'a>,
    before: Option<&'a Cleared<'a>>,
}

impl Clearing<'_> {
    fn changes(&self) -> BTreeMap<QuestionId, PublishedChanges> {
        let questions = self.project.survey.questions.iter();
        questions
            .filter_map(|question| {
                let table = |cleared: &Cleared<'_>| {
                    cleared
                        .clearance
                        .counted
                        .questions
                        .get(&question.id)
                        .cloned()
                };
                let (from, to) = (table(self.before?)?, table(self.now)?);
                let compare = |from, to| compare_question(&self.project.survey, question, from, to);
                Some((
                    question.id.clone(),
                    self.published_changes(from, to, compare)?,
                ))
            })
            .collect()
    }

    fn published_changes(
        &self,
        from: OneWay,
        to: OneWay,
        compare: impl Fn(OneWay, OneWay) -> Changes,
    ) -> Option<PublishedChanges> {
        let from_cleared = self.before?.clearance.publish(self.project, &from);
        let to_cleared = self.now.clearance.publish(self.project, &to);
        let of_published = compare(
            as_published(&from, &from_cleared),
            as_published(&to, &to_cleared),
        );
        let changes = compare(from, to);
        Some(publish_changes(
            &changes,
            &of_published,
            from_cleared,
            to_cleared,
        ))
    }

    fn frame(&self, frame: &CodeFrame) -> Option<ReleasedFrame> {
        let counted = self.now.clearance.counted.frames.get(&frame.id)?;
        let publish = |table| self.now.clearance.publish(self.project, table);
        let changes = self.before.and_then(|before| {
            let from = &before.clearance.counted.frames.get(&frame.id)?.all;
            self.published_changes(from.clone(), counted.all.clone(), compare_codes)
        });
        Some(ReleasedFrame {
            all: publish(&counted.all),
            requests: publish(&counted.requests),
            criticisms: publish(&counted.criticisms),
            impacts: counted.impacts.as_ref().map(publish),
            changes,
        })
    }

    /// Who chose which two options together is not published, nor may it be worked out. Where one of the four numbers
    /// behind a pair is small, the pair is judged by the two counts alone.
    fn places(&self, tables: &Tables) -> BTreeMap<QuestionId, BTreeMap<OptionId, RankSet>> {
        if self.now.clearance.is_frozen() {
            return BTreeMap::new();
        }
        let threshold = self.project.disclosure.threshold;
        let is_few = |pair: &PairedTable| {
            let base = pair.base().get();
            let both = pair.a().count() - pair.a_only();
            let neither = base - both - pair.a_only() - pair.b_only();
            let cells = [both, pair.a_only(), pair.b_only(), neither];
            cells.iter().any(|count| (1..threshold).contains(count))
        };
        let wave = &self.now.clearance.wave;
        let questions = self.project.survey.asked_in(wave);
        questions
            .filter_map(|question| {
                let Column::MultiSelect(column) = self.now.wave.responses.column(&question.id)?
                else {
                    return None;
                };
                let table = tables.get(&(question.id.clone(), wave.clone()))?;
                let options = ranked_options(question, table);
                let mut overlaps = Overlaps::new(options.len());
                for (respondent, state) in column.states().iter().enumerate() {
                    if *state == ResponseState::Answered {
                        let places = options.iter().enumerate();
                        let chosen = places.filter(|(_, (at, _))| column.ticked(respondent, *at));
                        let chosen: Vec<usize> = chosen.map(|(place, _)| place).collect();
                        overlaps.add(&chosen).ok()?;
                    }
                }
                let sets = rank_sets(&overlaps.fewest_where(is_few), Confidence::P95).ok()?;
                let ids = options.into_iter().map(|(_, id)| id.clone());
                Some((question.id.clone(), ids.zip(sets).collect()))
            })
            .collect()
    }

    fn shift(&self, tables: &Tables) -> Option<PublishedShift> {
        let question = self
            .project
            .survey
            .question(self.project.report.headline.as_ref()?)?;
        let before = self.before?;
        if before.clearance.is_frozen() || self.now.clearance.is_frozen() {
            return None;
        }
        let (from, to) = (&before.clearance.wave, &self.now.clearance.wave);
        let (Column::MultiSelect(earlier), Column::MultiSelect(later)) = (
            before.wave.responses.column(&question.id)?,
            self.now.wave.responses.column(&question.id)?,
        ) else {
            return None;
        };
        let shift = shift_between(&self.project.survey, question, (from, earlier), (to, later))?;
        let pair = (shift.leader_from, shift.leader_to);
        if self.tells_of_few(earlier, pair) || self.tells_of_few(later, pair) {
            return None;
        }
        let id = |option: usize| question.options.get(option).map(|o| o.id.clone());
        let leaders = (id(shift.leader_from)?, id(shift.leader_to)?);
        let table = |wave: &WaveId| tables.get(&(question.id.clone(), wave.clone()));
        publish_shift(shift, leaders, table(from)?, table(to)?)
    }

    /// Whether few respondents chose both options, one without the other, or neither: the gap between the two and
    /// its interval tell how many.
    fn tells_of_few(&self, column: &MultiSelectColumn, (one, other): (usize, usize)) -> bool {
        let mut counts = [0u64; 4];
        for (respondent, state) in column.states().iter().enumerate() {
            if *state == ResponseState::Answered {
                let one = usize::from(column.ticked(respondent, one));
                let other = usize::from(column.ticked(respondent, other));
                counts[2 * one + other] += 1;
            }
        }
        let threshold = self.project.disclosure.threshold;
        counts.iter().any(|count| (1..threshold).contains(count))
    }

    fn representation(&self, tables: &Tables) -> Vec<(QuestionId, PublishedRepresentation)> {
        let groups = self.project.groups.iter();
        groups
            .filter_map(|id| {
                let question = self.project.survey.question(id)?;
                let wave = self.project.survey.wave(&self.project.current);
                let counted = representation(
                    question,
                    &self.now.wave.responses,
                    &self.project.membership,
                    wave.and_then(|wave| wave.members),
                    self.project.no_groups(),
                )?;
                let table = tables.get(&(id.clone(), self.project.current.clone()))?;
                let members = wave.and_then(|wave| wave.members);
                let published = publish_representation(
                    &counted,
                    table,
                    &self.project.disclosure,
                    population(self.project.report.inference, members),
                )?;
                Some((id.clone(), published))
            })
            .collect()
    }

    fn evidence(&self) -> Vec<PublishedEvidence> {
        let clearance = &self.now.clearance;
        let shown = |name: &FigureName, count| (!clearance.hides(name)).then_some(count);
        let lines = clearance.counted.evidence.iter();
        lines
            .map(|line| {
                let wrote = wrote_of(&line.code);
                let words = clearance.counted.value(&wrote).unwrap_or(line.words);
                PublishedEvidence {
                    code: line.code.clone(),
                    words: shown(&wrote, words),
                    options: shown(&FigureName::Chosen(line.code.clone()), line.options),
                }
            })
            .collect()
    }

    fn nonresponse(&self) -> Vec<ItemNonresponse> {
        let clearance = &self.now.clearance;
        let asked = self.project.survey.asked_in(&self.project.current);
        asked
            .filter_map(|question: &Question| {
                let bases = clearance.counted.bases.get(&question.id)?;
                let shown = |name, count| (!clearance.hides(&name)).then_some(count);
                Some(ItemNonresponse {
                    question: question.id.clone(),
                    asked: shown(FigureName::Asked(question.id.clone()), bases.asked),
                    answered: shown(FigureName::Answered(question.id.clone()), bases.answered),
                })
            })
            .collect()
    }
}
