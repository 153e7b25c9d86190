//! What codings come of answers.

use super::*;

#[test]
fn an_outcome_implies_its_theme_and_rules_of_one_code_make_one_coding() {
    let book = compiled(
        &[],
        &[
            ("theme:voice", "campaign*"),
            ("theme:voice.policy", "law"),
            ("theme:voice.policy", "\"the law\""),
        ],
    );
    let answer = book
        .coder()
        .code(None, None, "A campaign to change the law");
    let summary: Vec<_> = answer
        .codes
        .iter()
        .map(|c| {
            let rules: Vec<&str> = c.rules.iter().map(|r| &**r).collect();
            (c.code.code.as_str(), rules.join(" "), c.evidence.len())
        })
        .collect();
    assert_eq!(
        summary,
        [
            (
                "voice",
                "theme:voice#1 theme:voice.policy#2 theme:voice.policy#3".to_owned(),
                2
            ),
            (
                "voice.policy",
                "theme:voice.policy#2 theme:voice.policy#3".to_owned(),
                1
            ),
        ]
    );
}

#[test]
fn rules_for_a_question_read_only_its_answers() {
    let mut book = codebook(&[], &[("theme:voice", "later")]);
    let (events, more) = (
        QuestionId::new("events").unwrap(),
        QuestionId::new("more").unwrap(),
    );
    book.rules[0].questions = vec![events.clone()];
    let book = CompiledCodebook::compile(&book).unwrap().value;
    assert_eq!(
        book.code_answer(&events, None, "Start later").codes.len(),
        1
    );
    assert_eq!(book.code_answer(&more, None, "Start later").codes.len(), 0);
}

#[test]
fn codings_inherit_the_main_stance_unless_their_rule_states_one() {
    let mut book = codebook(
        &[],
        &[
            ("theme:voice", "campaign*"),
            ("theme:resourcing", "grant*"),
            ("stance:request", "\"more of\" | please"),
        ],
    );
    book.rules[1].stance = Some(Stance::Criticism);
    let book = CompiledCodebook::compile(&book).unwrap().value;
    let answer = book.coder().code(
        None,
        Some(Stance::Impact),
        "More of the campaign, please. The grant ran out.",
    );
    assert!(matches!(
        &answer.state,
        OpenAnswerState::Content { stance: Stance::Request, decided_by: StanceSource::Rules(rules) }
            if rules.len() == 1
    ));
    let stances: Vec<Stance> = answer.codes.iter().map(|c| c.stance).collect();
    assert_eq!(stances, [Stance::Request, Stance::Criticism]);
    let plain = book
        .coder()
        .code(None, Some(Stance::Impact), "The campaign");
    assert_eq!(
        plain.state,
        OpenAnswerState::Content {
            stance: Stance::Impact,
            decided_by: StanceSource::Question
        }
    );
}

pub(in crate::coding) fn question(
    id: &str,
    kind: QuestionKind,
    options: Vec<AnswerOption>,
) -> Question {
    Question {
        id: QuestionId::new(id).unwrap(),
        kind,
        title: id.to_owned(),
        grid: None,
        options,
        unions: vec![],
        route: None,
        theme: None,
        stance: None,
        asked: BTreeMap::new(),
    }
}

fn option(id: &str, codes: &[&str]) -> AnswerOption {
    AnswerOption {
        id: OptionId::new(id).unwrap(),
        label: id.to_owned(),
        exclusive: false,
        other: id == "other",
        score: None,
        codes: codes.iter().map(|c| CodeRef::parse(c).unwrap()).collect(),
        offered: BTreeMap::new(),
    }
}

#[test]
fn a_wave_is_coded_from_open_answers_other_texts_and_options() {
    let options = || vec![option("grant", &["theme:resourcing"]), option("other", &[])];
    let mut open = question("impact", QuestionKind::OpenText, vec![]);
    open.stance = Some(Stance::Impact);
    let survey = Survey {
        waves: vec![],
        questions: vec![
            open,
            question("help", QuestionKind::MultiSelect, options()),
            question("main", QuestionKind::SingleChoice, options()),
        ],
    };
    let mut texts = TextColumn::new();
    texts.push(TextAnswer::Given("Your campaign"));
    texts.push(TextAnswer::Given("n/a"));
    texts.push(TextAnswer::NoAnswer);
    let mut other = TextColumn::new();
    other.push(TextAnswer::NotAsked);
    other.push(TextAnswer::Given("a campaign"));
    other.push(TextAnswer::NoAnswer);
    let mut help = MultiSelectColumn::new(vec![true, true]);
    help.push(ResponseState::Answered, [0]);
    help.push(ResponseState::Answered, [1]);
    help.push(ResponseState::NoAnswer, []);
    help.set_other(other);
    let mut main = ChoiceColumn::new(vec![true, true]);
    main.push(Choice::NoAnswer);
    main.push(Choice::Option(0));
    main.push(Choice::Option(1));
    let id = |text: &str| QuestionId::new(text).unwrap();
    let columns = BTreeMap::from([
        (id("impact"), Column::Text(texts)),
        (id("help"), Column::MultiSelect(help)),
        (id("main"), Column::Choice(main)),
    ]);
    let wave = WaveId::new("2024").unwrap();
    let responses = Responses::of_columns(wave, 3, columns, DataQuality::default()).unwrap();
    let codings = compiled(&[], &[("theme:voice", "campaign*")]).code_wave(&survey, &responses);
    let found: Vec<String> = codings
        .codings()
        .iter()
        .map(|c| format!("{} {} {} {:?}", c.respondent, c.question, c.code, c.stance))
        .collect();
    assert_eq!(
        found,
        [
            "0 help theme:resourcing None",
            "0 impact theme:voice Some(Impact)",
            "1 help theme:voice Some(Neutral)",
            "1 main theme:resourcing None",
        ]
    );
    let states: BTreeSet<_> = codings
        .answers()
        .iter()
        .map(|a| (a.respondent, a.question.to_string(), a.stance()))
        .collect();
    assert_eq!(
        states,
        BTreeSet::from([
            (0, "impact".to_owned(), Some(Stance::Impact)),
            (1, "help".to_owned(), Some(Stance::Neutral)),
            (1, "impact".to_owned(), None),
        ])
    );
    assert_eq!(
        codings.of_answer(1, &id("main"))[0].source,
        Source::Option(OptionId::new("grant").unwrap())
    );
    assert!(codings.answer(2, &id("impact")).is_none());
    assert_eq!(codings.version(), "1");
}

#[test]
fn a_rule_that_only_suggests_gives_nothing() {
    let mut book = codebook(
        &[],
        &[
            ("theme:voice.policy", "law*"),
            ("theme:voice", "campaign*"),
            ("stance:request", "please"),
        ],
    );
    for rule in [0, 2] {
        book.rules[rule].suggest = true;
    }
    let book = CompiledCodebook::compile(&book).unwrap().value;
    let answer = book.coder().code(None, None, "Laws and campaigns, please");
    let codes = |found: &[FoundCode]| -> Vec<String> {
        found.iter().map(|found| found.code.to_string()).collect()
    };
    assert_eq!(codes(&answer.codes), ["theme:voice"]);
    assert_eq!(answer.codes[0].evidence.len(), 1);
    assert_eq!(codes(&answer.suggested), ["theme:voice.policy"]);
    assert_eq!(answer.suggested[0].evidence[0].bytes, 0..4);
    assert!(matches!(
        answer.state,
        OpenAnswerState::Content {
            stance: Stance::Neutral,
            decided_by: StanceSource::Nothing
        }
    ));
    let answer = book.coder().code(None, None, "The law");
    assert!(answer.codes.is_empty());
    assert_eq!(
        codes(&answer.suggested),
        ["theme:voice", "theme:voice.policy"]
    );
}
