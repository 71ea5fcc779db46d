//! Number parsing.

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

/// Parses a JSON number whose value is an integer, which may be written with a fraction or an exponent: `1.0`, `1e3`.
#[must_use]
pub fn whole(text: &str) -> Option<i64> {
    if let Ok(number) = text.parse() {
        return Some(number);
    }
    let number = decimal(text)?;
    // Within these bounds every integral `f64` has an exact `i64`.
    const EXACT: f64 = 9_007_199_254_740_992.0;
    #[allow(clippy::cast_possible_truncation)]
    let integer = number as i64;
    #[allow(clippy::cast_precision_loss)]
    let same = (integer as f64).to_bits() == number.to_bits();
    (same && number.abs() <= EXACT).then_some(integer)
}

/// Parses a JSON number that is a finite `f64`.
pub(crate) fn decimal(text: &str) -> Option<f64> {
    let is_decimal = text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'-' | b'+' | b'.' | b'e' | b'E'));
    text.parse::<f64>().ok().filter(|number| is_decimal && number.is_finite())
}
