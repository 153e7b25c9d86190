use crate::coding::{CodedRespondents, SourceKind};
use crate::survey::{CodeFrame, CodeRef, FrameKind, RespondentSet};

/// How many respondents have a code, by the source that counts most for each of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceLine {
    /// The code.
    pub code: CodeRef,
    /// Its label.
    pub label: String,
    /// Respondents by kind of source, in the order of [`SourceKind::ALL`]; each respondent stands under one kind.
    pub counts: Vec<(SourceKind, u64)>,
}

impl SourceLine {
    /// Respondents who have the code from any source.
    pub fn respondents(&self) -> u64 {
        self.counts.iter().map(|(_, count)| count).sum()
    }
}

/// Splits the respondents of each code of a frame by where the code comes from: "61 respondents: 40 by rules, 18 by
/// people, 3 by an option". Options are among the sources here, unlike in [`code_table`](super::code_table). Nothing for
/// the frame of stances, which are no codings.
pub fn code_sources(frame: &CodeFrame, codings: &CodedRespondents) -> Vec<SourceLine> {
    if frame.kind == FrameKind::Stance {
        return Vec::new();
    }
    let lines = frame.codes.iter().map(|code| {
        let reference = CodeRef {
            frame: frame.id.clone(),
            code: code.id.clone(),
        };
        let groups = codings.of_code(&reference);
        let mut counted = RespondentSet::new();
        // From the source that counts most.
        let mut counts: Vec<(SourceKind, u64)> = SourceKind::ALL
            .iter()
            .rev()
            .map(|kind| {
                let of_kind = groups.iter().filter(|group| group.alike.source == *kind);
                let respondents = of_kind.flat_map(|group| group.respondents());
                let new = respondents.filter(|one| counted.insert(*one)).count();
                (*kind, new as u64)
            })
            .collect();
        counts.reverse();
        SourceLine {
            counts,
            label: code.label.clone(),
            code: reference,
        }
    });
    lines.collect()
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;
    use crate::coding::{Coding, Codings, Source};
    use crate::survey::{OptionId, QuestionId, WaveId};

    #[test]
    fn a_respondent_counts_once_under_the_source_that_counts_most() {
        let rules = || Source::Rules(vec!["theme:voice#1".into()]);
        let option = || Source::Option(OptionId::new("a").unwrap());
        let person = || Source::Person {
            coder: "Ann".into(),
        };
        let coding = |(respondent, question, source): (usize, &str, Source)| Coding {
            respondent,
            question: QuestionId::new(question).unwrap(),
            code: CodeRef::parse("theme:voice").unwrap(),
            source,
            evidence: vec![],
            negated: false,
            stance: None,
        };
        let found = [
            (0, "more", rules()),
            (0, "help", option()),
            (1, "more", rules()),
            (1, "impact", person()),
            (1, "help", rules()),
            (2, "help", option()),
            (3, "more", rules()),
        ];
        let codings = Codings::new(
            WaveId::new("2024").unwrap(),
            "book".into(),
            "1".into(),
            found.into_iter().map(coding).collect(),
            vec![],
        );
        let project = crate::config::parse(&crate::config::Texts {
            canvass: include_str!("../config/tests/valid/canvass.toml"),
            codebook: include_str!("../config/tests/valid/codebook.toml"),
            ..crate::config::Texts::default()
        });
        let mut frame = project.unwrap().value.codebook.frames[0].clone();
        frame.codes[0].id = crate::survey::CodeId::new("voice").unwrap();
        let lines = code_sources(&frame, &CodedRespondents::of(&codings));
        assert_eq!(lines.len(), frame.codes.len());
        let seen: Vec<(&str, u64)> = lines[0]
            .counts
            .iter()
            .map(|(k, n)| (k.name(), *n))
            .collect();
        assert_eq!(
            seen,
            [
                ("suggester", 0),
                ("model", 0),
                ("rules", 1),
                ("option", 2),
                ("import", 0),
                ("person", 1),
                ("adjudicated", 0),
            ]
        );
        assert_eq!((lines[0].respondents(), lines[1].respondents()), (4, 0));
    }
}
