//! What does the whole analysis of large exports cost beside parsing the CSV and nothing else: two waves read, coded,
//! counted with intervals, compared and cleared for publication?
//!
//! The floor walks every cell of both exports with the csv crate. The ratio of processor time is printed, and how much
//! memory was taken at most. `CANVASS_BENCH_ROWS=1000000` prints those of so many rows in each wave, and nothing else.

use std::fs::File;
use std::path::{Path, PathBuf};

use canvass::pipeline;

use benches::{costs, write_project};

fn main() {
    let rows = std::env::var("CANVASS_BENCH_ROWS").ok();
    match rows.and_then(|rows| rows.parse().ok()) {
        Some(rows) => print_ratio(rows),
        None => [215, 10_000, 100_000].into_iter().for_each(print_ratio),
    }
}

const WAVES: [u64; 2] = [2023, 2024];

/// A project with so many responses in each wave; it is written once.
fn project(rows: usize) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("canvass-bench-two-waves-{rows}"));
    let written = folder.join("written");
    if !written.exists() {
        write_project(&folder, &WAVES, rows).unwrap_or_else(|error| panic!("{error}"));
        std::fs::write(&written, "").unwrap_or_else(|error| panic!("{error}"));
    }
    folder
}

fn parse_alone(folder: &Path, rows: usize) -> usize {
    let mut bytes = 0;
    for wave in WAVES {
        let file = File::open(folder.join(format!("exports/{wave}.csv")));
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .from_reader(file.unwrap_or_else(|error| panic!("{error}")));
        let mut record = csv::ByteRecord::new();
        let mut records = 0;
        while reader.read_byte_record(&mut record).is_ok_and(|more| more) {
            records += 1;
            bytes += record.iter().map(<[u8]>::len).sum::<usize>();
        }
        assert_eq!(records, rows + 2);
    }
    bytes
}

fn analyse(folder: &Path, rows: usize) {
    let analysis = pipeline::analyse(folder).unwrap_or_else(|error| panic!("{error}"));
    let release = analysis.value.release;
    assert_eq!(release.waves.len(), WAVES.len());
    assert!(
        release
            .waves
            .iter()
            .all(|wave| wave.respondents == rows as u64)
    );
    assert!(!release.changes.is_empty());
}

#[expect(clippy::print_stdout, reason = "the answer of the bench")]
fn print_ratio(rows: usize) {
    let folder = project(rows);
    let runs = (200_000 / rows).clamp(1, 20);
    let [floor, whole] = costs(
        runs,
        [
            &|| {
                std::hint::black_box(parse_alone(&folder, rows));
            },
            &|| analyse(&folder, rows),
        ],
    );
    let ratio = whole.as_secs_f64() / floor.as_secs_f64();
    println!(
        "{rows} rows in each of two waves: parsing alone {floor:.2?}, the whole analysis {whole:.2?} ({ratio:.1} times), at most {} of memory",
        most_memory()
    );
}

/// The most memory that this process has taken so far, as the system tells it.
fn most_memory() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.map_or_else(
        || "an unknown amount".to_owned(),
        |amount| amount.trim().to_owned(),
    )
}
