//! Rows of grids, in every form in which platforms write them.

use super::*;
use crate::survey::GridRow;

const WORDING: &str = "How do you rate each of these?";
const SCALE: &[&str] = &["Poor", "Fair", "Good"];

/// A row of the grid `grid`.
fn row(mut question: Question, grid: &str, label: &str) -> Question {
    for asked in question.asked.values_mut() {
        asked.row = Some(label.to_owned());
    }
    question.grid = Some(GridRow {
        grid: QuestionId::new(grid).unwrap(),
        title: grid.to_owned(),
        label: label.to_owned(),
    });
    question
}

fn rating() -> Form {
    Form::new(
        None,
        vec![
            row(scale("talks", WORDING, SCALE), "rating", "Talks"),
            row(
                scale("guides", WORDING, SCALE),
                "rating",
                "Guides, and toolkits",
            ),
            text("why", "Why?"),
        ],
    )
}

#[track_caller]
fn check(form: &Form, csv: &str) {
    assert_eq!(form.answers("talks", csv), ["2", "-", "0"], "{csv}");
    assert_eq!(form.answers("guides", csv), ["1", "0", "-"], "{csv}");
    assert_eq!(form.responses(csv).quality().unmapped_columns, 0, "{csv}");
}

const ANSWERS: &str = "Good,Fair,a\nx,,Poor,b\nx,Poor,,c\n";

#[test]
fn a_heading_may_have_question_and_row_in_any_form() {
    for (talks, guides) in [
        (
            "How do you rate each of these? [Talks]",
            "How do you rate each of these?  [Guides, and toolkits]",
        ),
        (
            "How do you rate each of these? - Talks",
            "How do you rate each of these? - Guides, and toolkits",
        ),
        (
            "How do you rate each of these? Talks",
            "How do you rate each of these? Guides, and toolkits",
        ),
        (
            "How do you rate each of these? >> Talks",
            "How do you rate each of these? >> Guides, and toolkits",
        ),
        (
            "How do you rate each of these?/Talks",
            "How do you rate each of these?/Guides, and toolkits",
        ),
        (
            "Talks:How do you rate each of these?",
            "Guides, and toolkits:How do you rate each of these?",
        ),
        ("Talks", "Guides, and toolkits"),
    ] {
        check(
            &rating(),
            &format!("Timestamp,\"{talks}\",\"{guides}\",Why?\nx,{ANSWERS}"),
        );
    }
}

#[test]
fn surveymonkey_has_the_rows_in_its_second_row() {
    check(
        &rating(),
        &format!(
            "Respondent ID,{WORDING},,Why?\n,Talks,\"Guides, and toolkits\",Open-Ended Response\n1,{}",
            ANSWERS
                .replace("\nx,,P", "\n2,,P")
                .replace("\nx,P", "\n3,P")
        ),
    );
}

#[test]
fn limesurvey_alchemer_and_qualtrics_have_codes_or_the_row_first() {
    let answers = ANSWERS
        .replace("\nx,,P", "\n2,,P")
        .replace("\nx,P", "\n3,P");
    check(
        &rating(),
        &format!(
            "id,lastpage. Last page,submitdate,r[SQ001]. {WORDING} [Talks],r[SQ002]. {WORDING} [\"Guides, and toolkits\"],why. Why?\n1,{answers}"
        )
        .replace("r[SQ002]. How do you rate each of these? [\"Guides, and toolkits\"]", "\"r[SQ002]. How do you rate each of these? [Guides, and toolkits]\"")
        .replace("\n1,", "\n1,1,x,").replace("\n2,", "\n2,1,x,").replace("\n3,", "\n3,1,x,"),
    );
    check(
        &rating(),
        &format!(
            "Response ID,Time Started,Date Submitted,Talks:{WORDING},\"Guides, and toolkits:{WORDING}\",Why?\n1,{answers}"
        )
        .replace("\n1,", "\n1,x,x,").replace("\n2,", "\n2,x,x,").replace("\n3,", "\n3,x,x,"),
    );
    check(
        &rating(),
        &format!(
            "StartDate,Q1_1,Q1_2,Q2\nStart Date,{WORDING} - Talks,\"{WORDING} - Guides, and toolkits\",Why?\n\
             \"{{\"\"ImportId\"\":\"\"a\"\"}}\",b,c,d\nx,{ANSWERS}"
        ),
    );
}

#[test]
fn a_variable_name_is_found_in_the_place_of_the_row() {
    let mut form = rating();
    for (question, name) in form.survey.questions.iter_mut().zip(["q7_1", "q7_2"]) {
        let asked = question.asked.values_mut().next().unwrap();
        asked.heading = Some(name.to_owned());
    }
    check(&form, &format!("Timestamp,q7_1,q7_2,Why?\nx,{ANSWERS}"));
}

#[test]
fn the_same_rows_of_two_grids_are_not_mixed_up() {
    let both = || {
        Form::new(
            None,
            vec![
                row(scale("a", "Before?", SCALE), "before", "Talks"),
                row(scale("b", "After?", SCALE), "after", "Talks"),
            ],
        )
    };
    let named = "Timestamp,After? [Talks],Before? [Talks]\nx,Good,Poor\n";
    assert_eq!(both().answers("a", named), ["0"]);
    assert_eq!(both().answers("b", named), ["2"]);
    let alone = "ID,Start time,Completion time,Email,Name,Talks,Talks2\n1,x,x,y,z,Poor,Good\n";
    assert_eq!(both().answers("a", alone), ["0"]);
    assert_eq!(both().answers("b", alone), ["2"]);
    let one = "Timestamp,Talks\nx,Poor\n";
    assert!(both().read(one).is_err());
}

#[test]
fn a_row_does_not_take_the_column_of_a_question_with_its_words() {
    let form = Form::new(
        None,
        vec![
            row(scale("row", WORDING, SCALE), "rating", "Talks"),
            scale("talks", "Talks", SCALE),
        ],
    );
    let csv = "Timestamp,Talks,How do you rate each of these? [Talks]\nx,Poor,Good\n";
    assert_eq!(form.answers("talks", csv), ["0"]);
    assert_eq!(form.answers("row", csv), ["2"]);
}

const USES: &[&str] = &["At work", "At home"];

fn uses() -> Form {
    Form::new(
        None,
        vec![
            row(
                multi("talks", "Where do you use them?", USES),
                "uses",
                "Talks",
            ),
            row(
                multi("guides", "Where do you use them?", USES),
                "uses",
                "Talks on paper",
            ),
        ],
    )
}

#[test]
fn check_boxes_of_a_row_share_a_cell_or_have_a_column_each() {
    for csv in [
        "Timestamp,Where do you use them? [Talks],Where do you use them? [Talks on paper]\n\
         x,\"At work, At home\",At home\nx,,At work\n"
            .to_owned(),
        "Respondent ID,Where do you use them?,,,\n,Talks - At work,Talks - At home,Talks on paper - At work,Talks on paper - At home\n\
         1,At work,At home,,At home\n2,,,At work,\n"
            .to_owned(),
        "Respondent ID,Where do you use them?,,,\n,Talks At work,Talks At home,Talks on paper At work,Talks on paper At home\n\
         1,At work,At home,,At home\n2,,,At work,\n"
            .to_owned(),
        "id,lastpage. Last page,submitdate,u[SQ001_SQ001]. Where do you use them? [Talks][At work],u[SQ001_SQ002]. Where do you use them? [Talks][At home],\
         u[SQ002_SQ001]. Where do you use them? [Talks on paper][At work],u[SQ002_SQ002]. Where do you use them? [Talks on paper][At home]\n\
         1,1,x,Y,Y,,Y\n2,1,x,,,Y,\n"
            .to_owned(),
    ] {
        assert_eq!(uses().answers("talks", &csv), ["0+1", "-"], "{csv}");
        assert_eq!(uses().answers("guides", &csv), ["1", "0"], "{csv}");
    }
}

mod properties {
    use proptest::prelude::*;

    use super::*;

    fn label() -> impl Strategy<Value = BTreeSet<String>> {
        prop::collection::btree_set("[A-Z][a-z]{2,6}( [a-z]{2,6}){0,2}", 2..5)
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]

        #[test]
        fn every_form_of_a_grid_gives_the_same_answers(
            rows in label(),
            answers in prop::collection::vec(prop::collection::vec(prop::option::of(0..3usize), 5), 1..6),
        ) {
            let rows: Vec<String> = rows.into_iter().collect();
            let questions = rows.iter().enumerate().map(|(index, label)| {
                row(scale(&format!("q{index}"), "Please rate:", SCALE), "g", label)
            });
            let form = Form::new(None, questions.collect());
            let kept: Vec<&Vec<Option<usize>>> = answers
                .iter()
                .filter(|answers| answers[..rows.len()].iter().any(Option::is_some))
                .collect();
            prop_assume!(!kept.is_empty());
            for form_of in [
                |r: &str| format!("Please rate:  [{r}]"),
                |r: &str| format!("Please rate: - {r}"),
                |r: &str| format!("{r}:Please rate:"),
                |r: &str| r.to_owned(),
            ] {
                let mut csv = "Timestamp".to_owned();
                for label in &rows {
                    csv.push_str(&format!(",{}", form_of(label)));
                }
                for answers in &answers {
                    csv.push_str("\nx");
                    for answer in &answers[..rows.len()] {
                        csv.push_str(&format!(",{}", answer.map_or("", |a| SCALE[a])));
                    }
                }
                for index in 0..rows.len() {
                    let expected: Vec<String> = kept
                        .iter()
                        .map(|answers| answers[index].map_or("-".to_owned(), |a| a.to_string()))
                        .collect();
                    prop_assert_eq!(form.answers(&format!("q{index}"), &csv), expected, "{}", csv);
                }
            }
        }
    }
}
