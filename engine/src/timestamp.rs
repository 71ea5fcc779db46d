//! Points in time.

use alloc::format;
use alloc::string::String;
use core::fmt;
use core::str::FromStr;
use core::time::Duration;

use crate::date::{DAYS, HttpDate, MONTHS};
use crate::ends::{Ends, MOST, after_digits};

/// A point in time in the years 0 to 9999, with nanoseconds.
///
/// It is kept as the time since the beginning of the year 0, so that an `Option` needs no more space.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Timestamp(Duration);

/// The error for a text that is not a timestamp, or for a time that is not in the years 0 to 9999.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TimestampError(());

/// The beginning of the year 0 in seconds since 1970.
const FIRST: i64 = -62_167_219_200;

/// The end of the year 9999 in seconds since the beginning of the year 0.
const END: u64 = 315_569_520_000;

const SECOND: i128 = 1_000_000_000;

/// The time from which a year of two digits is at most 50 years ahead, so that `70` is 1970 and `69` is 2069.
const PIVOT: i64 = 1_577_912_399;

impl Timestamp {
    /// Returns the time that is so many seconds after 1970-01-01 00:00:00 UTC, and so many nanoseconds later; `None` if it is not in
    /// the years 0 to 9999, or if the nanoseconds are a second or more.
    #[must_use]
    pub fn new(seconds: i64, nanoseconds: u32) -> Option<Self> {
        let seconds = u64::try_from(seconds.checked_sub(FIRST)?).ok().filter(|seconds| *seconds < END)?;
        (nanoseconds < 1_000_000_000).then(|| Self(Duration::new(seconds, nanoseconds)))
    }

    /// Returns the Unix time: the whole seconds since 1970, rounded down.
    #[must_use]
    pub fn seconds(self) -> i64 {
        i64::try_from(self.0.as_secs()).unwrap_or_default() + FIRST
    }

    /// Returns the nanoseconds after the whole second.
    #[must_use]
    pub fn nanoseconds(self) -> u32 {
        self.0.subsec_nanos()
    }

    /// Returns the time that is so many nanoseconds after the beginning of 1970.
    pub(crate) fn from_unix(nanoseconds: i128) -> Option<Self> {
        let seconds = i64::try_from(nanoseconds.div_euclid(SECOND)).ok()?;
        Self::new(seconds, u32::try_from(nanoseconds.rem_euclid(SECOND)).ok()?)
    }

    /// Returns the nanoseconds since the beginning of 1970.
    pub(crate) fn unix(self) -> i128 {
        i128::from(self.seconds()) * SECOND + i128::from(self.nanoseconds())
    }

    /// Returns the Unix time in seconds, rounded up.
    pub(crate) fn seconds_rounded_up(self) -> i64 {
        self.seconds() + i64::from(self.nanoseconds() > 0)
    }

    /// Returns the date and time of day as an HTTP date: `Sun, 06 Nov 1994 08:49:37 GMT`. It has no fraction of a second.
    pub(crate) fn http_date(self) -> String {
        let seconds = self.0.as_secs();
        let days = seconds / 86_400;
        let (year, month, day) = civil(days);
        let (hour, minute, second) = (seconds / 3600 % 24, seconds / 60 % 60, seconds % 60);
        let name = |names: &[&'static str], number: u64| {
            usize::try_from(number).ok().and_then(|number| names.get(number).copied()).unwrap_or_default()
        };
        // 0000-01-01 is a Saturday.
        let weekday = name(&DAYS, (days + 5) % 7).get(..3).unwrap_or_default();
        let month = name(&MONTHS, month - 1);
        format!("{weekday}, {day:02} {month} {year:04} {hour:02}:{minute:02}:{second:02} GMT")
    }

    /// Parses a timestamp of RFC 3339, or a date of RFC 9110 (an HTTP date). Of a year of two digits, the date is from 1970 to 2069.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let date = || Self::new(HttpDate::parse(text)?.seconds(PIVOT), 0);
        parse_timestamp(text).or_else(date)
    }
}

/// The default is the beginning of 1970.
impl Default for Timestamp {
    fn default() -> Self {
        Self(Duration::from_secs(FIRST.unsigned_abs()))
    }
}

/// Writes the time in the form of RFC 3339, in UTC: `1994-11-06T08:49:37Z`. A fraction of a second has 3, 6 or 9 digits.
impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let seconds = self.0.as_secs();
        let (year, month, day) = civil(seconds / 86_400);
        let (hour, minute, second) = (seconds / 3600 % 24, seconds / 60 % 60, seconds % 60);
        write!(f, "{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}")?;
        match self.nanoseconds() {
            0 => {}
            nanos if nanos % 1_000_000 == 0 => write!(f, ".{:03}", nanos / 1_000_000)?,
            nanos if nanos % 1000 == 0 => write!(f, ".{:06}", nanos / 1000)?,
            nanos => write!(f, ".{nanos:09}")?,
        }
        f.write_str("Z")
    }
}

/// Writes the time like `Display`.
impl fmt::Debug for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for Timestamp {
    type Err = TimestampError;

    /// Parses a timestamp of RFC 3339.
    fn from_str(text: &str) -> Result<Self, TimestampError> {
        parse_timestamp(text).ok_or(TimestampError(()))
    }
}

impl TimestampError {
    /// Returns the error for a time that is not in the years 0 to 9999.
    #[must_use]
    pub fn out_of_range() -> Self {
        Self(())
    }
}

impl fmt::Display for TimestampError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a timestamp of RFC 3339, or not in the years 0 to 9999")
    }
}

impl core::error::Error for TimestampError {}

/// Returns year, month and day of a day, which is counted from 0000-01-01.
fn civil(days: u64) -> (u64, u64, u64) {
    // Years begin in March here, so that a leap day is the last day of its year. 400 years have 146,097 days. The count begins in the
    // year -400, 60 days after its January.
    let days = days + 146_097 - 60;
    let (era, day_of_era) = (days / 146_097, days % 146_097);
    let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month + 2) / 5 + 1;
    // March is month 0.
    let (year, month) = if month < 10 { (0, month + 3) } else { (1, month - 9) };
    ((era * 400 + year_of_era + year).saturating_sub(400), month, day)
}

/// Parses a timestamp of RFC 3339.
///
/// The date and the time may be separated by a blank, and the offset may be without a colon. A time without an offset has no defined
/// place in time, and is not read. Of a fraction of the seconds, nine digits count.
#[must_use]
pub fn parse_timestamp(text: &str) -> Option<Timestamp> {
    let text = text.trim_ascii();
    let (date, rest) = text.split_at_checked(10)?;
    let (time, rest) = rest.strip_prefix(['T', 't', ' '])?.split_at_checked(8)?;
    let (nanoseconds, zone) = match rest.strip_prefix(['.', ',']) {
        Some(rest) => {
            let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
            let (fraction, zone) = rest.split_at_checked(digits).filter(|(fraction, _)| !fraction.is_empty())?;
            let digits = fraction.bytes().chain(core::iter::repeat(b'0')).take(9);
            (digits.fold(0, |number, digit| number * 10 + u32::from(digit - b'0')), zone)
        }
        None => (0, rest),
    };
    let seconds = HttpDate::from_numbers(date, time)?.seconds(0);
    Timestamp::new(seconds - offset(zone)?, nanoseconds)
}

/// Returns the lengths that a point in time may have with which a text begins, as [`duration_ends`](crate::duration::duration_ends) does
/// for a duration.
pub(crate) fn time_ends(text: &str) -> Ends {
    let text = text.as_bytes();
    let mut ends = Ends::default();
    ends.add_number(text, usize::from(text.first() == Some(&b'-')));
    // The parts of a date have fixed lengths, except the name of a day.
    const DATE: usize = "1994-11-06T08:49:37".len();
    match text.first() {
        Some(byte) if byte.is_ascii_uppercase() => {
            let day = text.iter().take(MOST).take_while(|byte| byte.is_ascii_alphabetic()).count();
            ends.add(day + ", 06 Nov 1994 08:49:37 GMT".len());
            ends.add(day + ", 06-Nov-94 08:49:37 GMT".len());
            ends.add(day + " Nov  6 08:49:37 1994".len());
        }
        Some(_) if matches!(text.get(10), Some(b'T' | b't' | b' ')) => {
            let is_fraction = matches!(text.get(DATE), Some(b'.' | b','));
            let fraction = if is_fraction { after_digits(text, DATE + 1).unwrap_or(DATE) } else { DATE };
            ["Z", "+0200", "+02:00"].iter().for_each(|zone| ends.add(fraction + zone.len()));
        }
        _ => {}
    }
    ends
}

/// Parses `Z` or `+02:00`, in seconds.
fn offset(zone: &str) -> Option<i64> {
    let (sign, rest) = match zone.as_bytes().first()? {
        b'Z' | b'z' if zone.len() == 1 => return Some(0),
        b'+' => (1, zone.get(1..)?),
        b'-' => (-1, zone.get(1..)?),
        _ => return None,
    };
    let (hours, minutes) = rest.split_at_checked(2)?;
    let minutes = minutes.strip_prefix(':').unwrap_or(minutes);
    let number = |text: &str, bound: i64| -> Option<i64> {
        let is_number = text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_digit());
        text.parse().ok().filter(|number| is_number && *number < bound)
    };
    Some(sign * (number(hours, 24)? * 3600 + number(minutes, 60)? * 60))
}

#[cfg(test)]
mod tests {
    use alloc::string::ToString;

    use super::{FIRST, Timestamp, parse_timestamp};

    #[test]
    fn the_forms_of_a_timestamp_are_read() {
        for (text, seconds) in [
            ("1994-11-06T08:49:37Z", 784_111_777),
            ("1994-11-06t08:49:37z", 784_111_777),
            ("1994-11-06 08:49:37Z", 784_111_777),
            ("1994-11-06T08:49:37.000Z", 784_111_777),
            ("1994-11-06T08:49:37.25Z", 784_111_778),
            ("1994-11-06T10:49:37+02:00", 784_111_777),
            ("1994-11-06T10:49:37+0200", 784_111_777),
            ("1994-11-06T03:19:37.123456789-05:30", 784_111_778),
            ("2024-02-29T00:00:00-00:00", 1_709_164_800),
            ("1970-01-01T00:00:00Z", 0),
        ] {
            assert_eq!(parse_timestamp(text).map(Timestamp::seconds_rounded_up), Some(seconds), "{text}");
        }
    }

    #[test]
    fn other_texts_are_no_timestamps() {
        for text in [
            "",
            "1994-11-06",
            "1994-11-06T08:49:37",
            "1994-11-06T08:49Z",
            "1994-11-06T08:49:37.Z",
            "1994-11-06T08:49:37ZZ",
            "1994-11-06T08:49:37+2:00",
            "1994-11-06T08:49:37+24:00",
            "1994-11-06T08:49:37+02:60",
            "1994-11-31T08:49:37Z",
            "1994-13-06T08:49:37Z",
            "1994-00-06T08:49:37Z",
            "1994-11-06T24:00:00Z",
            "1994/11/06T08:49:37Z",
            "19941106T084937Z",
            "+994-11-06T08:49:37Z",
            "1994-11-06T08:49:37é",
            "1994-11-0éT08:49:37Z",
        ] {
            assert_eq!(parse_timestamp(text), None, "{text}");
        }
    }

    #[test]
    fn every_time_is_written_and_read() {
        let days = (-719_528_i64..2_932_897).step_by(997).chain([-719_528, 2_932_896, 0, -1, 59, 60, 789]);
        for day in days {
            for (second, nanoseconds) in [(0, 0), (86_399, 999_999_999), (43_210, 250_000_000), (1, 1000), (2, 1)] {
                let time = Timestamp::new(day * 86_400 + second, nanoseconds);
                let text = time.map(|time| time.to_string()).unwrap_or_default();
                assert_eq!(parse_timestamp(&text), time, "{text}");
                assert_eq!(time.and_then(|time| Timestamp::from_unix(time.unix())), time, "{text}");
            }
        }
    }

    #[test]
    fn a_time_is_written_as_rfc_3339() {
        for (seconds, nanoseconds, text) in [
            (784_111_777, 0, "1994-11-06T08:49:37Z"),
            (784_111_777, 250_000_000, "1994-11-06T08:49:37.250Z"),
            (784_111_777, 1000, "1994-11-06T08:49:37.000001Z"),
            (-1, 999_999_999, "1969-12-31T23:59:59.999999999Z"),
            (951_782_400, 0, "2000-02-29T00:00:00Z"),
            (FIRST, 0, "0000-01-01T00:00:00Z"),
            (253_402_300_799, 0, "9999-12-31T23:59:59Z"),
        ] {
            assert_eq!(Timestamp::new(seconds, nanoseconds).map(|time| time.to_string()).as_deref(), Some(text));
        }
        assert_eq!(Timestamp::default().to_string(), "1970-01-01T00:00:00Z");
        assert_eq!(core::mem::size_of::<Option<Timestamp>>(), 16);
    }

    #[test]
    fn a_time_is_in_the_years_of_rfc_3339() {
        for (seconds, nanoseconds) in
            [(FIRST - 1, 0), (253_402_300_800, 0), (i64::MIN, 0), (i64::MAX, 0), (0, 1_000_000_000)]
        {
            assert_eq!(Timestamp::new(seconds, nanoseconds), None);
        }
        assert_eq!(parse_timestamp("0000-01-01T00:00:00+01:00"), None);
        assert_eq!(parse_timestamp("9999-12-31T23:59:60Z"), None);
    }

    #[test]
    fn a_time_is_written_as_an_http_date() {
        for (seconds, text) in [
            (784_111_777, "Sun, 06 Nov 1994 08:49:37 GMT"),
            (0, "Thu, 01 Jan 1970 00:00:00 GMT"),
            (951_782_400, "Tue, 29 Feb 2000 00:00:00 GMT"),
            (-62_167_219_200, "Sat, 01 Jan 0000 00:00:00 GMT"),
            (253_402_300_799, "Fri, 31 Dec 9999 23:59:59 GMT"),
        ] {
            let time = Timestamp::new(seconds, 999_999_999).map(Timestamp::http_date);
            assert_eq!(time.as_deref(), Some(text));
            assert_eq!(Timestamp::parse(text), Timestamp::new(seconds, 0), "{text}");
        }
    }

    #[test]
    fn http_dates_are_times() {
        let seconds = |text: &str| Timestamp::parse(text).map(Timestamp::seconds);
        assert_eq!(seconds("Sun, 06 Nov 1994 08:49:37 GMT"), Some(784_111_777));
        assert_eq!(seconds("Sunday, 06-Nov-94 08:49:37 GMT"), Some(784_111_777));
        assert_eq!(seconds("Thursday, 01-Jan-70 00:00:00 GMT"), Some(0));
        assert_eq!(seconds("Tuesday, 31-Dec-69 00:00:00 GMT"), Some(3_155_673_600));
    }
}
