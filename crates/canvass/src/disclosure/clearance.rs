use super::audit::{AuditAccount, Protected, Reason};
use super::counted::Counted;
use super::crossed::{Clearing, Crossed, PublishedCrossTable, clear};
use super::ledger::{Address, Ledger, Told};
use super::published::{HiddenOf, PublishedTable, publish};
use super::{FigureName, correction, facts};
use crate::config::Project;
use crate::survey::{QuestionId, WaveId};
use crate::tabulate::{CodedWave, OneWay, Subject};

/// A wave with what may be published of it.
///
/// A wave that was released before with other figures keeps the ones that were released: the difference would tell
/// of the few who came between. Nothing else is published of it then, unless the report is a correction; see
/// [`correction`].
#[derive(Debug)]
pub(super) struct Clearance {
    pub(super) wave: WaveId,
    pub(super) counted: Counted,
    protected: Protected,
    crossed: Crossed,
    /// What the earlier release differs in.
    pub(super) changed: Vec<Changed>,
    /// Whether the figures that were released before stay.
    frozen: bool,
    /// Whether other figures are told than were released before.
    corrects: bool,
    codebook: String,
}

/// A figure that was released before with another count.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Changed {
    /// What it belongs to, in words.
    pub(super) subject: String,
}

impl Clearance {
    /// `correcting` says whether the report may tell other figures than an earlier one told.
    pub(super) fn of(
        project: &Project,
        wave: &CodedWave,
        ledger: &Ledger,
        correcting: bool,
    ) -> Self {
        let id = wave.responses.wave().clone();
        let (name, version) = (wave.codings.codebook(), wave.codings.version());
        let mut clearance = Clearance {
            counted: Counted::of(project, wave),
            protected: Protected::default(),
            crossed: Crossed::new(),
            changed: Vec::new(),
            frozen: false,
            corrects: false,
            codebook: format!("{name} {version}"),
            wave: id,
        };
        clearance.find_changes(ledger);
        let moved = clearance.responses_moved(ledger);
        let may_tell = correcting && correction::may_tell(moved, project.disclosure.threshold);
        clearance.frozen = !clearance.changed.is_empty() && !may_tell;
        if clearance.frozen {
            clearance.keep_released(ledger);
            return clearance;
        }
        let mut model = facts::model(project, &wave.responses, &clearance.counted);
        clearance.corrects = !clearance.changed.is_empty();
        let corrected = clearance.corrects || clearance.was_corrected(ledger);
        for name in clearance.counted.figures() {
            let Some(count) = model.named(&name) else {
                continue;
            };
            let address = clearance.address(&name);
            match ledger.told(&address) {
                Some(Told::Suppressed) => model.hide(count, Reason::EarlierReport),
                Some(Told::Shown(told)) if told == model.value(count) && !clearance.corrects => {
                    model.was_published(count);
                }
                _ => {}
            }
        }
        if corrected {
            let address = |name: &FigureName| clearance.address(name);
            correction::reckon_with(&mut model, &clearance.counted, ledger, &address);
            if clearance.corrects {
                correction::withhold(&mut model, &clearance.counted, ledger, &address);
            }
        }
        clearance.protected = model.protect();
        if corrected && !clearance.corrects {
            clearance.tell_again(ledger);
        }
        if !corrected {
            clearance.crossed = clear(&Clearing {
                project,
                wave,
                ledger,
                counted: &clearance.counted,
                hides: &|name| clearance.hides(name),
                told: &|name| ledger.told(&clearance.address(name)),
            });
        }
        clearance
    }

    /// Whether the wave keeps the figures that were released before.
    pub(super) fn is_frozen(&self) -> bool {
        self.frozen
    }

    /// Whether earlier reports told different figures of the wave.
    fn was_corrected(&self, ledger: &Ledger) -> bool {
        let figures = self.counted.figures().into_iter();
        let mut addresses = figures
            .map(|name| self.address(&name))
            .chain([Address::respondents(&self.wave)]);
        addresses.any(|address| !address.is_coded() && ledger.was_corrected(&address))
    }

    /// How many more or fewer responded than an earlier report told, at the least.
    fn responses_moved(&self, ledger: &Ledger) -> Option<u64> {
        let now = self.counted.respondents;
        let told = ledger.ever_shown(&Address::respondents(&self.wave));
        told.map(|told| told.abs_diff(now))
            .filter(|moved| *moved > 0)
            .min()
    }

    pub(super) fn account(&self) -> AuditAccount {
        self.protected.account
    }

    /// The hidden figures, and why.
    pub(super) fn hidden(&self) -> impl Iterator<Item = (&FigureName, Reason)> {
        self.protected
            .hidden
            .iter()
            .map(|(name, reason)| (name, *reason))
            .chain(
                self.crossed
                    .values()
                    .flat_map(|table| &table.hidden)
                    .map(|(name, reason)| (name, *reason)),
            )
    }

    /// The tables by groups, with the question of each.
    pub(super) fn crossed(&self) -> impl Iterator<Item = (&QuestionId, &PublishedCrossTable)> {
        let tables = self.crossed.iter();
        tables.map(|((question, _), cleared)| (question, &cleared.table))
    }

    /// Whether a figure must not be published; what was not looked at must not.
    pub(super) fn hides(&self, name: &FigureName) -> bool {
        self.protected.hidden.contains_key(name) || self.counted.value(name).is_none()
    }

    fn address(&self, name: &FigureName) -> Address {
        Address::of(&self.wave, name, &self.codebook)
    }

    /// Notes what of an earlier release is not what was counted now. Codes can be counted anew; answers cannot.
    fn find_changes(&mut self, ledger: &Ledger) {
        let respondents = Address::respondents(&self.wave);
        let told = ledger.told(&respondents);
        if told.is_some_and(|told| told != Told::Shown(self.counted.respondents)) {
            self.changed.push(Changed {
                subject: "the number of responses".to_owned(),
            });
        }
        for name in self.counted.figures() {
            let address = self.address(&name);
            if address.is_coded() {
                continue;
            }
            if let (Some(Told::Shown(told)), Some(now)) =
                (ledger.told(&address), self.counted.value(&name))
                && told != now
            {
                let subject = address.subject();
                if !self
                    .changed
                    .iter()
                    .any(|changed| changed.subject == subject)
                {
                    self.changed.push(Changed { subject });
                }
            }
        }
    }

    /// Shows what the last correction told: to hide it now would protect nobody.
    fn tell_again(&mut self, ledger: &Ledger) {
        let mut hidden = std::mem::take(&mut self.protected.hidden);
        hidden.retain(|name, _| {
            let told = ledger.told(&self.address(name));
            told.is_none() || told != self.counted.value(name).map(Told::Shown)
        });
        self.protected.hidden = hidden;
    }

    /// Puts the released figures in place of those counted now, and hides what was not released.
    fn keep_released(&mut self, ledger: &Ledger) {
        if let Some(Told::Shown(respondents)) = ledger.told(&Address::respondents(&self.wave)) {
            self.counted.respondents = respondents;
        }
        for name in self.counted.figures() {
            if let Some(Told::Shown(count)) = ledger.told(&self.address(&name)) {
                self.counted.set(&name, count);
            } else {
                self.protected.hidden.insert(name, Reason::EarlierReport);
            }
        }
    }

    /// A table with what is hidden left out.
    pub(super) fn publish(&self, project: &Project, table: &OneWay) -> PublishedTable {
        let (base, asked) = match &table.subject {
            Subject::Question(question) | Subject::Place { question, .. } => (
                FigureName::Answered(question.clone()),
                self.hides(&FigureName::Asked(question.clone())),
            ),
            Subject::Frame { .. } | Subject::FrameInQuestion { .. } => {
                (FigureName::Writers, self.hides(&FigureName::Writers))
            }
        };
        let line = |line: &crate::tabulate::LineKey| {
            self.hides(&FigureName::Line(table.subject.clone(), line.clone()))
        };
        let hidden = HiddenOf {
            base: self.hides(&base),
            asked,
            line: &line,
        };
        let members = project
            .survey
            .wave(&self.wave)
            .and_then(|wave| wave.members);
        publish(
            table,
            &hidden,
            &project.disclosure,
            project.report.inference,
            members,
        )
    }

    /// A question's table as it may be published.
    pub(super) fn question(
        &self,
        project: &Project,
        question: &QuestionId,
    ) -> Option<PublishedTable> {
        Some(self.publish(project, self.counted.questions.get(question)?))
    }

    /// Notes in the ledger what the report tells of the wave and what it hides.
    pub(super) fn note(&self, ledger: &mut Ledger) {
        if self.is_frozen() {
            return;
        }
        let respondents = Address::respondents(&self.wave);
        ledger.note(respondents, Some(self.counted.respondents));
        for name in self.counted.figures() {
            let address = self.address(&name);
            if self.corrects && self.hides(&name) {
                ledger.note_hidden(address.clone());
            }
            let now = self.counted.value(&name);
            ledger.note(address, now.filter(|_| !self.hides(&name)));
        }
        for (name, count) in self.crossed.values().flat_map(|table| table.figures()) {
            ledger.note(self.address(&name), count);
        }
    }
}
