//! What does reading an export into typed answers, and counting them, cost beside parsing the CSV and nothing else?
//!
//! The floor walks every cell with the csv crate. Both sides read the same file and assert what they found. Before the
//! benches the ratios of processor time are printed. `CANVASS_BENCH_ROWS=1000000` prints those of so many rows, and
//! nothing else.

use std::fs::File;
use std::path::{Path, PathBuf};

use canvass::config::Project;
use canvass::ingest;
use canvass::survey::Responses;
use canvass::tabulate::question_table;

use benches::{costs, project, ticks, write_project};

fn main() {
    let rows = std::env::var("CANVASS_BENCH_ROWS").ok();
    if let Some(rows) = rows.and_then(|rows| rows.parse().ok()) {
        print_ratios(rows);
        return;
    }
    ROWS.into_iter().for_each(print_ratios);
    divan::main();
}

const ROWS: [usize; 3] = [215, 10_000, 100_000];

/// An export on disk with so many responses; it is written once.
fn export(rows: usize) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("canvass-bench-{rows}"));
    let written = folder.join("written");
    if !written.exists() {
        write_project(&folder, &[2024], rows).unwrap_or_else(|error| panic!("{error}"));
        std::fs::write(&written, "").unwrap_or_else(|error| panic!("{error}"));
    }
    folder.join("exports/2024.csv")
}

fn parse_alone(path: &Path, rows: usize) -> usize {
    let file = File::open(path).unwrap_or_else(|error| panic!("{error}"));
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .from_reader(file);
    let mut record = csv::ByteRecord::new();
    let (mut records, mut bytes) = (0, 0);
    while reader.read_byte_record(&mut record).is_ok_and(|more| more) {
        records += 1;
        bytes += record.iter().map(<[u8]>::len).sum::<usize>();
    }
    assert_eq!(records, rows + 2);
    bytes
}

fn read(project: &Project, path: &Path, rows: usize) -> Responses {
    let (survey, wave) = (&project.survey, &project.survey.waves[0]);
    let responses = ingest::read_file(survey, wave, "export.csv", path)
        .unwrap_or_else(|faults| panic!("{faults}"))
        .value;
    assert_eq!(responses.respondents(), rows);
    responses
}

fn read_and_count(project: &Project, path: &Path, rows: usize) {
    let responses = read(project, path, rows);
    for question in &project.survey.questions {
        let table = question_table(question, &responses);
        if question.id.as_str() == "helped" {
            let counted = table.as_ref().and_then(|table| table.lines[4].count);
            assert_eq!(counted, Some(ticks(rows, 4)));
        }
    }
}

#[expect(clippy::print_stdout, reason = "the answer of the bench")]
fn print_ratios(rows: usize) {
    let project = project().unwrap_or_else(|faults| panic!("{faults}"));
    let path = export(rows);
    let runs = (1_000_000 / rows).clamp(3, 50);
    let [floor, reading, counting] = costs(
        runs,
        [
            &|| {
                std::hint::black_box(parse_alone(&path, rows));
            },
            &|| {
                read(&project, &path, rows);
            },
            &|| read_and_count(&project, &path, rows),
        ],
    );
    let times = |cost: std::time::Duration| cost.as_secs_f64() / floor.as_secs_f64();
    println!(
        "{rows} rows: parsing alone {floor:.1?}, reading {reading:.1?} ({:.2} times), reading and counting {counting:.1?} ({:.2} times)",
        times(reading),
        times(counting)
    );
}

#[divan::bench(args = ROWS)]
fn csv_alone(bencher: divan::Bencher<'_, '_>, rows: usize) {
    let path = export(rows);
    bencher.bench(|| parse_alone(&path, rows));
}

#[divan::bench(args = ROWS)]
fn reading(bencher: divan::Bencher<'_, '_>, rows: usize) {
    let project = project().unwrap_or_else(|faults| panic!("{faults}"));
    let path = export(rows);
    bencher.bench(|| read(&project, &path, rows));
}

#[divan::bench(args = ROWS)]
fn reading_and_counting(bencher: divan::Bencher<'_, '_>, rows: usize) {
    let project = project().unwrap_or_else(|faults| panic!("{faults}"));
    let path = export(rows);
    bencher.bench(|| read_and_count(&project, &path, rows));
}
