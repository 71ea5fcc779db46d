//! Dates as HTTP has them (RFC 9110, section 5.6.7), of which a header such as `Retry-After` may be one.

/// A date and a time of day, in UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct HttpDate {
    year: i64,
    /// Whether the date has only the last two digits of the year.
    short: bool,
    /// Counted from 0.
    month: i64,
    day: i64,
    /// Seconds of the day.
    time: i64,
}

const DAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/// The length of a year on average, in seconds.
const YEAR: i64 = 31_556_952;

const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

impl HttpDate {
    /// Reads any of the three forms. Case matters, as RFC 9110 has it; the day of the week is not held against the date.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let text = text.trim_ascii();
        imf_fixdate(text).or_else(|| rfc_850(text)).or_else(|| asctime(text))
    }

    /// The moment in seconds after the beginning of 1970; `now` says which century is meant by a year of two digits: the
    /// latest by which the date is not more than 50 years ahead.
    pub(crate) fn seconds(self, now: i64) -> i64 {
        if !self.short {
            return self.in_year(self.year);
        }
        let year = 1970 + now.div_euclid(YEAR);
        let century = year - year.rem_euclid(100);
        let years = [century + 100, century, century - 100].map(|century| century + self.year % 100);
        let moments = years.map(|year| self.in_year(year));
        let [_, _, earliest] = moments;
        moments.into_iter().find(|moment| *moment <= now + 50 * YEAR).unwrap_or(earliest)
    }

    fn in_year(self, year: i64) -> i64 {
        (days_before(year, self.month) + self.day - 1) * 86_400 + self.time
    }
}

/// `Sun, 06 Nov 1994 08:49:37 GMT`
fn imf_fixdate(text: &str) -> Option<HttpDate> {
    let (day, rest) = text.split_once(", ")?;
    let mut parts = rest.split(' ');
    let date = (number(parts.next()?, 2)?, parts.next()?, number(parts.next()?, 4)?);
    let (time, zone) = (parts.next()?, parts.next()?);
    (is_short_day(day) && zone == "GMT" && parts.next().is_none()).then_some(())?;
    moment(date, time)
}

/// `Sunday, 06-Nov-94 08:49:37 GMT`
fn rfc_850(text: &str) -> Option<HttpDate> {
    let (day, rest) = text.split_once(", ")?;
    let mut parts = rest.split(' ');
    let mut date = parts.next()?.split('-');
    let (time, zone) = (parts.next()?, parts.next()?);
    let whole = (number(date.next()?, 2)?, date.next()?, number(date.next()?, 2)? + 2000);
    let ends = date.next().is_none() && parts.next().is_none();
    (DAYS.contains(&day) && zone == "GMT" && ends).then_some(())?;
    Some(HttpDate { short: true, ..moment(whole, time)? })
}

/// `Sun Nov  6 08:49:37 1994`
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

/// A number of so many digits.
fn number(text: &str, digits: usize) -> Option<i64> {
    (text.len() == digits && text.bytes().all(|byte| byte.is_ascii_digit())).then(|| text.parse().ok())?
}

/// The moment of a date and a time of day.
fn moment((day, month, year): (i64, &str, i64), time: &str) -> Option<HttpDate> {
    let month = i64::try_from(MONTHS.iter().position(|name| *name == month)?).ok()?;
    let mut parts = time.split(':');
    let (hour, minute, second) = (number(parts.next()?, 2)?, number(parts.next()?, 2)?, number(parts.next()?, 2)?);
    // A minute may have a second more.
    let fits = parts.next().is_none() && hour < 24 && minute < 60 && second <= 60;
    (fits && (1..=days_of(month, year)).contains(&day)).then_some(())?;
    Some(HttpDate { year, short: false, month, day, time: (hour * 60 + minute) * 60 + second })
}

fn is_leap(year: i64) -> bool {
    (year % 4 == 0 && year % 100 != 0) || year % 400 == 0
}

/// The length of a month, counted from 0.
fn days_of(month: i64, year: i64) -> i64 {
    match month {
        1 => 28 + i64::from(is_leap(year)),
        3 | 5 | 8 | 10 => 30,
        _ => 31,
    }
}

/// The days from the beginning of 1970 to that of a month.
fn days_before(year: i64, month: i64) -> i64 {
    // Leap days of all years before this one, counted from year 1.
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
    fn the_three_forms_of_rfc_9110_are_one_moment() {
        for text in ["Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994"] {
            assert_eq!(seconds(text), Some(784_111_777), "{text}");
        }
    }

    #[test]
    fn dates_are_those_of_the_calendar() {
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
    fn what_is_no_date_of_http_is_none() {
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
    fn a_moment_that_is_far_away_is_a_moment() {
        let date = HttpDate::parse("Friday, 31-Dec-99 23:59:59 GMT");
        assert!(date.is_some_and(|date| date.seconds(i64::from(i32::MIN)) < 0));
        assert_eq!(date.map(|date| date.seconds(253_402_300_799)), Some(253_402_300_799));
    }

    #[test]
    fn a_year_of_two_digits_is_the_latest_that_is_not_more_than_50_years_ahead() {
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
