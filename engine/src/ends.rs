//! The possible ends of a value at the beginning of a text.

/// The number of bytes of a text in which ends are looked for.
pub(crate) const MOST: usize = 127;

/// A set of lengths of the prefixes of a text, up to [`MOST`].
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Ends(u128);

impl Ends {
    /// Adds a length. A greater one than [`MOST`] is ignored.
    pub(crate) fn add(&mut self, length: usize) {
        if length <= MOST {
            self.0 |= 1 << length;
        }
    }

    /// Adds the ends of the number that a text begins with after `start` bytes, and returns that with the fraction.
    pub(crate) fn add_number(&mut self, text: &[u8], start: usize) -> Option<usize> {
        let mut end = after_digits(text, start)?;
        self.add(end);
        if let (Some(b'.'), Some(fraction)) = (text.get(end), after_digits(text, end + 1)) {
            end = fraction;
            self.add(end);
        }
        if let Some(b'e' | b'E') = text.get(end) {
            let sign = usize::from(matches!(text.get(end + 1), Some(b'+' | b'-')));
            self.add(after_digits(text, end + 1 + sign).unwrap_or(end));
        }
        Some(end)
    }
}

/// The lengths, the greatest first.
impl Iterator for Ends {
    type Item = usize;

    fn next(&mut self) -> Option<usize> {
        let length = self.0.checked_ilog2()?;
        self.0 ^= 1 << length;
        usize::try_from(length).ok()
    }
}

/// Returns the end of the digits that begin at a place, if there are any before [`MOST`].
pub(crate) fn after_digits(text: &[u8], start: usize) -> Option<usize> {
    let digits = text.get(start..text.len().min(MOST))?.iter().take_while(|byte| byte.is_ascii_digit()).count();
    (digits > 0).then_some(start + digits)
}

/// Returns the end of the ASCII white space that begins at a place.
pub(crate) fn after_blanks(text: &[u8], start: usize) -> usize {
    let rest = text.get(start..text.len().min(MOST)).unwrap_or_default();
    start + rest.iter().take_while(|byte| byte.is_ascii_whitespace()).count()
}
