use super::StatsError;

/// What became of everyone who was invited, in the terms of the AAPOR Standard Definitions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Dispositions {
    /// I: complete answers.
    pub complete: u64,
    /// P: partial answers.
    pub partial: u64,
    /// R: refused or broke off.
    pub refused: u64,
    /// NC: never reached.
    pub not_contacted: u64,
    /// O: eligible, but did not answer for another reason.
    pub other: u64,
    /// UH and UO: not known whether they are eligible.
    pub unknown: u64,
    /// Known not to be eligible, such as people who are no longer members.
    pub ineligible: u64,
}

/// The AAPOR response rates.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ResponseRate {
    /// Complete answers among all who may be eligible.
    Rr1,
    /// As RR1, with partial answers on top.
    Rr2,
    /// Complete answers among the known and the estimated eligible.
    Rr3,
    /// As RR3, with partial answers on top.
    Rr4,
    /// Complete answers among the known eligible.
    Rr5,
    /// As RR5, with partial answers on top.
    Rr6,
}

impl ResponseRate {
    /// Every rate, in order.
    pub const ALL: [ResponseRate; 6] = [
        ResponseRate::Rr1,
        ResponseRate::Rr2,
        ResponseRate::Rr3,
        ResponseRate::Rr4,
        ResponseRate::Rr5,
        ResponseRate::Rr6,
    ];

    /// The name that the Standard Definitions give it.
    pub fn name(self) -> &'static str {
        match self {
            ResponseRate::Rr1 => "RR1",
            ResponseRate::Rr2 => "RR2",
            ResponseRate::Rr3 => "RR3",
            ResponseRate::Rr4 => "RR4",
            ResponseRate::Rr5 => "RR5",
            ResponseRate::Rr6 => "RR6",
        }
    }
}

impl Dispositions {
    /// e, the share of the unknown that is taken to be eligible: that of the known (CASRO).
    ///
    /// # Errors
    /// [`StatsError::EmptyBase`] when of nobody it is known whether they are eligible.
    pub fn eligible_share(&self) -> Result<f64, StatsError> {
        let known = self.known_eligible() + self.ineligible as f64;
        if known == 0.0 {
            return Err(StatsError::EmptyBase);
        }
        Ok(self.known_eligible() / known)
    }

    fn known_eligible(&self) -> f64 {
        let silent = self.refused as f64 + self.not_contacted as f64 + self.other as f64;
        self.complete as f64 + self.partial as f64 + silent
    }
}

/// A response rate, as a share from 0 to 1 (AAPOR Standard Definitions, 10th edition 2023).
///
/// RR3 and RR4 take the eligible share of the unknown to be that of the known (CASRO). An open
/// link, or a list of unknown size, has no response rate: tell the responses and the membership.
///
/// # Errors
/// [`StatsError::EmptyBase`] when nobody stands below the line.
///
/// ```
/// use canvass::stats::{Dispositions, ResponseRate, response_rate};
///
/// let invited = Dispositions { complete: 190, partial: 25, not_contacted: 4_785, ..Default::default() };
/// assert_eq!(response_rate(&invited, ResponseRate::Rr2)?, 215.0 / 5_000.0);
/// # Ok::<(), canvass::stats::StatsError>(())
/// ```
pub fn response_rate(outcomes: &Dispositions, rate: ResponseRate) -> Result<f64, StatsError> {
    let complete = outcomes.complete as f64;
    let partial = outcomes.partial as f64;
    let eligible = outcomes.known_eligible();
    let unknown = outcomes.unknown as f64;

    let counted_unknown = match rate {
        ResponseRate::Rr1 | ResponseRate::Rr2 => unknown,
        ResponseRate::Rr3 | ResponseRate::Rr4 => unknown * outcomes.eligible_share()?,
        ResponseRate::Rr5 | ResponseRate::Rr6 => 0.0,
    };
    let answered = match rate {
        ResponseRate::Rr1 | ResponseRate::Rr3 | ResponseRate::Rr5 => complete,
        ResponseRate::Rr2 | ResponseRate::Rr4 | ResponseRate::Rr6 => complete + partial,
    };
    let below = eligible + counted_unknown;
    if below == 0.0 {
        return Err(StatsError::EmptyBase);
    }
    Ok(answered / below)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rates_follow_their_definitions() -> Result<(), StatsError> {
        let outcomes = Dispositions {
            complete: 100,
            partial: 20,
            refused: 30,
            not_contacted: 40,
            other: 10,
            unknown: 50,
            ineligible: 50,
        };
        // e = 200 / 250 = 0.8, so 40 of the 50 unknown count in RR3 and RR4.
        for (rate, expected) in [
            (ResponseRate::Rr1, 100.0 / 250.0),
            (ResponseRate::Rr2, 120.0 / 250.0),
            (ResponseRate::Rr3, 100.0 / 240.0),
            (ResponseRate::Rr4, 120.0 / 240.0),
            (ResponseRate::Rr5, 100.0 / 200.0),
            (ResponseRate::Rr6, 120.0 / 200.0),
        ] {
            assert!(
                (response_rate(&outcomes, rate)? - expected).abs() < 1e-15,
                "{rate:?}"
            );
        }
        Ok(())
    }

    #[test]
    fn nobody_invited_has_no_rate() {
        for rate in [ResponseRate::Rr1, ResponseRate::Rr3, ResponseRate::Rr6] {
            let nobody = Dispositions::default();
            assert_eq!(response_rate(&nobody, rate), Err(StatsError::EmptyBase));
        }
        let only_unknown = Dispositions {
            unknown: 7,
            ..Dispositions::default()
        };
        assert_eq!(response_rate(&only_unknown, ResponseRate::Rr1), Ok(0.0));
        assert_eq!(
            response_rate(&only_unknown, ResponseRate::Rr3),
            Err(StatsError::EmptyBase)
        );
    }
}
