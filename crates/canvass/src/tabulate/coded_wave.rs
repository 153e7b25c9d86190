use crate::coding::Codings;
use crate::survey::Responses;

/// A wave, read and coded.
#[derive(Debug, Clone, PartialEq)]
pub struct CodedWave {
    /// Its answers.
    pub responses: Responses,
    /// Their codings.
    pub codings: Codings,
}
