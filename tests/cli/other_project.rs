//! A project that shares nothing with the example: other waves, questions and codes.

use crate::folder::{Folder, visible};

/// An export of 100 rows: the first `beans` grow beans, the last `fruit` grow fruit, and the first `good` find
/// the water good.
fn export(beans: usize, fruit: usize, good: usize) -> String {
    let mut text = String::from(
        "Timestamp,Which site is your plot on?,What do you grow?,How many hours a week do you spend on your plot?,\
         How do you find the water supply?,\"If you had one wish for the site, what would it be?\"\n",
    );
    for row in 0..100 {
        let site = if row % 4 == 0 {
            "Hill top"
        } else {
            "Canal side"
        };
        let mut grows = Vec::new();
        if row < beans {
            grows.push("Beans, peas and the like");
        }
        if row >= 100 - fruit {
            grows.push("Fruit");
        }
        let water = if row < good { "Good" } else { "Bad" };
        let wish = if row % 10 == 0 { "One more tap" } else { "" };
        let hours = row % 7;
        text.push_str(&format!(
            "01/10/2031 09:{:02}:00,{site},\"{}\",{hours},{water},{wish}\n",
            row % 60,
            grows.join(", ")
        ));
    }
    text
}

fn project() -> Folder {
    let folder = Folder::empty();
    folder.write("canvass.toml", include_str!("other_project/canvass.toml"));
    folder.write("codebook.toml", include_str!("other_project/codebook.toml"));
    folder.write("spring.csv", export(70, 40, 80));
    folder.write("autumn.csv", export(45, 75, 50));
    folder
}

#[test]
fn other_questions_and_another_codebook_need_no_other_code() {
    let folder = project();
    let outcome = folder.run(&["report"]).done();
    assert_eq!(outcome.stderr, "");
    let text = visible(&folder.read("out/report.html"));
    for told in [
        "Half of respondents (50.0%, 50 of 100) found the water supply good",
        // Beans 70 and fruit 40 of 100, then 45 and 75.
        "“Fruit” overtook “Beans, peas and the like” between Spring 2031 and Autumn 2031.",
        "Growing food",
        "Everybody can eat what grows here",
        "10 respondents",
    ] {
        assert!(text.contains(told), "the report does not say: {told}");
    }
    for untold in ["Kindred Ground", "Knowledge", "215", "Members'"] {
        assert!(!text.contains(untold), "the report says: {untold}");
    }
}

#[test]
fn without_agreement_nobody_is_quoted() {
    let folder = project();
    let outcome = folder.run(&["report"]).done();
    assert!(!outcome.stdout.contains("quotes"), "{}", outcome.stdout);
    assert!(!visible(&folder.read("out/report.html")).contains("One more tap"));
}

#[test]
fn an_export_put_in_the_place_of_another_is_seen() {
    let folder = project();
    folder.write(
        "autumn.csv",
        "Timestamp,Do you keep bees?\n01/10/2031 09:00:00,Yes\n",
    );
    let outcome = folder.run(&["report"]);
    assert_eq!((outcome.status, outcome.stdout.as_str()), (2, ""));
    assert!(
        outcome
            .stderr
            .starts_with("autumn.csv: error[ingest/missing-question]: "),
        "{}",
        outcome.stderr
    );
}
