//! A small document with every kind of block, for the tests of charts and renderers.

use super::*;
use crate::stats::{Percent, Points, Proportion};

fn percent(count: u64, base: u64) -> Cell {
    Cell::Percent(Percent::of(Proportion::new(count, base).unwrap()))
}

fn anchor(text: &str) -> Anchor {
    Anchor::new(text).unwrap()
}

fn alternative(alt: &str, description: &[&str]) -> Alternative {
    Alternative::new(
        AltText::new(alt).unwrap(),
        description.iter().map(|d| Text::from(*d)).collect(),
    )
}

/// A bar chart with long labels, a suppressed and a zero row.
pub(crate) fn bars() -> Figure {
    let row = |head: &str, count: u64| Row {
        head: head.into(),
        cells: vec![Cell::Count(count), percent(count, 204)],
    };
    let mut rows = vec![
        row("Access to resources like reports and toolkits", 121),
        row("Connection with other people and groups", 99),
        row(
            "Awareness of opportunities (such as paid work, funding or events), also when they come from elsewhere & late",
            94,
        ),
        row("Practical help with Llŷn & Tŷ-croes <groups>", 0),
    ];
    rows.push(Row {
        head: "Funding or paid work".into(),
        cells: vec![
            Cell::Mark(Mark::Confidential),
            Cell::Mark(Mark::Confidential),
        ],
    });
    let table = Table::new(
        anchor("table-helped"),
        "How the charity helped sustain members, respondents who answered, 2024, base 204",
        "Kind of help",
        vec![
            ColumnHead::numbers("Respondents"),
            ColumnHead::numbers("Share (%)"),
        ],
        rows,
        vec![
            "Respondents could choose more than one answer, so figures add up to more than 100%."
                .into(),
        ],
    )
    .unwrap();
    Figure::chart(
        anchor("figure-helped"),
        "Access to resources was chosen most in 2024",
        alternative(
            "Bar chart of 5 kinds of help in 2024. Access to resources was chosen most, by 59.3%.",
            &[
                "A bar chart with one bar for each kind of help.",
                "Access to resources is highest, at 59.3%.",
            ],
        ),
        Chart::Bars { values: 1 },
        table,
    )
    .unwrap()
}

/// Two waves side by side, one row asked in one wave only.
pub(crate) fn dumbbell() -> Figure {
    let row = |head: &str, from: Cell, to: Cell, change: Cell| Row {
        head: head.into(),
        cells: vec![from, to, change],
    };
    let points = |from: (u64, u64), to: (u64, u64)| {
        Cell::Points(Points::between(
            Proportion::new(from.0, from.1).unwrap(),
            Proportion::new(to.0, to.1).unwrap(),
        ))
    };
    let table = Table::new(
        anchor("table-shift"),
        "How the charity helped, 2023 (base 176) and 2024 (base 204)",
        "Kind of help",
        vec![
            ColumnHead::numbers("2023 (%)"),
            ColumnHead::numbers("2024 (%)"),
            ColumnHead::numbers("Change (percentage points)"),
        ],
        vec![
            row(
                "Access to resources like reports and toolkits",
                percent(76, 176),
                percent(121, 204),
                points((76, 176), (121, 204)),
            ),
            row(
                "Awareness of opportunities",
                percent(98, 176),
                percent(94, 204),
                points((98, 176), (94, 204)),
            ),
            row(
                "Feeling part of a wider community",
                percent(80, 176),
                percent(93, 204),
                points((80, 176), (93, 204)),
            ),
            row(
                "Messaging group",
                Cell::Mark(Mark::NotApplicable),
                percent(12, 204),
                Cell::Mark(Mark::NotApplicable),
            ),
        ],
        Vec::new(),
    )
    .unwrap();
    Figure::chart(
        anchor("figure-shift"),
        "Resources overtook opportunities between 2023 and 2024",
        alternative(
            "Dumbbell chart of 4 kinds of help in 2023 and 2024. Access to resources rose from 43.2% to 59.3%.",
            &["Each kind of help has a hollow dot for 2023 and a filled dot for 2024."],
        ),
        Chart::Dumbbell { from: 0, from_label: "2023".into(), to: 1, to_label: "2024".into(), change: None },
        table,
    )
    .unwrap()
}

/// A hub with five phrases.
pub(crate) fn hub() -> Figure {
    let phrases = [
        "Trust",
        "Reciprocity",
        "Meeting people where they're at",
        "Navigating power dynamics",
        "Making connections",
    ];
    Figure::diagram(
        anchor("figure-relational"),
        "A relational approach has five sides",
        alternative(
            "Diagram with \"A relational approach\" at its centre and 5 phrases around it.",
            &["At the centre stands \"A relational approach\". Around it, joined to it by lines, stand five phrases."],
        ),
        Hub {
            centre: "A relational approach".into(),
            phrases: phrases.map(String::from).to_vec(),
        },
    )
    .unwrap()
}

/// The front matter of a document with a title and no more.
#[cfg(any(feature = "docx", feature = "spreadsheets"))]
pub(crate) fn titled() -> FrontMatter {
    FrontMatter {
        title: "Report".into(),
        ..FrontMatter::default()
    }
}

/// A document with every kind of block, nested sections and hostile text.
pub(crate) fn document() -> Document {
    let front = FrontMatter {
        title: "Members' Questionnaire 2024: impact report".into(),
        subtitle: Some("What 215 respondents told us".into()),
        organisation: "Kindred Ground".into(),
        language: "en-GB".into(),
        description: "What members said in the 2024 questionnaire, and what comes of it.".into(),
        short: false,
        published: Some("20 June 2024".into()),
        period: Some("12 February 2024 to 11 March 2024".into()),
        contact: Some("hello@kindredground.example.org".into()),
        ..FrontMatter::default()
    };
    let details = Table::new(
        anchor("table-who"),
        "Who answered, 2024",
        "Who",
        vec![
            ColumnHead::numbers("Respondents"),
            ColumnHead::words("Known as"),
        ],
        vec![
            Row {
                head: "Individual member".into(),
                cells: vec![
                    Cell::Count(1128),
                    Cell::Words("<b>member</b> & friend".into()),
                ],
            },
            Row {
                head: "Supporter".into(),
                cells: vec![Cell::Mark(Mark::Confidential), Cell::Words("ally".into())],
            },
        ],
        Vec::new(),
    )
    .unwrap();
    let summary = Section {
        anchor: anchor("summary"),
        heading: "Summary".into(),
        blocks: vec![
            Block::Paragraph(
                Text::new()
                    .strong("Over three quarters of respondents")
                    .words(" (81.4%, 175 of 215) had used resources. See ")
                    .reference(anchor("table-helped"))
                    .words(" and ")
                    .link("who answered", Target::Here(anchor("who")))
                    .words(", or ")
                    .link(
                        "the charity's website",
                        Target::Address("https://example.org/".into()),
                    )
                    .words("."),
            ),
            Block::KeyFigures(vec![
                KeyFigure {
                    figure: "81.4%".into(),
                    words: "had used resources (175 of 215)".into(),
                },
                KeyFigure {
                    figure: "78.6%".into(),
                    words: "had become aware of more (169 of 215)".into(),
                },
            ]),
            Block::Caution("These figures describe those who answered.".into()),
            Block::Bullets(vec![
                "First point.".into(),
                Text::new().strong("Second").words(" point."),
            ]),
        ],
        sections: Vec::new(),
    };
    let findings = Section {
        anchor: anchor("findings"),
        heading: "Findings".into(),
        blocks: vec![Block::Figure(bars())],
        sections: vec![Section {
            anchor: anchor("resourcing"),
            heading: "Resourcing".into(),
            blocks: vec![
                Block::Quotation(Quotation {
                    words: "<script>alert(1)</script> Diolch \u{1F33B} \u{b}\u{202e}abc — “it helped”\nvery much".into(),
                    attribution: "Members' Questionnaire respondent".into(),
                }),
                Block::Figure(dumbbell()),
                Block::Figure(hub()),
            ],
            sections: Vec::new(),
        }],
    };
    let who = Section {
        anchor: anchor("who"),
        heading: "Who answered".into(),
        blocks: vec![Block::Table(details)],
        sections: Vec::new(),
    };
    Document::new(front, vec![summary, findings, who]).unwrap()
}
