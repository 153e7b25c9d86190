use crate::ingest::{detect, read};
use crate::survey::{Column, Platform, QuestionId, ResponseState, Responses, Survey};

const EXPORTS: [&[u8]; 3] = [
    include_bytes!("../../../../../fixtures/members-questionnaire/exports/2022-google-forms.csv"),
    include_bytes!("../../../../../fixtures/members-questionnaire/exports/2023-surveymonkey.csv"),
    #[cfg(feature = "spreadsheets")]
    include_bytes!(
        "../../../../../fixtures/members-questionnaire/exports/2024-microsoft-forms.xlsx"
    ),
    #[cfg(not(feature = "spreadsheets"))]
    b"",
];

/// The survey of the example project, without its codes: they are of no interest here.
fn survey() -> Survey {
    let text = include_str!("../../../../../fixtures/members-questionnaire/canvass.toml");
    let without_codes: String = text
        .lines()
        .filter(|line| !line.starts_with("codes =") && !line.starts_with("theme ="))
        .flat_map(|line| [line, "\n"])
        .collect();
    super::survey(&without_codes)
}

fn responses(survey: &Survey, wave: usize) -> Responses {
    let read = read(survey, &survey.waves[wave], "export", EXPORTS[wave]).unwrap();
    read.value
}

/// How many chose the option, and how many answered the question.
fn chose(survey: &Survey, responses: &Responses, question: &str, option: &str) -> (usize, usize) {
    let id = QuestionId::new(question).unwrap();
    let options = &survey.question(&id).unwrap().options;
    let option = options.iter().position(|o| o.id.as_str() == option);
    let column = responses.column(&id).unwrap();
    let answered = (0..column.len())
        .filter(|r| column.state(*r) == Some(ResponseState::Answered))
        .count();
    let chose = (0..column.len())
        .filter(|r| match column {
            Column::Choice(c) => {
                c.get(*r) == option.map(|o| crate::survey::Choice::Option(o as u16))
            }
            Column::MultiSelect(c) => c.ticked(*r, option.unwrap()),
            _ => false,
        })
        .count();
    (chose, answered)
}

#[test]
fn the_platforms_are_told_from_the_files() {
    for (export, platform) in EXPORTS.into_iter().zip([
        Platform::GoogleForms,
        Platform::SurveyMonkey,
        Platform::MicrosoftForms,
    ]) {
        if !export.is_empty() {
            assert_eq!(detect("export", export).unwrap().value.platform, platform);
        }
    }
}

#[test]
fn every_row_is_accounted_for() {
    let survey = survey();
    for (wave, respondents) in [(0, 168), (1, 187)] {
        let responses = responses(&survey, wave);
        assert_eq!(responses.respondents(), respondents);
        assert_eq!(responses.quality().records, respondents as u64);
        assert_eq!(responses.quality().unusable, 0);
    }
    let quality = responses(&survey, 1).quality().clone();
    assert_eq!(quality.exclusive_conflicts, 2);
    assert_eq!(quality.personal_columns, 5);
}

/// Counted in the files by another program.
#[test]
fn options_with_separators_in_them_are_counted_once() {
    let survey = survey();
    let responses_2022 = responses(&survey, 0);
    assert_eq!(
        chose(&survey, &responses_2022, "helped", "opportunities"),
        (88, 157)
    );
    assert_eq!(
        chose(&survey, &responses_2022, "helped", "funding"),
        (29, 157)
    );
    let responses_2023 = responses(&survey, 1);
    assert_eq!(
        chose(&survey, &responses_2023, "helped", "opportunities"),
        (98, 176)
    );
}

#[test]
#[cfg(feature = "spreadsheets")]
fn the_published_figures_come_out() {
    let survey = survey();
    let responses = responses(&survey, 2);
    assert_eq!(responses.respondents(), 215);
    assert_eq!(chose(&survey, &responses, "used", "yes"), (175, 215));
    assert_eq!(chose(&survey, &responses, "aware", "yes"), (169, 215));
}
