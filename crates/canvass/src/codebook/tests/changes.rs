use super::*;
use crate::codebook::{
    CodeChange, DecisionShift, RuleShift, changes, decision_shifts, fate_between, rule_shifts,
};
use crate::coding::decisions::{Decision, DecisionSource, Moment, RecordFile, Statement, Value};
use crate::coding::{AnswerHash, AnswerId};
use crate::survey::{CodeRef, Fate, ResponseKey, Stale};

fn theme(code: &str) -> CodeRef {
    CodeRef::parse(&format!("theme:{code}")).unwrap()
}

fn retired(id: &str, replaced_by: &[&str]) -> String {
    let by: Vec<String> = replaced_by
        .iter()
        .map(|c| format!("\"theme:{c}\""))
        .collect();
    let rest = format!(
        "status = \"retired\"\nsince = \"2\"\nreplaced_by = [{}]",
        by.join(", ")
    );
    code(id, &rest)
}

fn old() -> Codebook {
    let codes = [
        code("keep", "rules = ['a', '#s']"),
        code("renamed", "rules = ['b | c']"),
        code("redefined", ""),
        code("declared", ""),
        code("merged", "rules = ['m']"),
        code("moved", "rules = ['v']"),
        code("split", ""),
        code("dropped", "rules = ['d']"),
        code("lost", ""),
        code("ruled", "rules = ['r1', 'r2', '#theme:renamed']"),
        retired("back", &[]).replace("since = \"2\"", "since = \"1\""),
    ];
    versioned("1", "s = 'xy'\nt = 'y'", &codes.concat())
}

fn new() -> Codebook {
    let codes = [
        code("keep", "use_when = \"\"\nrules = ['a | z', '#s']").replace("'a | z'", "'a'"),
        code("renamed", "rules = [' b  | c']").replace("label = \"renamed\"", "label = \"New\""),
        code("redefined", "use_when = \"Differently.\""),
        code("declared", "since = \"2\""),
        code("place", "rules = ['v']"),
        code("left", ""),
        code("right", ""),
        code("ruled", "rules = ['r2', 'r3', '#theme:renamed']"),
        code("back", ""),
        retired("merged", &["keep"]),
        retired("moved", &["place"]),
        retired("split", &["left", "right"]),
        retired("dropped", &[]),
    ];
    versioned("2", "s = 'xy | m'\nt = 'z'", &codes.concat())
}

#[test]
fn every_kind_of_change_is_told_once() {
    use CodeChange::{
        Added, Merged, Moved, Redefined, Removed, Renamed, Retired, Reused, Rules, Split,
    };
    assert_eq!(
        changes(&old(), &new()),
        [
            Rules {
                code: theme("keep"),
                added: 0,
                removed: 0,
                sets: vec!["s".into()],
                points: false
            },
            Renamed {
                code: theme("renamed"),
                from: "renamed".into(),
                to: "New".into()
            },
            Redefined {
                code: theme("redefined"),
                declared: false
            },
            Redefined {
                code: theme("declared"),
                declared: true
            },
            Added(theme("place")),
            Added(theme("left")),
            Added(theme("right")),
            Rules {
                code: theme("ruled"),
                added: 1,
                removed: 1,
                sets: vec![],
                points: false
            },
            Reused(theme("back")),
            Merged {
                from: theme("merged"),
                into: theme("keep")
            },
            Moved {
                from: theme("moved"),
                to: theme("place")
            },
            Split {
                from: theme("split"),
                into: vec![theme("left"), theme("right")]
            },
            Retired(theme("dropped")),
            Removed(theme("lost")),
        ]
    );
    assert!(changes(&old(), &old()).is_empty());
}

#[test]
fn earlier_decisions_follow_the_changes() {
    let fate = |code: &str| fate_between(&old(), &new(), &theme(code));
    assert_eq!(fate("keep"), Fate::Holds);
    assert_eq!(fate("renamed"), Fate::Holds);
    assert_eq!(fate("merged"), Fate::Recoded(theme("keep")));
    assert_eq!(fate("moved"), Fate::Recoded(theme("place")));
    assert_eq!(fate("dropped"), Fate::Gone);
    assert_eq!(fate("lost"), Fate::Gone);
    for code in ["redefined", "declared"] {
        assert_eq!(fate(code), Fate::Stale(Stale::Redefined(theme(code))));
    }
}

#[test]
fn answers_gained_and_lost_are_counted_with_merged_codes_at_their_new_place() {
    let waves = Waves::new(&[&["a", "m", "xy", "d", "v", "b"]]);
    let shifts = waves.with(|answers| rule_shifts(&compiled(&old()), &compiled(&new()), answers));
    // What "merged" found counts as "keep", whose set finds it now: nothing gained, nothing lost.
    assert_eq!(
        shifts,
        [RuleShift {
            code: theme("dropped"),
            before: 1,
            after: 0,
            gained: 0,
            lost: 1
        }]
    );
    let mut narrower = new();
    narrower.sets[0].expression = "m | b".into();
    let shifts =
        waves.with(|answers| rule_shifts(&compiled(&new()), &compiled(&narrower), answers));
    assert_eq!(
        shifts,
        [RuleShift {
            code: theme("keep"),
            before: 3,
            after: 3,
            gained: 1,
            lost: 1
        }]
    );
}

#[test]
fn decisions_in_the_record_are_counted_by_what_becomes_of_them() {
    let wave = WaveId::new("w1").unwrap();
    let decision = |number: &str, codes: &[&str], version: &str| Decision {
        answer: AnswerId {
            response: ResponseKey::of_id(&wave, number),
            wave: wave.clone(),
            question: question(),
        },
        hash: AnswerHash::of(number),
        statement: Statement::Codes {
            codes: codes.iter().map(|code| theme(code)).collect(),
            value: Value::Present,
            stance: None,
            evidence: vec![],
        },
        source: DecisionSource::Person,
        decided_by: "Ann".into(),
        decided_at: Moment::from_unix(0).unwrap(),
        codebook: "test".into(),
        version: version.into(),
        supersedes: vec![],
    };
    let folder = tempfile::tempdir().unwrap();
    let mut file = RecordFile::hold(folder.path()).unwrap();
    file.append(&[
        decision("1", &["keep", "merged", "split"], "1"),
        decision("2", &["merged", "redefined"], "1"),
        decision("3", &["declared", "lost"], "1"),
        decision("4", &["declared", "redefined"], "2"),
    ])
    .unwrap();
    let record = file.read().unwrap().value;
    let shift = |code: &str, recoded, stale, gone| DecisionShift {
        code: theme(code),
        recoded,
        stale,
        gone,
    };
    assert_eq!(
        decision_shifts(&old(), &new(), &record),
        [
            shift("declared", 0, 1, 0),
            shift("lost", 0, 0, 1),
            shift("merged", 2, 0, 0),
            shift("redefined", 0, 1, 0),
            shift("split", 0, 1, 0),
        ]
    );
}

#[test]
fn other_points_are_a_change_of_rules() {
    let with = |points: &str, given: i32| {
        let rules = format!("{points}\nrules = ['tea', {{ match = 'cup', points = {given} }}]");
        book(
            "",
            &[code("a", &rules), code("b", "rules = ['#theme:a']")].concat(),
        )
    };
    let before = with("points = { at_least = 5 }", 2);
    let change = |added, removed, points| CodeChange::Rules {
        code: theme("a"),
        added,
        removed,
        sets: vec![],
        points,
    };
    // What names the code leads to the rules that find it, and to no points.
    let given = changes(&before, &with("points = { at_least = 5 }", 3));
    assert_eq!(given, [change(1, 1, false)]);
    let taken = changes(&before, &with("points = { at_least = 6 }", 2));
    assert_eq!(taken, [change(0, 0, true)]);
}
