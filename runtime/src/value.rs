//! Values: what fields carry, between the wire and the variant.

use alloc::borrow::{Cow, ToOwned};
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use core::fmt;

use crate::json::{Json, escape};

/// The value of a field, lent by the variant or the response that carries it.
///
/// ```
/// use errspec::Value;
///
/// assert_eq!(Value::from("a text").to_string(), "a text");
/// assert_eq!(Value::Integer(24).to_json().as_str(), "24");
/// ```
#[derive(Debug, Clone)]
#[non_exhaustive]
pub enum Value<'a> {
    /// A string.
    String(Cow<'a, str>),
    /// A whole number.
    Integer(i64),
    /// Any number.
    Number(f64),
    /// A truth value.
    Boolean(bool),
    /// A list of strings.
    List(Cow<'a, [String]>),
    /// Any JSON.
    Json(Cow<'a, Json>),
}

impl Value<'_> {
    /// The value without its borrow.
    #[must_use]
    pub fn into_owned(self) -> Value<'static> {
        match self {
            Self::String(text) => Value::String(Cow::Owned(text.into_owned())),
            Self::Integer(number) => Value::Integer(number),
            Self::Number(number) => Value::Number(number),
            Self::Boolean(flag) => Value::Boolean(flag),
            Self::List(items) => Value::List(Cow::Owned(items.into_owned())),
            Self::Json(json) => Value::Json(Cow::Owned(json.into_owned())),
        }
    }

    /// The text of a string; `None` for any other value.
    #[must_use]
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Self::String(text) => Some(text),
            _ => None,
        }
    }

    /// The value as JSON. A number that JSON cannot write (infinity, not a number) is `null`.
    #[must_use]
    pub fn to_json(&self) -> Json {
        let mut out = String::new();
        match self {
            Self::String(text) => escape(text, &mut out),
            Self::Integer(number) => out = number.to_string(),
            Self::Number(number) => out = number_text(*number),
            Self::Boolean(flag) => out = flag.to_string(),
            Self::List(items) => {
                out.push('[');
                for (number, item) in items.iter().enumerate() {
                    if number > 0 {
                        out.push(',');
                    }
                    escape(item, &mut out);
                }
                out.push(']');
            }
            Self::Json(json) => return json.clone().into_owned(),
        }
        Json::from_valid(out)
    }

    /// The value as it stands in a text, a list joined by `separator`.
    pub(crate) fn write_text(&self, separator: &str, out: &mut dyn fmt::Write) -> fmt::Result {
        match self {
            Self::String(text) => out.write_str(text),
            Self::Integer(number) => write!(out, "{number}"),
            Self::Number(number) => out.write_str(&number_text(*number)),
            Self::Boolean(flag) => write!(out, "{flag}"),
            Self::List(items) => {
                for (number, item) in items.iter().enumerate() {
                    if number > 0 {
                        out.write_str(separator)?;
                    }
                    out.write_str(item)?;
                }
                Ok(())
            }
            Self::Json(json) => match json.as_string() {
                Some(text) => out.write_str(&text),
                None => out.write_str(json.as_str()),
            },
        }
    }
}

/// A number as JSON has it: the shortest text that reads back as the same number.
fn number_text(number: f64) -> String {
    if number.is_finite() { number.to_string() } else { "null".to_owned() }
}

/// The value as it stands in a text; a list is joined by `, `.
impl fmt::Display for Value<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.write_text(", ", f)
    }
}

/// Two numbers are equal if they have the same bits, so that equality is an equivalence.
impl PartialEq for Value<'_> {
    fn eq(&self, other: &Value<'_>) -> bool {
        match (self, other) {
            (Self::String(a), Value::String(b)) => a == b,
            (Self::Integer(a), Value::Integer(b)) => a == b,
            (Self::Number(a), Value::Number(b)) => a.to_bits() == b.to_bits(),
            (Self::Boolean(a), Value::Boolean(b)) => a == b,
            (Self::List(a), Value::List(b)) => a == b,
            (Self::Json(a), Value::Json(b)) => a == b,
            _ => false,
        }
    }
}

impl Eq for Value<'_> {}

impl core::hash::Hash for Value<'_> {
    fn hash<H: core::hash::Hasher>(&self, state: &mut H) {
        match self {
            Self::String(text) => text.hash(state),
            Self::Integer(number) => number.hash(state),
            Self::Number(number) => number.to_bits().hash(state),
            Self::Boolean(flag) => flag.hash(state),
            Self::List(items) => items.hash(state),
            Self::Json(json) => json.hash(state),
        }
    }
}

impl<'a> From<&'a str> for Value<'a> {
    fn from(text: &'a str) -> Self {
        Self::String(Cow::Borrowed(text))
    }
}

/// What a constructor of a generated variant takes for a field of type `T`.
///
/// A string is given as `&str`, `String`, `char` or `Cow`; an integer as any integer that fits; a list as an array, a
/// slice or a vector of strings; an optional field as the value itself, or an `Option` of just its type: `Some("x")` for
/// an `Option<String>` is given as `"x"`, and `text.map(str::to_owned)` where it may be `None`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be given for a field of type `{T}`",
    note = "a `String` is given as text, an `i64` as an integer, a `Vec<String>` as an array or vector of texts, an `Option` as the value alone, without `Some`, or as an option of just that type"
)]
pub trait IntoField<T> {
    /// The field.
    fn into_field(self) -> T;
}

macro_rules! into_field {
    ($([$($generic:tt)*] $from:ty => $to:ty, $this:ident => $convert:expr;)*) => {$(
        impl<$($generic)*> IntoField<$to> for $from {
            fn into_field(self) -> $to {
                let $this = self;
                $convert
            }
        }

        impl<$($generic)*> IntoField<Option<$to>> for $from {
            fn into_field(self) -> Option<$to> {
                Some(IntoField::<$to>::into_field(self))
            }
        }
    )*};
}

into_field! {
    [] &str => String, this => this.to_owned();
    [] &String => String, this => this.clone();
    [] String => String, this => this;
    [] char => String, this => this.to_string();
    [] Cow<'_, str> => String, this => this.into_owned();
    [] alloc::boxed::Box<str> => String, this => this.into_string();
    [] i8 => i64, this => this.into();
    [] i16 => i64, this => this.into();
    [] i32 => i64, this => this.into();
    [] i64 => i64, this => this;
    [] u8 => i64, this => this.into();
    [] u16 => i64, this => this.into();
    [] u32 => i64, this => this.into();
    [] f32 => f64, this => this.into();
    [] f64 => f64, this => this;
    [] i32 => f64, this => this.into();
    [] u32 => f64, this => this.into();
    [] bool => bool, this => this;
    [] Json => Json, this => this;
    [S: Into<String>] Vec<S> => Vec<String>, this => this.into_iter().map(Into::into).collect();
    [S: Into<String>, const N: usize] [S; N] => Vec<String>, this => this.into_iter().map(Into::into).collect();
    [S: Clone + Into<String>] &[S] => Vec<String>, this => this.iter().cloned().map(Into::into).collect();
}

// Only the exact option, so that a bare `None` needs no annotation.
macro_rules! optional_field {
    ($($to:ty)*) => {$(
        impl IntoField<Option<$to>> for Option<$to> {
            fn into_field(self) -> Option<$to> {
                self
            }
        }
    )*};
}

optional_field! { String i64 f64 bool Json Vec<String> }
