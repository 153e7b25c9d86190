//! Each finding on a codebook made for it.

use crate::codebook::lint;
use crate::codebook::tests::{Waves, book, code, compiled};

/// The findings on codes of these rules, as their code and message.
fn findings(sets: &str, codes: &[(&str, &str)], answers: Option<&[&str]>) -> Vec<String> {
    let codes: String = codes
        .iter()
        .map(|(id, rules)| code(id, &format!("rules = [{rules}]")))
        .collect();
    let book = compiled(&book(sets, &codes));
    let found = match answers {
        None => lint(&book, None),
        Some(texts) => Waves::new(&[texts]).with(|answers| lint(&book, Some(answers))),
    };
    found
        .iter()
        .map(|finding| format!("{}: {}", finding.code, finding.message))
        .collect()
}

#[test]
fn a_phrase_of_stop_words() {
    let rules = r#"'"up to" | "to date"', 'tea NEAR/2 the'"#;
    assert_eq!(
        findings("", &[("a", rules)], None),
        ["codebook/stop-words: words alone that name nothing find theme:a: \"up to\""]
    );
    // Once for each code, however many there are and however many rules name their set.
    let set = "s = 'up | to | of | by | for | from'";
    assert_eq!(
        findings(set, &[("a", "'#s', 'cup | #s'"), ("b", "'tea'")], None)
            .iter()
            .filter(|finding| finding.starts_with("codebook/stop-words"))
            .collect::<Vec<_>>(),
        [
            "codebook/stop-words: words alone that name nothing find theme:a: up, to, of, by, for and 1 more"
        ]
    );
}

#[test]
fn a_pattern_that_unless_always_excuses() {
    let rules = "'(tea | fund* | grant* | cup) UNLESS (tea* | fundrais* | \"a cup\" | grant*)'";
    assert_eq!(
        findings("", &[("a", rules)], None),
        [
            "codebook/shadowed: every match of tea is excused by UNLESS",
            "codebook/shadowed: every match of grant* is excused by UNLESS",
        ]
    );
    // A sign of money is a word only with its number.
    let rules = "'£* UNLESS \"£20 fine\"'";
    assert!(findings("", &[("a", rules)], None).is_empty());
    // "Cup" alone would count, but nobody wrote it without "a".
    let answers = ["a cup"; 5];
    let found = findings("", &[("a", "'cup UNLESS \"a cup\"'")], Some(&answers));
    assert_eq!(
        found,
        [
            "codebook/shadowed: each of the 5 answers that cup matches is excused by UNLESS",
            "codebook/never-hit: theme:a#1 matches no answer",
        ]
    );
}

#[test]
fn a_rule_that_another_makes_needless() {
    let rules =
        "'grant* | tea', 'grants | \"the tea\"', { match = 'granted', stance = \"impact\" }";
    assert_eq!(
        findings("", &[("a", rules), ("b", "'grant'")], None),
        ["codebook/overlap: theme:a#2 finds nothing that theme:a#1 does not find"]
    );
    // One pattern of its own is enough to keep it.
    let rules = "'grant* | tea', 'grants | cocoa', 'cocoa | grants | tea'";
    assert_eq!(
        findings("", &[("a", rules)], None),
        ["codebook/overlap: theme:a#3 finds nothing that theme:a#1 and theme:a#2 do not find"]
    );
    // What excuses the wider pattern may leave something to the narrower one.
    assert!(
        findings(
            "",
            &[("a", "'grant* UNLESS \"grant application*\"', 'grants'")],
            None
        )
        .is_empty()
    );
    // The same twice: the later one can go.
    assert_eq!(
        findings("s = 'tea'", &[("a", "'tea', '#s'")], None),
        ["codebook/overlap: theme:a#2 finds nothing that theme:a#1 does not find"]
    );
}

#[test]
fn a_stem_that_takes_in_a_word_of_another_code() {
    let codes = [
        ("a", "'~resource'"),
        ("b", "'resourcing'"),
        ("a.c", "'resources'"),
    ];
    assert_eq!(
        findings("", &codes, None),
        [
            "codebook/shared-stem: ~resource of theme:a takes in \"resourcing\", which theme:b claims"
        ]
    );
    let codes = [
        ("a", "'~resource UNLESS resourcing'"),
        ("b", "'resourcing'"),
    ];
    assert!(findings("", &codes, None).is_empty());
}

#[test]
fn rules_and_patterns_that_match_no_answer() {
    let rules =
        "'tea | coffee | cocoa', 'milk', 'x1 | x2 | x3 | x4 | x5 | x6 | x7 | tea UNLESS pot'";
    assert_eq!(
        findings("", &[("a", rules)], Some(&["tea"])),
        [
            "codebook/never-hit: 2 of the 3 patterns of theme:a#1 match no answer: coffee, cocoa",
            "codebook/never-hit: theme:a#2 matches no answer",
            "codebook/never-hit: 7 of the 8 patterns of theme:a#3 match no answer: x1, x2, x3, x4, x5 and 2 more",
        ]
    );
}

#[test]
fn a_rule_that_matches_more_than_three_in_ten() {
    let answers = |tea: usize, all: usize| -> Vec<&str> {
        let mut answers = vec!["tea"; tea];
        answers.resize(all, "water");
        answers
    };
    let rules = [
        ("a", "'tea'"),
        ("b", "'water NEAR/1 tea | water & tea | water & !tea'"),
    ];
    let greedy = |tea, all| findings("", &rules[..1], Some(&answers(tea, all)));
    assert_eq!(
        greedy(7, 20),
        ["codebook/greedy: theme:a#1 matches 7 of the 20 answers that it reads"]
    );
    assert!(greedy(6, 20).is_empty());
    assert!(greedy(7, 19).is_empty(), "too few answers to say");
}

#[test]
fn two_rules_of_a_code_that_find_the_same() {
    let rules = [("a", "'tea', 'cup', 'water'")];
    let mut answers = vec!["a cup of tea"; 10];
    answers.extend(["a cup", "water"]);
    answers.extend(["something else"; 30]);
    assert_eq!(
        findings("", &rules, Some(&answers)),
        ["codebook/overlap: of the 11 answers that theme:a#1 or theme:a#2 matches, both match 10"]
    );
    // Nine of ten is not more than nine in ten; and nine answers are too few to say.
    assert!(findings("", &rules, Some(&answers[1..])).is_empty());
    let few = [&answers[..9], &answers[11..]].concat();
    assert!(findings("", &rules, Some(&few)).is_empty());
    // Two codes may find the same answers without one of them being needless.
    let codes = [("a", "'tea'"), ("b", "'cup'"), ("c", "'water'")];
    let found = findings("", &codes, Some(&answers));
    assert!(
        found
            .iter()
            .all(|finding| !finding.starts_with("codebook/overlap"))
    );
}

#[test]
fn two_codes_that_are_given_to_the_same_answers() {
    let mut answers = vec!["tea and cake"; 8];
    answers.extend(["tea", "cake"]);
    answers.extend(["something else"; 30]);
    let codes = [("a", "'tea'"), ("b", "'cake'")];
    assert_eq!(
        findings("", &codes, Some(&answers)),
        ["codebook/alike: of the 10 answers that get theme:a or theme:b, 8 get both"]
    );
    // Seven of ten is not more than seven in ten.
    assert!(findings("", &codes, Some(&[&answers[1..], &["tea"]].concat())).is_empty());
    // An outcome implies its theme.
    assert!(findings("", &[("a", "'tea'"), ("a.b", "'cake'")], Some(&answers)).is_empty());
}

#[test]
fn an_example_that_is_not_found() {
    let codes = code("a", "examples = [\"coffee\"]\nrules = ['tea']");
    let found = lint(&compiled(&book("", &codes)), None);
    assert_eq!(
        found.to_string(),
        "codebook.toml:13:13: warning[codebook/example]: no rule gives theme:a to its example \"coffee\"\n  help: add a rule that does, or change the example"
    );
}

#[test]
fn a_code_that_takes_more_points_than_its_rules_give() {
    let lint = |at_least: u32, rules: &str| -> Vec<String> {
        let points = format!("points = {{ at_least = {at_least}, rule = 2, further = 1 }}");
        let book = book("", &code("a", &format!("{points}\nrules = [{rules}]")));
        let found = lint(&compiled(&book), None);
        found.iter().map(|f| f.message.clone()).collect()
    };
    let giving = "{ match = 'cup | mug', points = 3 }, { match = 'tin', points = -1 }";
    let beyond = "theme:a takes 7 points, which its rules together do not give";
    assert_eq!(lint(7, giving), [beyond]);
    assert!(lint(6, giving).is_empty());
    // A piece of evidence and two further ones give four.
    let with_a_rule = format!("'tea', {giving}");
    assert!(lint(10, &with_a_rule).is_empty());
    assert_eq!(lint(11, &with_a_rule).len(), 1);
    // What only gives points is neither needless nor a phrase of stop words nor greedy.
    assert!(
        lint(
            2,
            "'\"up to speed\"', { match = '\"up to\" | up', points = 1 }"
        )
        .is_empty()
    );
}
