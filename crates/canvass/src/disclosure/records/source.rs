//! Where the codes of a wave come from.

use serde::Serialize;

use super::record::record;
use crate::config::Project;
use crate::tabulate::{CodedWave, code_sources};

record! {
    /// How many respondents have a code from one kind of source.
    #[derive(Debug, Clone, PartialEq, Eq, Serialize)]
    #[non_exhaustive]
    pub struct SourceRecord {
        /// Id of the wave.
        pub wave: String,
        /// Id of the frame.
        pub frame: String,
        /// Id of the code in the frame.
        pub code: String,
        /// How a reader knows the code.
        pub label: String,
        /// Where the code comes from: suggester, model, rules, option, import, person or adjudicated. Of several sources the one that counts most.
        pub source: String,
        /// Respondents who have the code from this source; each stands under one.
        pub count: Option<u64>,
        /// Whether the figures are unsuppressed: never to be published or passed on.
        pub internal: bool,
    }
}

/// The respondents of each code of the project's current wave by where the code comes from, unsuppressed and marked
/// internal. Frames of stances are no codings and have none.
pub fn internal_sources(project: &Project, waves: &[CodedWave]) -> Vec<SourceRecord> {
    let current = waves
        .iter()
        .find(|wave| *wave.responses.wave() == project.current);
    let frames = current
        .into_iter()
        .flat_map(|wave| project.codebook.frames.iter().map(move |f| (wave, f)));
    frames
        .flat_map(|(wave, frame)| code_sources(frame, &wave.codings))
        .flat_map(|line| {
            let counts = line.counts.clone();
            counts.into_iter().map(move |(source, count)| SourceRecord {
                wave: project.current.to_string(),
                frame: line.code.frame.to_string(),
                code: line.code.code.to_string(),
                label: line.label.clone(),
                source: source.name().to_owned(),
                count: Some(count),
                internal: true,
            })
        })
        .collect()
}
