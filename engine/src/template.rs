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
