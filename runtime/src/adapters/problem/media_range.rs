//! Media ranges, of which an `Accept` header is a list.

use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;

/// A media range with its weight ([RFC 9110, section 12.5.1](https://www.rfc-editor.org/rfc/rfc9110#section-12.5.1)), or a media type.
pub(super) struct MediaRange<'h> {
    pub(super) main: &'h str,
    pub(super) sub: &'h str,
    pub(super) parameters: Vec<Parameter<'h>>,
    /// The weight in thousandths.
    pub(super) quality: u16,
}

/// A parameter of a media type.
pub(super) struct Parameter<'h> {
    name: &'h str,
    value: Cow<'h, str>,
}

/// The value of a charset has no case. Of other parameters nothing is known (RFC 9110, section 8.3.1).
impl PartialEq for Parameter<'_> {
    fn eq(&self, other: &Self) -> bool {
        let is_charset = self.name.eq_ignore_ascii_case("charset");
        self.name.eq_ignore_ascii_case(other.name)
            && (self.value == other.value || (is_charset && self.value.eq_ignore_ascii_case(&other.value)))
    }
}

impl<'h> MediaRange<'h> {
    /// Parses a range; `None` if it is malformed.
    pub(super) fn parse(text: &'h str) -> Option<Self> {
        let mut parts = split_list(text, b';').map(trim);
        let (main, sub) = parts.next()?.split_once('/')?;
        let is_range = is_token(main) && is_token(sub) && (main != "*" || sub == "*");
        let mut range = is_range.then_some(Self { main, sub, parameters: Vec::new(), quality: 1000 })?;
        let mut is_weighted = false;
        for part in parts.filter(|part| !part.is_empty()) {
            let (name, value) = part.split_once('=').filter(|(name, _)| is_token(name))?;
            if !name.eq_ignore_ascii_case("q") {
                range.parameters.push(Parameter { name, value: unquoted(value)? });
                continue;
            }
            if core::mem::replace(&mut is_weighted, true) {
                return None;
            }
            range.quality = thousandths(value)?;
        }
        Some(range)
    }
}

/// Splits a list at its separators, except those within quotes. A quote that is not ended is an ordinary character.
pub(super) fn split_list(list: &str, separator: u8) -> impl Iterator<Item = &str> {
    let (mut rest, mut has_quotes) = (Some(list), true);
    core::iter::from_fn(move || {
        let text = rest?;
        let quoted_end = if has_quotes { end_of_element(text, separator) } else { Err(NotEnded) };
        // Behind a quote that is not ended there is no other that is, so none is searched for again.
        has_quotes = quoted_end.is_ok();
        let end = quoted_end.unwrap_or_else(|_| text.bytes().position(|byte| byte == separator));
        let Some(end) = end else { return rest.take() };
        rest = text.get(end + 1..);
        text.get(..end)
    })
}

/// A quote that is not ended.
struct NotEnded;

/// Returns the place of the next separator outside of quotes, if there is one.
fn end_of_element(text: &str, separator: u8) -> Result<Option<usize>, NotEnded> {
    let (mut escaped, mut quoted) = (false, false);
    for (place, byte) in text.bytes().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if quoted => escaped = true,
            b'"' => quoted = !quoted,
            byte if byte == separator && !quoted => return Ok(Some(place)),
            _ => {}
        }
    }
    if quoted { Err(NotEnded) } else { Ok(None) }
}

fn trim(text: &str) -> &str {
    text.trim_matches([' ', '\t'])
}

/// Returns `true` if a text is a token (RFC 9110, section 5.6.2).
fn is_token(text: &str) -> bool {
    let is_part = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte);
    !text.is_empty() && text.bytes().all(is_part)
}

/// Returns the value of a parameter, a token or a quoted string (RFC 9110, section 5.6.4); `None` if it is malformed.
fn unquoted(value: &str) -> Option<Cow<'_, str>> {
    let Some(quoted) = value.strip_prefix('"') else { return is_token(value).then_some(Cow::Borrowed(value)) };
    let mut text = String::new();
    let mut characters = quoted.strip_suffix('"')?.chars();
    while let Some(character) = characters.next() {
        match character {
            '\\' => text.push(characters.next()?),
            '"' => return None,
            other => text.push(other),
        }
    }
    Some(Cow::Owned(text))
}

/// Reads a weight in thousandths: `0` to `1` with at most three digits after the point.
fn thousandths(weight: &str) -> Option<u16> {
    let (whole, fraction) = weight.split_once('.').unwrap_or((weight, ""));
    if fraction.len() > 3 || !fraction.bytes().all(|digit| digit.is_ascii_digit()) {
        return None;
    }
    let digits = fraction.bytes().chain(core::iter::repeat(b'0')).take(3);
    let part = digits.fold(0, |sum, digit| sum * 10 + u16::from(digit - b'0'));
    match whole {
        "0" => Some(part),
        "1" if part == 0 => Some(1000),
        _ => None,
    }
}
