//! Durations and points in time: how the values of such fields are read and written.

use alloc::format;
use alloc::string::{String, ToString};
use core::time::Duration;

use crate::duration::{MILLISECOND, SECOND, StatedUnit, iso_8601_text, parse_any_duration, parse_count};
use crate::scaled::{parse_nanoseconds, write_nanoseconds};
use crate::table::{Field, Type, Unit};
use crate::timestamp::Timestamp;
use crate::value::Value;

/// The length in bytes of the longest text that a template takes as a duration or a point in time.
pub(crate) const LONGEST: usize = 96;

/// The way in which the values of a field of type duration or time are read from a text.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Timed {
    is_duration: bool,
    /// The unit of a plain number.
    unit: Option<Unit>,
}

impl Timed {
    /// Returns the way in which a field is read, if it is of such a type.
    #[inline]
    pub(crate) fn of(field: &Field<'_>) -> Option<Self> {
        match field.ty() {
            ty @ (Type::Duration | Type::Time) => Some(Self { is_duration: ty == Type::Duration, unit: field.unit() }),
            _ => None,
        }
    }

    /// Returns the same way for a plain number of another unit.
    pub(crate) fn with_unit(self, unit: Option<Unit>) -> Self {
        Self { unit, ..self }
    }

    /// Returns `true` if a value may begin with a byte.
    pub(crate) fn may_begin_with(self, byte: u8) -> bool {
        byte.is_ascii_digit() || if self.is_duration { byte == b'P' } else { byte == b'-' || byte.is_ascii_uppercase() }
    }

    /// Returns the unit that the texts beside a parameter state.
    pub(crate) fn stated<'t>(self, before: &str, after: &'t str) -> Option<StatedUnit<'t>> {
        if self.is_duration { StatedUnit::between(before, after) } else { None }
    }

    /// Returns the longest value that begins at byte `start` of a text and is followed by the fixed text `next`, or, if that is empty,
    /// ends the text: the place after it, and its text with the unit that the texts beside it state.
    pub(crate) fn longest<'t>(self, whole: &'t str, start: usize, next: &str) -> Option<(usize, &'t str)> {
        let text = whole.get(start..)?;
        text.as_bytes().first().filter(|byte| self.may_begin_with(**byte))?;
        let stated = self.stated(whole.get(..start)?, next);
        let (before, after) = stated.map_or((0, 0), |unit| (unit.before.len(), unit.after.len()));
        (1..=text.len().min(LONGEST)).rev().find_map(|length| {
            let (_, tail) = text.split_at_checked(length)?;
            let end = start + length;
            let goes_on = if next.is_empty() { tail.is_empty() } else { tail.starts_with(next) };
            let value = whole.get(start - before..end + after).filter(|_| goes_on)?;
            self.parse(value).map(|_| (end, value))
        })
    }

    /// Parses a value.
    pub(crate) fn parse(self, text: &str) -> Option<Value<'static>> {
        let text = text.trim_ascii();
        let length = length(self.unit);
        if self.is_duration {
            return parse_count(text, length).or_else(|| parse_any_duration(text)).map(Value::Duration);
        }
        let number = || Timestamp::from_unix(parse_nanoseconds(text, self.unit.map(|_| length)?)?);
        number().or_else(|| Timestamp::parse(text)).map(Value::Time)
    }
}

/// Returns the length of a unit in nanoseconds.
fn length(unit: Option<Unit>) -> u128 {
    match unit {
        Some(Unit::Milliseconds | Unit::UnixMilliseconds) => MILLISECOND,
        Some(Unit::Seconds | Unit::Unix | Unit::Iso8601) | None => SECOND,
    }
}

/// A duration to write.
#[derive(Debug, Clone, Copy)]
pub(crate) struct WrittenDuration {
    pub(crate) duration: Duration,
    pub(crate) unit: Option<Unit>,
}

impl WrittenDuration {
    /// Returns the text of the duration: the number of units, or a text of ISO 8601.
    pub(crate) fn text(self) -> String {
        match self.unit {
            Some(Unit::Iso8601) => iso_8601_text(self.duration),
            unit => self.number_of(length(unit)),
        }
    }

    fn number_of(self, length: u128) -> String {
        write_nanoseconds(i128::try_from(self.duration.as_nanos()).unwrap_or(i128::MAX), length)
    }

    /// Returns the text between two others: the number of units that they state, or else the text in the unit of the field; without
    /// either, a number with its unit.
    pub(crate) fn between(self, before: &str, after: &str) -> String {
        match (StatedUnit::between(before, after), self.unit) {
            (Some(stated), _) => self.number_of(stated.nanoseconds()),
            (None, Some(_)) => self.text(),
            (None, None) if self.duration.subsec_nanos().is_multiple_of(1_000_000) && self.duration.as_secs() == 0 => {
                format!("{}ms", self.duration.as_millis())
            }
            (None, None) => format!("{}s", self.text()),
        }
    }
}

/// Returns a point in time as text: a number of a unit, or a timestamp of RFC 3339.
pub(crate) fn time_text(time: Timestamp, unit: Option<Unit>) -> String {
    match unit {
        Some(unit) => write_nanoseconds(time.unix(), length(Some(unit))),
        None => time.to_string(),
    }
}

/// Returns the value of a field as JSON, in the unit of the field.
#[must_use]
pub fn field_json(field: &Field<'_>, value: &Value<'_>) -> String {
    json_of(value, field.unit())
}

/// Returns a value as JSON; a duration or a point in time in a unit.
pub(crate) fn json_of(value: &Value<'_>, unit: Option<Unit>) -> String {
    match (value, unit) {
        (Value::Duration(duration), Some(Unit::Iso8601)) => Value::String(iso_8601_text(*duration).into()).to_json(),
        (Value::Duration(duration), _) => WrittenDuration { duration: *duration, unit }.text(),
        (Value::Time(time), Some(unit)) => time_text(*time, Some(unit)),
        _ => value.to_json(),
    }
}
