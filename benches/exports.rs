//! Generated exports for the benches, and what is known of them beforehand.
//!
//! They are SurveyMonkey's: two heading rows, ids and dates, three questions of several answers with a column for each
//! option, seven of one answer, and four open ones. A response takes some 780 bytes, three in five of them words.

mod patterns;
mod questionnaire;
mod words;

use std::fmt::Write as _;
use std::io::{self, Write};
use std::path::Path;
use std::time::Duration;

use canvass::config::{Project, Texts, parse};

use self::questionnaire::{MULTI_SELECTS, OPEN, SINGLE_CHOICES, canvass_toml};
use self::words::{Random, answer};

/// How many options the first generated multi-select question has, besides "Other".
pub const OPTIONS: usize = questionnaire::HELP.len();

const CODEBOOK: &str = include_str!("../fixtures/members-questionnaire/codebook.toml");

/// A project of one wave, 2024.
///
/// # Errors
/// The faults of the generated texts, which would be a fault of this file.
pub fn project() -> Result<Project, String> {
    parse(&Texts {
        canvass: &canvass_toml(&[2024]),
        codebook: CODEBOOK,
        ..Texts::default()
    })
    .map(|project| project.value)
    .map_err(|faults| faults.to_string())
}

/// Writes a project with a codebook of 640 patterns and an export of so many responses for each wave into a folder.
///
/// # Errors
/// When the folder cannot be written to.
pub fn write_project(folder: &Path, waves: &[u64], rows: usize) -> io::Result<()> {
    std::fs::create_dir_all(folder.join("exports"))?;
    std::fs::write(folder.join("canvass.toml"), canvass_toml(waves))?;
    std::fs::write(folder.join("codebook.toml"), patterns::codebook(CODEBOOK))?;
    for wave in waves {
        let file = std::fs::File::create(folder.join(format!("exports/{wave}.csv")))?;
        let mut file = io::BufWriter::new(file);
        write_surveymonkey(&mut file, *wave, rows)?;
        file.flush()?;
    }
    Ok(())
}

/// The export of the wave 2024 with `rows` responses. Respondent `r` ticks option `o` of the first question when
/// `r + o` is a multiple of three.
pub fn surveymonkey(rows: usize) -> String {
    let mut bytes = Vec::with_capacity(rows * 800 + 4_000);
    write_surveymonkey(&mut bytes, 2024, rows).unwrap_or_else(|error| panic!("{error}"));
    String::from_utf8(bytes).unwrap_or_else(|error| panic!("{error}"))
}

/// Writes the export of a wave: see [`surveymonkey`].
///
/// # Errors
/// When it cannot be written.
pub fn write_surveymonkey(out: &mut impl Write, wave: u64, rows: usize) -> io::Result<()> {
    out.write_all(headings().as_bytes())?;
    let mut row = String::new();
    for number in 0..rows {
        row.clear();
        push_response(&mut row, wave, number);
        out.write_all(row.as_bytes())?;
    }
    Ok(())
}

/// How many responses of [`surveymonkey`] tick the option of the first question.
pub fn ticks(rows: usize, option: usize) -> u64 {
    (0..rows)
        .filter(|row| (row + option).is_multiple_of(3))
        .count() as u64
}

/// The time that this thread has had a processor so far. Other programs' work is not in it, as it is in the time of
/// day. Where the system does not tell, the time of day.
pub fn processor_time() -> Duration {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat");
    let nanoseconds = told
        .ok()
        .and_then(|told| told.split(' ').next()?.parse().ok());
    match nanoseconds {
        Some(nanoseconds) => Duration::from_nanos(nanoseconds),
        None => std::time::UNIX_EPOCH.elapsed().unwrap_or_default(),
    }
}

/// The processor time of each piece of work: the least of several runs. They take turns, so that a processor that is
/// slower for a while is so for all of them.
pub fn costs<const N: usize>(runs: usize, works: [&dyn Fn(); N]) -> [Duration; N] {
    let mut least = [Duration::MAX; N];
    for _ in 0..runs {
        for (work, least) in works.into_iter().zip(&mut least) {
            let start = processor_time();
            work();
            *least = (*least).min(processor_time().saturating_sub(start));
        }
    }
    least
}

fn headings() -> String {
    let mut questions = String::from("Respondent ID,Collector ID,Start Date,End Date");
    let mut labels = String::from(",,,");
    for question in MULTI_SELECTS {
        let _ = write!(questions, ",{}", question.text);
        questions.push_str(&",".repeat(question.options.len()));
        for option in question.options {
            let _ = write!(labels, ",{option}");
        }
        labels.push_str(",Other (please specify)");
    }
    for question in SINGLE_CHOICES {
        let _ = write!(questions, ",{}", question.text);
        labels.push_str(",Response");
    }
    for question in OPEN {
        let _ = write!(questions, ",{}", question.text);
        labels.push_str(",Open-Ended Response");
    }
    format!("{questions}\r\n{labels}\r\n")
}

fn push_response(out: &mut String, wave: u64, number: usize) {
    let mut random = Random::new(wave, number as u64);
    let minute = number % 60;
    let (day, month) = (number / 60 % 28 + 1, number / 1680 % 12 + 1);
    let id = 11_000_000_000 + wave * 10_000_000 + number as u64;
    let _ = write!(
        out,
        "{id},45{wave}01,{month:02}/{day:02}/{wave} 09:{minute:02}:08 AM,{month:02}/{day:02}/{wave} 09:{minute:02}:59 AM"
    );
    for (at, question) in MULTI_SELECTS.iter().enumerate() {
        for (option, label) in question.options.iter().enumerate() {
            out.push(',');
            let ticked = match at {
                0 => (number + option).is_multiple_of(3),
                _ => random.below(100) < 25,
            };
            if ticked {
                out.push_str(label);
            }
        }
        out.push(',');
        if random.below(100) < 4 {
            push_quoted(out, words::WRITE_INS[random.below(words::WRITE_INS.len())]);
        }
    }
    for question in SINGLE_CHOICES {
        out.push(',');
        if random.below(100) < 93 {
            push_quoted(out, question.options[random.below(question.options.len())]);
        }
    }
    for _ in OPEN {
        out.push(',');
        if random.below(100) < 74 {
            push_quoted(out, &answer(&mut random));
        }
    }
    out.push_str("\r\n");
}

/// Writes a cell, in quotation marks where it needs them.
fn push_quoted(out: &mut String, cell: &str) {
    if cell.contains([',', '"', '\n']) {
        let _ = write!(out, "\"{}\"", cell.replace('"', "\"\""));
    } else {
        out.push_str(cell);
    }
}
