//! Delays before a retry.

use alloc::string::{String, ToString};
use core::time::Duration;

use super::values::{DATE, Values};
use crate::capture::capture;
use crate::date::HttpDate;
use crate::duration::{StatedUnit, endless, parse_duration, parse_number};
use crate::number::decimal;
use crate::table::{Place, Source, Unit};
use crate::template::texts_beside;
use crate::timestamp::parse_timestamp;

/// A clock that returns the Unix time in seconds; `None` if there is no clock.
///
/// The clock is read only for a delay that is given as a point in time, and only if the response has no `Date`.
pub type Clock = fn() -> Option<i64>;

/// The facts by which a delay counts or does not.
#[derive(Clone, Copy)]
pub(crate) struct Asked<'a> {
    pub(crate) clock: Clock,
    /// Returns `true` if the call failed because of a limit, or is to be retried. Otherwise a header that tells when a limit is reset is one
    /// that every response has.
    pub(crate) is_limited: &'a dyn Fn() -> bool,
}

/// A delay as a response states it: a duration, or the point in time at which it ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Delay(Stated);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stated {
    For(Duration),
    Until(HttpDate),
    /// The Unix time in seconds.
    UntilSeconds(i64),
}

/// The Unix times that are read, in seconds: from 1973 to 5138. A smaller number is a delay, and a larger one has another unit.
const MOMENTS: core::ops::Range<f64> = 1e8..1e11;

impl Delay {
    /// Parses a delay: a number of a unit, or a text that states what it is: a duration with units, an HTTP date (RFC 9110, section
    /// 5.6.7) or a timestamp of RFC 3339.
    ///
    /// A number that may be of another unit is not a delay: more than about 31 years, or a Unix time before 1973 or after 5138. One that
    /// is too large for every unit, and a longer duration with units, count as about 31 years.
    #[must_use]
    pub fn parse(text: &str, unit: Unit) -> Option<Self> {
        let text = text.trim_ascii();
        let stated = match unit {
            Unit::Seconds | Unit::Iso8601 | Unit::HttpDate => parse_number(text, 1.0).map(Stated::For),
            Unit::Milliseconds => parse_number(text, 1000.0).map(Stated::For),
            Unit::Unix => moment(text, 1.0).map(Stated::UntilSeconds),
            Unit::UnixMilliseconds => moment(text, 1000.0).map(Stated::UntilSeconds),
        };
        let stated = stated.or_else(|| parse_duration(text).or_else(|| endless(text)).map(Stated::For));
        let stated = stated.or_else(|| HttpDate::parse(text).map(Stated::Until));
        stated.or_else(|| parse_timestamp(text).map(|end| Stated::UntilSeconds(end.seconds_rounded_up()))).map(Self)
    }

    /// Returns the delay; zero if its end is in the past.
    ///
    /// A delay until a point in time counts from the date on which the response was sent, so that the clocks of client and server need
    /// not agree. If that date is unknown, the delay counts from now; `None` if there is no clock either.
    #[must_use]
    pub fn duration(self, sent: Option<HttpDate>, clock: Clock) -> Option<Duration> {
        match self.0 {
            Stated::For(duration) => Some(duration),
            Stated::Until(date) => delay_until(date, sent, clock),
            Stated::UntilSeconds(end) => time_between(sent.map(|sent| sent.seconds(end)).or_else(clock)?, end),
        }
    }

    /// Returns `true` if the delay is given by the point in time at which it ends.
    fn is_moment(self) -> bool {
        !matches!(self.0, Stated::For(_))
    }
}

/// Parses a Unix time, rounded up to whole seconds, so that no retry is too early.
fn moment(text: &str, per_second: f64) -> Option<i64> {
    let seconds = Some(decimal(text)? / per_second).filter(|seconds| MOMENTS.contains(seconds))?;
    let end = Duration::try_from_secs_f64(seconds).ok()?;
    i64::try_from(end.as_secs() + u64::from(end.subsec_nanos() > 0)).ok()
}

/// A value that is no delay, at a place of a delay.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnreadDelay {
    /// The slot of the value.
    pub slot: u32,
    /// The value, up to its first 128 characters.
    pub text: String,
}

/// The delay that a response requests.
#[derive(Debug, Default)]
pub(crate) struct Requested {
    pub(crate) delay: Option<Duration>,
    /// The first value that could not be read, of the places before the one with the delay.
    pub(crate) unread: Option<UnreadDelay>,
}

impl Values<'_, '_, '_> {
    /// Returns the delay before a retry that the response requests.
    #[inline]
    pub(crate) fn delay(&self, source: Source<'_>, asked: Asked<'_>) -> Requested {
        if self.is_absent(source) {
            return Requested::default();
        }
        self.delay_in(source, asked)
    }

    fn delay_in(&self, source: Source<'_>, asked: Asked<'_>) -> Requested {
        let mut requested = Requested::default();
        for place in source.places() {
            if self.is_of_limit(&place) && !(asked.is_limited)() {
                continue;
            }
            match self.delay_at(&place) {
                Some(Ok(delay)) => {
                    let sent = if delay.is_moment() {
                        self.header(DATE).and_then(|date| HttpDate::parse(&date))
                    } else {
                        None
                    };
                    requested.delay = delay.duration(sent, asked.clock);
                    if requested.delay.is_some() {
                        break;
                    }
                }
                Some(Err(text)) => {
                    let slot = place.slots().first().unwrap_or_default();
                    let text = text.chars().take(128).collect();
                    requested.unread.get_or_insert(UnreadDelay { slot, text });
                }
                None => {}
            }
        }
        requested
    }

    /// Returns `true` if a place is a header that tells when a limit is reset. A header that requests a retry has a name that says so.
    fn is_of_limit(&self, place: &Place<'_>) -> bool {
        let first = self.table.body().slots();
        let number = place.slots().first().and_then(|slot| (slot as usize).checked_sub(first));
        let header = number.and_then(|number| self.table.headers().get(number));
        header.is_some_and(|name| !name.contains("retry"))
    }

    /// Returns the delay at a place, or the text that is not one; `None` if the place has no value, or an empty text.
    #[cold]
    fn delay_at(&self, place: &Place<'_>) -> Option<Result<Delay, String>> {
        let Some(found) = self.whole_scalar(place) else {
            // A boolean, an array or an object.
            let slot = self.slot(place.slots().first()?);
            return Some(Err(slot.json(self.body)?));
        };
        let text = found.text.as_str();
        if text.trim().is_empty() {
            return None;
        }
        if place.templates().is_empty() {
            return Some(Delay::parse(text, place.unit()).ok_or_else(|| text.to_string()));
        }
        let mut matches = place.templates().iter().map(|template| (template, capture(place, template, text)));
        let (template, part) = matches.find_map(|(template, part)| Some((template, part?)))?;
        Some(delay_within(template, part, place.unit()).ok_or_else(|| text.to_string()))
    }
}

/// Parses the part of a text that a template takes out. A unit that the template has beside it belongs to the delay.
fn delay_within(template: &str, part: &str, unit: Unit) -> Option<Delay> {
    let Some(stated) = stated_unit(template).filter(|_| !unit.is_moment()) else { return Delay::parse(part, unit) };
    let whole = [stated.before, part, stated.after].concat();
    let part = part.trim_ascii();
    let number = || parse_number(part, stated.per_second()).or_else(|| endless(part));
    parse_duration(&whole).or_else(number).map(|duration| Delay(Stated::For(duration)))
}

/// Returns the unit that a compiled template has beside its parameter 0.
fn stated_unit(template: &str) -> Option<StatedUnit<'_>> {
    let (before, after) = texts_beside(template, 0);
    StatedUnit::between(before, after)
}

/// Returns the delay until a date; zero for a date in the past.
fn delay_until(date: HttpDate, sent: Option<HttpDate>, clock: Clock) -> Option<Duration> {
    let Some(sent) = sent else {
        let now = clock()?;
        return time_between(now, date.seconds(now));
    };
    // Only a date with a year of two digits depends on the current date.
    let now = match (sent.is_absolute(), date.is_absolute()) {
        (true, _) => sent.seconds(0),
        (false, true) => date.seconds(0),
        (false, false) => clock()?,
    };
    let sent = sent.seconds(now);
    time_between(sent, date.seconds(sent))
}

fn time_between(sent: i64, end: i64) -> Option<Duration> {
    Some(Duration::from_secs(u64::try_from(end.saturating_sub(sent)).unwrap_or(0)))
}

#[cfg(test)]
mod tests {
    use super::{Clock, Delay};
    use crate::date::HttpDate;
    use crate::table::Unit;
    use core::time::Duration;

    #[test]
    fn the_clock_is_read_only_for_an_end_without_the_date_of_the_response() {
        let clock: Clock = || unreachable!("the clock is read");
        let sent = HttpDate::parse("Sun, 06 Nov 1994 08:49:37 GMT");
        assert!(sent.is_some());
        for (text, unit) in [
            ("Sun, 06 Nov 1994 08:49:40 GMT", Unit::Seconds),
            ("Sunday, 06-Nov-94 08:49:40 GMT", Unit::Seconds),
            ("1994-11-06T08:49:40Z", Unit::Seconds),
            ("784111780", Unit::Unix),
        ] {
            let delay = Delay::parse(text, unit).and_then(|delay| delay.duration(sent, clock));
            assert_eq!(delay, Some(Duration::from_secs(3)), "{text}");
        }
        let delay = Delay::parse("3", Unit::Seconds).and_then(|delay| delay.duration(None, clock));
        assert_eq!(delay, Some(Duration::from_secs(3)));
        let delay = Delay::parse("Sun, 06 Nov 1994 08:49:40 GMT", Unit::Seconds);
        assert_eq!(delay.and_then(|delay| delay.duration(None, || None)), None);
    }
}
