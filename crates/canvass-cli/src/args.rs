use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;

pub(crate) use crate::commands::codebook::Codebook;

/// Turns a year's questionnaire exports into an honest, accessible impact report.
#[derive(Debug, Parser)]
#[command(
    name = "canvass",
    version,
    arg_required_else_help = true,
    after_help = "Exit status: 0 when a command did its work, 1 when it did and found what its help names, 2 when it failed."
)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Write the example project and run the whole job on it
    Demo {
        /// The folder to write the example to
        #[arg(default_value = "canvass-demo", value_name = "DIR")]
        folder: PathBuf,
    },
    /// Draft a project from exports: questions, options, and what the waves have in common
    Init {
        /// The exports, one for each wave, exactly as downloaded; a year in a file's name is its wave's
        #[arg(required = true, value_name = "EXPORT")]
        exports: Vec<PathBuf>,
        /// The folder for the project
        #[arg(long, value_name = "DIR")]
        to: PathBuf,
        /// The sheet that holds the responses, where exports are workbooks [default: told from the sheets]
        #[arg(long, value_name = "NAME")]
        sheet: Option<String>,
    },
    /// Say what was read, and every fault of the project's files, at once
    Check {
        #[command(flatten)]
        project: ProjectFolder,
        /// End with exit status 1 when there is a fault of at least this severity
        #[arg(long, value_name = "SEVERITY")]
        fail_on: Option<FailOn>,
    },
    /// Code the answers and write the sheet in which people review the codes
    Code(CodeSheet),
    /// Take reviewed codes in
    Review {
        #[command(subcommand)]
        what: Review,
    },
    /// Print how far coders agree on coded answers, and how well the rules find what they gave
    Agreement(Agreement),
    /// Print the figures of a wave: how many chose each option, and wrote of each code
    Tables(Tables),
    /// Print how the figures changed from the wave before
    Compare(Compare),
    /// Write the report as HTML, Word and other files
    Report(Report),
    /// Look whether a report is still what its manifest says, and whether the same comes out again; ends with exit
    /// status 1 when something differs
    Verify(Verify),
    /// Look after the codebook: test it, compare versions, see what it finds and misses
    #[command(subcommand)]
    Codebook(Codebook),
    /// Print the page of a diagnostic, such as "config/unknown-key"
    Explain {
        /// The diagnostic's code; without one, all codes are listed
        code: Option<String>,
    },
    /// Print the JSON Schema of a file that you write or of what a command prints
    Schema {
        /// The file or the command, such as "canvass" for canvass.toml; without one, all are listed
        name: Option<String>,
    },
    /// Print what makes a shell complete the command's words, such as for: source <(canvass completions bash)
    Completions {
        /// The shell
        #[arg(value_enum)]
        shell: Shell,
    },
    /// Write the manual pages, one for each command
    Man {
        /// The folder for them
        #[arg(value_name = "DIR")]
        folder: PathBuf,
    },
}

#[derive(Debug, Args)]
pub(crate) struct ProjectFolder {
    /// The folder of the survey project
    #[arg(long = "project", value_name = "DIR", default_value = ".")]
    pub(crate) folder: PathBuf,
}

/// Which files of the report to write, and when.
#[derive(Debug, Args)]
pub(crate) struct Report {
    #[command(flatten)]
    pub(crate) project: ProjectFolder,
    /// The folder for the report's files [default: the folder "out" of the project]
    #[arg(long, value_name = "DIR")]
    pub(crate) out: Option<PathBuf>,
    /// The formats to write, with commas between them [default: all]
    #[arg(long, value_enum, value_delimiter = ',', value_name = "FORMAT")]
    pub(crate) format: Vec<ReportFormat>,
    /// What the pictures are written as [default: svg, where a format asks for them]
    #[arg(long, value_enum, value_name = "KIND")]
    pub(crate) pictures: Option<Pictures>,
    /// Release the report: write what it tells into release-ledger.json, so that later reports give nothing of it away.
    /// Without this the report is marked as a draft
    #[arg(long)]
    pub(crate) release: bool,
    /// Tell other figures than a released report did, as far as they are safe beside those; the reason is kept
    #[arg(long, value_name = "REASON", value_parser = reason)]
    pub(crate) correct: Option<String>,
    /// Take the last released report back, because nobody has it yet, and write no report; the reason is kept
    #[arg(
        long,
        value_name = "REASON",
        value_parser = reason,
        conflicts_with_all = ["out", "format", "pictures", "watch", "release", "correct", "write_template"]
    )]
    pub(crate) withdraw: Option<String>,
    /// Write the report again whenever a file of the project changes, until Ctrl-C
    #[arg(long, conflicts_with = "release")]
    pub(crate) watch: bool,
    /// Write a built-in template, or a file of the report's words such as wording/sections.toml, into the project's
    /// folder "templates", to be changed, and no report
    #[arg(long, value_name = "NAME", conflicts_with_all = ["out", "format", "pictures", "watch", "release", "correct"])]
    pub(crate) write_template: Option<String>,
}

/// Which report to look at, and how to print what is found.
#[derive(Debug, Args)]
pub(crate) struct Verify {
    #[command(flatten)]
    pub(crate) project: ProjectFolder,
    /// The folder of the report's files [default: the folder "out" of the project]
    #[arg(long, value_name = "DIR")]
    pub(crate) out: Option<PathBuf>,
    /// How to print what is found
    #[arg(long, value_enum, default_value_t = VerifyFormat::Text)]
    pub(crate) format: VerifyFormat,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum VerifyFormat {
    /// In plain words
    Text,
    /// As described by the JSON Schema of the command
    Json,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ReportFormat {
    /// A web page in one file
    Html,
    /// A Word file
    Docx,
    /// A workbook of the tables
    Xlsx,
    /// Markdown
    Md,
    /// Plain text
    Txt,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Pictures {
    /// Drawings, which can be made larger without loss
    Svg,
    /// Pixels, 200 to the inch
    Png,
}

/// Which figures to print, and how.
#[derive(Debug, Args)]
pub(crate) struct Figures {
    #[command(flatten)]
    pub(crate) project: ProjectFolder,
    /// The wave to look at [default: the one that the report is about]
    #[arg(long, value_name = "ID")]
    pub(crate) wave: Option<String>,
    /// This question only [default: every question and every code frame]
    #[arg(long, value_name = "ID")]
    pub(crate) question: Option<String>,
    /// This code frame of the codebook only, such as theme, stance or need [default: every question and every code frame]
    #[arg(long, value_name = "ID", conflicts_with = "question")]
    pub(crate) frame: Option<String>,
    /// How to print them
    #[arg(long, value_enum, default_value_t = FigureFormat::Text)]
    pub(crate) format: FigureFormat,
    /// The file to write them to; needed for Parquet and XLSX [default: standard output]
    #[arg(long, value_name = "FILE", required_if_eq_any = [("format", "parquet"), ("format", "xlsx")])]
    pub(crate) out: Option<PathBuf>,
    /// Print unsuppressed figures, marked as such: never publish them or pass them on
    #[arg(long)]
    pub(crate) internal: bool,
}

/// Which review sheet to write.
#[derive(Debug, Args)]
pub(crate) struct CodeSheet {
    #[command(flatten)]
    pub(crate) project: ProjectFolder,
    /// The wave whose answers to review [default: the one that the report is about]
    #[arg(long, value_name = "ID")]
    pub(crate) wave: Option<String>,
    /// What to write
    #[arg(long, value_enum, default_value_t = SheetFormat::Xlsx)]
    pub(crate) format: SheetFormat,
    /// Write a sheet for a second coder, who is named with --coder, without any codes
    #[arg(long, requires = "coder")]
    pub(crate) blind: bool,
    /// Who will work in the sheet
    #[arg(long, value_name = "NAME")]
    pub(crate) coder: Option<String>,
    /// The file to write [default: a file in the folder "coding" of the project]
    #[arg(long, value_name = "FILE")]
    pub(crate) to: Option<PathBuf>,
    /// Hand the answers to this program, and show what it proposes beside the rules; docs/agreement-and-suggestions.md
    /// says what it must read and write
    #[arg(long, value_name = "COMMAND", conflicts_with = "blind")]
    pub(crate) suggester: Option<String>,
    /// The longest that this program may take, in seconds
    #[arg(
        long,
        value_name = "SECONDS",
        default_value_t = 600,
        requires = "suggester"
    )]
    pub(crate) suggester_seconds: u64,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Review {
    /// Add what a review sheet decides to the record of decisions; ends with exit status 1 when a row is refused or in
    /// conflict
    Import(ImportSheet),
}

/// Which sheet to take in, and how.
#[derive(Debug, Args)]
pub(crate) struct ImportSheet {
    /// The sheet, as a workbook or CSV
    pub(crate) file: PathBuf,
    #[command(flatten)]
    pub(crate) project: ProjectFolder,
    /// Say what the sheet would change, and record nothing
    #[arg(long)]
    pub(crate) dry_run: bool,
    /// Who decided in the sheet [default: the name that stands in it]
    #[arg(long, value_name = "NAME")]
    pub(crate) coder: Option<String>,
    /// The sheet settles what coders decided differently
    #[arg(long)]
    pub(crate) adjudicate: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum SheetFormat {
    /// A workbook with lists to choose from, and the codes on a sheet of their own
    Xlsx,
    /// One table as text, which every spreadsheet opens
    Csv,
}

/// What to tell of one wave.
#[derive(Debug, Args)]
pub(crate) struct Tables {
    #[command(flatten)]
    pub(crate) figures: Figures,
    /// Part respondents by this question, with a column of figures for each group
    #[arg(long, value_name = "QUESTION")]
    pub(crate) by: Option<String>,
    /// Tell who answered instead: responses, item nonresponse, groups beside members
    #[arg(long, conflicts_with_all = ["by", "question", "frame"])]
    pub(crate) who: bool,
    /// Tell where codes come from instead: options, rules, people; with --internal only
    #[arg(long, requires = "internal", conflicts_with_all = ["by", "question", "frame", "who"])]
    pub(crate) sources: bool,
}

/// What to tell of two waves.
#[derive(Debug, Args)]
pub(crate) struct Compare {
    #[command(flatten)]
    pub(crate) figures: Figures,
    /// What a CSV, Parquet or XLSX file holds; text and JSON have all of it
    #[arg(long, value_enum, value_name = "WHAT", default_value_t = Comparison::Changes)]
    pub(crate) of: Comparison,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Comparison {
    /// How each figure changed
    Changes,
    /// How far options of a question are apart, and how that changed; with --internal only
    Gaps,
    /// How each figure moved over all waves; with --internal only
    Trends,
    /// What changed among members who answered in both waves; with --internal only
    Linked,
}

/// Whose codings to compare, and how to print the result.
#[derive(Debug, Args)]
pub(crate) struct Agreement {
    #[command(flatten)]
    pub(crate) project: ProjectFolder,
    /// A CSV file of answers coded by people: id, question, text, and a column "coder_..." for each of them
    /// [default: the record of the project's decisions]
    #[arg(long, value_name = "FILE")]
    pub(crate) coded: Option<PathBuf>,
    /// The question of the project that a name in the file stands for, where they differ
    #[arg(long = "question", value_name = "NAME=ID", value_parser = name_and_id, requires = "coded")]
    pub(crate) questions: Vec<(String, String)>,
    /// How to print the result; JSON has figures and differences
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub(crate) format: Format,
    /// List the answers and codes on which coders or rules differ
    #[arg(long)]
    pub(crate) disagreements: bool,
    /// Print instead what the model learnt from people's decisions is worth, and what unread answers may hold
    #[arg(long, conflicts_with_all = ["coded", "disagreements", "internal"])]
    pub(crate) model: bool,
    /// Show the words of these answers: never publish them or pass them on
    #[arg(long)]
    pub(crate) internal: bool,
}

fn reason(text: &str) -> Result<String, &'static str> {
    let reason = text.trim();
    if reason.is_empty() {
        return Err("say why");
    }
    Ok(reason.to_owned())
}

fn name_and_id(text: &str) -> Result<(String, String), &'static str> {
    let (name, id) = text.split_once('=').ok_or("NAME=ID is needed")?;
    Ok((name.to_owned(), id.to_owned()))
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// Plain tables to read
    Text,
    /// One row for each figure; text that a spreadsheet would take for a formula starts with an apostrophe
    Csv,
    /// As described by the JSON Schema of the command
    Json,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum FigureFormat {
    /// Plain tables to read
    Text,
    /// One row for each figure; text that a spreadsheet would take for a formula starts with an apostrophe
    Csv,
    /// As described by the JSON Schema of the command
    Json,
    /// One row for each figure, with the meaning of every column in the file
    Parquet,
    /// One row for each figure, and a sheet that says what every column means; text is never a formula
    Xlsx,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum FailOn {
    /// Warnings
    Warning,
    /// Warnings and notes
    Note,
}
