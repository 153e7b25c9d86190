//! A file of answers that people coded elsewhere.

use canvass::agreement::{CodedFile, Judged, Judgements};

/// Reads one input.
pub fn run(bytes: &[u8]) {
    let codebook = &crate::world().project.codebook;
    match CodedFile::read(codebook, crate::FILE, bytes) {
        Ok(read) => {
            crate::located(&read.diagnostics);
            let mut judgements = Judgements::new(read.value.coders);
            for answer in read.value.answers {
                let by = answer.codes.into_iter().map(Some).collect();
                judgements.push(
                    codebook,
                    Judged {
                        id: answer.id,
                        question: answer.question,
                        by,
                    },
                );
            }
        }
        Err(faults) => crate::located(&faults),
    }
}
