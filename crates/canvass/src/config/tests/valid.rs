use super::{Texts, VALID, parse};
use crate::config::{Inference, Project};
use crate::survey::{
    Answered, CodeRef, Continuity, Date, FrameKind, Negation, OptionId, Platform, Question,
    QuestionId, QuestionKind, Stance, WaveId,
};

fn project() -> Project {
    let read = parse(&VALID).unwrap_or_else(|faults| panic!("{faults}"));
    assert!(read.diagnostics.is_empty());
    read.value
}

fn question<'a>(project: &'a Project, id: &str) -> &'a Question {
    let id = QuestionId::new(id).unwrap();
    project.survey.question(&id).unwrap()
}

fn wave(id: &str) -> WaveId {
    WaveId::new(id).unwrap()
}

#[test]
fn a_project_is_read_whole() {
    let project = project();
    assert_eq!(project.title, "Members' Questionnaire 2024: impact report");
    assert_eq!(project.organisation, "Kindred Ground");
    assert_eq!(project.language, "en-GB");
    assert_eq!(project.current, wave("2024"));
    let waves = &project.survey.waves;
    let labels: Vec<&str> = waves.iter().map(|wave| wave.label.as_str()).collect();
    assert_eq!(labels, ["2022", "2023", "Spring 2024"]);
    assert_eq!(waves[0].platform, Some(Platform::GoogleForms));
    assert_eq!(waves[1].platform, None);
    assert_eq!(waves[2].opened, Date::new(2024, 2, 12));
    assert_eq!(waves[2].closed, Date::new(2024, 3, 11));
    assert_eq!([waves[0].members, waves[2].members], [None, Some(5000)]);
    let ids: Vec<&str> = project
        .survey
        .questions
        .iter()
        .map(|q| q.id.as_str())
        .collect();
    assert_eq!(
        ids,
        ["who", "consent", "helped", "satisfied", "size", "more"]
    );
}

#[test]
fn a_question_has_its_own_words_in_each_wave() {
    let project = project();
    let helped = question(&project, "helped");
    assert_eq!(helped.kind, QuestionKind::MultiSelect);
    assert_eq!(helped.theme, CodeRef::parse("theme:resourcing").ok());
    let asked = |id| helped.asked_in(&wave(id)).unwrap();
    assert_eq!(asked("2022").wording, "How did Kindred Ground help you?");
    assert_eq!(asked("2022").continuity, Continuity::Same);
    assert!(
        asked("2023")
            .wording
            .ends_with("resource you or your group?")
    );
    assert_eq!(asked("2023").continuity, Continuity::Reworded);
    assert_eq!(asked("2024").continuity, Continuity::Same);
    assert_eq!(
        question(&project, "satisfied").asked_in(&wave("2022")),
        None
    );
}

#[test]
fn an_option_has_its_own_label_in_each_wave() {
    let project = project();
    let helped = question(&project, "helped");
    let opportunities = &helped.options[0];
    assert_eq!(opportunities.label, "Awareness of opportunities");
    assert_eq!(opportunities.codes.len(), 2);
    let offered = |id| &opportunities.offered[&wave(id)];
    assert_eq!(offered("2022").label, "Hearing about opportunities");
    assert_eq!(offered("2023").label, "Awareness of opportunities");
    assert_eq!(offered("2023").continuity, Continuity::Minor);
    assert_eq!(offered("2024").continuity, Continuity::Same);
    let index = |id| helped.option_index(&OptionId::new(id).unwrap()).unwrap();
    assert!(helped.offers(index("advice"), &wave("2022")));
    assert!(!helped.offers(index("advice"), &wave("2024")));
    assert!(helped.options[index("other")].other);
    assert!(helped.options[index("none")].exclusive);
    assert_eq!(helped.unions[0].of.len(), 3);
}

#[test]
fn a_scale_counts_from_one_unless_it_says_otherwise() {
    let scores = |project: &Project| -> Vec<Option<i64>> {
        let options = &question(project, "satisfied").options;
        options.iter().map(|option| option.score).collect()
    };
    assert_eq!(scores(&project()), [Some(1), Some(2), Some(3)]);
    let canvass = VALID
        .canvass
        .replace("id = \"fairly\"", "id = \"fairly\"\nscore = 5")
        .replace("id = \"very\"", "id = \"very\"\nscore = -10");
    let canvass = canvass.as_str();
    let stated = parse(&Texts { canvass, ..VALID }).unwrap().value;
    assert_eq!(scores(&stated), [None, Some(5), Some(-10)]);
}

#[test]
fn the_route_stance_and_report_choices_are_read() {
    let project = project();
    let route = question(&project, "size").route.clone().unwrap();
    assert_eq!(route.question.as_str(), "who");
    assert_eq!(route.options.len(), 1);
    assert_eq!(question(&project, "more").stance, Some(Stance::Request));
    assert_eq!(project.groups, [QuestionId::new("who").unwrap()]);
    assert_eq!(project.consent.unwrap().options[0].as_str(), "yes");
    let report = &project.report;
    assert_eq!(report.headline, QuestionId::new("helped").ok());
    assert_eq!(report.key_figures[1].option.as_str(), "advice_any");
    assert_eq!(
        report.key_figures[0].says.as_deref(),
        Some("answered for a group")
    );
    assert_eq!(report.key_figures[1].says, None);
    assert_eq!(report.attribution, "Members' Questionnaire respondent");
    assert_eq!(report.organisation_short, "the charity");
    assert_eq!(report.published, Date::new(2024, 6, 20));
    assert_eq!(report.contact.as_deref(), Some("questionnaire@example.org"));
    assert_eq!(report.quotations_per_theme, 2);
    assert_eq!(report.inference, Inference::MembersAsIfRandom);
    let disclosure = &project.disclosure;
    let limits = [
        disclosure.threshold,
        disclosure.counts_only_below,
        disclosure.low_base_below,
    ];
    assert_eq!(limits, [6, 20, 80]);
    assert_eq!(disclosure.redact, ["Ariadne"]);
}

#[test]
fn what_is_not_said_has_its_usual_value() {
    let cut = VALID.canvass.find("[report]").unwrap();
    let canvass = &VALID.canvass[..cut];
    let texts = Texts {
        canvass,
        membership: None,
        actions: None,
        ..VALID
    };
    let project = parse(&texts).unwrap().value;
    let disclosure = &project.disclosure;
    let limits = [
        disclosure.threshold,
        disclosure.counts_only_below,
        disclosure.low_base_below,
    ];
    assert_eq!(limits, [5, 30, 100]);
    assert_eq!(project.report.organisation_short, "Kindred Ground");
    assert_eq!(project.report.attribution, "Questionnaire respondent");
    assert_eq!(project.report.quotations_per_theme, 3);
    assert_eq!(project.report.inference, Inference::Respondents);
    assert_eq!(project.report.headline, None);
    assert_eq!(project.consent, None);
    assert!(project.membership.totals.is_empty() && project.actions.is_empty());
}

#[test]
fn the_codebook_is_read_with_the_place_of_every_expression() {
    let book = project().codebook;
    assert_eq!(
        (book.id.as_str(), book.version.as_str()),
        ("theory-of-change", "1.0.0")
    );
    assert_eq!(book.sets[0].name, "org");
    assert_eq!(book.sets[0].place.to_string(), "codebook.toml:5:8");
    let rules: Vec<String> = book
        .rules
        .iter()
        .map(|rule| format!("{} {}", rule.id, rule.place))
        .collect();
    assert_eq!(
        rules,
        [
            "theme:knowledge#1 codebook.toml:21:6",
            "theme:knowledge#2 codebook.toml:22:16",
            "theme:resourcing#1 codebook.toml:39:1",
            "stance:request#1 codebook.toml:65:11",
        ]
    );
    assert_eq!(book.rules[0].negation, Negation::Flag);
    assert_eq!(book.rules[1].negation, Negation::Drop);
    assert_eq!(book.rules[1].stance, Some(Stance::Impact));
    assert_eq!(book.rules[1].questions[0].as_str(), "more");
    assert_eq!(book.rules[2].expression, "grant* | ~fund");
}

#[test]
fn the_theory_of_change_is_the_theme_frame() {
    let book = project().codebook;
    assert_eq!(book.theory.themes.len(), 1);
    let knowledge = &book.theory.themes[0];
    assert_eq!(knowledge.label, "Knowledge");
    assert_eq!(knowledge.activities, ["Research"]);
    assert_eq!(knowledge.outputs, ["Reports", "Toolkits"]);
    assert_eq!(knowledge.horizon, "Lived experience counts as knowledge");
    assert_eq!(knowledge.outcomes[0].code.as_str(), "knowledge.memory");
    let approach = book.frame(FrameKind::Approach).unwrap();
    assert_eq!(approach.groups[0].codes[0].as_str(), "trust");
    let code = book
        .code(&CodeRef::parse("theme:knowledge").unwrap())
        .unwrap();
    assert_eq!(code.not_for, "Hearing about funding only.");
    assert_eq!(code.examples[0].text, "The toolkits taught us a lot");
    assert_eq!(code.near_misses[0].text, "The grant paid for it");
}

#[test]
fn membership_and_actions_are_read() {
    let project = project();
    let who = QuestionId::new("who").unwrap();
    let total = |option| {
        let option = OptionId::new(option).unwrap();
        project.membership.total(&wave("2024"), &who, &option)
    };
    assert_eq!([total("self"), total("group")], [Some(4400), Some(600)]);
    assert_eq!(project.actions.len(), 2);
    assert_eq!(
        project.actions[0].about,
        CodeRef::parse("theme:resourcing").ok()
    );
    let Answered::CannotDo { why, .. } = &project.actions[1].answer else {
        panic!("the second action is something that cannot be done");
    };
    assert_eq!(why, "Our own funding is for one year.");
}

#[test]
fn windows_line_ends_and_a_byte_order_mark_change_nothing() {
    let windows = |text: &str| format!("\u{feff}{}", text.replace('\n', "\r\n"));
    let (canvass, codebook) = (windows(VALID.canvass), windows(VALID.codebook));
    let (membership, actions) = (
        windows(VALID.membership.unwrap()),
        windows(VALID.actions.unwrap()),
    );
    let texts = Texts {
        canvass: &canvass,
        codebook: &codebook,
        membership: Some(&membership),
        actions: Some(&actions),
        beside: &[],
        files: &[],
    };
    assert_eq!(parse(&texts).unwrap().value, project());
}

#[test]
fn waves_stand_in_order_of_time() {
    let (head, rest) = VALID.canvass.split_once("[[wave]]").unwrap();
    let (first, rest) = rest.split_once("[[wave]]").unwrap();
    let swapped = format!(
        "{head}[[wave]]{}",
        rest.replacen("[[question]]", &format!("[[wave]]{first}[[question]]"), 1)
    );
    let texts = Texts {
        canvass: &swapped,
        ..VALID
    };
    assert_eq!(parse(&texts).unwrap().value, project());
}
