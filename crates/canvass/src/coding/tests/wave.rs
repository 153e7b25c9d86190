//! A wave that was read once is coded as one that is read again.

use proptest::prelude::*;

use super::codings::question;
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
    "n/a",
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
    Responses::new(wave, answers.len(), columns, DataQuality::default()).unwrap()
}

proptest! {
    #[test]
    fn what_was_read_once_is_coded_as_what_is_read_again(
        answers in prop::collection::vec((answer(), answer()), 1..12),
    ) {
        let mut impact = question("impact", QuestionKind::OpenText, vec![]);
        impact.stance = Some(Stance::Impact);
        let help = question("help", QuestionKind::OpenText, vec![]);
        let survey = Survey { waves: vec![], questions: vec![impact, help] };
        let responses = responses(&answers);
        let read = ReadWave::of(&survey, &responses);
        for book in books() {
            prop_assert_eq!(book.code_read(&read), book.code_wave(&survey, &responses));
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
