use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::guid::Guids;
use super::qdc::CodeTree;
use super::xml::{Xml, is_legal};
use crate::codebook::answers::{Answers, Written};
use crate::coding::{AnswerId, Coding, Codings, Evidence, OpenAnswerState, Source, StanceSource};
use crate::survey::{CodeRef, Codebook, FrameKind, Stance};

const NAMESPACE: &str = "urn:QDA-XML:project:1.0";

/// Why a project file cannot be made.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ProjectFileError {
    /// Packing its parts failed.
    #[error("the parts of the project file cannot be packed")]
    Packing(#[from] io::Error),
}

/// The coded answers as a `.qdpx` file: a source for each answer, a case for each respondent, a user for each kind of
/// source that codings come from.
///
/// `codings` are those of the waves of `answers`, in the same order. The file holds people's answers word for word:
/// it is never for publication. Nothing in it depends on the clock: codings have no time.
///
/// # Errors
/// When its parts cannot be packed.
pub fn project_file(
    title: &str,
    book: &Codebook,
    answers: &Answers<'_>,
    codings: &[&Codings],
) -> Result<Vec<u8>, ProjectFileError> {
    let project = Project {
        book,
        guids: Guids::of(&book.id),
        tree: CodeTree::new(book),
        sources: sources(answers, codings),
        codings,
    };
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644);
    let mut add = |path: String, bytes: &[u8]| -> Result<(), ProjectFileError> {
        zip.start_file(path, options).map_err(io::Error::from)?;
        zip.write_all(bytes)?;
        Ok(())
    };
    add("project.qde".to_owned(), project.xml(title).as_bytes())?;
    for source in &project.sources {
        let path = format!("sources/{}.txt", project.source_guid(source));
        add(path, source.text.as_bytes())?;
    }
    Ok(zip.finish().map_err(io::Error::from)?.into_inner())
}

/// An answer as other programs are given it.
struct AnswerSource<'a> {
    id: AnswerId,
    /// The place of its wave among the waves.
    wave: usize,
    respondent: usize,
    /// Its words; each character that a program might count otherwise has become a blank, so that places hold.
    text: String,
    written: Written<'a>,
}

fn sources<'a>(answers: &Answers<'a>, codings: &[&Codings]) -> Vec<AnswerSource<'a>> {
    answers
        .iter()
        .filter_map(|written| {
            let (wave, respondent) = written.person;
            codings.get(wave)?;
            let responses = answers.waves.get(wave)?;
            let plain = |c: char| {
                if c.is_control() || !is_legal(c) {
                    ' '
                } else {
                    c
                }
            };
            Some(AnswerSource {
                id: AnswerId::of(responses, respondent, &written.question.id)?,
                wave,
                respondent,
                text: written.text.chars().map(plain).collect(),
                written,
            })
        })
        .collect()
}

struct Project<'p> {
    book: &'p Codebook,
    guids: Guids,
    tree: CodeTree<'p>,
    sources: Vec<AnswerSource<'p>>,
    codings: &'p [&'p Codings],
}

impl Project<'_> {
    fn xml(&self, title: &str) -> String {
        let mut xml = Xml::new();
        let origin = format!("canvass, codebook {} {}", self.book.id, self.book.version);
        let canvass = self.user("canvass");
        let attributes = [
            ("xmlns", NAMESPACE),
            ("name", title),
            ("origin", &origin),
            ("creatingUserGUID", &canvass),
        ];
        xml.open("Project", &attributes);
        self.users(&mut xml);
        xml.open("CodeBook", &[]);
        self.tree.codes(&mut xml);
        xml.close();
        xml.open("Variables", &[]);
        for name in VARIABLES {
            let attributes = [
                ("guid", self.variable(name)),
                ("name", name.to_owned()),
                ("typeOfVariable", "Text".to_owned()),
            ];
            let attributes = attributes
                .each_ref()
                .map(|(key, value)| (*key, value.as_str()));
            xml.empty("Variable", &attributes);
        }
        xml.close();
        if !self.sources.is_empty() {
            self.cases(&mut xml);
            xml.open("Sources", &[]);
            for source in &self.sources {
                self.source(source, &mut xml);
            }
            xml.close();
        }
        self.tree.sets("targetGUID", &mut xml);
        xml.finish()
    }

    fn user(&self, name: &str) -> String {
        self.guids.guid("user", name)
    }

    fn variable(&self, name: &str) -> String {
        self.guids.guid("variable", name)
    }

    fn source_guid(&self, source: &AnswerSource<'_>) -> String {
        self.guids.guid("answer", &source.id.to_string())
    }

    fn users(&self, xml: &mut Xml) {
        let mut names = BTreeSet::from(["canvass".to_owned()]);
        for source in &self.sources {
            for coding in self.of(source) {
                names.insert(self.user_of(&coding.source));
            }
            if let Some((_, user)) = self.stance(source) {
                names.insert(user);
            }
        }
        xml.open("Users", &[]);
        for name in &names {
            let guid = self.user(name);
            xml.empty("User", &[("guid", &guid), ("name", name), ("id", name)]);
        }
        xml.close();
    }

    /// Who or what a coding comes from, in a name that no other source has.
    fn user_of(&self, source: &Source) -> String {
        match source {
            Source::Rules(_) => self.rules_user(),
            other => format!("{}: {}", other.kind().name(), other.id()),
        }
    }

    fn rules_user(&self) -> String {
        format!("Rules of {} {}", self.book.id, self.book.version)
    }

    /// The codings of an answer's words. What a chosen option means stands with the person who chose it.
    fn of(&self, source: &AnswerSource<'_>) -> impl Iterator<Item = &Coding> {
        let codings = self.codings.get(source.wave);
        let of_answer = codings.map_or(&[][..], |codings| {
            codings.of_answer(source.respondent, &source.written.question.id)
        });
        of_answer.iter().filter(|coding| {
            coding.source.kind().is_of_words() && self.book.code(&coding.code).is_some()
        })
    }

    /// A case for each respondent who wrote anything, with the codes of the options that they chose.
    fn cases(&self, xml: &mut Xml) {
        let mut people: BTreeMap<(usize, usize), Vec<&AnswerSource<'_>>> = BTreeMap::new();
        for source in &self.sources {
            people
                .entry(source.written.person)
                .or_default()
                .push(source);
        }
        xml.open("Cases", &[]);
        for ((wave, respondent), sources) in people {
            let Some(first) = sources.first() else {
                continue;
            };
            let name = format!("{} {}", first.id.wave, first.id.response);
            let guid = self.guids.guid("case", &name);
            xml.open("Case", &[("guid", &guid), ("name", &name)]);
            let codings = self.codings.get(wave).map_or(&[][..], |c| c.codings());
            let start = codings.partition_point(|coding| coding.respondent < respondent);
            let mut chosen: Vec<&CodeRef> = codings
                .get(start..)
                .unwrap_or_default()
                .iter()
                .take_while(|coding| coding.respondent == respondent)
                .filter(|coding| matches!(coding.source, Source::Option(_)))
                .map(|coding| &coding.code)
                .filter(|code| self.book.code(code).is_some())
                .collect();
            chosen.sort();
            chosen.dedup();
            for code in chosen {
                xml.empty("CodeRef", &[("targetGUID", &self.tree.guid(code))]);
            }
            self.value("Wave", first.id.wave.as_str(), xml);
            for source in sources {
                xml.empty("SourceRef", &[("targetGUID", &self.source_guid(source))]);
            }
            xml.close();
        }
        xml.close();
    }

    fn value(&self, variable: &str, value: &str, xml: &mut Xml) {
        xml.open("VariableValue", &[]);
        xml.empty("VariableRef", &[("targetGUID", &self.variable(variable))]);
        xml.text("TextValue", value);
        xml.close();
    }

    fn source(&self, source: &AnswerSource<'_>, xml: &mut Xml) {
        let guid = self.source_guid(source);
        let question = &source.written.question;
        let name = format!("{} {} {}", source.id.wave, question.id, source.id.response);
        let path = format!("internal://{guid}.txt");
        let user = self.user("canvass");
        let attributes = [
            ("guid", guid.as_str()),
            ("name", &name),
            ("plainTextPath", &path),
            ("creatingUser", &user),
        ];
        xml.open("TextSource", &attributes);
        for coding in self.of(source) {
            for evidence in &coding.evidence {
                self.selection(source, coding, evidence, xml);
            }
        }
        for coding in self.of(source).filter(|coding| coding.evidence.is_empty()) {
            let user = self.user_of(&coding.source);
            self.coding(&guid, &coding.code, &user, xml);
        }
        if let Some((code, user)) = self.stance(source) {
            self.coding(&guid, &code, &user, xml);
        }
        self.value("Wave", source.id.wave.as_str(), xml);
        self.value("Question", &question.title, xml);
        xml.close();
    }

    fn selection(
        &self,
        source: &AnswerSource<'_>,
        coding: &Coding,
        evidence: &Evidence,
        xml: &mut Xml,
    ) {
        let words = source.text.chars().skip(evidence.chars.start);
        let words: String = words.take(evidence.chars.len()).collect();
        let user = self.user_of(&coding.source);
        let (start, end) = (
            evidence.chars.start.to_string(),
            evidence.chars.end.to_string(),
        );
        let id = format!("{}\n{}\n{user}\n{start}-{end}", source.id, coding.code);
        let guid = self.guids.guid("selection", &id);
        let creating_user = self.user(&user);
        let attributes = [
            ("guid", guid.as_str()),
            ("name", &words),
            ("startPosition", &start),
            ("endPosition", &end),
            ("creatingUser", &creating_user),
        ];
        xml.open("PlainTextSelection", &attributes);
        let mut remarks = Vec::new();
        if let Source::Rules(rules) = &coding.source {
            remarks.push(format!("Found by {}", rules.join(", ")));
        }
        if coding.negated {
            remarks.push("Negated".to_owned());
        }
        if let Some(stance) = coding.stance {
            remarks.push(format!("Stance: {}", stance.name()));
        }
        if !remarks.is_empty() {
            xml.text("Description", &remarks.join("\n"));
        }
        self.coding(&guid, &coding.code, &user, xml);
        xml.close();
    }

    fn coding(&self, on: &str, code: &CodeRef, user: &str, xml: &mut Xml) {
        let guid = self.guids.guid("coding", &format!("{on}\n{code}\n{user}"));
        let creating_user = self.user(user);
        xml.open(
            "Coding",
            &[("guid", &guid), ("creatingUser", &creating_user)],
        );
        xml.empty("CodeRef", &[("targetGUID", &self.tree.guid(code))]);
        xml.close();
    }

    /// The code of an answer's main stance, and what decided it.
    fn stance(&self, source: &AnswerSource<'_>) -> Option<(CodeRef, String)> {
        let codings = self.codings.get(source.wave)?;
        let answer = codings.answer(source.respondent, &source.written.question.id)?;
        let OpenAnswerState::Content { stance, decided_by } = &answer.state else {
            return None;
        };
        let user = match decided_by {
            StanceSource::Rules(_) => self.rules_user(),
            StanceSource::Nothing => return None,
            _ => "canvass".to_owned(),
        };
        Some((self.stance_code(*stance)?, user))
    }

    fn stance_code(&self, stance: Stance) -> Option<CodeRef> {
        let frame = self.book.frame(FrameKind::Stance)?;
        let code = frame
            .codes
            .iter()
            .find(|code| code.id.as_str() == stance.name())?;
        Some(CodeRef {
            frame: frame.id.clone(),
            code: code.id.clone(),
        })
    }
}

/// What is told of each answer.
const VARIABLES: [&str; 2] = ["Wave", "Question"];
