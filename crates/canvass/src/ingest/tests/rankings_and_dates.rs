//! Rankings in all three layouts, and days in every way of writing them.

use super::*;

const ITEMS: &[&str] = &["Advice, money", "Books", "Cakes"];

fn ranking() -> Form {
    Form::new(
        None,
        vec![
            question("r", QuestionKind::Ranking, "Rank these", ITEMS),
            text("why", "Why?"),
        ],
    )
}

#[test]
fn each_option_may_have_a_column_with_its_place() {
    let csv = "Respondent ID,Rank these,,,Why?\n,\"Advice, money\",Books,Cakes,Open-Ended Response\n\
        1,2,1,3,a\n2,1.0,,N/A,b\n3,,,,c\n4,1,1,2,d\n5,4,1,2,e\n6,1st,3rd,2nd,f\n7,best,,,g\n";
    assert_eq!(
        ranking().answers("r", csv),
        ["1=1 2=0 3=2", "1=0", "-", "?", "?", "1=0 2=2 3=1", "?"]
    );
    assert_eq!(ranking().responses(csv).quality().unusable, 3);
}

#[test]
fn the_options_may_share_a_cell_in_order() {
    let microsoft = "ID,Start time,Completion time,Email,Name,Rank these,Why?\n\
        1,x,x,y,z,\"Books;Advice, money;Cakes;\",a\n2,x,x,y,z,Cakes;,b\n3,x,x,y,z,,c\n4,x,x,y,z,Books;Pies;,d\n";
    assert_eq!(
        ranking().answers("r", microsoft.replace("Books;Pies;", "")),
        ["1=1 2=0 3=2", "1=2", "-", "-"]
    );
    assert!(ranking().read(microsoft).is_err());
    let repeated = microsoft.replace("Books;Pies;", "Books;Cakes;Books;");
    assert_eq!(ranking().answers("r", &repeated)[3], "?");
    let fault = ranking().fault(Code::IngestUnusable, &repeated);
    assert!(fault.contains("row 5"), "{fault}");
    let typeform = "#,Rank these,Why?,Start Date (UTC),Submit Date (UTC),Network ID\n\
        a,\"Books, Advice, money, Cakes\",w,x,x,n\n";
    assert_eq!(ranking().answers("r", typeform), ["1=1 2=0 3=2"]);
    let jotform = "Submission Date,Rank these,Why?\n2024-03-01 10:22:33,\"Books\nCakes\",w\n";
    assert_eq!(ranking().answers("r", jotform), ["1=1 2=2"]);
}

#[test]
fn each_place_may_have_a_column_with_its_option() {
    let places = "1,1,x,Books,\"Advice, money\",Cakes,a\n2,1,x,Cakes,,,b\n3,1,x,,,,c\n4,1,x,Books,Books,,d\n";
    let lime = format!(
        "id,lastpage,submitdate,r[1]. Rank these [Rank 1],r[2]. Rank these [Rank 2],r[3]. Rank these [Rank 3],why. Why?\n{places}"
    );
    let expected = ["1=1 2=0 3=2", "1=2", "-", "?"];
    assert_eq!(ranking().answers("r", &lime)[..2], expected[..2]);
    assert_eq!(ranking().answers("r", &lime)[3], "?");
    for heads in [
        "Rank these - First choice,Rank these - Second choice,Rank these - Third choice",
        "Rank these [1st],Rank these [2nd],Rank these [3rd]",
        "Rank these - Rank 1,Rank these - Rank 2,Rank these - Rank 3",
    ] {
        let csv = format!("Timestamp,{heads},Why?\n{}", places.replace(",1,x,", ","));
        assert_eq!(ranking().answers("r", &csv), expected, "{heads}");
    }
}

fn days(cells: &[&str]) -> (Form, String) {
    let form = Form::new(
        None,
        vec![
            question("d", QuestionKind::Date, "When?", &[]),
            text("why", "Why?"),
        ],
    );
    let rows = cells.iter().map(|cell| format!("x,\"{cell}\",w\n"));
    (
        form,
        format!("Timestamp,When?,Why?\n{}", rows.collect::<String>()),
    )
}

#[test]
fn a_number_above_12_tells_the_day_from_the_month() {
    let (form, csv) = days(&["7/5/2024", "13/5/2024", "", "2024-06-01", "31/2/2024"]);
    assert_eq!(
        form.answers("d", csv),
        ["2024-05-07", "2024-05-13", "-", "2024-06-01", "?"]
    );
    let (form, csv) = days(&["7/5/2024", "5/13/2024 9:08 PM"]);
    assert_eq!(form.answers("d", csv), ["2024-07-05", "2024-05-13"]);
}

#[test]
fn what_could_be_two_days_is_no_day_and_is_reported() {
    let (form, csv) = days(&["7/5/2024", "5/5/2024", "May 7, 2024", "soon"]);
    assert_eq!(
        form.answers("d", &csv),
        ["?", "2024-05-05", "2024-05-07", "?"]
    );
    let faults = form.faults(&csv).to_string();
    let told =
        "1 date such as 7/5/2024 in which nothing tells the day from the month, not used: row 2";
    assert_eq!(faults.matches(told).count(), 1, "{faults}");
    assert!(!faults.contains("rows 2 and 5"), "{faults}");
    assert_eq!(form.responses(&csv).quality().unusable, 2);
}

#[test]
fn the_platforms_own_times_tell_the_day_from_the_month() {
    let (form, csv) = days(&["7/5/2024", "", "5/5/2024"]);
    let with = |time: &str| csv.replace("\nx,", &format!("\n{time},"));
    for (time, day) in [
        ("5/20/2024 10:11:12", "2024-07-05"),
        ("20/5/2024 10:11", "2024-05-07"),
        ("2024-05-20 10:11", "?"),
        ("6/5/2024 10:11", "?"),
        ("20/5/2024", "?"),
    ] {
        assert_eq!(
            form.answers("d", with(time)),
            [day, "-", "2024-05-05"],
            "{time}"
        );
    }
    // What the answers themselves tell goes first.
    let (form, csv) = days(&["7/5/2024", "13/5/2024"]);
    let csv = csv.replace("\nx,", "\n5/20/2024 10:11,");
    assert_eq!(form.answers("d", csv), ["2024-05-07", "2024-05-13"]);
    let (form, csv) = days(&["7/5/2024", "13/5/2024", "5/14/2024"]);
    let csv = csv.replace("\nx,", "\n5/20/2024 10:11,");
    assert_eq!(form.answers("d", csv), ["?", "2024-05-13", "2024-05-14"]);
}

mod properties {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]

        #[test]
        fn all_three_layouts_of_a_ranking_say_the_same(
            rankings in prop::collection::vec(
                (Just(vec![0usize, 1, 2]).prop_shuffle(), 0..4usize), 1..6),
        ) {
            let ranked: Vec<&[usize]> = rankings.iter().map(|(order, length)| &order[..*length]).collect();
            let expected: Vec<String> = ranked
                .iter()
                .map(|order| match order {
                    [] => "-".to_owned(),
                    order => {
                        let places = order.iter().zip(1..).map(|(o, p)| format!("{p}={o}"));
                        places.collect::<Vec<_>>().join(" ")
                    }
                })
                .collect();
            let mut items = "Respondent ID,Rank these,,,Why?\n,\"Advice, money\",Books,Cakes,Open-Ended Response\n".to_owned();
            let mut joined = "ID,Start time,Completion time,Email,Name,Rank these,Why?\n".to_owned();
            let mut places = "Timestamp,Rank these [1st],Rank these [2nd],Rank these [3rd],Why?\n".to_owned();
            for (index, order) in ranked.iter().enumerate() {
                let place = |o| order.iter().position(|r| *r == o).map_or(String::new(), |p| (p + 1).to_string());
                items.push_str(&format!("{index},{},{},{},w\n", place(0), place(1), place(2)));
                let all: String = order.iter().map(|o| format!("{};", ITEMS[*o])).collect();
                joined.push_str(&format!("{index},x,x,y,z,\"{all}\",w\n"));
                let item = |p: usize| order.get(p).map_or("", |o| ITEMS[*o]);
                places.push_str(&format!("x,\"{}\",\"{}\",\"{}\",w\n", item(0), item(1), item(2)));
            }
            for csv in [items, joined, places] {
                prop_assert_eq!(&ranking().answers("r", &csv), &expected, "{}", csv);
            }
        }

        #[test]
        fn days_come_back_in_every_form(all in prop::collection::vec((1990..2030i16, 1..13i8, 13..29i8), 1..6)) {
            let expected: Vec<String> = all.iter().map(|(y, m, d)| format!("{y}-{m:02}-{d:02}")).collect();
            for write in [
                |y, m, d| format!("{y}-{m:02}-{d:02}T10:00:00Z"),
                |y, m, d| format!("{d}/{m}/{y}"),
                |y, m, d| format!("{m:02}/{d:02}/{y} 21:08:07"),
                |y: i16, m: i8, d: i8| {
                    const MONTHS: [&str; 12] = [
                        "January", "February", "March", "April", "May", "June", "July", "August",
                        "September", "October", "November", "December",
                    ];
                    format!("{d} {} {y}", MONTHS[m as usize - 1])
                },
            ] {
                let cells: Vec<String> = all.iter().map(|(y, m, d)| write(*y, *m, *d)).collect();
                let cells: Vec<&str> = cells.iter().map(String::as_str).collect();
                let (form, csv) = days(&cells);
                prop_assert_eq!(&form.answers("d", &csv), &expected, "{}", csv);
            }
        }
    }
}
