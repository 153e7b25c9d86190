//! Bytes as they come, read for the platform that they show.

/// Reads one input.
pub fn run(bytes: &[u8]) {
    crate::read(crate::fixed_survey(), None, bytes);
    if let Some(survey) = crate::own_survey(bytes) {
        crate::read(&survey, None, bytes);
    }
}
