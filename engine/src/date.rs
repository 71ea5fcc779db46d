//! HTTP dates (RFC 9110, section 5.6.7), which a header such as `Retry-After` may hold.

/// A date and a time of day, in UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HttpDate {
    year: i64,
    /// `true` if the date has only the last two digits of the year.
    has_short_year: bool,
    /// The month, counted from 0.
    month: i64,
    day: i64,
    /// The time of day in seconds.
    time: i64,
}

pub(crate) const DAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/// The average length of a year in seconds.
const YEAR: i64 = 31_556_952;

/// The bound of the times with which a year of two digits is resolved, in seconds from 1970: about 10,000 years.
const FARTHEST: i64 = 10_000 * YEAR;

pub(crate) const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

impl HttpDate {
    /// Returns `true` if the date has a year of four digits, so that it does not depend on the current date.
    #[must_use]
    pub fn is_absolute(self) -> bool {
        !self.has_short_year
    }

    /// Parses any of the three formats of RFC 9110; `None` if the text is in none of them.
    ///
    /// Case matters, as RFC 9110 requires. The day of the week is not checked against the date.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim_ascii();
        imf_fixdate(text).or_else(|| rfc_850(text)).or_else(|| asctime(text))
    }

    /// Returns the date of a day `1994-11-06` and a time `08:49:37`; `None` if the calendar has no such day or time.
    pub(crate) fn from_numbers(day: &str, time: &str) -> Option<Self> {
        let mut parts = day.split('-');
        let (year, month) = (number(parts.next()?, 4)?, number(parts.next()?, 2)?);
        let day = number(parts.next()?, 2)?;
        let month = usize::try_from(month).ok()?.checked_sub(1)?;
        moment((day, MONTHS.get(month)?, year), time).filter(|_| parts.next().is_none())
    }

    /// Returns the Unix time in seconds.
    ///
    /// A year of two digits is the latest year with these digits for which the date is at most 50 years after `now`, a Unix time
    /// in seconds.
    #[must_use]
    pub fn seconds(self, now: i64) -> i64 {
        if !self.has_short_year {
            return self.in_year(self.year);
        }
        // A hostile response can give any time as `now`; the clamp prevents overflow.
        let now = now.clamp(-FARTHEST, FARTHEST);
        let year = 1970 + now.div_euclid(YEAR);
        let century = year - year.rem_euclid(100);
        let years = [century + 100, century, century - 100].map(|century| century + self.year % 100);
        let moments = years.map(|year| self.in_year(year));
        let [_, _, earliest] = moments;
        moments.into_iter().find(|moment| *moment <= now + 50 * YEAR).unwrap_or(earliest)
    }

    /// Returns the Unix time of the date in the given year.
    fn in_year(self, year: i64) -> i64 {
        (days_before(year, self.month) + self.day - 1) * 86_400 + self.time
    }
}

/// Parses `Sun, 06 Nov 1994 08:49:37 GMT`.
fn imf_fixdate(text: &str) -> Option<HttpDate> {
    let (day, rest) = text.split_once(", ")?;
    let mut parts = rest.split(' ');
    let date = (number(parts.next()?, 2)?, parts.next()?, number(parts.next()?, 4)?);
    let (time, zone) = (parts.next()?, parts.next()?);
    (is_short_day(day) && zone == "GMT" && parts.next().is_none()).then_some(())?;
    moment(date, time)
}

/// Parses `Sunday, 06-Nov-94 08:49:37 GMT`.
fn rfc_850(text: &str) -> Option<HttpDate> {
    let (day, rest) = text.split_once(", ")?;
    let mut parts = rest.split(' ');
    let mut date = parts.next()?.split('-');
    let (time, zone) = (parts.next()?, parts.next()?);
    let whole = (number(date.next()?, 2)?, date.next()?, number(date.next()?, 2)? + 2000);
    let ends = date.next().is_none() && parts.next().is_none();
    (DAYS.contains(&day) && zone == "GMT" && ends).then_some(())?;
    Some(HttpDate { has_short_year: true, ..moment(whole, time)? })
}

/// Parses `Sun Nov  6 08:49:37 1994`.
fn asctime(text: &str) -> Option<HttpDate> {
    let (day, rest) = text.split_once(' ')?;
    let (month, rest) = rest.split_once(' ')?;
    let (date, rest) = rest.split_at_checked(2)?;
    let (time, year) = rest.strip_prefix(' ')?.split_once(' ')?;
    let date = date.strip_prefix(' ').map_or_else(|| number(date, 2), |one| number(one, 1))?;
    is_short_day(day).then_some(())?;
    moment((date, month, number(year, 4)?), time)
}

fn is_short_day(day: &str) -> bool {
    day.len() == 3 && DAYS.iter().any(|long| long.starts_with(day))
}

/// Parses a number of exactly `digits` digits.
fn number(text: &str, digits: usize) -> Option<i64> {
    (text.len() == digits && text.bytes().all(|byte| byte.is_ascii_digit())).then(|| text.parse().ok())?
}

/// Returns the date of a day, a month, a year and a time `08:49:37`; `None` if the calendar has no such day or time.
fn moment((day, month, year): (i64, &str, i64), time: &str) -> Option<HttpDate> {
    let month = i64::try_from(MONTHS.iter().position(|name| *name == month)?).ok()?;
    let mut parts = time.split(':');
    let (hour, minute, second) = (number(parts.next()?, 2)?, number(parts.next()?, 2)?, number(parts.next()?, 2)?);
    // Second 60 is a leap second.
    let fits = parts.next().is_none() && hour < 24 && minute < 60 && second <= 60;
    (fits && (1..=days_of(month, year)).contains(&day)).then_some(())?;
    Some(HttpDate { year, has_short_year: false, month, day, time: (hour * 60 + minute) * 60 + second })
}

fn is_leap(year: i64) -> bool {
    (year % 4 == 0 && year % 100 != 0) || year % 400 == 0
}

/// Returns the number of days of a month; months count from 0.
fn days_of(month: i64, year: i64) -> i64 {
    match month {
        1 => 28 + i64::from(is_leap(year)),
        3 | 5 | 8 | 10 => 30,
        _ => 31,
    }
}

/// Returns the number of days from 1970-01-01 to the first day of a month.
fn days_before(year: i64, month: i64) -> i64 {
    // The number of leap days from year 1 to the end of a year.
    let leap = |year: i64| year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400);
    let years = (year - 1970) * 365 + leap(year - 1) - leap(1969);
    years + (0..month).map(|month| days_of(month, year)).sum::<i64>()
}

#[cfg(test)]
mod tests {
    use super::HttpDate;

    const NOW: i64 = 1_700_000_000;

    fn seconds(text: &str) -> Option<i64> {
        HttpDate::parse(text).map(|date| date.seconds(NOW))
    }

    #[test]
    fn the_three_formats_of_rfc_9110_give_the_same_time() {
        for text in ["Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994"] {
            assert_eq!(seconds(text), Some(784_111_777), "{text}");
        }
    }

    #[test]
    fn dates_follow_the_calendar() {
        for (text, expected) in [
            ("Thu, 01 Jan 1970 00:00:00 GMT", 0),
            ("Wed, 31 Dec 1969 23:59:59 GMT", -1),
            ("Tue, 29 Feb 2000 12:00:00 GMT", 951_825_600),
            ("Thu, 29 Feb 2024 23:59:59 GMT", 1_709_251_199),
            ("Sat, 01 Jan 0000 00:00:00 GMT", -62_167_219_200),
            ("Fri, 31 Dec 9999 23:59:59 GMT", 253_402_300_799),
            ("Sat, 31 Dec 2016 23:59:60 GMT", 1_483_228_800),
            ("Sat Dec 31 23:59:59 2016", 1_483_228_799),
        ] {
            assert_eq!(seconds(text), Some(expected), "{text}");
        }
    }

    #[test]
    fn invalid_dates_are_rejected() {
        for text in [
            "",
            "30",
            "Sun, 06 Nov 1994 08:49:37",
            "Sun, 06 Nov 1994 08:49:37 UTC",
            "Sun, 06 Nov 1994 08:49:37 GMT GMT",
            "sun, 06 Nov 1994 08:49:37 GMT",
            "Sun, 6 Nov 1994 08:49:37 GMT",
            "Sun, 06 nov 1994 08:49:37 GMT",
            "Sun, 00 Nov 1994 08:49:37 GMT",
            "Sun, 31 Nov 1994 08:49:37 GMT",
            "Wed, 29 Feb 1900 08:49:37 GMT",
            "Sun, 06 Nov 1994 24:00:00 GMT",
            "Sun, 06 Nov 1994 08:60:37 GMT",
            "Sun, 06 Nov 1994 08:49:61 GMT",
            "Sun, 06 Nov 1994 08:49 GMT",
            "Sun, 06 Nov -994 08:49:37 GMT",
            "Sunday, 06-Nov-1994 08:49:37 GMT",
            "Sunday, 06-Nov-94-1 08:49:37 GMT",
            "Sun Nov 06 08:49:37 94",
            "Sun Nov é 08:49:37 1994",
            "1994-11-06T08:49:37Z",
        ] {
            assert_eq!(seconds(text), None, "{text}");
        }
    }

    #[test]
    fn a_distant_now_does_not_overflow() {
        let date = HttpDate::parse("Friday, 31-Dec-99 23:59:59 GMT");
        assert!(date.is_some_and(|date| date.seconds(i64::from(i32::MIN)) < 0));
        assert_eq!(date.map(|date| date.seconds(253_402_300_799)), Some(253_402_300_799));
        for now in [i64::MIN, i64::MAX] {
            assert!(date.is_some_and(|date| date.seconds(now).signum() == now.signum()));
        }
    }

    #[test]
    fn a_year_of_two_digits_is_at_most_50_years_ahead() {
        let year_of = |text: &str| seconds(text).map(|seconds| 1970 + seconds.div_euclid(super::YEAR));
        // Now is November 2023.
        for (text, year) in [
            ("Saturday, 01-Jul-23 00:00:00 GMT", 2023),
            ("Monday, 01-Jul-24 00:00:00 GMT", 2024),
            ("Wednesday, 01-Jul-70 00:00:00 GMT", 2070),
            ("Tuesday, 01-Jul-75 00:00:00 GMT", 1975),
            ("Thursday, 01-Jul-99 00:00:00 GMT", 1999),
            ("Tuesday, 29-Feb-00 00:00:00 GMT", 2000),
        ] {
            assert_eq!(year_of(text), Some(year), "{text}");
        }
    }
}
