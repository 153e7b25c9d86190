//! The text of `canvass.toml`.

use std::collections::BTreeMap;

use super::crosswalk::Thread;
use super::labels::Link;
use super::likeness::{Weights, Words};
use super::names::Names;
use super::series::{self, Here, Series};
use super::toml::{Lines, list};
use super::words::{readable, slug, title};
use super::{LeftOut, Wave, stance};
use crate::config::toml_string;
use crate::ingest::Found;
use crate::survey::{QuestionKind, Stance, plain_wording};

/// What stands between two parts of the file.
fn section(lines: &mut Lines, title: &str) {
    lines.blank();
    lines.line(&format!(
        "# ---- {title} {}",
        "-".repeat(110usize.saturating_sub(title.len() + 8))
    ));
}

/// Writes the project that the threads make; with the id of each.
pub(super) fn canvass(
    waves: &[Wave<'_>],
    threads: &[Thread],
    left_out: &LeftOut,
) -> (String, Vec<String>) {
    let mut lines = Lines::default();
    header(&mut lines, waves.len() > 1);
    lines.blank();
    lines.line("[project]");
    let newest = waves.last().map_or("", |wave| wave.id.as_str());
    lines.text(
        "title",
        &format!("Members' questionnaire {newest}: impact report"),
    );
    lines.text("organisation", "Our organisation");
    section(&mut lines, "Waves");
    for (at, wave) in waves.iter().enumerate() {
        write_wave(&mut lines, wave, at, left_out);
    }
    section(&mut lines, "Questions");
    let questions: Vec<Question<'_>> = threads
        .iter()
        .map(|thread| Question::new(waves, thread))
        .collect();
    let words: Vec<Words> = questions
        .iter()
        .map(|question| Words::of_question(question.wording()))
        .collect();
    let weights = Weights::new(words.iter());
    let mut names = Names::default();
    let mut ids = Vec::new();
    for (position, question) in questions.iter().enumerate() {
        let named = [question.wording(), question.heading().unwrap_or("")];
        let id = named
            .iter()
            .find_map(|text| slug(text, 4, &|word| weights.is_dull(word)));
        let id = names.take(
            id.unwrap_or_else(|| format!("question_{}", position + 1)),
            "_",
        );
        question.write(&mut lines, &id);
        ids.push(id);
    }
    (lines.into_text(), ids)
}

fn header(lines: &mut Lines, several: bool) {
    lines.paragraph("A survey project, drafted from exports by \"canvass init\". It proposes: read it before you rely on it.");
    lines.line("#");
    let mut steps = vec![
        "Write the title of your report and the name of your organisation below.",
        "Go through the questions. A remark \"Look:\" says what only you can know; take it out once you have looked.",
    ];
    if several {
        steps.push("change = \"unconfirmed\" marks what was put together by likeness. Write \"minor\" if people would understand both alike, \"reworded\" if not; two different questions get a table each. Until then nothing is compared.");
    }
    steps.push("Shorten titles: they are what tables and charts call a question. Ids and the order of options are yours as well; texts and labels are those of the exports and find the columns.");
    steps.push("Run \"canvass check\", then \"canvass tables --internal\".");
    for (number, step) in (1..).zip(steps) {
        lines.remark(&format!("{number}. {step}"));
    }
    lines.line("#");
    lines.paragraph("Options that share a cell, or one column, can be seen only where somebody chose them. If a wave offered an option that is missing here, or that its `waves` leave out, write it in: otherwise it counts as not offered there.");
    lines.paragraph("docs/canvass-toml.md describes every key.");
}

fn write_wave(lines: &mut Lines, wave: &Wave<'_>, at: usize, left_out: &LeftOut) {
    let inspection = &wave.inspection;
    lines.blank();
    lines.remark(&format!(
        "{} rows; {}; {}.",
        inspection.records, inspection.how, inspection.encoding
    ));
    let quoted = |found: &Found| {
        toml_string(&title(if found.wording.trim().is_empty() {
            found.heading.as_deref().unwrap_or("")
        } else {
            &found.wording
        }))
    };
    let personal: Vec<String> = inspection
        .questions
        .iter()
        .filter(|found| found.personal)
        .map(quoted)
        .collect();
    if !personal.is_empty() {
        lines.remark(&format!(
            "Not read, as personal data or an identifier: {}.",
            personal.join(", ")
        ));
    }
    for ((_, question), why) in left_out.range((at, 0)..(at + 1, 0)) {
        if let Some(found) = inspection.questions.get(*question) {
            lines.remark(&format!(
                "Look: {} is left out, because it could not be counted: {why}.",
                quoted(found)
            ));
        }
    }
    if wave.by_times {
        lines.remark("Look: the file's name has no year; the wave is called after that of most of its responses.");
    }
    lines.line("[[wave]]");
    lines.text("id", &wave.id);
    lines.text("export", &wave.export.in_project());
    lines.text("platform", inspection.platform.name());
    for (key, value) in [
        ("sheet", &inspection.sheet),
        ("separator", &inspection.separator),
    ] {
        if let Some(value) = value
            .as_ref()
            .filter(|value| !value.trim().is_empty() || key == "sheet")
        {
            lines.text(key, value);
        }
    }
}

/// A question with everything that its waves say of it.
struct Question<'a> {
    waves: &'a [Wave<'a>],
    thread: &'a Thread,
    asked: BTreeMap<usize, &'a Found>,
    kind: QuestionKind,
    options: Vec<Series>,
    rows: Vec<Series>,
}

impl<'a> Question<'a> {
    fn new(waves: &'a [Wave<'a>], thread: &'a Thread) -> Self {
        let asked: BTreeMap<usize, &Found> = thread
            .asked
            .iter()
            .filter_map(|(wave, (question, _))| {
                Some((
                    *wave,
                    waves.get(*wave)?.inspection.questions.get(*question)?,
                ))
            })
            .collect();
        let options = series::options(thread.kind, &asked);
        // What nobody chose from cannot be told: without options it is counted as words.
        let kind = match thread.kind.has_options() && options.is_empty() {
            true => QuestionKind::OpenText,
            false => thread.kind,
        };
        Question {
            waves,
            thread,
            rows: series::rows(&asked),
            asked,
            kind,
            options,
        }
    }

    /// The words of the newest wave.
    fn wording(&self) -> &str {
        self.asked
            .last_key_value()
            .map_or("", |(_, found)| text(found))
    }

    /// What stands over the column in every wave, if that is the same everywhere and not the wording.
    fn heading(&self) -> Option<&str> {
        let mut headings = self.asked.values().map(|found| heading(found));
        let first = headings.next()??;
        headings
            .all(|heading| heading == Some(first))
            .then_some(first)
    }

    /// What an answer is unless its words say otherwise, if the wording tells.
    fn stance(&self) -> Option<Stance> {
        (self.kind == QuestionKind::OpenText)
            .then(|| stance::asked_for(self.wording()))
            .flatten()
    }

    fn id_of(&self, wave: usize) -> &str {
        self.waves.get(wave).map_or("", |wave| wave.id.as_str())
    }

    fn write(&self, lines: &mut Lines, id: &str) {
        lines.blank();
        self.remarks(lines);
        lines.line("[[question]]");
        lines.text("id", id);
        lines.text("kind", self.kind.name());
        lines.text("title", &title(self.wording()));
        lines.text("text", self.wording());
        if let Some(stance) = self.stance() {
            lines.text("stance", stance.name());
        }
        if let Some(heading) = self.heading() {
            lines.text("heading", heading);
        }
        if self.asked.len() < self.waves.len() {
            lines.line(&format!(
                "waves = {}",
                list(self.asked.keys().map(|wave| self.id_of(*wave)))
            ));
        }
        self.write_waves(lines);
        let asked: Vec<usize> = self.asked.keys().copied().collect();
        for row in &self.rows {
            self.write_series(lines, row, "row", "heading", &asked);
        }
        for option in &self.options {
            self.write_series(lines, option, "option", "cell", &asked);
        }
    }

    /// What a person should know or look at.
    fn remarks(&self, lines: &mut Lines) {
        if let Some((_, found)) = self.asked.last_key_value()
            && !found.evidence.is_empty()
        {
            lines.remark(&format!("Told by: {}.", found.evidence.join("; ")));
        }
        if self.kind == QuestionKind::OpenText && self.stance().is_none() {
            lines.remark("Look: if an answer is one of these unless its words say otherwise, add stance = \"impact\", \"request\", \"criticism\" or \"neutral\".");
        }
        if self.kind != self.thread.kind {
            lines.remark("Look: nobody answered, so its options cannot be told.");
        }
        let mut doubts: Vec<(&str, Vec<&str>)> = Vec::new();
        for (wave, found) in &self.asked {
            for doubt in &found.doubts {
                match doubts.iter_mut().find(|(told, _)| told == doubt) {
                    Some((_, waves)) => waves.push(self.id_of(*wave)),
                    None => doubts.push((doubt, vec![self.id_of(*wave)])),
                }
            }
        }
        for (doubt, waves) in doubts {
            let end = if doubt.ends_with(['.', '?']) { "" } else { "." };
            match self.waves.len() {
                1 => lines.remark(&format!("Look: {doubt}{end}")),
                _ => lines.remark(&format!("Look ({}): {doubt}{end}", waves.join(", "))),
            }
        }
        for remark in &self.thread.remarks {
            lines.remark(&format!("Look: {remark}."));
        }
        for (wave, (_, link)) in &self.thread.asked {
            if let Link::Likely(why) = link {
                let before = self
                    .thread
                    .asked
                    .range(..wave)
                    .next_back()
                    .map_or("", |(wave, _)| self.id_of(*wave));
                lines.remark(&format!(
                    "Look: {} may be another question than {before}: {why}.",
                    self.id_of(*wave)
                ));
            }
        }
    }

    /// What was different in single waves.
    fn write_waves(&self, lines: &mut Lines) {
        let mut before: Option<&str> = None;
        for (wave, found) in &self.asked {
            let words = text(found);
            let link = self.thread.asked.get(wave).map(|(_, link)| link);
            let change = before.and_then(|before| change(before, words, link));
            let own_words = plain_wording(words) != plain_wording(self.wording());
            let own_heading = heading(found).filter(|heading| self.heading() != Some(*heading));
            if change.is_some() || own_words || own_heading.is_some() {
                lines.blank();
                lines.line(&format!("[question.wave.{}]", self.id_of(*wave)));
                if own_words {
                    lines.text("text", words);
                }
                if let Some(heading) = own_heading {
                    lines.text("heading", heading);
                }
                if let Some(change) = change {
                    lines.text("change", change);
                }
            }
            before = Some(words);
        }
    }

    fn write_series(
        &self,
        lines: &mut Lines,
        one: &Series,
        table: &str,
        export_key: &str,
        asked: &[usize],
    ) {
        lines.blank();
        for (wave, here) in &one.here {
            if let Link::Likely(why) = &here.link {
                let before = one
                    .here
                    .range(..wave)
                    .next_back()
                    .map_or("", |(wave, _)| self.id_of(*wave));
                lines.remark(&format!(
                    "Look: {} may be another {table} than {before}: {why}.",
                    self.id_of(*wave)
                ));
            }
        }
        lines.line(&format!("[[question.{table}]]"));
        lines.text("id", &one.id);
        lines.text("label", one.label());
        let mut codes = one.here.values().map(|here| here.in_export.as_deref());
        let everywhere = codes
            .next()
            .flatten()
            .filter(|first| codes.all(|code| code == Some(*first)));
        if let Some(code) = everywhere {
            lines.text(export_key, code);
        }
        if one.here.len() < asked.len() {
            lines.line(&format!(
                "waves = {}",
                list(one.here.keys().map(|wave| self.id_of(*wave)))
            ));
        }
        for (flag, set) in [("exclusive", one.exclusive), ("other", one.other)] {
            if set {
                lines.line(&format!("{flag} = true"));
            }
        }
        if let Some(score) = one.score {
            lines.line(&format!("score = {score}"));
        }
        let mut before: Option<&Here> = None;
        for (wave, here) in &one.here {
            let mut said = Vec::new();
            if plain_wording(&here.label) != plain_wording(one.label()) {
                said.push(format!("label = {}", toml_string(&here.label)));
            }
            if let Some(code) = here
                .in_export
                .as_deref()
                .filter(|code| everywhere != Some(*code))
            {
                said.push(format!("{export_key} = {}", toml_string(code)));
            }
            let change =
                before.and_then(|before| change(&before.label, &here.label, Some(&here.link)));
            said.extend(change.map(|change| format!("change = {}", toml_string(change))));
            if !said.is_empty() {
                lines.line(&format!(
                    "wave.{} = {{ {} }}",
                    self.id_of(*wave),
                    said.join(", ")
                ));
            }
            before = Some(here);
        }
    }
}

/// The words that people read; the heading where there are none.
fn text(found: &Found) -> &str {
    match readable(&found.wording).is_empty() {
        true => found.heading.as_deref().unwrap_or(""),
        false => &found.wording,
    }
}

/// What stands over the column where that is not the wording.
fn heading(found: &Found) -> Option<&str> {
    found
        .heading
        .as_deref()
        .filter(|heading| !readable(heading).is_empty() && *heading != text(found))
}

/// What to say of a change of words, if anything.
fn change(before: &str, now: &str, link: Option<&Link>) -> Option<&'static str> {
    match link {
        Some(Link::Likely(_)) => Some("unconfirmed"),
        _ if plain_wording(before) != plain_wording(now) => Some("minor"),
        _ => None,
    }
}
