use rust_xlsxwriter::{Color, Format, FormatAlign, FormatUnderline};

/// The size of the titles, by which [`package`](super::package) finds their style.
pub(super) const TITLE_SIZE: u8 = 16;

/// The size of everything else.
pub(super) const TEXT_SIZE: u8 = 12;

/// How cells look: black on white, 12 points, wrapped.
pub(super) struct Formats {
    pub(super) text: Format,
    pub(super) title: Format,
    pub(super) head: Format,
    /// Words in a later column, and their heading: apart from the numbers that end where they start.
    pub(super) beside: Format,
    pub(super) beside_head: Format,
    pub(super) number_head: Format,
    pub(super) link: Format,
    pub(super) mark: Format,
    numbers: Format,
}

impl Formats {
    pub(super) fn new() -> Self {
        let text = Format::new()
            .set_font_name("Arial")
            .set_font_size(TEXT_SIZE)
            .set_align(FormatAlign::Top)
            .set_text_wrap();
        Formats {
            title: text.clone().set_font_size(TITLE_SIZE).set_bold(),
            head: text.clone().set_bold(),
            beside: text.clone().set_indent(1),
            beside_head: text.clone().set_bold().set_indent(1),
            number_head: text.clone().set_bold().set_align(FormatAlign::Right),
            link: text
                .clone()
                .set_font_color(Color::RGB(0x05_63_C1))
                .set_underline(FormatUnderline::Single),
            mark: text.clone().set_align(FormatAlign::Right),
            numbers: text.clone().set_align(FormatAlign::Right),
            text,
        }
    }

    /// A number in this format of Excel's.
    pub(super) fn number(&self, shown: &str) -> Format {
        self.numbers.clone().set_num_format(shown)
    }
}
