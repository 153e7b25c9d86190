use crate::config::Project;
use crate::report::words::{self, Words};
use crate::survey::Answered;
use crate::wording::uncapital;

/// What the report quotes from the project: titles, wordings, labels, what was heard and what comes of it. Numbers and
/// odd signs in them are the project's own.
pub(super) struct OwnWords {
    /// From the longest to the shortest.
    quoted: Vec<String>,
}

impl OwnWords {
    pub(super) fn of(project: &Project, words: Words<'_>) -> Self {
        let mut own = Vec::new();
        each(project, words, &mut |words: &str| {
            own.push(words.to_owned())
        });
        OwnWords::new(&own)
    }

    pub(super) fn new(own: &[impl AsRef<str>]) -> Self {
        let mut quoted = Vec::new();
        for words in own {
            let own = words.as_ref().trim();
            if own.contains(|c: char| c.is_ascii_digit()) || super::numbers::leftover(own).is_some()
            {
                let short = words::short(own);
                quoted.extend([own, short].map(str::to_owned));
                quoted.extend([own, short].map(uncapital));
            }
        }
        quoted.sort_by(|a, b| b.len().cmp(&a.len()).then_with(|| a.cmp(b)));
        quoted.dedup();
        OwnWords { quoted }
    }

    /// What is `wrong` with a text, and still is when the project's own words are taken out of it.
    pub(super) fn judge<T>(&self, text: &str, wrong: impl Fn(&str) -> Option<T>) -> Option<T> {
        wrong(text)?;
        wrong(&self.taken_out(text))
    }

    fn taken_out(&self, text: &str) -> String {
        let mut text = text.to_owned();
        for own in &self.quoted {
            if text.contains(own.as_str()) {
                text = without(&text, own);
            }
        }
        text
    }
}

/// The text with a dash for `own`, wherever that stands by itself. A label without letters, such as "5", stands so only
/// in quotation marks or before a colon: elsewhere it would be any number.
fn without(text: &str, own: &str) -> String {
    let has_letters = own.contains(char::is_alphabetic);
    let mut rest = text;
    let mut kept = String::with_capacity(text.len());
    while let Some(at) = rest.find(own) {
        let (before, after) = (&rest[..at], &rest[at + own.len()..]);
        let starts = before.chars().next_back();
        let ends = after.chars().next();
        let is_part = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let alone = if has_letters {
            !is_part(starts) && !is_part(ends)
        } else {
            (starts == Some('\u{201C}') && ends == Some('\u{201D}'))
                || (starts.is_none() && kept.is_empty() && ends == Some(':'))
        };
        kept.push_str(before);
        kept.push_str(if alone { "\u{2013}" } else { own });
        rest = after;
    }
    kept.push_str(rest);
    kept
}

/// Calls `each` with everything that the report may quote from the project.
fn each(project: &Project, words: Words<'_>, each: &mut dyn FnMut(&str)) {
    let report = &project.report;
    for own in [
        &project.title,
        &project.organisation,
        &report.organisation_short,
        &report.attribution,
        &project.codebook.id,
        &project.codebook.version,
    ] {
        each(own);
    }
    report
        .key_figures
        .iter()
        .flat_map(|key| &key.says)
        .for_each(|says| each(says));
    for wave in &project.survey.waves {
        each(&wave.label);
        for day in wave.opened.iter().chain(&wave.closed) {
            each(&words.date(*day));
        }
    }
    for question in &project.survey.questions {
        each(&question.title);
        if let Some(row) = &question.grid {
            each(&row.title);
            each(&row.label);
        }
        question
            .options
            .iter()
            .for_each(|option| each(&option.label));
        question.unions.iter().for_each(|union| each(&union.label));
    }
    for frame in &project.codebook.frames {
        each(&frame.label);
        frame.groups.iter().for_each(|group| each(&group.label));
        for code in &frame.codes {
            each(&code.label);
            each(&code.definition);
        }
    }
    for theme in &project.codebook.theory.themes {
        each(&theme.label);
        each(&theme.horizon);
        theme
            .activities
            .iter()
            .chain(&theme.outputs)
            .for_each(|step| each(step));
        theme
            .outcomes
            .iter()
            .for_each(|outcome| each(&outcome.label));
    }
    for action in &project.actions {
        each(&action.heard);
        match &action.answer {
            Answered::WillDo(what) => each(what),
            Answered::CannotDo { what, why } => {
                each(what);
                each(why);
            }
        }
    }
}
