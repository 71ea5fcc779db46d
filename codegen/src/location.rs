//! Parsing of locations: JSON Pointers and headers.

use errspec_engine::location::{Embedded, PARENT_NAME};

use crate::model::{Location, Segment};
use crate::suggest;

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
    // The last text: those before it are in the location of the text.
    if let Some((outer, rest)) = text.rsplit_once("/(") {
        return parse_embedded(outer, rest);
    }
    if let Some(name) = strip_header(text) {
        return parse_header(name);
    }
    if text.trim() != text {
        return bad("a location with blanks around it", None);
    }
    if text == PARENT_NAME {
        return Ok(Location::Body { path: vec![Segment::Parent], name: true });
    }
    let (pointer, name) = match text.strip_suffix("~#") {
        Some(pointer) => (pointer, true),
        None => (text, false),
    };
    if pointer.is_empty() {
        return Ok(Location::Body { path: Vec::new(), name });
    }
    let Some(segments) = pointer.strip_prefix('/') else {
        return bad(format!("`{text}` is not a location"), None);
    };
    let depth = segments.split('/').take(MOST_SEGMENTS + 1).count();
    if depth > MOST_SEGMENTS {
        let help = format!("the decoder reads at most {MOST_SEGMENTS} segments");
        return bad("this location is too deep", Some(help));
    }
    let path = segments.split('/').map(parse_segment).collect::<Result<Vec<Segment>, BadLocation>>()?;
    let is_selector = |segment: &Segment| matches!(segment, Segment::Select { .. });
    if path.len() > 1 && path.iter().any(|segment| *segment == Segment::Name(String::new())) {
        return bad("a location with an empty segment", None);
    }
    if path.windows(2).any(|pair| pair.iter().all(is_selector)) {
        return two_selectors();
    }
    Ok(Location::Body { path, name })
}

/// Parses a location in a text: the location of the text, and what stands after the parenthesis of the segment that reads it.
fn parse_embedded(outer: &str, rest: &str) -> Result<Location, BadLocation> {
    let (segment, inner) = match rest.find('/') {
        Some(end) => rest.split_at(end),
        None => rest.split_at(rest.find("~#").unwrap_or(rest.len())),
    };
    let segment = ["(", segment].concat();
    let Some(kind) = Embedded::ALL.into_iter().find(|kind| kind.segment() == segment) else {
        let known = Embedded::ALL.map(Embedded::segment);
        // The parentheses do not count: `(yaml)` is no misspelt `(xml)`.
        let name = |segment: &'static str| segment.trim_matches(['(', ')']);
        let help = match suggest::nearest(segment.trim_matches(['(', ')']), known.map(name)) {
            Some(known) => format!("did you mean `({known})`?"),
            None => format!(
                "a text is read as one of {}; write `~4` for a parenthesis that begins a name",
                known.join(", ")
            ),
        };
        return bad(format!("`{segment}` is not a kind of text"), help);
    };
    let outer = Box::new(parse_location(outer)?);
    match parse_location(inner)? {
        Location::Body { path, name }
            if (!path.is_empty() || (kind == Embedded::Json && !name)) && !path.contains(&Segment::Parent) =>
        {
            let path = if kind == Embedded::Parameters { in_lower_case(path) } else { path };
            match kind.is_pairs() && path.len() > 1 {
                false => Ok(Location::Embedded { outer, kind, path, name }),
                true => bad("keys and values have one level", format!("give the key alone: `/{segment}/key`")),
            }
        }
        _ => bad("this text has no location in it", format!("give the location of the value: `/{segment}/code`")),
    }
}

/// Returns the names of parameters as they are compared: without regard to case.
fn in_lower_case(path: Vec<Segment>) -> Vec<Segment> {
    let lower = |segment| match segment {
        Segment::Name(name) => Segment::Name(name.to_ascii_lowercase()),
        other => other,
    };
    path.into_iter().map(lower).collect()
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
        Some(c) => {
            let words: Vec<&str> = name.split([' ', '\t', '_']).filter(|word| !word.is_empty()).collect();
            let meant = format!("header:{}", words.join("-").to_ascii_lowercase());
            let help = matches!(c, ' ' | '\t').then(|| format!("write `{meant}`"));
            bad(format!("the name of a header cannot contain {c:?}"), help)
        }
        None => Ok(Location::Header(name.to_ascii_lowercase())),
    }
}

fn parse_segment(text: &str) -> Result<Segment, BadLocation> {
    if has_index(text) {
        let title = format!("`{text}` is not a segment of a location");
        return bad(
            title,
            "an index is a segment of its own; write `~3` for a bracket that is part of a name".to_owned(),
        );
    }
    if text == "*" {
        return Ok(Segment::Any);
    }
    if ends_with_text(text) {
        return text_at_end(text);
    }
    if let Some(selector) = text.strip_prefix('[') {
        return parse_selector(selector);
    }
    match text.strip_suffix("**") {
        Some("") => {
            bad("`**` without a name", Some("`name**` is the deepest `name` of a chain: `/cause**/code`".to_owned()))
        }
        Some(name) => Ok(Segment::Chain(parse_name(name)?)),
        None if text.starts_with("**") => bad(
            format!("`{text}` is not a chain"),
            format!(
                "the stars are after the name: `{}**`; write `~2` for a star that begins a name",
                text.trim_start_matches('*')
            ),
        ),
        None => Ok(Segment::Name(parse_name(text)?)),
    }
}

/// Returns `true` for a name with a segment in parentheses right after it, such as `payload(json)`.
fn ends_with_text(name: &str) -> bool {
    Embedded::ALL.into_iter().any(|kind| name.strip_suffix(kind.segment()).is_some_and(|name| !name.is_empty()))
}

fn text_at_end<T>(name: &str) -> Result<T, BadLocation> {
    let title = format!("`{name}` is not a segment of a location");
    bad(
        title,
        "the kind of a text is a segment of its own; write `~4` for a parenthesis that is part of a name".to_owned(),
    )
}

/// Returns `true` for a name with an index or a star in brackets after it, as other notations have it: `errors[0]`.
fn has_index(text: &str) -> bool {
    let index = text.strip_suffix(']').and_then(|text| text.split_once('['));
    index.is_some_and(|(name, index)| {
        let is_quoted = index.len() > 1 && (index.starts_with('"') || index.starts_with('\''));
        !name.is_empty()
            && (index == "*" || is_quoted || (!index.is_empty() && index.bytes().all(|b| b.is_ascii_digit())))
    })
}

/// Rejects two selectors of one element. Elements are told by one member.
fn two_selectors<T>() -> Result<T, BadLocation> {
    let help = "an element is selected by one member: keep the selector that tells it, and test the other member in `when`; an element \
                within the selected one has a name between the two";
    bad("a selector right after a selector", help.to_owned())
}

/// Parses a selector after its opening bracket.
fn parse_selector(text: &str) -> Result<Segment, BadLocation> {
    let has_member = |part: &str| part.split_once('=').is_some_and(|(member, _)| is_word(member.trim()));
    if text.contains("][") || text.split(',').skip(1).any(has_member) {
        return two_selectors();
    }
    let parts = text.strip_suffix(']').and_then(|inner| inner.split_once('='));
    match parts {
        Some((member, value)) if !member.is_empty() => {
            if !is_plain(member, value) {
                return bad("not a selector", "`[member=value]` has no blanks and quotes".to_owned());
            }
            Ok(Segment::Select { member: parse_name(member)?, value: parse_name(value)? })
        }
        _ if text.strip_suffix(']').is_some_and(|index| !index.is_empty() && index.bytes().all(|b| b.is_ascii_digit())) => {
            bad("not a selector", "the index of an element is a segment without brackets".to_owned())
        }
        _ if !text.ends_with(']') && text.contains('=') => bad(
            "not a selector",
            "`[member=value]` ends with its bracket; a slash within it is written `~1`: `[@type=type.googleapis.com~1google.rpc.ErrorInfo]`".to_owned(),
        ),
        _ => bad(
            "not a selector",
            Some(
                "`[member=value]` is the element whose member has this value: `/parameters/[name=reason]/value`; write `~3` for a \
                 bracket that begins a name"
                    .to_owned(),
            ),
        ),
    }
}

fn is_word(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
}

/// Returns `false` for a selector in the notation of JSONPath or XPath, or with blanks.
fn is_plain(member: &str, value: &str) -> bool {
    let is_quoted = |quote: char| value.len() > 1 && value.starts_with(quote) && value.ends_with(quote);
    let is_trimmed = member.trim() == member && value.trim() == value;
    is_trimmed
        && !member.starts_with('?')
        && !member.starts_with("@.")
        && !value.starts_with('=')
        && !is_quoted('\'')
        && !is_quoted('"')
}

fn parse_name(text: &str) -> Result<String, BadLocation> {
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
            Some('3') => name.push('['),
            Some('4') => name.push('('),
            Some('#') => {
                return bad(
                    "`~#` in the middle of a location",
                    Some("`~#` is the name of a member, and ends the location".to_owned()),
                );
            }
            _ => {
                return bad(
                    "unescaped `~` in a location",
                    Some("write `~0` for a tilde, `~1` for a slash, `~2` for a star that is a name, `~3` for a bracket that begins one, `~4` for a parenthesis".to_owned()),
                );
            }
        }
    }
    Ok(name)
}

#[cfg(test)]
mod tests {
    use super::parse_location;

    const EMBEDDED: [&str; 5] =
        ["/a/(json)/b", "/(form)/b", "header:location/(query)/e~1f", "/a/*/(xml)/b/@c", "/a/(json)/b**/(json)"];

    #[test]
    fn a_location_that_is_parsed_and_written_is_the_same() {
        let all = ["", "/", "/error/code", "/*/sub_code", "/*~#", "/a~1b/c~0d/~2", "header:x-id", "~#", "/a~#"];
        let more = [
            "/p/[name=a~1b]/value",
            "/p/[@type=x]",
            "/p/[a=]",
            "/e/cause**/code",
            "/a*~2",
            "/~3a",
            "/~4a",
            "/[a=b=c]",
            "/~2*a",
            "..~#",
        ];
        for text in all.into_iter().chain(more).chain(["header::message-type"]).chain(EMBEDDED) {
            assert_eq!(parse_location(text).map(|location| location.to_string()), Ok(text.to_owned()));
        }
        assert_eq!(parse_location("Header: X-Id").map(|it| it.to_string()), Ok("header:x-id".to_owned()));
    }

    #[test]
    fn invalid_locations_are_rejected() {
        let headers = ["header:", "header::", "header:::a", "header:a:b", "header:a b"];
        let paths = ["/a~", "/a~5", "/a~#/b", "x", "/[a", "/[]", "/[=a]", "/**", "/[a]", "/**a"];
        let selectors = ["/[a = b]", "/[a='b']", "/[a==b]", "/[?(@.a=='b')]", "/[0]", "/[a=b/c]"];
        let texts = ["/a/(jsn)/b", "/a/(form)/b/c", "/a/(xml)", "/(json", "/(json)~#"];
        for text in headers.into_iter().chain(paths).chain(selectors).chain(texts) {
            assert!(parse_location(text).is_err(), "{text}");
        }
        assert!(parse_location(&"/a".repeat(120)).is_ok());
        assert!(parse_location(&"/a".repeat(121)).is_err());
    }
}
