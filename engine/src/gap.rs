//! The texts that the parameters of templates match.

use core::iter;

use crate::number::{decimal, is_wide, ungrouped};
use crate::table::{Field, List, Parameter, Place, Restriction, Type};
use crate::timed::Timed;

/// The texts that a parameter may match.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Gap<'g> {
    /// Any text, the shortest.
    Any,
    /// Digits with an optional minus sign, in the range of 128 bits.
    Integer,
    /// A JSON number.
    Number,
    /// An integer or a number whose digits are grouped.
    Grouped(Grouped<'g>),
    /// `true` or `false`.
    Boolean,
    /// A duration or a point in time.
    Timed(Timed),
    /// One of these.
    Values(List<'g, &'g str>),
    /// Any text of certain characters, or the longest.
    Run(Run<'g>),
}

/// A text of certain characters.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Run<'g> {
    /// The characters: the first and the last of each range in turn; `None` for any.
    pub(crate) chars: Option<&'g str>,
    /// `true` if the text has at least one character.
    pub(crate) not_empty: bool,
    /// `true` for the longest text with which the rest matches.
    pub(crate) longest: bool,
}

/// A number whose digits are grouped.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Grouped<'g> {
    /// The text between groups of three digits.
    thousands: &'g str,
    is_integer: bool,
}

/// The most groups of three digits in a number: no `f64` has more. Without a bound, a text of groups would be read to its end from each
/// of them.
const MOST_GROUPS: usize = 103;

/// The most ends of a number, a duration or a point in time that are tried.
const MOST_ENDS: usize = 8;

/// Returns `true` if a place can have a text as its value, by what the value is restricted to.
pub(crate) fn can_have(place: &Place<'_>, text: &str) -> bool {
    place.parameters().first().is_none_or(|own| Gap::for_parameter(&own).is(text))
}

impl Run<'_> {
    /// Returns `true` if the text can have a character.
    pub(crate) fn has(&self, character: char) -> bool {
        self.chars.is_none_or(|chars| is_in(character, chars))
    }
}

impl<'g> Gap<'g> {
    /// Returns the texts that the parameter of a field may match.
    pub(crate) fn for_field(field: &Field<'g>) -> Self {
        match Timed::of(field) {
            Some(timed) => Self::Timed(timed),
            None => Self::restricted(field.ty(), field.restriction()),
        }
    }

    /// Returns the texts that a parameter of a source may match.
    pub(crate) fn for_parameter(parameter: &Parameter<'g>) -> Self {
        Self::restricted(parameter.ty(), parameter.restriction())
    }

    /// Returns the texts of a type that a restriction permits.
    fn restricted(ty: Type, restriction: Restriction<'g>) -> Self {
        match ty {
            Type::Integer => Self::number(true, restriction.thousands()),
            Type::Number => Self::number(false, restriction.thousands()),
            Type::Boolean => Self::Boolean,
            _ if !restriction.values().is_empty() => Self::Values(restriction.values()),
            _ => {
                let (chars, not_empty) = (restriction.chars(), restriction.is_not_empty());
                Self::run(Run { chars, not_empty, longest: restriction.is_longest() })
            }
        }
    }

    fn run(run: Run<'g>) -> Self {
        if run.chars.is_none() && !run.not_empty && !run.longest { Self::Any } else { Self::Run(run) }
    }

    fn number(is_integer: bool, thousands: Option<&'g str>) -> Self {
        match (thousands, is_integer) {
            (Some(thousands), _) => Self::Grouped(Grouped { thousands, is_integer }),
            (None, true) => Self::Integer,
            (None, false) => Self::Number,
        }
    }

    /// Returns the length of the number or the boolean that a text begins with.
    pub(crate) fn typed_length(&self, text: &str) -> Option<usize> {
        match self {
            Self::Boolean if text.starts_with("true") => Some(4),
            Self::Boolean if text.starts_with("false") => Some(5),
            Self::Integer => {
                let length = integer_prefix(text)?;
                is_integer(text.get(..length)?).then_some(length)
            }
            Self::Number => number_prefix(text),
            Self::Grouped(grouped) => grouped.length(text),
            Self::Boolean | Self::Any | Self::Values(_) | Self::Run(_) | Self::Timed(_) => None,
        }
    }

    /// Returns the places at which a number, a duration or a point in time that begins at byte `start` of a text can end before the fixed
    /// text `next`, the last first. There are no more than [`MOST_ENDS`] of them.
    pub(crate) fn ends<'x>(
        self,
        text: &'x str,
        start: usize,
        next: &'x str,
    ) -> impl Iterator<Item = usize> + use<'x, 'g> {
        let rest = text.get(start..).unwrap_or_default();
        let mut end = match self {
            Self::Timed(timed) => timed.longest(text, start, next).map(|(end, _)| end),
            _ => self.typed_length(rest).map(|length| start + length),
        };
        iter::from_fn(move || {
            let found = end?;
            end = self.end_before(text, (start, found), next);
            Some(found)
        })
        .take(MOST_ENDS)
    }

    /// Returns `true` if there are several such places. An integer and a boolean have one, since the text after them is no part of them.
    #[inline]
    pub(crate) fn has_shorter_end(self, text: &str, start: usize, next: &str) -> bool {
        matches!(self, Self::Number | Self::Grouped(_) | Self::Timed(_))
            && self.ends(text, start, next).nth(1).is_some()
    }

    /// Returns the last of such places before the end of a range.
    fn end_before(self, text: &str, (start, end): (usize, usize), next: &str) -> Option<usize> {
        let goes_on = |end: &usize| text.get(*end..).is_some_and(|rest| rest.starts_with(next));
        match self {
            Self::Integer | Self::Boolean | Self::Any | Self::Run(_) | Self::Values(_) => None,
            Self::Timed(timed) => timed.longest_before(text, (start, end), next).map(|(end, _)| end),
            // A number that ends the template takes all digits.
            _ if next.is_empty() => None,
            _ => {
                let mut ends = (start + 1..end).rev().filter(goes_on);
                ends.find(|end| text.get(start..*end).is_some_and(|number| self.is(number)))
            }
        }
    }

    /// Returns `true` if a whole text is one that the parameter may match.
    pub(crate) fn is(&self, text: &str) -> bool {
        match self {
            Self::Any => true,
            Self::Values(values) => values.iter().any(|value| value == text),
            Self::Run(run) => (!text.is_empty() || !run.not_empty) && run.chars.is_none_or(|chars| is_of(text, chars)),
            Self::Timed(timed) => timed.parse(text).is_some(),
            Self::Integer | Self::Number | Self::Boolean | Self::Grouped(_) => {
                self.typed_length(text) == Some(text.len())
            }
        }
    }
}

impl Grouped<'_> {
    /// Returns the length of the number that a text begins with.
    fn length(&self, text: &str) -> Option<usize> {
        let mut length = integer_prefix(text)?;
        let sign = usize::from(text.starts_with('-'));
        let has_three = |rest: &&str| digits(rest) == 3;
        let group = |at: usize| text.get(at..)?.strip_prefix(self.thousands).filter(has_three);
        if length - sign <= 3 {
            let mut groups = 0;
            while group(length).is_some() {
                length += self.thousands.len() + 3;
                groups += 1;
                if groups > MOST_GROUPS {
                    return None;
                }
            }
        }
        let mark = if self.thousands == "." { ',' } else { '.' };
        let fraction = text.get(length..).and_then(|rest| rest.strip_prefix(mark)).map_or(0, digits);
        if fraction > 0 && !self.is_integer {
            length += 1 + fraction;
        }
        let number = ungrouped(text.get(..length)?, self.thousands)?;
        let is_number = if self.is_integer { is_integer(&number) } else { decimal(&number).is_some() };
        is_number.then_some(length)
    }
}

/// Returns `true` if a text has at least one character, and all are in these ranges.
pub(crate) fn is_of(text: &str, chars: &str) -> bool {
    !text.is_empty() && text.chars().all(|character| is_in(character, chars))
}

/// Returns `true` if a character is in one of the ranges, of which `chars` has the first and the last character in turn.
fn is_in(character: char, chars: &str) -> bool {
    let mut ends = chars.chars();
    while let (Some(first), Some(last)) = (ends.next(), ends.next()) {
        if (first..=last).contains(&character) {
            return true;
        }
    }
    false
}

/// Returns the number of digits that a text begins with.
fn digits(text: &str) -> usize {
    text.bytes().take_while(u8::is_ascii_digit).count()
}

/// Returns `true` if digits are in the range of an integer.
fn is_integer(digits: &str) -> bool {
    digits.parse::<i64>().is_ok() || is_wide(digits)
}

/// Returns the length of the integer that a text begins with.
fn integer_prefix(text: &str) -> Option<usize> {
    let sign = usize::from(text.starts_with('-'));
    match digits(text.get(sign..)?) {
        0 => None,
        count => Some(sign + count),
    }
}

/// Returns the length of the JSON number (RFC 8259, section 6) that a text begins with.
fn number_prefix(text: &str) -> Option<usize> {
    let mut length = integer_prefix(text)?;
    // A JSON number has no leading zeros.
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
