//! What the fuzz targets share: surveys to read an input by, and archives around an input.

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};
use std::sync::OnceLock;

use canvass::config::{Texts, parse};
use canvass::diagnostics::Diagnostics;
use canvass::ingest;
use canvass::survey::{Platform, Survey};

/// The name under which every input is read.
pub const FILE: &str = "export";

/// Enough of a project for [`parse`].
const PROJECT: &str =
    "[project]\ntitle = \"T\"\norganisation = \"O\"\n\n[[wave]]\nid = \"w\"\nexport = \"export\"\n";
const CODEBOOK: &str = "id = \"c\"\nversion = \"1.0.0\"\n\n[[frame]]\nid = \"theme\"\nlabel = \"Themes\"\nkind = \"theme\"\n\n[[frame.code]]\nid = \"a\"\nlabel = \"A\"\ndefinition = \"A.\"\nuse_when = \"A.\"\nnot_for = \"B.\"\nexamples = []\nnear_misses = []\nrules = [\"a\"]\n";
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
