//! Damaged exports end in responses or in located faults, and no row is lost without a reason.

use proptest::prelude::*;

use super::*;
use crate::ingest::inspect;

/// A small export in the layout of every platform, as the fuzz targets start from.
const SAMPLES: &[&[u8]] = &[
    include_bytes!("../../../../../tests/fuzz/seeds/text/alchemer.csv"),
    include_bytes!("../../../../../tests/fuzz/seeds/text/google_forms.csv"),
    include_bytes!("../../../../../tests/fuzz/seeds/text/google_forms_grid.tsv"),
    include_bytes!("../../../../../tests/fuzz/seeds/text/jotform.csv"),
    include_bytes!("../../../../../tests/fuzz/seeds/text/kobo.csv"),
    include_bytes!("../../../../../tests/fuzz/seeds/text/lime_survey.csv"),
    include_bytes!("../../../../../tests/fuzz/seeds/text/long.csv"),
    include_bytes!("../../../../../tests/fuzz/seeds/text/mac_roman.csv"),
    include_bytes!("../../../../../tests/fuzz/seeds/text/microsoft_forms.csv"),
    include_bytes!("../../../../../tests/fuzz/seeds/text/pipe_titles.txt"),
    include_bytes!("../../../../../tests/fuzz/seeds/text/qualtrics.csv"),
    include_bytes!("../../../../../tests/fuzz/seeds/text/red_cap.csv"),
    include_bytes!("../../../../../tests/fuzz/seeds/text/smart_survey.csv"),
    include_bytes!("../../../../../tests/fuzz/seeds/text/survey_monkey.csv"),
    include_bytes!("../../../../../tests/fuzz/seeds/text/typeform.csv"),
    include_bytes!("../../../../../tests/fuzz/seeds/text/unpaired.csv"),
    include_bytes!("../../../../../tests/fuzz/seeds/text/utf_16.csv"),
];

/// The example's exports.
const EXPORTS: &[&[u8]] = &[
    include_bytes!("../../../../../fixtures/members-questionnaire/exports/2022-google-forms.csv"),
    include_bytes!("../../../../../fixtures/members-questionnaire/exports/2023-surveymonkey.csv"),
    include_bytes!(
        "../../../../../fixtures/members-questionnaire/exports/2024-microsoft-forms.xlsx"
    ),
];

/// What may stand anywhere in a damaged file.
const INSERTED: &[&[u8]] = &[
    b"\"",
    b"\"\"",
    b",",
    b";",
    b"\t",
    b"|",
    b"\n",
    b"\r",
    b"\r\n",
    b"\0",
    b"\xff",
    b"\xca",
    b"\xef\xbf\xbd",
    b"<",
    b"</",
    b"&amp;",
    b"&x;",
    b"=",
    b"-99",
    b"Yes",
    b"Other",
];

/// One damage; places are shares of the length, in 65,536ths.
#[derive(Debug, Clone)]
enum Damage {
    Truncate(u16),
    Flip(u16, u8),
    Insert(u16, usize),
    /// Copies a stretch to another place.
    Splice(u16, u16, usize),
    Repeat(u16, usize, usize),
    Remove(u16, usize),
}

fn damage() -> impl Strategy<Value = Damage> {
    prop_oneof![
        any::<u16>().prop_map(Damage::Truncate),
        (any::<u16>(), 1..=255u8).prop_map(|(at, bits)| Damage::Flip(at, bits)),
        (any::<u16>(), 0..INSERTED.len()).prop_map(|(at, what)| Damage::Insert(at, what)),
        (any::<u16>(), any::<u16>(), 1..60usize).prop_map(|(a, b, n)| Damage::Splice(a, b, n)),
        (any::<u16>(), 1..60usize, 2..20usize).prop_map(|(at, n, t)| Damage::Repeat(at, n, t)),
        (any::<u16>(), 1..60usize).prop_map(|(at, n)| Damage::Remove(at, n)),
    ]
}

fn apply(bytes: &mut Vec<u8>, damage: &Damage) {
    let length = bytes.len();
    let place = |share: u16| length * usize::from(share) / 65_536;
    let stretch = |at: usize, n: usize| at..(at + n).min(length);
    match *damage {
        Damage::Truncate(at) => bytes.truncate(place(at)),
        Damage::Flip(at, bits) => {
            if let Some(byte) = bytes.get_mut(place(at)) {
                *byte ^= bits;
            }
        }
        Damage::Insert(at, what) => {
            let at = place(at);
            bytes.splice(at..at, INSERTED[what].iter().copied());
        }
        Damage::Splice(from, to, n) => {
            let copied = bytes[stretch(place(from), n)].to_vec();
            bytes.splice(place(to)..place(to), copied);
        }
        Damage::Repeat(at, n, times) => {
            let copied = bytes[stretch(place(at), n)].repeat(times);
            bytes.splice(place(at)..place(at), copied);
        }
        Damage::Remove(at, n) => drop(bytes.drain(stretch(place(at), n))),
    }
}

fn form(platform: Option<Platform>) -> Form {
    const OPTIONS: &[&str] = &["Yes", "No", "Other", "None of these"];
    Form::new(
        platform,
        vec![
            multi("m", "Which?", OPTIONS),
            single("s", "Who?", OPTIONS),
            scale("p", "How happy?", OPTIONS),
            number("n", "How many?"),
            text("t", "Why?"),
        ],
    )
}

/// Reads an export and holds the reader to what it promises.
fn check(form: &Form, bytes: &[u8]) {
    let faults = match form.read(bytes) {
        Ok(read) => {
            let responses = read.value;
            assert!(responses.quality().accounts_for(responses.respondents()));
            read.diagnostics
        }
        Err(faults) => {
            assert!(faults.has_errors());
            faults
        }
    };
    assert!(faults.iter().all(|fault| fault.place.file == "export.csv"));
}

/// Looks at an export that nobody knows.
fn check_inspection(bytes: &[u8]) {
    let faults = match inspect("export.csv", bytes, None) {
        Ok(seen) => {
            let records = seen.value.records;
            let questions = &seen.value.questions;
            assert!(questions.iter().all(|found| found.answered <= records));
            seen.diagnostics
        }
        Err(faults) => faults,
    };
    assert!(faults.iter().all(|fault| fault.place.file == "export.csv"));
}

#[test]
fn nobody_answers_without_a_response() {
    let mut bytes = SAMPLES[8].to_vec();
    apply(&mut bytes, &Damage::Splice(40_633, 23_593, 38));
    check_inspection(&bytes);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn damaged_texts(
        sample in 0..SAMPLES.len(),
        platform in 0..Platform::ALL.len(),
        damages in prop::collection::vec(damage(), 1..5),
    ) {
        let mut bytes = SAMPLES[sample].to_vec();
        damages.iter().for_each(|damage| apply(&mut bytes, damage));
        check(&form(None), &bytes);
        check_inspection(&bytes);
        check(&form(Some(Platform::ALL[platform])), &bytes);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(8))]

    #[test]
    fn damaged_exports_of_the_example(
        export in 0..EXPORTS.len(),
        damages in prop::collection::vec(damage(), 1..5),
    ) {
        let mut bytes = EXPORTS[export].to_vec();
        damages.iter().for_each(|damage| apply(&mut bytes, damage));
        check(&form(Some(Platform::WideTable)), &bytes);
        check(&form(None), &bytes);
    }
}

#[cfg(feature = "spreadsheets")]
proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn damaged_workbooks(damages in prop::collection::vec(damage(), 1..5)) {
        let sheet = workbooks::sheet_xml(
            r#"<row r="1"><c r="A1" t="inlineStr"><is><t>Which?</t></is></c><c r="B1" t="inlineStr"><is><t>Why?</t></is></c></row><row r="2"><c r="A2" t="str"><v>Yes</v></c><c r="B2"><v>3.0</v></c></row><row r="4"><c r="B4" t="e"><v>#N/A</v></c></row>"#,
        );
        let content = br#"<office:document-content><office:body><office:spreadsheet><table:table table:name="S"><table:table-row><table:table-cell><text:p>Which?</text:p></table:table-cell><table:table-cell><text:p>Why?</text:p></table:table-cell></table:table-row><table:table-row table:number-rows-repeated="2"><table:table-cell office:value-type="string"><text:p>Yes</text:p></table:table-cell><table:table-cell office:value-type="float" office:value="3" table:number-columns-repeated="2"/></table:table-row></table:table></office:spreadsheet></office:body></office:document-content>"#;
        let form = form(Some(Platform::WideTable));
        let damaged = |bytes: &[u8]| {
            let mut bytes = bytes.to_vec();
            damages.iter().for_each(|damage| apply(&mut bytes, damage));
            bytes
        };
        check(&form, &workbooks::crafted(&damaged(&sheet)));
        check(&form, &damaged(&workbooks::crafted(&sheet)));
        check(&form, &workbooks::archive(&[("content.xml", &damaged(content))]));
    }
}
