#![no_main]
//! A file of answers that people coded elsewhere.

use canvass::agreement::{CodedFile, Judged, Judgements};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let codebook = &fuzz::world().project.codebook;
    match CodedFile::read(codebook, fuzz::FILE, bytes) {
        Ok(read) => {
            fuzz::located(&read.diagnostics);
            let mut judgements = Judgements::new(read.value.coders);
            for answer in read.value.answers {
                let by = answer.codes.into_iter().map(Some).collect();
                judgements.push(codebook, Judged { id: answer.id, question: answer.question, by });
            }
        }
        Err(faults) => fuzz::located(&faults),
    }
});
