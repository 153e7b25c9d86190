//! What comparisons come to, in sentences.

use canvass::disclosure::records::{
    ChangeRecord, GapRecord, LeadKind, LinkedRecord, TrendRecord, VerdictKind,
};
use canvass::stats::{Percent, Points, Proportion, Sign, thousands};

/// Changes of one table: a sentence for each clear one, and one for all others.
pub(super) fn of_changes(records: &[ChangeRecord]) -> String {
    let mut text = String::new();
    let mut others = Vec::new();
    for record in records {
        match (record.clear, pair(record)) {
            (Some(true), Some((from, to))) => {
                let change = Points::between(from, to);
                let direction = match change.sign() {
                    Sign::Negative => "down",
                    _ => "up",
                };
                text.push_str(&format!(
                    "\u{201C}{}\u{201D}: {direction} {} percentage points, from {} to {}.\n",
                    record.label,
                    change.magnitude_text(),
                    Percent::of(from),
                    Percent::of(to),
                ));
            }
            (Some(false), _) => others.push(record.label.as_str()),
            _ => {}
        }
    }
    if !others.is_empty() {
        text.push_str(&format!("No clear change: {}.\n", listed(&others)));
    }
    text
}

fn pair(record: &ChangeRecord) -> Option<(Proportion, Proportion)> {
    let from = Proportion::new(record.from_count?, record.from_base?).ok()?;
    Some((
        from,
        Proportion::new(record.to_count?, record.to_base?).ok()?,
    ))
}

/// The gaps between options that stand next to each other by count, and every change of order.
pub(super) fn of_gaps(records: &[GapRecord], to: &str, from: &str) -> String {
    let mut text = String::new();
    let mut last = None;
    for record in records {
        // The first pair of each option is that with the next.
        if last != Some(&record.first_id) {
            last = Some(&record.first_id);
            text.push_str(&ahead(record, to));
        }
    }
    for record in records {
        let (first, second) = (quoted(&record.first_label), quoted(&record.second_label));
        text.push_str(&match record.verdict {
            Some(VerdictKind::Overtook) => {
                format!("{first} overtook {second} between {from} and {to}.\n")
            }
            Some(VerdictKind::Shifted) => {
                format!("There was a shift from {second} to {first} between {from} and {to}.\n")
            }
            Some(VerdictKind::TooClose) => format!(
                "The order of {first} and {second} changed between {from} and {to}; whether there was a shift is too close to call.\n"
            ),
            Some(VerdictKind::OrderChanged) => format!(
                "The order of {first} and {second} changed between {from} and {to}, but within what chance alone could produce.\n"
            ),
            None => continue,
        });
    }
    text
}

fn ahead(record: &GapRecord, wave: &str) -> String {
    let (first, second) = (quoted(&record.first_label), quoted(&record.second_label));
    let points =
        |gap: f64| Points::from_difference(gap).map_or_else(String::new, |p| p.to_string());
    let gap = format!(
        "{} percentage points, 95% interval {} to {}",
        points(record.to_gap),
        points(record.to_lower),
        points(record.to_upper)
    );
    let gap = gap.replace('-', "\u{2212}");
    match record.lead {
        LeadKind::Ahead => format!("{first} is ahead of {second} in {wave} ({gap}).\n"),
        LeadKind::TooClose => {
            format!("{first} and {second} are too close to call in {wave} ({gap}).\n")
        }
        LeadKind::NotClear => {
            format!("{first} and {second} are not clearly apart in {wave} ({gap}).\n")
        }
    }
}

/// The trends of one table: a sentence for each clear one, and one for all others that could be tested.
pub(super) fn of_trends(records: &[TrendRecord]) -> String {
    let mut text = String::new();
    let mut others = Vec::new();
    for points in records.chunk_by(|a, b| (a.line, &a.line_id) == (b.line, &b.line_id)) {
        let Some(record) = points.first() else {
            continue;
        };
        let (Some(slope), Some(p)) = (record.slope, record.p_adjusted) else {
            continue;
        };
        if p < 0.05 && turns(points, slope) {
            text.push_str(&format!(
                "{} differs clearly between waves, without a steady rise or fall.\n",
                quoted(&record.label)
            ));
        } else if p < 0.05 {
            let direction = if slope < 0.0 { "falls" } else { "rises" };
            let size = Points::from_difference(slope.clamp(-2.0, 2.0));
            let size = size.map_or_else(String::new, Points::magnitude_text);
            let waves = points.iter().filter(|p| p.share.is_some()).count();
            text.push_str(&format!(
                "{} {direction} by {size} percentage points a year over {waves} waves.\n",
                quoted(&record.label)
            ));
        } else {
            others.push(record.label.as_str());
        }
    }
    if !others.is_empty() {
        text.push_str(&format!("No clear trend: {}.\n", listed(&others)));
    }
    text
}

/// Whether some wave stands clearly against the way that the figures go on the whole.
fn turns(points: &[TrendRecord], slope: f64) -> bool {
    points.iter().enumerate().any(|(at, point)| {
        let mut above = ('A'..='Z').zip(0..).filter(|(letter, _)| {
            point
                .letters
                .contains([*letter, letter.to_ascii_lowercase()])
        });
        above.any(|(_, below)| if slope < 0.0 { below < at } else { at < below })
    })
}

/// What changed among the people who answered a question in both waves.
pub(super) fn of_linked(records: &[LinkedRecord]) -> String {
    let Some(first) = records.first() else {
        return String::new();
    };
    let mut text = format!(
        "Of {} members who responded both times, {} answered this both times.\n",
        thousands(first.members),
        thousands(first.base)
    );
    let mut others = Vec::new();
    for record in records {
        if record.p_adjusted < 0.05 {
            text.push_str(&format!(
                "{}: {} of them came to choose it, {} no longer do.\n",
                quoted(&record.label),
                thousands(record.gained),
                thousands(record.lost)
            ));
        } else {
            others.push(record.label.as_str());
        }
    }
    if !others.is_empty() {
        text.push_str(&format!(
            "No clear change among them: {}.\n",
            listed(&others)
        ));
    }
    text
}

fn quoted(label: &str) -> String {
    format!("\u{201C}{label}\u{201D}")
}

fn listed(labels: &[&str]) -> String {
    let quoted: Vec<String> = labels.iter().map(|label| quoted(label)).collect();
    quoted.join(", ")
}
