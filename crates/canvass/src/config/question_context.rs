use super::codebook::CodebookFile;
use super::known::Known;
use crate::survey::{Wave, WaveId};

/// What questions refer to.
pub(super) struct Context<'a> {
    pub(super) waves: Vec<WaveId>,
    pub(super) known_waves: &'a Known,
    pub(super) codebook: &'a CodebookFile,
}

impl<'a> Context<'a> {
    pub(super) fn new(waves: &[Wave], known_waves: &'a Known, codebook: &'a CodebookFile) -> Self {
        Context {
            waves: waves.iter().map(|wave| wave.id.clone()).collect(),
            known_waves,
            codebook,
        }
    }
}
