//! What the fuzz targets share: surveys to read an input by, and archives around an input.

pub mod targets;

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};
use std::sync::OnceLock;

use canvass::coding::{Codings, CompiledCodebook};
use canvass::config::{Project, Texts, parse};
use canvass::diagnostics::Diagnostics;
use canvass::ingest;
use canvass::review::Reviewed;
use canvass::survey::{Platform, Responses, Survey};

/// The name under which every input is read.
pub const FILE: &str = "export";

/// Enough of a project for [`parse`].
pub const PROJECT: &str =
    "[project]\ntitle = \"T\"\norganisation = \"O\"\n\n[[wave]]\nid = \"w\"\nexport = \"export\"\n";
/// Enough of a codebook for it.
pub const CODEBOOK: &str = "id = \"c\"\nversion = \"1.0.0\"\n\n[[frame]]\nid = \"theme\"\nlabel = \"Themes\"\nkind = \"theme\"\n\n[[frame.code]]\nid = \"a\"\nlabel = \"A\"\ndefinition = \"A.\"\nuse_when = \"A.\"\nnot_for = \"B.\"\nexamples = []\nnear_misses = []\nrules = [\"a\"]\n";
/// The most questions of an input that are asked for, to keep one run short.
const QUESTIONS: usize = 12;

/// Reads an input by a survey, for a platform or for the one that the input shows, and holds the reader to
/// what it promises: a fault has a place in this file, and every row is a response or left out for a reason.
pub fn read(survey: &Survey, platform: Option<Platform>, bytes: &[u8]) {
    let mut wave = survey.waves[0].clone();
    wave.platform = platform;
    match ingest::read(survey, &wave, FILE, bytes) {
        Ok(read) => {
            located(&read.diagnostics);
            let responses = read.value;
            assert!(
                responses.quality().accounts_for(responses.respondents()),
                "rows in are not responses and rows left out"
            );
        }
        Err(faults) => {
            assert!(faults.has_errors(), "no value and no error");
            located(&faults);
        }
    }
}

/// Every fault names the input.
pub fn located(faults: &Diagnostics) {
    assert!(faults.iter().all(|fault| fault.place.file == FILE));
}

/// A survey that is the same for every input, with a question of each kind.
pub fn fixed_survey() -> &'static Survey {
    static SURVEY: OnceLock<Survey> = OnceLock::new();
    SURVEY.get_or_init(|| {
        let questions = [
            "Which?",
            "Who?",
            "How happy?",
            "Rank",
            "How many?",
            "When?",
            "Why?",
        ];
        survey(&questions.map(str::to_owned)).expect("the fixed survey is sound")
    })
}

/// A survey that asks what the input's own headings ask, with the kinds of question in turn; `None` if no
/// project may ask it.
pub fn own_survey(bytes: &[u8]) -> Option<Survey> {
    let detected = ingest::detect(FILE, bytes).ok()?.value;
    survey(&detected.questions)
}

fn survey(questions: &[String]) -> Option<Survey> {
    const KINDS: [&str; 7] = [
        "multi-select",
        "single-choice",
        "scale",
        "ranking",
        "number",
        "date",
        "open-text",
    ];
    const OPTIONS: [&str; 4] = ["Yes", "No", "Other", "None of these"];
    let mut text = PROJECT.to_owned();
    let mut asked: Vec<&String> = Vec::new();
    for question in questions.iter().take(QUESTIONS) {
        if asked.contains(&question) {
            continue;
        }
        let index = asked.len();
        let kind = KINDS[index % KINDS.len()];
        asked.push(question);
        let words = quoted(question);
        let _ = write!(
            text,
            "\n[[question]]\nid = \"q{index}\"\nkind = \"{kind}\"\ntitle = \"Question {index}\"\ntext = {words}\n"
        );
        for (option, label) in OPTIONS
            .iter()
            .enumerate()
            .take(if index % 7 < 4 { 4 } else { 0 })
        {
            let _ = write!(
                text,
                "[[question.option]]\nid = \"o{option}\"\nlabel = \"{label}\"\n"
            );
            match kind {
                "scale" => drop(write!(text, "score = {option}\n")),
                "multi-select" | "single-choice" if *label == "Other" => text += "other = true\n",
                "multi-select" if option == 3 => text += "exclusive = true\n",
                _ => {}
            }
        }
    }
    let texts = Texts {
        canvass: &text,
        codebook: CODEBOOK,
        ..Texts::default()
    };
    parse(&texts).ok().map(|project| project.value.survey)
}

/// A TOML string.
fn quoted(text: &str) -> String {
    let mut out = "\"".to_owned();
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            c if c.is_control() => drop(write!(out, "\\u{:04X}", u32::from(c))),
            c => out.push(c),
        }
    }
    out + "\""
}

/// Splits an input into parts at a line `--`.
pub fn parts(bytes: &[u8]) -> Vec<&[u8]> {
    const LINE: &[u8] = b"\n--\n";
    let mut parts = Vec::new();
    let mut rest = bytes;
    while let Some(at) = rest.windows(LINE.len()).position(|window| window == LINE) {
        parts.push(&rest[..at]);
        rest = &rest[at + LINE.len()..];
    }
    parts.push(rest);
    parts
}

/// An archive of these files, stored as they are: compression would hide the input from the fuzzer.
pub fn archive(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options =
        zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for (name, bytes) in files {
        archive.start_file(*name, options).expect("a new file");
        archive.write_all(bytes).expect("writing to memory");
    }
    archive.finish().expect("writing to memory").into_inner()
}

const TYPES: &[u8] = br#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/></Types>"#;
const RELATIONS: &[u8] = br#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
const SHEETS: &[u8] = br#"<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>"#;
const SHEET_RELATIONS: &[u8] = br#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="sharedStrings.xml"/><Relationship Id="r3" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>"#;

/// An Excel workbook of these parts: its worksheet, and after it the shared strings, the styles and the list of sheets.
pub fn worksheet(parts: &[&[u8]]) -> Vec<u8> {
    let mut files = vec![
        ("[Content_Types].xml", TYPES),
        ("_rels/.rels", RELATIONS),
        ("xl/workbook.xml", parts.get(3).copied().unwrap_or(SHEETS)),
        ("xl/_rels/workbook.xml.rels", SHEET_RELATIONS),
        (
            "xl/worksheets/sheet1.xml",
            parts.first().copied().unwrap_or_default(),
        ),
    ];
    files.extend(parts.get(1).map(|part| ("xl/sharedStrings.xml", *part)));
    files.extend(parts.get(2).map(|part| ("xl/styles.xml", *part)));
    archive(&files)
}

/// A project with one open question, coded answers to it, and no decision yet.
pub struct World {
    pub project: Project,
    pub responses: Responses,
    pub found: Codings,
}

impl World {
    /// Its wave, as a person reviews it.
    pub fn reviewed(&self) -> Reviewed<'_> {
        Reviewed {
            responses: &self.responses,
            found: &self.found,
            codings: &self.found,
        }
    }
}

const QUESTION: &str = "platform = \"wide-table\"\n\n[[question]]\nid = \"impact\"\nkind = \"open-text\"\ntitle = \"Impact\"\ntext = \"What changed?\"\nstance = \"impact\"\n";
const ANSWERS: &str = "Respondent ID,What changed?\n118000000,\"Your campaign – “loud”\"\n118000001,The grant\n118000002,=1+1 a campaign\n118000003,\"'quoted' words\nand a grant; with marks\"\n118000004,n/a\n";

/// The same project for every input.
pub fn world() -> &'static World {
    static WORLD: OnceLock<World> = OnceLock::new();
    WORLD.get_or_init(|| {
        let texts = Texts {
            canvass: &format!("{PROJECT}{QUESTION}"),
            codebook: &CODEBOOK.replace("rules = [\"a\"]", "rules = [\"campaign*\", \"grant\"]"),
            ..Texts::default()
        };
        let project = parse(&texts).expect("the fixed project is sound").value;
        let wave = &project.survey.waves[0];
        let read = ingest::read(&project.survey, wave, FILE, ANSWERS.as_bytes());
        let responses = read.expect("the fixed answers are sound").value;
        let book = CompiledCodebook::compile(&project.codebook).expect("the fixed rules are sound");
        let found = book.value.code_wave(&project.survey, &responses);
        World {
            project,
            responses,
            found,
        }
    })
}
