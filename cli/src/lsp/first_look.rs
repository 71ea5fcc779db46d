//! A first look at a large text that is not TOML for the moment: at the sections that changed, without the rest of the table.
//!
//! To find the mistakes of a text takes several times as long as to check one without mistakes. Most texts are wrong where they were just
//! changed, so the mistakes there are shown at once, and the whole text is checked afterwards.

use std::ops::Range;

use errspec_codegen::{Source, read};
use toml_parser::parser::{EventReceiver, RecursionGuard, parse_document};

use super::documents::Document;
use super::findings::{Finding, findings};

/// The fewest bytes of a text that is looked at first. A smaller one is checked soon enough.
pub(super) const LARGE: usize = 200_000;

/// The most levels of lists and inline tables that are read.
const MOST_LEVELS: u32 = 64;

/// Returns the mistakes of TOML in the sections that differ from those of an earlier text, which was TOML. Returns `None` if there are none.
pub(super) fn first_look(document: &Document, earlier: &str) -> Option<Vec<Finding>> {
    let text = document.text.as_str();
    let changed = changed_sections(earlier, text);
    if is_toml(text.get(changed.clone())?) {
        return None;
    }
    let path = document.path.clone().unwrap_or_default();
    let report = read(&Source::new("", alone(text, changed)).with_path(path)).err()?;
    let found = findings(&report, document, |diagnostic| diagnostic.rule.is_of_toml());
    (!found.is_empty()).then_some(found)
}

/// Returns the sections with all that differs between two texts, as a place in the new one.
fn changed_sections(old: &str, new: &str) -> Range<usize> {
    let (old, bytes) = (old.as_bytes(), new.as_bytes());
    let same = |(old, new): &(&u8, &u8)| old == new;
    let before = old.iter().zip(bytes).take_while(same).count();
    let longest = old.len().min(bytes.len()) - before;
    let after = old.iter().rev().zip(bytes.iter().rev()).take(longest).take_while(same).count();
    let starts = |at: usize| bytes.get(at..at + 2) == Some(b"\n[");
    let first = (0..before.saturating_sub(1)).rev().find(|at| starts(*at)).map_or(0, |at| at + 1);
    let end = bytes.len() - after;
    let last = (end..bytes.len()).find(|at| starts(*at)).map_or(bytes.len(), |at| at + 1);
    first..last
}

/// Returns a text of the same length, in which all but a part is one comment before and one after it.
fn alone(text: &str, part: Range<usize>) -> String {
    let comment = |length: usize| if length == 0 { String::new() } else { format!("#{}", " ".repeat(length - 1)) };
    let before = match part.start.checked_sub(1) {
        Some(length) => format!("{}\n", comment(length)),
        None => String::new(),
    };
    format!("{before}{}{}", text.get(part.clone()).unwrap_or_default(), comment(text.len() - part.end))
}

/// Returns `true` if the parser finds no error in a text.
fn is_toml(text: &str) -> bool {
    struct NoEvents;
    impl EventReceiver for NoEvents {}
    let source = toml_parser::Source::new(text);
    let mut error: Option<toml_parser::ParseError> = None;
    let mut receiver = NoEvents;
    let mut validated = toml_parser::parser::ValidateWhitespace::new(&mut receiver, source);
    parse_document(&source.lex().into_vec(), &mut RecursionGuard::new(&mut validated, MOST_LEVELS), &mut error);
    error.is_none()
}

#[cfg(test)]
mod tests {
    use super::{alone, changed_sections, is_toml};

    #[test]
    fn the_sections_that_changed_are_found() {
        let old = "a = 1\n[b]\nc = 2\n[d]\ne = 3\n[f]\n";
        for (new, expected) in [
            ("a = 1\n[b]\nc = \n[d]\ne = 3\n[f]\n", "[b]\nc = \n"),
            ("a = \n[b]\nc = 2\n[d]\ne = 3\n[f]\n", "a = \n"),
            ("a = 1\n[b]\nc = 2\n[d]\ne = 3\n[f", "[f"),
            ("", ""),
            (old, "[f]\n"),
        ] {
            assert_eq!(new.get(changed_sections(old, new)), Some(expected), "{new}");
        }
        let new = "a = 1\n[b]\nc = 2\nd]\ne = 3\n[f]\n";
        assert_eq!(new.get(changed_sections(old, new)), Some("[b]\nc = 2\nd]\ne = 3\n"));
    }

    #[test]
    fn a_part_keeps_its_place() {
        let text = "a = 1\n[b]\nc = \n[d]\né = 3\n";
        let part = changed_sections("a = 1\n[b]\nc = 2\n[d]\né = 3\n", text);
        let masked = alone(text, part.clone());
        assert_eq!(masked.len(), text.len());
        assert_eq!(masked.get(part.clone()), text.get(part));
        assert_eq!(masked, "#    \n[b]\nc = \n#          ");
    }

    #[test]
    fn the_parser_judges() {
        assert!(is_toml("[a]\nb = [1, { c = 'd' }] # e\n"));
        for text in ["a =\n", "[a\n", "a = [1,\n", "a = { b = 1\n", "a b = 1\n"] {
            assert!(!is_toml(text), "{text}");
        }
    }
}
