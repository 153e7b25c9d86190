use std::collections::{BTreeMap, BTreeSet};

use super::Error;
use super::coded::faults;
use crate::agreement::{CodedFile, FileAnswer, Found, Judged, Judgements};
use crate::coding::{CodedAnswer, CompiledCodebook, OpenAnswerState};
use crate::config::Project;
use crate::diagnostics::{Code, Diagnostic, Diagnostics, Place, Warned};
use crate::survey::{CodeRef, Codebook, FrameKind, Question, Stance};

/// A file of coded answers, and what the project's rules make of the same answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JudgedFile {
    /// Who gave which codes: the rules first, then the coders of the file.
    pub judgements: Judgements,
    /// The answers of the file, in the same order.
    pub answers: Vec<FileAnswer>,
}

/// Applies the project's rules to answers that people coded elsewhere. `bytes` are those of the file `name`, see
/// [`CodedFile`]; `questions` says which question of the project a name in the file stands for, where they differ.
///
/// # Errors
/// [`Error::Rejected`] when a rule or the file cannot be read.
pub fn judge_file(
    project: &Project,
    name: &str,
    bytes: &[u8],
    questions: &BTreeMap<String, String>,
) -> Result<Warned<JudgedFile>, Error> {
    let compiled = CompiledCodebook::compile(&project.codebook);
    let file = CodedFile::read(&project.codebook, name, bytes);
    let (compiled, file) = match (compiled, file) {
        (Ok(compiled), Ok(file)) => (compiled, file),
        (compiled, file) => {
            let mut diagnostics = faults(compiled);
            diagnostics.extend(faults(file));
            return Err(Error::Rejected(diagnostics));
        }
    };
    let mut diagnostics = compiled.diagnostics;
    diagnostics.extend(file.diagnostics);
    let file = file.value;
    let known = known_questions(project, &file, name, questions, &mut diagnostics);

    let mut coders = vec!["rules".to_owned()];
    coders.extend(file.coders.iter().cloned());
    let mut judgements = Judgements::new(coders);
    let mut coder = compiled.value.coder();
    for answer in &file.answers {
        let question = known.get(answer.question.as_str()).copied().flatten();
        let coded = coder.code(
            question.map(|question| &question.id),
            question.and_then(|question| question.stance),
            &answer.text,
        );
        let mut by = vec![Some(found_by_rules(project, coded))];
        by.extend(answer.codes.iter().cloned().map(Some));
        let judged = Judged {
            id: answer.id.clone(),
            question: answer.question.clone(),
            by,
        };
        judgements.push(&project.codebook, judged);
    }
    Ok(Warned {
        value: JudgedFile {
            judgements,
            answers: file.answers,
        },
        diagnostics,
    })
}

/// The codes that rules found, with the code of the answer's main stance.
fn found_by_rules(project: &Project, coded: CodedAnswer) -> Found {
    let mut found: Found = coded
        .codes
        .into_iter()
        .map(|code| (code.code, code.evidence))
        .collect();
    if let OpenAnswerState::Content { stance, .. } = coded.state {
        let code = stance_code(&project.codebook, stance);
        found.extend(code.map(|code| (code, Vec::new())));
    }
    found
}

/// The code of a stance, where the codebook has one.
pub(super) fn stance_code(codebook: &Codebook, stance: Stance) -> Option<CodeRef> {
    let frame = codebook.frame(FrameKind::Stance)?;
    let mut codes = frame.codes.iter();
    let code = codes.find(|code| code.id.as_str() == stance.name())?;
    Some(CodeRef {
        frame: frame.id.clone(),
        code: code.id.clone(),
    })
}

/// The question of the project for each name in the file.
fn known_questions<'p, 'f>(
    project: &'p Project,
    file: &'f CodedFile,
    name: &str,
    questions: &BTreeMap<String, String>,
    diagnostics: &mut Diagnostics,
) -> BTreeMap<&'f str, Option<&'p Question>> {
    let names: BTreeSet<&str> = file.answers.iter().map(|a| a.question.as_str()).collect();
    names
        .into_iter()
        .map(|asked| {
            let id = questions.get(asked).map_or(asked, String::as_str);
            let mut all = project.survey.questions.iter();
            let question = all.find(|question| question.id.as_str() == id);
            if question.is_none() {
                diagnostics.push(Diagnostic::new(
                    Code::AgreementUnknownQuestion,
                    Place::column(name, "question"),
                    format!("the project has no question \"{id}\""),
                ));
            }
            (asked, question)
        })
        .collect()
}
