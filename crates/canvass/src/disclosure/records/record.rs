/// A flat row with a documented schema.
pub trait Record {
    /// The fields in order.
    const FIELDS: &'static [Field];

    /// The values in the order of the fields.
    fn values(&self) -> Vec<Value<'_>>;
}

/// One field of a record: a column of a file or a data frame.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Field {
    /// Its name.
    pub name: &'static str,
    /// What its values are.
    pub kind: FieldKind,
    /// Whether a record may leave it empty.
    pub may_be_empty: bool,
    /// What it says, in English.
    pub meaning: &'static str,
}

/// What the values of a field are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FieldKind {
    /// Text.
    Text,
    /// A whole number from nought.
    Count,
    /// Any finite number.
    Number,
    /// Yes or no.
    Flag,
}

/// One value of a record.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Value<'a> {
    /// Nothing.
    Empty,
    /// Text.
    Text(&'a str),
    /// A whole number.
    Count(u64),
    /// Any finite number.
    Number(f64),
    /// Yes or no.
    Flag(bool),
}

/// A type that a field of a record can have.
pub(crate) trait FieldType {
    /// What its values are.
    const KIND: FieldKind;
    /// Whether there may be no value.
    const MAY_BE_EMPTY: bool = false;

    /// The value.
    fn value(&self) -> Value<'_>;
}

impl FieldType for String {
    const KIND: FieldKind = FieldKind::Text;

    fn value(&self) -> Value<'_> {
        Value::Text(self)
    }
}

impl FieldType for &str {
    const KIND: FieldKind = FieldKind::Text;

    fn value(&self) -> Value<'_> {
        Value::Text(self)
    }
}

impl FieldType for u64 {
    const KIND: FieldKind = FieldKind::Count;

    fn value(&self) -> Value<'_> {
        Value::Count(*self)
    }
}

impl FieldType for f64 {
    const KIND: FieldKind = FieldKind::Number;

    fn value(&self) -> Value<'_> {
        Value::Number(*self)
    }
}

impl FieldType for bool {
    const KIND: FieldKind = FieldKind::Flag;

    fn value(&self) -> Value<'_> {
        Value::Flag(*self)
    }
}

impl<T: FieldType> FieldType for Option<T> {
    const KIND: FieldKind = T::KIND;
    const MAY_BE_EMPTY: bool = true;

    fn value(&self) -> Value<'_> {
        self.as_ref().map_or(Value::Empty, T::value)
    }
}

/// Declares a record: the struct as written, and a [`Record`] whose schema says of each field what its doc comment
/// says.
macro_rules! record {
    (
        $(#[$meta:meta])*
        $visibility:vis struct $name:ident $(<$life:lifetime>)? {
            $( $(#[doc = $meaning:literal])+ $field_visibility:vis $field:ident: $type:ty, )+
        }
    ) => {
        $(#[$meta])*
        $visibility struct $name $(<$life>)? {
            $( $(#[doc = $meaning])+ $field_visibility $field: $type, )+
        }

        impl $(<$life>)? $crate::disclosure::records::Record for $name $(<$life>)? {
            const FIELDS: &'static [$crate::disclosure::records::Field] = &[
                $( $crate::disclosure::records::Field {
                    name: stringify!($field),
                    kind: <$type as $crate::disclosure::records::FieldType>::KIND,
                    may_be_empty: <$type as $crate::disclosure::records::FieldType>::MAY_BE_EMPTY,
                    meaning: concat!($($meaning),+).trim_ascii(),
                }, )+
            ];

            fn values(&self) -> Vec<$crate::disclosure::records::Value<'_>> {
                vec![ $( $crate::disclosure::records::FieldType::value(&self.$field), )+ ]
            }
        }
    };
}

/// Declares an enum that stands in a field as one of a few words.
macro_rules! words {
    (
        $(#[$meta:meta])*
        $name:ident {
            $( $(#[$variant_meta:meta])* $variant:ident = $word:literal, )+
        }
    ) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
        pub enum $name {
            $( $(#[$variant_meta])* #[serde(rename = $word)] $variant, )+
        }

        impl $name {
            /// Every one, in order.
            pub const ALL: &'static [$name] = &[ $( $name::$variant, )+ ];

            /// The word for it in a file.
            pub fn word(self) -> &'static str {
                match self {
                    $( $name::$variant => $word, )+
                }
            }
        }

        impl $crate::disclosure::records::FieldType for $name {
            const KIND: $crate::disclosure::records::FieldKind =
                $crate::disclosure::records::FieldKind::Text;

            fn value(&self) -> $crate::disclosure::records::Value<'_> {
                $crate::disclosure::records::Value::Text(self.word())
            }
        }
    };
}

pub(crate) use {record, words};
