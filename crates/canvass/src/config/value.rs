use toml::de::{DeInteger, DeValue};

use crate::survey::{CodeId, CodeRef, Date, FrameId, OptionId, QuestionId, WaveId};
use crate::wording::is_mark;

/// Why a value cannot be taken.
pub(super) enum Unfit {
    /// It is of another type.
    Type,
    /// It is of the right type, but cannot be; said as what follows the key: "must not be empty".
    Value(String),
}

/// A type that a key's value can have.
pub(super) trait FromToml: Sized {
    /// How messages name the type.
    const TAKES: &'static str;

    fn from_toml(value: &DeValue<'_>) -> Result<Self, Unfit>;
}

/// How messages name the type of `value`.
pub(super) fn type_name(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => "a text",
        DeValue::Integer(_) => "a whole number",
        DeValue::Float(_) => "a decimal number",
        DeValue::Boolean(_) => "true or false",
        DeValue::Datetime(_) => "a date",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    }
}

/// How `value` would have to be written to be of the type `takes`, where that is plain to see.
pub(super) fn rewritten(takes: &str, value: &DeValue<'_>) -> Option<String> {
    match (takes, value) {
        (TEXT, DeValue::Integer(number)) => Some(format!("write \"{}\"", number.as_str())),
        (NUMBER | TRUTH | DATE, DeValue::String(_)) => {
            Some("write it without quotation marks".into())
        }
        (DATE, DeValue::Datetime(_)) => Some("write the day alone, such as 2024-02-12".into()),
        _ => None,
    }
}

const TEXT: &str = "a text in quotation marks";
const NUMBER: &str = "a whole number";
const TRUTH: &str = "true or false";
const DATE: &str = "a date such as 2024-02-12";

/// Text that may be empty.
pub(super) struct AnyText(pub(super) String);

impl FromToml for AnyText {
    const TAKES: &'static str = TEXT;

    fn from_toml(value: &DeValue<'_>) -> Result<Self, Unfit> {
        let text = value.as_str().ok_or(Unfit::Type)?;
        if let Some(mark) = text.chars().find(|c| is_mark(*c)) {
            let number = u32::from(mark);
            return Err(Unfit::Value(format!(
                "must not hold the character U+{number:04X}, which stands for no letter"
            )));
        }
        Ok(AnyText(text.to_owned()))
    }
}

impl FromToml for String {
    const TAKES: &'static str = TEXT;

    fn from_toml(value: &DeValue<'_>) -> Result<Self, Unfit> {
        let AnyText(text) = AnyText::from_toml(value)?;
        if text.trim().is_empty() {
            return Err(Unfit::Value("must not be empty".into()));
        }
        Ok(text)
    }
}

impl FromToml for bool {
    const TAKES: &'static str = TRUTH;

    fn from_toml(value: &DeValue<'_>) -> Result<Self, Unfit> {
        value.as_bool().ok_or(Unfit::Type)
    }
}

fn whole_number(number: &DeInteger<'_>) -> Result<i64, Unfit> {
    i64::from_str_radix(number.as_str(), number.radix())
        .map_err(|_| Unfit::Value("is too large a number".into()))
}

impl FromToml for i64 {
    const TAKES: &'static str = NUMBER;

    fn from_toml(value: &DeValue<'_>) -> Result<Self, Unfit> {
        whole_number(value.as_integer().ok_or(Unfit::Type)?)
    }
}

impl FromToml for u64 {
    const TAKES: &'static str = NUMBER;

    fn from_toml(value: &DeValue<'_>) -> Result<Self, Unfit> {
        u64::try_from(i64::from_toml(value)?)
            .map_err(|_| Unfit::Value("must not be below nought".into()))
    }
}

impl FromToml for f64 {
    const TAKES: &'static str = "a number";

    fn from_toml(value: &DeValue<'_>) -> Result<Self, Unfit> {
        let number = match value {
            DeValue::Float(number) => number.as_str().replace('_', "").parse().ok(),
            DeValue::Integer(number) => Some(whole_number(number)? as f64),
            _ => return Err(Unfit::Type),
        };
        number
            .filter(|number: &f64| number.is_finite())
            .ok_or_else(|| Unfit::Value("is no number to reckon with".into()))
    }
}

impl FromToml for Date {
    const TAKES: &'static str = DATE;

    fn from_toml(value: &DeValue<'_>) -> Result<Self, Unfit> {
        let moment = value.as_datetime().ok_or(Unfit::Type)?;
        let (Some(day), None, None) = (moment.date, moment.time, moment.offset) else {
            return Err(Unfit::Type);
        };
        i16::try_from(day.year)
            .ok()
            .zip(i8::try_from(day.month).ok())
            .zip(i8::try_from(day.day).ok())
            .and_then(|((year, month), day)| Date::new(year, month, day))
            .ok_or_else(|| Unfit::Value("is not a day of the calendar".into()))
    }
}

macro_rules! ids_from_toml {
    ($($id:ident)*) => { $(
        impl FromToml for $id {
            const TAKES: &'static str = TEXT;

            fn from_toml(value: &DeValue<'_>) -> Result<Self, Unfit> {
                let text = String::from_toml(value)?;
                $id::new(text.as_str())
                    .map_err(|rule| Unfit::Value(format!("cannot be \"{text}\": {rule}")))
            }
        }
    )* };
}

ids_from_toml! { CodeId FrameId OptionId QuestionId WaveId }

impl FromToml for CodeRef {
    const TAKES: &'static str = TEXT;

    fn from_toml(value: &DeValue<'_>) -> Result<Self, Unfit> {
        let text = String::from_toml(value)?;
        CodeRef::parse(&text).map_err(|_| {
            Unfit::Value(format!(
                "cannot be \"{text}\": write the frame, a colon and the code, such as \"theme:voice\""
            ))
        })
    }
}
