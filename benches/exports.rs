//! Generated exports for the benches, and what is known of them beforehand.

use canvass::config::{Project, Texts, parse};

/// How many options the generated multi-select question has.
pub const OPTIONS: usize = 12;

/// A project of one wave: a SurveyMonkey export with one multi-select and one open question.
///
/// # Errors
/// The faults of the generated texts, which would be a fault of this file.
pub fn project() -> Result<Project, String> {
    let mut canvass = String::from(
        "[project]\ntitle = \"Bench\"\norganisation = \"Bench\"\n\n[[wave]]\nid = \"2024\"\nexport = \"export.csv\"\nplatform = \"surveymonkey\"\n\n[[question]]\nid = \"helped\"\nkind = \"multi-select\"\ntitle = \"Help\"\ntext = \"How did we help?\"\n",
    );
    for option in 0..OPTIONS {
        canvass.push_str(&format!(
            "\n[[question.option]]\nid = \"o{option}\"\nlabel = \"Kind of help number {option}\"\n"
        ));
    }
    canvass.push_str("\n[[question]]\nid = \"impact\"\nkind = \"open-text\"\ntitle = \"Impact\"\ntext = \"What changed?\"\nstance = \"impact\"\n");
    let codebook = include_str!("../fixtures/members-questionnaire/codebook.toml");
    parse(&Texts {
        canvass: &canvass,
        codebook,
        ..Texts::default()
    })
    .map(|project| project.value)
    .map_err(|faults| faults.to_string())
}

/// The export with `rows` responses. Respondent `r` ticks option `o` when `r + o` is a multiple of three, and every
/// second one writes something.
pub fn surveymonkey(rows: usize) -> String {
    const WORDS: [&str; 4] = [
        "The bulletin keeps us informed, and through it we found a grant for our rent.",
        "I felt less alone. Please hold more events outside London; the train costs a week's food.",
        "Your toolkit on governance, read aloud at our meeting, changed how we decide things.",
        "n/a",
    ];
    let mut text = String::from("Respondent ID,How did we help?");
    text.push_str(&",".repeat(OPTIONS));
    text.push_str("What changed?\n");
    for option in 0..OPTIONS {
        text.push_str(&format!(",Kind of help number {option}"));
    }
    text.push_str(",Open-Ended Response\n");
    for row in 0..rows {
        text.push_str(&format!("{}", 11_000_000_000 + row));
        for option in 0..OPTIONS {
            text.push(',');
            if (row + option).is_multiple_of(3) {
                text.push_str(&format!("Kind of help number {option}"));
            }
        }
        text.push(',');
        if row.is_multiple_of(2) {
            text.push_str(&format!("\"{}\"", WORDS[row / 2 % WORDS.len()]));
        }
        text.push('\n');
    }
    text
}

/// How many responses of [`surveymonkey`] tick the option.
pub fn ticks(rows: usize, option: usize) -> u64 {
    (0..rows)
        .filter(|row| (row + option).is_multiple_of(3))
        .count() as u64
}
