//! Durations and points in time: how the values of such fields are read and written.

use alloc::format;
use alloc::string::{String, ToString};
use core::time::Duration;

use crate::duration::{MILLISECOND, SECOND, StatedUnit, duration_ends, iso_8601_text, parse_any_duration, parse_count};
use crate::ends::after_blanks;
use crate::scaled::{parse_nanoseconds, write_nanoseconds};
use crate::table::{Field, Type, Unit};
use crate::timestamp::{Timestamp, time_ends};
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
        self.longest_before(whole, (start, usize::MAX), next)
    }

    /// Returns the longest of such values that ends before the end of a range.
    pub(crate) fn longest_before<'t>(
        self,
        whole: &'t str,
        (start, before_end): (usize, usize),
        next: &str,
    ) -> Option<(usize, &'t str)> {
        let text = whole.get(start..)?;
        text.as_bytes().first().filter(|byte| self.may_begin_with(**byte))?;
        let stated = self.stated(whole.get(..start)?, next);
        let (before, after) = stated.map_or((0, 0), |unit| (unit.before.len(), unit.after.len()));
        let first = start - before;
        let value = whole.get(first..)?;
        let ends = if self.is_duration { duration_ends(value) } else { time_ends(value) };
        ends.into_iter().find_map(|length| {
            // White space after a value belongs to it.
            let last = if after == 0 { after_blanks(value.as_bytes(), length) } else { length };
            let mut places = (length..=last).rev().filter_map(|length| (first + length).checked_sub(after));
            let end = places.find(|end| {
                let goes_on = || match (next, whole.get(*end..)) {
                    (_, None) => false,
                    ("", Some(tail)) => tail.is_empty(),
                    (_, Some(tail)) => tail.starts_with(next),
                };
                (start + 1..=start + LONGEST).contains(end) && *end < before_end && goes_on()
            })?;
            let value = whole.get(first..end + after)?;
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
        let has_number = self.unit.is_some_and(|unit| unit != Unit::HttpDate);
        let number = || Timestamp::from_unix(parse_nanoseconds(text, has_number.then_some(length)?)?);
        number().or_else(|| Timestamp::parse(text)).map(Value::Time)
    }
}

/// Returns the length of a unit in nanoseconds.
fn length(unit: Option<Unit>) -> u128 {
    match unit {
        Some(Unit::Milliseconds | Unit::UnixMilliseconds) => MILLISECOND,
        Some(Unit::Seconds | Unit::Unix | Unit::Iso8601 | Unit::HttpDate) | None => SECOND,
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

/// Returns a point in time as text: a number of a unit, an HTTP date, or a timestamp of RFC 3339.
pub(crate) fn time_text(time: Timestamp, unit: Option<Unit>) -> String {
    match unit {
        Some(Unit::HttpDate) => time.http_date(),
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
        (Value::Time(time), Some(Unit::HttpDate)) => Value::String(time.http_date().into()).to_json(),
        (Value::Time(time), Some(unit)) => time_text(*time, Some(unit)),
        _ => value.to_json(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Finds the longest value by trying every length.
    fn by_trial(timed: Timed, whole: &str, start: usize, next: &str) -> Option<usize> {
        let text = whole.get(start..)?;
        text.as_bytes().first().filter(|byte| timed.may_begin_with(**byte))?;
        let stated = timed.stated(whole.get(..start)?, next);
        let (before, after) = stated.map_or((0, 0), |unit| (unit.before.len(), unit.after.len()));
        (1..=text.len().min(LONGEST)).rev().find(|length| {
            let Some((_, tail)) = text.split_at_checked(*length) else { return false };
            let goes_on = if next.is_empty() { tail.is_empty() } else { tail.starts_with(next) };
            let value = whole.get(start - before..start + length + after).filter(|_| goes_on);
            value.is_some_and(|value| timed.parse(value).is_some())
        })
    }

    /// Returns the next of a fixed sequence of numbers that look random.
    fn next(seed: &mut u64, below: usize) -> usize {
        *seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(*seed >> 33).unwrap_or(0) % below
    }

    #[test]
    fn the_longest_value_is_that_of_trying_every_length() {
        const PIECES: [&str; 32] = [
            "1",
            "25",
            "007",
            "1.5",
            "2,5",
            "1e3",
            "-1",
            "w",
            "day",
            "h",
            "hours",
            "m",
            "min",
            "minutes",
            "s",
            "ms",
            "secs",
            "µs",
            " ",
            "  ",
            "\t",
            "P",
            "T",
            "PT",
            "D",
            "S",
            ":",
            "00:01:30",
            "1994-11-06T08:49:37",
            "Z",
            "Sun, 06 Nov 1994 08:49:37 GMT",
            "é",
        ];
        const NEXT: [&str; 14] = ["", " ", "s", "S", "ms", " minutes", "m", ".", ",", ":", "Z", "x", " s", "D"];
        let mut seed = 3;
        let mut found = 0;
        for _ in 0..8_000 {
            let mut whole = String::new();
            for _ in 0..next(&mut seed, 9) {
                whole.push_str(PIECES.get(next(&mut seed, PIECES.len())).copied().unwrap_or_default());
            }
            let after = NEXT.get(next(&mut seed, NEXT.len())).copied().unwrap_or_default();
            if next(&mut seed, 2) == 0 {
                whole.push_str(after);
            }
            let units = [None, Some(Unit::Milliseconds), Some(Unit::Unix)];
            let timed = Timed {
                is_duration: next(&mut seed, 3) > 0,
                unit: units.get(next(&mut seed, 3)).copied().unwrap_or_default(),
            };
            for start in (0..whole.len()).filter(|start| whole.is_char_boundary(*start)) {
                let expected = by_trial(timed, &whole, start, after);
                let longest = timed.longest(&whole, start, after).map(|(end, _)| end - start);
                assert_eq!(longest, expected, "{timed:?} at {start} of {whole:?} before {after:?}");
                found += usize::from(longest.is_some());
            }
        }
        assert!(found > 2_000, "{found}");
    }

    #[test]
    fn a_value_is_looked_for_at_every_place_of_a_long_text() {
        for pattern in [
            "9",
            "1 ",
            "1h ",
            "1w1d1h1m1s1ms1us1ns",
            "PT1H1M1S",
            "00:01:30",
            "5 \t\t\t\t\t\t\t\t",
            "1994-11-06T08:49:37Z",
        ] {
            let whole = pattern.repeat(10_000 / pattern.len());
            for is_duration in [true, false] {
                let timed = Timed { is_duration, unit: None };
                let found = (0..whole.len()).filter(|start| timed.longest(&whole, *start, "!").is_some()).count();
                assert_eq!(found, 0, "{pattern}");
            }
        }
    }
}
