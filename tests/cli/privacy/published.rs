//! Every command on a project that is whole.

use super::marks::{assert_unmarked, marks_in};
use super::{decided, planted, run};

/// What is for the analyst alone.
const INTERNAL: [&str; 3] = ["coding/", "exports/", "canvass.toml"];

#[test]
fn no_output_tells_who_somebody_is() {
    let folder = planted();
    decided(&folder);
    let marked = folder.everything();
    for name in [
        "coding/review.csv",
        "coding/decisions.jsonl",
        "exports/2023-surveymonkey.csv",
    ] {
        let bytes = marked[name].as_ref().expect("a file");
        assert!(!marks_in(bytes).is_empty(), "nothing was planted in {name}");
    }
    let report = run(&folder, &["report", "--release"]);
    let told = String::from_utf8_lossy(&report.stdout);
    assert!(told.contains("It quotes "), "{told}");
    for arguments in [
        &[
            "report",
            "--pictures",
            "png",
            "--format",
            "md",
            "--out",
            "pixels",
        ][..],
        &["check"],
        &["check", "--fail-on", "note"],
        &["tables"],
        &["tables", "--format", "csv"],
        &["tables", "--format", "json"],
        &["tables", "--format", "xlsx", "--out", "figures/tables.xlsx"],
        &[
            "tables",
            "--format",
            "parquet",
            "--out",
            "figures/tables.parquet",
        ],
        &["tables", "--by", "region"],
        &["tables", "--who"],
        &["tables", "--internal", "--format", "json"],
        &[
            "tables",
            "--internal",
            "--format",
            "parquet",
            "--out",
            "figures/internal.parquet",
        ],
        &[
            "tables",
            "--who",
            "--format",
            "xlsx",
            "--out",
            "figures/who.xlsx",
        ],
        &["compare"],
        &["compare", "--format", "csv"],
        &[
            "compare",
            "--format",
            "parquet",
            "--out",
            "figures/compare.parquet",
        ],
        &["compare", "--format", "json", "--internal"],
        &[
            "compare",
            "--format",
            "xlsx",
            "--out",
            "figures/compare.xlsx",
        ],
        &["codebook", "test"],
        &["codebook", "lint"],
        &["codebook", "export", "book.qdc"],
        &["verify"],
        &["verify", "--format", "json"],
        &["explain", "ingest/personal-data"],
        &["--help"],
    ] {
        run(&folder, arguments);
    }
    let mut looked_at = 0;
    for (name, bytes) in folder.everything() {
        assert_unmarked("a file's name", name.as_bytes());
        let internal = INTERNAL.iter().any(|prefix| name.starts_with(prefix));
        if let Some(bytes) = bytes.filter(|_| !internal) {
            assert_unmarked(&name, &bytes);
            looked_at += 1;
        }
    }
    assert!(looked_at > 60, "only {looked_at} files were looked at");
    // Quotations are there, and what the marks stood for is taken out of them.
    let text = folder.read("out/report.txt");
    assert!(text.contains("[email address]"), "no quotation held a mark");
}
