use std::collections::{BTreeMap, BTreeSet};

use crate::survey::{QuestionId, WaveId};

mod address;
mod file;

pub(super) use address::Address;
use address::Heading;

/// What earlier reports published and what they hid, figure by figure. Of a hidden figure it says only that.
///
/// A reader can set a new report beside the old ones, so what they told belongs to what must be reckoned with. What
/// was told once stays told: a correction adds to the ledger, and replaces nothing in it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ledger {
    /// In the order of their release.
    reports: Vec<ReportEntry>,
    figures: BTreeMap<Heading, BTreeMap<String, Vec<Entry>>>,
}

/// The file's name in the project's folder.
pub const LEDGER_FILE: &str = "release-ledger.json";

/// A report that was released.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportEntry {
    /// Its name: the wave that it is about, with a number from the second report of that wave on.
    pub name: String,
    /// Why it corrects figures of an earlier report, if it does.
    pub correction: Option<String>,
    /// Why it was taken back before anybody had it, if it was.
    pub withdrawn: Option<String>,
}

impl ReportEntry {
    fn is_about(&self, wave: &WaveId) -> bool {
        let rest = self.name.strip_prefix(wave.as_str());
        rest.is_some_and(|rest| {
            let number = rest
                .strip_prefix(" (")
                .and_then(|rest| rest.strip_suffix(')'));
            rest.is_empty() || number.is_some_and(|number| number.parse::<u32>().is_ok())
        })
    }
}

/// What a report told of a figure.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Entry {
    /// The place of the report in their order.
    report: usize,
    /// `None` when it was hidden.
    count: Option<u64>,
}

/// What the ledger says of a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Told {
    /// It was published.
    Shown(u64),
    /// It was hidden.
    Suppressed,
}

impl Ledger {
    /// Every report, in the order of their release.
    pub fn reports(&self) -> &[ReportEntry] {
        &self.reports
    }

    /// The last report about a wave that was not taken back.
    pub(crate) fn last_of(&self, wave: &WaveId) -> Option<&ReportEntry> {
        let mut standing = self.reports.iter().filter(|r| r.withdrawn.is_none());
        standing.rfind(|report| report.is_about(wave))
    }

    /// Whether no report stands in it.
    pub fn is_empty(&self) -> bool {
        self.figures.is_empty()
    }

    /// Takes the last report back that was released, because nobody has it yet: forgets what it told, and keeps that
    /// it was taken back, and why. Gives its name; `None` when there is no report to take back.
    ///
    /// Reports before it stay. What they told may have been published, and later reports rest on it.
    pub fn withdraw(&mut self, why: &str) -> Option<&str> {
        let last = self.reports.iter().rposition(|r| r.withdrawn.is_none())?;
        for figures in self.figures.values_mut() {
            for entries in figures.values_mut() {
                entries.retain(|entry| entry.report != last);
            }
            figures.retain(|_, entries| !entries.is_empty());
        }
        self.figures.retain(|_, figures| !figures.is_empty());
        let report = self.reports.get_mut(last)?;
        report.withdrawn = Some(why.to_owned());
        Some(&report.name)
    }

    /// What the last report that told of a figure said.
    pub(super) fn told(&self, address: &Address) -> Option<Told> {
        let entry = self.entries(address).last()?;
        Some(entry.count.map_or(Told::Suppressed, Told::Shown))
    }

    /// Every count of a figure that a report published.
    pub(super) fn ever_shown<'a>(
        &'a self,
        address: &Address,
    ) -> impl DoubleEndedIterator<Item = u64> + use<'a> {
        self.entries(address).iter().filter_map(|entry| entry.count)
    }

    /// Whether a report hid a figure.
    pub(super) fn ever_hidden(&self, address: &Address) -> bool {
        let mut entries = self.entries(address).iter();
        entries.any(|entry| entry.count.is_none())
    }

    /// Whether a report told another count of a figure than one before it, or hid it after it was told.
    pub(super) fn was_corrected(&self, address: &Address) -> bool {
        let mut pairs = self.entries(address).windows(2);
        pairs.any(|pair| matches!(pair, [a, b] if a.count.is_some() && a.count != b.count))
    }

    fn entries(&self, address: &Address) -> &[Entry] {
        let figures = self.figures.get(&address.heading);
        let entries = figures.and_then(|figures| figures.get(&address.figure));
        entries.map_or(&[], Vec::as_slice)
    }

    /// The questions by whose groups reports told of a question, or of any.
    pub(super) fn crossed(&self, wave: &WaveId, question: Option<&QuestionId>) -> BTreeSet<String> {
        let of_question = self.figures.keys().filter(|heading| {
            let of = heading.id.as_deref();
            heading.wave == wave.as_str() && question.is_none_or(|q| of == Some(q.as_str()))
        });
        let groups = of_question.filter_map(|heading| heading.group.as_deref());
        let by = groups.filter_map(|group| group.split_once('='));
        by.map(|(by, _)| by.to_owned()).collect()
    }

    /// The report that first told of the wave.
    pub(super) fn report_of(&self, wave: &WaveId) -> Option<&str> {
        let of_wave = self.figures.iter().filter(|(h, _)| h.wave == wave.as_str());
        let entries = of_wave.flat_map(|(_, figures)| figures.values().flatten());
        let first = entries.map(|entry| entry.report).min()?;
        self.reports.get(first).map(|report| report.name.as_str())
    }

    /// Starts a report about `wave`: what is noted from now on is what it tells.
    pub(super) fn begin(&mut self, wave: &WaveId, correction: Option<&str>) {
        let taken = |name: &String| self.reports.iter().any(|report| &report.name == name);
        let names = (2..).map(|number| format!("{wave} ({number})"));
        let mut names = std::iter::once(wave.to_string()).chain(names);
        self.reports.push(ReportEntry {
            name: names.find(|name| !taken(name)).unwrap_or_default(),
            correction: correction.map(str::to_owned),
            withdrawn: None,
        });
    }

    /// Notes what the report tells of a figure, `None` for nothing, unless an earlier one told the same. Hiding what was
    /// told takes nothing back.
    pub(super) fn note(&mut self, address: Address, count: Option<u64>) {
        let last = self.entries(&address).last().map(|entry| entry.count);
        let is_news = match (last, count) {
            (None, _) | (Some(None), Some(_)) => true,
            (Some(Some(told)), Some(count)) => told != count,
            (Some(_), None) => false,
        };
        if is_news {
            self.add(address, count);
        }
    }

    /// Notes that a report which corrects others hides a figure that was told.
    pub(super) fn note_hidden(&mut self, address: Address) {
        if matches!(self.told(&address), Some(Told::Shown(_))) {
            self.add(address, None);
        }
    }

    fn add(&mut self, address: Address, count: Option<u64>) {
        let report = self.reports.len().saturating_sub(1);
        let figures = self.figures.entry(address.heading).or_default();
        let entries = figures.entry(address.figure).or_default();
        entries.push(Entry { report, count });
    }

    /// Whether both tell the same figures.
    pub(super) fn tells_the_same(&self, other: &Self) -> bool {
        self.figures == other.figures
    }
}
