use super::*;
use crate::codebook::explain;

#[test]
fn a_pattern_is_explained_by_the_words_that_enough_people_used() {
    let book = book(
        "money = 'grant* | cash'",
        &[
            code(
                "resourcing",
                "rules = ['#money UNLESS \"grant me\"', '~fund']",
            ),
            code("voice", "rules = ['grants | fund* NEAR/2 policy']"),
        ]
        .concat(),
    );
    let waves = Waves::new(&[
        &["A grant", "Grants, grants!", "grant me patience"],
        &[
            "GRANT",
            "the grant",
            "grants",
            "some grants",
            "n/a",
            "granting",
            "fund policy",
        ],
    ]);
    let rules = waves.with(|answers| explain(&compiled(&book), answers, None));
    let ids: Vec<&str> = rules.iter().map(|rule| rule.id.as_str()).collect();
    assert_eq!(
        ids,
        ["theme:resourcing#1", "theme:resourcing#2", "theme:voice#1"]
    );
    let money = &rules[0];
    assert_eq!(money.answers, 7);
    assert_eq!(money.patterns[0].pattern, "grant*");
    assert_eq!(money.patterns[0].set.as_deref(), Some("money"));
    assert_eq!(money.patterns[0].answers, 7);
    let types: Vec<(&str, usize, usize)> = money.patterns[0]
        .types
        .iter()
        .map(|found| (found.word.as_str(), found.count, found.claimed_by.len()))
        .collect();
    // Somebody wrote "grants" twice. "Granting" was one person's word.
    assert_eq!(types, [("grants", 4, 1), ("grant", 3, 0)]);
    assert_eq!(
        money.patterns[0].types[0].claimed_by[0].to_string(),
        "theme:voice"
    );
    assert_eq!(money.patterns[0].rare, 1);
    assert_eq!(money.patterns[1].answers, 0);
    let near = &rules[2].patterns[1];
    assert_eq!((near.answers, near.types.len()), (1, 0));
}

#[test]
fn one_code_can_be_explained_alone() {
    let book = book(
        "",
        &[
            code("a", "rules = ['tea']"),
            code("b", "rules = ['cake | #theme:a']"),
            code("c", ""),
        ]
        .concat(),
    );
    let waves = Waves::new(&[&["tea", "cake"]]);
    let only = |code: &str| {
        let code = crate::survey::CodeRef::parse(code).unwrap();
        waves.with(|answers| explain(&compiled(&book), answers, Some(&code)))
    };
    let rules = only("theme:b");
    assert_eq!(rules.len(), 1);
    assert_eq!(rules[0].answers, 2);
    assert_eq!(rules[0].patterns[1].pattern, "#theme:a");
    assert_eq!(rules[0].patterns[1].answers, 1);
    assert!(only("theme:c").is_empty());
}

#[test]
fn a_rule_that_only_suggests_makes_suggestions_and_no_codings() {
    let rules = "rules = [{ match = 'tea', suggest = true }, 'cake']";
    let book = compiled(&book("", &code("a", rules)));
    let waves = Waves::new(&[&["More tea", "Tea and cake", "cake"]]);
    let wave = &waves.responses()[0];
    let codings = book.code_wave(waves.survey(), wave);
    let coded: Vec<usize> = codings.codings().iter().map(|c| c.respondent).collect();
    assert_eq!(coded, [1, 2]);
    let suggestions = book.suggest_wave(waves.survey(), wave);
    assert_eq!(suggestions.len(), 1);
    assert_eq!(Some(suggestions[0].answer.response), wave.key(0));
    assert_eq!(suggestions[0].evidence[0].bytes, 5..8);
}

#[test]
fn what_gives_points_is_explained_with_them() {
    let rules = "points = { at_least = 5, rule = 4 }\nrules = ['tea', { match = 'cup | tin', points = -2 }]";
    let book = book("", &code("a", rules));
    let waves = Waves::new(&[&["tea", "cup", "cup", "cup"]]);
    let explained = waves.with(|answers| explain(&compiled(&book), answers, None));
    let points: Vec<_> = explained
        .iter()
        .map(|rule| (rule.points, rule.answers))
        .collect();
    assert_eq!(points, [(None, 1), (Some(-2), 3)]);
    assert_eq!(explained[0].takes.map(|points| points.at_least), Some(5));
    let found: Vec<usize> = explained[1].patterns.iter().map(|p| p.answers).collect();
    assert_eq!(found, [3, 0]);
}
