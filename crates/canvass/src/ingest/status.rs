//! How far somebody came, in the words of the platforms.

use super::key::key;

/// What a platform says of a response as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Standing {
    Finished,
    /// Begun and not finished.
    Partial,
    /// Turned away by the platform.
    Disqualified,
    /// Somebody tried the questionnaire out.
    Test,
    /// Somebody who looked at it did not approve of it.
    NotApproved,
}

/// What a status says; `tests` are the words and codes by which this platform marks a test, as keys.
pub(super) fn of_status(cell: &str, tests: &[&str]) -> Standing {
    let status = key(cell);
    if tests.contains(&status.as_str()) {
        return Standing::Test;
    }
    match status.as_str() {
        "partial"
        | "partially complete"
        | "partially completed"
        | "incomplete"
        | "in progress"
        | "not completed"
        | "unfinished"
        | "started"
        | "abandoned" => Standing::Partial,
        "disqualified" | "screened out" | "terminated" | "over quota" | "overquota"
        | "quota full" => Standing::Disqualified,
        "not approved" | "validationstatusnotapproved" | "rejected" => Standing::NotApproved,
        "test" | "test response" | "preview" => Standing::Test,
        _ => Standing::Finished,
    }
}

/// What a cell under "Finished" says.
pub(super) fn of_finished(cell: &str) -> Standing {
    match key(cell).as_str() {
        "false" | "incomplete" | "0" | "0.0" | "no" | "n" => Standing::Partial,
        _ => Standing::Finished,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_the_platforms_are_known() {
        assert_eq!(of_status(" Partial ", &[]), Standing::Partial);
        assert_eq!(of_status("Disqualified", &[]), Standing::Disqualified);
        assert_eq!(
            of_status("Survey Preview", &["survey preview"]),
            Standing::Test
        );
        assert_eq!(of_status("Complete", &["1"]), Standing::Finished);
        assert_eq!(of_status("", &["1"]), Standing::Finished);
        assert_eq!(of_finished("False"), Standing::Partial);
        assert_eq!(of_finished("1"), Standing::Finished);
        assert_eq!(of_finished(""), Standing::Finished);
    }
}
