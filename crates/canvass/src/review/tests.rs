mod merging;
mod properties;
mod sheets;
#[cfg(feature = "spreadsheets")]
mod workbooks;

use std::fmt::Write as _;

#[cfg(feature = "spreadsheets")]
use super::columns::Column;
use super::text::line;
use super::*;
use crate::coding::decisions::{Decided, Decision, Moment, Record, RecordFile};
use crate::coding::{Coding, Codings, CompiledCodebook, Source, plain_queue};
use crate::config::{self, Project, Texts};
use crate::diagnostics::{Diagnostics, Warned};
use crate::ingest;
use crate::survey::{CodeRef, OptionId, Responses};

const CANVASS: &str = r#"
[project]
title = "Report"
organisation = "Kindred Ground"
language = "en-GB"
current = "2024"
codebook = "codebook.toml"
[[wave]]
id = "2024"
export = "exports/2024.csv"
platform = "wide-table"
[[question]]
id = "impact"
kind = "open-text"
title = "Impact"
text = "What difference did we make?"
stance = "impact"
"#;

const CODEBOOK: &str = r#"
id = "book"
version = "1.0"
[[frame]]
id = "theme"
label = "Themes"
kind = "theme"
[[frame.code]]
id = "voice"
label = "Voice"
definition = "Speaking out."
examples = ["Your campaign was heard"]
rules = ["campaign*"]
[[frame.code]]
id = "voice.policy"
label = "Policy"
definition = "Changing policy."
[[frame.code]]
id = "resourcing"
label = "Resourcing"
definition = "Money."
rules = ["grant*"]
[[frame]]
id = "role"
label = "Roles"
kind = "role"
[[frame.code]]
id = "funder"
label = "Funder"
definition = "Gives money."
rules = ["grant*"]
[[frame]]
id = "stance"
label = "Stance"
kind = "stance"
[[frame.code]]
id = "impact"
label = "Impact"
definition = "Did something."
[[frame.code]]
id = "request"
label = "Request"
definition = "Asks."
[[frame.code]]
id = "criticism"
label = "Criticism"
definition = "A problem."
[[frame.code]]
id = "neutral"
label = "Neutral"
definition = "A fact."
"#;

/// Answers that spreadsheets like to change, among others.
const ANSWERS: [&str; 7] = [
    "Your campaign – “loud”",
    "The grant",
    "=1+1 campaign",
    "00123",
    "'quoted' words\nand a second line; with marks",
    "Ŵ! A grant, and a campaign",
    "n/a",
];

/// A project with one wave, and what was decided so far.
struct World {
    project: Project,
    responses: Responses,
    found: Codings,
    log: Vec<Decision>,
}

impl World {
    fn new() -> Self {
        World::with(&ANSWERS)
    }

    fn with(answers: &[&str]) -> Self {
        let texts = Texts {
            canvass: CANVASS,
            codebook: CODEBOOK,
            ..Texts::default()
        };
        let project = config::parse(&texts).unwrap().value;
        let mut export = String::from("Respondent ID,What difference did we make?\n");
        for (at, words) in answers.iter().enumerate() {
            let words = words.replace('"', "\"\"");
            writeln!(export, "{},\"{words}\"", 118_000_000 + at).unwrap();
        }
        let wave = &project.survey.waves[0];
        let read = ingest::read(&project.survey, wave, "e.csv", export.as_bytes());
        let responses = read.map_err(|faults| faults.to_string()).unwrap().value;
        let book = CompiledCodebook::compile(&project.codebook).unwrap().value;
        let found = book.code_wave(&project.survey, &responses);
        World {
            project,
            responses,
            found,
            log: vec![],
        }
    }

    /// Has a respondent tick an option, beside their words, that stands for a code.
    fn tick(&mut self, respondent: usize, code: &str) {
        let mut codings = self.found.codings().to_vec();
        codings.push(Coding {
            respondent,
            question: self.project.survey.questions[0].id.clone(),
            code: CodeRef::parse(code).unwrap(),
            source: Source::Option(OptionId::new("ticked").unwrap()),
            evidence: vec![],
            negated: false,
            stance: None,
        });
        let wave = self.found.wave().clone();
        let answers = self.found.answers().to_vec();
        self.found = Codings::new(wave, "book".into(), "1.0".into(), codings, answers);
    }

    /// The state after the decisions so far, through the record as it is on a disk.
    fn decided(&self) -> Decided {
        let folder = tempfile::tempdir().unwrap();
        let mut file = RecordFile::hold(folder.path()).unwrap();
        file.append(&self.log).unwrap();
        let record: Warned<Record> = file.read().unwrap();
        assert!(record.diagnostics.is_empty(), "{}", record.diagnostics);
        Decided::fold(&record.value, &self.project.codebook, &[&self.responses])
    }

    fn look<T>(&self, at: impl FnOnce(&Decided, &[Reviewed<'_>]) -> T) -> T {
        let decided = self.decided();
        let codings = decided.apply(self.found.clone(), &self.responses, &self.project.codebook);
        let wave = Reviewed {
            responses: &self.responses,
            found: &self.found,
            codings: &codings,
        };
        at(&decided, &[wave])
    }

    fn sheet(&self, perspective: &Perspective, coder: Option<&str>) -> Sheet {
        self.look(|decided, waves| {
            let queue = plain_queue(&self.found, &self.responses, decided);
            sheet(
                &self.project,
                waves,
                decided,
                &[],
                &queue,
                perspective,
                coder,
            )
        })
    }

    fn open(&self) -> Page {
        self.page(&Perspective::Open, "Ann")
    }

    fn page(&self, perspective: &Perspective, coder: &str) -> Page {
        let sheet = self.sheet(perspective, Some(coder));
        Page {
            headings: sheet.headings.clone(),
            rows: sheet.rows,
        }
    }

    fn read(&self, bytes: &[u8], adjudicates: bool) -> Result<Warned<Import>, Diagnostics> {
        self.look(|decided, waves| {
            let importer = Importer {
                project: &self.project,
                waves,
                decided,
                coder: None,
                adjudicates,
                now: Moment::from_unix(1_800_000_000).unwrap(),
            };
            import(&importer, "sheet.csv", bytes)
        })
    }

    fn import(&self, page: &Page) -> Warned<Import> {
        self.read(&page.csv(), false).unwrap()
    }

    /// Takes a sheet in for good; it must have no faults.
    fn accept(&mut self, page: &Page) -> Import {
        self.accept_bytes(&page.csv(), false)
    }

    fn accept_bytes(&mut self, bytes: &[u8], adjudicates: bool) -> Import {
        let read = self.read(bytes, adjudicates).unwrap();
        assert!(read.diagnostics.is_empty(), "{}", read.diagnostics);
        self.log.extend(read.value.decisions.iter().cloned());
        read.value
    }

    /// The codes that count for an answer, with their sources, and its stance.
    fn codes(&self, respondent: usize) -> String {
        self.look(|_, waves| {
            let question = &self.project.survey.questions[0].id;
            let codings = waves[0].codings.of_answer(respondent, question).iter();
            let codes: Vec<String> = codings
                .map(|c| format!("{}={}", c.code.code, c.source.kind().name()))
                .collect();
            codes.join(" ")
        })
    }
}

/// A sheet as cells that can be changed.
#[derive(Clone)]
struct Page {
    headings: Vec<String>,
    rows: Vec<Vec<String>>,
}

impl Page {
    fn column(&self, heading: &str) -> usize {
        self.headings.iter().position(|h| h == heading).unwrap()
    }

    /// The row of the answer that starts with `words`.
    fn row(&self, words: &str) -> usize {
        let answer = self.column("answer");
        self.rows
            .iter()
            .position(|row| row[answer].starts_with(words))
            .unwrap()
    }

    fn get(&self, words: &str, heading: &str) -> &str {
        &self.rows[self.row(words)][self.column(heading)]
    }

    fn set(mut self, words: &str, heading: &str, cell: &str) -> Self {
        let (row, column) = (self.row(words), self.column(heading));
        self.rows[row][column] = cell.to_owned();
        self
    }

    fn csv(&self) -> Vec<u8> {
        let mut text = String::from("\u{feff}");
        line(&mut text, &self.headings);
        for row in &self.rows {
            line(&mut text, row);
        }
        text.into_bytes()
    }
}

/// What each changed row decides.
fn what(import: &Import) -> Vec<String> {
    let changes = import.changes.iter();
    changes.map(|change| change.what.join(" ")).collect()
}
