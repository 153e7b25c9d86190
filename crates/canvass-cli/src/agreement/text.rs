use canvass::agreement::{AgreementOnFrame, Alpha, FrameScores, Part, Scores, SetDistance};
use canvass::stats::Trust;

use super::records::trust_word;
use super::{Report, differing};
use crate::figures::aligned::{Side, table};

/// What stands where a figure is undefined.
const UNDEFINED: &str = "undefined";

/// What the text says first when it shows answers.
const INTERNAL: &str = "INTERNAL: this shows people's answers. Never publish it or pass it on.\n\n";

/// The figures as plain tables: people with each other, then rules with people.
pub(crate) fn figures_text(report: &Report<'_>) -> String {
    let judgements = report.judgements;
    let mut text = format!(
        "{}: agreement on {} coded answers. Codebook: {}, version {}.\n",
        report.organisation,
        judgements.answers().len(),
        report.codebook.id,
        report.codebook.version
    );
    if report.people.coders.len() >= 2 {
        text.push_str(&format!(
            "\nPeople with each other: {}\n\
             Krippendorff's alpha, with a 95% interval from drawing the answers again; from 0.800 reliable, from 0.667\n\
             tentative, otherwise below what conclusions may be built on. An outcome counts for its theme as well.\n",
            report.people.coders.join(", ")
        ));
        for frame in &report.people.frames {
            text.push_str(&people(report, frame));
        }
    } else {
        text.push_str("\nOne coder alone: there is no agreement between people to speak of.\n");
    }
    text.push_str(
        "\nRules with people: precision, recall and F1, from 0 to 1, against each coder in turn and then averaged\n",
    );
    for frame in &report.rules {
        text.push_str(&rules(report, frame));
    }
    text.push_str(&format!(
        "\nDifferences: {}. \"--disagreements\" lists them.\n",
        report.differing.len()
    ));
    text
}

fn title(report: &Report<'_>, id: &str) -> String {
    let frame = report.codebook.frames.iter().find(|f| f.id.as_str() == id);
    let label = frame.map_or(id, |frame| frame.label.as_str());
    format!("\n{label} ({id})\n")
}

fn decimal(number: Option<f64>) -> String {
    // A negative number so small that it shows as nought is nought.
    number.map_or_else(
        || UNDEFINED.to_owned(),
        |n| format!("{n:.3}").replace("-0.000", "0.000"),
    )
}

fn alpha_cells(alpha: &Alpha) -> [String; 3] {
    let value = decimal(alpha.alpha.as_ref().ok().copied());
    let interval = alpha.interval.map_or_else(String::new, |interval| {
        format!(
            "{} to {}",
            decimal(Some(interval.lower())),
            decimal(Some(interval.upper()))
        )
    });
    let verdict = match &alpha.alpha {
        Ok(alpha) => trust_word(Trust::of(*alpha)).to_owned(),
        Err(why) => why.to_string(),
    };
    [value, interval, verdict]
}

fn people(report: &Report<'_>, frame: &AgreementOnFrame) -> String {
    let sets: Vec<Vec<String>> = frame
        .sets
        .iter()
        .map(|(distance, alpha)| {
            let name = match distance {
                SetDistance::Exact => "same codes or not",
                SetDistance::Jaccard => "Jaccard",
                SetDistance::Masi => "MASI",
            };
            let [value, interval, verdict] = alpha_cells(alpha);
            vec![name.to_owned(), value, interval, verdict]
        })
        .collect();
    let codes: Vec<Vec<String>> = frame
        .codes
        .iter()
        .map(|code| {
            let given: Vec<String> = code.given.iter().map(u64::to_string).collect();
            let [value, interval, verdict] = alpha_cells(&code.alpha);
            let kappa = code.kappa.as_ref().map_or_else(String::new, |kappa| {
                decimal(kappa.as_ref().ok().map(|kappa| kappa.kappa))
            });
            vec![
                code.code.code.to_string(),
                given.join(", "),
                value,
                interval,
                kappa,
                decimal(code.alpha.raw),
                decimal(code.positive),
                verdict,
            ]
        })
        .collect();
    format!(
        "{}{}\n{}",
        title(report, frame.frame.as_str()),
        table(
            &[
                ("Whole answers", Side::Left),
                ("Alpha", Side::Right),
                ("95% interval", Side::Right),
                ("Verdict", Side::Left),
            ],
            &sets
        ),
        table(
            &[
                ("Code", Side::Left),
                ("Given", Side::Right),
                ("Alpha", Side::Right),
                ("95% interval", Side::Right),
                ("Kappa", Side::Right),
                ("Agreement", Side::Right),
                ("Positive", Side::Right),
                ("Verdict", Side::Left),
            ],
            &codes
        )
    )
}

fn rules(report: &Report<'_>, frame: &FrameScores) -> String {
    let people: Vec<&String> = report.judgements.coders().iter().skip(1).collect();
    let row = |name: String, scores: &Scores| {
        let mut row = vec![name];
        for against in &scores.against {
            row.extend([against.precision(), against.recall(), against.f1()].map(short));
        }
        if scores.against.len() > 1 {
            row.extend([scores.precision(), scores.recall(), scores.f1()].map(short));
        }
        let given = scores.against.iter().map(|c| c.right + c.missed);
        row.push(given.map(|n| n.to_string()).collect::<Vec<_>>().join(", "));
        row
    };
    let mut rows: Vec<Vec<String>> = frame
        .micro
        .iter()
        .map(|(part, scores)| {
            let name = match part {
                Part::All => "ALL CODES",
                Part::MostSpecific => "MOST SPECIFIC CODES",
                Part::Top => "TOP CODES ONLY",
                Part::Below => "CODES BELOW ONLY",
            };
            row(name.to_owned(), scores)
        })
        .collect();
    rows.extend(
        frame
            .codes
            .iter()
            .map(|code| row(code.code.code.to_string(), &code.scores)),
    );
    let mut names: Vec<String> = people.iter().map(|name| name.to_string()).collect();
    if people.len() > 1 {
        names.push("mean".to_owned());
    }
    let heads: Vec<String> = names
        .iter()
        .flat_map(|name| [format!("{name} P"), "R".to_owned(), "F1".to_owned()])
        .collect();
    let mut columns = vec![("Code", Side::Left)];
    columns.extend(heads.iter().map(|head| (head.as_str(), Side::Right)));
    columns.push(("Given by people", Side::Right));
    format!(
        "{}{}",
        title(report, frame.frame.as_str()),
        table(&columns, &rows)
    )
}

fn short(number: Option<f64>) -> String {
    number.map_or_else(|| "-".to_owned(), |n| format!("{n:.2}"))
}

/// The list of differences, one answer after the other.
pub(crate) fn differing_text(report: &Report<'_>) -> String {
    let mut text = if report.internal {
        INTERNAL.to_owned()
    } else {
        String::new()
    };
    let mut last = String::new();
    for row in differing(report) {
        if row.id != last {
            text.push_str(&format!("{} ({})\n", row.id, row.question));
            if let Some(words) = &row.text {
                text.push_str(&format!("  \"{}\"\n", words.replace(['\r', '\n'], " ")));
            }
        }
        text.push_str(&format!(
            "  {}: given by {}; not by {}\n",
            row.code, row.given_by, row.not_given_by
        ));
        last = row.id;
    }
    if text.is_empty() {
        text.push_str("The coders differ nowhere.\n");
    }
    text
}
