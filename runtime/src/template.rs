//! Templates: a text with parameters, taken apart and put together.
//!
//! Both directions read the compiled form that is described at [`Template`](crate::table::Template).

use alloc::vec::Vec;
use core::fmt;

use crate::json::position;
use crate::table::{Field, IGNORED, Type};

/// What a parameter may match.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Gap {
    /// Any text.
    Any,
    /// Digits with an optional minus, within `i64`.
    Integer,
    /// A JSON number.
    Number,
    /// `true` or `false`.
    Boolean,
    /// Any of these.
    Values(&'static [&'static str]),
}

impl Gap {
    /// What a field's parameter may match.
    pub(crate) fn of(field: &Field) -> Self {
        match field.ty {
            Type::Integer => Self::Integer,
            Type::Number => Self::Number,
            Type::Boolean => Self::Boolean,
            Type::String if !field.values.is_empty() => Self::Values(field.values),
            Type::String | Type::List | Type::Json => Self::Any,
        }
    }
}

/// The next piece of a template.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Piece<'t> {
    /// Fixed text.
    Text(&'t str),
    /// A parameter.
    Parameter(u32),
}

/// The first piece of a template, and the rest of it.
pub(crate) fn split_first(template: &str) -> Option<(Piece<'_>, &str)> {
    if let Some(rest) = template.strip_prefix('\0') {
        let mut characters = rest.chars();
        let number = u32::from(characters.next()?).checked_sub(1)?;
        return Some((Piece::Parameter(number), characters.as_str()));
    }
    if template.is_empty() {
        return None;
    }
    let (text, rest) = template.split_at(fixed_length(template));
    Some((Piece::Text(text), rest))
}

/// The length of the fixed text that a template begins with.
#[inline]
fn fixed_length(template: &str) -> usize {
    position(0, template.as_bytes()).unwrap_or(template.len())
}

/// The pieces of a template.
pub(crate) fn pieces(template: &str) -> impl Iterator<Item = Piece<'_>> {
    let mut rest = template;
    core::iter::from_fn(move || {
        let (piece, after) = split_first(rest)?;
        rest = after;
        Some(piece)
    })
}

/// Whether a text may be one of a template, by its first byte: most texts differ there.
#[inline]
pub(crate) fn may_fit(template: &[u8], text: &[u8]) -> bool {
    match template.first() {
        None | Some(0) => true,
        first => first == text.first(),
    }
}

/// Takes `text` apart. `captures` has a place for every parameter that is kept; after a match each of the template's
/// parameters stands there.
pub(crate) fn fits<'t>(
    template: &str,
    text: &'t str,
    gap: &dyn Fn(u32) -> Gap,
    captures: &mut [Option<&'t str>],
) -> bool {
    captures.fill(None);
    let mut matcher = Matcher { gap, captures, again: Vec::new() };
    matcher.run(template, text, 0) == Outcome::Fits && matcher.agrees()
}

#[derive(PartialEq, Eq)]
enum Outcome {
    Fits,
    /// Not here; a parameter before this may take more text.
    Fails,
    /// Not here, nor wherever else an earlier parameter would end.
    FailsForGood,
}

struct Matcher<'m, 't> {
    gap: &'m dyn Fn(u32) -> Gap,
    captures: &'m mut [Option<&'t str>],
    /// What stands for parameters that have stood before. It is compared at the end only: to look for the same text while
    /// taking apart would try each place again for each.
    again: Vec<(u32, &'t str)>,
}

/// A parameter of a template, where it stands.
#[derive(Clone, Copy)]
struct Own {
    number: u32,
    /// Whether it has stood before.
    repeated: bool,
}

/// The parameters that a template has had so far, a bit for each.
type Seen = u128;

impl<'t> Matcher<'_, 't> {
    fn run(&mut self, mut template: &str, mut text: &'t str, mut seen: Seen) -> Outcome {
        loop {
            match strip_fixed(template, text) {
                Some(rest) => (template, text) = rest,
                None => return Outcome::Fails,
            }
            let Some((Piece::Parameter(number), rest)) = split_first(template) else {
                return if text.is_empty() { Outcome::Fits } else { Outcome::Fails };
            };
            let bit = if number < IGNORED { 1 << number } else { 0 };
            let own = Own { number, repeated: seen & bit != 0 };
            seen |= bit;
            let after = match (self.gap)(number) {
                Gap::Any => return self.any(own, rest, text, seen),
                Gap::Values(values) => return self.values(own, values, rest, text, seen),
                typed => self.typed(own, typed, text),
            };
            match after {
                Some(after) => (template, text) = (rest, after),
                None => return Outcome::Fails,
            }
        }
    }

    /// Whether parameters that stand twice have the same text twice.
    fn agrees(&self) -> bool {
        let kept = |number| self.captures.get(place(number)).copied().flatten();
        self.again.iter().all(|(number, value)| kept(*number) == Some(*value))
    }

    fn keep(&mut self, own: Own, value: &'t str) {
        if own.repeated {
            self.again.push((own.number, value));
        } else if let Some(capture) = self.captures.get_mut(place(own.number)) {
            *capture = Some(value);
        }
    }

    /// The shortest text for a parameter with which the rest fits.
    ///
    /// Once the rest has come as far as the next parameter of any text, taking more here cannot help: that one can take
    /// whatever this one would have. So each place is tried once, and the whole is linear.
    fn any(&mut self, own: Own, rest: &str, text: &'t str, seen: Seen) -> Outcome {
        let Some((Piece::Text(next), after)) = split_first(rest) else {
            // The last piece, since parameters never touch.
            self.keep(own, text);
            return Outcome::Fits;
        };
        let mark = self.again.len();
        let mut from = 0;
        while let Some(found) = text.get(from..).and_then(|text| text.find(next)) {
            let (value, tail) = text.split_at(from + found);
            self.again.truncate(mark);
            self.keep(own, value);
            match self.run(after, tail.strip_prefix(next).unwrap_or_default(), seen) {
                Outcome::Fails => from += found + next.chars().next().map_or(1, char::len_utf8),
                decided => return decided,
            }
        }
        Outcome::FailsForGood
    }

    fn values(&mut self, own: Own, values: &'static [&'static str], rest: &str, text: &'t str, seen: Seen) -> Outcome {
        let mark = self.again.len();
        for value in values {
            if let (Some(after), Some(value)) = (text.strip_prefix(value), text.get(..value.len())) {
                self.again.truncate(mark);
                self.keep(own, value);
                match self.run(rest, after, seen) {
                    Outcome::Fails => {}
                    decided => return decided,
                }
            }
        }
        Outcome::Fails
    }

    /// What follows a number or a truth value.
    fn typed(&mut self, own: Own, gap: Gap, text: &'t str) -> Option<&'t str> {
        let length = match gap {
            Gap::Boolean if text.starts_with("true") => 4,
            Gap::Boolean if text.starts_with("false") => 5,
            Gap::Integer => integer_prefix(text)?,
            Gap::Number => number_prefix(text)?,
            _ => return None,
        };
        let (value, after) = (text.get(..length)?, text.get(length..)?);
        if matches!(gap, Gap::Integer) && value.parse::<i64>().is_err() {
            return None;
        }
        self.keep(own, value);
        Some(after)
    }
}

/// What follows the fixed text that a template begins with, in the template and in a text that begins with it.
#[inline]
fn strip_fixed<'t, 'x>(template: &'t str, text: &'x str) -> Option<(&'t str, &'x str)> {
    // Most texts differ at once: then the fixed text is not even measured.
    match template.as_bytes().first() {
        None | Some(0) => return Some((template, text)),
        first if first != text.as_bytes().first() => return None,
        _ => {}
    }
    let (fixed, rest) = template.split_at(fixed_length(template));
    Some((rest, text.strip_prefix(fixed)?))
}

fn place(number: u32) -> usize {
    if number == IGNORED { usize::MAX } else { usize::try_from(number).unwrap_or(usize::MAX) }
}

fn digits(text: &str) -> usize {
    text.bytes().take_while(u8::is_ascii_digit).count()
}

/// The length of the integer that a text begins with.
fn integer_prefix(text: &str) -> Option<usize> {
    let sign = usize::from(text.starts_with('-'));
    match digits(text.get(sign..)?) {
        0 => None,
        count => Some(sign + count),
    }
}

/// The length of the JSON number that a text begins with.
fn number_prefix(text: &str) -> Option<usize> {
    let mut length = integer_prefix(text)?;
    // JSON has no number that begins with a zero and goes on with a digit.
    if text.strip_prefix('-').unwrap_or(text).starts_with('0') && digits(text.trim_start_matches('-')) > 1 {
        return None;
    }
    if let Some(fraction) = text.get(length..).and_then(|rest| rest.strip_prefix('.')) {
        match digits(fraction) {
            0 => {}
            count => length += 1 + count,
        }
    }
    if let Some(exponent) = text.get(length..).and_then(|rest| rest.strip_prefix(['e', 'E'])) {
        let sign = usize::from(exponent.starts_with(['-', '+']));
        match digits(exponent.get(sign..).unwrap_or_default()) {
            0 => {}
            count => length += 1 + sign + count,
        }
    }
    Some(length)
}

/// Writes a template, each parameter by `value`.
pub(crate) fn write(
    template: &str,
    out: &mut dyn fmt::Write,
    value: &mut dyn FnMut(u32, &mut dyn fmt::Write) -> fmt::Result,
) -> fmt::Result {
    for piece in pieces(template) {
        match piece {
            Piece::Text(text) => out.write_str(text)?,
            Piece::Parameter(number) => value(number, out)?,
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use alloc::format;
    use alloc::string::String;

    use super::*;

    /// `{n}` is parameter n; `gaps` says what each may match.
    fn take(template: &str, gaps: &[Gap], text: &'static str) -> Option<Vec<&'static str>> {
        let compiled = compile(template);
        let mut captures = alloc::vec![None; gaps.len()];
        let gap = |number: u32| gaps.get(number as usize).copied().unwrap_or(Gap::Any);
        fits(&compiled, text, &gap, &mut captures).then(|| captures.into_iter().flatten().collect())
    }

    fn compile(template: &str) -> String {
        let mut out = String::from(template);
        for number in 0_u8..4 {
            out = out.replace(&format!("{{{number}}}"), &format!("\0{}", char::from(number + 1)));
        }
        out.replace("{_}", "\0\u{7F}")
    }

    #[test]
    fn a_parameter_takes_the_shortest_text_with_which_the_rest_fits() {
        let any = [Gap::Any, Gap::Any];
        assert_eq!(take("{0} is {1}", &any, "x is y is z"), Some(alloc::vec!["x", "y is z"]));
        assert_eq!(take("{0}.", &any, "a.b."), Some(alloc::vec!["a.b"]));
        assert_eq!(take("hash: {0}", &any, "hash: "), Some(alloc::vec![""]));
        assert_eq!(take("user {0} not found", &any, "user  not found"), Some(alloc::vec![""]));
        assert_eq!(take("user {0} not found", &any, "user 1 not found."), None);
        assert_eq!(take("{_}#{0}", &any, "ns#Name"), Some(alloc::vec!["Name"]));
    }

    #[test]
    fn a_typed_parameter_takes_only_what_is_of_its_type() {
        let gaps = [Gap::Any, Gap::Integer];
        assert_eq!(take("{0} {1} left", &gaps, "foo bar 3 left"), Some(alloc::vec!["foo bar", "3"]));
        assert_eq!(take("{0} {1} left", &gaps, "foo bar left"), None);
        assert_eq!(take("{1} h", &gaps, "-24 h"), Some(alloc::vec!["-24"]));
        assert_eq!(take("{1} h", &gaps, "9223372036854775808 h"), None);
        assert_eq!(take("{0}", &[Gap::Number], "6.5e+1"), Some(alloc::vec!["6.5e+1"]));
        assert_eq!(take("{0}.", &[Gap::Number], "64.57."), Some(alloc::vec!["64.57"]));
        assert_eq!(take("{0}", &[Gap::Number], "-0.5"), Some(alloc::vec!["-0.5"]));
        assert_eq!(take("{0}", &[Gap::Number], "007"), None);
        assert_eq!(take("{0}!", &[Gap::Boolean], "true!"), Some(alloc::vec!["true"]));
        assert_eq!(take("{0}!", &[Gap::Boolean], "yes!"), None);
        let article = [Gap::Values(&["A", "An"]), Gap::Any];
        assert_eq!(take("{0} {1} exists", &article, "An item exists"), Some(alloc::vec!["An", "item"]));
        assert_eq!(take("{0} {1} exists", &article, "The item exists"), None);
    }

    #[test]
    fn a_parameter_that_stands_twice_has_the_same_text_twice() {
        assert_eq!(take("{0} or {0}?", &[Gap::Any], "a or a?"), Some(alloc::vec!["a"]));
        assert_eq!(take("{0} or {0}?", &[Gap::Any], "a or b?"), None);
        assert_eq!(take("{0}, {0}, {0}.", &[Gap::Any], "a, a, a."), Some(alloc::vec!["a"]));
        assert_eq!(take("{0}, {0}, {0}.", &[Gap::Any], "a, b, a."), None);
        assert_eq!(take("{1} {0} is not {1}", &[Gap::Any, Gap::Integer], "1 x is not 1"), Some(alloc::vec!["x", "1"]));
    }

    #[test]
    fn a_hostile_text_is_taken_apart_in_linear_time() {
        let text: &'static str = String::leak("a ".repeat(200_000));
        let any = [Gap::Any, Gap::Any, Gap::Any, Gap::Any];
        assert_eq!(take("{0} a {1} a {2} a {3} b", &any, text), None);
        let text: &'static str = String::leak("x".repeat(200_000) + " " + &"x".repeat(400_000));
        assert_eq!(take("{0} {1}x{0}y", &any, text), None);
    }
}
