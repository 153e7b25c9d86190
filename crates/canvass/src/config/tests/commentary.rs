//! Faults of files in `commentary`.

use super::{CODEBOOK, PROJECT, QUESTIONS, VALID, WAVES, check};
use crate::config::{Part, Span, Texts, parse};

/// The faults of a project with these files beside.
fn check_files(files: &[(&str, &str)], faults: &str) {
    let canvass = [PROJECT, WAVES, QUESTIONS].concat();
    let texts = Texts {
        canvass: &canvass,
        codebook: CODEBOOK,
        beside: files,
        ..Texts::default()
    };
    check(&texts, faults);
}

#[test]
fn a_comment_is_paragraphs_bullets_bold_words_and_links() {
    let text = "We hoped for **more\nanswers** & [ask](https://example.org/a?b=c) why.\n\n\
                - Two *\\** groups\n- One\n\n  more\n\nThe end.\n";
    let text = text.replace(" *\\**", "");
    let files = [
        ("commentary/summary.md", text.as_str()),
        ("commentary/figures/figure-a.md", "Look at the second bar."),
        ("commentary/limits.md", " \n"),
    ];
    let project = parse(&Texts {
        beside: &files,
        ..VALID
    });
    let commentary = project.unwrap().value.commentary;
    let words = |words: &str| Span::Words(words.into());
    assert_eq!(
        commentary.sections["summary"].parts,
        [
            Part::Paragraph(vec![
                words("We hoped for "),
                Span::Strong("more answers".into()),
                words(" & "),
                Span::Link {
                    words: "ask".into(),
                    address: "https://example.org/a?b=c".into()
                },
                words(" why."),
            ]),
            Part::Bullets(vec![vec![words("Two groups")], vec![words("One more")]]),
            Part::Paragraph(vec![words("The end.")]),
        ]
    );
    assert_eq!(commentary.sections.len(), 1, "a blank comment is none");
    assert_eq!(
        commentary.figures["figure-a"].file,
        "commentary/figures/figure-a.md"
    );
}

#[test]
fn what_a_format_could_not_show_is_refused_where_it_stands() {
    check_files(
        &[(
            "commentary/summary.md",
            "# Big *news*\n\nSee ![a chart](x.png) and <b>this</b>, *really*.\n\n1. One\n\n| a |\n|---|\n| b |\n\n<div>x</div>\n\n[go](javascript:alert(1)) `x` ~~y~~\n",
        )],
        &[
            ("1:1", "a heading"),
            ("3:5", "a picture"),
            ("3:27", "HTML"),
            ("3:34", "HTML"),
            ("3:40", "words in italics"),
            ("5:1", "a numbered list"),
            ("7:1", "a table"),
            ("11:1", "HTML"),
        ]
        .map(|(place, what)| {
            format!(
                "commentary/summary.md:{place}: error[commentary/markup]: a comment cannot have {what}\n  \
                 help: it holds paragraphs, bullets that start with \"- \", **bold words** and [links](https://example.org)\n"
            )
        })
        .into_iter()
        .chain([
            "commentary/summary.md:13:1: error[commentary/markup]: a link leads to no page, mail or telephone\n  \
             help: its address starts with https://, http://, mailto: or tel:\n"
                .to_owned(),
        ])
        .chain([("13:27", "code"), ("13:31", "words struck out")].map(|(place, what)| {
            format!(
                "commentary/summary.md:{place}: error[commentary/markup]: a comment cannot have {what}\n  \
                 help: it holds paragraphs, bullets that start with \"- \", **bold words** and [links](https://example.org)\n"
            )
        }))
        .collect::<String>(),
    );
}

#[test]
fn files_that_are_no_comments_are_named() {
    let help = "\n  help: comments are files called commentary/SECTION.md and commentary/figures/FIGURE.md";
    check_files(
        &[
            ("commentary/summary.txt", "x"),
            ("commentary/old/summary.md", "x"),
            ("commentaries/summary.md", "# x"),
        ],
        &["old/summary.md", "summary.txt"]
            .map(|file| {
                format!(
                    "commentary/{file}: error[commentary/place]: this is no comment on a section or a figure{help}"
                )
            })
            .join("\n"),
    );
    check(&VALID, "");
}
