//! Text in lines of a certain width.

use core::fmt;

/// The blanks before the lines of a text.
#[derive(Clone, Copy)]
pub(super) struct Indent<'i> {
    /// The text before the first line.
    pub(super) first: &'i str,
    /// The number of blanks before the others.
    pub(super) rest: usize,
}

/// Writes a text in lines of at most `width` characters. A word that is longer has a line of its own. Blank lines between paragraphs stay.
pub(super) fn wrap(text: &str, indent: Indent<'_>, width: usize, f: &mut dyn fmt::Write) -> fmt::Result {
    f.write_str(indent.first)?;
    let mut column = indent.first.chars().count();
    let mut is_first = true;
    let mut is_separate = false;
    for line in text.trim().lines() {
        if line.trim().is_empty() {
            is_separate = true;
            continue;
        }
        if is_separate {
            write!(f, "\n\n{:1$}", "", indent.rest)?;
            (column, is_first, is_separate) = (indent.rest, true, false);
        }
        for word in line.split_whitespace() {
            let length = word.chars().count();
            if !is_first && column + 1 + length > width {
                write!(f, "\n{:1$}", "", indent.rest)?;
                column = indent.rest;
            } else if !is_first {
                f.write_char(' ')?;
                column += 1;
            }
            f.write_str(word)?;
            column += length;
            is_first = false;
        }
    }
    f.write_char('\n')
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use alloc::string::String;

    use super::{Indent, wrap};

    fn wrapped(text: &str, indent: Indent<'_>, width: usize) -> String {
        let mut out = String::new();
        wrap(text, indent, width, &mut out).unwrap();
        out
    }

    #[test]
    fn lines_have_at_most_the_width() {
        let indent = Indent { first: "  - ", rest: 4 };
        assert_eq!(wrapped("one two three four", indent, 14), "  - one two\n    three four\n");
        assert_eq!(wrapped("äöü äöü äöü", indent, 11), "  - äöü äöü\n    äöü\n");
    }

    #[test]
    fn a_long_word_has_a_line_of_its_own() {
        let none = Indent { first: "", rest: 0 };
        assert_eq!(wrapped("a supercalifragilistic b", none, 10), "a\nsupercalifragilistic\nb\n");
    }

    #[test]
    fn paragraphs_stay_apart() {
        let indent = Indent { first: "> ", rest: 2 };
        assert_eq!(wrapped("one\ntwo\n\n\nthree\n", indent, 80), "> one two\n\n  three\n");
        assert_eq!(wrapped("", indent, 80), "> \n");
    }
}
