use super::*;

fn examples(owned: &[Owned]) -> Vec<Example<'_>> {
    owned.iter().map(Owned::example).collect()
}

#[test]
fn what_is_learnt_does_not_depend_on_the_order_of_rows() {
    let owned = decided(30);
    let there = examples(&owned);
    let mut back = there.clone();
    back.reverse();
    back.rotate_left(7);
    let settings = Settings::default();
    let model = Model::learn(&there, &settings);
    assert_eq!(model, Model::learn(&back, &settings));
    assert_eq!(
        Validation::out_of_fold(&there, &settings),
        Validation::out_of_fold(&back, &settings)
    );
    let fewer = Model::learn(&there[1..], &settings);
    assert_ne!(model.id(), fewer.id());
    assert_eq!(model.id().len(), 16);
}

#[test]
fn a_model_written_down_is_the_same_when_read_back() {
    let owned = decided(30);
    let model = Model::learn(&examples(&owned), &Settings::default());
    let json = model.to_json();
    let back = Model::from_json(&json).unwrap();
    assert_eq!(back, model);
    assert_eq!(back.to_json(), json);
    for (text, error) in [
        ("{".to_owned(), "this is not a model: line 1, column 1"),
        (
            json.replacen("\"version\":1", "\"version\":9", 1),
            "the model has format 9, and this program reads format 1",
        ),
        (
            json.replacen("\"weights\":[", "\"weights\":[1,", 1),
            "the model's weights do not fit its features",
        ),
        (
            json.replacen("\"standing\":\"", "\"standing\":\"un", 1),
            "the model's code number 1 is none",
        ),
    ] {
        assert_eq!(Model::from_json(&text).unwrap_err().to_string(), error);
    }
}

#[test]
fn few_decisions_learn_nothing_some_order_the_queue_and_many_suggest() {
    let settings = Settings::default();
    let standing = |each: usize, name: &str| {
        let owned = decided(each);
        Model::learn(&examples(&owned), &settings).standing(&code(name))
    };
    assert_eq!(standing(9, "money"), Standing::Off);
    assert_eq!(standing(10, "money"), Standing::OrdersQueue);
    assert_eq!(standing(29, "money"), Standing::OrdersQueue);
    assert!(matches!(standing(30, "money"), Standing::Suggests(_)));
    assert_eq!(standing(30, "rare"), Standing::Off);
    let strict = Settings {
        least_precision: 0.99,
        ..settings
    };
    let owned = decided(30);
    let model = Model::learn(&examples(&owned), &strict);
    assert_eq!(
        model.standing(&code("money")),
        Standing::OrdersQueue,
        "60 of 60 have a lower limit of 0.957"
    );
}

#[test]
fn a_model_suggests_what_it_learnt_and_says_why() {
    let owned = decided(30);
    let model = Model::learn(&examples(&owned), &Settings::default());
    let nothing = BTreeMap::new();
    let new = answer("2025", "new");
    let found = [code("money")];
    let example = |text, rules| Example {
        answer: &new,
        text,
        rules,
        decided: &nothing,
    };
    let suggested = model.suggestions(&example("the grant paid rent this year", &[]));
    assert_eq!(suggested.len(), 1);
    assert_eq!(suggested[0].code, code("money"));
    assert!(suggested[0].confidence.unwrap() > 0.5);
    // What rules have found already is no suggestion.
    assert_eq!(
        model.suggestions(&example("the grant paid rent this year", &found)),
        []
    );
    assert!(
        !model
            .probabilities(&example("x", &[]))
            .contains_key(&code("rare"))
    );
    let reasons = model.reasons(&code("money"), 12);
    assert_eq!(reasons.len(), 12);
    assert!(
        reasons
            .iter()
            .any(|(name, weight)| name.starts_with("w:grant") && *weight > 0.0)
    );
    assert!(
        reasons
            .windows(2)
            .all(|two| two[0].1.abs() >= two[1].1.abs())
    );
}

#[test]
fn nobodys_own_words_are_kept() {
    let mut owned = decided(12);
    owned[0].text.push_str(" zebra zebra");
    owned[1].text.push_str(" walrus");
    owned[2].text.push_str(" walrus");
    let words_only = Settings {
        pieces: false,
        ..Settings::default()
    };
    let json = Model::learn(&examples(&owned), &words_only).to_json();
    assert!(!json.contains("zebra"));
    assert!(json.contains("walrus"));
    assert!(!format!("{:?}", owned[0].example()).contains("zebra"));
}

#[test]
fn answers_that_were_not_learnt_from_are_told() {
    let owned = decided(30);
    let all = examples(&owned);
    let validation = Validation::out_of_fold(&all, &Settings::default());
    assert_eq!(validation.answers, 60);
    let money = &validation.codes[0];
    assert_eq!((money.given, money.told, money.right), (30, 30, 30));
    let (precision, interval) = money.precision().unwrap();
    assert_eq!(precision, 1.0);
    // Wilson for 30 of 30: 30 / (30 + 1.96 squared).
    assert!((interval.lower() - 30.0 / (30.0 + 3.841_458_820_694_124)).abs() < 1e-12);
    assert_eq!(validation.micro_f1(), Some(1.0));
    assert_eq!(validation.exact, Some(1.0));
    // Fewer than ten have the rare code.
    assert!(validation.codes.iter().all(|c| c.code != code("rare")));

    let order = ["2023", "2024"].map(|wave| WaveId::new(wave).unwrap());
    let forward = Validation::forward(&all, &order, &order[1], &Settings::default()).unwrap();
    assert_eq!(forward.answers, 30);
    assert_eq!(forward.codes[0].given, 15);
    assert_eq!(
        Validation::forward(&all, &order, &order[0], &Settings::default()),
        None
    );
}

#[test]
fn answers_of_one_person_are_told_together() {
    // Each of these says something that only the same person's other answer says.
    let mut owned = Vec::new();
    for n in 0..20 {
        for question in ["impact", "more"] {
            let mut id = answer("2024", &format!("p{n}"));
            id.question = QuestionId::new(question).unwrap();
            owned.push(Owned {
                answer: id,
                text: format!("mark{n}"),
                decided: BTreeMap::from([(code("money"), n % 2 == 0)]),
            });
        }
    }
    let told = Validation::out_of_fold(&examples(&owned), &Settings::default());
    // Were the other answer learnt from, all would be right.
    assert!(told.micro_f1().unwrap() < 0.75, "{told:?}");
}

#[test]
fn a_validation_counts_what_it_says() {
    let validation = CodeValidation {
        code: code("money"),
        given: 10,
        told: 8,
        right: 6,
    };
    assert_eq!(validation.precision().unwrap().0, 0.75);
    assert_eq!(validation.recall().unwrap().0, 0.6);
    assert_eq!(validation.f1(), Some(12.0 / 18.0));
    assert_eq!(validation.prevalence_bias(), Some(0.8));
}
