//! Values of fields.

use alloc::borrow::{Cow, ToOwned};
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use core::fmt;
use core::hash::{Hash, Hasher};
use core::time::Duration;

use crate::duration::SECOND;
use crate::json::{escape, unescape};
use crate::scaled::write_nanoseconds;
use crate::timestamp::Timestamp;

/// The value of a field, borrowed from the variant or the response that carries it.
///
/// ```
/// use errspec_engine::Value;
///
/// assert_eq!(Value::String("a text".into()).to_json(), "\"a text\"");
/// assert_eq!(Value::Integer(24).to_json(), "24");
/// ```
#[derive(Debug, Clone)]
pub enum Value<'a> {
    /// A string.
    String(Cow<'a, str>),
    /// An integer.
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
    /// Any JSON value: its text, without white space between tokens.
    Json(Cow<'a, str>),
    /// A duration.
    Duration(Duration),
    /// A point in time.
    Time(Timestamp),
}

impl Value<'_> {
    /// Returns the value with its data owned.
    #[must_use]
    pub fn into_owned(self) -> Value<'static> {
        match self {
            Self::String(text) => Value::String(Cow::Owned(text.into_owned())),
            Self::Integer(number) => Value::Integer(number),
            Self::Number(number) => Value::Number(number),
            Self::Boolean(flag) => Value::Boolean(flag),
            Self::List(items) => Value::List(Cow::Owned(items.into_owned())),
            Self::Integers(items) => Value::Integers(Cow::Owned(items.into_owned())),
            Self::Numbers(items) => Value::Numbers(Cow::Owned(items.into_owned())),
            Self::Json(json) => Value::Json(Cow::Owned(json.into_owned())),
            Self::Duration(duration) => Value::Duration(duration),
            Self::Time(time) => Value::Time(time),
        }
    }

    /// Returns a value that borrows the data of this one.
    #[must_use]
    pub fn borrowed(&self) -> Value<'_> {
        match self {
            Self::String(text) => Value::String(Cow::Borrowed(text)),
            Self::Integer(number) => Value::Integer(*number),
            Self::Number(number) => Value::Number(*number),
            Self::Boolean(flag) => Value::Boolean(*flag),
            Self::List(items) => Value::List(Cow::Borrowed(items)),
            Self::Integers(items) => Value::Integers(Cow::Borrowed(items)),
            Self::Numbers(items) => Value::Numbers(Cow::Borrowed(items)),
            Self::Json(json) => Value::Json(Cow::Borrowed(json)),
            Self::Duration(duration) => Value::Duration(*duration),
            Self::Time(time) => Value::Time(*time),
        }
    }

    /// Returns the string; `None` for a value of another type.
    #[must_use]
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Self::String(text) => Some(text),
            _ => None,
        }
    }

    /// Returns the value as JSON: a duration as a number of seconds, a point in time as a string. A number that JSON cannot represent (an
    /// infinity or NaN) becomes `null`.
    #[must_use]
    pub fn to_json(&self) -> String {
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
            Self::Integers(_) | Self::Numbers(_) => {
                out = ["[", &self.elements().unwrap_or_default().join(","), "]"].concat();
            }
            Self::Json(json) => out.push_str(json),
            Self::Duration(duration) => out = seconds_text(*duration),
            Self::Time(time) => escape(&time.to_string(), &mut out),
        }
        out
    }

    /// Returns the texts of the elements of a list; `None` for any other value.
    #[must_use]
    pub fn elements(&self) -> Option<Vec<String>> {
        match self {
            Self::List(items) => Some(items.to_vec()),
            Self::Integers(items) => Some(items.iter().map(ToString::to_string).collect()),
            Self::Numbers(items) => Some(items.iter().map(|number| number_text(*number)).collect()),
            _ => None,
        }
    }

    /// Writes the value as plain text. The elements of a list are joined by `separator`. A duration is a number of seconds.
    ///
    /// # Errors
    ///
    /// Returns an error if `out` does.
    pub fn write_text(&self, separator: &str, out: &mut dyn fmt::Write) -> fmt::Result {
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
            Self::Integers(_) | Self::Numbers(_) => out.write_str(&self.elements().unwrap_or_default().join(separator)),
            Self::Json(json) => match json_string(json) {
                Some(text) => out.write_str(&text),
                None => out.write_str(json),
            },
            Self::Duration(duration) => out.write_str(&seconds_text(*duration)),
            Self::Time(time) => write!(out, "{time}"),
        }
    }
}

/// Returns a number as JSON: the shortest text that parses to the same number.
fn number_text(number: f64) -> String {
    if number.is_finite() { number.to_string() } else { "null".to_owned() }
}

/// Returns a duration as a number of seconds, without loss.
fn seconds_text(duration: Duration) -> String {
    write_nanoseconds(i128::try_from(duration.as_nanos()).unwrap_or(i128::MAX), SECOND)
}

/// Returns the text of a JSON string; `None` for any other JSON value.
#[must_use]
pub fn json_string(json: &str) -> Option<String> {
    let inside = json.strip_prefix('"')?.strip_suffix('"')?;
    Some(unescape(inside.as_bytes()))
}

/// Writes the value as plain text. The elements of a list are joined by `, `.
impl fmt::Display for Value<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.write_text(", ", f)
    }
}

/// Numbers are equal if their bits are, so that equality is an equivalence relation.
impl PartialEq for Value<'_> {
    fn eq(&self, other: &Value<'_>) -> bool {
        match (self, other) {
            (Self::String(own), Value::String(other)) | (Self::Json(own), Value::Json(other)) => own == other,
            (Self::Integer(own), Value::Integer(other)) => own == other,
            (Self::Number(own), Value::Number(other)) => own.to_bits() == other.to_bits(),
            (Self::Boolean(own), Value::Boolean(other)) => own == other,
            (Self::List(own), Value::List(other)) => own == other,
            (Self::Duration(own), Value::Duration(other)) => own == other,
            (Self::Time(own), Value::Time(other)) => own == other,
            (Self::Integers(own), Value::Integers(other)) => own == other,
            (Self::Numbers(own), Value::Numbers(other)) => {
                own.iter().map(|number| number.to_bits()).eq(other.iter().map(|number| number.to_bits()))
            }
            _ => false,
        }
    }
}

impl Eq for Value<'_> {}

impl Hash for Value<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        match self {
            Self::String(text) => text.hash(state),
            Self::Integer(number) => number.hash(state),
            Self::Number(number) => number.to_bits().hash(state),
            Self::Boolean(flag) => flag.hash(state),
            Self::List(items) => items.hash(state),
            Self::Integers(items) => items.hash(state),
            Self::Numbers(items) => items.iter().for_each(|number| number.to_bits().hash(state)),
            Self::Json(json) => json.hash(state),
            Self::Duration(duration) => duration.hash(state),
            Self::Time(time) => time.hash(state),
        }
    }
}

/// The values of an error's fields by field number. It hides the type of the error.
pub trait FieldValues {
    /// Returns the value of a field; `None` if the field does not exist or has no value.
    fn value(&self, number: usize) -> Option<Value<'_>>;
}

impl FieldValues for [Option<Value<'_>>] {
    fn value(&self, number: usize) -> Option<Value<'_>> {
        self.get(number)?.clone()
    }
}

/// The number of values that [`Fields`] stores inline. Few variants have more.
const INLINE: usize = 4;

/// The values of an entry's fields in field order. Each value is taken once.
#[derive(Debug, Default)]
pub struct Fields<'a> {
    /// The values; `None` before the first push, since most errors carry no values.
    stored: Option<Stored<'a>>,
    pushed: usize,
    taken: usize,
    incomplete: bool,
}

/// Values in their order.
#[derive(Debug, Default)]
struct Stored<'a> {
    inline: [Option<Value<'a>>; INLINE],
    more: Vec<Option<Value<'a>>>,
}

impl<'a> Stored<'a> {
    #[inline]
    fn get(&self, number: usize) -> Option<&Option<Value<'a>>> {
        self.inline.get(number).or_else(|| self.more.get(number.checked_sub(INLINE)?))
    }

    #[inline]
    fn get_mut(&mut self, number: usize) -> Option<&mut Option<Value<'a>>> {
        match number.checked_sub(INLINE) {
            None => self.inline.get_mut(number),
            Some(number) => self.more.get_mut(number),
        }
    }
}

impl<'a> Fields<'a> {
    /// Creates the values of all fields.
    #[must_use]
    pub fn new(values: impl IntoIterator<Item = Option<Value<'a>>>) -> Self {
        let mut fields = Self::default();
        values.into_iter().for_each(|value| fields.push(value));
        fields
    }

    /// Returns the values with their data owned.
    #[must_use]
    pub fn into_owned(self) -> Fields<'static> {
        let to_owned = |value: Option<Value<'a>>| value.map(Value::into_owned);
        Fields {
            stored: self.stored.map(|stored| Stored {
                inline: stored.inline.map(to_owned),
                more: stored.more.into_iter().map(to_owned).collect(),
            }),
            pushed: self.pushed,
            taken: self.taken,
            incomplete: self.incomplete,
        }
    }

    /// Removes all values.
    #[inline]
    pub(crate) fn clear(&mut self) {
        if let Some(stored) = &mut self.stored {
            stored.more.clear();
        }
        (self.pushed, self.taken, self.incomplete) = (0, 0, false);
    }

    /// Adds the value of the next field.
    #[inline]
    pub fn push(&mut self, value: Option<Value<'a>>) {
        let stored = self.stored.get_or_insert_default();
        match stored.inline.get_mut(self.pushed) {
            Some(place) => *place = value,
            None => stored.more.push(value),
        }
        self.pushed += 1;
    }

    /// Replaces the value of a field.
    pub(crate) fn set(&mut self, number: usize, value: Option<Value<'a>>) {
        if let Some(place) = self.stored.as_mut().and_then(|stored| stored.get_mut(number)) {
            *place = value;
        }
    }

    /// Takes the value of the next field.
    #[inline(always)]
    pub fn take_next(&mut self) -> Option<Value<'a>> {
        let number = self.taken;
        if number >= self.pushed {
            return None;
        }
        self.taken += 1;
        self.stored.as_mut()?.get_mut(number)?.take()
    }

    /// Records that a required value is missing.
    pub fn mark_incomplete(&mut self) {
        self.incomplete = true;
    }

    /// Returns `true` if no required value is missing among those taken so far.
    #[inline]
    #[must_use]
    pub fn is_complete(&self) -> bool {
        !self.incomplete
    }

    /// Returns the number of the field whose value was taken last.
    #[must_use]
    pub fn last_taken(&self) -> Option<usize> {
        self.taken.checked_sub(1)
    }
}

impl FieldValues for Fields<'_> {
    fn value(&self, number: usize) -> Option<Value<'_>> {
        self.stored.as_ref()?.get(number)?.clone()
    }
}
