//! Conversions between values and Rust types.

use alloc::borrow::{Cow, ToOwned};
use alloc::boxed::Box;
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use core::fmt;
use core::time::Duration;

use crate::json::Json;
use crate::timestamp::Timestamp;
use crate::value::Value;

macro_rules! from {
    ($([$($generic:tt)*] $from:ty, $this:ident => $value:expr;)*) => {$(
        impl<'a $($generic)*> From<$from> for Value<'a> {
            fn from($this: $from) -> Self {
                $value
            }
        }
    )*};
}

from! {
    [] &'a str, this => Self::String(Cow::Borrowed(this));
    [] &'a String, this => Self::String(Cow::Borrowed(this));
    [] String, this => Self::String(Cow::Owned(this));
    [] Box<str>, this => Self::String(Cow::Owned(this.into()));
    [] Cow<'a, str>, this => Self::String(this);
    [] char, this => Self::String(Cow::Owned(this.to_string()));
    [] bool, this => Self::Boolean(this);
    [] f32, this => Self::Number(this.to_string().parse().unwrap_or(f64::from(this)));
    [] f64, this => Self::Number(this);
    [] &'a [String], this => Self::List(Cow::Borrowed(this));
    [] &'a Vec<String>, this => Self::List(Cow::Borrowed(this));
    [] Vec<String>, this => Self::List(Cow::Owned(this));
    [] Vec<&str>, this => Self::List(Cow::Owned(this.into_iter().map(ToOwned::to_owned).collect()));
    [, const N: usize] [&str; N], this => Self::List(Cow::Owned(this.into_iter().map(ToOwned::to_owned).collect()));
    [] &'a [i64], this => Self::Integers(Cow::Borrowed(this));
    [] Vec<i64>, this => Self::Integers(Cow::Owned(this));
    [] &'a [f64], this => Self::Numbers(Cow::Borrowed(this));
    [] Vec<f64>, this => Self::Numbers(Cow::Owned(this));
    [] &'a Json, this => Self::Json(Cow::Borrowed(this));
    [] Json, this => Self::Json(Cow::Owned(this));
    [] Duration, this => Self::Duration(this);
    [] Timestamp, this => Self::Time(this);
}

macro_rules! try_from {
    ($($to:ty, $expected:literal, $value:ident => $taken:expr;)*) => {$(
        impl TryFrom<Value<'_>> for $to {
            type Error = ValueError;

            fn try_from($value: Value<'_>) -> Result<Self, ValueError> {
                let found = name_of(&$value);
                let taken: Option<Self> = $taken;
                taken.ok_or(ValueError { expected: $expected, found })
            }
        }
    )*};
}

try_from! {
    String, "a string", value => match value {
        Value::String(text) => Some(text.into_owned()),
        _ => None,
    };
    bool, "a boolean", value => value.as_bool();
    f64, "a number", value => value.as_f64();
    Vec<String>, "a list of strings", value => match value {
        Value::List(items) => Some(items.into_owned()),
        _ => None,
    };
    Vec<i64>, "a list of integers", value => match value {
        Value::Integers(items) => Some(items.into_owned()),
        _ => None,
    };
    Vec<f64>, "a list of numbers", value => match value {
        Value::Numbers(items) => Some(items.into_owned()),
        _ => None,
    };
    Json, "a JSON value", value => match value {
        Value::Json(json) => Some(json.into_owned()),
        _ => None,
    };
    Duration, "a duration", value => value.as_duration();
    Timestamp, "a point in time", value => value.as_timestamp();
}

macro_rules! integers {
    ($($ty:ident),*) => {$(
        /// An integer beyond `i64` becomes JSON digits.
        impl From<$ty> for Value<'_> {
            fn from(number: $ty) -> Self {
                match i64::try_from(number) {
                    Ok(number) => Self::Integer(number),
                    Err(_) => Self::Json(Cow::Owned(Json::from_valid(number.to_string()))),
                }
            }
        }

        impl TryFrom<Value<'_>> for $ty {
            type Error = ValueError;

            fn try_from(value: Value<'_>) -> Result<Self, ValueError> {
                let expected = concat!("an integer in the range of `", stringify!($ty), "`");
                value.as_wide().ok_or_else(|| ValueError { expected, found: name_of(&value) })
            }
        }
    )*};
}

integers!(i8, i16, i32, i64, i128, isize, u8, u16, u32, u64, u128, usize);

/// The error of a conversion from a value of another type.
///
/// ```
/// use errspec::Value;
///
/// let error = u8::try_from(Value::Integer(300)).unwrap_err();
/// assert_eq!(error.to_string(), "expected an integer in the range of `u8`, found an integer");
/// assert_eq!(bool::try_from(Value::from("yes")).unwrap_err().to_string(), "expected a boolean, found a string");
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ValueError {
    expected: &'static str,
    found: &'static str,
}

impl fmt::Display for ValueError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "expected {}, found {}", self.expected, self.found)
    }
}

impl core::error::Error for ValueError {}

/// Returns the type of a value with its article.
fn name_of(value: &Value<'_>) -> &'static str {
    match value {
        Value::String(_) => "a string",
        Value::Integer(_) => "an integer",
        Value::Number(_) => "a number",
        Value::Boolean(_) => "a boolean",
        Value::List(_) => "a list of strings",
        Value::Integers(_) => "a list of integers",
        Value::Numbers(_) => "a list of numbers",
        Value::Json(_) => "a JSON value",
        Value::Duration(_) => "a duration",
        Value::Time(_) => "a point in time",
    }
}
