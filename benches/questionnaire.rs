//! What the generated questionnaire asks.

use std::fmt::Write;

/// A question with options.
pub(crate) struct Closed {
    pub(crate) id: &'static str,
    pub(crate) kind: &'static str,
    pub(crate) text: &'static str,
    pub(crate) options: &'static [&'static str],
}

/// An open question.
pub(crate) struct Open {
    pub(crate) id: &'static str,
    pub(crate) stance: &'static str,
    pub(crate) text: &'static str,
}

/// The options of the first question.
pub(crate) const HELP: &[&str] = &[
    "Advice by telephone",
    "Online events",
    "Events near us",
    "The monthly bulletin",
    "Small grants",
    "Toolkits and guides",
    "Training for groups",
    "Meeting other members",
    "A say in national policy",
    "Help with our website",
    "Room for meetings",
    "Insurance for groups",
];

/// Questions of several answers, each with "Other" besides its options.
pub(crate) const MULTI_SELECTS: &[Closed] = &[
    Closed {
        id: "helped",
        kind: "multi-select",
        text: "Which of these has helped you this year?",
        options: HELP,
    },
    Closed {
        id: "heard",
        kind: "multi-select",
        text: "How do you hear from us?",
        options: &[
            "By email",
            "By post",
            "Through social media",
            "Through another member",
            "At events",
            "On the website",
            "In the local press",
            "From a support worker",
        ],
    },
    Closed {
        id: "barriers",
        kind: "multi-select",
        text: "What makes it hard to take part?",
        options: &[
            "Cost of travel",
            "Not enough time",
            "Poor health",
            "Caring for somebody",
            "Meetings are too far away",
            "No internet at home",
        ],
    },
];

/// Questions of one answer.
pub(crate) const SINGLE_CHOICES: &[Closed] = &[
    Closed {
        id: "region",
        kind: "single-choice",
        text: "Where are you based?",
        options: &[
            "North East",
            "North West",
            "Yorkshire and the Humber",
            "East Midlands",
            "West Midlands",
            "East of England",
            "London",
            "South East",
            "South West",
        ],
    },
    Closed {
        id: "who",
        kind: "single-choice",
        text: "Are you answering for yourself or for a group?",
        options: &["For myself", "For a group", "As a supporter, or an ally"],
    },
    Closed {
        id: "since",
        kind: "single-choice",
        text: "How long have you been a member?",
        options: &[
            "Less than a year",
            "One to three years",
            "Four to ten years",
            "More than ten years",
        ],
    },
    Closed {
        id: "quote",
        kind: "single-choice",
        text: "May we quote you?",
        options: &["Yes", "No"],
    },
    scale("voice", "We have a voice"),
    scale("alone", "We feel less alone"),
    scale("worth", "Being a member is worth it"),
];

const fn scale(id: &'static str, text: &'static str) -> Closed {
    Closed {
        id,
        kind: "scale",
        text,
        options: &[
            "Strongly disagree",
            "Disagree",
            "Neither",
            "Agree",
            "Strongly agree",
        ],
    }
}

/// The open questions. The example's codebook knows them by these ids.
pub(crate) const OPEN: &[Open] = &[
    Open {
        id: "impact",
        stance: "impact",
        text: "What has changed for you or your group?",
    },
    Open {
        id: "more",
        stance: "request",
        text: "What could we do better?",
    },
    Open {
        id: "events",
        stance: "impact",
        text: "Tell us about something that went well",
    },
    Open {
        id: "other",
        stance: "neutral",
        text: "Is there anything else?",
    },
];

/// The project file of a survey that asked all of this in every wave.
pub(crate) fn canvass_toml(waves: &[u64]) -> String {
    let mut text = String::from(
        "[project]\ntitle = \"Bench\"\norganisation = \"Bench\"\nlanguage = \"en-GB\"\n",
    );
    for wave in waves {
        let _ = write!(
            text,
            "\n[[wave]]\nid = \"{wave}\"\nexport = \"exports/{wave}.csv\"\nplatform = \"surveymonkey\"\n"
        );
    }
    for question in MULTI_SELECTS.iter().chain(SINGLE_CHOICES) {
        let Closed {
            id,
            kind,
            text: wording,
            ..
        } = question;
        push_question(&mut text, id, kind, wording);
        for (at, label) in question.options.iter().enumerate() {
            let _ = write!(
                text,
                "\n[[question.option]]\nid = \"o{at}\"\nlabel = \"{label}\"\n"
            );
            if *kind == "scale" {
                let _ = writeln!(text, "score = {}", at + 1);
            }
        }
        if *kind == "multi-select" {
            text.push_str("\n[[question.option]]\nid = \"other\"\nlabel = \"Other (please specify)\"\nother = true\n");
        }
    }
    for Open {
        id,
        stance,
        text: wording,
    } in OPEN
    {
        push_question(&mut text, id, "open-text", wording);
        if *stance != "neutral" {
            let _ = writeln!(text, "stance = \"{stance}\"");
        }
    }
    text
}

fn push_question(text: &mut String, id: &str, kind: &str, wording: &str) {
    let _ = write!(
        text,
        "\n[[question]]\nid = \"{id}\"\nkind = \"{kind}\"\ntitle = \"{wording}\"\ntext = \"{wording}\"\n"
    );
}
