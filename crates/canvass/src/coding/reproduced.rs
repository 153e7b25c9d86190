use super::respondents::CodedRespondents;
use crate::fingerprint::{Fingerprint, Values};
use crate::survey::Stance;

impl CodedRespondents {
    /// What the codings are: who has which code in answer to what, from which kind of source, in which stance and with
    /// how many pieces of evidence. They are reproduced when this is the same.
    pub fn fingerprint(&self) -> Fingerprint {
        let mut all = Values::default();
        all.text(self.wave().as_str());
        all.text(self.codebook());
        all.text(self.version());
        all.number(self.codings().len());
        for group in self.codings() {
            let alike = &group.alike;
            all.text(alike.code.frame.as_str());
            all.text(alike.code.code.as_str());
            all.text(alike.question.as_str());
            all.text(alike.source.name());
            all.text(alike.option.as_ref().map_or("", |option| option.as_str()));
            all.text(alike.stance.map_or("", Stance::name));
            all.number(usize::from(alike.negated));
            all.number(group.with_pieces().count());
            for (respondent, pieces) in group.with_pieces() {
                all.number(respondent);
                all.number(usize::from(pieces));
            }
        }
        all.number(self.answers().len());
        for group in self.answers() {
            all.text(group.question.as_str());
            all.text(group.stance.map_or("", Stance::name));
            all.number(group.respondents().count());
            group.respondents().for_each(|one| all.number(one));
        }
        all.finish()
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use std::sync::Arc;

    use super::super::codings::{
        Coding, Codings, Evidence, OpenAnswer, OpenAnswerState, Source, StanceSource,
    };
    use super::*;
    use crate::survey::{CodeRef, OptionId, QuestionId, WaveId};

    fn coding() -> Coding {
        Coding {
            respondent: 3,
            question: QuestionId::new("impact").unwrap(),
            code: CodeRef::parse("themes:voice").unwrap(),
            source: Source::Rules(vec![Arc::from("a"), Arc::from("b")]),
            evidence: vec![Evidence {
                bytes: 2..7,
                chars: 2..6,
            }],
            negated: false,
            stance: Some(Stance::Impact),
        }
    }

    fn answer() -> OpenAnswer {
        OpenAnswer {
            respondent: 3,
            question: QuestionId::new("impact").unwrap(),
            state: OpenAnswerState::NonAnswer,
        }
    }

    fn of(codings: Vec<Coding>, answers: Vec<OpenAnswer>) -> Fingerprint {
        let wave = WaveId::new("2024").unwrap();
        let codings = Codings::new(wave, "book".into(), "1.0".into(), codings, answers);
        CodedRespondents::of(&codings).fingerprint()
    }

    #[test]
    fn every_part_of_a_coding_counts() {
        let same = of(vec![coding()], vec![answer()]);
        assert_eq!(same, of(vec![coding()], vec![answer()]));
        let changes: [fn(&mut Coding); 8] = [
            |c| c.respondent = 4,
            |c| c.question = QuestionId::new("needs").unwrap(),
            |c| c.code = CodeRef::parse("themes:care").unwrap(),
            |c| {
                c.source = Source::Person {
                    coder: "Ann".into(),
                }
            },
            |c| c.source = Source::Option(OptionId::new("a").unwrap()),
            |c| c.evidence.push(c.evidence[0].clone()),
            |c| c.negated = true,
            |c| c.stance = None,
        ];
        for (at, change) in changes.iter().enumerate() {
            let mut other = coding();
            change(&mut other);
            assert_ne!(same, of(vec![other], vec![answer()]), "change {at}");
        }
        let mut other = answer();
        other.state = OpenAnswerState::Content {
            stance: Stance::Impact,
            decided_by: StanceSource::Decision,
        };
        assert_ne!(same, of(vec![coding()], vec![other]));
        assert_ne!(same, of(vec![coding()], vec![]));
    }
}
