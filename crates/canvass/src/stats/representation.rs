use super::distribution::chi_square_tail;
use super::{PValue, Proportion, StatsError};

/// Above this share of members among respondents the chi-square takes note of it.
const NEGLIGIBLE_FRACTION: f64 = 0.05;

/// How many answered and how many members there are, in one group.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct GroupSize {
    /// Those who answered.
    pub respondents: u64,
    /// All members of the group.
    pub members: u64,
}

/// How the respondents compare with the membership on one question, such as region.
#[derive(Debug, Clone, PartialEq)]
pub struct Representation {
    /// Each group, in the order given.
    pub groups: Vec<GroupShare>,
    /// The Pearson statistic of goodness of fit; with the finite-population factor where more
    /// than 5 per cent of members answered.
    pub chi_square: f64,
    /// Its degrees of freedom.
    pub degrees: u64,
    /// Against "respondents are like members".
    pub p: PValue,
    /// The smallest number of respondents expected in a group that has members; below 5 the
    /// p-value is rough.
    pub smallest_expected: f64,
    /// The R-indicator, 1 when every group answered at the same rate, lower the more they differ.
    pub r_indicator: f64,
    /// The coefficient of variation of the groups' response rates; at most this share of a figure
    /// can be due to the difference between those who answered and those who did not.
    pub coefficient_of_variation: f64,
}

/// One group among the respondents and among the members.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct GroupShare {
    /// The group's share of respondents.
    pub of_respondents: Proportion,
    /// The group's share of members.
    pub of_members: Proportion,
    /// The first over the second; below 1 the group is heard too little. `None` when the group has
    /// no members.
    pub ratio: Option<f64>,
}

/// Compares respondents with known member totals, group by group. Groups must not overlap and
/// must cover everyone who is counted.
///
/// R-indicator and coefficient of variation: Schouten, Cobben and Bethlehem 2009, Survey
/// Methodology 35:101. Without member totals nothing here exists: say "not known".
///
/// # Errors
/// [`StatsError::EmptyBase`] without respondents; [`StatsError::MoreRespondentsThanMembers`] for a
/// group whose total cannot be right; [`StatsError::TooFewGroups`] unless two groups have members.
///
/// ```
/// use canvass::stats::{GroupSize, representation};
///
/// let regions = [
///     GroupSize { respondents: 120, members: 2_000 },
///     GroupSize { respondents: 95, members: 3_000 },
/// ];
/// let found = representation(&regions)?;
/// assert!(found.p.is_below(0.001));
/// assert!(found.groups[0].ratio > Some(1.0));
/// # Ok::<(), canvass::stats::StatsError>(())
/// ```
pub fn representation(sizes: &[GroupSize]) -> Result<Representation, StatsError> {
    let mut respondents = 0_u64;
    let mut members = 0_u64;
    for (group, size) in sizes.iter().enumerate() {
        if size.respondents > size.members {
            return Err(StatsError::MoreRespondentsThanMembers { group });
        }
        respondents = respondents.saturating_add(size.respondents);
        members = members.saturating_add(size.members);
    }
    let groups = sizes
        .iter()
        .map(|size| share(size, respondents, members))
        .collect::<Result<Vec<_>, _>>()?;
    let peopled = sizes.iter().filter(|size| size.members > 0);
    let degrees = match peopled.clone().count() {
        0 | 1 => return Err(StatsError::TooFewGroups),
        count => count as u64 - 1,
    };

    let (n, all) = (respondents as f64, members as f64);
    let rate = n / all;
    let mut chi_square = 0.0;
    let mut variance = 0.0;
    let mut smallest_expected = f64::INFINITY;
    for size in peopled {
        let in_group = size.members as f64;
        let expected = in_group * rate;
        chi_square += (size.respondents as f64 - expected).powi(2) / expected;
        variance += in_group * (size.respondents as f64 / in_group - rate).powi(2);
        smallest_expected = smallest_expected.min(expected);
    }
    if rate > NEGLIGIBLE_FRACTION && respondents < members {
        chi_square *= (all - 1.0) / (all - n);
    }
    let spread = (variance / (all - 1.0)).sqrt();
    Ok(Representation {
        groups,
        chi_square,
        degrees,
        p: chi_square_tail(chi_square, degrees as f64),
        smallest_expected,
        r_indicator: 1.0 - 2.0 * spread,
        coefficient_of_variation: spread / rate,
    })
}

fn share(size: &GroupSize, respondents: u64, members: u64) -> Result<GroupShare, StatsError> {
    let of_respondents = Proportion::new(size.respondents, respondents)?;
    let of_members = Proportion::new(size.members, members)?;
    let ratio = (size.members > 0).then(|| of_respondents.value() / of_members.value());
    Ok(GroupShare {
        of_respondents,
        of_members,
        ratio,
    })
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests;
