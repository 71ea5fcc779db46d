//! Values of fields.

use alloc::borrow::Cow;
use alloc::string::String;
use core::fmt;
use core::str::FromStr;
use core::time::Duration;

use crate::json::Json;
use crate::timestamp::Timestamp;

/// The value of a field, borrowed from the variant or the response that carries it.
///
/// ```
/// use errspec::Value;
///
/// assert_eq!(Value::from("a text").to_string(), "a text");
/// assert_eq!(Value::Integer(24).to_json().as_str(), "24");
/// // An integer beyond `i64` is kept, too.
/// assert_eq!(Value::from(u64::MAX).as_u64(), Some(u64::MAX));
/// assert_eq!(u8::try_from(Value::Integer(24)), Ok(24));
/// ```
#[derive(Debug, Clone)]
#[non_exhaustive]
pub enum Value<'a> {
    /// A string.
    String(Cow<'a, str>),
    /// An integer. One beyond `i64` is a [`Value::Json`] with its digits.
    Integer(i64),
    /// Any number.
    Number(f64),
    /// A boolean.
    Boolean(bool),
    /// A list of strings.
    List(Cow<'a, [String]>),
    /// A list of integers.
    Integers(Cow<'a, [i64]>),
    /// A list of numbers.
    Numbers(Cow<'a, [f64]>),
    /// Any JSON value.
    Json(Cow<'a, Json>),
    /// A duration.
    Duration(Duration),
    /// A point in time.
    Time(Timestamp),
}

impl<'a> Value<'a> {
    /// Returns the value with its data owned.
    #[must_use]
    pub fn into_owned(self) -> Value<'static> {
        self.into_engine().into_owned().into()
    }

    /// Returns the string; `None` for a value of another type.
    #[must_use]
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Self::String(text) => Some(text),
            _ => None,
        }
    }

    /// Returns the integer; `None` for a value of another type, or beyond `i64`.
    #[must_use]
    pub fn as_i64(&self) -> Option<i64> {
        match self {
            Self::Integer(number) => Some(*number),
            _ => None,
        }
    }

    /// Returns the integer; `None` for a value of another type, or beyond `u64`.
    #[must_use]
    pub fn as_u64(&self) -> Option<u64> {
        self.as_wide()
    }

    /// Returns the integer; `None` for a value of another type, or beyond `i128`.
    #[must_use]
    pub fn as_i128(&self) -> Option<i128> {
        self.as_wide()
    }

    /// Returns the integer; `None` for a value of another type, or beyond `u128`.
    #[must_use]
    pub fn as_u128(&self) -> Option<u128> {
        self.as_wide()
    }

    /// Returns an integer of any width.
    pub(crate) fn as_wide<N: TryFrom<i64> + FromStr>(&self) -> Option<N> {
        match self {
            Self::Integer(number) => N::try_from(*number).ok(),
            Self::Json(digits) => digits.as_str().parse().ok(),
            _ => None,
        }
    }

    /// Returns the number, which may be an integer; `None` for a value of another type.
    #[must_use]
    pub fn as_f64(&self) -> Option<f64> {
        match self {
            Self::Number(number) => Some(*number),
            #[allow(clippy::cast_precision_loss, reason = "the caller asks for the nearest number")]
            Self::Integer(number) => Some(*number as f64),
            _ => None,
        }
    }

    /// Returns the boolean; `None` for a value of another type.
    #[must_use]
    pub fn as_bool(&self) -> Option<bool> {
        match self {
            Self::Boolean(flag) => Some(*flag),
            _ => None,
        }
    }

    /// Returns the list of strings; `None` for a value of another type.
    #[must_use]
    pub fn as_list(&self) -> Option<&[String]> {
        match self {
            Self::List(items) => Some(items),
            _ => None,
        }
    }

    /// Returns the JSON value of a field with `type = "json"`; `None` for a value of another type. [`Value::to_json`] converts any value.
    #[must_use]
    pub fn as_json(&self) -> Option<&Json> {
        match self {
            Self::Json(json) => Some(json),
            _ => None,
        }
    }

    /// Returns the duration; `None` for a value of another type.
    #[must_use]
    pub fn as_duration(&self) -> Option<Duration> {
        match self {
            Self::Duration(duration) => Some(*duration),
            _ => None,
        }
    }

    /// Returns the point in time; `None` for a value of another type.
    #[must_use]
    pub fn as_timestamp(&self) -> Option<Timestamp> {
        match self {
            Self::Time(time) => Some(*time),
            _ => None,
        }
    }

    /// Returns the value as JSON: a duration as a number of seconds, a point in time as a string. A number that JSON cannot represent (an
    /// infinity or NaN) becomes `null`.
    #[must_use]
    pub fn to_json(&self) -> Json {
        Json::from_valid(self.as_engine().to_json())
    }

    /// Converts the value to the type of the engine.
    pub(crate) fn into_engine(self) -> errspec_engine::Value<'a> {
        use errspec_engine::Value as Engine;
        match self {
            Self::String(text) => Engine::String(text),
            Self::Integer(number) => Engine::Integer(number),
            Self::Number(number) => Engine::Number(number),
            Self::Boolean(flag) => Engine::Boolean(flag),
            Self::List(items) => Engine::List(items),
            Self::Integers(items) => Engine::Integers(items),
            Self::Numbers(items) => Engine::Numbers(items),
            Self::Json(Cow::Borrowed(json)) => Engine::Json(Cow::Borrowed(json.as_str())),
            Self::Json(Cow::Owned(json)) => Engine::Json(Cow::Owned(json.into_text())),
            Self::Duration(duration) => Engine::Duration(duration),
            Self::Time(time) => Engine::Time(time.engine()),
        }
    }

    /// Borrows the value as the type of the engine.
    fn as_engine(&self) -> errspec_engine::Value<'_> {
        use errspec_engine::Value as Engine;
        match self {
            Self::String(text) => Engine::String(Cow::Borrowed(text)),
            Self::Integer(number) => Engine::Integer(*number),
            Self::Number(number) => Engine::Number(*number),
            Self::Boolean(flag) => Engine::Boolean(*flag),
            Self::List(items) => Engine::List(Cow::Borrowed(items)),
            Self::Integers(items) => Engine::Integers(Cow::Borrowed(items)),
            Self::Numbers(items) => Engine::Numbers(Cow::Borrowed(items)),
            Self::Json(json) => Engine::Json(Cow::Borrowed(json.as_str())),
            Self::Duration(duration) => Engine::Duration(*duration),
            Self::Time(time) => Engine::Time(time.engine()),
        }
    }
}

impl<'a> From<errspec_engine::Value<'a>> for Value<'a> {
    fn from(value: errspec_engine::Value<'a>) -> Self {
        use errspec_engine::Value as Engine;
        match value {
            Engine::String(text) => Self::String(text),
            Engine::Integer(number) => Self::Integer(number),
            Engine::Number(number) => Self::Number(number),
            Engine::Boolean(flag) => Self::Boolean(flag),
            Engine::List(items) => Self::List(items),
            Engine::Integers(items) => Self::Integers(items),
            Engine::Numbers(items) => Self::Numbers(items),
            Engine::Json(json) => Self::Json(Cow::Owned(Json::from_valid(json.into_owned()))),
            Engine::Duration(duration) => Self::Duration(duration),
            Engine::Time(time) => Self::Time(Timestamp::of_engine(time)),
        }
    }
}

/// Writes the value as plain text: the elements of a list joined by `, `, a duration as a number of seconds.
impl fmt::Display for Value<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.as_engine().fmt(f)
    }
}

/// Numbers are equal if their bits are, so that equality is an equivalence relation.
impl PartialEq for Value<'_> {
    fn eq(&self, other: &Value<'_>) -> bool {
        self.as_engine() == other.as_engine()
    }
}

impl Eq for Value<'_> {}

impl core::hash::Hash for Value<'_> {
    fn hash<H: core::hash::Hasher>(&self, state: &mut H) {
        self.as_engine().hash(state);
    }
}
