//! Timestamps of RFC 3339.

use crate::date::HttpDate;

/// Parses a timestamp of RFC 3339, and returns the Unix time in seconds; a fraction is rounded up.
///
/// The date and the time may be separated by a blank, and the offset may be without a colon. A time without an offset has no defined
/// place in time, and is not read.
#[must_use]
pub fn parse_timestamp(text: &str) -> Option<i64> {
    let text = text.trim_ascii();
    let (date, rest) = text.split_at_checked(10)?;
    let (time, rest) = rest.strip_prefix(['T', 't', ' '])?.split_at_checked(8)?;
    let (has_fraction, zone) = match rest.strip_prefix(['.', ',']) {
        Some(rest) => {
            let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
            let (fraction, zone) = rest.split_at_checked(digits).filter(|(fraction, _)| !fraction.is_empty())?;
            (fraction.bytes().any(|digit| digit != b'0'), zone)
        }
        None => (false, rest),
    };
    let seconds = HttpDate::from_numbers(date, time)?.seconds(0);
    Some(seconds - offset(zone)? + i64::from(has_fraction))
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
    use super::parse_timestamp;

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
            assert_eq!(parse_timestamp(text), Some(seconds), "{text}");
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
}
