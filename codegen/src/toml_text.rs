//! TOML as text: how keys and strings are written, and which text a key or an element takes up.

use crate::source::{Source, Span};

/// Returns a string as TOML writes it: in single quotes if it has quotes or backslashes.
pub(crate) fn quoted(text: &str) -> String {
    let is_literal = |c: char| c != '\'' && (c == '\t' || !c.is_control());
    match text.contains(['"', '\\']) && text.chars().all(is_literal) {
        true => format!("'{text}'"),
        false => format!("\"{}\"", escaped(text)),
    }
}

fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '"' => escaped.push_str("\\\""),
            '\\' => escaped.push_str("\\\\"),
            '\n' => escaped.push_str("\\n"),
            '\r' => escaped.push_str("\\r"),
            '\t' => escaped.push_str("\\t"),
            letter if letter.is_control() => escaped.push_str(&format!("\\u{:04X}", u32::from(letter))),
            letter => escaped.push(letter),
        }
    }
    escaped
}

/// Returns a key as TOML writes it.
pub(crate) fn key(name: &str) -> String {
    let is_bare = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    if !name.is_empty() && name.chars().all(is_bare) { name.to_owned() } else { quoted(name) }
}

/// Returns the place of an element of a list, or of a member of an inline table, with its comma.
pub(crate) fn element(text: &str, value: Span) -> Span {
    let after = text.get(value.end..).unwrap_or_default();
    let blanks = after.len() - after.trim_start().len();
    if let Some(rest) = after.trim_start().strip_prefix(',') {
        let spaces = rest.len() - rest.trim_start_matches([' ', '\t']).len();
        let is_last_of_line = rest.trim_start_matches([' ', '\t']).starts_with(['\n', '\r', ']', '}']);
        let spaces = if is_last_of_line { 0 } else { spaces };
        let end = value.end + blanks + 1 + spaces;
        // The blanks before the last element of a line would be left at the end of the line.
        let before = text.get(..value.start).unwrap_or_default();
        let start = if is_last_of_line { before.trim_end_matches([' ', '\t']).len() } else { value.start };
        return Span { start, end };
    }
    let before = text.get(..value.start).unwrap_or_default().trim_end();
    match before.strip_suffix(',') {
        Some(before) => Span { start: before.len(), end: value.end },
        None => value,
    }
}

/// Returns the place of a key with its value: the whole lines, or a member of an inline table with its comma. `key` is the place of
/// the last part of a dotted key.
pub(crate) fn member(text: &str, key: Span, value: Span) -> Span {
    let line = text.get(..key.start).and_then(|before| before.rfind('\n')).map_or(0, |newline| newline + 1);
    let before = text.get(line..key.start).unwrap_or_default();
    let begins_line = before.chars().all(|c| c.is_ascii_alphanumeric() || " \t-_.\"'\u{feff}".contains(c));
    let Some(after) = text.get(value.end..) else { return Span { start: key.start, end: value.end } };
    let rest = after.split('\n').next().unwrap_or_default();
    let ends_line = rest.trim_start().is_empty() || rest.trim_start().starts_with('#');
    if begins_line && ends_line {
        let end = value.end + (rest.len() + 1).min(after.len());
        return Span { start: line, end };
    }
    element(text, Span { start: key.start, end: value.end })
}

/// Returns the place of the key before a value: of the last part of a dotted one.
pub(crate) fn key_before(text: &str, value: Span) -> Option<Span> {
    let before = text.get(..value.start)?.trim_end_matches([' ', '\t']).strip_suffix('=')?;
    let before = before.trim_end_matches([' ', '\t']);
    let start = match before.chars().next_back()? {
        quote @ ('"' | '\'') => before.get(..before.len() - 1)?.rfind(quote)?,
        _ => before.trim_end_matches(|c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_')).len(),
    };
    (start < before.len()).then_some(Span { start, end: before.len() })
}

/// Returns the place of the list in whose line an element is: from its bracket to the element.
pub(crate) fn list_around(text: &str, element: Span) -> Option<Span> {
    let before = text.get(..element.start)?;
    let start = before.rfind('[')?;
    (!before.get(start..)?.contains(']')).then_some(Span { start, end: element.end })
}

/// A header of a table, `[errors.NAME]`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Header {
    /// The place of the part of the header that was asked for.
    pub(crate) part: Span,
    /// The place of the whole header, with its brackets.
    pub(crate) all: Span,
    /// The end of its line.
    pub(crate) line_end: usize,
    /// `true` if nothing follows the part.
    pub(crate) is_last: bool,
}

/// Returns the place of the last key of the header that takes up a place.
pub(crate) fn last_of_header(text: &str, place: Span) -> Option<Span> {
    let before = text.get(..place.start)?;
    let line = before.rfind('\n').map_or(0, |newline| newline + 1);
    let is_alone = before.get(line..)?.trim_start_matches('\u{feff}').trim().is_empty();
    let header = text.get(place.start..place.end).filter(|header| is_alone && header.starts_with('['))?;
    let keys = header.split([']', '\n']).next()?;
    let last = keys.rsplit(['.', '[']).next()?;
    let start = place.start + keys.len() - last.trim_start().len();
    let end = start + last.trim().len();
    (start < end).then_some(Span { start, end })
}

/// Iterates over the headers in a range that begin with a path, in the order of the text.
pub(crate) fn headers<'s>(
    source: &'s Source,
    within: Span,
    path: &'s [&'s str],
) -> impl DoubleEndedIterator<Item = Header> + 's {
    let of_line = move |line: &Span| {
        let text = source.text().get(line.start..line.end)?;
        let header = header(text, path)?;
        Some(Header {
            part: header.part.shift(line.start),
            all: header.all.shift(line.start),
            line_end: line.start + text.trim_end_matches(['\n', '\r']).len(),
            is_last: header.is_last,
        })
    };
    let is_within = move |header: &Header| header.all.end <= within.end;
    source.header_lines(path, within).iter().filter_map(of_line).filter(is_within)
}

/// Returns the header of a line, if it begins with a path.
fn header(line: &str, path: &[&str]) -> Option<Header> {
    let first = line.len() - line.trim_start_matches(['\u{feff}', ' ', '\t']).len();
    let brackets = line.get(first..)?.bytes().take(2).take_while(|byte| *byte == b'[').count();
    let end = first + line.get(first..)?.find(']').filter(|_| brackets > 0)?;
    let mut start = first + brackets;
    let mut parts = line.get(start..end)?.split('.');
    let mut part = Span::default();
    for name in path {
        let written = parts.next()?;
        let blanks = written.len() - written.trim_start().len();
        part = Span { start: start + blanks, end: start + blanks + written.trim().len() };
        start += written.len() + 1;
        (written.trim().trim_matches(['"', '\'']) == *name).then_some(())?;
    }
    let all = Span { start: first, end: end + brackets };
    Some(Header { part, all, line_end: 0, is_last: parts.next().is_none() })
}

#[cfg(test)]
mod tests {
    use super::{element, headers, key, key_before, member, quoted};
    use crate::source::{Source, Span};

    #[test]
    fn a_string_is_quoted_so_that_it_is_read_back() {
        for text in ["plain", "a\"b", "a\\d", "it's \"so\"", "line\nline", "\u{1}", ""] {
            let document = format!("key = {}", quoted(text));
            let table = toml::de::DeTable::parse(&document);
            let read =
                table.as_ref().ok().and_then(|table| table.get_ref().get("key")).and_then(|it| it.get_ref().as_str());
            assert_eq!(read, Some(text), "{document}");
        }
        assert_eq!((key("a-b_1").as_str(), key("a.b").as_str(), key("").as_str()), ("a-b_1", "\"a.b\"", "\"\""));
    }

    fn without(text: &str, removed: Span) -> String {
        [&text[..removed.start], &text[removed.end..]].concat()
    }

    #[test]
    fn an_element_is_removed_with_its_comma() {
        for (text, expected) in [
            ("[X]", "[]"),
            ("[X, 2]", "[2]"),
            ("[1, X]", "[1]"),
            ("[1, X, 2]", "[1, 2]"),
            ("[1, X,\n2]", "[1,\n2]"),
            ("[1, X,]", "[1,]"),
        ] {
            let at = text.find('X').unwrap_or_default();
            assert_eq!(without(text, element(text, Span { start: at, end: at + 1 })), expected);
        }
    }

    #[test]
    fn a_member_is_removed_with_its_line_or_its_comma() {
        for (text, expected) in [
            ("a = 1\nX = Y\nb = 1\n", "a = 1\nb = 1\n"),
            ("a = 1\nb.X = Y # why", "a = 1\n"),
            ("a = { X = Y, b = 1 }", "a = { b = 1 }"),
            ("a = { b = 1, X = Y }", "a = { b = 1 }"),
        ] {
            let at = |letter| text.find(letter).map(|start| Span { start, end: start + 1 }).unwrap_or_default();
            assert_eq!(without(text, member(text, at('X'), at('Y'))), expected);
        }
    }

    #[test]
    fn keys_and_headers_are_found() {
        let text = "[a.b]\nx.y = 1\n[[ a.\"c\" ]] # c\n\"d e\" = 1\n";
        let part = |span: Span| &text[span.start..span.end];
        let key = |value: usize| key_before(text, Span { start: value, end: value + 1 }).map(part);
        assert_eq!(text.match_indices("1").map(|(at, _)| key(at)).collect::<Vec<_>>(), [Some("y"), Some("\"d e\"")]);
        let (source, file) = (Source::new("t.toml", text), Span { start: 0, end: text.len() });
        let all = headers(&source, file, &["a"]);
        assert_eq!(
            all.map(|it| (part(it.part), part(it.all), it.is_last)).collect::<Vec<_>>(),
            [("a", "[a.b]", false), ("a", "[[ a.\"c\" ]]", false)]
        );
        assert_eq!(headers(&source, file, &["a", "c"]).count(), 1);
        assert_eq!(headers(&source, Span { end: 10, ..file }, &[]).count(), 1);
    }
}
