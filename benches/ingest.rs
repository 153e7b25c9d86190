//! What does reading an export into typed answers, and counting them, cost beside parsing the CSV and nothing else?
//!
//! The floor walks every cell with the csv crate. Both sides assert what they found. Compare the rows of the same
//! size: the ratio of `read_and_count` to `csv_alone` is the answer.

use canvass::ingest;
use canvass::tabulate::question_table;

use benches::{project, surveymonkey, ticks};

fn main() {
    divan::main();
}

const ROWS: [usize; 3] = [215, 10_000, 100_000];

#[divan::bench(args = ROWS)]
fn csv_alone(bencher: divan::Bencher<'_, '_>, rows: usize) {
    let export = surveymonkey(rows);
    bencher.bench(|| {
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .from_reader(export.as_bytes());
        let mut record = csv::ByteRecord::new();
        let (mut records, mut bytes) = (0, 0);
        while reader.read_byte_record(&mut record).is_ok_and(|more| more) {
            records += 1;
            bytes += record.iter().map(<[u8]>::len).sum::<usize>();
        }
        assert_eq!(records, rows + 2);
        bytes
    });
}

#[divan::bench(args = ROWS)]
fn read_and_count(bencher: divan::Bencher<'_, '_>, rows: usize) {
    let export = surveymonkey(rows);
    let project = project().unwrap_or_else(|faults| panic!("{faults}"));
    let (survey, wave) = (&project.survey, &project.survey.waves[0]);
    bencher.bench(|| {
        let responses = ingest::read(survey, wave, "export.csv", export.as_bytes())
            .unwrap_or_else(|faults| panic!("{faults}"))
            .value;
        let table = question_table(&survey.questions[0], &responses);
        let counted = table.as_ref().and_then(|table| table.lines[4].count);
        assert_eq!(counted, Some(ticks(rows, 4)));
    });
}
