use canvass::config::{WeightMethod, Weighting};
use canvass::survey::{OptionId, QuestionId};

use super::{analyse, asked, print_of, printed};
use crate::terminal::Failure;

#[test]
fn a_table_reads_row_by_row() {
    assert_eq!(
        printed("tables", &["--question", "used"]).unwrap(),
        "\
Kindred Ground: figures of 2024
Draft: not released. Release the report before you publish these figures (canvass report --release).
The intervals say how far chance alone could move a figure if respondents were a random draw. They are not, so the intervals say nothing about who is missing.

Read, used or referred to resources or publications (used)
Base: 215 who answered, of 215 who were asked.
Answer    Respondents  Percent  95% interval
Yes               175    81.4%  75.7 to 86.0
No                 28    13.0%   9.2 to 18.2
Not sure           12     5.6%    3.2 to 9.5
"
    );
}

#[test]
fn small_figures_are_held_back_and_the_reason_is_given() {
    let text = printed("tables", &["--question", "region"]).unwrap();
    for held_back in ["North East", "Northern Ireland", "Prefer not to say"] {
        let line = text
            .lines()
            .find(|line| line.starts_with(held_back))
            .unwrap();
        assert_eq!(line.trim_start_matches(held_back).trim(), "held back");
    }
    assert!(text.ends_with("it could say something about one person.\n"));
}

#[test]
fn unsuppressed_figures_are_marked_in_every_format() {
    for command in ["tables", "compare"] {
        let output = |format| {
            printed(
                command,
                &["--question", "region", "--format", format, "--internal"],
            )
            .unwrap()
        };
        let text = output("text");
        assert!(text.starts_with("INTERNAL: these figures are not cleared for publication."));
        assert!(!text.contains("held back"));
        let csv = output("csv");
        let (header, rows) = csv.split_once('\n').unwrap();
        assert!(header.ends_with(",internal"));
        assert!(rows.lines().count() > 0 && rows.lines().all(|row| row.ends_with(",true")));
        let json: serde_json::Value = serde_json::from_str(&output("json")).unwrap();
        assert_eq!(json["internal"], true);

        let csv = printed(command, &["--format", "csv"]).unwrap();
        assert!(csv.lines().skip(1).all(|row| row.ends_with(",false")));
    }
}

#[test]
fn the_internal_table_has_the_small_figures() {
    let text = printed("tables", &["--question", "region", "--internal"]).unwrap();
    let line = text
        .lines()
        .find(|line| line.starts_with("North East"))
        .unwrap();
    let words: Vec<&str> = line.split_whitespace().collect();
    assert_eq!(
        words[..7],
        ["North", "East", "4", "1.9%", "0.7", "to", "4.8"]
    );
    // Its place by count, and those that chance alone leaves plausible.
    assert_eq!(words[7..], ["11", "(3", "to", "13)"]);
}

#[test]
fn changes_are_told_with_what_may_be_said_of_them() {
    let text = printed("compare", &["--question", "interact"]).unwrap();
    let row = |start: &str| {
        let line = text.lines().find(|line| line.starts_with(start)).unwrap();
        line.split("  ")
            .map(str::trim)
            .filter(|cell| !cell.is_empty())
            .collect::<Vec<_>>()
    };
    assert!(text.contains("\nBases: those who answered, 181 in 2023 and 209 in 2024.\n"));
    assert_eq!(
        row("Social media"),
        [
            "Social media",
            "39.2%",
            "30.1%",
            "down 9.1",
            "\u{2212}18.4 to 0.4",
            "0.310",
            "no clear change"
        ]
    );
    assert_eq!(
        row("Messaging group"),
        [
            "Messaging group (WhatsApp or Signal)",
            "not applicable",
            "19.6%",
            "not compared: not asked in 2023"
        ]
    );
    assert_eq!(
        row("Other (please specify)"),
        [
            "Other (please specify)",
            "held back",
            "2.4%",
            "not compared: a figure is held back"
        ]
    );
}

#[test]
fn the_shift_is_told_in_the_words_of_the_report() {
    let claim = "\u{201C}Access to resources like reports and toolkits\u{201D} overtook \u{201C}Awareness of \
                 opportunities\u{201D} between 2023 and 2024.";
    for arguments in [&[][..], &["--question", "helped"]] {
        let text = printed("compare", arguments).unwrap();
        assert_eq!(text.lines().nth(4), Some(claim));
    }
    assert!(
        !printed("compare", &["--question", "used"])
            .unwrap()
            .contains("overtook")
    );
}

#[test]
fn code_frames_are_left_out_when_one_question_is_asked_for() {
    let text = printed("tables", &["--question", "helped"]).unwrap();
    assert!(!text.contains("Codebook"));
    let text = printed("tables", &[]).unwrap();
    assert!(text.contains(", in answers whose stance is request\nBase: "));
}

#[test]
fn changes_are_told_in_sentences_too() {
    let text = printed("compare", &["--question", "helped"]).unwrap();
    assert!(text.contains(
        "\n\u{201C}Access to resources like reports and toolkits\u{201D}: up 16.1 percentage points, from 43.2% to 59.3%.\n"
    ));
    assert!(text.contains("\nNo clear change: \u{201C}"));
    assert!(text.contains("\nSome people may have answered both times."));
}

#[test]
fn gaps_and_trends_are_told_to_the_analyst() {
    let text = printed("compare", &["--question", "helped", "--internal"]).unwrap();
    let overtook = "\u{201C}Access to resources like reports and toolkits\u{201D} overtook \u{201C}Awareness of \
                    opportunities\u{201D} between 2023 and 2024.\n";
    assert!(text.contains(overtook), "{text}");
    assert!(text.contains("in 2024 (") && text.contains(" percentage points, 95% interval "));
    let text = printed("compare", &["--question", "used", "--internal"]).unwrap();
    assert!(text.contains("trend"), "{text}");
}

#[test]
fn groups_stand_side_by_side() {
    let text = printed(
        "tables",
        &["--internal", "--by", "who", "--question", "used"],
    )
    .unwrap();
    assert!(text.contains("(used), by who\n"), "{text}");
    let heading = text
        .lines()
        .find(|line| line.starts_with("Answer  "))
        .unwrap();
    for group in [
        "Individual member",
        "User-led group",
        "Supporter or ally",
        "Not known",
    ] {
        assert!(heading.contains(group), "{heading}");
    }
    let base = text
        .lines()
        .find(|line| line.starts_with("Base: those who answered"))
        .unwrap();
    let bases = base
        .split_whitespace()
        .filter_map(|word| word.parse::<u64>().ok());
    assert_eq!(bases.sum::<u64>(), 215);
    assert!(base.contains("(low)"), "{base}");
    assert!(
        text.contains("\nLow: fewer than 100 answered; read these percentages with caution.\n")
    );
}

#[test]
fn groups_are_told_to_readers_as_far_as_they_are_cleared() {
    let text = printed("tables", &["--by", "who", "--question", "used"]).unwrap();
    assert!(
        text.contains("105 (82.0%)") && text.contains("held back"),
        "{text}"
    );
    assert!(
        !text.contains("Not known") && !text.contains("Supporter or ally"),
        "{text}"
    );
    assert!(printed("tables", &["--by", "used"]).is_err());
}

#[test]
fn who_answered_is_told_without_a_response_rate() {
    let text = printed("tables", &["--who"]).unwrap();
    assert!(
        text.contains("\n215 responses, about 4.3% of about 5,000 members\n"),
        "{text}"
    );
    assert!(!text.to_lowercase().contains("response rate"));
    assert!(text.contains("\nHow respondents compare with members is not known.\n"));
    let text = printed("tables", &["--who", "--internal"]).unwrap();
    assert!(text.contains("R-indicator: ") && text.contains("degrees of freedom"));
}

#[test]
fn weights_are_off_until_the_project_asks_for_them() {
    let without = printed("tables", &["--internal", "--question", "used"]).unwrap();
    assert!(!without.to_lowercase().contains("weight"));

    let mut analysis = analyse(&asked("tables", &[])).unwrap();
    let mut weighting = Weighting {
        method: WeightMethod::Rake,
        margins: vec![
            QuestionId::new("region").unwrap(),
            QuestionId::new("who").unwrap(),
        ],
        cap: Some(5.0),
        missing: vec![OptionId::new("prefer_not").unwrap()],
    };
    analysis.project.weights = Some(weighting.clone());
    let text = print_of(&analysis, "tables", &["--internal", "--question", "used"]).unwrap();
    assert!(
        text.contains("  Weighted  ") && text.contains("\nEffective base with weights: "),
        "{text}"
    );
    let text = print_of(&analysis, "compare", &["--internal", "--question", "used"]).unwrap();
    assert!(text.contains("\nWith weights ") && text.contains("\nEffective bases with weights: "));
    let text = print_of(&analysis, "tables", &["--internal", "--who"]).unwrap();
    assert!(
        text.contains("\nWeights: 215 respondents, an effective base of "),
        "{text}"
    );
    assert!(text.contains("(cap at 5 times the mean)"));
    // What is published has no weights.
    let public = print_of(&analysis, "tables", &["--question", "used"]).unwrap();
    assert_eq!(public, printed("tables", &["--question", "used"]).unwrap());

    weighting.missing.clear();
    analysis.project.weights = Some(weighting);
    let failure = print_of(&analysis, "tables", &["--internal"]).unwrap_err();
    assert!(matches!(failure, Failure::Weighting(_)));
}

#[test]
fn codes_are_parted_by_where_they_come_from() {
    let text = printed("tables", &["--sources", "--internal"]).unwrap();
    assert!(text.starts_with("INTERNAL"));
    // The example's people have decided nothing, so there are rules and options alone.
    let heads: Vec<&str> = text
        .lines()
        .filter(|line| line.starts_with("Code "))
        .collect();
    assert!(!heads.is_empty());
    for head in heads {
        let words: Vec<&str> = head.split_whitespace().collect();
        assert_eq!(words, ["Code", "rules", "option"]);
    }
    let alone = ["canvass", "tables", "--sources"];
    assert!(<crate::args::Arguments as clap::Parser>::try_parse_from(alone).is_err());
}
