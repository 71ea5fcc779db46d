//! Number parsing.

use alloc::borrow::Cow;
use alloc::string::String;

/// Parses an `i64` in its shortest form: without a plus sign or leading zeros, and not `-0`.
#[inline]
#[must_use]
pub fn integer(text: &str) -> Option<i64> {
    integer_in(text.as_bytes())
}

/// Parses an `i64` in its shortest form from bytes.
#[inline(always)]
pub(crate) fn integer_in(text: &[u8]) -> Option<i64> {
    let (negative, digits) = match text {
        [b'-', digits @ ..] => (true, digits),
        digits => (false, digits),
    };
    match digits {
        [b'0'] if !negative => return Some(0),
        [b'1'..=b'9', ..] => {}
        _ => return None,
    }
    // Up to 18 digits cannot overflow.
    if digits.len() > 18 {
        return core::str::from_utf8(text).ok()?.parse().ok();
    }
    let mut number = 0_i64;
    for digit in digits {
        let value = digit.wrapping_sub(b'0');
        if value > 9 {
            return None;
        }
        number = number * 10 + i64::from(value);
    }
    Some(if negative { -number } else { number })
}

/// Parses the integer at the end of a text that is `length` bytes long, as [`integer_in`] does. One of up to eight digits is parsed all
/// at once.
#[inline(always)]
pub(crate) fn integer_at_end(text: &[u8], length: usize) -> Option<i64> {
    let number = text.get(text.len().checked_sub(length)?..)?;
    match (text.last_chunk::<8>(), number) {
        (Some(chunk), [b'1'..=b'9', ..]) if length <= 8 => last_digits(u64::from_le_bytes(*chunk), length),
        _ => integer_in(number),
    }
}

/// Returns the value of the last `length` digits of eight bytes; `None` if one is not a digit. The last is in the highest byte.
#[inline(always)]
fn last_digits(bytes: u64, length: usize) -> Option<i64> {
    const ONES: u64 = 0x0101_0101_0101_0101;
    let own = u64::MAX << (64 - 8 * length);
    let digits = (bytes & own) | ((ONES * 0x30) & !own);
    let is_digit = |word: u64| word & (ONES * 0xF0) == ONES * 0x30;
    if !is_digit(digits) || !is_digit(digits.wrapping_add(ONES * 0x06)) {
        return None;
    }
    // Each step joins neighbours: digits to pairs, pairs to fours, fours to eight.
    let pairs = (digits & (ONES * 0x0F)).wrapping_mul((10 << 8) | 1) >> 8 & 0x00FF_00FF_00FF_00FF;
    let fours = pairs.wrapping_mul((100 << 16) | 1) >> 16 & 0x0000_FFFF_0000_FFFF;
    Some((fours.wrapping_mul((10_000 << 32) | 1) >> 32).cast_signed())
}

/// Parses a JSON number whose value is an integer, which may be written with a fraction or an exponent: `1.0`, `1e3`.
#[must_use]
pub fn whole(text: &str) -> Option<i64> {
    if let Ok(number) = text.parse() {
        return Some(number);
    }
    scaled_integer(text)
}

/// Parses a whole number with a fraction or an exponent by its digits: a float would round it.
#[cold]
fn scaled_integer(text: &str) -> Option<i64> {
    let (mantissa, exponent) = match text.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, exponent.parse::<i32>().ok()?),
        None => (text, 0),
    };
    let unsigned = mantissa.strip_prefix(['-', '+']).unwrap_or(mantissa);
    let (whole, fraction) = unsigned.split_once('.').unwrap_or((unsigned, ""));
    let digits = || whole.bytes().chain(fraction.bytes());
    if digits().next().is_none() || !digits().all(|digit| digit.is_ascii_digit()) {
        return None;
    }
    let Some(last) = digits().enumerate().filter(|(_, digit)| *digit != b'0').map(|(place, _)| place).last() else {
        return Some(0);
    };
    // The number is the digits up to the last that is not zero, with so many zeros after them.
    let zeros = i64::from(exponent) + i64::try_from(whole.len()).ok()? - i64::try_from(last).ok()? - 1;
    let zeros = u32::try_from(zeros).ok()?;
    let mut number = 0_i128;
    for digit in digits().take(last + 1) {
        number = number.checked_mul(10)?.checked_add(i128::from(digit - b'0'))?;
    }
    let number = number.checked_mul(10_i128.checked_pow(zeros)?)?;
    i64::try_from(if mantissa.starts_with('-') { -number } else { number }).ok()
}

/// Returns `true` for the digits of an integer beyond `i64` that 128 bits hold, with or without a sign.
pub(crate) fn is_wide(text: &str) -> bool {
    // The digits of an `i64` are at most 19.
    let digits = text.strip_prefix('-').unwrap_or(text);
    digits.len() >= 19
        && digits.starts_with(|first: char| matches!(first, '1'..='9'))
        && text.parse::<i64>().is_err()
        && (text.parse::<i128>().is_ok() || text.parse::<u128>().is_ok())
}

/// Parses a JSON number that is a finite `f64`.
pub(crate) fn decimal(text: &str) -> Option<f64> {
    any_decimal(text).filter(|number| number.is_finite())
}

/// Parses a JSON number as an `f64`, which is infinite for a number that is too large.
pub(crate) fn any_decimal(text: &str) -> Option<f64> {
    let is_decimal = text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'-' | b'+' | b'.' | b'e' | b'E'));
    text.parse::<f64>().ok().filter(|_| is_decimal)
}

/// Returns a number without the text between groups of three digits; `None` if groups have other lengths. A `,` before a fraction
/// becomes a `.` if the digits are grouped by a `.`.
pub(crate) fn ungrouped<'t>(text: &'t str, thousands: &str) -> Option<Cow<'t, str>> {
    let mark = decimal_mark(thousands);
    let (whole, fraction) = match text.split_once(mark) {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (text, None),
    };
    if mark == '.' && !whole.contains(thousands) {
        return Some(Cow::Borrowed(text));
    }
    let unsigned = whole.trim_start_matches('-');
    let mut groups = unsigned.split(thousands);
    let first = groups.next().unwrap_or_default();
    let is_grouped = groups.clone().next().is_some();
    let is_first =
        !first.is_empty() && (!is_grouped || first.len() <= 3) && first.bytes().all(|byte| byte.is_ascii_digit());
    let is_group = |group: &str| group.len() == 3 && group.bytes().all(|byte| byte.is_ascii_digit());
    if !is_first || !groups.all(is_group) {
        return None;
    }
    let mut out = whole.replace(thousands, "");
    if let Some(fraction) = fraction {
        out.push('.');
        out.push_str(fraction);
    }
    Some(Cow::Owned(out))
}

/// Returns a number with a text between groups of three digits.
pub(crate) fn grouped(number: &str, thousands: &str) -> String {
    let (whole, fraction) = match number.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (number, None),
    };
    let digits = whole.trim_start_matches('-');
    let mut out: String = whole.chars().take(whole.len() - digits.len()).collect();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            out.push_str(thousands);
        }
        out.push(digit);
    }
    if let Some(fraction) = fraction {
        out.push(decimal_mark(thousands));
        out.push_str(fraction);
    }
    out
}

/// Returns the character before a fraction.
fn decimal_mark(thousands: &str) -> char {
    if thousands == "." { ',' } else { '.' }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn integers_of_128_bits_are_wide_beyond_64() {
        for text in ["9223372036854775808", "-9223372036854775809", "340282366920938463463374607431768211455"] {
            assert!(super::is_wide(text), "{text}");
        }
        for text in [
            "",
            "7",
            "9223372036854775807",
            "-9223372036854775808",
            "340282366920938463463374607431768211456",
            "+9223372036854775808",
            "09223372036854775808",
            "9223372036854775808.0",
        ] {
            assert!(!super::is_wide(text), "{text}");
        }
    }

    #[test]
    fn a_whole_number_in_any_form_is_exact() {
        for (text, number) in [
            ("0", 0),
            ("-0.0", 0),
            ("0e400", 0),
            ("401.0", 401),
            ("4e2", 400),
            ("1.50e1", 15),
            ("1200e-2", 12),
            ("-1.25E+2", -125),
            ("9007199254740993.0", 9_007_199_254_740_993),
            ("9223372036854775807.0", i64::MAX),
            ("-9.223372036854775808e18", i64::MIN),
            ("1e18", 1_000_000_000_000_000_000),
            ("+5", 5),
            ("05", 5),
            ("1.", 1),
        ] {
            assert_eq!(whole(text), Some(number), "{text}");
        }
        for text in [
            "",
            "-",
            ".",
            "e5",
            "1e",
            "1.5",
            "1e-1",
            "15e-1",
            "1.00000000000000000001",
            "9223372036854775808.0",
            "1e19",
            "1e400",
            "1e99999999999",
            "--1",
            "1.-5",
            "0x5",
            "inf",
        ] {
            assert_eq!(whole(text), None, "{text}");
        }
    }

    #[test]
    fn digits_at_once_are_the_integer_that_they_are_one_by_one() {
        let numbers = [
            "",
            "0",
            "1",
            "7,",
            "40001",
            "12345678",
            "123456789",
            "99999999}",
            "-5",
            "1a",
            "10.5",
            "1e3",
            "4:1",
            "4/1",
            "0123",
            "\u{ff}1",
        ];
        for number in numbers {
            // Whatever stands before is not part of the number.
            for before in ["", "1", "{\"a\":", "00000000", "12345678901"] {
                let text = [before.as_bytes(), number.as_bytes()].concat();
                for length in 0..=number.len() {
                    let own = text.get(text.len() - length..).and_then(integer_in);
                    assert_eq!(integer_at_end(&text, length), own, "{length} of {before}{number}");
                }
            }
        }
        assert_eq!(integer_at_end(b"12", 3), None);
    }

    #[test]
    fn digits_are_grouped_in_threes() {
        for (plain, thousands, text) in [
            ("0", ",", "0"),
            ("999", ",", "999"),
            ("11000", ",", "11,000"),
            ("-1234567.5", ",", "-1,234,567.5"),
            ("1234.25", ".", "1.234,25"),
            ("1234", "\u{202f}", "1\u{202f}234"),
        ] {
            assert_eq!(grouped(plain, thousands), text);
            assert_eq!(ungrouped(text, thousands).as_deref(), Some(plain), "{text}");
            assert!(thousands == "." || ungrouped(plain, thousands).as_deref() == Some(plain), "{plain}");
        }
        for text in ["1,00", "1,,000", ",000", "1000,000", "1,000,", "1,00a"] {
            assert_eq!(ungrouped(text, ","), None, "{text}");
        }
    }
}
