use crate::coding::CodedRespondents;
use crate::survey::Responses;

/// A wave, read and coded.
#[derive(Debug, Clone, PartialEq)]
pub struct CodedWave {
    /// Its answers.
    pub responses: Responses,
    /// Who has which code.
    pub codings: CodedRespondents,
}
