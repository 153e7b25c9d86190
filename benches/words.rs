//! Invented answers in somebody's own words.

/// Numbers that look like chance and are the same on every run.
pub(crate) struct Random(u64);

impl Random {
    /// The numbers of one response.
    pub(crate) fn new(wave: u64, response: u64) -> Self {
        let mut random = Random(wave.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ (response + 1));
        random.below(2);
        random
    }

    /// A number below `end`.
    pub(crate) fn below(&mut self, end: usize) -> usize {
        // SplitMix64 (Steele, Lea and Flood 2014).
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ (mixed >> 31)) % end as u64) as usize
    }
}

/// What people write beside "Other".
pub(crate) const WRITE_INS: &[&str] = &[
    "A friend",
    "The choir, mostly",
    "None of these quite fit",
    "Peer support group on Tuesdays",
    "A leaflet in the surgery",
];

const WHO: &[&str] = &[
    "Our group",
    "I",
    "We",
    "Members here",
    "People who come along",
    "Several of us",
    "My daughter and I",
    "The committee",
];

const DID: &[&str] = &[
    "found a grant for our rent through the bulletin",
    "felt less alone after the online meetings",
    "used your toolkit on governance and changed how decisions are made",
    "learnt how to speak to the council and be heard",
    "did not know that you give advice by telephone",
    "met other groups at the conference and started a network of our own",
    "would like more events outside London; the train costs a week's food",
    "have more confidence to run a group without a paid worker",
    "could not get funding this year and had to stop two sessions",
    "read the reports, though some are too long to read aloud",
    "were asked for our view of the new law, and it was in your paper",
    "had training in first aid for the mind and passed it on",
    "keep going because somebody answers when we write",
    "want captions on the videos and print that is large enough",
    "got our money back for travel within a week",
    "never hear what became of what we told you",
];

const WHERE: &[&str] = &[
    "in the village hall",
    "this winter",
    "since the spring",
    "in a rural area with no bus",
    "at the drop-in",
    "when things were hard",
    "with very little money",
    "for the first time",
];

const THEN: &[&str] = &[
    "That kept us going.",
    "It has saved lives, and I do not say so lightly.",
    "Thank you.",
    "It isn\u{2019}t enough, but it is a start.",
    "The caf\u{e9} sessions cost \u{a3}3 each and are always full.",
    "One person said \"I can breathe again\" on the way home.",
    "Please ask us before you decide.",
    "More of this, please; fewer forms.",
];

/// What leaves nothing to code.
const NOTHING: &[&str] = &["n/a", "No", "Nothing", "-", "None"];

/// An answer to an open question: two or three sentences, now and then on lines of their own, or a word that says
/// nothing.
pub(crate) fn answer(random: &mut Random) -> String {
    if random.below(100) < 6 {
        return NOTHING[random.below(NOTHING.len())].to_owned();
    }
    let mut text = String::new();
    for sentence in 0..=random.below(2) {
        if sentence > 0 {
            text.push(if random.below(12) == 0 { '\n' } else { ' ' });
        }
        text.push_str(WHO[random.below(WHO.len())]);
        text.push(' ');
        text.push_str(DID[random.below(DID.len())]);
        text.push(' ');
        text.push_str(WHERE[random.below(WHERE.len())]);
        text.push_str(". ");
    }
    text.push_str(THEN[random.below(THEN.len())]);
    text
}
