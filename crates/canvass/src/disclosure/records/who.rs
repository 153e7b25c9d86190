//! Who answered, and how far those who did are like the members.

use serde::Serialize;

use super::record::{record, words};
use crate::config::Project;
use crate::disclosure::Release;
use crate::stats::{
    self, Dispositions, GroupSize, Proportion, ResponseRate, StatsError, response_rate,
};
use crate::survey::{Question, QuestionId, Responses, Wave};
use crate::tabulate::{CodedWave, WaveWeights, question_responses, representation};

record! {
    /// One figure about who answered a wave.
    #[derive(Debug, Clone, PartialEq, Serialize)]
    #[non_exhaustive]
    pub struct WhoRecord {
        /// Id of the wave.
        pub wave: String,
        /// What the figure is: responses (for so many members; no response rate), rr1 to rr6 and eligible_share (AAPOR, where the project counts what became of those invited), nonresponse (of a question, among those asked), last_answered (the question after which nothing more was answered), group (respondents beside members), chi_square, chi_square_p, r_indicator and variation (how far groups answered alike), effective_base, capped_weights, margin_error and unmatched (of weights).
        pub measure: WhoMeasure,
        /// Id of the question, where the figure is of one.
        pub question: Option<String>,
        /// Id of the option, where the figure is of a group.
        pub option: Option<String>,
        /// How a reader knows the question or the group.
        pub label: Option<String>,
        /// Respondents counted.
        pub count: Option<u64>,
        /// What they are counted of: members, those asked, or all respondents.
        pub base: Option<u64>,
        /// Count divided by base, or the measure itself, unrounded.
        pub value: Option<f64>,
        /// For a group, its members.
        pub members: Option<u64>,
        /// For a group, its share of members, from 0 to 1, unrounded.
        pub members_share: Option<f64>,
        /// For a group, its share of respondents divided by its share of members; below 1 it is heard too little.
        pub ratio: Option<f64>,
        /// What has to be known with it, or why there is no figure.
        pub note: Option<String>,
        /// Whether the figures are unsuppressed: never to be published or passed on.
        pub internal: bool,
    }
}

words! {
    /// A figure about who answered.
    WhoMeasure {
        /// Responses, for so many members.
        Responses = "responses",
        /// AAPOR response rate 1.
        Rr1 = "rr1",
        /// AAPOR response rate 2.
        Rr2 = "rr2",
        /// AAPOR response rate 3.
        Rr3 = "rr3",
        /// AAPOR response rate 4.
        Rr4 = "rr4",
        /// AAPOR response rate 5.
        Rr5 = "rr5",
        /// AAPOR response rate 6.
        Rr6 = "rr6",
        /// The share of the unknown that is taken to be eligible.
        EligibleShare = "eligible_share",
        /// Item nonresponse.
        Nonresponse = "nonresponse",
        /// The last question that somebody answered.
        LastAnswered = "last_answered",
        /// Respondents of a group beside its members.
        Group = "group",
        /// Goodness of fit of the groups to the membership.
        ChiSquare = "chi_square",
        /// Its p-value.
        ChiSquareP = "chi_square_p",
        /// The R-indicator: 1 when every group answered at the same rate.
        RIndicator = "r_indicator",
        /// The coefficient of variation of the groups' rates.
        Variation = "variation",
        /// Kish's effective base of the weights.
        EffectiveBase = "effective_base",
        /// Weights at the cap.
        CappedWeights = "capped_weights",
        /// The largest distance of a weighted share from its share of members.
        MarginError = "margin_error",
        /// Respondents without a group of members on a question that is weighted by.
        Unmatched = "unmatched",
    }
}

/// What stands where the members are not known.
const NOT_KNOWN: &str =
    "not known: membership.csv has no member totals of this question for the wave";

impl WhoRecord {
    fn new(wave: &str, measure: WhoMeasure, internal: bool) -> Self {
        WhoRecord {
            wave: wave.to_owned(),
            measure,
            question: None,
            option: None,
            label: None,
            count: None,
            base: None,
            value: None,
            members: None,
            members_share: None,
            ratio: None,
            note: None,
            internal,
        }
    }

    fn of_question(self, question: &Question) -> Self {
        WhoRecord {
            question: Some(question.id.to_string()),
            label: Some(question.title.clone()),
            ..self
        }
    }

    fn counted(self, count: u64, base: Option<u64>) -> Self {
        let share = base.and_then(|base| Proportion::new(count, base).ok());
        WhoRecord {
            count: Some(count),
            base,
            value: share.map(Proportion::value),
            ..self
        }
    }

    fn measured(self, value: Result<f64, StatsError>) -> Self {
        WhoRecord {
            note: value.as_ref().err().map(ToString::to_string),
            value: value.ok(),
            ..self
        }
    }
}

/// What may be published of who answered the current wave: responses, item nonresponse, groups beside members.
pub fn who_answered(project: &Project, release: &Release) -> Vec<WhoRecord> {
    let id = release.current.as_str();
    let record = |measure| WhoRecord::new(id, measure, false);
    let mut records = Vec::new();
    let wave = release.waves.iter().find(|wave| wave.id == release.current);
    if let Some(wave) = wave {
        let members = project.survey.wave(&wave.id).and_then(|wave| wave.members);
        records.push(record(WhoMeasure::Responses).counted(wave.respondents, members));
    }
    for item in &release.nonresponse {
        let Some(question) = project.survey.question(&item.question) else {
            continue;
        };
        let mut record = record(WhoMeasure::Nonresponse).of_question(question);
        if let (Some(asked), Some(answered)) = (item.asked, item.answered) {
            record = record.counted(asked.saturating_sub(answered), Some(asked));
        } else {
            record.note = Some("held back".to_owned());
        }
        records.push(record);
    }
    for id in &project.groups {
        let Some(question) = project.survey.question(id) else {
            continue;
        };
        let of_question = || record(WhoMeasure::Group).of_question(question);
        let Some((_, found)) = release.representation.iter().find(|(of, _)| of == id) else {
            records.push(WhoRecord {
                note: Some(NOT_KNOWN.to_owned()),
                ..of_question()
            });
            continue;
        };
        for group in &found.groups {
            let shown = group.respondents.shown().map(|shown| shown.share());
            let ratio = shown.zip(group.members).and_then(|(respondents, members)| {
                (members.count() > 0).then(|| respondents.value() / members.value())
            });
            records.push(WhoRecord {
                label: Some(group.label.clone()),
                count: shown.map(Proportion::count),
                base: shown.map(|share| share.base().get()),
                value: shown.map(Proportion::value),
                members: group.members.map(Proportion::count),
                members_share: group.members.map(Proportion::value),
                ratio,
                note: shown.is_none().then(|| "held back".to_owned()),
                ..of_question()
            });
        }
    }
    records
}

/// Who answered the current wave, unsuppressed and marked internal: what [`who_answered`] tells, response rates where
/// the project counts what became of those invited, where people broke off, tests of the groups against the
/// membership, and what weights do.
pub fn internal_who_answered(
    project: &Project,
    waves: &[CodedWave],
    weights: &[WaveWeights],
) -> Vec<WhoRecord> {
    let current = waves
        .iter()
        .find(|wave| *wave.responses.wave() == project.current);
    let wave = project.survey.wave(&project.current);
    let Some((CodedWave { responses, .. }, wave)) = current.zip(wave) else {
        return Vec::new();
    };
    let record = |measure| WhoRecord::new(wave.id.as_str(), measure, true);
    let respondents = responses.respondents() as u64;
    let mut records = vec![record(WhoMeasure::Responses).counted(respondents, wave.members)];
    records.extend(rates(wave, responses));
    for found in question_responses(&project.survey, responses) {
        let Some(question) = project.survey.question(&found.question) else {
            continue;
        };
        let bases = found.bases;
        let nonresponse = record(WhoMeasure::Nonresponse).of_question(question);
        records.push(nonresponse.counted(bases.no_answer(), Some(bases.asked)));
        let last = record(WhoMeasure::LastAnswered).of_question(question);
        records.push(last.counted(found.last_answered, Some(respondents)));
    }
    for id in &project.groups {
        records.extend(groups(project, id, responses, wave.members));
    }
    if let Some(weights) = weights.iter().find(|weights| weights.wave == wave.id) {
        records.extend(of_weights(weights));
    }
    records
}

/// The AAPOR rates; none where nobody counted what became of those invited.
fn rates(wave: &Wave, responses: &Responses) -> Vec<WhoRecord> {
    let Some(invited) = wave.invited else {
        return Vec::new();
    };
    let partial = responses.quality().partial_records;
    let outcomes = Dispositions {
        complete: (responses.respondents() as u64).saturating_sub(partial),
        partial,
        refused: invited.refused,
        not_contacted: invited.not_contacted,
        other: invited.other,
        unknown: invited.unknown,
        ineligible: invited.ineligible,
    };
    let record = |measure| WhoRecord::new(wave.id.as_str(), measure, true);
    let rate = |rate: ResponseRate| {
        let measure = match rate {
            ResponseRate::Rr1 => WhoMeasure::Rr1,
            ResponseRate::Rr2 => WhoMeasure::Rr2,
            ResponseRate::Rr3 => WhoMeasure::Rr3,
            ResponseRate::Rr4 => WhoMeasure::Rr4,
            ResponseRate::Rr5 => WhoMeasure::Rr5,
            ResponseRate::Rr6 => WhoMeasure::Rr6,
        };
        record(measure).measured(response_rate(&outcomes, rate))
    };
    let eligible = record(WhoMeasure::EligibleShare).measured(outcomes.eligible_share());
    ResponseRate::ALL
        .into_iter()
        .map(rate)
        .chain([eligible])
        .collect()
}

/// Respondents beside members in the groups of one question, and the tests of them.
fn groups(
    project: &Project,
    id: &QuestionId,
    responses: &Responses,
    all_members: Option<u64>,
) -> Vec<WhoRecord> {
    let Some(question) = project.survey.question(id) else {
        return Vec::new();
    };
    let wave = responses.wave();
    let record = |measure| WhoRecord::new(wave.as_str(), measure, true).of_question(question);
    let found = representation(
        question,
        responses,
        &project.membership,
        all_members,
        project.no_groups(),
    );
    let Some(found) = found else {
        return vec![WhoRecord {
            note: Some(NOT_KNOWN.to_owned()),
            ..record(WhoMeasure::Group)
        }];
    };
    let mut records: Vec<WhoRecord> = found
        .groups
        .iter()
        .map(|group| {
            let of_members = group
                .members
                .and_then(|m| Proportion::new(m, found.members).ok());
            let of_respondents = Proportion::new(group.respondents, found.respondents).ok();
            let ratio = of_respondents
                .zip(of_members)
                .and_then(|(respondents, members)| {
                    (members.count() > 0).then(|| respondents.value() / members.value())
                });
            WhoRecord {
                option: Some(group.option.to_string()),
                label: Some(group.label.clone()),
                members: group.members,
                members_share: of_members.map(Proportion::value),
                ratio,
                note: group
                    .members
                    .is_none()
                    .then(|| "members not known".to_owned()),
                ..record(WhoMeasure::Group).counted(group.respondents, Some(found.respondents))
            }
        })
        .collect();
    let sizes: Vec<GroupSize> = found
        .groups
        .iter()
        .filter_map(|group| {
            Some(GroupSize {
                respondents: group.respondents,
                members: group.members?,
            })
        })
        .collect();
    let tested = stats::representation(&sizes);
    let measured = |measure, value: fn(&stats::Representation) -> f64| {
        let measured = record(measure).measured(tested.as_ref().map(value).map_err(Clone::clone));
        match &tested {
            Err(StatsError::MoreRespondentsThanMembers { group }) => {
                let known = found.groups.iter().filter(|group| group.members.is_some());
                let label = known.map(|group| group.label.as_str()).nth(*group);
                WhoRecord {
                    note: label.map(|label| format!("{label}: more respondents than members")),
                    ..measured
                }
            }
            _ => measured,
        }
    };
    let mut chi_square = measured(WhoMeasure::ChiSquare, |found| found.chi_square);
    if let Ok(found) = &tested {
        let rough = if found.smallest_expected < 5.0 {
            "; rough, because fewer than 5 are expected in a group"
        } else {
            ""
        };
        let plural = if found.degrees == 1 {
            "degree"
        } else {
            "degrees"
        };
        chi_square.note = Some(format!("{} {plural} of freedom{rough}", found.degrees));
    }
    records.push(chi_square);
    records.push(measured(WhoMeasure::ChiSquareP, |found| found.p.value()));
    records.push(measured(WhoMeasure::RIndicator, |found| found.r_indicator));
    records.push(measured(WhoMeasure::Variation, |found| {
        found.coefficient_of_variation
    }));
    records
}

fn of_weights(weights: &WaveWeights) -> Vec<WhoRecord> {
    let record = |measure| WhoRecord::new(weights.wave.as_str(), measure, true);
    let base = weights.weights.base() as u64;
    let effective = WhoRecord {
        base: Some(base),
        ..record(WhoMeasure::EffectiveBase).measured(Ok(weights.weights.effective_base()))
    };
    let mut capped = record(WhoMeasure::CappedWeights).counted(weights.capped as u64, Some(base));
    capped.note = Some(match weights.cap {
        Some(cap) => format!("cap at {cap} times the mean"),
        None => "no cap".to_owned(),
    });
    let error = record(WhoMeasure::MarginError).measured(Ok(weights.margin_error));
    let unmatched = weights.margins.iter().map(|(question, count)| WhoRecord {
        question: Some(question.to_string()),
        note: Some("they keep the share that they have".to_owned()),
        ..record(WhoMeasure::Unmatched).counted(*count as u64, Some(base))
    });
    [effective, capped, error]
        .into_iter()
        .chain(unmatched)
        .collect()
}
