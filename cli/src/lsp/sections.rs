//! The sections of a large text, found by their headers alone, and those that differ from an earlier text.

use std::collections::BTreeSet;
use std::ops::Range;

use errspec_codegen::format::Section;

/// A section of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct TextSection<'t> {
    pub(super) span: Range<usize>,
    /// The name of the entry that it is a part of; `None` for what all entries share.
    pub(super) entry: Option<&'t str>,
}

/// Returns the sections of a text. What is above the first header is one, too.
pub(super) fn sections(text: &str) -> Vec<TextSection<'_>> {
    let mut found: Vec<TextSection<'_>> = Vec::new();
    let mut open = TextSection { span: 0..text.len(), entry: None };
    let first = text.starts_with('[').then_some(0);
    for at in first.into_iter().chain(text.match_indices("\n[").map(|(at, _)| at + 1)) {
        let Some(entry) = text.get(at..).and_then(header) else { continue };
        open.span.end = at;
        found.push(std::mem::replace(&mut open, TextSection { span: at..text.len(), entry }));
    }
    found.push(open);
    found
}

/// Returns the entry of a header, if a text begins with one.
fn header(text: &str) -> Option<Option<&str>> {
    let names = text.trim_start_matches('[');
    let is_part = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
    let (first, rest) = names.split_at(names.find(|c| !is_part(c)).unwrap_or(names.len()));
    if Section::File.key(first).is_none() || !rest.starts_with([']', '.']) {
        return None;
    }
    let name = rest.strip_prefix('.').filter(|_| first == "errors");
    Some(name.map(|name| name.split_at(name.find(|c| !is_part(c)).unwrap_or(name.len())).0))
}

/// Returns the part of a text that differs from an earlier one: its place in this text, and in the earlier one.
pub(super) fn difference(old: &str, new: &str) -> (Range<usize>, Range<usize>) {
    let (old, new) = (old.as_bytes(), new.as_bytes());
    let same = |(old, new): &(&u8, &u8)| old == new;
    let before = old.iter().zip(new).take_while(same).count();
    let longest = old.len().min(new.len()) - before;
    let after = old.iter().rev().zip(new.iter().rev()).take(longest).take_while(same).count();
    (before..new.len() - after, before..old.len() - after)
}

/// Returns the sections that have a part of a place, all sections of their entries, and what all entries share.
pub(super) fn needed(sections: &[TextSection<'_>], place: &Range<usize>) -> (Vec<Range<usize>>, Vec<Range<usize>>) {
    // What is inserted at the end of a section may belong to it.
    let is_touched = |section: &&TextSection<'_>| section.span.start <= place.end && place.start <= section.span.end;
    let entries: BTreeSet<&str> = sections.iter().filter(is_touched).filter_map(|section| section.entry).collect();
    let is_changed =
        |section: &TextSection<'_>| is_touched(&section) || section.entry.is_some_and(|entry| entries.contains(entry));
    let mut changed = Vec::new();
    let mut kept = Vec::new();
    for section in sections {
        if is_changed(section) {
            changed.push(section.span.clone());
            kept.push(section.span.clone());
        } else if section.entry.is_none() {
            kept.push(section.span.clone());
        }
    }
    (changed, kept)
}

/// Returns a text of the same length, in which all but these parts, each of whole lines, are comments.
pub(super) fn alone(text: &str, parts: &[Range<usize>]) -> String {
    let mut out = String::with_capacity(text.len());
    for part in parts {
        comment(part.start, &mut out);
        out.push_str(text.get(part.clone()).unwrap_or_default());
    }
    comment(text.len(), &mut out);
    out
}

/// Writes one comment up to an offset. It ends its line.
fn comment(end: usize, out: &mut String) {
    let length = end.saturating_sub(out.len());
    match length {
        0 => {}
        1 => out.push('\n'),
        _ => {
            out.push('#');
            out.extend(std::iter::repeat_n(' ', length - 2));
            out.push('\n');
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{alone, difference, needed, sections};

    const TEXT: &str = "[table]\nname = 1\n[errors.A]\ncode = 1\n[errors.B]\ncode = 2\nbody = '''\n[\n[1]]'''\n\
        [[errors.A.examples]]\nbody = ''\n[fields]\nx = 1\n";

    #[test]
    fn the_sections_of_a_text_are_found_by_their_headers() {
        let entries: Vec<_> = sections(TEXT).iter().map(|section| section.entry).collect();
        assert_eq!(entries, [None, None, Some("A"), Some("B"), Some("A"), None]);
        assert_eq!(sections(TEXT).last().map(|section| section.span.end), Some(TEXT.len()));
    }

    #[test]
    fn the_difference_is_the_part_that_changed() {
        assert_eq!(difference("abc", "axc"), (1..2, 1..2));
        assert_eq!(difference("aa", "aaa"), (2..3, 2..2));
        assert_eq!(difference("aaa", "aa"), (2..2, 2..3));
        assert_eq!(difference("", "x"), (0..1, 0..0));
        assert_eq!(difference("x", "x"), (1..1, 1..1));
    }

    #[test]
    fn an_entry_is_kept_with_all_its_sections() {
        let at = TEXT.find("code = 1").unwrap_or_default();
        let (changed, kept) = needed(&sections(TEXT), &(at..at + 1));
        let part = |span: &std::ops::Range<usize>| TEXT.get(span.clone()).unwrap_or_default();
        let changed: Vec<&str> = changed.iter().map(part).collect();
        assert_eq!(changed, ["[errors.A]\ncode = 1\n", "[[errors.A.examples]]\nbody = ''\n"]);
        let masked = alone(TEXT, &kept);
        assert_eq!(masked.len(), TEXT.len());
        assert!(!masked.contains("code = 2") && masked.contains("[fields]") && masked.contains("code = 1"), "{masked}");
        assert_eq!(masked.find("[fields]"), TEXT.find("[fields]"));
    }

    #[test]
    fn comments_end_before_the_next_part() {
        assert_eq!(alone("abc\nd = 1\nxy", std::slice::from_ref(&(4..10))), "#  \nd = 1\n#\n");
        assert_eq!(alone("\nd = 1", std::slice::from_ref(&(1..6))), "\nd = 1");
        assert_eq!(alone("é\n", &[]), "# \n");
    }
}
