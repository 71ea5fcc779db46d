//! Excerpts of texts that arrived, for people.

use alloc::borrow::Cow;
use alloc::string::String;
use core::fmt::{self, Write};

/// The most characters of a text that are shown.
const MOST_CHARACTERS: usize = 500;

/// A text that arrived, as it is shown: up to its first 500 characters, followed by the length of the whole if it is cut.
///
/// `Debug` writes it in quotes. Control characters are escaped in both, so that a text can neither begin a line of a log nor send
/// commands to a terminal. Bytes that are not UTF-8 are U+FFFD.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Excerpt<'a>(&'a [u8]);

impl<'a> Excerpt<'a> {
    /// Creates the excerpt of a text.
    #[must_use]
    pub fn new(text: &'a (impl AsRef<[u8]> + ?Sized)) -> Self {
        Self(text.as_ref())
    }

    /// Returns the characters that are shown, and the length of the whole text if there are more.
    fn shown(self) -> (Cow<'a, str>, Option<usize>) {
        // A character has at most four bytes, so that the end cuts none that is shown.
        let begin = self.0.get(..MOST_CHARACTERS * 4).unwrap_or(self.0);
        let text = String::from_utf8_lossy(begin);
        match text.char_indices().nth(MOST_CHARACTERS) {
            None => (text, (begin.len() < self.0.len()).then_some(self.0.len())),
            Some((end, _)) => {
                let mut text = text.into_owned();
                text.truncate(end);
                (Cow::Owned(text), Some(self.0.len()))
            }
        }
    }
}

impl fmt::Display for Excerpt<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (shown, whole) = self.shown();
        for c in shown.chars() {
            if is_unprintable(c) { write!(f, "{}", c.escape_default())? } else { f.write_char(c)? }
        }
        write_length(whole, f)
    }
}

impl fmt::Debug for Excerpt<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (shown, whole) = self.shown();
        write!(f, "{shown:?}")?;
        write_length(whole, f)
    }
}

fn write_length(whole: Option<usize>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    whole.map_or(Ok(()), |bytes| write!(f, "… ({bytes} bytes)"))
}

/// Returns `true` for a control character, and for one that changes the direction of the text around it or begins a line.
#[must_use]
pub fn is_unprintable(c: char) -> bool {
    c.is_control() || matches!(c, '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use std::format;
    use std::string::ToString;

    use super::Excerpt;

    #[test]
    fn a_short_text_is_whole() {
        assert_eq!(Excerpt::new("Größe \"x\"").to_string(), "Größe \"x\"");
        assert_eq!(format!("{:?}", Excerpt::new("Größe \"x\"")), r#""Größe \"x\"""#);
        let most = "ä".repeat(500);
        assert_eq!(Excerpt::new(&most).to_string(), most);
        let replaced = [b'a', 0xff].repeat(250);
        assert_eq!(Excerpt::new(&replaced).to_string(), "a\u{fffd}".repeat(250));
    }

    #[test]
    fn a_long_text_is_cut_between_characters() {
        for (character, bytes) in [("a", 501), ("ä", 1002), ("€", 1503), ("😀", 2004)] {
            let text = character.repeat(501);
            let expected = format!("{}… ({bytes} bytes)", character.repeat(500));
            assert_eq!(Excerpt::new(&text).to_string(), expected);
            let debug = format!("{:?}", Excerpt::new(&text));
            assert_eq!(debug, format!("\"{}\"… ({bytes} bytes)", character.repeat(500)));
        }
        let page = [0xff].repeat(1_000_000);
        assert_eq!(Excerpt::new(&page).to_string(), format!("{}… (1000000 bytes)", "\u{fffd}".repeat(500)));
    }

    #[test]
    fn control_characters_are_escaped() {
        let text = "a\nb\r\u{1b}[31m\u{202e}c\0";
        assert_eq!(Excerpt::new(text).to_string(), r"a\nb\r\u{1b}[31m\u{202e}c\u{0}");
        assert_eq!(format!("{:?}", Excerpt::new(text)), r#""a\nb\r\u{1b}[31m\u{202e}c\0""#);
    }
}
