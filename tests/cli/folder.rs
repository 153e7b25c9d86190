use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A folder of its own for one test, gone when the test is over.
pub(crate) struct Folder {
    path: PathBuf,
    _root: tempfile::TempDir,
}

/// How a run of the command ended.
pub(crate) struct Outcome {
    pub(crate) status: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Folder {
    pub(crate) fn empty() -> Self {
        let root = tempfile::tempdir().expect("a temporary folder can be made");
        let path = root.path().join("Members' answers – Tŷ Newydd (copy)");
        fs::create_dir(&path).expect("a folder can be made");
        Folder { path, _root: root }
    }

    /// A folder with a copy of the example project, without any report.
    pub(crate) fn with_example() -> Self {
        let folder = Folder::empty();
        let example =
            Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/members-questionnaire");
        copy(&example, &folder.path);
        folder
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.path.join(name)
    }

    pub(crate) fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    pub(crate) fn write(&self, name: &str, content: impl AsRef<[u8]>) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().expect("a file is in a folder"))
            .expect("its folder can be made");
        fs::write(path, content).expect("the file can be written");
    }

    /// Puts other words into a file; what they replace must be there.
    pub(crate) fn replace(&self, name: &str, from: &str, to: &str) {
        let text = self.read(name);
        assert!(text.contains(from), "{name} does not hold {from:?}");
        self.write(name, text.replace(from, to));
    }

    /// Where a file holds `words`, as a message gives it: `canvass.toml:12:7`.
    pub(crate) fn place(&self, name: &str, words: &str) -> String {
        let text = self.read(name);
        let (before, _) = text
            .split_once(words)
            .unwrap_or_else(|| panic!("{name} does not hold {words:?}"));
        let line = before.matches('\n').count() + 1;
        let column = before.chars().rev().take_while(|c| *c != '\n').count() + 1;
        format!("{name}:{line}:{column}")
    }

    /// Every file and folder in here, with the files' bytes.
    pub(crate) fn everything(&self) -> BTreeMap<String, Option<Vec<u8>>> {
        let mut found = BTreeMap::new();
        list(&self.path, "", &mut found);
        found
    }

    /// Runs the command in this folder.
    pub(crate) fn run<A: AsRef<OsStr>>(&self, arguments: &[A]) -> Outcome {
        let output = self
            .command(arguments)
            .output()
            .expect("the command can be started");
        let text = |bytes| String::from_utf8(bytes).expect("the command writes UTF-8");
        Outcome {
            status: output.status.code().expect("the command ends by itself"),
            stdout: text(output.stdout),
            stderr: text(output.stderr),
        }
    }

    pub(crate) fn command<A: AsRef<OsStr>>(&self, arguments: &[A]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_canvass"));
        command.current_dir(&self.path).args(arguments);
        command
    }
}

impl Outcome {
    /// The outcome of a run that did its work.
    #[track_caller]
    pub(crate) fn done(self) -> Self {
        assert_eq!(
            self.status, 0,
            "standard output:\n{}\nstandard error:\n{}",
            self.stdout, self.stderr
        );
        self
    }
}

/// A sheet as text, as cells that can be changed.
pub(crate) struct Page(pub(crate) Vec<Vec<String>>);

impl Page {
    pub(crate) fn of(folder: &Folder, name: &str) -> Self {
        let text = folder.read(name);
        let text = text.trim_start_matches('\u{feff}');
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .from_reader(text.as_bytes());
        let rows = reader.records().map(|row| {
            let row = row.expect("the sheet is CSV");
            row.iter().map(str::to_owned).collect()
        });
        Page(rows.collect())
    }

    pub(crate) fn column(&self, heading: &str) -> usize {
        let at = self.0[0].iter().position(|cell| cell == heading);
        at.unwrap_or_else(|| panic!("no column {heading}"))
    }

    pub(crate) fn set(&mut self, row: usize, heading: &str, cell: &str) {
        let column = self.column(heading);
        self.0[row][column] = cell.to_owned();
    }

    pub(crate) fn write(&self, folder: &Folder, name: &str) {
        let mut writer = csv::WriterBuilder::new().from_writer(Vec::new());
        for row in &self.0 {
            writer.write_record(row).expect("the sheet can be written");
        }
        folder.write(name, writer.into_inner().expect("it is in memory"));
    }
}

/// What a reader of a report's HTML sees, on one line, without markup.
pub(crate) fn visible(html: &str) -> String {
    let body = html.split_once("<main").map_or(html, |(_, body)| body);
    let mut text = String::new();
    let mut inside = false;
    for c in body.chars() {
        match c {
            '<' => inside = true,
            '>' => {
                inside = false;
                text.push(' ');
            }
            _ if !inside => text.push(c),
            _ => {}
        }
    }
    for (escaped, plain) in [
        ("&#x27;", "'"),
        ("&#39;", "'"),
        ("&quot;", "\""),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&amp;", "&"),
    ] {
        text = text.replace(escaped, plain);
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn list(folder: &Path, prefix: &str, found: &mut BTreeMap<String, Option<Vec<u8>>>) {
    for entry in fs::read_dir(folder).expect("the folder can be read") {
        let entry = entry.expect("the folder can be read");
        let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() {
            list(&entry.path(), &format!("{name}/"), found);
            found.insert(name, None);
        } else {
            found.insert(
                name,
                Some(fs::read(entry.path()).expect("the file can be read")),
            );
        }
    }
}

fn copy(from: &Path, to: &Path) {
    for entry in fs::read_dir(from).expect("the example can be read") {
        let entry = entry.expect("the example can be read");
        let place = to.join(entry.file_name());
        if entry.path().is_dir() {
            fs::create_dir(&place).expect("a folder can be made");
            copy(&entry.path(), &place);
        } else {
            fs::copy(entry.path(), place).expect("the file can be copied");
        }
    }
}
