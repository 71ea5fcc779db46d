//! The locations that exist in a body of a kind.

use errspec_engine::location::Embedded;

use crate::diagnostics::{Checked, Diagnostic, Diagnostics, Suggestion};
use crate::location::parse_location;
use crate::model::{BodyKind, Location, Segment};
use crate::notation::{meant_location, meant_xml_location};
use crate::rules;
use crate::source::At;

/// The locations that exist where a value is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reach {
    /// Any location.
    Response,
    /// The whole body, or a header.
    Text,
    /// A key at the top of the body, or a header.
    Pairs,
    /// A key before the `:` or `=` of a line, or a header.
    Lines,
    /// The names of elements and attributes, or a header.
    Xml,
    /// A location relative to a sub-error, which has a key of its own, but no headers.
    Detail,
}

impl Reach {
    /// Returns the locations that exist in a body of this kind.
    pub(crate) fn of(body: BodyKind) -> Self {
        match body {
            BodyKind::Json => Self::Response,
            BodyKind::Xml => Self::Xml,
            BodyKind::Text => Self::Text,
            BodyKind::Form => Self::Pairs,
            BodyKind::Lines => Self::Lines,
        }
    }
}

/// Checks a location in a response.
pub(crate) fn check_location(text: &At<String>, sink: &mut Diagnostics<'_>) -> Checked<Location> {
    check_location_within(text, Reach::Response, sink)
}

/// Checks a location, and that it exists within `reach`.
pub(crate) fn check_location_within(text: &At<String>, reach: Reach, sink: &mut Diagnostics<'_>) -> Checked<Location> {
    let location = parse_location(&text.value).map_err(|bad| {
        let meant = meant_within(text, reach);
        // What the format says about JSON does not hold elsewhere.
        let help = bad.help.filter(|_| meant.is_none() || reach != Reach::Xml);
        sink.report(Diagnostic::new(&rules::BAD_LOCATION, text.span, bad.title).suggest_some(meant).help_or_hint(help))
    })?;
    match out_of_reach(&location, reach) {
        None => Ok(location),
        Some((title, help)) => {
            let meant = meant_within(text, reach).filter(|_| reach == Reach::Xml);
            let diagnostic = Diagnostic::new(&rules::BAD_LOCATION, text.span, title);
            Err(sink.report(diagnostic.suggest_some(meant).help(help)))
        }
    }
}

/// Suggests the location within `reach` that is most likely meant.
fn meant_within(text: &At<String>, reach: Reach) -> Option<Suggestion> {
    let meant = match reach {
        // The mark of a key of a map is half of its location.
        _ if text.value == "#" => Some("~#".to_owned()),
        Reach::Xml => meant_xml_location(&text.value),
        _ => meant_location(&text.value),
    };
    let exists = |meant: &String| parse_location(meant).is_ok_and(|location| out_of_reach(&location, reach).is_none());
    Some(Suggestion::string("did you mean {}?", text.span, &meant.filter(exists)?))
}

/// Returns the title and the help for a location that does not exist.
pub(super) fn out_of_reach(location: &Location, reach: Reach) -> Option<(&'static str, &'static str)> {
    match (location, reach) {
        (Location::Embedded { .. }, Reach::Detail) => Some((
            "a text within a sub-error",
            "a text is read as another body only from the response: declare the field under the top-level `[fields]`",
        )),
        (Location::Embedded { outer, kind, path, name }, reach) => {
            let inner = Location::Body { path: path.clone(), name: *name };
            out_of_reach(outer, reach).or_else(|| out_of_reach(&inner, reach_in_text(*kind)))
        }
        (Location::Body { path, .. }, reach) if path.contains(&Segment::Parent) && reach != Reach::Detail => Some((
            "only a sub-error has a parent",
            "`..~#` is the name of the member that encloses a sub-error; give it to a field of `[detail]`",
        )),
        (Location::Header(_), Reach::Detail) => Some((
            "a sub-error has no headers",
            "give a location relative to the sub-error, or declare the field under the top-level `[fields]`",
        )),
        (
            Location::Body { path, name: true },
            Reach::Response | Reach::Text | Reach::Pairs | Reach::Lines | Reach::Xml,
        ) if path.is_empty() => Some(("the whole body has no name", "`~#` is the name of a member: `/*~#`")),
        (Location::Body { path, .. }, Reach::Pairs | Reach::Lines | Reach::Xml)
            if path.iter().any(|segment| matches!(segment, Segment::Select { .. } | Segment::Chain(_))) =>
        {
            Some((
                "only JSON has selectors and chains",
                "`[member=value]` and `name**` are not read in this kind of body",
            ))
        }
        (Location::Body { path, .. }, Reach::Text) if !path.is_empty() => {
            Some(("a plain text has no members", "use `\"\"` for the whole text, and a `template` to take it apart"))
        }
        (Location::Body { path, .. }, Reach::Pairs | Reach::Lines) if path.len() > 1 => {
            Some(("a body of keys and values has one level", "give the key alone: `/key`"))
        }
        (Location::Body { path, .. }, Reach::Lines)
            if names(path).any(|name| name.contains([':', '=', '\n', '\r'])) =>
        {
            Some(("no line can have this key", "a key ends before the `:` or `=` of its line"))
        }
        (Location::Body { path, .. }, Reach::Xml) if !names(path).all(is_xml_name) => Some((
            "not the name of an element or attribute",
            "the name of an element has letters, digits, `-`, `_` and `.`: `/Error/Code`; that of an attribute has an \
             `@` before it: `/Error/@code`",
        )),
        (Location::Body { path, .. }, Reach::Xml) if has_more_than_attribute(path) => {
            Some(("an attribute has nothing within it", "end the location with the attribute: `/Error/@code`"))
        }
        (Location::Body { path, .. }, Reach::Xml) if names(path).any(has_prefix) => Some((
            "an element is read and written without its prefix",
            "leave it out: `/Envelope/Body` is the location for any prefix; a prefix in a text, such as the `soap:` of a code, \
             belongs to a `template`",
        )),
        _ => None,
    }
}

/// Returns the locations that exist in a text of this kind.
pub(super) fn reach_in_text(kind: Embedded) -> Reach {
    match kind {
        Embedded::Json => Reach::Response,
        Embedded::Xml => Reach::Xml,
        Embedded::Form | Embedded::Query | Embedded::Parameters => Reach::Pairs,
    }
}

/// Returns `true` if a segment follows the name of an attribute.
fn has_more_than_attribute(path: &[Segment]) -> bool {
    let before_last = path.split_last().map_or(path, |(_, before)| before);
    names(before_last).any(|name| name.starts_with('@'))
}

/// Returns `true` for the name of an element with a prefix.
fn has_prefix(name: &str) -> bool {
    name.contains(':') && !name.starts_with('@')
}

fn names(path: &[Segment]) -> impl Iterator<Item = &str> {
    path.iter().filter_map(|segment| match segment {
        Segment::Name(name) => Some(name.as_str()),
        Segment::Any | Segment::Select { .. } | Segment::Chain(_) | Segment::Parent => None,
    })
}

/// Returns `true` for a name that an element or, with `@` before it, an attribute can have.
fn is_xml_name(name: &str) -> bool {
    let name = name.strip_prefix('@').unwrap_or(name);
    name.starts_with(|c: char| c.is_alphabetic() || matches!(c, '_' | ':'))
        && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | ':' | '\u{b7}') || !c.is_ascii())
        && !name.contains(char::is_whitespace)
}
