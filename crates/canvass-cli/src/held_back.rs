use std::collections::BTreeMap;
use std::fmt::Write as _;

use canvass::disclosure::{AuditAccount, FigureName, Reason};
use canvass::pipeline::Analysis;
use canvass::survey::{CodeRef, QuestionId};
use canvass::tabulate::{CodeScope, LineKey, Subject};

/// What is held back from publication and why, wave by wave, without any count: for the analyst.
pub(crate) fn account(analysis: &Analysis) -> String {
    let mut text = String::from("\nHeld back from publication\n");
    for (wave, audit) in &analysis.release.audits {
        let _ = writeln!(text, "\n{wave}: {}", audited(audit));
        // By reason, and there by what the figure belongs to.
        let mut held: BTreeMap<Reason, BTreeMap<String, Vec<String>>> = BTreeMap::new();
        for hidden in &analysis.release.suppressions {
            if hidden.wave == *wave {
                let (of, figure) = named(analysis, &hidden.figure);
                let of_reason = held.entry(hidden.reason).or_default();
                of_reason.entry(of).or_default().push(figure);
            }
        }
        for (reason, figures) in held {
            let _ = writeln!(text, "  {}:", in_words(reason));
            for (of, figures) in figures {
                let _ = writeln!(text, "    {of}: {}", figures.join("; "));
            }
        }
    }
    text
}

fn audited(audit: &AuditAccount) -> String {
    if audit.figures == 0 {
        return "the figures of an earlier report are shown as they were".to_owned();
    }
    let mut text = format!(
        "{} figures; {} held back for themselves, {} so that those cannot be worked out; {} counts that a reader could try to work out were proved safe",
        audit.figures, audit.primary, audit.complementary, audit.proved
    );
    if audit.given_away > 0 {
        let _ = write!(
            text,
            "; {} CANNOT BE KEPT SAFE, because of what is public or was published before",
            audit.given_away
        );
    }
    text
}

fn in_words(reason: Reason) -> &'static str {
    match reason {
        Reason::Small => "small numbers of people",
        Reason::SmallRest => "all but a small number of those who answered",
        Reason::Complement => {
            "so that a figure held back cannot be worked out from sums, parts or other questions"
        }
        Reason::WholeTable => {
            "whole tables, because few answered or too little of them would be left"
        }
        Reason::EarlierReport => "held back by an earlier report, or not in it",
        _ => "held back",
    }
}

/// What a figure belongs to, and what it is there.
fn named(analysis: &Analysis, figure: &FigureName) -> (String, String) {
    let project = &analysis.project;
    let question = |id: &QuestionId| {
        let question = project.survey.question(id);
        question.map_or_else(|| id.to_string(), |q| format!("{} ({id})", q.title))
    };
    let code = |code: &CodeRef| {
        let frame = project
            .codebook
            .frames
            .iter()
            .find(|frame| frame.id == code.frame);
        let label = frame.and_then(|frame| frame.codes.iter().find(|c| c.id == code.code));
        label.map_or_else(|| code.to_string(), |code| format!("\"{}\"", code.label))
    };
    match figure {
        FigureName::Writers => (
            "own words".to_owned(),
            "how many wrote something".to_owned(),
        ),
        FigureName::Asked(id) => (question(id), "how many were asked".to_owned()),
        FigureName::Answered(id) => (question(id), "how many answered".to_owned()),
        FigureName::Chosen(of) => (
            "answers linked to the Theory of Change".to_owned(),
            code(of),
        ),
        FigureName::Line(subject, line) => {
            let of = match subject {
                Subject::Question(id) | Subject::Place { question: id, .. } => question(id),
                Subject::Frame { frame, scope } => {
                    let label = project.codebook.frames.iter().find(|f| f.id == *frame);
                    let label = label.map_or(frame.as_str(), |f| f.label.as_str());
                    match scope {
                        CodeScope::Stance(stance) => {
                            format!(
                                "{label} ({frame}), in answers whose stance is {}",
                                stance.name()
                            )
                        }
                        CodeScope::All => format!("{label} ({frame})"),
                    }
                }
                _ => String::new(),
            };
            (of, line_label(analysis, subject, line, code))
        }
        FigureName::OfGroup { by, group, figure } => {
            let (of, figure) = named(analysis, figure);
            (format!("{of}, by {} ({group})", question(by)), figure)
        }
        _ => (String::new(), String::new()),
    }
}

fn line_label(
    analysis: &Analysis,
    subject: &Subject,
    line: &LineKey,
    code: impl Fn(&CodeRef) -> String,
) -> String {
    let (Subject::Question(question) | Subject::Place { question, .. }, id) = (subject, line)
    else {
        return match line {
            LineKey::Code(of) => code(of),
            LineKey::Option(id) | LineKey::Union(id) => id.to_string(),
        };
    };
    let label = analysis
        .project
        .survey
        .question(question)
        .and_then(|question| match id {
            LineKey::Option(id) => question
                .options
                .iter()
                .find(|o| &o.id == id)
                .map(|o| o.label.as_str()),
            LineKey::Union(id) => question
                .unions
                .iter()
                .find(|u| &u.id == id)
                .map(|u| u.label.as_str()),
            LineKey::Code(_) => None,
        });
    label.map_or_else(String::new, |label| format!("\"{label}\""))
}
