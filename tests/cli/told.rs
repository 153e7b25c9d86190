//! What a report says where the figures are at an edge: choices that only some were asked for, answers that are level
//! or stand for none of the others, one answer alone, and no question in anybody's own words.

use crate::folder::{Folder, visible};

/// An export of 100 rows, each answer given by the rows from its first number up to its second. `unsaid` do not say
/// where they live, and the first `lanes` like lanes.
fn export(unsaid: usize, lanes: usize) -> String {
    let mut text = String::from(
        "Number,Which bank do you live on?,When do you swim?,What do you like?,Would you pay for an earlier hour?,\
         Tick if you support the rules,Do you row?,How do you rate us? [Teaching],How do you rate us? [Changing rooms]\n",
    );
    let of = |answers: &[(&str, usize, usize)], row: usize| {
        let given = answers
            .iter()
            .filter(|(_, from, to)| (*from..*to).contains(&row));
        given
            .map(|(answer, ..)| *answer)
            .collect::<Vec<_>>()
            .join("; ")
    };
    for row in 0..100 {
        let said = 100 - unsaid;
        let bank = [
            ("North", 0, 45),
            ("South", 45, said),
            ("Prefer not to say", said, 100),
        ];
        let likes = [
            ("Slides", 0, 50),
            ("Lanes", 0, lanes),
            ("Steam", 20, 40),
            ("Tea", 30, 50),
            ("Sun", 50, 70),
            ("None of these", 70, 100),
        ];
        let teaching = [
            ("Poor", 0, 40),
            ("Fair", 40, 62),
            ("Good", 62, 80),
            ("Great", 80, 100),
        ];
        let changing = [
            ("Poor", 0, 60),
            ("Fair", 60, 80),
            ("Good", 80, 90),
            ("Great", 90, 100),
        ];
        let early = row % 2 == 0;
        let pays = match (early, row < 60) {
            (false, _) => "",
            (true, true) => "Yes",
            (true, false) => "No",
        };
        text.push_str(&format!(
            "{row},{},{},{},{pays},{},,{},{}\n",
            of(&bank, row),
            if early { "Early" } else { "Late" },
            of(&likes, row),
            of(&[("I support them", 0, 60)], row),
            of(&teaching, row),
            of(&changing, row),
        ));
    }
    text
}

fn project(unsaid: usize) -> Folder {
    let folder = Folder::empty();
    folder.write("canvass.toml", include_str!("told/canvass.toml"));
    folder.write("codebook.toml", include_str!("told/codebook.toml"));
    folder.write(
        "membership.csv",
        "wave,question,option,members\nnow,bank,north,500\nnow,bank,south,500\n",
    );
    folder.write("now.csv", export(unsaid, 20));
    folder
}

fn report(folder: &Folder) -> String {
    let outcome = folder.run(&["report"]).done();
    assert_eq!(outcome.stderr, "");
    visible(&folder.read("out/report.html")) + &folder.read("out/report.txt")
}

#[test]
fn the_report_says_of_whom_and_of_what_each_figure_is() {
    let text = report(&project(10));
    for told in [
        // 45 of the 90 who said, on either bank, as half of the members do; 45 of 100 would be five points below.
        "all members (base 1,000) and respondents who said (base 90)",
        "Every group is within two percentage points of its share of members.",
        "members. Members were invited by name",
        // 30 of the 50 early swimmers, and not of all 100.
        "Over half of respondents who were asked and answered (60.0%, 30 of 50) chose “Yes” for “What early swimmers \
         need”. Few answered, so treat the percentages with caution.",
        // The second answer is none of the others, and four are level in third place.
        "Next came “None of these” (30.0%, 30 of 100), “Lanes” (20.0%, 20 of 100), “Steam” (20.0%, 20 of 100), “Tea” \
         (20.0%, 20 of 100) and “Sun” (20.0%, 20 of 100).",
        // Every answer is given as often early as late.
        "Row by row, “Early” and “Late” each have the highest figure in all six rows. Where several share the highest \
         figure, each of them counts.",
        "“I support them” was the only answer offered.",
        // More rate the teaching poor or fair (62) than good or great (38).
        "the share that chose “Good” or “Great” was largest for “Teaching” in 2031, at 38.0% (base 100)",
        "In neither of the two rows did more choose “Good” or “Great” than “Poor” or “Fair”.",
        "“Poor” has the highest count. Two in five respondents who answered (40.0%, 40 of 100) chose it. Allowing for \
         chance, its place is between 1st and 3rd.",
        "No question with a choice of answers was about this theme in 2031, and nobody was asked in their own words.",
        "“Schools swim”: nobody was asked in their own words; 50 chose an answer linked to it.",
        "See its outcomes",
        "Nobody answered the question in 2031.",
    ] {
        assert!(text.contains(told), "the report does not say: {told}");
    }
}

#[test]
fn the_report_says_nothing_that_its_figures_do_not_bear_out() {
    let text = report(&project(10));
    for untold in [
        "less than their share",
        "Anybody with the link",
        "Most chose",
        "No respondent wrote",
        "gap in what is known",
        "What follows rests on",
        "“I support them” was chosen most often",
        "None of the two",
        "swims..",
    ] {
        assert!(!text.contains(untold), "the report says: {untold}");
    }
}

/// Four did not say: hidden, and 45 with them. A base of 96 would tell.
#[test]
fn how_many_did_not_say_stays_hidden() {
    let text = report(&project(4));
    for told in [
        "all members (base 1,000) and respondents who answered (base 100)",
        "Those who did not say are among the respondents: how many they are is not shown.",
        // 51 of 100 at the least, and all of those who said at the most.
        "Bank of the river: respondents beside all members, in 2031.",
        "The figures for “North” are not shown",
    ] {
        assert!(text.contains(told), "the report does not say: {told}");
    }
    for untold in ["(base 96)", "much in line", "their share of members:"] {
        assert!(!text.contains(untold), "the report says: {untold}");
    }
}

/// 60 liked lanes the year before, and 20 do now; and as many early swimmers would pay now as would not then.
#[test]
fn years_are_compared_with_care() {
    let folder = project(10);
    let before = export(10, 60).replace(",Yes,", ",?,");
    let before = before.replace(",No,", ",Yes,").replace(",?,", ",No,");
    folder.write("before.csv", before);
    folder.replace(
        "canvass.toml",
        "[report]",
        "[report]\nheadline = \"early-needs\"",
    );
    folder.replace(
        "canvass.toml",
        "[[wave]]",
        "[[wave]]\nid = \"before\"\nlabel = \"2030\"\nexport = \"before.csv\"\nplatform = \"wide-table\"\n\
         separator = \"; \"\nopened = 2030-03-01\nlink = \"Number\"\n\n[[wave]]",
    );
    let text = report(&folder);
    for told in [
        "One change is clear; the others are not, allowing for the number of rows tested.",
        // 30 of the 50 who were asked, each year.
        "“Yes” was chosen most often (60.0%, 30 of 50), and “No” less often (40.0%, 20 of 50). Few answered this in at least one year, so \
         treat the percentages with caution.",
        // Each wave has a column with the number of the member.
        "Some people may have answered in both 2030 and 2031. The tests treat them as different people",
    ] {
        assert!(text.contains(told), "the report does not say: {told}");
    }
    for untold in ["could produce each", "annot tell who"] {
        assert!(!text.contains(untold), "the report says: {untold}");
    }
}
