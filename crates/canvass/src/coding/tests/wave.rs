//! A wave that was read once is coded as one that is read again.

use proptest::prelude::*;

use super::*;

/// Words, marks and whole answers, so that some answers say nothing and some deny.
const PIECES: &[&str] = &[
    "Campaigns",
    "campaign",
    "the law",
    "LAW",
    "no",
    "not",
    "only",
    "but",
    "money",
    "Café",
    "naïve ŵ",
    "🙂",
    ". ",
    ", ",
    "\n",
    "more",
    "please",
    "Nothing",
    "Nothing really",
    "n/a",
    "the law, the law",
    "£400",
];

/// What a respondent answers to the two questions.
type Answers = (Option<String>, Option<String>);

fn answer() -> impl Strategy<Value = Option<String>> {
    let pieces = prop::collection::vec(prop::sample::select(PIECES), 0..7);
    prop::option::weighted(0.8, pieces.prop_map(|pieces| pieces.join(" ")))
}

fn books() -> [CompiledCodebook; 2] {
    let before = [
        ("theme:voice", "campaign* NOTNEAR/2 money"),
        ("theme:voice.policy", "\"the law\" | =LAW"),
        (
            "theme:resourcing",
            "(money | £* | cafe) UNLESS \"no money\"",
        ),
        ("stance:request", "more NEAR/3 please"),
    ];
    // Another rule at the start, another word, and a stance of a rule's own.
    let after = [
        ("theme:voice", "naive THEN/4 ~campaigning"),
        ("theme:voice", "campaign*"),
        ("theme:resourcing", "money | nothing"),
        ("stance:criticism", "not | no"),
    ];
    let mut after = codebook(&[], &after);
    after.version = "2".into();
    after.rules[1].stance = Some(Stance::Criticism);
    after.rules[2].questions = vec![QuestionId::new("help").unwrap()];
    let after = CompiledCodebook::compile(&after).unwrap().value;
    [compiled(&[], &before), after]
}

fn responses(answers: &[Answers]) -> Responses {
    let column = |of: fn(&Answers) -> &Option<String>| {
        let mut texts = TextColumn::new();
        for answer in answers {
            texts.push(match of(answer) {
                Some(text) => TextAnswer::Given(text),
                None => TextAnswer::NoAnswer,
            });
        }
        Column::Text(texts)
    };
    let columns = BTreeMap::from([
        (
            QuestionId::new("impact").unwrap(),
            column(|answer| &answer.0),
        ),
        (QuestionId::new("help").unwrap(), column(|answer| &answer.1)),
    ]);
    let wave = WaveId::new("2024").unwrap();
    Responses::of_columns(wave, answers.len(), columns, DataQuality::default()).unwrap()
}

proptest! {
    #[test]
    fn what_was_read_once_is_coded_as_what_is_read_again(
        some in prop::collection::vec((answer(), answer()), 1..12),
    ) {
        // Many people say the same word for word.
        let answers = [&some[..], &some[..]].concat();
        let mut impact = question("impact", QuestionKind::OpenText, vec![]);
        impact.stance = Some(Stance::Impact);
        let help = question("help", QuestionKind::OpenText, vec![]);
        let survey = Survey { waves: vec![], questions: vec![impact, help] };
        let responses = responses(&answers);
        let read = ReadWave::of(&survey, &responses);
        for book in books() {
            let codings = book.code_wave(&survey, &responses);
            let decided = decisions::Decided::default();
            let counted = book.code_respondents(&survey, &responses, &decided);
            prop_assert_eq!(&counted, &CodedRespondents::of(&codings));
            prop_assert_eq!(book.code_read(&read), codings);
        }
    }
}

/// Rules to choose from; some use sets, and one the rules of another code.
const RULES: &[(&str, &str)] = &[
    ("theme:voice", "campaign*"),
    ("theme:voice", "#legal NEAR/3 more"),
    ("theme:voice.policy", "#legal"),
    ("theme:voice.policy", "=LAW & money"),
    ("theme:resourcing", "money UNLESS \"no money\""),
    ("theme:resourcing", "#theme:voice & £*"),
    ("theme:resourcing", "#funds | cafe"),
    ("stance:request", "more NEAR/3 please"),
    ("stance:criticism", "not"),
];

/// Codebooks that differ as the states of one that is being edited do: in rules, sets, codes, and what else rules say.
fn edited_book() -> impl Strategy<Value = Codebook> {
    let legal = prop::sample::select(&["law", "law | naive", "\"the law\""][..]);
    let funds = prop::sample::select(&["£*", "#legal"][..]);
    let rules = prop::sample::subsequence(RULES, 0..RULES.len());
    let details = prop::collection::vec(0..20_u8, RULES.len());
    let parts = (legal, funds, rules, details, prop::bool::weighted(0.9));
    parts.prop_map(|(legal, funds, mut rules, details, has_policy)| {
        // Every rule that others use as a set stays.
        rules.insert(0, ("theme:voice", "campaigns | nothing"));
        rules.retain(|(code, _)| has_policy || *code != "theme:voice.policy");
        let mut book = codebook(&[("legal", legal), ("funds", funds)], &rules);
        for (number, (rule, detail)) in book.rules.iter_mut().zip(&details).enumerate() {
            match detail {
                0 => rule.questions = vec![QuestionId::new("help").unwrap()],
                1 => rule.stance = Some(Stance::Criticism),
                2 => rule.negation = Negation::Drop,
                3 => rule.suggest = true,
                4 => rule.id.push('x'),
                5 if number > 0 => rule.points = Some(2),
                6 if number > 0 => rule.points = Some(-1),
                _ => {}
            }
        }
        for (code, detail) in book.frames[0].codes.iter_mut().zip(&details) {
            code.points = (detail % 3 == 0).then_some(CodePoints {
                at_least: 3,
                rule: u32::from(detail % 4),
                further: 1,
            });
        }
        if !has_policy {
            book.frames[0].codes.remove(1);
        }
        book
    })
}

proptest! {
    #[test]
    fn edited_rules_give_what_coding_anew_gives(
        answers in prop::collection::vec((answer(), answer()), 1..12),
        books in prop::collection::vec(edited_book(), 2..5),
    ) {
        let mut impact = question("impact", QuestionKind::OpenText, vec![]);
        impact.stance = Some(Stance::Impact);
        let help = question("help", QuestionKind::OpenText, vec![]);
        let survey = Survey { waves: vec![], questions: vec![impact, help] };
        let responses = responses(&answers);
        let compile = |book: &Codebook| CompiledCodebook::compile(book).unwrap().value;
        let mut recoding = Recoding::new(ReadWave::of(&survey, &responses), compile(&books[0]));
        for (version, book) in books.iter().enumerate() {
            let mut book = book.clone();
            book.version = version.to_string();
            let anew = compile(&book).code_wave(&survey, &responses);
            prop_assert_eq!(recoding.edit(compile(&book)), &anew);
        }
    }
}

#[test]
fn an_edited_rule_is_seen_and_no_words_are_shown() {
    let survey = Survey {
        waves: vec![],
        questions: vec![question("impact", QuestionKind::OpenText, vec![])],
    };
    let responses = responses(&[(Some("A naïve campaign".into()), None)]);
    let read = ReadWave::of(&survey, &responses);
    let [before, after] = books();
    let rules = |book: &CompiledCodebook| book.code_read(&read).codings()[0].source.clone();
    assert_eq!(rules(&before), Source::Rules(vec!["theme:voice#1".into()]));
    let both = vec!["theme:voice#1".into(), "theme:voice#2".into()];
    assert_eq!(rules(&after), Source::Rules(both));
    let shown = format!("{read:?} {:?}", before.coder());
    assert!(shown.contains("words: 3"), "{shown}");
    assert!(!shown.contains("naïve"), "{shown}");
}
