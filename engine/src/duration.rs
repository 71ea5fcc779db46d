//! Durations in the forms in which APIs write them.

use alloc::format;
use alloc::string::String;
use core::time::Duration;

use crate::ends::{Ends, MOST, after_blanks, after_digits};
use crate::number::{any_decimal, decimal};
use crate::scaled::{Scaled, parse_nanoseconds, whole, write_nanoseconds};

/// The length of a second in nanoseconds.
pub(crate) const SECOND: u128 = 1_000_000_000;

/// The length of a millisecond in nanoseconds.
pub(crate) const MILLISECOND: u128 = 1_000_000;

const MINUTE: u128 = 60 * SECOND;
const HOUR: u128 = 60 * MINUTE;
const DAY: u128 = 24 * HOUR;

/// The units by their names, with their lengths in nanoseconds.
const UNITS: [(&[&str], u128); 8] = [
    (&["w", "week", "weeks"], 7 * DAY),
    (&["d", "day", "days"], DAY),
    (&["h", "hr", "hrs", "hour", "hours"], HOUR),
    (&["m", "min", "mins", "minute", "minutes"], MINUTE),
    (&["s", "sec", "secs", "second", "seconds"], SECOND),
    (&["ms", "msec", "msecs", "millisecond", "milliseconds"], MILLISECOND),
    (&["us", "µs", "μs", "microsecond", "microseconds"], 1000),
    (&["ns", "nanosecond", "nanoseconds"], 1),
];

/// The bound of a duration in seconds: about 31 years. A larger number is a point in time, not a duration.
pub(crate) const LONGEST: u64 = 1_000_000_000;

/// The smallest number that is too large for a point in time, in seconds or in milliseconds: the year 5138.
const TOO_LARGE: f64 = 1e14;

/// Parses a duration that states its units; `None` if the text is not one. A duration longer than about 31 years counts as that long.
///
/// The forms are those of [`parse_any_duration`].
#[must_use]
pub fn parse_duration(text: &str) -> Option<Duration> {
    of_nanoseconds(nanoseconds(text)?.min(u128::from(LONGEST) * SECOND))
}

/// Returns about 31 years for a number that is too large for a duration and for a point in time, whatever its unit.
pub(crate) fn endless(text: &str) -> Option<Duration> {
    let is_too_large = any_decimal(text).is_some_and(|number| number >= TOO_LARGE);
    is_too_large.then_some(Duration::from_secs(LONGEST))
}

/// Parses a duration of any length that states its units; `None` if the text is not one.
///
/// The forms are numbers with units (`28ms`, `1m2.5s`, `2 minutes`), ISO 8601 without years and months (`PT1M30S`, `P1DT12H`), and
/// a clock (`00:01:30`, `1.00:00:00`). A part of a nanosecond is rounded.
#[must_use]
pub fn parse_any_duration(text: &str) -> Option<Duration> {
    of_nanoseconds(nanoseconds(text)?)
}

/// Parses a duration that states its units, in nanoseconds. A number that is too large is `u128::MAX`.
fn nanoseconds(text: &str) -> Option<u128> {
    let text = text.trim_ascii();
    match text.strip_prefix('P') {
        Some(rest) => iso_8601(rest),
        None if text.contains(':') => clock(text),
        None => with_units(text),
    }
}

/// Parses a number of units, each of so many nanoseconds; `None` if the text is not one.
pub(crate) fn parse_count(text: &str, unit: u128) -> Option<Duration> {
    of_nanoseconds(parse_nanoseconds(text, unit)?.try_into().ok()?)
}

/// Returns a duration as text of ISO 8601: `PT1M30.5S`.
pub(crate) fn iso_8601_text(duration: Duration) -> String {
    let (hours, minutes) = (duration.as_secs() / 3600, duration.as_secs() / 60 % 60);
    let seconds = Duration::new(duration.as_secs() % 60, duration.subsec_nanos()).as_nanos();
    let mut out = String::from("PT");
    if hours > 0 {
        out.push_str(&format!("{hours}H"));
    }
    if minutes > 0 {
        out.push_str(&format!("{minutes}M"));
    }
    if seconds > 0 || out.len() == 2 {
        out.push_str(&format!("{}S", write_nanoseconds(i128::try_from(seconds).unwrap_or_default(), SECOND)));
    }
    out
}

fn of_nanoseconds(nanoseconds: u128) -> Option<Duration> {
    let seconds = u64::try_from(nanoseconds / SECOND).ok()?;
    Some(Duration::new(seconds, u32::try_from(nanoseconds % SECOND).ok()?))
}

/// Parses a number that is not negative, of a unit of which a second has `per_second`; `None` if the duration is longer than about
/// 31 years.
pub(crate) fn parse_number(text: &str, per_second: f64) -> Option<Duration> {
    let duration = Duration::try_from_secs_f64(decimal(text)? / per_second).ok()?;
    (duration.as_secs() < LONGEST).then_some(duration)
}

/// Returns the name of the unit that a text begins with and its length in nanoseconds, if no letter follows.
fn unit(text: &str) -> Option<(&str, u128)> {
    let end = text.find(|c: char| !c.is_alphabetic()).unwrap_or(text.len());
    let name = text.get(..end)?;
    UNITS.iter().find(|(names, _)| names.contains(&name)).map(|(_, length)| (name, *length))
}

/// The unit that the fixed text around a number states: `s` after it, or `PT` before and `S` after it.
#[derive(Debug, Clone, Copy)]
pub struct StatedUnit<'t> {
    /// The text before the number that belongs to the duration.
    pub(crate) before: &'t str,
    /// The text after the number that belongs to the duration.
    pub(crate) after: &'t str,
    /// The length in nanoseconds.
    length: u128,
}

impl<'t> StatedUnit<'t> {
    /// Returns the unit that is stated by the texts before and after a number.
    #[must_use]
    pub fn between(before: &str, after: &'t str) -> Option<Self> {
        let designators =
            [("PT", "S", SECOND), ("PT", "M", MINUTE), ("PT", "H", HOUR), ("P", "D", DAY), ("P", "W", 7 * DAY)];
        let is_stated = |(first, last, _): &(&str, &str, u128)| before.ends_with(first) && after.starts_with(last);
        if let Some((before, _, length)) = designators.into_iter().find(is_stated) {
            return Some(Self { before, after: after.get(..1)?, length });
        }
        let blank = usize::from(after.starts_with(' '));
        let (name, length) = unit(after.get(blank..)?)?;
        Some(Self { before: "", after: after.get(..blank + name.len())?, length })
    }

    /// Returns the length of the unit in nanoseconds.
    pub(crate) fn nanoseconds(self) -> u128 {
        self.length
    }

    /// Returns the number of units in a second; below 1 for a unit longer than a second.
    #[must_use]
    #[allow(clippy::cast_precision_loss, reason = "the lengths are exact")]
    pub fn per_second(self) -> f64 {
        SECOND as f64 / self.length as f64
    }
}

/// Returns the lengths that a duration may have with which a text begins: those of all its prefixes that are durations, or nearly so, but
/// for those in the middle of digits and for blanks at their end. The text is looked at once, up to [`MOST`] bytes.
pub(crate) fn duration_ends(text: &str) -> Ends {
    let bytes = text.as_bytes();
    let mut ends = Ends::default();
    if bytes.first() == Some(&b'P') {
        iso_8601_ends(bytes, &mut ends);
    } else if let Some(end) = ends.add_number(bytes, 0) {
        match bytes.get(end) {
            Some(b':') => clock_ends(bytes, end, &mut ends),
            _ => unit_ends(text, end, &mut ends),
        }
    }
    ends
}

/// Adds the ends of the units after a number that ends at `end`, and of those after further numbers.
fn unit_ends(text: &str, mut end: usize, ends: &mut Ends) {
    let mut last = u128::MAX;
    loop {
        let start = after_blanks(text.as_bytes(), end);
        let name = text.get(start..).unwrap_or_default();
        let letters = name.char_indices().take(MOST).find(|(_, letter)| !letter.is_alphabetic());
        let name = letters.map_or(name, |(length, _)| name.get(..length).unwrap_or_default());
        let mut whole = None;
        for (names, length) in UNITS.iter().filter(|(_, length)| *length < last) {
            for own in names.iter().filter(|own| name.starts_with(**own)) {
                ends.add(start + own.len());
                whole = whole.or((own.len() == name.len()).then_some(*length));
            }
        }
        let Some(length) = whole else { return };
        last = length;
        let number = after_blanks(text.as_bytes(), start + name.len());
        let Some(digits) = after_digits(text.as_bytes(), number) else { return };
        let fraction = text.as_bytes().get(digits).filter(|byte| **byte == b'.');
        end = fraction.and_then(|_| after_digits(text.as_bytes(), digits + 1)).unwrap_or(digits);
    }
}

/// Adds the ends of a duration of ISO 8601.
fn iso_8601_ends(text: &[u8], ends: &mut Ends) {
    let mut order = b"WDTHMS".as_slice();
    for (place, byte) in text.iter().enumerate().take(MOST).skip(1) {
        if matches!(byte, b'0'..=b'9' | b'.' | b',') {
            continue;
        }
        // Each designator occurs once, in order.
        let Some(at) = order.iter().position(|designator| designator == byte) else { return };
        order = order.get(at + 1..).unwrap_or_default();
        ends.add(place + 1);
    }
}

/// Adds the ends of a clock whose hours end at `hours`.
fn clock_ends(text: &[u8], hours: usize, ends: &mut Ends) {
    let part = |end: usize| text.get(end).filter(|byte| **byte == b':').and_then(|_| after_digits(text, end + 1));
    let Some(seconds) = part(hours).and_then(part) else { return };
    ends.add(seconds);
    if let Some(b'.' | b',') = text.get(seconds) {
        ends.add(after_digits(text, seconds + 1).unwrap_or(seconds));
    }
}

/// Parses `1m2.5s`: numbers with units, the longest unit first. Blanks may be between them. A comma is no decimal mark, since
/// `172,800 seconds` are two days.
fn with_units(mut text: &str) -> Option<u128> {
    let mut total = 0;
    let mut last = u128::MAX;
    while !text.is_empty() {
        let (amount, rest) = Scaled::split(text, &['.'])?;
        let rest = rest.trim_ascii_start();
        let (name, length) = unit(rest).filter(|(_, length)| *length < last)?;
        total = amount.nanoseconds(length).unwrap_or(u128::MAX).saturating_add(total);
        last = length;
        text = rest.get(name.len()..)?.trim_ascii_start();
    }
    (last < u128::MAX).then_some(total)
}

/// Parses an ISO 8601 duration after its `P`. Years and months have no fixed length.
fn iso_8601(text: &str) -> Option<u128> {
    let (date, time) = text.split_once('T').map_or((text, None), |(date, time)| (date, Some(time)));
    if date.is_empty() && time.is_none() || time == Some("") {
        return None;
    }
    let date = match date.strip_suffix('W') {
        Some(_) if time.is_none() => designated(date, &[('W', 7 * DAY)]),
        Some(_) => None,
        None => designated(date, &[('D', DAY)]),
    }?;
    let time = designated(time.unwrap_or_default(), &[('H', HOUR), ('M', MINUTE), ('S', SECOND)])?;
    Some(time.saturating_add(date))
}

/// Parses numbers with designators, in the order of the designators.
fn designated(mut text: &str, designators: &[(char, u128)]) -> Option<u128> {
    let mut total = 0;
    for (designator, length) in designators {
        if let Some((amount, rest)) = Scaled::split(text, &['.', ','])
            && let Some(rest) = rest.strip_prefix(*designator)
        {
            total = amount.nanoseconds(*length).unwrap_or(u128::MAX).saturating_add(total);
            text = rest;
        }
    }
    text.is_empty().then_some(total)
}

/// Parses `00:01:30`, with a fraction of the seconds and with days before the hours (`1.00:01:30`).
fn clock(text: &str) -> Option<u128> {
    let mut parts = text.split(':');
    let (hours, minutes, seconds) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() {
        return None;
    }
    let (days, hours) = match hours.split_once('.') {
        Some((days, hours)) => (whole(days)?, whole(hours).filter(|hours| *hours < 24)?),
        None => (0, whole(hours)?),
    };
    let minutes = whole(minutes).filter(|number| minutes.len() == 2 && *number < 60)?;
    let (seconds, rest) =
        Scaled::split(seconds, &['.', ',']).filter(|(number, _)| two_digits(seconds) && number.whole < 60)?;
    let hours = days.saturating_mul(24).saturating_add(hours);
    let minutes = hours.saturating_mul(60).saturating_add(minutes);
    let nanoseconds = minutes.saturating_mul(MINUTE).saturating_add(seconds.nanoseconds(SECOND)?);
    rest.is_empty().then_some(nanoseconds)
}

/// Returns `true` if a number has exactly two digits before its fraction.
fn two_digits(text: &str) -> bool {
    text.bytes().take_while(u8::is_ascii_digit).count() == 2
}

#[cfg(test)]
mod tests;
