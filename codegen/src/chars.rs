//! Sets of characters, written as in a character class without brackets: `A-Z_`.

use std::ops::Range;

/// A mistake in a set of characters: its place in the text, and how to fix it.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct BadChars {
    pub(crate) range: Range<usize>,
    pub(crate) title: String,
    pub(crate) help: String,
    /// The set that is meant.
    pub(crate) meant: Option<String>,
}

/// A character of a set, and its place in the text.
#[derive(Debug, Clone)]
struct Member {
    character: char,
    range: Range<usize>,
    /// `true` for a `-` that is not escaped.
    is_dash: bool,
}

/// Parses a set of characters. A `^` at the start means all other characters, a `-` at an end is itself, and a `\\` takes the meaning
/// of the character after it.
pub(crate) fn parse_chars(text: &str) -> Result<Vec<(char, char)>, BadChars> {
    if let Some(bad) = regular_expression(text) {
        return Err(bad);
    }
    let (excluded, listed) = match text.strip_prefix('^') {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    let members = members(listed, text.len() - listed.len())?;
    let ranges = ranges(&members)?;
    if ranges.is_empty() {
        let help = "list the characters, such as `A-Z_`; or remove the key to allow any".to_owned();
        return Err(BadChars { range: 0..text.len(), title: "no characters".to_owned(), help, meant: None });
    }
    let ranges = in_order(ranges);
    Ok(if excluded { all_but(&ranges) } else { ranges })
}

/// Describes a regular expression, which is no set.
pub(crate) fn regular_expression(text: &str) -> Option<BadChars> {
    let is_anchored = text.starts_with('^') && text.ends_with('$') && text.contains(['[', '+', '*', '{']);
    let has_class = text.match_indices('\\').any(|(at, _)| {
        // A backslash may itself be escaped.
        let before = text.get(..at).unwrap_or_default();
        let escapes = before.len() - before.trim_end_matches('\\').len();
        escapes % 2 == 0 && text.get(at + 1..).and_then(|rest| rest.chars().next()).and_then(class).is_some()
    });
    if !is_anchored && !has_class && in_brackets(text).is_none() {
        return None;
    }
    let meant = set_of(text).filter(|set| parse_chars(set).is_ok());
    let title = "`chars` takes a set of characters, no regular expression".to_owned();
    let help = match &meant {
        Some(set) => format!("write the characters alone: `{set}`"),
        None => "list the characters and ranges that the text may have, such as `A-Za-z0-9_`, or its texts as `values`"
            .to_owned(),
    };
    Some(BadChars { range: 0..text.len(), title, help, meant })
}

/// Returns the inside of a character class of a regular expression, which has brackets and may be repeated.
fn in_brackets(text: &str) -> Option<&str> {
    let once = once(text);
    once.strip_prefix('[')?.strip_suffix(']').filter(|inner| !inner.is_empty())
}

/// Returns a regular expression without the sign at its end that repeats it.
fn once(text: &str) -> &str {
    let once = text.strip_suffix(['+', '*', '?']).unwrap_or(text);
    once.strip_suffix('}').and_then(|text| text.rsplit_once('{')).map_or(once, |(class, _)| class)
}

/// Returns the set of characters of a regular expression that is one class of them: `\d+`, `^[A-Z]{3}$`.
fn set_of(text: &str) -> Option<String> {
    let once = once(text.trim_start_matches('^').trim_end_matches('$'));
    let inner = match once.strip_prefix('[') {
        Some(rest) => rest.strip_suffix(']')?,
        None => once,
    };
    if inner.contains(['[', ']', '(', ')', '|', '{', '}']) {
        return None;
    }
    let (mut set, mut dash) = (String::new(), "");
    let mut rest = inner.chars().peekable();
    while let Some(character) = rest.next() {
        match (character, rest.peek().copied().and_then(class)) {
            ('\\', Some(class)) => {
                rest.next();
                set.push_str(class);
                // A `-` beside a class is itself.
                if rest.next_if_eq(&'-').is_some() {
                    dash = "-";
                }
            }
            ('\\', None) => set.extend(['\\', rest.next()?]),
            _ => set.push(character),
        }
    }
    Some(set + dash)
}

/// Returns the set that a class of a regular expression such as `\d` stands for.
fn class(letter: char) -> Option<&'static str> {
    match letter {
        'd' => Some("0-9"),
        'w' => Some("A-Za-z0-9_"),
        's' => Some(" "),
        _ => None,
    }
}

fn members(text: &str, offset: usize) -> Result<Vec<Member>, BadChars> {
    let mut members = Vec::new();
    let mut rest = text.char_indices();
    while let Some((start, character)) = rest.next() {
        let start = offset + start;
        let mut range = start..start + character.len_utf8();
        let escaped = if character == '\\' { rest.next().map(|(_, escaped)| escaped) } else { Some(character) };
        let bad = |range: Range<usize>, title: String| {
            let help = "a set lists characters and ranges, such as `A-Za-z0-9_`; `\\\\` is a backslash".to_owned();
            BadChars { range, title, help, meant: None }
        };
        let Some(escaped) = escaped else { return Err(bad(range, "a backslash at the end".to_owned())) };
        if character == '\\' {
            range.end += escaped.len_utf8();
            if escaped.is_alphanumeric() {
                return Err(bad(range, format!("unknown escape `\\{escaped}`")));
            }
        }
        members.push(Member { character: escaped, range, is_dash: character == '-' });
    }
    Ok(members)
}

fn ranges(members: &[Member]) -> Result<Vec<(char, char)>, BadChars> {
    let mut ranges = Vec::new();
    let mut rest = members;
    while let Some((first, after)) = rest.split_first() {
        let (last, after) = match after {
            [dash, last, after @ ..] if dash.is_dash => (last, after),
            after => (first, after),
        };
        if last.character < first.character {
            let title = format!("the range `{}-{}` is empty", first.character, last.character);
            let help = format!("write `{}-{}`", last.character, first.character);
            return Err(BadChars { range: first.range.start..last.range.end, title, help, meant: None });
        }
        ranges.push((first.character, last.character));
        rest = after;
    }
    Ok(ranges)
}

/// Sorts ranges, and joins those that touch.
fn in_order(mut ranges: Vec<(char, char)>) -> Vec<(char, char)> {
    ranges.sort_unstable();
    let mut joined: Vec<(char, char)> = Vec::new();
    for (first, last) in ranges {
        match joined.last_mut() {
            Some(before) if after(before.1).is_none_or(|next| first <= next) => before.1 = before.1.max(last),
            _ => joined.push((first, last)),
        }
    }
    joined
}

/// Returns the ranges of all other characters.
fn all_but(ranges: &[(char, char)]) -> Vec<(char, char)> {
    let mut others = Vec::new();
    let mut next = Some('\0');
    for (first, last) in ranges {
        if let (Some(from), Some(to)) = (next, before(*first))
            && from <= to
        {
            others.push((from, to));
        }
        next = after(*last);
    }
    others.extend(next.map(|from| (from, char::MAX)));
    others
}

fn after(character: char) -> Option<char> {
    (character..=char::MAX).nth(1)
}

fn before(character: char) -> Option<char> {
    ('\0'..character).next_back()
}

#[cfg(test)]
mod tests {
    use super::parse_chars;

    #[test]
    fn ranges_are_read_as_in_a_character_class() {
        assert_eq!(parse_chars("A-Z_"), Ok(vec![('A', 'Z'), ('_', '_')]));
        assert_eq!(parse_chars("-a"), Ok(vec![('-', '-'), ('a', 'a')]));
        assert_eq!(parse_chars("a-"), Ok(vec![('-', '-'), ('a', 'a')]));
        assert_eq!(parse_chars(r"+\-9"), Ok(vec![('+', '+'), ('-', '-'), ('9', '9')]));
        assert_eq!(parse_chars("a-mn-z"), Ok(vec![('a', 'z')]));
        assert_eq!(parse_chars("^ "), Ok(vec![('\0', '\u{1f}'), ('!', char::MAX)]));
        assert_eq!(parse_chars("^\0"), Ok(vec![('\u{1}', char::MAX)]));
    }

    #[test]
    fn a_regular_expression_is_answered_with_its_characters() {
        for (text, set) in [
            (r"\d", Some("0-9")),
            (r"\d{3,}", Some("0-9")),
            (r"[\w-]+", Some("A-Za-z0-9_-")),
            (r"[\w.-]*", Some("A-Za-z0-9_.-")),
            (r"^[A-Z]{2}$", Some("A-Z")),
            (r"[^\s]+", Some("^ ")),
            (r"a-z\d", Some("a-z0-9")),
            (r"(89|90)\d+", None),
            (r"[A-Z]\d", None),
        ] {
            assert_eq!(parse_chars(text).map_err(|bad| bad.meant), Err(set.map(str::to_owned)), "{text}");
        }
        assert!(parse_chars(r"\\d").is_ok());
    }

    #[test]
    fn mistakes_are_placed() {
        for (text, range) in [("", 0..0), ("^", 0..1), ("aZ-A", 1..4), (r"a\d", 0..3), (r"a\", 1..2)] {
            assert_eq!(parse_chars(text).map_err(|bad| bad.range), Err(range), "{text}");
        }
    }
}
