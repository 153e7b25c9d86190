use crate::report::words::Words;
use crate::wording::say;

/// How the wording tells figures, so that they are known again: where numbers, shares and changes stand in its messages.
pub(super) struct Forms<'a> {
    pub(super) words: Words<'a>,
    /// The mark between each three digits.
    pub(super) thousands: String,
    /// The decimal mark.
    pub(super) decimal: String,
    /// What stands between the percentage of a share and its count: "%, ".
    pub(super) percent_to_count: String,
    /// What stands between a count and its base: " of ".
    pub(super) count_to_base: String,
    /// How changes are told: upwards and downwards, by one point and by several.
    pub(super) changes: Vec<ChangeForm>,
}

/// A way to tell a change.
pub(super) struct ChangeForm {
    pub(super) upwards: bool,
    /// The three figures in the order in which they are told.
    pub(super) order: [Part; 3],
    /// What stands before the first, between them, and behind the last.
    pub(super) around: [String; 4],
}

/// A figure of a change.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Points,
    From,
    To,
}

/// Stand for the figures of a message.
const FIGURES: [char; 3] = ['\u{1}', '\u{2}', '\u{3}'];

impl<'a> Forms<'a> {
    pub(super) fn of(words: Words<'a>) -> Self {
        let [one, ..] = FIGURES;
        let percent = say!(words, "language.numbers.percent", number => one.to_string());
        let share = say!(words, "phrases.share", percent, count => 1, base => 2);
        let between = |from: &str, to: &str| {
            let rest = share.split_once(from).map_or("", |(_, rest)| rest);
            rest.split_once(to)
                .map_or("", |(between, _)| between)
                .to_owned()
        };
        let told = [(true, true), (true, false), (false, true), (false, false)];
        Forms {
            words,
            thousands: say!(words, "language.numbers.thousands"),
            decimal: say!(words, "language.numbers.decimal"),
            percent_to_count: between(&one.to_string(), "1"),
            count_to_base: between("1", "2"),
            changes: told
                .into_iter()
                .filter_map(|(upwards, one)| ChangeForm::of(words, upwards, one))
                .collect(),
        }
    }

    pub(super) fn list(&self, key: &str) -> &'a [String] {
        self.words.list_from(key)
    }
}

impl ChangeForm {
    /// `None` where the message does not tell all three figures.
    fn of(words: Words<'_>, upwards: bool, one: bool) -> Option<Self> {
        let [points, from, to] = FIGURES;
        let percent =
            |figure: char| say!(words, "language.numbers.percent", number => figure.to_string());
        let told = say!(
            words,
            "phrases.change",
            direction => if upwards { "up" } else { "down" },
            points => points.to_string(),
            one,
            from => percent(from),
            to => percent(to),
        );
        let mut parts = [(points, Part::Points), (from, Part::From), (to, Part::To)]
            .map(|(figure, part)| (told.find(figure), part));
        parts.sort_by_key(|(at, _)| *at);
        let mut around = told.split(FIGURES).map(str::to_owned);
        let around = [
            around.next()?,
            around.next()?,
            around.next()?,
            around.next()?,
        ];
        Some(ChangeForm {
            upwards,
            order: parts.map(|(_, part)| part),
            around,
        })
    }
}
