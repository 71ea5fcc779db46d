//! Parsing of locations: JSON Pointers and headers.

use crate::model::{Location, Segment};

/// The most segments of a location. The decoder reads 128 levels, and the location may be relative to a nested value.
pub(crate) const MOST_SEGMENTS: usize = 120;

/// An error in a location, and how to fix it.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct BadLocation {
    pub(crate) title: String,
    pub(crate) help: Option<String>,
}

fn bad<T>(title: impl Into<String>, help: impl Into<Option<String>>) -> Result<T, BadLocation> {
    Err(BadLocation { title: title.into(), help: help.into() })
}

/// Parses a location.
pub(crate) fn parse_location(text: &str) -> Result<Location, BadLocation> {
    if let Some(name) = strip_header(text) {
        return parse_header(name);
    }
    let (pointer, name) = match text.strip_suffix("~#") {
        Some(pointer) => (pointer, true),
        None => (text, false),
    };
    if pointer.is_empty() {
        return Ok(Location::Body { path: Vec::new(), name });
    }
    let Some(segments) = pointer.strip_prefix('/') else {
        return bad(format!("`{text}` is not a location"), Some(format!("did you mean `{}`?", as_pointer(text))));
    };
    let depth = segments.split('/').take(MOST_SEGMENTS + 1).count();
    if depth > MOST_SEGMENTS {
        let help = format!("the decoder reads at most {MOST_SEGMENTS} segments");
        return bad("this location is too deep", Some(help));
    }
    let path: Result<Vec<Segment>, BadLocation> = segments.split('/').map(parse_segment).collect();
    Ok(Location::Body { path: path?, name })
}

fn strip_header(text: &str) -> Option<&str> {
    let prefix = text.get(..7)?;
    prefix.eq_ignore_ascii_case("header:").then(|| text.get(7..).unwrap_or_default())
}

fn parse_header(name: &str) -> Result<Location, BadLocation> {
    let name = name.trim();
    if name.is_empty() {
        return bad("the header has no name", Some("write its name: `header:retry-after`".to_owned()));
    }
    // Other transports than HTTP also have names such as `:message-type`.
    let token = name.strip_prefix(':').filter(|token| !token.is_empty()).unwrap_or(name);
    match token.chars().find(|c| !(c.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(*c))) {
        Some(c) => bad(format!("the name of a header cannot contain {c:?}"), None),
        None => Ok(Location::Header(name.to_ascii_lowercase())),
    }
}

fn parse_segment(text: &str) -> Result<Segment, BadLocation> {
    if text == "*" {
        return Ok(Segment::Any);
    }
    let mut name = String::with_capacity(text.len());
    let mut letters = text.chars();
    while let Some(letter) = letters.next() {
        if letter != '~' {
            name.push(letter);
            continue;
        }
        match letters.next() {
            Some('0') => name.push('~'),
            Some('1') => name.push('/'),
            Some('2') => name.push('*'),
            Some('#') => {
                return bad(
                    "`~#` in the middle of a location",
                    Some("`~#` is the name of a member, and ends the location".to_owned()),
                );
            }
            _ => {
                return bad(
                    "unescaped `~` in a location",
                    Some("write `~0` for a tilde, `~1` for a slash, `~2` for a star that is a name".to_owned()),
                );
            }
        }
    }
    Ok(Segment::Name(name))
}

/// Returns the pointer that was most likely meant by `$.error.code` or `error/code`.
fn as_pointer(text: &str) -> String {
    let path = text.trim().trim_start_matches('$').replace('[', ".").replace([']', '"', '\''], "");
    let path = if path.contains('/') { path } else { path.replace('.', "/") };
    format!("/{}", path.trim_matches('/'))
}

/// Returns the location as a table writes it.
pub(crate) fn write_location(location: &Location) -> String {
    match location {
        Location::Header(name) => format!("header:{name}"),
        Location::Body { path, name } => {
            let mut text = String::new();
            for segment in path {
                text.push('/');
                match segment {
                    Segment::Any => text.push('*'),
                    Segment::Name(name) if name == "*" => text.push_str("~2"),
                    Segment::Name(name) => text.push_str(&name.replace('~', "~0").replace('/', "~1")),
                }
            }
            if *name {
                text.push_str("~#");
            }
            text
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{parse_location, write_location};

    #[test]
    fn a_location_that_is_parsed_and_written_is_the_same() {
        let all = [
            "",
            "/",
            "/error/code",
            "/*/sub_code",
            "/*~#",
            "/a~1b/c~0d/~2",
            "header:x-id",
            "header::message-type",
            "~#",
            "/a~#",
        ];
        for text in all {
            assert_eq!(parse_location(text).map(|location| write_location(&location)), Ok(text.to_owned()));
        }
        assert_eq!(parse_location("Header: X-Id").map(|it| write_location(&it)), Ok("header:x-id".to_owned()));
    }

    #[test]
    fn other_notations_get_the_pointer_as_a_suggestion() {
        for text in ["error.code", "$.error.code", "error/code", "error[\"code\"]"] {
            let help = parse_location(text).err().and_then(|bad| bad.help);
            assert_eq!(help.as_deref(), Some("did you mean `/error/code`?"), "{text}");
        }
    }

    #[test]
    fn invalid_locations_are_rejected() {
        for text in ["header:", "header::", "header:::a", "header:a:b", "header:a b", "/a~", "/a~3", "/a~#/b", "x"] {
            assert!(parse_location(text).is_err(), "{text}");
        }
        assert!(parse_location(&"/a".repeat(120)).is_ok());
        assert!(parse_location(&"/a".repeat(121)).is_err());
    }
}
