//! Compiled templates. In the text of a compiled template, a NUL and the character with number `n + 1` denote parameter `n`.
//! Parameter [`IGNORED`] matches text that is not kept.

use core::fmt;

use crate::search::position;

/// The number of the parameter whose text is not kept. The numbers of all other parameters are smaller.
pub const IGNORED: u32 = 126;

/// A piece of a template.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Piece<'t> {
    /// Fixed text.
    Text(&'t str),
    /// The number of a parameter.
    Parameter(u32),
}

/// Returns the index of a parameter in the captures; an index out of bounds for [`IGNORED`].
pub(crate) fn capture_index(number: u32) -> usize {
    if number == IGNORED { usize::MAX } else { usize::try_from(number).unwrap_or(usize::MAX) }
}

/// Splits a template into its first piece and the rest.
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

/// Returns the length of the fixed text that a template begins with.
#[inline]
pub(crate) fn fixed_length(template: &str) -> usize {
    position(0, template.as_bytes()).unwrap_or(template.len())
}

/// Returns the pieces of a template in order.
pub fn pieces(template: &str) -> impl Iterator<Item = Piece<'_>> {
    let mut rest = template;
    core::iter::from_fn(move || {
        let (piece, after) = split_first(rest)?;
        rest = after;
        Some(piece)
    })
}

/// Returns the fixed texts before and after the first occurrence of a parameter.
pub(crate) fn texts_beside(template: &str, number: u32) -> (&str, &str) {
    let mut before = "";
    let mut found = false;
    for piece in pieces(template) {
        match piece {
            Piece::Text(text) if found => return (before, text),
            Piece::Text(text) => before = text,
            Piece::Parameter(_) if found => break,
            Piece::Parameter(own) if own == number => found = true,
            Piece::Parameter(_) => before = "",
        }
    }
    (before, "")
}

/// Returns `true` if a template begins with a parameter whose text is kept.
pub(crate) fn begins_with_value(template: &str) -> bool {
    matches!(split_first(template), Some((Piece::Parameter(number), _)) if number != IGNORED)
}

/// Appends a parameter to a compiled template.
pub fn push_parameter(number: u32, out: &mut alloc::string::String) {
    out.push('\0');
    out.extend(char::from_u32(number.min(IGNORED) + 1));
}

/// Writes a template; `value` writes the value of each parameter.
///
/// # Errors
///
/// Returns an error if `out` or `value` does.
pub fn write(
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
    use alloc::string::String;
    use alloc::vec::Vec;

    use super::*;

    /// Returns a compiled template. A digit is a parameter, and `_` one that is ignored.
    fn compiled(template: &str) -> String {
        template.chars().fold(String::new(), |mut out, letter| {
            match letter.to_digit(10) {
                Some(number) => push_parameter(number, &mut out),
                None if letter == '_' => push_parameter(IGNORED, &mut out),
                None => out.push(letter),
            }
            out
        })
    }

    #[test]
    fn a_template_is_taken_apart_into_texts_and_parameters() {
        let template = compiled("ä 0b_");
        let expected = [Piece::Text("ä "), Piece::Parameter(0), Piece::Text("b"), Piece::Parameter(IGNORED)];
        assert_eq!(pieces(&template).collect::<Vec<_>>(), expected);
        assert_eq!((fixed_length(&template), fixed_length("ä "), fixed_length("")), (3, 3, 0));
        // No number is above that of the ignored parameter.
        let mut large = String::new();
        push_parameter(1000, &mut large);
        assert_eq!(pieces(&large).collect::<Vec<_>>(), [Piece::Parameter(IGNORED)]);
        // Not every text is a template.
        assert_eq!([split_first("\0"), split_first("\0\0")], [None, None]);
        assert_eq!((capture_index(7), capture_index(IGNORED)), (7, usize::MAX));
    }

    #[test]
    fn the_texts_beside_a_parameter_are_those_next_to_its_first_occurrence() {
        let template = compiled("a0b1c0d2");
        assert_eq!([0, 1, 2].map(|number| texts_beside(&template, number)), [("a", "b"), ("b", "c"), ("d", "")]);
        // Next to a parameter there is no text.
        let template = compiled("a01b");
        assert_eq!([0, 1].map(|number| texts_beside(&template, number)), [("a", ""), ("", "b")]);
    }

    #[test]
    fn a_template_begins_with_a_value_if_its_first_parameter_is_kept() {
        let begins = |template| begins_with_value(&compiled(template));
        assert_eq!([begins("0a"), begins("_a"), begins("a0"), begins("")], [true, false, false, false]);
    }

    #[test]
    fn a_template_is_written_with_the_value_of_each_parameter() {
        let mut out = String::new();
        let written = write(&compiled("a1b0"), &mut out, &mut |number, out| write!(out, "<{number}>"));
        assert_eq!((written, out.as_str()), (Ok(()), "a<1>b<0>"));
        let failed = write(&compiled("0"), &mut String::new(), &mut |_, _| Err(fmt::Error));
        assert_eq!(failed, Err(fmt::Error));
    }
}
