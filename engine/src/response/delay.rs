//! Delays before a retry.

use core::time::Duration;

use super::headers::DATE;
use super::values::Values;
use crate::date::HttpDate;
use crate::table::{Place, Source, Unit};

/// A clock that returns the Unix time in seconds; `None` if there is no clock.
///
/// The clock is read only for a delay that is given as a point in time, and only if the response has no `Date`.
pub type Clock = fn() -> Option<i64>;

impl Values<'_, '_> {
    /// Returns the delay before a retry that the response requests.
    #[inline]
    pub(crate) fn delay(&self, source: Source<'_>, clock: Clock) -> Option<Duration> {
        if self.is_absent(source) {
            return None;
        }
        source.places().iter().find_map(|place| self.delay_in(self.scalar(&place)?.text.as_str(), &place, clock))
    }

    /// Parses a delay: a number, or an HTTP date as in `Retry-After` (RFC 9110, section 10.2.3).
    #[cold]
    fn delay_in(&self, text: &str, place: &Place<'_>, clock: Clock) -> Option<Duration> {
        let sent = || self.header(DATE).and_then(HttpDate::parse);
        let Ok(number) = text.trim().parse::<f64>() else { return delay_until(HttpDate::parse(text)?, sent(), clock) };
        match place.unit() {
            Unit::Seconds => Duration::try_from_secs_f64(number).ok(),
            Unit::Milliseconds => Duration::try_from_secs_f64(number / 1000.0).ok(),
            Unit::Unix => {
                // Rounded up to whole seconds, so that no retry is too early.
                let end = Duration::try_from_secs_f64(number).ok()?;
                let end = end.as_secs().checked_add(u64::from(end.subsec_nanos() > 0))?;
                let end = i64::try_from(end).ok()?;
                let sent = sent().map(|sent| sent.seconds(end)).or_else(clock)?;
                time_between(sent, end)
            }
        }
    }
}

/// Returns the delay until a date; zero for a date in the past.
///
/// The delay counts from the date on which the response was sent, so that the clocks of client and server need not agree. If that date
/// is unknown, the delay counts from now; `None` if there is no clock either.
#[must_use]
pub fn delay_until(date: HttpDate, sent: Option<HttpDate>, clock: Clock) -> Option<Duration> {
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
