use canvass::disclosure::records::{
    CellState, ChangeRecord, ComparabilityKind, SubjectKind, TrendRecord,
};
use canvass::pipeline::Analysis;
use canvass::stats::{PValue, Percent, Points, Proportion, Sign, thousands};
use canvass::survey::Continuity;

use super::aligned::{Side, table};
use super::{
    Compared, HELD_BACK, INTERNAL, WHY_HELD_BACK, caveats, codebook, line_and_base, sentences,
    subject_title, wave_label,
};

/// Changes as plain tables, one after the other; first what the report says of a shift.
pub(crate) fn text(analysis: &Analysis, compared: &Compared, internal: bool) -> String {
    let project = &analysis.project;
    let records = compared.changes.as_slice();
    let (from, to) = (
        wave_label(project, compared.before.as_str()),
        wave_label(project, project.current.as_str()),
    );
    let mut text = if internal {
        INTERNAL.to_owned()
    } else {
        String::new()
    };
    text.push_str(&format!(
        "{}: changes from {from} to {to}\n",
        project.organisation
    ));
    let intervals = records.iter().any(|record| record.lower.is_some());
    text.push_str(&caveats(analysis, internal, intervals));
    if let Some(shift) = &compared.shift {
        text.push_str(&format!(
            "\n{}\n{}\n{}\n",
            shift.claim, shift.figures, shift.evidence
        ));
    }
    let of_one_table = |a: &ChangeRecord, b: &ChangeRecord| {
        (a.subject, &a.subject_id) == (b.subject, &b.subject_id)
    };
    for records in records.chunk_by(of_one_table) {
        let Some(first) = records.first() else {
            continue;
        };
        let title = subject_title(project, first.subject, &first.subject_id, first.scope);
        let base = |base: Option<u64>, wave: &str| match base {
            Some(base) => format!("{} in {wave}", thousands(base)),
            None => format!("held back in {wave}"),
        };
        let (heading, did) = line_and_base(first.subject, first.scope);
        let who = match first.subject {
            SubjectKind::Question => format!("those who {did}"),
            SubjectKind::Frame | SubjectKind::Theory => {
                format!("those who {did} (codebook: {})", codebook(analysis))
            }
        };
        text.push_str(&format!(
            "\n{title}\nBases: {who}, {} and {}.\n",
            base(first.from_base, from),
            base(first.to_base, to),
        ));
        text.push_str(&table(
            &[
                (heading, Side::Left),
                (from, Side::Right),
                (to, Side::Right),
                ("Points", Side::Right),
                ("95% interval", Side::Right),
                ("Adjusted p", Side::Right),
                ("What may be said", Side::Left),
            ],
            &records
                .iter()
                .map(|record| row(analysis, record))
                .collect::<Vec<_>>(),
        ));
        text.push_str(&sentences::of_changes(records));
        if records
            .iter()
            .any(|record| record.weighted_difference.is_some())
        {
            text.push_str(&weighted(records));
        }
        if first.subject == SubjectKind::Question {
            let id = first.subject_id.as_str();
            text.push_str(&sentences::of_gaps(
                &of_question(&compared.gaps, id, |r| &r.question),
                to,
                from,
            ));
            let linked = of_question(&compared.linked, id, |r| &r.question);
            text.push_str(&sentences::of_linked(&linked));
        }
        let same =
            |r: &&TrendRecord| (r.subject, &r.subject_id) == (first.subject, &first.subject_id);
        let trends: Vec<TrendRecord> = compared.trends.iter().filter(same).cloned().collect();
        text.push_str(&sentences::of_trends(&trends));
    }
    text.push_str("\nPoints: percentage points from the earlier to the later figure.\n");
    text.push_str(
        "Clear change: p below 0.05 after Holm's adjustment over the rows of the table.\n",
    );
    if compared.linked.is_empty() {
        text.push_str(NOT_LINKED);
    }
    let held_back = |state: CellState| state == CellState::Suppressed;
    if records
        .iter()
        .any(|record| held_back(record.from_state) || held_back(record.to_state))
    {
        text.push_str(WHY_HELD_BACK);
    }
    text
}

/// What has to be said of tests where nobody knows who answered twice.
const NOT_LINKED: &str = "Some people may have answered both times. Where they cannot be told, these tests are cautious: they find fewer changes than there are.\n";

fn of_question<R: Clone>(records: &[R], id: &str, question: impl Fn(&R) -> &String) -> Vec<R> {
    let of = records.iter().filter(|record| question(record) == id);
    of.cloned().collect()
}

/// The weighted figures of one table.
fn weighted(records: &[ChangeRecord]) -> String {
    let percent = |share: Option<f64>| {
        let share = share.and_then(Percent::from_share);
        share.map_or_else(String::new, |share| share.to_string())
    };
    let points = |limit: Option<f64>| Some(signed(Points::from_difference(limit?)?));
    let rows: Vec<Vec<String>> = records
        .iter()
        .filter(|record| record.weighted_to_share.is_some())
        .map(|record| {
            let limits = points(record.weighted_lower).zip(points(record.weighted_upper));
            vec![
                record.label.clone(),
                percent(record.weighted_from_share),
                percent(record.weighted_to_share),
                points(record.weighted_difference).unwrap_or_default(),
                limits.map_or_else(String::new, |(lower, upper)| format!("{lower} to {upper}")),
                record.weighted_p_adjusted.map_or_else(String::new, p_value),
            ]
        })
        .collect();
    let base = |of: fn(&ChangeRecord) -> Option<f64>| {
        let base = records.iter().find_map(of);
        base.map_or_else(|| "not known".to_owned(), |base| format!("{base:.1}"))
    };
    let columns = [
        ("With weights", Side::Left),
        ("Earlier", Side::Right),
        ("Later", Side::Right),
        ("Points", Side::Right),
        ("95% interval", Side::Right),
        ("Adjusted p", Side::Right),
    ];
    format!(
        "{}Effective bases with weights: {} and {}.\n",
        table(&columns, &rows),
        base(|record| record.from_effective_base),
        base(|record| record.to_effective_base)
    )
}

fn row(analysis: &Analysis, record: &ChangeRecord) -> Vec<String> {
    let side = |state, count: Option<u64>, base: Option<u64>| {
        (state == CellState::Shown)
            .then(|| Proportion::new(count?, base?).ok())
            .flatten()
    };
    let from = side(record.from_state, record.from_count, record.from_base);
    let to = side(record.to_state, record.to_count, record.to_base);
    let mut row = vec![
        record.label.clone(),
        cell(record.from_state, from, record.from_share.is_some()),
        cell(record.to_state, to, record.to_share.is_some()),
    ];
    let points = |limit: Option<f64>| Some(signed(Points::from_difference(limit?)?));
    row.extend(
        match (
            from.zip(to),
            points(record.lower).zip(points(record.upper)),
            record.p_adjusted,
        ) {
            (Some((from, to)), Some((lower, upper)), Some(p)) => [
                direction(Points::between(from, to)),
                format!("{lower} to {upper}"),
                p_value(p),
            ],
            _ => Default::default(),
        },
    );
    row.push(what_may_be_said(analysis, record));
    row
}

fn cell(state: CellState, share: Option<Proportion>, with_percent: bool) -> String {
    match (state, share) {
        (CellState::Suppressed, _) => HELD_BACK.to_owned(),
        (CellState::Shown, Some(share)) if with_percent => Percent::of(share).to_string(),
        (CellState::Shown, Some(share)) => format!("{} of {}", share.count(), share.base().get()),
        _ => "not applicable".to_owned(),
    }
}

/// The number with a minus sign that is read aloud as one, which a hyphen is not.
fn signed(points: Points) -> String {
    points.to_string().replace('-', "\u{2212}")
}

fn direction(points: Points) -> String {
    let size = points.magnitude_text();
    match points.sign() {
        Sign::Positive => format!("up {size}"),
        Sign::Negative => format!("down {size}"),
        Sign::Zero => size,
    }
}

fn p_value(p: f64) -> String {
    let shown = PValue::new(p).map_or_else(String::new, |p| p.to_string());
    shown.replace('<', "below ").replace('>', "above ")
}

fn what_may_be_said(analysis: &Analysis, record: &ChangeRecord) -> String {
    let wave = record.comparability_wave.as_deref().unwrap_or_default();
    let wave = wave_label(&analysis.project, wave);
    match (record.comparability, record.clear) {
        (ComparabilityKind::NotAsked, _) => format!("not compared: not asked in {wave}"),
        (ComparabilityKind::Break, _) if is_unconfirmed(analysis, record) => {
            format!("not compared: somebody has to confirm that it is the same in {wave}")
        }
        (ComparabilityKind::Break, _) => format!("not compared: worded anew in {wave}"),
        (ComparabilityKind::Comparable, Some(true)) => "clear change".to_owned(),
        (ComparabilityKind::Comparable, Some(false)) => "no clear change".to_owned(),
        (ComparabilityKind::Comparable, None) => {
            let states = [record.from_state, record.to_state];
            let why = if states.contains(&CellState::Suppressed) {
                "a figure is held back"
            } else if states.contains(&CellState::NotApplicable) {
                "a figure is missing"
            } else {
                "too few answered"
            };
            format!("not compared: {why}")
        }
    }
}

/// Whether nobody has said yet what the other words of a question or an option do.
fn is_unconfirmed(analysis: &Analysis, record: &ChangeRecord) -> bool {
    let survey = &analysis.project.survey;
    let question = survey
        .questions
        .iter()
        .find(|question| question.id.as_str() == record.subject_id);
    let wave = record.comparability_wave.as_deref();
    let wave = survey
        .waves
        .iter()
        .find(|known| Some(known.id.as_str()) == wave);
    question.zip(wave).is_some_and(|(question, wave)| {
        let asked = question.asked_in(&wave.id).map(|asked| asked.continuity);
        let options = question.options.iter();
        let offered = options
            .filter(|option| option.id.as_str() == record.line_id)
            .filter_map(|option| Some(option.offered.get(&wave.id)?.continuity));
        asked
            .into_iter()
            .chain(offered)
            .any(|continuity| continuity == Continuity::Unconfirmed)
    })
}
