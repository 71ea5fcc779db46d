//! Decimal numbers of a unit of time, as nanoseconds without loss.

use alloc::format;
use alloc::string::String;

use crate::number::decimal;

/// The digits of a fraction that count.
const DIGITS: usize = 18;

/// 1 as a fraction.
const ONE: u128 = 1_000_000_000_000_000_000;

/// A decimal number that is not negative.
pub(crate) struct Scaled {
    pub(crate) whole: u128,
    /// The fraction in parts of [`ONE`].
    fraction: u128,
}

impl Scaled {
    /// Parses the decimal number that a text begins with, and returns the text after it. The fraction begins with one of the marks.
    pub(crate) fn split<'t>(text: &'t str, marks: &[char]) -> Option<(Self, &'t str)> {
        let (digits, mut rest) = split_digits(text);
        let whole = whole(digits)?;
        let mut fraction = 0;
        if let Some((digits, after)) = rest.strip_prefix(marks).map(split_digits).filter(|(it, _)| !it.is_empty()) {
            let digits = digits.bytes().chain(core::iter::repeat(b'0')).take(DIGITS);
            fraction = digits.fold(0, |number, digit| number * 10 + u128::from(digit - b'0'));
            rest = after;
        }
        Some((Self { whole, fraction }, rest))
    }

    /// Returns the number of nanoseconds of so many units, each of so many nanoseconds; `None` if it is too large. A part of a
    /// nanosecond is rounded.
    pub(crate) fn nanoseconds(&self, unit: u128) -> Option<u128> {
        self.whole.checked_mul(unit)?.checked_add((self.fraction * unit + ONE / 2) / ONE)
    }
}

/// Parses an integer of digits. One that is too large is `u128::MAX`.
pub(crate) fn whole(text: &str) -> Option<u128> {
    let is_number = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| text.parse().unwrap_or(u128::MAX))
}

fn split_digits(text: &str) -> (&str, &str) {
    text.split_at_checked(text.bytes().take_while(u8::is_ascii_digit).count()).unwrap_or((text, ""))
}

/// Parses a JSON number of units, in nanoseconds; `None` if the text is not a number.
pub(crate) fn parse_nanoseconds(text: &str, unit: u128) -> Option<i128> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let nanoseconds = match Scaled::split(digits, &['.']).filter(|(_, rest)| rest.is_empty()) {
        Some((number, _)) => i128::try_from(number.nanoseconds(unit)?).ok()?,
        // A number with an exponent.
        None => return rounded(decimal(text)?, unit),
    };
    Some(if digits.len() < text.len() { -nanoseconds } else { nanoseconds })
}

#[allow(clippy::cast_precision_loss, reason = "the units are exact")]
#[allow(clippy::cast_possible_truncation, reason = "the bound is checked")]
fn rounded(number: f64, unit: u128) -> Option<i128> {
    const BOUND: f64 = 1e37;
    let nanoseconds = number * unit as f64;
    let half = if nanoseconds < 0.0 { -0.5 } else { 0.5 };
    (nanoseconds.abs() < BOUND).then_some((nanoseconds + half) as i128)
}

/// Returns nanoseconds as a decimal number of units. It has so many digits that [`parse_nanoseconds`] returns the same number.
pub(crate) fn write_nanoseconds(nanoseconds: i128, unit: u128) -> String {
    let sign = if nanoseconds < 0 { "-" } else { "" };
    let nanoseconds = nanoseconds.unsigned_abs();
    let (whole, rest) = (nanoseconds / unit, nanoseconds % unit);
    if rest == 0 {
        return format!("{sign}{whole}");
    }
    // The last digit is worth less than a nanosecond, or exactly one. Then rounding up never reaches the next unit.
    let (mut digits, mut scale) = (0, 1);
    while scale < unit {
        (digits, scale) = (digits + 1, scale * 10);
    }
    let fraction = (rest * scale + unit / 2) / unit;
    let fraction = format!("{fraction:0digits$}");
    format!("{sign}{whole}.{}", fraction.trim_end_matches('0'))
}

#[cfg(test)]
mod tests {
    use super::{parse_nanoseconds, write_nanoseconds};

    const UNITS: [u128; 7] =
        [1, 1000, 1_000_000, 1_000_000_000, 60_000_000_000, 3_600_000_000_000, 604_800_000_000_000];

    #[test]
    fn a_number_is_written_without_loss() {
        let mut number: i128 = 1;
        for step in 1..2000_i128 {
            number = (number % 1_000_000_000_000 * 6_364_136_223_846_793 + step) % 1_000_000_000_000_000_000;
            for (nanoseconds, unit) in UNITS.iter().flat_map(|unit| [(number, *unit), (-number % 1_000_000, *unit)]) {
                let text = write_nanoseconds(nanoseconds, unit);
                assert_eq!(parse_nanoseconds(&text, unit), Some(nanoseconds), "{text} of {unit}");
            }
        }
    }

    #[test]
    fn a_number_has_no_more_digits_than_it_needs() {
        for (nanoseconds, unit, text) in [
            (0, 1_000_000_000, "0"),
            (1, 1_000_000_000, "0.000000001"),
            (-1_500_000_000, 1_000_000_000, "-1.5"),
            (1_500_000, 1_000_000, "1.5"),
            (300_000_000_000, 60_000_000_000, "5"),
            (100_000_000_000, 60_000_000_000, "1.66666666667"),
            (59_999_999_999, 60_000_000_000, "0.99999999998"),
        ] {
            assert_eq!(write_nanoseconds(nanoseconds, unit), text);
        }
    }

    #[test]
    fn json_numbers_are_read() {
        for (text, nanoseconds) in [
            ("1.5", Some(1_500_000_000)),
            ("1e3", Some(1_000_000_000_000)),
            ("-2.5E-1", Some(-250_000_000)),
            ("0.0000000015", Some(2)),
            ("1,5", None),
            ("", None),
            ("-", None),
            ("+1", Some(1_000_000_000)),
            ("1e400", None),
            ("1e30", None),
            ("NaN", None),
            ("0x1", None),
        ] {
            assert_eq!(parse_nanoseconds(text, 1_000_000_000), nanoseconds, "{text}");
        }
    }
}
