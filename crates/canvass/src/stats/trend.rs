use super::discrete::Tails;
use super::{PValue, Proportion, StatsError};

/// Up to this many people in all waves together, the test of a trend is exact.
const EXACT_UP_TO: u64 = 200;
/// The exact test follows sums of years; over more steps from the first to the last than this there are too many.
const EXACT_SPAN: i64 = 40;

/// How a share moves over three or more waves.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Trend {
    /// The change of the share for each year, weighted by the bases.
    pub slope: f64,
    /// The Cochran-Armitage statistic; positive when the share rises.
    pub z: f64,
    /// Against "no trend".
    pub p: PValue,
}

/// The test of a trend over three or more comparable waves, at their real years
/// (Cochran 1954, Biometrics 10:417; Armitage 1955, Biometrics 11:375).
///
/// Up to 200 people in all the p-value is the central mid-p of the exact conditional distribution,
/// above that the normal one. Waves where the wording changed are gaps: leave them out.
///
/// # Errors
/// [`StatsError::TooFewWaves`] for fewer than three (two are compared by
/// [`fisher_mid_p`](super::fisher_mid_p)), [`StatsError::RepeatedYear`].
///
/// ```
/// use canvass::stats::{Proportion, trend};
///
/// let waves = [
///     (2021, Proportion::new(60, 150)?),
///     (2022, Proportion::new(77, 170)?),
///     (2024, Proportion::new(118, 215)?),
/// ];
/// let trend = trend(&waves)?;
/// assert!(trend.slope > 0.0 && trend.p.is_below(0.05));
/// # Ok::<(), canvass::stats::StatsError>(())
/// ```
pub fn trend(waves: &[(i32, Proportion)]) -> Result<Trend, StatsError> {
    if waves.len() < 3 {
        return Err(StatsError::TooFewWaves { waves: waves.len() });
    }
    let mut waves = waves.to_vec();
    waves.sort_by_key(|(year, _)| *year);
    for pair in waves.windows(2) {
        if let [(first, _), (second, _)] = pair
            && first == second
        {
            return Err(StatsError::RepeatedYear { year: *first });
        }
    }

    let people: f64 = waves.iter().map(|(_, share)| size(*share)).sum();
    let selected: f64 = waves.iter().map(|(_, share)| share.count() as f64).sum();
    let first = waves.first().map_or(0, |(year, _)| *year);
    let since = |year: i32| f64::from(year) - f64::from(first);
    let centre = waves
        .iter()
        .map(|(year, share)| since(*year) * size(*share))
        .sum::<f64>()
        / people;
    let pooled = selected / people;
    let mut score = 0.0;
    let mut spread = 0.0;
    for (year, share) in &waves {
        let distance = since(*year) - centre;
        score += distance * (share.count() as f64 - size(*share) * pooled);
        spread += distance * distance * size(*share);
    }
    let slope = score / spread;
    if selected == 0.0 || selected == people {
        return Ok(Trend {
            slope: 0.0,
            z: 0.0,
            p: PValue::ONE,
        });
    }
    let z = score / (pooled * (1.0 - pooled) * spread).sqrt();
    let p = exact(&waves).unwrap_or_else(|| PValue::of_normal(z));
    Ok(Trend { slope, z, p })
}

fn size(share: Proportion) -> f64 {
    share.base().get() as f64
}

/// The central mid-p, given how many selected it in all waves together; `None` when there are too
/// many people or years for it. Waves stand in the order of their years.
fn exact(waves: &[(i32, Proportion)]) -> Option<PValue> {
    let people = waves.iter().fold(0_u64, |sum, (_, share)| {
        sum.saturating_add(share.base().get())
    });
    let first = i64::from(waves.first()?.0);
    let since = |year: i32| i64::from(year) - first;
    // Only the order of the sums matters, so years that lie, say, five apart count as one apart.
    let step = waves
        .iter()
        .fold(0, |step, (year, _)| common(step, since(*year)))
        .max(1);
    if people > EXACT_UP_TO || since(waves.last()?.0) / step > EXACT_SPAN {
        return None;
    }

    let sums: Vec<Wave> = waves
        .iter()
        .map(|(year, share)| Wave {
            since: (since(*year) / step) as usize,
            count: share.count() as usize,
            base: share.base().get() as usize,
        })
        .collect();
    let selected: usize = sums.iter().map(|wave| wave.count).sum();
    let observed: usize = sums.iter().map(|wave| wave.since * wave.count).sum();
    let ways = ways_to_select(&sums, selected);
    let same_total = ways.into_iter().enumerate();
    Some(
        Tails::of_weights(same_total.map(|(years, ways)| (ways, years.cmp(&observed))))
            .central_mid_p(),
    )
}

/// The greatest common divisor.
fn common(a: i64, b: i64) -> i64 {
    if b == 0 { a } else { common(b, a % b) }
}

struct Wave {
    since: usize,
    count: usize,
    base: usize,
}

/// How many ways there are to select so many people from all the waves, by the sum of their years.
fn ways_to_select(waves: &[Wave], selected: usize) -> Vec<f64> {
    let longest: usize = waves.iter().map(|wave| wave.since * wave.base).sum();
    // By number selected, then by sum of years.
    let mut ways = vec![vec![0.0; longest + 1]; selected + 1];
    if let Some(start) = ways.first_mut().and_then(|row| row.first_mut()) {
        *start = 1.0;
    }
    for wave in waves {
        let mut longer = vec![vec![0.0; longest + 1]; selected + 1];
        let mut choices = 1.0;
        for more in 0..=wave.base {
            let years = wave.since * more;
            for (from, to) in ways.iter().zip(longer.iter_mut().skip(more)) {
                for (before, after) in from.iter().zip(to.iter_mut().skip(years)) {
                    *after += before * choices;
                }
            }
            choices *= (wave.base - more) as f64 / (more + 1) as f64;
        }
        ways = longer;
    }
    ways.pop().unwrap_or_default()
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests;
